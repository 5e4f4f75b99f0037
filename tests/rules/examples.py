"""The examples of the rules of funding, judged as ``tests/test_causes.py`` does, and otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from asp_check import engine
from asp_check.causes import Cause, Example
from asp_check.dispositif import KEYS
from asp_check.engine import Options
from asp_check.finding import Finding, Report, Severity
from asp_check.rules import TABLE, Entry, module_of
from asp_check.rules.common.example import facts_of
from asp_check.template import Template, build
from tests.test_causes import content, kin, template

BLOCKING = Severity.BLOCKING


def cause_of(entry: Entry) -> Cause:
    found: Cause = module_of(entry).CAUSE
    return found


def examples() -> Iterator[tuple[Entry, int, Example]]:
    """Every example of every rule, with its rank."""
    for entry in TABLE:
        for rank, example in enumerate(cause_of(entry).examples):
            yield entry, rank, example


def report_on(example: Example, model: Template | None = None) -> Report:
    """What is said of an example, under its own model or another reading of it."""
    facts = example.facts
    options = Options(as_of=facts.get("as_of"), facts=facts_of(facts), **example.limits)
    if model is None:
        model = template(example, version=facts.get("version", "initial"))
    report = engine.judge(content(example.file), model, options, kin=kin(example))
    assert not [entry for entry in report.not_run if entry.kind == "crash"], report.not_run
    return report


def said(entry: Entry, example: Example, model: Template | None = None) -> list[Finding]:
    """What one rule says of an example."""
    return [f for f in report_on(example, model).findings if f.rule == entry.id]


def inferred(example: Example) -> Template:
    """The model of an example of which every concept was only inferred."""
    model = template(example, version=example.facts.get("version", "initial"))
    if model.manifest is None:
        return model
    nodes = {
        path: node._replace(inferred=(*node.inferred, "concept")) if node.concept else node
        for path, node in model.manifest.nodes.items()
    }
    return build(model.blank, model.manifest._replace(nodes=nodes))


def with_data(example: Example, *, dated: bool | None = None, **attributes: Any) -> Example:
    """The same where each datum (or only those that are dates or shares) is known otherwise."""
    data: dict[str, Mapping[str, Any]] = {}
    for key, value in example.facts.get("data", {}).items():
        known = value if isinstance(value, Mapping) else {"value": value}
        is_dated = KEYS[key].type in {"instant", "percentage"}
        data[key] = {**known, **attributes} if dated in {None, is_dated} else known
    return example._replace(facts={**example.facts, "data": data})
