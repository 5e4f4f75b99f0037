"""R405: an establishment lacks an answer on the scenario that others of its order have (C23)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.elements import element_of
from asp_check.rules.table import QUESTIONS

_NODES: dict[str, dict[str, Any]] = {
    "/n": {"concept": "order.number"},
    "/c/*/f": {"concept": "client.finess", "may_be_empty": True},
    "/c/*/a": {"concept": "scenario.answer", "may_be_empty": True},
    "/c/*/b": {"concept": "scenario.dmp_feed", "optional": True},
}
_BLANK = '{"n": "", "c": [{"f": "", "a": "", "b": false}, {"f": "", "a": "", "b": false}]}'
_TABLE: dict[str, dict[str, Any]] = {
    "/n": {"concept": "order.number"},
    "/t": {"concept": "client.finess", "repeat": "member", "key_kind": "finess", "min": 1},
    "/t/*/a": {"concept": "scenario.answer", "may_be_empty": True, "nullable": True},
}
_BY_FINESS = {"data": {"answers_by_finess": True}}

CAUSE = Cause(
    id="R405",
    name="incomplete-answers",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=dsr%3A378",
    params=("found", "key", "rank"),
    title=Text(
        "Il manque une réponse sur le scénario pour un établissement",
        "An answer about the scenario is missing for one establishment",
    ),
    message=Text(
        "L'établissement {found} n'a pas de réponse à «\u00a0{key}\u00a0», alors que d'autres "
        "établissements de la même commande en ont une.",
        "Establishment {found} has no answer to “{key}”, while other establishments of the same "
        "order have one.",
    ),
    variants={
        ("found", ""): Text(
            "L'établissement n°\u00a0{rank} de la commande n'a pas de réponse à «\u00a0{key}\u00a0», "
            "alors que d'autres établissements en ont une.",
            "Establishment number {rank} of the order has no answer to “{key}”, while other "
            "establishments have one.",
        ),
    },
    why=Text(
        "Le scénario se décrit établissement par établissement, question par question. Une case "
        "laissée vide pour un seul d'entre eux est le plus souvent un oubli.",
        "The scenario is described establishment by establishment, question by question. A box "
        "left empty for one of them alone is most often an oversight.",
    ),
    mend=Text(
        "Répondez à cette question pour cet établissement, comme sur le bon de commande ou la VA.",
        "Answer this question for the establishment, as the purchase order or the VA does.",
    ),
    examples=(
        Example(
            '{"n": "", "t": {"000000000": {"a": ""}}}',
            '{"n": "1", "t": {"2B0000442": {"a": "oui"}, "2B0003107": {"a": null}}}',
            True, (1, 64), _TABLE, facts=_BY_FINESS,
        ),
        Example(
            _BLANK,
            '{"n": "1", "c": [{"f": "2B0000442", "a": "oui", "b": true}, '
            '{"f": "2B0003107", "a": "", "b": true}]}',
            True, (1, 85), _NODES, facts=_BY_FINESS,
        ),
        Example(
            _BLANK,
            '{"n": "1", "c": [{"f": "2B0000442", "a": "oui", "b": true}, '
            '{"f": "", "a": "oui"}]}',
            True, (1, 67), _NODES, facts=_BY_FINESS,
        ),
        # A negative answer is an answer; a question that nobody answers is another matter.
        Example(
            _BLANK,
            '{"n": "1", "c": [{"f": "2B0000442", "a": "", "b": true}, '
            '{"f": "2B0003107", "a": "", "b": false}]}',
            False, None, _NODES, facts=_BY_FINESS,
        ),
        Example(
            '{"n": "", "t": {"000000000": {"a": ""}}}',
            '{"n": "1", "t": {"2B0000442": {"a": "oui"}, "2B0003107": {"a": "non"}}}',
            False, None, _TABLE, facts=_BY_FINESS,
        ),
        Example(
            '{"n": "", "t": {"000000000": {"a": ""}}}',
            '{"n": "1", "t": {"2B0000442": {"a": "oui"}, "2B0003107": {"a": null}}}',
            False, None, _TABLE, facts={"data": {"answers_by_finess": False}},
        ),
    ),
    severity=Severity.WARNING,
    certainty="inference",
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for each answer that one establishment of the order lacks."""
    asked = given.datum("answers_by_finess")
    if asked is None or asked.value is not True:
        return
    establishments = case.all("client.finess")
    for concept in QUESTIONS:
        by_question: dict[int, list[Value]] = {}
        for answer in case.all(concept):
            by_question.setdefault(answer.slot.id, []).append(answer)
        for answers in by_question.values():
            yield from _lacking(answers, establishments)


def _lacking(answers: Sequence[Value], establishments: Sequence[Value]) -> Iterator[Objection]:
    """One question: an objection for each establishment without an answer, if another has one.

    Only a question with one answer for each establishment is looked at: a list of flows may be
    short or empty, and says what it means.
    """
    if all(answer.empty for answer in answers) or not all(answer.sound for answer in answers):
        return
    element = element_of(answers[0].slot.path)
    found = {answer.indices: answer for answer in answers}
    ranked = [e for e in establishments if element_of(e.slot.path) == element]
    for rank, establishment in enumerate(ranked, 1):
        answer = found.get(establishment.indices)
        if answer is not None and not answer.empty:
            continue
        name = establishment.text if not establishment.empty else ""
        params = {"found": name, "key": answers[0].key, "rank": rank}
        yield Objection(establishment if answer is None else answer, params)
