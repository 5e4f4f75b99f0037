"""R501: the purchase order is not signed by the client (C14)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.case import Case, Objection

_ONE = {"/s": {"concept": "order.signed"}}
_TEXT = {"/s": {"concept": "order.signed", "may_be_empty": True}}
_LIST = {"/c/*/s": {"concept": "order.signed"}}

CAUSE = Cause(
    id="R501",
    name="unsigned-order",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A588&f%5B1%5D=theme%3A590&f%5B2%5D=theme%3A636&f%5B3%5D=theme%3A2604&f%5B4%5D=theme%3A2618&page=1",
    params=("key", "found"),
    title=Text(
        "Le bon de commande n'est pas signé par le client",
        "The client did not sign the purchase order",
    ),
    message=Text(
        "Le bon de commande n'est pas signé par le client, d'après le champ «\u00a0{key}\u00a0» "
        "({found}).",
        "The client did not sign the purchase order, according to the field “{key}” ({found}).",
    ),
    why=Text(
        "Le responsable de la structure cliente doit avoir signé le bon de commande et ses annexes, à la "
        "main ou par une signature électronique admise. Sans cet accord, rien n'est financé.",
        "The person in charge at the client must have signed the purchase order and its annexes, "
        "by hand or by an accepted electronic signature. Without it, nothing is funded.",
    ),
    mend=Text(
        "Faites signer le bon de commande avant le dépôt. S'il est déjà signé, corrigez ce champ.",
        "Have the purchase order signed before the deposit. If it is signed, correct this field.",
    ),
    examples=(
        Example('{"s": false, "n": ""}', '{"s": false, "n": "1"}', True, (1, 7), _ONE),
        Example('{"s": false, "n": ""}', '{"s": true, "n": "1"}', False, None, _ONE),
        Example('{"s": "", "n": ""}', '{"s": "Non", "n": "1"}', True, (1, 7), _TEXT),
        # What is not said, or unclear, is no proof.
        Example('{"s": "", "n": ""}', '{"s": "", "n": "1"}', False, None, _TEXT),
        Example('{"s": "", "n": ""}', '{"s": "en cours", "n": "1"}', False, None, _TEXT),
        Example(
            '{"c": [{"s": false}, {"s": false}], "n": ""}',
            '{"c": [{"s": true}, {"s": false}], "n": "1"}',
            True,
            (1, 27),
            _LIST,
        ),
    ),
)


def check(case: Case, _given: Given) -> Iterator[Objection]:
    """Yield an objection for an order that is said not to be signed."""
    signed = case.subject
    if signed.sound and signed.truth is False:
        yield Objection(signed, {"key": signed.key, "found": signed.text})
