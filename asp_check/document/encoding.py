"""Which encoding the bytes are in, and the UTF-8 view of them that the reader works on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from asp_check.finding import Edit, Problem
from asp_check.text import BOM, decode

_WIDE = (
    # Signature, codec, name: the longest first, for UTF-32 LE begins like UTF-16 LE.
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32 LE"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32 BE"),
    (b"\xff\xfe", "utf-16-le", "UTF-16 LE"),
    (b"\xfe\xff", "utf-16-be", "UTF-16 BE"),
)
_WIDE_BY_ZEROS = (
    # Which of the first four bytes are NUL.
    ((False, True, True, True), "utf-32-le", "UTF-32 LE"),
    ((True, True, True, False), "utf-32-be", "UTF-32 BE"),
    ((False, True, False, True), "utf-16-le", "UTF-16 LE"),
    ((True, False, True, False), "utf-16-be", "UTF-16 BE"),
)
# Uncompiled: their wide ranges take milliseconds, which only a file that is not UTF-8 has to spend.
_UNDECODABLE = "[\udc80-\udcff]+"
_WINDOWS_ONLY = "[\udc80-\udc9f]"
_NOT_IN_WINDOWS = "[\udc81\udc8d\udc8f\udc90\udc9d]"
_VALID_BEYOND_ASCII = "[\u0080-\ud7ff\ue000-\U0010ffff]"


class Decoded(NamedTuple):
    """The UTF-8 view of a file; ``text is data`` unless the file is UTF-16 or UTF-32.

    ``text`` is ``None`` where the bytes cannot be read at all.
    """

    text: bytes | None
    codec: str
    bom: int
    problems: tuple[Problem, ...] = ()


def decode_bytes(data: bytes) -> Decoded:
    """The view of ``data`` and what is wrong with its encoding (E101, E102, E105)."""
    wide = _wide(data)
    if wide is not None:
        return wide
    bom = len(BOM) if data.startswith(BOM) else 0
    problems = []
    if not data.isascii():
        try:
            data.decode()
        except UnicodeDecodeError:
            problems.append(_not_utf8(data))
    return Decoded(data, "utf-8", bom, (*problems, *_nuls(data)))


def _nuls(text: bytes) -> Iterator[Problem]:
    """The NUL characters, told at the first."""
    nuls = text.count(0)
    if nuls:
        first = text.index(0)
        edits = (Edit(first, first + 1, ""),) if nuls == 1 else None
        yield Problem("E105", first, first + 1, params={"count": nuls}, count=nuls, fix=edits)


def originals(data: bytes, codec: str, text: bytes, offsets: Iterable[int]) -> Mapping[int, int]:
    """For offsets into the UTF-8 view, the offsets into the file itself, in one forward pass."""
    if codec == "utf-8":
        return {offset: offset for offset in offsets}
    width = 4 if codec.startswith("utf-32") else 2
    view = len(text.decode().encode(codec))
    position, original = 0, len(data) - view
    places = {}
    for offset in sorted(set(offsets)):
        part = text[position:offset].decode("utf-8", "ignore")
        original += len(part) * width if width == 4 else len(part.encode(codec))
        position = offset
        places[offset] = original
    return places


def _wide(data: bytes) -> Decoded | None:
    for signature, codec, name in _WIDE:
        if data.startswith(signature):
            return _decode_wide(data, len(signature), codec, name)
    if 0 not in data[:4]:
        return None
    zeros = tuple(byte == 0 for byte in data[:4])
    for pattern, codec, name in _WIDE_BY_ZEROS:
        if zeros == pattern and _decode_wide(data, 0, codec, name).text is not None:
            return _decode_wide(data, 0, codec, name)
    return None


def _decode_wide(data: bytes, bom: int, codec: str, name: str) -> Decoded:
    problem = Problem("E102", 0, len(data), params={"encoding": name})
    try:
        text = data[bom:].decode(codec).encode()
    except UnicodeError:
        params = {**problem.params, "undecodable": True}
        return Decoded(None, codec, bom, (problem._replace(params=params),))
    problem = problem._replace(end=len(text))
    return Decoded(text, codec, 0, (problem, *_nuls(text)))


def _not_utf8(data: bytes) -> Problem:
    """The first undecodable byte, how many there are, and the encoding that would explain them."""
    text = decode(data)
    runs = list(re.finditer(_UNDECODABLE, text))
    count = sum(len(run.group()) for run in runs)
    bad = "".join(run.group() for run in runs)
    guess = "Windows-1252" if re.search(_WINDOWS_ONLY, bad) else "Latin-1"
    mixed = re.search(_VALID_BEYOND_ASCII, text) is not None
    if mixed or (guess == "Windows-1252" and re.search(_NOT_IN_WINDOWS, bad)):
        # Part of the file is good UTF-8, or no code page explains the bytes: damage, not a choice.
        guess = ""
    start = len(text[: runs[0].start()].encode("utf-8", "surrogateescape"))
    byte = data[start : start + 1]
    character = byte.decode("cp1252", "ignore") if guess else ""
    params = {
        "guess": guess,
        "byte": f"0x{byte[0]:02X}",
        "character": character,
        "count": count,
    }
    return Problem("E101", start, start + 1, params=params, count=count)
