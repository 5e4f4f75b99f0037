"""What comparing a receipt with the files says: for people, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from asp_check.receipt import telling
from asp_check.receipt.model import Receipt
from asp_check.receipt.verifying import Line, state_of
from asp_check.report import escape

FORMAT = "asp-check-receipt-verify/1"

_STATES = {
    "same": ("identique", "the same"),
    "changed": ("MODIFIÉ", "CHANGED"),
    "missing": ("MANQUE", "MISSING"),
    "new": ("NOUVEAU, jamais contrôlé avec la demande", "NEW, never checked with the request"),
    "unread": ("ILLISIBLE", "UNREADABLE"),
}
_ANSWERS = {
    "same": (
        "identique, à l’octet près, à ce qui a été contrôlé",
        "byte for byte what was checked",
    ),
    "different": ("PAS ce qui a été contrôlé", "NOT what was checked"),
    "unread": (
        "on ne peut pas dire si c’est ce qui a été contrôlé",
        "whether it is what was checked cannot be said",
    ),
}


class Answer(NamedTuple):
    """One receipt, by the path of its file: what became of each file, and what is newer since."""

    path: str
    receipt: Receipt
    lines: tuple[Line, ...]
    newer: tuple[tuple[str, str], ...] = ()


def text(answer: Answer, lang: str) -> str:
    """What there is to say of one receipt."""
    return "".join(f"{line}\n" for line in _told(answer, lang))


def _told(answer: Answer, lang: str) -> Iterator[str]:
    en, receipt = telling.index(lang), answer.receipt
    colon = (" : ", ": ")[en]
    state = state_of(answer.lines)
    yield f"{escape.path(answer.path)}{colon}{_ANSWERS[state][en]}"
    for line in answer.lines:
        if state != "same" or line.where:
            yield f"  {_line(line, en)}"
    if state == "same":
        n = len(answer.lines) - 1
        asked, left = receipt.scope.asked, len(receipt.scope.not_run)
        scope = (
            f" sur {asked} contrôles ; {left} non posés ; ",
            f" on {asked} checks; {left} not run; ",
        )[en]
        yield (
            f"  {escape.message(telling.verdict(receipt, lang))}{scope}"
            + (
                ("sans pièce", f"pièces : {n} sur {n}")[n > 0],
                ("without pieces", f"pieces: {n} of {n}")[n > 0],
            )[en]
            + (f", au {receipt.as_of}", f", as of {receipt.as_of}")[en] * bool(receipt.as_of)
        )
        yield f"  {telling.passed(receipt.passed, lang)}"
        loosened = receipt.asked._replace(layout="error", strict=False, resubmission=False)
        if any(loosened[3:]) or receipt.asked.layout != "error":
            yield f"  {('options : ', 'options: ')[en]}{telling.options(receipt, lang)}"
    for words in answer.newer:
        yield f"  {('attention : ', 'mind: ')[en]}{escape.message(words[en])}"


def _line(line: Line, en: int) -> str:
    colon = (" : ", ": ")[en]
    told = f"{escape.path(line.name)}{colon}{_STATES[line.state][en]}"
    if line.where:
        told += f" ({escape.path(line.where)})"
    if any(line.why):
        told += f"{colon}{escape.message(line.why[en])}"
    if line.state == "changed":
        told += (
            f" ; SHA-256 {line.now[:12]}, contrôlé {line.was[:12]}",
            f"; SHA-256 {line.now[:12]}, checked {line.was[:12]}",
        )[en]
    return told


def mapping(answer: Answer, lang: str) -> Mapping[str, Any]:
    """The same for programs."""
    return {
        "path": answer.path,
        "state": state_of(answer.lines),
        "as_of": answer.receipt.as_of,
        "passed": [one._asdict() for one in answer.receipt.passed],
        "files": [
            {
                "name": line.name,
                "state": line.state,
                "checked_sha256": line.was or None,
                "sha256": line.now or None,
                "where": line.where or None,
            }
            for line in answer.lines
        ],
        "newer": [words[telling.index(lang)] for words in answer.newer],
    }


def overall(answers: Sequence[Answer], *, others: bool) -> str:
    """``same``, ``different`` or ``unread``; ``others``: there are files that no receipt knows."""
    states = {state_of(answer.lines) for answer in answers}
    if others or "different" in states:
        return "different"
    return "same" if states == {"same"} else "unread"
