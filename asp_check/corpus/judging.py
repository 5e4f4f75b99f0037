"""What the rules say today, against what the portal said: who is right is for a person to tell."""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from asp_check import pointer
from asp_check.corpus.model import HIDDEN, Record, Spoke
from asp_check.finding import Finding, Report, Severity, Verdict

State = Literal["agreed", "speaks", "silent", "open", "lost"]
"""``speaks``: a rule blocks what was accepted.  ``silent``: none blocks what was refused.  ``open``: the
check gave no verdict.  ``lost``: it could not be done again."""


class Outcome(NamedTuple):
    """What checking one record again came to.

    ``blocking`` and ``warnings`` are what spoke; ``partly`` tells that something that went with the file
    was not found, so that some rules were not asked.
    """

    record: Record
    state: State
    blocking: tuple[Spoke, ...] = ()
    warnings: tuple[Spoke, ...] = ()
    why: tuple[str, str] = ("", "")
    model: str = ""
    partly: tuple[str, ...] = ()

    @property
    def news(self) -> frozenset[tuple[str, str]]:
        """The rules that block now, at the places where they did not when the record was made."""
        before = {
            (one.rule, one.pointer) for one in self.record.spoke if one.severity == "blocking"
        }
        return frozenset((one.rule, one.pointer) for one in self.blocking) - before


def spoke_of(findings: Iterable[Finding], blank: bytes) -> tuple[Spoke, ...]:
    """The rules that spoke, without any value: keys that the model does not have are hidden."""
    found: Counter[tuple[str, str, str]] = Counter()
    for one in findings:
        where = general(one.pointer or "", blank)
        found[one.rule, one.severity.value, where] += one.count
    return tuple(Spoke(*key, times) for key, times in sorted(found.items()))


def general(place: str, blank: bytes) -> str:
    """A pointer with ``*`` for each index, and ``?`` for each key that the blank does not hold.

    >>> general("/lignes/3/finess/Jean", b'{"lignes": [{"finess": {}}]}')
    '/lignes/*/finess/?'
    """
    tokens = []
    for token in pointer.generalise(place).split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        spelled = (json.dumps(key, ensure_ascii=False), json.dumps(key))
        known = token == pointer.ANY or any(
            one.encode("utf-8", "surrogatepass") in blank for one in spelled
        )
        tokens.append(token if known else HIDDEN)
    return "".join(f"/{token}" for token in tokens)


def judged(record: Record, report: Report, blank: bytes, partly: Sequence[str] = ()) -> Outcome:
    """What a new report on the file of a record comes to."""
    spoke = spoke_of(report.findings, blank)
    blocking = tuple(one for one in spoke if one.severity == Severity.BLOCKING.value)
    warnings = tuple(one for one in spoke if one.severity == Severity.WARNING.value)
    state: State
    if blocking:
        state = "speaks" if record.outcome == "accepted" else "agreed"
    elif report.verdict is Verdict.INCONCLUSIVE:
        state = "open"
    elif report.verdict is Verdict.NONCONFORM:
        # Warnings that fail, as --strict wants it.
        state = "speaks" if record.outcome == "accepted" else "agreed"
    else:
        state = "agreed" if record.outcome == "accepted" else "silent"
    model = report.template.id if report.template is not None else ""
    return Outcome(record, state, blocking, warnings, model=model, partly=tuple(partly))


# --- The history of one file


class Case(NamedTuple):
    """All that was said of the same bytes, in order of time; ``holds`` is what is meant now.

    Several hold where the last instant has two that contradict each other.
    """

    history: tuple[Record, ...]
    holds: tuple[Record, ...]

    @property
    def contradicts(self) -> bool:
        """Whether two things were said at the last instant, and cannot both be right."""
        return len({record.outcome for record in self.holds}) > 1

    @property
    def changed(self) -> bool:
        """Whether something else was said before."""
        return len({record.outcome for record in self.history}) > 1 and not self.contradicts


def cases(records: Iterable[Record]) -> list[Case]:
    """The records by what they are about, in the order of their paths."""
    found: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        found.setdefault(record.about, []).append(record)
    made = []
    for same in found.values():
        history = tuple(sorted(same, key=lambda one: (*one.when, one.outcome, one.message)))
        last = [one for one in history if one.when == history[-1].when]
        by_outcome: Mapping[str, Record] = {one.outcome: one for one in last}
        made.append(Case(history, tuple(by_outcome[key] for key in sorted(by_outcome))))
    return sorted(made, key=lambda case: (case.history[-1].path, case.history[-1].sha256))
