"""What to look for where no template says it: every concept that we know wordings for."""

from __future__ import annotations

from asp_check.pieces.labels import ANSWERS, LABELS, MENTIONS, SIGNATURES, TITLES
from asp_check.pieces.model import ROLES, Item, Role, Wanted

_YES_NO = frozenset({
    "client.had_wave_1", "order.referencing_condition", "order.signed", "scenario.dmp_feed",
    "scenario.ins", "scenario.mss_sending", "scenario.report_sending", "supplier.vat_liable",
    "va.signed",
})  # fmt: skip


def usual() -> tuple[Wanted, ...]:
    """What pieces of each role usually say."""
    return tuple(map(_wanted, ROLES))


def _wanted(role: Role) -> Wanted:
    mentions = MENTIONS.get(role, {})
    items = tuple(
        _item(concept, labels)
        for concept, labels in LABELS[role].items()
        if concept not in mentions
    )
    return Wanted(role, TITLES[role], SIGNATURES[role], items, mentions)


def _item(concept: str, labels: tuple[str, ...]) -> Item:
    if concept in _YES_NO:
        return Item(concept, labels, "yes-no")
    answers = ANSWERS.get(concept, {})
    return Item(concept, labels, "choice" if answers else "text", answers)
