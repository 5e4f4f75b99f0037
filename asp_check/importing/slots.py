"""What the example's values say of a slot: type, decimals, kind, whether its text is fixed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from asp_check.concepts import plain, propose
from asp_check.document import Node
from asp_check.document.strings import unescape
from asp_check.importing.identifiers import kind_meant, kind_of_values, kind_that_misses
from asp_check.importing.sheet import Sheet
from asp_check.pointer import ANY, split
from asp_check.template import Slot
from asp_check.template.literals import is_empty
from asp_check.text import decode

_TYPES = {"string": "string", "number": "number", "true": "boolean", "false": "boolean"}
_MONEY = re.compile(r"montant|prix|cout|taux|total|tva|ht$|ttc$|pourcent|^part$|amount|price|rate$")
_PLAIN = re.compile(rb"-?(?:0|[1-9][0-9]*)(?:\.([0-9]+))?")
_DATES = (
    (re.compile(r"(?:JJ|DD|jj|dd)/(?:MM|mm)/(?:AAAA|YYYY|aaaa|yyyy)"), "date-fr"),
    (re.compile(r"(?:AAAA|YYYY|aaaa|yyyy)-(?:MM|mm)-(?:JJ|DD|jj|dd)"), "date-iso"),
)


def infer(slot: Slot, values: Sequence[Node], sheet: Sheet) -> None:
    """Note on the sheet what these values, and the slot's name, say of the slot."""
    if any(value.kind in ("object", "array", "other") for value in values):
        values = []  # The example departs here, and the check will say how.
    solid = [value for value in values if value.kind != "null"]
    kept = _type(slot, solid, sheet)
    if len(solid) < len(values) and kept != "any":
        null = next(value for value in values if value.kind == "null")
        sheet.infer(slot.path, "nullable", True, "nullable", null)
    _presumed(slot, solid, sheet)
    filled = [value for value in solid if not is_empty(slot, value.literal)]
    settled = slot.presumed and _departs(slot, solid) is None
    if kept == "number" and filled and not settled:
        _decimals(slot, solid, sheet)
    concept = _concept(slot, filled, sheet)
    if kept != "boolean" and not settled:
        _kind(slot, filled, concept, sheet)


def infer_alone(slot: Slot, sheet: Sheet) -> None:
    """Note what the blank and the names of its keys say of the slot, without an example."""
    if slot.presumed:
        sheet.remark(slot.path, "presumed-alone", model=decode(slot.literal))
    _kind(slot, (), _concept(slot, (), sheet), sheet)


def infer_empty(slot: Slot, values: Sequence[Node], sheet: Sheet) -> None:
    """Note that the example leaves this slot as the blank has it, if it does."""
    for value in values:
        if value.kind not in ("object", "array") and is_empty(slot, value.literal):
            sheet.infer(slot.path, "may_be_empty", True, "may_be_empty", value)
            return


# --- Type and decimals


def _type(slot: Slot, solid: Sequence[Node], sheet: Sheet) -> str:
    """Note the type that the values have, where the blank does not say it; the type to be."""
    sorts = {_TYPES[value.kind] for value in solid}
    if not sorts:
        return slot.type
    if len(sorts) > 1:
        if slot.type != "any":
            odd = next(value for value in solid if _TYPES[value.kind] != slot.type)
            sheet.infer(slot.path, "type", "any", "type-mixed", odd, model=decode(slot.literal))
        return "any"
    sort = sorts.pop()
    kind = "integer" if sort == "number" and _are_counts(slot, solid) else sort
    at, model = solid[0], decode(slot.literal)
    if slot.type == "any":
        sheet.infer(slot.path, "type", kind, "type-null", at, model=model, expected_type=kind)
    elif sort != slot.type:
        sheet.infer(slot.path, "type", kind, "type-other", at, model=model, expected_type=kind)
    elif kind == "integer":
        sheet.infer(slot.path, "type", kind, "type-integer", at, n=len(solid))
    elif sort == "number" and slot.decimals is None and not slot.presumed:
        _tell_decimal(slot, solid, sheet)
    return kind


def _are_counts(slot: Slot, numbers: Sequence[Node]) -> bool:
    """Whether these numbers are whole, some not zero, and not sums of money or rates.

    The blank must not show decimals itself, nor may the name speak of what has cents.
    """
    if slot.decimals is not None or slot.presumed:
        return False
    return (
        _MONEY.search(plain(_name(slot))) is None
        and not any(set(b".eE") & set(number.literal) for number in numbers)
        and any(number.literal != b"0" for number in numbers)
    )


def _tell_decimal(slot: Slot, numbers: Sequence[Node], sheet: Sheet) -> None:
    """Where the blank shows a whole number, the example may show that it need not be one."""
    for number in numbers:
        if b"." in number.literal:
            found = decode(number.literal)
            sheet.infer(slot.path, "type", "number", "type-decimal", number, found=found)
            return


def _decimals(slot: Slot, numbers: Sequence[Node], sheet: Sheet) -> None:
    """Note how many decimals the numbers have, if all have as many and none happens to.

    Where the blank shows decimals, the example must agree with it; where it shows none, a final
    zero (12.50) tells that they are written whatever the amount.
    """
    matches = [_PLAIN.fullmatch(number.literal) for number in numbers]
    counts = {len(match[1] or b"") if match else -1 for match in matches}
    count = counts.pop()
    if counts or count <= 0:
        _tell_decimals(slot, numbers, sheet)
    elif slot.decimals == count or (
        slot.decimals is None and any(number.literal.endswith(b"0") for number in numbers)
    ):
        sheet.infer(slot.path, "decimals", count, "decimals", numbers[0], n=len(numbers), d=count)
    else:
        _tell_decimals(slot, numbers, sheet)


def _tell_decimals(slot: Slot, numbers: Sequence[Node], sheet: Sheet) -> None:
    if slot.decimals is None:
        return
    for number in numbers:
        if len(number.literal.partition(b".")[2]) != slot.decimals:
            found, model = decode(number.literal), decode(slot.literal)
            sheet.remark(slot.path, "decimals-differ", number, found=found, model=model)
            return


# --- Fixed or free


def _presumed(slot: Slot, solid: Sequence[Node], sheet: Sheet) -> None:
    if not slot.presumed or not solid:
        return
    other = _departs(slot, solid)
    model = decode(slot.literal)
    if other is None:
        sheet.remark(slot.path, "presumed", solid[0], model=model)
    else:
        found = decode(other.literal)
        sheet.infer(slot.path, "free", True, "free", other, found=found, model=model)


def _departs(slot: Slot, solid: Sequence[Node]) -> Node | None:
    """The first value that is not among those that the blank shows."""
    shown = {(literal[:1] == b'"', _value(literal)) for literal in slot.shown}
    for value in solid:
        if (value.kind == "string", _value(value.literal)) not in shown:
            return value
    return None


# --- Concept and kind


def _concept(slot: Slot, filled: Sequence[Node], sheet: Sheet) -> str | None:
    """Note the concept that the keys suggest, unless the values cannot have that meaning."""
    concept = propose(split(slot.path))
    if concept is None:
        return None
    if kind_meant(concept) is not None:
        absurd = next((value for value in filled if not _could_be_one(concept, value)), None)
        if absurd is not None or slot.type == "boolean":
            sheet.remark(slot.path, "concept-unfit", absurd, concept=concept)
            return None
    sheet.infer(slot.path, "concept", concept, "concept", concept=concept)
    return concept


def _could_be_one(concept: str, value: Node) -> bool:
    """Whether a value might be the identifier, the amount, the date or the address meant."""
    text = _value(value.literal)
    if kind_meant(concept) in ("email", "mssante"):
        return "@" in text
    return value.kind not in ("true", "false") and any("0" <= c <= "9" for c in text)


def _kind(slot: Slot, filled: Sequence[Node], concept: str | None, sheet: Sheet) -> None:
    key, values = _name(slot), [_value(value.literal) for value in filled]
    shown = _placeholder_date(slot)
    found = kind_of_values(key, concept, values)
    if found is not None:
        why = f"kind-{found.support}"
        sheet.infer(slot.path, "kind", found.kind, why, filled[0], n=len(values), kind=found.kind)
    elif shown is not None and not values:
        sheet.infer(slot.path, "kind", shown, "kind-blank", model=decode(slot.literal))
    else:
        missed = kind_that_misses(key, concept, values)
        if missed is not None:
            sheet.remark(slot.path, "kind-unfit", filled[0], kind=missed)


def _placeholder_date(slot: Slot) -> str | None:
    text = _value(slot.literal)
    return next((kind for pattern, kind in _DATES if pattern.fullmatch(text)), None)


def _name(slot: Slot) -> str:
    """The nearest key above the value: in a list, that of the list."""
    tokens = [t for t in split(slot.path) if t != ANY and not (t.isascii() and t.isdecimal())]
    return tokens[-1] if tokens else ""


def _value(literal: bytes) -> str:
    """A string decoded, anything else as it is written."""
    return unescape(literal[1:-1]) if literal[:1] == b'"' else decode(literal)
