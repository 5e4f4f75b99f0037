"""Telephone number, French or international.

Form: 10 digits, or + and the country's number; alone among numbers, it may be grouped, by one
kind of separator (space, point or hyphen): 02 61 91 12 34.
Key: none; what can be dialled but is written oddly is a warning.
Source: https://arcep.fr/la-regulation/grands-dossiers-thematiques-transverses/la-numerotation.html
Certainty: official for the form, inference for the writing.

>>> judge("02 61 91 12 34"), judge("0261911234"), judge("+33 2 61 91 12 34"), judge("+37798981234")
((), (), (), ())
>>> print(judge("261911234")[0].fr)
9 chiffres (un zéro initial perdu ?) : 0261911234
>>> print(judge("+33 (0)2 61 91 12 34")[0].fr)
après +33, le zéro initial est en trop : +33261911234
>>> print(judge("02.61-91 12/34")[0].fr)
séparateurs irréguliers dans le numéro : 0261911234
"""

from __future__ import annotations

import re

from asp_check.finding import Severity
from asp_check.text import visible
from asp_check.values.refusal import Refusal
from asp_check.values.slips import tidy

KIND = "telephone"

_NATIONAL = re.compile(r"0[1-9]([ .-]?)[0-9]{2}\1[0-9]{2}\1[0-9]{2}\1[0-9]{2}")
_FRENCH = re.compile(r"\+33([ .-]?)[1-9]\1[0-9]{2}\1[0-9]{2}\1[0-9]{2}\1[0-9]{2}")
_ABROAD = re.compile(r"\+(?!33)[1-9][0-9]{0,2}(?:[ .-]?[0-9]){6,12}")
_TEN = re.compile(r"0[1-9][0-9]{8}")
_NINE = re.compile(r"[1-9][0-9]{8}")
_EXTRA_ZERO = re.compile(r"(?:\+|00)330([1-9][0-9]{8})")
_SHORT = re.compile(r"1[0-9]{1,3}|118[0-9]{3}|3[0-9]{3}")


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this is not a telephone number; empty if it is."""
    if _is_number(value):
        return ()
    cleaned, _ = tidy(value, drop=".,-_/()‐‑–—·")
    if _TEN.fullmatch(cleaned) or _is_number(cleaned):
        return (
            _rewrite(
                "séparateurs irréguliers dans le numéro",
                "irregular separators in the number",
                cleaned,
            ),
        )
    if _NINE.fullmatch(cleaned):
        return (
            _rewrite(
                "9 chiffres (un zéro initial perdu ?)",
                "9 digits (a leading zero lost?)",
                f"0{cleaned}",
            ),
        )
    if match := _EXTRA_ZERO.fullmatch(cleaned):
        return (
            _rewrite(
                "après +33, le zéro initial est en trop",
                "after +33, the leading zero is one too many",
                f"+33{match[1]}",
            ),
        )
    if cleaned.startswith("00") and _is_number(f"+{cleaned[2:]}"):
        return (
            _rewrite(
                "préfixe international à écrire avec un plus",
                "write the international prefix with a plus",
                f"+{cleaned[2:]}",
            ),
        )
    if _SHORT.fullmatch(cleaned):
        return (
            Refusal(
                KIND,
                "numéro court : indiquez un numéro à 10 chiffres",
                "a short number: give one of 10 digits",
                severity=Severity.WARNING,
                certainty="inference",
            ),
        )
    return (_refuse(cleaned),)


def _is_number(text: str) -> bool:
    return any(form.fullmatch(text) for form in (_NATIONAL, _FRENCH, _ABROAD))


def _rewrite(fr: str, en: str, meant: str) -> Refusal:
    return Refusal(KIND, f"{fr} : {meant}", f"{en}: {meant}", meant, Severity.WARNING, "inference")


def _refuse(cleaned: str) -> Refusal:
    if not any("0" <= character <= "9" for character in cleaned):
        return Refusal(
            KIND,
            "aucun chiffre, ce n'est pas un numéro de téléphone",
            "no digit, this is not a telephone number",
        )
    digits = cleaned.removeprefix("+")
    strange = next((character for character in digits if not "0" <= character <= "9"), None)
    if strange is not None:
        shown = visible(strange)
        return Refusal(
            KIND,
            f"caractère « {shown} » inattendu dans un numéro de téléphone",
            f"unexpected character “{shown}” in a telephone number",
        )
    if len(digits) == 10:
        return Refusal(
            KIND,
            "un numéro français commence par 0 et un chiffre de 1 à 9",
            "a French number begins with 0 and a digit from 1 to 9",
        )
    noun = "chiffre" if len(digits) == 1 else "chiffres"
    noun_en = "digit" if len(digits) == 1 else "digits"
    return Refusal(
        KIND,
        f"{len(digits)} {noun}, alors qu'un numéro français en a 10",
        f"{len(digits)} {noun_en}, while a French number has 10",
    )
