"""What the rules of family D say, as findings: graded, worded, filtered as the options ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from asp_check.archive import Archive
from asp_check.causes.cause import Cause
from asp_check.causes.wording import LABELS, word
from asp_check.dossier.model import Brief, Objection, Seen, Told
from asp_check.dossier.rules import TABLE, Entry, module_of
from asp_check.engine import Options
from asp_check.engine.scope import crash
from asp_check.finding import Finding, NotRun, Place, Severity
from asp_check.masking import mask

_QUOTED = frozenset({"number", "order"})
"""The parameters that hold a value of a request; names of files are shown, for they are to be found."""


_PLACES = 5
"""How many more files a finding shows."""


class Outcome(NamedTuple):
    """What was said, what could not be asked, and how many rules were."""

    told: tuple[Told, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    posed: int = 0
    ignored: Mapping[str, int] = {}

    def __add__(self, other: object) -> Outcome:
        """Both together."""
        if not isinstance(other, Outcome):
            return NotImplemented
        ignored = dict(Counter(self.ignored) + Counter(other.ignored))
        return Outcome(
            self.told + other.told,
            tuple(dict.fromkeys(self.not_run + other.not_run)),
            self.posed + other.posed,
            ignored,
        )


def on_archives(archives: Sequence[Archive], options: Options) -> Outcome:
    """What the rules on archives say of these; none is asked where there is no archive."""
    return _ask("archive", archives, options) if archives else Outcome()


def on_dossier(seen: Seen, options: Options) -> Outcome:
    """What the rules on one dossier say of it."""
    return _ask("dossier", (seen,), options)


def astray(paths: Sequence[str], options: Options) -> Outcome:
    """What is said of the files that go with none of the requests beside them."""
    return _ask("astray", (paths,), options) if paths else Outcome()


def across(briefs: Sequence[Brief], options: Options) -> Outcome:
    """What the rules across dossiers say of these; of one alone there is nothing to ask."""
    return _ask("batch", (briefs,), options) if len(briefs) > 1 else Outcome()


def _ask(about: str, cases: Iterable[Any], options: Options) -> Outcome:
    told: list[Told] = []
    failed: dict[NotRun, None] = {}
    ignored: Counter[str] = Counter()
    posed = 0
    cases = list(cases)
    for entry in TABLE:
        if entry.about != about or not options.selects(entry.id):
            continue
        try:
            said = list(_said(entry, cases, options, failed))
        except Exception as error:  # noqa: BLE001 - named, and the other rules still asked
            failed[crash(entry.id, error, options.lang)] = None
            continue
        if options.asks(entry.id):
            posed += 1
            told += said
        else:
            ignored.update([entry.id] * len(said))
    return Outcome(tuple(told), tuple(failed), posed, dict(ignored))


def _said(
    entry: Entry, cases: Iterable[Any], options: Options, failed: dict[NotRun, None]
) -> Iterator[Told]:
    module = module_of(entry)
    cause: Cause = module.CAUSE
    for case in cases:
        objection: Objection
        for objection in module.check(case):
            finding = _finding(cause, objection, options)
            if objection.opens:
                # What was not read leaves the verdict open, also where nobody wants to hear of it.
                failed[NotRun(entry.id, "unreadable", finding.message)] = None
            yield Told(objection.path, finding)


def _finding(cause: Cause, objection: Objection, options: Options) -> Finding:
    params = objection.params
    if options.mask:
        params = {k: mask(v) if k in _QUOTED else v for k, v in params.items()}
    certainty = objection.certainty or cause.certainty
    grade = options.severity(cause.id) or objection.severity or cause.severity
    if grade is Severity.BLOCKING and certainty == "inference" and not options.severity(cause.id):
        grade = Severity.WARNING
    return Finding(
        rule=cause.id,
        name=cause.name,
        severity=grade,
        certainty=certainty,
        line=1,
        column=1,
        end_line=1,
        end_column=1,
        offset=0,
        end_offset=0,
        pointer=None,
        message=word(cause, params, options.lang),
        expected=None,
        actual=None,
        count=1,
        related=tuple(_place(path, options.lang) for path in objection.others[:_PLACES]),
        fix=None,
        source=cause.source,
        cause=str(params.get("side", params.get("why", ""))),
    )


def _place(path: str, lang: str) -> Place:
    return Place(path, 1, 1, 0, 0, None, LABELS["also"].of(lang))
