"""XLSX workbooks: as spreadsheets write them, and as somebody hostile would."""

from __future__ import annotations

import builtins
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from asp_check.reference import overgrown, workbook
from tests.reference.conftest import Read, Told

Rows = Sequence[Sequence[Any]]

HEADER = ("FINESS", "Plafond HT", "Dispositif")


def book(*sheets: tuple[str, Rows], hidden: Sequence[str] = ()) -> bytes:
    """A workbook with these sheets."""
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if title in hidden:
            sheet.sheet_state = "hidden"
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def changed(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook, one part of it changed."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:  # fmt: skip
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == member else content)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def table(*rows: Sequence[Any]) -> bytes:
    return book(("Plafonds", [HEADER, *rows]))


def test_a_workbook_gives_what_its_csv_would(read: Read) -> None:
    rows = [("830101259", 1234.56, "X"), (), ("2B0000020", "1 234,5 €", None), (750712184, 10, "")]
    found = read("ceilings", table(*rows), "t.xlsx")
    lines = ["830101259;1234,56;X", "", "2B0000020;1 234,5 €;", "750712184;10;"]
    same = read("ceilings", "\n".join([";".join(HEADER), *lines]))
    assert found.by_identifier == same.by_identifier
    assert found.origin.rows == 3


def test_a_number_that_lost_its_zero_is_refused_with_its_row(told: Told) -> None:
    assert told("ceilings", table(("830101259", 1), (10000024, 1)), "t.xlsx").startswith(
        "t.xlsx:3 : 10000024 : 8 chiffres, un zéro initial perdu ? Écrivez 010000024"
    )
    assert "13 chiffres" in told("ceilings", table((7328293200074, 1)), "t.xlsx")
    assert "fait que de zéros" in told("ceilings", table((0, 1)), "t.xlsx")


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (1234.5, "1234.50"),
        (0.1, "0.10"),
        (1e6, "1000000.00"),
        (12345678.9, "12345678.90"),
        (7, "7.00"),
    ],
)
def test_numbers_are_read_exactly(read: Read, value: float, amount: str) -> None:
    found = read("ceilings", table(("830101259", value)), "t.xlsx").by_identifier
    assert found["830101259"][0].amount == Decimal(amount)


@pytest.mark.parametrize("value", [1000.0000000001, 1e300, 1e-7, True, date(2025, 1, 1), "=1+1", "#N/A", -1])  # fmt: skip
def test_what_is_no_exact_amount_is_refused_with_its_row(told: Told, value: object) -> None:
    assert told("ceilings", table((), ("830101259", value)), "t.xlsx").startswith("t.xlsx:3 : ")


@pytest.mark.parametrize(
    ("written", "amount"),
    [(b"1234.5599999999999", "1234.56"), (b"1.23E3", "1230.00"), (b"0.30000000000000004", None),
     (b"1E999", None), (b"9" * 5000, None)],
)  # fmt: skip
def test_numbers_as_spreadsheets_write_them(
    read: Read, told: Told, written: bytes, amount: str | None
) -> None:
    data = changed(table(("830101259", 4321)), SHEET, lambda xml: xml.replace(b"4321", written))
    if amount is None:
        assert told("ceilings", data, "t.xlsx").startswith("t.xlsx")
    else:
        found = read("ceilings", data, "t.xlsx").by_identifier["830101259"][0].amount
        assert str(found) == amount


def test_dates_of_cells_are_days(read: Read, told: Told) -> None:
    header = ("finess", "date ouverture", "date fermeture")
    rows = [header, ("830101259", date(1979, 2, 13), datetime.fromisoformat("2024-12-31T10:30")), ("750712184", "2025-01-01")]  # fmt: skip
    found = read("finess", book(("F", rows)), "f.xlsx").by_number["830101259"]
    assert (found.opened, found.closed) == ("1979-02-13", "2024-12-31")
    rows.append(("2B0000020", time(10, 30)))
    assert told("finess", book(("F", rows)), "f.xlsx").startswith("f.xlsx:4 : « 10:30:00 »")


def test_columns_without_title_are_left_alone(read: Read) -> None:
    found = read("ceilings", table(("830101259", 1, "X", "une remarque")), "t.xlsx")
    assert found.origin.rows == 1


def test_the_sheet(read: Read, told: Told) -> None:
    rows = [HEADER, ("830101259", 1)]
    two = book(("Lisez-moi", [["texte"]]), ("Plafonds", rows), ("Vide", []))
    assert read("ceilings", two, "t.xlsx", sheet="Plafonds").origin.rows == 1
    assert told("ceilings", two, "t.xlsx") == (
        "t.xlsx : plusieurs feuilles sont remplies : « Lisez-moi », « Plafonds » ; dites laquelle par sheet"
    )
    assert told("ceilings", two, "t.xlsx", sheet="plafond") == (
        "t.xlsx : pas de feuille « plafond » ; feuilles : « Lisez-moi », « Plafonds », « Vide »"
    )
    assert read("ceilings", book(("A", []), ("B", rows)), "t.xlsx").origin.rows == 1
    hidden = book(("Listes", [["a"]]), ("Plafonds", rows), hidden=["Listes"])
    assert read("ceilings", hidden, "t.xlsx").origin.rows == 1
    assert "aucune feuille visible n’est remplie" in told("ceilings", book(("A", [])), "t.xlsx")


def test_settings_of_another_kind_of_file(told: Told) -> None:
    assert "delimiter ne va pas" in told("ceilings", table(), "t.xlsx", delimiter=";")
    assert "encoding ne va pas" in told("ceilings", table(), "t.xlsx", encoding="utf-8")


def test_dimensions_that_lie_hide_nothing(read: Read) -> None:
    data = changed(
        table(("830101259", 1, "X")), SHEET,
        lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', xml),
    )  # fmt: skip
    assert read("ceilings", data, "t.xlsx").by_identifier["830101259"][0].dispositif == "X"


def test_without_openpyxl(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__
    for missing in ("openpyxl", "defusedxml"):

        def refuse(name: str, *args: Any, missing: str = missing, **kwargs: Any) -> Any:
            if name == missing:
                raise ImportError(name)
            return real(name, *args, **kwargs)

        with monkeypatch.context() as patch:
            patch.setattr(builtins, "__import__", refuse)
            assert "pip install 'asp-check[xlsx]'" in told("ceilings", table(), "t.xlsx")
    monkeypatch.setattr("openpyxl.DEFUSEDXML", False)
    assert "pip install 'asp-check[xlsx]'" in told("ceilings", table(), "t.xlsx")


# --- Hostile


def test_a_bomb_is_not_unpacked(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = changed(table(), SHEET, lambda xml: xml + b" " * (8 << 20))
    assert "démesuré" in told("ceilings", bomb, "t.xlsx")
    monkeypatch.setattr(workbook, "_UNPACKED", 1 << 10)
    assert "démesuré" in told("ceilings", table(), "t.xlsx")


@pytest.mark.parametrize(
    ("limit", "value"), [("_SHEETS", 0), ("_TEXTS", 64)], ids=["sheets", "texts and styles"]
)
def test_what_is_held_in_memory_is_bounded(
    told: Told, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(workbook, limit, value)
    assert "démesuré" in told("ceilings", table(), "t.xlsx")


@pytest.mark.parametrize(
    ("limit", "value"),
    [("_IN_ROW", 4), ("_ROWS", 1), ("_ELSEWHERE", 4), ("_DEEPEST", 2), ("_IN_ROW", 100)],
)
def test_elements_are_counted_before_they_are_held_in_memory(
    told: Told, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(overgrown, limit, value)
    data = table(("830101259", "x"))
    assert "démesuré" not in told("ceilings", data, "t.xlsx")  # Too small to be looked into.
    monkeypatch.setattr(workbook, "_GRACE", 0)
    assert ("démesuré" in told("ceilings", data, "t.xlsx")) is (value < 100)


def test_a_small_file_of_very_many_cells_is_refused_at_once(told: Told) -> None:
    noise = b"".join(b"<c/>" * 40 + b"<!--%x-->" % (n * 7919 % 1_000_003) for n in range(10_000))
    data = changed(table(), SHEET, lambda xml: xml.replace(b"</row>", noise + b"</row>", 1))
    assert "démesuré" in told("ceilings", data, "t.xlsx")


def test_sizes_that_lie_are_found_out(told: Told) -> None:
    data = bytearray(changed(table(), SHEET, lambda xml: xml + b"<!--" + b"x" * 10_000 + b"-->"))
    entry = data.rindex(SHEET.encode()) - 46
    data[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    assert "illisible" in told("ceilings", bytes(data), "t.xlsx")


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + xml.replace(b"FINESS", b"&b;"),
        lambda xml: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + xml.replace(b"FINESS", b"&a;"),
        lambda xml: xml[:-40],
        lambda _: b"",
        lambda _: b"\0\1\2",
        lambda xml: xml.replace(b'r="A1"', b'r="??"'),
        lambda xml: xml.replace(b'r="1"', b'r="x"'),
        lambda xml: xml.replace(b't="inlineStr"', b't="s"'),
    ],
    ids=["entities", "external", "cut", "empty", "binary", "cell", "row", "strings"],
)  # fmt: skip
def test_hostile_and_broken_sheets(told: Told, change: Callable[[bytes], bytes]) -> None:
    data = changed(table(("830101259", 1)), SHEET, change)
    said = told("ceilings", data, "t.xlsx")
    assert "illisible" in said or "aucune" in said
    assert "root:" not in said


def test_a_row_that_is_far_below(told: Told) -> None:
    data = changed(
        table(("830101259", 1)), SHEET,
        lambda xml: xml.replace(b'<row r="2"', b'<row r="2000000000"').replace(b'"A2"', b'"A2000000000"'),
    )  # fmt: skip
    assert "trop grande" in told("ceilings", data, "t.xlsx")


def test_too_many_cells(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_CELLS", 4)
    assert told("ceilings", table(("830101259", 1)), "t.xlsx").startswith("t.xlsx:2 : feuille trop")


@pytest.mark.parametrize("member", ["xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"])
def test_broken_parts(told: Told, member: str) -> None:
    data = changed(table(("830101259", 1)), member, lambda _: b"<x")
    assert "illisible" in told("ceilings", data, "t.xlsx")
