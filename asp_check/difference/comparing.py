"""Two files that are not the same bytes: where their texts differ, how their writing, what their data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asp_check.difference import edits
from asp_check.difference.identity import declared, places, titles
from asp_check.difference.model import CAUSES, Change, Example, Hunk, Span, Writing
from asp_check.difference.notes import Known, Notes, Told
from asp_check.difference.places import Place, file_spans, spans
from asp_check.difference.reading import Read, Recogniser, own_keys
from asp_check.difference.tree import Tree
from asp_check.difference.walk import Walk
from asp_check.document import Document
from asp_check.finding import Edit
from asp_check.text import decode


def texts(a: Read, b: Read) -> Mapping[str, Any]:
    """The edits and the hunks: where the bytes differ."""
    one, other = a.side.data, b.side.data
    if a.view.document.codec == b.view.document.codec == "utf-8":
        found = edits.stretches(one, other)
    else:
        found = edits.wide(one, other, 4)
    in_a = file_spans(a.view, [(a0, a1) for a0, a1, _, _ in found])
    in_b = file_spans(b.view, [(b0, b1) for _, _, b0, b1 in found])
    return {
        "edits": tuple(Edit(a0, a1, decode(other[b0:b1])) for a0, a1, b0, b1 in found),
        "hunks": tuple(map(Hunk, in_a, in_b)),
    }


def data(
    a: Read, b: Read, recognise: Recogniser | None, lang: str, hide: bool
) -> Mapping[str, Any]:
    """The answer, the causes of writing, the changes, the patch, both sides, and the templates' keys."""
    tree_a, tree_b = Tree(a.view.document), Tree(b.view.document)
    same = tree_a.canonical(0) == tree_b.canonical(0)
    if recognise is not None and (hide or not same):
        # Of the same data there is nothing to match nor to name, but keys of theirs may be data.
        a = a.made_from(recognise(a.view.document))
        b = b.made_from(recognise(b.view.document))
    walk = Walk(tree_a, tree_b, _known(a, b, lang, hide))
    walk.run()
    walk.around()
    writings = _writings(a, b, walk.notes)
    if same == bool(walk.notes.changes) or (same and not writings):
        # A fault of ours, and never an answer.
        raise AssertionError("what was found does not account for what differs")
    operations = walk.patch.operations
    return {
        "answer": "same-data" if same else "different-data",
        "a": a.side,
        "b": b.side,
        "writings": writings,
        "changes": _changes(a, b, walk.notes.changes),
        "patch": None if operations is None else tuple(operations),
        "own_keys": own_keys(a, b),
    }


def _known(a: Read, b: Read, lang: str, hide: bool) -> Known:
    """What the templates of both say."""
    made_from = (a.template, b.template)
    keyed = frozenset(r.path for t in made_from if t for r in t.repeats if r.key is not None)
    identities, called, known = declared(made_from), titles(made_from, lang), places(made_from)
    return Known(identities, called, keyed, own_keys(a, b), known, lang, hide)


def _writings(a: Read, b: Read, notes: Notes) -> tuple[Writing, ...]:
    """The causes, in the order in which they are told."""
    found = []
    whole = _whole(a, b)
    for cause in CAUSES:
        if cause in whole:
            found.append(whole[cause])
            continue
        if cause not in notes.counts:
            continue
        seen = notes.examples[cause]
        in_a = spans(a.view, [one.a for one in seen])
        in_b = spans(b.view, [one.b for one in seen])
        shown = tuple(
            Example(x, y, _text(a, one.a), _text(b, one.b), one.pointer)
            for one, x, y in zip(seen, in_a, in_b, strict=True)
        )
        found.append(Writing(cause, notes.counts[cause], in_a[0], in_b[0], seen[0].pointer, shown))
    return tuple(found)


def _whole(a: Read, b: Read) -> dict[str, Writing]:
    """The causes that are of the file and not of a place in it: its encoding, its mark."""
    found = {}
    first, second = a.view.document, b.view.document
    names = (_codec(first), _codec(second))
    if first.codec != second.codec:
        found["encoding"] = _of_file(
            "encoding", Span(0, 0, 1, 1, 1, 1), Span(0, 0, 1, 1, 1, 1), *names
        )
    if first.codec == second.codec and bool(_mark(first)) != bool(_mark(second)):
        in_a, in_b = Span(0, _mark(first), 1, 1, 1, 1), Span(0, _mark(second), 1, 1, 1, 1)
        marks = (decode(first.data[: in_a.end_offset]), decode(second.data[: in_b.end_offset]))
        found["bom"] = _of_file("bom", in_a, in_b, *marks)
    return found


def _of_file(cause: str, a: Span, b: Span, old: str, new: str) -> Writing:  # one place: the file
    return Writing(cause, 1, a, b, "", (Example(a, b, old, new, ""),))


def _codec(document: Document) -> str:
    return document.codec.upper()


def _mark(document: Document) -> int:
    """Bytes of the byte-order mark."""
    if document.codec == "utf-8":
        return document.bom
    return len(document.data) - len(document.text.decode().encode(document.codec))


def _changes(a: Read, b: Read, told: list[Told]) -> tuple[Change, ...]:
    in_a = spans(a.view, [one.a for one in told])
    in_b = spans(b.view, [one.b for one in told])
    return tuple(
        Change(
            one.kind, one.pointer_a, one.pointer_b,
            _text(a, one.a) if one.old else None, _text(b, one.b) if one.new else None,
            x, y, one.subject, one.title,
        )
        for one, x, y in zip(told, in_a, in_b, strict=True)
    )  # fmt: skip


def _text(side: Read, place: Place) -> str:
    return decode(side.view.text[slice(*place)])
