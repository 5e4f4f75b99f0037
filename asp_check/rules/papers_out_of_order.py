"""X308: the dates that the pieces bear are in an impossible order (C40)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.pieces.model import Role
from asp_check.rules.common.compared import value_at
from asp_check.rules.common.matter import Answer, Charge, Matter, Seen, day_of
from asp_check.rules.common.sources import ROADMAP

_SIGNATURE = "order.signature_date"

BEFORE: Mapping[str, Sequence[str]] = MappingProxyType({
    "va.date": (_SIGNATURE,),
    "mom.date": (_SIGNATURE,),
    "invoice.date": ("va.date", "mom.date", _SIGNATURE),
})  # fmt: skip
"""What must have come before each date, the nearest first; the same day is fine."""

_BEARS: Mapping[str, Role] = MappingProxyType({
    _SIGNATURE: "bdc", "va.date": "va", "mom.date": "mom", "invoice.date": "invoice",
})  # fmt: skip
"""The piece that bears a date as its own."""

_NAMES = MappingProxyType({
    _SIGNATURE: ("la signature du bon de commande", "the signature of the purchase order"),
    "va.date": ("la VA", "the VA"),
    "mom.date": ("la MOM", "the MOM"),
    "invoice.date": ("la facture", "the invoice"),
})  # fmt: skip

_ONE = {"/n": {"concept": "order.number"}, "/f": {"concept": "invoice.date", "kind": "date-iso"}}
_LIST = {f"/*{path}": node for path, node in _ONE.items()}
_BLANK, _FILE = '{"n": "", "f": ""}', '{"n": "B1", "f": "2025-10-27"}'
_SOLDE = {"request": "solde"}


def _papers(order: str = "B1", **dates: object) -> tuple[dict[str, object], ...]:
    concepts = {"bdc": _SIGNATURE, "va": "va.date", "mom": "mom.date", "invoice": "invoice.date"}
    return tuple(
        {
            "role": role,
            "path": f"{role}-{order}.pdf",
            "values": {"order.number": order, concepts[role]: date},
        }
        for role, date in dates.items()
    )


CAUSE = Cause(
    id="X308",
    name="papers-out-of-order",
    source=ROADMAP,
    params=("event", "found", "earlier", "actual"),
    severity=Severity.WARNING,
    certainty="inference",
    title=Text(
        "Les dates portées sur les pièces sont dans un ordre impossible",
        "The dates that the pieces bear are in an impossible order",
    ),
    message=Text(
        "Dates à vérifier sur les pièces\u00a0: {event} ({found}) précède {earlier} ({actual}).",
        "Dates to be checked on the pieces: {event} ({found}) comes before {earlier} ({actual}).",
    ),
    why=Text(
        "Le client signe le bon de commande, le fournisseur réalise la prestation, la VA ou la MOM "
        "l'atteste, puis vient la facture. Deux pièces datées dans l'ordre inverse font douter d'elles.",
        "The client signs the purchase order, the supplier carries out the service, the VA or the "
        "MOM attests it, then comes the invoice. Two pieces dated the other way round cast doubt on "
        "both.",
    ),
    mend=Text(
        "Vérifiez les deux pièces et faites corriger celle qui est mal datée. Si les deux dates sont "
        "exactes, préparez une explication pour l'instructeur.",
        "Check both pieces and have the one with the wrong date corrected. If both dates are right, "
        "have an explanation ready for the examiner.",
    ),
    examples=(
        Example(
            _BLANK, _FILE, True, (1, 18), _ONE, facts=_SOLDE,
            pieces=_papers(va="28/10/2025", invoice="27 octobre 2025"),
        ),
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE,
            pieces=_papers(bdc="2025-02-14", va="27/10/2025", invoice="27 octobre 2025"),
        ),
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=_papers(va="?", invoice="27/10/2025")
        ),
        Example(
            _BLANK, _FILE, True, (1, 7), _ONE, facts=_SOLDE, pieces=_papers(bdc="14/02/2025", mom="13/02/2025")
        ),
        # Of several invoices, the last comes after the VA.
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE,
            pieces=(
                *_papers(va="20/10/2025", invoice="27/10/2025"),
                {"role": "invoice", "path": "avance.pdf", "values": {
                    "order.number": "B1", "invoice.date": "01/03/2025",
                }},
            ),
        ),
        Example(
            f"[{_BLANK}, {_BLANK}]", '[{"n": "B1", "f": "2025-10-27"}, {"n": "B2", "f": "2025-10-27"}]',
            True, (1, 51), _LIST, facts=_SOLDE,
            pieces=(
                *_papers(va="20/10/2025", invoice="27/10/2025"),
                *_papers("B2", va="29/10/2025", invoice="27/10/2025"),
            ),
        ),
    ),
)  # fmt: skip


class _Dated(NamedTuple):
    """A day, and the paper that bears it."""

    day: str
    seen: Seen


def check(matter: Matter, _given: Given) -> Iterator[Answer]:
    """Yield a charge for each date that lies before what must have come before it."""
    for concept, before in BEFORE.items():
        late = max(_read(matter, concept), default=None, key=lambda one: one.day)
        if late is None:
            continue
        for earlier in before:
            early = max(_read(matter, earlier), default=None, key=lambda one: one.day)
            if early is None or early.day <= late.day:
                continue
            if not _is_told(matter, concept, earlier):
                yield _charge(matter, (concept, late), (earlier, early))
            break


def _read(matter: Matter, concept: str) -> list[_Dated]:
    found = matter.readings(_BEARS[concept], concept)
    days = ((day_of(reading), Seen(piece, reading)) for piece, reading in found)
    return [_Dated(day, seen) for day, seen in days if day is not None]


def _is_told(matter: Matter, *concepts: str) -> bool:
    """Whether the request has the same dates, in the same order: that has its own finding."""
    said = {
        row.concept
        for row, cell in matter.about(concepts, "bdc", "va", "mom", "invoice")
        if cell.state in ("equal", "normalised", "confirmed")
        and cell.piece.role == _BEARS[row.concept]
    }
    return said == {*concepts}


def _charge(matter: Matter, late: tuple[str, _Dated], early: tuple[str, _Dated]) -> Charge:
    (concept, last), (earlier, first) = late, early
    values = [one.seen.reading.value if one.seen.reading else "" for one in (last, first)]
    event, before = _NAMES[concept], _NAMES[earlier]
    return Charge(
        value_at(matter, concept),
        {"event_fr": event[0], "event_en": event[1], "found": values[0],
         "earlier_fr": before[0], "earlier_en": before[1], "actual": values[1]},
        [last.seen, first.seen],
    )  # fmt: skip
