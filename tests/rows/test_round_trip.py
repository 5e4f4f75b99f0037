"""Values written as a table, read and rendered, are the bytes that they render to by themselves."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from asp_check import load_template, rows
from asp_check.rendering import render
from asp_check.rows import headers
from asp_check.template import Object, Repeat, Slot, Template, TemplateNode, Tuple, build
from tests.exactness.strategies import ROOTS, STYLES, Style, blank
from tests.rows.drawing import value
from tests.rows.tabulating import csv_of, rows_of, xlsx_of

MODELS = sorted((Path(__file__).parents[2] / "schemas").glob("*/*/*/"))
IDS = ["/".join(folder.parts[-3:]) for folder in MODELS]


@cache
def model(folder: Path) -> Template:
    return load_template(folder)


def made(data: bytes, template: Template, decimal: str = ".") -> list[bytes]:
    table = rows.read(data, "t", lambda header: rows.is_known(template, header))
    plan = rows.layout(table, template)
    return [request.data for request in rows.requests(table, plan, decimal=decimal)]


@pytest.mark.parametrize("folder", MODELS, ids=IDS)
@pytest.mark.parametrize(
    ("delimiter", "encoding", "decimal"),
    [(";", "utf-8", "."), (",", "utf-8-sig", "."), ("\t", "utf-16", "."), (";", "utf-8-sig", ",")],
)
def test_the_example_of_each_model_comes_back_to_the_byte(
    folder: Path, delimiter: str, encoding: str, decimal: str
) -> None:
    template = model(folder)
    example = (folder / "example.json").read_bytes()
    values = json.loads(example.decode("utf-8-sig"), parse_float=Decimal, parse_int=Decimal)
    data = csv_of(rows_of(template, values), delimiter, encoding, decimal)
    assert made(data, template, decimal) == [example]


@pytest.mark.parametrize("folder", MODELS, ids=IDS)
def test_an_empty_table_filled_with_the_example_gives_it_back(folder: Path) -> None:
    template = model(folder)
    example = (folder / "example.json").read_bytes()
    values = json.loads(example.decode("utf-8-sig"), parse_float=Decimal, parse_int=Decimal)
    empty = rows.header_line(rows.every_header(template))
    names = rows.every_header(template)
    paths = [slot.path for name in names if (slot := headers.resolve(template, name))]
    # The keys that are data are under the name of their concept already.
    lines = [
        ";".join(
            quoted(row.get(name, row.get(path))) for name, path in zip(names, paths, strict=True)
        )
        for row in rows_of(template, values)
    ]
    data = empty + "".join(f"{line}\r\n" for line in lines).encode()
    assert made(data, template) == [example]


def quoted(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return '"' + text.replace('"', '""') + '"'


@pytest.mark.parametrize("folder", MODELS, ids=IDS)
def test_a_workbook_gives_the_same(folder: Path) -> None:
    template = model(folder)
    example = (folder / "example.json").read_bytes()
    values = json.loads(example.decode("utf-8-sig"), parse_float=Decimal, parse_int=Decimal)
    (found,) = made(xlsx_of(rows_of(template, values)), template)
    # A workbook keeps 1850.5 where the example has 1850.50.
    assert json.loads(found.decode("utf-8-sig"), parse_float=Decimal, parse_int=Decimal) == values


@pytest.mark.parametrize("folder", MODELS, ids=IDS)
@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1 << 40), st.sampled_from(".,"), st.sampled_from(";,\t"))
def test_any_values_come_back_to_the_byte(
    folder: Path, seed: int, decimal: str, delimiter: str
) -> None:
    template = model(folder)
    values = value(template.root, Random(seed))  # noqa: S311 - no secret
    written = csv_of(rows_of(template, values), delimiter, "utf-8", decimal)
    assert made(written, template, decimal) == [render(normal(template.root, values), template)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROOTS, STYLES, st.integers(0, 1 << 40))
def test_any_template_can_be_filled_from_a_table(tree: Any, style: Style, seed: int) -> None:
    template = build(blank(tree, style), name="vierge")
    assume(all(has_slot(repeat.item) for repeat in template.repeats))
    values = value(template.root, Random(seed))  # noqa: S311 - no secret
    assert made(csv_of(rows_of(template, values)), template) == [render(values, template)]


def has_slot(node: TemplateNode) -> bool:
    """Whether cells can tell how many there are of this."""
    if isinstance(node, Object):
        return any(has_slot(member.value) for member in node.members)
    return isinstance(node, Slot) or (isinstance(node, Repeat) and has_slot(node.item))


def normal(node: TemplateNode, drawn: Any) -> Any:
    """What a table can say of these values: what may be left out and is empty is left out."""
    if isinstance(node, Object) and isinstance(drawn, dict):
        found = {}
        for member in node.members:
            if member.key in drawn:
                one = normal(member.value, drawn[member.key])
                if not (member.optional and idle(one)):
                    found[member.key] = one
        return None if node.nullable and idle(found) else found
    if isinstance(node, Tuple) and isinstance(drawn, list):
        return [normal(n, v) for n, v in zip(node.elements, drawn, strict=True)]
    if isinstance(node, Repeat) and isinstance(drawn, list):
        return [normal(node.item, one) for one in drawn]
    if isinstance(node, Repeat) and isinstance(drawn, dict):
        return {key: normal(node.item, one) for key, one in drawn.items()}
    return drawn


def idle(one: Any) -> bool:
    if isinstance(one, dict):
        return all(map(idle, one.values()))
    return one is None or one in ("", [])
