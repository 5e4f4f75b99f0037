"""``asp-check receipt``: proof of what was checked, and whether it is still what is there."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from asp_check.cli import options as shared
from asp_check.cli.command import Command, Group, Option, current_language
from asp_check.cli.dossier import common, kind

_HABITS = frozenset({"quiet", "verbose", "watch", "official"})
"""Options of a check that a receipt has no use for: one never rests on a model that is not official."""


def _call(module: str, function: str, paths: Sequence[str], asked: dict[str, Any]) -> int:
    lang = current_language()
    found = getattr(import_module(f"asp_check.cli.{module}"), function)
    code: int = found(paths, asked, lang)
    return code


def _write(paths: Sequence[str], **asked: Any) -> int:  # noqa: ANN401 - one value for each option
    printed = asked["form"] is not None or (
        bool(paths) and all(path.lower().endswith(".receipt") for path in paths)
    )
    if printed:
        return _call("receipt_mark", "show", paths, asked)
    return _call("receipt_make", "run", paths, asked)


def _verify(paths: Sequence[str], **asked: Any) -> int:  # noqa: ANN401 - one value for each option
    return _call("receipt_verify", "run", paths, asked)


def _mark(paths: Sequence[str], **asked: Any) -> int:  # noqa: ANN401 - one value for each option
    return _call("receipt_mark", "mark", paths, asked)


def _form() -> Option:
    return Option(
        ["--format", "form"],
        type=click.Choice(("text", "html", "json")),
        words=(
            "Montre sous cette forme des reçus qui existent, sans rien contrôler.",
            "Show existing receipts in this form, without checking anything.",
        ),
    )


WRITE = Command(
    "write",
    callback=_write,
    usage=("[OPTIONS] FICHIER|DOSSIER|REÇU...", "[OPTIONS] FILE|DIR|RECEIPT..."),
    words=(
        (
            "Contrôle, puis écrit un reçu à côté de chaque demande conforme (bdc.json.receipt).\n\n"
            "Un modèle de référence, non officiel, n’a de reçu que nommé (--template, ou la configuration) et"
            " avec allow_reference = true dans asp-check.toml : voir les exemples.\n\n"
            "Un fichier se contrôle comme avec asp-check, un dossier ou un ZIP comme avec asp-check dossier."
            " Avec --format, ou pour un reçu, montre le reçu qui existe."
        ),
        (
            "Check, then write a receipt beside each request that is conform (bdc.json.receipt).\n\n"
            "A reference model, which is not official, has receipts only if it is named (--template, or the"
            " configuration) and with allow_reference = true in asp-check.toml: see the examples.\n\n"
            "A file is checked as by asp-check, a folder or a ZIP as by asp-check dossier. With --format, or"
            " for a receipt, show the receipt that exists."
        ),
    ),
    epilogue=(
        """\
Exemples :
  asp-check receipt client-117/
  asp-check receipt bdc.json --va VA.pdf
  asp-check receipt --format html --output recu.html bdc.json

Pour essayer avec un modèle de référence : dans asp-check.toml, en tête, allow_reference = true, puis
  asp-check receipt bdc.json --template hop-dpi-va2/avance

Code de sortie : 0 conforme, reçu écrit ; 1 non conforme, pas de reçu ; 2 argument inutilisable, ou modèle
de référence sans allow_reference = true ; 3 indéterminé, pas de reçu.
""",
        """\
Examples:
  asp-check receipt client-117/
  asp-check receipt bdc.json --va VA.pdf
  asp-check receipt --format html --output receipt.html bdc.json

To try with a reference model: at the head of asp-check.toml, allow_reference = true, then
  asp-check receipt bdc.json --template hop-dpi-va2/avance

Exit code: 0 conform, receipt written; 1 nonconform, no receipt; 2 unusable argument, or a reference
model without allow_reference = true; 3 inconclusive, no receipt.
""",
    ),
    params=[
        click.Argument(["paths"], nargs=-1),
        _form(),
        kind(),
        *(param for param in common() if param.name not in _HABITS),
        Option(
            ["--full"],
            is_flag=True,
            words=(
                "Montre aussi chaque contrôle non posé et sa raison.",
                "Also show each check that was not run, and why.",
            ),
        ),
    ],
)

VERIFY = Command(
    "verify",
    callback=_verify,
    usage=(
        "[OPTIONS] FICHIER|DOSSIER|REÇU|ZIP...",
        "[OPTIONS] FILE|DIR|RECEIPT|ZIP...",
    ),
    words=(
        (
            "Dit si ce qui va être déposé est, à l’octet près, ce qui a été contrôlé.\n\n"
            "La demande et ses pièces sont comparées à leur reçu ; avec un ZIP, les pièces sont celles du ZIP."
            " D’un dossier, tout ce qui pourrait être déposé doit figurer dans un reçu. Rien n’est contrôlé de"
            " nouveau."
        ),
        (
            "Tell whether what is about to be uploaded is, byte for byte, what was checked.\n\n"
            "The request and its pieces are compared with their receipt; with a ZIP, the pieces are those of"
            " the ZIP. Of a folder, all that might be deposited must be in a receipt. Nothing is checked"
            " again."
        ),
    ),
    epilogue=(
        """\
Exemples :
  asp-check receipt verify client-117/
  asp-check receipt verify client-117/bdc.json client-117.zip

Code de sortie :
  0  identique
  1  un fichier a changé, manque, ou n’a jamais été contrôlé
  2  argument ou reçu inutilisable
  3  un fichier est là et ne se lit pas
""",
        """\
Examples:
  asp-check receipt verify client-117/
  asp-check receipt verify client-117/bdc.json client-117.zip

Exit code:
  0  the same
  1  a file has changed, is missing, or was never checked
  2  an argument or a receipt cannot be used
  3  a file is there and cannot be read
""",
    ),
    params=[
        click.Argument(["paths"], nargs=-1),
        shared.form("text", "json"),
        shared.as_of(),
        shared.templates(),
        shared.dispositifs(),
        shared.lang(),
    ],
)

MARK = Command(
    "mark",
    callback=_mark,
    usage=(
        "--passed sandbox|portal [OPTIONS] FICHIER|DOSSIER|REÇU...",
        "--passed sandbox|portal [OPTIONS] FILE|DIR|RECEIPT...",
    ),
    words=(
        (
            "Note dans le reçu que le fichier a passé le bac à sable ou le portail.\n\n"
            "Le fichier doit être encore celui du reçu ; d’un dossier, tous ceux qui ont un reçu. De deux passages"
            " à la même étape, le plus récent est gardé. receipt verify le rappelle ensuite."
        ),
        (
            "Note in the receipt that the file passed the sandbox or the portal.\n\n"
            "The file must still be that of the receipt; of a folder, all that have one. Of two marks of one"
            " stage the later is kept. receipt verify tells it from then on."
        ),
    ),
    params=[
        click.Argument(["paths"], nargs=-1),
        Option(
            ["--passed"],
            type=click.Choice(("sandbox", "portal")),
            required=True,
            words=(
                "Ce que le fichier a passé : bac à sable, ou portail.",
                "What the file passed: the sandbox, or the portal.",
            ),
        ),
        Option(
            ["--on"],
            value=("AAAA-MM-JJ", "YYYY-MM-DD"),
            words=(
                "Quel jour, du contrôle à aujourd’hui ; aujourd’hui par défaut.",
                "On which day, from that of the check to today; today by default.",
            ),
        ),
        shared.lang(),
    ],
)

COMMANDS = {"write": WRITE, "verify": VERIFY, "mark": MARK}


class _Receipt(Group):
    """The group; without the name of a command, it writes."""

    default = "write"

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of the commands, in the order in which they are needed."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name."""
        return COMMANDS.get(cmd_name)


receipt = _Receipt(
    "receipt",
    usage=("[COMMANDE] [OPTIONS] FICHIER|DOSSIER...", "[COMMAND] [OPTIONS] FILE|DIR..."),
    words=(
        (
            "Les reçus : la preuve de ce qui a été contrôlé, et de ce qui n’a pas changé depuis.\n\n"
            "Sans nom de commande, contrôle et écrit les reçus (write). Un reçu n’est pas une signature.\n\n"
            "Un modèle de référence, non officiel, n’a de reçu qu’avec allow_reference = true dans"
            " asp-check.toml."
        ),
        (
            "Receipts: proof of what was checked, and of what has not changed since.\n\n"
            "Without the name of a command, check and write the receipts (write). A receipt is no signature.\n\n"
            "A reference model, which is not official, has receipts only with allow_reference = true in"
            " asp-check.toml."
        ),
    ),
    epilogue=(
        """\
Pour essayer avec un modèle de référence : dans asp-check.toml, en tête, allow_reference = true, puis
  asp-check receipt bdc.json --template hop-dpi-va2/avance
""",
        """\
To try with a reference model: at the head of asp-check.toml, allow_reference = true, then
  asp-check receipt bdc.json --template hop-dpi-va2/avance
""",
    ),
)
