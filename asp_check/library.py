"""Templates by name and by content, each loaded once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from asp_check import catalog
from asp_check.finding import UsageError
from asp_check.inputs import path_of
from asp_check.manifest import Manifest
from asp_check.template import Template

if TYPE_CHECKING:
    from asp_check.document import Document
    from asp_check.engine import Kin, Options
    from asp_check.recognise import Candidate


class _Known(NamedTuple):
    """The other versions of a template, as these folders hold them at this instant."""

    library: tuple[Sequence[str], str | None]
    kin: Kin


class Library:
    """Templates by name and by content: each loaded once, and once refused, refused again."""

    def __init__(self, folders: Sequence[str] = (), as_of: str | None = None) -> None:
        self.folders = folders
        self.as_of = as_of
        self._loaded: dict[str, Template | UsageError] = {}
        self._candidates: Sequence[Candidate] | None = None

    def load(self, source: str | os.PathLike[str]) -> Template:
        """The template of this name; ``UsageError`` if it cannot be used."""
        name = path_of("template", source)
        if name not in self._loaded:
            try:
                self._loaded[name] = catalog.load(name, folders=self.folders, as_of=self.as_of)
            except UsageError as error:
                self._loaded[name] = error
        found = self._loaded[name]
        if isinstance(found, UsageError):
            raise found
        return found

    def kin(self, template: Template) -> Kin:
        """The other versions of a template: a newer one in force at ``as_of``, and older ones."""
        from asp_check.engine import NO_KIN

        if template.manifest is None:
            return NO_KIN
        known = template.cache.get("kin")
        if not isinstance(known, _Known) or known.library != (self.folders, self.as_of):
            kin = self._kin_of(template, template.manifest)
            known = template.cache["kin"] = _Known((self.folders, self.as_of), kin)
        return known.kin

    def _kin_of(self, template: Template, manifest: Manifest) -> Kin:
        from asp_check.engine import Kin

        def older() -> list[Template]:
            found = map(catalog.load_place, catalog.predecessors(manifest, self.folders))
            # A reconstruction is no version of an official model, nor the other way round.
            return [one for one in found if one.status == template.status]

        place = catalog.successor(manifest, self.folders, self.as_of)
        newer = None if place is None else catalog.load_place(place)
        if newer is not None and newer.status != template.status:
            newer = None
        return Kin(newer, older)

    def recognise(self, data: bytes, options: Options) -> Template | None:
        """The template that these bytes were made from, if one is near enough and ahead."""
        from asp_check.document import read
        from asp_check.recognise import recognise

        if self._candidates is None:
            self._candidates = catalog.candidates(self.folders)
        document = read(data, max_size=options.max_size, max_depth=options.max_depth)
        model = recognise(document.root, self._candidates).id
        return None if model is None else self.load(model)

    def made_from(self, document: Document) -> Template | None:
        """The template that a document was made from, of the version nearest to it.

        Of versions that are as near, the one in force at ``as_of``, else the latest.
        """
        from asp_check.recognise import recognise, score, shape_of

        if self._candidates is None:
            self._candidates = catalog.candidates(self.folders)
        model = recognise(document.root, self._candidates).id
        if model is None:
            return None
        usual = self.load(model)
        versions = [one for one in self._candidates if one.id == model]
        if len(versions) == 1:
            return usual
        scores = {one.version: score(shape_of(document.root, one.keyed), one) for one in versions}
        best = max(scores, key=lambda version: scores[version])
        mine = usual.manifest.version.lower() if usual.manifest else ""
        return self.load(f"{model}@{best}") if scores[best] > scores.get(mine, 0.0) else usual
