"""Bytes to a lossless document, tolerantly: every byte kept, every fault named, nothing raised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from asp_check import pointer as pointers
from asp_check.document import tape as kinds
from asp_check.document.encoding import decode_bytes, originals
from asp_check.document.places import pointers_at
from asp_check.document.reader import Reader
from asp_check.document.shape import Shape
from asp_check.document.strings import unescape
from asp_check.document.tape import KIND_NAMES, Tape
from asp_check.finding import Edit, Link, Problem
from asp_check.text import BOM

MAX_SIZE = 256 * 1024 * 1024
"""Bytes of the largest file that is read, unless told otherwise."""

MAX_DEPTH = 128
"""Containers within containers that are read, unless told otherwise."""

Scalar = str | Decimal | bool | None


class Document(NamedTuple):
    """A file as it is.  ``text`` is its UTF-8 view, which spans count; mostly ``data`` itself.

    ``problems`` are what the file breaks by itself (families E and S), in order of place.
    ``complete`` is false where the reader had to stop: what follows was not read.
    """

    data: bytes
    text: bytes
    codec: str
    bom: int
    problems: tuple[Problem, ...]
    complete: bool
    tape: Tape

    @property
    def root(self) -> Node | None:
        """The root value, ``None`` where there is none."""
        return Node(self, 0, "") if len(self.tape) else None

    def originals(self, offsets: Iterable[int]) -> Mapping[int, int]:
        """Offsets into ``text`` as offsets into ``data``, which differ in UTF-16 and UTF-32."""
        return originals(self.data, self.codec, self.text, offsets)

    def tokens(self) -> Iterator[tuple[str, int, int]]:
        """Kind and span in ``data`` of every token: together they are the file, byte for byte."""
        from asp_check.document.scan import scan  # noqa: PLC0415 - few ask for tokens

        if self.codec == "utf-8":
            yield from scan(self.data)
            return
        tokens = list(scan(self.text))
        places = self.originals([end for _, _, end in tokens] + [0])
        if places[0]:
            yield "bom", 0, places[0]
        elif not tokens and self.data:
            yield "other", 0, len(self.data)
        for kind, start, end in tokens:
            yield kind, places[start], places[end]


class Member(NamedTuple):
    """One member of an object: its key, decoded; the node of the key; the node of the value."""

    key: str
    key_node: Node
    value: Node


class Node(NamedTuple):
    """A value, or a key, of a document: a view on its tape."""

    document: Document
    entry: int
    pointer: str

    @property
    def kind(self) -> str:
        """``object``, ``array``, ``string``, ``number``, ``true``, ``false``, ``null``, ``other``."""
        return KIND_NAMES.get(self.document.tape.kinds[self.entry], "string")

    @property
    def start(self) -> int:
        """Where it starts in ``document.text``."""
        return self.document.tape.starts[self.entry]

    @property
    def end(self) -> int:
        """Where it ends in ``document.text``, exclusive."""
        return self.document.tape.ends[self.entry]

    @property
    def inner(self) -> tuple[int, int]:
        """The span between the brackets of an object or an array, were they written or assumed."""
        tape = self.document.tape
        opening = 1 if self.document.text[self.start : self.start + 1] in (b"{", b"[") else 0
        return self.start + opening, tape.starts[tape.links[self.entry] - 1]

    @property
    def literal(self) -> bytes:
        """Its bytes as written."""
        return self.document.text[self.start : self.end]

    @property
    def value(self) -> Scalar:
        """The value of a scalar: the text of a string, a ``Decimal``, a boolean or ``None``.

        A number that is not well formed, and anything else, is the text as written.
        """
        kind = self.document.tape.kinds[self.entry]
        if kind in (kinds.STRING, kinds.KEY):
            return self.text
        if kind in (kinds.TRUE, kinds.FALSE):
            return kind == kinds.TRUE
        if kind == kinds.NULL:
            return None
        written = self.literal.decode("utf-8", "surrogateescape")
        if kind == kinds.NUMBER and written.isascii():
            try:
                return Decimal(written)
            except ArithmeticError:
                return written
        return written

    @property
    def text(self) -> str:
        """The decoded content of a string or a key."""
        span = self.document.tape.contents.get(self.entry) or (self.start + 1, self.end - 1)
        return unescape(self.document.text[slice(*span)])

    def members(self) -> Iterator[Member]:
        """The members of an object, in order, repeated keys included."""
        tape = self.document.tape
        index = self.entry + 1
        while tape.kinds[index] == kinds.KEY:
            key_node = Node(self.document, index, "")
            key = key_node.text
            at = pointers.join(self.pointer, key)
            yield Member(key, Node(self.document, index, at), Node(self.document, index + 1, at))
            index = tape.links[index + 1]

    def elements(self) -> Iterator[Node]:
        """The elements of an array, in order."""
        tape = self.document.tape
        index, position = self.entry + 1, 0
        while tape.kinds[index] != kinds.CLOSE:
            yield Node(self.document, index, pointers.join(self.pointer, position))
            index, position = tape.links[index], position + 1


def read(
    data: bytes,
    *,
    max_size: int = MAX_SIZE,
    max_depth: int = MAX_DEPTH,
    shape: Shape | None = None,
) -> Document:
    """Read any bytes: a document, with what is wrong with them.

    ``shape`` tells which keys belong where; it is asked only if braces, brackets or quotes had
    to be repaired, and makes the repair land where the fault is.
    """
    if len(data) > max_size:
        params = {"size": len(data), "limit": max_size}
        problem = Problem("E401", 0, 0, params=params)
        return Document(data, data, "utf-8", 0, (problem,), False, Tape())
    decoded = decode_bytes(data)
    if decoded.text is None:
        return Document(data, b"", decoded.codec, decoded.bom, decoded.problems, False, Tape())
    text = decoded.text
    named = _other_format(text)
    if named:
        problem = Problem("S706", 0, 0, params={"found": named})
        return Document(data, text, decoded.codec, decoded.bom, (problem,), False, Tape())
    reader = Reader(text, decoded.bom, max_depth)
    if reader.strict():
        # Only broken JSON needs what repairs it.
        from asp_check.document.recovery import recover  # noqa: PLC0415

        reading = recover(reader)
        if shape is not None and reading.restructured:
            reading = recover(Reader(text, decoded.bom, max_depth), shape)
        tape, faults, complete = reading.tape, reading.problems, reading.complete
    else:
        tape, faults, complete = reader.tape, reader.problems, reader.complete
    found = [*decoded.problems, *faults, *_duplicates(text, tape)]
    problems = tuple(_named(text, tape, found))
    return Document(data, text, decoded.codec, decoded.bom, problems, complete, tape)


def _named(text: bytes, tape: Tape, problems: list[Problem]) -> Iterator[Problem]:
    """The problems in order of place, each with the pointer of where it lies."""
    same = {(problem.start, problem.end, problem.rule): problem for problem in problems}
    problems = [same[key] for key in sorted(same)]
    places = [_named_by(problem) for problem in problems]
    offsets = sorted(set(places))
    pointers = dict(zip(offsets, pointers_at(text, tape, offsets), strict=True))
    for problem, place in zip(problems, places, strict=True):
        yield (
            problem._replace(pointer=pointers[place])
            if problem.rule not in _WHOLE_FILE
            else problem
        )


def _named_by(problem: Problem) -> int:
    """The place whose pointer names the problem: of a container left open, its opening."""
    if problem.rule in ("S602", "S603", "S605") and problem.links:
        return problem.links[0].start
    return problem.start


_COLUMNS = 3
"""Separators in the first line of a file from which it is taken for a table."""

_WHOLE_FILE = frozenset({"E102", "S701", "S702", "S703", "S706"})
"""Rules that speak of the file, not of a member."""

_SIGNATURES = (
    (b"%PDF-", "PDF"), (b"PK\x03\x04", "ZIP"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"),
    (b"\x1f\x8b", "GZIP"), (b"<?xml", "XML"), (b"<!doctype html", "HTML"), (b"<html", "HTML"),
    (b"\xd0\xcf\x11\xe0", "Office"), (b"{\\rtf", "RTF"), (b"7z\xbc\xaf", "7z"), (b"Rar!", "RAR"),
)  # fmt: skip


def _is_table(head: bytes) -> bool:
    """Whether the first line has the separators of a table, and none of the marks of JSON."""
    line, newline, _ = head.partition(b"\n")
    marked = any(mark in line for mark in b"{}[]:")
    return bool(newline) and not marked and max(map(line.count, (b";", b",", b"\t"))) >= _COLUMNS


def _other_format(text: bytes) -> str | None:
    if _is_table(text[:4096].removeprefix(BOM)):
        return "CSV"
    head = text[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    lowered = head.lower()
    for signature, name in _SIGNATURES:
        if head.startswith(signature) or (signature[:1] == b"<" and lowered.startswith(signature)):
            return name
    return None


def _duplicates(text: bytes, tape: Tape) -> Iterator[Problem]:
    """A finding for each key that an object already has; its pointer is left to the caller."""
    seen: list[dict[bytes, int]] = []
    for index, kind in enumerate(tape.kinds):
        if kind == kinds.KEY:
            start, end = tape.starts[index], tape.ends[index]
            literal = text[start:end]
            if index in tape.contents or b"\\" in literal:
                span = tape.contents.get(index) or (start + 1, end - 1)
                literal = (
                    b'"' + unescape(text[slice(*span)]).encode("utf-8", "surrogatepass") + b'"'
                )
            first = seen[-1].setdefault(literal, index)
            if first != index:
                link = Link(tape.starts[first], tape.ends[first], None, "first")
                key = unescape(literal[1:-1])
                yield Problem("S801", start, end, params={"key": key}, links=(link,))
        elif kind in (kinds.OBJECT, kinds.ARRAY):
            seen.append({})
        elif kind == kinds.CLOSE:
            seen.pop()


__all__ = ["MAX_DEPTH", "MAX_SIZE", "Document", "Edit", "Member", "Node", "Scalar", "Shape", "read"]
