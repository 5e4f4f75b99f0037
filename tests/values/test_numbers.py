"""Amounts, rates and shares."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asp_check.finding import Severity
from asp_check.values import judge

Refused = tuple[Severity, str, str, str | None]

BLOCKS = Severity.BLOCKING
WARNS = Severity.WARNING
INFORMS = Severity.INFO

CASES: tuple[tuple[str, str, tuple[Refused, ...]], ...] = (
    ("amount", "-0.00", ((BLOCKS, "zéro n'a pas de signe : 0.00", "zero has no sign: 0.00", "0.00"),)),
    ("amount", "-12.50", ((WARNS, "montant négatif : vérifiez-le", "a negative amount: check it", None),)),
    ("amount", "-12,50", ((BLOCKS, "virgule décimale dans le montant : -12.50", "decimal comma in the amount: -12.50", "-12.50"), (WARNS, "montant négatif : vérifiez-le", "a negative amount: check it", None))),
    ("amount", "+12.50", ((BLOCKS, "signe plus dans le montant : 12.50", "plus sign in the amount: 12.50", "12.50"),)),
    ("amount", "1 234,50", ((BLOCKS, "espaces et virgule décimale dans le montant : 1234.50", "spaces and decimal comma in the amount: 1234.50", "1234.50"),)),
    ("amount", "1 234.50", ((BLOCKS, "espaces dans le montant : 1234.50", "spaces in the amount: 1234.50", "1234.50"),)),
    ("amount", "1.234,56", ((BLOCKS, "séparateur de milliers et virgule décimale dans le montant : 1234.56", "thousands separator and decimal comma in the amount: 1234.56", "1234.56"),)),
    ("amount", "1,234.56", ((BLOCKS, "séparateur de milliers dans le montant : 1234.56", "thousands separator in the amount: 1234.56", "1234.56"),)),
    ("amount", "1,234", ((BLOCKS, "virgule ambiguë, de milliers ou de décimales (écrivez le nombre comme 1234.50)", "ambiguous comma, of thousands or of decimals (write the number like 1234.50)", None),)),
    ("amount", "1,234 €", ((BLOCKS, "virgule ambiguë, de milliers ou de décimales (écrivez le nombre comme 1234.50)", "ambiguous comma, of thousands or of decimals (write the number like 1234.50)", None),)),
    ("amount", "1,234,567", ((BLOCKS, "séparateur de milliers dans le montant : 1234567", "thousands separator in the amount: 1234567", "1234567"),)),
    ("amount", "1.234.567", ((BLOCKS, "séparateur de milliers dans le montant : 1234567", "thousands separator in the amount: 1234567", "1234567"),)),
    ("amount", "1234,567", ((BLOCKS, "virgule décimale dans le montant : 1234.567", "decimal comma in the amount: 1234.567", "1234.567"), (INFORMS, "3 décimales, alors qu'un montant en euros en a deux d'ordinaire", "3 decimals, while an amount in euros usually has two", None))),
    ("amount", "0,234", ((BLOCKS, "virgule décimale dans le montant : 0.234", "decimal comma in the amount: 0.234", "0.234"), (INFORMS, "3 décimales, alors qu'un montant en euros en a deux d'ordinaire", "3 decimals, while an amount in euros usually has two", None))),
    ("amount", "12.345", ((INFORMS, "3 décimales, alors qu'un montant en euros en a deux d'ordinaire", "3 decimals, while an amount in euros usually has two", None),)),
    ("amount", "104.99999999999999", ((WARNS, "décimales dues à un calcul approché : 105.00", "decimals left by an inexact computation: 105.00", "105.00"),)),
    ("amount", "0.30000000000000004", ((WARNS, "décimales dues à un calcul approché : 0.30", "decimals left by an inexact computation: 0.30", "0.30"),)),
    ("amount", "12.50 €", ((BLOCKS, "espaces et « € » en trop dans le montant : 12.50", "spaces and extra “€” in the amount: 12.50", "12.50"),)),
    ("amount", "12,50 € HT", ((BLOCKS, "espaces, virgule décimale, « HT » en trop et « € » en trop dans le montant : 12.50", "spaces, decimal comma, extra “HT” and extra “€” in the amount: 12.50", "12.50"),)),
    ("amount", "12.50EUR", ((BLOCKS, "« EUR » en trop dans le montant : 12.50", "extra “EUR” in the amount: 12.50", "12.50"),)),
    ("amount", "007.00", ((BLOCKS, "zéro initial en trop dans le montant : 7.00", "extra leading zero in the amount: 7.00", "7.00"),)),
    ("amount", ".50", ((BLOCKS, "zéro absent avant le point dans le montant : 0.50", "no zero before the point in the amount: 0.50", "0.50"),)),
    ("amount", "50.", ((BLOCKS, "point sans décimale dans le montant : 50", "point without decimals in the amount: 50", "50"),)),
    ("amount", "1e3", ((BLOCKS, "notation scientifique dans le montant : 1000", "scientific notation in the amount: 1000", "1000"),)),
    ("amount", "-1.5e3", ((BLOCKS, "notation scientifique dans le montant : -1500", "scientific notation in the amount: -1500", "-1500"), (WARNS, "montant négatif : vérifiez-le", "a negative amount: check it", None))),
    ("amount", "1E-3", ((BLOCKS, "notation scientifique dans le montant : 0.001", "scientific notation in the amount: 0.001", "0.001"), (INFORMS, "3 décimales, alors qu'un montant en euros en a deux d'ordinaire", "3 decimals, while an amount in euros usually has two", None))),
    ("amount", "1e20", ((BLOCKS, "notation scientifique dans le montant", "scientific notation in the amount", None), (BLOCKS, "21 chiffres avant le point, c'est impossible", "21 digits before the point, which is impossible", None))),
    ("amount", "1e400", ((BLOCKS, "nombre illisible (écrivez-le comme 1234.50)", "unreadable number (write it like 1234.50)", None),)),
    ("amount", "12.34.5", ((BLOCKS, "nombre illisible (écrivez-le comme 1234.50)", "unreadable number (write it like 1234.50)", None),)),
    ("amount", "1,2,3", ((BLOCKS, "nombre illisible (écrivez-le comme 1234.50)", "unreadable number (write it like 1234.50)", None),)),
    ("amount", "NaN", ((BLOCKS, "aucun chiffre (nombre attendu, comme 1234.50)", "no digit (a number is expected, such as 1234.50)", None),)),
    ("amount", "", ((BLOCKS, "aucun chiffre (nombre attendu, comme 1234.50)", "no digit (a number is expected, such as 1234.50)", None),)),
    ("amount", "-", ((BLOCKS, "aucun chiffre (nombre attendu, comme 1234.50)", "no digit (a number is expected, such as 1234.50)", None),)),
    ("amount", ".", ((BLOCKS, "aucun chiffre (nombre attendu, comme 1234.50)", "no digit (a number is expected, such as 1234.50)", None),)),
    ("amount", "−12.50", ((BLOCKS, "signe moins non standard dans le montant : -12.50", "non-standard minus sign in the amount: -12.50", "-12.50"), (WARNS, "montant négatif : vérifiez-le", "a negative amount: check it", None))),
    ("amount", "1111111111111", ((BLOCKS, "13 chiffres avant le point, c'est impossible", "13 digits before the point, which is impossible", None),)),
    ("amount", "１２", ((BLOCKS, "chiffres non standard dans le montant : 12", "non-standard digits in the amount: 12", "12"),)),
    ("amount", "99,99,99", ((BLOCKS, "nombre illisible (écrivez-le comme 1234.50)", "unreadable number (write it like 1234.50)", None),)),
    ("amount", "1.23,45", ((BLOCKS, "nombre illisible (écrivez-le comme 1234.50)", "unreadable number (write it like 1234.50)", None),)),
    ("amount", "1,234.5,6", ((BLOCKS, "nombre illisible (écrivez-le comme 1234.50)", "unreadable number (write it like 1234.50)", None),)),
    ("amount", "--1", ((BLOCKS, "nombre illisible (écrivez-le comme 1234.50)", "unreadable number (write it like 1234.50)", None),)),
    ("amount", "$12", ((BLOCKS, "nombre illisible (écrivez-le comme 1234.50)", "unreadable number (write it like 1234.50)", None),)),
    ("amount", "-0,00", ((BLOCKS, "virgule décimale dans le montant", "decimal comma in the amount", None), (BLOCKS, "zéro n'a pas de signe : 0.00", "zero has no sign: 0.00", "0.00"))),
    ("amount", "0.0000001", ((INFORMS, "7 décimales, alors qu'un montant en euros en a deux d'ordinaire", "7 decimals, while an amount in euros usually has two", None),)),
    ("vat-rate", "20 %", ((BLOCKS, "espaces et « % » en trop dans le taux de TVA : 20", "spaces and extra “%” in the VAT rate: 20", "20"),)),
    ("vat-rate", "5,5", ((BLOCKS, "virgule décimale dans le taux de TVA : 5.5", "decimal comma in the VAT rate: 5.5", "5.5"),)),
    ("vat-rate", "19.6", ((WARNS, "taux de TVA inhabituel en France : vérifiez-le", "a VAT rate that is unusual in France: check it", None),)),
    ("vat-rate", "120", ((BLOCKS, "un taux va de 0 à 100", "a rate goes from 0 to 100", None),)),
    ("vat-rate", "-5", ((BLOCKS, "un taux va de 0 à 100", "a rate goes from 0 to 100", None),)),
    ("vat-rate", "100.01", ((BLOCKS, "un taux va de 0 à 100", "a rate goes from 0 to 100", None),)),
    ("vat-rate", "abc", ((BLOCKS, "aucun chiffre (nombre attendu, comme 20.00)", "no digit (a number is expected, such as 20.00)", None),)),
    ("vat-rate", "1e1", ((BLOCKS, "notation scientifique dans le taux de TVA : 10", "scientific notation in the VAT rate: 10", "10"),)),
    ("vat-rate", "120 %", ((BLOCKS, "espaces et « % » en trop dans le taux de TVA", "spaces and extra “%” in the VAT rate", None), (BLOCKS, "un taux va de 0 à 100", "a rate goes from 0 to 100", None))),
    ("vat-rate", "19,6%", ((BLOCKS, "virgule décimale et « % » en trop dans le taux de TVA : 19.6", "decimal comma and extra “%” in the VAT rate: 19.6", "19.6"), (WARNS, "taux de TVA inhabituel en France : vérifiez-le", "a VAT rate that is unusual in France: check it", None))),
    ("percentage", "100.01", ((BLOCKS, "une part va de 0 à 100", "a share goes from 0 to 100", None),)),
    ("percentage", "101", ((BLOCKS, "une part va de 0 à 100", "a share goes from 0 to 100", None),)),
    ("percentage", "-1", ((BLOCKS, "une part va de 0 à 100", "a share goes from 0 to 100", None),)),
    ("percentage", "70 %", ((BLOCKS, "espaces et « % » en trop dans le pourcentage : 70", "spaces and extra “%” in the percentage: 70", "70"),)),
    ("percentage", "70,5", ((BLOCKS, "virgule décimale dans le pourcentage : 70.5", "decimal comma in the percentage: 70.5", "70.5"),)),
    ("percentage", "1000", ((BLOCKS, "une part va de 0 à 100", "a share goes from 0 to 100", None),)),
    ("percentage", "130 %", ((BLOCKS, "espaces et « % » en trop dans le pourcentage", "spaces and extra “%” in the percentage", None), (BLOCKS, "une part va de 0 à 100", "a share goes from 0 to 100", None))),
    ("percentage", "abc", ((BLOCKS, "aucun chiffre (nombre attendu, comme 30.00)", "no digit (a number is expected, such as 30.00)", None),)),
    ("percentage", "-0", ((BLOCKS, "zéro n'a pas de signe : 0", "zero has no sign: 0", "0"),)),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "refusals"), CASES)
def test_each_refusal_says_why_and_what_was_meant(
    said: Callable[[str, str], list[Refused]],
    kind: str,
    value: str,
    refusals: tuple[Refused, ...],
) -> None:
    assert said(kind, value) == list(refusals)


SILENT = [
    ("amount", "0"),
    ("amount", "0.00"),
    ("amount", "12"),
    ("amount", "12.5"),
    ("amount", "1234.50"),
    ("amount", "999999999999.99"),
    *(("vat-rate", rate) for rate in ("20", "20.00", "20.000", "10", "8.5", "5.5", "2.1", "2.10")),
    *(("vat-rate", rate) for rate in ("1.75", "1.05", "0.9", "13", "0", "0.00", "0.2", "0.20")),
    *(("vat-rate", rate) for rate in ("0.055", "0.085", "0.021", "0.009", "0.1")),
    ("percentage", "0"),
    ("percentage", "30.00"),
    ("percentage", "70"),
    ("percentage", "99.99"),
    ("percentage", "100"),
    ("percentage", "100.00"),
]


@pytest.mark.parametrize(("kind", "value"), SILENT)
def test_a_good_number_is_silent(kind: str, value: str) -> None:
    assert judge(kind, value) == ()


@given(st.integers(0, 10**14 - 1))
def test_any_sum_in_cents_is_silent(cents: int) -> None:
    assert judge("amount", f"{cents // 100}.{cents % 100:02d}") == ()


@given(st.integers(0, 10**14 - 1))
def test_a_sum_as_the_french_write_it_is_understood(cents: int) -> None:
    written = f"{cents // 100:,}".replace(",", "\u202f") + f",{cents % 100:02d}\u00a0€"
    assert judge("amount", written)[0].suggestion == f"{cents // 100}.{cents % 100:02d}"


@given(st.decimals(0, 10**9, places=3), st.integers(-9, 9))
@example(Decimal("0.001"), -9)
@example(Decimal("1.500"), 3)
def test_an_exponent_is_written_in_full(mantissa: Decimal, exponent: int) -> None:
    (*_, refusal) = reversed(judge("amount", f"{mantissa:f}e{exponent}"))
    if refusal.suggestion is not None:
        assert Decimal(refusal.suggestion) == mantissa.scaleb(exponent)


@given(st.integers(0, 10**7), st.integers(1, 60))
def test_the_noise_of_binary_arithmetic_is_rounded_as_decimal_does(cents: int, factor: int) -> None:
    noisy = repr(cents / 100 * factor / factor)
    for refusal in judge("amount", noisy):
        if refusal.suggestion is not None:
            cent = Decimal("0.01")
            rounded = Decimal(noisy).quantize(cent, ROUND_HALF_UP)
            assert Decimal(refusal.suggestion) == rounded == Decimal(cents) * cent
