"""Where a request gives the MSSanté address in use: site by site, or once for an order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from asp_check.facts import Given
from asp_check.rules.common import undated
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.elements import element_of, holds
from asp_check.template import Template

ADDRESS, SENDING = "mss.address", "scenario.mss_sending"
_SITES = ("client.finess", "practitioner.rpps")
"""What names the one who uses an address, the first that has one of its own."""


def missing(case: Case, given: Given) -> Sequence[Value] | None:
    """The addresses that a case sees, if all of them are empty; ``None`` if there is nothing to say.

    So too where the file says that no secure mail is sent: there is no address in use then.
    """
    wanted = given.datum("mss_address")
    addresses = case.all(ADDRESS)
    if wanted is None or wanted.value is not True:
        return None
    # One that is at fault has its own finding, a required one left empty too.
    if not case.is_sound(SENDING) or any(
        not address.empty or not address.sound for address in addresses
    ):
        return None
    sending = case.all(SENDING)
    return None if sending and all(said.truth is False for said in sending) else addresses


def objection(
    case: Case, given: Given, addresses: Sequence[Value], params: Mapping[str, str]
) -> Iterator[Objection]:
    """What to say where an address is missing: at the empty field, else at what it is missing for."""
    wanted, element = given.datum("mss_address"), element_of(case.subject.slot.path)
    if wanted is not None:
        own = (a for a in addresses if holds(element, a.slot.path))
        yield undated.objection(next(own, case.subject), wanted, params)


def sites(template: Template | None) -> frozenset[str]:
    """The paths of what names those who each have an address; none where it is the order's."""
    paths: dict[str, list[str]] = {}
    for slot in template.slots if template is not None else ():
        paths.setdefault(slot.declared.concept or "", []).append(slot.path)
    orders = paths.get("order.number", [])
    for concept in _SITES:
        elements = {path: element_of(path) for path in paths.get(concept, ())}
        found = frozenset(
            path
            for path, element in elements.items()
            if any(holds(element, address) for address in paths.get(ADDRESS, ()))
            and not any(holds(element, order) for order in orders)
        )
        if found:
            return found
    return frozenset()
