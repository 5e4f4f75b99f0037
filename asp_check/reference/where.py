"""Which file is being read, and how its refusals are worded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from asp_check.files import display
from asp_check.finding import UsageError
from asp_check.text import shorten, visible

_LONGEST, _LONGEST_LISTED = 40, 24
_MOST_LISTED = 8


class Unfit(ValueError):  # noqa: N818 - not an error of the program: what is wrong with a cell
    """A cell cannot be used: why, in French and in English, without its place."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(fr)
        self.fr, self.en = fr, en


class Where(NamedTuple):
    """The file that is being read, and the name of the reference that it holds."""

    path: str
    name: str

    def error(self, fr: str, en: str, line: int | None = None) -> UsageError:
        """What to tell of this file, or of this line of it (this row, in a workbook)."""
        place = visible(display(self.path)) + ("" if line is None else f":{line}")
        return UsageError(f"{place} : {fr}", f"{place}: {en}")

    @property
    def table(self) -> str:
        """The table of the configuration that names the columns of this reference."""
        return f"[reference.{self.name}.columns]"


def shown(text: str, limit: int = _LONGEST) -> str:
    """What a cell holds, short and safe to show."""
    return visible(shorten(" ".join(text.split()), limit))


def listed(texts: Iterable[str]) -> tuple[str, str]:
    """These texts in French and in English quotes, the first few of them."""
    words = [shown(text, _LONGEST_LISTED) for text in texts]
    more = ", …" if len(words) > _MOST_LISTED else ""
    words = words[:_MOST_LISTED]
    return (
        ", ".join(f"« {word} »" for word in words) + more,
        ", ".join(f"“{word}”" for word in words) + more,
    )
