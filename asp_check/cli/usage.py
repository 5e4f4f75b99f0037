"""What click refuses, in our words; imported only when it refuses something."""

from __future__ import annotations

import click

from asp_check.cli.command import Words
from asp_check.text import shorten, visible


def explain(error: click.ClickException) -> Words:
    """One line that says what is wrong and what to do."""
    fr, en = _words(error)
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else "asp-check"
    return f"{fr} ; voir {path} --help", f"{en}; see {path} --help"


def _words(error: click.ClickException) -> Words:
    if isinstance(error, click.NoSuchOption):
        return _no_such(error.option_name, error.possibilities)
    if isinstance(error, click.MissingParameter):
        name = _name(error)
        return f"{name} manque", f"{name} is missing"
    if isinstance(error, click.BadParameter):
        name = _name(error)
        fr, en = _expected(error)
        return f"{name} : {fr}", f"{name}: {en}"
    if isinstance(error, click.BadOptionUsage):
        name = error.option_name
        if "does not take" in error.message:  # click tells the two apart by their words alone
            return f"{name} ne prend pas de valeur", f"{name} takes no value"
        return f"{name} demande une valeur", f"{name} needs a value"
    if type(error).__name__ == "NoSuchCommand" or _lacks_command(error):
        return _command(error)
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return "arguments en trop, ou mal placés", "arguments too many, or misplaced"
    message = visible(error.format_message())
    return message, message


_FRENCH = {
    "--aide": "--help", "--avances": "--avance", "--bon-de-commande": "--bdc", "--configuration": "--config",
    "--commande": "--bdc", "--date": "--as-of", "--facture": "--invoice", "--factures": "--invoice",
    "--ignorer": "--ignore", "--langue": "--lang", "--masquer": "--mask", "--modele": "--template",
    "--modeles": "--templates", "--modèle": "--template", "--modèles": "--templates",
    "--complet": "--full", "--corriger": "--in-place", "--sauvegarde": "--backup", "--silencieux": "--quiet",
    "--surveiller": "--watch", "--verbeux": "--verbose",
    "--pieces": "--piece", "--pièce": "--piece", "--pilote": "--pilot", "--pv": "--pilot",
    "--sortie": "--output",
}  # fmt: skip
"""What a French hand types for an option."""


def _no_such(name: str, near: object) -> Words:
    shown = shorten(visible(name))
    near = [_FRENCH[name]] if name in _FRENCH else near
    if isinstance(near, list | tuple) and near:
        return (
            f"l’option {shown} n’existe pas, vouliez-vous dire {near[0]} ?",
            f"there is no option {shown}, did you mean {near[0]}?",
        )
    return f"l’option {shown} n’existe pas", f"there is no option {shown}"


def _name(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return visible(str(error.param_hint or ""))
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return (parameter.metavar or parameter.name or "").upper()


def _expected(error: click.BadParameter) -> Words:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        fr, en = (", ".join(_choice(str(one), *q) for one in kind.choices) for q in ("«»", "“”"))
        return f"valeurs possibles : {fr}", f"possible values: {en}"
    if isinstance(kind, click.IntRange):
        return (
            f"il faut un entier, au moins {kind.min}",
            f"write a whole number, {kind.min} or more",
        )
    message = visible(error.message)
    return message, message


def _choice(choice: str, opening: str, closing: str) -> str:
    """A possible value, in quotes where it is none but signs, which would not be told from ours."""
    if any(map(str.isalnum, choice)):
        return choice
    space = "\u00a0" if opening == "«" else ""
    return f"{opening}{space}{choice}{space}{closing}"


def _lacks_command(error: click.ClickException) -> bool:
    ctx = getattr(error, "ctx", None)
    return ctx is not None and isinstance(ctx.command, click.Group)


def _command(error: click.ClickException) -> Words:
    ctx = getattr(error, "ctx", None)
    names = ", ".join(ctx.command.list_commands(ctx)) if ctx is not None else ""
    return f"indiquez une de ces commandes : {names}", f"name one of these commands: {names}"
