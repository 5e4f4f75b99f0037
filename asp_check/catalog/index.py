"""The index that recognition reads instead of every manifest: ``index.json`` in a folder of templates.

It is written by ``template import`` and, for the packaged models, by ``schemas/generate.py``.  In a
user's folder, an entry counts only while the SHA-256 of the files it was drawn from are theirs; what
is missing or stale is drawn again, in memory.  The packaged index is checked when it is released.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

from asp_check import catalog, files
from asp_check.catalog.places import MANIFEST, Place, find, find_in, packaged_folder
from asp_check.finding import UsageError
from asp_check.recognise import Candidate, candidate_of

INDEX: Final = "index.json"
FORMAT: Final = "asp-check-index/1"

_SOURCES: Final = (catalog.BLANK, MANIFEST)

Record = Mapping[str, Any]


def candidates(folders: Sequence[str] = ()) -> tuple[Candidate, ...]:
    """Every template that can be used, as recognition needs it; of one version, the first found.

    One that cannot be used is left out, and ``template list`` names it: the others are none the
    worse for it.
    """
    found: dict[tuple[str, str], Candidate] = {}
    known: dict[str, Mapping[str, Candidate]] = {}
    trusted = packaged_folder()
    for place in find(folders):
        if (place.model, place.version) in found:
            continue
        if place.root not in known:
            known[place.root] = _read(place.root, trusted=place.root == trusted)
        candidate = known[place.root].get(_name(place)) or _drawn(place)
        if candidate is not None:
            found[place.model, place.version] = candidate
    return tuple(found.values())


def render(root: str) -> bytes:
    """The index of a folder of templates, as it is released: each of them must be usable."""
    return _text([_record(place, _draw(place)) for place in find_in(root)])


def refresh(root: str) -> None:
    """Write the index of a folder of templates, without those that cannot be used."""
    drawn = ((place, _drawn(place)) for place in find_in(root))
    records = [_record(place, candidate) for place, candidate in drawn if candidate is not None]
    files.write(os.path.join(root, INDEX), _text(records))


def _text(records: Sequence[Record]) -> bytes:
    text = json.dumps({"format": FORMAT, "templates": records}, ensure_ascii=True, indent=1)
    return f"{text}\n".encode()


def _draw(place: Place) -> Candidate:
    return candidate_of(catalog.load_place(place), place.model, place.version)


def _drawn(place: Place) -> Candidate | None:
    """The same, or nothing if it cannot be used."""
    try:
        return _draw(place)
    except UsageError:
        return None


def _name(place: Place) -> str:
    return f"{place.model}@{place.version}"


def _sums(place: Place) -> dict[str, str]:
    return {
        name: sha256(catalog.read_bytes(os.path.join(place.path, name))).hexdigest()
        for name in _SOURCES
    }


def _is_fresh(place: Place, sums: object) -> bool:
    try:
        return sums == _sums(place)
    except UsageError:
        return False


def _record(place: Place, candidate: Candidate) -> Record:
    return {
        "id": place.model,
        "version": place.version,
        "status": candidate.status,
        "files": _sums(place),
        "keys": sorted(candidate.keys),
        "keyed": sorted(candidate.keyed),
        "fixed": dict(sorted(candidate.fixed.items())),
    }


def _read(root: str, *, trusted: bool) -> Mapping[str, Candidate]:
    """What the index of this folder says of the templates that are still as it knew them."""
    try:
        document = json.loads(catalog.read_bytes(os.path.join(root, INDEX)))
        if document["format"] != FORMAT:
            return {}
        records = {
            f"{r['id']}@{r['version']}": (r["files"], _candidate(r)) for r in document["templates"]
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}  # Absent, or not ours: everything is drawn again.
    if trusted:
        return {name: candidate for name, (_, candidate) in records.items()}
    fresh = {}
    for place in find_in(root):
        sums, candidate = records.get(_name(place), (None, None))
        if candidate is not None and _is_fresh(place, sums):
            fresh[_name(place)] = candidate
    return fresh


def _candidate(record: Record) -> Candidate:
    return Candidate(
        id=str(record["id"]),
        version=str(record["version"]),
        status=str(record["status"]),
        keys=frozenset(map(str, record["keys"])),
        keyed=frozenset(map(str, record["keyed"])),
        fixed={str(path): str(literal) for path, literal in record["fixed"].items()},
    )
