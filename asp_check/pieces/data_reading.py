"""Readings of structured data: values that are given by concept, each still to be one of its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from asp_check.pieces.kinds import fits
from asp_check.pieces.model import Item, Paper, Reading, Wanted
from asp_check.pieces.options import typed


def from_data(paper: Paper, wanted: Wanted) -> tuple[Reading, ...]:
    """What structured data say of each thing that is wanted."""
    given: dict[str, list[Mapping[str, str]]] = {}
    values = paper.data.get("values", ())
    if isinstance(values, Sequence):
        for value in values:
            given.setdefault(str(value["concept"]), []).append(value)
    found: list[Reading] = []
    for item in wanted.items:
        found += [_reading(item, value) for value in given.get(item.concept, ())] or [
            Reading(item.concept, "unnamed", origin="data")
        ]
    for concept in wanted.mentions:
        said = given.get(concept)
        found += [_mention(concept, value) for value in said or ()] or [
            Reading(concept, "unnamed", origin="data")
        ]
    return tuple(found)


def _reading(item: Item, value: Mapping[str, str]) -> Reading:
    text = str(value["value"]).strip()
    reading = Reading(item.concept, "read", text, str(value.get("subject", "")), origin="data")
    if not text:
        return reading._replace(state="absent")
    if item.type in {"choice", "yes-no"}:
        answer = typed(item, text)
        if answer is None:
            return reading._replace(state="unclear", doubt="form")
        return reading._replace(value=answer)
    if not fits(item.kind, item.concept, text):
        return reading._replace(state="unclear", doubt="form")
    return reading


def _mention(concept: str, value: Mapping[str, str]) -> Reading:
    """A program says that the wording stands there, or that it does not."""
    text = str(value["value"]).strip()
    state = typed(Item(concept, (), "yes-no"), text)
    if state == "non":
        return Reading(concept, "absent", origin="data")
    return Reading(concept, "read" if text else "absent", text, origin="data")
