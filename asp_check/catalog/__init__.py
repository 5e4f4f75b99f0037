"""Templates by name: where they lie, which version is meant, and their verified bytes.

With ``files`` and ``config``, the only reader of folders.  A name is an id
(``hop-dpi-va2/avance``, ``hop-dpi-va2/avance@2024-09-12``) or a path: of a blank ending in
``.json``, or of a folder that holds a ``manifest.toml``.  Ids are looked up in the folders given,
then in the user's own, then among the packaged ones, each laid out as
``<dispositif>/<request>/<version>/``.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from asp_check import files, template
from asp_check.catalog.refusal import BadTemplate
from asp_check.finding import UsageError
from asp_check.manifest import Manifest
from asp_check.text import shorten, visible

MANIFEST: Final = "manifest.toml"
BLANK: Final = "blank.json"
MAX_SIZE: Final = 16 * 1024 * 1024
"""The largest blank or manifest that is read, in bytes."""

_ID = re.compile(
    r"(?P<model>[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z]+)(?:@(?P<version>[A-Za-z0-9-]+))?", re.ASCII
)
_LABEL = re.compile(r"initial|\d{4}-\d{2}-\d{2}(?:t\d{4})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """One version's folder, by the names of the folders alone: nothing of it was read."""

    model: str
    version: str
    path: str
    origin: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One template of the catalog; ``error`` says why it cannot be used, if it cannot."""

    id: str
    version: str
    path: str
    origin: str
    status: str | None = None
    valid_from: str | None = None
    title_fr: str | None = None
    title_en: str | None = None
    error: UsageError | None = None

    @property
    def full_id(self) -> str:
        """The printed id with its version."""
        return f"{self.id}@{self.version}"


# ------------------------------------------------------------------------------ by name


def load(
    argument: str | os.PathLike[str], *, folders: Sequence[str] = (), as_of: str | None = None
) -> template.Template:
    """The template that this argument names; ``UsageError`` if there is none that can be used.

    Without ``@label``, the version in force at ``as_of`` (an ISO instant, Europe/Paris when
    naive), else the latest.
    """
    name = os.fspath(argument)
    if name.lower().endswith(".json"):
        return _from_blank(name)
    if os.path.isfile(os.path.join(name, MANIFEST)):
        return _from_folder(name)
    return _from_id(name, folders, as_of)


def _from_blank(path: str) -> template.Template:
    blank = _read(path)
    beside = os.path.join(os.path.dirname(path), MANIFEST)
    if os.path.isfile(beside):
        manifest = read_manifest(beside)
        if manifest.blank_sha256 == sha256(blank).hexdigest():
            return _build(path, blank, manifest)
    return _build(path, blank, None)


def _from_folder(folder: str) -> template.Template:
    manifest_path = os.path.join(folder, MANIFEST)
    blank_path = os.path.join(folder, BLANK)
    manifest = read_manifest(manifest_path)
    blank = _read(blank_path)
    if sha256(blank).hexdigest() != manifest.blank_sha256:
        raise _changed(blank_path, blank, manifest)
    return _build(manifest_path, blank, manifest)


def _from_id(name: str, folders: Sequence[str], as_of: str | None) -> template.Template:
    match = _ID.fullmatch(name)
    if match is None:
        raise _not_a_name(name, folders)
    model, version = match["model"].lower(), (match["version"] or "").lower()
    found = list(places(folders, model))
    place = _labelled(found, version) if version else _in_force(found, as_of)
    if place is None:
        raise _unknown(name, model, found, folders)
    return _from_place(place)


def _from_place(place: Place) -> template.Template:
    loaded = _from_folder(place.path)
    manifest = loaded.manifest
    if manifest is not None and manifest.full_id != f"{place.model}@{place.version}":
        raise _misplaced(place, manifest)
    return loaded


def _labelled(found: Iterable[Place], version: str) -> Place | None:
    return next((place for place in found if place.version == version), None)


def _in_force(found: Sequence[Place], as_of: str | None) -> Place | None:
    """The version in force: in the first folder that has one, so that a user's own model is
    never replaced by a packaged one; else the latest of the first folder.
    """  # noqa: D205
    dated = [place for place in found if _LABEL.fullmatch(place.version)]
    if as_of is not None:
        instant = paris(as_of)
        begun = [place for place in dated if _since(place.version) <= instant]
        dated = begun or dated
    first = [place for place in dated if place.origin == dated[0].origin]
    return max(first, key=lambda place: _since(place.version), default=None)


def _since(label: str) -> str:
    """The instant from which a version holds, in a form that sorts.

    >>> _since("initial") < _since("2024-09-12") < _since("2024-09-12t1400") <= "2024-09-12T1400"
    True
    """
    if label == "initial":
        return ""
    return label.upper() if "t" in label else f"{label}T0000"


def paris(as_of: str) -> str:
    """An ISO instant as Europe/Paris reads it, in the form of a version's label.

    >>> paris("2024-09-12"), paris("2024-09-12T14:00"), paris("2024-09-12T12:00Z")
    ('2024-09-12T0000', '2024-09-12T1400', '2024-09-12T1400')
    """
    from datetime import datetime

    try:
        instant = datetime.fromisoformat(as_of)
    except ValueError:
        shown = shorten(visible(as_of))
        raise BadTemplate(
            f"« {shown} » n’est pas un instant ; écrivez 2024-09-12 ou 2024-09-12T14:00",
            f"'{shown}' is not an instant; write 2024-09-12 or 2024-09-12T14:00",
        ) from None
    if instant.tzinfo is not None:
        from zoneinfo import ZoneInfo

        instant = instant.astimezone(ZoneInfo("Europe/Paris"))
    return instant.strftime("%Y-%m-%dT%H%M")


# ------------------------------------------------------------------------------ where


def entries(folders: Sequence[str] = ()) -> tuple[Entry, ...]:
    """Every template that can be found, in the order of the folders; one entry a version."""
    found: dict[tuple[str, str], Entry] = {}
    for place in places(folders):
        key = place.model, place.version
        if key not in found:
            found[key] = _entry(place)
    return tuple(sorted(found.values(), key=lambda entry: (entry.id, _since(entry.version))))


def _entry(place: Place) -> Entry:
    try:
        manifest = read_manifest(os.path.join(place.path, MANIFEST))
        if manifest.full_id != f"{place.model}@{place.version}":
            raise _misplaced(place, manifest)
    except UsageError as error:
        return Entry(place.model, place.version, place.path, place.origin, error=error)
    return Entry(
        place.model,
        place.version,
        place.path,
        place.origin,
        manifest.status,
        manifest.valid_from,
        manifest.title_fr,
        manifest.title_en,
    )


def places(folders: Sequence[str] = (), model: str = "") -> Iterator[Place]:
    """The folder of every version, of one model if it is named, by the names of the folders."""
    wanted, _, request_wanted = model.partition("/")
    for root in roots(folders):
        for dispositif in _subfolders(root, wanted):
            for request in _subfolders(dispositif.path, request_wanted):
                for version in _subfolders(request.path):
                    if os.path.isfile(os.path.join(version.path, MANIFEST)):
                        model = f"{dispositif.name}/{request.name}".lower()
                        yield Place(model, version.name.lower(), version.path, root)


def roots(folders: Sequence[str] = ()) -> Iterator[str]:
    """The folders that hold templates, in the order in which they are searched."""
    for folder in folders:
        if not os.path.isdir(folder):
            shown = files.display(folder)
            raise BadTemplate(
                f"--templates {shown} : dossier introuvable ; vérifiez le chemin",
                f"--templates {shown}: no such directory; check the path",
            )
        yield folder
    yield user_folder()
    yield packaged_folder()


def user_folder() -> str:
    """The user's own templates: where ``template import`` puts them."""
    chosen = os.environ.get("ASP_CHECK_TEMPLATES")
    if chosen:
        return chosen
    if sys.platform == "win32":
        data = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
    else:
        data = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    return os.path.join(data, "asp-check", "templates")


def packaged_folder() -> str:
    """The reference models: inside the installed package, or beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "schemas")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "schemas")


def _subfolders(path: str, wanted: str = "") -> list[os.DirEntry[str]]:
    try:
        with os.scandir(path) as listing:
            found = [e for e in listing if (not wanted or e.name.lower() == wanted) and e.is_dir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        shown = files.display(path)
        why = error.strerror or type(error).__name__
        raise BadTemplate(
            f"{shown} : dossier de modèles illisible ({why})",
            f"{shown}: folder of templates cannot be read ({why})",
        ) from None
    return sorted(found, key=lambda entry: entry.name)


# ------------------------------------------------------------------------------ reading


def read_manifest(path: str) -> Manifest:
    """The manifest at this path; ``UsageError`` with its line and what to do if it is refused."""
    import tomllib
    from decimal import Decimal

    from asp_check.catalog import manifest_strict

    data = _read(path)
    shown = files.display(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        raise BadTemplate(
            f"{shown}:{line} : le manifeste n’est pas en UTF-8 ; réenregistrez-le en UTF-8",
            f"{shown}:{line}: the manifest is not UTF-8; save it as UTF-8",
        ) from None
    try:
        mapping = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise _not_toml(shown, text, error) from None
    try:
        return manifest_strict.from_mapping(mapping)
    except manifest_strict.Refused as refused:
        from asp_check.catalog.manifest_errors import explain

        line, (french, english) = explain(text, mapping, refused.where)
        raise BadTemplate(f"{shown}:{line} : {french}", f"{shown}:{line}: {english}") from None


def _read(path: str) -> bytes:
    data = files.read(path, max_size=MAX_SIZE)
    if isinstance(data, files.TooLarge):
        shown = files.display(path)
        raise BadTemplate(
            f"{shown} : {data.size} octets, trop pour un modèle ({MAX_SIZE} au plus)",
            f"{shown}: {data.size} bytes, too many for a template (at most {MAX_SIZE})",
        )
    return data


def _build(path: str, blank: bytes, manifest: Manifest | None) -> template.Template:
    """The template; where it is refused, the file that must be changed is named."""
    try:
        return template.build(blank, manifest, name=visible(os.path.basename(path)))
    except UsageError as error:
        shown = files.display(path)
        english = getattr(error, "en", str(error))
        raise BadTemplate(f"{shown} : {error}", f"{shown}: {english}") from None


# ------------------------------------------------------------------------------ refusals


def _not_toml(shown: str, text: str, error: Exception) -> BadTemplate:
    place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
    line = int(place[1]) if place and place[1] else 1 + text.rstrip().count("\n")
    why = visible(str(error).partition(" (at ")[0])
    return BadTemplate(
        f"{shown}:{line} : ce n’est pas du TOML ({why})",
        f"{shown}:{line}: this is not TOML ({why})",
    )


def _changed(path: str, blank: bytes, manifest: Manifest) -> BadTemplate:
    from asp_check.catalog import drift

    shown = files.display(path)
    causes = drift.differences(blank, manifest.blank_sha256)
    if causes:
        french, english = drift.words(causes)
        differ = "diffèrent" if drift.NEWLINES in causes or len(causes) > 1 else "diffère"
        differs = "differ" if drift.NEWLINES in causes or len(causes) > 1 else "differs"
        return BadTemplate(
            f"{shown} : ce n’est plus le modèle vierge du manifeste ; seules {french} {differ}"
            " (autocrlf de git, éditeur ?) : reprenez le fichier d’origine"
            " et marquez ce dossier « -text » dans .gitattributes",
            f"{shown}: no longer the manifest’s blank; only {english} {differs}"
            " (git’s autocrlf, an editor?): take the original file again"
            " and mark this folder '-text' in .gitattributes",
        )
    return BadTemplate(
        f"{shown} : ce n’est pas le modèle vierge du manifeste (SHA-256 différent) ; reprenez le"
        " fichier d’origine, ou importez le nouveau modèle : asp-check template import",
        f"{shown}: not the manifest’s blank (the SHA-256 differs); take the original file again,"
        " or import the new model: asp-check template import",
    )


def _misplaced(place: Place, manifest: Manifest) -> BadTemplate:
    shown = files.display(os.path.join(place.path, MANIFEST))
    right = f"{manifest.dispositif.lower()}/{manifest.request}/{manifest.version}"
    return BadTemplate(
        f"{shown} : ce manifeste est celui de {manifest.full_id} ; son dossier devrait être {right}",
        f"{shown}: this is the manifest of {manifest.full_id}; its folder should be {right}",
    )


def _not_a_name(name: str, folders: Sequence[str]) -> BadTemplate:
    shown = shorten(visible(files.display(name)))
    if name and os.path.isdir(name):
        return BadTemplate(
            f"{shown} : ce dossier ne contient pas de {MANIFEST} ; indiquez le dossier d’une version, un fichier .json ou un identifiant",
            f"{shown}: this folder holds no {MANIFEST}; name the folder of a version, a .json file or an id",
        )
    near_fr, near_en = _near(name, folders)
    return BadTemplate(
        f"« {shown} » n’est ni un identifiant de modèle (dispositif/demande[@version]) ni un chemin"
        f" (fichier .json, ou dossier avec {MANIFEST}){near_fr}",
        f"'{shown}' is neither a template id (dispositif/request[@version]) nor a path"
        f" (a .json file, or a folder with a {MANIFEST}){near_en}",
    )


def _unknown(name: str, model: str, found: Sequence[Place], folders: Sequence[str]) -> BadTemplate:
    shown = shorten(visible(name))
    if found:
        labels = ", ".join(sorted({p.version for p in found}, key=_since))
        return BadTemplate(
            f"modèle {shown} : version inconnue ; versions de {model} : {labels}",
            f"template {shown}: unknown version; versions of {model}: {labels}",
        )
    near_fr, near_en = _near(model, folders)
    return BadTemplate(f"modèle {shown} inconnu{near_fr}", f"unknown template {shown}{near_en}")


def _near(name: str, folders: Sequence[str]) -> tuple[str, str]:
    import difflib

    known = sorted({place.model for place in places(folders)})
    near = difflib.get_close_matches(name.lower(), known, n=3, cutoff=0.5)
    see_fr, see_en = " ; la liste : asp-check template list", "; the list: asp-check template list"
    if not near:
        return see_fr, see_en
    return f" ; proches : {', '.join(near)}{see_fr}", f"; near: {', '.join(near)}{see_en}"
