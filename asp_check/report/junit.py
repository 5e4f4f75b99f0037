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
from asp_check.rulebook import ALL

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
    """The cases of one file: of each rule one, under one name whatever becomes of it."""
    spoken = _spoken(report, words)
    opened = list(dict.fromkeys(summary.left_open(report)))
    fails = any(case.state for case in spoken.values())
    shown = {Verdict.NONCONFORM: fails, Verdict.INCONCLUSIVE: fails or bool(opened)}
    if not shown.get(report.verdict):
        state = {Verdict.CONFORM: "", Verdict.NONCONFORM: "failure"}.get(report.verdict, "error")
        yield _Case("verdict", state, report.verdict.value, summary.verdict(report, words))
    left = (one for one in report.not_run if one not in opened and one.kind != _ASIDE)
    found = _not_run(opened, "error")
    for rule, case in _not_run(left if each else (), "skipped").items():
        found[rule] = _also(found[rule], case) if rule in found else case
    for rule, case in spoken.items():
        yield _both(case, found.pop(rule)) if rule in found else case
    yield from found.values()


def _also(case: _Case, other: _Case) -> _Case:
    """A case with what was not asked of the same rule for another reason."""
    return case._replace(told=(*case.told, f"{other.kind}: {other.message}"))


def _both(spoken: _Case, silent: _Case) -> _Case:
    """The case of a rule that spoke, and that was not asked of all: what it said first."""
    if spoken.state or silent.state != "error":
        return _also(spoken, silent)
    return silent._replace(told=(*spoken.told, *silent.told))


def _told(report: Report, words: Words) -> Iterator[str]:
    """The verdict with its scope, and what it is of."""
    if line := summary.layout(report, words):
        yield line
    yield summary.verdict(report, words)
    yield summary.read(report, words, report.as_of)


def _not_run(entries: Iterable[NotRun], state: str) -> dict[str, _Case]:
    """A case for each rule, or family of rules, that was not asked: the kinds, and the reasons."""
    of_rule: dict[str, dict[str, dict[str, None]]] = {}
    for entry in entries:
        of_rule.setdefault(entry.rule, {}).setdefault(entry.kind, {})[entry.reason] = None
    found = {}
    for rule, kinds in of_rule.items():
        why = dict.fromkeys(reason for reasons in kinds.values() for reason in reasons)
        found[rule] = _Case(_name(rule), state, ", ".join(kinds), ", ".join(why))
    return found


def _name(rule: str) -> str:
    """The id of a rule and its name; a family that was left out whole has its letter alone.

    >>> _name("R104"), _name("X")
    ('R104 above-ceiling', 'X')
    """
    known = ALL.get(rule)
    return rule if known is None else f"{rule} {known.name}"


def _spoken(report: Report, words: Words) -> dict[str, _Case]:
    """A case for each rule that spoke, in the order in which they first did."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    failing = {Severity.BLOCKING}
    if report.options.get("strict"):
        failing.add(Severity.WARNING)
    found = {}
    for rule, findings in by_rule.items():
        grave = [finding for finding in findings if finding.severity in failing]
        first = (grave or findings)[0]
        name = _name(rule) if rule in ALL else f"{rule} {first.name}"
        told = tuple(line for one in findings for line in lines.finding(one, report, words))
        if grave:
            more = len(findings) - 1
            message = first.message
            if more:
                message += f" (+ {count(words, 'finding', more)})"
            found[rule] = _Case(name, "failure", first.severity.value, message, told)
        else:
            found[rule] = _Case(name, told=told)
    return found


# --- XML


def _tag(name: str, /, *, end: str = "", **attributes: str) -> str:
    told = "".join(f' {key}="{_text(value)}"' for key, value in attributes.items())
    return f"<{name}{told}{end}>"


def _text(text: str) -> str:
    """Text for an element or an attribute: what XML has no character for is named."""
    return quoted(escape.message(text))
