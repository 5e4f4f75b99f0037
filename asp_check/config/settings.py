"""What a configuration says, as plain values; the common path, which has none, needs no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from asp_check.facts import Solution, Supplier

if TYPE_CHECKING:
    from asp_check.reference.settings import ReferenceFile


class Model(NamedTuple):
    """Files of these names are held against this template."""

    files: str
    template: str


class Config(NamedTuple):
    """What a configuration asks for; ``None`` and empty where it says nothing.

    ``path`` is the file it was read from, ``directory`` the folder that its own paths start from;
    sizes are in bytes.  ``reference`` goes by the kind of reference data, ``severity`` holds pairs
    of the beginning of a rule id and a severity.  It can be pickled, for ``--jobs``.
    """

    path: str | None = None
    directory: str = ""
    template: str | None = None
    templates: tuple[str, ...] = ()
    allow_reference: bool | None = None
    dispositifs: str | None = None
    corpus: str | None = None
    reference: Mapping[str, ReferenceFile] = {}
    lang: str | None = None
    layout: str | None = None
    strict: bool = False
    mask: bool | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    max_findings: int | None = None
    max_size: int | None = None
    max_depth: int | None = None
    supplier: Supplier = Supplier()
    solution: tuple[Solution, ...] = ()
    model: tuple[Model, ...] = ()
