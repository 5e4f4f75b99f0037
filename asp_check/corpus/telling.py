"""What the corpus and its check say: for people, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from asp_check.corpus.judging import Case, Outcome
from asp_check.corpus.model import Record, Spoke
from asp_check.corpus.proposing import Proposal
from asp_check.report import escape
from asp_check.rulebook import ALL
from asp_check.text import shorten

FORMAT = "asp-check-corpus-check/1"

Words = tuple[str, str]

OUTCOMES: Mapping[str, Words] = {
    "accepted": ("accepté", "accepted"),
    "refused": ("refusé", "refused"),
}
STAGES: Mapping[str, Words] = {
    "sandbox": ("bac à sable", "sandbox"),
    "portal": ("portail", "portal"),
}
VERDICTS: Mapping[str, Words] = {
    "conform": ("conforme", "conform"),
    "nonconform": ("non conforme", "nonconform"),
    "inconclusive": ("indéterminé", "inconclusive"),
}
_MESSAGE = 200


def said(record: Record, en: int) -> str:
    """What was said of a file, by whom and when."""
    told = f"{OUTCOMES[record.outcome][en]} ({STAGES[record.stage][en]}"
    told += f", {record.as_of[:10]})" if record.as_of else ")"
    if record.message:
        told += (" : ", ": ")[en] + escape.message(shorten(record.message, _MESSAGE))
    return told


# --- List


def listing(cases: Sequence[Case], en: int) -> str:
    """Every file of the corpus with what was said of it."""
    lines: list[str] = []
    for case in cases:
        last = case.history[-1]
        lines.append(f"{escape.path(last.path)} ({last.sha256[:12]})")
        for record in case.history:
            then = VERDICTS.get(record.verdict, ("?", "?"))[en]
            told = (f" ; le contrôle disait : {then}", f"; the check said: {then}")[en]
            lines.append(f"  {said(record, en)}{told}")
        lines += history(case, en)
    found = Counter(record.outcome for case in cases for record in case.holds)
    files = len(cases)
    lines.append(
        (
            (
                f"{files} fichier{'s' * (files > 1)} : {found['accepted']} accepté{'s' * (found['accepted'] > 1)},"
                f" {found['refused']} refusé{'s' * (found['refused'] > 1)}"
            ),
            f"{files} file{'s' * (files != 1)}: {found['accepted']} accepted, {found['refused']} refused",
        )[en]
    )
    return "".join(f"{line}\n" for line in lines)


def history(case: Case, en: int) -> Iterator[str]:
    """That the same bytes were accepted and refused, where they were."""
    if case.contradicts:
        yield (
            "  CONTRADICTION : les mêmes fichiers, acceptés et refusés au même instant",
            "  CONTRADICTION: the same files, accepted and refused at the same instant",
        )[en]
    elif case.changed:
        yield (
            "  les mêmes fichiers ont été acceptés et refusés : le dernier résultat vaut",
            "  the same files were accepted and refused: the last outcome holds",
        )[en]


# --- Check


def checked(
    outcomes: Sequence[Outcome], cases: Iterable[Case], found: Sequence[Proposal], en: int
) -> str:
    """What disagrees, what could not be checked again, and what to write."""
    lines: list[str] = []
    for outcome in outcomes:
        if outcome.state != "agreed" or outcome.partly:
            lines += _outcome(outcome, en)
    for case in cases:
        for line in history(case, en):
            lines.append(f"{escape.path(case.history[-1].path)}{(' :', ':')[en]}{line[1:]}")
    lines += _warnings(outcomes, en)
    lines += _proposals(found, en)
    lines.append(_total(outcomes, en))
    return "".join(f"{line}\n" for line in lines)


_STATES: Mapping[str, Words] = {
    "speaks": ("des règles bloquent", "rules block it"),
    "silent": ("aucune règle ne bloque", "no rule blocks it"),
    "open": ("pas de verdict", "no verdict"),
    "lost": ("non recontrôlé", "not checked again"),
    "agreed": ("d’accord", "in agreement"),
}


def _outcome(outcome: Outcome, en: int) -> Iterator[str]:
    record, colon = outcome.record, (" : ", ": ")[en]
    told = f"{escape.path(record.path)} ({record.sha256[:12]}){colon}{said(record, en)}"
    yield f"{told}{(' ; ', '; ')[en]}{_STATES[outcome.state][en]}"
    if any(outcome.why):
        yield f"  {escape.message(outcome.why[en])}"
    for name in outcome.partly:
        yield (
            f"  pièce introuvable ou modifiée : {escape.path(name)}",
            f"  a piece was not found, or has changed: {escape.path(name)}",
        )[en]
    if outcome.state == "speaks":
        for spoke in outcome.blocking or outcome.warnings:
            fresh = (spoke.rule, spoke.pointer) in outcome.news
            mark = (" (nouveau depuis l’ajout)", " (new since it was added)")[en] if fresh else ""
            yield f"  {_spoke(spoke, en)}{mark}"
    elif outcome.state == "silent":
        for spoke in outcome.warnings:
            yield ("  avertit : ", "  warns: ")[en] + _spoke(spoke, en)


def _spoke(spoke: Spoke, en: int) -> str:
    cause = ALL.get(spoke.rule)
    title = f" {cause.title.en if en else cause.title.fr}" if cause is not None else ""
    where = escape.message(spoke.pointer) or ("(racine)", "(root)")[en]
    times = f" × {spoke.count}" if spoke.count > 1 else ""
    return f"{spoke.rule}{escape.message(title)}{(' ; ', '; ')[en]}{where}{times}"


def _warnings(outcomes: Sequence[Outcome], en: int) -> Iterator[str]:
    """The rules that only warn about accepted files: they hinder nobody, and are told apart."""
    found: Counter[str] = Counter()
    for outcome in outcomes:
        if outcome.record.outcome == "accepted":
            found.update({spoke.rule for spoke in outcome.warnings})
    if found:
        told = ", ".join(f"{rule} × {times}" for rule, times in sorted(found.items()))
        yield (
            f"Avertissements sur des fichiers acceptés, par fichier : {told}",
            f"Warnings on accepted files, by file: {told}",
        )[en]


def _proposals(found: Sequence[Proposal], en: int) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield (
        "Propositions, que rien n’applique ; à vous de décider :",
        "Proposals, which nothing applies; it is for you to decide:",
    )[en]
    if any(one.target == "manifest" for one in found):
        yield (
            "une place que le manifeste nomme déjà prend ces attributs à côté des siens.",
            "a place that the manifest names already takes these attributes beside its own.",
        )[en]
    for one in found:
        yield ""
        model = escape.message(one.model)
        where = (
            (f"manifest.toml de {model}", f"manifest.toml of {model}")[en]
            if one.target == "manifest"
            else "asp-check.toml"
        )
        yield f"  # {where}{(' : ', ': ')[en]}{_because(one, en)}"
        yield from (f"  {line}" for line in one.text.split("\n"))
    yield ""


def _because(one: Proposal, en: int) -> str:
    if '"blocking"' in one.text:
        told = (
            f"{one.rule} avertit sur {one.refused} refusé(s) que rien ne bloque",
            f"{one.rule} warns on {one.refused} refused that nothing blocks",
        )[en]
        against = (
            f" ; mais avertit aussi sur {one.accepted} accepté(s), à bloquer alors à tort",
            f"; but warns on {one.accepted} accepted too, which it would then block",
        )[en]
        return told + (against if one.accepted else "")
    told = (
        f"{one.rule} bloque {one.accepted} accepté(s)",
        f"{one.rule} blocks {one.accepted} accepted",
    )[en]
    against = (
        f" ; mais aussi {one.refused} refusé(s) : elle y a peut-être raison",
        f"; but {one.refused} refused too: there it may be right",
    )[en]
    return told + (against if one.refused else "")


def _total(outcomes: Sequence[Outcome], en: int) -> str:
    states = Counter(outcome.state for outcome in outcomes)
    against = states["speaks"] + states["silent"]
    undone = states["open"] + states["lost"]
    n = len(outcomes)
    return (
        (
            f"{n} résultat{'s' * (n > 1)} recontrôlé{'s' * (n > 1)} : {states['agreed']} d’accord, {against} en désaccord"
            f" ({states['speaks']} accepté(s) que l’on bloque, {states['silent']} refusé(s) que rien ne bloque),"
            f" {undone} sans réponse"
        ),
        (
            f"{n} outcome{'s' * (n != 1)} checked again: {states['agreed']} in agreement, {against} not"
            f" ({states['speaks']} accepted that is blocked, {states['silent']} refused that nothing blocks),"
            f" {undone} without answer"
        ),
    )[en]


def mapping(
    outcomes: Sequence[Outcome], cases: Iterable[Case], found: Sequence[Proposal], en: int
) -> str:
    """The same for programs."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "outcomes": [
            {
                "path": outcome.record.path,
                "sha256": outcome.record.sha256,
                "outcome": outcome.record.outcome,
                "stage": outcome.record.stage,
                "as_of": outcome.record.as_of or None,
                "state": outcome.state,
                "model": outcome.model or None,
                "blocking": [
                    {**one._asdict(), "new": (one.rule, one.pointer) in outcome.news}
                    for one in outcome.blocking
                ],
                "warnings": [one._asdict() for one in outcome.warnings],
                "missing_pieces": list(outcome.partly),
                "reason": outcome.why[en] or None,
            }
            for outcome in outcomes
        ],
        "contradictions": [case.history[-1].sha256 for case in cases if case.contradicts],
        "proposals": [one._asdict() for one in found],
    }
    return json.dumps(content, ensure_ascii=True, indent=2) + "\n"
