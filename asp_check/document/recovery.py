"""Broken JSON to tape: at each fault the best small repair, and on.

Where the text stops being JSON, every small repair that could explain the fault is tried out on
the text that follows (Burke and Fisher's method): the one after which most can be read wins, and
names the cause.  A ``Shape``, where one is given, tells which keys belong where, so that a lost
brace is found at its place and not at the end of the file.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from asp_check.document.grammar import BLANKS, END, KEY, NEXT
from asp_check.document.lexer import Token, lex
from asp_check.document.lookahead import Prospect, entries_after, look_ahead
from asp_check.document.reader import Reader
from asp_check.document.repairs import (
    NO_CUT,
    Repair,
    Situation,
    accepted,
    close_levels,
    extra_closing_before,
    open_array,
    propose,
    skip,
)
from asp_check.document.shape import Shape
from asp_check.document.strings import unescape
from asp_check.document.tape import ARRAY, CLOSE, OBJECT, Tape
from asp_check.finding import Problem

MAX_REPAIRS = 500
"""Faults of syntax repaired in one file; beyond, the reader stops and says so."""

_MAX_SPENT = 8 * 1024 * 1024
"""Bytes looked through for the end of strings that have none, besides twice the file."""

_MAX_PROBLEMS = 50_000
"""Faults noted in one file; beyond, the reader stops and says so."""

_OPENINGS = (OBJECT, ARRAY)
_next_key = re.compile(rb'[ \t\r\n]*,[ \t\r\n]*"([^"\\\x00-\x1f]*)"[ \t\r\n]*:').match


class Reading(NamedTuple):
    """What the reader made of a text; ``complete`` is false where it had to stop."""

    tape: Tape
    problems: list[Problem]
    complete: bool
    restructured: bool
    """Whether a repair touched braces, brackets or quotes: a second reading with a shape may help."""


def recover(reader: Reader, shape: Shape | None = None) -> Reading:
    """Read on from where a strict reader stopped, or from the start with a shape in hand."""
    recovering = _Recovering(reader, shape)
    recovering.run()
    return Reading(
        recovering.tape, recovering.problems, recovering.complete, recovering.restructured
    )


class _Recovering(Reader):
    """A reader that repairs what it cannot read."""

    def __init__(self, strict: Reader, shape: Shape | None) -> None:
        super().__init__(strict.text, strict.position, strict.max_depth)
        self.tape, self.stack, self.problems = strict.tape, strict.stack, strict.problems
        self.state, self.comma, self.complete = strict.state, strict.comma, strict.complete
        self.shape = shape
        self.repairs = 0
        self.looks = 0
        self.spent = 0
        self.restructured = False
        self.settled: set[int] = set()

    def run(self) -> None:
        """Read to the end: strictly as long as it goes, then one careful step, and so on."""
        while self.strict() and self._careful():
            pass
        if self.stack:
            self.finish(len(self.text))

    def _careful(self) -> bool:
        """One step where the text is not strict JSON; false when there is nothing more to read."""
        token = lex(self.text, BLANKS(self.text, self.position).end())  # type: ignore[union-attr]
        if token.kind == "c":
            self.problems += token.problems
            self.position = token.end
            return True
        if token.kind == "" and self.state == END:
            return False
        taken = accepted(self.state, token, self.text)
        if taken is not None and len(self.problems) <= _MAX_PROBLEMS:
            self._apply(taken)
            return True
        if token.kind == "q":
            # Looking for the end of a string that has none costs its whole line each time.
            line = self.text.find(b"\n", token.start)
            self.spent += (line if line >= 0 else len(self.text)) - token.start
        tired = self.spent > _MAX_SPENT + 2 * len(self.text) or len(self.problems) > _MAX_PROBLEMS
        if self.repairs >= MAX_REPAIRS or tired:
            self.problems.append(
                Problem("S901", token.start, token.end, params={"count": self.repairs})
            )
            self.finish(token.start)
            return False
        self.repairs += 1
        self._apply(self._best(propose(self._situation(token))))
        return not (self.state == END and self.position >= len(self.text))

    def _situation(self, token: Token) -> Situation:
        return Situation(
            self.text, self.tape, self.state, self.position, token, self.stack, self.comma
        )

    def _best(self, repairs: list[Repair]) -> Repair:
        """The repair after which most of the text can be read; the cheapest of equals."""
        origin = self.position
        prospects = [self._prospect(repair, origin, 32) for repair in repairs]
        best = max(prospects)
        rivals = [r for r, prospect in zip(repairs, prospects, strict=True) if prospect == best]
        if len(rivals) > 1 and best.clean:
            prospects = [self._prospect(repair, origin, 2000) for repair in rivals]
            best = max(prospects)
            rivals = [r for r, prospect in zip(rivals, prospects, strict=True) if prospect == best]
        return min(rivals, key=lambda repair: repair.cost)

    def _prospect(self, repair: Repair, origin: int, limit: int) -> Prospect:
        """How well the text reads after this repair."""
        opened, awaited = entries_after(
            self.text, self.tape, self.stack, repair.cut, repair.entries, self.shape
        )
        state = repair.state if opened or repair.state != NEXT else END
        return look_ahead(self.text, opened, awaited, state, repair.position, origin, limit)

    # With a shape: what is strict JSON may still not be what was meant.

    def surprising_key(self, state: int, start: int, end: int) -> bool:
        """A key that the shape has elsewhere: an object left open, or closed too early."""
        key = unescape(self.text[start + 1 : end - 1])
        opened, _ = entries_after(self.text, self.tape, self.stack, NO_CUT, (), self.shape)
        here = opened[-1].shape
        if here is None or here.container != "{" or here.member(key) is not None:
            return False
        if state != KEY:
            return False
        situation = self._situation(Token('"', start, end))
        repairs = []
        for levels, outer in enumerate(reversed(opened[:-1]), 1):
            if outer.container == "{" and outer.shape and outer.shape.member(key) is not None:
                repairs.append(close_levels(situation, levels, start))
                break
        repairs += extra_closing_before(situation, 1.7)
        return self._adopt(Repair(0, state, start), repairs, start)

    def surprising_value(self, start: int, is_object: bool) -> bool:
        """An object where the shape has an array, or the reverse."""
        _, awaited = entries_after(self.text, self.tape, self.stack, NO_CUT, (), self.shape)
        if awaited is None or awaited.container != ("[" if is_object else "{"):
            return False
        situation = self._situation(Token("{" if is_object else "[", start, start + 1))
        other = open_array(situation) if is_object else skip(situation, 1.3)
        return self._adopt(Repair(0, self.state, start), [other], start)

    def surprising_close(self, start: int, end: int) -> bool:
        """An object closed while the next key is one of its own."""
        m = _next_key(self.text, end)
        if m is None:
            return False
        opened, _ = entries_after(self.text, self.tape, self.stack, NO_CUT, (), self.shape)
        here = opened[-1].shape
        key = unescape(m[1])
        outer = opened[-2].container if len(opened) > 1 else ""
        if outer != "{" or here is None or here.container != "{" or here.member(key) is None:
            return False
        situation = self._situation(Token("}", start, end))
        return self._adopt(Repair(0, NEXT, start), [skip(situation, 1.5)], start)

    def _adopt(self, stay: Repair, repairs: list[Repair], start: int) -> bool:
        """Apply the best of these repairs if the text reads better after it than as it is."""
        if start in self.settled or self.looks >= MAX_REPAIRS:
            return False
        self.looks += 1
        self.settled.add(start)
        prospect = self._prospect(stay, start, 400)
        better = [
            (p, -r.cost, r) for r in repairs if (p := self._prospect(r, start, 400)) > prospect
        ]
        if not better:
            return False
        self.repairs += 1
        self._apply(max(better, key=lambda found: found[:2])[2])
        return True

    def _apply(self, repair: Repair) -> None:
        self._undo(repair.cut)
        for kind, start, end, content in repair.entries:
            if kind == CLOSE:
                self.close(start, end)
                continue
            index = self.tape.add(kind, start, end)
            if kind in _OPENINGS:
                self.stack.append(index)
            if content is not None:
                self.tape.contents[index] = content
        self.problems += repair.problems
        self.restructured = self.restructured or repair.structural
        self.comma = repair.comma if repair.comma >= 0 else self.comma
        self.state = END if not self.stack and repair.state == NEXT else repair.state
        self.position = repair.position

    def _undo(self, cut: int) -> None:
        tape, stack = self.tape, self.stack
        if cut >= len(tape):
            return
        start = tape.starts[cut]
        for index in range(len(tape) - 1, cut - 1, -1):
            if tape.kinds[index] == CLOSE:
                stack.append(tape.links[index])
            elif tape.kinds[index] in _OPENINGS:
                stack.pop()
        tape.truncate(cut)
        self.problems = [p for p in self.problems if p.start < start]
