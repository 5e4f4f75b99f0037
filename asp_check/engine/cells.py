"""What one paper says of one concept, held against the request."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from asp_check.pieces.equality import Equality, State, compare
from asp_check.pieces.matching import bears
from asp_check.pieces.model import Item, Piece, Reading
from asp_check.pieces.wording import fold
from asp_check.rules.common.case import Value
from asp_check.rules.common.matter import Cell
from asp_check.rules.common.names import contains_name, same_name

IDENTIFIERS = (
    "client.finess", "client.siret", "client.am", "practitioner.rpps", "practitioner.idnps",
    "practitioner.adeli",
)  # fmt: skip
"""What tells the establishments of one order apart, the most certain first."""

FIRST_NAMES = {
    "order.signatory": "order.signatory_first_name",
    "va.signatory": "va.signatory_first_name",
    "mom.signatory": "mom.signatory_first_name",
    "practitioner.name": "practitioner.first_name",
}
"""The names of people, and what the request may have beside them."""

LAST_NAMES = {first: last for last, first in FIRST_NAMES.items()}
"""The same, the other way round."""

PARTIAL = frozenset({"va", "mom", "invoice"})
"""Pieces that may be about some of the establishments of an order only."""

_KINDS = (
    ("vat_rate", "vat-rate"), ("excl_tax", "amount"), ("incl_tax", "amount"), ("vat", "amount"),
    ("segur_amount", "amount"), ("date", "date-iso"), ("finess", "finess"), ("siret", "siret"),
    ("siren", "siren"), ("rpps", "rpps"), ("idnps", "idnps"),
)  # fmt: skip
"""What a value is by the end of its concept, where neither the model nor pieces.toml says."""

_WORST: Sequence[State] = (
    "different", "absent", "unnamed", "unclear", "confirmed", "normalised", "equal",
)  # fmt: skip
_DIFFERENT = Equality("different")
_MOST_PAIRS = 10_000
"""Pairs of values that are looked at one by one, beyond those that are written alike."""


def cell(
    piece: Piece,
    item: Item,
    values: Sequence[Value],
    readings: tuple[Reading, ...],
    doubt: str,
    first_names: Sequence[str],
    elsewhere: Collection[str] = (),
) -> Cell:
    """What a paper says of a concept, held against the values of the request.

    ``doubt`` is why it is unclear whatever it says; ``first_names`` stand beside the names of people;
    ``elsewhere`` are the establishments that other papers of the same kind are about.
    """
    states = {reading.state for reading in readings}
    if doubt == "not-about":
        return Cell(piece, readings, "unclear", doubt=doubt)
    if not readings or states == {"unnamed"}:
        return Cell(piece, readings, "unnamed")
    given = [value for value in values if not value.empty]
    if _is_list_run_together(item, given, readings):
        return Cell(piece, readings, "normalised", ("lines",))
    if doubt or "unclear" in states:
        found = next((r.doubt for r in readings if r.state == "unclear"), "")
        differs = _differs(item, given, readings, first_names)
        return Cell(piece, readings, "unclear", doubt=doubt or found, differs=differs)
    read = tuple(reading for reading in readings if reading.state == "read")
    if not read:
        return Cell(piece, readings, "absent")
    if not given:
        return Cell(piece, read, "given")
    if any(not value.sound for value in given):
        return Cell(piece, read, "unclear", doubt="request")
    return _compared(piece, item, given, read, first_names, elsewhere)


def within_names(one: Cell, names: Sequence[Reading], whole: Sequence[str]) -> Cell:
    """The cell of a first name that no label names, where the name beside it has it: « Anne Le Goff »."""
    for reading in names:
        if reading.state == "read" and any(same_name(name, reading.value) for name in whole):
            return one._replace(readings=(reading,), state="normalised", steps=("name",))
    return one


def _is_list_run_together(
    item: Item, given: Sequence[Value], readings: tuple[Reading, ...]
) -> bool:
    """Whether a paper has the very list of the request, but where one value ends is not to be seen."""
    if item.type != "list" or len(given) < 2 or len(readings) != 1:
        return False
    (reading,) = readings
    torn = reading.state == "unclear" and reading.doubt in ("form", "extent")
    whole = " ".join(value.text for value in given)
    return torn and all(value.sound for value in given) and fold(reading.value) == fold(whole)


def _differs(
    item: Item, given: Sequence[Value], readings: tuple[Reading, ...], first_names: Sequence[str]
) -> bool:
    """Whether what was read, if it is right, is none of the values of the request."""
    read = [reading._replace(state="read") for reading in readings if reading.value]
    if not read or not given or len(read) * len(given) > _MOST_PAIRS:
        return False
    return all(
        value.sound and equality(item, value, reading, first_names).state == "different"
        for value in given
        for reading in read
    )


def _compared(
    piece: Piece,
    item: Item,
    given: Sequence[Value],
    read: tuple[Reading, ...],
    first_names: Sequence[str],
    elsewhere: Collection[str],
) -> Cell:
    """Every value of the request has its like on the paper, and the other way round."""
    # The same value twice, on either side, is said once.
    values = {value.text: value for value in given}
    left = {reading.value: reading for reading in read}
    several = len(left) > 1
    # A paper about some of the establishments only names those.
    partial = piece.role in PARTIAL and item.concept in IDENTIFIERS
    found = list(_paired(item, values, left, first_names))
    if len(values) * len(left) <= _MOST_PAIRS:
        found += _matched(item, values, left, first_names)
    if values and not (partial and all(_key(text) in elsewhere for text in values)):
        found.append(_DIFFERENT)
    if left and (several or partial):
        found.append(_DIFFERENT)
    worst = min(found, key=lambda one: _WORST.index(one.state), default=_DIFFERENT)
    steps = dict.fromkeys(step for one in found for step in one.steps)
    return Cell(piece, read, worst.state, tuple(steps), worst.doubt)


def _paired(
    item: Item, values: dict[str, Value], left: dict[str, Reading], first_names: Sequence[str]
) -> Iterator[Equality]:
    """Those that are written alike, taken out of both: an order may have thousands."""
    for key in (str, _key, fold):
        written = {key(text): text for text in left}
        for text in list(values):
            like = written.pop(key(text), None)
            if like is None:
                continue
            result = equality(item, values[text], left[like], first_names)
            if result.state not in ("different", "unclear"):
                del values[text], left[like]
                yield result


def _matched(
    item: Item, values: dict[str, Value], left: dict[str, Reading], first_names: Sequence[str]
) -> Iterator[Equality]:
    """Those that are the same for all that, each with the nearest; taken out of both."""
    for text, value in list(values.items()):
        results = [(equality(item, value, r, first_names), r) for r in left.values()]
        best = max(results, key=lambda pair: _WORST.index(pair[0].state), default=None)
        if best is not None and best[0].state != "different":
            del values[text], left[best[1].value]
            yield best[0]


def _key(text: str) -> str:
    return "".join(text.split()).upper()


def equality(item: Item, value: Value, reading: Reading, first_names: Sequence[str]) -> Equality:
    """Whether one writing of a paper is that of the request."""
    found = compare(item, _kind(item, value), value.text, reading)
    if found.state != "different":
        return found
    step = ""
    if item.concept in FIRST_NAMES or item.concept == "invoice.name":
        step = "name" if _is_same_person(value.text, reading.value, first_names) else ""
    elif item.concept == "order.number" and bears(fold(reading.value), (fold(value.text),)):
        step = "around"
    return Equality("confirmed" if reading.by else "normalised", (step,)) if step else found


def _is_same_person(name: str, written: str, first_names: Sequence[str]) -> bool:
    """Whether a paper names this person; it writes in one place what the request has in two."""
    whole = [f"{first} {name}" for first in first_names if first]
    if any(same_name(one, written) for one in (name, *whole)):
        return True
    # Of somebody whose first name is not known, the name is enough: « Docteur Yann Kermarrec ».
    return not whole and contains_name(written, name)


def _kind(item: Item, value: Value) -> str:
    declared = item.kind or value.slot.declared.kind
    if declared or item.type != "text":
        return declared or ""
    return next((kind for end, kind in _KINDS if item.concept.endswith(end)), "")
