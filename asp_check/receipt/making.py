"""What a receipt says of a report: with what it was checked, and how far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

from asp_check.finding import Report
from asp_check.receipt.model import (
    Asked,
    Model,
    NotAsked,
    Paper,
    Receipt,
    Reference,
    Rules,
    Scope,
    Spoke,
    Stated,
)


class Beside(NamedTuple):
    """What a report does not carry and its receipt says: names, sums and options."""

    version: str
    name: str
    size: int
    dispositifs: str
    strict: bool
    resubmission: bool
    manifest: str | None = None
    wordings: str | None = None
    pieces: tuple[Paper, ...] = ()
    archives: tuple[Stated, ...] = ()
    advance: Stated | None = None


def receipt_of(report: Report, beside: Beside) -> Receipt:
    """The receipt of a conform report, which names its template."""
    template, options = report.template, report.options
    if template is None:
        raise ValueError("a report without template is never conform")
    return Receipt(
        version=beside.version,
        as_of=report.as_of,
        file=Stated(beside.name, report.sha256),
        size=beside.size,
        template=Model(
            template.id, template.status, template.sha256, beside.manifest, beside.wordings
        ),
        rules=rules(),
        dispositifs=beside.dispositifs,
        asked=Asked(
            options.get("layout", "error"),
            beside.strict,
            beside.resubmission,
            tuple(options.get("select", ())),
            tuple(options.get("ignore", ())),
            tuple(options.get("require", ())),
            tuple(
                sorted((rule, str(grade)) for rule, grade in options.get("severity", {}).items())
            ),
        ),
        scope=_scope(report),
        pieces=beside.pieces,
        archives=beside.archives,
        advance=beside.advance,
        references=_references(options.get("references", {})),
    )


def _scope(report: Report) -> Scope:
    spoke: Counter[tuple[str, str]] = Counter()
    for finding in report.findings:
        spoke[finding.rule, finding.severity.value] += finding.count
    return Scope(
        report.posed,
        tuple(sorted({NotAsked(entry.rule, entry.kind) for entry in report.not_run})),
        tuple(Spoke(*pair, times) for pair, times in sorted(spoke.items())),
    )


def _references(origins: Mapping[str, Mapping[str, Any]]) -> tuple[Reference, ...]:
    return tuple(
        Reference(name, origin["date"], origin["sha256"])
        for name, origin in sorted(origins.items())
    )


@cache
def rules() -> Rules:
    """The table of rules as it is now: it is another once a rule is added, goes, or blocks otherwise."""
    from asp_check.rulebook import ALL  # noqa: PLC0415 - every module of rules

    return digest((one.id, one.severity.value, one.certainty) for one in ALL.values())


def digest(table: Iterable[tuple[str, str, str]]) -> Rules:
    """How many rules, and the SHA-256 of one line for each: id, severity, certainty.

    >>> digest([("T101", "blocking", "official")]).count
    1
    """
    lines = sorted(" ".join(row) for row in table)
    return Rules(len(lines), sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest())
