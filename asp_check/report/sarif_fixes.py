"""Places and repairs as SARIF writes them: regions of text, of bytes where no line and column say it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from asp_check.finding import Edit, Finding, Place
from asp_check.text import BOM, line_columns

_HALF = re.compile("[\ud800-\udfff]")


class Text:
    """One file as text, whose bytes are ``data``: its repairs, and where its places end."""

    def __init__(self, data: bytes, findings: Sequence[Finding]) -> None:
        self._data = data
        # In another encoding, neither the text to insert nor the columns would be those of the file.
        self._is_text = _is_utf8(data)
        offsets: set[int] = set()
        for finding in findings:
            for edit in finding.fix or ():
                offsets.update((edit.offset, edit.end_offset))
            for place in finding.related:
                offsets.update((place.offset, place.end_offset))
        self._places = line_columns(data, offsets) if self._is_text else {}

    def replacements(self, edits: Sequence[Edit] | None) -> list[Mapping[str, Any]]:
        """These edits as replacements, in their order; none where one of them cannot be said."""
        edits = [e for e in edits or () if e.text or e.offset != e.end_offset]
        if not self._is_text or not all(map(self._can_be_said, edits)):
            return []
        return [self._replacement(edit) for edit in edits]

    def end_of(self, place: Place) -> tuple[int, int] | None:
        """The line and the column where a place of this file ends, if they can be told."""
        if self._places.get(place.offset) != (place.line, place.column):
            return None
        end = self._places[place.end_offset]
        return end if end >= (place.line, place.column) else None

    def _can_be_said(self, edit: Edit) -> bool:
        data, ends = self._data, (edit.offset, edit.end_offset)
        inside = 0 <= edit.offset <= edit.end_offset <= len(data)
        # No half of a character, in the file or in the text.
        whole = all(not 0x80 <= byte < 0xC0 for at in ends for byte in data[at : at + 1])
        return inside and whole and not _HALF.search(edit.text)

    def _replacement(self, edit: Edit) -> Mapping[str, Any]:
        inserted = edit.text.encode()
        if self._is_of_bytes(edit):
            region = {"byteOffset": edit.offset, "byteLength": edit.end_offset - edit.offset}
            content = {"binary": b64encode(inserted).decode()}
        else:
            line, column = self._places[edit.offset]
            end_line, end_column = self._places[edit.end_offset]
            region = {
                "startLine": line,
                "startColumn": column,
                "endLine": end_line,
                "endColumn": end_column,
            }
            content = {"text": edit.text}
        return {"deletedRegion": region} | ({"insertedContent": content} if inserted else {})

    def _is_of_bytes(self, edit: Edit) -> bool:
        """Whether no line and column says where: in a byte-order mark, or between CR and LF."""
        data = self._data
        if edit.text.startswith("\ufeff") or (data.startswith(BOM) and edit.offset < len(BOM)):
            return True
        return any(data[at - 1 : at + 1] == b"\r\n" for at in (edit.offset, edit.end_offset) if at)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in data
