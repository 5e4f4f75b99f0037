"""The rules of funding and on pieces: families V, R and X, one module a rule, explicit tables.

A module holds ``CAUSE`` (what the rule is called and its words) and ``check``, a generator of what
it has to say of one case.  It is imported when its needs are met.  ``RULEBOOK`` is every rule on
requests, those of ``causes`` first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType

from asp_check.causes import CAUSES, Cause
from asp_check.rules.cross import CROSS, CrossEntry
from asp_check.rules.table import TABLE, Entry

__all__ = ["CROSS", "RULEBOOK", "TABLE", "CrossEntry", "Entry", "module_of"]


def module_of(entry: Entry | CrossEntry) -> ModuleType:
    """The module of a rule, imported now."""
    return import_module(f"{__name__}.{entry.module}")


class _Rulebook(Mapping[str, Cause]):
    """Every rule by id, in order; a module is imported for the first of its rules."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry | CrossEntry] = {e.id: e for e in (*TABLE, *CROSS)}

    def __getitem__(self, rule: str) -> Cause:
        entry = self._entries.get(rule)
        if entry is None:
            return CAUSES[rule]
        cause: Cause = module_of(entry).CAUSE
        return cause

    def __iter__(self) -> Iterator[str]:
        # R comes before S and T in the alphabet; a file is read before it is judged.
        yield from CAUSES
        yield from self._entries

    def __len__(self) -> int:
        return len(CAUSES) + len(self._entries)


RULEBOOK: Mapping[str, Cause] = _Rulebook()
"""Every rule of every family by its id."""
