"""The options of ``asp-check render``: where to write, and the table that values may come from."""

from __future__ import annotations

import click

from asp_check.cli import options as shared
from asp_check.cli.command import Option


def output_option() -> Option:
    """``-o``, ``--output``."""
    option = shared.output()
    return Option(
        ["-o", "--output"],
        callback=option.callback,
        value=("FICHIER", "FILE"),
        words=(
            "Écrit dans ce fichier, et non sur la sortie standard.",
            "Write to this file, not to standard output.",
        ),
    )


def overwrite_option() -> Option:
    """``--overwrite``."""
    return Option(
        ["--overwrite"],
        is_flag=True,
        words=(
            "Remplace le fichier, s’il existe déjà avec un autre contenu.",
            "Replace the file, if it exists already with another content.",
        ),
    )


def table_options() -> list[click.Parameter]:
    """``--csv``, ``--xlsx`` and what goes with them."""
    return [
        Option(
            ["--csv"],
            value=("FICHIER", "FILE"),
            words=(
                "Tableau CSV : une ligne par élément, les colonnes nommées par des notions ou des JSON Pointers.",
                "A CSV table: one row an element, the columns named by concepts or JSON Pointers.",
            ),
        ),
        Option(
            ["--xlsx"],
            value=("FICHIER", "FILE"),
            words=(
                "Le même tableau, dans un classeur XLSX (avec l’extra xlsx).",
                "The same table, in an XLSX workbook (with the xlsx extra).",
            ),
        ),
        Option(
            ["--sheet"],
            value=("NOM", "NAME"),
            words=(
                "Feuille du classeur ; par défaut, la seule qui soit remplie.",
                "Sheet of the workbook; by default, the only one that holds something.",
            ),
        ),
        Option(
            ["--out"],
            value=("DOSSIER", "DIR"),
            words=(
                "Dossier où écrire un fichier par demande du tableau.",
                "Folder in which to write one file for each request of the table.",
            ),
        ),
        Option(
            ["--decimal"],
            type=click.Choice((".", ",")),
            words=(
                "Séparateur décimal du tableau CSV ; le point par défaut.",
                "Decimal separator of the CSV table; by default, a point.",
            ),
        ),
        Option(
            ["--name"],
            value=("MOTIF", "PATTERN"),
            words=(
                "Nom des fichiers écrits dans --out ; avec {number}, un fichier par commande : bdc-{number}.json.",
                "Name of the files written to --out; with {number}, one file an order: bdc-{number}.json.",
            ),
        ),
    ]
