"""R209: a date of what has happened lies after the as-of instant."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common import dated
from asp_check.rules.common.case import Case, Objection

PAST = ("order.signature_date", "service.completion_date", "va.date", "mom.date", "invoice.date")
"""The dates of what has happened when a request is deposited."""

_DATE = {"/d": {"concept": "order.signature_date", "kind": "date-iso"}}
_LIST = {"/c/*/d": _DATE["/d"], "/v": {"concept": "va.date", "kind": "date-fr"}}
_NOW = {"as_of": "2025-03-01T12:00"}

CAUSE = Cause(
    id="R209",
    name="future-date",
    source="https://gnius.esante.gouv.fr/en/le-parcours-guide-de-referencement-et-de-financement-segur-numerique/ma-roadmap-referencement-segur/une-fois-la-solution-en-marche-jeffectue-ma-demande-de-versement-du-solde",
    params=("key", "found", "limit"),
    severity=Severity.WARNING,
    certainty="inference",
    title=Text("La date est dans le futur", "The date lies in the future"),
    message=Text(
        "La date «\u00a0{key}\u00a0» ({found}) est postérieure à la date du contrôle ({limit}).",
        "The date “{key}” ({found}) is after the date of the check ({limit}).",
    ),
    why=Text(
        "Une signature, une fin de prestation, une VA, une MOM ou une facture a déjà eu lieu au moment "
        "du dépôt. Une date à venir est le plus souvent une faute de frappe.",
        "A signature, the completion of a service, a VA, a MOM or an invoice is past when the request "
        "is deposited. A date to come is most often a slip of the keyboard.",
    ),
    mend=Text(
        "Reprenez la date de la pièce signée. Si vous préparez un dépôt à venir, indiquez sa date "
        "par --as-of.",
        "Take the date from the signed piece. If you prepare a deposit to come, give its date "
        "with --as-of.",
    ),
    examples=(
        Example('{"d": ""}', '{"d": "2025-03-02"}', True, (1, 7), _DATE, facts=_NOW),
        Example('{"d": ""}', '{"d": "2025-03-01"}', False, None, _DATE, facts=_NOW),
        Example(
            '{"c": [{"d": ""}, {"d": ""}], "v": ""}',
            '{"c": [{"d": "2025-01-15"}, {"d": "2052-01-15"}], "v": "28/02/2025"}',
            True,
            (1, 35),
            _LIST,
            facts=_NOW,
        ),
        Example(
            '{"c": [{"d": ""}, {"d": ""}], "v": ""}',
            '{"c": [{"d": "2025-01-15"}, {"d": "2025-01-15"}], "v": "28/03/2025"}',
            True,
            (1, 56),
            _LIST,
            facts=_NOW,
        ),
    ),
)


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for each date after the day of the as-of instant."""
    today = (given.as_of or "")[:10]
    for concept in PAST:
        for value in case.all(concept):
            day = dated.day_of(value) if value.sound else None
            if day is not None and day > today and not dated.is_too_late(value, given):
                params = {"key": value.key, "found": value.text, "limit": today}
                yield Objection(value, params)
