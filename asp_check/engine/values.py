"""What the manifest says that values are: rule V101; imported only where a slot has a kind."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from asp_check.document.strings import unescape
from asp_check.engine.scope import VALUES
from asp_check.exactness import FilledSlot, Outcome
from asp_check.finding import Problem, Severity
from asp_check.template.literals import is_empty
from asp_check.text import decode
from asp_check.values import Refusal, judge


def judge_values(outcome: Outcome, text: bytes) -> Iterator[Problem]:
    """The values that are not what the manifest says; ``text`` is what the spans count.

    A value of which something was said already is left alone: one cause, one finding.
    """
    blamed = _Blamed(outcome.problems)
    for filled in outcome.slots():
        kind = filled.slot.declared.kind
        if kind is None:
            continue
        literal = text[filled.start : filled.end]
        value = _value(literal)
        if value is None or not (refusals := _judged(kind, value)):
            continue
        if not (blamed.within(filled.start, filled.end) or is_empty(filled.slot, literal)):
            for refusal in refusals:
                yield _problem(filled, value, refusal)


def _problem(filled: FilledSlot, value: str, refusal: Refusal) -> Problem:
    # A kind that was only inferred never blocks.
    inferred = "kind" in filled.slot.declared.inferred
    severity = refusal.severity
    if inferred and severity is Severity.BLOCKING:
        severity = Severity.WARNING
    params = {
        "kind": refusal.kind,
        "found": value,
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


@lru_cache(maxsize=4096)
def _judged(kind: str, value: str) -> tuple[Refusal, ...]:
    """What there is to say of a value: from one file to the next, most are the same."""
    return judge(kind, value)


def _value(literal: bytes) -> str | None:
    """A string decoded, a number as written; ``None`` for what has no kind."""
    if literal[:1] == b'"':
        value = unescape(literal[1:-1])
        # Bytes that are not UTF-8: the encoding's own finding speaks of them.
        return None if any("\udc80" <= c <= "\udcff" for c in value) else value
    return decode(literal) if literal[:1] in b"-0123456789" and literal else None


class _Blamed:
    """The places of which something was said."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.starts = sorted({problem.start for problem in problems})

    def within(self, start: int, end: int) -> bool:
        """Whether something was said of this span."""
        index = bisect_left(self.starts, start)
        return index < len(self.starts) and self.starts[index] < end
