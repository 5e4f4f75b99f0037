"""XML with far more elements than a workbook has: a few bytes each in the file, a thousand in memory.

openpyxl keeps the elements of a row until the row ends, and those that are in no row until the end.
Here they are only counted.
"""

from __future__ import annotations

import zipfile
import zlib
from xml.parsers import expat

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ROW, _TEXTS = f"{_MAIN} row", f"{_MAIN} sst"
_ROWS = 1_048_576
"""Rows of the largest sheet that the format allows."""
_IN_ROW = 100_000
"""Elements of one row: six for each of the cells that the format allows."""
_ELSEWHERE, _OF_TEXTS = 500_000, 5_000_000
"""Elements that are in no row, such as merged cells; and those of the texts that the sheets share."""
_DEEPEST = 100
_CHUNK = 1 << 16


class _EnoughError(Exception):
    """What was to be known is known."""


class _Count:
    def __init__(self) -> None:
        self.depth = self.rows = self.in_row = self.elsewhere = 0
        self.most = _ELSEWHERE
        self.row = 0
        """The depth of the row that is open; 0 where none is."""

    def start(self, name: str, _attributes: object) -> None:
        """An element opens; raises once there are too many."""
        self.depth += 1
        if self.row:
            self.in_row += 1
        elif name == _ROW:
            self.row, self.in_row = self.depth, 0
            self.rows += 1
        else:
            self.elsewhere += 1
            if self.depth == 1 and name == _TEXTS:
                self.most = _OF_TEXTS
        if (
            self.in_row > _IN_ROW
            or self.elsewhere > self.most
            or self.rows > _ROWS
            or self.depth > _DEEPEST
        ):
            raise _EnoughError

    def end(self, _name: str) -> None:
        """An element closes."""
        if self.depth == self.row:
            self.row = 0
        self.depth -= 1


def is_overgrown(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether this part has too many elements; what is no sound XML is for others to tell."""
    count, parser = _Count(), expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = count.start, count.end
    parser.EntityDeclHandler = _refuse
    try:
        with archive.open(entry) as source:
            while chunk := source.read(_CHUNK):
                parser.Parse(chunk)
    except _EnoughError:
        return True
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, OSError, EOFError):
        return False
    except (ValueError, RuntimeError):
        return False  # An entity; an entry that is encrypted, or packed in a way of its own.
    return False


def _refuse(*_declared: object) -> None:
    """An entity is declared: no workbook does, and what reads it next says so."""
    raise ValueError
