"""The reverse of the reading of a table, by plain means: values to rows, to check one by the other."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from asp_check.pointer import join
from asp_check.template import Object, Repeat, Slot, Template, TemplateNode, Tuple

Row = dict[str, Any]
"""One row: a cell by the header of its column."""


def rows_of(template: Template, values: object) -> list[Row]:
    """The rows of one file: what repeats on rows of its own, the rest on every row."""
    return _rows(template.root, values)


def headers_of(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(header for row in rows for header in row))


def csv_of(
    rows: Sequence[Row], delimiter: str = ";", encoding: str = "utf-8", decimal: str = "."
) -> bytes:
    headers = headers_of(rows)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(headers)
    for row in rows:
        writer.writerow([_text(row.get(header), decimal) for header in headers])
    return stream.getvalue().encode(encoding)


def xlsx_of(rows: Sequence[Row], title: str = "Commandes") -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = title
    headers = headers_of(rows)
    sheet.append(headers)
    for row in rows:
        sheet.append([None if row.get(h) in (None, "") else row[h] for h in headers])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _text(value: object, decimal: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "vrai" if value else "faux"
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", decimal)
    return str(value)


def _rows(node: TemplateNode, value: object) -> list[Row]:
    """At least one row; what does not repeat is on all of them."""
    if isinstance(node, Slot):
        return [{} if node.declared.fixed else {node.path: value}]
    parts: list[list[Row]] = []
    repeated: list[Row] = []
    if isinstance(node, Object) and isinstance(value, Mapping):
        for member in node.members:
            if member.key in value:
                _sort(member.value, value[member.key], parts, repeated)
    elif isinstance(node, Tuple) and isinstance(value, list):
        for element, one in zip(node.elements, value, strict=True):
            _sort(element, one, parts, repeated)
    elif isinstance(node, Repeat):
        _sort(node, value, parts, repeated)
    common = {header: cell for part in parts for header, cell in part[0].items()}
    return [{**common, **row} for row in repeated] or [common]


def _sort(node: TemplateNode, value: object, parts: list[list[Row]], repeated: list[Row]) -> None:
    """Split what is on every row from what has rows of its own, however deep."""
    if isinstance(node, Repeat):
        if isinstance(value, Mapping) and node.key is not None:
            concept = node.key.declared.concept or node.key.path
            for name, one in value.items():
                repeated += [{concept: name, **row} for row in _rows(node.item, one)]
        elif isinstance(value, list):
            for one in value:
                repeated += _rows(node.item, one)
    elif isinstance(node, Slot):
        parts.append(_rows(node, value))
    elif value is None:
        parts.append([{}])
    elif isinstance(node, (Object, Tuple)):
        children: list[tuple[TemplateNode, object]] = []
        if isinstance(node, Object) and isinstance(value, Mapping):
            children = [(m.value, value[m.key]) for m in node.members if m.key in value]
        elif isinstance(node, Tuple) and isinstance(value, list):
            children = list(zip(node.elements, value, strict=True))
        for child, one in children:
            _sort(child, one, parts, repeated)


__all__ = ["csv_of", "headers_of", "join", "rows_of", "xlsx_of"]
