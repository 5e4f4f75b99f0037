"""Values in the middle of sentences: « Je soussigné Yann Kermarrec, agissant en qualité de médecin ».

A label in running text has no side on which its value stands.  What names a value there is the words
on both sides of it, as ``Item.in_text`` gives them: « fourni par […] au titre du bon de commande ».
« […] » is the value, « … » stands for a few words.  Every way in which such words fit a sentence
counts: where two of them give two values, which one is meant is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from asp_check.pieces.extents import FAR
from asp_check.pieces.layout import Sheet
from asp_check.pieces.model import Word
from asp_check.pieces.wording import fold

VALUE, WORDS = "[…]", "…"
"""What stands for the value in a wording, and for a few words."""

_PART = re.compile(r"\[…\]|…|[^\W_º]+|[,;:](?=\s|$)|\.(?=\s|$)")
_STOPS = frozenset(",;:.")
_QUOTES = ' «»"“”'
_MOST_WORDS = 25
"""No value of a sentence has more words, nor has what « … » stands for."""
_MOST_LINES = 60
_ABBREVIATION = 3
"""A full stop after so few letters ends no sentence: « M. », « Dr. », « S.A. »."""


class Passage(NamedTuple):
    """A value in a sentence: its text, the words that it stands in, and the wording that named it."""

    text: str
    words: tuple[Word, ...]
    wording: str


class _Token(NamedTuple):
    text: str
    start: int
    end: int


class Text(NamedTuple):
    """A paragraph: its text, and where each of its words stands in it."""

    text: str
    words: tuple[tuple[int, Word], ...]


@lru_cache(maxsize=1 << 10)
def parts(wording: str) -> tuple[str, ...]:
    """A wording cut into words, marks of punctuation, and what stands for others.

    >>> parts("Nous, […], déclarons")
    ('nous', ',', '[…]', ',', 'declarons')
    """
    return tuple(fold(part) for part in _PART.findall(wording))


def is_sentence(wording: str) -> bool:
    """Whether words stand before the value, and words or a mark after it.

    >>> is_sentence("fourni par […] au titre du"), is_sentence("version […]"), is_sentence("a … b")
    (True, False, False)
    """
    found = parts(wording)
    if found.count(VALUE) != 1 or WORDS in (found[0], found[-1]):
        return False
    at = found.index(VALUE)
    return 0 < at < len(found) - 1 and WORDS not in found[at - 1 : at + 2] and found[0].isalnum()


def passages(text: Text, wordings: Sequence[str]) -> Iterator[Passage]:
    """The values of a paragraph that these wordings name."""
    tokens = tuple(_tokens(text.text))
    for wording in wordings:
        sought = parts(wording)
        for at in range(len(tokens)):
            for first, last in _fits(tokens, at, sought):
                # « soussigné(e) » is no « soussigné » before a name.
                if text.text[tokens[first].start - 1] != "(":
                    yield _passage(text, tokens[first].start, tokens[last - 1].end, wording)


def _tokens(text: str) -> Iterator[_Token]:
    for match in _PART.finditer(text):
        if match[0] == "." and not _ends_sentence(text[: match.start()]):
            continue
        yield _Token(fold(match[0]), match.start(), match.end())


def _ends_sentence(before: str) -> bool:
    word = before[-30:].rpartition(" ")[2]
    return not word or len(word) > _ABBREVIATION or any(map(str.isdecimal, word))


def _fits(
    tokens: Sequence[_Token], at: int, sought: Sequence[str], value: tuple[int, int] = (0, 0)
) -> Iterator[tuple[int, int]]:
    """Where the value stands, for each way in which a wording fits from a token on."""
    if not sought:
        yield value
        return
    first, *rest = sought
    if first not in {VALUE, WORDS}:
        if at < len(tokens) and tokens[at].text == first:
            yield from _fits(tokens, at + 1, rest, value)
        return
    # A value has no mark of punctuation; words between may have commas, but are of one sentence.
    closing = _STOPS if first == VALUE else {".", ";"}
    for end in range(at + 1, min(at + _MOST_WORDS, len(tokens)) + 1):
        if tokens[end - 1].text in closing:
            return
        yield from _fits(tokens, end, rest, (at, end) if first == VALUE else value)


def _passage(text: Text, start: int, end: int, wording: str) -> Passage:
    # A bracket belongs to no token.
    if text.text[end : end + 1] == ")" and "(" in text.text[start:end]:
        end += 1
    inside = [word for at, word in text.words if at < end and at + len(word.text) > start]
    return Passage(text.text[start:end].strip(_QUOTES), tuple(inside), wording)


# --- Paragraphs


def paragraphs(sheet: Sheet) -> Iterator[Text]:
    """The running text of a page: lines close to each other, each filled without gaps."""
    held: list[tuple[Word, ...]] = []
    previous: int | None = None
    for line in sheet.lines:
        goes_on = bool(held) and previous is not None and _follows(sheet, previous, line)
        if held and (not goes_on or len(held) >= _MOST_LINES):
            yield _text(held)
            held = []
        if not _is_running(sheet, line):
            previous = None
            continue
        held.append(tuple(word for item in line for word in sheet.segments[item].words))
        previous = line[0]
    if held:
        yield _text(held)


def _is_running(sheet: Sheet, line: Sequence[int]) -> bool:
    """Whether a line is one stretch of text: no marks, no gap but around what was typed in."""
    if not line or any(item < 0 for item in line):
        return False
    segments = [sheet.segments[item] for item in line]
    return all(
        other.cell == one.cell
        and other.box.left - one.box.right
        <= (FAR if one.words[-1].origin == other.words[0].origin else 2 * FAR)
        for one, other in pairwise(segments)
    )


def _follows(sheet: Sheet, above: int, line: Sequence[int]) -> bool:
    if not line or line[0] < 0:
        return False
    one, other = sheet.segments[above], sheet.segments[line[0]]
    near = other.box.top - one.box.bottom <= 1.5 * max(sheet.height, one.box.height)
    return near and one.cell == other.cell and abs(one.box.left - other.box.left) <= 3 * sheet.em


def _text(lines: Sequence[Sequence[Word]]) -> Text:
    """Lines as one text, as ``view.written`` puts them together."""
    text = ""
    words: list[tuple[int, Word]] = []
    for line in lines:
        cut = text[-1:] in tuple("-‐\u00ad") and text[-2:-1].isalnum()
        for index, word in enumerate(line):
            if text:
                text += "\n" if cut and index == 0 else " "
            words.append((len(text), word))
            text += word.text
    return Text(text, tuple(words))
