"""Addresses, of mail and of places, and telephone numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check.finding import Severity
from asp_check.values import judge

Refused = tuple[Severity, str, str, str | None]

BLOCKS = Severity.BLOCKING
WARNS = Severity.WARNING
INFORMS = Severity.INFO

CASES: tuple[tuple[str, str, tuple[Refused, ...]], ...] = (
    ("email", "contact@exemple,fr", ((BLOCKS, "virgule au lieu d'un point : contact@exemple.fr", "a comma instead of a point: contact@exemple.fr", "contact@exemple.fr"),)),
    ("email", "Contact <contact@exemple.fr>", ((BLOCKS, "nom ou chevrons en trop autour de l'adresse : contact@exemple.fr", "a name or angle brackets around the address: contact@exemple.fr", "contact@exemple.fr"),)),
    ("email", "mailto:contact@exemple.fr", ((BLOCKS, "« mailto: » en trop devant l'adresse : contact@exemple.fr", "“mailto:” before the address: contact@exemple.fr", "contact@exemple.fr"),)),
    ("email", "contact@exemple", ((BLOCKS, "domaine incomplet après « @ » (exemple.fr attendu)", "incomplete domain after “@” (such as example.com)", None),)),
    ("email", "contact@exemple.fr.", ((BLOCKS, "ponctuation en trop : contact@exemple.fr", "extra punctuation: contact@exemple.fr", "contact@exemple.fr"),)),
    ("email", "contact@exemple..fr", ((BLOCKS, "deux points de suite : contact@exemple.fr", "two points in a row: contact@exemple.fr", "contact@exemple.fr"),)),
    ("email", "con..tact@exemple.fr", ((BLOCKS, "deux points de suite : con.tact@exemple.fr", "two points in a row: con.tact@exemple.fr", "con.tact@exemple.fr"),)),
    ("email", "contact exemple.fr", ((BLOCKS, "« @ » absent, ce n'est pas une adresse électronique", "no “@”, this is not an e-mail address", None),)),
    ("email", "contact@@exemple.fr", ((BLOCKS, "plusieurs « @ » dans l'adresse", "several “@” in the address", None),)),
    ("email", "a@b.fr;c@d.fr", ((BLOCKS, "2 adresses, alors qu'une seule est attendue", "2 addresses, while one is expected", None),)),
    ("email", "contact@hôpital.fr", ((WARNS, "caractère « ô » inhabituel dans une adresse électronique : vérifiez-la", "character “ô” is unusual in an e-mail address: check it", None),)),
    ("email", "con tact@exemple.fr", ((BLOCKS, "espaces dans l'adresse : contact@exemple.fr", "spaces in the address: contact@exemple.fr", "contact@exemple.fr"),)),
    ("email", "contact@exemple.fr\n", ((BLOCKS, "saut de ligne ou tabulation dans l'adresse : contact@exemple.fr", "line break or tab in the address: contact@exemple.fr", "contact@exemple.fr"),)),
    ("email", "", ((BLOCKS, "« @ » absent, ce n'est pas une adresse électronique", "no “@”, this is not an e-mail address", None),)),
    ("email", "@exemple.fr", ((BLOCKS, "rien devant « @ »", "nothing before “@”", None),)),
    ("email", "contact@", ((BLOCKS, "domaine incomplet après « @ » (exemple.fr attendu)", "incomplete domain after “@” (such as example.com)", None),)),
    ("email", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.fr", ((BLOCKS, "adresse trop longue (64 caractères devant « @ », 254 en tout)", "address too long (64 characters before “@”, 254 in all)", None),)),
    ("email", "a@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.fr", ((BLOCKS, "domaine incomplet après « @ » (exemple.fr attendu)", "incomplete domain after “@” (such as example.com)", None),)),
    ("email", "a@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.fr.example", ((BLOCKS, "adresse trop longue (64 caractères devant « @ », 254 en tout)", "address too long (64 characters before “@”, 254 in all)", None),)),
    ("email", "a@-b.fr", ((BLOCKS, "domaine incomplet après « @ » (exemple.fr attendu)", "incomplete domain after “@” (such as example.com)", None),)),
    ("email", "a@b-.fr", ((BLOCKS, "domaine incomplet après « @ » (exemple.fr attendu)", "incomplete domain after “@” (such as example.com)", None),)),
    ("email", "a@b.1", ((BLOCKS, "domaine incomplet après « @ » (exemple.fr attendu)", "incomplete domain after “@” (such as example.com)", None),)),
    ("email", "a@b.f", ((BLOCKS, "domaine incomplet après « @ » (exemple.fr attendu)", "incomplete domain after “@” (such as example.com)", None),)),
    ("email", 'a"b@c.fr', ((BLOCKS, 'caractère « " » interdit dans une adresse électronique', 'character “"” is not allowed in an e-mail address', None),)),
    ("email", "a@b_c.fr", ((BLOCKS, "domaine incomplet après « @ » (exemple.fr attendu)", "incomplete domain after “@” (such as example.com)", None),)),
    ("email", ".a..b@c,fr.", ((BLOCKS, "caractère « , » interdit dans une adresse électronique", "character “,” is not allowed in an e-mail address", None),)),
    ("email", "a;@b.fr", ((BLOCKS, "caractère « ; » interdit dans une adresse électronique", "character “;” is not allowed in an e-mail address", None),)),
    ("email", "a...b@c.fr", ((BLOCKS, "point mal placé devant « @ »", "a misplaced point before “@”", None),)),
    ("mssante", "cabinet.dupont@gmail.com", ((WARNS, "messagerie grand public (gmail.com) : indiquez l'adresse MSSanté du client", "a public mail service (gmail.com): give the client's MSSanté address", None),)),
    ("mssante", "X@ORANGE.FR", ((WARNS, "messagerie grand public (orange.fr) : indiquez l'adresse MSSanté du client", "a public mail service (orange.fr): give the client's MSSanté address", None),)),
    ("mssante", "x@yahoo.co.uk", ((INFORMS, "le domaine yahoo.co.uk ne dit pas MSSanté : vérifiez que c'en est une adresse", "the domain yahoo.co.uk does not say MSSanté: check that it is such an address", None),)),
    ("mssante", "cardiologie@ch-xyz.fr", ((INFORMS, "le domaine ch-xyz.fr ne dit pas MSSanté : vérifiez que c'en est une adresse", "the domain ch-xyz.fr does not say MSSanté: check that it is such an address", None),)),
    ("mssante", "cardiologie", ((BLOCKS, "« @ » absent, ce n'est pas une adresse électronique", "no “@”, this is not an e-mail address", None),)),
    ("mssante", " a@mssante.fr", ((BLOCKS, "espaces dans l'adresse : a@mssante.fr", "spaces in the address: a@mssante.fr", "a@mssante.fr"),)),
    ("telephone", "261911234", ((WARNS, "9 chiffres (un zéro initial perdu ?) : 0261911234", "9 digits (a leading zero lost?): 0261911234", "0261911234"),)),
    ("telephone", "+33 (0)2 61 91 12 34", ((WARNS, "après +33, le zéro initial est en trop : +33261911234", "after +33, the leading zero is one too many: +33261911234", "+33261911234"),)),
    ("telephone", "00330261911234", ((WARNS, "après +33, le zéro initial est en trop : +33261911234", "after +33, the leading zero is one too many: +33261911234", "+33261911234"),)),
    ("telephone", "0033261911234", ((WARNS, "préfixe international à écrire avec un plus : +33261911234", "write the international prefix with a plus: +33261911234", "+33261911234"),)),
    ("telephone", "0037798981234", ((WARNS, "préfixe international à écrire avec un plus : +37798981234", "write the international prefix with a plus: +37798981234", "+37798981234"),)),
    ("telephone", "02.61-91 12/34", ((WARNS, "séparateurs irréguliers dans le numéro : 0261911234", "irregular separators in the number: 0261911234", "0261911234"),)),
    ("telephone", "02\xa061\xa091\xa012\xa034", ((WARNS, "séparateurs irréguliers dans le numéro : 0261911234", "irregular separators in the number: 0261911234", "0261911234"),)),
    ("telephone", "02 61 91 12 34\n", ((WARNS, "séparateurs irréguliers dans le numéro : 0261911234", "irregular separators in the number: 0261911234", "0261911234"),)),
    ("telephone", "3960", ((WARNS, "numéro court : indiquez un numéro à 10 chiffres", "a short number: give one of 10 digits", None),)),
    ("telephone", "15", ((WARNS, "numéro court : indiquez un numéro à 10 chiffres", "a short number: give one of 10 digits", None),)),
    ("telephone", "118218", ((WARNS, "numéro court : indiquez un numéro à 10 chiffres", "a short number: give one of 10 digits", None),)),
    ("telephone", "0000000000", ((BLOCKS, "un numéro français commence par 0 et un chiffre de 1 à 9", "a French number begins with 0 and a digit from 1 to 9", None),)),
    ("telephone", "026191123", ((BLOCKS, "9 chiffres, alors qu'un numéro français en a 10", "9 digits, while a French number has 10", None),)),
    ("telephone", "1", ((BLOCKS, "1 chiffre, alors qu'un numéro français en a 10", "1 digit, while a French number has 10", None),)),
    ("telephone", "", ((BLOCKS, "aucun chiffre, ce n'est pas un numéro de téléphone", "no digit, this is not a telephone number", None),)),
    ("telephone", "inconnu", ((BLOCKS, "aucun chiffre, ce n'est pas un numéro de téléphone", "no digit, this is not a telephone number", None),)),
    ("telephone", "02 61 91 12 34 poste 5", ((BLOCKS, "caractère « p » inattendu dans un numéro de téléphone", "unexpected character “p” in a telephone number", None),)),
    ("telephone", "+33", ((BLOCKS, "2 chiffres, alors qu'un numéro français en a 10", "2 digits, while a French number has 10", None),)),
    ("telephone", "9261911234", ((BLOCKS, "un numéro français commence par 0 et un chiffre de 1 à 9", "a French number begins with 0 and a digit from 1 to 9", None),)),
    ("telephone", "00999", ((BLOCKS, "5 chiffres, alors qu'un numéro français en a 10", "5 digits, while a French number has 10", None),)),
    ("postal-code", "00000", ((BLOCKS, "que des zéros, ce n'est pas un vrai numéro", "nothing but zeros, which is not a real number", None),)),
    ("postal-code", "00100", ((WARNS, "aucun département ni territoire n'a un code postal en 00", "no department or territory has postal codes in 00", None),)),
    ("postal-code", "96000", ((WARNS, "aucun département ni territoire n'a un code postal en 96", "no department or territory has postal codes in 96", None),)),
    ("postal-code", "99123", ((WARNS, "aucun département ni territoire n'a un code postal en 99", "no department or territory has postal codes in 99", None),)),
    ("postal-code", "97900", ((WARNS, "aucun département ni territoire n'a un code postal en 979", "no department or territory has postal codes in 979", None),)),
    ("postal-code", "98100", ((WARNS, "aucun département ni territoire n'a un code postal en 981", "no department or territory has postal codes in 981", None),)),
    ("postal-code", "1000", ((BLOCKS, "4 chiffres au lieu de 5 (un zéro initial perdu ?) : 01000", "4 digits instead of 5 (a leading zero lost?): 01000", "01000"),)),
    ("postal-code", "2A004", ((BLOCKS, "un code INSEE : les codes postaux de la Corse commencent par 20", "an INSEE code: the postal codes of Corsica begin with 20", None),)),
    ("postal-code", "2a004", ((BLOCKS, "un code INSEE : les codes postaux de la Corse commencent par 20", "an INSEE code: the postal codes of Corsica begin with 20", None),)),
    ("postal-code", "29000 Quimper", ((BLOCKS, "la commune est en trop : 29000", "the town does not belong here: 29000", "29000"),)),
    ("postal-code", "00100 Armées", ((BLOCKS, "caractère « A » inattendu (5 chiffres attendus)", "unexpected character “A” (5 digits are expected)", None),)),
    ("postal-code", "96000 Nulle-Part", ((BLOCKS, "caractère « N » inattendu (5 chiffres attendus)", "unexpected character “N” (5 digits are expected)", None),)),
    ("postal-code", "29000 CEDEX 9", ((BLOCKS, "caractère « C » inattendu (5 chiffres attendus)", "unexpected character “C” (5 digits are expected)", None),)),
    ("postal-code", "29 000", ((BLOCKS, "espaces dans le code : 29000", "spaces in the code: 29000", "29000"),)),
    ("postal-code", "290000", ((BLOCKS, "6 chiffres au lieu de 5", "6 digits instead of 5", None),)),
    ("postal-code", "Quimper", ((BLOCKS, "aucun chiffre (5 attendus)", "no digit (5 are expected)", None),)),
    ("postal-code", "", ((BLOCKS, "aucun chiffre (5 attendus)", "no digit (5 are expected)", None),)),
    ("postal-code", "29OOO", ((BLOCKS, "lettre O, I ou L au lieu d'un chiffre dans le code : 29000", "letter O, I or L instead of a digit in the code: 29000", "29000"),)),
    ("postal-code", "29000.0", ((BLOCKS, "décimales de tableur (« .0 ») dans le code : 29000", "spreadsheet decimals (“.0”) in the code: 29000", "29000"),)),
    ("postal-code", "2A0O4", ((BLOCKS, "caractère « A » inattendu (5 chiffres attendus)", "unexpected character “A” (5 digits are expected)", None),)),
    ("postal-code", "29 00", ((BLOCKS, "4 chiffres au lieu de 5 (un zéro initial perdu ?) : 02900", "4 digits instead of 5 (a leading zero lost?): 02900", "02900"),)),
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
    ("email", "facturation@cabinet-numerique.example"),
    ("email", "a@b.fr"),
    ("email", "prenom.nom+asp@sous.domaine.exemple.fr"),
    ("email", "o'neil@exemple.fr"),
    ("email", "contact@xn--hpital-0wa.fr"),
    ("email", "a" * 64 + "@" + "b" * 63 + ".fr"),
    ("mssante", "cardiologie@ch-xyz.mssante.fr"),
    ("mssante", "prenom.nom@medecin.mssante.fr"),
    ("mssante", "secretariat@mss.chu-exemple.fr"),
    ("telephone", "02 61 91 12 34"),
    ("telephone", "02.61.91.12.34"),
    ("telephone", "02-61-91-12-34"),
    ("telephone", "0261911234"),
    ("telephone", "+33261911234"),
    ("telephone", "+33 2 61 91 12 34"),
    ("telephone", "+262 262 12 34 56"),
    ("telephone", "+377 98 98 12 34"),
    ("telephone", "+1 202 555 0123"),
    ("postal-code", "01000"),
    ("postal-code", "20000"),
    ("postal-code", "20620"),
    ("postal-code", "75116"),
    ("postal-code", "95880"),
    *(("postal-code", f"{head}00") for head in (971, 972, 973, 974, 975, 976, 977, 978)),
    *(("postal-code", f"{head}00") for head in (980, 984, 986, 987, 988)),
]


@pytest.mark.parametrize(("kind", "value"), SILENT)
def test_a_good_value_is_silent(kind: str, value: str) -> None:
    assert judge(kind, value) == ()


@given(st.integers(1, 95), st.integers(0, 999))
def test_every_department_has_postal_codes_but_their_numbers_end_at_95(
    department: int, rest: int
) -> None:
    assert judge("postal-code", f"{department:02d}{rest:03d}") == ()


@given(st.emails(domains=st.just("exemple.fr")))
def test_the_addresses_of_the_standard_are_silent(address: str) -> None:
    assert judge("email", address) == ()


@given(st.integers(10**8, 10**9 - 1))
def test_a_number_of_telephone_is_silent_in_each_of_its_writings(number: int) -> None:
    digits = f"0{number}"
    pairs = [digits[i : i + 2] for i in range(0, 10, 2)]
    for separator in ("", " ", ".", "-"):
        assert judge("telephone", separator.join(pairs)) == ()
    assert judge("telephone", f"+33{number}") == ()
