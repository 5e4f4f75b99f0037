"""From a read blank and its manifest to the tree of nodes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Literal, NamedTuple

from asp_check.document import Member as DocumentMember
from asp_check.document import Node
from asp_check.document.strings import unescape
from asp_check.finding import UsageError
from asp_check.manifest import Manifest
from asp_check.manifest import Node as Declared
from asp_check.pattern import compile_pattern
from asp_check.pointer import ANY, join
from asp_check.template.nodes import (
    Constant,
    Member,
    Object,
    Repeat,
    Slot,
    SlotType,
    TemplateNode,
    Tuple,
)
from asp_check.template.placeholder import is_placeholder
from asp_check.template.source import Source
from asp_check.text import visible

_ZERO = re.compile(rb"-?0(?:\.0+)?")
_INLINE_COMMA = re.compile(rb",([ \t]*)(?=[^ \t\r\n])")
_TYPES: Mapping[str, SlotType] = {
    "string": "string", "number": "number", "true": "boolean", "false": "boolean", "null": "any",
}  # fmt: skip
Origin = Literal["shown", "declared", "newline", "comma-blank", "comma"]

_NOTHING = Declared()


class Style(NamedTuple):
    """How the blank writes: which escapes it uses, and what follows its commas on one line."""

    slash_escaped: bool
    unicode_escaped: bool
    comma_blank: bytes | None


class Tree(NamedTuple):
    """What ``build_tree`` makes."""

    root: TemplateNode
    prefix: bytes
    suffix: bytes
    slots: tuple[Slot, ...]
    repeats: tuple[Repeat, ...]
    style: Style


def build_tree(source: Source, manifest: Manifest | None, name: str) -> Tree:
    """The tree of a blank; ``UsageError`` where the manifest does not fit it."""
    builder = _Builder(source, manifest, manifest.full_id if manifest else name)
    document = source.document
    assert document.root is not None  # blank_text refuses a blank without a value  # noqa: S101
    root = builder.node(document.root, "")
    builder.check_all_used()
    text = document.text
    return Tree(
        root,
        text[document.bom : root.start],
        text[root.end :],
        tuple(builder.slots),
        tuple(repeats(root)),
        builder.style,
    )


def _style(text: bytes, document_strings: Iterator[bytes]) -> Style:
    strings = b"".join(document_strings)
    outside = re.sub(rb'"[^"\\]*(?:\\.[^"\\]*)*"', b'""', text)
    blanks = Counter(m[1] for m in _INLINE_COMMA.finditer(outside))
    most = blanks.most_common(1)
    return Style(
        slash_escaped=rb"\/" in strings,
        unicode_escaped=re.search(rb"\\u(?!00[01])", strings) is not None,
        comma_blank=most[0][0] if most else None,
    )


def _strings(node: Node) -> Iterator[bytes]:
    tape, text = node.document.tape, node.document.text
    for index in range(len(tape)):
        if text[tape.starts[index] : tape.starts[index] + 1] == b'"':
            yield text[tape.starts[index] : tape.ends[index]]


class _Builder:
    """Walks the blank once; slots and repeats are numbered as they come."""

    def __init__(self, source: Source, manifest: Manifest | None, name: str) -> None:
        self.text = source.document.text
        self.manifest = manifest
        self.name = name
        self.slots: list[Slot] = []
        self.repeats = 0
        self.used: set[str] = set()
        self.members: set[str] = set()
        root = source.document.root
        self.style = _style(self.text, _strings(root) if root else iter(()))

    def declared(self, path: str) -> Declared:
        """What the manifest says of this place."""
        self.used.add(path)
        return self.manifest.nodes.get(path, _NOTHING) if self.manifest else _NOTHING

    def check_all_used(self) -> None:
        """Refuse a manifest that speaks of places that the blank has not."""
        if self.manifest is None:
            return
        for path, declared in self.manifest.nodes.items():
            if declared.optional and path not in self.members:
                raise self.wrong(
                    path, ": « optional » vaut pour un membre", ": `optional` applies to a member"
                )
            if path not in self.used:
                raise self.wrong(
                    path, "ne désigne rien dans le modèle vierge", "names nothing in the blank"
                )

    def wrong(self, path: str, fr: str, en: str) -> UsageError:
        """What is wrong with the manifest at this place."""
        where = f'nodes."{visible(path)}"'
        return UsageError(
            f"{self.name} : manifest.toml : {where} {fr}",
            f"{self.name}: manifest.toml: {where} {en}",
        )

    def node(self, node: Node, path: str) -> TemplateNode:
        """The template of this value, and of all that it holds."""
        declared = self.declared(path)
        if node.kind == "object":
            built: TemplateNode = self.object(node, path, declared)
        elif node.kind == "array":
            built = self.array(node, path, declared)
        else:
            return self.slot(node, path, declared)
        self.refuse(
            path,
            declared,
            _SCALAR_ONLY,
            (
                "vaut pour une valeur simple, non pour un objet ou une liste",
                "applies to a scalar, not to an object or an array",
            ),
        )
        return built

    def refuse(
        self, path: str, declared: Declared, names: tuple[str, ...], why: tuple[str, str]
    ) -> None:
        """Refuse the attributes of these names."""
        for name in names:
            if getattr(declared, name) != getattr(_NOTHING, name):
                raise self.wrong(path, f": « {name} » {why[0]}", f": `{name}` {why[1]}")

    def slot(self, node: Node, path: str, declared: Declared) -> Slot:
        self.refuse(
            path,
            declared,
            _CONTAINER_ONLY,
            (
                "vaut pour une liste ou un objet, non pour une valeur simple",
                "applies to an array or an object, not to a scalar",
            ),
        )
        slot = self.new_slot(node.start, node.end, path, declared, node.kind, node.literal)
        self.check_slot(path, slot)
        return slot

    def new_slot(
        self, start: int, end: int, path: str, declared: Declared, kind: str, literal: bytes
    ) -> Slot:
        placeholder = kind == "string" and is_placeholder(self.decoded(start, end))
        zero = kind == "number" and _ZERO.fullmatch(literal) is not None
        blank = literal in (b'""', b"null", b"") or zero or placeholder
        free = declared.free or bool(declared.enum) or declared.type == "any"
        decimals = None
        if kind == "number" and b"." in literal:
            decimals = len(literal.rpartition(b".")[2])
        slot = Slot(
            id=len(self.slots),
            path=path,
            start=start,
            end=end,
            literal=literal,
            type=declared.type or _TYPES.get(kind, "any"),
            shown=(literal,),
            presumed=not blank and kind in ("string", "number") and not free and not declared.fixed,
            empty=blank or (declared.free and kind in ("string", "number")),
            decimals=decimals,
            declared=declared,
            bare=self.manifest is None,
            nullable=declared.nullable,
            pattern=self.pattern(path, declared.pattern),
        )
        self.slots.append(slot)
        return slot

    def pattern(self, path: str, pattern: str | None) -> re.Pattern[str] | None:
        """The compiled pattern of a slot."""
        if pattern is None:
            return None
        try:
            return compile_pattern(pattern)
        except UsageError as error:
            raise self.wrong(path, f": {error}", f": {error.en}") from error

    def decoded(self, start: int, end: int) -> str:
        return unescape(self.text[start + 1 : end - 1])

    def check_slot(self, path: str, slot: Slot) -> None:
        """Refuse attributes that contradict one another or the blank."""
        declared = slot.declared
        if declared.fixed and (declared.free or declared.enum or declared.required):
            raise self.wrong(
                path,
                ": « fixed » contredit « free », « enum » et « required »",
                ": `fixed` contradicts `free`, `enum` and `required`",
            )
        if declared.required and declared.may_be_empty:
            raise self.wrong(
                path,
                ": « required » contredit « may_be_empty »",
                ": `required` contradicts `may_be_empty`",
            )
        if declared.decimals is not None and slot.type not in ("number", "any"):
            raise self.wrong(
                path, ": « decimals » vaut pour un nombre", ": `decimals` applies to a number"
            )
        if declared.pattern is not None and slot.type not in ("string", "any"):
            raise self.wrong(
                path, ": « pattern » vaut pour un texte", ": `pattern` applies to a string"
            )
        texts = [isinstance(value, str) for value in declared.enum]
        if texts and (
            (slot.type == "string" and not any(texts))
            or (slot.type in ("number", "integer", "boolean") and all(texts))
        ):
            raise self.wrong(
                path,
                ": « enum » a des valeurs d'un autre type",
                ": `enum` has values of another type",
            )

    def object(self, node: Node, path: str, declared: Declared) -> TemplateNode:
        members = list(node.members())
        if declared.repeat == "member":
            return self.keyed(node, members, path, declared)
        self.refuse(
            path,
            declared,
            (*_REPEAT_ONLY, "key_kind", "sample"),
            ("vaut pour une liste", "applies to an array"),
        )
        text, start, end = self.text, node.start, node.end
        if not members:
            return Constant(path, start, end, text[start:end], declared.nullable)
        built = []
        seen: set[str] = set()
        previous = start + 1
        for member in members:
            key_node, value = member.key_node, member.value
            at = join(path, member.key)
            optional = self.declared(at).optional
            self.members.add(at)
            if member.key in seen and optional:
                raise self.wrong(
                    at,
                    "est une clé répétée : elle ne peut pas être facultative",
                    "is a repeated key: it cannot be optional",
                )
            seen.add(member.key)
            built.append(
                Member(
                    key=member.key,
                    literal=key_node.literal,
                    lead=text[previous : key_node.start],
                    colon=text[key_node.end : value.start],
                    value=self.node(value, at),
                    optional=optional,
                    start=key_node.start,
                    end=key_node.end,
                )
            )
            previous = value.end
        by_key = {member.key: member for member in reversed(built)}
        return Object(
            path, start, end, tuple(built), built[0].lead, text[previous : end - 1],
            declared.nullable, by_key,
        )  # fmt: skip

    def keyed(
        self, node: Node, members: list[DocumentMember], path: str, declared: Declared
    ) -> Repeat:
        """An object whose keys are data: its member repeats."""
        if not members:
            raise self.wrong(
                path,
                ': « repeat = "member" » demande un membre dans le modèle vierge',
                ': `repeat = "member"` wants a member to show in the blank',
            )
        if declared.key_kind is None:
            raise self.wrong(
                path,
                ': « repeat = "member" » demande un « key_kind »',
                ': `repeat = "member"` wants a `key_kind`',
            )
        self.refuse(path, declared, ("sample",), ("vaut pour une liste", "applies to an array"))
        samples = list(node.members())
        spans = [(m.key_node.start, m.value.end) for m in samples]
        first = samples[0]
        at = join(path, ANY)
        slot = self.new_slot(
            first.key_node.start, first.key_node.end, at,
            Declared(kind=declared.key_kind, concept=declared.concept, inferred=declared.inferred),
            "string", first.key_node.literal,
        )  # fmt: skip
        key = slot._replace(is_key=True, presumed=False, empty=True, type="string")
        self.slots[key.id] = key
        colon = self.text[first.key_node.end : first.value.start]
        colons = {self.text[m.key_node.end : m.value.start] for m in samples}
        items = self.samples([m.value for m in samples], at)
        if items is None or len(colons) > 1:
            raise self.wrong(
                path,
                ": ses membres diffèrent par plus que leurs champs",
                ": its members differ in more than their slots",
            )
        return self.repeat(node, spans, path, declared, items, key, colon)

    def array(self, node: Node, path: str, declared: Declared) -> TemplateNode:
        self.refuse(
            path, declared, ("key_kind", "repeat"), ("vaut pour un objet", "applies to an object")
        )
        elements = list(node.elements())
        text, start, end = self.text, node.start, node.end
        if not elements:
            self.refuse(
                path,
                declared,
                ("min", "max", "separator"),
                ("demande un élément : donnez « sample »", "wants an element: give `sample`"),
            )
            return Constant(path, start, end, text[start:end], declared.nullable)
        spans = [(element.start, element.end) for element in elements]
        gaps = {text[a[1] : b[0]] for a, b in pairwise(spans)}
        if len(gaps) <= 1:
            item = self.samples(elements, join(path, ANY))
            if item is not None:
                return self.repeat(node, spans, path, declared, item, None, b"")
        self.refuse(
            path,
            declared,
            _REPEAT_ONLY,
            (
                "ne s'applique pas : les exemples diffèrent, la liste est donc fixe",
                "does not apply: the samples differ, so the array is fixed",
            ),
        )
        leads = []
        previous = start + 1
        built = []
        for index, element in enumerate(elements):
            leads.append(text[previous : element.start])
            built.append(self.node(element, join(path, index)))
            previous = element.end
        return Tuple(
            path,
            start,
            end,
            tuple(built),
            tuple(leads),
            text[previous : end - 1],
            declared.nullable,
        )

    def samples(self, nodes: list[Node], path: str) -> TemplateNode | None:
        """The template of these samples if they differ in slot literals only, else nothing."""
        slots, count, used = list(self.slots), self.repeats, set(self.used)
        built = self.node(nodes[0], path)
        mine = self.slots[len(slots) :]
        for node in nodes[1:]:
            probe = _Builder.__new__(_Builder)
            probe.text, probe.manifest, probe.name = self.text, self.manifest, self.name
            probe.slots, probe.repeats, probe.used, probe.style = [], 0, set(), self.style
            probe.members = set()
            other = probe.node(node, path)
            if not same_shape(self.text, built, other):
                self.slots, self.repeats, self.used = slots, count, used
                return None
            for slot, found in zip(mine, probe.slots, strict=False):
                self.merge(slot.id, found)
            mine = self.slots[len(slots) :]
        return _refreshed(built, self.slots) if len(nodes) > 1 else built

    def merge(self, slot_id: int, other: Slot) -> None:
        """One more sample of a slot."""
        slot = self.slots[slot_id]
        if other.literal in slot.shown:
            return
        decimals = slot.decimals if slot.decimals == other.decimals else None
        self.slots[slot_id] = slot._replace(
            shown=(*slot.shown, other.literal),
            # A blank literal in any sample shows that the place is to be filled.
            presumed=slot.presumed and other.presumed,
            empty=slot.empty or (other.empty and not slot.declared.fixed),
            decimals=decimals,
        )

    def repeat(
        self, node: Node, spans: list[tuple[int, int]], path: str, declared: Declared,
        item: TemplateNode, key: Slot | None, colon: bytes,
    ) -> Repeat:  # fmt: skip
        text = self.text
        opening = text[node.start + 1 : spans[0][0]]
        separator, origin = self.separator(text, spans, opening, declared)
        low = 1 if declared.min is None else declared.min
        if low < 0 or (declared.max is not None and declared.max < max(low, 1)):
            raise self.wrong(
                path,
                ": « min » et « max » se contredisent",
                ": `min` and `max` contradict one another",
            )
        repeat = Repeat(
            path, node.start, node.end, self.repeats, item, opening, separator,
            text[spans[-1][1] : node.end - 1], low, declared.max, origin, key, colon,
            declared.nullable,
        )  # fmt: skip
        self.repeats += 1
        return repeat

    def separator(
        self, text: bytes, spans: list[tuple[int, int]], opening: bytes, declared: Declared
    ) -> tuple[bytes, Origin]:
        """The text between two elements, and where it comes from."""
        if declared.separator is not None:
            return declared.separator.encode(), "declared"
        if len(spans) > 1:
            return text[spans[0][1] : spans[1][0]], "shown"
        if b"\n" in opening or b"\r" in opening:
            return b"," + opening, "newline"
        if self.style.comma_blank is not None:
            return b"," + self.style.comma_blank, "comma-blank"
        return b",", "comma"


def repeats(node: TemplateNode) -> Iterator[Repeat]:
    """Every repeated element of a tree."""
    if isinstance(node, Object):
        for member in node.members:
            yield from repeats(member.value)
    elif isinstance(node, Tuple):
        for element in node.elements:
            yield from repeats(element)
    elif isinstance(node, Repeat):
        yield node
        yield from repeats(node.item)


def same_shape(text: bytes, a: TemplateNode, b: TemplateNode) -> bool:
    """Whether two parts of a blank have the same fixed text and slots of the same types."""
    if isinstance(a, Slot) and isinstance(b, Slot):
        return a.type == b.type
    if isinstance(a, Constant) and isinstance(b, Constant):
        return a.literal == b.literal
    if isinstance(a, Object) and isinstance(b, Object):
        return (
            len(a.members) == len(b.members)
            and a.close == b.close
            and all(
                (x.literal, x.lead, x.colon) == (y.literal, y.lead, y.colon)
                and same_shape(text, x.value, y.value)
                for x, y in zip(a.members, b.members, strict=True)
            )
        )
    if isinstance(a, Tuple) and isinstance(b, Tuple):
        return (a.leads, a.close, len(a.elements)) == (b.leads, b.close, len(b.elements)) and all(
            same_shape(text, x, y) for x, y in zip(a.elements, b.elements, strict=True)
        )
    if isinstance(a, Repeat) and isinstance(b, Repeat):
        return (
            (a.open, a.close, a.separator, a.colon) == (b.open, b.close, b.separator, b.colon)
            and (a.key is None) == (b.key is None)
            and same_shape(text, a.item, b.item)
        )
    return False


def _refreshed(node: TemplateNode, slots: list[Slot]) -> TemplateNode:
    """The same tree with the slots as they are after merging."""
    if isinstance(node, Slot):
        return slots[node.id]
    if isinstance(node, Object):
        members = tuple(
            member._replace(value=_refreshed(member.value, slots)) for member in node.members
        )
        return node._replace(members=members, by_key={m.key: m for m in reversed(members)})
    if isinstance(node, Tuple):
        return node._replace(elements=tuple(_refreshed(e, slots) for e in node.elements))
    if isinstance(node, Repeat):
        return node._replace(item=_refreshed(node.item, slots))
    return node


_SCALAR_ONLY = (
    "type", "fixed", "free", "required", "may_be_empty", "enum", "decimals", "kind", "pattern",
)  # fmt: skip
_REPEAT_ONLY = ("min", "max", "separator")
_CONTAINER_ONLY = (*_REPEAT_ONLY, "sample", "repeat", "key_kind")
