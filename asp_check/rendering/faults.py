"""What is wrong with values that do not fit a template, told all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asp_check.finding import UsageError
from asp_check.pointer import generalise
from asp_check.text import shorten, visible

MOST = 1000
"""Faults that are kept; those beyond are counted."""

_TOLD = 20
"""Lines of the message of the error."""

_ALIKE = 3
"""Places that are told of one fault that many elements share."""


class Fault(NamedTuple):
    """One value that does not fit: missing, superfluous or not what the template wants there.

    ``pointer`` is its JSON Pointer in the values.  ``reason`` is ``missing``, ``superfluous``,
    ``type``, ``length``, ``fixed``, ``enum``, ``pattern``, ``decimals``, ``number``, ``value`` (its
    kind refuses it), ``empty``, ``text``, ``key`` or ``blank``.  ``fr`` and ``en`` say what is wrong:
    one line each, safe to show, the pointer not included.
    """

    pointer: str
    reason: str
    fr: str
    en: str


class RenderError(UsageError):
    """Values that cannot be rendered: every fault at once.

    ``faults`` are the first 1,000, in the order of the template; ``count`` is how many there are.
    ``str()`` is French, ``en`` English: one line of summary, then one line a fault.
    """

    def __init__(self, faults: Sequence[Fault], template: str, count: int | None = None) -> None:
        self.faults = tuple(faults)
        self.count = len(self.faults) if count is None else count
        self.template = template
        super().__init__(
            "\n".join(lines(self, "fr", most=_TOLD)), "\n".join(lines(self, "en", most=_TOLD))
        )

    def __reduce__(self) -> tuple[type[RenderError], tuple[Sequence[Fault], str, int]]:
        """Rebuilt from what it was made of, where it comes from another process."""
        return type(self), (self.faults, self.template, self.count)


def lines(error: RenderError, lang: str, *, most: int = MOST) -> Iterator[str]:
    """The summary, then one line a fault; what many elements share is told of the first ones."""
    en, count, name = lang == "en", error.count, visible(error.template)
    if en:
        noun = "1 value does" if count == 1 else f"{count:,} values do"
        yield f"{noun} not fit {name}:"
    else:
        noun = "1 valeur ne convient" if count == 1 else f"{_grouped(count)} valeurs ne conviennent"
        yield f"{noun} pas à {name} :"
    told = 0
    groups: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in error.faults:
        alike = fault.en if fault.reason in {"missing", "superfluous"} else fault.reason
        groups.setdefault((generalise(fault.pointer), fault.reason, alike), []).append(fault)
    for group in groups.values():
        for fault in group[:_ALIKE]:
            if told == most:
                break
            told += 1
            yield (
                f"  {shown(fault.pointer)} : {fault.fr}"
                if not en
                else f"  {shown(fault.pointer)}: {fault.en}"
            )
        if told == most:
            break
        left = len(group) - _ALIKE
        if left > 0:
            told += left
            where = shown(generalise(group[0].pointer))
            yield (
                f"  {where}: the same in {left} more"
                if en
                else f"  {where} : de même pour {left} de plus"
            )
    if (rest := count - told) > 0:
        yield f"  … and {rest:,} more" if en else f"  … et {_grouped(rest)} de plus"


def shown(pointer: str) -> str:
    """A pointer for people: the root has none."""
    return visible(shorten(pointer, 200)) or "(racine)"


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")
