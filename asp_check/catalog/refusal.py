"""Templates that cannot be used, in words: one line each, in French and in English.

Imported only when there is something to refuse.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable

from asp_check.catalog import drift
from asp_check.files import display, why
from asp_check.finding import UsageError
from asp_check.manifest import Manifest
from asp_check.text import shorten, visible

_NO_SECONDS = re.compile(r"=\s*\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}\s*(?:#|\r?$)")


def at(path: str, error: UsageError) -> UsageError:
    """The same refusal, with the file that must be changed."""
    shown = display(path)
    return UsageError(f"{shown} : {error}", f"{shown}: {getattr(error, 'en', error)}")


def too_large(path: str, size: int, limit: int) -> UsageError:
    """A blank or a manifest that is beyond all measure."""
    shown = display(path)
    return UsageError(
        f"{shown} : {size} octets, trop pour un modèle ({limit} au plus) ; vérifiez que c’est le bon",
        f"{shown}: {size} bytes, too many for a template (at most {limit}); check that it is the right one",
    )


def endless_key(path: str) -> UsageError:
    """A manifest that is made to keep tomllib busy."""
    shown = display(path)
    return UsageError(
        f"{shown} : une clé a plus de cent parties séparées par des points ; aucun fichier de modèle n’en a besoin, retirez-la",
        f"{shown}: a key has more than a hundred dotted parts; no file of a template needs one, take it out",
    )


def not_utf8(path: str, line: int) -> UsageError:
    """A manifest in another encoding."""
    shown = display(path)
    return UsageError(
        f"{shown}:{line} : ce fichier n’est pas en UTF-8 ; réenregistrez-le en UTF-8",
        f"{shown}:{line}: this file is not UTF-8; save it as UTF-8",
    )


def not_toml(path: str, text: str, error: Exception) -> UsageError:
    """A manifest that tomllib cannot read."""
    shown = display(path)
    place = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
    line = int(place[1]) if place else 1 + text.rstrip().count("\n")
    at = f"{shown}:{line}:{place[2]}" if place else f"{shown}:{line}"
    if _NO_SECONDS.search(text.split("\n")[line - 1]):
        return UsageError(
            f"{at} : en TOML, une heure s’écrit avec ses secondes (2024-09-12T14:00:00)",
            f"{at}: in TOML, a time is written with its seconds (2024-09-12T14:00:00)",
        )
    why = visible(str(error).partition(" (at ")[0])
    return UsageError(
        f"{at} : ce n’est pas du TOML valide ; corrigez cette ligne",
        f"{at}: this is not valid TOML ({why}); correct this line",
    )


def changed(path: str, blank: bytes, manifest: Manifest) -> UsageError:
    """A blank whose SHA-256 is not its manifest's."""
    shown = display(path)
    causes = drift.differences(blank, manifest.blank_sha256)
    if not causes:
        return UsageError(
            f"{shown} : ce n’est pas le modèle vierge du manifeste (SHA-256 différent) ; reprenez le"
            " fichier d’origine, ou importez le nouveau modèle : asp-check template import",
            f"{shown}: not the manifest’s blank (the SHA-256 differs); take the original file again,"
            " or import the new model: asp-check template import",
        )
    french, english = drift.words(causes)
    return UsageError(
        f"{shown} : ce n’est plus le modèle vierge du manifeste (SHA-256 différent), à ceci près :"
        f" {french} (autocrlf de git, éditeur ?) ; reprenez le fichier d’origine et protégez ce"
        " dossier par « * -text » dans .gitattributes",
        f"{shown}: no longer the manifest’s blank (the SHA-256 differs), but only by {english}"
        " (git’s autocrlf, an editor?); take the original file again and protect this folder with"
        " '* -text' in .gitattributes",
    )


def misplaced(folder: str, manifest: Manifest) -> UsageError:
    """A version in a folder whose names are not the manifest's."""
    shown = display(os.path.join(folder, "manifest.toml"))
    right = f"{manifest.dispositif.lower()}/{manifest.request}/{manifest.version}"
    return UsageError(
        f"{shown} : ce manifeste est celui de {manifest.full_id} ; son dossier doit être {right}",
        f"{shown}: this is the manifest of {manifest.full_id}; its folder must be {right}",
    )


def unreadable(folder: str, error: OSError) -> UsageError:
    """A folder of templates that the system does not list."""
    shown, (fr, en) = display(folder), why(error)
    return UsageError(
        f"{shown} : dossier de modèles illisible ({fr})",
        f"{shown}: folder of templates cannot be read ({en})",
    )


def no_folder(folder: str) -> UsageError:
    """A folder that was named and is not there."""
    shown = display(folder)
    return UsageError(
        f"--templates {shown} : dossier introuvable ; vérifiez le chemin",
        f"--templates {shown}: no such directory; check the path",
    )


def not_a_name(name: str, known: Iterable[str]) -> UsageError:
    """An argument that is neither an id nor the path of a template."""
    shown = shorten(visible(display(name)))
    if name and os.path.isdir(name):
        return UsageError(
            f"{shown} : ce dossier ne contient pas de manifest.toml ; indiquez le dossier d’une"
            " version, un fichier .json ou un identifiant",
            f"{shown}: this folder holds no manifest.toml; name the folder of a version, a .json"
            " file or an id",
        )
    near_fr, near_en = _near(name, known)
    return UsageError(
        f"« {shown} » n’est ni un identifiant de modèle (dispositif/demande[@version]) ni un chemin"
        f" (fichier .json, ou dossier avec manifest.toml){near_fr}",
        f"'{shown}' is neither a template id (dispositif/request[@version]) nor a path (a .json"
        f" file, or a folder with manifest.toml){near_en}",
    )


def unknown(name: str, known: Iterable[str]) -> UsageError:
    """An id that no folder has."""
    near_fr, near_en = _near(name.partition("@")[0], known)
    return UsageError(f"modèle {name} inconnu{near_fr}", f"unknown template {name}{near_en}")


def unknown_version(name: str, labels: Iterable[str]) -> UsageError:
    """A version that its model has not."""
    model, listed = name.partition("@")[0], ", ".join(labels)
    return UsageError(
        f"modèle {name} : version inconnue ; versions de {model} : {listed}",
        f"template {name}: unknown version; versions of {model}: {listed}",
    )


def _near(name: str, known: Iterable[str]) -> tuple[str, str]:
    near = difflib.get_close_matches(name.lower(), sorted(set(known)), n=3, cutoff=0.5)
    listed = ", ".join(near)
    return (
        (f" ; proches : {listed}" if near else "") + " ; la liste : asp-check template list",
        (f"; near: {listed}" if near else "") + "; the list: asp-check template list",
    )
