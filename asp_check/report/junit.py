"""JUnit XML: one suite a file, one case a rule; what Jenkins, GitLab and others show as tests.

A rule that blocks fails; one that was not asked is skipped, with the reason; what leaves the verdict open
is an error.  A file without any of these has one case, ``verdict``, which passes if it is conform.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape as quoted
from typing import NamedTuple

from asp_check.finding import Finding, NotRun, Report, Severity, Verdict
from asp_check.report import escape, lines, summary
from asp_check.report.text import MANY
from asp_check.report.words import LANGUAGES, Words, count

_ASIDE = "not-applicable"


class _Case(NamedTuple):
    """One test: ``state`` is ``failure``, ``error``, ``skipped`` or empty where it passes."""

    name: str
    state: str = ""
    kind: str = ""
    message: str = ""
    told: tuple[str, ...] = ()


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
    written = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _tag("testsuites", name="asp-check", **totals),
    ]
    for report, cases in suites:
        written += _suite(report, cases, {"as_of": as_of or "none", "version": version}, words)
    return "\n".join((*written, "</testsuites>", ""))


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
    said = "\n".join(map(_text, _told(report, words)))
    yield f"<system-out>{said}</system-out>"
    yield "</testsuite>"


def _case(case: _Case, file: str) -> Iterator[str]:
    attributes = {"name": case.name, "classname": file}
    told = "\n".join(map(_text, case.told))
    if case.state:
        outcome = _tag(case.state, type=case.kind, message=case.message)
        told = f"{outcome}{told}</{case.state}>"
    elif told:
        told = f"<system-out>{told}</system-out>"
    if told:
        yield f"{_tag('testcase', **attributes)}{told}</testcase>"
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
    spoken = list(_spoken(report, words))
    opened = list(dict.fromkeys(summary.left_open(report)))
    fails = any(case.state for case in spoken)
    shown = {Verdict.NONCONFORM: fails, Verdict.INCONCLUSIVE: fails or bool(opened)}
    if not shown.get(report.verdict):
        state = {Verdict.CONFORM: "", Verdict.NONCONFORM: "failure"}.get(report.verdict, "error")
        yield _Case("verdict", state, report.verdict.value, summary.verdict(report, words))
    yield from spoken
    yield from _not_run(opened, "error")
    if each:
        left = (entry for entry in report.not_run if entry not in opened)
        yield from _not_run((entry for entry in left if entry.kind != _ASIDE), "skipped")


def _told(report: Report, words: Words) -> Iterator[str]:
    """The verdict with its scope, and what it is of."""
    if line := summary.layout(report, words):
        yield line
    yield summary.verdict(report, words)
    yield summary.read(report, words, report.as_of)


def _not_run(entries: Iterable[NotRun], state: str) -> Iterator[_Case]:
    """A case for each rule that was not asked, of one kind, with the reasons."""
    reasons: dict[tuple[str, str], dict[str, None]] = {}
    for entry in entries:
        reasons.setdefault((entry.rule, entry.kind), {})[entry.reason] = None
    for (rule, kind), why in reasons.items():
        yield _Case(f"{rule} {kind}", state, kind, ", ".join(why))


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
        told = tuple(line for one in findings for line in lines.finding(one, report, words))
        if grave:
            more = len(findings) - 1
            message = first.message
            if more:
                message += f" (+ {count(words, 'finding', more)})"
            yield _Case(name, "failure", first.severity.value, message, told)
        else:
            yield _Case(name, told=told)


# --- XML


def _tag(name: str, /, *, end: str = "", **attributes: str) -> str:
    told = "".join(f' {key}="{_text(value)}"' for key, value in attributes.items())
    return f"<{name}{told}{end}>"


def _text(text: str) -> str:
    """Text for an element or an attribute: what XML has no character for is named."""
    return quoted(escape.message(text))
