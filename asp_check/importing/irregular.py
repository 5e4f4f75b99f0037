"""A blank that is not strict JSON: each irregularity, and what may be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from asp_check.causes import CAUSES
from asp_check.causes.wording import word
from asp_check.document import Document, read
from asp_check.files import display
from asp_check.finding import Problem, UsageError
from asp_check.manifest import Manifest
from asp_check.template import build
from asp_check.text import line_columns

Choice = Literal["keep", "repair"]

_NO_JSON = frozenset({"S703", "S706", "E401", "E402", "S901"})
"""Irregularities with which there is no model to speak of."""


@dataclass(frozen=True, slots=True)
class Irregularity:
    """One thing that strict JSON does not have, where, and in words."""

    line: int
    column: int
    rule: str
    message: str


class IrregularBlank(UsageError):  # noqa: N818 - it names what is refused
    """A blank that needs a choice, or that the choice made does not help."""

    def __init__(self, fr: str, en: str, found: tuple[Irregularity, ...]) -> None:
        super().__init__(fr, en)
        self.found = found


def admit(path: str, blank: bytes, choice: Choice | None, lang: str) -> tuple[Irregularity, ...]:
    """The irregularities of a blank, if the choice made covers them all; else ``IrregularBlank``."""
    document = read(blank)
    problems = document.problems
    found = tuple(_worded(document, problems, lang))
    shown = display(path)
    if not problems:
        return ()
    if not document.complete or any(p.rule in _NO_JSON for p in problems):
        raise IrregularBlank(
            f"{shown} : ce n’est pas un modèle JSON lisible ; reprenez le fichier de l’ASP",
            f"{shown}: not a JSON model that can be read; take the ASP’s file again",
            found,
        )
    if choice is None:
        raise IrregularBlank(
            f"{shown} : le modèle vierge n’est pas du JSON strict en UTF-8 ; ajoutez --keep (ces"
            " irrégularités sont du texte fixe, vos fichiers doivent les avoir) ou --repair (le texte"
            " réparé est le modèle)",
            f"{shown}: the blank is not strict JSON in UTF-8; add --keep (these irregularities are"
            " fixed text, your files must have them) or --repair (the repaired text is the model)",
            found,
        )
    if choice == "keep" and any(p.rule == "E102" for p in problems):
        raise IrregularBlank(
            f"{shown} : le modèle vierge n’est pas en UTF-8 et ne peut pas être gardé tel quel ;"
            " remplacez --keep par --repair",
            f"{shown}: the blank is not UTF-8 and cannot be kept as it is; replace --keep with"
            " --repair",
            found,
        )
    if choice == "repair" and not _is_repaired(blank):
        stuck = [p for p in problems if not _has_repair(p)] or problems
        raise IrregularBlank(
            f"{shown} : ces irrégularités n’ont pas de réparation certaine ; remplacez --repair par"
            " --keep, ou demandez à l’ASP un fichier corrigé",
            f"{shown}: these irregularities have no certain repair; replace --repair with --keep, or"
            " ask the ASP for a corrected file",
            tuple(_worded(document, stuck, lang)),
        )
    return found


def _is_repaired(blank: bytes) -> bool:
    """Whether the repaired text is a model."""
    digest = sha256(blank).hexdigest()
    try:
        build(blank, Manifest("REPAIR", "avance", digest, "official", irregular="repair"))
    except UsageError:
        return False
    return True


def _has_repair(problem: Problem) -> bool:
    return problem.rule in ("E101", "E102", "S704") or bool(problem.fix)


def _worded(document: Document, problems: Sequence[Problem], lang: str) -> Iterator[Irregularity]:
    places = line_columns(document.text, [problem.start for problem in problems])
    for problem in problems:
        message = word(CAUSES[problem.rule], problem.params, lang)
        yield Irregularity(*places[problem.start], problem.rule, message)
