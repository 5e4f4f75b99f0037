"""Holds a Ségur/SONS funding JSON against the ASP's official blank, to the character.

>>> import asp_check
>>> asp_check.Severity.BLOCKING == "blocking"
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asp_check.api import check, diff, fix, load_facts, load_template, render
    from asp_check.facts import Facts
    from asp_check.finding import Finding, Report, Severity, UsageError, Verdict
    from asp_check.rendering.faults import RenderError
    from asp_check.template import Template

__version__ = "0.1.0"

__all__ = [
    "Facts",
    "Finding",
    "RenderError",
    "Report",
    "Severity",
    "Template",
    "UsageError",
    "Verdict",
    "__version__",
    "check",
    "diff",
    "fix",
    "load_facts",
    "load_template",
    "render",
]

_HOMES = {
    "Facts": "facts",
    "Finding": "finding",
    "RenderError": "rendering.faults",
    "Report": "finding",
    "Severity": "finding",
    "Template": "template",
    "UsageError": "finding",
    "Verdict": "finding",
    "check": "api",
    "diff": "api",
    "fix": "api",
    "load_facts": "api",
    "load_template": "api",
    "render": "api",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - functions and classes alike
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"asp_check.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, imported or not."""
    return sorted({*globals(), *__all__})
