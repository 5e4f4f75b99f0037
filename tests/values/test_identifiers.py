"""Numbers of companies, establishments and practitioners."""

from __future__ import annotations

from collections.abc import Callable
from string import digits

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from stdnum import luhn as stdnum_luhn
from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret

from asp_check.finding import Severity
from asp_check.values import judge
from asp_check.values.luhn import luhn
from asp_check.values.refusal import blocks

Refused = tuple[Severity, str, str, str | None]

BLOCKS = Severity.BLOCKING
WARNS = Severity.WARNING

CASES: tuple[tuple[str, str, tuple[Refused, ...]], ...] = (
    ("siren", "732829321", ((BLOCKS, "clé inattendue : un des chiffres est faux", "unexpected check digit: one of the digits is wrong", None),)),
    ("siren", "732 829 320", ((BLOCKS, "espaces dans le numéro : 732829320", "spaces in the number: 732829320", "732829320"),)),
    ("siren", "732.829.320", ((BLOCKS, "signes de séparation dans le numéro : 732829320", "separators in the number: 732829320", "732829320"),)),
    ("siren", "73282932", ((BLOCKS, "8 chiffres au lieu de 9", "8 digits instead of 9", None),)),
    ("siren", "05520135", ((BLOCKS, "8 chiffres au lieu de 9 (un zéro initial perdu ?) : 005520135", "8 digits instead of 9 (a leading zero lost?): 005520135", "005520135"),)),
    ("siren", "000000000", ((BLOCKS, "que des zéros, ce n'est pas un vrai numéro", "nothing but zeros, which is not a real number", None),)),
    ("siren", "", ((BLOCKS, "aucun chiffre (9 attendus)", "no digit (9 are expected)", None),)),
    ("siren", "N/A", ((BLOCKS, "aucun chiffre (9 attendus)", "no digit (9 are expected)", None),)),
    ("siren", "7328Z9320", ((BLOCKS, "caractère « Z » inattendu (9 chiffres attendus)", "unexpected character “Z” (9 digits are expected)", None),)),
    ("siren", "73282932O", ((BLOCKS, "lettre O, I ou L au lieu d'un chiffre dans le numéro : 732829320", "letter O, I or L instead of a digit in the number: 732829320", "732829320"),)),
    ("siren", "732829320.0", ((BLOCKS, "décimales de tableur (« .0 ») dans le numéro : 732829320", "spreadsheet decimals (“.0”) in the number: 732829320", "732829320"),)),
    ("siren", "7.32829E+08", ((BLOCKS, "notation scientifique d'un tableur, les derniers chiffres sont perdus", "scientific notation of a spreadsheet, the last digits are lost", None),)),
    ("siren", "73282932000074", ((BLOCKS, "un SIRET, dont les 9 premiers chiffres sont le SIREN : 732829320", "a SIRET, whose first 9 digits are the SIREN: 732829320", "732829320"),)),
    ("siren", "73282932100075", ((BLOCKS, "14 chiffres au lieu de 9 (un SIRET ?)", "14 digits instead of 9 (a SIRET?)", None),)),
    ("siren", "FR44732829320", ((BLOCKS, "un numéro de TVA, dont les 9 derniers chiffres sont le SIREN : 732829320", "a VAT number, whose last 9 digits are the SIREN: 732829320", "732829320"),)),
    ("siren", "FR 44 732829321", ((BLOCKS, "caractère « F » inattendu (9 chiffres attendus)", "unexpected character “F” (9 digits are expected)", None),)),
    ("siren", "7328293201", ((BLOCKS, "10 chiffres au lieu de 9", "10 digits instead of 9", None),)),
    ("siren", "１２３４５６７８２", ((BLOCKS, "chiffres non standard dans le numéro : 123456782", "non-standard digits in the number: 123456782", "123456782"),)),
    ("siren", "732829320\n", ((BLOCKS, "saut de ligne ou tabulation dans le numéro : 732829320", "line break or tab in the number: 732829320", "732829320"),)),
    ("siren", "\u200b732829320", ((BLOCKS, "caractères invisibles dans le numéro : 732829320", "invisible characters in the number: 732829320", "732829320"),)),
    ("siren", "732 829 321", ((BLOCKS, "espaces dans le numéro", "spaces in the number", None), (BLOCKS, "clé inattendue : un des chiffres est faux", "unexpected check digit: one of the digits is wrong", None))),
    ("siren", "1", ((BLOCKS, "1 chiffre au lieu de 9", "1 digit instead of 9", None),)),
    ("siren", "12345678901", ((BLOCKS, "11 chiffres au lieu de 9 (un RPPS ?)", "11 digits instead of 9 (an RPPS number?)", None),)),
    ("siren", "73282932\ud800", ((BLOCKS, "caractère « ⟨U+D800⟩ » inattendu (9 chiffres attendus)", "unexpected character “⟨U+D800⟩” (9 digits are expected)", None),)),
    ("siren", "FRA4732829320X", ((BLOCKS, "caractère « F » inattendu (9 chiffres attendus)", "unexpected character “F” (9 digits are expected)", None),)),
    ("siret", "73282932000075", ((BLOCKS, "clé inattendue : un des 5 derniers chiffres est faux, ou le SIREN n'est pas le bon", "unexpected check digit: one of the last 5 digits is wrong, or the SIREN is another", None),)),
    ("siret", "73282932100074", ((BLOCKS, "clé inattendue : un des 9 premiers chiffres (le SIREN) est faux", "unexpected check digit: one of the first 9 digits (the SIREN) is wrong", None),)),
    ("siret", "35600000049838", ((BLOCKS, "clé inattendue pour La Poste : un des 5 derniers chiffres est faux", "unexpected check digit for La Poste: one of the last 5 digits is wrong", None),)),
    ("siret", "MONACOCONFOA01", ((WARNS, "forme inhabituelle pour Monaco (MONACOCONFO et 3 chiffres attendus)", "an unusual form for Monaco (MONACOCONFO and 3 digits are expected)", None),)),
    ("siret", "MONACO CONFO 001", ((BLOCKS, "numéro de Monaco mal écrit (MONACOCONFO et 3 chiffres attendus)", "a badly written number of Monaco (MONACOCONFO and 3 digits are expected)", None),)),
    ("siret", "monacoconfo001", ((BLOCKS, "numéro de Monaco mal écrit (MONACOCONFO et 3 chiffres attendus)", "a badly written number of Monaco (MONACOCONFO and 3 digits are expected)", None),)),
    ("siret", "732829320", ((BLOCKS, "9 chiffres au lieu de 14 (un SIREN, un FINESS ou un ADELI ?)", "9 digits instead of 14 (a SIREN, a FINESS or an ADELI number?)", None),)),
    ("siret", "732 829 320 00074", ((BLOCKS, "espaces dans le numéro : 73282932000074", "spaces in the number: 73282932000074", "73282932000074"),)),
    ("siret", "7,32829320001E+13", ((BLOCKS, "notation scientifique d'un tableur, les derniers chiffres sont perdus", "scientific notation of a spreadsheet, the last digits are lost", None),)),
    ("siret", "0552013500001", ((BLOCKS, "13 chiffres au lieu de 14", "13 digits instead of 14", None),)),
    ("siret", "00000000000000", ((BLOCKS, "que des zéros, ce n'est pas un vrai numéro", "nothing but zeros, which is not a real number", None),)),
    ("siret", "73282932000074.0", ((BLOCKS, "décimales de tableur (« .0 ») dans le numéro : 73282932000074", "spreadsheet decimals (“.0”) in the number: 73282932000074", "73282932000074"),)),
    ("siret", "12345678901234567", ((BLOCKS, "17 chiffres au lieu de 14", "17 digits instead of 14", None),)),
    ("finess", "830101258", ((WARNS, "clé inattendue : vérifiez qu'il s'agit bien d'un FINESS", "unexpected check digit: check that this is a FINESS number", None),)),
    ("finess", "2b0000020", ((BLOCKS, "minuscule dans le numéro : 2B0000020", "lower-case letter in the number: 2B0000020", "2B0000020"),)),
    ("finess", "2BO000020", ((BLOCKS, "lettre O, I ou L au lieu d'un chiffre dans le numéro : 2B0000020", "letter O, I or L instead of a digit in the number: 2B0000020", "2B0000020"),)),
    ("finess", "10000024", ((BLOCKS, "8 chiffres au lieu de 9 (un zéro initial perdu ?) : 010000024", "8 digits instead of 9 (a leading zero lost?): 010000024", "010000024"),)),
    ("finess", "10000024.0", ((BLOCKS, "8 chiffres au lieu de 9 (un zéro initial perdu ?) : 010000024", "8 digits instead of 9 (a leading zero lost?): 010000024", "010000024"),)),
    ("finess", "1000024", ((BLOCKS, "7 chiffres au lieu de 9", "7 digits instead of 9", None),)),
    ("finess", "83 010 125 9", ((BLOCKS, "espaces dans le numéro : 830101259", "spaces in the number: 830101259", "830101259"),)),
    ("finess", "000000000", ((BLOCKS, "que des zéros, ce n'est pas un vrai numéro", "nothing but zeros, which is not a real number", None),)),
    ("finess", "001234567", ((BLOCKS, "un FINESS commence par un département, et 00 n'en est pas un", "a FINESS number begins with a department, and 00 is none", None),)),
    ("finess", "201234567", ((WARNS, "département 20 inattendu : vérifiez qu'il s'agit bien d'un FINESS", "unexpected department 20: check that this is a FINESS number", None),)),
    ("finess", "961234567", ((WARNS, "département 96 inattendu : vérifiez qu'il s'agit bien d'un FINESS", "unexpected department 96: check that this is a FINESS number", None),)),
    ("finess", "991234567", ((WARNS, "département 99 inattendu : vérifiez qu'il s'agit bien d'un FINESS", "unexpected department 99: check that this is a FINESS number", None),)),
    ("finess", "73282932000074", ((BLOCKS, "14 chiffres au lieu de 9 (un SIRET ?)", "14 digits instead of 9 (a SIRET?)", None),)),
    ("finess", "10001234567", ((BLOCKS, "11 chiffres au lieu de 9 (un RPPS ?)", "11 digits instead of 9 (an RPPS number?)", None),)),
    ("finess", "2A000170", ((BLOCKS, "8 caractères au lieu de 9", "8 characters instead of 9", None),)),
    ("finess", "2C0000170", ((BLOCKS, "caractère « C » inattendu (9 chiffres attendus)", "unexpected character “C” (9 digits are expected)", None),)),
    ("finess", "2A0000171", ((WARNS, "clé inattendue : vérifiez qu'il s'agit bien d'un FINESS", "unexpected check digit: check that this is a FINESS number", None),)),
    ("finess", "2A 000 017 1", ((BLOCKS, "espaces dans le numéro : 2A0000171", "spaces in the number: 2A0000171", "2A0000171"), (WARNS, "clé inattendue : vérifiez qu'il s'agit bien d'un FINESS", "unexpected check digit: check that this is a FINESS number", None))),
    ("finess", "83 010 125 8", ((BLOCKS, "espaces dans le numéro : 830101258", "spaces in the number: 830101258", "830101258"), (WARNS, "clé inattendue : vérifiez qu'il s'agit bien d'un FINESS", "unexpected check digit: check that this is a FINESS number", None))),
    ("finess", "00 123 456 7", ((BLOCKS, "espaces dans le numéro", "spaces in the number", None), (BLOCKS, "un FINESS commence par un département, et 00 n'en est pas un", "a FINESS number begins with a department, and 00 is none", None))),
    ("rpps", "19900000002", ((WARNS, "clé inattendue : vérifiez qu'il s'agit bien d'un RPPS", "unexpected check digit: check that this is an RPPS number", None),)),
    ("rpps", "819900000001", ((BLOCKS, "l'identifiant national (8 et le RPPS) au lieu du RPPS : 19900000001", "the national identifier (8 and the RPPS number) instead of the RPPS number: 19900000001", "19900000001"),)),
    ("rpps", "819900000002", ((BLOCKS, "12 chiffres au lieu de 11 (un identifiant national de professionnel ?)", "12 digits instead of 11 (a practitioner's national identifier?)", None),)),
    ("rpps", "719900000001", ((BLOCKS, "12 chiffres au lieu de 11 (un identifiant national de professionnel ?)", "12 digits instead of 11 (a practitioner's national identifier?)", None),)),
    ("rpps", "751234567", ((BLOCKS, "9 chiffres au lieu de 11 (un SIREN, un FINESS ou un ADELI ?)", "9 digits instead of 11 (a SIREN, a FINESS or an ADELI number?)", None),)),
    ("rpps", "1990000000", ((BLOCKS, "10 chiffres au lieu de 11", "10 digits instead of 11", None),)),
    ("rpps", "19 9000 00001", ((BLOCKS, "espaces dans le numéro : 19900000001", "spaces in the number: 19900000001", "19900000001"),)),
    ("rpps", "1,99E+10", ((BLOCKS, "notation scientifique d'un tableur, les derniers chiffres sont perdus", "scientific notation of a spreadsheet, the last digits are lost", None),)),
    ("rpps", "00000000000", ((BLOCKS, "que des zéros, ce n'est pas un vrai numéro", "nothing but zeros, which is not a real number", None),)),
    ("idnps", "819900000002", ((WARNS, "clé inattendue : vérifiez le RPPS qui suit le 8", "unexpected check digit: check the RPPS number that follows the 8", None),)),
    ("idnps", "519900000001", ((BLOCKS, "commence par 5, alors que l'identifiant est fait de 8 et du RPPS", "begins with 5, while the identifier is made of 8 and the RPPS number", None),)),
    ("idnps", "19900000001", ((BLOCKS, "le RPPS seul, sans le 8 qui le précède : 819900000001", "the RPPS number alone, without the 8 before it: 819900000001", "819900000001"),)),
    ("idnps", "19900000002", ((BLOCKS, "11 chiffres au lieu de 12 (un RPPS ?)", "11 digits instead of 12 (an RPPS number?)", None),)),
    ("idnps", "8 19900000001", ((BLOCKS, "espaces dans le numéro : 819900000001", "spaces in the number: 819900000001", "819900000001"),)),
    ("idnps", "000000000000", ((BLOCKS, "que des zéros, ce n'est pas un vrai numéro", "nothing but zeros, which is not a real number", None),)),
    ("idnps", "X9900000001", ((BLOCKS, "caractère « X » inattendu (12 chiffres attendus)", "unexpected character “X” (12 digits are expected)", None),)),
    ("adeli", "751234567", ((WARNS, "ADELI n'est plus en service : indiquez le RPPS du professionnel (11 chiffres)", "ADELI is out of service: give the practitioner's RPPS number (11 digits)", None),)),
    ("adeli", "75 123456 7", ((BLOCKS, "espaces dans le numéro : 751234567", "spaces in the number: 751234567", "751234567"), (WARNS, "ADELI n'est plus en service : indiquez le RPPS du professionnel (11 chiffres)", "ADELI is out of service: give the practitioner's RPPS number (11 digits)", None))),
    ("adeli", "12345678", ((BLOCKS, "8 chiffres au lieu de 9 (un zéro initial perdu ?) : 012345678", "8 digits instead of 9 (a leading zero lost?): 012345678", "012345678"), (WARNS, "ADELI n'est plus en service : indiquez le RPPS du professionnel (11 chiffres)", "ADELI is out of service: give the practitioner's RPPS number (11 digits)", None))),
    ("adeli", "1234567", ((BLOCKS, "7 chiffres au lieu de 9", "7 digits instead of 9", None),)),
    ("adeli", "2a1234567", ((BLOCKS, "minuscule dans le numéro : 2A1234567", "lower-case letter in the number: 2A1234567", "2A1234567"), (WARNS, "ADELI n'est plus en service : indiquez le RPPS du professionnel (11 chiffres)", "ADELI is out of service: give the practitioner's RPPS number (11 digits)", None))),
    ("adeli", "000000000", ((BLOCKS, "que des zéros, ce n'est pas un vrai numéro", "nothing but zeros, which is not a real number", None),)),
    ("adeli", "inconnu", ((BLOCKS, "aucun chiffre (9 attendus)", "no digit (9 are expected)", None),)),
    ("adeli", "19900000001", ((BLOCKS, "11 chiffres au lieu de 9 (un RPPS ?)", "11 digits instead of 9 (an RPPS number?)", None),)),
    ("adeli", "", ((BLOCKS, "aucun chiffre (9 attendus)", "no digit (9 are expected)", None),)),
    ("am", "29 101 234 5", ((BLOCKS, "espaces dans le numéro : 291012345", "spaces in the number: 291012345", "291012345"),)),
    ("am", "inconnu", ((BLOCKS, "aucun chiffre, ce n'est pas un numéro", "no digit, this is not a number", None),)),
    ("am", "", ((BLOCKS, "aucun chiffre, ce n'est pas un numéro", "no digit, this is not a number", None),)),
    ("am", "0000", ((BLOCKS, "que des zéros, ce n'est pas un vrai numéro", "nothing but zeros, which is not a real number", None),)),
    ("am", "00 00", ((BLOCKS, "espaces dans le numéro", "spaces in the number", None), (BLOCKS, "que des zéros, ce n'est pas un vrai numéro", "nothing but zeros, which is not a real number", None))),
    ("am", "2910é2345", ((BLOCKS, "caractère « é » inattendu dans un numéro", "unexpected character “é” in a number", None),)),
    ("am", "291012345678901234567", ((WARNS, "21 caractères, c'est bien long pour un numéro AM", "21 characters are a lot for an AM number", None),)),
    ("am", "291@12345", ((BLOCKS, "caractère « @ » inattendu dans un numéro", "unexpected character “@” in a number", None),)),
    ("am", "２９１", ((BLOCKS, "chiffres non standard dans le numéro : 291", "non-standard digits in the number: 291", "291"),)),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "refusals"), CASES)
def test_each_refusal_says_why_and_what_was_meant(
    said: Callable[[str, str], list[Refused]],
    kind: str,
    value: str,
    refusals: tuple[Refused, ...],
) -> None:
    assert said(kind, value) == list(refusals)


CORSICA = [
    "2B0000020",
    "2B0005342",
    "2B0004246",
    "2A0000170",
    "2A0000386",
    "2A0002606",
    "2A0000014",
    "2A0000261",
    "2A0002051",
    "2B0000442",
    "2B0003107",
    "2B0003057",
    "2B0004238",
    "2B0000939",
    "2B0003628",
    "2B0003073",
    "2B0000459",
    "2B0001341",
]
ELSEWHERE = [
    "970405270",
    "970463345",
    "970405296",
    "970406765",
    "970407698",
    "970409009",
    "830101259",
    "830101283",
    "750712184",
    "690781810",
    "130786049",
    "390006161",
    "750100232",
    "010000024",
]

SILENT = [
    *(("finess", number) for number in (*CORSICA, *ELSEWHERE)),
    ("finess", "980500003"),
    ("siren", "732829320"),
    ("siren", "356000000"),
    ("siren", "005520135"),
    ("siret", "73282932000074"),
    ("siret", "35600000000048"),
    ("siret", "35600000049837"),
    ("siret", "MONACOCONFO001"),
    ("siret", "MONACOCONFO999"),
    ("rpps", "19900000001"),
    ("rpps", "19900000019"),
    ("idnps", "819900000001"),
    ("am", "291012345"),
    ("am", "2A1012345"),
]


@pytest.mark.parametrize(("kind", "value"), SILENT)
def test_a_good_number_is_silent(kind: str, value: str) -> None:
    assert judge(kind, value) == ()


@pytest.mark.parametrize("number", [*CORSICA, *ELSEWHERE])
@pytest.mark.parametrize("place", range(2, 9))
def test_any_digit_changed_in_a_real_finess_warns(number: str, place: int) -> None:
    changed = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    (refusal,) = judge("finess", changed)
    assert refusal.severity is Severity.WARNING
    assert refusal.certainty == "inference"


@given(st.text(digits, min_size=1, max_size=20))
def test_the_luhn_key_is_that_of_stdnum(number: str) -> None:
    assert luhn(number) == stdnum_luhn.is_valid(number)


@given(st.text(digits, min_size=9, max_size=9))
@example("732829320")
def test_nine_digits_are_a_siren_where_stdnum_says_so(number: str) -> None:
    assert (not judge("siren", number)) == (stdnum_siren.is_valid(number) and number != "0" * 9)


@given(st.integers(0, 10**8 - 1), st.integers(0, 10**5 - 1))
@example(73282932, 74)
def test_fourteen_digits_are_a_siret_where_stdnum_says_so(company: int, rank: int) -> None:
    siren = f"{company:08d}"
    number = f"{siren}{stdnum_luhn.calc_check_digit(siren)}{rank:05d}"
    assert (not judge("siret", number)) == (stdnum_siret.is_valid(number) and number != "0" * 14)


@given(st.integers(0, 10**5 - 1))
@example(48)
@example(49837)
def test_the_numbers_of_la_poste_are_those_of_stdnum(rank: int) -> None:
    number = f"356000000{rank:05d}"
    assert (not judge("siret", number)) == stdnum_siret.is_valid(number)


@given(st.text("0123456789 ", min_size=9, max_size=20))
@example("732 829 320")
@example("732829320 00074")
@example(" 73282932000074")
def test_stdnum_forgives_what_we_refuse_and_nothing_else(text: str) -> None:
    for kind, stdnum in (("siren", stdnum_siren), ("siret", stdnum_siret)):
        accepted = not judge(kind, text)
        compact = text.replace(" ", "")
        if compact.strip("0"):
            assert accepted == (stdnum.is_valid(text) and compact == text)
        else:
            assert not accepted


@given(
    st.sampled_from([*CORSICA, *ELSEWHERE]), st.integers(1, 8), st.sampled_from(" .-\u00a0\u202f\n")
)
def test_a_separator_is_named_and_the_number_proposed(number: str, place: int, mark: str) -> None:
    # « 97040527.0 » is what a spreadsheet makes of a shorter number.
    assume(not (mark == "." and number[place:] == "0"))
    (refusal,) = judge("finess", f"{number[:place]}{mark}{number[place:]}")
    assert refusal.severity is Severity.BLOCKING
    assert refusal.suggestion == number


@given(st.sampled_from([n for n in ELSEWHERE if n.startswith("0")]))
def test_a_leading_zero_that_a_spreadsheet_lost_is_proposed(number: str) -> None:
    (refusal,) = judge("finess", str(int(number)))
    assert refusal.suggestion == number


def test_adeli_is_never_silent_and_never_blocks_when_well_formed() -> None:
    for number in ("751234567", "2A1234567"):
        refusals = judge("adeli", number)
        assert refusals
        assert not blocks(refusals)
