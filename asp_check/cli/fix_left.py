"""What ``asp-check fix`` leaves: as findings with their places, and why it leaves them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from asp_check.finding import Finding, UsageError

if TYPE_CHECKING:
    from asp_check.cli.command import Words
    from asp_check.cli.fix_account import Account
    from asp_check.engine import Options

_ESCAPE = "T405"
_ENCODING = "E101"
_SYNTAX: Words = (
    (
        "corrigez d’abord la syntaxe ; d’ici là, fix ne répare que l’encodage, le BOM, les fins de ligne et la"
        " fin du fichier"
    ),
    (
        "correct the syntax first; until then, fix repairs only the encoding, the BOM, line endings and the end"
        " of the file"
    ),
)
_BY_HAND: Words = (
    (
        "ce qui reste est à corriger à la main : fix ne change aucune valeur ni aucun nom de clé, et n’ajoute ni"
        " n’ôte aucune donnée"
    ),
    (
        "what remains is to be corrected by hand: fix changes no value and no key name, and neither adds nor"
        " removes data"
    ),
)
_MIXED: Words = (
    (
        "le fichier mélange UTF-8 et Windows-1252 : --encoding ne vaut que pour un fichier entier ; corrigez le"
        " logiciel qui l’écrit, ou ces caractères à la main"
    ),
    (
        "the file mixes UTF-8 and Windows-1252: --encoding is for a whole file only; correct the software that"
        " writes it, or these characters by hand"
    ),
)
_DECLARE: Words = (
    "si le fichier est en Windows-1252, ajoutez --encoding cp1252",
    "if the file is in Windows-1252, add --encoding cp1252",
)


def remaining(told: Account, options: Options) -> tuple[Finding, ...]:
    """What is left, the gravest first, at its place in the file to look at.

    That is the repaired file, once it is written; else the file as it was.
    """
    from asp_check import exactness
    from asp_check.engine.findings import describe, group
    from asp_check.finding import Severity
    from asp_check.repair.placing import in_original

    done, template, data = told.done, told.template, told.file
    found = exactness.check(template, data, max_size=options.max_size, max_depth=options.max_depth)
    problems = found.problems
    if data != done.data:
        problems = tuple(in_original(done.left, found.problems))
    options = options._replace(lang=told.lang)
    groups = group(problems, template, options)
    findings = describe(groups, data, found.document, told.target, options, template)
    order = list(Severity)
    # Where the structure is a guess, what makes it one comes first.
    first = "" if done.certain else "S"
    return tuple(
        sorted(
            (finding._replace(fixable=False) for finding in findings),
            key=lambda one: (order.index(one.severity), one.rule[0] != first, one.offset),
        )
    )


def reasons(told: Account, left: Sequence[Finding]) -> Iterator[Words]:
    """Why ``fix`` leaves this, and what to do instead."""
    from asp_check.repair import scope_of

    blocking = {finding.rule for finding in left if finding.severity == "blocking"}
    if {finding.rule for finding in left} == {_ESCAPE} and _can_be_rendered(told):
        yield _render(told)
        return
    if not blocking or not scope_of(told.done.left, told.template).readable:
        return  # The finding itself says that it is no JSON.
    if not told.done.certain and any(rule[0] == "S" for rule in blocking):
        yield _SYNTAX
    elif blocking - {_ENCODING}:
        yield _BY_HAND
    if _ENCODING in blocking:
        yield from _encoding(told)


def _encoding(told: Account) -> Iterator[Words]:
    from asp_check.document.encoding import decode_bytes
    from asp_check.repair.placing import mixes_encodings

    if mixes_encodings(told.data):
        yield _MIXED
    elif told.asked["encoding"] is None and any(
        problem.params.get("guess") for problem in decode_bytes(told.data).problems
    ):
        yield _DECLARE


def _can_be_rendered(told: Account) -> bool:
    """Whether ``render`` takes the file as it is; it then writes the same values, exactly."""
    from asp_check.rendering import render
    from asp_check.rendering.reading import values

    try:
        render(values(told.file, ""), told.template)
    except UsageError:
        return False
    return True


def _render(told: Account) -> Words:
    def command(new: str) -> str:
        return f"{told.command('render', told.target)} -o {new}"

    return (
        (
            "il ne reste que des échappements dans les chaînes, que fix ne touche pas ; pour récrire exactement"
            f" les mêmes valeurs : {command('NOUVEAU.json')}"
        ),
        (
            "only escapes within strings remain, which fix does not touch; to write the same values exactly:"
            f" {command('NEW.json')}"
        ),
    )
