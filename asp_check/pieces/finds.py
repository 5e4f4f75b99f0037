"""What one place of a paper says of one thing: read, proved empty, or unclear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from asp_check.pieces import answers, tables
from asp_check.pieces.contexts import PLACE
from asp_check.pieces.crossings import crossings
from asp_check.pieces.extents import Place, going_on
from asp_check.pieces.kinds import first_part, fits, part
from asp_check.pieces.lists import entries, is_nothing
from asp_check.pieces.model import Box, Item, Origin, Reading, Sight, Word
from asp_check.pieces.names import Name
from asp_check.pieces.options import typed
from asp_check.pieces.parties import blocks
from asp_check.pieces.parties import place as place_in
from asp_check.pieces.places import places
from asp_check.pieces.prose import paragraphs, passages
from asp_check.pieces.view import View, around, written

_POSTAL_CODE = re.compile(r"\b[0-9]{5}\s+[^\W\d_]")
_FEW_ANSWERS = frozenset({"choice", "yes-no"})


class Find(NamedTuple):
    """One place that speaks of a thing.

    ``weak``: the label stands alone, without colon nor cell, and may be the heading of something else.
    ``aside``: it stands in a row of a table that is about another thing.  ``head`` is the head of the
    column, where it was found in a table.
    """

    reading: Reading
    weak: bool = False
    aside: bool = False
    head: Name | None = None

    @property
    def at(self) -> tuple[int, float, float]:
        """Where it stands in the paper, from top to bottom."""
        box = self.reading.sight.box or Box(0, 0, 0, 0)
        return self.reading.sight.page or 0, box.top, box.left


# --- At a label


def at_label(view: View, name: Name, item: Item) -> Iterator[Find]:
    """What the place of a label says."""
    weak = not (name.colon or name.direct or view.alone(name) is not None)
    answer = answers.marked(view, name, item)
    if answer is not None:
        yield Find(of_answer(view, item, answer, name.text))
        return
    for reading in _written_at(view, name, item):
        # An answer that is whole goes on to where it ends.
        whole = name.doubt == "extent" and item.answers and typed(item, reading.value)
        yield Find(doubted(reading, "" if whole else name.doubt), weak)


def of_answer(view: View, item: Item, answer: answers.Answer, label: str) -> Reading:
    """The reading that marks come to; several answers of a list stand in one text."""
    sight = Sight(view.sheet.page.number, answer.box, label)
    reading = Reading(item.concept, "read", ", ".join(answer.keys), sight=sight)
    if answer.doubt:
        reading = reading._replace(state="unclear", doubt=answer.doubt)
    elif answer.empty:
        reading = _empty(view, reading, answer.box)
    return on_page(view, reading)


def _written_at(view: View, name: Name, item: Item) -> Iterator[Reading]:
    found = places(view, name, partial(_may_be, item) if is_told(item) else None)
    filled = [place for place in found if not place.empty]
    if not filled:
        for place in found[:1]:
            blank = Reading(item.concept, "absent", sight=_sight(view, place, name.text))
            yield _empty(view, blank, place.box)
        if not found:
            sight = Sight(view.sheet.page.number, name.box, name.text)
            yield Reading(item.concept, "unclear", sight=sight, doubt="no-value")
        return
    if is_plural(item):
        yield from _listed(view, name, item, filled)
        return
    read = [(place, value) for place in filled if (value := _value(name, item, place)) is not None]
    if not read and is_nothing(written(filled[0].lines)) and item.type not in _FEW_ANSWERS:
        yield _reading(view, item, filled[0], written(filled[0].lines), name.text)
    elif not read:
        # Words after a label that has no colon, and no value of its kind: a sentence.
        if not name.direct:
            yield _reading(view, item, filled[0], written(filled[0].lines), name.text, "form")
    else:
        place, value = read[0]
        rivals = {value for _, value in read} | set(_rivals(item, place))
        doubt = "several" if len(rivals) > 1 else ""
        yield _reading(view, item, place, value, name.text, doubt)


def _may_be(item: Item, text: str) -> bool:
    return part(item.kind, item.concept, text) is not None


def _value(name: Name, item: Item, place: Place) -> str | None:
    """The value that a place holds; ``None`` where it holds none that could be one."""
    text = written(place.lines)
    if name.direct in {"number", "date"}:
        return first_part(name.direct, item.kind, item.concept, text)
    if name.direct and item.kind in {"", "text"}:
        return None
    if item.type in _FEW_ANSWERS:
        return typed(item, text)
    if item.concept.endswith(".street") and _POSTAL_CODE.search(text):
        # A whole address: how much of it is the street is not told.
        return None
    found = part(item.kind, item.concept, text)
    if (found is None or _is_name(item)) and not all(place.joined):
        # An address goes on under a name; a line that ended before it was full ends the value.
        text = written(place.lines[: place.joined.index(False) + 1])
        return part(item.kind, item.concept, text)
    return found


def is_plural(item: Item) -> bool:
    """Whether one place may hold several values: a list, or addresses of mailboxes."""
    return item.type == "list" or item.kind in {"email", "mssante"}


def is_told(item: Item) -> bool:
    """Whether a value can be told from other words by its form."""
    return item.kind not in {"", "text"}


def _is_name(item: Item) -> bool:
    return item.concept.endswith("name")


def _reading(
    view: View, item: Item, place: Place, value: str, label: str, doubt: str = ""
) -> Reading:  # fmt: skip
    """The reading of a value, unclear where its words or its extent are."""
    words = place.words
    torn = item.kind in {"", "text"} and not (all(place.joined) or place.closed or _is_name(item))
    own = "" if place.loose and is_told(item) else place.doubt
    torn = torn or (place.open_end and not is_told(item))
    doubt = doubt or own or ("extent" if torn else "")
    reading = Reading(
        item.concept, "read", value, sight=_sight(view, place, label), origin=origin_of(words)
    )
    if not doubt and is_nothing(value) and item.type not in _FEW_ANSWERS:
        reading = reading._replace(state="absent")
    doubt = doubt or doubt_of(words)
    return on_page(view, doubted(_with_confidence(reading, words), doubt))


def _sight(view: View, place: Place, label: str) -> Sight:
    return Sight(view.sheet.page.number, place.box, label)


def _rivals(item: Item, place: Place) -> Iterator[str]:
    """What stands further on a line and could be the value as well."""
    for words in place.beyond:
        text = " ".join(word.text for word in words)
        value = (
            typed(item, text)
            if item.type in _FEW_ANSWERS
            else part(item.kind, item.concept, text)
            if is_told(item)
            else None
        )
        if value is not None:
            yield value
        elif place.closed and not is_told(item) and item.type == "text":
            yield text


def _listed(
    view: View, name: Name, item: Item, filled: Sequence[Place]
) -> Iterator[Reading]:  # fmt: skip
    """The values of a list; unclear where they cannot be told apart."""
    for place in filled:
        values = entries(item, item.kind, place.lines, place.joined)
        if values is None:
            if len(filled) == 1 and not name.direct:
                yield _reading(view, item, place, written(place.lines), name.text, "form")
            continue
        closed = place._replace(joined=())
        for value in (*values, *_rivals(item, place)):
            yield _reading(view, item, closed, value, name.text)
        return


# --- In tables


def in_tables(view: View, items: Mapping[str, Item]) -> Iterator[Find]:
    """What the tables of a page say, row by row; heads without rows are no table's."""
    named = {item.by for item in items.values() if item.by}
    named |= {
        item.concept
        for item in items.values()
        if item.type == "list" and is_told(item) and not item.by
    }
    for name in view.names:
        item = items.get(name.concept)
        if name.concept not in named or item is None:
            continue
        found = tables.table(view, name, item.kind)
        if found is None:
            yield from _across(view, name, items)
            continue
        for row in found.rows:
            yield Find(_reading(view, item, row.place, row.subject, name.text), head=name)
        for other in items.values():
            yield from _in_table(view, found, other)


def _across(view: View, name: Name, items: Mapping[str, Item]) -> Iterator[Find]:
    """What a table says that has a column for each establishment."""
    rows = tables.across(view, name, items[name.concept].kind)
    for row in rows:
        yield Find(
            _reading(view, items[name.concept], row.place, row.subject, name.text), head=name
        )
    for other in items.values() if rows else ():
        if other.concept == name.concept:
            continue
        for label in tables.labels_below(view, name, other.concept):
            for row in rows:
                cell = tables.cell_across(view, rows, row, label)
                for reading in in_cell(view, None, row, cell, other, label.text):
                    yield _in_row(other, name.concept, row, reading, label)


def _in_table(view: View, found: tables.Table, item: Item) -> Iterator[Find]:
    """What the rows of a table say of one thing: under its head, or by marks under its answers."""
    heads = [head for head in tables.heads(view, found, item.concept) if head is not found.head]
    if not heads and item.by == found.head.concept and item.concept in _OF_ROW:
        # « Client » over the names of those that the rows tell apart.
        heads = [head for one in _CLIENTS for head in tables.heads(view, found, one)]
    for head in heads:
        for row in found.rows:
            cell = tables.cell_of(view, found, row, head)
            for reading in in_cell(view, found, row, cell, item, head.text):
                yield _in_row(item, found.head.concept, row, reading, head)
    if heads or item.concept == found.head.concept:
        return
    heading = tables.heading(view, found, item.concept)
    if heading is None and item.type != "choice":
        return
    for row in found.rows:
        answer = _under_answers(view, found, row, item, None)
        if answer is not None:
            label = heading.text if heading is not None else ""
            reading = of_answer(view, item, answer, label)
            yield _in_row(item, found.head.concept, row, reading, heading)


_CLIENTS = ("client.legal_name", "client.name")
_OF_ROW = frozenset({"client.name", "practitioner.name"})


def _in_row(item: Item, by: str, row: tables.Row, reading: Reading, head: Name | None) -> Find:
    """A reading of a row; whose it is, is unclear where the thing is not asked for row by row."""
    reading = reading._replace(subject=row.subject)
    if item.by == by:
        return Find(reading, head=head)
    return Find(doubted(reading._replace(subject=""), "subject"), aside=True, head=head)


def _under_answers(
    view: View, found: tables.Table, row: tables.Row, item: Item, within: Box | None
) -> answers.Answer | None:
    """What the marks of a row say where each stands under an answer; ``None`` if they do not."""
    free = item.type in {"text", "list"} and not item.answers
    marks = [
        (mark, head if free else typed(item, head))
        for mark, head in tables.marks_of(view, found, row, within)
    ]
    known = [(mark, key) for mark, key in marks if key]
    if len(known) < 2 or len({key for _, key in known}) < len(known):
        return None
    box = around([mark.box for mark, _ in known])
    if any(mark.state is None or mark.doubt for mark, _ in known):
        doubt = next((mark.doubt for mark, _ in known if mark.doubt), "ink")
        return answers.Answer((), box, doubt)
    keys = tuple(key for mark, key in known if mark.state and key)
    if len(keys) > 1 and item.type != "list":
        return answers.Answer(keys, box, "several")
    return answers.Answer(keys, box, empty=not keys)


def in_cell(
    view: View,
    found: tables.Table | None,
    row: tables.Row,
    cell: tables.Cell,
    item: Item,
    label: str,
) -> Iterator[Reading]:
    """What a cell of a table says of a thing."""
    place = tables.place(view, cell)
    sight = Sight(view.sheet.page.number, cell.box, label)
    if any(entry < 0 for entry in cell.items):
        answer = None
        if found is not None and place.empty:
            answer = _under_answers(view, found, row, item, cell.box)
        if answer is None:
            answer = answers.judge_marks(view, cell.items, item)
        yield doubted(of_answer(view, item, answer, label), cell.doubt)
        return
    if place.empty:
        blank = Reading(item.concept, "absent", sight=sight)
        yield doubted(_empty(view, blank, cell.box), cell.doubt)
        return
    text = written(place.lines)
    if is_plural(item):
        values = entries(item, item.kind, place.lines, place.joined)
        doubt = cell.doubt or ("form" if values is None else "")
        for one in values if values is not None else (text,):
            yield _reading(view, item, place, one, label, doubt)
        return
    value = typed(item, text) if item.type in _FEW_ANSWERS else part(item.kind, item.concept, text)
    doubt = cell.doubt or ("form" if value is None and not is_nothing(text) else "")
    yield _reading(view, item, place, value or text, label, doubt)


def at_crossings(view: View, item: Item) -> Iterator[Find]:
    """What stands where a row and a column together name a thing; a row of totals counts alone."""
    if item.kind != "amount" or item.by:
        return
    met = list(crossings(view, item))
    totals = [one for one in met if one.total]
    # Several lines, be they alike, are parts of a sum.
    doubt = "several" if len(totals or met) > 1 else ""
    for one in totals or met:
        value = part(item.kind, item.concept, written(one.place.lines))
        if value is not None:
            yield Find(_reading(view, item, one.place, value, one.label, doubt))


def in_sentences(view: View, item: Item) -> Iterator[Find]:
    """What the sentences of a page say of a thing, by the words around it."""
    for text in paragraphs(view.sheet) if item.in_text else ():
        for found in passages(text, item.in_text):
            value = (
                typed(item, found.text)
                if item.type in _FEW_ANSWERS
                else part(item.kind, item.concept, found.text)
            )
            if value:
                box = around([word.box for word in found.words])
                place = Place((found.words,), box, closed=True)
                yield Find(_reading(view, item, place, value, found.wording))


def in_blocks(view: View, items: Mapping[str, Item]) -> Iterator[Find]:
    """The name and the address of the blocks of parties that are plainly both."""
    for block in blocks(view):
        family = block.heading.concept.partition(".")[0]
        said = {
            block.heading.concept: block.name,
            f"{family}.street": block.street,
            f"{family}.postal_code": block.postal_code,
            f"{family}.city": block.city,
        }
        for concept, words in said.items():
            if words and concept in items:
                place = Place((words,), around([word.box for word in words]), closed=True)
                value = " ".join(word.text for word in words)
                found = _reading(view, items[concept], place, value, block.heading.text)
                yield Find(found, weak=True, head=block.heading)


def in_places(view: View, items: Mapping[str, Item]) -> Iterator[Find]:
    """The postal code and the city that one label names together."""
    for name in view.names:
        found = places(view, name) if name.concept == PLACE else ()
        told = place_in(found[0].words) if len(found) == 1 else None
        for concept, words in zip(("client.postal_code", "client.city"), told or (), strict=False):
            if concept in items:
                where = found[0]._replace(lines=(words,), joined=(), beyond=())
                value = " ".join(word.text for word in words)
                yield Find(_reading(view, items[concept], where, value, name.text))


def named_beside(view: View, name: Name, items: Mapping[str, Item]) -> Iterator[Find]:
    """The name after an identifier and a dash: « N° FINESS 2B0000020 – Clinique A »."""
    concept = f"{name.concept.partition('.')[0]}.name"
    item = items.get(concept)
    if item is None or item.by != name.concept or not name.rest:
        return
    said = (*name.rest, *going_on(view, name.last, name.rest))
    dash = next((at for at, word in enumerate(said) if word.text in _DASHES), 0)
    subject = " ".join(word.text for word in said[:dash])
    words = said[dash + 1 :]
    value = " ".join(word.text for word in words)
    if fits(items[name.concept].kind, name.concept, subject) and _NAME.fullmatch(value):
        place = Place((words,), around([word.box for word in words]), closed=True)
        found = _reading(view, item, place, value, name.text)
        yield Find(found._replace(subject=subject))


_DASHES = frozenset("–—-")
_NAME = re.compile(r"[^\W\d_][^–—:;()]*[^\W_]")


# --- Doubts


def doubt_of(words: Sequence[Word]) -> str:
    """Why words may not be what is shown."""
    return next((word.doubt for word in words if word.doubt), "")


def origin_of(words: Sequence[Word]) -> Origin:
    """Where words come from: a field or an annotation where one of them does."""
    return next((word.origin for word in words if word.origin != "text"), "text")


def doubted(reading: Reading, doubt: str) -> Reading:
    """The reading, unclear where there is a doubt."""
    if not doubt or reading.state == "unclear":
        return reading
    return reading._replace(state="unclear", doubt=doubt)


def on_page(view: View, reading: Reading) -> Reading:
    """The reading; what a machine saw on an image is never sure."""
    return doubted(reading, "scan") if view.sheet.page.scan else reading


def _with_confidence(reading: Reading, words: Sequence[Word]) -> Reading:
    known = [word.confidence for word in words if word.confidence is not None]
    return reading._replace(confidence=min(known)) if known else reading


def _empty(view: View, reading: Reading, box: Box) -> Reading:
    """An empty place, unclear where a picture, a pen or turned text may fill it."""
    page = view.sheet.page
    for doubt, boxes in (("image", page.images), ("ink", page.inks), ("turned", view.sheet.asides)):
        if any(one.overlaps(box) for one in boxes):
            return doubted(reading, doubt)
    hidden = [word for word in page.words if word.doubt and word.box.overlaps(box)]
    return on_page(view, doubted(reading._replace(state="absent"), doubt_of(hidden)))
