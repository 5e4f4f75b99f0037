"""R301: the same beneficiary appears twice in one request (C18)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.beneficiaries import Address, Beneficiary, beneficiaries
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.identifiers import KINDS, number

_SHARED = frozenset({"client.siret", "client.am"})
"""Numbers under which several sites may be known."""


Number = tuple[str, str]
"""The kind of a number, and the number."""

Bearer = tuple[Beneficiary, Value]
"""A beneficiary, and the value that is its number."""


def _manifest(**concepts: str) -> dict[str, dict[str, str]]:
    return {f"/c/*/{key}": {"concept": concept} for key, concept in concepts.items()}


_SITES = _manifest(f="client.finess", ht="amount.excl_tax")
_SITES_OR_SIRETS: Mapping[str, Mapping[str, Any]] = {
    **_manifest(s="client.siret", ht="amount.excl_tax"),
    "/c/*/f": {"concept": "client.finess", "may_be_empty": True},
}
_SIRETS = '{"c": [{"f": "", "s": "", "ht": 0.00}, {"f": "", "s": "", "ht": 0.00}]}'
_TWO = '{"c": [{"f": "", "ht": 0.00}, {"f": "", "ht": 0.00}]}'
_ORDERS = '{"c": [{"f": ["", ""], "ht": 0.00}, {"f": ["", ""], "ht": 0.00}]}'
_LISTS = {"/c/*/f/*": {"concept": "client.finess"}, "/c/*/ht": {"concept": "amount.excl_tax"}}
_PEOPLE = _manifest(p="practitioner.rpps", n="practitioner.idnps", ht="amount.excl_tax")
_THREE = '{"c": [{"p": "", "n": "", "ht": 0.00}, {"p": "", "n": "", "ht": 0.00}]}'

CAUSE = Cause(
    id="R301",
    name="repeated-beneficiary",
    source="https://esante.gouv.fr/foire-aux-questions/segur",
    params=("number", "kind", "count", "side"),
    title=Text(
        "Un bénéficiaire figure plusieurs fois dans la demande",
        "A beneficiary appears several times in the request",
    ),
    message=Text(
        "Le bénéficiaire de numéro {kind} «\u00a0{number}\u00a0» figure "
        "{count:fois|fois} dans cette demande. Ne conservez qu'une seule prestation pour lui.",
        "The beneficiary of {kind} number “{number}” appears {count:time|times} in this request. "
        "Keep one service only for it.",
    ),
    variants={
        ("side", "shared"): Text(
            "Le numéro {kind} «\u00a0{number}\u00a0» est celui de {count:bénéficiaire|bénéficiaires} "
            "de cette demande. Vérifiez qu'il s'agit bien de sites distincts.",
            "The {kind} number “{number}” is that of {count:beneficiary|beneficiaries} of this "
            "request. Check that they are different sites.",
        ),
        ("side", "sites"): Text(
            "Le numéro {kind} «\u00a0{number}\u00a0» figure {count:fois|fois} dans cette demande, "
            "avec des FINESS différents. Vérifiez que chaque bénéficiaire n'est financé qu'une fois.",
            "The {kind} number “{number}” appears {count:time|times} in this request, with different "
            "FINESS numbers. Check that each beneficiary is funded only once.",
        ),
        ("side", "list"): Text(
            "Le numéro {kind} «\u00a0{number}\u00a0» figure {count:fois|fois} dans la liste d'une "
            "même prestation. Retirez la répétition.",
            "The {kind} number “{number}” appears {count:time|times} in the list of one service. "
            "Remove the repetition.",
        ),
    },
    why=Text(
        "Un établissement ou un professionnel ne peut bénéficier que d'une seule Prestation Ségur "
        "par dispositif. Une demande où il figure deux fois est rejetée.",
        "An establishment or a practitioner may benefit from one Ségur service only in a scheme. "
        "A request that counts it twice is rejected.",
    ),
    mend=Text(
        "Retirez la prestation en double. S'il s'agit de deux bénéficiaires distincts, corrigez le "
        "numéro recopié par erreur.",
        "Remove the second service. Where two different beneficiaries are meant, correct the number "
        "that was copied by mistake.",
    ),
    examples=(
        Example(
            _TWO,
            '{"c": [{"f": "830101259", "ht": 1.00}, {"f": "830101259", "ht": 2.00}]}',
            True, (1, 46), _SITES,
        ),
        Example(
            _TWO,
            '{"c": [{"f": "830101259", "ht": 1.00}, {"f": "830101283", "ht": 2.00}]}',
            False, None, _SITES,
        ),
        Example(
            _TWO,
            '{"c": [{"f": "830101259", "ht": 1.00}, {"f": "010000024", "ht": 2.00}, '
            '{"f": "830101283", "ht": 1.00}, {"f": "010000024", "ht": 2.00}]}',
            True, (1, 110), _SITES,
        ),
        # Lists of numbers: twice under one amount, then under two.
        Example(
            _ORDERS,
            '{"c": [{"f": ["830101259", "830101259"], "ht": 1.00}, {"f": ["830101283"], "ht": 2.00}]}',
            True, (1, 28), _LISTS,
        ),
        Example(
            _ORDERS,
            '{"c": [{"f": ["830101259", "830101283"], "ht": 1.00}, {"f": ["830101283"], "ht": 2.00}]}',
            True, (1, 62), _LISTS,
        ),
        # The national identifier and the RPPS of one person.
        Example(
            _THREE,
            '{"c": [{"p": "19900000001", "n": "819900000001", "ht": 1.00}, '
            '{"p": "", "n": "819900000001", "ht": 2.00}]}',
            True, (1, 78), {**_PEOPLE, "/c/*/p": {"concept": "practitioner.rpps", "may_be_empty": True}},
        ),
        # One practice, two practitioners.
        Example(
            '{"c": [{"p": "", "f": "", "ht": 0.00}, {"p": "", "f": "", "ht": 0.00}]}',
            '{"c": [{"p": "19900000001", "f": "830101259", "ht": 1.00}, '
            '{"p": "19900001009", "f": "830101259", "ht": 2.00}]}',
            False, None, {**_SITES, "/c/*/p": {"concept": "practitioner.rpps"}},
        ),
        # A biologist in charge of two laboratories.
        Example(
            '{"c": [{"p": "", "f": ["", ""], "ht": 0.00}, {"p": "", "f": ["", ""], "ht": 0.00}]}',
            '{"c": [{"p": "19900000001", "f": ["830101259", "010000024"], "ht": 1.00}, '
            '{"p": "19900000001", "f": ["830101283"], "ht": 2.00}]}',
            False, None, {**_LISTS, "/c/*/p": {"concept": "practitioner.rpps"}},
        ),
        Example(
            '{"c": [{"s": "", "ht": 0.00}, {"s": "", "ht": 0.00}]}',
            '{"c": [{"s": "35600000000048", "ht": 1.00}, {"s": "35600000000048", "ht": 2.00}]}',
            True, (1, 51), _manifest(s="client.siret", ht="amount.excl_tax"),
        ),
        # Two sites of one SIRET, then a SIRET alone that may be either.
        Example(
            _SIRETS,
            '{"c": [{"f": "830101259", "s": "35600000000048", "ht": 1.00}, '
            '{"f": "830101283", "s": "35600000000048", "ht": 2.00}]}',
            False, None, _SITES_OR_SIRETS,
        ),
        Example(
            _SIRETS,
            '{"c": [{"f": "830101259", "s": "35600000000048", "ht": 1.00}, '
            '{"f": "", "s": "35600000000048", "ht": 2.00}]}',
            True, (1, 78), _SITES_OR_SIRETS,
        ),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for each beneficiary that the file counts more than once."""
    bearers: dict[Number, list[Bearer]] = {}
    for one in beneficiaries(case, given):
        borne = {_number(value): value for value in reversed(one.identifiers)}
        for key, value in borne.items():
            bearers.setdefault(key, []).append((one, value))
    for key, same in bearers.items():
        # A number that all have beside a better one tells nothing.
        if len(same) > 1 and any(_number(one.identifiers[0]) == key for one, _ in same):
            yield from _repeated(same)


def _number(value: Value) -> Number:
    return KINDS[value.concept], number(value)


def _repeated(same: Sequence[Bearer]) -> Iterator[Objection]:
    """What to say of elements that bear one number."""
    paid: dict[Address, Bearer] = {}
    lists: dict[str, list[Bearer]] = {}
    for one, value in same:
        paid.setdefault(one.paid, (one, value))
        lists.setdefault(one.kind, []).append((one, value))
    if len(paid) > 1:
        sites = {one.site for one, _ in paid.values()}
        shared = same[0][1].concept in _SHARED
        side = "shared" if shared else "sites" if len(sites) == len(paid) else ""
        yield _objection(list(paid.values()), side)
    elif (longest := max(lists.values(), key=len))[1:]:
        # One amount: that a table beside the list names it again is no repetition.
        yield _objection(longest, "list")


def _objection(same: Sequence[Bearer], side: str) -> Objection:
    (_, first), (_, second) = same[:2]
    kind, found = _number(second)
    return Objection(
        second,
        {"number": found, "kind": kind, "count": len(same), "side": side},
        Severity.WARNING if side else None,
        "inference" if side else None,
        ((first, "first"),),
    )
