"""The command line: arguments to exit code, and nothing that escapes.

**2** if an argument, an option or a manifest could not be used; else **1** if a file is
nonconform; else **3** if one is inconclusive; else **0**.  A fault of ours is 3, and named.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from asp_check.cli.command import COMPLETE, Lazy, Option, Plan, Words, language, plan
from asp_check.finding import UsageError

CONFORM, NONCONFORM, UNUSABLE, INCONCLUSIVE = 0, 1, 2, 3

COMMANDS = {
    "check": "asp_check.cli.check:check",
    "dossier": "asp_check.cli.dossier:dossier",
    "piece": "asp_check.cli.piece:piece",
    "pack": "asp_check.cli.pack:pack_command",
    "diff": "asp_check.cli.diff:diff",
    "fix": "asp_check.cli.fix:fix",
    "render": "asp_check.cli.render:render",
    "receipt": "asp_check.cli.receipt:receipt",
    "explain": "asp_check.cli.rules:explain",
    "rules": "asp_check.cli.rules:rules",
    "template": "asp_check.cli.template:template",
    "calendar": "asp_check.cli.calendar:calendar",
    "corpus": "asp_check.cli.corpus:corpus",
    "init": "asp_check.cli.init:init",
    "completion": "asp_check.cli.completion:completion",
}
"""The commands, imported when they run."""

SUMMARIES: dict[str, Words] = {
    "check": (
        "Contrôle des fichiers (commande par défaut : son nom peut être omis).",
        "Check files (the default command: its name may be left out).",
    ),
    "calendar": (
        "Dit ce qui ferme et quand, dispositif par dispositif.",
        "Tell what closes when, scheme by scheme.",
    ),
    "dossier": (
        "Contrôle des demandes avec leurs pièces, en dossiers ou en ZIP.",
        "Check requests with their pieces, in folders or ZIPs.",
    ),
    "explain": (
        "Explique une règle : la cause, le remède, la source, un exemple.",
        "Explain a rule: its cause, its remedy, its source, an example.",
    ),
    "init": (
        "Écrit une configuration à compléter, asp-check.toml.",
        "Write a configuration to fill in, asp-check.toml.",
    ),
    "piece": (
        "Lit une pièce (VA, BDC, facture…), et en fait le relevé à confirmer.",
        "Read a piece (VA, BDC, invoice…), and make its statement to confirm.",
    ),
    "pack": (
        "Écrit le ZIP des pièces contrôlées d’une demande.",
        "Write the ZIP of the checked pieces of a request.",
    ),
    "diff": (
        "Compare deux fichiers, ou un fichier et son modèle : octets, écriture, données.",
        "Compare two files, or a file and its template: bytes, writing, data.",
    ),
    "fix": (
        "Répare la forme d’un fichier, sans toucher à une valeur.",
        "Repair the form of a file, without touching a value.",
    ),
    "render": (
        "Écrit un fichier exact à partir de valeurs : JSON, CSV ou XLSX.",
        "Write an exact file from values: JSON, CSV or XLSX.",
    ),
    "receipt": (
        "Atteste ce qui a été contrôlé, et vérifie que c’est bien ce que l’on dépose.",
        "Attest what was checked, and verify that it is what is deposited.",
    ),
    "corpus": (
        "Garde la trace de ce que le portail a accepté ou refusé, et y confronte les règles.",
        "Keep track of what the portal accepted or refused, and hold the rules against it.",
    ),
    "completion": (
        "Écrit le script de complétion de bash, zsh ou fish.",
        "Write the completion script of bash, zsh or fish.",
    ),
    "rules": ("Liste les règles.", "List the rules."),
    "template": (
        "Importe, liste, montre et compare les modèles.",
        "Import, list, show and compare templates.",
    ),
}

EXAMPLES: Words = (
    """\
Exemples :
  asp-check --template hop-dpi-va2/avance bdc.json
  asp-check --template vierge.json depots/
  asp-check bdc.json --va va.pdf --invoice facture.pdf
  asp-check dossier client-117/
  asp-check --format json --output rapport.json depots/
  asp-check explain T101

Code de sortie :
  0  conforme
  1  non conforme : au moins un constat bloquant
  2  argument, option ou modèle inutilisable ; le reste est contrôlé
  3  indéterminé : l’outil ne peut pas conclure, et dit pourquoi
""",
    """\
Examples:
  asp-check --template hop-dpi-va2/avance bdc.json
  asp-check --template blank.json deposits/
  asp-check bdc.json --va va.pdf --invoice invoice.pdf
  asp-check dossier client-117/
  asp-check --format json --output report.json deposits/
  asp-check explain T101

Exit code:
  0  conform
  1  nonconform: at least one blocking finding
  2  an argument, an option or a template cannot be used; the rest is checked
  3  inconclusive: the tool cannot say, and tells why
""",
)


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        from asp_check import __version__
        from asp_check.cli.console import write_text

        write_text(f"asp-check {__version__}\n")
        ctx.exit()


program = Lazy(
    "asp-check",
    table=COMMANDS,
    summaries=SUMMARIES,
    default="check",
    usage=("[COMMANDE] [OPTIONS] [FICHIER|DOSSIER|-]...", "[COMMAND] [OPTIONS] [FILE|DIR|-]..."),
    words=(
        (
            "Dit si un fichier JSON de demande de financement Ségur (ASP) est identique à son modèle"
            " officiel, au caractère près, avant le dépôt : ce qui diffère, où, pourquoi, et qu’écrire"
            " à la place. La compare aussi à ses pièces (--va, --bdc…)."
        ),
        (
            "Tell whether the JSON file of a Ségur funding request (ASP) is identical to its official"
            " model, to the character, before it is deposited: what differs, where, why, and what to"
            " write instead. Hold it against its pieces, too (--va, --bdc…)."
        ),
    ),
    epilogue=EXAMPLES,
    params=[
        Option(
            ["--version"],
            words=("Affiche la version.", "Show the version."),
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
        )
    ],
)


def main(argv: Sequence[str]) -> int:
    """Run the command that these arguments ask for; the exit code."""
    try:
        return _run(argv)
    except KeyboardInterrupt:
        # Pressed once more, while the first was being told.
        _ignore_interrupts()
        return INCONCLUSIVE


def _run(argv: Sequence[str]) -> int:
    lang = language()
    try:
        if instruction := os.environ.get(COMPLETE):
            from asp_check.cli.completion import answer

            return answer(instruction)
        asked = plan(argv, program)
        lang = asked.lang
        return _invoke(asked)
    except UsageError as error:
        _complain(spoken_by(error, lang))
        return UNUSABLE
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        from asp_check.cli.usage import explain

        _complain(explain(error)[lang == "en"])
        return UNUSABLE
    except (KeyboardInterrupt, click.Abort):
        _ignore_interrupts()
        _complain(
            ("interrompu (Ctrl-C) : pas de verdict", "interrupted (Ctrl-C): no verdict")[
                lang == "en"
            ]
        )
        return INCONCLUSIVE
    except Exception as error:  # noqa: BLE001 - the last door: a fault of ours is named, whatever it is
        said = _fault(error)[lang == "en"]
        _let_go(error)
        _complain(said)
        return INCONCLUSIVE


def _let_go(error: BaseException | None) -> None:
    """Free all that an error holds: where memory ran out, there must be some to tell it."""
    while error is not None:
        error.__traceback__ = None
        error = error.__cause__ or error.__context__


def _ignore_interrupts() -> None:
    """From here on the program only ends: one more Ctrl-C must not break that off."""
    import signal

    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:
        return  # Only the main thread may, and only it is interrupted.


def _invoke(asked: Plan) -> int:
    """What ``click.Command.main`` does, without the exit codes of its own."""
    with program.make_context("asp-check", list(asked.args), obj=asked.lang) as ctx:
        code = program.invoke(ctx)
    return code if isinstance(code, int) else CONFORM


def spoken_by(error: UsageError, lang: str) -> str:
    """What is wrong, in the language of the run: an error carries French, and English beside it."""
    return error.en if lang == "en" else str(error)


def _fault(error: Exception) -> Words:
    if isinstance(error, MemoryError):
        return (
            "mémoire insuffisante : pas de verdict ; contrôlez moins de fichiers à la fois, ou abaissez --max-size",
            "not enough memory: no verdict; check fewer files at a time, or lower --max-size",
        )
    from asp_check.engine import where

    return (
        f"défaut d’asp-check ({where(error)}) : pas de verdict ; merci de le signaler",
        f"fault of asp-check ({where(error)}): no verdict; please report it",
    )


def _complain(message: str) -> None:
    from asp_check.cli.console import complain

    complain(message)
