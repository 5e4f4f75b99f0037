"""Structured pieces in CSV: one row a value, or one row a piece with a column for each concept."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from types import MappingProxyType
from typing import NamedTuple

from asp_check.causes.cause import Text
from asp_check.concepts import CONCEPTS
from asp_check.pieces.data_names import (
    ROLE_NAMES,
    YES_NO,
    DataPiece,
    Value,
    folded,
    unknown,
    unknown_concept,
    unknown_role,
)
from asp_check.pieces.tree import Fault, shown

DELIMITERS = ";,\t"
_MOST_ROWS = 100_000
_MOST_COLUMNS = 500
_MOST_FAULTS = 1_000
"""No more is looked for: nobody reads so many."""

_COLUMNS: Mapping[str, str] = MappingProxyType({
    "role": "role", "piece": "role",
    "order": "order", "commande": "order",
    "concept": "concept", "notion": "concept",
    "subject": "subject", "finess": "subject", "etablissement": "subject",
    "value": "value", "valeur": "value",
    "signed": "signed", "signe": "signed", "signee": "signed",
})  # fmt: skip
"""What each column is, by its header without accents."""

Parsed = tuple[tuple[DataPiece, ...], tuple[Fault, ...], tuple[str, ...]]


class _Row(NamedTuple):
    line: int
    cells: Mapping[str, str]
    """By column; of a concept, by the concept."""


def is_table(head: bytes) -> bool:
    """Whether the first line of these bytes has the headers of a table of pieces."""
    text, _ = _decoded(head.partition(b"\n")[0])
    if text is None:
        return False
    columns = _columns(_cells(text))
    return ("concept" in columns and "value" in columns) or any(one in CONCEPTS for one in columns)


def pieces_of_table(data: bytes) -> Parsed:
    """The pieces of a table, or its faults; and what is to be said of its encoding."""
    text, notes = _decoded(data)
    if text is None:
        bad = next((at for at, byte in enumerate(data) if byte in _NOT_CP1252), 0)
        return (), (Fault(1 + data.count(b"\n", 0, bad), Text(
            "ni UTF-8 ni Windows-1252\u00a0; enregistrez le fichier en UTF-8",
            "neither UTF-8 nor Windows-1252; save the file as UTF-8",
        )),), ()  # fmt: skip
    if "\0" in text:
        line = 1 + text.count("\n", 0, text.index("\0"))
        return (), (Fault(line, Text(
            "octet nul\u00a0: ce n'est pas du texte\u00a0; enregistrez le fichier en UTF-8",
            "a NUL byte: this is no text; save the file as UTF-8",
        )),), ()  # fmt: skip
    rows, faults = _rows(text)
    pieces, more = _pieces(rows)
    return pieces, tuple(sorted((*faults, *more), key=lambda fault: fault.line)), notes


_NOT_CP1252 = frozenset(b"\x81\x8d\x8f\x90\x9d\x00")


def _decoded(data: bytes) -> tuple[str | None, tuple[str, ...]]:
    """The text of these bytes, and the note that names an encoding that was guessed."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), ("utf-16",)
        except UnicodeDecodeError:
            return None, ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        if _NOT_CP1252.intersection(data):
            return None, ()
        return data.decode("cp1252"), ("cp1252",)


# --- Rows


def _columns(headers: Sequence[str]) -> list[str]:
    """What each column holds: one of ``_COLUMNS``, a concept, or the header as it is."""
    return [_COLUMNS.get(folded(one), one.strip()) for one in headers]


def _cells(line: str) -> list[str]:
    """The cells of the first line, by the delimiter that gives the most known headers."""
    return _split(line, _delimiter(line))


def _delimiter(line: str) -> str:
    def known(delimiter: str) -> int:
        columns = _columns(_split(line, delimiter))
        return sum(one in CONCEPTS or one in _COLUMNS.values() for one in columns)

    return max(DELIMITERS, key=known)


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


def _rows(text: str) -> tuple[list[_Row], list[Fault]]:
    first = text.lstrip("\r\n").partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(first), strict=True)
    rows: list[_Row] = []
    faults: list[Fault] = []
    columns: list[str] | None = None
    try:
        line = 1
        for cells in reader:
            start, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                if len(cells) > _MOST_COLUMNS:
                    return [], [_too_many_columns(start)]
                columns = _columns(cells)
                faults += _header_faults(columns, start)
            elif len(rows) >= _MOST_ROWS:
                faults.append(_too_many_rows(start))
                break
            else:
                if any(map(str.strip, cells[len(columns) :])):
                    faults.append(_too_many_cells(start, len(cells), len(columns)))
                stripped = map(str.strip, cells)
                rows.append(_Row(start, dict(zip(columns, stripped, strict=False))))
    except csv.Error:
        faults.append(Fault(reader.line_num or 1, Text(
            "guillemets mal placés ou non refermés",
            "quotes misplaced or not closed",
        )))  # fmt: skip
    if columns is None:
        faults.append(Fault(1, Text("aucune ligne", "no row")))
    return rows, faults


def _header_faults(columns: Sequence[str], line: int) -> Iterator[Fault]:
    names = set(_COLUMNS.values())
    long = "concept" in columns or "value" in columns
    if long:
        for name in ("concept", "value"):
            if name not in columns:
                yield Fault(line, Text(
                    f"la colonne {name} manque", f"the column {name} is missing"
                ))  # fmt: skip
    elif not any(one in CONCEPTS for one in columns):
        yield Fault(line, Text(
            "aucune colonne connue\u00a0; mettez en première ligne role;order;concept;subject;value,"
            " ou une colonne par notion",
            "no known column; let the first line be role;order;concept;subject;value, or have one"
            " column for each concept",
        ))  # fmt: skip
    for at, one in enumerate(columns):
        if one in columns[:at]:
            yield Fault(line, Text(
                f"la colonne «\u00a0{shown(one)}\u00a0» est répétée",
                f"the column “{shown(one)}” is repeated",
            ))  # fmt: skip
        if one not in names and (long or one not in CONCEPTS):
            yield Fault(line, unknown("colonne", "column", one, names if long else CONCEPTS))


def _too_many_cells(line: int, found: int, expected: int) -> Fault:
    return Fault(line, Text(
        f"{found} cellules pour {expected} colonnes\u00a0; une cellule qui contient le séparateur se"
        " met entre guillemets",
        f"{found} cells for {expected} columns; a cell that holds the delimiter stands in quotes",
    ))  # fmt: skip


def _too_many_columns(line: int) -> Fault:
    return Fault(line, Text(
        f"plus de {_MOST_COLUMNS} colonnes\u00a0; une pièce n'en demande pas tant",
        f"more than {_MOST_COLUMNS} columns; no piece asks for so many",
    ))  # fmt: skip


def _too_many_rows(line: int) -> Fault:
    return Fault(line, Text(
        f"plus de {_MOST_ROWS} lignes\u00a0; coupez le fichier",
        f"more than {_MOST_ROWS} rows; split the file",
    ))  # fmt: skip


# --- Pieces


def _pieces(rows: Sequence[_Row]) -> tuple[tuple[DataPiece, ...], list[Fault]]:
    """One piece for each role and order, in the order in which they come."""
    grouped: dict[tuple[str, str], list[_Row]] = {}
    faults: list[Fault] = []
    for row in rows:
        name = row.cells.get("role", "")
        if name and folded(name) not in ROLE_NAMES:
            faults.append(Fault(row.line, unknown_role(name)))
        role = ROLE_NAMES.get(folded(name), "")
        grouped.setdefault((role, row.cells.get("order", "")), []).append(row)
    pieces = []
    for (role, order), own in grouped.items():
        if len(faults) > _MOST_FAULTS:
            break
        found = list(_told(own))
        faults += [item for item in found if isinstance(item, Fault)]
        values = [item for item in found if isinstance(item, Value)]
        if order and not any(value.concept == "order.number" for value in values):
            values.insert(0, Value("order.number", order, "", own[0].line))
        signed, more = _signed(own)
        faults += more
        pieces.append(DataPiece(role, tuple(values), signed))
    return tuple(pieces), faults


def _told(rows: Sequence[_Row]) -> Iterator[Value | Fault]:
    """What rows say, until too much of it is wrong."""
    faults = 0
    for row in rows:
        for item in _values(row):
            faults += isinstance(item, Fault)
            yield item
        if faults > _MOST_FAULTS:
            return


def _values(row: _Row) -> Iterator[Value | Fault]:
    subject = row.cells.get("subject", "")
    if "value" in row.cells or "concept" in row.cells:
        concept = row.cells.get("concept", "")
        if _COLUMNS.get(folded(concept)) == "signed":
            return
        if not concept:
            yield Fault(row.line, Text("la notion manque", "the concept is missing"))
        elif (reason := unknown_concept(concept)) is not None:
            yield Fault(row.line, reason)
        else:
            yield Value(concept, row.cells.get("value", ""), subject, row.line)
        return
    for concept, cell in row.cells.items():
        if cell and concept in CONCEPTS:
            yield Value(concept, cell, subject, row.line)


def _signed(rows: Sequence[_Row]) -> tuple[bool | None, list[Fault]]:
    """Whether the rows say that the piece is signed."""
    said: set[bool] = set()
    faults = []
    for row in rows:
        cell = row.cells.get("signed", "")
        if _COLUMNS.get(folded(row.cells.get("concept", ""))) == "signed":
            cell = row.cells.get("value", "")
        answer = YES_NO.get(folded(cell))
        if answer is not None:
            said.add(answer)
        elif cell:
            faults.append(Fault(row.line, Text(
                f"signé\u00a0: «\u00a0{shown(cell)}\u00a0» n'est ni oui ni non",
                f"signed: “{shown(cell)}” is neither yes nor no",
            )))  # fmt: skip
    if len(said) > 1:
        faults.append(Fault(rows[0].line, Text(
            "la même pièce est dite signée et non signée",
            "the same piece is said to be signed and not signed",
        )))  # fmt: skip
    return (said.pop() if len(said) == 1 else None), faults
