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
from asp_check.pieces.statement import beside
from asp_check.receipt.making import rules
from asp_check.receipt.model import Receipt
from asp_check.report import escape
from asp_check.template import Template
from asp_check.text import visible

_ID = re.compile(r"[a-z0-9][a-z0-9._-]*/[a-z]+@[a-z0-9-]+", re.ASCII)

Words = tuple[str, str]


class Since:
    """Compares receipts with what there is now; models and configurations are loaded once each."""

    def __init__(self, asked: Mapping[str, Any], now: str | None) -> None:
        self.asked = asked
        self.now = now
        self._settings: dict[str, Config] = {}
        self._models: dict[tuple[str, ...], tuple[Template, str | None] | UsageError] = {}

    def newer(self, receipt: Receipt, file: str) -> Iterator[Words]:
        """What has changed since the check, in words: the check may say something else today."""
        settings = self._config(file)
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
        own = self.asked["dispositifs"] or settings.dispositifs
        if receipt.dispositifs != disk.dispositifs_sum(own):
            yield (
                "depuis, ce que l’on sait des dispositifs a changé ; contrôlez de nouveau",
                "since then, what is known of the schemes has changed; check again",
            )
        if receipt.template.status == "reference":
            yield (
                "le modèle est de référence, non officiel",
                "the model is a reference, not official",
            )
        yield from _statements(receipt, os.path.dirname(os.path.abspath(file)))
        yield from self._model(receipt, file, settings)

    def _config(self, file: str) -> Config:
        folder = os.path.dirname(os.path.abspath(file))
        if folder not in self._settings:
            self._settings[folder] = config.find(file)
        return self._settings[folder]

    def _model(self, receipt: Receipt, file: str, settings: Config) -> Iterator[Words]:
        model = receipt.template
        folders = (*folders_of(self.asked["templates"]), *settings.templates)
        name = _name_of(model.id, file, settings)
        found = None if name is None else self._loaded(name, folders)
        if found is None or isinstance(found, UsageError):
            shown = escape.message(model.id)
            yield (
                f"le modèle {shown} n’est pas ici : on ne sait pas s’il a changé",
                f"the model {shown} is not here: whether it has changed is not known",
            )
            return
        template, newer = found
        sums = (template.sha256, *disk.template_sums(template))
        if (model.sha256, model.manifest, model.pieces) != sums:
            yield (
                "depuis, le modèle a changé ; contrôlez de nouveau",
                "since then, the model has changed; check again",
            )
        if newer is not None:
            yield (
                f"depuis, la version {newer} du modèle est en vigueur",
                f"since then, the version {newer} of the model is in force",
            )

    def _loaded(
        self, name: str, folders: tuple[str, ...]
    ) -> tuple[Template, str | None] | UsageError:
        """A model, and the id of the newer version in force now, if there is one."""
        key = (name, *folders)
        if key not in self._models:
            try:
                template = catalog.load(name, folders=folders)
                self._models[key] = template, self._successor(template, folders)
            except UsageError as error:
                self._models[key] = error
        return self._models[key]

    def _successor(self, template: Template, folders: tuple[str, ...]) -> str | None:
        if template.manifest is None:
            return None
        place = catalog.successor(template.manifest, folders, self.now)
        return None if place is None else f"{place.model}@{place.version}"


def _statements(receipt: Receipt, folder: str) -> Iterator[Words]:
    """The pieces of which a person has settled something else since: the verdict rested on it."""
    for piece in receipt.pieces:
        if piece.archive is not None or not piece.beside:
            continue
        path = disk.path_in(folder, beside(piece.name))
        there = disk.measured(path).sha256 if path is not None and os.path.isfile(path) else None
        if there != piece.statement:
            shown = escape.message(piece.name)
            yield (
                f"depuis, le relevé de {shown} a changé ; contrôlez de nouveau",
                f"since then, the statement on {shown} has changed; check again",
            )


def _name_of(model: str, file: str, settings: Config) -> str | None:
    """The name by which a model is looked for: an id, or the blank that the configuration names.

    What a receipt says is never taken for a path.
    """
    if _ID.fullmatch(model):
        return model
    named = config.template_of(settings, file) or ""
    return named if visible(os.path.basename(named)) == model else None
