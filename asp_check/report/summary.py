"""What is said of a file below its findings: the verdict with its scope, the layout, what was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from asp_check.finding import NotRun, PieceRef, Report, Severity, Verdict
from asp_check.report import escape
from asp_check.report.words import EN, Words, count
from asp_check.text import shorten

LAYOUT = ("E201", "E202", "E203", "T501")
"""Rules of layout: newlines, the end of the file, blanks between tokens."""

COUNTED = frozenset({*LAYOUT, "E101", "E105"})
"""Rules whose own message says how often."""

INCONCLUSIVE = frozenset({"unreadable", "crash"})
"""Kinds of rule not run that leave the verdict open."""

KINDS = (
    "crash",
    "unreadable",
    "unknown-fact",
    "piece-not-given",
    "unmapped-concept",
    "no-as-of",
    "not-applicable",
)
"""Why a rule was not asked, the gravest first."""

_ASIDE = "not-applicable"
_MANY = frozenset({_ASIDE, "unmapped-concept"})
_REASONS = 2
_HEAD = re.compile(r" ?; | ?: ")
_REASON_LENGTH = 250
_ORDER_LENGTH = 60


def name(report: Report, words: Words) -> str:
    """What the file is called on the screen."""
    return words["bytes"] if report.path is None else escape.path(report.path)


def verdict(report: Report, words: Words) -> str:
    """The verdict with its scope, on one line.

    « bdc.json : conforme sur 41 contrôles ; 7 non posés, dont 3 faute d'une donnée … ».
    """
    head = words[report.verdict.value]
    posed = words["on"].format(checks=count(words, "check", report.posed))
    counts = _severities(report, words)
    told: Sequence[NotRun] = ()
    if report.verdict is Verdict.CONFORM:
        status = report.template.status if report.template else None
        head += words["reference"] if status == "reference" else ""
        head += settled(report, words)
        head += f" {posed}"
        head += ", " + words["with"].format(counts=counts) if counts else ""
        parts = [head]
        if status == "blank":
            parts.append(words["blank"])
            told = [entry for entry in report.not_run if entry.kind == "unmapped-concept"]
    elif report.verdict is Verdict.NONCONFORM:
        head += settled(report, words)
        parts = [head + words[":"] + ", ".join(filter(None, (counts, posed)))]
    else:
        told = left_open(report)
        why = _why(told, words)
        parts = [head + (words[":"] + why if why else "")]
        parts.append(f"{counts}, {posed}" if counts else count(words, "posed", report.posed))
    if report.ignored:
        parts.append(ignored(report.ignored, words))
    if report.not_run:
        parts.append(not_run(report.not_run, words, told))
    return name(report, words) + words[":"] + words[";"].join(parts)


def settled(report: Report, words: Words) -> str:
    """Who settled what the pieces say, where somebody did: the verdict rests on it."""
    told = [
        words["settled-piece"].format(
            role=role(piece, words),
            persons=", ".join(escape.message(person) for person in piece.settled_by),
        )
        for piece in report.pieces
        if piece.settled_by
    ]
    return words["settled"].format(pieces=", ".join(dict.fromkeys(told))) if told else ""


def pieces(report: Report, words: Words) -> Iterator[str]:
    """What each paper was taken for, and why."""
    for piece in report.pieces:
        path, sha256 = escape.path(piece.path), escape.message(piece.sha256[:12])
        if piece.role is None or not piece.score:
            yield words["piece-unread"].format(
                path=path, note=escape.message(piece.note), sha256=sha256
            )
            continue
        first, last = piece.pages
        order = words["piece-order" if piece.order else "piece-no-order"]
        number = piece.order
        if report.options.get("mask"):
            from asp_check.masking import mask  # noqa: PLC0415 - most reports show what they found

            number = mask(number)
        why = words["piece-stated" if piece.stated else "piece-reason"]
        yield words["piece"].format(
            path=path,
            pages=words["pages"].format(first=first, last=last) if (first, last) != (1, 1) else "",
            role=role(piece, words),
            order=order.format(order=escape.message(shorten(number, _ORDER_LENGTH))),
            reason=why.format(reason=escape.message(shorten(piece.reason, _REASON_LENGTH))),
            sha256=sha256,
        )
        if piece.note:
            yield f"  {escape.message(piece.note)}"


def role(piece: PieceRef, words: Words) -> str:
    """What a paper was taken for, in words."""
    from asp_check.pieces.words import ROLES  # noqa: PLC0415 - most files come without pieces

    known = ROLES.get(piece.role or "")
    return "?" if known is None else known.of("en" if words is EN else "fr")


def layout(report: Report, words: Words) -> str | None:
    """The line that tells the substance from the layout, where the layout departs from the model.

    « Fond : conforme. Mise en page : 1 écart (…), réparable par `asp-check fix` ».
    """
    departures = [finding for finding in report.findings if finding.rule in LAYOUT]
    if not departures:
        return None
    blocking = sum(
        finding.severity is Severity.BLOCKING and finding.rule not in LAYOUT
        for finding in report.findings
    )
    if blocking:
        substance = words["substance"].format(state=count(words, "blocking", blocking))
    elif report.verdict is Verdict.INCONCLUSIVE or report.ignored.keys() - set(LAYOUT):
        # Of the substance nothing can be said: something was not read, or not shown.
        substance = ""
    else:
        substance = words["substance"].format(state=words["conform"])
    names = [f.cause if f.cause in words else f.rule for f in departures]
    causes = ", ".join(words[name] for name in dict.fromkeys(names))
    told = substance + count(words, "layout", len(departures), causes=causes)
    # Where the structure is a guess, blanks are no longer to be told from the rest.
    by_fix = all(finding.fixable for finding in departures)
    return told + (count(words, "by-fix", len(departures)) if by_fix else "")


def fixable(report: Report, words: Words) -> str | None:
    """How many findings `asp-check fix` repairs; the line on the layout speaks of its own."""
    repaired = sum(f.fixable for f in report.findings if f.rule not in LAYOUT)
    return count(words, "fixable", repaired) if repaired else None


def read(report: Report, words: Words, as_of: str | None) -> str:
    """Against which model, which bytes, and at which instant."""
    template = report.template
    return words[";"].join(
        (
            words["no-template-ref"]
            if template is None
            else model(template.id, template.status, words),
            words["sha256"].format(sha256=report.sha256[:12]),
            instant(as_of, words),
        )
    )


def settings(report: Report, words: Words) -> Iterator[str]:
    """What of the user's own bears on the verdict: reference data, severities of his own."""
    for name, origin in sorted(report.options.get("references", {}).items()):
        yield words["reference-data"].format(
            name=name,
            path=escape.path(origin["path"]),
            date=origin["date"] or words["undated"],
            rows=count(words, "row", origin["rows"]),
            sha256=origin["sha256"][:12],
        )
    if severities := report.options.get("severity"):
        told = ", ".join(f"{rule} = {severity}" for rule, severity in sorted(severities.items()))
        yield words["severities"].format(severities=told)


def model(template_id: str, status: str, words: Words) -> str:
    """The model by its printed id, and what it is worth."""
    return words["template"].format(id=escape.path(template_id), status=words[f"status-{status}"])


def instant(as_of: str | None, words: Words) -> str:
    """The instant of the dated rules."""
    return words["no-as-of-date"] if as_of is None else words["as-of"].format(as_of=as_of)


def ignored(by_rule: Mapping[str, int], words: Words) -> str:
    """How many findings lie beyond the limit, by rule."""
    rules = ", ".join(f"{rule} × {n}" for rule, n in sorted(by_rule.items()))
    return count(words, "ignored", sum(by_rule.values()), rules=rules)


def not_run(entries: Iterable[NotRun], words: Words, told: Sequence[NotRun] = ()) -> str:
    """How many rules were not asked, how many of them might have blocked, and the first reasons.

    Where none might have blocked, for which kinds of reason.  The reasons of those ``told`` already are
    not said again.
    """
    by_kind: dict[str, list[NotRun]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(entry)
    total = count(words, "not-run", sum(map(len, by_kind.values())))
    kinds = sorted(by_kind, key=KINDS.index)
    grave = [e for kind in kinds if kind != _ASIDE for e in by_kind[kind] if might_block(e.rule)]
    if grave:
        total = words["of-which"].format(total=total, kinds=count(words, "grave", len(grave)))
    if grave and len(kinds) > 1:
        # What could not be read comes first: it is not for the user to bring.
        unread = [e for kind in kinds if kind in INCONCLUSIVE for e in by_kind[kind]]
        wanting = _heads([e.reason for e in grave if e not in unread])
        reasons = _reasons([*(e.reason for e in unread if e not in told), *wanting])
        return words[":"].join((total, reasons)) if reasons else total
    listed = []
    for kind in kinds:
        untold = [entry.reason for entry in by_kind[kind] if entry not in told]
        reasons = _reasons(_heads(untold) if kind == "unknown-fact" else untold)
        if kind in _MANY and len({entry.reason for entry in by_kind[kind]}) > 1:
            reasons = ""  # What is not for this file or this model would drown the rest.
        number = f"{len(by_kind[kind])} " if len(by_kind) > 1 else ""
        listed.append(number + words[kind] + (f" ({reasons})" if reasons else ""))
    if len(listed) == 1:
        return f"{total}, {listed[0]}"
    return words["of-which"].format(total=total, kinds=", ".join(listed))


def might_block(rule: str) -> bool:
    """Whether a rule of funding or on pieces blocks what it speaks of."""
    if rule[0] not in "RX" or len(rule) == 1:
        return False
    from asp_check.rules.cross import CROSS_GRAVE  # noqa: PLC0415 - as below
    from asp_check.rules.table import GRAVE  # noqa: PLC0415 - where it was not loaded, none was left

    return rule in GRAVE or rule in CROSS_GRAVE


def not_run_one_by_one(report: Report, words: Words) -> Iterator[str]:
    """Each rule that was not asked, with its reason whole: what to give for it to be."""
    by_reason: dict[tuple[str, str], list[str]] = {}
    for entry in sorted(report.not_run, key=lambda entry: KINDS.index(entry.kind)):
        by_reason.setdefault((entry.kind, entry.reason), []).append(entry.rule)
    for (_, reason), rules in by_reason.items():
        yield f"{', '.join(rules)}{words[':']}{escape.message(reason)}"


def _reasons(reasons: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(filter(None, reasons)))
    shown = [escape.message(shorten(reason, _REASON_LENGTH)) for reason in distinct[:_REASONS]]
    return ", ".join(shown) + (", …" if len(distinct) > _REASONS else "")


def _heads(reasons: list[str]) -> list[str]:
    """What is missing, without what is to be done about it: of several facts that is long."""
    return reasons if len(set(reasons)) < 2 else [_HEAD.split(reason)[0] for reason in reasons]


def _severities(report: Report, words: Words) -> str:
    found = Counter(finding.severity for finding in report.findings)
    return ", ".join(
        count(words, severity.value, found[severity]) for severity in Severity if found[severity]
    )


def left_open(report: Report) -> list[NotRun]:
    """The rules not run that leave the verdict open: by their kind, or because they are required."""
    required = report.options.get("require", ())
    return [
        entry
        for entry in report.not_run
        if entry.kind in INCONCLUSIVE
        or (
            entry.is_missed
            and any(
                entry.rule.startswith(prefix) or prefix.startswith(entry.rule)
                for prefix in required
            )
        )
    ]


def _why(entries: Iterable[NotRun], words: Words) -> str:
    # What could not be read speaks for itself; of another rule, one wants to know which.
    return _reasons(
        entry.reason if entry.kind == "unreadable" else f"{entry.rule}{words[':']}{entry.reason}"
        for entry in entries
    )
