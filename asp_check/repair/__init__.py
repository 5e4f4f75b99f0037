"""The form of a file made that of its template, byte for byte, and nothing else of it touched.

From a closed list: the encoding, the byte-order mark, newlines, the end of the file, blanks, the order
of members, escapes in fixed keys, extra commas, how a number is written.  Never a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from asp_check.document import MAX_DEPTH, MAX_SIZE
from asp_check.finding import Problem
from asp_check.repair.scope import REPAIRED, Scope, is_fixable, scope_of
from asp_check.template import Template

__all__ = ["ENCODINGS", "REPAIRED", "Fixed", "Repair", "Scope", "fix", "is_fixable", "scope_of"]

ENCODINGS = ("cp1252", "windows-1252")
"""Encodings that a file may be declared to be in, the one by its two names; none is ever guessed."""

KINDS = (
    "encoding", "bom", "comma", "order", "key-escape", "number", "layout", "newlines", "end",
)  # fmt: skip
"""What is repaired, in the order in which it is told."""


class Repair(NamedTuple):
    """One kind of repair: how often, and the first place, in bytes of the file as it was.

    ``kind`` is one of ``KINDS``.
    """

    kind: str
    count: int  # type: ignore[assignment]  # the method of tuples gives way
    start: int
    end: int
    pointer: str | None = None


class Fixed(NamedTuple):
    """What became of a file.

    ``data`` is what was given where nothing could be repaired.  ``left`` are the problems of
    ``data``, families E, S and T and empty slots, whose places count its bytes (of UTF-16 and UTF-32
    that could not be read, none).  ``certain`` is false where faults of syntax make its structure a
    guess, so that only bytes around it were looked at.  ``failure`` names a fault of ours, ``data`` or
    ``findings``: what had been made did not stand the proof, and was thrown away.
    """

    data: bytes
    repairs: tuple[Repair, ...] = ()
    left: tuple[Problem, ...] = ()
    certain: bool = True
    failure: str | None = None

    @property
    def changed(self) -> bool:
        """Whether something was repaired."""
        return bool(self.repairs)


def fix(
    data: bytes,
    template: Template,
    *,
    encoding: str | None = None,
    max_size: int = MAX_SIZE,
    max_depth: int = MAX_DEPTH,
) -> Fixed:
    """The bytes of a file with its form repaired; whatever they are, nothing raises.

    ``encoding`` is one of ``ENCODINGS``, for a file that is not UTF-8 and that the user knows to be
    in it.  What was made is proved before it is given: the same data, nothing new to say of it.
    """
    from asp_check import exactness  # noqa: PLC0415 - who asks what is fixable has no need of it

    def check(data: bytes) -> exactness.Outcome:
        return exactness.check(template, data, max_size=max_size, max_depth=max_depth)

    before = check(data)
    if before.accepted:
        return Fixed(data, (), before.problems)
    scope = scope_of(before.problems, template)
    if not scope.readable:
        return Fixed(data, (), before.problems, certain=False)
    from asp_check.repair import repairing  # noqa: PLC0415 - an exact file needs none

    recoded = repairing.recoded(data, before, encoding)
    if recoded is not None:
        done = fix(recoded.text, template, max_size=max_size, max_depth=max_depth)
        if done.failure is not None:
            return Fixed(data, (), before.problems, done.certain, done.failure)
        told = _in_file(done.repairs, recoded.place)
        return done._replace(repairs=_told([Repair(recoded.kind, 1, 0, recoded.end), *told]))
    made = repairing.repaired(data, template, before, scope, max_depth)
    if made.text == data:
        return Fixed(data, (), before.problems, made.certain)
    after = check(made.text)
    failure = repairing.proof(data, template, before, made, after, max_depth)
    if failure is not None:
        # Bytes whose structure is a guess, or whose mark hid another encoding, may be read otherwise once
        # the mark is gone: that is no fault, and they are left.
        wide = after.document is not None and after.document.codec != "utf-8"
        is_ours = made.certain and not wide
        return Fixed(data, (), before.problems, made.certain, failure if is_ours else None)
    return Fixed(made.text, _told(made.repairs), after.problems, made.certain)


def _told(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """One repair a kind, with the first place and the sum."""
    found: dict[str, Repair] = {}
    for repair in repairs:
        known = found.get(repair.kind)
        if known is None:
            found[repair.kind] = repair
        else:
            first = min(known, repair, key=lambda one: (one.start, one.end))
            found[repair.kind] = first._replace(count=known.count + repair.count)
    return tuple(sorted(found.values(), key=lambda repair: KINDS.index(repair.kind)))


def _in_file(
    repairs: Sequence[Repair], place: Callable[[Iterable[int]], dict[int, int]]
) -> tuple[Repair, ...]:
    """The same repairs, their places counted in the file as it was."""
    places = place(at for repair in repairs for at in (repair.start, repair.end))
    return tuple(r._replace(start=places[r.start], end=places[r.end]) for r in repairs)
