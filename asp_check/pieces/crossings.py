"""Amounts that stand where a row and a column meet: « Total de la commande » and « Montant HT ».

A wording of the thing is shared between the two: « Total HT de la commande » is said by that row and
that column together, and neither says more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asp_check.pieces.extents import Place, place_of
from asp_check.pieces.kinds import fits
from asp_check.pieces.layout import Sheet
from asp_check.pieces.model import Box, Item
from asp_check.pieces.names import chain
from asp_check.pieces.view import View, around
from asp_check.pieces.wording import fold

_TOKEN = re.compile(r"[^\W_º]+")
_LEAD = re.compile(r"[^–—(,:]*")
_TAX = frozenset({"ht", "ttc", "tva", "taxe", "taxes"})
_ROW = frozenset({"total", "prestation", "net", "montant", "part"})
_EMPTY = frozenset({"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"})
_HEAD_MAY_SAY = frozenset(
    {"montant", "prix", "total", "eur", "euros", "hors", "toutes", "comprises"}
)
_ROW_MAY_SAY = frozenset(
    {"sous", "total", "general", "part", "montant", "commande", "facture"}
)  # fmt: skip
_MOST = 60


class Crossing(NamedTuple):
    """The place where a row and a column meet, and their words; ``total``: the row is one of totals."""

    place: Place
    label: str
    total: bool


class _Phrase(NamedTuple):
    text: str
    tokens: frozenset[str]
    box: Box
    cell: Box | None


def crossings(view: View, item: Item) -> Iterator[Crossing]:
    """The places of a page where a row and a column together name a thing."""
    wordings = [_content(label) for label in item.labels]
    phrases = list(_phrases(view.sheet))
    heads = [phrase for phrase in phrases if phrase.tokens & _TAX and not _digits(phrase)][:_MOST]
    rows = [phrase for phrase in phrases if phrase.tokens & _ROW][:_MOST]
    for row in rows:
        for head in heads:
            if head.box.bottom > row.box.top + 1 or head.box.left < row.box.right:
                continue
            alone = (
                sum(
                    _level(other.box, head.box) and bool(other.tokens & head.tokens & _TAX)
                    for other in heads
                )
                == 1
            )
            if not any(_say_together(row, head, wording, alone=alone) for wording in wordings):
                continue
            place = _meeting(view, row, head, heads)
            if place is not None and fits(item.kind, item.concept, _text(place)):
                yield Crossing(place, f"{row.text} × {head.text}", "total" in row.tokens)


def _content(text: str) -> frozenset[str]:
    return frozenset(fold(token) for token in _TOKEN.findall(text)) - _EMPTY


def _digits(phrase: _Phrase) -> bool:
    return any(token.isdecimal() for token in phrase.tokens)


def _text(place: Place) -> str:
    return " ".join(word.text for word in place.words)


def _phrases(sheet: Sheet) -> Iterator[_Phrase]:
    """The blocks of a page by the words that begin them, before any dash or bracket."""
    for index, above in enumerate(sheet.before):
        if above >= 0:
            continue
        lines = [at for _, at in zip(range(5), chain(sheet, index), strict=False)]
        text = " ".join(sheet.segments[at].text for at in lines)
        found = _LEAD.match(text)
        lead = found[0] if found else ""
        tokens = _content(lead)
        if 0 < len(tokens) <= 10:
            box = around([sheet.segments[at].box for at in lines])
            yield _Phrase(lead.strip(), tokens, box, sheet.segments[index].cell)


def _say_together(row: _Phrase, head: _Phrase, wording: frozenset[str], *, alone: bool) -> bool:
    """Whether the two say all the words of a wording, each its part, and nothing else that counts.

    A head that is ``alone`` to speak of its tax may say of what: the total below is that of all.
    """
    may_say = _HEAD_MAY_SAY | (
        {"prestation", "segur"} if alone and "total" in row.tokens else set()
    )
    return (
        wording <= row.tokens | head.tokens
        and not wording <= head.tokens
        and bool(wording & head.tokens & _TAX)
        and row.tokens - wording <= _ROW_MAY_SAY
        and head.tokens - wording <= may_say
        and not (row.tokens & {"total"} and "total" not in wording and not wording & {"prestation"})
    )


def _meeting(
    view: View, row: _Phrase, head: _Phrase, heads: Sequence[_Phrase]
) -> Place | None:  # fmt: skip
    """What stands on the lines of a row, under a head."""
    sheet = view.sheet
    x, y = (head.box.left + head.box.right) / 2, (row.box.top + row.box.bottom) / 2
    cell = sheet.grid.cell(x, y)
    if cell is not None:
        return place_of(view, [item for item in view.content(cell) if item >= 0], cell)
    level = [other.box for other in heads if _level(other.box, head.box) and other is not head]
    left = max(
        ((b.right + head.box.left) / 2 for b in level if b.right <= head.box.left),
        default=row.box.right,
    )
    right = min(
        ((b.left + head.box.right) / 2 for b in level if b.left >= head.box.right),
        default=sheet.page.width,
    )
    if head.cell is not None:
        left, right = head.cell.left, head.cell.right
    found = [
        index
        for index, segment in enumerate(sheet.segments)
        if left <= (segment.box.left + segment.box.right) / 2 <= right
        and _level(segment.box, row.box)
    ]
    if len(found) != 1:
        return None
    segment = sheet.segments[found[0]]
    inside = left - 2 <= segment.box.left and segment.box.right <= right + 2
    return Place((segment.words,), segment.box) if inside else None


def _level(one: Box, other: Box) -> bool:
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0.3 * min(
        one.height, other.height
    )
