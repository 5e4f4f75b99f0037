"""R210: the balance is asked for before the advance is decided (C30)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common import dated
from asp_check.rules.common.case import Case, Objection

_DATE = {"/d": {"concept": "advance.decision_date", "kind": "date-iso", "may_be_empty": True}}
_LIST = {"/c/*/d": _DATE["/d"]}
_NOW = {"request": "solde", "as_of": "2025-03-01T12:00"}

CAUSE = Cause(
    id="R210",
    name="advance-not-decided",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("found", "limit"),
    severity=Severity.WARNING,
    title=Text(
        "Le solde est demandé avant la décision sur l'avance",
        "The balance is asked for before the advance is decided",
    ),
    message=Text(
        "La décision sur l'avance est datée du {found}, après la date du dépôt du solde ({limit}). "
        "L'avance doit d'abord être décidée et payée.",
        "The decision on the advance is dated {found}, after the date of the deposit of the "
        "balance ({limit}). The advance must first be decided and paid.",
    ),
    why=Text(
        "Le portail refuse une demande de solde tant que l'avance, ou son dernier avenant, n'est "
        "pas au statut «\u00a0Décidée et payée\u00a0». Ce statut ne figure pas dans le fichier\u00a0: "
        "seul le portail l'indique.",
        "The portal refuses a balance request while the advance, or its last amendment, is not in "
        "the state “Décidée et payée”. The file does not tell that state: only the portal does.",
    ),
    mend=Text(
        "Vérifiez sur le portail le statut de l'avance et de son dernier avenant, et attendez qu'elle "
        "soit payée avant de déposer le solde. Si la date est mal reportée, corrigez-la.",
        "Look on the portal for the state of the advance and of its last amendment, and wait until "
        "it is paid before you deposit the balance. If the date was copied wrongly, correct it.",
    ),
    examples=(
        Example('{"d": ""}', '{"d": "2025-03-02"}', True, (1, 7), _DATE, facts=_NOW),
        Example('{"d": ""}', '{"d": "2025-03-01"}', False, None, _DATE, facts=_NOW),
        Example('{"d": "", "n": ""}', '{"d": "", "n": "1"}', False, None, _DATE, facts=_NOW),
        Example(
            '{"c": [{"d": ""}, {"d": ""}]}',
            '{"c": [{"d": "2025-02-28"}, {"d": "2025-04-01"}]}',
            True,
            (1, 35),
            _LIST,
            facts=_NOW,
        ),
    ),
)


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a decision after the day of the as-of instant."""
    value, today = case.subject, (given.as_of or "")[:10]
    decided = dated.day_of(value) if value.sound else None
    if decided is not None and decided > today:
        yield Objection(value, {"found": value.text, "limit": today})
