"""``asp-check corpus``: what the portal accepted and refused, the only evidence of what it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from asp_check.cli import options as shared
from asp_check.cli.check import check as check_command
from asp_check.cli.command import Command, Group, Option, current_language

_OF_CHECK = frozenset({"config", "dispositifs", "reference", "lang", "templates", "template"})


def _lang() -> str:
    return current_language()


def _add(paths: Sequence[str], **asked: Any) -> int:  # noqa: ANN401 - one value for each option
    from asp_check.cli.corpus_add import add

    return add(paths, asked, _lang())


def _check(**asked: Any) -> int:  # noqa: ANN401 - one value for each option
    from asp_check.cli.corpus_check import check

    return check(asked, _lang())


def _list(**asked: Any) -> int:  # noqa: ANN401 - one value for each option
    from asp_check.cli.corpus_check import listing

    return listing(asked, _lang())


def _of_check() -> list[click.Parameter]:
    """The options of a check by which a record is made, and made again."""
    return [param for param in check_command.params if param.name in _OF_CHECK]


def _corpus() -> Option:
    return Option(
        ["--corpus"],
        value=("DOSSIER", "DIR"),
        words=(
            "Dossier du corpus ; par défaut celui de la configuration, sinon asp-corpus à côté d’elle.",
            "Folder of the corpus; by default that of the configuration, else asp-corpus beside it.",
        ),
    )


def _as_of() -> Option:
    option = shared.as_of()
    option.default = None
    option.words = (
        "Contrôle tout à cet instant, et non chaque fichier à celui de son dépôt.",
        "Check everything at this instant, not each file at that of its deposit.",
    )
    return option


def _config() -> Option:
    return next(
        param
        for param in check_command.params
        if isinstance(param, Option) and param.name == "config"
    )


def _as_of_deposit() -> Option:
    option = shared.as_of()
    option.words = (
        "Instant du dépôt, heure de Paris ; maintenant par défaut.",
        "Instant of the deposit, Paris time; now by default.",
    )
    return option


ADD = Command(
    "add",
    callback=_add,
    usage=(
        "--outcome accepted|refused [OPTIONS] FICHIER...",
        "--outcome accepted|refused [OPTIONS] FILE...",
    ),
    words=(
        (
            "Note ce que le portail, ou son bac à sable, a dit d’un fichier.\n\n"
            "Une fiche garde les sommes SHA-256, le verdict et les règles qui ont parlé, sans aucune valeur. Le"
            " message est gardé tel quel : s’il contient des données personnelles, la fiche en contient. Les"
            " fichiers ne sont copiés qu’avec --keep. Pour retirer une fiche, supprimez son fichier."
        ),
        (
            "Note what the portal, or its sandbox, said of a file.\n\n"
            "A record keeps SHA-256 sums, the verdict and the rules that spoke, without any value. The message"
            " is kept as it is: if it holds personal data, so does the record. Files are copied only with"
            " --keep. To withdraw a record, delete its file."
        ),
    ),
    epilogue=(
        """\
Exemples :
  asp-check corpus add bdc.json --outcome accepted --as-of 2025-06-03T10:00
  asp-check corpus add bdc.json --va VA.pdf --outcome refused --stage sandbox \\
      --message "Format invalide ligne 12"
""",
        """\
Examples:
  asp-check corpus add bdc.json --outcome accepted --as-of 2025-06-03T10:00
  asp-check corpus add bdc.json --va VA.pdf --outcome refused --stage sandbox \\
      --message "Format invalide ligne 12"
""",
    ),
    params=[
        click.Argument(["paths"], nargs=-1),
        Option(
            ["--outcome"],
            type=click.Choice(("accepted", "refused")),
            required=True,
            words=("Accepté ou refusé.", "Accepted or refused."),
        ),
        Option(
            ["--stage"],
            type=click.Choice(("portal", "sandbox")),
            default="portal",
            words=(
                "Par le portail (par défaut), ou par son bac à sable.",
                "By the portal (by default), or by its sandbox.",
            ),
        ),
        Option(
            ["--message"],
            value=("TEXTE", "TEXT"),
            words=(
                "Le message reçu, gardé tel quel ; n’y laissez pas de données personnelles.",
                "The message received, kept as it is; leave no personal data in it.",
            ),
        ),
        Option(
            ["--keep"],
            is_flag=True,
            words=(
                "Copie aussi les fichiers dans le corpus, lisibles de vous seul.",
                "Copy the files into the corpus too, for you alone to read.",
            ),
        ),
        _corpus(),
        _as_of_deposit(),
        *shared.pieces(),
        shared.avance(),
        *_of_check(),
    ],
)

CHECK = Command(
    "check",
    callback=_check,
    usage=("[OPTIONS]", "[OPTIONS]"),
    words=(
        (
            "Contrôle de nouveau tout le corpus : les règles d’aujourd’hui contre ce que le portail a dit.\n\n"
            "Nomme chaque règle qui bloque un fichier accepté, chaque fichier refusé que rien ne bloque, et ce"
            " qu’il faudrait écrire ; n’applique rien. Chaque fichier est contrôlé à l’instant de son dépôt."
        ),
        (
            "Check the whole corpus again: the rules of today against what the portal said.\n\n"
            "Name each rule that blocks an accepted file, each refused file that nothing blocks, and what would"
            " have to be written; apply nothing. Each file is checked at the instant of its deposit."
        ),
    ),
    epilogue=(
        """\
Exemples :
  asp-check corpus check
  asp-check corpus check --template hop-dpi-va2/avance@2025-09-01 --files archives/

Code de sortie :
  0  les règles et le portail sont d’accord
  1  une règle bloque un fichier accepté, ou aucune ne bloque un fichier refusé
  2  argument, configuration ou fiche inutilisable
  3  un fichier n’a pas été retrouvé, ou n’a pas de verdict
""",
        """\
Examples:
  asp-check corpus check
  asp-check corpus check --template hop-dpi-va2/avance@2025-09-01 --files archives/

Exit code:
  0  the rules and the portal are in agreement
  1  a rule blocks an accepted file, or none blocks a refused file
  2  an argument, the configuration or a record cannot be used
  3  a file was not found, or has no verdict
""",
    ),
    params=[
        _corpus(),
        shared.form("text", "json"),
        Option(
            ["--files"],
            value=("DOSSIER", "DIR"),
            words=(
                "Dossier où chercher, par leur somme, les fichiers qui ont été déplacés.",
                "Folder in which to look, by their sums, for the files that were moved.",
            ),
        ),
        _as_of(),
        Option(
            ["--ocr"],
            is_flag=True,
            words=(
                "Lit aussi les pages numérisées (tesseract).",
                "Also read scanned pages (tesseract).",
            ),
        ),
        *_of_check(),
    ],
)

LIST = Command(
    "list",
    callback=_list,
    usage=("[OPTIONS]", "[OPTIONS]"),
    words=(
        "Liste les fichiers du corpus, et ce que le portail a dit de chacun.",
        "List the files of the corpus, and what the portal said of each.",
    ),
    params=[_corpus(), shared.lang(), _config()],
)

COMMANDS = {"add": ADD, "check": CHECK, "list": LIST}


class _Corpus(Group):
    """The group of commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of the commands, in the order in which they are needed."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name."""
        return COMMANDS.get(cmd_name)


corpus = _Corpus(
    "corpus",
    usage=("COMMANDE [OPTIONS]...", "COMMAND [OPTIONS]..."),
    words=(
        (
            "Le corpus : ce que le portail a accepté et refusé, seule preuve de ce qu’il fait.\n\n"
            "Après une mise à jour, un nouveau modèle ou une nouvelle règle, corpus check dit où le contrôle et"
            " le portail ne sont pas d’accord."
        ),
        (
            "The corpus: what the portal accepted and refused, the only evidence of what it does.\n\n"
            "After an upgrade, a new model or a new rule, corpus check tells where the check and the portal"
            " disagree."
        ),
    ),
)
