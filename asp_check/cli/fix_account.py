"""One file of a run of ``asp-check fix``: what became of it, and which file to look at now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from asp_check.files import STANDARD_INPUT, display

if TYPE_CHECKING:
    from asp_check.finding import Finding
    from asp_check.repair import Fixed
    from asp_check.template import Template


class Account(NamedTuple):
    """What became of one file, and how it was asked for."""

    path: str
    data: bytes
    done: Fixed
    template: Template
    asked: Mapping[str, Any]
    lang: str

    @property
    def output(self) -> str | None:
        """The other file that the repaired one is to go to, if there is one."""
        named: str | None = self.asked["output"]
        return None if named == STANDARD_INPUT else named

    @property
    def target(self) -> str:
        """The file to look at: the one that was written, else the one that was read."""
        return self.output if self.output and self.done.changed else self.path

    @property
    def file(self) -> bytes:
        """What stands in ``target``."""
        is_written = self.asked["in_place"] or self.target == self.output
        return self.done.data if is_written else self.data

    def is_held(self, left: Sequence[Finding]) -> bool:
        """Whether nothing is written: not exact and not repaired, it must not pass for repaired."""
        return not self.done.changed and any(one.severity == "blocking" for one in left)

    def command(self, *words: str) -> str:
        """A command of the program on the same template, as it is typed."""
        from shlex import join

        given = ["--template", self.template.id]
        if self.asked["templates"] is not None:
            given += ["--templates", self.asked["templates"]]
        return f"asp-check {join(map(display, (*words, *given)))}"
