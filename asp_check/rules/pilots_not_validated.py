"""R211: the balance is asked for before the pilots are validated (C29)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.case import Case, Objection

_ONE = {"/n": {"concept": "order.number"}}
_SOLDE = {"request": "solde", "as_of": "2025-03-01T12:00"}

CAUSE = Cause(
    id="R211",
    name="pilots-not-validated",
    source="https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=couloir_dispositifs%3A372&f%5B1%5D=filtrez_par_offre%3A2626&page=3",
    params=("why", "validated", "limit"),
    title=Text(
        "Le solde est demandé avant la validation des PV pilotes",
        "The balance is asked for before the pilots are validated",
    ),
    message=Text(
        "D'après votre configuration, les PV pilotes ne sont pas encore validés\u00a0: la demande de "
        "solde ne peut pas être déposée.",
        "The reports of the pilots are not validated, by your configuration: the balance request "
        "cannot be deposited yet.",
    ),
    variants={
        ("why", "later"): Text(
            "D'après votre configuration, les PV pilotes ne sont validés que le {validated}, après la "
            "date du dépôt du solde ({limit}).",
            "The reports of the pilots are validated only on {validated}, by your configuration, "
            "after the date of the deposit of the balance ({limit}).",
        ),
    },
    why=Text(
        "Trois déploiements pilotes ouvrent le droit au solde, une fois par fournisseur et par "
        "dispositif. Aucune demande de solde ne peut être déposée avant la validation de leurs "
        "procès-verbaux (PV).",
        "Three pilot deployments open the right to the balance, once for a supplier and a scheme. "
        "No balance request is admissible before their reports are validated.",
    ),
    mend=Text(
        "Attendez la validation des PV pilotes avant de déposer le solde. S'ils sont validés, "
        "indiquez la date de leur validation dans la configuration (pilots_validated).",
        "Wait until the reports of the pilots are validated before you deposit the balance. If "
        "they are, give the date in the configuration (pilots_validated).",
    ),
    examples=(
        Example(
            '{"n": ""}', '{"n": "1"}', True, (1, 1), _ONE,
            facts={"request": "solde", "solution": {"pilots_validated": False}},
        ),
        Example(
            '{"n": ""}', '{"n": "1"}', True, (1, 1), _ONE,
            facts={**_SOLDE, "solution": {"pilots_validated": "2025-03-02"}},
        ),
        Example(
            '{"n": ""}', '{"n": "1"}', False, None, _ONE,
            facts={**_SOLDE, "solution": {"pilots_validated": "2025-03-01"}},
        ),
        # A day, and nothing to hold it against.
        Example(
            '{"n": ""}', '{"n": "1"}', False, None, _ONE,
            facts={"request": "solde", "solution": {"pilots_validated": "2025-03-02"}},
        ),
    ),
)  # fmt: skip


def check(_case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection if the pilots are said not to be validated, or only later."""
    validated = None if given.solution is None else given.solution.pilots_validated
    if validated is False:
        yield Objection(None, {"why": "not"})
    elif validated is not None and given.as_of is not None and validated > given.as_of[:10]:
        params = {"why": "later", "validated": validated, "limit": given.as_of[:10]}
        yield Objection(None, params)
