"""Cells of a table made for people: identifiers, amounts and days.  In doubt they are ``Unfit``."""

from __future__ import annotations

import re
from decimal import Decimal

from asp_check.reference.where import Unfit, shown
from asp_check.text import BIDI, ZERO_WIDTH
from asp_check.values.calendar import Day, exists, parse

_FINESS = re.compile("(?!0{9})[0-9][0-9A-Z]{8}")
"""What the directory may hold; its own schema is no stricter, and it is the authority."""

_LONGEST = 20
_UNSEEN = re.compile(f"[\\s{''.join(sorted(BIDI | ZERO_WIDTH))}]+")
_PLAIN = re.compile("[0-9A-Z]+")
_DIGIT = re.compile("[0-9]")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]*)?E\+?[0-9]{1,3}")
_PADDED = {8: "FINESS", 13: "SIRET"}
"""Identifiers that may begin with a zero, by the number of digits left once that zero is lost."""

_AMOUNT = re.compile(r"(?:€ ?)?([0-9](?:[0-9 .,]*[0-9])?)(?: ?(?:€|EUROS?|EUR|H\.?T\.?)){0,2}")
_NUMBER = re.compile(
    r"([0-9]{1,12}"
    r"|[0-9]{1,3}(?: [0-9]{3}){1,3}"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){1,3}(?=,)"
    r"|[0-9]{1,3}(?:,[0-9]{3}){1,3}(?=\.))"
    r"(?:[.,]([0-9]{1,2}))?"
)
_AMBIGUOUS = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_FINE = re.compile(r"[0-9 ]+[.,][0-9]{3,}")
_GROUPS = str.maketrans("", "", " .,")
_FRENCH = re.compile("([0-9]{2})/([0-9]{2})/([0-9]{4})")
_COMPACT = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
_TIME = re.compile(r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?Z?)?")


def unquoted(text: str) -> str:
    """The text of a cell; spreadsheets keep zeros by writing ``="010000024"``.

    >>> unquoted(' ="010000024" ')
    '010000024'
    """
    text = text.strip()
    return text[2:-1] if text[:2] == '="' and text[-1:] == '"' and len(text) > 2 else text


def text(cell: str) -> str:
    """The text of a cell, single blanks inside.

    >>> text("  HOP-DPI-Va2 \\u00a0 ")
    'HOP-DPI-Va2'
    """
    return " ".join(unquoted(cell).split())


def compact(text: str) -> str:
    """An identifier without the blanks that people put in it, in capitals.

    >>> compact("83 010 125\\u00a09"), compact("2b0000020")
    ('830101259', '2B0000020')
    """
    return _UNSEEN.sub("", unquoted(text)).upper()


def finess(text: str) -> str:
    """The number of a row of the FINESS directory."""
    if _FINESS.fullmatch(text):
        return text
    number = compact(text)
    if _FINESS.fullmatch(number):
        return number
    _refuse_identifier(number, text)
    raise Unfit(
        f"« {shown(text)} » n’est pas un numéro FINESS ({len(number)} caractères au lieu de 9)",
        f"“{shown(text)}” is not a FINESS number ({len(number)} characters instead of 9)",
    )


def identifier(text: str) -> str:
    """A FINESS, SIRET, RPPS or AM number; the form of the last is unknown, so much is let through.

    >>> identifier("7328 2932 0000 74")
    '73282932000074'
    """
    number = compact(text)
    _refuse_identifier(number, text)
    return number


def _refuse_identifier(number: str, text: str) -> None:
    """Raise if this can be no identifier of any kind."""
    if not number:
        raise Unfit("l’identifiant est vide", "the identifier is empty")
    if not number.strip("0"):
        raise Unfit("l’identifiant n’est fait que de zéros", "the identifier is nothing but zeros")
    if _SCIENTIFIC.fullmatch(number):
        raise Unfit(
            f"« {shown(text)} » est la notation scientifique d’un tableur, les derniers chiffres sont perdus ; reprenez l’identifiant en texte",
            f"“{shown(text)}” is the scientific notation of a spreadsheet, the last digits are lost; take the identifier again, as text",
        )
    if not (_PLAIN.fullmatch(number) and _DIGIT.search(number) and len(number) <= _LONGEST):
        raise Unfit(
            f"« {shown(text)} » n’est pas un identifiant (FINESS, SIRET, RPPS, AM)",
            f"“{shown(text)}” is no identifier (FINESS, SIRET, RPPS, AM)",
        )
    kind = _PADDED.get(len(number)) if number.isdecimal() else None
    if kind is not None:
        raise Unfit(
            f"{number} : {len(number)} chiffres, un zéro initial perdu ? Écrivez 0{number} s’il s’agit d’un {kind}, avec la colonne en texte",
            f"{number}: {len(number)} digits, a leading zero lost? Write 0{number} if it is a {kind}, with the column as text",
        )


def amount(text: str) -> Decimal:
    """An amount in euros excluding tax, exactly.

    >>> amount("12 345,67 €"), amount("12345.67"), amount("1.234,5")
    (Decimal('12345.67'), Decimal('12345.67'), Decimal('1234.50'))
    """
    plain = " ".join(unquoted(text).split()).upper()
    found = _AMOUNT.fullmatch(plain)
    number = found[1] if found else ""
    match = _NUMBER.fullmatch(number)
    if match is None:
        raise _unfit_amount(plain, number, shown(text))
    return Decimal(f"{match[1].translate(_GROUPS)}.{match[2] or '':0<2}")


def _unfit_amount(plain: str, number: str, cell: str) -> Unfit:
    """Why this is not an amount, the usual slips in their own words."""
    if not plain:
        return Unfit("le montant est vide", "the amount is empty")
    if "TTC" in plain:
        return Unfit(
            f"« {cell} » est un montant TTC ; il faut le plafond HT",
            f"“{cell}” includes tax; the ceiling excluding tax is needed",
        )
    if plain[0] in "-−(":
        return Unfit(f"« {cell} » est négatif", f"“{cell}” is negative")
    if _AMBIGUOUS.fullmatch(number):
        return Unfit(
            f"« {cell} » est ambigu, milliers ou décimales ? Écrivez 1234 ou 1,23",
            f"“{cell}” is ambiguous, thousands or decimals? Write 1234 or 1.23",
        )
    if _FINE.fullmatch(number):
        return Unfit(
            f"« {cell} » a plus de deux décimales ; arrondissez-le au centime",
            f"“{cell}” has more than two decimals; round it to the cent",
        )
    return Unfit(
        f"« {cell} » n’est pas un montant (écrivez-le comme 12345,67)",
        f"“{cell}” is not an amount (write it as 12345.67)",
    )


def day(text: str) -> str:
    """A day in ISO form, empty where there is none.

    >>> day("2025-03-31"), day("31/03/2025"), day("20250331"), day("2025-03-31 00:00:00"), day("")
    ('2025-03-31', '2025-03-31', '2025-03-31', '2025-03-31', '')
    """
    plain = unquoted(text)
    if not plain:
        return ""
    if parse(plain) is not None and _TIME.fullmatch(plain[10:]):
        return plain[:10]
    if match := _FRENCH.fullmatch(plain[:10]):
        found = Day(int(match[3]), int(match[2]), int(match[1]))
        rest = plain[10:]
    elif match := _COMPACT.fullmatch(plain):
        found = Day(int(match[1]), int(match[2]), int(match[3]))
        rest = ""
    else:
        found, rest = Day(0, 0, 0), ""
    if not exists(found) or not _TIME.fullmatch(rest):
        raise Unfit(
            f"« {shown(text)} » n’est pas une date (écrivez-la AAAA-MM-JJ)",
            f"“{shown(text)}” is not a date (write it YYYY-MM-DD)",
        )
    return f"{found.year:04d}-{found.month:02d}-{found.day:02d}"
