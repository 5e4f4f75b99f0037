"""ZIPs of pieces, whole and broken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of files, the same each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2026, 1, 5, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def broken(data: bytes, how: str) -> bytes:
    """What befell a ZIP on its way."""
    match how:
        case "truncated":
            return data[: len(data) * 2 // 3]
        case "crc":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                first = archive.infolist()[0]
            at = first.header_offset + 30 + len(first.filename.encode()) + first.compress_size // 2
            return data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]
        case _:
            return data
