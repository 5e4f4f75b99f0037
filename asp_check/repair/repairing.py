"""What is made of a file that is not exact, and the proof of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from asp_check.document import Document, read
from asp_check.document import tape as kinds
from asp_check.exactness.outcome import Outcome
from asp_check.exactness.slips import is_spare
from asp_check.finding import Problem
from asp_check.repair import Repair
from asp_check.repair.same import appeared, fingerprint
from asp_check.repair.scope import COMMAS, Scope, is_certain
from asp_check.repair.walk import Move, Repairs, Splice
from asp_check.template import Template, depth
from asp_check.text import BOM, NEWLINE

_STRINGS = frozenset({kinds.STRING, kinds.KEY, kinds.OTHER, kinds.NUMBER})


class Made(NamedTuple):
    """A repaired text, and each repair; ``certain``: its structure is no guess."""

    text: bytes
    repairs: Sequence[Repair]
    certain: bool
    source: Document | None = None
    """What was read of the file once its commas too many were gone."""


class Recoded(NamedTuple):
    """The text of a file that was not UTF-8, or had a second byte-order mark.

    ``place`` turns places in it into places of the file.
    """

    text: bytes
    kind: str
    end: int
    place: Callable[[Iterable[int]], dict[int, int]]


def recoded(data: bytes, before: Outcome, encoding: str | None) -> Recoded | None:
    """The file in UTF-8 with one mark at most; ``None`` if it is so, or its encoding is not known."""
    document = before.document
    if document is None:
        return None
    if document.codec != "utf-8":
        return Recoded(
            document.text, "encoding", len(data), lambda at: dict(document.originals(at))
        )
    if data.startswith(BOM + BOM):
        size = len(BOM)
        return Recoded(
            data[size:], "bom", size, lambda places: {at: at + size if at else 0 for at in places}
        )
    damaged = next((p for p in before.problems if p.rule == "E101"), None)
    # Without a guess, part of the file is good UTF-8: declared or not, it is no other encoding.
    if encoding is None or damaged is None or not damaged.params.get("guess"):
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return Recoded(text.encode(), "encoding", len(data), lambda at: _narrow(text, at))


def _narrow(text: str, places: Iterable[int]) -> dict[int, int]:
    """From places in UTF-8 to places in an encoding of one byte a character."""
    found, encoded = {}, text.encode()
    position = count = 0
    for at in sorted(set(places)):
        count += len(encoded[position:at].decode("utf-8", "ignore"))
        found[at], position = count, at
    return found


def repaired(
    data: bytes, template: Template, before: Outcome, scope: Scope, max_depth: int
) -> Made:
    """The file with all that may be repaired; ``before`` is what the check found."""
    repairs: list[Repair] = []
    text, document = data, before.document
    deep = max(max_depth, depth(template.root))
    if scope.certain:
        commas = list(_commas(before.problems, text))
        if commas:
            text, document = _applied(text, commas), None
        if document is None:
            document = read(text, max_size=len(text), max_depth=deep, shape=template.root)
        if document.complete and document.root and is_certain(document.problems, template):
            # Places are told of the file as it was, with the commas that it had.
            shift = _shift(commas)
            repairs += [Repair(c.kind, 1, c.start, c.end, c.pointer) for c in commas]
            text, told = _formed(text, document, template, scope, deep)
            repairs += [r._replace(start=shift(r.start), end=shift(r.end)) for r in told]
            return _marked(Made(text, repairs, certain=True, source=document), template)
        text, document = data, before.document
    if scope.ends and document is not None and document.complete and document.root:
        changes = _around(document, before.problems, scope)
        text = _applied(text, changes)
        repairs += [Repair(c.kind, 1, c.start, c.end) for c in changes]
    made = Made(text, repairs, certain=False)
    # What stands in the place of a mark may be what hides it.
    is_told = any(problem.rule in ("E103", "E104") for problem in before.problems)
    return _marked(made, template) if is_told else made


def _commas(problems: Iterable[Problem], text: bytes) -> Iterator[Splice]:
    """The commas to remove: each one a comma, and one that separates nothing."""
    for problem in problems:
        if problem.rule in COMMAS and problem.fix:
            for edit in problem.fix:
                if text[edit.offset : edit.end_offset] != b"," or not is_spare(text, edit.offset):
                    continue
                yield Splice(edit.offset, edit.end_offset, b"", "comma", problem.pointer)


def _formed(
    text: bytes, document: Document, template: Template, scope: Scope, max_depth: int
) -> tuple[bytes, list[Repair]]:
    """Members in their order, then literals and blanks; and what that took."""
    walk = Repairs(template, document)
    walk.run()
    changes = list(walk.changes())
    told = [Repair(c.kind, 1, c.start, c.end, c.pointer) for c in changes]
    if scope.ordered and (moves := list(walk.moves())):
        told += [Repair("order", m.count, m.start, m.start, m.pointer) for m in moves]
        text = _reordered(text, moves)
        # In their place, members are compared with their own neighbours.
        document = read(text, max_size=len(text), max_depth=max_depth, shape=template.root)
        walk = Repairs(template, document)
        walk.run()
        changes = list(walk.changes())
    newlines = list(_newlines(document, scope.newline, changes)) if scope.newline else []
    told += [Repair(c.kind, 1, c.start, c.end) for c in newlines]
    return _applied(text, [*changes, *newlines]), told


def _reordered(text: bytes, moves: Sequence[Move]) -> bytes:
    """The text with its members moved; what stands between them keeps its place in the row.

    The length of an object stays the same: the inner ones first, the spans of the outer ones hold.
    """
    made = bytearray(text)
    for move in sorted(moves, key=lambda move: move.spans[0][0], reverse=True):
        spans = move.spans
        parts = []
        for place, index in enumerate(move.order):
            if place:
                parts.append(made[spans[place - 1][1] : spans[place][0]])
            parts.append(made[slice(*spans[index])])
        made[spans[0][0] : spans[-1][1]] = b"".join(parts)
    return bytes(made)


def _around(document: Document, problems: Sequence[Problem], scope: Scope) -> list[Splice]:
    """What may be repaired of a file whose structure is a guess: newlines, and the end."""
    edits = [edit for p in problems if p.rule == "E203" for edit in p.fix or ()]
    changes = [
        Splice(e.offset, e.end_offset, e.text.encode("utf-8", "surrogateescape"), "end")
        for e in edits
    ]
    if scope.newline and any(problem.rule in ("E201", "E202") for problem in problems):
        changes += list(_newlines(document, scope.newline, changes))
    return changes


def _newlines(document: Document, newline: bytes, changes: Iterable[Splice]) -> Iterator[Splice]:
    """Every other line end, but for those within strings, and where a change is made already."""
    text, tape = document.text, document.tape
    if b"\r" not in text and newline == b"\n":
        return
    taken = sorted((change.start, change.end) for change in changes)
    starts = [start for start, _ in taken]
    for m in NEWLINE.finditer(text):
        start, end = m.span()
        if m.group() == newline:
            continue
        place = bisect_right(starts, start) - 1
        if place >= 0 and taken[place][1] > start:
            continue
        entry = bisect_right(tape.starts, start) - 1
        if entry >= 0 and tape.kinds[entry] in _STRINGS and tape.ends[entry] > start:
            continue
        yield Splice(start, end, newline, "newlines")


def _marked(made: Made, template: Template) -> Made:
    """The text with a byte-order mark where the template has one, and without where it has none."""
    has = made.text.startswith(BOM)
    if has == bool(template.bom) or not made.text:
        return made
    text = made.text[len(BOM) :] if has else BOM + made.text
    mark = Repair("bom", 1, 0, len(BOM) if has else 0)
    return made._replace(text=text, repairs=[mark, *made.repairs])


def _applied(text: bytes, changes: Iterable[Splice]) -> bytes:
    parts = []
    position = 0
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        if change.start < position:
            continue  # Said twice of one place.
        parts += [text[position : change.start], change.new]
        position = change.end
    return b"".join([*parts, text[position:]])


def _shift(cuts: Sequence[Splice]) -> Callable[[int], int]:
    """From places in the text without these spans to places in the text that had them."""
    starts, sizes = [], []
    removed = 0
    for cut in sorted(cuts):
        starts.append(cut.start - removed)
        removed += cut.end - cut.start
        sizes.append(removed)

    def place(at: int) -> int:
        index = bisect_right(starts, at) - 1
        return at + sizes[index] if index >= 0 else at

    return place


# --- The proof


def proof(
    data: bytes, template: Template, before: Outcome, made: Made, after: Outcome, max_depth: int
) -> str | None:
    """Which promise the repaired text breaks: ``data``, ``findings`` or none."""
    deep = max(max_depth, depth(template.root))

    def document_of(outcome: Outcome, text: bytes) -> Document:
        if outcome.document is not None:
            return outcome.document
        return read(text, max_size=len(text), max_depth=deep)

    first, second = made.source or document_of(before, data), document_of(after, made.text)
    if fingerprint(first) != fingerprint(second):
        return "data"
    if appeared(before.problems, after.problems, certain=made.certain):
        return "findings"
    return None
