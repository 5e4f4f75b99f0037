"""What is read of papers that are drawn as vendors draw them: never wrong, never "absent" for nothing.

``python -m tests.pieces.accuracy`` prints every value that is not read, and the shares.
"""

from __future__ import annotations

from functools import cache

import pytest

from asp_check.pieces import docx, image, pdf
from asp_check.pieces.model import Paper
from tests.pieces.accuracy import Known, Outcome, known, outcomes

KNOWN = tuple(known())
READERS = {".pdf": pdf.read, ".docx": docx.read}
SHARE = 0.95
"""Of a quarter of the born-digital papers, tricks among them; the figure is in docs/pieces.md."""

each = pytest.mark.parametrize("one", KNOWN, ids=lambda one: one.name)


def paper(one: Known) -> Paper:
    reader = READERS.get(one.path.suffix, image.read)
    return reader(one.path.read_bytes(), one.path.name)


@cache
def found(name: str) -> tuple[Outcome, ...]:
    one = next(one for one in KNOWN if one.name == name)
    return tuple(outcomes(one, paper(one)))


def told(out: Outcome) -> tuple[str, ...]:
    return out.concept, out.subject, out.written, out.found


@each
def test_nothing_is_read_wrong_or_said_absent(one: Known) -> None:
    assert [told(out) for out in found(one.name) if out.state in {"wrong", "absent"}] == []


@pytest.mark.parametrize("one", [o for o in KNOWN if o.is_scanned], ids=lambda one: one.name)
def test_of_a_scan_nothing_is_sure(one: Known) -> None:
    assert [told(out) for out in found(one.name) if out.state == "read"] == []


def test_most_of_what_is_born_digital_is_read() -> None:
    every = [out for one in KNOWN[::4] if not one.is_scanned for out in found(one.name)]
    assert len(every) > 1000
    assert sum(out.state == "read" for out in every) / len(every) >= SHARE


TWINS = tuple(one for one in KNOWN if one.name.endswith("-changed"))


@pytest.mark.parametrize("one", TWINS, ids=lambda one: one.name)
def test_what_one_change_changes_is_seen_or_was_not_read(one: Known) -> None:
    """Held against the truth of its twin, the paper does not read the same."""
    twin = next(o for o in KNOWN if o.name == one.name.removesuffix("-changed"))
    as_twin = outcomes(twin, paper(one))
    before = {(out.concept, out.subject, out.state) for out in found(twin.name)}
    after = {(out.concept, out.subject, out.state) for out in as_twin}
    concept = one.truth["changed"]["concept"]
    read = any(out.state == "read" and out.concept == concept for out in found(twin.name))
    assert (before != after) is read
