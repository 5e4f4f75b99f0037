"""Bytes as people have them: recognised and said, or refused with the place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check import rows
from asp_check.finding import UsageError
from asp_check.template import Template
from tests.rows.conftest import HEADERS, NODES, ORDERS, ROW, made, read, rendered

TEXT = f"{HEADERS}\r\n{ROW}\r\n"
TEMPLATE = made(ORDERS, NODES)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (TEXT.encode(), "UTF-8, séparateur ;"),
        (TEXT.replace("\r\n", "\n").encode(), "UTF-8, séparateur ;"),
        (TEXT.replace("\r\n", "\r").encode(), "UTF-8, séparateur ;"),
        (TEXT.encode("utf-8-sig"), "UTF-8 (BOM), séparateur ;"),
        (TEXT.encode("cp1252"), "cp1252, séparateur ;"),
        (TEXT.encode("utf-16"), "UTF-16, séparateur ;"),
        (TEXT.replace(";", "\t").encode("utf-16"), "UTF-16, séparateur tabulation"),
        (TEXT.replace(";", "\t").encode(), "UTF-8, séparateur tabulation"),
        (TEXT.replace(";", ",").encode(), "UTF-8, séparateur ,"),
        (f"sep=,\r\n{TEXT.replace(';', ',')}".encode(), "UTF-8, séparateur ,"),
        (f"\r\n\r\n{TEXT}\r\n;;;\r\n".encode(), "UTF-8, séparateur ;"),
        ("\n".join(f'"{c}"' for c in [TEXT.replace(";", '";"').replace("\r\n", '"\n"')]).removesuffix('\n""').encode(), "UTF-8, séparateur ;"),
    ],
)  # fmt: skip
def test_what_is_recognised_is_said(data: bytes, said: str) -> None:
    table = read(data, TEMPLATE)
    assert table.notes[0][0] == said
    assert rendered(data, TEMPLATE)[0].data == rendered(TEXT, TEMPLATE)[0].data


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    """A cell of two lines is one row, an empty row counts, and so does what stands before."""
    row = ROW.replace("CH Nord", '"CH\nNord"')
    table = read(f"\n{HEADERS}\n{row}\n\n{ROW}\n", TEMPLATE)
    assert (table.head, [line.number for line in table.lines]) == (2, [3, 5])
    assert table.lines[0].cells[5] == "CH\nNord"
    table = read(f"sep=;\n{HEADERS}\n{ROW}\n", TEMPLATE)
    assert (table.head, [line.number for line in table.lines]) == (1, [2])


def test_the_delimiter_is_that_of_the_headers() -> None:
    """Commas in the cells do not make it the comma."""
    row = ROW.replace("CH Nord", "a, b, c, d, e, f, g, h, i, j, k, l, m, n")
    assert read(f"{HEADERS}\n{row}\n", TEMPLATE).notes[0][0] == "UTF-8, séparateur ;"


def said(data: bytes | str, sheet: str | None = None) -> list[str]:
    with pytest.raises(UsageError) as caught:
        read(data, TEMPLATE, sheet)
    return str(caught.value).split("\n")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "t.csv : fichier vide"),
        (b"\xef\xbb\xbf", "t.csv : fichier vide"),
        (b"\n\n", "t.csv : fichier vide"),
        (b" \n ;\n", "t.csv : aucune ligne"),
        (HEADERS.encode(), "t.csv : aucune ligne sous les en-têtes"),
        (TEXT.encode("utf-16-le"), "UTF-16 sans marque d’ordre (BOM) ; enregistrez-le en UTF-8"),
        (TEXT.encode("utf-16") + b"x", "UTF-16 abîmé"),
        (TEXT.encode("utf-32"), "octet nul"),
        (TEXT.encode("cp1252").replace(b"\xc9", b"\x81\xc9"), "t.csv:2 : ni UTF-8 ni Windows-1252"),
        (TEXT.replace("CH", "C\0H").encode(), "octets nuls"),
        (TEXT.replace("CH", "C\0H").encode("utf-16"), "ligne 2, colonne F : octet nul"),
        (TEXT.replace("CH Nord", '"CH Nord').encode(), "t.csv:2 : guillemets mal placés ou non refermés"),
        (TEXT.replace("CH Nord", '"CH" Nord').encode(), "t.csv:2 : guillemets mal placés"),
        (TEXT.replace("CH", "x" * 200_000).encode(), "t.csv:2 : ligne de plus de"),
        (b'{"a": 1}', "c’est du JSON, pas un tableau ; donnez-le sans --csv"),
        (b"<html><body>", "page web"),
        (b"%PDF-1.7", "c’est un PDF"),
        (b"PK\x03\x04rien", "archive ZIP abîmée"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "classeur Excel ancien (.xls)"),
        (";".join(["a"] * 2000) + "\nb\n", "plus de 1000 colonnes"),
    ],
)  # fmt: skip
def test_what_is_no_table(data: bytes | str, words: str) -> None:
    (line,) = said(data)
    assert words in line


def test_ragged_rows_are_told_with_their_numbers() -> None:
    assert said(f"{HEADERS}\n{ROW}\na;b\n{ROW};x\n{ROW};;\nseul\n") == [
        "t.csv : ligne 3 : 2 cellules au lieu de 8 : la ligne est coupée, ou un séparateur manque",
        "t.csv : ligne 4, colonne I : « x » est au-delà de la dernière colonne : 9 cellules pour 8 en-têtes (un séparateur dans une cellule sans guillemets ?)",
        "t.csv : ligne 6 : 1 cellule au lieu de 8 : la ligne est coupée, ou un séparateur manque",
    ]


def test_too_many_rows() -> None:
    assert said("a\n" + "b\n" * 100_001) == ["t.csv : plus de 100000 lignes ; coupez le tableau"]


def test_a_csv_has_no_sheet() -> None:
    assert said(TEXT, "Feuil1") == ["t.csv : --sheet va avec un classeur XLSX, et ceci est un CSV"]


def test_hostile_cells_are_shown_harmless(orders: Template) -> None:
    data = f"{HEADERS}\n{ROW}\n".replace("client.finess", "a\x1b[2J\u202eb")
    with pytest.raises(rows.TableError) as caught:
        rendered(data, orders)
    assert "a⟨ESC⟩[2J⟨RLO⟩b" in str(caught.value)
    assert "\x1b" not in str(caught.value)
    data = f"{HEADERS}\n{ROW}\n".replace("1000.50", "\x1b]0;x\x07")
    with pytest.raises(rows.TableError) as caught:
        rendered(data, orders)
    assert "\x1b" not in str(caught.value)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    head = f"{HEADERS}\n".encode()
    for given_ in (data, head + data, head + f"{ROW}\n".encode() + data):
        try:
            rendered(given_, TEMPLATE)
        except UsageError:
            continue
