"""Values drawn for a template, such as a table can hold: elements are told apart by what they hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from asp_check.document.strings import unescape
from asp_check.rendering.scalars import date_kind
from asp_check.rows.columns import ORDER
from asp_check.template import Constant, Object, Repeat, Slot, TemplateNode, Tuple
from asp_check.values.luhn import luhn

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéèàçÉœ’'-/;,.\"&0123456789"


def _keyed(head: str, count: int) -> str:
    """A number of so many digits that begins so, its check digit right."""
    body = head.zfill(count - 1)
    return next(body + str(d) for d in range(10) if luhn(body + str(d)))


def _siret(number: int) -> str:
    return _keyed(_keyed(str(10_000_000 + number), 9) + "0001", 14)


def _day(number: int) -> date:
    return date(1950, 1, 1) + timedelta(number * 5)


KINDS: dict[str, Callable[[int], str]] = {
    "finess": lambda n: _keyed(f"01{n:06d}", 9),
    "siret": _siret,
    "siren": lambda n: _keyed(str(10_000_000 + n), 9),
    "rpps": lambda n: _keyed(f"10{n:08d}", 11),
    "idnps": lambda n: "8" + _keyed(f"10{n:08d}", 11),
    "adeli": lambda n: f"29{n + 1:07d}",
    "am": lambda n: f"29{n:06d}0",
    "date-iso": lambda n: _day(n).isoformat(),
    "date-fr": lambda n: f"{_day(n):%d/%m/%Y}",
    "email": lambda n: f"n{n}@exemple.fr",
    "mssante": lambda n: f"n{n}@exemple.mssante.fr",
    "postal-code": lambda n: ("01000", "29200", "97400", "06100")[n % 4],
    "telephone": lambda n: ("0261911234", "02 61 91 12 34", "+33 2 61 91 12 34")[n % 3],
}
"""A value of each kind, from a number below 10,000."""


def value(node: TemplateNode, random: Random) -> Any:
    """A value of this place.

    Not by strategies: of a whole model they take a second.
    """
    if isinstance(node, Slot):
        return _scalar(node, random)
    if isinstance(node, Constant):
        return [] if node.container == "[" else {}
    if node.nullable and random.random() < 0.3:
        return None
    if isinstance(node, Object):
        kept = [m for m in node.members if not m.optional or random.random() < 0.7]
        return {m.key: value(m.value, random) for m in kept}
    if isinstance(node, Tuple):
        return [value(element, random) for element in node.elements]
    assert isinstance(node, Repeat)
    count = random.randint(max(node.min, 1), min(node.max or 3, 3))
    if node.key is not None:
        return {_scalar(node.key, random): value(node.item, random) for _ in range(count)}
    drawn = [value(node.item, random) for _ in range(count)]
    return [*{_name(node.item, one): one for one in drawn}.values()]


def _name(node: TemplateNode, drawn: Any) -> Any:
    """What a table tells an element by: its identifier, else all of its own values."""
    own = list(_own(node, drawn))
    naming = ("client.finess", "practitioner.rpps", "practitioner.idnps", "practitioner.adeli")
    by_concept = {slot.declared.concept: one for slot, one in own}
    if ORDER in by_concept:
        return by_concept[ORDER]
    for concept in naming:
        if by_concept.get(concept):
            return by_concept[concept]
    return tuple(str(one) for _, one in own)


def _own(node: TemplateNode, drawn: Any) -> Any:
    if isinstance(node, Slot):
        yield node, drawn
    elif isinstance(node, Object) and drawn is not None:
        for member in node.members:
            if member.key in drawn:
                yield from _own(member.value, drawn[member.key])


def _scalar(slot: Slot, random: Random) -> Any:
    if slot.declared.fixed or (slot.presumed and slot.literal[:1] == b'"'):
        return _literal(slot)
    if slot.type == "boolean":
        return random.random() < 0.5
    if slot.type in ("number", "integer"):
        places = slot.declared.decimals if slot.declared.decimals is not None else slot.decimals
        top = 30 if slot.declared.kind in ("vat-rate", "percentage") else 99_999
        whole = slot.type == "integer" or not places
        number = Decimal(random.randint(1, top)), Decimal(random.randint(1, top * 100)).scaleb(-2)
        return number[not whole]
    if slot.declared.enum:
        return random.choice([one for one in slot.declared.enum if isinstance(one, str)])
    if _may_be_blank(slot) and random.random() < 0.3:
        return ""
    made = KINDS.get(slot.declared.kind or date_kind(slot) or "")
    return _text(random) if made is None else made(random.randint(0, 9_999))


def _text(random: Random) -> str:
    """A text that no table spoils: no blank at its edges, nothing like a formula or an error."""
    inside = "".join(random.choices(LETTERS + " ", k=random.randint(0, 10)))
    return random.choice(LETTERS) + inside + random.choice(LETTERS)


def _may_be_blank(slot: Slot) -> bool:
    return bool(slot.declared.may_be_empty and slot.literal == b'""')


def _literal(slot: Slot) -> Any:
    text = slot.literal.decode()
    return unescape(slot.literal[1:-1]) if text[0] == '"' else Decimal(text)
