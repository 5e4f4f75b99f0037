"""``asp-check explain RULE`` and ``asp-check rules``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from asp_check.cli import options as shared
from asp_check.cli.command import Command, Option, current_language
from asp_check.finding import UsageError

if TYPE_CHECKING:
    from asp_check.causes import Cause

SEVERITIES = ("blocking", "warning", "info")
CERTAINTIES = ("official", "secondary", "inference")


def _write(text: str, output: str | None, *, utf8: bool = False) -> None:
    from asp_check import files
    from asp_check.cli import console

    if output is not None:
        files.write(output, text.encode())
    elif utf8:
        console.write_utf8(text)
    else:
        console.write_text(text)


def _language(lang: str | None) -> str:
    return lang or current_language()


def _explain(rules: Sequence[str], lang: str | None, output: str | None) -> None:
    from asp_check.explain import explain as told
    from asp_check.rulebook import find
    from asp_check.text import shorten, visible

    if not rules:
        raise UsageError(
            "indiquez une règle, par exemple : asp-check explain T101",
            "name a rule, for example: asp-check explain T101",
        )
    found: list[Cause] = []
    for rule in rules:
        cause = find(rule)
        if cause is None:
            shown = shorten(visible(rule))
            raise UsageError(
                f"il n’y a pas de règle {shown} ; la liste : asp-check rules",
                f"there is no rule {shown}; the list: asp-check rules",
            )
        found.append(cause)
    _write("\n".join(told(cause, _language(lang)) for cause in found), output)


explain = Command(
    "explain",
    callback=_explain,
    usage=("[OPTIONS] RÈGLE...", "[OPTIONS] RULE..."),
    words=(
        (
            "Explique une règle : la cause, le remède, la source, un exemple. La règle est nommée par"
            " son identifiant (T101) ou par son nom (missing-key)."
        ),
        (
            "Explain a rule: its cause, its remedy, its source, an example. The rule is named by its"
            " id (T101) or its name (missing-key)."
        ),
    ),
    params=[
        click.Argument(["rules"], nargs=-1),
        shared.lang(),
        shared.output(),
    ],
)


def _rules(  # noqa: PLR0913, PLR0917 - one value for each option
    families: Sequence[str],
    severities: Sequence[str],
    certainties: Sequence[str],
    dispositif: str | None,
    dispositifs: str | None,
    form: str,
    lang: str | None,
    output: str | None,
) -> None:
    from asp_check.rulebook import ALL

    causes: Iterable[Cause] = ALL.values()
    if dispositif is not None:
        aside = _aside(dispositif, dispositifs)
        causes = (cause for cause in causes if cause.id not in aside)
    causes = [
        cause
        for cause in causes
        if (not families or cause.family in families)
        and (not severities or cause.severity.value in severities)
        and (not certainties or cause.certainty in certainties)
    ]
    spoken_lang = _language(lang)
    if form == "json":
        _write(_json(causes, spoken_lang), output, utf8=True)
    else:
        _write(_table(causes, spoken_lang), output)


def _aside(dispositif: str, path: str | None) -> frozenset[str]:
    """The rules that are not about this dispositif, or this request of it."""
    from asp_check.catalog.dispositifs import find, load
    from asp_check.facts import Given
    from asp_check.rules import CROSS, TABLE
    from asp_check.rules.common.needs import concerns
    from asp_check.rules.table import REQUESTS

    code, _, request = dispositif.partition("/")
    if request and request not in REQUESTS:
        listed = ", ".join(REQUESTS)
        raise UsageError(
            f"--dispositif : demandes possibles : {listed}",
            f"--dispositif: possible requests: {listed}",
        )
    found = find(load(path), code)
    given = Given(request=request, code=found.code, dispositif=found)
    return frozenset(entry.id for entry in (*TABLE, *CROSS) if not concerns(entry, given))


def _table(causes: Sequence[Cause], lang: str) -> str:
    """One line for each rule: id, name, severity, title."""
    widths = [
        max((len(cell) for cell in column), default=0)
        for column in zip(*map(_cells, causes), strict=True)
    ]
    return "".join(
        "  ".join(f"{cell:{width}}" for cell, width in zip(_cells(cause), widths, strict=True))
        + f"  {cause.title.of(lang)}\n"
        for cause in causes
    )


def _cells(cause: Cause) -> tuple[str, str, str]:
    return cause.id, cause.name, cause.severity.value


def _json(causes: Sequence[Cause], lang: str) -> str:
    listed = [
        {
            "id": cause.id,
            "name": cause.name,
            "family": cause.family,
            "severity": cause.severity.value,
            "certainty": cause.certainty,
            "title": cause.title.of(lang),
            "source": cause.source,
        }
        for cause in causes
    ]
    return (
        json.dumps({"format": "asp-check-rules/1", "rules": listed}, ensure_ascii=False, indent=1)
        + "\n"
    )


rules = Command(
    "rules",
    callback=_rules,
    usage=("[OPTIONS]", "[OPTIONS]"),
    words=(
        "Liste les règles : identifiant, nom, gravité, et ce que la règle refuse.",
        "List the rules: id, name, severity, and what the rule refuses.",
    ),
    params=[
        Option(
            ["--family", "families"],
            type=click.Choice(("E", "S", "T", "V", "R", "X", "D"), case_sensitive=False),
            multiple=True,
            words=(
                "Famille : E enveloppe, S syntaxe, T modèle, V valeur, R financement, X pièces. Répétable.",
                "Family: E envelope, S syntax, T template, V value, R funding, X pieces. Repeatable.",
            ),
        ),
        Option(
            ["--severity", "severities"],
            type=click.Choice(SEVERITIES),
            multiple=True,
            words=("Gravité. Répétable.", "Severity. Repeatable."),
        ),
        Option(
            ["--certainty", "certainties"],
            type=click.Choice(CERTAINTIES),
            multiple=True,
            words=("Sur quoi la règle repose. Répétable.", "What the rule rests on. Repeatable."),
        ),
        Option(
            ["--dispositif"],
            value=("CODE[/DEMANDE]", "CODE[/REQUEST]"),
            words=(
                "Les seules règles qui concernent ce dispositif, par exemple HOP-DPI-Va2/solde.",
                "Only the rules that are about this scheme, such as HOP-DPI-Va2/solde.",
            ),
        ),
        shared.dispositifs(),
        shared.form("text", "json"),
        shared.lang(),
        shared.output(),
    ],
)
