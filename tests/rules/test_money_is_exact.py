"""Money is never a float: no module that deals with amounts writes one, makes one or divides into one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import asp_check
from asp_check.rules.common import money

PACKAGE = Path(asp_check.__file__).parent

MODULES = sorted(
    path
    for pattern in (
        "rules/**/*.py",
        "reference/**/*.py",
        "facts.py",
        "dispositif.py",
        "values/amount.py",
        "values/number.py",
        "values/percentage.py",
        "values/vat_rate.py",
    )
    for path in PACKAGE.glob(pattern)
)

DIVISIONS = {
    "rules/common/money.py": 3,
    "rules/wrong_share.py": 1,
}
"""True divisions, all of a ``Decimal``: per cent to a factor, a VAT over its base."""

READ = {"reference/workbook.py": "spreadsheets keep their numbers so; it is written out at once"}
"""Modules that may ask whether a value is a float."""

FLOATS = frozenset({"float", "complex", "fsum", "isclose"})
ROUNDED = frozenset({"round"})
"""``round`` knows one convention only, and of a float a wrong one."""


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


each = pytest.mark.parametrize("path", MODULES, ids=name)


def tree(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text("utf-8")))


def called(node: ast.AST) -> str:
    """The name of what is called; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


@each
def test_no_float_is_written(path: Path) -> None:
    constants = [node.value for node in tree(path) if isinstance(node, ast.Constant)]
    assert not [value for value in constants if isinstance(value, float | complex)]


@each
def test_no_float_is_made(path: Path) -> None:
    names = {node.id for node in tree(path) if isinstance(node, ast.Name)}
    assert not names & FLOATS or name(path) in READ
    assert not {called(node) for node in tree(path)} & (FLOATS | ROUNDED)
    imported = {
        alias.name
        for node in tree(path)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    } | {node.module for node in tree(path) if isinstance(node, ast.ImportFrom)}
    assert not imported & {"math", "statistics", "cmath"}


@each
def test_nothing_is_divided_but_decimals(path: Path) -> None:
    divisions = [
        node
        for node in tree(path)
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)
    ]
    assert len(divisions) == DIVISIONS.get(name(path), 0)


def test_every_module_of_the_list_is_there() -> None:
    assert set(DIVISIONS) <= {name(path) for path in MODULES}
    assert {"rules/common/money.py", "facts.py", "values/amount.py"} <= {
        name(path) for path in MODULES
    }
    assert len(MODULES) > 60


def test_what_is_divided_is_decimal() -> None:
    lines = [money.Line(Decimal("33.33"), Decimal(20)), money.Line(Decimal("0.05"), Decimal("8.5"))]
    for results in (money.taxes(lines), money.with_tax(lines)):
        assert {type(result) for result in results} == {Decimal}
    assert type(money.usual_tax(lines)) is Decimal
    assert type(money._implied(Decimal(100), Decimal(20))) is Decimal
