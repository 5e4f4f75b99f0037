"""R502: the VA is not signed by the client (C19)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.case import Case, Objection

_ONE: dict[str, dict[str, Any]] = {"/va": {"nullable": True}, "/va/s": {"concept": "va.signed"}}
_LIST: dict[str, dict[str, Any]] = {"/c/*/s": {"concept": "va.signed"}}
_SOLDE = {"request": "solde"}

CAUSE = Cause(
    id="R502",
    name="unsigned-va",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=dsr%3A370&f%5B1%5D=theme%3A586&mots_filter=",
    params=("key", "found"),
    title=Text("La VA n'est pas signée par le client", "The client did not sign the VA"),
    message=Text(
        "La vérification d'aptitude (VA) n'est pas signée par le client, d'après le champ "
        "«\u00a0{key}\u00a0» ({found}).",
        "The client did not sign the fitness check (VA), according to the field “{key}” ({found}).",
    ),
    why=Text(
        "Par la VA, le client constate que le logiciel livré répond à ce qui est exigé. Sans sa "
        "signature, la VA est tenue pour non conforme et le solde n'est pas versé.",
        "By the VA the client states that the software delivered does what is required. Without the "
        "client's signature it counts as non-conforming, and the balance is not paid.",
    ),
    mend=Text(
        "Faites signer la VA avant le dépôt. Si elle est déjà signée, corrigez ce champ.",
        "Have the VA signed before the deposit. If it is signed, correct this field.",
    ),
    examples=(
        Example(
            '{"n": "", "va": {"s": false}}', '{"n": "1", "va": {"s": false}}', True, (1, 24), _ONE,
            facts=_SOLDE,
        ),
        Example(
            '{"n": "", "va": {"s": false}}', '{"n": "1", "va": {"s": true}}', False, None, _ONE,
            facts=_SOLDE,
        ),
        Example(
            '{"n": "", "va": {"s": false}}', '{"n": "1", "va": null}', False, None, _ONE,
            facts=_SOLDE,
        ),
        Example(
            '{"c": [{"s": false}, {"s": false}], "n": ""}',
            '{"c": [{"s": true}, {"s": false}], "n": "1"}',
            True, (1, 27), _LIST, facts=_SOLDE,
        ),
        Example(
            '{"n": "", "va": {"s": false}}', '{"n": "1", "va": {"s": false}}', False, None, _ONE,
            facts={"request": "avance"},
        ),
    ),
)  # fmt: skip


def check(case: Case, _given: Given) -> Iterator[Objection]:
    """Yield an objection for a VA that is said not to be signed."""
    signed = case.subject
    if signed.sound and signed.truth is False:
        yield Objection(signed, {"key": signed.key, "found": signed.text})
