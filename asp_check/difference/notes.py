"""What a walk over two trees notes down: causes of writing, changes, and where each is."""

from collections.abc import Mapping
from typing import NamedTuple

from asp_check.difference.identity import Identity
from asp_check.masking import mask

MAX_EXAMPLES = 5
"""Places of a cause that are shown."""

Place = tuple[int, int]


class Known(NamedTuple):
    """What templates say, and how to tell it.

    Identifiers by the path of their array, titles by path, the paths of objects whose keys are data,
    and then the keys that are the templates' own, and the paths of all that there is.  ``hide``: identifiers and keys that may be data
    are masked.
    """

    identities: Mapping[str, tuple[Identity, ...]]
    titles: Mapping[str, str]
    keyed: frozenset[str]
    own_keys: frozenset[str] | None
    places: frozenset[str]
    lang: str
    hide: bool

    def told(self, path: str, key: str) -> str:
        """A member of the object at this path, as it may be told."""
        if not self.hide or self.own_keys is None:
            return key
        return mask(key) if path in self.keyed or f'"{key}"' not in self.own_keys else key


class Seen(NamedTuple):
    """One place where a cause of writing shows."""

    a: Place
    b: Place
    pointer: str


class Told(NamedTuple):
    """A change, its spans in the texts; ``old`` and ``new`` say whether there is a literal."""

    kind: str
    pointer_a: str | None
    pointer_b: str | None
    a: Place
    b: Place
    old: bool
    new: bool
    subject: str
    title: str


class At:
    """Where the walk is.

    The pointers in A and in B, as they are told; the pointer in B, as it is; the path, with ``*`` for
    elements; the element that this is, if it is one.
    """

    __slots__ = ("a", "b", "element", "parent", "path", "true_b")

    def __init__(self, a: str, b: str, true_b: str, path: str, parent: "At | None") -> None:
        self.a, self.b, self.true_b, self.path, self.parent = a, b, true_b, path, parent
        self.element: tuple[str, str] | None = None


class Notes:
    """What was noted so far."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.counts: dict[str, int] = {}
        self.examples: dict[str, list[Seen]] = {}
        self.changes: list[Told] = []

    def cause(self, cause: str, a: Place, b: Place, pointer: str, count: int = 1) -> None:
        """Note one place, or ``count`` in a row, where the writing differs."""
        self.counts[cause] = self.counts.get(cause, 0) + count
        examples = self.examples.setdefault(cause, [])
        if len(examples) < MAX_EXAMPLES:
            examples.append(Seen(a, b, pointer))

    def change(self, kind: str, at: At, a: Place, b: Place) -> None:
        """Note a difference of data."""
        self.changes.append(
            Told(
                kind,
                None if kind == "added" else at.a,
                None if kind == "removed" else at.b,
                a,
                b,
                kind in ("changed", "removed", "renamed"),
                kind in ("changed", "added", "renamed"),
                self._subject(at),
                self.known.titles.get(at.path, ""),
            )
        )

    def _subject(self, at: At | None) -> str:
        """The elements that a place is in, from the outermost."""
        words: list[str] = []
        while at is not None:
            if at.element is not None:
                noun, which = at.element
                words.append(f"{noun} {mask(which) if self.known.hide else which}".strip())
            at = at.parent
        return ", ".join(reversed(words))
