"""On every reference model and on random templates: what ``fix`` gives back, and what it never does."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check import catalog, exactness
from asp_check.document import read
from asp_check.exactness.slips import spare_commas
from asp_check.finding import Problem
from asp_check.pointer import generalise
from asp_check.repair import Fixed, fix, is_fixable, scope_of
from asp_check.repair.same import ONCE, fingerprint
from asp_check.template import Template, build
from tests.exactness.strategies import ROOTS, STYLES, blank, filled
from tests.repair.mutations import mutated

SCHEMAS = Path(__file__).parents[2] / "schemas"
MODELS = sorted(path.parent for path in SCHEMAS.rglob("manifest.toml"))

KEYS = {"T101", "T102", "T103", "T104"}

JUNK = st.one_of(
    st.sampled_from(
        [b"", b" ", b",", b",,", b'"', b"{", b"}", b"[", b"]", b":", b"0", b"\n", b"\r", b"\r\n", b"\xc2\xa0", b"\xe9",
         b"\\", b"null", b"1e3", b"-0", b"x", b"// a\n", b"\xef\xbb\xbf", b"\x00", b'"k":1,', b',"k":{"a":[1,2]}']
    ),
    st.binary(max_size=3),
)  # fmt: skip


@st.composite
def cases(draw: Any) -> tuple[Template, bytes]:
    """A template and an exact file of it."""
    tree, style = draw(ROOTS), draw(STYLES)
    return build(blank(tree, style), name="random"), filled(tree, style, draw)


def key(problem: Problem) -> tuple[str, str | None]:
    """What a problem is known by, before and after."""
    return problem.rule, None if problem.rule in ONCE else generalise(problem.pointer or "")


def values(data: bytes) -> Any:
    """The data as the standard library reads them, repeated keys kept; of what is no JSON, nothing."""

    def pairs(members: list[tuple[str, Any]]) -> Any:
        return {"": sorted(members, key=repr)}

    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, parse_float=Decimal, parse_int=Decimal, object_pairs_hook=pairs)
    except (ValueError, RecursionError, ArithmeticError):
        return None


def assert_sound(data: bytes, template: Template) -> None:
    """What holds of any file whatsoever."""
    fixed = fix(data, template)
    assert fixed.failure is None
    assert fixed.changed == (fixed.data != data)
    # An oracle that shares nothing with the package.
    known = values(data)
    assert known is None or values(fixed.data) == known
    again = fix(fixed.data, template)
    assert again.data == fixed.data, again.repairs
    before, after = exactness.check(template, data), exactness.check(template, fixed.data)
    first = before.document or read(data)
    if first.codec == "utf-8" and (spare := spare_commas(data)) and not read(spare.text).problems:
        first = read(spare.text)  # Commas near one another lead the reader astray.
    assert fingerprint(first) == fingerprint(after.document or read(fixed.data))
    scope = scope_of(before.problems, template)
    had, left = Counter(map(key, before.problems)), Counter(map(key, fixed.left))
    repaired = Counter(key(p) for p in before.problems if is_fixable(p, scope))
    for one, count in had.items():
        # Of a guessed structure the guess may be a better one: then more goes away than was said.
        assert left[one] <= count - repaired[one], one
        # A member in its place may turn out to be one that is misspelled.
        better = one[0] in KEYS or not scope.certain
        assert better or left[one] == count - repaired[one], one
    if scope.certain:
        strangers = any(problem.rule in KEYS for problem in before.problems)
        assert strangers or not left - had
    else:
        assert len(fixed.left) <= len(before.problems)


@pytest.mark.parametrize("folder", MODELS, ids=lambda f: "-".join(f.parts[-3:]))
def test_a_reference_model_gets_its_exact_file_back(folder: Path) -> None:
    template = catalog.load(str(folder))
    exact = folder.joinpath("example.json").read_bytes()

    @settings(max_examples=5, deadline=None)
    @given(st.data())
    def give_back(data: Any) -> None:
        changed = mutated(template, exact, data.draw)
        fixed = fix(changed, template)
        assert fixed.failure is None
        assert fixed.data == exact

    give_back()


@settings(max_examples=120, deadline=None)
@given(cases(), st.data())
def test_a_random_template_gets_its_exact_file_back(
    case: tuple[Template, bytes], data: Any
) -> None:
    template, exact = case
    assert fix(exact, template) == Fixed(exact, (), exactness.check(template, exact).problems)
    changed = mutated(template, exact, data.draw)
    fixed = fix(changed, template)
    assert fixed.failure is None
    assert fixed.data == exact


@settings(max_examples=150, deadline=None)
@given(cases(), st.data())
def test_any_bytes_are_left_sound(case: tuple[Template, bytes], data: Any) -> None:
    template, exact = case
    changed = exact
    if data.draw(st.booleans()):
        changed = mutated(template, exact, data.draw)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(changed)))
        to = data.draw(st.integers(at, min(len(changed), at + 3)))
        changed = changed[:at] + data.draw(JUNK) + changed[to:]
    assert_sound(changed, template)
