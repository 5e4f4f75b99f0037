"""The labels of a page: where the words that name something stand, and what follows them.

A label is a whole segment, or stands at the start of one, or after a mark of punctuation, and a colon
follows.  Words in the middle of a sentence name nothing, but a number that follows « n° ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from asp_check.pieces.kinds import part
from asp_check.pieces.layout import Segment, Sheet
from asp_check.pieces.model import Box, Word
from asp_check.pieces.wording import fold

_TOKEN = re.compile(r"[^\W_º]+|[%€]")
_NEAR = 16
"""What a label is told by stands within so many words."""
_SHORTEST_CUT = 4
"""A word of so few letters fits any cell."""
_PAIRS = (("(", ")"), ("«", "»"), ("“", "”"))
_LONGEST_GAP = 6
"""« … » in a label stands for so many words at most."""

_NUMBERING = re.compile(
    r"(?:[Qq]uestion(?: [a-zà-ÿ]+)? (?:n° ?)?[0-9]{1,2} ?[:.–—-] ?)?"
    r"(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[A-Za-z]|[IVX]{1,4})?[\s.)°•·*▪\-–—(]*"
)
_SEPARATED = re.compile(r"[,;:|/•·–—\-(\[]\s*$|^\s*$")
_REMARK = r"(?:\s*\([^()%]{0,80}\))?\s*(?:\*+|\([0-9*]\))?"
_COLON = re.compile(rf"{_REMARK}\s*[:?]\s*")
_NUMBERED_COLON = re.compile(r"\s*(?:n°\s*)?[0-9]{1,2}\s*:\s*")
_NOTHING = re.compile(rf"{_REMARK}\s*")
_ORDINAL = re.compile(rf"\s*(?:n°\s*)?[0-9]{{1,2}}{_REMARK}\s*:?\s*")
_WHOLE_REMARK = re.compile(r"\([^()]*\)\s*:?")
_GOES_ON = frozenset(
    {
        "a", "au", "aux", "avec", "ce", "cette", "d", "dans", "de", "des", "dont", "du", "en", "et",
        "l", "la", "le", "les", "n", "notre", "ou", "par", "pour", "que", "qui", "sa", "ses", "son",
        "sur", "un", "une", "votre",
    }
)  # fmt: skip
"""A line that ends with one of these goes on."""


MOST = 500
"""A page of more labels is none that a person wrote."""


class Wording(NamedTuple):
    """A wording to look for, cut into tokens; ``None`` stands for a few words of the line."""

    tokens: tuple[str | None, ...]
    concept: str
    text: str
    direct: str = ""
    """How its value may follow without a colon: ``number`` after « n° », ``date`` after « le »."""
    kind: str = ""
    many: bool = False
    """Whether it may be numbered: « Réserve 1 », « Réserve 2 »."""


class Name(NamedTuple):
    """A label of the page.

    ``rest`` are the words after it in its last segment, the colon left out; ``colon`` tells that there
    was one, or a question mark.  ``direct`` is that of its wording where no colon stands there.
    ``opens`` tells that it begins its segment.
    """

    concept: str
    text: str
    segments: tuple[int, ...]
    box: Box
    rest: tuple[Word, ...] = ()
    colon: bool = False
    direct: str = ""
    opens: bool = True
    doubt: str = ""

    @property
    def last(self) -> int:
        """The segment where it ends."""
        return self.segments[-1]


Lexicon = Mapping[str, Sequence[Wording]]


class _Token(NamedTuple):
    text: str
    segment: int
    word: int
    start: int
    end: int
    capital: bool


@lru_cache(maxsize=1 << 13)
def wording(text: str, concept: str, kind: str = "", *, many: bool = False) -> Wording | None:
    """A wording cut into tokens; ``None`` if it has none."""
    tokens: list[str | None] = []
    for piece in text.split("…"):
        tokens += [None] if tokens else []
        tokens += [fold(token) for token in _TOKEN.findall(piece)]
    if not tokens or tokens[0] is None:
        return None
    last = text.rstrip(" :.").rpartition(" ")[2].casefold()
    direct = {"n°": "number", "nº": "number", "le": "date"}.get(last, "")
    return Wording(tuple(tokens), concept, text, direct, kind, many)


def lexicon(wordings: Iterable[tuple[str, str]]) -> Lexicon:
    """Wordings, given as (text, concept), by their first word, the longest first.

    >>> [w.concept for w in lexicon([("Date", "a"), ("Date de la VA", "b")])["date"]]
    ['b', 'a']
    """
    return lexicon_of(wording(text, concept) for text, concept in wordings)


def lexicon_of(wordings: Iterable[Wording | None]) -> Lexicon:
    """Wordings by their first word, the longest first."""
    found: dict[str, list[Wording]] = {}
    for one in wordings:
        if one is not None and one.tokens[0] is not None:
            found.setdefault(one.tokens[0], []).append(one)
    for words in found.values():
        words.sort(key=lambda known: -len(known.tokens))
    return found


def names(sheet: Sheet, words: Lexicon) -> tuple[Name, ...]:
    """Every label of the page, in the order of the page."""
    found: list[Name] = []
    for head, previous in enumerate(sheet.before):
        if previous < 0:
            found += _in_block(sheet, tuple(chain(sheet, head)), words)
    return tuple(sorted(found, key=lambda name: (name.segments[0], name.box.left)))


def chain(sheet: Sheet, segment: int) -> Iterator[int]:
    """A segment and those that follow it in its block."""
    while segment >= 0:
        yield segment
        segment = sheet.after[segment]


def _in_block(sheet: Sheet, block: Sequence[int], words: Lexicon) -> list[Name]:
    """The labels of a block; where there are none, those with words that a narrow cell cuts."""
    tokens = list(_tokens(sheet, block))
    found = list(_named(sheet, block, tokens, words))
    if found or len(block) < 2:
        return found
    whole = list(_tokens(sheet, block, narrow=True))
    return list(_named(sheet, block, whole, words)) if len(whole) < len(tokens) else []


def _named(
    sheet: Sheet, block: Sequence[int], tokens: Sequence[_Token], words: Lexicon
) -> Iterator[Name]:
    at = 0
    while at < len(tokens):
        found = None
        for wording in words.get(tokens[at].text, ()):
            end = _matched(tokens, at, wording)
            found = _name(sheet, block, tokens, at, end, wording) if end else None
            if found is not None:
                yield found
                at = end
                break
        if found is None:
            at += 1


def _tokens(sheet: Sheet, block: Sequence[int], *, narrow: bool = False) -> Iterator[_Token]:
    """The words of a block, those that the end of a line cuts put together again.

    ``narrow``: so are those that a cell may cut without a hyphen.
    """
    held: _Token | None = None
    for segment in block:
        for index, word in enumerate(sheet.segments[segment].words):
            for match in _TOKEN.finditer(word.text):
                text = fold(match[0])
                token = _Token(
                    text, segment, index, match.start(), match.end(), match[0][0].isupper()
                )
                if (
                    held is not None
                    and held.segment != segment
                    and _is_cut(sheet, held, token, narrow=narrow)
                ):
                    token = token._replace(text=held.text + text, capital=held.capital)
                elif held is not None:
                    yield held
                held = token
    if held is not None:
        yield held


def _is_cut(sheet: Sheet, one: _Token, other: _Token, *, narrow: bool) -> bool:
    words = sheet.segments[one.segment].words
    word = words[one.word].text
    return (
        one.word == len(words) - 1
        and (
            word[one.end :] in ("-", "‐", "\u00ad")
            or (narrow and not word[one.end :] and _fills_cell(sheet, one, other))
        )
        and word[one.end - 1].isalpha()
        and other.word == other.start == 0
        and not other.capital
        and other.text[:1].isalpha()
    )


def _fills_cell(sheet: Sheet, one: _Token, other: _Token) -> bool:
    """Whether a word alone on its line fills its cell, so that its end is on the next line.

    Programs that put letters into a cell that is too narrow cut a word so, without a hyphen.
    """
    segment, following = sheet.segments[one.segment], sheet.segments[other.segment]
    if segment.cell is None or len(segment.words) > 1 or len(following.words) > 1:
        return False
    letter = segment.box.width / len(segment.text)
    margin = max(0.0, segment.box.left - segment.cell.left)
    room = segment.cell.right - segment.box.right - margin
    return len(segment.text) > _SHORTEST_CUT and room < letter and margin < 2.2 * letter


def _matched(tokens: Sequence[_Token], at: int, wording: Wording) -> int:
    """Where the wording ends if it stands here; 0 if it does not."""
    for index, sought in enumerate(wording.tokens):
        if sought is None:
            return _after_gap(tokens, at, wording.tokens[index + 1 :])
        if at >= len(tokens) or tokens[at].text != sought:
            return 0
        at += 1
    return at


def _after_gap(tokens: Sequence[_Token], at: int, sought: tuple[str | None, ...]) -> int:
    for start in range(at + 1, min(at + 1 + _LONGEST_GAP, len(tokens))):
        end = start + len(sought)
        if tuple(token.text for token in tokens[start:end]) == sought:
            return end if tokens[end - 1].segment == tokens[at - 1].segment else 0
    return 0


def _name(
    sheet: Sheet, block: Sequence[int], tokens: Sequence[_Token], at: int, end: int, wording: Wording
) -> Name | None:  # fmt: skip
    first, last = tokens[at], tokens[end - 1]
    before = _before(sheet.segments[first.segment], first)
    opens = _NUMBERING.fullmatch(before.lstrip(" ,;/|")) is not None
    rest, offset = _rest(sheet.segments[last.segment], last)
    rest_text = rest[offset:]
    colon = _COLON.match(rest_text) or (wording.many and _NUMBERED_COLON.match(rest_text)) or None
    following = sheet.after[last.segment]
    if opens and _goes_on(sheet, first):
        return None
    direct = unsure = ""
    if colon is None and not _NOTHING.fullmatch(rest_text):
        numbered = _ORDINAL.fullmatch(rest_text) if wording.many else None
        direct = "" if numbered else wording.direct or "kind"
        fits = numbered or wording.direct or _is_of_kind(wording, rest_text)
        follows = direct == "number" or (direct == "kind" and _SEPARATED.search(before))
        if not fits or not (opens or follows):
            return None
        used = len(rest) if numbered else offset
    elif colon is not None:
        if not (opens or _SEPARATED.search(before)):
            return None
        used = offset + colon.end()
    else:
        typed = _SEPARATED.search(before) and _is_before_field(sheet, last.segment)
        if not (opens or typed):
            return None
        if following >= 0 and _continues(sheet, following):
            # What goes on below may be the value beside the label, as well as the label.
            if not _has_beside(sheet, last.segment):
                return None
            unsure = "extent"
        used = len(rest)
    segments = tuple(dict.fromkeys(token.segment for token in tokens[at:end]))
    if any(s not in block for s in segments):
        return None
    words = _words_from(sheet.segments[last.segment], last, used - offset)
    remark = following >= 0 and colon is None and not words and sheet.segments[following]
    is_colon = colon is not None
    if remark and _WHOLE_REMARK.fullmatch(remark.text):
        segments = (*segments, following)
        is_colon = remark.text.endswith(":")
    box, doubt = _around(sheet, tokens[at:end])
    return Name(
        wording.concept, wording.text, segments, box, words, is_colon, direct, opens, doubt or unsure
    )  # fmt: skip


def _has_beside(sheet: Sheet, segment: int) -> bool:
    """Whether, in the open, something stands to the right of a label."""
    following = next(sheet.right(segment), -1)
    return following >= 0 and sheet.segments[segment].cell is None


def _is_before_field(sheet: Sheet, segment: int) -> bool:
    """Whether what was typed into a field stands next on the line."""
    following = next(sheet.right(segment), -1)
    if following < 0:
        return False
    here, there = sheet.segments[segment], sheet.segments[following]
    gap = there.box.left - here.box.right
    return there.words[0].origin != "text" and gap <= 4 * sheet.em


def _is_of_kind(wording: Wording, text: str) -> bool:
    """Whether what follows a label at once is its value: it is of its kind, and nothing else."""
    if wording.kind in {"", "text"}:
        return False
    return part(wording.kind, wording.concept, text) is not None


def _before(segment: Segment, token: _Token) -> str:
    """What stands before a token in its segment."""
    words = [word.text for word in segment.words[max(0, token.word - _NEAR) : token.word]]
    return " ".join([*words, segment.words[token.word].text[: token.start]])


def _rest(segment: Segment, token: _Token) -> tuple[str, int]:
    """The text of the segment from the token's word on, and where the token ends in it."""
    text = " ".join(word.text for word in segment.words[token.word : token.word + 5 * _NEAR])
    offset = token.end
    while offset < len(text) and text[offset] in "°º.'’" and text[offset - 1].isalnum():
        offset += 1
    for opening, closing in _PAIRS:
        # What closes here and opens in the label is the label's.
        rest = text[offset:]
        if rest.lstrip()[:1] == closing and opening in _text_up_to(segment, token.word):
            offset += len(rest) - len(rest.lstrip()) + 1
    return text, offset


def _text_up_to(segment: Segment, count: int) -> str:
    """The text of a segment up to a word, that word included."""
    return " ".join(word.text for word in segment.words[max(0, count - _NEAR) : count + 1])


def _words_from(segment: Segment, token: _Token, skipped: int) -> tuple[Word, ...]:
    """The words after a token, so many characters beyond its end left out."""
    start = _rest(segment, token)[1] + skipped
    found: list[Word] = []
    at = 0
    for word in segment.words[token.word :]:
        if at + len(word.text) > start:
            cut = max(0, start - at)
            share = word.box.width * cut / len(word.text)
            box = word.box._replace(left=word.box.left + share)
            found.append(word._replace(text=word.text[cut:], box=box) if cut else word)
        at += len(word.text) + 1
    return tuple(word for word in found if word.text.strip())


def _goes_on(sheet: Sheet, first: _Token) -> bool:
    """Whether the line goes on with what the line above began to say."""
    above = sheet.before[first.segment]
    if above < 0:
        return False
    text = sheet.segments[above].text.rstrip()
    if text.endswith((".", ":", ";", "?", "!", ")")):
        return False
    last = _TOKEN.findall(text)[-1:]
    small = bool(last) and (last[0].islower() or (text.isupper() and len(text) > 12))
    return (
        not first.capital
        or text.endswith((",", "'", "’"))
        or (small and fold(last[0]) in _GOES_ON and not text.endswith("°"))
    )


def _continues(sheet: Sheet, segment: int) -> bool:
    """Whether a line goes on with the label above it."""
    text = sheet.segments[segment].text
    return text[:1].islower() and "@" not in text


def _around(sheet: Sheet, tokens: Sequence[_Token]) -> tuple[Box, str]:
    words = list(dict.fromkeys(sheet.segments[token.segment].words[token.word] for token in tokens))
    box = words[0].box
    for word in words:
        box = box.joined(word.box)
    return box, next((word.doubt for word in words if word.doubt), "")
