"""What ``asp-check fix`` says of one file, on standard error: what was repaired, what remains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from asp_check.cli.console import tell as say
from asp_check.files import display
from asp_check.report import escape

if TYPE_CHECKING:
    from asp_check.cli.command import Words
    from asp_check.cli.fix_account import Account
    from asp_check.finding import Finding

SHOWN = 10
"""How many findings that remain are told one by one; the others are counted."""

_KINDS: Mapping[str, Words] = {
    "encoding": ("encodage", "encoding"),
    "bom": ("BOM", "BOM"),
    "comma": ("virgules en trop", "extra commas"),
    "order": ("ordre des membres", "order of members"),
    "key-escape": ("échappements dans les clés", "escapes in keys"),
    "number": ("écriture des nombres", "number format"),
    "layout": ("espaces et indentation", "whitespace and indentation"),
    "newlines": ("fins de ligne", "line endings"),
    "end": ("fin du fichier", "end of file"),
}
_ONCE = frozenset({"encoding", "bom", "end"})
"""Kinds of which a file has one at most."""


def tell(told: Account, left: Sequence[Finding], kept: str | None) -> None:
    """Say what became of the file: in one line, then what remains of it and why."""
    en = told.lang == "en"
    colon, semicolon = (": ", "; ") if en else (" : ", " ; ")
    name = escape.path(display(told.path))
    say(name + colon + semicolon.join(_summary(told, left, kept, en)))
    if not left:
        return
    from asp_check.cli.fix_left import reasons

    for line in _lines(told, left):
        say(line)
    for words in reasons(told, left):
        say(name + colon + words[en])


def _summary(told: Account, left: Sequence[Finding], kept: str | None, en: bool) -> Iterator[str]:
    done = told.done
    yield _done(told, left, en)
    if told.output is not None and not told.is_held(left):
        shown = escape.path(display(told.output))
        yield (f"écrit dans {shown}", f"written to {shown}")[en]
    if kept is not None:
        shown = escape.path(display(kept))
        yield (f"original gardé : {shown}", f"original kept: {shown}")[en]
    if told.template.status == "reference" and done.changed:
        yield (
            f"d’après le modèle de RÉFÉRENCE {told.template.id}, non officiel",
            f"according to the REFERENCE model {told.template.id}, not official",
        )[en]
    if left:
        yield ("reste : ", "remaining: ")[en] + _counts(left, told.lang)


def _done(told: Account, left: Sequence[Finding], en: bool) -> str:
    done = told.done
    if not done.changed:
        if told.is_held(left):
            return ("rien n’a été réparé ni écrit", "nothing was repaired, nothing was written")[en]
        if left:
            return ("rien à réparer", "nothing to repair")[en]
        return ("déjà exact, rien à réparer", "already exact, nothing to repair")[en]
    repairs = ", ".join(_repaired(one.kind, one.count, en) for one in done.repairs)
    if told.asked["diff"]:
        return (f"serait réparé ({repairs})", f"would be repaired ({repairs})")[en]
    return (f"réparé ({repairs})", f"repaired ({repairs})")[en]


def _repaired(kind: str, count: int, en: bool) -> str:
    words = _KINDS[kind][en]
    return words if kind in _ONCE else f"{words}{(' : ', ': ')[en]}{count}"


def _counts(left: Sequence[Finding], lang: str) -> str:
    """``1 blocking finding, 2 warnings``."""
    from collections import Counter

    from asp_check.report.words import LANGUAGES, count

    found = Counter(finding.severity.value for finding in left)
    return ", ".join(count(LANGUAGES[lang], grade, n) for grade, n in found.items())


def _lines(told: Account, left: Sequence[Finding]) -> Iterator[str]:
    """Each finding as a report has it; beyond some, how many more and where to read them."""
    from asp_check.finding import Report, Verdict
    from asp_check.report.text import Writer
    from asp_check.report.words import LANGUAGES

    writer = Writer(LANGUAGES[told.lang], 0, color=False)
    report = Report(display(told.target), "", Verdict.NONCONFORM, None)
    for finding in left[:SHOWN]:
        yield writer.headline(finding, report)
    more, command = len(left) - SHOWN, told.command(told.target)
    if more > 0:
        yield (
            (f"… et {more} de plus ; tout voir : {command}"),
            (f"… and {more} more; to see them all: {command}"),
        )[told.lang == "en"]
