"""What the corpus and its check say: for people, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from asp_check.corpus.judging import Case, Outcome
from asp_check.corpus.model import Record, Spoke
from asp_check.corpus.proposing import Proposal, Reason
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
    if outcome.is_doubtful and outcome.state != "agreed":
        yield f"  {doubt(outcome.file, en)}"


def doubt(file: str, en: int) -> str:
    """That a record can hardly be right, and how to withdraw it."""
    shown = escape.path(file)
    return (
        (
            "fiche douteuse : est-ce bien ce fichier que le portail a accepté ? Rien n’est proposé pour lui ;"
            f" pour retirer la fiche, supprimez {shown}"
        ),
        (
            "doubtful record: is this the file that the portal accepted? Nothing is proposed for it; to"
            f" withdraw the record, delete {shown}"
        ),
    )[en]


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
    yield (
        (
            "une table ou une place que le fichier a déjà ne s’y écrit qu’une fois : elle prend ces lignes, ou ces"
            " attributs, à côté des siens."
        ),
        (
            "a table or a place that the file has already is written there once only: it takes these lines, or"
            " these attributes, beside its own."
        ),
    )[en]
    for one in found:
        yield ""
        model = escape.message(one.model)
        where = (
            (f"manifest.toml de {model}", f"manifest.toml of {model}")[en]
            if one.target == "manifest"
            else "asp-check.toml"
        )
        yield f"  # {where}"
        for reason in one.reasons:
            yield f"  # {_because(reason, en)}"
        if one.text.startswith("layout"):
            yield (
                "  # layout se place en tête du fichier, avant ses tables.",
                "  # layout goes to the head of the file, before its tables.",
            )[en]
        yield from (f"  {line}" for line in one.text.split("\n"))
    yield ""


def _because(one: Reason, en: int) -> str:
    accepted, refused = _files(one.accepted, "accepted", en), _files(one.refused, "refused", en)
    colon = (" : ", ": ")[en]
    if one.severity == "blocking":
        told = (
            f"{one.rule}{colon}avertit sur {refused} que rien ne bloque",
            f"{one.rule}{colon}warns on {refused} that nothing blocks",
        )[en]
        against = (
            (
                f" ; mais avertit aussi sur {accepted}, qui serai{'en' * (one.accepted > 1)}t alors"
                f" bloqué{'s' * (one.accepted > 1)} à tort"
            ),
            f"; but also warns on {accepted}, which it would then block wrongly",
        )[en]
        return told + (against if one.accepted else "")
    place = escape.message(one.pointer)
    told = f"{one.rule}{' ' * bool(place)}{place}{colon}" + ("bloque ", "blocks ")[en] + accepted
    against = (
        f" ; mais aussi {refused} : là, elle a peut-être raison",
        f"; but also {refused}: there, it may be right",
    )[en]
    return told + (against if one.refused else "")


def _files(n: int, outcome: str, en: int) -> str:
    """So many files of an outcome.

    >>> _files(1, "accepted", 0), _files(2, "refused", 1)
    ('1 fichier accepté', '2 refused files')
    """
    many = "s" * (n > 1 or (bool(en) and n != 1))
    said = OUTCOMES[outcome][en]
    return (f"{n} fichier{many} {said}{many}", f"{n} {said} file{many}")[en]


def _total(outcomes: Sequence[Outcome], en: int) -> str:
    states = Counter(outcome.state for outcome in outcomes)
    against = states["speaks"] + states["silent"]
    undone = states["open"] + states["lost"]
    n = len(outcomes)
    blocked, missed = states["speaks"], states["silent"]
    details = [
        (f"{_files(blocked, 'accepted', 0)} et bloqué{'s' * (blocked > 1)}",
         f"{_files(blocked, 'accepted', 1)} blocked by a rule")[en]
    ] * bool(blocked) + [
        (f"{_files(missed, 'refused', 0)} que rien ne bloque",
         f"{_files(missed, 'refused', 1)} that nothing blocks")[en]
    ] * bool(missed)  # fmt: skip
    why = f" ({', '.join(details)})" if details else ""
    return (
        (
            f"{n} résultat{'s' * (n > 1)} recontrôlé{'s' * (n > 1)} : {states['agreed']} d’accord,"
            f" {against} en désaccord{why}, {undone} sans réponse"
        ),
        (
            f"{n} outcome{'s' * (n != 1)} checked again: {states['agreed']} in agreement, {against} in"
            f" disagreement{why}, {undone} without an answer"
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
                "record": outcome.file or None,
                "doubtful": outcome.is_doubtful,
            }
            for outcome in outcomes
        ],
        "contradictions": [case.history[-1].sha256 for case in cases if case.contradicts],
        "proposals": [
            {**one._asdict(), "reasons": [reason._asdict() for reason in one.reasons]}
            for one in found
        ],
    }
    return json.dumps(content, ensure_ascii=True, indent=2) + "\n"
