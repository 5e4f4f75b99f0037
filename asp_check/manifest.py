"""What a manifest says of a blank: frozen values, no reading of files."""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

FORMAT = "asp-check-template/1"

Scalar = str | bool | Decimal | None

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Node(NamedTuple):
    """What the manifest says of one place of the blank, named by its pointer.

    In a pointer, ``*`` stands for the element of a repeated array (or of an object whose keys are
    data).  An attribute left at its default says nothing.
    """

    # Any value.
    optional: bool = False
    """The member may be absent."""
    nullable: bool = False
    """The whole value may be ``null``."""
    concept: str | None = None
    """What the value means to the rules, such as ``client.finess``."""
    title_fr: str | None = None
    title_en: str | None = None
    reason: str | None = None
    """Why the manifest departs from the blank here."""
    inferred: tuple[str, ...] = ()
    """The attributes above and below that were inferred, not read in an official text."""

    # A scalar.
    type: Literal["string", "number", "integer", "boolean", "any"] | None = None
    fixed: bool = False
    """The literal of the blank, and no other, is allowed."""
    free: bool = False
    """The literal of the blank is an example or a placeholder: any literal of its type is allowed."""
    required: bool = False
    """Leaving the blank's empty literal blocks."""
    may_be_empty: bool = False
    """Leaving the blank's empty literal is right."""
    enum: tuple[Scalar, ...] = ()
    decimals: int | None = None
    """Exactly so many digits after the point."""
    kind: str | None = None
    """The name of a module of ``asp_check.values``."""
    pattern: str | None = None
    """A regular expression of the documented subset that the whole decoded value must match."""

    # An array, or an object whose keys are data.
    min: int | None = None
    max: int | None = None
    separator: str | None = None
    """The text between two elements, comma included."""
    sample: str | None = None
    """The text to read in place of the blank's ``[]``: an array with one element, with its layout."""
    repeat: Literal["member"] | None = None
    """The keys of this object are data."""
    key_kind: str | None = None
    """The kind of those keys: the name of a module of ``asp_check.values``."""


class Manifest(NamedTuple):
    """One template's manifest.

    ``version`` is the label (``initial``, ``2024-09-12`` or ``2024-09-12T1400``), drawn from
    ``valid_from`` (an instant without zone, Europe/Paris).
    """

    dispositif: str
    request: str
    blank_sha256: str
    status: Literal["official", "reference"]
    version: str = "initial"
    valid_from: str | None = None
    title_fr: str | None = None
    title_en: str | None = None
    source: str | None = None
    note_fr: str | None = None
    note_en: str | None = None
    irregular: Literal["keep", "repair"] | None = None
    layout: Literal["error", "warn", "off"] | None = None
    layout_reason: str | None = None
    nodes: Mapping[str, Node] = _NOTHING
    extra: Mapping[str, Any] = _NOTHING

    @property
    def id(self) -> str:
        """The printed id without version: ``hop-dpi-va2/avance``."""
        return f"{self.dispositif}/{self.request}".lower()

    @property
    def full_id(self) -> str:
        """The printed id with its version: ``hop-dpi-va2/avance@2024-09-12``."""
        return f"{self.id}@{self.version.lower()}"
