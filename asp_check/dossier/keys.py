"""What a request is about: its scheme, its orders, who benefits from each, and the pieces it lists."""

from __future__ import annotations

from typing import NamedTuple, cast

from asp_check import exactness
from asp_check.dossier.model import Beneficiary, Key, Order
from asp_check.engine import Options
from asp_check.engine.cells import IDENTIFIERS
from asp_check.engine.contents import Wanted, gather
from asp_check.engine.funding import File
from asp_check.engine.matters import Request
from asp_check.engine.scope import given_of
from asp_check.rules.common.beneficiaries import beneficiaries
from asp_check.rules.common.case import Case, Value
from asp_check.rules.common.identifiers import KINDS, number
from asp_check.template import Template

_SHARED = frozenset({"client.siret", "client.am"})
"""Numbers under which several sites may be known."""


class About(NamedTuple):
    """What a request is about, and the names of files that it gives to its pieces."""

    key: Key
    names: tuple[str, ...] = ()


def about(template: Template, data: bytes, options: Options) -> About:
    """What the request in these bytes is about, as far as it can be read."""
    manifest = template.manifest
    key = Key(
        manifest.dispositif if manifest is not None else "",
        manifest.request if manifest is not None else "",
    )
    slots = [slot for slot in template.slots if slot.declared.concept is not None]
    if not slots:
        return About(key)
    outcome = exactness.check(
        template, data, max_size=options.max_size, max_depth=options.max_depth
    )
    text = data if outcome.document is None else outcome.document.text
    contents = gather(outcome, text, Wanted((slot.id for slot in slots), judged=False))
    file = File(contents.store, frozenset())
    request = Request(template, file)

    def every(concept: str) -> list[Value]:
        return [
            file.value(slot, indices)
            for slot in slots
            if slot.declared.concept == concept
            for indices in contents.store.get(slot.id, ())
        ]

    case = Case(cast("Value", None), every)
    known = list(beneficiaries(case, given_of(template, options)))
    orders = []
    for order in request.orders:
        inside = {id(v) for concept in IDENTIFIERS for v in request.find(order, concept)}
        clients = (one.identifiers[0] for one in known if id(one.identifiers[0]) in inside)
        orders.append(Order(order.name, tuple(dict.fromkeys(map(_beneficiary, clients)))))
    names = tuple(value.text for value in every("piece.file_name") if not value.empty)
    return About(key._replace(orders=tuple(orders)), names)


def _beneficiary(value: Value) -> Beneficiary:
    return Beneficiary(KINDS[value.concept], number(value), value.concept in _SHARED)
