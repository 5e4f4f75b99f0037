"""Numbers of beneficiaries: read as one writes them by hand, and looked up in the FINESS directory."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from asp_check.facts import Establishment, Finess, Given
from asp_check.rules.common.case import Value

KINDS: Mapping[str, str] = MappingProxyType({
    "client.finess": "FINESS",
    "client.siret": "SIRET",
    "client.am": "AM",
    "practitioner.rpps": "RPPS",
    "practitioner.idnps": "RPPS",
    "practitioner.adeli": "ADELI",
})  # fmt: skip
"""How the number under a concept is called."""

_IDNPS = "practitioner.idnps"
_IDNPS_LENGTH = 12
_NATIONAL = "8"
"""What stands before the RPPS number in the national identifier of a practitioner."""


def number(value: Value) -> str:
    """The number alone: no blank, capitals, and the RPPS in place of the national identifier."""
    return _number(value.text, value.concept == _IDNPS)


@lru_cache(maxsize=1 << 14)
def _number(text: str, is_national: bool) -> str:
    text = "".join(text.split()).upper()
    if is_national and len(text) == _IDNPS_LENGTH:
        return text.removeprefix(_NATIONAL)
    return text


def spellings(value: Value) -> tuple[str, ...]:
    """The numbers under which a table may know the bearer of this one."""
    found = number(value)
    return (found, f"{_NATIONAL}{found}") if KINDS.get(value.concept) == "RPPS" else (found,)


def establishment(value: Value, given: Given) -> Establishment | None:
    """The row of the FINESS directory under this number, if the directory is given and has one."""
    directory = given.references.finess
    return None if directory is None else directory.by_number.get(number(value))


def covers(directory: Finess, finess: str, *, is_legal: bool) -> bool:
    """Whether the directory holds such numbers at all: many extracts are of one department or kind."""
    known = _extents.get(id(directory))
    if known is None or known[0] is not directory:
        rows = directory.by_number.values()
        known = directory, frozenset((row.is_legal, row.finess[:2]) for row in rows)
        _extents.clear()
        _extents[id(directory)] = known
    return (is_legal, finess[:2]) in known[1]


_extents: dict[int, tuple[Finess, frozenset[tuple[bool, str]]]] = {}
"""The kinds and departments of the directory last asked about: it has 100,000 rows or more."""
