"""Tables of orders -> the files to write: rows and columns to values, and values to exact bytes.

A column is a place of the template; rows with the same order number are one order, and what varies
among them is what repeats.  Nothing is guessed: what is wrong is told all at once, with its row and
its column.
"""

from __future__ import annotations

from collections.abc import Sequence

from asp_check.rendering import RenderError, render
from asp_check.rows.building import build
from asp_check.rows.columns import Layout, is_known, layout, order_slot, repeats_of
from asp_check.rows.headers import every_header, header_line
from asp_check.rows.model import (
    MOST,
    Fault,
    HeadersError,
    Line,
    Request,
    RowsError,
    Table,
    TableError,
    letter,
)
from asp_check.rows.naming import DEFAULT as DEFAULT_NAME
from asp_check.rows.naming import NUMBER, check_pattern, names
from asp_check.rows.reading import LARGEST, read, refuse_misnamed
from asp_check.rows.tracing import traced
from asp_check.template import Template

__all__ = [
    "DEFAULT_NAME", "LARGEST", "NUMBER", "Fault", "HeadersError", "Layout", "Request", "RowsError",
    "Table", "TableError", "check_pattern", "every_header", "has_order", "header_line", "holds_one_order", "is_known",
    "layout", "letter", "names", "read", "refuse_misnamed", "requests",
]  # fmt: skip


def requests(
    table: Table, plan: Layout, *, decimal: str = ".", apart: bool = False
) -> Sequence[Request]:
    """The files that this table gives, in the order of its rows; ``plan`` is what its columns fill.

    Where the template holds one order there is a file for each order number; else one file holds
    them all, unless ``apart`` asks for one each.  ``decimal`` is the sign before the decimals in
    the table's texts, ``"."`` or ``","``.

    Raises ``RowsError`` with every fault if the rows cannot be rendered.
    """
    faults = [*_repeated(table, plan), *_unnumbered(table, plan)]
    bad = {fault.row for fault in faults}
    sound = [line for line in table.lines if line.number not in bad]
    found: list[Request] = []
    for number, lines in _files(sound, plan, apart or holds_one_order(plan.template)):
        request = _request(number, lines, plan, decimal)
        if isinstance(request, Request):
            found.append(request)
        else:
            faults += request
    if faults:
        ordered = sorted(dict.fromkeys(faults), key=lambda fault: (fault.row, fault.column))
        raise RowsError(table.name, ordered[:MOST], len(ordered))
    return found


def has_order(template: Template) -> bool:
    """Whether the template tells where the number of an order is."""
    return order_slot(template) is not None


def holds_one_order(template: Template) -> bool:
    """Whether one file of this template is about one order only: its number does not repeat."""
    slot = order_slot(template)
    return slot is not None and not repeats_of(template, slot)


def _files(
    all_lines: Sequence[Line], plan: Layout, apart: bool
) -> Sequence[tuple[str, Sequence[Line]]]:
    """The rows of each file, under the number of its order where it holds one.

    A row without a number is about all orders: it goes to each file.
    """
    if not all_lines:
        return []
    numbers = _numbers(all_lines, plan)
    if not apart or plan.order is None:
        return [(numbers[0] if len(numbers) == 1 else "", all_lines)]
    files: dict[str, list[Line]] = {number: [] for number in numbers}
    for line in all_lines:
        number = str(line.cells[plan.order.at])
        for lines in [files[number]] if number else files.values():
            lines.append(line)
    return list(files.items())


def _numbers(lines: Sequence[Line], plan: Layout) -> Sequence[str]:
    """The numbers of the orders of these rows."""
    order = plan.order
    if order is None:
        return []
    return [
        number for number in dict.fromkeys(str(line.cells[order.at]) for line in lines) if number
    ]


def _request(
    number: str, lines: Sequence[Line], plan: Layout, decimal: str
) -> Request | Sequence[Fault]:
    built = build(plan.template.root, lines, plan, decimal)
    faults = list(built.faults)
    try:
        data = render(built.values, plan.template)
    except RenderError as error:
        faults += traced(error, built, plan)
        data = b""
    if faults:
        return faults
    rows = tuple(line.number for line in lines)
    return Request(number, built.values, data, rows, len(_numbers(lines, plan)) or 1)


def _repeated(table: Table, plan: Layout) -> list[Fault]:
    """A row that says all that another says: whether it was meant twice cannot be told."""
    used = sorted(column.at for column in plan.columns.values())
    seen: dict[tuple[object, ...], int] = {}
    faults = []
    for line in table.lines:
        first = seen.setdefault(tuple(line.cells[index] for index in used), line.number)
        if first != line.number:
            faults.append(
                Fault(
                    line.number, 0, "",
                    f"la même que la ligne {first}, cellule pour cellule : retirez-la",
                    f"the same as row {first}, cell by cell: remove it",
                )
            )  # fmt: skip
    return faults


def _unnumbered(table: Table, plan: Layout) -> list[Fault]:
    """A row without an order number may only be about what is outside the orders."""
    order = plan.order
    if order is None:
        return []
    repeats = plan.fields[order.slot.id].repeats
    columns = [*plan.columns.values()]
    if repeats:
        own, deeper = plan.within(repeats[-1])
        columns = [*own, *deeper]
    return [
        Fault(
            line.number, order.at + 1, order.header,
            "numéro de commande vide : répétez-le sur chaque ligne de la commande",
            "empty order number: repeat it on every row of the order",
        )
        for line in table.lines
        if not str(line.cells[order.at]).strip() and any(line.cells[c.at] != "" for c in columns)
    ]  # fmt: skip
