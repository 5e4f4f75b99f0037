"""Whatever a manifest says of whatever blank: values drawn to fit are written, exact, and read back."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from asp_check import UsageError, exactness
from asp_check.manifest import Manifest, Node
from asp_check.rendering import RenderError, render
from asp_check.rendering.reading import values
from asp_check.template import Constant, Object, Repeat, Slot, Template, TemplateNode, build
from asp_check.template.source import sha256_hex
from tests.exactness.strategies import ROOTS, STYLES, blank
from tests.rendering.fitting import TEXTS

DECLARED = {
    "string": st.sampled_from([
        Node(), Node(fixed=True), Node(required=True), Node(free=True), Node(nullable=True),
        Node(enum=("a", "é/b")), Node(pattern="[a-z]{2}"), Node(kind="date-iso"), Node(type="any"),
    ]),
    "number": st.sampled_from([
        Node(), Node(fixed=True), Node(required=True), Node(decimals=0), Node(decimals=3),
        Node(type="integer"), Node(nullable=True), Node(free=True),
    ]),
    "boolean": st.sampled_from([Node(), Node(fixed=True), Node(nullable=True)]),
    "any": st.sampled_from([Node(), Node(type="string"), Node(type="number", decimals=2)]),
    "array": st.sampled_from([Node(), Node(min=0), Node(max=2), Node(nullable=True)]),
    "object": st.sampled_from([Node(), Node(nullable=True)]),
}  # fmt: skip


def nodes(node: TemplateNode, *, member: bool = False) -> Iterator[tuple[str, str, bool]]:
    """Every place: its path, what it is, whether it is a member."""
    if isinstance(node, Slot):
        yield node.path, node.type, member
    elif isinstance(node, Object):
        yield node.path, "object", member
        for one in node.members:
            yield from nodes(one.value, member=True)
    elif isinstance(node, Repeat):
        yield node.path, "array", member
        yield from nodes(node.item)


@st.composite
def templates(draw: Any) -> Template:
    """A random blank with a random manifest."""
    text = blank(draw(ROOTS), draw(STYLES))
    declared = {}
    for path, kind, member in nodes(build(text, name="x").root):
        found = draw(DECLARED[kind])
        if member and draw(st.integers(0, 3)) == 0:
            found = found._replace(optional=True)
        if path not in {"", "/amorce"}:
            declared[path] = found
    manifest = Manifest("T", "avance", sha256_hex(text), "reference", nodes=declared)
    try:
        return build(text, manifest)
    except UsageError:
        assume(False)
        raise


def fitting(node: TemplateNode) -> st.SearchStrategy[Any]:
    if isinstance(node, Slot):
        return scalar(node)
    found: st.SearchStrategy[Any] = st.just([])
    if isinstance(node, Object):
        always = {m.key: fitting(m.value) for m in node.members if not m.optional}
        perhaps = {m.key: fitting(m.value) for m in node.members if m.optional}
        found = st.fixed_dictionaries(always, optional=perhaps)
    elif isinstance(node, Repeat):
        most = 2 if node.max is None else node.max
        found = st.lists(fitting(node.item), min_size=node.min, max_size=most)
    elif isinstance(node, Constant) and node.container == "{":
        found = st.just({})
    return found | st.none() if node.nullable else found


def scalar(slot: Slot) -> st.SearchStrategy[Any]:
    declared = slot.declared
    places = 0 if slot.type == "integer" else declared.decimals
    places = slot.decimals if places is None else places
    numbers = st.decimals(1, 10**6, places=2 if places is None else places)
    if declared.fixed:
        found: st.SearchStrategy[Any] = st.just(values(slot.literal, ""))
    elif declared.enum:
        found = st.sampled_from(declared.enum)
    elif declared.pattern:
        found = st.from_regex("[a-z]{2}", fullmatch=True)
    elif declared.kind == "date-iso":
        found = st.just("2024-02-29")
    elif slot.type == "string":
        found = TEXTS
    elif slot.type == "boolean":
        found = st.booleans()
    elif slot.type == "any":
        found = TEXTS | numbers | st.booleans() | st.none()
    else:
        found = numbers
    return found | st.none() if slot.nullable else found


@settings(max_examples=120, deadline=None)
@given(templates(), st.data())
def test_values_that_fit(template: Template, data: st.DataObject) -> None:
    tree = data.draw(fitting(template.root))
    written = render(tree, template)
    outcome = exactness.check(template, written)
    assert outcome.accepted
    assert not {problem.rule for problem in outcome.problems} & {"V002"}
    assert values(written, "") == tree


@settings(max_examples=60, deadline=None)
@given(templates(), st.data())
def test_what_may_be_left_out_is_written_as_the_blank_has_it(
    template: Template, data: st.DataObject
) -> None:
    """Fixed and presumed values, and optional members, are left out: the file is exact all the same."""
    tree = data.draw(fitting(template.root))
    assert isinstance(template.root, Object)
    for member in template.root.members:
        left = isinstance(member.value, Slot) and (
            member.value.declared.fixed or member.value.presumed
        )
        if left or member.optional:
            tree.pop(member.key, None)
    try:
        written = render(tree, template)
    except RenderError as error:
        assert {fault.reason for fault in error.faults} <= {"blank"}  # noqa: PT017 - nothing is left
        return
    assert exactness.check(template, written).accepted
    back = values(written, "")
    assert {key: back[key] for key in tree} == tree
    assert Decimal not in {type(key) for key in back}
