"""The examples of the rules on pieces, judged with the papers that they bring."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check import engine
from asp_check.causes import Cause, Example
from asp_check.engine import Options
from asp_check.engine.papers import Papers
from asp_check.finding import Finding, Report
from asp_check.rules import CROSS, CrossEntry, module_of
from asp_check.rules.common.example import facts_of
from asp_check.template import Template
from tests.test_causes import content, papers_of, template


def cause_of(entry: CrossEntry) -> Cause:
    found: Cause = module_of(entry).CAUSE
    return found


def examples() -> Iterator[tuple[CrossEntry, int, Example]]:
    """Every example of every rule on pieces, with its rank."""
    for entry in CROSS:
        for rank, example in enumerate(cause_of(entry).examples):
            yield entry, rank, example


def report_on(
    example: Example,
    model: Template | None = None,
    papers: Papers | None = None,
    options: Options | None = None,
) -> Report:
    """What is said of an example: of the request, and of its papers."""
    options = options or Options()
    options = options._replace(facts=facts_of(example.facts))
    report = engine.judge(
        content(example.file),
        template(example) if model is None else model,
        options,
        "demande.json",
        papers=papers_of(example) if papers is None else papers,
    )
    assert not [entry for entry in report.not_run if entry.kind == "crash"], report.not_run
    return report


def said(entry: CrossEntry, example: Example) -> list[Finding]:
    """What one rule says of an example."""
    return [finding for finding in report_on(example).findings if finding.rule == entry.id]
