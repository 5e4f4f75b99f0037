"""JUnit XML: valid, read by a library that knows nothing of us, legal whatever the files hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite
from lxml import etree

from asp_check.finding import NotRun, Report, Severity, Verdict
from asp_check.rulebook import ALL
from tests.report.build import on, report
from tests.report.cases import CASES, bad, golden, written
from tests.report.random_reports import reports as random_reports
from tests.report.random_reports import with_pieces

# The schema of the xUnit plugin of Jenkins (MIT licence, as it says).
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "data" / "junit-10.xsd"))
DATA = b'{"a": 1}'


def suites(reports: Sequence[Report], lang: str = "fr", **settings: bool) -> list[TestSuite]:
    text = written("junit", reports, lang, **settings)
    SCHEMA.assertValid(etree.fromstring(text.encode()))
    return list(JUnitXml.fromstring(text.encode()))


def outcomes(suite: TestSuite) -> dict[str, str]:
    """What became of each test, by its name."""
    found = {}
    for case in suite:
        assert isinstance(case, TestCase)
        (result,) = case.result or (None,)
        kinds = {Failure: "failure", Error: "error", Skipped: "skipped"}
        found[str(case.name)] = kinds[type(result)] if result is not None else "passed"
    assert len(found) == suite.tests
    return found


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("case", CASES)
def test_to_the_letter(case: str, lang: str, accept: bool) -> None:
    suites(CASES[case], lang)
    golden(f"{case}.{lang}.junit.xml", written("junit", CASES[case], lang), accept=accept)


def test_a_file_that_conforms_passes_and_says_what_was_not_asked() -> None:
    (suite,) = suites(CASES["conform"])
    assert outcomes(suite) == {"verdict": "passed", "R104 above-ceiling": "skipped"}


def test_a_rule_that_blocks_fails_and_one_that_warns_passes() -> None:
    suite = suites([bad()])[0]
    assert outcomes(suite) == {
        "E103 unexpected-bom": "failure",
        "T103 misspelled-key": "failure",
        "X104 bdc-differs": "passed",
        "V001 empty-slot": "passed",
        "R104 above-ceiling": "skipped",
    }
    assert (suite.failures, suite.errors, suite.skipped) == (2, 0, 1)
    assert {p.name: p.value for p in suite.properties()}["verdict"] == "nonconform"


def test_under_strict_a_warning_fails() -> None:
    strict = bad()._replace(options={"layout": "error", "strict": True})
    assert outcomes(suites([strict])[0])["X104 bdc-differs"] == "failure"


def test_what_leaves_the_verdict_open_is_an_error() -> None:
    assert outcomes(suites(CASES["several"])[2]) == {"T": "error", "S": "error"}
    required = report(
        DATA,
        verdict=Verdict.INCONCLUSIVE,
        options={"require": ("R1",)},
        not_run=(NotRun("R104", "unknown-fact", "plafond"), NotRun("R203", "no-as-of", "date")),
    )
    assert outcomes(suites([required])[0]) == {
        "R104 above-ceiling": "error", f"R203 {ALL['R203'].name}": "skipped",
    }  # fmt: skip


@pytest.mark.parametrize("verdict", [Verdict.NONCONFORM, Verdict.INCONCLUSIVE])
def test_no_file_that_is_not_conform_passes(verdict: Verdict) -> None:
    for findings in ((), (on(DATA, "1", severity=Severity.WARNING),)):
        (suite,) = suites([report(DATA, *findings, verdict=verdict, ignored={"T501": 3})])
        assert outcomes(suite)["verdict"] in {"failure", "error"}


def test_the_findings_of_one_rule_are_one_test() -> None:
    found = [on(DATA, what, message=f"Faute {what}.") for what in ('"a"', "1", "}")]
    (suite,) = suites([report(DATA, *found)])
    (case,) = suite
    assert isinstance(case, TestCase)
    assert case.result[0].message == 'Faute "a". (+ 2 constats)'
    assert case.result[0].text.count("bdc.json:1:") == 3


def test_of_many_files_what_was_not_asked_is_only_counted() -> None:
    many = [CASES["conform"][0]._replace(path=f"{n}.json") for n in range(20)]
    assert all(outcomes(suite) == {"verdict": "passed"} for suite in suites(many))
    assert {p.name: p.value for p in suites(many)[0].properties()}["not_run"] == "1"
    assert len(outcomes(suites(many, full=True)[0])) == 2


def test_what_xml_has_no_character_for_is_named() -> None:
    hostile = "\x00\x1b\ud800\udce9\ufffe\x85]]>&<\"'\n\u202e"
    found = on(DATA, "1", message=hostile, expected=hostile)
    (suite,) = suites([report(DATA, found, path=hostile)])
    assert suite.name.startswith("⟨NUL⟩⟨ESC⟩⟨U+D800⟩\\xE9⟨U+FFFE⟩⟨U+0085⟩]]>&<\"'⟨LF⟩⟨RLO⟩")


@settings(max_examples=20, deadline=None)
@given(
    st.lists(with_pieces, max_size=2) | random_reports, st.sampled_from(["fr", "en"]), st.booleans()
)
def test_any_reports_are_valid(reports: Sequence[Report], lang: str, full: bool) -> None:
    found = suites(reports, lang, full=full)
    assert len(found) == len(reports)
    for suite, one in zip(found, reports, strict=True):
        states = set(outcomes(suite).values())
        if one.verdict is not Verdict.CONFORM:
            assert states & {"failure", "error"}


def test_a_rule_has_one_name_whatever_becomes_of_it() -> None:
    """What a server of builds keeps of a test is by its name."""
    name, told = f"R103 {ALL['R103'].name}", []
    spoken = on(DATA, "1", rule="R103", name=ALL["R103"].name, severity=Severity.BLOCKING)
    silent = NotRun("R103", "unmapped-concept", "taux")
    dated = NotRun("R103", "no-as-of", "date")
    asked = {"require": ("R1",)}
    for findings, not_run, options, state in (
        ((spoken,), (), {}, "failure"),
        ((spoken,), (silent, dated), {}, "failure"),
        ((spoken._replace(severity=Severity.WARNING),), (silent,), {}, "passed"),
        ((spoken._replace(severity=Severity.WARNING),), (silent,), asked, "error"),
        ((), (silent, dated), {}, "skipped"),
        ((), (silent, dated), asked, "error"),
    ):
        verdict = {"failure": Verdict.NONCONFORM, "error": Verdict.INCONCLUSIVE}.get(state, Verdict.CONFORM)  # fmt: skip
        one = report(DATA, *findings, verdict=verdict, not_run=not_run)
        (suite,) = suites([one._replace(options={**one.options, **options})])
        assert outcomes(suite)[name] == state
        assert len({n for n in outcomes(suite) if n.startswith("R103")}) == 1
        told.append(written("junit", [one], "fr"))
    assert "unmapped-concept, no-as-of: taux, date" in told[1]
    assert 'type="unmapped-concept, no-as-of" message="taux, date"' in told[4]


def test_a_family_that_was_left_out_has_its_letter() -> None:
    for kind in ("piece-not-given", "unmapped-concept"):
        (suite,) = suites([report(DATA, not_run=(NotRun("X", kind, "sans pièce"),))])
        assert outcomes(suite) == {"verdict": "passed", "X": "skipped"}
