"""The tree of a template: fixed text and slots, as the official blank shows them."""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from asp_check.manifest import Node as Declared

SlotType = Literal["string", "number", "integer", "boolean", "any"]


class Slot(NamedTuple):
    """A scalar leaf of the blank, to be filled; or the key of a member whose keys are data.

    ``literal`` is the blank's own, ``shown`` all the literals that its samples show.
    ``presumed`` says that the literal looks like a value and not like a blank.
    """

    id: int
    path: str
    start: int
    end: int
    literal: bytes
    type: SlotType
    shown: tuple[bytes, ...]
    presumed: bool
    empty: bool
    """The literal is a blank one: ``""``, zero, ``null`` or a placeholder."""
    decimals: int | None
    """Digits after the point that the blank shows, where it shows some."""
    declared: Declared
    bare: bool
    """No manifest speaks for this template."""
    nullable: bool = False
    is_key: bool = False
    pattern: re.Pattern[str] | None = None

    @property
    def judged_as(self) -> str | None:
        """The kind of value that it holds: what the manifest says, else free text where any may stand."""
        if self.declared.kind is not None:
            return self.declared.kind
        settled = self.bare or self.presumed or self.declared.fixed or self.declared.enum
        return "text" if self.type == "string" and not settled and not self.is_key else None

    @property
    def container(self) -> str:
        """Nothing: a scalar holds no other value."""
        return ""

    def member(self, key: str) -> None:
        """A scalar has no member."""

    def element(self) -> None:
        """A scalar has no element."""


class Constant(NamedTuple):
    """An empty object or array of the blank: fixed text."""

    path: str
    start: int
    end: int
    literal: bytes
    nullable: bool = False

    @property
    def container(self) -> str:
        """``{`` or ``[``."""
        return self.literal[:1].decode()

    def member(self, key: str) -> None:
        """It has no member."""

    def element(self) -> None:
        """It has no element."""


class Member(NamedTuple):
    """A member of an object: ``lead`` is the text from the value before, comma included."""

    key: str
    literal: bytes
    lead: bytes
    colon: bytes
    value: "TemplateNode"
    optional: bool
    start: int
    end: int


class Object(NamedTuple):
    """An object: ``open`` is the text after ``{``, ``close`` the text before ``}``."""

    path: str
    start: int
    end: int
    members: tuple[Member, ...]
    open: bytes
    close: bytes
    nullable: bool = False
    by_key: Mapping[str, Member] = MappingProxyType({})

    @property
    def container(self) -> str:
        """``{``."""
        return "{"

    def member(self, key: str) -> "TemplateNode | None":
        """The value of the member of this name."""
        found = self.by_key.get(key)
        return found.value if found else None

    def element(self) -> None:
        """An object has no element."""


class Tuple(NamedTuple):
    """An array of exactly these elements; ``leads`` is the text before each."""

    path: str
    start: int
    end: int
    elements: "tuple[TemplateNode, ...]"
    leads: tuple[bytes, ...]
    close: bytes
    nullable: bool = False

    @property
    def container(self) -> str:
        """``[``."""
        return "["

    def member(self, key: str) -> None:
        """An array has no member."""

    def element(self) -> "TemplateNode | None":
        """What an element may be, where all are alike in kind."""
        kinds = {element.container for element in self.elements}
        return self.elements[0] if len(kinds) == 1 else None


class Repeat(NamedTuple):
    """An element that repeats: in an array, or (``key`` given) an object whose keys are data.

    ``origin`` says where the separator comes from: ``shown`` by the blank, ``declared`` by the
    manifest, or inferred: ``newline``, ``comma-blank``, ``comma``.
    """

    path: str
    start: int
    end: int
    id: int
    item: "TemplateNode"
    open: bytes
    separator: bytes
    close: bytes
    min: int
    max: int | None
    origin: Literal["shown", "declared", "newline", "comma-blank", "comma"]
    key: Slot | None = None
    colon: bytes = b""
    nullable: bool = False

    @property
    def container(self) -> str:
        """``{`` if the keys are data, else ``[``."""
        return "{" if self.key else "["

    def member(self, key: str) -> "TemplateNode | None":  # noqa: ARG002 - any key is right
        """The value of any member, where keys are data."""
        return self.item if self.key else None

    def element(self) -> "TemplateNode | None":
        """The repeated element of an array."""
        return None if self.key else self.item


TemplateNode = Slot | Constant | Object | Tuple | Repeat
