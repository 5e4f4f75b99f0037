"""What ``asp-check fix`` says of one file, on standard error: what was repaired, what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from asp_check.cli.console import tell as say
from asp_check.files import STANDARD_INPUT, display
from asp_check.text import shorten, visible

if TYPE_CHECKING:
    from asp_check.cli.command import Words
    from asp_check.repair import Fixed
    from asp_check.template import Template

SHOWN = 8
"""How many kinds of finding that are left are named; the others are counted."""

_POINTER = 80

_KINDS: Mapping[str, Words] = {
    "encoding": ("codage", "encoding"),
    "bom": ("BOM", "BOM"),
    "comma": ("virgules en trop", "commas too many"),
    "order": ("ordre des membres", "order of members"),
    "key-escape": ("échappements dans les clés", "escapes in keys"),
    "number": ("écriture des nombres", "how numbers are written"),
    "layout": ("espaces et indentation", "blanks and indentation"),
    "newlines": ("fins de ligne", "newlines"),
    "end": ("fin du fichier", "end of the file"),
}
_SEVERITIES: Mapping[str, Words] = {
    "blocking": ("bloquant", "blocking"),
    "warning": ("avertissement", "warning"),
    "info": ("information", "note"),
}
_UNCERTAIN: Words = (
    (
        "structure incertaine, faute de syntaxe lisible : seuls le codage, le BOM, les fins de ligne et la fin"
        " du fichier ont été considérés ; corrigez la syntaxe, puis relancez"
    ),
    (
        "the structure is uncertain, for faults of syntax: only the encoding, the BOM, newlines and the end of"
        " the file were considered; correct the syntax, then run again"
    ),
)
_ONCE = frozenset({"encoding", "bom", "end"})
"""Kinds of which a file has one at most."""


class Left(NamedTuple):
    """One kind of problem that is left: how often, and where first; no value is shown."""

    rule: str
    name: str
    severity: str
    count: int  # type: ignore[assignment]  # the method of tuples gives way
    pointer: str | None


def left(done: Fixed, template: Template) -> tuple[Left, ...]:
    """What the repair leaves, the gravest first."""
    from asp_check.engine.findings import group
    from asp_check.rules import RULEBOOK

    found: dict[tuple[str, str], Left] = {}
    for one in group(done.left, template):
        problem, grave = one.first, one.severity.value
        count = sum(p.count for p in one.problems)
        known = found.get((problem.rule, grave))
        if known is not None:
            found[problem.rule, grave] = known._replace(count=known.count + count)
            continue
        name = RULEBOOK[problem.rule].name
        found[problem.rule, grave] = Left(problem.rule, name, grave, count, problem.pointer)
    order = list(_SEVERITIES)
    return tuple(sorted(found.values(), key=lambda one: (order.index(one.severity), one.rule)))


def tell(
    path: str,
    done: Fixed,
    remaining: Sequence[Left],
    template: Template,
    asked: Mapping[str, Any],
    kept: str | None,
    lang: str,
) -> None:
    """Say what became of the file at this path."""
    en = lang == "en"
    colon, semicolon = (": ", "; ") if en else (" : ", " ; ")
    parts = [_done(done, asked, en)]
    if done.changed:
        parts[0] += colon + ", ".join(_repaired(one.kind, one.count, en) for one in done.repairs)
    if kept is not None:
        parts.append((f"original gardé : {display(kept)}", f"original kept: {display(kept)}")[en])
    if template.status == "reference" and done.changed:
        parts.append(
            (
                f"d’après le modèle de RÉFÉRENCE {template.id}, non officiel",
                f"after the REFERENCE model {template.id}, not official",
            )[en]
        )
    say(display(path) + colon + semicolon.join(parts))
    if not done.certain:
        say(display(path) + colon + _UNCERTAIN[en])
    for one in remaining[:SHOWN]:
        say(display(path) + colon + _left(one, asked, en))
    if len(remaining) > SHOWN:
        more = len(remaining) - SHOWN
        say(
            display(path)
            + colon
            + (f"et {more} autres sortes de constat", f"and {more} more kinds of finding")[en]
        )
    if remaining:
        target = _target(path, asked)
        shown = f"--template {visible(template.id)} {target}"
        say(
            (
                f"ce qui reste n’est pas de la forme, ou demande votre avis ; le détail : asp-check {shown}",
                f"what is left is no form, or asks for your judgment; in detail: asp-check {shown}",
            )[en]
        )


def _target(path: str, asked: Mapping[str, Any]) -> str:
    output = asked["output"]
    return display(output if output not in (None, STANDARD_INPUT) else path)


def _done(done: Fixed, asked: Mapping[str, Any], en: bool) -> str:
    if not done.changed:
        if done.left:
            return ("rien à réparer", "nothing to repair")[en]
        return ("déjà exact, rien à réparer", "exact already, nothing to repair")[en]
    if asked["diff"]:
        return ("serait réparé", "would be repaired")[en]
    return ("réparé", "repaired")[en]


def _repaired(kind: str, count: int, en: bool) -> str:
    words = _KINDS[kind][en]
    return words if kind in _ONCE else f"{words} ({count})"


def _left(one: Left, asked: Mapping[str, Any], en: bool) -> str:
    where = "" if one.pointer is None else f" {shorten(visible(one.pointer or '/'), _POINTER)}"
    times = f" (×{one.count})" if one.count > 1 else ""
    hint = ""
    if one.rule == "E101" and asked["encoding"] is None:
        hint = (
            " ; s’il est en Windows-1252 : --encoding cp1252",
            "; if it is Windows-1252: --encoding cp1252",
        )[en]
    head = ("reste", "left")[en]
    return f"{head} {one.rule} {one.name}, {_SEVERITIES[one.severity][en]}{where}{times}{hint}"
