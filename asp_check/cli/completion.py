"""``asp-check completion SHELL``: the script that lets a shell complete, and what it is answered.

The scripts and the protocol are click's own; what is proposed is ours, because the name of the
default command may be left out and because what people read is in two languages.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
)

from asp_check.cli import options as shared
from asp_check.cli import program
from asp_check.cli.command import COMPLETE, Command, Lazy, Option, language
from asp_check.finding import UsageError

_SHELLS: dict[str, type[ShellComplete]] = {
    "bash": BashComplete,
    "zsh": ZshComplete,
    "fish": FishComplete,
}
_TEMPLATE, _RULE = frozenset({"ID", "ID|PATH", "ID|CHEMIN"}), frozenset({"RULE", "RÈGLE"})
_TAKES_RULES = frozenset({"explain"})
_TAKES_TEMPLATES = frozenset({"show", "check", "diff", "schema", "model"})


def answer(instruction: str) -> int:
    """Tell a shell what may follow; ``instruction`` is ``bash_complete``, or that of another shell."""
    from asp_check.cli.console import write_utf8

    shell, _, what = instruction.partition("_")
    if what != "complete" or shell not in _SHELLS or "COMP_WORDS" not in os.environ:
        return 2
    asked = _SHELLS[shell](program, {}, "asp-check", COMPLETE)
    try:
        args, incomplete = asked.get_completion_args()
    except (KeyError, ValueError):
        return 2  # Not asked by a script of ours.
    found = proposals(args, incomplete)
    write_utf8("".join(f"{asked.format_completion(item)}\n" for item in found))
    return 0


def proposals(args: Sequence[str], incomplete: str) -> list[CompletionItem[str]]:
    """What may stand at this place, after ``args``.

    >>> [item.value for item in proposals(["--format"], "js")]
    ['json']
    >>> [item.type for item in proposals(["bdc.json"], "")]
    ['file']
    """
    command, names, left = _command(args)
    option = _waiting(command, left)
    if option is not None:
        return list(_values(option, incomplete))
    name, equals, begun = incomplete.partition("=")
    if equals and (option := _named(command, name)) is not None:
        return [
            CompletionItem(f"{name}={item.value}", item.type) for item in _values(option, begun)
        ]
    if incomplete.startswith("-"):
        return list(_options(command, incomplete))
    if isinstance(command, click.Group):
        files = [CompletionItem(incomplete, "file")] if command is program else []
        return files + list(_commands(command, incomplete))
    return list(_arguments(names, incomplete))


# --- Where we are


def _command(args: Sequence[str]) -> tuple[click.Command, Sequence[str], Sequence[str]]:
    """The command that these arguments name, the names, and what follows them.

    The program itself while its command is still open: no argument was given yet.
    """
    found: click.Command = program
    names: list[str] = []
    left = list(args)
    while isinstance(found, click.Group):
        index = _first_argument(left, found)
        if index == len(left):
            return found, names, left
        within = found.get_command(click.Context(found), left[index])
        if within is None:
            # Not a command: the default one, and this is the first of its files.
            default = program.get_command(click.Context(program), program.default)
            return (default if found is program and default else found), names, left
        names.append(left[index])
        left = left[index + 1 :]
        found = within
    return found, names, left


def _first_argument(args: Sequence[str], command: click.Command) -> int:
    """The index of the first argument that is neither an option nor the value of one."""
    index = 0
    while index < len(args):
        if not args[index].startswith("-") or args[index] == "-":
            return index
        index += 1 if _waiting(command, args[index : index + 1]) is None else 2
    return len(args)


def _parameters(command: click.Command) -> list[click.Parameter]:
    context = click.Context(command)
    return (
        command.shown_params(context) if isinstance(command, Lazy) else command.get_params(context)
    )


def _named(command: click.Command, name: str) -> click.Option | None:
    for parameter in _parameters(command):
        if isinstance(parameter, click.Option) and name in parameter.opts:
            return parameter
    return None


def _waiting(command: click.Command, args: Sequence[str]) -> click.Option | None:
    """The option that ends these arguments and wants a value."""
    option = _named(command, args[-1]) if args else None
    return option if option is not None and not option.is_flag and not option.count else None


# --- What may stand there


def _values(option: click.Option, incomplete: str) -> Iterator[CompletionItem[str]]:
    if isinstance(option.type, click.Choice):
        yield from _beginning(option.type.choices, incomplete)
        return
    told = option.value_name[1] if isinstance(option, Option) and option.value_name else ""
    if told in _TEMPLATE:
        yield CompletionItem(incomplete, "file")
        yield from _templates(incomplete)
    elif told in _RULE:
        yield from _rules(incomplete)
    elif "FILE" in told or "PATH" in told:
        yield CompletionItem(incomplete, "file")
    elif "DIR" in told:
        yield CompletionItem(incomplete, "dir")


def _options(command: click.Command, incomplete: str) -> Iterator[CompletionItem[str]]:
    index = language() == "en"
    for parameter in _parameters(command):
        if isinstance(parameter, click.Option) and not parameter.hidden:
            words = parameter.words[index] if isinstance(parameter, Option) else None
            for name in (*parameter.opts, *parameter.secondary_opts):
                if name.startswith(incomplete) and name.startswith("--"):
                    yield CompletionItem(name, help=words)


def _commands(group: click.Group, incomplete: str) -> Iterator[CompletionItem[str]]:
    context = click.Context(group, obj=language())
    for name in group.list_commands(context):
        if name.startswith(incomplete):
            words = group.summary(context, name) if isinstance(group, Lazy) else None
            yield CompletionItem(name, help=words)


def _arguments(names: Sequence[str], incomplete: str) -> Iterator[CompletionItem[str]]:
    if names and names[-1] in _TAKES_RULES:
        yield from _rules(incomplete)
        return
    yield CompletionItem(incomplete, "file")
    if names[:1] == ["template"] and names[-1] in _TAKES_TEMPLATES:
        yield from _templates(incomplete)


def _templates(incomplete: str) -> Iterator[CompletionItem[str]]:
    from asp_check import config
    from asp_check.catalog.places import find

    try:
        known = {place.model for place in find(config.find(os.curdir).templates)}
    except UsageError:
        return  # A configuration that is wrong is told by the command, not between two keys.
    yield from _beginning(sorted(known), incomplete.lower())


def _rules(incomplete: str) -> Iterator[CompletionItem[str]]:
    from asp_check.rulebook import ALL

    index = language() == "en"
    wanted = incomplete.upper()
    for cause in ALL.values():
        if cause.id.startswith(wanted):
            yield CompletionItem(cause.id, help=cause.title[index])


def _beginning(values: Sequence[str], incomplete: str) -> Iterator[CompletionItem[str]]:
    return (CompletionItem(value) for value in values if value.startswith(incomplete))


# --- The command


def _run(shell: str, lang: str | None) -> None:  # noqa: ARG001 - the script has no words
    from asp_check.cli.console import write_utf8

    known = _SHELLS[shell](program, {}, "asp-check", COMPLETE)
    # Not ``source()``, which starts a shell to see how old it is.
    write_utf8(known.source_template % known.source_vars())


completion = Command(
    "completion",
    callback=_run,
    usage=("bash|zsh|fish", "bash|zsh|fish"),
    words=(
        (
            "Écrit le script qui permet à un shell de compléter les commandes, les options, les modèles"
            " et les règles."
        ),
        "Write the script that lets a shell complete commands, options, templates and rules.",
    ),
    epilogue=(
        """\
À mettre en place une fois :
  bash   echo 'eval "$(asp-check completion bash)"' >> ~/.bashrc
  zsh    echo 'eval "$(asp-check completion zsh)"' >> ~/.zshrc
  fish   asp-check completion fish > ~/.config/fish/completions/asp-check.fish
""",
        """\
To be set up once:
  bash   echo 'eval "$(asp-check completion bash)"' >> ~/.bashrc
  zsh    echo 'eval "$(asp-check completion zsh)"' >> ~/.zshrc
  fish   asp-check completion fish > ~/.config/fish/completions/asp-check.fish
""",
    ),
    params=[click.Argument(["shell"], type=click.Choice(tuple(_SHELLS))), shared.lang()],
)
