"""A comparison with the values of the files hidden, their shape kept.

Places, counts, causes and keys stay.  Edits and patch go: they are nothing but values.
"""

from __future__ import annotations

from asp_check.difference.model import Change, Difference, Example, Side, Writing
from asp_check.document import Document, read
from asp_check.masking import drawn, mask_json
from asp_check.text import decode

_VALUES = ("escape", "number")
"""Causes whose examples are values; those of the others are blanks, keys and names of encodings."""


def hidden(difference: Difference) -> Difference:
    """The same comparison, without a value; each byte that is shown stays at its place."""
    return difference._replace(
        a=_side(difference.a),
        b=_side(difference.b),
        writings=tuple(map(_writing, difference.writings)),
        changes=tuple(map(_change, difference.changes)),
        edits=(),
        patch=None,
    )


def _side(side: Side) -> Side:
    return side._replace(data=_masked(read(side.data)))


def _masked(document: Document) -> bytes:
    if document.codec == "utf-8":
        return mask_json(document.data)
    try:
        whole = document.text.decode()
        head = document.data[: len(document.data) - len(whole.encode(document.codec))]
        # What stands for a character takes as many bytes in UTF-8, and as many units in UTF-16.
        return head + mask_json(document.text).decode().encode(document.codec)
    except UnicodeError:
        return b"*" * len(document.data)


def _writing(writing: Writing) -> Writing:
    if writing.cause not in _VALUES:
        return writing
    return writing._replace(examples=tuple(map(_example, writing.examples)))


def _example(example: Example) -> Example:
    return example._replace(old=_literal(example.old), new=_literal(example.new))


def _change(change: Change) -> Change:
    if change.kind == "renamed":
        return change
    old, new = change.old, change.new
    return change._replace(
        old=None if old is None else _literal(old), new=None if new is None else _literal(new)
    )


def _literal(text: str) -> str:
    return drawn(decode(mask_json(text.encode("utf-8", "surrogateescape"))))
