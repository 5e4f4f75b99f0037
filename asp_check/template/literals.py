"""Whether a literal may stand in a slot: the one judge of both paths, accept and explain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from asp_check.document.grammar import NUMBER
from asp_check.document.strings import lone_surrogates, unescape
from asp_check.finding import Severity
from asp_check.pattern import matches
from asp_check.template.build import Style
from asp_check.template.nodes import Slot
from asp_check.text import decode

_ESCAPE = re.compile(rb"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_ZERO = re.compile(rb"-?0(?:\.0+)?")
_SHORT = {
    0x08: "\\b",
    0x09: "\\t",
    0x0A: "\\n",
    0x0C: "\\f",
    0x0D: "\\r",
    0x22: '\\"',
    0x5C: "\\\\",
}
_NAMES = {
    b'"': "string", b"t": "boolean", b"f": "boolean", b"n": "null", b"{": "object", b"[": "array",
}  # fmt: skip
_NO_ZERO = rb"(?!-?0(?:\.0*)?(?![0-9.]))"
_NO_MINUS_ZERO = rb"(?!-0(?:\.0*)?(?![0-9.]))"
_INTEGER = rb"-?(?:0|[1-9][0-9]*)"
_NO_MORE_DIGITS = rb"(?![0-9.eE])"
"""A quiet pattern takes a whole number, never its beginning."""


class Remark(NamedTuple):
    """What there is to say of a literal in a slot."""

    rule: str
    severity: Severity
    params: dict[str, Any]
    expected: str | None = None
    span: tuple[int, int] | None = None
    """Which bytes of the literal it speaks of, if not of all."""


def kind_of(literal: bytes) -> str:
    """The JSON type of a literal, by its first byte."""
    return _NAMES.get(literal[:1], "number")


_RESTS_ON = {"T301": ("type",), "T303": ("fixed",), "T305": ("enum",), "T306": ("pattern",),
             "T403": ("decimals", "type")}  # fmt: skip
"""The attributes of the manifest by which these rules block."""


def judge(slot: Slot, literal: bytes, style: Style) -> Iterator[Remark]:
    """Everything to say of a well-formed JSON scalar in this slot; nothing is a good sign.

    One literal, one cause: the first thing that blocks hides what follows from it.  What rests on
    an attribute that was only inferred never blocks.
    """
    inferred = slot.declared.inferred
    for remark in _remarks(slot, literal, style):
        if inferred and _is_inferred(slot, literal, remark):
            params = {**remark.params, "certainty": "inference"}
            yield remark._replace(severity=Severity.WARNING, params=params)
        else:
            yield remark


def _is_inferred(slot: Slot, literal: bytes, remark: Remark) -> bool:
    attributes = _RESTS_ON.get(remark.rule, ())
    if remark.severity is not Severity.BLOCKING or not set(attributes) & set(
        slot.declared.inferred
    ):
        return False
    blank = kind_of(slot.literal)
    return remark.rule != "T301" or blank in ("null", kind_of(literal))


def _remarks(slot: Slot, literal: bytes, style: Style) -> Iterator[Remark]:
    if (
        slot.declared.fixed
        and kind_of(literal) == kind_of(slot.literal)
        and literal != slot.literal
    ):
        if kind_of(literal) == "string" and unescape(literal[1:-1]) == unescape(slot.literal[1:-1]):
            escapes = list(_escapes(slot, literal, style))
            if escapes:
                # In fixed text the form is the ASP's own; in a value it is only likely to be.
                params = {**escapes[0].params, "certainty": "official"}
                yield escapes[0]._replace(
                    severity=Severity.BLOCKING, params=params, expected=decode(slot.literal)
                )
                return
        model = decode(slot.literal)
        yield _blocking("T303", {"model": model, "found": decode(literal)}, model)
        return
    kind = kind_of(literal)
    wanted = slot.type
    if kind == "null":
        if wanted != "any" and not slot.nullable:
            yield _blocking("T302", {"expected_type": wanted})
        elif is_empty(slot, literal):
            yield from _empty(slot)
        return
    if wanted != "any" and kind != ("number" if wanted == "integer" else wanted):
        yield _blocking("T301", {"expected_type": wanted, "found_type": kind})
        return
    if kind == "number":
        yield from _number(slot, literal)
    elif kind == "string":
        yield from _string(slot, literal, style)
    elif slot.declared.enum and (literal == b"true") not in slot.declared.enum:
        yield _not_in_list(slot, literal)


def is_empty(slot: Slot, literal: bytes) -> bool:
    """Whether this literal leaves the slot as the blank has it: to be filled."""
    if not slot.empty or slot.declared.fixed:
        return False
    if literal in slot.shown:
        return True
    if _ZERO.fullmatch(literal):
        return any(_ZERO.fullmatch(shown) for shown in slot.shown)
    if literal[:1] == b'"':
        text = unescape(literal[1:-1])
        return any(shown[:1] == b'"' and unescape(shown[1:-1]) == text for shown in slot.shown)
    return False


def is_filled(slot: Slot, literal: bytes) -> bool:
    """Whether somebody wrote something here that the blank does not show."""
    return not slot.declared.fixed and literal not in slot.shown and not is_empty(slot, literal)


def _number(slot: Slot, literal: bytes) -> Iterator[Remark]:
    for remark in _numeric(slot, literal):
        if remark.rule in _SPELLING and remark.expected:
            # Written as it should be, what this spelling hides might be said of the value.
            own = {other.rule for other in _numeric(slot, literal)}
            spelled = {other.rule for other in _numeric(slot, remark.expected.encode())}
            if spelled - own:
                yield remark._replace(params={**remark.params, "hides": True})
                continue
        yield remark


_SPELLING = frozenset({"T401", "T402", "T403", "T404"})
"""Remarks on how a number is written, not on its value."""


def _numeric(slot: Slot, literal: bytes) -> Iterator[Remark]:
    found = decode(literal)
    if b"e" in literal or b"E" in literal:
        meant = respelled(slot, found) or _plain(found)
        yield _blocking("T401", {"found": found, "suggestion": meant}, meant)
        return
    if literal[:1] == b"-" and _ZERO.fullmatch(literal):
        yield _blocking("T402", {"found": found}, respelled(slot, found) or found[1:])
        return
    if is_empty(slot, literal):
        yield from _empty(slot)
    decimals = len(literal.partition(b".")[2])
    wanted = 0 if slot.type == "integer" else slot.declared.decimals
    if wanted is not None:
        if decimals != wanted:
            params = {"found": found, "decimals": wanted}
            yield _blocking("T403", params, respelled(slot, found))
            return
    elif slot.decimals is not None and decimals != slot.decimals and not slot.presumed:
        params = {"found": found, "model": decode(slot.literal), "decimals": slot.decimals}
        yield Remark("T404", Severity.WARNING, params, respelled(slot, found))
    if slot.declared.enum and Decimal(found) not in _numbers(slot):
        yield _not_in_list(slot, literal)
    elif slot.presumed and literal not in slot.shown:
        yield _presumed(slot, literal)


def _string(slot: Slot, literal: bytes, style: Style) -> Iterator[Remark]:
    text = unescape(literal[1:-1])
    if b"\\" in literal:
        if lone_surrogates(literal):
            yield _blocking("S503", {"found": decode(literal)})
            return
        yield from _escapes(slot, literal, style)
    if is_empty(slot, literal):
        yield from _empty(slot)
        return
    if slot.declared.enum and text not in slot.declared.enum:
        yield _not_in_list(slot, literal)
    elif slot.pattern is not None and not matches(slot.pattern, text):
        yield _blocking("T306", {"found": text, "pattern": slot.pattern.pattern})
    elif slot.presumed and text not in {unescape(shown[1:-1]) for shown in slot.shown}:
        yield _presumed(slot, literal)


def _escapes(slot: Slot, literal: bytes, style: Style) -> Iterator[Remark]:
    """The first escape that the blank's style has no use for."""
    for m in _ESCAPE.finditer(literal):
        if m.group(2) is not None:
            if m.group(2) != b"/" or style.slash_escaped:
                continue
            suggestion = "/"
        else:
            code = int(m.group(1), 16)
            if (code < 0x20 and code not in _SHORT) or (style.unicode_escaped and code >= 0x7F):
                continue
            suggestion = _SHORT.get(code) or (chr(code) if not 0xD800 <= code <= 0xDFFF else "")
            suggestion = suggestion or unescape(literal[m.start() : m.start() + 12])
        params = {"found": decode(m.group()), "suggestion": suggestion}
        severity = Severity.BLOCKING if slot.is_key else Severity.WARNING
        rule = "T106" if slot.is_key else "T405"
        if slot.is_key:
            params = {"found": decode(literal), "model": f'"{unescape(literal[1:-1])}"'}
        pair = m.group(1) is not None and 0xD800 <= int(m.group(1), 16) <= 0xDBFF
        span = (m.start(), m.start() + 12 if pair else m.end())
        yield Remark(rule, severity, params, None, None if slot.is_key else span)
        return


def _empty(slot: Slot) -> Iterator[Remark]:
    if slot.declared.may_be_empty:
        return
    severity = Severity.BLOCKING if slot.declared.required else Severity.WARNING
    yield Remark("V001", severity, {"model": decode(slot.literal)})


def _presumed(slot: Slot, literal: bytes) -> Remark:
    model = decode(slot.shown[0])
    return Remark("T304", Severity.WARNING, {"model": model, "found": decode(literal)}, model)


def _same_number(slot: Slot, literal: bytes) -> str | None:
    """The literal of the blank that is the same number, written otherwise."""
    if kind_of(literal) != "number":
        return None
    shown = (decode(one) for one in slot.shown if kind_of(one) == "number")
    found = decode(literal)
    return next((one for one in shown if equal_numbers(one, found)), None)


def equal_numbers(one: str, other: str) -> bool:
    """Whether these two JSON numbers are the same one, however they are written.

    >>> equal_numbers("1000", "1e3"), equal_numbers("1000", '"1000"'), equal_numbers("1", "01")
    (True, False, False)
    """
    if not (_is_number(one) and _is_number(other)):
        return False
    try:
        return Decimal(one) == Decimal(other)
    except ArithmeticError:
        return False  # Of absurd size.


def _is_number(text: str) -> bool:
    return text.isascii() and re.fullmatch(NUMBER, text.encode()) is not None


def _not_in_list(slot: Slot, literal: bytes) -> Remark:
    allowed = ", ".join(str(value) for value in slot.declared.enum)
    found = unescape(literal[1:-1]) if literal[:1] == b'"' else decode(literal)
    return _blocking("T305", {"found": found, "allowed": allowed})


def _numbers(slot: Slot) -> set[Decimal]:
    return {
        Decimal(str(value))
        for value in slot.declared.enum
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    }


def respelled(slot: Slot, found: str) -> str | None:
    """The same number with the decimals that the slot wants, in plain notation.

    ``None`` where it has digits that there is no room for, or would be absurdly long.
    """
    wanted = 0 if slot.type == "integer" else slot.declared.decimals
    if wanted is None and slot.presumed and (same := _same_number(slot, found.encode())):
        return same
    if wanted is None and not slot.presumed:
        wanted = slot.decimals
    plain = _plain(found) if "e" in found or "E" in found else found
    if not plain.strip("-0."):
        plain = plain.lstrip("-")
    if not plain or wanted is None:
        return plain or None
    whole, _, fraction = plain.partition(".")
    if fraction[wanted:].strip("0"):
        return None
    fraction = fraction[:wanted].ljust(wanted, "0")
    return f"{whole}.{fraction}" if fraction else whole


def _plain(found: str) -> str:
    """The plain decimal notation of a number with an exponent; empty if absurdly long."""
    try:
        value = Decimal(found)
    except ArithmeticError:
        return ""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or abs(exponent) + len(value.as_tuple().digits) > 40:
        return ""
    return f"{value:f}"


def _blocking(rule: str, params: dict[str, Any], expected: str | None = None) -> Remark:
    return Remark(rule, Severity.BLOCKING, params, expected)


def quiet_pattern(slot: Slot) -> bytes | None:
    """A regular expression of literals of which ``judge`` has nothing to say, ``None`` if no such.

    Not all of them: what it does not match is judged.  It holds no group.
    """
    declared = slot.declared
    if slot.pattern is not None:
        return None
    if declared.fixed:
        return re.escape(slot.literal)
    if slot.presumed:
        return b"(?:" + b"|".join(map(re.escape, slot.shown)) + b")" + _NO_MORE_DIGITS
    if declared.enum:
        return _enum_pattern(slot)
    if slot.type == "boolean":
        return b"(?:true|false)"
    if slot.type in ("number", "integer"):
        return _number_pattern(slot)
    if slot.type == "string":
        return _string_pattern(slot)
    return (
        rb'(?:"[^"\\\x00-\x1f]+"|'
        + _NO_ZERO
        + _INTEGER
        + rb"(?:\.[0-9]+)?"
        + _NO_MORE_DIGITS
        + rb"|true|false)"
    )


def _enum_pattern(slot: Slot) -> bytes | None:
    texts = [value for value in slot.declared.enum if isinstance(value, str)]
    if len(texts) != len(slot.declared.enum) or slot.type not in ("string", "any"):
        return None
    plain = [t for t in texts if '"' not in t and "\\" not in t and t.isprintable() and t]
    if any(is_empty(slot, b'"' + t.encode() + b'"') for t in plain) or not plain:
        return None
    return b"(?:" + b"|".join(re.escape(f'"{t}"'.encode()) for t in plain) + b")"


def _number_pattern(slot: Slot) -> bytes:
    guard = _NO_MINUS_ZERO if slot.declared.may_be_empty or not slot.empty else _NO_ZERO
    decimals = 0 if slot.type == "integer" else slot.declared.decimals
    if decimals is None:
        decimals = slot.decimals
    if decimals is None:
        return guard + _INTEGER + rb"(?:\.[0-9]+)?" + _NO_MORE_DIGITS
    if decimals == 0:
        return guard + _INTEGER + _NO_MORE_DIGITS
    return guard + _INTEGER + rb"\.[0-9]{%d}" % decimals + _NO_MORE_DIGITS


def _string_pattern(slot: Slot) -> bytes:
    guard = b""
    if slot.empty and not slot.declared.may_be_empty:
        shown = [re.escape(literal) for literal in slot.shown if literal != b'""']
        guard = b"(?!" + b"|".join(shown) + b")" if shown else b""
        if b'""' in slot.shown:
            return guard + rb'"[^"\\\x00-\x1f]+"'
    return guard + rb'"[^"\\\x00-\x1f]*"'
