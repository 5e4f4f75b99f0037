"""Receipts on disk, and the sums of what a check rests on: templates, dispositifs, the files themselves."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from asp_check import catalog, files
from asp_check.catalog.dispositifs import RELEASED
from asp_check.files import TooLarge, display
from asp_check.finding import UsageError
from asp_check.receipt import form
from asp_check.receipt.model import SUFFIX, Receipt
from asp_check.template import Template


class Measured(NamedTuple):
    """How large a file is, and its SHA-256."""

    size: int
    sha256: str


def measured(path: str) -> Measured:
    """The size and the sum of a regular file, which is not kept; ``UsageError`` if it cannot be read."""
    data = files.read(path, max_size=0, pipe=False)
    if isinstance(data, TooLarge):
        return Measured(data.size, data.sha256)
    return Measured(0, sha256(data).hexdigest())


def is_receipt(path: str) -> bool:
    """Whether this is the name of a receipt.

    >>> is_receipt("d/bdc.json.receipt"), is_receipt("bdc.json")
    (True, False)
    """
    return path.lower().endswith(SUFFIX)


def beside(path: str) -> str:
    """Where the receipt of the file at this path lies."""
    return path + SUFFIX


class Below(NamedTuple):
    """Every file below a folder, sorted, and what could not be listed: it may hold anything."""

    paths: list[str]
    errors: list[UsageError]


def below(top: str) -> Below:
    """What lies below a folder, without what is hidden."""
    errors: list[UsageError] = []

    def note(error: OSError) -> None:
        shown, (fr, en) = display(os.fspath(error.filename or top)), files.why(error)
        errors.append(
            UsageError(f"{shown} : lecture impossible ({fr})", f"{shown}: cannot be read ({en})")
        )

    found: list[str] = []
    for directory, inside, names in os.walk(top, onerror=note):
        inside[:] = [name for name in inside if not name.startswith(".")]
        found += (os.path.join(directory, name) for name in names)
    return Below(sorted(found, key=lambda path: path.split(os.sep)), errors)


def load(path: str) -> Receipt:
    """The receipt in this file; ``UsageError`` if it cannot be used."""
    data = files.read(path, max_size=form.MAX_SIZE, pipe=False)
    shown = display(path)
    try:
        return form.load(b"" if isinstance(data, TooLarge) else data)
    except form.NotOursError as error:
        if error.newer:
            raise UsageError(
                f"{shown} : reçu d’une version plus récente d’asp-check ; mettez asp-check à jour",
                f"{shown}: receipt of a later version of asp-check; upgrade asp-check",
            ) from None
        if isinstance(data, bytes) and form.is_like(data):
            raise UsageError(
                f"{shown} : reçu abîmé ou modifié après coup ; refaites-le (asp-check receipt FICHIER)",
                f"{shown}: this receipt is damaged, or was edited; make it again (asp-check receipt FILE)",
            ) from None
        raise UsageError(
            f"{shown} : ce n’est pas un reçu d’asp-check", f"{shown}: is no receipt of asp-check"
        ) from None


def refuse_foreign(path: str) -> Receipt | None:
    """The receipt that stands there, if a sound one does; raises if the file is nothing of ours."""
    if not os.path.lexists(path):
        return None
    data = files.read(path, max_size=form.MAX_SIZE, pipe=False)
    if isinstance(data, bytes):
        try:
            return form.load(data)
        except form.NotOursError:
            if form.is_like(data):
                return None
    shown = display(path)
    raise UsageError(
        f"{shown} : ce fichier n’est pas un reçu d’asp-check, il n’est pas remplacé ; déplacez-le",
        f"{shown}: this file is no receipt of asp-check and is not replaced; move it away",
    )


def write(path: str, receipt: Receipt) -> None:
    """Write the receipt, whole or not at all."""
    data = form.render(receipt)
    try:
        form.load(data)
    except form.NotOursError:
        shown = display(receipt.file.name)
        raise UsageError(
            f"{shown} : ce nom ne peut pas figurer dans un reçu ; renommez le fichier",
            f"{shown}: this name cannot stand in a receipt; rename the file",
        ) from None
    try:
        files.write(path, data)
    except UsageError as error:
        raise UsageError(f"{error} ; pas de reçu", f"{error.en}; no receipt") from None


# --- Names that start from the folder of a receipt


def name_in(folder: str, path: str) -> tuple[str, bool]:
    """What a receipt in ``folder`` calls the file at ``path``, and whether it lies in or below it."""
    absolute, real = os.path.abspath(path), os.path.realpath(path)
    if _is_below(folder, absolute) and _is_below(os.path.realpath(folder), real):
        name = os.path.relpath(absolute, folder).replace(os.sep, "/")
        try:
            return form.safe_name(name), True
        except form.NotOursError:
            pass  # A backslash in a name: it would lead elsewhere on another system.
    return re.sub(r"[\\:]", "_", os.path.basename(absolute)), False


def path_in(folder: str, name: str) -> str | None:
    """The path of the file that a receipt in ``folder`` names; ``None`` if it would lead out of it."""
    path = os.path.join(folder, *name.split("/"))
    try:
        real = os.path.realpath(path)
    except ValueError:
        return None  # Half of a pair: no file of this system has such a name.
    if not _is_below(os.path.realpath(folder), real):
        return None
    return path if os.path.lexists(path) else _other_form(path)


def _is_below(folder: str, path: str) -> bool:
    try:
        return os.path.commonpath((folder, path)) == folder and folder != path
    except ValueError:
        return False  # Another drive.


def _other_form(path: str) -> str:
    """The file of this name in another normal form of Unicode, as macOS may write it; else as it is."""
    from unicodedata import normalize

    folder, name = os.path.split(path)
    if name.isascii():
        return path
    wanted = normalize("NFC", name)
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return path
    found = next((one for one in names if normalize("NFC", one) == wanted), name)
    return os.path.join(folder, found)


# --- What a check rests on


def dispositifs_sum(own: str | None) -> str:
    """The SHA-256 of what is known of the schemes: what comes with the program, then the user's own."""
    packaged = os.path.join(catalog.packaged_folder(), RELEASED)
    paths: Sequence[str] = (packaged,) if own is None else (packaged, own)
    return sha256(" ".join(measured(path).sha256 for path in paths).encode()).hexdigest()


def template_sums(template: Template) -> tuple[str | None, str | None]:
    """The SHA-256 of the manifest of a template and of its ``pieces.toml``, where it has them."""
    folder = template.cache.get(catalog.FOLDER)
    if not isinstance(folder, str):
        return None, None
    return _sum_of(folder, catalog.MANIFEST), _sum_of(folder, catalog.PIECES)


def _sum_of(folder: str, name: str) -> str | None:
    path = os.path.join(folder, name)
    return measured(path).sha256 if os.path.isfile(path) else None
