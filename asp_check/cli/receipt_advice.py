"""What to do where a receipt is looked for and there is none."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from itertools import islice

from asp_check import config, files
from asp_check.engine import DEFAULTS
from asp_check.files import TooLarge, display
from asp_check.finding import UsageError
from asp_check.library import Library
from asp_check.receipt.model import SUFFIX

_MAX_REQUEST = 16 << 20
"""Bytes of a file that is looked at for an advice."""

_LOOKED_AT = 5
"""Files of a folder that are looked at for an advice."""

Words = tuple[str, str]


def no_receipt(path: str) -> UsageError:
    """That a file has no receipt, and how it gets one; of what never has one, to name the request."""
    shown = display(path)
    if path.lower().endswith(".zip"):
        quoted = shlex.quote(shown)
        return UsageError(
            f"{shown} : un ZIP n’a pas de reçu, c’est la demande qui en a un ; indiquez-la avec lui :"
            f" asp-check receipt verify bdc.json {quoted}",
            f"{shown}: a ZIP has no receipt, the request has; name it with the ZIP:"
            f" asp-check receipt verify bdc.json {quoted}",
        )
    if not path.lower().endswith(".json"):
        return UsageError(
            f"{shown} : ce fichier n’a pas de reçu, c’est la demande (JSON) qui en a un ; indiquez-la, son"
            " dossier ou son reçu",
            f"{shown}: this file has no receipt, the request (JSON) has; name it, its folder or its receipt",
        )
    command, (fr, en) = _making(path, [path])
    return UsageError(
        f"{shown} : pas de reçu à côté ({shown}{SUFFIX}) ; {command} en fait un{fr}",
        f"{shown}: no receipt beside it ({shown}{SUFFIX}); {command} makes one{en}",
    )


def none_below(folder: str, paths: Iterable[str]) -> UsageError:
    """That a folder holds no receipt, and how its requests get some."""
    shown = display(folder)
    requests = (path for path in paths if path.lower().endswith(".json"))
    command, (fr, en) = _making(folder, islice(requests, _LOOKED_AT))
    return UsageError(
        f"{shown} : aucun reçu dans ce dossier ; {command} en fait{fr}",
        f"{shown}: no receipt in this folder; {command} makes some{en}",
    )


def _making(target: str, requests: Iterable[str]) -> tuple[str, Words]:
    """The command that makes receipts of ``target``, and what a reference model needs besides."""
    settings = config.find(target)
    command = ["asp-check", "receipt"]
    status = ""
    for path in requests:
        named = config.template_of(settings, path)
        name, status = _model(path, named, settings.templates)
        if status == "reference" and named is None:
            command += ["--template", name]
        if status:
            break
    told = shlex.join([*command, display(target)])
    if status != "reference" or settings.allow_reference is True:
        return told, ("", "")
    return told, (
        ", avec allow_reference = true dans asp-check.toml : le modèle est de référence",
        ", with allow_reference = true in asp-check.toml: the model is a reference",
    )


def _model(path: str, named: str | None, folders: tuple[str, ...]) -> Words:
    """The name and the status of the model of a request; empty where none is known."""
    library = Library(folders)
    try:
        if named is not None:
            template = library.load(named)
        else:
            data = files.read(path, max_size=_MAX_REQUEST, pipe=False)
            found = None if isinstance(data, TooLarge) else library.recognise(data, DEFAULTS)
            if found is None:
                return "", ""
            template = found
    except UsageError:
        return "", ""
    manifest = template.manifest
    return "" if manifest is None else manifest.id, template.status
