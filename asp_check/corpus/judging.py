"""What the rules say today, against what the portal said: who is right is for a person to tell."""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from asp_check import pointer
from asp_check.corpus.model import HIDDEN, Record, Spoke
from asp_check.finding import Finding, Report, Severity, Verdict
from asp_check.report.summary import left_open

State = Literal["agreed", "speaks", "silent", "open", "lost"]
"""``speaks``: a rule blocks what was accepted.  ``silent``: none blocks what was refused.  ``open``: the
check gave no verdict.  ``lost``: it could not be done again."""


class Outcome(NamedTuple):
    """What checking one record again came to.

    ``blocking`` and ``warnings`` are what spoke; ``why`` says, in both languages, why there is no verdict.
    ``partly`` tells that something that went with the file was not found, so that some rules were not
    asked.  ``file`` is that of the record.
    """

    record: Record
    state: State
    blocking: tuple[Spoke, ...] = ()
    warnings: tuple[Spoke, ...] = ()
    why: tuple[str, str] = ("", "")
    model: str = ""
    partly: tuple[str, ...] = ()
    file: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Whether what is recorded as accepted can hardly be what the portal took."""
        return self.record.outcome == "accepted" and is_doubtful(
            one.rule for one in (*self.blocking, *self.warnings)
        )

    @property
    def news(self) -> frozenset[tuple[str, str]]:
        """The rules that block now, at the places where they did not when the record was made."""
        before = {
            (one.rule, one.pointer) for one in self.record.spoke if one.severity == "blocking"
        }
        return frozenset((one.rule, one.pointer) for one in self.blocking) - before


_NO_DOUBT = frozenset({"E201", "E202", "E203"})
"""The layout, which portals need not look at."""

_BLANK_MODEL = "V002"


def is_doubtful(rules: Iterable[str]) -> bool:
    """Whether one of these rules says that a file is no JSON, or that nothing is filled in.

    >>> is_doubtful(["T101", "S603"]), is_doubtful(["E201"])
    (True, False)
    """
    return any(
        rule == _BLANK_MODEL or (rule[:1] in {"E", "S"} and rule not in _NO_DOUBT) for rule in rules
    )


def open_because(report: Report) -> tuple[str, str]:
    """Why a report has no verdict, and what to do, in both languages; empty where it has one."""
    if report.verdict is not Verdict.INCONCLUSIVE:
        return "", ""
    if report.template is None:
        return _NO_MODEL
    reasons = [entry.reason for entry in left_open(report)]
    if report.template.status == "reference" and any(report.template.id in one for one in reasons):
        name = report.template.id
        loose = name.partition("@")[0]
        return _UNNAMED[0].format(name, loose), _UNNAMED[1].format(name, loose)
    told = "; ".join(dict.fromkeys(reasons))
    return told.replace("; ", " ; "), told


_NO_MODEL = (
    (
        "aucun modèle n’est nommé ni reconnu : nommez-le (template dans asp-check.toml, ou ajoutez de nouveau"
        " le fichier avec --template), ou importez celui de l’ASP (asp-check template import)"
    ),
    (
        "no template is named or recognised: name it (template in asp-check.toml, or add the file again with"
        " --template), or import the ASP’s (asp-check template import)"
    ),
)
_UNNAMED = (
    (
        "le modèle reconnu ({0}) est un modèle de RÉFÉRENCE, non officiel, et rien ne le nomme : écrivez"
        ' template = "{1}" (ou une table [[model]]) dans asp-check.toml, ou ajoutez de nouveau le fichier avec'
        " --template {1} ; ou importez celui de l’ASP (asp-check template import)"
    ),
    (
        "the recognised template ({0}) is a REFERENCE model, not official, and nothing names it: write"
        ' template = "{1}" (or a table [[model]]) in asp-check.toml, or add the file again with --template'
        " {1}; or import the ASP’s (asp-check template import)"
    ),
)


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
    if report.verdict is Verdict.INCONCLUSIVE:
        # Whatever speaks: of a reference model that nobody named, it is not the law.
        state = "open"
    elif report.verdict is Verdict.NONCONFORM:
        # Also for warnings that fail, as --strict wants it.
        state = "speaks" if record.outcome == "accepted" else "agreed"
    else:
        state = "agreed" if record.outcome == "accepted" else "silent"
    model = report.template.id if report.template is not None else ""
    why = open_because(report)
    return Outcome(record, state, blocking, warnings, why, model, tuple(partly))


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
