"""What has changed since a receipt was made: the program, its rules, the schemes, the model."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

from asp_check import __version__, catalog, config
from asp_check.cli import receipt_files as disk
from asp_check.config import Config
from asp_check.finding import UsageError
from asp_check.inputs import folders_of
from asp_check.receipt.making import rules
from asp_check.receipt.model import Receipt
from asp_check.report import escape
from asp_check.text import visible

_ID = re.compile(r"[a-z0-9][a-z0-9._-]*/[a-z]+@[a-z0-9-]+", re.ASCII)


def newer(
    receipt: Receipt, file: str, settings: Config, asked: Mapping[str, Any], now: str | None
) -> Iterator[tuple[str, str]]:
    """What has changed since the check, in words: the check may say something else today."""
    if receipt.version != __version__:
        yield (
            f"contrôlé avec asp-check {receipt.version} ; celui-ci est {__version__}",
            f"checked with asp-check {receipt.version}; this one is {__version__}",
        )
    if receipt.rules != rules():
        yield (
            "depuis, les règles ont changé ; contrôlez de nouveau",
            "since then, the rules have changed; check again",
        )
    if receipt.dispositifs != disk.dispositifs_sum(asked["dispositifs"] or settings.dispositifs):
        yield (
            "depuis, ce que l’on sait des dispositifs a changé ; contrôlez de nouveau",
            "since then, what is known of the schemes has changed; check again",
        )
    if receipt.template.status == "reference":
        yield (
            "le modèle est de référence, non officiel",
            "the model is a reference, not official",
        )
    yield from _newer_model(receipt, file, settings, asked, now)


def _newer_model(
    receipt: Receipt, file: str, settings: Config, asked: Mapping[str, Any], now: str | None
) -> Iterator[tuple[str, str]]:
    model = receipt.template
    folders = (*folders_of(asked["templates"]), *settings.templates)
    try:
        template = catalog.load(_name_of(model.id, file, settings), folders=folders)
    except UsageError:
        shown = escape.message(model.id)
        yield (
            f"le modèle {shown} n’est pas ici : on ne sait pas s’il a changé",
            f"the model {shown} is not here: whether it has changed is not known",
        )
        return
    if (model.sha256, model.manifest, model.pieces) != (
        template.sha256,
        *disk.template_sums(template),
    ):
        yield (
            "depuis, le modèle a changé ; contrôlez de nouveau",
            "since then, the model has changed; check again",
        )
    if template.manifest is None or now is None:
        return
    place = catalog.successor(template.manifest, folders, now)
    if place is not None:
        newer = f"{place.model}@{place.version}"
        yield (
            f"depuis, la version {newer} du modèle est en vigueur",
            f"since then, the version {newer} of the model is in force",
        )


def _name_of(model: str, file: str, settings: Config) -> str:
    """The name by which a model is looked for: an id, or the blank that the configuration names.

    What a receipt says is never taken for a path.
    """
    if _ID.fullmatch(model):
        return model
    named = config.template_of(settings, file) or ""
    if visible(os.path.basename(named)) == model:
        return named
    raise UsageError("")
