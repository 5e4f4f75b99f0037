"""A comparison with the values of the files hidden, their shape kept.

Places, counts, causes and the templates' own keys stay.  The bytes of the files, edits and patch go: they
are nothing but values.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from asp_check.difference.model import Change, Difference, Example, Writing
from asp_check.masking import drawn, mask_json
from asp_check.text import decode

OF_VALUES = frozenset({"escape", "number"})
"""Causes whose examples are values; those of the others are blanks, keys and names of encodings."""

_HALVES = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of pairs, but for those that stand for bytes that are no UTF-8."""


class Veil(NamedTuple):
    """What hides the values of two files.

    ``own_keys`` are those of ``Difference``: a key that is none of them is a value.
    """

    own_keys: frozenset[str] | None

    def data(self, data: bytes) -> bytes:
        """The bytes of a file, each at its place."""
        return mask_json(data, self.own_keys)

    def literal(self, text: str) -> str:
        """A text of JSON, as many characters as before."""
        # Half of a pair is no character of a file, and has no bytes.
        whole = _HALVES.sub("\ufffd", text)
        return drawn(decode(self.data(whole.encode("utf-8", "surrogateescape"))))

    def key(self, literal: str) -> str:
        """A key, as it is written."""
        is_own = self.own_keys is None or literal in self.own_keys
        return literal if is_own else self.literal(literal)

    def example(self, cause: str, text: str) -> str:
        """What an example of a cause of writing shows."""
        if cause == "order":
            return self.key(text)
        return self.literal(text) if cause in OF_VALUES else text

    def told(self, kind: str, text: str) -> str:
        """What a change of this kind was, or is: keys where one is renamed, else a value."""
        return self.key(text) if kind == "renamed" else self.literal(text)


def veil(difference: Difference) -> Veil:
    """What hides the values of these two files."""
    return Veil(difference.own_keys)


def hidden(difference: Difference) -> Difference:
    """The same comparison, without a value: the bytes of the files are gone too."""
    cover = veil(difference)
    return difference._replace(
        a=difference.a._replace(data=b""),
        b=difference.b._replace(data=b""),
        writings=tuple(_writing(writing, cover) for writing in difference.writings),
        changes=tuple(_change(change, cover) for change in difference.changes),
        edits=(),
        patch=None,
    )


def _writing(writing: Writing, cover: Veil) -> Writing:
    def hide(one: Example) -> Example:
        old, new = (cover.example(writing.cause, text) for text in (one.old, one.new))
        return one._replace(old=old, new=new)

    return writing._replace(examples=tuple(map(hide, writing.examples)))


def _change(change: Change, cover: Veil) -> Change:
    old, new = (
        None if text is None else cover.told(change.kind, text) for text in (change.old, change.new)
    )
    return change._replace(old=old, new=new)
