"""Identifiers, amounts and days: read exactly, or refused with their line."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check.reference import cells
from asp_check.reference.where import Unfit
from tests.reference.conftest import Told


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("830101259", "830101259"),
        ("83 010 125 9", "830101259"),
        (" 83\u00a0010\u202f1259\t", "830101259"),
        ("2b0000020", "2B0000020"),
        ('="010000024"', "010000024"),
        ("732829320 00074", "73282932000074"),
        ("MONACOCONFO001", "MONACOCONFO001"),
        ("10 00 37 46 08 1", "10003746081"),
        ("29101234", None),
        ("291012345A", "291012345A"),
        ("12345", "12345"),
    ],
)
def test_identifiers(text: str, number: str | None) -> None:
    if number is None:
        with pytest.raises(Unfit):
            cells.identifier(text)
    else:
        assert cells.identifier(text) == number


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("10000024", "10000024 : 8 chiffres, un zéro initial perdu ? Écrivez 010000024 s’il s’agit d’un FINESS"),
        ("7328293200074", "7328293200074 : 13 chiffres, un zéro initial perdu ? Écrivez 07328293200074"),
        ("7,32829E+13", "« 7,32829E+13 » est la notation scientifique d’un tableur"),
        ("", "l’identifiant est vide"),
        ("000000000", "l’identifiant n’est fait que de zéros"),
        ("TOTAL", "« TOTAL » n’est pas un identifiant"),
        ("83-010-125-9", "« 83-010-125-9 » n’est pas un identifiant"),
        ("83010125٩", "« 83010125٩ » n’est pas un identifiant"),
        ("1" * 21, "n’est pas un identifiant"),
        ("\x1b[31m1", "« ⟨ESC⟩[31m1 » n’est pas un identifiant"),
    ],
)  # fmt: skip
def test_what_is_no_identifier_is_refused_with_its_line(told: Told, cell: str, said: str) -> None:
    found = told("ceilings", f"FINESS;Plafond\n830101259;1\n{cell};1\n")
    assert found.startswith("table.csv:3 : ")
    assert said in found


@pytest.mark.parametrize("cell", ["12345", "73282932000074", "?!", "83010125", ""])
def test_the_directory_takes_only_its_own_numbers(told: Told, cell: str) -> None:
    table = f"finess;finess_ej\n830101259;{cell}xy\n"
    assert told("finess", table).startswith("table.csv:2 : ")
    assert told("finess", f"finess;rs\n{cell};CH\n").startswith("table.csv:2 : ")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12345", "12345.00"), ("12345,6", "12345.60"), ("12345.67", "12345.67"),
        ("12 345,67 €", "12345.67"), ("12\u00a0345,67\u202f€", "12345.67"), ("€ 1", "1.00"),
        ("1 234 567,89 € HT", "1234567.89"), ("1.234,56", "1234.56"), ("1,234.56", "1234.56"),
        ("1.234.567,8", "1234567.80"), ("10 EUR", "10.00"), ("10 euros HT", "10.00"), ("0", "0.00"),
        ("10 H.T.", "10.00"), ("0,05", "0.05"), ('="12,5"', "12.50"), ("123456789012", "123456789012.00"),
    ],
)  # fmt: skip
def test_amounts(text: str, amount: str) -> None:
    assert str(cells.amount(text)) == amount


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1,234", "« 1,234 » est ambigu, milliers ou décimales ?"),
        ("1.234", "« 1.234 » est ambigu"),
        ("1.234.567", "« 1.234.567 » est ambigu"),
        ("1000.0000000001", "a plus de deux décimales"),
        ("1 234,567", "a plus de deux décimales"),
        ("12 TTC", "est un montant TTC"),
        ("-5", "est négatif"),
        ("(5)", "est négatif"),
        ("", "le montant est vide"),
        ("12 34", "n’est pas un montant"),
        ("1 2345", "n’est pas un montant"),
        ("1e5", "n’est pas un montant"),
        ("10 $", "n’est pas un montant"),
        ("#N/A", "n’est pas un montant"),
        ("1;5", "n’est pas un montant"),
        ("1.2,3.4", "n’est pas un montant"),
        ("NaN", "n’est pas un montant"),
        ("Infinity", "n’est pas un montant"),
        ("1٣", "n’est pas un montant"),
        ("9" * 13, "n’est pas un montant"),
        ("1" + " " * 50 + "2", "n’est pas un montant"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_line(told: Told, cell: str, said: str) -> None:
    found = told("ceilings", f'FINESS;Plafond\n\n830101259;"{cell}"\n')
    assert found.startswith("table.csv:3 : ")
    assert said in found


@given(st.integers(0, 10**12 - 1), st.sampled_from(" .,\u00a0\u202f'"), st.sampled_from(".,"))
def test_an_amount_is_read_exactly_or_not_at_all(cents: int, group: str, point: str) -> None:
    whole, rest = divmod(cents, 100)
    text = f"{whole:,}".replace(",", group) + f"{point}{rest:02d}"
    try:
        found = cells.amount(text)
    except Unfit:
        assert group == "'" or (group == point and whole > 999)
    else:
        assert found == Decimal(cents).scaleb(-2)
        assert found.as_tuple().exponent == -2


@given(st.text(st.sampled_from("0123456789 .,€-EH\u00a0T"), max_size=12))
def test_no_amount_is_read_otherwise_than_its_digits_say(text: str) -> None:
    try:
        found = cells.amount(text)
    except Unfit:
        return
    digits = "".join(c for c in text if c.isdecimal())
    assert str(found).replace(".", "").lstrip("0").rstrip("0") == digits.strip("0")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", ""), (" ", ""), ("2025-03-31", "2025-03-31"), ("31/03/2025", "2025-03-31"),
        ("20250331", "2025-03-31"), ("2025-03-31T00:00:00", "2025-03-31"),
        ("2025-03-31 10:00:00.000", "2025-03-31"), ("31/03/2025 00:00", "2025-03-31"),
        ("1899-12-15", "1899-12-15"),
    ],
)  # fmt: skip
def test_days(text: str, day: str) -> None:
    assert cells.day(text) == day


@pytest.mark.parametrize(
    "cell",
    ["2025-02-30", "31/02/2025", "03/2025", "31/03/25", "45000", "0000-00-00", "2025-03-31x",
     "31/03/2025 midi", "2025٠331", "99999999", "demain"],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_its_line(told: Told, cell: str) -> None:
    for column in ("date ouverture", "date fermeture"):
        found = told("finess", f"finess;{column}\n830101259;2025-03-31\n750712184;{cell}\n")
        assert found.startswith(f"table.csv:3 : « {cell} » n’est pas une date")
