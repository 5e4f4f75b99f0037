"""What the exact check of one file found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from asp_check.document import Document
from asp_check.exactness.accept import FilledSlot, Run, slots_of
from asp_check.finding import Problem

Layout = Literal["error", "warn", "off"]


class Outcome(NamedTuple):
    """What the exact check found.

    ``document`` is ``None`` where the accept path took the file: spans then count the bytes of
    the file itself, and nothing was read but slots.
    """

    accepted: bool
    problems: tuple[Problem, ...]
    document: Document | None
    sources: tuple[Run | FilledSlot, ...] = ()
    """Where the slots are found, without looking for each yet."""

    def slots(self) -> Iterator[FilledSlot]:
        """Every slot found in the file, with its span, in the order of the template."""
        for source in self.sources:
            if isinstance(source, Run):
                yield from slots_of(source)
            else:
                yield source


def blank_model(problems: list[Problem]) -> list[Problem]:
    """The file is the blank: one finding in place of one for each empty slot."""
    return [*(p for p in problems if p.rule != "V001"), Problem("V002", 0, 0)]
