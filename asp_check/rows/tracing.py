"""The faults of values, taken back to the cells of the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.finding import UsageError
from asp_check.pointer import parent
from asp_check.reference.where import shown
from asp_check.rendering import Fault as ValueFault
from asp_check.rendering import RenderError, place
from asp_check.rows.building import Built
from asp_check.rows.columns import Column, Layout
from asp_check.rows.model import Fault


def traced(error: RenderError, built: Built, plan: Layout) -> Iterator[Fault]:
    """Each fault at the row and the column that gave the value, or should have.

    What follows from a cell that was already refused is not told again.
    """
    for fault in error.faults:
        if fault.pointer not in built.faulty:
            rows = _rows(fault.pointer, built)
            yield _at_cell(fault, rows[0] if rows else 0, _column(fault, plan))


def _at_cell(fault: ValueFault, row: int, column: Column | None) -> Fault:
    if column is None:
        name = shown(fault.pointer, 120)
        fr = f"{name} : {fault.fr}" if name else fault.fr
        en = f"{name}: {fault.en}" if name else fault.en
        return Fault(row, 0, "", fr, en)
    fr, en = fault.fr, fault.en
    if fault.reason == "missing":
        fr, en = "cellule vide : ce champ est à remplir", "empty cell: this field is to be filled"
    return Fault(row, column.at + 1, column.header, fr, en)


def _column(fault: ValueFault, plan: Layout) -> Column | None:
    try:
        path = place(plan.template, fault.pointer).path
    except UsageError:
        return None
    found = [column for column in plan.columns.values() if column.slot.path == path]
    keys = [column for column in found if column.slot.is_key == (fault.reason == "key")]
    return next(iter(keys or found), None)


def _rows(pointer: str, built: Built) -> Sequence[int]:
    """The rows of the nearest element around this place."""
    while pointer and pointer not in built.rows:
        pointer = parent(pointer)
    return built.rows.get(pointer, ())
