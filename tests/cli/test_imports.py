"""A conforming file against a named template imports click and the standard library, no more."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from asp_check import cli

PROGRAM = """
import json, sys
before = set(sys.modules)
from asp_check.__main__ import main
sys.argv = ["asp-check", *sys.argv[1:]]
code = main()
sys.stdout.flush()
print(json.dumps([code, sorted(set(sys.modules) - before)]), file=sys.stderr)
"""

COSTLY = ("tomllib", "importlib.resources", "importlib.metadata", "json", "pathlib", "zoneinfo", "random", "tempfile", "multiprocessing", "traceback", "logging")  # fmt: skip


def imported(folder: Path, *args: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *args],
        capture_output=True,
        check=True,
        cwd=folder,
        env={
            "PYTHONPATH": str(Path(cli.__file__).parents[2]),
            "ASP_CHECK_TEMPLATES": str(folder / "none"),
        },
        timeout=60,
    )
    code, modules = json.loads(done.stderr)
    assert code == 0, done.stdout
    return list(modules)


@pytest.fixture
def modules(folder: Path) -> list[str]:
    """What one conforming file against a bare blank imports."""
    return imported(folder, "--template", "blank.json", "ok.json")


def test_click_and_the_standard_library_alone(modules: list[str]) -> None:
    tops = {module.partition(".")[0] for module in modules}
    assert tops - set(sys.stdlib_module_names) == {"asp_check", "click"}


def test_nothing_costly_of_the_standard_library(modules: list[str]) -> None:
    assert not set(COSTLY) & set(modules)


def test_no_words_of_rules_and_no_other_command(modules: list[str]) -> None:
    ours = {module for module in modules if module.startswith("asp_check.")}
    assert "asp_check.engine" in ours
    for unwanted in ("causes", "recognise", "importing", "engine.findings", "cli.rules", "cli.template", "cli.parallel", "cli.usage", "config.errors", "report.json_v1", "report.frame"):  # fmt: skip
        assert f"asp_check.{unwanted}" not in ours


def test_a_manifest_adds_tomllib_and_nothing_from_outside(folder: Path) -> None:
    from tests.cli.conftest import template_folder

    template_folder(folder / "t")
    modules = imported(folder, "--templates", "t", "--template", "test/avance", "ok.json")
    assert "tomllib" in modules
    tops = {module.partition(".")[0] for module in modules}
    assert tops - set(sys.stdlib_module_names) == {"asp_check", "click"}


def test_asking_for_the_package_imports_none_of_it() -> None:
    code = "import sys, asp_check; asp_check.__version__; print([m for m in sys.modules if m.startswith('asp_check.')])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": str(Path(cli.__file__).parents[2])},
        timeout=60,
    )
    assert done.stdout == "[]\n"


PDF_CODE = {"pypdf", "pypdfium2", "pypdfium2_raw", "PIL"}


def test_no_code_of_pieces_where_there_is_none(modules: list[str]) -> None:
    assert not any(module.startswith("asp_check.pieces") for module in modules)
    assert "asp_check.assembling" not in modules


def test_a_dossier_without_a_pdf_imports_no_code_of_pdfs(folder: Path) -> None:
    modules = imported(folder, "dossier", "--template", "blank.json", "ok.json")
    assert "asp_check.cli.dossier_run" in modules
    assert not PDF_CODE & {module.partition(".")[0] for module in modules}


def test_papers_are_read_by_another_process(folder: Path) -> None:
    (folder / "va.pdf").write_bytes(b"%PDF-1.7")
    names = ("--ignore", "D", "--ignore", "X", "ok.json", "va.pdf")
    modules = imported(folder, "dossier", "--template", "blank.json", *names)
    assert "asp_check.pieces.worker" in modules
    assert not PDF_CODE & {module.partition(".")[0] for module in modules}
