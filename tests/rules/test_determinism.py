"""Same bytes, same options, same as-of: the same report, byte for byte, wherever and whenever it runs."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent

MODELS = {
    "avance-hop": "hop-dpi-va2/avance@initial",
    "avance-img": "img-ris-va2/avance@initial",
    "avance-mdv": "mdv-lgc-va2/avance@initial",
    "solde-bio": "bio-sgl-va1/solde@initial",
    "solde-hop": "hop-dpi-va2/solde@initial",
    "solde-ms2": "ms2/solde@initial",
}

CONFIGURATION = """
dispositifs = "dispositifs.toml"
reference.ceilings = "ceilings.csv"
reference.finess = "finess.csv"
reference.funded = "funded.csv"

[supplier]
vat_liable = true
"""
SOLUTION = """
[[solution]]
dispositif = "{}"
referencing_number = "AUTRE-0001"
referencing_date = 2025-10-01
proof_date = 2025-09-01
profiles = ["DRIMbox", "RI"]
scenarios = ["SC8", "SC9"]
domains = ["PA", "PDE"]
pilots_validated = false
"""
DISPOSITIF = """
[{}]
advance_end = {{ value = 2025-09-01T12:00:00, {} }}
services_end = {{ value = 2025-09-15, {} }}
balance_end = {{ value = 2025-10-01T12:00:00, {} }}
single_scenario = {{ value = true, {} }}
mss_address = {{ value = true, {} }}
va = {{ value = "required", {} }}
mom = {{ value = "required", {} }}
"""
READ = 'source = "https://esante.gouv.fr/segur", read = 2025-10-30, certainty = "official"'
CEILINGS = "FINESS;Plafond HT\n2B0000020;100,00\n690781810;1,00\n390006161;1,00\n010000024;1,00\n"
DIRECTORY = (
    "FINESS ET;FINESS EJ;Raison sociale;Date d'ouverture;Date de fermeture\n"
    "2B0000020;2A0000170;EHPAD LES OLIVIERS;01/01/1990;01/06/2024\n"
    "830101283;;RADIOLOGIE;01/02/2024;\n"
    "2B0005342;2A0000014;HOPITAL EXEMPLE LITTORAL;01/01/1990;\n"
)
FUNDED = "FINESS;Dispositif\n2B0005342;HOP-DPI-VA1\n970405270;HOP-DPI-Va2\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Requests, with a configuration that has all there may be and makes most rules speak."""
    folder = tmp_path_factory.mktemp("requests")
    lines = [CONFIGURATION]
    schemes = ['format = "asp-check-dispositifs/1"']
    for name, model in MODELS.items():
        place, version = model.split("@")
        document = ROOT / "schemas" / place / version / "example.json"
        (folder / f"{name}.json").write_bytes(document.read_bytes())
        lines.append(f'[[model]]\nfiles = "{name}.json"\ntemplate = "{model}"')
    for code in ("HOP-DPI-Va2", "IMG-RIS-Va2", "MDV-LGC-Va2", "BIO-SGL-VA1", "MS2"):
        lines.append(SOLUTION.format(code))
        schemes.append(DISPOSITIF.format(code, *[READ] * 7))
    texts = {
        "asp-check.toml": "\n".join(lines),
        "dispositifs.toml": "\n".join(schemes),
        "ceilings.csv": CEILINGS,
        "finess.csv": DIRECTORY,
        "funded.csv": FUNDED,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def run(
    folder: Path,
    *more: str,
    environment: Mapping[str, str] | None = None,
    names: Sequence[str] = tuple(MODELS),
    python: Sequence[str] = ("-m", "asp_check"),
) -> bytes:
    """What the command line writes on its standard output."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    options = ["--config", "asp-check.toml", "--as-of", "2025-11-15T10:00", "--format", "json"]
    done = subprocess.run(
        [sys.executable, *python, *options, *more, *(f"{name}.json" for name in names)],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **(environment or {"PYTHONHASHSEED": "0"})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr.decode(errors="replace")
    return done.stdout


@pytest.fixture(scope="module")
def expected(folder: Path) -> bytes:
    return run(folder)


def files(report: bytes) -> dict[str, Any]:
    return {one["path"]: one for one in json.loads(report)["files"]}


def test_most_rules_speak(expected: bytes) -> None:
    """Of a report with little in it, that it never changes would say little."""
    found = [finding for one in files(expected).values() for finding in one["findings"]]
    assert len({finding["rule"] for finding in found}) >= 15
    assert not [
        entry
        for one in files(expected).values()
        for entry in one["not_run"]
        if entry["kind"] == "crash"
    ]


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "random", "LC_ALL": "C", "TZ": "America/Los_Angeles"},
        {"LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8", "LANGUAGE": "fr"},
        {"LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "latin-1", "COLUMNS": "20"},
        {"PYTHONOPTIMIZE": "2", "TZ": "Europe/Paris"},
        {"NO_COLOR": "1", "CI": "true", "PYTHONDEVMODE": "1"},
    ],
    ids="-".join,
)
def test_the_report_is_the_same_in_any_environment(
    folder: Path, expected: bytes, environment: Mapping[str, str]
) -> None:
    assert run(folder, environment=environment) == expected


@pytest.mark.parametrize("more", [("--jobs", "2"), ("--full",)], ids=" ".join)
def test_the_report_is_the_same_however_it_is_made(
    folder: Path, expected: bytes, more: Sequence[str]
) -> None:
    assert run(folder, *more) == expected


def test_a_file_has_the_same_report_in_any_company(folder: Path, expected: bytes) -> None:
    backwards = run(folder, names=tuple(reversed(MODELS)))
    assert files(backwards) == files(expected)
    assert list(files(backwards)) == list(reversed(files(expected)))
    for name in ("solde-hop", "avance-mdv"):
        assert files(run(folder, names=[name])) == {f"{name}.json": files(expected)[f"{name}.json"]}


CLOCKS = {
    "inputs.py": "the as-of instant where the user says now, or nothing",
    "catalog/dispositifs.py": "a day to come, as that on which a page was read, is refused",
}
"""The modules that look at the clock, and what for: no report that is made depends on it."""
_NOW = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime", "ctime", "monotonic"}


def test_the_clock_is_looked_at_where_it_must() -> None:
    package = ROOT / "asp_check"
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in _NOW
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date", "time"}
    }
    assert found == set(CLOCKS)
