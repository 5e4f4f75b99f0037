"""The values of a file, gathered in one pass: those of a kind judged (V101), those that rules read kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from asp_check.document.strings import unescape
from asp_check.engine.options import VALUES
from asp_check.exactness import FilledSlot, Outcome
from asp_check.exactness.rows import Indices, rows
from asp_check.finding import Problem, Severity
from asp_check.template import Slot
from asp_check.template.literals import is_empty
from asp_check.text import decode
from asp_check.values import Refusal, judge

Store = Mapping[int, Mapping[Indices, bytes]]
"""The literals that the rules read, by the id of their slot and the elements that they stand in."""

_MOST = 1 << 13
"""Literals of one kind that are remembered to be fine."""

_LONGEST = 1 << 8
"""Bytes of a literal that is worth remembering."""

_fine: dict[str, set[bytes]] = {}
"""Literals found to be fine, by kind: from one file to the next, most are the same."""


class Contents(NamedTuple):
    """What one file holds: literals for the rules, and those to look at again, of a kind."""

    store: Store
    doubtful: Sequence[tuple[Slot, Indices, bytes]]


class Wanted:
    """Which slots to look at; what concerns one row of slots is worked out once."""

    __slots__ = ("_judged", "_kept", "known")

    def __init__(self, kept: Iterable[int], *, judged: bool) -> None:
        self._kept = frozenset(kept)
        self._judged = judged
        self.known: dict[tuple[int, int], _RowPlan] = {}

    def plan(self, slots: tuple[Slot, ...]) -> _RowPlan:
        """What to do with a row of these slots."""
        kept = tuple((i, s.id) for i, s in enumerate(slots) if s.id in self._kept)
        judged = tuple(
            (i, s, _fine.setdefault(kind, set()))
            for i, s in enumerate(slots)
            if self._judged and (kind := s.judged_as) is not None
        )
        # A slot stands in one row of the template, and perhaps by itself.
        found = self.known[slots[0].id, len(slots)] = kept, judged
        return found


_RowPlan = tuple[tuple[tuple[int, int], ...], tuple[tuple[int, Slot, set[bytes]], ...]]


def gather(outcome: Outcome, text: bytes, wanted: Wanted) -> Contents:
    """The values of a file; ``text`` is what the spans of the outcome count."""
    store: dict[int, dict[Indices, bytes]] = {}
    doubtful: list[tuple[Slot, Indices, bytes]] = []
    known = wanted.known
    for slots, literals, indices in rows(outcome, text):
        kept, judged = known.get((slots[0].id, len(slots))) or wanted.plan(slots)
        for index, slot_id in kept:
            if slot_id in store:
                store[slot_id][indices] = literals[index]
            else:
                store[slot_id] = {indices: literals[index]}
        for index, slot, fine in judged:
            literal = literals[index]
            if literal not in fine:
                if refusals_of(slot, literal):
                    doubtful.append((slot, indices, literal))
                elif len(fine) < _MOST and len(literal) < _LONGEST:
                    fine.add(literal)
    return Contents(store, doubtful)


def refusals_of(slot: Slot, literal: bytes) -> tuple[Refusal, ...]:
    """Why the literal is not of the kind that the manifest says of its slot."""
    kind = slot.judged_as
    if kind == "text" and _plain_text(literal):
        return ()
    value = _value(literal)
    return () if kind is None or value is None else judge(kind, value)


# Printable ASCII, single spaces inside, and the letters of French that damaged text does not show:
# of most texts there is nothing to say, and nothing is decoded to know it.  Possessive: no way
# back is kept for each character of a long text.
_plain_text = re.compile(
    rb'"(?! )(?:[!#-\[\]-~]|\xc3[\x84\x86-\xa1\xa3-\xbf]|\xe2\x80\x99| (?![ "]))*+"'
).fullmatch


def _value(literal: bytes) -> str | None:
    """A string decoded, a number as written; ``None`` for what has no kind."""
    if literal[:1] == b'"':
        value = unescape(literal[1:-1])
        # Bytes that are not UTF-8: the encoding's own finding speaks of them.
        return None if any("\udc80" <= c <= "\udcff" for c in value) else value
    return decode(literal) if literal[:1] in b"-0123456789" and literal else None


class Places:
    """Where the slots of a file are; looked for when the first one is asked for."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._found: dict[tuple[int, Indices], FilledSlot] | None = None

    def items(self) -> Iterable[tuple[tuple[int, Indices], FilledSlot]]:
        """Every slot of the file, by its id and the elements that it stands in."""
        return self._all().items()

    def __contains__(self, key: tuple[int, Indices]) -> bool:
        return key in self._all()

    def __getitem__(self, key: tuple[int, Indices]) -> FilledSlot:
        return self._all()[key]

    def _all(self) -> dict[tuple[int, Indices], FilledSlot]:
        if self._found is None:
            self._found = {(at.slot.id, at.indices): at for at in self._outcome.slots()}
        return self._found


def refused(contents: Contents, places: Places, problems: Sequence[Problem]) -> Iterator[Problem]:
    """The values that are not what the manifest says: rule V101.

    A value of which something was said already is left alone: one cause, one finding.
    """
    blamed = Blamed(problems)
    for slot, indices, literal in contents.doubtful:
        at = places[slot.id, indices]
        if blamed.within(at.start, at.end) or is_empty(slot, literal):
            continue
        for refusal in refusals_of(slot, literal):
            yield _problem(at, _value(literal) or "", refusal)


def _problem(filled: FilledSlot, value: str, refusal: Refusal) -> Problem:
    # A kind that was only inferred never blocks.
    inferred = "kind" in filled.slot.declared.inferred
    severity = refusal.severity
    if inferred and severity is Severity.BLOCKING:
        severity = Severity.WARNING
    params = {
        "kind": refusal.kind,
        "found": value,
        "suggestion": refusal.suggestion or "",
        "reason_fr": refusal.fr,
        "reason_en": refusal.en,
        "certainty": "inference" if inferred else refusal.certainty,
    }
    return Problem(
        VALUES,
        filled.start,
        filled.end,
        filled.pointer,
        params,
        actual=value,
        severity=severity,
    )


class Blamed:
    """The places of which something was said."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.starts = sorted({problem.start for problem in problems})

    def within(self, start: int, end: int) -> bool:
        """Whether something was said of this span."""
        index = bisect_left(self.starts, start)
        return index < len(self.starts) and self.starts[index] < end
