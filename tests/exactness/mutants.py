"""Every small slip of a hand or of a tool on the fixed text of an exact file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from asp_check.exactness.accept import accept, slots_of
from asp_check.template import Template

NBSP = "\u00a0"


class Mutant(NamedTuple):
    """One changed file, what was done, and the bytes of the change: where it may be reported."""

    data: bytes
    name: str
    start: int
    end: int


def fixed_spans(template: Template, exact: bytes) -> list[tuple[int, int]]:
    """The spans of the exact file that no slot covers."""
    run = accept(template, exact)
    assert run.stopped < 0, f"not exact at byte {run.stopped}"
    spans = []
    previous = 0
    for slot in slots_of(run):
        spans.append((previous, slot.start))
        previous = slot.end
    spans.append((previous, len(exact)))
    return spans


def mutants(template: Template, exact: bytes) -> Iterator[Mutant]:
    """All mutants of the file, each once, none equal to the file."""
    seen = {exact}
    for mutant in _every(template, exact):
        if mutant.data not in seen:
            seen.add(mutant.data)
            yield mutant


def _every(template: Template, exact: bytes) -> Iterator[Mutant]:
    spans = fixed_spans(template, exact)
    slot_edges = {end for _, end in spans} | {start for start, _ in spans}
    for start, end in spans:
        text = exact[start:end].decode()
        at = start
        for i, character in enumerate(text):
            size = len(character.encode())
            yield from _at(exact, at, character, text[i + 1 : i + 2])
            at += size
    for edge in sorted(slot_edges):
        for blank in (" ", NBSP):
            yield _replaced(exact, edge, edge, blank, f"insert {blank!r} at a slot's edge")


def _at(exact: bytes, at: int, character: str, following: str) -> Iterator[Mutant]:
    size = len(character.encode())
    yield _replaced(exact, at, at + size, "", f"delete {character!r}")
    yield _replaced(exact, at, at, character, f"double {character!r}")
    yield _replaced(
        exact, at, at + size, "x" if character != "x" else "y", f"replace {character!r}"
    )
    if following:
        both = at + size + len(following.encode())
        yield _replaced(exact, at, both, following + character, f"swap {character!r} {following!r}")
    if character.swapcase() != character:
        yield _replaced(exact, at, at + size, character.swapcase(), f"case of {character!r}")
    for blank in (" ", NBSP):
        yield _replaced(exact, at, at, blank, f"insert {blank!r} before {character!r}")


def _replaced(exact: bytes, start: int, end: int, by: str, name: str) -> Mutant:
    """The mutant, with every place of the run that would give the same text."""
    new = by.encode()
    data = exact[:start] + new + exact[end:]
    low, high = start, start + len(new)
    if not new or start == end:
        # Deleting or inserting one of a run of equal characters: any place of the run is right.
        piece = new or exact[start:end]
        size = len(piece)
        while low >= size and data[low - size : low] == piece:
            low -= size
        while data[high : high + size] == piece:
            high += size
    return Mutant(data, name, low, high)


def whole_file(exact: bytes) -> Iterator[Mutant]:
    """What editors and tools do to a whole file."""
    yield Mutant(b"\xef\xbb\xbf" + exact, "add a BOM", 0, 3)
    if b"\r\n" in exact:
        yield Mutant(exact.replace(b"\r\n", b"\n"), "LF newlines", 0, len(exact))
    elif b"\n" in exact:
        yield Mutant(exact.replace(b"\n", b"\r\n"), "CRLF newlines", 0, len(exact))
        yield Mutant(exact.replace(b"\n", b"\r"), "CR newlines", 0, len(exact))
    if exact.rstrip() != exact:
        yield Mutant(exact.rstrip(), "no end of line at the end", len(exact) - 2, len(exact))
    yield Mutant(exact + b"\n", "one more end of line", len(exact), len(exact) + 1)
    yield Mutant(exact + b" ", "a blank at the end", len(exact), len(exact) + 1)
    yield Mutant(b"\n" + exact, "an empty first line", 0, 1)
    if b"\n  " in exact:
        yield Mutant(exact.replace(b"\n  ", b"\n\t"), "tabs", 0, len(exact))
        yield Mutant(exact.replace(b"\n  ", b"\n    "), "deeper indent", 0, len(exact))
