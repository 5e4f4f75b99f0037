"""R104: the amount of a service is above the ceiling of its beneficiary (C09).

The ceilings are the user's own reference data.  One that names a dispositif or a service holds for
these alone.  Of several that fit, the most generous is meant.  Where one amount is for a list of
establishments or of practitioners, the sum of their ceilings is our inference: it only warns.
The ceiling of a legal entity, which may be for several amounts, has a rule of its own (R112).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.money import FAQ_TAX, NOISE, is_below, links, shown

_RPPS = ("practitioner.rpps", "practitioner.idnps")
KINDS = (
    ("client.finess", "client.am"),
    (*_RPPS, "practitioner.am"),
    ("client.siret",),
)
"""By what a ceiling is looked up; what is one beneficiary by several names stands together."""

NAMES = tuple(concept for kind in KINDS for concept in kind)
"""Every identifier that may have a ceiling."""

ENTITY = "client.legal_finess"
"""The number of whom the beneficiaries depend on."""

_SITE, _HT = {"concept": "client.finess"}, {"concept": "amount.excl_tax"}
_ONE = {"/f": _SITE, "/ht": _HT}
_LIST = {"/c/*/f": _SITE, "/c/*/ht": _HT}
_SITES = {"/f/*": _SITE, "/ht": _HT}
_DOCTOR = {"/p": {"concept": "practitioner.idnps"}, "/ht": _HT}
_OF_ENTITY = {**_ONE, "/e": {"concept": ENTITY}}
_LINE = '{"f": "", "ht": 0.00}'
_KNOWN = {"ceilings": {"2A0000014": "1000.00"}}
_BOTH = {"ceilings": {"2A0000014": "1000.00", "2B0000020": "500.00"}}

CAUSE = Cause(
    id="R104",
    name="above-ceiling",
    source=FAQ_TAX,
    params=("key", "found", "suggestion", "limit"),
    title=Text(
        "Le montant HT dépasse le plafond du bénéficiaire",
        "The amount excluding tax is above the ceiling of the beneficiary",
    ),
    message=Text(
        "Le montant HT «\u00a0{key}\u00a0» ({found}\u00a0€) dépasse le plafond du bénéficiaire "
        "({suggestion}\u00a0€). Ramenez-le au plafond ou vérifiez l'identifiant.",
        "The amount excluding tax “{key}” (€{found}) is above the ceiling of the beneficiary "
        "(€{suggestion}). Lower it to the ceiling, or check the identifier.",
    ),
    variants={
        ("limit", "sum"): Text(
            "Le montant HT «\u00a0{key}\u00a0» ({found}\u00a0€) dépasse la somme des plafonds des "
            "bénéficiaires ({suggestion}\u00a0€). Vérifiez le plafond de la commande.",
            "The amount excluding tax “{key}” (€{found}) is above the sum of the ceilings of the "
            "beneficiaries (€{suggestion}). Check the ceiling of the order.",
        ),
        ("limit", "unknown"): Text(
            "Aucun plafond n'est connu pour le bénéficiaire {found} dans ce dispositif\u00a0: le "
            "montant «\u00a0{key}\u00a0» n'a pas été comparé. Vérifiez l'identifiant ou le fichier "
            "des plafonds.",
            "No ceiling is known for the beneficiary {found} in this scheme: the amount “{key}” "
            "was not compared. Check the identifier, or the file of ceilings.",
        ),
    },
    why=Text(
        "Le montant HT de chaque prestation doit être inférieur ou égal au plafond réglementaire "
        "du bénéficiaire. Au-delà, la demande est rejetée.",
        "The amount of each service, excluding tax, must not be above the regulatory ceiling of "
        "the beneficiary. A request above it is refused.",
    ),
    mend=Text(
        "Ramenez le montant au plafond, sur le bon de commande et dans la demande. Si le plafond a "
        "changé, mettez à jour votre fichier des plafonds.",
        "Lower the amount to the ceiling, on the purchase order and in the request. If the ceiling "
        "has changed, update your file of ceilings.",
    ),
    examples=(
        Example(_LINE, '{"f": "2A0000014", "ht": 1000.01}', True, (1, 26), _ONE, facts=_KNOWN),
        Example(_LINE, '{"f": "2A0000014", "ht": 1000.00}', False, None, _ONE, facts=_KNOWN),
        Example(
            f'{{"c": [{_LINE}, {_LINE}]}}',
            '{"c": [{"f": "2A0000014", "ht": 1000.00}, {"f": "2B0000020", "ht": 1000.00}]}',
            True, (1, 68), _LIST, facts=_BOTH,
        ),
        # A beneficiary without a known ceiling: for information.
        Example(_LINE, '{"f": "2A0000170", "ht": 9.00}', True, (1, 26), _ONE, facts=_KNOWN),
        # Several establishments for one amount.
        Example(
            '{"f": ["", ""], "ht": 0.00}', '{"f": ["2A0000014", "2B0000020"], "ht": 1500.01}',
            True, (1, 41), _SITES, facts=_BOTH,
        ),
        Example(
            '{"f": ["", ""], "ht": 0.00}', '{"f": ["2A0000014", "2B0000020"], "ht": 1500.00}',
            False, None, _SITES, facts=_BOTH,
        ),
        # The one establishment is known, its practitioners are not.
        Example(
            '{"f": "", "am": ["", ""], "ht": 0.00}',
            '{"f": "2A0000014", "am": ["831000001", "831000002"], "ht": 9999.00}', True, (1, 60),
            {**_ONE, "/am/*": {"concept": "client.am"}}, facts=_KNOWN,
        ),
        # The national identifier of a practitioner is 8, then the RPPS number.
        Example(
            '{"p": "", "ht": 0.00}', '{"p": "819900000001", "ht": 100.01}', True, (1, 29), _DOCTOR,
            facts={"ceilings": {"19900000001": "100.00"}},
        ),
        # Its legal entity has the ceiling: R112 compares.
        Example(
            '{"e": "", "f": "", "ht": 0.00}', '{"e": "2A0000386", "f": "2A0000170", "ht": 9.00}',
            False, None, _OF_ENTITY, facts={"ceilings": {"2A0000386": "9.00"}},
        ),
    ),
)  # fmt: skip


class _Limit(NamedTuple):
    """The most that an amount may be, and by which of the file's values."""

    amount: Decimal
    of: Sequence[Value]
    summed: bool


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection if the amount is above the ceiling, or if no ceiling is known."""
    amount = case.subject
    number = amount.decimal if amount.sound and not amount.empty else None
    # What is at fault may have a ceiling of its own.
    if number is None or number <= 0 or not case.is_sound(*NAMES):
        return
    named = [found for kind in KINDS if (found := named_by(case, kind))]
    limits = [limit for found in named if (limit := _limit(case, given, found))]
    # Of one establishment and its several practitioners, perhaps one is known.
    limits = limits or [limit for one in _apart(named) if (limit := _limit(case, given, one))]
    limit = min(limits, key=lambda one: one.summed, default=None)
    if limit is not None:
        if number - limit.amount >= NOISE:
            yield _above(amount, limit)
        return
    # Of a list, the first that is not known: it may be all that is missing.
    unknown = [v for found in named[:1] for v in found if ceiling_of(case, given, v) is None]
    entities = case.filled(ENTITY)
    if (
        unknown
        and case.is_sound(ENTITY)
        and all(ceiling_of(case, given, entity) is None for entity in entities)
    ):
        yield _unknown(amount, unknown[0])


def _apart(named: Sequence[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    """The identifiers, those of each concept by themselves."""
    for found in named:
        for concept in dict.fromkeys(value.concept for value in found):
            yield [value for value in found if value.concept == concept]


def _above(amount: Value, limit: _Limit) -> Objection:
    most = shown(limit.amount)
    return Objection(
        amount,
        {
            "key": amount.key,
            "found": amount.text,
            "suggestion": most,
            "limit": "sum" if limit.summed else "one",
        },
        Severity.WARNING if limit.summed else None,
        "inference" if limit.summed else None,
        links(limit.of, "beneficiary"),
        most,
    )


def _unknown(amount: Value, beneficiary: Value) -> Objection:
    params = {"key": amount.key, "found": beneficiary.text, "limit": "unknown"}
    return Objection(
        amount, params, Severity.INFO, "inference", links([beneficiary], "beneficiary")
    )


def named_by(case: Case, kind: Sequence[str]) -> list[Value]:
    """The identifiers of this kind that a case sees."""
    return [value for concept in kind for value in case.filled(concept)]


def _limit(case: Case, given: Given, found: Sequence[Value]) -> _Limit | None:
    """The ceiling of one beneficiary by any of its names; that of a list only if all are known."""
    known = {_identifier(v): c for v in found if (c := ceiling_of(case, given, v)) is not None}
    if not known:
        return None
    concepts = [value.concept for value in found]
    if len(set(concepts)) == len(concepts) and not any(is_below(case.subject, v) for v in found):
        return _Limit(max(known.values()), found[:1], summed=False)
    listed = {_identifier(value) for value in found}
    if len(known) < len(listed):
        return None
    return _Limit(sum(known.values(), Decimal(0)), found, summed=len(listed) > 1)


def ceiling_of(case: Case, given: Given, value: Value) -> Decimal | None:
    """The ceiling of this identifier for this dispositif and this service."""
    table, number = given.references.ceilings, _identifier(value)
    if table is None:
        return None
    rows = table.by_identifier.get(number, ())
    if value.concept in _RPPS and not rows:
        rows = table.by_identifier.get(f"8{number}", ())
    service = case.one("service.kind")
    wanted = None if service is None else _plain(service.text)
    fitting = [
        row.amount
        for row in rows
        if _plain(row.dispositif) in {"", _plain(given.code)}
        and (wanted is None or _plain(row.service) in {"", wanted})
    ]
    return max(fitting, default=None)


def _identifier(value: Value) -> str:
    """The number in capitals; of a national identifier, 8 and then the RPPS number, the latter."""
    text = value.text.strip().upper()
    return text.removeprefix("8") if value.concept == _RPPS[1] and len(text) == 12 else text


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
