"""JUnit XML: one suite a file, one case a rule; what Jenkins, GitLab and others show as tests.

A rule that blocks fails; one that was not asked is skipped, with the reason; what leaves the verdict open
is an error.  A file without any of these has one case, ``verdict``, which passes if it is conform.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape as quoted
from typing import NamedTuple

from asp_check.finding import Finding, NotRun, Report, Severity, Verdict
from asp_check.report import escape, summary
from asp_check.report.text import MANY
from asp_check.report.words import LANGUAGES, Words, count

_ASIDE = "not-applicable"
_VERDICT = "verdict"


class _Case(NamedTuple):
    """One test: ``state`` is ``failure``, ``error``, ``skipped`` or empty where it passes."""

    name: str
    state: str = ""
    kind: str = ""
    message: str = ""
    lines: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    """What a test that passes has to say."""


def render(
    reports: Sequence[Report],
    /,
    *,
    lang: str,
    full: bool,
    as_of: str | None,
    version: str,
    **_: object,
) -> str:
    """The suites of these files, in their order.

    From many files on, the rules that were not asked are only counted, unless ``full``.
    """
    words = LANGUAGES[lang]
    each = full or len(reports) < MANY
    suites = [(report, list(_cases(report, words, each=each))) for report in reports]
    totals = _totals(case for _, cases in suites for case in cases)
    del totals["skipped"]  # Older schemas have it on suites alone.
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _tag("testsuites", name="asp-check", **totals),
    ]
    for report, cases in suites:
        lines += _suite(report, cases, {"as_of": as_of or "none", "version": version}, words)
    return "\n".join((*lines, "</testsuites>", ""))


def _suite(
    report: Report, cases: Sequence[_Case], run: Mapping[str, str], words: Words
) -> Iterator[str]:
    name = summary.name(report, words)
    template = report.template
    yield _tag("testsuite", name=name, **_totals(cases))
    told = {
        "verdict": report.verdict.value,
        "sha256": report.sha256,
        "template": "" if template is None else f"{template.id} ({template.status})",
        "posed": str(report.posed),
        "not_run": str(len(report.not_run)),
        **run,
    }
    yield "<properties>"
    for key, value in told.items():
        yield _tag("property", end="/", name=key, value=value)
    yield "</properties>"
    for case in cases:
        yield from _case(case, name)
    yield "</testsuite>"


def _case(case: _Case, file: str) -> Iterator[str]:
    attributes = {"name": case.name, "classname": file}
    if case.state:
        yield _tag("testcase", **attributes)
        text = "\n".join(map(_text, case.lines))
        yield f"{_tag(case.state, type=case.kind, message=case.message)}{text}</{case.state}>"
        yield "</testcase>"
    elif case.passing:
        yield _tag("testcase", **attributes)
        yield f"<system-out>{chr(10).join(map(_text, case.passing))}</system-out>"
        yield "</testcase>"
    else:
        yield _tag("testcase", end="/", **attributes)


def _totals(cases: Iterable[_Case]) -> dict[str, str]:
    states = [case.state for case in cases]
    return {
        "tests": str(len(states)),
        "failures": str(states.count("failure")),
        "errors": str(states.count("error")),
        "skipped": str(states.count("skipped")),
    }


# --- What is a test


def _cases(report: Report, words: Words, *, each: bool) -> Iterator[_Case]:
    """The cases of one file."""
    told = [summary.verdict(report, words)]
    if line := summary.layout(report, words):
        told.append(line)
    spoken = list(_spoken(report, words))
    opened = list(dict.fromkeys(summary.left_open(report)))
    fails = any(case.state for case in spoken)
    shown = {Verdict.NONCONFORM: fails, Verdict.INCONCLUSIVE: fails or bool(opened)}
    if not shown.get(report.verdict):
        state = {Verdict.CONFORM: "", Verdict.NONCONFORM: "failure"}.get(report.verdict, "error")
        lines = tuple(told)
        yield _Case(_VERDICT, state, report.verdict.value, told[0], lines, () if state else lines)
    yield from spoken
    yield from _not_run(opened, "error", tuple(told))
    if each:
        left = (entry for entry in report.not_run if entry not in opened)
        yield from _not_run((entry for entry in left if entry.kind != _ASIDE), "skipped")


def _not_run(entries: Iterable[NotRun], state: str, told: tuple[str, ...] = ()) -> Iterator[_Case]:
    """A case for each rule that was not asked, of one kind, with the reasons."""
    reasons: dict[tuple[str, str], dict[str, None]] = {}
    for entry in entries:
        reasons.setdefault((entry.rule, entry.kind), {})[entry.reason] = None
    for (rule, kind), why in reasons.items():
        lines = (*why, *told) if told else ()
        yield _Case(f"{rule} {kind}", state, kind, ", ".join(why), lines)


def _spoken(report: Report, words: Words) -> Iterator[_Case]:
    """A case for each rule that spoke, in the order in which they first did."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    failing = {Severity.BLOCKING}
    if report.options.get("strict"):
        failing.add(Severity.WARNING)
    for rule, findings in by_rule.items():
        grave = [finding for finding in findings if finding.severity in failing]
        first = (grave or findings)[0]
        name = f"{rule} {first.name}"
        lines = tuple(_line(finding, report, words) for finding in findings)
        if grave:
            more = len(findings) - 1
            message = first.message
            if more:
                message += f" (+ {count(words, 'finding', more)})"
            yield _Case(name, "failure", first.severity.value, message, lines)
        else:
            yield _Case(name, passing=lines)


def _line(finding: Finding, report: Report, words: Words) -> str:
    """The line that the text report has for a finding, and what is expected."""
    path = summary.name(report, words)
    place = f"{path}:{finding.line}:{finding.column}"
    line = f"{place}: {finding.rule} {finding.severity.value}: {finding.message}"
    if finding.expected is not None:
        line += f" [{words['expected']}{words[':']}{finding.expected}]"
    return line


# --- XML


def _tag(name: str, /, *, end: str = "", **attributes: str) -> str:
    told = "".join(f' {key}="{_text(value)}"' for key, value in attributes.items())
    return f"<{name}{told}{end}>"


def _text(text: str) -> str:
    """Text for an element or an attribute: what XML has no character for is named."""
    return quoted(escape.message(text))
