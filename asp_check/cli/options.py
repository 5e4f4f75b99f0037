"""The options that several commands share, each made anew for the command that takes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from asp_check.cli.command import LANGUAGES, Option
from asp_check.finding import UsageError


def lang() -> Option:
    """``--lang``."""
    return Option(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        envvar="ASP_CHECK_LANG",
        words=(
            "Langue : français par défaut (ou la variable ASP_CHECK_LANG).",
            "Language: French by default (or the variable ASP_CHECK_LANG).",
        ),
    )


def template(fr: str, en: str) -> Option:
    """``--template``; what it is for depends on the command."""
    return Option(["--template"], value=("ID|CHEMIN", "ID|PATH"), words=(fr, en))


def templates() -> Option:
    """``--templates``."""
    return Option(
        ["--templates"],
        value=("DOSSIER", "DIR"),
        words=(
            "Dossier de modèles, cherché avant le vôtre et ceux du programme.",
            "Folder of templates, searched before your own and those of the program.",
        ),
    )


def as_of() -> Option:
    """``--as-of``."""
    return Option(
        ["--as-of"],
        default="now",
        value=("AAAA-MM-JJ[THH:MM]|now|none", "YYYY-MM-DD[THH:MM]|now|none"),
        words=(
            (
                "Instant du contrôle, heure de Paris : choisit la version du modèle. Par défaut,"
                " maintenant ; none : la dernière version."
            ),
            (
                "Instant of the check, Paris time: settles the version of the template. By default,"
                " now; none: the latest version."
            ),
        ),
    )


def dispositifs() -> Option:
    """``--dispositifs``."""
    return Option(
        ["--dispositifs"],
        value=("FICHIER", "FILE"),
        words=(
            "Votre fichier de dispositifs : dates et pièces que vous avez lues ou confirmées.",
            "Your file of schemes: dates and pieces that you have read or confirmed.",
        ),
    )


def _named(_ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The name of a file, which may be left out but not empty."""
    if value == "":
        raise UsageError(
            f"{param.opts[0]} : le nom du fichier est vide ; indiquez un fichier, ou - pour la sortie standard",
            f"{param.opts[0]}: the name of the file is empty; name a file, or - for standard output",
        )
    return value


def output() -> Option:
    """``--output``."""
    return Option(
        ["--output", "-o"],
        callback=_named,
        value=("FICHIER", "FILE"),
        words=(
            "Écrit dans ce fichier, en UTF-8, et non sur la sortie standard.",
            "Write to this file, in UTF-8, not to standard output.",
        ),
    )


def form(*forms: str) -> Option:
    """``--format``, one of these."""
    return Option(
        ["--format", "form"],
        type=click.Choice(forms),
        default=forms[0],
        words=(
            f"Forme du résultat ; {forms[0]} par défaut.",
            f"Form of the result; {forms[0]} by default.",
        ),
    )


def mask() -> Option:
    """``--mask/--show-values``."""
    return Option(
        ["--mask/--show-values", "mask"],
        default=None,
        words=(
            "Masque les valeurs du fichier dans ce qui est affiché, ou les montre.",
            "Hide the values of the file in what is shown, or show them.",
        ),
    )


def manners() -> list[click.Parameter]:
    """``--quiet``, ``--verbose`` and ``--watch``: how much is said, and how often."""
    return [
        Option(
            ["--quiet", "-q"],
            is_flag=True,
            words=(
                "Ne dit rien de ce qui est conforme, et ne propose pas de suite (forme text).",
                "Say nothing of what is conform, and propose nothing (text form).",
            ),
        ),
        Option(
            ["--verbose"],
            is_flag=True,
            words=(
                "Dit aussi, sur la sortie d’erreur, quels configuration, modèles et pièces servent.",
                "Also tell, on standard error, which configuration, templates and pieces are used.",
            ),
        ),
        Option(
            ["--watch"],
            is_flag=True,
            words=(
                "Recommence à chaque enregistrement d’un des fichiers, jusqu’à Ctrl-C.",
                "Check again each time one of the files is saved, until Ctrl-C.",
            ),
        ),
    ]


_PIECES = (
    ("--bdc", "bdc", "Bon de commande du client", "Purchase order of the client"),
    ("--va", "va", "Vérification d’aptitude", "Fitness check (VA)"),
    ("--mom", "mom", "Mise en ordre de marche", "Commissioning statement (MOM)"),
    ("--invoice", "invoice", "Facture", "Invoice"),
    ("--pilot", "pilot", "PV de déploiement pilote", "Report of a pilot deployment"),
)


def pieces() -> list[click.Parameter]:
    """``--piece`` and the options that name the role of a piece; ``--ocr``."""
    found: list[click.Parameter] = [
        Option(
            ["--piece"],
            multiple=True,
            value=("FICHIER", "FILE"),
            words=(
                "Pièce de la demande, que l’on reconnaît à son contenu : PDF, DOCX, image, données. Répétable.",
                "Piece of the request, recognised by its content: PDF, DOCX, image, data. Repeatable.",
            ),
        )
    ]
    for name, parameter, fr, en in _PIECES:
        found.append(
            Option(
                [name, f"piece_{parameter}"],
                multiple=True,
                value=("FICHIER", "FILE"),
                words=(f"{fr}. Répétable.", f"{en}. Repeatable."),
            )
        )
    found.append(
        Option(
            ["--ocr"],
            is_flag=True,
            words=(
                "Lit aussi les pages numérisées (tesseract) ; ce qui y est lu n’est jamais sûr.",
                "Also read scanned pages (tesseract); what is read there is never sure.",
            ),
        )
    )
    return found


def avance() -> Option:
    """``--avance``."""
    return Option(
        ["--avance"],
        value=("FICHIER|DOSSIER", "FILE|DIR"),
        words=(
            "Demande d’avance déposée avant ce solde.",
            "The advance request deposited before this balance.",
        ),
    )


ROLES = tuple(parameter for _, parameter, _, _ in _PIECES)
"""The roles that an option of its own names."""


def given_pieces(asked: Mapping[str, Any]) -> list[str | tuple[str, str]]:
    """The pieces that these options name: by themselves, or with their role."""
    stated = [(role, path) for role in ROLES for path in asked[f"piece_{role}"]]
    return [*asked["piece"], *stated]


def piece_paths(asked: Mapping[str, Any]) -> list[str]:
    """Their paths."""
    return [piece if isinstance(piece, str) else piece[1] for piece in given_pieces(asked)]
