"""The papers by which a reader is measured: every layout by every form, and twins that differ by one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from drawing.changes import CHANGES, Change
from drawing.facts import Order
from drawing.making import LAYOUTS, SCANS, Wanted

BORN = ("reportlab", "acroform", "flattened", "ghostscript", "annotations", "chromium", "libreoffice", "docx")


class Paper(NamedTuple):
    """One paper of the matrix; ``twin`` is the name of the same paper without the change."""

    name: str
    wanted: Wanted
    twin: str = ""
    change: Change | None = None


def papers(orders: Mapping[str, Sequence[Order]]) -> Iterator[Paper]:
    """Every paper; ``orders`` go by what they can show: the role."""
    yield from _whole(orders)
    yield from _twins(orders)


VENDOR_OF = {"administration": "etat", "letter": "etat"}
HANDS = ("azur", "granit", "sapin", "brique")


def _whole(orders: Mapping[str, Sequence[Order]]) -> Iterator[Paper]:
    for row, layout in enumerate(LAYOUTS):
        role, _, shape = layout.partition("-")
        for column, form in enumerate(BORN):
            order = orders[role][(row + column) % len(orders[role])]
            vendor = VENDOR_OF.get(shape) or HANDS[(row + column) % len(HANDS)]
            wanted = Wanted(order, layout, form, vendor, seed=row * 20 + column)
            yield Paper(f"{layout}-{form}-{order.dispositif.lower()}", wanted)
        form = SCANS[row % len(SCANS)]
        order = orders[role][row % len(orders[role])]
        vendor = VENDOR_OF.get(shape) or HANDS[row % len(HANDS)]
        yield Paper(f"{layout}-{form}-{order.dispositif.lower()}", Wanted(order, layout, form, vendor, seed=row))


OF_ROLE = {
    "bdc": ("cent-ht", "cent-vat", "cent-ttc", "rate", "digit-order", "digit-key", "letter-client", "day-order", "scenario"),
    "va": ("scenario", "letter-address", "mss-case", "day-va", "letter-va", "digit-order"),
    "mom": ("scenario", "letter-address", "day-mom"),
    "invoice": ("cent-invoice", "digit-invoice", "letter-invoice", "cent-ht"),
}
TWIN_FORMS = ("reportlab", "acroform", "flattened", "annotations", "chromium", "libreoffice")


def _twins(orders: Mapping[str, Sequence[Order]]) -> Iterator[Paper]:
    count = 0
    for role, changes in OF_ROLE.items():
        layouts = [name for name in LAYOUTS if name.startswith(f"{role}-")]
        for number, change in enumerate(changes):
            for turn in range(2):
                count += 1
                layout = layouts[(number + turn) % len(layouts)]
                form = TWIN_FORMS[count % len(TWIN_FORMS)]
                fit = [one for one in orders[role] if _fits(one, layout, change)]
                if not fit:
                    continue
                order = fit[(number + turn) % len(fit)]
                shape = layout.partition("-")[2]
                vendor = VENDOR_OF.get(shape) or HANDS[count % len(HANDS)]
                name = f"twin-{count:02}-{layout}-{form}-{order.dispositif.lower()}"
                wanted = Wanted(order, layout, form, vendor, seed=count)
                other, told = CHANGES[change](order)
                yield Paper(name, wanted)
                yield Paper(f"{name}-{change}", wanted._replace(order=other), name, told)


def _fits(order: Order, layout: str, change: str) -> bool:
    """Whether the layout shows, for this order, what is changed."""
    if change == "mss-case":
        return bool(order.mss_case)
    if change == "letter-address":
        return bool(order.addresses or order.lines[0].addresses)
    if change == "scenario":
        return bool(order.scenario or order.lines[0].scenario or order.lines[0].answers)
    if change.startswith("cent-") and change != "cent-invoice":
        shows = order.amounts is not None or order.lines[0].amounts is not None
        return shows and layout != "invoice-statement" and layout != "invoice-administration"
    if change == "digit-key":
        return bool(order.lines)
    return True
