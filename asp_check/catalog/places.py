"""Where templates lie: the folders that hold them, and which version is in force.

By the names of the folders alone: nothing is read here.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

MANIFEST: Final = "manifest.toml"

_LABEL = re.compile(r"initial|\d{4}-\d{2}-\d{2}(?:t\d{4})?", re.ASCII)


class Place(NamedTuple):
    """One version's folder; ``root`` is the folder of templates in which it was found."""

    model: str
    version: str
    path: str
    root: str


def find(folders: Sequence[str] = (), model: str = "") -> Iterator[Place]:
    """The folder of every version, of one model if it is named, first folder first."""
    for root in roots(folders):
        yield from find_in(root, model)


def find_in(root: str, model: str = "") -> Iterator[Place]:
    """The folder of every version in one folder of templates."""
    dispositif_wanted, _, request_wanted = model.partition("/")
    for dispositif in _subfolders(root, dispositif_wanted):
        for request in _subfolders(dispositif.path, request_wanted):
            for version in _subfolders(request.path):
                if os.path.isfile(os.path.join(version.path, MANIFEST)):
                    name = f"{dispositif.name}/{request.name}".lower()
                    yield Place(name, version.name.lower(), version.path, root)


def roots(folders: Sequence[str] = ()) -> Iterator[str]:
    """The folders that hold templates, in the order in which they are searched."""
    refuse_unusable(folders)
    yield from folders
    yield user_folder()
    yield packaged_folder()


def refuse_unusable(folders: Sequence[str]) -> None:
    """Raise ``UsageError`` if one of the folders named is none, or cannot be listed.

    For a template that is named by its path no folder is searched, and a slip would go unseen.
    """
    for folder in folders:
        if not os.path.isdir(folder):
            from asp_check.catalog.refusal import no_folder

            raise no_folder(folder)
        _subfolders(folder)


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
        from asp_check.catalog.refusal import unreadable

        raise unreadable(path, error) from None
    return sorted(found, key=lambda entry: entry.name)


# ------------------------------------------------------------------------------ versions


def in_force(found: Sequence[Place], as_of: str | None) -> Place | None:
    """The version in force at this instant, else the latest; of the first folder that has one.

    So a user's own model is never replaced by a packaged one, whatever their dates.
    """
    dated = [place for place in found if _LABEL.fullmatch(place.version)]
    if as_of is not None:
        now = instant(as_of)
        begun = [place for place in dated if since(place.version) <= now]
        dated = begun or dated
    first = [place for place in dated if place.root == dated[0].root]
    return max(first, key=lambda place: since(place.version), default=None)


def since(label: str) -> str:
    """The instant from which a version holds, in a form that sorts.

    >>> since("initial") < since("2024-09-12") < since("2024-09-12t1400") <= "2024-09-12T1400"
    True
    """
    if not _LABEL.fullmatch(label) or label == "initial":
        return ""
    return label.upper() if "t" in label else f"{label}T0000"


def instant(as_of: str) -> str:
    """An instant (``2024-09-12T14:00``) in the form of a version's label; a label has no seconds.

    >>> instant("2024-09-12"), instant("2024-09-12T14:00:59")
    ('2024-09-12T0000', '2024-09-12T1400')
    """
    day, _, hour = as_of.partition("T")
    return f"{day}T{hour[:5].replace(':', '') or '0000'}"
