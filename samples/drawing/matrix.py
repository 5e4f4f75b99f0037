"""The papers by which a reader is measured: every layout by every form, and twins that differ by one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from drawing import letters, tricks
from drawing.blocks import contents
from drawing.changes import CHANGES, Change
from drawing.facts import Order
from drawing.making import LAYOUTS, SCANS, Wanted

BORN = (
    "reportlab",
    "acroform",
    "flattened",
    "ghostscript",
    "annotations",
    "chromium",
    "libreoffice",
    "docx",
)
OTHER = ("sealed", "ink", "docx-plain", "pen", "rotated", "sealed-amended", "chromium-ghostscript")


class Paper(NamedTuple):
    """One paper of the matrix; ``twin`` is the name of the same paper without the change."""

    name: str
    wanted: Wanted
    twin: str = ""
    change: Change | None = None
    trick: str = ""


Orders = Mapping[str, Sequence[Order]]
"""The orders that can show each kind of piece, by role."""

VENDOR_OF = {"administration": "etat", "letter": "etat"}
HANDS = ("azur", "granit", "sapin", "brique")


def papers(orders: Orders) -> Iterator[Paper]:
    """Every paper."""
    yield from _whole(orders)
    yield from _twins(orders)
    for layout, form in zip(letters.LAYOUTS, ("chromium", "libreoffice", "reportlab"), strict=True):
        order = orders["va"][_lot(layout) % len(orders["va"])]
        yield Paper(f"{layout}-{form}-{order.dispositif.lower()}", Wanted(order, layout, form))
    for trick, (layout, form) in tricks.TRICKS.items():
        hospital = [
            one for one in orders[layout.partition("-")[0]] if one.dispositif.startswith("HOP")
        ]
        order = hospital[0] if trick == "soft-hyphens" else _picked(orders, layout, trick)
        yield Paper(f"tricky-{trick}-{layout}", Wanted(order, layout, form), trick=trick)


def _lot(*words: str) -> int:
    """A number that depends on words alone, so that a new layout moves no other."""
    return sum(number * ord(char) for number, char in enumerate("".join(words), 1))


def _picked(orders: Orders, layout: str, *words: str) -> Order:
    fit = orders[layout.partition("-")[0]]
    return fit[_lot(layout, *words) % len(fit)]


def _vendor(layout: str, *words: str) -> str:
    return VENDOR_OF.get(layout.partition("-")[2]) or HANDS[_lot(layout, *words) % len(HANDS)]


def _whole(orders: Orders) -> Iterator[Paper]:
    for row, layout in enumerate(LAYOUTS):
        other = OTHER[row % len(OTHER)]
        if layout.startswith("invoice"):
            other = ("docx-plain", "rotated", "chromium-ghostscript")[row % 3]
        for form in (*BORN, other, SCANS[row % len(SCANS)]):
            order = _picked(orders, layout, form)
            seed = _lot(layout, form) % 1000
            wanted = Wanted(order, layout, form, _vendor(layout, form), seed=seed)
            yield Paper(f"{layout}-{form}-{order.dispositif.lower()}", wanted)
        if not layout.startswith("invoice"):
            form = BORN[row % len(BORN)]
            order = _picked(orders, layout, "unsigned", form)
            wanted = Wanted(order, layout, form, _vendor(layout, "unsigned"), signed=False)
            yield Paper(f"{layout}-{form}-unsigned-{order.dispositif.lower()}", wanted)


OF_ROLE = {
    "bdc": (
        "cent-ht",
        "cent-vat",
        "cent-ttc",
        "rate",
        "digit-order",
        "digit-key",
        "letter-client",
        "day-order",
        "scenario",
    ),
    "va": ("scenario", "letter-address", "mss-case", "day-va", "letter-va", "digit-order"),
    "mom": ("scenario", "letter-address", "day-mom"),
    "invoice": ("cent-invoice", "digit-invoice", "letter-invoice", "cent-ht"),
}
TWIN_FORMS = ("reportlab", "acroform", "flattened", "annotations", "chromium", "libreoffice")


def _twins(orders: Orders) -> Iterator[Paper]:
    for role, changes in OF_ROLE.items():
        layouts = [name for name in LAYOUTS if name.startswith(f"{role}-")]
        for change in changes:
            for turn in range(2):
                twins = (
                    _twin(order, layout, change, turn)
                    for layout in sorted(
                        layouts, key=lambda name: _lot(name, change, str(turn)) % 97
                    )
                    for order in _turned(orders[role], _lot(layout, change, str(turn)))
                )
                yield from next(twin for twin in twins if twin)


def _turned(orders: Sequence[Order], by: int) -> Sequence[Order]:
    start = by % len(orders)
    return (*orders[start:], *orders[:start])


def _twin(order: Order, layout: str, change: str, turn: int) -> tuple[Paper, ...]:
    """A paper and its twin, if this layout shows for this order what is changed."""
    if not _can(order, change):
        return ()
    form = TWIN_FORMS[(_lot(layout, change) + turn * 3) % len(TWIN_FORMS)]
    name = f"twin-{layout}-{change}-{form}-{order.dispositif.lower()}"
    wanted = Wanted(order, layout, form, _vendor(layout, change, form), seed=_lot(name) % 1000)
    other, told = CHANGES[change](order)
    changed = wanted._replace(order=other)
    if not _shows(changed, told):
        return ()
    return Paper(name, wanted), Paper(f"{name}-changed", changed, name, told)


def _can(order: Order, change: str) -> bool:
    """Whether an order has what is changed."""
    line = order.lines[0]
    if change == "mss-case":
        return bool(order.mss_case)
    if change == "letter-address":
        return bool(order.addresses or line.addresses)
    if change == "scenario":
        return bool(order.scenario or line.scenario or line.answers)
    return not change.startswith("cent-") or bool(order.amounts or line.amounts)


def _shows(wanted: Wanted, change: Change) -> bool:
    return any(
        not isinstance(span, str) and (span.concept, span.value) == (change.concept, change.after)
        for content in contents(wanted.sheet.blocks)
        for span in content
    )
