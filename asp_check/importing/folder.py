"""The folder of a version, written whole or not at all: beside first, then renamed into place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Mapping
from typing import Final

from asp_check import catalog
from asp_check.catalog.places import find_in
from asp_check.files import display, why, write
from asp_check.finding import UsageError
from asp_check.manifest import Manifest

ATTRIBUTES: Final = ".gitattributes"
RULE: Final = "* -text"
EXAMPLE: Final = "example.json"
SCHEMA: Final = "schema.json"

_OURS: Final = frozenset({catalog.BLANK, catalog.MANIFEST, EXAMPLE, SCHEMA, ATTRIBUTES})
_COMMENT: Final = "# A model is checked byte by byte: git must not change its newlines."


def destination(root: str, manifest: Manifest) -> str:
    """The folder of this version under this folder of templates: the one that exists, if one does."""
    for place in find_in(root, manifest.id):
        if place.version == manifest.version.lower():
            return place.path
    return os.path.join(root, manifest.dispositif.lower(), manifest.request, manifest.version)


def refuse_overwriting(folder: str, *, force: bool) -> None:
    """Raise ``UsageError`` if there is something there already, unless it may be replaced."""
    if not os.path.lexists(folder):
        return
    shown = display(folder)
    if os.path.islink(folder) or not os.path.isdir(folder):
        raise UsageError(
            f"{shown} : ce n’est pas un dossier ; déplacez-le, puis recommencez",
            f"{shown}: not a directory; move it away, then try again",
        )
    if not force:
        raise UsageError(
            f"{shown} : ce modèle est déjà importé ; ajoutez --force pour le remplacer (les"
            " corrections faites dans son manifest.toml seront perdues)",
            f"{shown}: this model is already imported; add --force to replace it (the corrections"
            " made in its manifest.toml will be lost)",
        )


def put(
    root: str, folder: str, content: Mapping[str, bytes], verify: Callable[[str], None]
) -> None:
    """Write these files as the version's folder; ``verify`` may refuse them before they are there.

    What else the folder holds is kept, and what it holds of ``content`` replaced.  Raises ``UsageError`` if it cannot be done.
    """
    temporary = os.path.join(root, f".import-{os.urandom(4).hex()}")
    replaced = f"{temporary}.old"
    try:
        os.makedirs(temporary)
        if os.path.isdir(folder):
            _keep_the_rest(folder, temporary, _OURS.union(content))
        for name, data in content.items():
            with open(os.path.join(temporary, name), "xb") as file:
                file.write(data)
        verify(temporary)
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        _swap(temporary, folder, replaced)
    except OSError as error:
        raise _unwritable(root, error) from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    shutil.rmtree(replaced, ignore_errors=True)


def _keep_the_rest(folder: str, temporary: str, ours: Collection[str]) -> None:
    """What the user has put beside our files."""
    for entry in os.scandir(folder):
        target = os.path.join(temporary, entry.name)
        if entry.name in ours:
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.copytree(entry.path, target, symlinks=True)
        else:
            shutil.copy2(entry.path, target, follow_symlinks=False)


def _swap(temporary: str, folder: str, replaced: str) -> None:
    """Put the new folder in the place of the old one; the old one back if that fails."""
    if not os.path.lexists(folder):
        os.rename(temporary, folder)
        return
    os.rename(folder, replaced)
    try:
        os.rename(temporary, folder)
    except OSError:
        os.rename(replaced, folder)
        raise


def attributes_belong_inside(root: str) -> bool:
    """Whether git is told in the version's own folder: the root is a repository, or has its own rules."""
    path = os.path.join(root, ATTRIBUTES)
    if os.path.isfile(path):
        return RULE.encode() not in catalog.read_bytes(path).split(b"\n")
    return os.path.lexists(os.path.join(root, ".git"))


def attributes() -> bytes:
    """What git is told."""
    return f"{_COMMENT}\n{RULE}\n".encode()


def protect(root: str) -> None:
    """Tell git, at the root of a folder of templates, to leave every byte alone."""
    path = os.path.join(root, ATTRIBUTES)
    if not os.path.lexists(path):
        write(path, attributes())


def _unwritable(root: str, error: OSError) -> UsageError:
    shown, (fr, en) = display(root), why(error)
    return UsageError(
        f"{shown} : écriture impossible ({fr}) ; choisissez un autre dossier avec --into",
        f"{shown}: cannot be written ({en}); choose another folder with --into",
    )
