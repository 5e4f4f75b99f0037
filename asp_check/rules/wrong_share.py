"""R109: the share of the balance, or its amount, is not that of the dispositif.

The share that the file gives is compared with the one that is known of the dispositif, and blocks
only while that is official and fresh.  How the amount of the balance is computed is not sourced: a
difference warns.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dispositif import Datum
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common import dated
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.money import (
    Line,
    adds_up,
    gap,
    links,
    numbers,
    places_of,
    shown,
    taxes,
    usual_tax,
)

_HT, _SHARE = {"concept": "amount.excl_tax"}, {"concept": "balance.share"}
_BALANCE = {"concept": "balance.excl_tax"}
_ONE = {"/s": _SHARE, "/m": _BALANCE, "/ht": _HT}
_LIST = {"/s": _SHARE, "/c/*/m": _BALANCE, "/c/*/ht": _HT}
_BLANK = '{"s": "", "ht": 0.00, "m": 0.00}'
_LINES = '{"s": "", "c": [{"ht": 0.00, "m": 0.00}, {"ht": 0.00, "m": 0.00}]}'
_FRESH = {"request": "solde", "as_of": "2025-03-01T12:00", "data": {"balance_share": "70"}}
_OLD = {
    "request": "solde",
    "as_of": "2025-03-01T12:00",
    "data": {"balance_share": {"value": "70", "read": "2024-01-01"}},
}

CAUSE = Cause(
    id="R109",
    name="wrong-share",
    source="https://gnius.esante.gouv.fr/en/le-parcours-guide-de-referencement-et-de-financement-segur-numerique/ma-roadmap-referencement-segur/une-fois-la-solution-en-marche-jeffectue-ma-demande-de-versement-du-solde",
    params=("key", "found", "limit", "read", "age", "page", "suggestion", "what"),
    title=Text(
        "La part du solde n'est pas celle du dispositif",
        "The share of the balance is not that of the scheme",
    ),
    message=Text(
        "La part «\u00a0{key}\u00a0» ({found}) n'est pas celle du solde pour ce dispositif "
        "({limit}\u00a0%). Corrigez-la.",
        "The share “{key}” ({found}) is not that of the balance in this scheme ({limit}%). "
        "Correct it.",
    ),
    variants={
        ("what", "amount"): Text(
            "Le montant du solde «\u00a0{key}\u00a0» ({found}\u00a0€) n'est pas égal à {limit}\u00a0% des "
            "montants HT, soit {suggestion}\u00a0€. Vérifiez-le.",
            "The balance “{key}” (€{found}) is not {limit}% of the amounts excluding tax, that "
            "is €{suggestion}. Check it.",
        ),
        ("age", "old"): Text(
            "La part «\u00a0{key}\u00a0» ({found}) ne semble pas être celle du solde ({limit}\u00a0%). "
            "Vérifiez ce taux, lu le {read}\u00a0: {page}.",
            "The share “{key}” ({found}) does not seem to be that of the balance ({limit}%). "
            "Check that rate, read on {read}: {page}.",
        ),
        ("age", "unread"): Text(
            "La part «\u00a0{key}\u00a0» ({found}) ne semble pas être celle du solde ({limit}\u00a0%). "
            "Vérifiez ce taux\u00a0: {page}.",
            "The share “{key}” ({found}) does not seem to be that of the balance ({limit}%). "
            "Check that rate: {page}.",
        ),
    },
    why=Text(
        "Chaque Appel à Financement fixe la part versée au titre de l'avance et celle du solde. "
        "Une autre part laisse penser que la demande a été établie d'après un autre dispositif.",
        "Each call for funding sets the share that is paid as the advance and as the balance. "
        "Another share suggests that the request was made after another scheme.",
    ),
    mend=Text(
        "Reprenez la part fixée par l'Appel à Financement et recalculez le solde. Si elle a "
        "changé, mettez à jour votre fichier de dispositifs (--dispositifs).",
        "Take the share that the call for funding sets, and compute the balance again. If it has "
        "changed, update your file of schemes (--dispositifs).",
    ),
    examples=(
        Example(_BLANK, '{"s": "60", "ht": 100.00, "m": 60.00}', True, (1, 7), _ONE, facts=_FRESH),
        Example(_BLANK, '{"s": "70", "ht": 100.00, "m": 70.00}', False, None, _ONE, facts=_FRESH),
        Example(_BLANK, '{"s": "0.70", "ht": 100.00, "m": 70.00}', False, None, _ONE, facts=_FRESH),
        Example(_BLANK, '{"s": "70.01", "ht": 100.00, "m": 70.00}', True, (1, 7), _ONE, facts=_OLD),
        Example(_BLANK, '{"s": "70", "ht": 100.00, "m": 70.01}', True, (1, 32), _ONE, facts=_FRESH),
        # Half a cent, rounded either way.
        Example(_BLANK, '{"s": "70", "ht": 100.05, "m": 70.04}', False, None, _ONE, facts=_FRESH),
        Example(_BLANK, '{"s": "70", "ht": 100.05, "m": 70.03}', False, None, _ONE, facts=_FRESH),
        Example(_BLANK, '{"s": "70", "ht": 100.05, "m": 70.02}', True, (1, 32), _ONE, facts=_FRESH),
        Example(
            _LINES, '{"s": "70", "c": [{"ht": 10.00, "m": 7.00}, {"ht": 20.00, "m": 7.00}]}',
            True, (1, 64), _LIST, facts=_FRESH,
        ),
        # One share for all orders is said once.
        Example(
            _LINES, '{"s": "60", "c": [{"ht": 10.00, "m": 6.00}, {"ht": 20.00, "m": 12.00}]}',
            True, (1, 7), _LIST, facts=_FRESH,
        ),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a share that is another, or for an amount that is not that share."""
    datum = given.datum("balance_share")
    if datum is None:
        return
    wanted = Decimal(datum.value)
    share = case.one("balance.share")
    stated = None if share is None else share.decimal
    differs = stated is not None and gap(stated, (wanted, wanted / 100))
    # Where the model has a fixed share, there is nothing to change in the file.
    ours = share is not None and not share.slot.declared.fixed
    if share is not None and ours and differs:
        params = {"key": share.key, "found": share.text, "what": "share"}
        yield dated.objection(share, datum, given, params)
    yield from _amount(case, given, datum, {wanted} if stated is None else {wanted, stated})


def _amount(case: Case, given: Given, datum: Datum, shares: set[Decimal]) -> Iterator[Objection]:
    balance, amounts = case.subject, case.all("amount.excl_tax")
    bases = numbers(amounts)
    if balance.concept != "balance.excl_tax" or balance.empty or not balance.sound:
        return
    found = balance.decimal
    if found is None or bases is None or not gap(found, _parts(balance, bases, shares)):
        return
    if not adds_up(given, balance, amounts):
        return
    expected = shown(usual_tax([Line(base, Decimal(datum.value)) for base in bases]))
    yield Objection(
        balance,
        {
            "key": balance.key, "found": balance.text, "suggestion": expected,
            "limit": str(datum.value), "what": "amount",
        },
        Severity.WARNING,
        "inference",
        links(amounts),
        expected,
        datum.source,
    )  # fmt: skip


def _parts(balance: Value, bases: list[Decimal], shares: set[Decimal]) -> set[Decimal]:
    """Every conventional result of such a share; also what remains once the rest is rounded."""
    whole, places = sum(bases, Decimal(0)), places_of(balance)
    found: set[Decimal] = set()
    for share in shares:
        part = share if share > 1 else 100 * share
        found |= taxes([Line(base, part) for base in bases], places)
        rest = taxes([Line(base, 100 - part) for base in bases], places)
        found |= {whole - other for other in rest}
    return found
