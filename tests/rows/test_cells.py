"""One cell and one slot: the value, or what is said of what is none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check.manifest import Node
from asp_check.reference.where import Unfit
from asp_check.rows.cells import NOTHING, value
from asp_check.rows.model import Typed
from asp_check.template import Slot
from tests.rows.conftest import made


def slot(blank: str, **said: Any) -> Slot:
    template = made(f'{{"a": {blank}, "z": ""}}', {"/a": Node(**said)})
    return template.slots[0]


TEXT = slot('""')
FREE = slot('""', kind="text")
EMPTY = slot('""', may_be_empty=True)
FINESS = slot('""', kind="finess")
SIRET = slot('""', kind="siret")
POSTAL = slot('""', kind="postal-code")
PHONE = slot('""', kind="telephone")
ISO = slot('""', kind="date-iso")
FRENCH = slot('"JJ/MM/AAAA"')
INSTANT = slot('""', kind="datetime-iso")
AMOUNT = slot("0.00", kind="amount", decimals=2)
RATE = slot("0.00", kind="vat-rate")
NUMBER = slot("0")
COUNT = slot("0", type="integer")
TRUTH = slot("false")
WRITTEN = slot('""', kind="amount")


def said(cell: Any, of: Slot, decimal: str = ".") -> str:
    with pytest.raises(Unfit) as caught:
        value(cell, of, decimal)
    assert caught.value.en
    return caught.value.fr.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("cell", "of", "expected"),
    [
        ("00117", TEXT, "00117"),
        ("a  b", TEXT, "a  b"),
        ("2,6E+08", FREE, "2,6E+08"),
        ("12E5", TEXT, "12E5"),
        ("= 3", TEXT, "= 3"),
        ("#1", TEXT, "#1"),
        ("010000024", FINESS, "010000024"),
        ("010000025", FINESS, "010000025"),  # A check digit that is only unexpected.
        ("2A0000014", FINESS, "2A0000014"),
        ("02 61 91 12 34", PHONE, "02 61 91 12 34"),
        ("2025-02-14", ISO, "2025-02-14"),
        ("14/02/2025", FRENCH, "14/02/2025"),
        ("1000", AMOUNT, Decimal(1000)),
        ("-12.5", AMOUNT, Decimal("-12.5")),
        ("0.00", AMOUNT, Decimal(0)),
        ("1234.5678", NUMBER, Decimal("1234.5678")),
        ("12", COUNT, Decimal(12)),
        ("1234.50", WRITTEN, "1234.50"),
        ("vrai", TRUTH, True),
        ("FAUX", TRUTH, False),
        ("True", TRUTH, True),
        ("false", TRUTH, False),
        ("", TEXT, NOTHING),
        ("", AMOUNT, NOTHING),
        ("", TRUTH, NOTHING),
        ("", FRENCH, NOTHING),
        ("", EMPTY, ""),
        ("", slot("null", nullable=True, type="string"), None),
        ("", slot("null"), None),
        ("x", slot("null"), "x"),
    ],
)
def test_a_cell_is_a_value(cell: str, of: Slot, expected: object) -> None:
    found = value(cell, of)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("cell", "of", "words"),
    [
        ("10000024", FINESS, "8 chiffres au lieu de 9 (un zéro initial perdu ?) : 010000024"),
        ("60780981", FINESS, "zéro de tête perdu ? Sans doute 060780981, dont la clé est à vérifier"),
        ("2,60000001E+08", FINESS, "notation scientifique d’un tableur, sans doute 260000001"),
        ("1.0000024E+07", FINESS, "sans doute 010000024"),
        ("2,6E+08", FINESS, "des chiffres sont perdus"),
        ("1,23456782E+13", SIRET, "des chiffres sont perdus"),
        ("1.2E+07", TEXT, "notation scientifique d’un tableur, des chiffres sont perdus"),
        ("1.2345E+04", TEXT, "sans doute 12345"),
        ("010 000 024", FINESS, "espaces dans le numéro : 010000024"),
        ("7328293200074", SIRET, "13 chiffres au lieu de 14"),
        ("1000", POSTAL, "4 chiffres au lieu de 5 (un zéro initial perdu ?) : 01000"),
        ("261911234", PHONE, "9 chiffres (un zéro initial perdu ?) : 0261911234"),
        ("45555", ISO, "nombre de jours d'un tableur au lieu de la date : 2024-09-20"),
        ("45555", FRENCH, "nombre de jours d'un tableur au lieu de la date : 20/09/2024"),
        ("14/02/2025", ISO, "date attendue sous la forme AAAA-MM-JJ : 2025-02-14"),
        ("2025-02-14", FRENCH, "date attendue sous la forme JJ/MM/AAAA : 14/02/2025"),
        ("02/14/2025", FRENCH, "le mois 14 n'existe pas (jour et mois inversés ?) : 14/02/2025"),
        ("31/04/2025", FRENCH, "avril 2025 n'a que 30 jours"),
        ("1234,50", AMOUNT, "virgule décimale dans le montant : 1234.50 ; si le tableau écrit ainsi ses nombres : --decimal ,"),
        ("1 234,50", AMOUNT, "espaces et virgule décimale dans le montant : 1234.50"),
        ("1,234", AMOUNT, "virgule ambiguë, de milliers ou de décimales"),
        ("1,234.50", AMOUNT, "séparateur de milliers dans le montant : 1234.50"),
        ("1000 €", AMOUNT, "espaces et « € » en trop dans le montant : 1000"),
        ("1E+05", AMOUNT, "notation scientifique"),
        ("1E5", NUMBER, "notation scientifique dans le nombre : 100000"),
        ("٣", NUMBER, "chiffres non standard dans le nombre : 3"),
        ("007", NUMBER, "zéro initial en trop dans le nombre : 7"),
        ("-0", NUMBER, "zéro n'a pas de signe : 0"),
        ("104.99999999999999", AMOUNT, "décimales dues à un calcul approché : 105.00"),
        ("abc", NUMBER, "aucun chiffre"),
        ("20 %", RATE, "20"),
        ("1234,50", WRITTEN, "virgule décimale"),
        ("oui", TRUTH, "« oui » : écrivez vrai ou faux (ou true, false) : vrai ?"),
        ("1", TRUTH, "vrai ?"),
        ("peut-être", TRUTH, "écrivez vrai ou faux (ou true, false)"),
        (" a", TEXT, "blanc au début de la cellule, qui irait dans le fichier : a"),
        ("a\xa0", TEXT, "blanc à la fin de la cellule"),
        ("  ", TEXT, "la cellule ne contient que des blancs"),
        ("#N/A", TEXT, "erreur de tableur"),
        ("#NOM?", AMOUNT, "erreur de tableur"),
        ("########", TEXT, "erreur de tableur"),
        ('="010000024"', FINESS, "formule de tableur autour de la valeur : 010000024"),
        ("=SUM(A1:A2)", TEXT, "une formule, et non son résultat"),
        ("=A2", TEXT, "une formule, et non son résultat"),
    ],
)  # fmt: skip
def test_a_cell_is_refused_with_what_was_meant(cell: str, of: Slot, words: str) -> None:
    assert words in said(cell, of)


@pytest.mark.parametrize(
    ("cell", "expected"), [("1234,50", "1234.50"), ("-1,5", "-1.5"), ("0", "0"), ("1000", "1000")]
)
def test_a_decimal_comma_where_it_is_asked_for(cell: str, expected: str) -> None:
    assert value(cell, NUMBER, ",") == Decimal(expected)
    assert value(cell, WRITTEN, ",") == expected


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("1234.50", "un point, alors que --decimal , annonce des virgules : 1234,50 ?"),
        ("1 234,5", "espaces et virgule décimale dans le montant : 1234,5"),
        ("1.234,50", "séparateur de milliers et virgule décimale dans le montant : 1234,50"),
    ],
)
def test_what_is_no_decimal_comma(cell: str, words: str) -> None:
    assert said(cell, AMOUNT, ",").endswith(words)


def typed(kind: str, text: str, form: str = "General") -> Typed:
    return Typed(kind, text, form)


@pytest.mark.parametrize(
    ("cell", "of", "expected"),
    [
        (typed("number", "1234.5"), AMOUNT, Decimal("1234.5")),
        (typed("number", "1234.5", "#,##0.00 €"), AMOUNT, Decimal("1234.5")),
        (typed("number", "970405270"), FINESS, "970405270"),
        (typed("number", "73282932000074", "0"), SIRET, "73282932000074"),
        (typed("number", "117"), TEXT, "117"),
        (typed("number", "29200", "00000"), POSTAL, "29200"),
        (typed("date", "2025-02-14"), ISO, "2025-02-14"),
        (typed("date", "2025-02-14"), FRENCH, "14/02/2025"),
        (typed("date", "2025-02-14T14:00:00"), INSTANT, "2025-02-14T14:00:00"),
        (typed("boolean", "true"), TRUTH, True),
    ],
)
def test_a_cell_of_a_workbook(cell: Typed, of: Slot, expected: object) -> None:
    assert value(cell, of) == expected


@pytest.mark.parametrize(
    ("cell", "of", "words"),
    [
        (typed("number", "10000024"), FINESS, "(un zéro initial perdu ?) : 010000024"),
        (typed("number", "1000", "00000"), POSTAL, "1000 : le classeur montre 01000 et ne garde pas les zéros"),
        (typed("number", "117", "00000"), TEXT, "le classeur montre 00117"),
        (typed("number", "117", '"BDC-"0'), TEXT, "un nombre que le classeur montre autrement".removeprefix("un ")),
        (typed("number", "7.2"), TEXT, "nombre, alors que ce champ est un texte"),
        (typed("number", "-5"), TEXT, "nombre, alors que ce champ est un texte"),
        (typed("number", "1234567890123456"), TEXT, "16 chiffres en nombre, les derniers sont perdus"),
        (typed("number", "45555"), ISO, "nombre de jours d'un tableur au lieu de la date : 2024-09-20"),
        (typed("number", "0.2", "0%"), RATE, "le classeur garde 0.2 et montre 20 %"),
        (typed("number", "1"), TRUTH, "vrai ?"),
        (typed("date", "2025-02-14"), TEXT, "la cellule est une date, et ce champ un texte"),
        (typed("date", "2025-02-14T03:00:00"), ISO, "la cellule est une date et une heure, et ce champ une date, sans heure"),
        (typed("date", "2025-02-14"), INSTANT, "et ce champ une date et une heure"),
        (typed("date", "2025-02-14"), AMOUNT, "la cellule est une date, et ce champ un nombre"),
        (typed("time", "03:00:00"), TEXT, "une heure ou une durée"),
        (typed("boolean", "true"), TEXT, "VRAI ou FAUX"),
        (typed("error", "#DIV/0!"), AMOUNT, "erreur de tableur"),
    ],
)  # fmt: skip
def test_a_cell_of_a_workbook_is_refused(cell: Typed, of: Slot, words: str) -> None:
    assert words in said(cell, of)


@given(
    st.text(max_size=30) | st.from_regex(r"[-+0-9.,eE# =\"/]{1,20}", fullmatch=True),
    st.sampled_from(
        [TEXT, FINESS, SIRET, POSTAL, PHONE, ISO, FRENCH, INSTANT, AMOUNT, NUMBER, TRUTH, WRITTEN]
    ),
    st.sampled_from(".,"),
)
def test_no_text_is_changed_in_silence(cell: str, of: Slot, decimal: str) -> None:
    """A text is kept as it is, a number keeps its digits; or the cell is refused."""
    try:
        found = value(cell, of, decimal)
    except Unfit:
        return
    if isinstance(found, str):
        assert found == (cell.replace(decimal, ".") if of is WRITTEN else cell)
    elif isinstance(found, Decimal):
        assert str(found) == cell.replace(decimal, ".")
    elif isinstance(found, bool):
        assert cell.lower() in {"true", "vrai", "false", "faux"}
    else:
        assert cell == ""
