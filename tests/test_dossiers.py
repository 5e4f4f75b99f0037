"""The sample dossiers: each shows what was made wrong in it, at its place, and nothing else blocks.

``samples/truth/`` says of each dossier what was drawn, apart from the reader.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from asp_check import cli

ROOT = Path(__file__).parent.parent
TRUTH = ROOT / "samples" / "truth"
DOSSIERS = ROOT / "samples" / "dossiers"
CASES = tuple(sorted(TRUTH.rglob("*.toml")))

SAID = {
    "C02": {"X101"}, "C03": {"X102"}, "C05": {"X103"}, "C06": {"X202"}, "C07": {"X201"},
    "C08": {"X203"}, "C11": {"X301"}, "C12": {"X303", "X603"}, "C13": {"X302", "X303"}, "C14": {"X401"},
    "C18": {"D301"}, "C19": {"X402", "D209"}, "C20": {"X306"}, "C21": {"X307"},
    "C31": {"X601", "X602"}, "C32": {"X501", "D101", "D102", "D208", "D209"}, "C33": {"X304"},
    "C38": {"X104"}, "C40": {"X308", "R206"},
}  # fmt: skip
"""The rules that say each cause of refusal in a dossier."""

GRAVITY = {"another-mss-address": "warning", "order-another-letter": "warning"}
"""Another address on the VA, another letter in a name: people write these in more ways than one."""

OPEN = frozenset({"order-without-an-amount-with-tax"})
"""What is wrong with it is not proved, for the place that is empty is not closed: the verdict is open."""

Report = dict[str, Any]


def truth_of(case: Path) -> dict[str, Any]:
    return tomllib.loads(case.read_text("utf-8"))


@cache
def report_on(case: Path) -> Report:
    folder = DOSSIERS / case.relative_to(TRUTH).with_suffix("")
    asked = ["dossier", "--as-of", truth_of(case)["as_of"], "--format", "json"]
    with TemporaryDirectory() as inside:
        output = Path(inside) / "report.json"
        cli.main([*asked, "--output", str(output), str(folder)])
        found: Report = json.loads(output.read_bytes())
    return found


def findings(report: Report) -> Iterator[dict[str, Any]]:
    yield from report["across"]
    for dossier in report["dossiers"]:
        yield from dossier["findings"]


def is_scanned(case: Path) -> bool:
    """Whether a paper of the dossier is only to be seen: what is read of it is never sure."""
    return any(piece["form"].startswith(("scan", "photo")) for piece in truth_of(case)["piece"])


each = pytest.mark.parametrize(
    "case", CASES, ids=lambda p: p.relative_to(TRUTH).with_suffix("").as_posix()
)
good = [case for case in CASES if case.parent.name == "ok"]
bad = [case for case in CASES if case.parent.name == "bad"]


@pytest.mark.parametrize("case", good, ids=lambda p: "-".join(p.relative_to(TRUTH).parts))
def test_a_good_dossier_is_conform_and_a_scanned_one_is_left_open(case: Path) -> None:
    report = report_on(case)
    assert [
        f"{f['rule']} {f['message']}" for f in findings(report) if f["severity"] == "blocking"
    ] == []
    assert report["verdict"] == ("inconclusive" if is_scanned(case) else "conform")


@pytest.mark.parametrize("case", bad, ids=lambda p: "-".join(p.relative_to(TRUTH).parts))
def test_a_bad_dossier_shows_its_cause_where_it_is_and_no_other(case: Path) -> None:
    truth, report = truth_of(case), report_on(case)
    wanted = set[str]().union(*(SAID[cause] for cause in truth["causes"]))
    if case.stem in OPEN:
        assert report["verdict"] == "inconclusive"
        return
    said = [f for f in findings(report) if f["rule"] in wanted]
    assert said, [(f["rule"], f["message"]) for f in findings(report)]
    severity = GRAVITY.get(case.stem, truth["severity"])
    assert any(f["severity"] == severity for f in said)
    places = {Path(p["path"]).name for f in said for p in f["related"] if p["path"]}
    # Some are told of the whole dossier, or of the request that says the same.
    if "changed" in truth and not {f["rule"] for f in said} & {"D209", "D301", "R206"}:
        assert places & {Path(name).name for name in truth["on"]}, places
    others = [f for f in findings(report) if f["rule"] not in wanted]
    assert [(f["rule"], f["message"]) for f in others if f["severity"] == "blocking"] == []
    verdicts = {"nonconform"} if severity == "blocking" else {"conform", "inconclusive"}
    assert report["verdict"] in verdicts


def test_every_cause_that_pieces_can_show_has_a_dossier() -> None:
    shown = {cause for case in CASES for cause in truth_of(case).get("causes", ())}
    assert shown >= set(SAID)
