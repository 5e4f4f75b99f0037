"""What spreadsheets leave in place of a value: errors, formulas, scientific notation."""

from __future__ import annotations

import re

from asp_check.reference.where import Unfit, shown
from asp_check.values import judge
from asp_check.values.refusal import blocks

_ERRORS = re.compile(
    r"#(?:N/?A|NA|N/D|NOM\?|NAME\?|REF!|VALEUR!|VALUE!|DIV/0!|NUL!|NULL!|NOMBRE!|NUM!|SPILL!|EPARS!|CALC!)|#{3,}"
)
_GUARDED = re.compile(r'="([^"]*)"')
_CALL = re.compile(r"=[A-Z][A-Z.]+\(.*\)|=[$A-Z]{1,4}[$0-9]{1,8}", re.DOTALL)
_SCIENTIFIC = re.compile(r"([1-9])(?:[.,]([0-9]{1,20}))?[eE]\+([0-9]{1,3})")


def refuse_spoilt(text: str, kind: str | None) -> None:
    """Raise ``Unfit`` if this text is what a spreadsheet made of a value, with what it may have been.

    ``kind`` is that of the slot: free text may hold what looks like scientific notation.
    """
    if text[0] == "#" and _ERRORS.fullmatch(text):
        raise Unfit(
            f"« {shown(text)} » : erreur de tableur à la place de la valeur",
            f"“{shown(text)}”: an error of the spreadsheet in place of the value",
        )
    if text[0] == "=":
        _refuse_formula(text)
    scientific = _SCIENTIFIC.fullmatch(text) if text[0].isdigit() and kind != "text" else None
    if scientific is not None:
        raise _scientific(text, scientific, kind)


def _refuse_formula(text: str) -> None:
    guarded = _GUARDED.fullmatch(text)
    if guarded is not None:
        meant = shown(guarded[1])
        raise Unfit(
            f"« {shown(text)} » : formule de tableur autour de la valeur : {meant}",
            f"“{shown(text)}”: a formula of a spreadsheet around the value: {meant}",
        )
    if _CALL.fullmatch(text):
        raise Unfit(
            f"« {shown(text)} » : une formule, et non son résultat",
            f"“{shown(text)}”: a formula, and not its result",
        )


def _scientific(text: str, match: re.Match[str], kind: str | None) -> Unfit:
    """All the digits may still be there: then the number can be told, its lost zero too."""
    digits = match[1] + (match[2] or "")
    whole = len(digits) == int(match[3]) + 1
    meant = _likely(digits, kind) if whole else None
    if meant is not None:
        return Unfit(
            f"« {shown(text)} » : notation scientifique d’un tableur, sans doute {meant} ; mettez la colonne au format Texte",
            f"“{shown(text)}”: scientific notation of a spreadsheet, probably {meant}; format the column as Text",
        )
    return Unfit(
        f"« {shown(text)} » : notation scientifique d’un tableur, des chiffres sont perdus ; reprenez la valeur en texte",
        f"“{shown(text)}”: scientific notation of a spreadsheet, digits are lost; take the value again, as text",
    )


def _likely(digits: str, kind: str | None) -> str | None:
    """The number of these digits, or with the zero that it lost, if its judge agrees."""
    if kind is None:
        return digits
    for meant in (digits, f"0{digits}"):
        if not blocks(judge(kind, meant)):
            return meant
    return None
