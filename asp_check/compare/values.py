"""What changed in what a place accepts: its type, its bounds, its values, its meaning."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.compare.change import Change
from asp_check.describe.words import literal_words, value_words
from asp_check.manifest import Node as Declared
from asp_check.template import Repeat, Slot, TemplateNode
from asp_check.text import visible

_FLAGS = ("required", "may_be_empty", "fixed", "free")
_TEXTS = ("kind", "pattern", "concept")


def literal_changes(old: Slot, new: Slot) -> Iterator[Change]:
    """What changed in the literal that the blank shows."""
    at = new.path
    if old.type != new.type:
        yield Change("type", at, old.type, new.type, new)
    if old.literal != new.literal:
        # A filled literal is part of the model; an empty one only shows where to write.
        kind = "blank-literal" if old.empty and new.empty else "literal"
        if kind == "literal" or old.type == new.type:
            yield Change(kind, at, literal_words(old.literal), literal_words(new.literal), new)


def slot_changes(old: Slot, new: Slot) -> Iterator[Change]:
    """What changed in what the manifest says of a slot."""
    yield from _nullable(old, new)
    for flag in _FLAGS:
        yield from _flag(flag, getattr(old.declared, flag), getattr(new.declared, flag), new)
    yield from _enumeration(old, new)
    yield from _decimals(old, new)
    for name in _TEXTS:
        yield from _text(name, getattr(old.declared, name), getattr(new.declared, name), new)


def container_changes(
    old: TemplateNode, new: TemplateNode, before: Declared, after: Declared
) -> Iterator[Change]:
    """What changed in an object or an array, apart from what it holds."""
    yield from _nullable(old, new)
    yield from _text("concept", before.concept, after.concept, new)
    if isinstance(old, Repeat) and isinstance(new, Repeat):
        if old.min != new.min:
            yield Change("min", new.path, str(old.min), str(new.min), new)
        if old.max != new.max:
            yield Change("max", new.path, _maybe(old.max), _maybe(new.max), new)
        kinds = [node.key.declared.kind if node.key else None for node in (old, new)]
        yield from _text("key_kind", kinds[0], kinds[1], new)


def _maybe(value: object) -> str | None:
    return None if value is None else visible(str(value))


def _nullable(old: TemplateNode, new: TemplateNode) -> Iterator[Change]:
    yield from _flag("nullable", old.nullable, new.nullable, new)


def _flag(name: str, before: bool, after: bool, node: TemplateNode) -> Iterator[Change]:
    if before != after:
        yield Change(name if after else f"not-{name}", node.path, node=node)


def _text(name: str, before: str | None, after: str | None, node: TemplateNode) -> Iterator[Change]:
    if before != after:
        yield Change(name, node.path, _maybe(before), _maybe(after), node)


def _enumeration(old: Slot, new: Slot) -> Iterator[Change]:
    before, after = old.declared.enum, new.declared.enum
    if not before and not after:
        return
    if not before or not after:
        yield Change("enum", new.path, _listed(before), _listed(after), new)
        return
    gone = [value for value in before if value not in after]
    come = [value for value in after if value not in before]
    if gone or come:
        yield Change("enum-values", new.path, _listed(gone), _listed(come), new)


def _listed(values: object) -> str | None:
    if not isinstance(values, list | tuple) or not values:
        return None
    return ", ".join(map(value_words, values))


def _decimals(old: Slot, new: Slot) -> Iterator[Change]:
    before, after = old.declared.decimals, new.declared.decimals
    if before != after:
        yield Change("decimals", new.path, _maybe(before), _maybe(after), new)
