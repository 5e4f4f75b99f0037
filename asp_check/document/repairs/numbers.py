"""Repairs of numbers written for people: groups of digits, decimal commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asp_check.document import tape as kinds
from asp_check.document.grammar import NEXT
from asp_check.document.repairs.situation import Repair, Situation, separator_next
from asp_check.finding import Edit, Problem
from asp_check.text import decode

_spaced = re.compile(rb"-?[0-9]{1,3}(?:(?: |\xc2\xa0|\xe2\x80\xaf)[0-9]{3})+(?:[.,][0-9]+)?").match


def spaced_number(s: Situation) -> Iterator[Repair]:
    """``1 000,50``: a number written for people, in groups of three digits."""
    last = len(s.tape) - 1
    if last < 0 or s.tape.kinds[last] != kinds.NUMBER:
        return
    start = s.tape.starts[last]
    m = _spaced(s.text, start)
    if m and m.end() > s.token.start and separator_next(s.text, m.end()):
        found = decode(m.group())
        plain = "".join(c for c in found if not c.isspace()).replace(",", ".")
        problem = Problem(
            "S407", start, m.end(), None, {"found": found}, fix=(Edit(start, m.end(), plain),)
        )
        entry = (kinds.NUMBER, start, m.end(), None)
        yield Repair(0.7, NEXT, m.end(), (problem,), (entry,), cut=last)


def decimal_comma(s: Situation) -> Iterator[Repair]:
    """``12,50``: a number, a comma and digits where a key should be."""
    tape = s.tape
    last = len(tape) - 1
    start, end = s.token.start, s.token.end
    if (
        last >= 0
        and tape.kinds[last] == kinds.NUMBER
        and tape.ends[last] == s.comma
        and start == s.comma + 1
        and s.text[start:end].isdigit()
    ):
        first = tape.starts[last]
        found = decode(s.text[first:end])
        suggestion = found.replace(",", ".")
        problem = Problem(
            "S108", first, end, None, {"found": found, "suggestion": suggestion},
            fix=(Edit(first, end, suggestion),),
        )  # fmt: skip
        yield Repair(0.8, NEXT, end, (problem,), ((kinds.NUMBER, first, end, None),), cut=last)
