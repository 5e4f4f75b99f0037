"""XLSX workbooks, through openpyxl: the rows of one sheet, as the texts that a CSV would hold."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from typing import Any

from asp_check.finding import UsageError
from asp_check.reference import overgrown
from asp_check.reference.headers import Row
from asp_check.reference.where import Where, listed, shown

_UNPACKED = 512 << 20
_RATIO = 200
_GRACE = 1 << 20
"""An entry of so few bytes may be packed as tightly as it likes."""
_TALLEST = 1_048_576
"""Rows of the largest sheet that the format allows."""
_CELLS = 20_000_000
_SHEETS = 100
"""Sheets of a workbook: each is looked into for the one that is filled."""
_TEXTS = 64 << 20
"""Bytes of the texts that the sheets share; of anything else that is no sheet, a quarter of it."""


def rows(data: bytes, sheet: str | None, where: Where) -> Iterator[Row]:
    """The rows that hold something, with their number in the sheet.

    ``data`` is what ``forms`` has found to be a workbook.
    """
    check_size(data, where)
    load_workbook = opener(where)
    with told(where):
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        found = _rows(_sheet(book, sheet, where), where)
    while True:
        # Not around the loop: what takes the rows is not to be told of, nor its warnings lost.
        with told(where):
            row = next(found, None)
        if row is None:
            return
        yield row


def check_size(data: bytes, where: Where) -> None:
    """Refuse what unpacks to far more than a table, before anything is unpacked.

    The sizes are those that the archive declares: ``zipfile`` reads no more than these.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        sheets = [entry for entry in entries if entry.filename.startswith("xl/worksheets/sheet")]
        large = (entry for entry in entries if entry.file_size > _GRACE)
        refused = (
            sum(entry.file_size for entry in entries) > _UNPACKED
            or len(sheets) > _SHEETS
            or any(entry.file_size > _most(entry) for entry in entries)
            or any(overgrown.is_overgrown(archive, entry) for entry in large)
        )
    if refused:
        raise where.error(
            "ce classeur est démesuré une fois décompressé ; enregistrez la feuille utile en CSV",
            "this workbook is out of all proportion once unpacked; save the sheet that matters as CSV",
        )


def _most(entry: zipfile.ZipInfo) -> int:
    """How many bytes this entry may unpack to: openpyxl holds in memory all that is no sheet."""
    tight = max(_GRACE, _RATIO * entry.compress_size)
    name = entry.filename.lower()
    if name.startswith("xl/sharedstrings"):
        return min(tight, _TEXTS)
    read = name.endswith((".xml", ".rels")) and not name.startswith("xl/worksheets/")
    return min(tight, _TEXTS // 4) if read else tight


def opener(where: Where) -> Any:  # noqa: ANN401 - openpyxl has no types
    """The function that opens a workbook, safe from hostile XML."""
    try:
        import defusedxml  # type: ignore[import-untyped]  # noqa: F401
        from openpyxl import DEFUSEDXML, load_workbook  # type: ignore[import-untyped]
    except ImportError:
        safe = False
    else:
        safe = DEFUSEDXML
    if not safe:
        raise where.error(
            "pour lire un classeur XLSX : pip install 'asp-check[xlsx]', ou enregistrez la feuille en CSV",
            "to read an XLSX workbook: pip install 'asp-check[xlsx]', or save the sheet as CSV",
        )
    return load_workbook


@contextmanager
def told(where: Where) -> Iterator[None]:
    """Whatever a broken workbook makes openpyxl raise, told as what it is."""
    try:
        with warnings.catch_warnings():
            # openpyxl tells of charts and styles that it leaves out; only the cells matter here.
            warnings.simplefilter("ignore")
            yield
    except (UsageError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - openpyxl promises no errors of its own
        raise _unreadable(where) from None


def _unreadable(where: Where) -> UsageError:
    return where.error(
        "classeur XLSX illisible, abîmé ou protégé ; ouvrez-le dans un tableur et enregistrez-le à nouveau, ou en CSV",
        "unreadable XLSX workbook, damaged or protected; open it in a spreadsheet and save it again, or as CSV",
    )


def choices(
    book: Any,  # noqa: ANN401 - openpyxl has no types
    name: str | None,
    where: Where,
    is_filled: Callable[[Any], bool],
) -> dict[str, Any]:
    """The sheet of this name, by its title; without a name, those visible that hold something."""
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    for sheet in sheets.values():
        sheet.reset_dimensions()  # Some programs declare too few columns, which would be cut off.
    if name is None:
        return {t: s for t, s in sheets.items() if s.sheet_state == "visible" and is_filled(s)}
    if name in sheets:
        return {name: sheets[name]}
    fr, en = listed(sheets)
    raise where.error(
        f"pas de feuille « {shown(name)} » ; feuilles : {fr}",
        f"no sheet “{shown(name)}”; sheets: {en}",
    )


def _sheet(book: Any, name: str | None, where: Where) -> Any:  # noqa: ANN401 - openpyxl has no types
    """The sheet of this name, else the only visible one that holds something."""
    filled = choices(book, name, where, lambda one: next(_rows(one, where), None) is not None)
    if len(filled) == 1:
        return next(iter(filled.values()))
    if not filled:
        fr, en = listed(sheet.title for sheet in book.worksheets)
        raise where.error(
            f"aucune feuille visible n’est remplie ; feuilles : {fr}",
            f"no visible sheet holds anything; sheets: {en}",
        )
    fr, en = listed(filled)
    raise where.error(
        f"plusieurs feuilles sont remplies : {fr} ; dites laquelle par sheet",
        f"several sheets hold something: {en}; say which one with sheet",
    )


def _rows(sheet: Any, where: Where) -> Iterator[Row]:  # noqa: ANN401 - openpyxl has no types
    left = _CELLS
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        left -= len(values)
        if number > _TALLEST or left < 0:
            raise where.error(
                "feuille trop grande pour une table de référence ; enregistrez en CSV les colonnes utiles",
                "a sheet too large for a reference table; save the columns that matter as CSV",
                number,
            )
        cells = [_text(value) for value in values]
        if any(map(str.strip, cells)):
            yield number, cells


def _text(value: object) -> str:
    """What a cell holds, as a text; a number exactly, a date as ISO day.

    >>> _text(830101259), _text(1234.5), _text(1000.0000000001), _text(8.3e8), _text(None)
    ('830101259', '1234.5', '1000.0000000001', '830000000', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        # The shortest decimal that this float stands for: no arithmetic, and no digit lost.
        text = f"{Decimal(repr(value)):f}"
        return text.removesuffix(".0")
    iso = getattr(value, "isoformat", None)
    return str(value) if iso is None else str(iso())
