"""What the user knows reaches the rules: reference files, dispositifs, configuration, and Python."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import asp_check
from asp_check.facts import Solution
from asp_check.finding import UsageError
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
MODEL = ("--template", "hop-dpi-va2/avance", "--as-of", "2025-06-01T12:00")


@pytest.fixture(autouse=True)
def request_file(folder: Path) -> Path:
    sample = ROOT / "samples/hop-dpi-va2/avance/ok/one-order/bdc.json"
    return Path(shutil.copy(sample, folder / "bdc.json"))


def rules(out: str) -> dict[str, str]:
    (file,) = json.loads(out)["files"]
    return {finding["rule"]: finding["severity"] for finding in file["findings"]}


def ceilings(folder: Path, amount: str) -> str:
    folder.joinpath("ceilings.csv").write_text(f"finess;plafond HT\n390006161;{amount}\n", "utf-8")
    return "ceilings=ceilings.csv"


@pytest.mark.parametrize(
    ("amount", "found"), [("33333.33", {}), ("33333.32", {"R104": "blocking"})]
)
def test_a_reference_file_is_asked(
    run: Run, folder: Path, amount: str, found: dict[str, str]
) -> None:
    result = run(*MODEL, "--reference", ceilings(folder, amount), "--format", "json", "bdc.json")
    assert rules(result.out) == found
    assert result.code == bool(found)
    told = json.loads(result.out)["options"]["references"]["ceilings"]
    assert (told["path"], told["date"], told["rows"]) == ("ceilings.csv", None, 1)
    assert len(told["sha256"]) == 64
    text = run(*MODEL, "--reference", ceilings(folder, amount), "bdc.json").out
    assert "référentiel ceilings : ceilings.csv, sans date, 1 ligne, SHA-256 " in text


@pytest.mark.parametrize(
    "option",
    ["ceilings", "ceilings=", "prices=ceilings.csv", "ceilings=none.csv", "ceilings=."],
)
def test_a_reference_that_cannot_be_used_is_wrong_use(run: Run, folder: Path, option: str) -> None:
    ceilings(folder, "1.00")
    result = run(*MODEL, "--reference", option, "bdc.json")
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1


def test_a_reference_is_given_once(run: Run, folder: Path) -> None:
    given = ceilings(folder, "1.00")
    assert run(*MODEL, "--reference", given, "--reference", "ceilings=b.csv", "bdc.json").code == 2
    assert run(*MODEL, "--reference", given, "--reference", given, "bdc.json").code == 1


def test_an_output_does_not_replace_what_is_read(run: Run, folder: Path) -> None:
    given = ceilings(folder, "33333.33")
    result = run(*MODEL, "--reference", given, "--output", "ceilings.csv", "bdc.json")
    assert result.code == 2
    assert folder.joinpath("ceilings.csv").read_text("utf-8").startswith("finess")


CONFIG = """\
template = "hop-dpi-va2/avance"
dispositifs = "mine.toml"
reference.ceilings = "ceilings.csv"
[severity]
R104 = "warning"
[[solution]]
dispositif = "hop-dpi-va2"
referencing_number = "OTHER"
"""
MINE = """\
format = "asp-check-dispositifs/1"
[HOP-DPI-Va2]
advance_end = { value = 2025-05-31T12:00:00, source = "https://example.org", read = 2025-05-01, certainty = "official" }
"""


def test_a_configuration_says_it_once(run: Run, folder: Path) -> None:
    ceilings(folder, "1.00")
    folder.joinpath("asp-check.toml").write_text(CONFIG, "utf-8")
    folder.joinpath("mine.toml").write_text(MINE, "utf-8")
    result = run("--as-of", "2025-06-01T12:00", "--format", "json", "bdc.json")
    assert rules(result.out) == {"R104": "warning", "R203": "blocking", "R404": "warning"}
    assert json.loads(result.out)["options"]["severity"] == {"R104": "warning"}
    text = run("--as-of", "2025-06-01T12:00", "bdc.json").out
    assert "gravités choisies par la configuration : R104 = warning" in text
    other = ceilings(folder, "99999.99").replace("ceilings.csv", "other.csv")
    folder.joinpath("ceilings.csv").rename(folder / "other.csv")
    result = run(
        "--as-of", "2025-06-01T12:00", "--reference", other, "--format", "json", "bdc.json"
    )
    assert "R104" not in rules(result.out)


def test_a_resubmission_is_asked_nothing_about_the_window(run: Run, folder: Path) -> None:
    folder.joinpath("mine.toml").write_text(MINE, "utf-8")
    arguments = (*MODEL, "--dispositifs", "mine.toml", "--format", "json")
    assert rules(run(*arguments, "bdc.json").out) == {"R203": "blocking"}
    again = run(*arguments, "--resubmission", "bdc.json")
    assert rules(again.out) == {}
    assert json.loads(again.out)["options"]["resubmission"] is True


@pytest.mark.parametrize(
    "line",
    [
        '[severity]\nQ1 = "info"\n',
        '[severity]\nT999 = "info"\n',
        '[[solution]]\ndispositif = "HOP-DPI"\n',
    ],
)
def test_a_name_that_nobody_knows_is_wrong_use(run: Run, folder: Path, line: str) -> None:
    folder.joinpath("asp-check.toml").write_text(line, "utf-8")
    result = run(*MODEL, "bdc.json")
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1


def test_nothing_asked_is_no_verdict(run: Run) -> None:
    families = [part for family in "ESTVR" for part in ("--ignore", family)]
    assert run(*MODEL, *families, "bdc.json").code == 3


def test_a_rule_that_is_not_about_the_request_is_not_missed(run: Run) -> None:
    assert run(*MODEL, "--require", "R107", "bdc.json").code == 0
    assert run(*MODEL, "--require", "R104", "bdc.json").code == 3


def test_an_unselected_rule_hides_nothing(run: Run, folder: Path) -> None:
    bdc = folder / "bdc.json"
    bdc.write_text(bdc.read_text("utf-8").replace("33333.33", "0.00", 1), "utf-8")
    assert set(rules(run(*MODEL, "--select", "R101", "--format", "json", "bdc.json").out)) == {
        "R101"
    }


def test_the_version_that_was_replaced_is_named(run: Run, folder: Path) -> None:
    sample = ROOT / "samples/ms2/solde/ok/exact-initial/bdc.json"
    shutil.copy(sample, folder / "bdc.json")
    result = run(
        "--template",
        "ms2/solde",
        "--as-of",
        "2024-10-25T10:00",
        "--format",
        "json",
        "--lang",
        "en",
        "bdc.json",
    )
    found = {f["rule"]: f["message"] for f in json.loads(result.out)["files"][0]["findings"]}
    assert "ms2/solde@initial" in found["R207"]
    assert "déploiementMSS" in found["R207"]


def test_python_takes_the_same_facts(folder: Path) -> None:
    ceilings(folder, "1.00")
    folder.joinpath("asp-check.toml").write_text(CONFIG, "utf-8")
    folder.joinpath("mine.toml").write_text(MINE, "utf-8")
    facts = asp_check.load_facts(folder / "asp-check.toml")
    assert facts.solutions == {"hop-dpi-va2": Solution("hop-dpi-va2", referencing_number="OTHER")}
    report = asp_check.check(
        folder / "bdc.json", template="hop-dpi-va2/avance", as_of="2025-06-01T12:00", facts=facts
    )
    assert {finding.rule for finding in report.findings} == {"R104", "R203", "R404"}
    with pytest.raises(UsageError):
        asp_check.load_facts(references={"prices": "x.csv"})
    with pytest.raises(UsageError):
        asp_check.load_facts(folder / "none.toml")
