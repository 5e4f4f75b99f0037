"""Where the value of a label stands: after it, to its right, or below; or that its place is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from asp_check.pieces.extents import (
    Place,
    beyond,
    continued,
    going_on,
    may_go_on,
    place_of,
)
from asp_check.pieces.model import Box, Word
from asp_check.pieces.names import Name
from asp_check.pieces.open_places import in_the_open
from asp_check.pieces.view import View, around
from asp_check.pieces.wording import fold

_MOST_ROWS = 200


Fits = Callable[[str], bool]


def places(view: View, name: Name, fits: Fits | None = None) -> tuple[Place, ...]:
    """The places that may hold the value of a label: none, one, or several that compete.

    ``fits`` tells what may be its value, where that shows in its form.
    """
    if name.rest:
        return (_inline(view, name),)
    cell = view.alone(name)
    if cell is not None:
        return _by_cells(view, name, cell, fits)
    return in_the_open(view, name)


# --- On the line of the label


def _inline(view: View, name: Name) -> Place:
    words = _up_to_next(view, name)
    if not words:
        return Place((), name.box, empty=True)
    if name.direct in {"number", "kind"}:
        return Place((words,), around([word.box for word in words]))
    words += going_on(view, name.last, words)
    label = view.sheet.segments[name.segments[0]].box
    found = continued(view, words, label.left, name.last, name.segments)
    doubt = "extent" if may_go_on(view, name.last, words) else ""
    return found._replace(beyond=beyond(view, name.last, words), doubt=found.doubt or doubt)


def _up_to_next(view: View, name: Name) -> tuple[Word, ...]:
    """The words after a label, up to the next label of the same segment."""
    starts = [
        other.box.left
        for other in view.inside.get(name.last, ())
        if other.box.left > name.box.left and other is not name and other.last == name.last
    ]
    if not starts:
        return name.rest
    kept = [word for word in name.rest if word.box.left < min(starts) - 0.5]
    while kept and not any(character.isalnum() for character in kept[-1].text):
        kept.pop()
    if kept and kept[-1].text[-1] in ",;":
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(",;"))
    return tuple(kept)


# --- In cells


def _by_cells(view: View, name: Name, cell: Box, fits: Fits | None) -> tuple[Place, ...]:
    """The cell to the right of a label's, or those below it where it heads a column."""
    right, below = view.neighbour(cell, below=False), view.neighbour(cell, below=True)
    if below is None and view.labels_beside(name) > 1 and view.labels_in_column(name) <= 1:
        under = tuple(_open_column(view, cell))
        if under:
            return under
    if right is not None and _says(view, right) == ":":
        right = view.neighbour(right, below=False)
    right_value = right is not None and _is_value(view, right)
    below_value = below is not None and _is_value(view, below)
    if right is not None and below is not None and right_value and below_value:
        right_value, below_value = _fitting_sides(view, right, below, fits)
    if right is not None and below is not None and right_value and below_value:
        beside, column = view.labels_beside(name), view.labels_in_column(name)
        if beside > 1 and column <= 1:
            right_value = False
        elif column > 1:
            below_value = False
    if right is not None and right_value and not below_value:
        return _fitting_column(view, cell, right, fits) or (_row_place(view, right),)
    if below is not None and below_value and not right_value:
        return tuple(_column(view, cell, below))
    if right is not None and below is not None and right_value and below_value:
        return (_cell_place(view, right), *_column(view, cell, below))
    return tuple(_empty_cell(view, name, right, below))


def _fitting_sides(view: View, right: Box, below: Box, fits: Fits | None) -> tuple[bool, bool]:
    """Which of two cells may hold the value: of an amount and another label, the amount."""
    if fits is None:
        return True, True
    sides = fits(_says(view, right)), fits(_says(view, below))
    return sides if any(sides) else (True, True)


def _fitting_column(view: View, cell: Box, right: Box, fits: Fits | None) -> tuple[Place, ...]:
    """The values under a head whose column no lines close, where what stands beside it is none."""
    if fits is None:
        return ()
    under = () if fits(_says(view, right)) else tuple(_open_column(view, cell))
    first = " ".join(word.text for word in under[0].words) if under else ""
    return under if first and fits(first) else ()


def _empty_cell(
    view: View, name: Name, right: Box | None, below: Box | None
) -> Iterator[Place]:  # fmt: skip
    """The empty cell where a value was awaited, if it can be told which one."""
    right_empty = right is not None and not view.content(right)
    below_empty = below is not None and not view.content(below)
    heads = view.labels_beside(name) > 1 and view.labels_in_column(name) <= 1
    if right is not None and right_empty and not (heads and below_empty):
        yield Place((), right, empty=True)
    elif below is not None and below_empty and heads:
        yield Place((), below, empty=True)
    elif right is None and below is None:
        yield from in_the_open(view, name)


def _says(view: View, cell: Box) -> str:
    return " ".join(view.sheet.segments[item].text for item in view.content(cell) if item >= 0)


def _is_value(view: View, cell: Box) -> bool:
    content = view.content(cell)
    return bool(content) and not view.holds_label(content)


def _row_place(view: View, cell: Box) -> Place:
    """What a cell says, and what those beside it say, up to the next label."""
    found = _cell_place(view, cell)
    others: list[tuple[Word, ...]] = []
    following = view.neighbour(cell, below=False)
    while following is not None and len(others) < _MOST_ROWS:
        content = view.content(following)
        if view.holds_label(content) or any(item < 0 for item in content):
            break
        if content:
            others.append(_cell_place(view, following).words)
        following = view.neighbour(following, below=False)
    return found._replace(beyond=tuple(others))


def _cell_place(view: View, cell: Box) -> Place:
    return place_of(view, [item for item in view.content(cell) if item >= 0], cell)


def _column(view: View, head: Box, cell: Box | None) -> Iterator[Place]:
    """The values of a column, from the cell under its head on; rows of totals are no part of it."""
    for _ in range(_MOST_ROWS):
        if cell is None or not head.left - 3 <= (cell.left + cell.right) / 2 <= head.right + 3:
            return
        content = view.content(cell)
        if not content:
            cell = view.neighbour(cell, below=True)
            continue
        if view.holds_label(content):
            return
        if not _row_is_labelled(view, cell):
            yield _cell_place(view, cell)
        cell = view.neighbour(cell, below=True)


def _open_column(view: View, cell: Box) -> Iterator[Place]:
    """The values under a head whose column no lines close: lines near it, one by one."""
    bottom = cell.bottom
    for index, segment in enumerate(view.sheet.segments):
        middle = (segment.box.left + segment.box.right) / 2
        if segment.box.top < cell.bottom - 1 or not cell.left <= middle <= cell.right:
            continue
        far = segment.box.top - bottom > 2.2 * view.sheet.height
        inside = cell.left - 2 <= segment.box.left and segment.box.right <= cell.right + 2
        if far or not inside or view.is_label(index):
            return
        if not _row_is_labelled(view, segment.box):
            yield Place((segment.words,), segment.box)
        bottom = segment.box.bottom


def _row_is_labelled(view: View, cell: Box) -> bool:
    """Whether a label to the left names what this cell holds, or it is in a row of totals."""
    middle = (cell.top + cell.bottom) / 2
    if any(
        segment.box.top <= middle <= segment.box.bottom
        and segment.box.right <= cell.left + 1
        and fold(segment.text).startswith(("total", "sous-total", "net a payer"))
        for segment in view.sheet.segments
    ):
        return True
    return any(
        name.box.top <= middle <= name.box.bottom and name.box.right <= cell.left + 1
        for name in view.names
        if view.is_bare(name)
    )
