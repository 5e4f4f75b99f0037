"""Which piece a paper is: by its titles and its labels; where two fit, none is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asp_check.pieces.layout import Sheet, lay
from asp_check.pieces.model import Box, Paper, Role, Wanted
from asp_check.pieces.names import chain, lexicon, names
from asp_check.pieces.wording import fold

LEAST = 0.5
"""A piece is recognised from this score on."""
_LEAD = 0.15
"""And if no other comes so near."""
_TITLE, _LABELS = 0.75, 0.25
_HIGH = 0.35
"""Titles stand in this upper part of a page."""


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


def recognise(paper: Paper, wanted: Sequence[Wanted]) -> tuple[Recognised, ...]:
    """The pieces that a paper holds, in the order of its pages.

    A title at the top of a page begins a piece; pages without one go with those before them.
    """
    sheets = [lay(page) for page in paper.pages]
    if not sheets:
        return ()
    scored = [tuple(_candidates(sheet, wanted)) for sheet in sheets]
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


def _candidates(sheet: Sheet, wanted: Sequence[Wanted]) -> Iterator[Candidate]:
    if sheet.page.scan:
        # What a machine saw names no piece for sure; a person names it.
        return
    titles = [_title(sheet, one, wanted) for one in wanted]
    first = min((at for weight, _, at in titles if weight >= 0.5), default=0.0)
    for one, (plain, words, at) in zip(wanted, titles, strict=True):
        # What stands below a title is no title, unless it is larger.
        outdone = any(weight >= plain - 0.05 for weight, _, other in titles if other < at - 2)
        weight = 0.6 * plain if at > first + 2 and outdone else plain
        share = _labels(sheet, one)
        score = _TITLE * weight + _LABELS * share
        if score > 0.05:
            yield Candidate(one.role, round(score, 2), words, weight >= 0.7)


def _title(sheet: Sheet, one: Wanted, wanted: Sequence[Wanted]) -> tuple[float, str, float]:
    """How plainly a title of this role stands on a page, as what words, and how low."""
    best, words, at = 0.0, "", sheet.page.height
    titles = {fold(title): title for title in one.titles}
    longer = [fold(t) for other in wanted if other.role != one.role for t in other.titles]
    for index in range(len(sheet.segments)):
        if sheet.before[index] >= 0 and _same_size(sheet, sheet.before[index], index):
            continue
        text, box = _heading(sheet, index)
        for folded, title in titles.items():
            if folded not in text:
                continue
            if any(folded in other and other in text and other != folded for other in longer):
                continue
            weight = _weight(sheet, text, folded, box)
            if weight > best:
                best, words, at = weight, title, box.top
    return best, words, at


def _heading(sheet: Sheet, segment: int) -> tuple[str, Box]:
    """A segment with the lines that go on with it, if they are few: a title."""
    lines = []
    for at in chain(sheet, segment):
        lines.append(at)
        if len(lines) == 3:
            break
    box = sheet.segments[segment].box
    if len(lines) > 1 and not all(_same_size(sheet, segment, at) for at in lines):
        lines = lines[:1]
    text = fold(" ".join(sheet.segments[at].text for at in lines))
    return text, box


def _same_size(sheet: Sheet, one: int, other: int) -> bool:
    first, second = sheet.segments[one].box.height, sheet.segments[other].box.height
    return max(first, second) <= 1.25 * min(first, second)


def _weight(sheet: Sheet, text: str, title: str, box: Box) -> float:
    """From 0 to 1: whole or first words of a heading, high on the page, in large letters."""
    if not _is_word(text, title):
        return 0.0
    rest = text.removeprefix(title).strip(" -.")
    starts = text.startswith(title)
    whole = starts and not rest
    numbered = starts and rest.startswith(("n°", "no ", "numero", "ref"))
    top = [s.box.height for s in sheet.segments if s.box.top < _HIGH * sheet.page.height]
    size = box.height / max([*top, box.height])
    if box.top >= _HIGH * sheet.page.height:
        return 0.3 if whole and size > 0.8 else 0.0
    short = len(text) <= max(90, 2 * len(title))
    if starts and rest.startswith(":"):
        return 0.3 * size
    plain = 1.0 if whole or numbered else 0.9 if starts and short else 0.7 if short else 0.15
    return plain * (0.4 + 0.6 * size)


def _is_word(text: str, title: str) -> bool:
    """Whether the title stands in the text as whole words."""
    at = text.find(title)
    while at >= 0:
        end = at + len(title)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(title, at + 1)
    return False


def _labels(sheet: Sheet, one: Wanted) -> float:
    """The share of what is looked for in this role that the page names; a handful is enough."""
    if not one.items:
        return 0.0
    words = lexicon((label, item.concept) for item in one.items for label in item.labels)
    own = {name.concept for name in names(sheet, words)}
    return min(1.0, len(own) / max(3, min(8, len(one.items))))
