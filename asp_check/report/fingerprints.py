"""What tells one finding from another from run to run: its rule and its place in the model.

Never a value, and never a line: the same fault has the same mark once the file was filled otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

from asp_check import pointer
from asp_check.finding import Finding, Report

_LENGTH = 32

Mark = tuple[str, ...]


def in_file(report: Report) -> list[str]:
    """A mark for each finding, which no other of the same file has.

    Made of the rule, the model without its version, the pointer with ``*`` for what repeats, and the
    rank among the findings that have all of these in common.
    """
    return list(_hashed(_marks(report), Counter()))


def in_run(reports: Sequence[Report]) -> list[list[str]]:
    """The same with the path of the file: marks that no other finding of the run has."""
    met: Counter[Mark] = Counter()
    return [
        list(_hashed(((report.path or "", *mark) for mark in _marks(report)), met))
        for report in reports
    ]


def of(*parts: str) -> str:
    """The mark of something that is no finding."""
    return _hash(parts)


def _marks(report: Report) -> Iterator[Mark]:
    template = report.template
    # The name of a bare blank is a path of this machine.
    model = "" if template is None or template.status == "blank" else template.id.partition("@")[0]
    for finding in report.findings:
        yield model, finding.rule, general(finding)


def general(finding: Finding) -> str:
    """The pointer of a finding, one name for all elements of what repeats."""
    if finding.general is not None:
        return finding.general
    return pointer.generalise(finding.pointer or "")


def _hashed(marks: Iterator[Mark], met: Counter[Mark]) -> Iterator[str]:
    for mark in marks:
        met[mark] += 1
        yield _hash((*mark, str(met[mark])))


def _hash(parts: Sequence[str]) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
