"""Every template that can be found, and what its manifest says of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from asp_check.catalog import load_place
from asp_check.catalog.places import MANIFEST, Place, find, since
from asp_check.catalog.reading import read_manifest
from asp_check.finding import UsageError


@dataclass(frozen=True, slots=True)
class Entry:
    """One template of the catalog; ``error`` says why it cannot be used, if it cannot."""

    id: str
    version: str
    path: str
    status: str | None = None
    valid_from: str | None = None
    title_fr: str | None = None
    title_en: str | None = None
    error: UsageError | None = None

    @property
    def full_id(self) -> str:
        """The printed id with its version."""
        return f"{self.id}@{self.version}"


def entries(folders: Sequence[str] = ()) -> tuple[Entry, ...]:
    """Every template that can be found, by id and instant; of one version, the first found."""
    found: dict[tuple[str, str], Entry] = {}
    for place in find(folders):
        key = place.model, place.version
        if key not in found:
            found[key] = _entry(place)
    return tuple(sorted(found.values(), key=lambda entry: (entry.id, since(entry.version))))


def _entry(place: Place) -> Entry:
    try:
        # Whole, and not its manifest alone: recognition leaves out what cannot be used.
        load_place(place)
        manifest = read_manifest(os.path.join(place.path, MANIFEST))
    except UsageError as error:
        return Entry(place.model, place.version, place.path, error=error)
    return Entry(
        place.model,
        place.version,
        place.path,
        manifest.status,
        manifest.valid_from,
        manifest.title_fr,
        manifest.title_en,
    )
