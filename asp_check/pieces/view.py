"""A page as it is looked at: its layout, the labels found in it, and what each cell holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from asp_check.pieces.layout import Sheet, aligned
from asp_check.pieces.model import Box, Word
from asp_check.pieces.names import Name

_UNKNOWN_LABEL = re.compile(r"[^\W\d_][^:]{1,60}[^\W_][)\s\u00a0]*:(?:\s|$)")


class View(NamedTuple):
    """A laid out page and its labels.

    ``inside`` gives the labels of each segment, from left to right; ``cells`` the segments and marks
    (``~index``) of each closed cell; ``body`` is the box around all text.
    """

    sheet: Sheet
    names: tuple[Name, ...]
    inside: Mapping[int, tuple[Name, ...]]
    cells: Mapping[Box, tuple[int, ...]]
    body: Box

    def is_label(self, segment: int) -> bool:
        """Whether a segment begins with a known label, or is one that nobody listed."""
        return any(name.opens for name in self.inside.get(segment, ())) or self.sheet.segments[
            segment
        ].text.endswith(":")

    def seems_label(self, segment: int) -> bool:
        """Whether a segment may be a label and its value on one line, of words that nobody listed."""
        return self.is_label(segment) or bool(
            _UNKNOWN_LABEL.match(self.sheet.segments[segment].text)
        )

    def before_label(self, segment: int) -> tuple[Word, ...]:
        """The words of a segment, up to a label inside it and the comma before that."""
        words = self.sheet.segments[segment].words
        starts = [name.box.left for name in self.inside.get(segment, ())]
        if not starts:
            return words
        kept = [word for word in words if word.box.left < min(starts) - 0.5]
        while kept and not any(character.isalnum() for character in kept[-1].text):
            kept.pop()
        if kept:
            kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(",;"))
        return tuple(kept)

    def is_bare(self, name: Name) -> bool:
        """Whether a label stands alone, its value elsewhere."""
        return not name.rest and name.opens

    def alone(self, name: Name) -> Box | None:
        """The cell that a label fills by itself; ``None`` if there is none."""
        cell = self.sheet.segments[name.last].cell
        if cell is None or name.rest:
            return None
        return cell if set(self.cells[cell]) <= set(name.segments) else None

    def neighbour(self, cell: Box, *, below: bool) -> Box | None:
        """The closed cell to the right of this one, or below it."""
        x, y = (cell.left + cell.right) / 2, (cell.top + cell.bottom) / 2
        for step in (3.0, 7.0, 12.0):
            at = (x, cell.bottom + step) if below else (cell.right + step, y)
            found = self.sheet.grid.cell(*at)
            if found is not None and found != cell:
                # A wall beyond which another table begins is none of a neighbour.
                gap = found.top - cell.bottom if below else found.left - cell.right
                return found if gap <= 14 else None
        return None

    def content(self, cell: Box) -> tuple[int, ...]:
        """The segments and marks of a cell, in the order of reading."""
        return self.cells.get(cell, ())

    def holds_label(self, items: Iterable[int]) -> bool:
        """Whether one of these segments is a label."""
        return any(item >= 0 and self.is_label(item) for item in items)

    def labels_beside(self, name: Name) -> int:
        """How many bare labels stand in the row of this one, itself among them."""
        middle = (name.box.top + name.box.bottom) / 2
        return sum(
            self.is_bare(other) and other.box.top <= middle <= other.box.bottom
            for other in self.names
        )

    def labels_in_column(self, name: Name) -> int:
        """How many bare labels stand above or below this one, aligned with it, itself among them."""
        return sum(
            self.is_bare(other) and aligned(other.box, name.box, self.sheet.em)
            for other in self.names
        )


def view(sheet: Sheet, found: Sequence[Name]) -> View:
    """A page with its labels, and what its cells hold."""
    inside: dict[int, tuple[Name, ...]] = {}
    for name in found:
        for segment in name.segments:
            inside[segment] = (*inside.get(segment, ()), name)
    cells: dict[Box, list[int]] = {}
    for line in sheet.lines:
        for item in line:
            box = sheet.item(item)
            cell = (
                sheet.segments[item].cell
                if item >= 0
                else sheet.grid.cell((box.left + box.right) / 2, (box.top + box.bottom) / 2)
            )
            if cell is not None:
                cells.setdefault(cell, []).append(item)
    boxes = [segment.box for segment in sheet.segments]
    body = around(boxes) if boxes else Box(0, 0, sheet.page.width, sheet.page.height)
    return View(
        sheet, tuple(found), inside, {cell: tuple(items) for cell, items in cells.items()}, body
    )  # fmt: skip


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around others."""
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def written(lines: Sequence[Sequence[Word]]) -> str:
    """Lines as one text; a hyphen at the end of a line keeps its line break.

    >>> at = Box(0, 0, 9, 9)
    >>> written([[Word("Clinique", at), Word("Saint-", at)], [Word("Denis", at)]])
    'Clinique Saint-\\nDenis'
    """
    text = ""
    for line in lines:
        part = " ".join(word.text for word in line)
        if not text:
            text = part
        elif text[-1] in "-‐\u00ad" and text[-2:-1].isalnum():
            text = f"{text}\n{part}"
        else:
            text = f"{text} {part}"
    return text
