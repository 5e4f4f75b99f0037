"""The rules that hold a file against its model alone: families E, S, T, and V where it rests on it.

``CAUSES`` is the table: a rule by its id.  The words of a rule are loaded when it is first asked
for, for most files break none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from asp_check.causes.cause import Cause, Example, Text

_MODULES: Mapping[str, str] = {
    "E1": "encoding",
    "E2": "envelope",
    "E3": "envelope",
    "E4": "envelope",
    "S1": "punctuation",
    "S2": "quotes",
    "S3": "intruders",
    "S4": "literals",
    "S5": "strings",
    "S6": "nesting",
    "S7": "wholes",
    "S8": "wholes",
    "S9": "wholes",
    "T1": "keys",
    "T2": "elements",
    "T3": "kinds",
    "T4": "forms",
    "T5": "layout",
    "T9": "layout",
    "V0": "slots",
    "V1": "slots",
}
"""The module that holds the rules whose id starts so, in the order of ids."""


class _Table(Mapping[str, Cause]):
    """The rules by id, in order; a module is imported for the first of its rules."""

    def __init__(self) -> None:
        self._loaded: dict[str, dict[str, Cause]] = {}

    def __getitem__(self, rule: str) -> Cause:
        return self._module(_MODULES[rule[:2]])[rule]

    def __iter__(self) -> Iterator[str]:
        for name in dict.fromkeys(_MODULES.values()):
            yield from self._module(name)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _module(self, name: str) -> dict[str, Cause]:
        if name not in self._loaded:
            table: tuple[Cause, ...] = import_module(f"{__name__}.{name}").TABLE
            self._loaded[name] = {cause.id: cause for cause in table}
        return self._loaded[name]


CAUSES: Mapping[str, Cause] = _Table()
"""Every rule by its id, in the order of ids."""


__all__ = ["CAUSES", "Cause", "Example", "Text"]
