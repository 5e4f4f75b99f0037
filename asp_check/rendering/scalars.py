"""A Python value to the literal of a slot, judged by the same function as that of a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from asp_check.document.strings import unescape
from asp_check.finding import Severity
from asp_check.rendering.expected import Words, choices, expected, found
from asp_check.rendering.numbers import is_number, number
from asp_check.rendering.wrong import Wrong, shown
from asp_check.template import Slot, Style
from asp_check.template.literals import Remark, is_empty, judge, kind_of
from asp_check.text import decode, shorten, visible
from asp_check.values import judge as judge_value
from asp_check.values.refusal import Refusal

_SHORT = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}


class Pen(NamedTuple):
    """How the strings of one template are written; ``ascii_only`` where its text is not UTF-8."""

    style: Style
    ascii_only: bool


def literal(slot: Slot, value: object, pen: Pen) -> bytes | Wrong:
    """The literal of this value in this slot, or why it may not stand there."""
    if slot.declared.fixed and not (value is None and slot.nullable):
        return slot.literal if _is(value, slot.literal) else _not_fixed(slot, value)
    if value is None or isinstance(value, bool):
        written: bytes | Wrong = b"null" if value is None else b"true" if value else b"false"
    elif isinstance(value, (int, float, Decimal)):
        written = number(slot, value) if _takes_number(slot, pen) else _ill_typed(slot, value)
    elif isinstance(value, str):
        written = quoted(value, pen)
    else:
        written = _moment(slot, value, pen)
    if isinstance(written, Wrong):
        return written
    for remark in judge(slot, written, pen.style):
        if remark.severity is Severity.BLOCKING:
            return _wrong(slot, value, remark)
    return _of_kind(slot, written) or written


def key(slot: Slot, name: str, pen: Pen) -> bytes | Wrong:
    """The literal of a key that is data."""
    written = literal(slot, name, pen)
    return written._replace(reason="key") if isinstance(written, Wrong) else written


def quoted(text: str, pen: Pen) -> bytes | Wrong:
    """The text as a JSON string, with the escapes of the blank."""
    if not text.isascii() and re.search("[\ud800-\udfff]", text):
        return Wrong(
            "text",
            "caractère coupé en deux (« surrogate ») : le texte a été mal décodé",
            "half of a character (a lone surrogate): the text was wrongly decoded",
        )
    escaped = _acting(pen).sub(lambda m: _escaped(m[0], pen), text)
    return b'"' + escaped.encode() + b'"'


@cache
def _acting(pen: Pen) -> re.Pattern[str]:
    """The characters that this pen does not write as they are."""
    slash = "/" if pen.style.slash_escaped else ""
    others = "\x7f-\U0010ffff" if pen.style.unicode_escaped or pen.ascii_only else ""
    return re.compile(f'["\\\\\x00-\x1f{slash}{others}]')


def _escaped(character: str, pen: Pen) -> str:
    code = ord(character)
    if code in _SHORT:
        return _SHORT[code]
    if character == "/" and pen.style.slash_escaped:
        return "\\/"
    units = character.encode("utf-16-be").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))


def _takes_number(slot: Slot, pen: Pen) -> bool:
    """Whether a number may stand here; also where a text is wanted, if that was only inferred."""
    if slot.type in ("number", "integer", "any"):
        return True
    said = next(judge(slot, b"1", pen.style), None)
    return said is None or said.severity is not Severity.BLOCKING


# ------------------------------------------------------------------------------ dates


_DATE_KINDS = ("date-fr", "date-iso", "datetime-iso")


def date_kind(slot: Slot) -> str | None:
    """In which form a date is written in this slot; ``None`` where it is no date."""
    if slot.declared.kind in _DATE_KINDS:
        return slot.declared.kind
    shown = {decode(one)[1:-1].upper() for one in slot.shown}
    if slot.declared.kind is None and shown <= {"JJ/MM/AAAA", "DD/MM/YYYY"}:
        return "date-fr"
    if slot.declared.kind is None and shown <= {"AAAA-MM-JJ", "YYYY-MM-DD"}:
        return "date-iso"
    return None


def _moment(slot: Slot, value: Any, pen: Pen) -> bytes | Wrong:  # noqa: ANN401 - what it is, is asked here
    """The literal of a date or of an instant; by its attributes, whatever library it is from."""
    day: list[Any] = [getattr(value, name, None) for name in ("year", "month", "day")]
    clock: list[Any] = [getattr(value, name, None) for name in ("hour", "minute", "second")]
    if not all(isinstance(part, int) for part in day) or not hasattr(value, "isoformat"):
        return _ill_typed(slot, value)
    kind = date_kind(slot)
    if kind is None:
        return Wrong(
            "type",
            f"date trouvée ({found(value)[0]}) ; attendu : {expected(slot)[0]} ; le manifeste ne dit pas"
            " sous quelle forme une date s’écrit ici : donnez le texte",
            f"a date found ({found(value)[1]}); expected: {expected(slot)[1]}; the manifest does not say in"
            " which form a date is written here: give the text",
        )
    has_clock = all(isinstance(part, int) for part in clock)
    year, month, number = day
    if kind == "datetime-iso":
        if not has_clock:
            return Wrong(
                "type",
                "date seule trouvée ; attendu : date et heure ; donnez un datetime",
                "a date alone found; expected: a date and time; give a datetime",
            )
        return quoted(str(value.isoformat()), pen)
    if has_clock and any((*clock, getattr(value, "microsecond", None))):
        return Wrong(
            "type",
            f"date et heure trouvées ({visible(str(value))}) ; attendu : une date ; l’heure serait perdue :"
            " donnez .date()",
            f"a date and time found ({visible(str(value))}); expected: a date; the time would be lost:"
            " give .date()",
        )
    iso = f"{year:04d}-{month:02d}-{number:02d}"
    french = f"{number:02d}/{month:02d}/{year:04d}"
    return quoted(french if kind == "date-fr" else iso, pen)


# ------------------------------------------------------------------------------ what is wrong


def _of_kind(slot: Slot, written: bytes) -> Wrong | None:
    """Why the kind of the slot refuses the literal; a kind that was only inferred never does."""
    kind = slot.judged_as
    # Of free text nothing ever blocks.
    if kind in {None, "text"} or "kind" in slot.declared.inferred or is_empty(slot, written):
        return None
    is_text = written[:1] == b'"'
    if not is_text and kind_of(written) != "number":
        return None
    value = unescape(written[1:-1]) if is_text else decode(written)
    for refusal in judge_value(kind, value):
        if refusal.severity is Severity.BLOCKING:
            return _refused(value, refusal)
    return None


def _refused(value: str, refusal: Refusal) -> Wrong:
    shown = visible(shorten(value, 60))
    return Wrong("value", f"« {shown} » : {refusal.fr}", f"“{shown}”: {refusal.en}")


def _wrong(slot: Slot, value: object, remark: Remark) -> Wrong:
    """A remark that blocks, in words for who gives values."""
    rule, (fr, en) = remark.rule, shown(value)
    if rule == "T305":
        allowed = choices(slot)
        return Wrong(
            "enum",
            f"{fr} : valeurs possibles : {allowed[0]}",
            f"{en}: possible values: {allowed[1]}",
        )
    if rule == "T306":
        pattern = visible(shorten(str(remark.params["pattern"]), 100))
        return Wrong(
            "pattern",
            f"{fr} : n’a pas la forme attendue ({pattern})",
            f"{en}: has not the form that is expected ({pattern})",
        )
    if rule == "V001":
        return Wrong(
            "empty",
            f"{fr}, comme dans le modèle vierge ; champ à remplir : {expected(slot)[0]}",
            f"{en}, as in the blank model; a field to be filled: {expected(slot)[1]}",
        )
    return _ill_typed(slot, value)


def _ill_typed(slot: Slot, value: object) -> Wrong:
    wanted, given, hint = expected(slot), found(value), _hint(slot, value)
    return Wrong(
        "type",
        f"{given[0]} trouvé ; attendu : {wanted[0]}{hint[0]}",
        f"{given[1]} found; expected: {wanted[1]}{hint[1]}",
    )


def _hint(slot: Slot, value: object) -> Words:
    """What is to be given instead, where the value itself suggests it."""
    if value is None and slot.type == "string" and not slot.declared.required:
        return (
            " ; donnez un texte vide s’il n’y en a pas",
            "; give an empty string if there is none",
        )
    if slot.type == "string" and isinstance(value, (int, float, Decimal)):
        if isinstance(value, bool):
            return "", ""
        return (
            " ; donnez un texte, tel qu’il doit s’écrire (zéros de tête compris)",
            "; give a string, as it is to be written (leading zeros included)",
        )
    if slot.type in ("number", "integer") and isinstance(value, str):
        return " ; donnez un nombre, sans guillemets", "; give a number, without quotes"
    return "", ""


def _not_fixed(slot: Slot, value: object) -> Wrong:
    model, (fr, en) = visible(shorten(decode(slot.literal), 120)), shown(value)
    return Wrong(
        "fixed",
        f"{fr} : le modèle fixe {model} ; laissez ce champ de côté, ou donnez cette valeur",
        f"{en}: the template fixes {model}; leave this field out, or give that value",
    )


def _is(value: object, written: bytes) -> bool:
    """Whether this is the value that the literal stands for."""
    kind = kind_of(written)
    if kind == "string":
        return isinstance(value, str) and str.__str__(value) == unescape(written[1:-1])
    if kind == "number":
        return is_number(value, decode(written))
    words: Mapping[bytes, object] = {b"true": True, b"false": False, b"null": None}
    return written in words and value is words[written]
