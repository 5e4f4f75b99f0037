"""Workflow commands: read back by the rules of the runner, and nothing but ours among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.finding import Report, Severity, Verdict
from tests.report.build import on, report
from tests.report.cases import CASES, bad, golden, written
from tests.report.random_reports import reports as random_reports
from tests.report.random_reports import with_pieces

DATA = b'{"a": 1}'


class Command(NamedTuple):
    """A command, as the runner reads it."""

    name: str
    properties: Mapping[str, str]
    message: str


def unescaped(text: str, escapes: Mapping[str, str]) -> str:
    for escape, character in escapes.items():
        text = text.replace(escape, character)
    return text.replace("%25", "%")


def parsed(line: str) -> Command | None:
    """The command on this line, if the runner takes it for one (its ActionCommand.TryParseV2)."""
    line = line.lstrip()
    if not line.startswith("::") or "::" not in line[2:]:
        return None
    head, _, message = line[2:].partition("::")
    name, _, told = head.partition(" ")
    pairs = (pair.partition("=") for pair in told.strip().split(",") if pair)
    data = {"%0D": "\r", "%0A": "\n"}
    properties = {k: unescaped(v, {**data, "%3A": ":", "%2C": ","}) for k, _, v in pairs}
    return Command(name, properties, unescaped(message, data))


def commands(reports: Sequence[Report], lang: str = "fr") -> list[Command]:
    text = written("github", reports, lang)
    assert text.endswith("\n")
    lines = text.removesuffix("\n").split("\n")
    assert text.splitlines() == lines
    assert "##[" not in text
    found = [parsed(line) for line in lines]
    assert found[-1] is None
    assert None not in found[:-1]
    return [one for one in found if one is not None]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("case", CASES)
def test_to_the_letter(case: str, lang: str, accept: bool) -> None:
    commands(CASES[case], lang)
    golden(f"{case}.{lang}.github", written("github", CASES[case], lang), accept=accept)


def test_a_finding_is_an_annotation_at_its_place() -> None:
    notice, first, second, *_ = commands([bad()])
    assert notice.name == "notice"
    assert notice.properties == {"title": "asp-check"}
    assert first.properties["title"] == "E103 unexpected-bom"
    assert second == Command(
        "error",
        {
            "file": "dépôts/a, b:1.json", "line": "4", "endLine": "4", "col": "5", "endColumn": "13",
            "title": "T103 misspelled-key",
        },
        'La clé «\u00a0numero\u00a0» s’écrit «\u00a0numéro\u00a0».\nattendu : "numéro"\nbdc.json:2:3: l’objet',
    )  # fmt: skip


def test_the_gravest_come_first_over_all_files() -> None:
    files = [
        report(DATA, on(DATA, "1", severity=severity), path=f"{severity}.json")
        for severity in (Severity.INFO, Severity.WARNING, Severity.BLOCKING)
    ]
    names = [one.name for one in commands(files)]
    assert names == ["notice", "error", "warning", "notice"]


def test_a_file_of_which_nothing_can_be_said_is_an_error() -> None:
    (_, found) = commands([report(DATA, verdict=Verdict.INCONCLUSIVE, path="x.json")], "en")
    assert (found.name, found.properties["file"]) == ("error", "x.json")
    assert found.properties["title"] == "asp-check: inconclusive"


def test_columns_are_of_one_line() -> None:
    (_, found) = commands([report(b'{\n"a": 1}', on(b'{\n"a": 1}', '{\n"a"'))])
    assert "col" not in found.properties
    assert (found.properties["line"], found.properties["endLine"]) == ("1", "2")


@pytest.mark.parametrize("hostile", [
    "::set-output name=a::b", "a\n::error::x", "a\r::error::x", "%0A::error::x", "##[error]x",
    "##vso[task]x", "a,line=9::b", "\x1b[31m", "a\u2028::error::b", "  ::stop-commands::x",
])  # fmt: skip
def test_nothing_of_a_file_is_a_command(hostile: str) -> None:
    found = on(DATA, "1", message=hostile, expected=hostile, pointer=hostile, name=hostile)
    for reports in ([report(DATA, found, path=hostile)], [report(DATA, found, path=hostile)] * 2):
        for one in commands(reports):
            assert one.name in {"error", "notice"}
            assert one.properties.get("line") in {None, "1"}
            assert "\x1b" not in one.message


@settings(max_examples=20, deadline=None)
@given(st.lists(with_pieces, max_size=2) | random_reports, st.sampled_from(["fr", "en"]))
def test_any_reports_give_commands_of_ours_alone(reports: Sequence[Report], lang: str) -> None:
    found = commands(reports, lang)
    wanted = sum(len(one.findings) for one in reports)
    wanted += sum(one.verdict is Verdict.INCONCLUSIVE for one in reports) + bool(reports)
    assert len(found) == wanted
    assert {one.name for one in found} <= {"error", "warning", "notice"}
