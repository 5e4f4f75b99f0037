"""One change from a template to another."""

from __future__ import annotations

from dataclasses import dataclass

from asp_check.template import TemplateNode


@dataclass(frozen=True, slots=True)
class Change:
    """A change by name and place.

    ``pointer`` is a place of the new blank, of the old one for what was removed.  ``before`` and
    ``after`` say what it was and is, where that can be said in a few characters.
    """

    kind: str
    pointer: str
    before: str | None = None
    after: str | None = None
    node: TemplateNode | None = None
