"""Pages into readings: what they say of each thing that is looked for, and where they say so.

Nothing is chosen: two values that compete, marks that contradict each other, a value that cannot be
one of its kind, are ``unclear``.  ``absent`` is said only of a place that was found and holds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.pieces import answers
from asp_check.pieces.contexts import SIGNATURE, in_context
from asp_check.pieces.finds import (
    Find,
    at_crossings,
    at_label,
    doubted,
    in_blocks,
    in_places,
    in_sentences,
    in_tables,
    is_plural,
    named_beside,
    of_answer,
)
from asp_check.pieces.layout import Sheet
from asp_check.pieces.mentions import is_outlined, mentions
from asp_check.pieces.merging import merged
from asp_check.pieces.model import Item, Paper, Reading, Wanted, Word
from asp_check.pieces.names import MOST, Lexicon, Name, lexicon_of, names, wording
from asp_check.pieces.view import View, view
from asp_check.pieces.wording import fold

_OTHER = ""


def seen(
    sheets: Sequence[Sheet], wanted: Wanted, others: Sequence[Wanted] = ()
) -> tuple[View, ...]:
    """Laid out pages with their labels.

    ``others`` are what is looked for in pieces of other roles: their labels are no values here.
    """
    words = labels_of(wanted, others)
    return tuple(_view(sheet, words, wanted) for sheet in sheets)


def _view(sheet: Sheet, words: Lexicon, wanted: Wanted) -> View:
    found = names(sheet, words)
    if len(found) > MOST:
        return view(Sheet(sheet.page, crowded=True), ())
    laid_out = view(sheet, in_context(sheet, found, wanted))
    titles = frozenset(map(fold, wanted.titles))
    named = [
        name for name in laid_out.names if fold(name.text) not in titles or is_told(laid_out, name)
    ]
    return laid_out if len(named) == len(laid_out.names) else view(sheet, named)


def is_told(view: View, name: Name) -> bool:
    """Whether the words of a title name a number: after a colon, or in the cell beside theirs."""
    if name.colon or name.direct:
        return bool(name.rest)
    cell = view.alone(name)
    right = view.neighbour(cell, below=False) if cell is not None else None
    content = view.content(right) if right is not None else ()
    text = " ".join(view.sheet.segments[item].text for item in content if item >= 0)
    return any(map(str.isdecimal, text)) and not view.holds_label(content)


def labels_of(wanted: Wanted, others: Sequence[Wanted] = ()) -> Lexicon:
    """Every label of a role, those of its signature box, and those of other roles."""
    own = {
        label: wording(label, item.concept, item.kind, many=_is_numbered(item))
        for item in wanted.items
        for label in item.labels
    }
    signature = {label: wording(label, SIGNATURE) for label in wanted.signature}
    foreign = {
        label: wording(label, _OTHER)
        for other in others
        for item in other.items
        for label in item.labels
    }
    return lexicon_of({**foreign, **signature, **own}.values())


def _is_numbered(item: Item) -> bool:
    """Whether a paper may number its labels: « Réserve 1 », « Bénéficiaire 2 »."""
    return item.type == "list" or bool(item.by and item.concept.endswith("name"))


def readings(paper: Paper, views: Sequence[View], wanted: Wanted) -> tuple[Reading, ...]:
    """What laid out pages say of each thing that is wanted."""
    unsure = _unsure(paper, views)
    items = {item.concept: item for item in wanted.items}
    found: dict[str, list[Find]] = {concept: [] for concept in items}
    for one in views:
        heads: set[int] = set()
        for find in (*in_tables(one, items), *in_blocks(one, items), *in_places(one, items)):
            found[find.reading.concept].append(find)
            if find.head is not None and (
                find.head.concept == find.reading.concept or not find.weak
            ):
                heads.add(id(find.head))
        for name in one.names:
            if name.concept in items and id(name) not in heads:
                found[name.concept] += at_label(one, name, items[name.concept])
                for find in named_beside(one, name, items):
                    found[find.reading.concept].append(find)
    result: list[Reading] = []
    for item in wanted.items:
        finds = found[item.concept] or list(_without_label(views, item))
        finds = finds or [find for one in views for find in in_sentences(one, item)]
        if all(find.weak for find in finds):
            finds = [find for one in views for find in at_crossings(one, item)] or finds
        if item.by:
            finds = with_subjects(finds, found.get(item.by, []), plural=is_plural(item))
        result += merged(item, finds) or [_missing(item.concept, unsure)]
    return (*result, *mentions(views, wanted, unsure))


def _missing(concept: str, unsure: str) -> Reading:
    return Reading(concept, "unclear" if unsure else "unnamed", doubt=unsure)


def _unsure(paper: Paper, views: Sequence[View]) -> str:
    """Why what was not found may yet be there; empty where everything was read."""
    if any(one.sheet.page.scan for one in views):
        return "scan"
    if paper.unread or not views:
        return "unread"
    if any(one.sheet.crowded for one in views):
        return "crowded"
    if any(is_outlined(one.sheet.page) for one in views):
        return "outlines"
    unread = any(_is_unread(word) for one in views for word in one.sheet.page.words)
    return "font" if unread else ""


def _is_unread(word: Word) -> bool:
    """Whether what a word says is not known at all, so that it may be a label."""
    return word.doubt == "font" or "\ufffd" in word.text


def _without_label(views: Sequence[View], item: Item) -> Iterator[Find]:
    """The answer to a choice that nothing names but its answers, each beside its mark."""
    if item.type != "choice":
        return
    for one in views:
        answer = answers.everywhere(one, item)
        if answer is not None:
            yield Find(of_answer(one, item, answer, ""))


# --- Whose value it is


def with_subjects(
    finds: Sequence[Find], owners: Sequence[Find], *, plural: bool = False
) -> list[Find]:
    """Each value with the identifier of its establishment, where the paper tells several apart.

    Outside tables, values belong to the identifiers that they take turns with; where they do not,
    whose they are is unclear.
    """
    known = [find for find in owners if find.reading.state == "read"]
    subjects = {"".join(find.reading.value.split()).upper() for find in known}
    loose = [find for find in finds if not find.reading.subject]
    if not loose:
        return list(finds)
    settled = [find for find in finds if find.reading.subject]
    if len(subjects) <= 1:
        subject = known[0].reading.value if known else ""
        return [*settled, *(_of(find, subject) for find in loose)]
    if len(loose) == 1 or settled:
        return list(finds)
    turns = _turns(loose, known, plural=plural)
    if turns is None:
        return [find._replace(reading=doubted(find.reading, "subject")) for find in finds]
    return [_of(find, owner.reading.value) for find, owner in turns]


def _of(find: Find, subject: str) -> Find:
    return find._replace(reading=find.reading._replace(subject=subject))


def _turns(
    loose: Sequence[Find], owners: Sequence[Find], *, plural: bool
) -> list[tuple[Find, Find]] | None:
    """Each value with its identifier, if they take turns all along the paper, one or the other first.

    Of a list, several values may follow one identifier.
    """
    for backwards in (False, True):
        values = sorted(loose, key=lambda find: find.at, reverse=backwards)
        names = sorted(owners, key=lambda find: find.at, reverse=backwards)
        pairs: list[tuple[Find, Find]] = []
        for value in values:
            before = [
                name for name in names if (name.at > value.at if backwards else name.at < value.at)
            ]
            if not before:
                break
            pairs.append((value, before[-1]))
        counts = [sum(owner is name for _, owner in pairs) for name in names]
        whole = len(pairs) == len(values) and all(counts)
        if whole and (plural or max(counts) == 1):
            return pairs
    return None
