"""The table of the rules: what each needs, so that a rule that cannot be asked is never imported.

``needs`` are concepts that the template must map, the first being the subject; ``a|b`` asks for one
of several, the first that is mapped being the subject.  ``uses`` are concepts that it reads where
they are mapped.  ``facts`` are what must be known beside the file, by the names of ``needs.FACTS``.
``requests`` are the kinds of request that the rule is about.
"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One rule: its id, never used again; its name, that of its module; what it needs."""

    id: str
    name: str
    needs: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    requests: tuple[str, ...] = ("avance", "pilotes", "solde")

    @property
    def module(self) -> str:
        """The module of this package that holds it."""
        return self.name.replace("-", "_")


AVANCE, SOLDE = ("avance",), ("solde",)

TABLE = (
    Entry("R101", "zero-amount", ("amount.excl_tax",)),
    Entry("R203", "deposit-outside-window", facts=("as_of", "first_deposit", "window")),
)
"""Every rule, in the order of ids."""

RETIRED: frozenset[str] = frozenset()
"""Ids of rules that are gone; none of them comes back with another meaning."""
