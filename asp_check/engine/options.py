"""What is asked of one check."""

from __future__ import annotations

from typing import NamedTuple

from asp_check.document import MAX_DEPTH, MAX_SIZE
from asp_check.exactness import Layout

MAX_FINDINGS = 1000
"""Findings shown for one file, unless told otherwise."""


class Options(NamedTuple):
    """What is asked of one check.

    ``layout`` is ``error``, ``warn`` or ``off``, unless the template is looser.  ``as_of`` is an instant of Europe/Paris,
    ``2024-09-12T14:00``, or ``None``.  ``named`` says that the user named the template: a reference
    model that was only recognised is never the law.  Sizes are in bytes.
    """

    layout: Layout = "error"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    strict: bool = False
    lang: str = "fr"
    as_of: str | None = None
    named: bool = True
    max_findings: int = MAX_FINDINGS
    max_size: int = MAX_SIZE
    max_depth: int = MAX_DEPTH

    def asks(self, rule: str) -> bool:
        """Whether this rule is among those selected, and not among those ignored."""
        return (not self.select or rule.startswith(self.select)) and not (
            self.ignore and rule.startswith(self.ignore)
        )


DEFAULTS = Options()

LAYOUTS = ("error", "warn", "off")
"""From the strictest to the loosest: a manifest may loosen what is asked, never tighten it."""
