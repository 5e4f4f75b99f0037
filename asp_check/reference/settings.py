"""Which file holds some reference data, and how it is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_NOTHING: Mapping[str, str] = MappingProxyType({})

NAMES = ("ceilings", "finess", "funded")
"""The kinds of reference data."""


class ReferenceFile(NamedTuple):
    """A CSV or XLSX file of the user's own; what is not said is recognised, and refused in doubt.

    ``columns`` gives, by the name of a field, the header of its column, or its number from 1 where
    the file has no header.  ``date`` is the day the data is of (``2026-05-04``), where the file does
    not bear it itself.
    """

    file: str
    columns: Mapping[str, str] = _NOTHING
    delimiter: str | None = None
    encoding: str | None = None
    date: str | None = None
    sheet: str | None = None
