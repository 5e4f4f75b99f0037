"""Several values in one place: cut at marks of punctuation, at bullets, at lines; or none at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from asp_check.pieces.kinds import part
from asp_check.pieces.model import Item, Word
from asp_check.pieces.view import written
from asp_check.pieces.wording import fold

_NOTHING = frozenset(
    {"neant", "aucun", "aucune", "aucune reserve", "sans objet", "sans reserve", "s.o.", "n/a",
     "-", "/", "non renseigne", "pas de reserve"}
)  # fmt: skip
_BULLET = re.compile(r"^(?:[-•·▪*►‣–]|[0-9]{1,2}[.)])\s+")


def is_nothing(text: str) -> bool:
    """Whether a text says that there is nothing to say.

    >>> is_nothing("Néant."), is_nothing("—"), is_nothing("Non")
    (True, True, False)
    """
    plain = fold(text)
    return plain in _NOTHING or plain.strip(" .") in _NOTHING


def entries(
    item: Item, kind: str, lines: Sequence[Sequence[Word]], joined: Sequence[bool]
) -> tuple[str, ...] | None:
    """The values of a list; ``None`` if they cannot be told apart, or are not of their kind."""
    groups: list[list[Sequence[Word]]] = []
    for at, line in enumerate(lines):
        text = " ".join(word.text for word in line)
        goes_on = at > 0 and joined[at - 1] and not _BULLET.match(text)
        if goes_on:
            groups[-1].append(line)
        else:
            groups.append([line])
    if any(map(_is_doubtful, groups)) and kind in {"", "text"}:
        return None
    texts = [_BULLET.sub("", written(group), count=1).strip() for group in groups]
    if kind not in {"", "text"}:
        return _of_kind(kind, item.concept, texts)
    found = [part.strip(" ;") for text in texts for part in _split(text)]
    return tuple(part for part in found if part)


def _is_doubtful(group: Sequence[Sequence[Word]]) -> bool:
    """Whether a line that begins with a capital goes on with the one above, or is another value."""
    return any(
        line[0].text[:1].isupper() and above[-1].text[-1] not in ",-" and len(above) > 1
        for above, line in pairwise(group)
    )


def _split(text: str) -> Sequence[str]:
    """A line that holds several values; a sentence keeps its commas."""
    if ";" in text:
        return text.split(";")
    return [text] if text.endswith(".") else text.split(", ")


def _of_kind(kind: str, concept: str, texts: Sequence[str]) -> tuple[str, ...] | None:
    """Values that must each be of their kind, whatever stands between them."""
    found: list[str] = []
    for text in texts:
        if (value := part(kind, concept, text)) is not None:
            found.append(value)
            continue
        pieces = [piece for piece in re.split(r"[,;/]|\bet\b", text) if piece.strip()]
        values = [part(kind, concept, piece) for piece in pieces]
        if None in values:
            values = [part(kind, concept, piece) for piece in text.split()]
        if None in values or not values:
            return None
        found += [value for value in values if value is not None]
    return tuple(found)
