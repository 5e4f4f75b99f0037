"""The papers of the samples and what is said to be on them: the one matches the other."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from asp_check.concepts import CONCEPTS
from asp_check.pieces.model import ROLES

HERE = Path(__file__).parent
PAPERS, TRUTH = HERE / "papers", HERE / "truth"
SAMPLES = HERE.parent.parent / "samples"
DOSSIERS, KNOWN = SAMPLES / "dossiers", SAMPLES / "truth"

LARGEST = 160_000
"""Bytes of a paper; a scan is the largest."""

CONFIGS = {"asp-check.toml", "dispositifs.toml"}


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


papers = {path.stem: read(path) for path in sorted(TRUTH.glob("*.toml"))}
cases = {
    path.relative_to(KNOWN).with_suffix("").as_posix(): read(path)
    for path in sorted(KNOWN.rglob("*.toml"))
}
each_case = pytest.mark.parametrize("case", cases)


def values(paper: dict[str, Any]) -> set[tuple[str, str]]:
    return {(value["concept"], value["value"]) for value in paper["values"]}


def test_every_paper_is_known_and_small() -> None:
    files = {path.name: path.stat().st_size for path in PAPERS.iterdir()}
    assert set(files) == {paper["file"] for paper in papers.values()}
    assert {name: size for name, size in files.items() if size > LARGEST} == {}


def test_every_layout_is_drawn_in_every_form() -> None:
    layouts = {paper["layout"] for paper in papers.values() if paper["role"] in ROLES}
    whole = [paper for paper in papers.values() if "twin" not in paper]
    for form in ("reportlab", "acroform", "flattened", "annotations", "chromium", "libreoffice"):
        assert layouts <= {paper["layout"] for paper in whole if paper["form"] == form}
    for role in ROLES:
        assert len([layout for layout in layouts if layout.startswith(role)]) >= 3


def test_every_value_has_a_concept_and_a_place_on_the_paper() -> None:
    for paper in papers.values():
        for value in paper["values"]:
            assert value["concept"] in CONCEPTS
            assert value.get("page", 1) <= max(paper["pages"], 1)


def test_twins_differ_by_what_was_changed() -> None:
    twins = [paper for paper in papers.values() if "twin" in paper]
    assert len(twins) >= 40
    for paper in twins:
        changed = paper["changed"]
        before = values(papers[paper["twin"]])
        assert (changed["concept"], changed["before"]) in before
        assert (changed["concept"], changed["after"]) in values(paper)
        assert (
            PAPERS.joinpath(paper["file"]).read_bytes()
            != (PAPERS / papers[paper["twin"]]["file"]).read_bytes()
        )


@each_case
def test_every_file_of_a_dossier_is_known(case: str) -> None:
    known = cases[case]
    folder = DOSSIERS / case
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pieces = {piece["file"] for piece in known.get("piece", ())}
    requests = {request["file"] for request in known.get("request", ())}
    assert files == requests | ({known["archive"]} if "archive" in known else pieces)


@each_case
def test_a_dossier_that_is_refused_says_why(case: str) -> None:
    known = cases[case]
    if "/bad/" in case:
        assert known["causes"]
        assert known["severity"] == ("warning" if case.endswith("-warning") else "blocking")
    else:
        assert known.get("severity", "info") == "info"


def test_no_dossier_is_forgotten() -> None:
    folders = {
        path.relative_to(DOSSIERS).as_posix()
        for path in DOSSIERS.glob("*/*/*/*")
        if path.parent.name in {"ok", "bad"}
    }
    assert folders == set(cases)
    assert {path.name for path in DOSSIERS.iterdir() if path.is_file()} == CONFIGS


def test_every_cause_that_pieces_can_show_has_a_dossier() -> None:
    shown = {cause for known in cases.values() for cause in known.get("causes", ())}
    told = "C02 C03 C05 C06 C07 C08 C11 C12 C13 C14 C18 C19 C20 C21 C31 C32 C33 C38 C40"
    assert set(told.split()) <= shown
