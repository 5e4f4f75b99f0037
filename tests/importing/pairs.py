"""Blanks and examples, and what an import makes of them."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from hashlib import sha256
from typing import Any

from asp_check import engine
from asp_check.catalog import manifest_strict
from asp_check.finding import Report, Severity
from asp_check.importing import toml
from asp_check.importing.draft import Draft, draft
from asp_check.manifest import Manifest, Node
from asp_check.template import Template, build


def infer(blank: str | bytes, example: str | bytes | None, lang: str = "fr", **head: Any) -> Draft:
    """What is inferred from this blank and this example."""
    data = as_bytes(blank)
    manifest = Manifest("TEST-Va2", "avance", sha256(data).hexdigest(), "official", **head)
    return draft(data, None if example is None else as_bytes(example), manifest, lang)


def as_bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def said(made: Draft, path: str) -> dict[str, Any]:
    """The attributes that the manifest gives to a place, without reason and ``inferred``."""
    node = made.manifest.nodes[path]
    given = {name: getattr(node, name) for name in manifest_strict.INFERABLE}
    given = {name: value for name, value in given.items() if value != getattr(Node(), name)}
    assert set(node.inferred) == set(given), "every attribute is named as inferred"
    return given


def reloaded(made: Draft, lang: str = "fr") -> Manifest:
    """The manifest after it was written and read again."""
    data = tomllib.loads(toml.render(made, lang), parse_float=Decimal)
    return manifest_strict.from_mapping(data)


def judged(template: Template, example: str | bytes) -> Report:
    return engine.judge(as_bytes(example), template)


def blocking(report: Report) -> list[str]:
    return [f.rule for f in report.findings if f.severity is Severity.BLOCKING]


def rebuilt(made: Draft) -> Template:
    """The template as the catalog would build it from what was written."""
    return build(made.template.blank, reloaded(made))
