"""``asp-check dossier DIR|ZIP|JSON+ZIP...``: what is asked, and the command itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from asp_check.cli import options as shared
from asp_check.cli.check import check
from asp_check.cli.command import Command, Option, current_language

_OWN = frozenset({"paths", "form", "files_from", "full"})
"""What the command says in its own words."""


def common() -> list[click.Parameter]:
    """The options of ``check`` that hold for dossiers too."""
    return [param for param in check.params if param.name not in _OWN]


def kind() -> Option:
    """``--kind``."""
    return Option(
        ["--kind"],
        type=click.Choice(("avance", "pilotes", "solde")),
        words=(
            "Genre du dossier, s’il n’a pas de JSON : les pilotes n’en ont pas, que l’on sache.",
            "Kind of the dossier, if it has no JSON: pilots have none, as far as is known.",
        ),
    )


def _run(paths: Sequence[str], **asked: Any) -> int:  # noqa: ANN401 - one value for each option
    from asp_check.cli.dossier_run import run

    return run(paths, asked, current_language())


dossier = Command(
    "dossier",
    callback=_run,
    usage=("[OPTIONS] DOSSIER|ZIP|FICHIER...", "[OPTIONS] DIR|ZIP|FILE..."),
    words=(
        (
            "Contrôle des demandes avec leurs pièces : le JSON, le bon de commande (BDC), la VA, la MOM,"
            " la facture, en dossiers ou en ZIP, rangés comme vous voulez.\n\n"
            "Dit pour quelle pièce chaque fichier a été pris, compare la demande à ses pièces, puis les"
            " dossiers entre eux. Un dossier peut contenir une demande, plusieurs d’un même client, ou des"
            " milliers. Vos fichiers ne sont jamais modifiés."
        ),
        (
            "Check requests with their pieces: the JSON, the purchase order (BDC), the VA, the MOM, the"
            " invoice, in folders or ZIPs, in any arrangement.\n\n"
            "Tell what each file was taken for, compare the request with its pieces, then the dossiers"
            " with each other. A folder may hold one request, several of one client, or thousands. Your"
            " files are never changed."
        ),
    ),
    epilogue=(
        """\
Exemples :
  asp-check dossier client-117/
  asp-check dossier bdc.json pieces.zip
  asp-check dossier --format html --output rapport.html depots/ --jobs 2
  asp-check dossier --kind pilotes pilotes/

Code de sortie :
  0  conforme
  1  non conforme : aussi un dossier sans JSON, ou dont le ZIP est abîmé
  2  argument ou option inutilisable
  3  indéterminé : une pièce ou une valeur ne se lit pas à coup sûr
""",
        """\
Examples:
  asp-check dossier client-117/
  asp-check dossier bdc.json pieces.zip
  asp-check dossier --format html --output report.html deposits/ --jobs 2
  asp-check dossier --kind pilotes pilots/

Exit code:
  0  conform
  1  nonconform: also a dossier without JSON, or whose ZIP is broken
  2  an argument or an option cannot be used
  3  inconclusive: a piece or a value cannot be read for sure
""",
    ),
    params=[
        click.Argument(["paths"], nargs=-1),
        shared.form("text", "json", "sarif", "junit", "github", "gitlab", "html", "csv"),
        kind(),
        *common(),
        Option(
            ["--full"],
            is_flag=True,
            words=(
                (
                    "Montre aussi les lignes sans écart de la comparaison, et chaque contrôle non posé ;"
                    " à partir de 20 dossiers, chaque constat."
                ),
                (
                    "Also show the rows of the comparison that agree, and each check that was not run;"
                    " from 20 dossiers on, each finding."
                ),
            ),
        ),
    ],
)
