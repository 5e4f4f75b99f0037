"""Commands and options in two languages, found by name and imported when they run.

click parses; what people read is written here, in the language that ``--lang`` asks for.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import click

from asp_check.finding import UsageError

Words = tuple[str, str]
"""The same thing in French and in English."""

LANGUAGES = ("fr", "en")

VALUED = frozenset({
    "--as-of", "--avance", "--bdc", "--config", "--dispositifs", "--files-from", "--format", "--ignore", "--invoice",
    "--jobs", "--lang", "--layout", "--max-depth", "--max-findings", "--max-size", "--mom", "--output", "-o", "--piece",
    "--pilot", "--reference", "--require", "--select",
    "--template", "--templates", "--va",
})  # fmt: skip
"""The common options that take a value."""

REPEATABLE = frozenset({
    "--bdc", "--files-from", "--ignore", "--invoice", "--mom", "--piece", "--pilot", "--reference",
    "--require", "--select", "--va",
})  # fmt: skip

LAST_WINS = frozenset({"--as-of"})
"""Those of which the last is meant: a hook says one, and the arguments of its user another."""

HELP = frozenset({"--help", "-h"})

COMPLETE = "_ASP_CHECK_COMPLETE"
"""The variable by which the script of a shell asks what may follow; click's way."""


# --- What is asked, before click looks


class Plan(NamedTuple):
    """The arguments in an order that click follows: names of commands, then the rest."""

    args: tuple[str, ...]
    lang: str


def plan(argv: Sequence[str], commands: Lazy) -> Plan:
    """Find the command among the arguments, whichever side of it the common options are on.

    The command is the first argument that is not an option, if it is a command's name; otherwise
    it is the default one.
    """
    options = _options(argv)
    lang = language([value for name, value in options if name == "--lang"])
    flags = {name for name, _ in options}
    if "--version" in flags:
        return Plan(("--version",), lang)
    names: list[str] = []
    before: list[str] = []
    rest = list(argv)
    found: click.Command | None = commands
    while isinstance(found, click.Group):
        group, index = found, _first_argument(rest)
        name = rest[index] if index < len(rest) else ""
        found = group.get_command(click.Context(group), name) if name else None
        if found is not None:
            names.append(name)
            before += rest[:index]
            rest = rest[index + 1 :]
        elif names and (default := getattr(group, "default", "")) and (name or not flags & HELP):
            names.append(default)
            found = group.get_command(click.Context(group), default)
    _refuse_repeats(options)
    if not names:
        if flags & HELP:
            return Plan(("--help",), lang)
        names.append(commands.default)
    elif found is None:
        # A group by itself has no option but help: what is wrong is the name after it.
        return Plan((*names, *(("--help",) if flags & HELP else rest[index : index + 1])), lang)
    return Plan((*names, *before, *rest), lang)


def language(asked: Sequence[str] = ()) -> str:
    """The last language asked for, else the environment's, else French."""
    for lang in (*reversed(asked), os.environ.get("ASP_CHECK_LANG", "").lower()):
        if lang in LANGUAGES:
            return lang
    return "fr"


def _first_argument(args: Sequence[str]) -> int:
    """The index of the first argument that is neither an option nor the value of one."""
    index = 0
    while index < len(args):
        arg = args[index]
        if arg == "--":
            return len(args)  # After it, nothing is a command.
        if arg == "-" or not arg.startswith("-"):
            return index
        index += 2 if arg in VALUED else 1
    return index


def _options(args: Sequence[str]) -> list[tuple[str, str]]:
    """Every option, wherever it is, with its value if it is a common one that takes one."""
    found: list[tuple[str, str]] = []
    index = 0
    while index < len(args) and args[index] != "--":
        arg = args[index]
        index += 1
        if arg == "-" or not arg.startswith("-"):
            continue
        name, equals, value = arg.partition("=")
        if name in VALUED and not equals and index < len(args):
            value = args[index]
            index += 1
        found.append((name, value))
    return found


def _refuse_repeats(options: Sequence[tuple[str, str]]) -> None:
    """Raise if an option that says one thing is given twice and says two."""
    said: dict[str, str] = {}
    for name, value in options:
        settles = name in VALUED and name not in REPEATABLE and name not in LAST_WINS
        if settles and said.setdefault(name, value) != value:
            one, other = f"{name} {said[name]}", f"{name} {value}"
            raise UsageError(
                f"{one} et {other} se contredisent ; gardez l’une des deux options",
                f"{one} and {other} contradict each other; keep one of them",
            )


# --- Words in the language of the run


def spoken(ctx: click.Context) -> int:
    """The index, in a pair of words, of the language of this run."""
    return LANGUAGES.index(ctx.find_root().obj or "fr")


def current_language() -> str:
    """The language of the command that runs."""
    return LANGUAGES[spoken(click.get_current_context())]


class Option(click.Option):
    """An option whose help, and the name of whose value, are in two languages."""

    def __init__(
        self,
        names: Sequence[str],
        *,
        words: Words,
        value: Words | None = None,
        **attributes: Any,  # noqa: ANN401 - click's own
    ) -> None:
        super().__init__(names, help=words[0], metavar=value and value[0], **attributes)
        self.words = words
        self.value_name = value

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The two columns of this option in the help."""
        if self.hidden:
            return None
        left = " / ".join([", ".join(sorted(self.opts, key=len)), *self.secondary_opts])
        if self.value_name:
            left += f" {self.value_name[spoken(ctx)]}"
        elif isinstance(self.type, click.Choice):
            left += f" {'|'.join(self.type.choices)}"
        return left, self.words[spoken(ctx)]


class _Spoken(click.Command):
    """What commands and groups have in common: a help page in two languages."""

    def __init__(
        self,
        name: str,
        *,
        usage: Words,
        words: Words,
        epilogue: Words = ("", ""),
        **attributes: Any,  # noqa: ANN401 - click's own
    ) -> None:
        self.usage = usage
        self.words = words
        self.epilogue = epilogue
        context = {"help_option_names": ["--help", "-h"], "max_content_width": 100}
        super().__init__(name, help=words[0], context_settings=context, **attributes)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:  # noqa: ARG002 - click's
        """``--help``, whose page goes through the same door as every other output."""
        if self._help_option is None:
            self._help_option = Option(
                ["--help", "-h"],
                words=("Affiche cette page.", "Show this page."),
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_help,
            )
        return self._help_option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how to call the command."""
        prefix = ("Utilisation : ", "Usage: ")[spoken(ctx)]
        formatter.write_usage(ctx.command_path, self.usage[spoken(ctx)], prefix=prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does, in paragraphs."""
        for paragraph in self.words[spoken(ctx)].split("\n\n"):
            formatter.write_paragraph()
            formatter.write_text(paragraph)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of options."""
        options = [p for p in self.shown_params(ctx) if isinstance(p, click.Option)]
        records = [option.get_help_record(ctx) for option in options]
        with formatter.section(("Options ", "Options")[spoken(ctx)]):
            formatter.write_dl([record for record in records if record])

    def shown_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The parameters that the help tells."""
        return self.get_params(ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples and exit codes, as they are written."""
        if text := self.epilogue[spoken(ctx)]:
            formatter.write("\n" + text)


def _show_help(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from asp_check.cli.console import write_text

        write_text(ctx.get_help() + "\n")
        ctx.exit()


class Command(_Spoken):
    """A command."""

    def __init__(self, name: str, **attributes: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(name, **attributes)


class Group(_Spoken, click.Group):
    """A command made of commands; ``default`` is the one that runs where none is named."""

    default = ""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, then that of options."""
        rows = [(name, self.summary(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(("Commandes ", "Commands")[spoken(ctx)]):
            formatter.write_dl(rows)
        super().format_options(ctx, formatter)

    def summary(self, ctx: click.Context, name: str) -> str:
        """What the command ``name`` does, in one line."""
        command = self.get_command(ctx, name)
        words = command.words if isinstance(command, _Spoken) else ("", "")
        return words[spoken(ctx)].partition("\n")[0]


class Lazy(Group):
    """The whole program: a table of commands, each imported when it runs."""

    def __init__(
        self,
        name: str,
        *,
        table: Mapping[str, str],
        summaries: Mapping[str, Words],
        default: str,
        **attributes: Any,  # noqa: ANN401 - click's own
    ) -> None:
        super().__init__(name, **attributes)
        self.table = table
        self.summaries = summaries
        self.default = default

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of the commands, in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name, imported now."""
        if cmd_name not in self.table:
            return None
        from importlib import import_module

        module, _, attribute = self.table[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def summary(self, ctx: click.Context, name: str) -> str:
        """What the command ``name`` does, in one line, without importing it."""
        return self.summaries[name][spoken(ctx)]

    def shown_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Those of the default command too: its name may be left out."""
        default = self.get_command(ctx, self.default)
        return [*(default.params if default else ()), *self.get_params(ctx)]
