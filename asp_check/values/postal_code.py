"""Postal code: the five digits before the town of a French or Monegasque address.

Form: 5 digits; 20 for Corsica, 971 to 978, 984 and 986 to 988 overseas, 980 for Monaco.
Key: none; an unknown beginning is a warning (some special deliveries have their own).
Source: https://fr.wikipedia.org/wiki/Code_postal_en_France
Certainty: secondary for the form, inference for the beginnings.

>>> judge("29000"), judge("20200"), judge("97400"), judge("98000")
((), (), (), ())
>>> print(judge("1000")[0].fr)
4 chiffres au lieu de 5 (un zéro initial perdu ?) : 01000
>>> print(judge("2A004")[0].fr)
un code INSEE : les codes postaux de la Corse commencent par 20
>>> print(judge("29000 Quimper")[0].fr)
la commune est en trop : 29000
"""

from __future__ import annotations

from asp_check.finding import Severity
from asp_check.values import numeral
from asp_check.values.refusal import Refusal
from asp_check.values.slips import Words

KIND = "postal-code"

_NOWHERE = frozenset({"00", "96", "99"})
_OVERSEAS = frozenset(
    {"971", "972", "973", "974", "975", "976", "977", "978", "980", "984", "986", "987", "988"}
)


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this is not a postal code; empty if it is."""
    return numeral.judge(value, _POSTAL_CODE)


def _key(value: str) -> tuple[Refusal, ...]:
    head = value[:2]
    if head in {"97", "98"}:
        head = value[:3]
        known = head in _OVERSEAS
    else:
        known = head not in _NOWHERE
    if known:
        return ()
    return (
        Refusal(
            KIND,
            f"aucun département ni territoire n'a un code postal en {head}",
            f"no department or territory has postal codes in {head}",
            severity=Severity.WARNING,
            certainty="inference",
        ),
    )


def _hint(cleaned: str) -> Refusal | None:
    if cleaned[:2].upper() in {"2A", "2B"} and cleaned[2:].isdecimal():
        return Refusal(
            KIND,
            "un code INSEE : les codes postaux de la Corse commencent par 20",
            "an INSEE code: the postal codes of Corsica begin with 20",
            certainty="secondary",
        )
    code, town = cleaned[:5], cleaned[5:]
    if len(code) == 5 and code.isdecimal() and town.isalpha() and not _key(code):
        return Refusal(
            KIND,
            f"la commune est en trop : {code}",
            f"the town does not belong here: {code}",
            code,
            certainty="secondary",
        )
    return None


_POSTAL_CODE = numeral.Numeral(
    KIND,
    5,
    _key,
    _hint,
    padded=True,
    where=Words("dans le code", "in the code"),
    certainty="secondary",
)
