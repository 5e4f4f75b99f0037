"""``--verbose``: what a run rests on, on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from asp_check.catalog.places import roots
from asp_check.cli import console
from asp_check.config import Config
from asp_check.files import display
from asp_check.finding import Report
from asp_check.report.words import LANGUAGES


def tell(settings: Config, folders: Sequence[str], reports: Iterable[Report], lang: str) -> None:
    """What a run rested on: configuration, folders of templates, and for each file its template."""
    _tell_settings(settings, folders, lang)
    for report in reports:
        _tell_report(report, lang)


def _tell_settings(settings: Config, folders: Sequence[str], lang: str) -> None:
    """The configuration and the folders of templates, in the order in which they are searched."""
    en = lang == "en"
    if settings.path is None:
        console.tell(("Configuration : aucune", "Configuration: none")[en])
    else:
        console.tell(f"Configuration{(' :', ':')[en]} {display(settings.path)}")
    for folder in roots(folders):
        console.tell(f"{('Modèles :', 'Templates:')[en]} {display(folder)}")


def _tell_report(report: Report, lang: str) -> None:
    """Which template a file was held against, and which papers went with it."""
    en = lang == "en"
    path = "-" if report.path is None else display(report.path)
    colon = (" :", ":")[en]
    template = (
        ("aucun modèle", "no template")[en] if report.template is None else report.template.id
    )
    console.tell(f"{path}{colon} {template}, {LANGUAGES[lang][report.verdict.value]}")
    for piece in report.pieces:
        role = piece.role or ("non reconnue", "not recognised")[en]
        console.tell(f"  {display(piece.path)}{colon} {role}")
