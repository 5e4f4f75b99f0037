"""Which piece a paper is: by its titles and its labels; where two fit, none is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from asp_check.pieces.layout import Sheet, sheets_of
from asp_check.pieces.model import Paper, Role, Wanted
from asp_check.pieces.names import Lexicon, chain, lexicon, names
from asp_check.pieces.wording import fold

LEAST = 0.5
"""A piece is recognised from this score on."""
_LEAD = 0.15
"""And if no other comes so near."""
_TITLE, _LABELS = 0.75, 0.25
_BEGINS = 0.7
"""A title of this weight at the top of a page begins a piece."""
_PLAIN = 0.9
"""So plain a title is believed on a page some words of which cannot be read."""
_HIGH = 0.35
"""Titles stand in this upper part of a page."""
_MOST_LINES = 3
"""A title has no more lines."""
_NUMBERED = ("n°", "no ", "numero", "ref")


class Candidate(NamedTuple):
    """A role that a paper may have: its score from 0 to 1, and the words that speak for it."""

    role: Role
    score: float
    reason: str
    title: bool = False
    """Whether a title at the top of a page names it."""


class Recognised(NamedTuple):
    """Some pages of a paper, the first and the last, and what they are.

    ``role`` is ``None`` where nothing speaks for one, or too much for two: ``candidates`` says, best
    first.
    """

    pages: tuple[int, int]
    role: Role | None
    score: float = 0.0
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()


class _Title(NamedTuple):
    weight: float
    words: str
    top: float


def recognise(
    paper: Paper, wanted: Sequence[Wanted], sheets: Sequence[Sheet] | None = None
) -> tuple[Recognised, ...]:
    """The pieces that a paper holds, in the order of its pages.

    A title at the top of a page begins a piece; pages without one go with those before them.
    """
    sheets = sheets_of(paper) if sheets is None else sheets
    words = lexicon((label, "") for one in wanted for item in one.items for label in item.labels)
    scored = [tuple(_candidates(sheet, wanted, words)) for sheet in sheets]
    groups: list[tuple[int, int]] = []
    current: Role | None = None
    for at, candidates in enumerate(scored):
        title = _titled(candidates)
        begins = title is not None and title != current and current is not None
        if groups and not begins:
            groups[-1] = groups[-1][0], at
        else:
            groups.append((at, at))
        current = title or current
    return tuple(
        _decided(sheets[first : last + 1], scored[first : last + 1]) for first, last in groups
    )


def _titled(candidates: Sequence[Candidate]) -> Role | None:
    """The one role that titles at the top of a page name."""
    titled = [one for one in candidates if one.title]
    best = max(titled, key=lambda one: one.score, default=None)
    if best is None:
        return None
    rivals = [one for one in titled if one is not best and one.score > best.score - _LEAD]
    return None if rivals else best.role


def _decided(
    sheets: Sequence[Sheet], scored: Sequence[Sequence[Candidate]]
) -> Recognised:  # fmt: skip
    pages = sheets[0].page.number, sheets[-1].page.number
    best: dict[Role, Candidate] = {}
    for candidates in scored:
        for one in candidates:
            known = best.get(one.role)
            if known is None or one.score > known.score:
                best[one.role] = one
    ranked = tuple(sorted(best.values(), key=lambda one: -one.score))
    if not ranked or ranked[0].score < LEAST:
        return Recognised(pages, None, candidates=ranked)
    first = ranked[0]
    if len(ranked) > 1 and ranked[1].score > first.score - _LEAD:
        return Recognised(pages, None, candidates=ranked)
    return Recognised(pages, first.role, first.score, first.reason, ranked)


# --- One page


def _candidates(sheet: Sheet, wanted: Sequence[Wanted], words: Lexicon) -> Iterator[Candidate]:
    if sheet.page.scan:
        # What a machine saw names no piece for sure; a person names it.
        return
    headings = list(_headings(sheet))
    titles = [_title(sheet, one, wanted, headings) for one in wanted]
    labels = {fold(name.text) for name in names(sheet, words)}
    unread = any("\ufffd" in word.text or word.doubt == "font" for word in sheet.page.words)
    first = min((title.top for title in titles if title.weight >= 0.5), default=0.0)
    for one, title in zip(wanted, titles, strict=True):
        # What stands below a title is no title, unless it is larger.
        outdone = any(
            other.weight >= title.weight - 0.05 and other.top < title.top - 2 for other in titles
        )
        weight = 0.6 * title.weight if title.top > first + 2 and outdone else title.weight
        if weight < _PLAIN and unread:
            weight *= 0.5
        score = _TITLE * weight + _LABELS * _share(one, labels)
        if score > 0.05:
            yield Candidate(one.role, round(score, 2), title.words, weight >= _BEGINS)


def _share(one: Wanted, labels: set[str]) -> float:
    """The share of what is looked for in a role that a page names; a handful is enough."""
    named = sum(any(fold(label) in labels for label in item.labels) for item in one.items)
    return min(1.0, named / max(3, min(8, len(one.items))))


def _headings(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """What may be a title: the first lines of a block, alone and together, as written."""
    top = _HIGH * sheet.page.height
    for index, segment in enumerate(sheet.segments):
        above = sheet.before[index]
        if segment.box.top > top or (above >= 0 and _same_size(sheet, above, index)):
            continue
        text = ""
        for count, at in enumerate(chain(sheet, index)):
            if count == _MOST_LINES or not _same_size(sheet, index, at):
                break
            text = f"{text} {sheet.segments[at].text}".strip()
            yield index, text


def _same_size(sheet: Sheet, one: int, other: int) -> bool:
    first, second = sheet.segments[one].box.height, sheet.segments[other].box.height
    return max(first, second) <= 1.25 * min(first, second)


def _title(
    sheet: Sheet, one: Wanted, wanted: Sequence[Wanted], headings: Sequence[tuple[int, str]]
) -> _Title:
    """How plainly a title of this role stands on a page, as what words, and how low."""
    best = _Title(0.0, "", sheet.page.height)
    tallest = max((sheet.segments[index].box.height for index, _ in headings), default=1.0)
    titles: Mapping[str, str] = {fold(title): title for title in one.titles}
    longer = [fold(t) for other in wanted if other.role != one.role for t in other.titles]
    for index, written in headings:
        text = fold(written)
        for folded, title in titles.items():
            if folded not in text:
                continue
            if any(folded in other and other in text and other != folded for other in longer):
                continue
            weight = _weight(sheet, index, tallest, (written, text, folded))
            if weight > best.weight:
                best = _Title(weight, title, sheet.segments[index].box.top)
    return best


def _weight(sheet: Sheet, index: int, tallest: float, said: tuple[str, str, str]) -> float:
    """From 0 to 1: a whole heading, or its first words, in large letters, no sentence nor label."""
    written, text, title = said
    if not _is_word(text, title) or written[:1].islower() or written.endswith("."):
        return 0.0
    box, cell = sheet.segments[index].box, sheet.segments[index].cell
    size = 0.4 + 0.6 * box.height / max(tallest, box.height)
    rest = text.removeprefix(title).strip(" -.")
    starts = text.startswith(title)
    in_table = cell is not None and cell.width < 0.6 * sheet.page.width
    if starts and (rest.startswith(":") or in_table):
        return 0.3 * size
    if starts and (not rest or rest.startswith(_NUMBERED)):
        return size
    if len(text) > max(60, 2 * len(title)):
        return 0.15 * size
    return (0.9 if starts else 0.7) * size


def _is_word(text: str, title: str) -> bool:
    """Whether the title stands in the text as whole words, and is no part of a number."""
    at = text.find(title)
    while at >= 0:
        end = at + len(title)
        number = text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum()
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum() or number):
            return True
        at = text.find(title, at + 1)
    return False
