"""What hands and tools do to the form of an exact file: every kind on the closed list, data untouched.

The printer is of our own and knows nothing of ``fix``: it prints the tokens of the exact file again, with
drawn blanks, members in a drawn order, keys escaped, commas too many, numbers written otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from asp_check.document import Node, read
from asp_check.template import Object, Slot, Template, TemplateNode, Tuple
from asp_check.text import BOM

KINDS = (
    "bom", "newlines", "end", "layout", "order", "key-escape", "comma", "number", "utf-16", "utf-32", "marks",
)  # fmt: skip

BLANKS = (b"", b"", b" ", b"\n", b"\r\n", b"\t", b"\n    ", b"  ")

Draw = Callable[[st.SearchStrategy[Any]], Any]


def mutated(template: Template, exact: bytes, draw: Draw) -> bytes:
    """The exact file with some of its form changed, in one way or in several at once."""
    kinds = draw(st.sets(st.sampled_from(KINDS), min_size=1, max_size=4))
    text = exact.removeprefix(BOM)
    has_bom = exact.startswith(BOM) != ("bom" in kinds)
    if kinds & {"layout", "order", "key-escape", "comma", "number"}:
        document = read(text)
        assert document.root is not None
        assert not document.problems
        head, tail = text[: document.root.start], text[document.root.end :]
        text = (
            head + _Printer(template, text, kinds, draw).node(template.root, document.root) + tail
        )
    if "end" in kinds:
        text = text.rstrip(b" \t\r\n") + draw(st.sampled_from([b"", b"\n", b"\r\n", b" ", b"\n\n"]))
    if "newlines" in kinds:
        style = draw(st.sampled_from([b"\n", b"\r\n", b"\r"]))
        text = re.sub(rb"\r\n?|\n", style, text)
    for name in ("utf-16", "utf-32"):
        if name in kinds:
            order = draw(st.sampled_from(["le", "be"]))
            return ("\ufeff" + text.decode()).encode(f"{name}-{order}")
    marks = draw(st.integers(2, 3)) if "marks" in kinds else int(has_bom)
    return BOM * marks + text


class _Printer:
    def __init__(self, template: Template, text: bytes, kinds: set[str], draw: Draw) -> None:
        self.template, self.text, self.kinds, self.draw = template, text, kinds, draw

    def node(self, model: TemplateNode, node: Node) -> bytes:
        if node.kind == "object":
            return self.object(model, node)
        if node.kind == "array":
            return self.array(model, node)
        if node.kind == "number" and isinstance(model, Slot) and "number" in self.kinds:
            return self.number(model, node.literal)
        return node.literal

    def object(self, model: TemplateNode, node: Node) -> bytes:
        fixed = isinstance(model, Object)
        start, end = node.inner
        leads, rows = [], []
        previous = start
        for member in node.members():
            leads.append(self.text[previous : member.key_node.start])
            key = member.key_node.literal
            if fixed and "key-escape" in self.kinds and self.draw(st.booleans()):
                key = self.escaped(member.key)
            colon = self.text[member.key_node.end : member.value.start]
            child = model.member(member.key)
            assert child is not None
            rows.append(key + self.blanks(colon) + self.node(child, member.value))
            previous = member.value.end
        if fixed and "order" in self.kinds and len(model.by_key) == len(model.members):
            rows = self.draw(st.permutations(rows))
        return b"{" + self.row(leads, rows, self.text[previous:end]) + b"}"

    def array(self, model: TemplateNode, node: Node) -> bytes:
        start, end = node.inner
        leads, rows = [], []
        previous = start
        for index, element in enumerate(node.elements()):
            leads.append(self.text[previous : element.start])
            child = model.elements[index] if isinstance(model, Tuple) else model.element()
            assert child is not None
            rows.append(self.node(child, element))
            previous = element.end
        return b"[" + self.row(leads, rows, self.text[previous:end]) + b"]"

    def row(self, leads: list[bytes], rows: list[bytes], close: bytes) -> bytes:
        if not rows:
            return self.blanks(close)
        parts = []
        for lead, row in zip(leads, rows, strict=True):
            parts += [self.blanks(lead), row]
            if "comma" in self.kinds and self.draw(st.integers(0, 9)) == 0:
                parts.append(b",")
        return b"".join(parts) + self.blanks(close)

    def blanks(self, text: bytes) -> bytes:
        if "layout" not in self.kinds:
            return text
        drawn = st.sampled_from(BLANKS)
        return re.sub(rb"[ \t\r\n]+|(?<![ \t\r\n])\Z", lambda _: self.draw(drawn), text)

    def escaped(self, key: str) -> bytes:
        parts = []
        for character in key:
            if character in '"\\' or ord(character) < 0x20 or self.draw(st.booleans()):
                units = character.encode("utf-16-be")
                parts += [f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2)]
            else:
                parts.append(character)
        return f'"{"".join(parts)}"'.encode()

    def number(self, slot: Slot, literal: bytes) -> bytes:
        if not literal.strip(b"-0.") or slot.declared.enum or b"e" in literal.lower():
            return literal  # Zero is a slot to be filled: that would show.
        whole, _, fraction = literal.partition(b".")
        ways = [literal]
        wanted = slot.declared.decimals
        if wanted is not None or slot.type == "integer" or slot.declared.fixed:
            ways.append(literal + (b"0" if fraction else b".0"))
            if fraction.endswith(b"0"):
                ways.append(literal[:-1].removesuffix(b"."))
        shown = slot.decimals if wanted is None and not slot.presumed else None
        if shown in (None, len(fraction)) and len(literal) < 20 and not slot.presumed:
            digits = (whole + fraction).lstrip(b"-0")
            sign = b"-" if whole.startswith(b"-") else b""
            ways.append(sign + digits + b"e-%d" % len(fraction))
        return self.draw(st.sampled_from(ways))
