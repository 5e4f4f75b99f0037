"""What a reader may be told beforehand: which keys belong where."""

from __future__ import annotations

from typing import Protocol


class Shape(Protocol):
    """The shape expected at one place; a template's nodes meet it."""

    @property
    def container(self) -> str:
        """``{`` for an object, ``[`` for an array, empty for a scalar."""

    def member(self, key: str) -> Shape | None:
        """The shape of the member of this name, ``None`` if the object has none such."""

    def element(self) -> Shape | None:
        """The shape of the elements of an array, ``None`` if it is not one."""


def descend(shape: Shape | None, container: str, key: str | None) -> Shape | None:
    """The shape of a child: of the member ``key`` of an object, or of an element of an array."""
    if shape is None or shape.container != container:
        return None
    return shape.element() if container == "[" else shape.member(key or "")
