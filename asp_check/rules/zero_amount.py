"""R101: the amount of a Ségur service is zero (C06)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.money import FAQ_ZERO

_AMOUNT = {"concept": "amount.excl_tax", "kind": "amount"}
_HT = {"/ht": {**_AMOUNT, "may_be_empty": True}}
_TEXT = {"/ht": _AMOUNT}
_LIST = {"/c/*/ht": _HT["/ht"]}
_TTC = {"/ttc": {"concept": "amount.incl_tax", "kind": "amount"}}

CAUSE = Cause(
    id="R101",
    name="zero-amount",
    source=FAQ_ZERO,
    params=("key", "found"),
    title=Text(
        "Le montant d'une Prestation Ségur est nul", "The amount of a Ségur service is zero"
    ),
    message=Text(
        "Le montant «\u00a0{key}\u00a0» de la Prestation Ségur est nul ({found}\u00a0€). Indiquez le "
        "montant réel.",
        "The amount “{key}” of the Ségur service is zero (€{found}). Give the real amount.",
    ),
    why=Text(
        "Le bon de commande doit porter le montant réel de la prestation, même si l'État le prend "
        "en charge. Une commande à zéro euro est refusée.",
        "The purchase order must bear the real amount of the service, even where the State pays "
        "for it. An order of zero euros is refused.",
    ),
    mend=Text(
        "Indiquez le montant réel de la prestation, tel qu'il figure sur le bon de commande signé. S'il "
        "y est nul aussi, faites signer un nouveau bon de commande.",
        "Give the real amount of the service, as the signed purchase order states it. If it is zero "
        "there too, have a new purchase order signed.",
    ),
    examples=(
        Example('{"ht": 0.00, "n": ""}', '{"ht": 0.00, "n": "1"}', True, (1, 8), _HT),
        Example('{"ht": 0.00, "n": ""}', '{"ht": 12.50, "n": "1"}', False, None, _HT),
        Example(
            '{"c": [{"ht": 0.00}, {"ht": 0.00}]}',
            '{"c": [{"ht": 12.50}, {"ht": 0.00}]}',
            True,
            (1, 30),
            _LIST,
        ),
        Example('{"ht": 0.00, "n": ""}', '{"ht": 0.01, "n": "1"}', False, None, _HT),
        Example('{"ht": "", "n": ""}', '{"ht": "0", "n": "1"}', True, (1, 8), _TEXT),
        Example('{"ttc": "", "n": ""}', '{"ttc": "0.00", "n": "1"}', True, (1, 9), _TTC),
    ),
)


def check(case: Case, _given: Given) -> Iterator[Objection]:
    """Yield an objection for an amount that is zero."""
    amount = case.subject
    if amount.sound and amount.decimal == 0:
        yield Objection(amount, {"key": amount.key, "found": amount.text})
