"""What an import infers, written down as it is found: attributes by place, and why each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from asp_check.document import Node
from asp_check.finding import NO_PARAMS
from asp_check.manifest import Node as Declared


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to tell the user of one place.

    ``attribute`` is what was inferred, empty for a remark; ``why`` names its words; ``start`` is
    where the example shows it, in bytes of its text, ``None`` if it does not come from there.
    """

    path: str
    attribute: str
    value: Any
    why: str
    start: int | None = None
    params: Mapping[str, Any] = field(default_factory=lambda: NO_PARAMS)


class Sheet:
    """The attributes inferred so far, and the notes that say why."""

    def __init__(self) -> None:
        self._attributes: dict[str, dict[str, Any]] = {}
        self._notes: dict[str, list[Note]] = {}

    def infer(
        self,
        path: str,
        attribute: str,
        value: Any,  # noqa: ANN401 - that of the attribute
        why: str,
        at: Node | None = None,
        **params: Any,  # noqa: ANN401 - those of the words
    ) -> None:
        """Note an attribute of this place, its value, and why."""
        self._attributes.setdefault(path, {})[attribute] = value
        self._add(Note(path, attribute, value, why, at.start if at else None, params))

    def remark(self, path: str, why: str, at: Node | None = None, **params: Any) -> None:  # noqa: ANN401
        """Note something of this place that is no attribute."""
        self._add(Note(path, "", None, why, at.start if at else None, params))

    def drop(self, path: str) -> None:
        """Forget everything of this place."""
        self._attributes.pop(path, None)
        self._notes.pop(path, None)

    def merge(self, other: Sheet) -> None:
        """Take over all that another sheet has."""
        for path, attributes in other._attributes.items():
            self._attributes.setdefault(path, {}).update(attributes)
        for path, notes in other._notes.items():
            self._notes.setdefault(path, []).extend(notes)

    def has(self, path: str) -> bool:
        """Whether something was inferred of this place."""
        return path in self._attributes

    def _add(self, note: Note) -> None:
        self._notes.setdefault(note.path, []).append(note)

    def nodes(self) -> dict[str, Declared]:
        """What the manifest would say, without reasons and order."""
        return {
            path: Declared(**attributes, inferred=tuple(attributes))
            for path, attributes in self._attributes.items()
        }

    def notes(self) -> Mapping[str, Sequence[Note]]:
        """The notes of each place."""
        return self._notes
