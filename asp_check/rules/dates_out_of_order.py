"""R206: the order, its service, the VA, the MOM and the invoice are dated in an impossible order (C40)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common import dated
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.elements import element_of, holds

SIGNATURE = "order.signature_date"

BEFORE: Mapping[str, Sequence[str]] = MappingProxyType({
    SIGNATURE: ("order.date",),
    "service.completion_date": ("service.start_date", SIGNATURE),
    "va.date": ("service.completion_date", SIGNATURE),
    "mom.date": (SIGNATURE,),
    "invoice.date": ("va.date", "mom.date", SIGNATURE),
})  # fmt: skip
"""What must have come before each date, the nearest first; the same day is fine.

Left out for being unusual at most: a service begun before the signature, at the supplier's risk;
a MOM before the end of the service, where a VA follows.
"""

EACH = ("order.date", SIGNATURE)
"""What comes before each of several dates that follow."""

_NAMES = MappingProxyType({
    "order.date": ("l'émission du bon de commande", "the issue of the purchase order"),
    SIGNATURE: ("la signature du bon de commande", "the signature of the purchase order"),
    "service.start_date": ("le début de la prestation", "the beginning of the service"),
    "service.completion_date": ("la fin de la prestation", "the completion of the service"),
    "va.date": ("la VA", "the VA"),
    "mom.date": ("la MOM", "the MOM"),
    "invoice.date": ("la facture", "the invoice"),
})  # fmt: skip

_SIGNED = {"concept": SIGNATURE, "kind": "date-iso"}
_VA = {"concept": "va.date", "kind": "date-fr"}
_DONE = {"concept": "service.completion_date", "kind": "date-iso"}
_INVOICE = {"concept": "invoice.date", "kind": "date-iso"}
_FREE: Mapping[str, Any] = {**_INVOICE, "may_be_empty": True}
_ONE = {"/s": _SIGNED, "/v": _VA, "/f": _FREE}
_LIST = {"/c/*/s": _SIGNED, "/c/*/v": _VA}
_SITES = {"/s": _SIGNED, "/e/*/d": _DONE, "/e/*/v": _VA}

CAUSE = Cause(
    id="R206",
    name="dates-out-of-order",
    source="https://gnius.esante.gouv.fr/en/le-parcours-guide-de-referencement-et-de-financement-segur-numerique/ma-roadmap-referencement-segur/une-fois-la-solution-en-marche-jeffectue-ma-demande-de-versement-du-solde",
    params=("event", "found", "earlier", "actual"),
    severity=Severity.WARNING,
    certainty="inference",
    title=Text(
        "Deux dates de la commande sont dans un ordre impossible",
        "Two dates of the order are in an impossible order",
    ),
    message=Text(
        "Dates à vérifier\u00a0: {event} ({found}) précède {earlier} ({actual}).",
        "Dates to be checked: {event} ({found}) comes before {earlier} ({actual}).",
    ),
    why=Text(
        "Le client signe le bon de commande, le fournisseur réalise la prestation, la VA ou la MOM "
        "l'atteste, puis vient la facture. Deux dates dans l'ordre inverse tiennent le plus souvent à "
        "une erreur de report, qui fait douter des pièces.",
        "The client signs the purchase order, the supplier carries out the service, the VA or the "
        "MOM attests it, then comes the invoice. Two dates the other way round are most often a "
        "slip in copying, which casts doubt on the pieces.",
    ),
    mend=Text(
        "Comparez les deux dates avec les pièces signées et corrigez celle qui est mal reportée. "
        "Si les deux sont exactes, préparez une explication pour l'instructeur.",
        "Compare both dates with the signed pieces and correct the one that was copied wrongly. "
        "If both are right, have an explanation ready for the examiner.",
    ),
    examples=(
        Example(
            '{"s": "", "v": "", "f": ""}',
            '{"s": "2025-02-03", "v": "02/02/2025", "f": ""}',
            True,
            (1, 26),
            _ONE,
        ),
        Example(
            '{"s": "", "v": "", "f": ""}',
            '{"s": "2025-02-03", "v": "03/02/2025", "f": "2025-02-03"}',
            False,
            None,
            _ONE,
        ),
        # Two dates come before: the nearest is named.
        Example(
            '{"s": "", "v": "", "f": ""}',
            '{"s": "2025-02-03", "v": "10/02/2025", "f": "2025-01-20"}',
            True,
            (1, 45),
            _ONE,
        ),
        Example(
            '{"c": [{"s": "", "v": ""}, {"s": "", "v": ""}]}',
            '{"c": [{"s": "2025-02-03", "v": "04/03/2025"}, '
            '{"s": "2025-03-05", "v": "04/03/2025"}]}',
            True,
            (1, 73),
            _LIST,
        ),
        Example(
            '{"s": "", "e": [{"d": "", "v": ""}, {"d": "", "v": ""}]}',
            '{"s": "2025-02-03", "e": [{"d": "2025-03-01", "v": "02/03/2025"}, '
            '{"d": "2025-03-05", "v": "04/03/2025"}]}',
            True,
            (1, 92),
            _SITES,
        ),
        Example(
            '{"s": "", "e": [{"d": "", "v": ""}, {"d": "", "v": ""}]}',
            '{"s": "2025-02-03", "e": [{"d": "2025-03-05", "v": "06/03/2025"}, '
            '{"d": "2025-03-01", "v": "02/03/2025"}]}',
            False,
            None,
            _SITES,
        ),
    ),
)


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a date that lies before what must have come before it."""
    subject = case.subject
    day = dated.day_of(subject) if subject.sound and not subject.empty else None
    if day is None or _has_its_own_finding(subject, day, given):
        return
    for early, before in _preceding(case):
        if day < before and not _has_its_own_finding(early, before, given):
            yield _objection(early, subject)
            break
    # What belongs to the whole order and several dates within it: the last of these comes after.
    # The last establishment is done after the VA of the first, an invoice of the advance before any.
    for concept, earlier in BEFORE.items():
        if subject.concept in earlier and subject.concept not in EACH and case.is_sound(concept):
            within = [pair for pair in _read(case, concept) if _is_within(pair[0], subject)]
            late, last = max(within, key=lambda pair: pair[1], default=(subject, day))
            if last < day:
                yield _objection(subject, late)


def _has_its_own_finding(value: Value, day: str, given: Given) -> bool:
    """Whether of two dates it is this one that is at fault: it is to come, or past its deadline."""
    is_to_come = given.as_of is not None and day > given.as_of[:10] and value.concept in BEFORE
    return is_to_come or dated.is_too_late(value, given)


def _preceding(case: Case) -> Iterator[tuple[Value, str]]:
    """The dates that must come before the subject, beyond doubt: those of its own element."""
    late = case.subject
    home = element_of(late.slot.path)
    for concept in BEFORE.get(late.concept, ()):
        for early, day in _read(case, concept):
            around = concept in EACH and holds(element_of(early.slot.path), late.slot.path)
            if around or holds(home, early.slot.path):
                yield early, day


def _is_within(late: Value, early: Value) -> bool:
    """Whether a date stands in an element of a list that the other does not stand in."""
    inner, outer = element_of(late.slot.path), element_of(early.slot.path)
    return inner != outer and holds(outer, inner)


def _read(case: Case, concept: str) -> Sequence[tuple[Value, str]]:
    """The values of a concept that are days, with these."""
    found = ((value, dated.day_of(value)) for value in case.filled(concept))
    return [(value, day) for value, day in found if day is not None]


def _objection(early: Value, late: Value) -> Objection:
    event, earlier = _NAMES[late.concept], _NAMES[early.concept]
    return Objection(
        late,
        {"event_fr": event[0], "event_en": event[1], "found": late.text,
         "earlier_fr": earlier[0], "earlier_en": earlier[1], "actual": early.text},
        links=((early, "compared"),),
    )  # fmt: skip
