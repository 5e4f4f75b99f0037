"""The examples of the rules of family D: a small text that stands for an archive, a dossier or several.

A line at the margin names an archive or a dossier, the lines below it its files, each with what is
known of it after a bar: ``VA.pdf | taken=va order=B-1``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from asp_check.archive import Archive, Member
from asp_check.causes import Example
from asp_check.dossier.model import Beneficiary, Brief, FileRef, Key, Order, Seen
from asp_check.dossier.rules import TABLE, Entry, module_of
from asp_check.pieces.model import Page, Paper, Piece, Reading, Signed


class Line(NamedTuple):
    """One line of an example: the path, and what is said of it."""

    path: str
    said: Mapping[str, str]


Block = tuple[Line, list[Line]]


def blocks(text: str) -> list[Block]:
    """The heads of a text, each with the lines below it."""
    found: list[Block] = []
    for line in text.splitlines():
        path, _, said = line.strip().partition(" | ")
        pairs = (part.partition("=") for part in said.split())
        parsed = Line(path, {key: value if equals else "yes" for key, equals, value in pairs})
        if line.startswith("  "):
            found[-1][1].append(parsed)
        else:
            found.append((parsed, []))
    return found


def archive(block: Block) -> Archive:
    head, lines = block
    members = tuple(
        Member(
            line.path,
            int(line.said.get("size", 10)),
            10,
            line.said.get("charset", "utf-8"),
            int(line.said.get("method", 0)),
            line.said.get("trouble", ""),  # type: ignore[arg-type]
            "nested" in line.said,
        )
        for line in lines
    )
    return Archive(
        head.path,
        members,
        head.said.get("broken", ""),  # type: ignore[arg-type]
        int(head.said.get("before", 0)),
        overlapping="overlapping" in head.said,
    )


def _sum(line: Line) -> str:
    return sha256(line.said.get("sha", line.path).encode()).hexdigest()


def _file(line: Line) -> FileRef:
    return FileRef(
        line.path,
        _sum(line),
        int(line.said.get("size", 10)),
        line.said.get("taken", "aside"),  # type: ignore[arg-type]
        order=line.said.get("order", ""),
        note=line.said.get("note", ""),
    )


def _piece(line: Line) -> Iterator[Piece]:
    role = line.said.get("taken", "")
    if role in {"bdc", "va", "mom", "invoice", "pilot"}:
        date: Any = line.said.get("date")
        readings = () if date is None else (Reading("invoice.date", date, "x"),)
        signed: Any = line.said.get("signed", "unclear")
        paper = Paper(line.path, _sum(line), "pdf", (Page(1, 595, 842),))
        yield Piece(role, paper, readings=readings, signed=Signed(signed, "no-box"))  # type: ignore[arg-type]


def _numbers(head: Line) -> tuple[str, ...]:
    return tuple(filter(None, head.said.get("orders", "").split(",")))


def seen(block: Block) -> Seen:
    head, lines = block
    return Seen(
        head.path,
        head.said.get("kind", ""),
        (head.path,) if head.path.endswith(".json") else (),
        tuple(map(_file, lines)),
        tuple(piece for line in lines for piece in _piece(line)),
        _numbers(head),
    )


def brief(block: Block) -> Brief:
    head, lines = block
    client = head.said.get("client")
    clients = () if client is None else (Beneficiary("FINESS", client),)
    key = Key(
        head.said.get("dispositif", ""),
        head.said.get("kind", ""),
        tuple(Order(number, clients) for number in _numbers(head)),
    )
    return Brief(head.path, _sum(head), key, tuple(map(_file, lines)))


def case(entry: Entry, text: str) -> Any:
    """What the rule sees of this text."""
    found = blocks(text)
    if entry.about == "archive":
        return archive(found[0])
    if entry.about == "dossier":
        return seen(found[0])
    if entry.about == "astray":
        return [line.path for line in found[0][1]]
    return [brief(block) for block in found]


def path_at(entry: Entry, text: str, at: tuple[int, int]) -> str:
    """The path that stands at this line of a text."""
    line = text.splitlines()[at[0] - 1]
    path = line.strip().partition(" | ")[0]
    assert line.index(path) == at[1] - 1
    if entry.about == "archive" and at[0] > 1:
        return f"{text.splitlines()[0].partition(' | ')[0]}/{path}"
    return path


def examples() -> Sequence[tuple[Entry, int, Example]]:
    return [
        (entry, rank, example)
        for entry in TABLE
        for rank, example in enumerate(module_of(entry).CAUSE.examples)
    ]
