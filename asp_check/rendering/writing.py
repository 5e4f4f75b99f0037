"""The tree of a template written with values: its fixed text as it is, a literal for each slot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from asp_check.pointer import join
from asp_check.rendering import scalars
from asp_check.rendering.expected import Words, expected, found, title_of
from asp_check.rendering.faults import MOST, Fault
from asp_check.rendering.scalars import Pen
from asp_check.rendering.wrong import Wrong
from asp_check.template import Constant, Member, Object, Repeat, Slot, Template, TemplateNode, Tuple
from asp_check.text import BOM, shorten, visible

_COMPARED = 50
"""Unknown keys of one object that are compared with the keys of the template."""


class Absent(Enum):
    """What stands for a value that was not given; ``None`` is one that was."""

    ABSENT = 0


ABSENT = Absent.ABSENT


def write(template: Template, values: object) -> tuple[bytes, Sequence[Fault], int]:
    """The bytes of the file, what does not fit, and how many faults there are in all.

    The bytes are of use only where there is no fault.
    """
    writer = _Writer(template)
    body = writer.node(template.root, values, "")
    head = (BOM if template.bom else b"") + template.prefix
    return head + body + template.suffix, writer.faults, writer.count


class _Writer:
    """Walks the template and the values beside it, and goes on where a value does not fit."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.faults: list[Fault] = []
        self.count = 0
        not_utf8 = any(problem.rule == "E101" for problem in template.irregularities)
        self.pen = Pen(template.style, not_utf8)

    def fault(self, pointer: str, reason: str, fr: str, en: str) -> bytes:
        """Note a fault; nothing is written there."""
        self.count += 1
        if len(self.faults) < MOST:
            self.faults.append(Fault(pointer, reason, fr, en))
        return b""

    def node(self, node: TemplateNode, value: object, pointer: str) -> bytes:
        """The text of one value."""
        if value is ABSENT:
            left = default(node)
            return self.missing(node, pointer) if left is None else left
        value = plain(value)
        if isinstance(node, Slot):
            return self.said(scalars.literal(node, value, self.pen), pointer)
        if value is None and node.nullable:
            return b"null"
        if node.container == "{" and isinstance(value, Mapping):
            return self.members(node, value, pointer)
        if node.container == "[" and isinstance(value, (list, tuple)):
            return self.elements(node, value, pointer)
        return self.ill_typed(node, value, pointer)

    def members(self, node: TemplateNode, values: Mapping[Any, object], pointer: str) -> bytes:
        """The text of an object."""
        if isinstance(node, Object):
            return self.of_object(node, values, pointer)
        if isinstance(node, Repeat) and node.key is not None:
            return self.of_keyed(node, node.key, values, pointer)
        return self.of_constant(node, values, pointer)

    def elements(self, node: TemplateNode, values: Sequence[object], pointer: str) -> bytes:
        """The text of an array."""
        if isinstance(node, Tuple):
            return self.of_tuple(node, values, pointer)
        if isinstance(node, Repeat):
            return self.of_array(node, values, pointer)
        return self.of_constant(node, values, pointer)

    def said(self, written: bytes | Wrong, pointer: str) -> bytes:
        """The literal, or nothing once its fault is noted."""
        return self.fault(pointer, *written) if isinstance(written, Wrong) else written

    def missing(self, node: TemplateNode, pointer: str) -> bytes:
        (fr, en), title = expected(node), title_of(self.template, node)
        if may_be_null(node) and not (isinstance(node, Slot) and node.type == "any"):
            fr, en = f"{fr} ou null", f"{en} or null"
        of_fr, of_en = (f" : {title[0]}", f": {title[1]}") if title else ("", "")
        return self.fault(pointer, "missing", f"manque ({fr}){of_fr}", f"missing ({en}){of_en}")

    def ill_typed(self, node: TemplateNode, value: object, pointer: str) -> bytes:
        wanted, given = expected(node), found(value)
        return self.fault(
            pointer,
            "type",
            f"{given[0]} trouvé ; attendu : {wanted[0]}",
            f"{given[1]} found; expected: {wanted[1]}",
        )

    # -------------------------------------------------------------------------- objects

    def of_object(self, node: Object, values: Mapping[Any, object], pointer: str) -> bytes:
        meant = self.unknown(node, values, pointer)
        written = b""
        for member in node.members:
            given = meant.get(member.key, member.key)
            value = plain(values.get(given, ABSENT))
            # Nothing to write: a member that may be absent, and that null cannot stand for.
            if member.optional and (
                value is ABSENT or (value is None and not may_be_null(member.value))
            ):
                continue
            lead = member.lead if written else node.open
            body = self.node(member.value, value, join(pointer, given))
            written += lead + member.literal + member.colon + body
        return b"{" + written + node.close + b"}" if written else b"{}"

    def unknown(
        self, node: Object, values: Mapping[Any, object], pointer: str
    ) -> Mapping[str, str]:
        """Tell the keys that the template does not have; which missing one each was meant for."""
        strange: list[object] = [key for key in values if key not in node.by_key]
        if not strange:
            return {}
        lacking = [key for key in node.by_key if key not in values]
        meant: dict[str, str] = {}
        for index, key in enumerate(strange):
            if not isinstance(key, str):
                self.no_key(key, pointer)
                continue
            compared = index < _COMPARED
            near = _nearest(key, [k for k in lacking if k not in meant]) if compared else None
            if near is not None:
                meant[near] = key
                self.superfluous(key, near, pointer)
            else:
                self.superfluous(key, _nearest(key, node.by_key) if compared else None, pointer)
        return meant

    def superfluous(self, key: str, near: str | None, pointer: str) -> None:
        fr = en = ""
        if near is not None:
            shown = visible(shorten(near, 80))
            fr, en = f" ; vouliez-vous dire « {shown} » ?", f"; did you mean “{shown}”?"
        self.fault(
            join(pointer, key),
            "superfluous",
            f"le modèle n’a pas cette clé{fr}",
            f"the template has no such key{en}",
        )

    def no_key(self, key: object, pointer: str) -> None:
        kind = visible(shorten(type(key).__name__, 60))
        name = str(key) if isinstance(key, (int, float)) and abs(key) < 1e20 else kind
        self.fault(
            join(pointer, name),
            "key",
            f"une clé est un texte, non {kind} (un nombre perd ses zéros de tête)",
            f"a key is a string, not {kind} (a number loses its leading zeros)",
        )

    def of_keyed(
        self, node: Repeat, key: Slot, values: Mapping[Any, object], pointer: str
    ) -> bytes:
        self.bounds(node, len(values), pointer)
        members = []
        for name, value in values.items():
            if not isinstance(name, str):
                self.no_key(name, pointer)
                continue
            at = join(pointer, name)
            literal = self.said(scalars.key(key, name, self.pen), at)
            members.append(literal + node.colon + self.node(node.item, value, at))
        return _joined(node, members, b"{", b"}")

    # -------------------------------------------------------------------------- arrays

    def of_array(self, node: Repeat, values: Sequence[object], pointer: str) -> bytes:
        self.bounds(node, len(values), pointer)
        elements = [
            self.node(node.item, value, join(pointer, index)) for index, value in enumerate(values)
        ]
        return _joined(node, elements, b"[", b"]")

    def bounds(self, node: Repeat, count: int, pointer: str) -> None:
        noun: Words = ("élément", "element") if node.key is None else ("membre", "member")
        if count < node.min:
            s = "s" * (node.min > 1)
            self.fault(
                pointer,
                "length",
                f"{count} {noun[0]} : il en faut au moins {node.min}",
                f"{count} {noun[1]}{'s' * (count != 1)}: at least {node.min} {noun[1]}{s} wanted",
            )
        if node.max is not None and count > node.max:
            self.fault(
                pointer,
                "length",
                f"{count} {noun[0]}s : {node.max} au plus",
                f"{count} {noun[1]}s: at most {node.max}",
            )

    def of_tuple(self, node: Tuple, values: Sequence[object], pointer: str) -> bytes:
        count, wanted = len(values), len(node.elements)
        if count != wanted:
            self.fault(
                pointer,
                "length",
                f"{count} élément{'s' * (count > 1)} : il en faut exactement {wanted}",
                f"{count} element{'s' * (count != 1)}: exactly {wanted} wanted",
            )
        written = b""
        for index, (lead, element) in enumerate(zip(node.leads, node.elements, strict=True)):
            if index < count:
                written += lead + self.node(element, values[index], join(pointer, index))
        return b"[" + written + node.close + b"]"

    def of_constant(self, node: TemplateNode, value: object, pointer: str) -> bytes:
        if not value and isinstance(node, Constant):
            return node.literal
        return self.fault(
            pointer,
            "superfluous",
            f"{expected(node)[0]} dans le modèle, qui ne dit pas ce qu’il contient ; déclarez-le dans le"
            " manifeste (« sample »)",
            f"{expected(node)[1]} in the template, which does not say what it holds; declare it in the"
            " manifest (`sample`)",
        )


def _joined(node: Repeat, items: Sequence[bytes], opening: bytes, closing: bytes) -> bytes:
    if not items:
        return opening + closing
    return opening + node.open + node.separator.join(items) + node.close + closing


def plain(value: object) -> object:
    """The value, or what it dumps to where it is a pydantic model."""
    dump = getattr(value, "model_dump", None)
    if dump is None or isinstance(value, (Mapping, type)):
        return value
    dumped: object = dump(by_alias=True, mode="python")
    return dumped


def may_be_null(node: TemplateNode) -> bool:
    """Whether ``null`` may stand here."""
    if isinstance(node, Slot):
        return node.nullable or node.type == "any"
    return node.nullable


def default(node: TemplateNode) -> bytes | None:
    """The text of what may be left out altogether: what the blank fixes, or seems to fix."""
    if isinstance(node, Slot):
        settled = node.declared.fixed or node.presumed
        return node.literal if settled and len(node.shown) == 1 else None
    if isinstance(node, Constant):
        return node.literal
    if isinstance(node, Object):
        return _default_object(node.members, node)
    if isinstance(node, Tuple):
        elements = [default(element) for element in node.elements]
        if any(element is None for element in elements):
            return None
        parts = (lead + (text or b"") for lead, text in zip(node.leads, elements, strict=True))
        return b"[" + b"".join(parts) + node.close + b"]"
    return None


def _default_object(members: Sequence[Member], node: Object) -> bytes | None:
    written = b""
    for member in members:
        if member.optional:
            continue
        left = default(member.value)
        if left is None:
            return None
        lead = member.lead if written else node.open
        written += lead + member.literal + member.colon + left
    return b"{" + written + node.close + b"}" if written else None


def _nearest(key: str, keys: Sequence[str] | Mapping[str, object]) -> str | None:
    """The most alike of these keys, if one is like enough."""
    from asp_check.exactness.names import LIKE, likeness  # noqa: PLC0415 - where a key is unknown

    rated = [(likeness(key, one), one) for one in keys]
    best = max(rated, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] >= LIKE else None
