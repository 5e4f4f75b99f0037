"""The rules on archives, on one dossier and across dossiers: family D, one module a rule.

A module holds ``CAUSE`` and ``check``, a generator of what it has to say of what it sees: an
``Archive``, a ``Seen`` dossier, or the ``Brief`` of each dossier of a run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType

from asp_check.causes.cause import Cause
from asp_check.dossier.rules.table import TABLE, Entry

__all__ = ["RULES", "TABLE", "Entry", "module_of"]


def module_of(entry: Entry) -> ModuleType:
    """The module of a rule, imported now."""
    return import_module(f"{__name__}.{entry.module}")


class _Rules(Mapping[str, Cause]):
    """Every rule of the family by id, in order; a module is imported for its rule."""

    def __init__(self) -> None:
        self._entries = {entry.id: entry for entry in TABLE}

    def __getitem__(self, rule: str) -> Cause:
        cause: Cause = module_of(self._entries[rule]).CAUSE
        return cause

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


RULES: Mapping[str, Cause] = _Rules()
"""Every rule of the family by its id."""
