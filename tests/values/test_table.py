"""The table of kinds, and what every module of it owes its reader."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest

import asp_check.values
from asp_check.finding import UsageError
from asp_check.values import KINDS, judge

FOLDER = Path(asp_check.values.__file__).parent
HELPERS = {
    "__init__", "calendar", "dates", "luhn", "mojibake", "number", "numeral", "refusal", "slips",
}  # fmt: skip


def test_every_module_is_a_kind_or_a_helper() -> None:
    modules = {path.stem for path in FOLDER.glob("*.py")}
    assert modules == set(KINDS.values()) | HELPERS
    assert not set(KINDS.values()) & HELPERS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_module_is_named_after_its_kind(kind: str) -> None:
    module = import_module(f"asp_check.values.{KINDS[kind]}")
    assert kind == module.KIND
    assert KINDS[kind] == kind.replace("-", "_")
    assert str(signature(module.judge)) == "(value: 'str') -> 'tuple[Refusal, ...]'"


@pytest.mark.parametrize("module", sorted(KINDS.values()))
def test_a_docstring_gives_form_key_source_certainty_and_examples(module: str) -> None:
    text = import_module(f"asp_check.values.{module}").__doc__
    assert text is not None
    shape = (
        r"[A-Z].+[.]\n\nForm: .+[.]\nKey: .+[.]\nSource: https://\S+\nCertainty: .+[.]\n\n>>> .+"
    )
    assert re.fullmatch(shape, text.strip(), re.DOTALL)
    certainty = text.partition("\nCertainty: ")[2].partition("\n\n")[0]
    assert re.search("official|secondary|inference", certainty)


def test_an_unknown_kind_is_wrong_use() -> None:
    with pytest.raises(
        UsageError, match=r"unknown kind of value 'colour'; the kinds are adeli, am"
    ):
        judge("colour", "red")


def _modules_after(code: str) -> set[str]:
    """The modules that this code imports in a Python of its own, beyond what starts there."""
    script = f"import sys; before = set(sys.modules)\n{code}\nprint(*(set(sys.modules) - before))"
    found = subprocess.run(
        [sys.executable, "-S", "-c", script],
        capture_output=True,
        check=True,
        cwd=FOLDER.parents[1],
        text=True,
    )
    return set(found.stdout.split())


def test_a_kind_is_imported_when_it_is_first_asked_for() -> None:
    assert "asp_check.values.siret" not in _modules_after("import asp_check.values")
    loaded = _modules_after("from asp_check.values import judge; judge('siret', '73282932000074')")
    assert "asp_check.values.siret" in loaded
    assert "asp_check.values.finess" not in loaded


def test_the_judges_import_nothing_heavy_and_nothing_of_the_system() -> None:
    calls = "; ".join(f"judge({kind!r}, '12 janvier 2026')" for kind in KINDS)
    loaded = _modules_after(f"from asp_check.values import judge; {calls}")
    assert not loaded & {
        "datetime",
        "decimal",
        "pathlib",
        "socket",
        "time",
        "email",
        "json",
        "click",
    }
    ours = {name for name in loaded if name.startswith("asp_check.")}
    allowed = {"asp_check.finding", "asp_check.text", "asp_check.values"}
    assert {name for name in ours if not name.startswith("asp_check.values.")} == allowed
