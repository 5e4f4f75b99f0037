"""CSV as people have it: delimiters, encodings, quotes, and what is no CSV at all."""

from __future__ import annotations

import gzip
import os
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from asp_check.facts import Ceiling
from asp_check.finding import UsageError
from asp_check.reference import delimited, load, loading
from asp_check.reference.settings import ReferenceFile
from tests.reference.conftest import Read, Told

TABLE = "FINESS;Plafond HT\n830101259;1234,56\n"
INDEX = {"830101259": (Ceiling(Decimal("1234.56")),)}


@pytest.mark.parametrize("delimiter", list(delimited.DELIMITERS))
def test_the_delimiter_is_recognised(read: Read, delimiter: str) -> None:
    table = f'FINESS{delimiter}Plafond HT\n830101259{delimiter}"1234,56"\n'
    assert read("ceilings", table).by_identifier == INDEX


def test_the_delimiter_is_that_of_the_header_not_of_what_it_holds(read: Read) -> None:
    table = 'FINESS;"Plafond HT, en euros, hors TVA";Note\n830101259;1;a\n'
    columns = {"amount": "Plafond HT, en euros, hors TVA"}
    with pytest.raises(UsageError, match="TTC"):
        read("ceilings", table, columns=columns)
    table = 'FINESS;"Plafond HT, en euros, à l\'unité";Note\n830101259;1234,56;a,b,c,d,e,f\n'
    assert read("ceilings", table).by_identifier == INDEX


def test_titles_may_stand_above_the_headers(read: Read) -> None:
    table = "Base des ES éligibles, hôpital, mars 2025, version 2, à jour\n\n;;\n" + TABLE
    found = read("ceilings", table)
    assert (found.by_identifier, found.origin.rows) == (INDEX, 1)


def test_a_delimiter_that_is_stated(read: Read, told: Told) -> None:
    table = TABLE.replace(";", "~")
    assert read("ceilings", table, delimiter="~").by_identifier == INDEX
    assert "un seul caractère" in told("ceilings", table, delimiter="~~")
    assert "un seul caractère" in told("ceilings", table, delimiter='"')
    assert told("ceilings", ";;\n;\n", delimiter=";") == "table.csv : aucune ligne remplie"
    assert "aucune colonne" in told("ceilings", TABLE, delimiter="|")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_the_encoding_is_recognised(read: Read, encoding: str) -> None:
    table = "Numéro FINESS;Dispositif;Éditeur\n830101259;HOP-DPI-Va2;Été & Cie\n"
    found = read("funded", table.encode(encoding)).by_identifier["830101259"]
    assert [tuple(funding) for funding in found] == [("HOP-DPI-Va2", "", "Été & Cie")]


@pytest.mark.parametrize(
    "encoding", ["utf-16-le", "utf-16-be", "cp850", "mac-roman", "windows-1252"]
)
def test_an_encoding_that_is_stated(read: Read, encoding: str) -> None:
    table = "Numéro FINESS;Dispositif;Éditeur\n830101259;HOP-DPI-Va2;Été & Cie\n"
    found = read("funded", table.encode(encoding), encoding=encoding).by_identifier["830101259"]
    assert found[0].supplier == "Été & Cie"


def test_an_encoding_that_does_not_fit(told: Told) -> None:
    table = "FINESS;Dispositif;Éditeur\n830101259;X;Été\n".encode("cp1252")
    assert told("funded", table, encoding="utf-8").startswith("table.csv:1 : ce n’est pas du texte")
    assert "encodage inconnu" in told("funded", table, encoding="rot13")
    assert "encodage inconnu" in told("funded", table, encoding="klingon\0")
    second = b"FINESS;Dispositif\n830101259;\x81\n"
    assert told("funded", second).startswith("table.csv:2 : ni UTF-8 ni Windows-1252")


def test_line_ends_blank_lines_and_short_rows(read: Read) -> None:
    table = "\r\nFINESS;Plafond HT;Dispositif;Note\r\n\r\n830101259;1234,56\r\n ; ;\r\n;;;\r\n"
    for text in (table, table.replace("\r\n", "\n"), table.replace("\r\n", "\r")):
        assert read("ceilings", text).by_identifier == INDEX


def test_cells_may_hold_delimiters_quotes_and_line_ends(read: Read, told: Told) -> None:
    table = 'FINESS;Dispositif;Fournisseur\n830101259;X;"A ; ""B""\n& C"\n\n750712184;Y;D\n'
    found = read("funded", table).by_identifier
    assert found["830101259"][0].supplier == 'A ; "B" & C'
    assert told("funded", table + "10000024;Z;\n").startswith("table.csv:6 : ")


@pytest.mark.parametrize(
    "row", ['830101259;"X" Y;Z', '830101259;"X;Z\n830101259;"Y";Z', '830101259;"X;Z' + "\n" * 2000]
)
def test_quotes_that_would_swallow_rows(told: Told, row: str) -> None:
    table = f"FINESS;Dispositif;Fournisseur\n{row}\n750712184;X;Y\n"
    assert told("funded", table).startswith("table.csv:2 : guillemets mal placés")


def test_a_row_that_has_slipped(read: Read, told: Told) -> None:
    assert read("ceilings", TABLE + "750712184;10;;;\n").origin.rows == 2
    said = told("ceilings", TABLE + "750712184;10;x\n")
    assert said.startswith("table.csv:3 : 3 cellules au lieu de 2")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "fichier vide"),
        (b"\xef\xbb\xbf \r\n", "fichier vide"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "page web"),
        (b"\r\n<html lang='fr'>", "page web"),
        (b"<?xml version='1.0'?><fluxfiness/>", "XML"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "Excel ancien"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binaire"),
        (TABLE.encode().replace(b"8301", b"\0\0\0\0"), "binaire"),
        (TABLE.encode("utf-16-le"), "UTF-16"),
        (TABLE.encode("utf-16-be"), "UTF-16"),
        (b'{"a": 1}', "JSON"),
        (b'[{"finess": "830101259"}]', "JSON"),
        (gzip.compress(TABLE.encode(), mtime=0), "gzip"),
        (b"PK\x03\x04 cut short", "ZIP abîmée"),
        (b"PK\x03\x04" + b"PK\x01\x02" * 10_001, "démesuré"),
    ],
)
def test_what_is_no_table_is_told_as_what_it_is(told: Told, content: bytes, word: str) -> None:
    assert word in told("ceilings", content)


@pytest.mark.parametrize(
    ("members", "word"),
    [
        (["table.csv"], "archive ZIP"),
        (["mimetype", "content.xml"], "OpenDocument"),
        (["[Content_Types].xml", "xl/workbook.xml"], "renommez-le en .xlsx"),
        (["[Content_Types].xml", "word/document.xml"], "archive ZIP"),
    ],
)
def test_archives_called_csv(told: Told, members: list[str], word: str) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    assert word in told("ceilings", file.getvalue())


def test_text_called_xlsx(told: Told) -> None:
    assert "renommez-le en .csv" in told("ceilings", TABLE, "table.XLSX")


def test_settings_of_another_kind_of_file(told: Told) -> None:
    assert "sheet ne va pas" in told("ceilings", TABLE, sheet="Feuille 1")


def test_a_cell_without_end(told: Told) -> None:
    said = told("ceilings", TABLE + '"' + "x" * 1000 + "\n" + ("y" * 1000 + "\n") * 200 + '"')
    assert said.startswith("table.csv:3 : guillemets")
    said = told("ceilings", '"' + ("y" * 1000 + "\n") * 200 + '"\n' + TABLE)
    assert said.startswith("table.csv:1 : guillemets")


def test_a_line_without_end(told: Told) -> None:
    said = told("ceilings", TABLE + "x" * (1 << 18))
    assert said.startswith("table.csv:3 : ligne de plus de")


def test_too_large_or_too_long(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MOST", 2)
    assert "plus de 2 lignes" in told("ceilings", TABLE + "830101259;1\n" * 2)
    monkeypatch.setattr(loading, "LARGEST", 8)
    assert "plus de 0 Mio" in told("ceilings", TABLE)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_what_is_no_regular_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for path, word in ((pipe, "tube"), (tmp_path, "dossier"), (tmp_path / "no.csv", "introuvable"), (Path(os.devnull), "périphérique")):  # fmt: skip
        with pytest.raises(UsageError, match=word):
            load("ceilings", ReferenceFile(str(path)))


def test_an_unknown_reference() -> None:
    with pytest.raises(UsageError, match="vouliez-vous dire ceilings"):
        load("ceiling", ReferenceFile("x.csv"))
    with pytest.raises(UsageError, match="possibles : ceilings, finess, funded"):
        load("x\n", ReferenceFile("x.csv"))
