"""Every rule of the program by its id: of the form, of funding, on pieces, on whole dossiers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asp_check.causes.cause import Cause
from asp_check.dossier.rules import RULES
from asp_check.rules import RULEBOOK

__all__ = ["ALL", "find"]


class _All(Mapping[str, Cause]):
    """Both tables as one; a module is imported for the first of its rules."""

    def __getitem__(self, rule: str) -> Cause:
        return RULES[rule] if rule in RULES else RULEBOOK[rule]

    def __iter__(self) -> Iterator[str]:
        yield from RULEBOOK
        yield from RULES

    def __len__(self) -> int:
        return len(RULEBOOK) + len(RULES)


ALL: Mapping[str, Cause] = _All()
"""Every rule of every family by its id."""


def find(id_or_name: str) -> Cause | None:
    """The rule of this id or this name, in any case of letters.

    >>> find("r101").name, find("Missing-Key").id, find("d101").name, find("nothing")
    ('zero-amount', 'T101', 'broken-archive', None)
    """
    wanted = id_or_name.strip().lower()
    return next((c for c in ALL.values() if wanted in (c.id.lower(), c.name)), None)
