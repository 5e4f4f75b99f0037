"""A Python value to the literal of a slot, judged by the same function as that of a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from asp_check.document.strings import unescape
from asp_check.finding import Severity
from asp_check.render.expected import Words, choices, expected, found
from asp_check.template import Slot, Style
from asp_check.template.literals import Remark, is_empty, judge, kind_of
from asp_check.text import decode, shorten, visible
from asp_check.values import judge as judge_value
from asp_check.values.refusal import Refusal

_SURE_DIGITS = 15
"""Digits that a float holds whatever the number; beyond, some were made up by arithmetic."""

_LONGEST_NUMBER = 100
"""Digits of a number that is written: one cannot be longer and mean something."""

_SHORT = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}


class Pen(NamedTuple):
    """How the strings of one template are written; ``ascii_only`` where its text is not UTF-8."""

    style: Style
    ascii_only: bool


class Wrong(NamedTuple):
    """Why a value does not fit: the reason of a ``Fault``, and what it says."""

    reason: str
    fr: str
    en: str


def literal(slot: Slot, value: object, pen: Pen) -> bytes | Wrong:
    """The literal of this value in this slot, or why it may not stand there."""
    if slot.declared.fixed and not (value is None and slot.nullable):
        return slot.literal if _is(value, slot.literal) else _not_fixed(slot, value)
    if value is None or isinstance(value, bool):
        written: bytes | Wrong = b"null" if value is None else b"true" if value else b"false"
    elif isinstance(value, (int, float, Decimal)):
        written = _number(slot, value) if _takes_number(slot, pen) else _ill_typed(slot, value)
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


# ------------------------------------------------------------------------------ numbers


def _takes_number(slot: Slot, pen: Pen) -> bool:
    """Whether a number may stand here; also where a text is wanted, if that was only inferred."""
    if slot.type in ("number", "integer", "any"):
        return True
    said = next(judge(slot, b"1", pen.style), None)
    return said is None or said.severity is not Severity.BLOCKING


def _number(slot: Slot, value: float | Decimal) -> bytes | Wrong:
    number = _exact(value)
    if isinstance(number, Wrong):
        return number
    sign, digits, exponent = number
    places = len(digits.rstrip("0")) - len(digits) - exponent if digits.strip("0") else 0
    wanted = 0 if slot.type == "integer" else slot.declared.decimals
    if wanted is None:
        wanted = slot.decimals
    if wanted is not None and places > wanted:
        return _would_round(slot, value, wanted)
    if wanted is None:
        wanted = max(0, -exponent) if isinstance(value, Decimal) else max(0, places)
    if max(len(digits) + abs(exponent), wanted) > _LONGEST_NUMBER:
        return _too_long()
    whole = digits + "0" * exponent if exponent > 0 else digits
    scale = max(0, -exponent)
    whole = whole.rjust(scale + 1, "0")
    integer, fraction = whole[: len(whole) - scale], whole[len(whole) - scale :]
    integer, fraction = integer.lstrip("0") or "0", fraction[:wanted].ljust(wanted, "0")
    is_zero = not (integer + fraction).strip("0")
    text = ("-" if sign and not is_zero else "") + integer + ("." + fraction if fraction else "")
    return text.encode()


def _exact(value: float | Decimal) -> tuple[int, str, int] | Wrong:
    """Sign, digits and exponent of exactly this number; of a float, those that it shows."""
    if isinstance(value, int):
        if value.bit_length() > 4 * _LONGEST_NUMBER:
            return _too_long()
        return int(value < 0), str(abs(int(value))), 0
    number = _decimal(value)
    if isinstance(value, float) and len(_digits(number).strip("0")) > _SURE_DIGITS:
        return Wrong(
            "number",
            f"{number} : un float de plus de {_SURE_DIGITS} chiffres n’est pas sûr ; donnez un Decimal",
            f"{number}: a float of more than {_SURE_DIGITS} digits is not certain; give a Decimal",
        )
    sign, _, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        return Wrong(
            "number",
            f"{value} n’est pas un nombre fini, que JSON puisse écrire",
            f"{value} is not a finite number, which JSON could write",
        )
    text = _digits(number) or "0"
    if not text.strip("0"):
        # A zero may carry any exponent: of what is not shown, nothing is to be written.
        return sign, "0", min(0, max(exponent, -_LONGEST_NUMBER))
    return sign, text, exponent


def _decimal(value: float | Decimal) -> Decimal:
    """A float by what it shows: 0.1 is 0.1."""
    return value if isinstance(value, Decimal) else Decimal(float.__repr__(float(value)))


def _digits(number: Decimal) -> str:
    return "".join(map(str, number.as_tuple().digits))


def _too_long() -> Wrong:
    return Wrong(
        "number",
        f"un nombre de plus de {_LONGEST_NUMBER} chiffres, bien trop long",
        f"a number of more than {_LONGEST_NUMBER} digits, far too long",
    )


def _would_round(slot: Slot, value: float | Decimal, wanted: int) -> Wrong:
    fr, en = _shown(value)
    hint: Words = ("", "")
    if isinstance(value, float):
        hint = (", par exemple avec Decimal", ", with Decimal for one")
    if slot.type == "integer":
        return Wrong(
            "decimals",
            f"{fr} : un nombre entier est attendu ; rien n’est arrondi",
            f"{en}: an integer is expected; nothing is rounded",
        )
    if slot.declared.decimals is None:
        model = visible(decode(slot.literal))
        return Wrong(
            "decimals",
            f"{fr} : plus de décimales que le modèle n’en montre ({model}) ; rien n’est arrondi :"
            f" arrondissez-le{hint[0]}, ou déclarez « decimals » dans le manifeste",
            f"{en}: more decimals than the template shows ({model}); nothing is rounded: round"
            f" it{hint[1]}, or declare `decimals` in the manifest",
        )
    s = "s" * (wanted > 1)
    return Wrong(
        "decimals",
        f"{fr} : {wanted} décimale{s} au plus ; rien n’est arrondi : arrondissez-le{hint[0]}",
        f"{en}: at most {wanted} decimal{'s' * (wanted != 1)}; nothing is rounded: round it{hint[1]}",
    )


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
    rule, (fr, en) = remark.rule, _shown(value)
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
    model, (fr, en) = visible(shorten(decode(slot.literal), 120)), _shown(value)
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
        return _is_number(value, decode(written))
    words: Mapping[bytes, object] = {b"true": True, b"false": False, b"null": None}
    return written in words and value is words[written]


def _is_number(value: object, written: str) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return False
    try:
        return (_decimal(value) if isinstance(value, float) else value) == Decimal(written)
    except ArithmeticError:
        return False  # No number at all, which a blank may show; or one that only signals.


def _shown(value: object) -> Words:
    """A scalar for people, safe to show."""
    if value is None or isinstance(value, bool):
        word = "null" if value is None else "true" if value else "false"
        return word, word
    if isinstance(value, str):
        text = visible(shorten(str.__str__(value), 60))
        return (f"« {text} »", f"“{text}”") if text else ("texte vide", "an empty string")
    if isinstance(value, int) and value.bit_length() > 4 * _LONGEST_NUMBER:
        return "…", "…"
    if not isinstance(value, (int, float, Decimal)):
        return found(value)
    text = visible(shorten(str(value), 60))
    return text, text
