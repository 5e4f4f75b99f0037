"""Templates by name: which version is meant, and its verified bytes.

With ``files`` and ``config``, the only reader of folders.  A name is an id
(``hop-dpi-va2/avance``, ``hop-dpi-va2/avance@2024-09-12``) or a path: of a blank ending in
``.json``, or of a folder that holds a ``manifest.toml``.  Ids are looked up in the folders given,
then in the user's own, then among the packaged ones, each laid out as
``<dispositif>/<request>/<version>/``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from asp_check import template
from asp_check.catalog.places import (
    MANIFEST,
    Place,
    find,
    in_force,
    instant,
    packaged_folder,
    refuse_unusable,
    since,
    user_folder,
)
from asp_check.catalog.reading import read_bytes, read_manifest
from asp_check.finding import UsageError
from asp_check.manifest import Manifest
from asp_check.text import visible

if TYPE_CHECKING:
    from asp_check.catalog.listing import Entry
    from asp_check.pieces.model import Wanted
    from asp_check.recognise import Candidate

__all__ = [
    "BLANK", "MANIFEST", "PIECES", "candidates", "entries", "is_part", "load", "load_place",
    "packaged_folder", "pieces_of", "predecessors", "read_bytes", "read_manifest", "refuse_unusable", "successor",
    "user_folder",
]  # fmt: skip

BLANK: Final = "blank.json"
PIECES: Final = "pieces.toml"
_PARTS: Final = frozenset({BLANK, MANIFEST, PIECES, "example.json"})
FOLDER: Final = "folder"
"""Where the cache of a template says from which folder it was loaded."""

_ID = re.compile(
    r"(?P<model>[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z]+)(?:@(?P<version>[A-Za-z0-9-]+))?", re.ASCII
)


def load(
    argument: str | os.PathLike[str], *, folders: Sequence[str] = (), as_of: str | None = None
) -> template.Template:
    """The template that this argument names; ``UsageError`` if there is none that can be used.

    Without ``@label``, the version in force at ``as_of`` (``2024-09-12T14:00``, Europe/Paris),
    else the latest.
    """
    name = os.fspath(argument)
    if name.lower().endswith(".json"):
        return _from_blank(name)
    if os.path.isfile(os.path.join(name, MANIFEST)):
        return _from_folder(name)
    return _from_id(name, folders, as_of)


def is_part(path: str) -> bool:
    """Whether this is a file of a template's folder, whichever command reads it and by whatever name."""
    folder, name = os.path.split(os.path.realpath(path))
    return name.lower() in _PARTS and os.path.isfile(os.path.join(folder, MANIFEST))


def load_place(place: Place) -> template.Template:
    """The template of this version; ``UsageError`` if it cannot be used."""
    return _from_folder(place.path, place)


def successor(manifest: Manifest, folders: Sequence[str], as_of: str | None) -> Place | None:
    """The version in force at ``as_of``, if it is newer than this one; none without an instant."""
    if as_of is None:
        return None
    found = list(find(folders, manifest.id))
    place = in_force(found, as_of)
    mine = since(manifest.version.lower())
    return place if place is not None and instant(as_of) >= since(place.version) > mine else None


def predecessors(manifest: Manifest, folders: Sequence[str]) -> Sequence[Place]:
    """The versions before this one, the latest first; of one version, the first found."""
    mine = since(manifest.version.lower())
    older = {
        place.version: place
        for place in reversed(list(find(folders, manifest.id)))
        if since(place.version) < mine
    }
    return sorted(older.values(), key=lambda place: since(place.version), reverse=True)


def entries(folders: Sequence[str] = ()) -> tuple[Entry, ...]:
    """Every template that can be found, usable or not; see ``listing``."""
    from asp_check.catalog import listing

    return listing.entries(folders)


def candidates(folders: Sequence[str] = ()) -> tuple[Candidate, ...]:
    """What recognition needs to know of every template; see ``index``."""
    from asp_check.catalog import index

    return index.candidates(folders)


def pieces_of(template: template.Template) -> tuple[Wanted, ...] | None:
    """What to look for in its pieces, if the folder that it was loaded from says so; see ``pieces``."""
    from asp_check.catalog import pieces

    return pieces.pieces_of(template)


def _from_blank(path: str) -> template.Template:
    blank = read_bytes(path)
    beside = os.path.join(os.path.dirname(path), MANIFEST)
    # A manifest that does not hold this sum is another blank's, or another program's.
    if os.path.isfile(beside) and sha256(blank).hexdigest().encode() in read_bytes(beside):
        manifest = read_manifest(beside)
        if manifest.blank_sha256 == sha256(blank).hexdigest():
            return _kept(_build(beside, blank, manifest), os.path.dirname(path))
    return _build(path, blank, None)


def _from_folder(folder: str, place: Place | None = None) -> template.Template:
    manifest_path = os.path.join(folder, MANIFEST)
    blank_path = os.path.join(folder, BLANK)
    manifest = read_manifest(manifest_path)
    if place is not None:
        check_place(place, manifest)
    blank = read_bytes(blank_path)
    if sha256(blank).hexdigest() != manifest.blank_sha256:
        from asp_check.catalog import refusal

        raise refusal.changed(blank_path, blank, manifest)
    return _kept(_build(manifest_path, blank, manifest), folder)


def _kept(found: template.Template, folder: str) -> template.Template:
    """The template, with the folder where what else there is to know of it stands."""
    found.cache[FOLDER] = os.path.abspath(folder)
    return found


def _from_id(name: str, folders: Sequence[str], as_of: str | None) -> template.Template:
    match = _ID.fullmatch(name)
    if match is None:
        from asp_check.catalog import refusal

        raise refusal.not_a_name(name, (place.model for place in find(folders)))
    model, version = match["model"].lower(), (match["version"] or "").lower()
    found = list(find(folders, model))
    if version:
        place = next((place for place in found if place.version == version), None)
    else:
        place = in_force(found, as_of)
    if place is None:
        raise _unknown(name.lower(), found, folders)
    return load_place(place)


def _unknown(name: str, found: Sequence[Place], folders: Sequence[str]) -> UsageError:
    from asp_check.catalog import refusal

    if found:
        return refusal.unknown_version(name, sorted({p.version for p in found}, key=since))
    return refusal.unknown(name, (place.model for place in find(folders)))


def check_place(place: Place, manifest: Manifest) -> None:
    """Refuse a manifest that is not that of its folder."""
    if manifest.full_id != f"{place.model}@{place.version}":
        from asp_check.catalog import refusal

        raise refusal.misplaced(place.path, manifest)


def _build(path: str, blank: bytes, manifest: Manifest | None) -> template.Template:
    """The template; where it is refused, the file that must be changed is named."""
    try:
        return template.build(blank, manifest, name=visible(os.path.basename(path)))
    except UsageError as error:
        from asp_check.catalog import refusal

        raise refusal.at(path, error) from None
