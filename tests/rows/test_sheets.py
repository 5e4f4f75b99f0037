"""Workbooks: which sheet, and what a workbook hides."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from asp_check.finding import UsageError
from asp_check.rows import sheets
from asp_check.template import Template
from tests.rows.conftest import HEADERS, ROW, faults, read, rendered

CELLS = ["Éditeur", "117", date(2025, 2, 14), True, "010000024", "CH Nord", "01000", 1000.5]


def book(change: Callable[[Any, Any], object] = lambda _book, _sheet: None) -> bytes:
    made = Workbook()
    sheet = made.active
    sheet.title = "Commandes"
    sheet.append(HEADERS.split(";"))
    sheet.append(CELLS)
    change(made, sheet)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def put(cell: str, value: object, form: str | None = None) -> bytes:
    def change(_book: Any, sheet: Any) -> None:
        sheet[cell] = value
        sheet[cell].number_format = form or sheet[cell].number_format

    return book(change)


def said(data: bytes, template: Template, sheet: str | None = None) -> list[str]:
    with pytest.raises(UsageError) as caught:
        read(data, template, sheet)
    return str(caught.value).split("\n")


def test_a_workbook_is_what_its_csv_is(orders: Template) -> None:
    assert rendered(book(), orders)[0].data == rendered(f"{HEADERS}\n{ROW}\n", orders)[0].data
    assert read(book(), orders).notes[0] == (
        "classeur XLSX, feuille « Commandes »",
        "XLSX workbook, sheet “Commandes”",
    )


def test_rows_are_those_of_the_sheet(orders: Template) -> None:
    def change(_book: Any, sheet: Any) -> None:
        sheet.insert_rows(1, 3)
        sheet["F5"] = None

    assert faults(book(change), orders) == [
        "t.csv : ligne 5, colonne F (client.name) : cellule vide : ce champ est à remplir"
    ]


def test_the_one_filled_sheet_or_the_one_that_is_named(orders: Template) -> None:
    empty = book(lambda made, _sheet: made.create_sheet("Notes"))
    assert read(empty, orders).headers[1] == "order.number"

    def other(made: Any, _sheet: Any) -> None:
        made.create_sheet("Autre")["A1"] = "x"

    assert said(book(other), orders) == [
        "t.csv : plusieurs feuilles sont remplies : « Commandes », « Autre » ; dites laquelle par --sheet"
    ]
    assert read(book(other), orders, "Commandes").headers[1] == "order.number"
    assert said(book(other), orders, "commandes") == [
        "t.csv : pas de feuille « commandes » ; feuilles : « Commandes », « Autre »"
    ]


def test_hidden_sheets_rows_and_columns_are_said(orders: Template) -> None:
    def change(made: Any, sheet: Any) -> None:
        made.create_sheet("Vide")
        sheet.sheet_state = "hidden"
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True

    assert "aucune feuille visible n’est remplie" in said(book(change), orders)[0]
    notes = read(book(change), orders, "Commandes").notes
    assert [fr for fr, _ in notes] == [
        "classeur XLSX, feuille « Commandes » (masquée)",
        "lignes masquées (filtre ?), lues comme les autres : 1",
        "colonnes masquées, lues comme les autres",
    ]


def test_merged_cells_and_formulas_without_result(orders: Template) -> None:
    def change(_book: Any, sheet: Any) -> None:
        sheet.append(CELLS)
        sheet.merge_cells("A2:A3")
        sheet["H3"] = "=1000+1"

    assert said(book(change), orders) == [
        "t.csv : cellules fusionnées A2:A3 : défusionnez-les, et répétez la valeur sur chaque ligne",
        "t.csv : cellule H3 : formule sans résultat enregistré ; ouvrez le classeur dans un tableur et enregistrez-le",
    ]


def test_a_formula_with_its_result_is_its_result(orders: Template) -> None:
    data = put("H2", "=1000.5*1")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                assert b"</f><v" in content
                content = content.replace(b"</f><v />", b"</f><v>1000.5</v>")
                content = content.replace(b"</f><v></v>", b"</f><v>1000.5</v>")
            new.writestr(entry.filename, content)
    assert b"1000.50" in rendered(stream.getvalue(), orders)[0].data


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (put("E2", 10000024), "ligne 2, colonne E (client.finess) : « 10000024 » : 8 chiffres au lieu de 9 (un zéro initial perdu ?) : 010000024"),
        (put("G2", 1000, "00000"), "colonne G (client.postal_code) : 1000 : le classeur montre 01000"),
        (put("C2", 45555, "General"), "colonne C (order.signature_date) : « 45555 » : nombre de jours d'un tableur au lieu de la date : 20/09/2024"),
        (put("C2", datetime(2025, 2, 14, 8, 30)), "la cellule est une date et une heure"),  # noqa: DTZ001
        (put("F2", date(2025, 2, 14)), "la cellule est une date, et ce champ un texte"),
        (put("D2", "oui"), "écrivez vrai ou faux"),
        (put("D2", 1), "écrivez vrai ou faux"),
        (put("H2", "1000,50"), "virgule décimale"),
        (put("H2", 0.2, "0%"), "le classeur garde 0.2 et montre 20 %"),
        (put("F2", "#N/A"), "erreur de tableur"),
        (put("I2", "x"), "ligne 2, colonne I : « x » est au-delà de la dernière colonne"),
        (put("F2", " CH"), "blanc au début de la cellule"),
    ],
)  # fmt: skip
def test_what_a_workbook_changed(orders: Template, data: bytes, words: str) -> None:
    (line,) = faults(data, orders)
    assert words in line


def test_a_broken_workbook(orders: Template) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                content = content[:400]
            new.writestr(entry.filename, content)
    assert "classeur XLSX illisible" in said(stream.getvalue(), orders)[0]
    assert "archive ZIP abîmée" in said(book()[:2000], orders)[0]


def test_entities_are_refused(orders: Template) -> None:
    stream = io.BytesIO()
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                content = bomb + content
            new.writestr(entry.filename, content)
    assert "classeur XLSX illisible" in said(stream.getvalue(), orders)[0]


def test_a_bomb_is_refused_before_it_is_unpacked(orders: Template) -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book())) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                content += b" " * (80 << 20)
            new.writestr(entry.filename, content)
    assert "démesuré" in said(stream.getvalue(), orders)[0]


@pytest.mark.parametrize("sheet", [None, "Commandes"])
@pytest.mark.parametrize("first", [True, False])
def test_a_row_beyond_the_last_of_the_format_is_not_waited_for(
    orders: Template, sheet: str | None, first: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "_TALLEST", 10_000)  # The rows before it are counted one by one.
    far = b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>'
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                start, end = content.index(b"<row"), content.index(b"</sheetData>")
                content = content[: start if first else end] + far + content[end:]
            new.writestr(entry.filename, content)
    words = "n’est remplie" if first and sheet is None else "trop grande"
    assert words in said(stream.getvalue(), orders, sheet)[0]
