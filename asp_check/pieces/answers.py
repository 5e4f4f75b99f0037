"""The answer to a question of a few answers: by the marks beside their wordings, or as it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from asp_check.pieces.model import Box, Item, Tick, Word
from asp_check.pieces.names import Name
from asp_check.pieces.options import NEAR, option_in, options_of, pairs_of, wording_at
from asp_check.pieces.view import View, around


class Answer(NamedTuple):
    """What the marks around a label say: the answers ticked, or why that is unclear.

    ``found`` tells that there were marks, or answers, at all.  ``empty``: every mark is empty.
    """

    keys: tuple[str, ...] = ()
    box: Box = Box(0, 0, 0, 0)
    doubt: str = ""
    empty: bool = False
    found: bool = True


def marked(view: View, name: Name, item: Item) -> Answer | None:
    """What the marks that belong to a label say; ``None`` where it has none."""
    region = _region(view, name, item)
    free = item.type in {"text", "list"} and not item.answers
    if any(entry < 0 for entry in region) and not (free and (name.rest or region[0] >= 0)):
        return judge_marks(view, region, item, name.rest)
    return _mark_before(view, name, item)


def judge_marks(view: View, region: Sequence[int], item: Item, rest: Sequence[Word] = ()) -> Answer:
    """What the marks of these segments and marks (``~index``) say.

    ``rest`` are words that stand before them in the segment of the label, which may be an answer.
    """
    sheet = view.sheet
    marks = [sheet.marks[~entry] for entry in region if entry < 0]
    box = around([sheet.item(entry) for entry in region])
    if any(mark.state is None or mark.doubt for mark in marks):
        doubt = next((mark.doubt for mark in marks if mark.doubt), "ink")
        return Answer((), box, doubt)
    if _is_drawn_on(view, marks, box):
        return Answer((), box, "ink")
    options = [*option_in(rest, item), *options_of(view, region, item)]
    if not options:
        return _alone(item, marks, box)
    pairs = pairs_of(view, region, options)
    if pairs is None:
        return Answer((), box, "marks")
    ticked = [option for mark, option in pairs if mark.state]
    if any(option.key is None for option in ticked):
        return Answer((), box, "form")
    keys = tuple(dict.fromkeys(option.key for option in ticked if option.key is not None))
    if len(keys) > 1 and item.type != "list":
        return Answer(keys, box, "several")
    doubt = _doubt_of_words(view, region)
    return Answer(keys, box, doubt, empty=not keys)


def everywhere(view: View, item: Item) -> Answer | None:
    """What the marks say of a choice that no label names: each wording once, each with its mark."""
    sheet = view.sheet
    region: list[int] = []
    for line in sheet.lines:
        for at, entry in enumerate(line):
            if entry >= 0 and wording_at(view, entry, item) is not None:
                region += [e for e in line[max(0, at - 1) : at + 2] if e < 0 or e == entry]
    region = list(dict.fromkeys(region))
    keys = [wording_at(view, entry, item) for entry in region if entry >= 0]
    if len(keys) < 2 or len(set(keys)) < len(keys) or not any(entry < 0 for entry in region):
        return None
    return judge_marks(view, region, item)


# --- Which marks


def _region(view: View, name: Name, item: Item) -> tuple[int, ...]:
    """The segments and marks that may answer: beside the label, then on the lines below it."""
    cell = view.alone(name)
    if cell is not None:
        for below in (False, True):
            other = view.neighbour(cell, below=below)
            content = view.content(other) if other is not None else ()
            if any(entry < 0 for entry in content):
                row = _same_row(view, other, content, item) if not below else content
                return tuple(row)
        if not _in_cells(view, cell):
            return ()
    return tuple(_lines_of(view, name, item))


def _in_cells(view: View, cell: Box) -> bool:
    """Whether nothing lies beside a cell, so that the open page is to be searched."""
    return view.neighbour(cell, below=False) is None and view.neighbour(cell, below=True) is None


def _same_row(
    view: View, cell: Box | None, content: Sequence[int], item: Item
) -> Iterator[int]:  # fmt: skip
    """The marks of a cell, and those of the next ones of its row while they hold answers."""
    yield from content
    while cell is not None:
        cell = view.neighbour(cell, below=False)
        content = view.content(cell) if cell is not None else ()
        answers = any(e < 0 or wording_at(view, e, item) is not None for e in content)
        if not answers or any(e >= 0 and view.is_label(e) for e in content):
            return
        yield from content


def _lines_of(view: View, name: Name, item: Item) -> Iterator[int]:
    """What stands after a label on its lines, and below it while each line begins with an answer."""
    sheet = view.sheet
    cell = sheet.segments[name.last].cell
    limit = _column_end(view, name)
    first = sheet.segments[name.segments[0]].line
    last = sheet.segments[name.last].line
    for line in range(first, last + 1):
        for entry in sheet.lines[line]:
            box = sheet.item(entry)
            if box.left < name.box.right - 1 or entry in name.segments or box.left > limit:
                continue
            if entry >= 0 and view.is_label(entry) and wording_at(view, entry, item) is None:
                break
            if _cell_of(view, entry) == cell:
                yield entry
    yield from _below(view, name, item, last, limit)


def _below(view: View, name: Name, item: Item, last: int, limit: float) -> Iterator[int]:
    sheet = view.sheet
    cell = sheet.segments[name.last].cell
    bottom = name.box.bottom
    held: set[int] = set()
    left = min(name.box.left, sheet.segments[name.segments[0]].box.left)
    for line in sheet.lines[last + 1 : last + 60]:
        here = [
            entry for entry in line
            if left - 2 * sheet.em <= sheet.item(entry).left <= limit
            and _cell_of(view, entry) == cell
        ]  # fmt: skip
        if not here:
            continue
        top = min(sheet.item(entry).top for entry in here)
        if top - bottom > 2.5 * sheet.height:
            return
        goes_on = all(entry >= 0 and sheet.before[entry] in held for entry in here)
        first = here[0]
        answers = first < 0 or wording_at(view, first, item) is not None
        if not answers and not goes_on:
            return
        if any(entry >= 0 and _is_other_label(view, entry, item) for entry in here):
            return
        held.update(entry for entry in here if entry >= 0)
        bottom = max(sheet.item(entry).bottom for entry in here)
        yield from here


def _is_other_label(view: View, segment: int, item: Item) -> bool:
    return view.is_label(segment) and wording_at(view, segment, item) is None


def _column_end(view: View, name: Name) -> float:
    """Where a column beside that of a label begins: with a label on its line, after a wide gap."""
    sheet = view.sheet
    wall = sheet.grid.wall_right(name.box.right, (name.box.top + name.box.bottom) / 2)
    labels = [
        other.box.left - sheet.em
        for other in view.names
        if other.box.left > name.box.right + 4 * sheet.em
        and abs(other.box.top - name.box.top) < 2 * sheet.height
        and other.opens
    ]
    return min([view.body.right + 1000, *labels, *([wall] if wall is not None else [])])


def _cell_of(view: View, entry: int) -> Box | None:
    if entry >= 0:
        return view.sheet.segments[entry].cell
    box = view.sheet.item(entry)
    return view.sheet.grid.cell((box.left + box.right) / 2, (box.top + box.bottom) / 2)


def _mark_before(view: View, name: Name, item: Item) -> Answer | None:
    """A label that is itself beside one box: ticked, it says yes."""
    if item.type != "yes-no" or name.rest or name.colon:
        return None
    sheet = view.sheet
    line = sheet.lines[sheet.segments[name.segments[0]].line]
    at = line.index(name.segments[0])
    if at == 0 or line[at - 1] >= 0:
        return None
    mark = sheet.marks[~line[at - 1]]
    if name.box.left - mark.box.right > NEAR * sheet.em:
        return None
    return _alone(item, [mark], mark.box)


def _alone(item: Item, marks: Sequence[Tick], box: Box) -> Answer:
    """Marks without wordings: one box, ticked, says yes; empty, it says nothing that is sure."""
    if any(mark.state is None or mark.doubt for mark in marks):
        return Answer((), box, next((mark.doubt for mark in marks if mark.doubt), "ink"))
    if item.type != "yes-no" or len(marks) != 1:
        return Answer((), box, "marks")
    return Answer(("oui",), box) if marks[0].state else Answer((), box, "single")


def _is_drawn_on(view: View, marks: Iterable[Tick], box: Box) -> bool:
    """Whether a pen went over the answers."""
    page = view.sheet.page
    places = [mark.box for mark in marks] + [box]
    return any(ink.overlaps(place) for ink in page.inks for place in places)


def _doubt_of_words(view: View, region: Iterable[int]) -> str:
    words = (word for entry in region if entry >= 0 for word in view.sheet.segments[entry].words)
    return next((word.doubt for word in words if word.doubt), "")
