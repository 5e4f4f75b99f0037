"""What a file would be if it were its model, filled with its own values.

The fixed text is the model's; what the file holds in its slots is put there as it is written,
however many elements its arrays have.  To hold a file against that tells where it departs from the
model, and not that it was filled in.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import NamedTuple

from asp_check.concepts import plain
from asp_check.document import Document, Node
from asp_check.document.grammar import NUMBER, STRING
from asp_check.template import Constant, Member, Object, Repeat, Slot, Template, TemplateNode, Tuple
from asp_check.template.literals import is_filled, kind_of


class Expected(NamedTuple):
    """The bytes of the model filled in, and how many of its blanks hold something."""

    data: bytes
    filled: int


def expected(document: Document, template: Template) -> Expected:
    """The model with the values of this document, whatever is wrong with the rest of it."""
    filling = _Filling()
    root = document.root
    if root is None:
        return Expected(template.blank, 0)
    body = filling.value(template.root, root)
    bom = template.text[: template.bom]
    return Expected(bom + template.prefix + body + template.suffix, filling.filled)


class _Filling:
    """One model being filled."""

    def __init__(self) -> None:
        self.filled = 0

    def value(self, node: TemplateNode, given: Node | None) -> bytes:
        """What this node of the model is, with what the file gives for it."""
        if given is not None and given.kind == "null" and _is_nullable(node):
            return given.literal
        if isinstance(node, Slot):
            return self._slot(node, given)
        if isinstance(node, Constant):
            return node.literal
        if isinstance(node, Object):
            return self._object(node, given)
        if isinstance(node, Tuple):
            return self._tuple(node, given)
        return self._repeat(node, given)

    def _slot(self, slot: Slot, given: Node | None) -> bytes:
        if given is None or given.kind in ("object", "array", "other") or slot.declared.fixed:
            return slot.literal
        literal = given.literal
        kind = kind_of(literal)
        wanted = "number" if slot.type == "integer" else slot.type
        if wanted not in ("any", kind) and not (kind == "null" and slot.nullable):
            return slot.literal
        if kind == "number":
            if not re.fullmatch(NUMBER, literal):
                return slot.literal
            literal = _spelled(slot, literal)
        elif kind == "string":
            literal = _sound(given)
        self.filled += is_filled(slot, literal)
        return literal

    def _object(self, node: Object, given: Node | None) -> bytes:
        values = {} if given is None or given.kind != "object" else _values(node, given)
        found = node.open
        first = True
        for member in node.members:
            if member.optional and member.key not in values and given is not None:
                continue
            if not first:
                found += member.lead
            first = False
            found += (
                member.literal + member.colon + self.value(member.value, values.get(member.key))
            )
        return b"{" + (found + node.close if not first else b"") + b"}"

    def _tuple(self, node: Tuple, given: Node | None) -> bytes:
        values = list(given.elements()) if given is not None and given.kind == "array" else []
        found = b""
        for position, (lead, element) in enumerate(zip(node.leads, node.elements, strict=True)):
            value = values[position] if position < len(values) else None
            found += lead + self.value(element, value)
        return b"[" + found + node.close + b"]"

    def _repeat(self, node: Repeat, given: Node | None) -> bytes:
        parts: list[bytes] = []
        if given is not None and node.key is None and given.kind == "array":
            parts = [self.value(node.item, element) for element in given.elements()]
        elif given is not None and node.key is not None and given.kind == "object":
            parts = [
                member.key_node.literal + node.colon + self.value(node.item, member.value)
                for member in given.members()
            ]
        if not parts and node.min > 0:
            key = node.key.literal + node.colon if node.key else b""
            parts = [key + self.value(node.item, None)]
        opening, closing = (b"{", b"}") if node.key else (b"[", b"]")
        if not parts:
            return opening + closing
        return opening + node.open + node.separator.join(parts) + node.close + closing


def _is_nullable(node: TemplateNode) -> bool:
    return node.nullable and not isinstance(node, Slot)


def _values(node: Object, given: Node) -> dict[str, Node]:
    """What the file gives for each member of the model.

    By its key, else by a key that is only spelled otherwise, else, where one alone is missing and one
    alone is unknown, by that one.
    """
    members = list(given.members())
    found: dict[str, Node] = {}
    for member in members:
        if member.key in node.by_key:
            found.setdefault(member.key, member.value)
    unknown = [member for member in members if member.key not in node.by_key]
    missing = [wanted for wanted in node.members if wanted.key not in found]
    for wanted in missing if unknown else ():
        alike = [one for one in unknown if plain(one.key) == plain(wanted.key)]
        if len(alike) == 1 and _fits(wanted, alike[0].value):
            found[wanted.key] = alike[0].value
            unknown.remove(alike[0])
    missing = [one for one in missing if one.key not in found and not one.optional]
    if len(missing) == len(unknown) == 1 and _fits(missing[0], unknown[0].value):
        found[missing[0].key] = unknown[0].value
    return found


def _fits(member: Member, value: Node) -> bool:
    """Whether this may be the value of that member under another name."""
    container = {"object": "{", "array": "["}.get(value.kind, "")
    return member.value.container == container


def _sound(given: Node) -> bytes:
    """The literal of a string, mended where it is none: what stands in a model filled in is JSON."""
    literal = given.literal
    try:
        literal.decode()
    except UnicodeDecodeError:
        text = given.text.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    else:
        if re.fullmatch(STRING, literal):
            return literal
        text = given.text
    return json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")


def _spelled(slot: Slot, literal: bytes) -> bytes:
    """The number with as many decimals as the model wants, where that changes nothing of its value."""
    wanted = 0 if slot.type == "integer" else slot.declared.decimals
    plain_form = b"e" not in literal.lower() and not literal.startswith(b"-0")
    if plain_form and (wanted is None or len(literal.partition(b".")[2]) == wanted):
        return literal
    try:
        value = Decimal(literal.decode("ascii"))
    except (ArithmeticError, UnicodeDecodeError):
        return literal
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or abs(exponent) + len(value.as_tuple().digits) > _LONGEST:
        return literal
    text = f"{value:f}"
    whole, _, fraction = text.partition(".")
    if wanted is not None:
        fraction = fraction.rstrip("0")
        if len(fraction) > wanted:
            return literal
        fraction = fraction.ljust(wanted, "0")
    if whole == "-0" and not fraction.strip("0"):
        whole = "0"
    return (f"{whole}.{fraction}" if fraction else whole).encode()


_LONGEST = 28
"""Digits up to which a number is spelled anew."""
