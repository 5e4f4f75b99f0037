"""The table of family D: what each rule is about."""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from typing import Literal, NamedTuple


class Entry(NamedTuple):
    """One rule: its id, never used again; its name, that of its module; what it looks at."""

    id: str
    name: str
    about: Literal["archive", "dossier", "astray", "batch"]

    @property
    def module(self) -> str:
        """The module of this package that holds it."""
        return self.name.replace("-", "_")


TABLE = (
    Entry("D101", "broken-archive", "archive"),
    Entry("D102", "damaged-member", "archive"),
    Entry("D103", "encrypted-member", "archive"),
    Entry("D104", "nested-archive", "archive"),
    Entry("D105", "repeated-name", "archive"),
    Entry("D106", "unsafe-name", "archive"),
    Entry("D107", "link-in-archive", "archive"),
    Entry("D108", "oversized-archive", "archive"),
    Entry("D109", "name-encoding", "archive"),
    Entry("D110", "unusual-compression", "archive"),
    Entry("D111", "ambiguous-archive", "archive"),
    Entry("D201", "missing-request", "dossier"),
    Entry("D202", "request-in-archive", "dossier"),
    Entry("D203", "several-candidates", "dossier"),
    Entry("D204", "unrecognised-file", "dossier"),
    Entry("D205", "superfluous-file", "dossier"),
    Entry("D206", "unreadable-file", "dossier"),
    Entry("D207", "empty-file", "dossier"),
    Entry("D208", "incomplete-pilots", "dossier"),
    Entry("D209", "unsigned-pilot", "dossier"),
    Entry("D210", "undated-pilot-invoice", "dossier"),
    Entry("D211", "unplaced-file", "astray"),
    Entry("D301", "repeated-client", "batch"),
    Entry("D302", "several-versions", "batch"),
    Entry("D303", "repeated-request", "batch"),
    Entry("D304", "repeated-piece", "batch"),
    Entry("D305", "repeated-pilots", "batch"),
)
"""Every rule, in the order of ids."""

RETIRED: frozenset[str] = frozenset()
"""Ids of rules that are gone; none of them comes back with another meaning."""
