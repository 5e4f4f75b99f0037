"""Reports to text: one module a form, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from asp_check.finding import Report

FORMS: Mapping[str, str] = {
    "text": "asp_check.report.text",
    "json": "asp_check.report.json_v1",
    "sarif": "asp_check.report.sarif",
    "junit": "asp_check.report.junit",
    "github": "asp_check.report.github",
    "gitlab": "asp_check.report.gitlab",
    "html": "asp_check.report.html",
    "csv": "asp_check.report.csv_v1",
}
"""The forms of report, by the name that ``--format`` takes."""

MASKED = frozenset({"sarif", "junit", "github", "gitlab"})
"""The forms that end up in the logs of others: values are hidden unless they are asked for."""


class Form(Protocol):
    """What the module of a form offers: it uses the settings it needs, and ignores the others."""

    def render(  # noqa: PLR0913 -- every setting of every form
        self,
        reports: Sequence[Report],
        /,
        *,
        lang: str,
        color: bool,
        full: bool,
        width: int,
        as_of: str | None,
        options: Mapping[str, Any],
        version: str,
    ) -> str:
        """The whole report."""


def load(name: str) -> Form:
    """The form of this name; ``KeyError`` if there is none.

    >>> load("json").__name__
    'asp_check.report.json_v1'
    """
    from importlib import import_module

    return cast("Form", import_module(FORMS[name]))
