"""What a rule on pieces looks at: one order of a request, and what each of its papers says of it.

A ``Row`` is one concept of the order, for one establishment where several are told apart: the values
of the request, and a ``Cell`` for each paper that was asked for it.  Rules look at rows; how two
writings of one value compare was settled before them.
"""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from asp_check.causes.cause import Text
from asp_check.concepts import CONCEPTS
from asp_check.finding import Elsewhere, Severity
from asp_check.pieces.figures import amount, moment
from asp_check.pieces.model import Item, Paper, Piece, Reading, Role
from asp_check.pieces.words import DOUBTS, ROLES
from asp_check.rules.common.case import Value

_NOTHING: Mapping[str, Any] = MappingProxyType({})

CellState = Literal[
    "equal", "normalised", "confirmed", "different", "absent", "unclear", "unnamed", "given"
]
"""What the comparison of a paper with the request came to; ``given``: the request has no value."""

SCENARIO = (
    "scenario.code", "scenario.label", "scenario.software", "scenario.report_sending",
    "scenario.dmp_feed", "scenario.mss_sending", "scenario.ins", "scenario.flow", "scenario.answer",
)  # fmt: skip
"""What the installation scenario is made of."""


class Cell(NamedTuple):
    """What one paper says of one concept, held against the request.

    ``steps`` are the normalisations that an equality needed; ``doubt`` is why it is unclear, and
    ``differs`` that it would be different if what was read is right.
    """

    piece: Piece
    readings: tuple[Reading, ...]
    state: CellState
    steps: tuple[str, ...] = ()
    doubt: str = ""
    differs: bool = False

    @property
    def text(self) -> str:
        """What is written there, several values together."""
        return " ; ".join(reading.value for reading in self.readings if reading.value)


class Row(NamedTuple):
    """One concept of an order; ``subject`` is the identifier of an establishment, or empty."""

    concept: str
    subject: str
    values: tuple[Value, ...]
    cells: tuple[Cell, ...]


class Beneficiaries(NamedTuple):
    """Another request: its identifiers and its amounts, with their places."""

    path: str
    orders: frozenset[str]
    identifiers: Mapping[str, Elsewhere]
    """Every identifier of a beneficiary, in capitals, with its place."""
    amounts: Mapping[str, tuple[Decimal, Elsewhere]]
    """The amount excluding tax declared for each of them; for a whole order, under its number."""


class Matter(NamedTuple):
    """One order, the pieces that go with it, and what they say."""

    number: Value | None
    find: Callable[[str], Sequence[Value]]
    """The values of a concept in this order."""
    rows: tuple[Row, ...]
    pieces: Mapping[Role, tuple[Piece, ...]]
    items: Mapping[tuple[Role, str], Item]
    """What was looked for, by role and concept."""
    advance: Beneficiaries | None = None

    def about(self, concepts: Collection[str], *roles: Role) -> Iterator[tuple[Row, Cell]]:
        """The cells of the papers of these roles on these concepts, with their rows."""
        for row in self.rows:
            if row.concept in concepts:
                for cell in row.cells:
                    if cell.piece.role in roles:
                        yield row, cell

    def readings(self, role: Role, concept: str) -> Iterator[tuple[Piece, Reading]]:
        """What the papers of a role say of a concept, with those papers."""
        for piece in self.pieces.get(role, ()):
            for reading in piece.all(concept):
                yield piece, reading

    def asks(self, role: Role, concept: str) -> bool:
        """Whether this concept is looked for in the papers of this role."""
        return (role, concept) in self.items


class Left(NamedTuple):
    """A piece that belongs to no order of the request, and why."""

    piece: Piece
    why: Text


class Unread(NamedTuple):
    """A paper that is no piece: it could not be read, or was not recognised.

    ``role`` is what the user said that it is.  ``hides``: it may hold what a rule asks for.
    ``told``: what is wrong with it is said elsewhere.
    """

    paper: Paper
    role: Role | None
    why: Text
    hides: bool
    told: bool = False


class Whole(NamedTuple):
    """All that goes with one request; ``others`` are the paths of the files that are no papers of it."""

    matters: tuple[Matter, ...]
    left: tuple[Left, ...]
    unread: tuple[Unread, ...]
    pieces: tuple[Piece, ...]
    advance: Beneficiaries | None = None
    others: tuple[str, ...] = ()


class Seen(NamedTuple):
    """A place of a paper that an objection speaks of."""

    piece: Piece
    reading: Reading | None = None


class Charge(NamedTuple):
    """What a rule on pieces has to say of an order.

    ``at`` is the value of the request that is concerned; ``None`` where it is the order as a whole.
    ``params`` fill the rule's message; ``severity`` and ``certainty`` override the rule's own.
    """

    at: Value | None
    params: Mapping[str, Any] = _NOTHING
    seen: Sequence[Seen | Elsewhere] = ()
    severity: Severity | None = None
    certainty: str | None = None
    expected: str | None = None
    source: str | None = None


class Open(NamedTuple):
    """What a rule could not settle, and so leaves the verdict open: why, and on which paper."""

    piece: Piece
    reason: Text


Answer = Charge | Open


THE: Mapping[str, Text] = MappingProxyType({
    "bdc": Text("le bon de commande", "the purchase order"),
    "va": Text("la VA", "the VA"),
    "mom": Text("la MOM", "the MOM"),
    "invoice": Text("la facture", "the invoice"),
    "pilot": Text("le PV pilote", "the pilot report"),
})  # fmt: skip
"""The pieces with their articles, for sentences."""


def named(concept: str, piece: Piece | None = None) -> dict[str, str]:
    """The parameters ``concept`` and ``piece`` of a message, in both languages."""
    fr, en = CONCEPTS.get(concept, (concept, concept))
    found = {"concept_fr": fr, "concept_en": en}
    if piece is not None:
        found |= {"piece_fr": THE[piece.role].fr, "piece_en": THE[piece.role].en}
    return found


def given_values(row: Row) -> list[Value]:
    """The values of the request that are neither empty nor at fault."""
    return [value for value in row.values if value.sound and not value.empty]


def texts(found: Sequence[Value] | Sequence[Reading]) -> str:
    """Several values, as a sentence quotes them."""
    return " ; ".join(one.text if isinstance(one, Value) else one.value for one in found)


def number_of(reading: Reading) -> Decimal | None:
    """The number that a paper shows; ``None`` if it is not read, or no number."""
    found = amount(reading.value) if reading.state == "read" else None
    return None if found is None else found.value


def day_of(reading: Reading) -> str | None:
    """The day that a paper shows, as ``2025-03-31``; ``None`` if it is not read, or no day."""
    found = moment(reading.value) if reading.state == "read" else None
    return None if found is None else "{:04}-{:02}-{:02}".format(*found[0])


def unsettled(cell: Cell, concept: str) -> Open | None:
    """Why a cell cannot be held against the request, where it cannot: the verdict is left open."""
    fr, en = CONCEPTS.get(concept, (concept, concept))
    page = next((reading.sight.page for reading in cell.readings if reading.sight.page), None)
    role = ROLES[cell.piece.role]
    if cell.state == "unnamed":
        return Open(
            cell.piece,
            Text(
                f"{role.fr}, {fr} : aucun libellé connu ; complétez pieces.toml, ou relevez la pièce (asp-check piece read)",
                f"{role.en}, {en}: no known label; complete pieces.toml, or settle the piece (asp-check piece read)",
            ),
        )
    if cell.state != "unclear":
        return None
    why = DOUBTS.get(cell.doubt, DOUBTS["unclear"])
    return Open(
        cell.piece,
        Text(
            f"{role.fr}{'' if page is None else f' (page {page})'}, {fr} : {why.fr} ; relevez la pièce (asp-check piece read)",
            f"{role.en}{'' if page is None else f' (page {page})'}, {en}: {why.en}; settle the piece (asp-check piece read)",
        ),
    )
