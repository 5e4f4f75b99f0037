"""Numbers with decimals: the one plain notation, and what was meant by any other."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from asp_check.values.refusal import Refusal, blocks
from asp_check.values.slips import Words, sentence, tidy

_PLAIN = re.compile(r"(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?")
# Not compiled here: only a value that is not well formed needs them.
_SCIENTIFIC = r"([+-]?)([0-9]{1,20})(?:[.,]([0-9]{1,20}))?[eE]([+-]?[0-9]{1,2})"
_LOOSE = r"([0-9]*)(?:\.([0-9]*))?"
_GROUPS = r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*"
_AMBIGUOUS = r"-?[0-9]{1,3},[0-9]{3}[^0-9]*"
_MOST_DIGITS = 12

_MINUS = str.maketrans("−–—‐‑", "-----")
_COMMA = Words("virgule décimale", "decimal comma")
_THOUSANDS = Words("séparateur de milliers", "thousands separator")
_PLUS = Words("signe plus", "plus sign")
_DASH = Words("signe moins non standard", "non-standard minus sign")
_ZEROS = Words("zéro initial en trop", "extra leading zero")
_NO_INTEGER = Words("zéro absent avant le point", "no zero before the point")
_NO_DECIMALS = Words("point sans décimale", "point without decimals")
_EXPONENT = Words("notation scientifique", "scientific notation")


class Number(NamedTuple):
    """A number in plain notation, taken apart; no arithmetic on floats."""

    sign: str
    integer: str
    decimals: str

    @property
    def is_zero(self) -> bool:
        """Whether every digit is a zero."""
        return not (self.integer + self.decimals).strip("0")

    def __str__(self) -> str:
        point = "." if self.decimals else ""
        return f"{self.sign}{self.integer}{point}{self.decimals}"


class Form(NamedTuple):
    """A kind of number: what it must be, how it is called, the units that people write after it."""

    kind: str
    check: Callable[[Number], tuple[Refusal, ...]]
    where: Words
    units: tuple[str, ...]
    example: str


def judge(value: str, form: Form) -> tuple[Refusal, ...]:
    """Why this value is not such a number; empty if it is."""
    match = _PLAIN.fullmatch(value)
    if match is not None:
        return _judge_plain(Number(match[1], match[2], match[3] or ""), form)
    number, slips = _guess(value, form)
    if number is None:
        return (_unreadable(value, form),)
    words = sentence(slips, form.where)
    others = _judge_plain(number, form)
    if blocks(others):
        return (Refusal(form.kind, *words), *others)
    text = str(number)
    return (Refusal(form.kind, f"{words.fr} : {text}", f"{words.en}: {text}", text), *others)


def _judge_plain(number: Number, form: Form) -> tuple[Refusal, ...]:
    if len(number.integer) > _MOST_DIGITS:
        count = len(number.integer)
        return (
            Refusal(
                form.kind,
                f"{count} chiffres avant le point, c'est impossible",
                f"{count} digits before the point, which is impossible",
            ),
        )
    if number.sign and number.is_zero:
        text = str(number._replace(sign=""))
        return (
            Refusal(
                form.kind, f"zéro n'a pas de signe : {text}", f"zero has no sign: {text}", text
            ),
        )
    return form.check(number)


def _unreadable(value: str, form: Form) -> Refusal:
    if not any(character.isdecimal() for character in value):
        return Refusal(
            form.kind,
            f"aucun chiffre (nombre attendu, comme {form.example})",
            f"no digit (a number is expected, such as {form.example})",
        )
    if re.fullmatch(_AMBIGUOUS, tidy(value)[0]):
        return Refusal(
            form.kind,
            f"virgule ambiguë, de milliers ou de décimales (écrivez le nombre comme {form.example})",
            f"ambiguous comma, of thousands or of decimals (write the number like {form.example})",
        )
    return Refusal(
        form.kind,
        f"nombre illisible (écrivez-le comme {form.example})",
        f"unreadable number (write it like {form.example})",
    )


def _guess(value: str, form: Form) -> tuple[Number | None, tuple[Words, ...]]:
    """The number meant by a value that is not in plain notation, and its slips of writing."""
    text, found = tidy(value)
    slips = list(found)
    for unit in form.units:
        if text.lower().endswith(unit.lower()):
            text = text[: -len(unit)]
            slips.append(Words(f"« {unit} » en trop", f"extra “{unit}”"))
    if text.startswith("+"):
        text = text[1:]
        slips.append(_PLUS)
    if text.translate(_MINUS) != text:
        text = text.translate(_MINUS)
        slips.append(_DASH)
    number = _scientific(text)
    if number is not None:
        return number, (*slips, _EXPONENT)
    sign = "-" if text.startswith("-") else ""
    point = _point(text.removeprefix("-"))
    if point is None:
        return None, ()
    text, changes = point
    match = re.fullmatch(_LOOSE, text)
    if match is None or not (match[1] or match[2]):
        return None, ()
    integer, decimals = match[1], match[2] or ""
    slips += changes
    if not integer:
        slips.append(_NO_INTEGER)
    elif integer != "0" and integer.startswith("0"):
        slips.append(_ZEROS)
    if text.endswith("."):
        slips.append(_NO_DECIMALS)
    return Number(sign, integer.lstrip("0") or "0", decimals), _in_order(slips)


def _in_order(slips: list[Words]) -> tuple[Words, ...]:
    """The unit last, as it is written."""
    return tuple(sorted(slips, key=lambda slip: slip.fr.startswith("«")))


def _point(text: str) -> tuple[str, list[Words]] | None:
    """The text with a point before the decimals and no other separator; ``None`` if unclear."""
    if "," not in text and text.count(".") < 2:
        return text, []
    if "," in text and "." in text:
        decimal = max(",", ".", key=text.rfind)
        thousands = "." if decimal == "," else ","
        whole, _, decimals = text.rpartition(decimal)
        if not re.fullmatch(_GROUPS, whole) or decimal in whole:
            return None
        changes = [_THOUSANDS] if decimal == "." else [_THOUSANDS, _COMMA]
        return f"{whole.replace(thousands, '')}.{decimals}", changes
    if re.fullmatch(_GROUPS, text) and text.count(",") != 1:
        return text.replace(",", "").replace(".", ""), [_THOUSANDS]
    whole, comma, decimals = text.partition(",")
    unclear = re.fullmatch(_AMBIGUOUS, text) and whole != "0"
    if not comma or "," in decimals or unclear:
        return None
    return f"{whole}.{decimals}", [_COMMA]


def _scientific(text: str) -> Number | None:
    """A number with an exponent, written in full."""
    match = re.fullmatch(_SCIENTIFIC, text)
    if match is None:
        return None
    whole, fraction, exponent = match[2], match[3] or "", int(match[4])
    digits = whole + fraction
    point = len(whole) + exponent
    if point <= 0:
        digits, point = "0" * (1 - point) + digits, 1
    digits = digits.ljust(point, "0")
    sign = "-" if match[1] == "-" else ""
    return Number(sign, digits[:point].lstrip("0") or "0", digits[point:])
