"""Amounts, rates, days and numbers as papers write them; ``None`` wherever a writing is ambiguous.

>>> amount("48 500,00 € HT"), amount("48.500")
(Amount(value=Decimal('48500.00'), tax='ht'), None)
>>> day("1er mars 2025"), day("01/03/25")
(Day(year=2025, month=3, day=1), None)
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from asp_check.pieces.wording import fold
from asp_check.values.calendar import Day, exists, ordinal
from asp_check.values.dates import guess_day, guess_moment

_LONGEST = 80
"""A writing of a number or of a day is never longer."""

_BLANKS = " \u00a0\u202f\u2009\u2007\u2006\u2005\u2008"
_NUMBER = re.compile(
    rf"(?P<sign>[-−–]?)(?P<whole>[0-9]{{1,3}}(?:[{_BLANKS}'’][0-9]{{3}})+|[0-9]+)"
    r"(?:[.,](?P<decimals>[0-9]{1,2})(?![0-9]))?"
)
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_UNIT = re.compile(
    rf"[{_BLANKS}]*(?:€|EUR|euros?)?[{_BLANKS}]*(?P<tax>HT|TTC|H\.[{_BLANKS}]?T\.?|T\.T\.C\.?)?",
    re.IGNORECASE,
)
_PER_CENT = re.compile(rf"[{_BLANKS}]*(?:%|p\.[{_BLANKS}]?100|pour[{_BLANKS}]cent)?")

_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{2}")
_FIRST = re.compile(r"\b1 er ")
_WHEN = re.compile(r"(?:(?:le|du) )?(?:(?P<weekday>[a-z]+) )?(?P<day>[0-9].*)")


class Amount(NamedTuple):
    """A sum in euros; ``tax`` tells what is written after it: without tax, with it, or nothing."""

    value: Decimal
    tax: Literal["ht", "ttc", ""] = ""


def plain_number(text: str) -> Decimal | None:
    """A number as JSON writes it, without exponent."""
    found = len(text) <= _LONGEST and _PLAIN.fullmatch(text)
    return Decimal(text) if found else None


def amount(text: str) -> Amount | None:
    """A sum of money; thousands stand apart by blanks, cents after a comma or a point.

    >>> amount("48500.00"), amount("− 1 234,5 EUR"), amount("4 85 00"), amount("1,234")
    (Amount(value=Decimal('48500.00'), tax=''), Amount(value=Decimal('-1234.5'), tax=''), None, None)
    """
    found = _number(text)
    unit = found and _UNIT.fullmatch(found[1])
    if not found or not unit:
        return None
    tax = fold(unit["tax"] or "").replace(".", "").replace(" ", "")
    return Amount(found[0], "ht" if tax == "ht" else "ttc" if tax else "")


def per_cent(text: str) -> Decimal | None:
    """A share or a rate, with its sign or without.

    >>> per_cent("20 %"), per_cent("5,5%"), per_cent("0.20"), per_cent("20 ‰")
    (Decimal('20'), Decimal('5.5'), Decimal('0.20'), None)
    """
    text = text.strip()
    found = _number(text)
    if found and _PER_CENT.fullmatch(found[1]):
        return found[0]
    # Only a rate that no group of thousands can be taken for has three decimals.
    return plain_number(text.replace(",", ".")) if text.startswith(("0.", "0,")) else None


def _number(text: str) -> tuple[Decimal, str] | None:
    """The number at the start of a text, and what follows it."""
    text = re.sub(rf"^([-−–])[{_BLANKS}]", r"\1", text.strip())
    if text.startswith("€"):
        text = f"{text[1:].strip()}€"
    match = _NUMBER.match(text) if len(text) <= _LONGEST else None
    rest = match and text[match.end() :]
    if (
        match is None
        or rest is None
        or rest[:1].isdigit()
        or re.match(rf"[{_BLANKS}.,'’]+[0-9]", rest)
    ):
        return None
    whole = re.sub(r"[^0-9]", "", match["whole"])
    sign = "-" if match["sign"] else ""
    return Decimal(f"{sign}{whole}.{match['decimals'] or ''}"), rest


def day(text: str) -> Day | None:
    """A day that exists, with its whole year; a weekday before it must be the right one.

    >>> day("le vendredi 14 février 2025"), day("lundi 14 février 2025"), day("30/02/2025")
    (Day(year=2025, month=2, day=14), None, None)
    """
    match = _WHEN.fullmatch(_one_line(text)) if len(text) <= _LONGEST else None
    if match is None or _SHORT_YEAR.fullmatch(match["day"]):
        return None
    found = guess_day(match["day"])
    if found is None or not exists(found):
        return None
    weekday = match["weekday"]
    return found if weekday in (None, _WEEKDAYS[(ordinal(found) - 1) % 7]) else None


def moment(text: str) -> tuple[Day, str] | None:
    """A day and the time after it, empty where there is none."""
    found = day(text)
    if found is not None:
        return found, ""
    timed = guess_moment(_one_line(text).replace(" a ", " à ")) if len(text) <= _LONGEST else None
    return timed if timed is not None and exists(timed[0]) else None


def _one_line(text: str) -> str:
    return _FIRST.sub("1er ", " ".join(fold(text).split()))


def telephone(text: str) -> str | None:
    """The digits of a telephone number, as they are dialled in France.

    >>> telephone("+33 (0)2 61 91 12 34"), telephone("02.61.91.12.34")
    ('0261911234', '0261911234')
    """
    digits = re.sub(rf"[{_BLANKS}.\-/()‐‑–]", "", text.strip())
    digits = re.sub(r"^(?:\+|00)330?", "0", digits)
    return digits if re.fullmatch(r"\+?[0-9]{2,20}", digits) else None


def compact(text: str) -> str:
    """An identifier without its blanks.

    >>> compact("2B 0000 020")
    '2B0000020'
    """
    return "".join(text.split())
