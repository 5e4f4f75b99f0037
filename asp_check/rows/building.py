"""Rows -> the values of one file: which rows are one element, and where each value came from."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from asp_check.pointer import join
from asp_check.reference.where import Unfit, shown
from asp_check.rows import cells
from asp_check.rows.cells import NOTHING
from asp_check.rows.columns import Column, Layout
from asp_check.rows.model import Cell, Fault, Line, Words
from asp_check.template import Object, Repeat, Slot, TemplateNode, Tuple

IDENTIFYING = (
    "client.finess",
    "practitioner.rpps",
    "practitioner.idnps",
    "practitioner.adeli",
)
"""Concepts that name one element among its like: rows that share one are of one element."""

Rows = Sequence[Line]


class Built(NamedTuple):
    """The values of one file, what was wrong, and the rows that each element was made of.

    ``faulty`` are the pointers whose value was refused; ``rows`` are by the pointer of the element.
    """

    values: object
    faults: Sequence[Fault]
    faulty: frozenset[str]
    rows: Mapping[str, Sequence[int]]


def build(root: TemplateNode, lines: Rows, layout: Layout, decimal: str) -> Built:
    """The values that these rows give."""
    builder = _Builder(layout, decimal)
    values = builder.node(root, lines, "")
    builder.rows.setdefault("", [line.number for line in lines])
    return Built(values, builder.faults, frozenset(builder.faulty), builder.rows)


class _Builder:
    def __init__(self, layout: Layout, decimal: str) -> None:
        self.layout = layout
        self.decimal = decimal
        self.faults: list[Fault] = []
        self.faulty: set[str] = set()
        self.rows: dict[str, Sequence[int]] = {}
        self.groupings: dict[int, _Grouping] = {}

    def node(self, node: TemplateNode, lines: Rows, pointer: str) -> object:
        """The value at ``pointer`` that these rows agree on; ``NOTHING`` where they give none."""
        if isinstance(node, Slot):
            return self.scalar(node, lines, pointer)
        if isinstance(node, Object):
            return self.members(node, lines, pointer)
        if isinstance(node, Tuple):
            return self.elements(node, lines, pointer)
        if isinstance(node, Repeat):
            return self.repeat(node, lines, pointer)
        return NOTHING

    # ---------------------------------------------------------------------- values

    def scalar(self, slot: Slot, lines: Rows, pointer: str) -> object:
        column = self.layout.columns.get(slot.id)
        if column is None:
            return None if slot.nullable and not slot.declared.fixed else NOTHING
        first = lines[0]
        cell = first.cells[column.at]
        other = next((line for line in lines if line.cells[column.at] != cell), None)
        at = first
        try:
            found = cells.value(cell, slot, self.decimal)
            if other is not None:
                # In a workbook, a number may stand beside the text of it: both must be sound.
                at = other
                if str(other.cells[column.at]) != str(cell):
                    raise _differs(first, other, column, self.whole(column))
                found = cells.value(other.cells[column.at], slot, self.decimal)
        except Unfit as unfit:
            self.refuse(at, column, pointer, unfit)
            return NOTHING
        return found

    def whole(self, column: Column) -> Words:
        """What the rows that must agree are the rows of."""
        order = self.layout.order
        repeats = self.layout.fields[column.slot.id].repeats
        home = self.layout.fields[order.slot.id].repeats if order else ()
        if order is not None and len(repeats) == len(home):
            return "de la commande", "of the order"
        if repeats:
            return "de cet élément", "of this element"
        if order is None:
            return "du fichier", "of the file"
        return (
            "du fichier (ou demandez un fichier par commande : --name 'bdc-{number}.json')",
            "of the file (or ask for one file an order: --name 'bdc-{number}.json')",
        )

    def refuse(self, line: Line, column: Column, pointer: str, unfit: Unfit) -> None:
        self.faulty.add(pointer)
        self.faults.append(Fault(line.number, column.at + 1, column.header, unfit.fr, unfit.en))

    def members(self, node: Object, lines: Rows, pointer: str) -> object:
        before = len(self.faults)
        given: dict[str, object] = {}
        for member in node.members:
            found = self.node(member.value, lines, join(pointer, member.key))
            # An empty cell leaves out what may be left out.
            if found is not NOTHING and not (member.optional and _is_idle(found)):
                given[member.key] = found
        idle = _is_idle(given) and len(self.faults) == before
        return None if idle and node.nullable else given

    def elements(self, node: Tuple, lines: Rows, pointer: str) -> object:
        found = [
            self.node(element, lines, join(pointer, index))
            for index, element in enumerate(node.elements)
        ]
        if all(one is NOTHING for one in found):
            return None if node.nullable and self._has_column(node) else NOTHING
        return [
            _without(element) if one is NOTHING else one
            for one, element in zip(found, node.elements, strict=True)
        ]

    def _has_column(self, node: TemplateNode) -> bool:
        inside = f"{node.path}/"
        return any(c.slot.path.startswith(inside) for c in self.layout.columns.values())

    # ---------------------------------------------------------------------- elements

    def repeat(self, node: Repeat, lines: Rows, pointer: str) -> object:
        grouping = self.groupings.get(node.id)
        if grouping is None:
            grouping = self.groupings[node.id] = _Grouping(node, self.layout)
        groups = grouping.groups(lines)
        if not groups:
            if node.nullable and node.min and grouping.columns:
                return None
            return {} if node.key is not None else []
        return self.keyed(node, groups, pointer) if node.key else self.array(node, groups, pointer)

    def array(self, node: Repeat, groups: Sequence[Rows], pointer: str) -> list[object]:
        found = []
        for index, lines in enumerate(groups):
            at = join(pointer, index)
            self.rows[at] = [line.number for line in lines]
            one = self.node(node.item, lines, at)
            found.append(_without(node.item) if one is NOTHING else one)
        return found

    def keyed(self, node: Repeat, groups: Sequence[Rows], pointer: str) -> dict[str, object]:
        found: dict[str, object] = {}
        key = node.key
        column = self.layout.columns.get(key.id) if key else None
        if key is None or column is None:
            return found
        for lines in groups:
            before = len(self.faults)
            name = self.scalar(key, lines, pointer)
            if not isinstance(name, str) or not name:
                if len(self.faults) == before:
                    self.refuse(lines[0], column, pointer, Unfit("vide", "empty"))
                continue
            at = join(pointer, name)
            self.rows[at] = [line.number for line in lines]
            one = self.node(node.item, lines, at)
            found[name] = _without(node.item) if one is NOTHING else one
        return found


def _is_idle(value: object) -> bool:
    """Whether nothing was filled in here: only what empty cells stand for."""
    if isinstance(value, dict):
        return all(map(_is_idle, value.values()))
    if isinstance(value, list):
        return all(map(_is_idle, value))
    return value is None or value == ""


def _without(node: TemplateNode) -> object:
    """What stands for an element that no cell fills: the template tells what it lacks."""
    if isinstance(node, Slot):
        return None
    return {} if node.container == "{" else []


def _differs(first: Line, other: Line, column: Column, whole: Words) -> Unfit:
    one, two = (_quoted(line.cells[column.at]) for line in (first, other))
    return Unfit(
        f"{two[0]}, alors que la ligne {first.number} dit {one[0]} ; la valeur doit être la même sur toutes les lignes {whole[0]}",
        f"{two[1]}, while row {first.number} says {one[1]}; the value must be the same on all rows {whole[1]}",
    )


def _quoted(cell: Cell) -> Words:
    text = shown(str(cell))
    return (f"« {text} »", f"“{text}”") if text else ("vide", "empty")


# --- Which rows are one element


class _Grouping:
    """How the rows of a whole are told apart in the elements of one repeat.

    ``columns`` are those of an element, in any depth.
    """

    def __init__(self, node: Repeat, layout: Layout) -> None:
        own, deeper = layout.within(node)
        self.columns = [column.at for column in (*own, *deeper)]
        self.own = [column.at for column in own]
        order = layout.order
        if order is not None and order in own:
            self.naming = [order.at]
            return
        key = node.key
        named = {
            column.slot.declared.concept: column.at
            for column in own
            if not isinstance(node.item, Slot)
        }
        self.naming = [named[concept] for concept in IDENTIFYING if concept in named]
        if key is not None and key.id in layout.columns:
            self.naming = [layout.columns[key.id].at]

    def groups(self, lines: Rows) -> list[Rows]:
        """The rows of each element, in the order in which the elements come."""
        found: dict[Hashable, list[Line]] = {}
        for line in lines:
            if any(line.cells[index] != "" for index in self.columns):
                found.setdefault(self._name(line), []).append(line)
        return list(found.values())

    def _name(self, line: Line) -> Hashable:
        """What tells an element from its like: its identifier, else all its own values."""
        for index in self.naming:
            if line.cells[index] != "":
                return index, str(line.cells[index])
        return tuple(str(line.cells[index]) for index in self.own)
