"""``asp-check [check] FILE|DIR...``: what is asked, and the command itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import click

from asp_check.cli import options as shared
from asp_check.cli.command import Command, Option, current_language
from asp_check.files import display
from asp_check.finding import UsageError

_SIZE = r"([1-9][0-9]{0,17})([KMGkmg]?)"
_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


def _size(_ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    """A number of bytes: ``5000000``, ``500K``, ``20M``, ``1G``."""
    if value is None:
        return None
    match = re.fullmatch(_SIZE, value)
    if match is None:
        raise UsageError(
            "--max-size : écrivez un nombre d’octets, par exemple 5000000, 500K ou 20M",
            "--max-size: write a number of bytes, such as 5000000, 500K or 20M",
        )
    return int(match[1]) * _UNITS[match[2].upper()]


def _prefixes(
    _ctx: click.Context, _param: click.Parameter, values: Sequence[str]
) -> tuple[str, ...]:
    """Beginnings of rule ids, also several in one value: ``E,S1``."""
    return tuple(part.strip() for value in values for part in value.split(","))


def _references(
    _ctx: click.Context, _param: click.Parameter, values: Sequence[str]
) -> dict[str, str]:
    """Files of reference data by name: ``finess=finess.csv``."""
    found: dict[str, str] = {}
    for value in values:
        name, equals, path = value.partition("=")
        if not equals or not path:
            raise UsageError(
                f"--reference {display(value)} : écrivez nom=fichier, par exemple finess=finess.csv",
                f"--reference {display(value)}: write name=file, such as finess=finess.csv",
            )
        if found.setdefault(name, path) != path:
            raise UsageError(
                f"--reference {display(name)} est donné deux fois ; gardez l’un des deux fichiers",
                f"--reference {display(name)} is given twice; keep one of the two files",
            )
    return found


def _count(name: str, fr: str, en: str) -> Option:
    return Option([name], type=click.IntRange(min=1), value=("N", "N"), words=(fr, en))


def _rules(name: str, fr: str, en: str) -> Option:
    return Option(
        [name], multiple=True, callback=_prefixes, value=("RÈGLE", "RULE"), words=(fr, en)
    )


def _run(paths: Sequence[str], **asked: Any) -> int:  # noqa: ANN401 - one value for each option
    from asp_check.cli.run import run

    return run(paths, asked, current_language())


check = Command(
    "check",
    callback=_run,
    usage=("[OPTIONS] FICHIER|DOSSIER|-...", "[OPTIONS] FILE|DIR|-..."),
    words=(
        (
            "Contrôle des fichiers JSON contre leur modèle, au caractère près.\n\n"
            "Un dossier est parcouru (*.json, dans l’ordre) ; - est l’entrée standard. Sans --template,"
            " le modèle est celui de la configuration (asp-check.toml, ou [tool.asp-check] de"
            " pyproject.toml), sinon celui que l’on reconnaît ; un modèle de référence reconnu ne donne"
            " pas de verdict."
        ),
        (
            "Check JSON files against their template, to the character.\n\n"
            "A directory is walked (*.json, in order); - is standard input. Without --template, the"
            " template is the one of the configuration (asp-check.toml, or [tool.asp-check] of"
            " pyproject.toml), else the one that is recognised; a reference model that was only"
            " recognised gives no verdict."
        ),
    ),
    epilogue=(
        """\
Exemples :
  asp-check --template hop-dpi-va2/avance@2024-09-12 bdc.json
  asp-check --template vierge.json --layout warn depots/
  asp-check --format json - < bdc.json
  git ls-files '*.json' | asp-check --files-from -

Code de sortie : 0 conforme, 1 non conforme, 2 argument inutilisable, 3 indéterminé.
""",
        """\
Examples:
  asp-check --template hop-dpi-va2/avance@2024-09-12 bdc.json
  asp-check --template blank.json --layout warn deposits/
  asp-check --format json - < bdc.json
  git ls-files '*.json' | asp-check --files-from -

Exit code: 0 conform, 1 nonconform, 2 unusable argument, 3 inconclusive.
""",
    ),
    params=[
        click.Argument(["paths"], nargs=-1),
        shared.template(
            "Modèle : un identifiant (dispositif/demande[@version]), un JSON vierge, ou un dossier avec manifest.toml.",
            "Template: an id (dispositif/request[@version]), a blank JSON, or a folder with a manifest.toml.",
        ),
        shared.templates(),
        shared.form("text", "json", "sarif", "junit", "github", "gitlab", "html", "csv"),
        shared.output(),
        shared.lang(),
        *shared.manners(),
        Option(
            ["--official"],
            is_flag=True,
            words=(
                (
                    "Refuse les modèles de référence, même nommés, sauf si la configuration dit"
                    " allow_reference = true."
                ),
                (
                    "Refuse reference models, even named, unless the configuration says"
                    " allow_reference = true."
                ),
            ),
        ),
        _rules(
            "--select",
            "Ne garde que les règles qui commencent ainsi : T, E2, S101. Répétable.",
            "Keep only the rules that begin with this: T, E2, S101. Repeatable.",
        ),
        _rules(
            "--ignore",
            "Écarte les règles qui commencent ainsi. Répétable.",
            "Drop the rules that begin with this. Repeatable.",
        ),
        _rules(
            "--require",
            "Pas de verdict si une de ces règles n’a pas pu être posée. Répétable.",
            "No verdict if one of these rules could not be asked. Repeatable.",
        ),
        shared.as_of(),
        *shared.pieces(),
        shared.avance(),
        shared.dispositifs(),
        Option(
            ["--reference"],
            multiple=True,
            callback=_references,
            value=("NOM=FICHIER", "NAME=FILE"),
            words=(
                (
                    "Vos données de référence, CSV ou XLSX : ceilings (plafonds), finess, funded"
                    " (financements obtenus). Répétable."
                ),
                "Your reference data, CSV or XLSX: ceilings, finess, funded. Repeatable.",
            ),
        ),
        shared.mask(),
        Option(
            ["--resubmission"],
            is_flag=True,
            words=(
                "Demandes déjà déposées, revenues au statut « A modifier ».",
                "Requests deposited before, back to “A modifier”.",
            ),
        ),
        Option(
            ["--layout"],
            type=click.Choice(("error", "warn", "off")),
            words=(
                (
                    "Espaces, fins de ligne, fin du fichier : bloquants (par défaut), avertissements,"
                    " ou non contrôlés."
                ),
                "Blanks, newlines, end of the file: blocking (by default), warnings, or not checked.",
            ),
        ),
        Option(
            ["--strict"],
            is_flag=True,
            words=("Un avertissement suffit à refuser le fichier.", "Warnings fail the file."),
        ),
        _count(
            "--max-findings",
            "Constats montrés par fichier (1000) ; les autres sont comptés par règle.",
            "Findings shown for one file (1000); the others are counted by rule.",
        ),
        Option(
            ["--max-size"],
            callback=_size,
            value=("OCTETS", "BYTES"),
            words=(
                "Taille au-delà de laquelle un fichier n’est pas lu (256M).",
                "Size beyond which a file is not read (256M).",
            ),
        ),
        _count(
            "--max-depth",
            "Profondeur au-delà de laquelle un fichier n’est pas lu (128).",
            "Depth beyond which a file is not read (128).",
        ),
        Option(
            ["--files-from"],
            multiple=True,
            value=("FICHIER|-", "FILE|-"),
            words=(
                "Liste de fichiers à contrôler, un par ligne.",
                "List of files to check, one a line.",
            ),
        ),
        Option(
            ["--jobs"],
            type=click.IntRange(min=1),
            default=1,
            value=("N", "N"),
            words=(
                "Nombre de processus ; le résultat est le même.",
                "Number of processes; the result is the same.",
            ),
        ),
        Option(
            ["--full"],
            is_flag=True,
            words=(
                (
                    "Montre aussi chaque contrôle non posé et sa raison ; à partir de 20 fichiers,"
                    " chaque constat avec son extrait."
                ),
                (
                    "Also show each check that was not run, and why; from 20 files on, each finding"
                    " with its excerpt."
                ),
            ),
        ),
        Option(
            ["--config"],
            value=("FICHIER", "FILE"),
            words=(
                (
                    "Fichier de configuration, au lieu de celui que l’on trouve en remontant depuis"
                    " le premier argument."
                ),
                "Configuration file, instead of the one found from the first argument upward.",
            ),
        ),
    ],
)
