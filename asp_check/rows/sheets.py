"""A sheet of an XLSX workbook, its cells with their types: what a CSV would have lost is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple

from asp_check.reference.where import Where, listed, shown
from asp_check.reference.workbook import check_size, choices, opener, told
from asp_check.rows.model import Cell, Fault, TableError, Typed, Words

_MOST_CELLS = 5_000_000
_TALLEST = 1_048_576
"""Rows of the largest sheet that the format allows; openpyxl makes up all those before the last."""
_AT_ONCE = 64
"""Rows taken together: guarding each by itself takes longer than reading it."""
_MOST_LISTED = 20

Row = tuple[int, Sequence[Cell]]


def read(data: bytes, name: str | None, where: Where) -> tuple[Iterator[Row], Sequence[Words]]:
    """The rows of the sheet, under the numbers that the workbook shows, and what to say of it."""
    check_size(data, where)
    load_workbook = opener(where)
    with told(where):
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = _sheet(book, name, where)
        look = _look(sheet)
    _refuse(look, where)
    return _told_rows(sheet, where), _notes(sheet, look)


# --- Which sheet


def _sheet(book: Any, name: str | None, where: Where) -> Any:  # noqa: ANN401 - openpyxl has no types
    """The sheet of this name, else the only visible one that holds something."""
    filled = choices(book, name, where, _is_filled)
    if len(filled) == 1:
        return next(iter(filled.values()))
    fr, en = listed(filled or (sheet.title for sheet in book.worksheets))
    if filled:
        raise where.error(
            f"plusieurs feuilles sont remplies : {fr} ; dites laquelle par --sheet",
            f"several sheets hold something: {en}; say which one with --sheet",
        )
    raise where.error(
        f"aucune feuille visible n’est remplie ; feuilles : {fr} ; --sheet lit une feuille masquée",
        f"no visible sheet holds anything; sheets: {en}; --sheet reads a hidden sheet",
    )


def _is_filled(sheet: Any) -> bool:  # noqa: ANN401 - openpyxl has no types
    left = _MOST_CELLS
    for row in islice(sheet.iter_rows(values_only=True), _TALLEST):
        if any(value is not None for value in row):
            return True
        left -= len(row)
        if left < 0:
            return True  # Too large: so will say what reads the rows.
    return False


# --- What the cells do not say


class _Look(NamedTuple):
    """What is to be known of a sheet beside its values."""

    merged: Sequence[str]
    uncomputed: Sequence[str]
    hidden_rows: int
    hidden_columns: int


def _look(sheet: Any) -> _Look:  # noqa: ANN401 - openpyxl has no types
    """One pass over the XML of the sheet, for what the reader of rows leaves out."""
    from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped] # noqa: PLC0415

    merged: list[str] = []
    uncomputed: list[str] = []
    rows = columns = 0
    left = _MOST_CELLS
    with sheet._get_source() as source:  # noqa: SLF001 - the one way to the XML of this sheet
        for _, element in iterparse(source):
            tag = element.tag.rpartition("}")[2]
            if tag == "mergeCell":
                merged.append(element.get("ref", ""))
            elif tag == "c":
                left -= 1
                if left < 0:
                    break  # Too large: so will say what reads the rows.
                if _is_uncomputed(element):
                    uncomputed.append(element.get("r", ""))
            elif tag == "row":
                rows += element.get("hidden") in {"1", "true"}
                element.clear()
            elif tag == "col" and element.get("hidden") in {"1", "true"}:
                columns += 1
    return _Look(merged, uncomputed, rows, columns)


def _is_uncomputed(cell: Any) -> bool:  # noqa: ANN401 - XML
    """Whether this cell has a formula, and no result of it."""
    parts = {part.tag.rpartition("}")[2]: part for part in cell}
    value = parts.get("v")
    empty = value is None or (not value.text and cell.get("t") != "str")
    return "f" in parts and empty


def _refuse(look: _Look, where: Where) -> None:
    faults = [
        Fault(
            0, 0, "",
            f"cellules fusionnées {shown(ref)} : défusionnez-les, et répétez la valeur sur chaque ligne",
            f"merged cells {shown(ref)}: unmerge them, and repeat the value on every row",
        )
        for ref in look.merged
    ]  # fmt: skip
    faults += [
        Fault(
            0, 0, "",
            f"cellule {shown(ref)} : formule sans résultat enregistré ; ouvrez le classeur dans un tableur et enregistrez-le",
            f"cell {shown(ref)}: a formula without a saved result; open the workbook in a spreadsheet and save it",
        )
        for ref in look.uncomputed
    ]  # fmt: skip
    if faults:
        raise TableError(where.path, faults[:_MOST_LISTED], len(faults))


def _notes(sheet: Any, look: _Look) -> Sequence[Words]:  # noqa: ANN401 - openpyxl has no types
    title = shown(sheet.title)
    hidden = sheet.sheet_state != "visible"
    fr = f"classeur XLSX, feuille « {title} »" + (" (masquée)" if hidden else "")
    en = f"XLSX workbook, sheet “{title}”" + (" (hidden)" if hidden else "")
    notes = [(fr, en)]
    if look.hidden_rows:
        notes.append(
            (
                f"lignes masquées (filtre ?), lues comme les autres : {look.hidden_rows}",
                f"hidden rows (a filter?), read like the others: {look.hidden_rows}",
            )
        )
    if look.hidden_columns:
        notes.append(
            ("colonnes masquées, lues comme les autres", "hidden columns, read like the others")
        )
    return notes


# --- Cells


def _told_rows(sheet: Any, where: Where) -> Iterator[Row]:  # noqa: ANN401 - openpyxl has no types
    left = _MOST_CELLS
    rows = enumerate(sheet.iter_rows(), 1)
    while True:
        # Not around what takes the rows: that is not to be told as a broken workbook.
        with told(where):
            found = [(n, [_cell(cell) for cell in row]) for n, row in islice(rows, _AT_ONCE)]
        if not found:
            return
        for number, cells in found:
            left -= len(cells)
            if left < 0 or number > _TALLEST:
                raise where.error(
                    "feuille trop grande pour un tableau de commandes ; coupez-la",
                    "a sheet too large for a table of orders; split it",
                    number,
                )
            while cells and cells[-1] == "":
                cells.pop()
            yield number, cells


def _cell(cell: Any) -> Cell:  # noqa: ANN401 - openpyxl has no types
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return Typed("error", value) if cell.data_type == "e" else value
    if isinstance(value, bool):
        return Typed("boolean", "true" if value else "false")
    if isinstance(value, int):
        return Typed("number", str(value), cell.number_format or "")
    if isinstance(value, float):
        # The shortest decimal that this float stands for: no arithmetic, and no digit lost.
        text = f"{Decimal(repr(value)):f}"
        return Typed("number", text.removesuffix(".0"), cell.number_format or "")
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return Typed("date", value.date().isoformat() if midnight else value.isoformat())
    if isinstance(value, date):
        return Typed("date", value.isoformat())
    return Typed("time", str(value))
