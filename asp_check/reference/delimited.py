"""CSV files as people have them: the rows, read as a stream, and the line that each begins at."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO, StringIO, TextIOWrapper
from itertools import chain, islice

from asp_check.reference.headers import DEPTH, Row
from asp_check.reference.where import Where, shown

DELIMITERS = ";\t|,"
"""What may separate cells; the first of them in doubt, for a comma may stand in an amount."""

_CHUNK = 1 << 20
_SAMPLE = 1 << 16
"""Characters in which the delimiter is sought: fewer than csv takes in a cell."""
_LONGEST = 1 << 17
"""Characters in a line, beyond which this is no table; the same as those that csv takes in a cell."""
_TALLEST = 1000
"""Further lines of one row, beyond which a quote was not closed."""

_ENCODINGS = frozenset({
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "ascii", "cp1252", "iso8859-1",
    "iso8859-15", "cp850", "mac-roman",
})  # fmt: skip
NOT_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")

Known = Callable[[Sequence[Row]], int]
"""How much of a table is recognised in its first rows."""


def rows(
    data: bytes, delimiter: str | None, encoding: str | None, known: Known, where: Where
) -> Iterator[Row]:
    """The rows that hold something, with the line that each begins at."""
    codec = _encoding(data, encoding, where)
    if delimiter is None:
        delimiter = _delimiter(data, codec, known)
    elif len(delimiter) != 1 or delimiter in '"\r\n\0':
        raise where.error(
            f"delimiter = « {shown(delimiter)} » : il faut un seul caractère, comme ; ou ,",
            f"delimiter = “{shown(delimiter)}”: one character is needed, such as ; or ,",
        )
    return _rows(data, codec, delimiter, where)


# --- Characters


def _encoding(data: bytes, stated: str | None, where: Where) -> str:
    """The encoding of the text: the one that is stated, else UTF-16, UTF-8 or cp1252."""
    if stated is not None:
        codec = _codec(stated, where)
        _check(data, codec, where)
        return codec
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        _check(data, "utf-16", where)
        return "utf-16"
    if data.isascii() or first_bad(data, "utf-8") is None:
        return "utf-8-sig"
    bad = NOT_CP1252.search(data)
    if bad is not None:
        raise where.error(
            'ni UTF-8 ni Windows-1252 ; indiquez encoding, par exemple encoding = "cp850"',
            'neither UTF-8 nor Windows-1252; give encoding, for example encoding = "cp850"',
            data.count(b"\n", 0, bad.start()) + 1,
        )  # fmt: skip
    return "cp1252"


def _codec(name: str, where: Where) -> str:
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        codec = ""
    if codec not in _ENCODINGS:
        raise where.error(
            f"encoding = « {shown(name)} » : encodage inconnu ; essayez utf-8, utf-16, cp1252 ou iso8859-15",
            f"encoding = “{shown(name)}”: unknown encoding; try utf-8, utf-16, cp1252 or iso8859-15",
        )
    return "utf-8-sig" if codec == "utf-8" else codec


def _check(data: bytes, codec: str, where: Where) -> None:
    bad = first_bad(data, codec)
    if bad is not None:
        raise where.error(
            f"ce n’est pas du texte en {codec} ; corrigez encoding, ou enregistrez le fichier en UTF-8",
            f"this is not text in {codec}; correct encoding, or save the file as UTF-8",
            data[:bad].decode(codec, "replace").count("\n") + 1,
        )


def first_bad(data: bytes, codec: str) -> int | None:
    """Roughly where these bytes cease to be text of this encoding."""
    decoder = codecs.getincrementaldecoder(codec)()
    for start in range(0, len(data), _CHUNK):
        end = start + _CHUNK
        try:
            decoder.decode(data[start:end], final=end >= len(data))
        except UnicodeDecodeError as error:
            return min(start + error.start, len(data))
    return None


# --- Cells


def _delimiter(data: bytes, codec: str, known: Known) -> str:
    """The delimiter with which most is recognised in the first rows, else that of most cells."""
    with TextIOWrapper(BytesIO(data), codec, newline="") as stream:
        sample = stream.read(_SAMPLE)

    def weight(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(StringIO(sample, newline=""), delimiter=delimiter)
        rows = ((reader.line_num, cells) for cells in reader if any(cells))
        head = list(islice(rows, DEPTH))
        return known(head), max((len(cells) for _, cells in head), default=0)

    return max(DELIMITERS, key=weight)


def _rows(data: bytes, codec: str, delimiter: str, where: Where) -> Iterator[Row]:
    nothing = f"{delimiter} \t\xa0\r\n"
    for number, line, cells in records(data, codec, delimiter, where):
        if any(cells) and line.strip(nothing):
            yield number, cells


def records(
    data: bytes, codec: str, delimiter: str, where: Where
) -> Iterator[tuple[int, str, list[str]]]:
    """Every row, empty ones too: the line that it begins at, that line, and the cells."""
    with TextIOWrapper(BytesIO(data), codec, newline="") as stream:
        lines = iter(partial(stream.readline, _LONGEST + 1), "")
        number = 1
        for line in lines:
            if len(line) > _LONGEST:
                raise where.error(
                    f"ligne de plus de {_LONGEST} caractères : ce n’est pas un tableau",
                    f"a line of more than {_LONGEST} characters: this is no table",
                    number,
                )
            taken = 1
            if '"' in line:
                cells, taken = _quoted(line, lines, delimiter, where, number)
            else:
                # What csv would give, sooner.
                cells = line.rstrip("\r\n").split(delimiter)
            yield number, line, cells
            number += taken


def _quoted(
    line: str, lines: Iterator[str], delimiter: str, where: Where, number: int
) -> tuple[list[str], int]:
    """A row with quotes, and how many lines it takes: a cell may hold line ends."""
    reader = csv.reader(chain((line,), islice(lines, _TALLEST)), delimiter=delimiter, strict=True)
    try:
        return next(reader), reader.line_num
    except csv.Error:
        raise where.error(
            "guillemets mal placés ou non refermés ; une cellule qui en contient s’écrit entre guillemets, les siens doublés",
            "quotes misplaced or not closed; a cell that has some is written between quotes, its own doubled",
            number,
        ) from None
