"""What is asked of one check."""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from collections.abc import Callable, Sequence
from typing import NamedTuple

from asp_check.document import MAX_DEPTH, MAX_SIZE
from asp_check.exactness import Layout
from asp_check.facts import NO_FACTS, Facts
from asp_check.finding import Severity
from asp_check.template import Template

VALUES = "V101"
"""The rule that asks of values what the manifest says they are."""

MAX_FINDINGS = 1000
"""Findings shown for one file, unless told otherwise."""


class Options(NamedTuple):
    """What is asked of one check.

    ``layout`` is ``error``, ``warn`` or ``off``, unless the template is looser.  ``as_of`` is an instant of Europe/Paris,
    ``2024-09-12T14:00``, or ``None``.  ``named`` says that the user named the template: a reference
    model that was only recognised is never the law.  ``severities`` are the user's own, by beginnings
    of rule ids, the longest that fits being meant.  ``mask`` hides the values of the file.  Sizes are in bytes.
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
    mask: bool = False
    facts: Facts = NO_FACTS
    severities: tuple[tuple[str, Severity], ...] = ()

    def asks(self, rule: str) -> bool:
        """Whether this rule is among those selected, and not among those ignored."""
        return self.selects(rule) and not (self.ignore and rule.startswith(self.ignore))

    def selects(self, rule: str) -> bool:
        """Whether this rule is among those selected; one that is ignored is still counted."""
        return not self.select or rule.startswith(self.select)

    def severity(self, rule: str) -> Severity | None:
        """The severity that the user wants for this rule, if there is one."""
        fitting = [pair for pair in self.severities if rule.startswith(pair[0])]
        return max(fitting, key=lambda pair: len(pair[0]))[1] if fitting else None


def _none() -> Sequence[Template]:
    return ()


class Kin(NamedTuple):
    """Other versions of the template: a newer one in force at the as-of instant, and older ones."""

    newer: Template | None = None
    older: Callable[[], Sequence[Template]] = _none


NO_KIN = Kin()


DEFAULTS = Options()

LAYOUTS = ("error", "warn", "off")
"""From the strictest to the loosest: a manifest may loosen what is asked, never tighten it."""
