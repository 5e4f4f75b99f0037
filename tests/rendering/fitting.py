"""Values that fit a template, drawn; where the example shows a value, those are drawn from, too."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from asp_check import catalog
from asp_check.document.strings import unescape
from asp_check.exactness.accept import accept, slots_of
from asp_check.rendering.reading import values
from asp_check.template import Constant, Object, Repeat, Slot, Template, TemplateNode, Tuple
from asp_check.template.literals import is_empty

ROOT = Path(__file__).parents[2]
MODELS = sorted(path.parent for path in (ROOT / "schemas").rglob("example.json"))

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12)


OF_KIND = {"date-iso": "2024-02-29", "date-fr": "29/02/2024", "siret": "35600000000048"}
"""A value of each kind of which an example may show none."""


def model(folder: Path) -> Template:
    return catalog.load(str(folder))


def example(folder: Path) -> bytes:
    return folder.joinpath("example.json").read_bytes()


def example_values(folder: Path) -> Any:
    return values(example(folder), "example.json")


def pool(template: Template, exact: bytes) -> Mapping[int, list[bytes]]:
    """The literals that an exact file has in each slot."""
    found: dict[int, list[bytes]] = {}
    for at in slots_of(accept(template, exact)):
        found.setdefault(at.slot.id, []).append(exact[at.start : at.end])
    return found


def fitting(template: Template, exact: bytes) -> st.SearchStrategy[Any]:
    """Values in the shape of the template."""
    return _node(template.root, pool(template, exact))


def _node(node: TemplateNode, shown: Mapping[int, list[bytes]]) -> st.SearchStrategy[Any]:
    if isinstance(node, Slot):
        return _slot(node, shown)
    found: st.SearchStrategy[Any]
    if isinstance(node, Object):
        always = {m.key: _node(m.value, shown) for m in node.members if not m.optional}
        perhaps = {m.key: _node(m.value, shown) for m in node.members if m.optional}
        found = st.fixed_dictionaries(always, optional=perhaps)
    elif isinstance(node, Tuple):
        found = st.tuples(*(_node(element, shown) for element in node.elements)).map(list)
    elif isinstance(node, Repeat) and node.key is not None:
        keys = st.sampled_from([unescape(one[1:-1]) for one in shown[node.key.id]])
        most = node.max or 3
        found = st.dictionaries(
            keys, _node(node.item, shown), min_size=min(node.min, 1), max_size=most
        )
    elif isinstance(node, Repeat):
        found = st.lists(_node(node.item, shown), min_size=node.min, max_size=node.max or 3)
    else:
        assert isinstance(node, Constant)
        found = st.just([] if node.container == "[" else {})
    return found | st.none() if node.nullable else found


def _slot(slot: Slot, shown: Mapping[int, list[bytes]]) -> st.SearchStrategy[Any]:
    literals = [one for one in shown.get(slot.id, [slot.literal]) if not is_empty(slot, one)]
    known = st.sampled_from([values(one, "") for one in literals]) if literals else None
    drawn: st.SearchStrategy[Any] | None = None
    if slot.type == "boolean":
        drawn = st.booleans()
    elif slot.declared.kind == "amount" and slot.declared.decimals == 2:
        drawn = st.decimals(Decimal("0.01"), Decimal(10**6), places=2)
    elif slot.type == "string" and slot.judged_as in (None, "text"):
        drawn = None if slot.declared.fixed or slot.declared.enum else TEXTS
    if slot.declared.fixed or (drawn is None and known is not None):
        drawn = known if known is not None else st.just(values(slot.literal, ""))
    if drawn is None:
        drawn = st.just(OF_KIND.get(slot.declared.kind or "", values(slot.literal, "")))
    return drawn | known if known is not None else drawn


def scalars(tree: Any, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The places of all scalars of a tree."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from scalars(value, (*pointer, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from scalars(value, (*pointer, index))
    else:
        yield pointer


def leaves(tree: Any, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The places of all scalars, and of what is empty."""
    if isinstance(tree, dict) and tree:
        for key, value in tree.items():
            yield from leaves(value, (*pointer, key))
    elif isinstance(tree, list) and tree:
        for index, value in enumerate(tree):
            yield from leaves(value, (*pointer, index))
    else:
        yield pointer


def put(tree: Any, place: tuple[str | int, ...], value: Any) -> Any:
    """A copy of the tree with another value at this place."""
    tree = copy.deepcopy(tree)
    here = tree
    for token in place[:-1]:
        here = here[token]
    here[place[-1]] = value
    return tree


def drop(tree: Any, place: tuple[str | int, ...]) -> Any:
    """A copy of the tree without what is at this place."""
    tree = copy.deepcopy(tree)
    here = tree
    for token in place[:-1]:
        here = here[token]
    del here[place[-1]]
    return tree
