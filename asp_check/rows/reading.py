"""Bytes -> the table that they hold: CSV as spreadsheets write it, or a sheet of a workbook."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from itertools import islice

from asp_check.reference import forms
from asp_check.reference.delimited import NOT_CP1252, first_bad, records
from asp_check.reference.where import Where, shown
from asp_check.rows import sheets
from asp_check.rows.model import Cell, Fault, Line, Table, TableError, Words

LARGEST = 64 << 20
"""Bytes beyond which a file is no table of orders."""

MOST_ROWS, MOST_COLUMNS = 100_000, 1_000
DELIMITERS = ";,\t"
"""What may separate cells; the first of them where nothing is told apart."""

_SAMPLE = 1 << 16
_MOST_FAULTS = 20
_STATED = re.compile(r"sep=([;,\t])\r?\n")
_DELIMITER: dict[str, Words] = {
    ";": ("séparateur ;", "separator ;"),
    ",": ("séparateur ,", "separator ,"),
    "\t": ("séparateur tabulation", "separator tab"),
}
_CODECS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8 (BOM)", "utf-16": "UTF-16", "cp1252": "cp1252"}

_REFUSED: dict[str, Words] = {
    "empty": ("fichier vide", "empty file"),
    "utf-16": (
        "c’est de l’UTF-16 sans marque d’ordre (BOM) ; enregistrez-le en UTF-8",
        "this is UTF-16 without a byte-order mark; save it as UTF-8",
    ),
    forms.JSON: (
        "c’est du JSON, pas un tableau ; donnez-le sans --csv (asp-check render valeurs.json)",
        "this is JSON, not a table; give it without --csv (asp-check render values.json)",
    ),
    "html": (
        "c’est une page web (HTML), pas un tableau ; il faut un CSV ou un XLSX",
        "this is a web page (HTML), not a table; a CSV or XLSX file is needed",
    ),
}
"""What is no table, where ``forms`` says it for other files."""

Known = Callable[[str], bool]
"""Whether a header is a column of the template."""


def read(data: bytes, name: str, known: Known, sheet: str | None = None) -> Table:
    """The table in ``data``; ``name`` is what to call it.

    ``known`` tells the delimiter apart; ``sheet`` is the sheet of a workbook.  Raises
    ``UsageError`` if this is no table, or not one that can be read without guessing.
    """
    where = Where(name, "")
    form = forms.form_of(data)
    words = _REFUSED.get(form) or forms.REFUSED.get(form)
    if len(data) > LARGEST:
        words = (f"plus de {LARGEST >> 20} Mio", f"more than {LARGEST >> 20} MiB")
    if words is not None:
        raise where.error(*words)
    if form == forms.XLSX:
        rows, note = sheets.read(data, sheet, where)
        return _table(rows, where, note, padded=True)
    if sheet is not None:
        raise where.error(
            "--sheet va avec un classeur XLSX, et ceci est un CSV",
            "--sheet goes with an XLSX workbook, and this is a CSV file",
        )
    codec = _codec(data, where)
    head = _sample(data, codec)
    stated = _STATED.match(head)
    delimiter = stated[1] if stated else _delimiter(head, known)
    lines = records(data, codec, delimiter, where)
    if stated:
        next(lines)  # Spreadsheets obey this line and do not count it.
    bom = codec == "utf-8-sig" and not data.startswith(codecs.BOM_UTF8)
    said = _CODECS["utf-8" if bom else codec]
    fr, en = _DELIMITER[delimiter]
    # Every row counts, empty ones too: that is how a spreadsheet numbers them.
    numbered = enumerate((cells for _, _, cells in lines), 1)
    return _table(numbered, where, [(f"{said}, {fr}", f"{said}, {en}")], padded=False)


def refuse_misnamed(data: bytes, name: str, option: str) -> None:
    """Raise ``UsageError`` if this is a workbook and ``option`` says ``csv``, or the reverse."""
    form = forms.form_of(data)
    if option == "csv" and form == forms.XLSX:
        raise Where(name, "").error(
            "c’est un classeur XLSX, pas un CSV ; donnez-le avec --xlsx",
            "this is an XLSX workbook, not a CSV file; give it with --xlsx",
        )
    if option == "xlsx" and form == forms.TEXT:
        raise Where(name, "").error(
            "c’est du texte, pas un classeur XLSX ; donnez-le avec --csv",
            "this is text, not an XLSX workbook; give it with --csv",
        )


# --- Characters and cells


def _codec(data: bytes, where: Where) -> str:
    """The encoding: UTF-16 by its mark, else UTF-8, else Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        if first_bad(data, "utf-16") is not None:
            raise where.error(
                "UTF-16 abîmé ; enregistrez le fichier en UTF-8",
                "damaged UTF-16; save the file as UTF-8",
            )
        return "utf-16"
    if first_bad(data, "utf-8") is None:
        return "utf-8-sig"
    bad = NOT_CP1252.search(data)
    if bad is not None:
        raise where.error(
            "ni UTF-8 ni Windows-1252 (cp1252) ; enregistrez le fichier en « CSV UTF-8 »",
            "neither UTF-8 nor Windows-1252 (cp1252); save the file as “CSV UTF-8”",
            data.count(b"\n", 0, bad.start()) + 1,
        )
    return "cp1252"


def _sample(data: bytes, codec: str) -> str:
    return codecs.getincrementaldecoder(codec)().decode(data[:_SAMPLE])


def _delimiter(head: str, known: Known) -> str:
    """The one with which most headers are known, else that of most cells."""

    def weight(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(StringIO(head, newline=""), delimiter=delimiter)
        try:
            cells = next((row for row in islice(rows, 100) if any(row)), [])
        except csv.Error:
            return 0, 0
        return sum(known(cell) for cell in cells), len(cells)

    return max(DELIMITERS, key=weight)


# --- The table


def _table(
    rows: Iterable[tuple[int, Sequence[Cell]]],
    where: Where,
    notes: Sequence[Words],
    *,
    padded: bool,
) -> Table:
    """The first row that holds something is of headers; a short row is ragged unless ``padded``."""
    head, headers, lines = 0, list[str](), list[Line]()
    faults: list[Fault] = []
    for number, cells in rows:
        if not any(str(cell).strip() for cell in cells):
            continue
        fault = _unusable(number, cells, len(headers) if head else None, padded)
        if fault is not None:
            faults.append(fault)
            if len(faults) == _MOST_FAULTS or not (fault.row and head):
                break
            continue
        if not head:
            head, headers = number, [str(cell) for cell in cells]
            continue
        width = len(headers)
        lines.append(Line(number, (*cells[:width], *[""] * (width - len(cells)))))
    if faults:
        raise TableError(where.path, faults)
    if not lines:
        words = (
            ("aucune ligne sous les en-têtes", "no row under the headers")
            if head
            else ("aucune ligne remplie", "no row holds anything")
        )
        raise where.error(*words)
    return Table(where.path, head, headers, lines, notes)


def _unusable(number: int, cells: Sequence[Cell], width: int | None, padded: bool) -> Fault | None:
    """Why this row can be no part of the table."""
    if number > MOST_ROWS:
        return Fault(
            0, 0, "", f"plus de {MOST_ROWS} lignes ; coupez le tableau",
            f"more than {MOST_ROWS} rows; split the table",
        )  # fmt: skip
    nul = next((n for n, cell in enumerate(cells, 1) if "\0" in str(cell)), 0)
    if nul:
        return Fault(
            number, nul, "", "octet nul : ce n’est pas du texte", "NUL byte: this is no text"
        )
    if width is None:
        if len(cells) > MOST_COLUMNS:
            return Fault(
                0, 0, "", f"plus de {MOST_COLUMNS} colonnes", f"more than {MOST_COLUMNS} columns"
            )
        return None
    beyond = next((n for n, c in enumerate(cells[width:], width + 1) if str(c)), 0)
    if beyond:
        text = shown(str(cells[beyond - 1]))
        return Fault(
            number, beyond, "",
            f"« {text} » est au-delà de la dernière colonne : {len(cells)} cellules pour {width} en-têtes (un séparateur dans une cellule sans guillemets ?)",
            f"“{text}” is beyond the last column: {len(cells)} cells for {width} headers (a separator in a cell without quotes?)",
        )  # fmt: skip
    if len(cells) < width and not padded:
        noun, noun_en = ("cellule", "cell") if len(cells) == 1 else ("cellules", "cells")
        return Fault(
            number, 0, "",
            f"{len(cells)} {noun} au lieu de {width} : la ligne est coupée, ou un séparateur manque",
            f"{len(cells)} {noun_en} instead of {width}: the row is cut short, or lacks a separator",
        )  # fmt: skip
    return None
