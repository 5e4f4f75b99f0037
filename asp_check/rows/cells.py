"""A cell -> the value of a slot.  What a spreadsheet may have changed is refused, with what was meant."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum

from asp_check.reference.where import Unfit, shown
from asp_check.rendering.scalars import date_kind
from asp_check.rows.model import Cell, Typed
from asp_check.rows.spoilt import refuse_spoilt
from asp_check.template import Slot
from asp_check.text import visible
from asp_check.values import dates, judge, number
from asp_check.values.calendar import parse
from asp_check.values.refusal import Refusal, blocks
from asp_check.values.slips import Words

COMMA, POINT = ",", "."


class Nothing(Enum):
    """What an empty cell gives where no value stands for it."""

    NOTHING = 0


NOTHING = Nothing.NOTHING
Value = str | bool | Decimal | None

_BOOLEANS = {"true": True, "vrai": True, "false": False, "faux": False}
_LIKELY = {
    "oui": "vrai", "yes": "vrai", "x": "vrai", "1": "vrai", "o": "vrai", "y": "vrai",
    "non": "faux", "no": "faux", "0": "faux", "n": "faux",
}  # fmt: skip
_NUMBERS = frozenset({"amount", "percentage", "vat-rate"})
_POINTED = re.compile(r"-?(?:0|[1-9][0-9]{0,30})(?:\.[0-9]{1,30})?")
_COMMAED = re.compile(r"-?(?:0|[1-9][0-9]{0,30})(?:,[0-9]{1,30})?")
_WHOLE = re.compile(r"0|[1-9][0-9]*")
_ZEROS = re.compile(r"0[0\\ .\-/\"]*0")
_SHORTEST = re.compile(r"General|Standard|0|@|#|#0|", re.IGNORECASE)
_SURE = 15
"""Digits that a spreadsheet keeps of a number."""

_NUMBER = number.Form(
    "number", lambda _found: (), Words("dans le nombre", "in the number"), (), "1234.5"
)


def value(cell: Cell, slot: Slot, decimal: str = POINT) -> Value | Nothing:
    """The value that this cell gives this slot.

    ``decimal`` is the sign before the decimals of the table's texts.  Raises ``Unfit`` where the
    cell is not, or may not be, what somebody meant: nothing is guessed and nothing is trimmed.
    """
    if isinstance(cell, Typed):
        if cell.kind == "error":
            refuse_spoilt(cell.text, None)
        return _typed(cell, slot)
    if not cell:
        return _empty(slot)
    if cell != cell.strip():
        raise _blanks(cell)
    refuse_spoilt(cell, slot.declared.kind)
    if slot.type == "boolean":
        return _boolean(cell)
    if slot.type in {"number", "integer"}:
        return Decimal(_plain(cell, slot, decimal))
    if slot.declared.kind in _NUMBERS:
        return _plain(cell, slot, decimal)
    _refuse_judged(cell, slot)
    return cell


def _empty(slot: Slot) -> Value | Nothing:
    """An empty cell: an empty string where the slot may be left so, ``null`` where the blank has it."""
    if slot.literal == b"null" and (slot.nullable or slot.type == "any"):
        return None
    if slot.literal == b'""' and slot.declared.may_be_empty:
        return ""
    return NOTHING


def _blanks(text: str) -> Unfit:
    if not text.strip():
        return Unfit(
            "la cellule ne contient que des blancs ; videz-la",
            "the cell holds nothing but blanks; empty it",
        )
    meant = shown(text.strip())
    where, where_en = (
        ("au début", "at the start") if text[0].isspace() else ("à la fin", "at the end")
    )
    start, end = (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :])
    drawn = f"{_drawn(start)}{meant}{_drawn(end)}"
    return Unfit(
        f"« {drawn} » : blanc {where} de la cellule, qui irait dans le fichier : {meant}",
        f"“{drawn}”: a blank {where_en} of the cell, which would go into the file: {meant}",
    )


def _drawn(blanks: str) -> str:
    """Blanks that can be seen."""
    return visible(blanks[:5]).replace(" ", "␣")


def _boolean(text: str) -> bool:
    found = _BOOLEANS.get(text.lower())
    if found is not None:
        return found
    likely = _LIKELY.get(text.lower())
    said = f" : {likely} ?" if likely else ""
    raise Unfit(
        f"« {shown(text)} » : écrivez vrai ou faux (ou true, false){said}",
        f"“{shown(text)}”: write true or false (or vrai, faux)"
        + (f": {'true' if likely == 'vrai' else 'false'}?" if likely else ""),
    )


# --- Numbers as text


def _plain(text: str, slot: Slot, decimal: str) -> str:
    """The number in plain notation, with a point."""
    if decimal == COMMA and _COMMAED.fullmatch(text):
        return _judged(text.replace(",", "."), text, slot, decimal)
    if decimal == COMMA and _POINTED.fullmatch(text):
        raise Unfit(
            f"« {shown(text)} » : un point, alors que --decimal , annonce des virgules : {text.replace('.', ',')} ?",
            f"“{shown(text)}”: a point, while --decimal , announces commas: {text.replace('.', ',')}?",
        )
    return _judged(text, text, slot, decimal)


def _judged(plain: str, text: str, slot: Slot, decimal: str) -> str:
    kind = slot.declared.kind
    refusals = judge(kind, plain) if kind in _NUMBERS else number.judge(plain, _NUMBER)
    for refusal in refusals:
        if refusal.suggestion is not None or (blocks((refusal,)) and not _is_inferred(slot)):
            raise _unfit_number(text, refusal, decimal)
    if not _POINTED.fullmatch(plain):
        raise Unfit(f"« {shown(text)} » n’est pas un nombre", f"“{shown(text)}” is not a number")
    return plain


def _unfit_number(text: str, refusal: Refusal, decimal: str) -> Unfit:
    fr, en = refusal.fr, refusal.en
    meant = refusal.suggestion
    if meant is not None and decimal == COMMA:
        written = meant.replace(".", ",")
        fr, en = (said.removesuffix(meant) + written for said in (fr, en))
    elif meant is not None and _COMMAED.fullmatch(text) and text.replace(",", ".") == meant:
        fr += " ; si le tableau écrit ainsi ses nombres : --decimal ,"
        en += "; if the table writes its numbers so: --decimal ,"
    return Unfit(f"« {shown(text)} » : {fr}", f"“{shown(text)}”: {en}")


# --- Texts


def _refuse_judged(text: str, slot: Slot) -> None:
    """Refuse what the kind of the slot does; what was probably a zero or a day, whatever the grade."""
    kind = slot.declared.kind or date_kind(slot)
    if kind is None or kind == "text":
        return
    for refusal in judge(kind, text):
        lost = refusal.suggestion == f"0{text}"
        if lost or (blocks((refusal,)) and not _is_inferred(slot)):
            padded = f"0{text}"
            if refusal.suggestion is None and text.isdecimal() and not blocks(judge(kind, padded)):
                raise Unfit(
                    f"« {shown(text)} » : {refusal.fr} ; zéro de tête perdu ? Sans doute {padded}, dont la clé est à vérifier",
                    f"“{shown(text)}”: {refusal.en}; a leading zero lost? Probably {padded}, whose check digit is to be verified",
                )
            raise Unfit(f"« {shown(text)} » : {refusal.fr}", f"“{shown(text)}”: {refusal.en}")


def _is_inferred(slot: Slot) -> bool:
    return "kind" in slot.declared.inferred


# --- Cells of a workbook


def _typed(cell: Typed, slot: Slot) -> Value:
    """The value of a cell that is no text, where its type leaves no doubt."""
    if slot.type == "boolean" or cell.kind == "boolean":
        if slot.type == "boolean" and cell.kind == "boolean":
            return cell.text == "true"
        if cell.kind == "number":
            return _boolean(cell.text)
        raise _ill_typed(cell, slot)
    if cell.kind == "date":
        return _day(cell, slot)
    if cell.kind != "number":
        raise _ill_typed(cell, slot)
    if slot.type in {"number", "integer"}:
        return Decimal(_measured(cell, slot))
    return _as_text(cell, slot)


def _measured(cell: Typed, slot: Slot) -> str:
    """A number for a number, unless the workbook shows another."""
    if "%" in cell.format:
        meant = f"{(Decimal(cell.text) * 100).normalize():f}"
        raise Unfit(
            f"le classeur garde {cell.text} et montre {meant} % : écrivez {meant}, sans format de pourcentage, si tel est le taux",
            f"the workbook holds {cell.text} and shows {meant}%: write {meant}, without the percent format, if that is the rate",
        )
    return _judged(cell.text, cell.text, slot, POINT)


def _as_text(cell: Typed, slot: Slot) -> str:
    """A number where a text is wanted: only where it can have lost nothing."""
    text, kind = cell.text, slot.declared.kind
    day = date_kind(slot)
    if day is not None:
        _refuse_judged(text, slot)
        raise _ill_typed(cell, slot)
    if not _WHOLE.fullmatch(text) or kind in _NUMBERS:
        raise Unfit(
            f"{shown(text)} : nombre, alors que ce champ est un texte (des zéros ont pu se perdre) ; mettez la colonne au format Texte et ressaisissez-le",
            f"{shown(text)}: a number, while this field is a text (zeros may have been lost); format the column as Text and type it again",
        )
    if len(text) > _SURE:
        raise Unfit(
            f"{shown(text)} : {len(text)} chiffres en nombre, les derniers sont perdus ; reprenez-le en texte",
            f"{shown(text)}: {len(text)} digits as a number, the last are lost; take it again, as text",
        )
    if _ZEROS.fullmatch(cell.format):
        meant = text.zfill(cell.format.count("0"))
        if meant != text:
            raise _zero_lost(text, meant)
    elif not _SHORTEST.fullmatch(cell.format):
        raise Unfit(
            f"{shown(text)} : nombre que le classeur montre autrement (format {shown(cell.format)}) ; ressaisissez-le au format Texte",
            f"{shown(text)}: a number that the workbook shows otherwise (format {shown(cell.format)}); type it again as Text",
        )
    _refuse_judged(text, slot)
    return text


def _zero_lost(text: str, meant: str) -> Unfit:
    return Unfit(
        f"{text} : le classeur montre {meant} et ne garde pas les zéros ; ressaisissez {meant} au format Texte",
        f"{text}: the workbook shows {meant} and does not keep the zeros; type {meant} again as Text",
    )


def _day(cell: Typed, slot: Slot) -> str:
    """A day in the form that the slot wants."""
    kind, day = date_kind(slot), parse(cell.text)
    alone = len(cell.text) == 10
    if kind is None or day is None or alone == (kind == "datetime-iso"):
        raise _ill_typed(cell, slot)
    if kind == "datetime-iso":
        return cell.text
    return (dates.FRENCH if kind == "date-fr" else dates.ISO).write(day)


_KINDS: dict[str, tuple[str, str]] = {
    "number": ("un nombre", "a number"),
    "date": ("une date", "a date"),
    "time": ("une heure ou une durée", "a time or a duration"),
    "boolean": ("VRAI ou FAUX", "TRUE or FALSE"),
}
_WANTED: dict[str, tuple[str, str]] = {
    "string": ("un texte", "a text"),
    "number": ("un nombre", "a number"),
    "integer": ("un nombre entier", "a whole number"),
    "boolean": ("vrai ou faux", "true or false"),
    "any": ("un texte", "a text"),
}


def _ill_typed(cell: Typed, slot: Slot) -> Unfit:
    kind = date_kind(slot)
    found, wanted = _KINDS[cell.kind], _WANTED[slot.type]
    if cell.kind == "date" and len(cell.text) > 10:
        found = ("une date et une heure", "a date and a time")
    if kind == "datetime-iso":
        wanted = ("une date et une heure", "a date and a time")
    elif kind is not None:
        wanted = ("une date, sans heure", "a date, without a time")
    return Unfit(
        f"{shown(cell.text)} : la cellule est {found[0]}, et ce champ {wanted[0]}",
        f"{shown(cell.text)}: the cell is {found[1]}, and this field {wanted[1]}",
    )
