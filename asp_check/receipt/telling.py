"""A receipt in words: what was checked, when, with what, how far. One content for every form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asp_check.pieces.words import ROLES
from asp_check.receipt.model import Paper, Passed, Receipt
from asp_check.report.words import LANGUAGES

Words = tuple[str, str]

STAGES: dict[str, Words] = {
    "sandbox": ("bac à sable", "sandbox"),
    "portal": ("portail", "portal"),
}
"""What the stages are called."""

NOT_SIGNED: Words = (
    (
        "Ce reçu n’est pas une signature : quiconque peut en écrire un. Il dit ce que le contrôle a constaté ;"
        " les sommes SHA-256 permettent à chacun de vérifier que les fichiers sont ceux-là."
    ),
    (
        "This receipt is no signature: anybody can write one. It tells what the check found; the SHA-256"
        " sums let anybody verify that the files are these."
    ),
)


class Entry(NamedTuple):
    """One file and its sum."""

    name: str
    what: str
    size: int | None
    sha256: str


def index(lang: str) -> int:
    """Which of a pair of words is in this language."""
    return int(lang == "en")


def title(receipt: Receipt, lang: str) -> str:
    """What the page is called."""
    return (f"Reçu de contrôle : {receipt.file.name}", f"Receipt of a check: {receipt.file.name}")[
        index(lang)
    ]


def verdict(receipt: Receipt, lang: str) -> str:
    """The verdict with what it holds against."""
    return ("conforme ", "conform ")[index(lang)] + against(receipt, lang)


def against(receipt: Receipt, lang: str) -> str:
    """The model, and what it is worth."""
    model, status = receipt.template.id, LANGUAGES[lang][f"status-{receipt.template.status}"]
    return (f"au modèle {model} ({status})", f"to the model {model} ({status})")[index(lang)]


def facts(receipt: Receipt, lang: str) -> Iterator[tuple[str, str]]:
    """What is to be known of the check, label by label."""
    en = index(lang)
    if receipt.as_of:
        yield (
            ("Contrôlé au", "Checked as of")[en],
            receipt.as_of + (", heure de Paris", ", Paris time")[en],
        )
    else:
        yield ("Date de référence", "As-of date")[en], ("aucune", "none")[en]
    yield ("Avec", "With")[en], f"asp-check {receipt.version}"
    yield ("Modèle", "Model")[en], _model(receipt, lang)
    count, digest = receipt.rules
    yield ("Règles", "Rules")[en], f"{count}, SHA-256 {digest}"
    yield ("Dispositifs", "Schemes")[en], f"SHA-256 {receipt.dispositifs}"
    for one in receipt.references:
        date = one.date or ("sans date", "undated")[en]
        yield (
            ("Données de référence", "Reference data")[en],
            f"{one.name}, {date}, SHA-256 {one.sha256}",
        )
    yield "Options", options(receipt, lang)
    asked, left = receipt.scope.asked, len(receipt.scope.not_run)
    yield (
        ("Portée", "Scope")[en],
        (
            f"{asked} contrôles posés ; {left} non posés",
            f"{asked} checks made; {left} not run",
        )[en],
    )
    if receipt.scope.spoke:
        told = ", ".join(
            f"{one.rule} {_grade(one.severity, lang)}"
            + (f" × {one.count}" if one.count > 1 else "")
            for one in receipt.scope.spoke
        )
        yield ("Sans bloquer", "Without blocking")[en], told


def since(receipt: Receipt, lang: str) -> tuple[str, str]:
    """What the file passed since the check, with its label."""
    label = ("Depuis le contrôle", "Since the check")[index(lang)]
    return label, passed(receipt.passed, lang)


def _grade(severity: str, lang: str) -> str:
    french = {"warning": "avertissement", "info": "information", "blocking": "bloquant"}
    return french.get(severity, severity) if lang == "fr" else severity


def _model(receipt: Receipt, lang: str) -> str:
    model = receipt.template
    en = index(lang)
    told = (
        f"{model.id}, vierge SHA-256 {model.sha256}",
        f"{model.id}, blank SHA-256 {model.sha256}",
    )[en]
    if model.manifest is not None:
        told += (f", manifeste SHA-256 {model.manifest}", f", manifest SHA-256 {model.manifest}")[
            en
        ]
    return told


def options(receipt: Receipt, lang: str) -> str:
    """The options that bear on the verdict, as the command line takes them."""
    asked = receipt.asked
    parts = [f"--layout {asked.layout}"]
    parts += [f"--{name}" for name in ("strict", "resubmission") if getattr(asked, name)]
    for name in ("select", "ignore", "require"):
        parts += [f"--{name} {','.join(values)}"] if (values := getattr(asked, name)) else []
    if asked.severity:
        own = ", ".join(f"{rule} = {_grade(grade, lang)}" for rule, grade in asked.severity)
        parts.append((f"gravités : {own}", f"severities: {own}")[index(lang)])
    return ", ".join(parts)


def passed(stages: Sequence[Passed], lang: str) -> str:
    """What the user says that the file passed."""
    en = index(lang)
    if not stages:
        return ("contrôlé seulement : aucun passage noté", "only checked: nothing noted since")[en]
    told = (f"{STAGES[one.stage][en]} ({one.on})" for one in stages)
    return ("passé, selon vous : ", "passed, as you say: ")[en] + ", ".join(told)


def entries(receipt: Receipt, lang: str) -> Iterator[Entry]:
    """Every file that the verdict rests on, the request first."""
    en = index(lang)
    yield Entry(receipt.file.name, ("demande", "request")[en], receipt.size, receipt.file.sha256)
    for piece in receipt.pieces:
        yield Entry(shown(piece), role(piece, lang), piece.size, piece.sha256)
    for archive in receipt.archives:
        yield Entry(
            archive.name, ("archive des pièces", "archive of pieces")[en], None, archive.sha256
        )
    if receipt.advance is not None:
        what = ("avance déposée avant", "advance deposited before")[en]
        yield Entry(receipt.advance.name, what, None, receipt.advance.sha256)


def shown(piece: Paper) -> str:
    """The name of a piece, its archive before it."""
    return piece.name if piece.archive is None else f"{piece.archive}/{piece.name}"


def role(piece: Paper, lang: str) -> str:
    """What a piece was taken for, and whether a person settled what it says."""
    en = index(lang)
    known = ROLES.get(piece.role or "")
    told = known.of(lang) if known else ("non reconnue", "not recognised")[en]
    if piece.statement is not None:
        told += (", relevée par une personne", ", settled by a person")[en]
    if not piece.beside:
        told += (", hors du dossier du reçu", ", outside the folder of the receipt")[en]
    return told


def not_asked(receipt: Receipt, lang: str) -> Iterator[tuple[str, str]]:
    """The kinds of reason, and the rules that were not asked for it."""
    by_kind: dict[str, list[str]] = {}
    for entry in receipt.scope.not_run:
        by_kind.setdefault(entry.kind, []).append(entry.rule)
    for kind, rules in sorted(by_kind.items()):
        yield LANGUAGES[lang].get(kind, kind), ", ".join(rules)


def commands(name: str) -> Iterator[tuple[str, str]]:
    """How anybody computes the sum of a file of this name, by system."""
    quoted = "'" + name.replace("'", "'\\''") + "'"
    yield "Linux", f"sha256sum -- {quoted}"
    yield "macOS", f"shasum -a 256 -- {quoted}"
    power = "'" + name.replace("'", "''") + "'"
    yield "Windows (PowerShell)", f"Get-FileHash -Algorithm SHA256 -LiteralPath {power}"
