"""Rules as SARIF describes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from asp_check.causes.cause import Cause, Text
from asp_check.explain import explain
from asp_check.finding import Severity
from asp_check.rulebook import ALL

LEVELS: Mapping[Severity, str] = {
    Severity.BLOCKING: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}

_PROBLEM = {"error": "error", "warning": "warning", "note": "recommendation"}
_PRECISION = {"official": "very-high", "secondary": "high", "inference": "medium"}
"""How GitHub ranks what it shows, by the certainty of the rule."""

_FAMILIES = {
    "E": "envelope", "S": "syntax", "T": "template", "V": "value", "R": "funding", "X": "pieces",
    "D": "dossier",
}  # fmt: skip

_WHY = Text("Pourquoi", "Why")
_MEND = Text("Que faire", "What to do")
_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")


def descriptor(rule: str, name: str, lang: str) -> dict[str, Any]:
    """What is known of the rule of this id; ``name`` is what the finding calls it."""
    described: dict[str, Any] = {"id": rule, "name": pascal(name)}
    cause = _cause(rule)
    if cause is None:
        return described
    level = LEVELS[cause.severity]
    described |= {
        "shortDescription": {"text": cause.title.of(lang)},
        "fullDescription": {"text": cause.why.of(lang)},
        "help": {"text": explain(cause, lang), "markdown": _markdown(cause, lang)},
    }
    if cause.source.startswith("https://"):
        described["helpUri"] = cause.source
    described["defaultConfiguration"] = {"level": level}
    described["properties"] = {
        "family": cause.family,
        "certainty": cause.certainty,
        "precision": _PRECISION[cause.certainty],
        "problem.severity": _PROBLEM[level],
        "tags": [_FAMILIES[cause.family], cause.certainty],
    }
    return described


def pascal(name: str) -> str:
    """The name of a rule as SARIF wants names.

    >>> pascal("missing-key")
    'MissingKey'
    """
    return "".join(part.capitalize() for part in name.split("-"))


def _cause(rule: str) -> Cause | None:
    try:
        return ALL[rule]
    except KeyError:
        return None


def _markdown(cause: Cause, lang: str) -> str:
    parts = []
    for heading, text in ((_WHY, cause.why), (_MEND, cause.mend)):
        parts += [f"### {heading.of(lang)}", _MARKUP.sub(r"\\\1", text.of(lang))]
    if cause.source.startswith("https://"):
        parts.append(f"<{cause.source}>")
    return "\n\n".join(parts)
