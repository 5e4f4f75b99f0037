"""Two files compared: their bytes, then how their data are written, then their data.

Pure.  Nothing is called the same unless it is: where one of the two is not JSON their texts are
compared, and where a limit stands in the way or something of ours breaks, nothing is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from asp_check.diff import against, edits
from asp_check.diff.identity import declared, titles
from asp_check.diff.model import (
    CAUSES,
    Change,
    Difference,
    Example,
    Hunk,
    Side,
    Span,
    Writing,
)
from asp_check.diff.notes import Known, Notes, Told
from asp_check.diff.places import Place, View, file_spans, spans, view
from asp_check.diff.tree import Tree
from asp_check.diff.walk import Walk
from asp_check.document import MAX_DEPTH, MAX_SIZE, Document, read
from asp_check.finding import Edit, Problem, TemplateRef
from asp_check.template import Template
from asp_check.text import decode, line_columns

Recogniser = Callable[[Document], Template | None]
"""What tells the template that a document was made from."""

_HARMLESS = frozenset({"E102", "S503", "S801"})
"""Rules that a file may break and still be whole JSON, each value of which is known: UTF-16, half
of a pair as an escape, a repeated key."""
_LIMITS = frozenset({"E401", "E402"})


class _Read(NamedTuple):
    """One file, read."""

    side: Side
    view: View
    template: Template | None


def diff(  # noqa: PLR0913 - the settings of a comparison
    a: bytes,
    b: bytes,
    *,
    paths: tuple[str | None, str | None] = (None, None),
    recognise: Recogniser | None = None,
    lang: str = "fr",
    hide: bool = False,
    max_size: int = MAX_SIZE,
    max_depth: int = MAX_DEPTH,
) -> Difference:
    """What differs between A and B.

    ``recognise`` says which template each was made from: by its concepts elements are matched and
    named.  ``lang`` is the language of ``failure``, of subjects and of titles.  ``hide`` masks the
    identifiers in subjects, and keys that are data.
    """
    in_a = _read(a, paths[0], recognise, max_size, max_depth)
    in_b = _read(b, paths[1], recognise, max_size, max_depth) if a != b else None
    return _compare(in_a, in_b or in_a._replace(side=in_a.side._replace(path=paths[1])), lang, hide)


def diff_model(
    data: bytes,
    template: Template,
    *,
    path: str | None = None,
    lang: str = "fr",
    hide: bool = False,
    max_size: int = MAX_SIZE,
    max_depth: int = MAX_DEPTH,
) -> Difference:
    """What differs between a file and its model, filled with the values of the file.

    B is that model filled in, under the name of the template; ``filled`` is how many blanks were.
    """

    def named(_document: Document) -> Template:
        return template

    document = read(data, max_size=max_size, max_depth=max_depth)
    wanted = against.expected(document, template)
    in_a = _side(document, path, named)
    in_b = in_a
    if data != wanted.data:
        in_b = _read(wanted.data, template.id, named, max_size, max_depth)
    found = _compare(in_a, in_b._replace(side=in_b.side._replace(path=template.id)), lang, hide)
    return found._replace(filled=wanted.filled)


def failed(
    a: tuple[str | None, str, int, bytes], b: tuple[str | None, str, int, bytes], why: str
) -> Difference:
    """No comparison, and why; of each file the path, the SHA-256, the size and what was read."""
    first, second = (Side(*side, template=None, parsed=False) for side in (a, b))
    return Difference("failed", first, second, (), (), (), None, (), why)


# ------------------------------------------------------------------ reading


def _read(
    data: bytes, path: str | None, recognise: Recogniser | None, max_size: int, max_depth: int
) -> _Read:
    return _side(read(data, max_size=max_size, max_depth=max_depth), path, recognise)


def _side(document: Document, path: str | None, recognise: Recogniser | None) -> _Read:
    template = None if recognise is None else recognise(document)
    ref = template and TemplateRef(template.id, template.status, template.sha256)
    data = document.data
    side = Side(path, sha256(data).hexdigest(), len(data), data, ref, _is_parsed(document))
    return _Read(side, view(document), template)


def _is_parsed(document: Document) -> bool:
    """Whether these bytes are JSON, whole."""
    return (
        document.complete
        and document.root is not None
        and all(problem.rule in _HARMLESS for problem in document.problems)
    )


def _obstacle(document: Document) -> Problem | None:
    """The first thing for which a file is not JSON."""
    return next((p for p in document.problems if p.rule not in _HARMLESS), None)


# ------------------------------------------------------------------ comparing


def _compare(a: _Read, b: _Read, lang: str, hide: bool) -> Difference:
    empty = Difference("same-bytes", a.side, b.side, (), (), (), (), (), None)
    if a.side.data == b.side.data:
        return empty if a.side.parsed else empty._replace(patch=None)
    limited = [side for side in (a, b) if _is_limited(side.view.document)]
    if limited:
        return empty._replace(answer="failed", patch=None, failure=_why(a, b, lang))
    found = empty._replace(**_texts(a, b))
    if not (a.side.parsed and b.side.parsed):
        return found._replace(answer="different-text", patch=None, failure=_why(a, b, lang))
    return found._replace(**_data(a, b, lang, hide))


def _is_limited(document: Document) -> bool:
    return any(problem.rule in _LIMITS for problem in document.problems)


def _why(a: _Read, b: _Read, lang: str) -> str:
    """What keeps these files from being compared as data, each with its first obstacle."""
    english = lang == "en"
    found = []
    for name, side in (((("A", "B")[n]), (a, b)[n]) for n in (0, 1)):
        if side.side.parsed:
            continue
        problem = _obstacle(side.view.document)
        if problem is None:
            found.append(f"{name}: nothing to read" if english else f"{name} : rien à lire")
            continue
        from asp_check.causes import CAUSES as RULES  # noqa: PLC0415 - only a failure needs words

        title = RULES[problem.rule].title
        words = title.en if english else title.fr
        start = min(problem.start, len(side.view.text))
        line, column = line_columns(side.view.text, [start])[start]
        place = f"line {line}, column {column}" if english else f"ligne {line}, colonne {column}"
        colon = ": " if english else " : "
        found.append(f"{name}{colon}{problem.rule}, {place}{colon}{words}")
    return "; ".join(found) if english else " ; ".join(found)


def _texts(a: _Read, b: _Read) -> Mapping[str, Any]:
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


def _data(a: _Read, b: _Read, lang: str, hide: bool) -> Mapping[str, Any]:
    """The answer, the causes of writing, the changes and the patch."""
    tree_a, tree_b = Tree(a.view.document), Tree(b.view.document)
    made_from = (a.template, b.template)
    known = Known(
        declared(made_from),
        titles(made_from, lang),
        frozenset(r.path for t in made_from if t for r in t.repeats if r.key is not None),
        lang,
        hide,
    )
    walk = Walk(tree_a, tree_b, known)
    walk.run()
    walk.around()
    same = tree_a.canonical(0) == tree_b.canonical(0)
    writings = _writings(a, b, walk.notes)
    if same == bool(walk.notes.changes) or (same and not writings):
        # A fault of ours, and never an answer.
        raise AssertionError("what was found does not account for what differs")
    operations = walk.patch.operations
    return {
        "answer": "same-data" if same else "different-data",
        "writings": writings,
        "changes": _changes(a, b, walk.notes.changes),
        "patch": None if operations is None else tuple(operations),
    }


def _writings(a: _Read, b: _Read, notes: Notes) -> tuple[Writing, ...]:
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


def _whole(a: _Read, b: _Read) -> dict[str, Writing]:
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


def _changes(a: _Read, b: _Read, told: list[Told]) -> tuple[Change, ...]:
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


def _text(side: _Read, place: Place) -> str:
    return decode(side.view.text[slice(*place)])


__all__ = ["Difference", "diff", "diff_model", "failed"]
