"""What rules on pieces share: which values differ, where they stand, what could not be settled."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from asp_check.causes.cause import Text
from asp_check.facts import Given
from asp_check.finding import Elsewhere, Severity
from asp_check.pieces.equality import compare
from asp_check.pieces.model import Item, Piece, Reading, Role
from asp_check.pieces.wording import fold
from asp_check.pieces.words import DOUBTS
from asp_check.rules.common.case import Value
from asp_check.rules.common.identifiers import KINDS, number
from asp_check.rules.common.matter import (
    Cell,
    Charge,
    Matter,
    Open,
    Row,
    Seen,
    given_values,
    named,
    texts,
    unsettled,
)
from asp_check.rules.common.names import contains_name, same_name

NAMES = frozenset({
    "client.name", "client.legal_name", "invoice.name", "supplier.name", "order.signatory",
    "order.signatory_first_name", "va.signatory", "va.signatory_first_name", "va.signatory_entity",
    "mom.signatory", "mom.signatory_first_name", "practitioner.name", "practitioner.first_name",
})  # fmt: skip
"""Names, which people abbreviate, or write first and last in one place."""

FIRST_NAMES = frozenset({"order.signatory", "va.signatory", "mom.signatory", "practitioner.name"})
"""Names of people, whose first names the request may have beside them."""

AGREE = frozenset({"equal", "normalised", "confirmed"})
"""The states of a paper that says the same as the request."""

AMOUNTS = frozenset({
    "amount.excl_tax", "amount.vat", "amount.incl_tax",
    "total.excl_tax", "total.vat", "total.incl_tax",
})  # fmt: skip
"""Sums of an order."""


SEEMS = Text(
    "{concept}\u00a0: la demande indique «\u00a0{found}\u00a0»\u00a0; on croit lire "
    "«\u00a0{other}\u00a0» sur {piece} ({reason}). Vérifiez.",
    "{concept}: the request says “{found}”; {piece} seems to say “{other}” ({reason}). Check it.",
)
"""The message for what is not sure; a rule gives it under ``cause`` ``unclear``."""


# --- Which values differ


def differing(matter: Matter, row: Row, cell: Cell) -> tuple[list[Value], list[Reading]]:
    """The values that a paper does not have, and what it says instead; names as people write them."""
    item = matter.items[cell.piece.role, row.concept]
    values, readings = given_values(row), list(cell.readings)
    # An order may have hundreds of establishments: most are written alike, blanks aside.
    written = {key(reading.value): reading for reading in readings}
    near = {key(value.text): value for value in values}
    same = {k for k in near.keys() & written.keys() if _alike(item, near[k], written[k])}
    values = [value for value in values if key(value.text) not in same]
    readings = [reading for reading in readings if key(reading.value) not in same]
    like = [(v, r) for v in values for r in readings if _alike(item, v, r)]
    return (
        [value for value in values if not any(value is v for v, _ in like)],
        [reading for reading in readings if not any(reading is r for _, r in like)],
    )


def _alike(item: Item, value: Value, reading: Reading) -> bool:
    kind = item.kind or value.slot.declared.kind or ""
    if compare(item, kind, value.text, reading).state != "different":
        return True
    if item.concept not in NAMES or item.concept in FIRST_NAMES:
        return False  # Whether it is the same person was settled with the first name.
    return same_name(value.text, reading.value) or contains_name(reading.value, value.text)


def otherwise(matter: Matter, row: Row, cell: Cell) -> Charge | None:
    """A charge where a paper says otherwise than the request, or nothing; names as people write them.

    What is not sure, but would be otherwise if it is right, only warns.  Its ``params`` are ``concept``, ``piece``, ``found``, ``other`` and ``cause``: the state of the cell.
    """
    given = given_values(row)
    if not given:
        return None
    if cell.state == "unclear" and cell.differs:
        return _seeming(row, cell, given)
    if cell.state not in {"different", "absent"}:
        return None
    values, readings = given, list(cell.readings)
    if cell.state == "different":
        values, readings = differing(matter, row, cell)
        if not values and (is_shared(cell.piece) or (row.concept in NAMES and not readings)):
            return None
    # Where one side has all of the other and more, the two wholes are shown.
    if not values or not readings:
        values, readings = given, list(cell.readings)
    item = matter.items[cell.piece.role, row.concept]
    other = "" if cell.state == "absent" else texts(readings)
    params = {"found": texts(values), "other": other, "cause": cell.state}
    return Charge(
        values[0],
        {**named(row.concept, cell.piece), **params},
        [Seen(cell.piece, readings[0])],
        # A number or a date of a paper is not written as the request writes it.
        expected=other if other and item.kind in {"", "text"} and len(readings) == 1 else None,
    )


def _seeming(row: Row, cell: Cell, given: Sequence[Value]) -> Charge:
    """What a paper seems to say, and is not what the request says."""
    why = DOUBTS.get(cell.doubt, DOUBTS["unclear"])
    params = {
        **named(row.concept, cell.piece), "found": texts(given), "other": cell.text,
        "cause": "unclear", "reason_fr": why.fr, "reason_en": why.en,
    }  # fmt: skip
    seen = next((reading for reading in cell.readings if reading.value), cell.readings[0])
    return Charge(given[0], params, [Seen(cell.piece, seen)], Severity.WARNING)


def attested(matter: Matter, concepts: Collection[str], *roles: Role) -> Iterator[Charge | Open]:
    """What papers that attest the same things say otherwise, and what of it could not be settled.

    One of them is enough: a paper that says nothing is no matter where another one agrees.
    """
    for row in matter.rows:
        cells = [cell for cell in row.cells if cell.piece.role in roles]
        if row.concept not in concepts or not given_values(row):
            continue
        is_told = any(cell.state in AGREE for cell in cells)
        for cell in cells:
            if not (is_told and cell.state in ("absent", "unnamed")):
                answers = unsettled(cell, row.concept), otherwise(matter, row, cell)
                yield from (answer for answer in answers if answer is not None)


def is_same(item: Item, one: Reading, other: Reading) -> bool:
    """Whether two papers say the same, as far as can be told."""
    return compare(item, item.kind, one.value, other).state != "different"


# --- Where it stands


def value_at(matter: Matter, concept: str, subject: str = "") -> Value | None:
    """The value of the request that a paper's value is about: its own, else its establishment's.

    ``None`` where it is about the order as a whole, or cannot be told.
    """
    wanted = key(subject)
    rows = [row for row in matter.rows if row.concept == concept and row.values]
    if len(rows) == 1 and not (wanted and rows[0].subject and rows[0].subject != wanted):
        return rows[0].values[0]
    if not wanted:
        return None
    own = (row.values[0] for row in rows if row.subject == wanted)
    site = (v for kind in KINDS for v in matter.find(kind) if number(v) == wanted)
    return next(own, None) or next(site, None)


def is_told_beside(
    matter: Matter, piece: Piece, concepts: Collection[str], subject: str = ""
) -> bool:
    """Whether another paper of the same role and order gives one of these: an annex need not."""
    return any(
        reading.state in ("read", "unclear")
        for other in matter.pieces.get(piece.role, ())
        if other is not piece
        for concept in concepts
        for reading in other.all(concept)
        if key(reading.subject) in (subject, "") or not subject
    )


def is_shared(piece: Piece) -> bool:
    """Whether a paper is about several orders, by their numbers."""
    read = (reading for reading in piece.all("order.number") if reading.state == "read")
    return len({fold(reading.value) for reading in read}) > 1


def page_of(piece: Piece) -> Elsewhere:
    """A piece as a whole: where it begins."""
    return Elsewhere(
        piece.paper.path, piece.role, page=piece.pages[0] if piece.paper.pages else None
    )


def key(identifier: str) -> str:
    """An identifier as the rows of an order have it."""
    return "".join(identifier.split()).upper()


# --- What is not known


def is_liable(matter: Matter, given: Given) -> bool | None:
    """Whether the supplier is liable to VAT, by the request, else by the configuration."""
    found = matter.find("supplier.vat_liable")
    truth = found[0].truth if len(found) == 1 and found[0].sound else None
    return given.supplier.vat_liable if truth is None else truth


def unread(piece: Piece, concept: str, readings: Sequence[Reading]) -> Open | None:
    """Why what a paper says of a concept cannot be told, where that is so."""
    states = {reading.state for reading in readings}
    if states <= {"unnamed"}:
        return unsettled(Cell(piece, tuple(readings), "unnamed"), concept)
    doubt = next((r.doubt for r in readings if r.state == "unclear"), None)
    if doubt is None:
        return None
    return unsettled(Cell(piece, tuple(readings), "unclear", doubt=doubt), concept)


def by_subject(piece: Piece, concept: str) -> dict[str, tuple[Reading, ...]]:
    """What a paper says of a concept, by establishment where it tells several apart."""
    found: dict[str, tuple[Reading, ...]] = {}
    for reading in piece.all(concept):
        subject = key(reading.subject)
        found[subject] = (*found.get(subject, ()), reading)
    return found
