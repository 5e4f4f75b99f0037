"""``asp-check calendar``: what closes when, for one dispositif or for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from asp_check.cli import CONFORM
from asp_check.cli import options as shared
from asp_check.cli.command import Command, Option
from asp_check.finding import UsageError

if TYPE_CHECKING:
    from asp_check.schedule import Estimate, Row, Schedule

FORMAT = "asp-check-calendar/1"


def _calendar(
    codes: Sequence[str],
    *,
    as_of: str,
    t0: str | None,
    dispositifs: str | None,
    form: str,
    lang: str | None,
    output: str | None,
) -> int:
    from asp_check import config
    from asp_check.catalog.dispositifs import find, load
    from asp_check.cli.template import Context
    from asp_check.schedule import agenda, schedule

    context = Context(lang, None, output, as_of)
    path = dispositifs or config.find(".").dispositifs
    if path is not None and output is not None:
        _refuse_overwriting(output, path)
    known = load(path)
    named = {one.code: one for one in (find(known, code) for code in codes)}
    if t0 is not None:
        _refuse_t0(t0, len(named))
    if named:
        schedules = [schedule(one, context.as_of, t0) for one in named.values()]
    else:
        schedules = agenda(known.values(), context.as_of)
    if form == "json":
        context.write_json(_data(schedules, context.as_of, context.index))
    elif form == "ical":
        from asp_check.cli.calendar_ical import render as ical

        context.write(ical(schedules, context.as_of, context.index), utf8=True)
    else:
        from asp_check.cli.calendar_text import render

        context.write(render(schedules, context.as_of, context.index, detailed=bool(named)))
    return CONFORM


def _refuse_overwriting(output: str, path: str) -> None:
    from asp_check import files

    if files.same_file(output, path):
        shown = files.display(output)
        raise UsageError(
            f"--output {shown} : c’est votre fichier de dispositifs ; choisissez un autre nom",
            f"--output {shown}: this is your file of schemes; choose another name",
        )


def _refuse_t0(t0: str, named: int) -> None:
    """Raise unless it is a day, and that of one dispositif."""
    from asp_check.catalog.dispositif_strict import YEARS
    from asp_check.text import shorten, visible
    from asp_check.values.calendar import parse

    day = parse(t0)
    if day is None or len(t0) != 10 or not YEARS[0] <= day.year <= YEARS[1]:
        shown = shorten(visible(t0), 40)
        raise UsageError(
            f"--t0 « {shown} » : écrivez un jour, par exemple 2024-06-20",
            f"--t0 '{shown}': write a day, such as 2024-06-20",
        )
    if named != 1:
        raise UsageError(
            "--t0 est la date d’un seul dispositif ; nommez-le (asp-check calendar HOP-DPI-Va2 --t0 …)",
            "--t0 is the date of one scheme; name it (asp-check calendar HOP-DPI-Va2 --t0 …)",
        )


# --- JSON


def _data(schedules: Sequence[Schedule], as_of: str | None, index: int) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "as_of": as_of,
        "dispositifs": [_of_schedule(one, index) for one in schedules],
    }


def _of_schedule(one: Schedule, index: int) -> dict[str, Any]:
    from asp_check.dispositif import GENERIC_SOURCE

    dispositif = one.dispositif
    return {
        "code": dispositif.code,
        "attested": dispositif.attested,
        "label": (dispositif.label_fr, dispositif.label_en)[index],
        "corridor": dispositif.corridor,
        "wave": dispositif.wave,
        "state": one.state,
        "dates": [_of_row(row, index) for row in one.rows],
        "unknown": list(one.unknown),
        "generic": {
            "official": False,
            "source": GENERIC_SOURCE,
            "t0": one.t0,
            "dates": [_of_estimate(estimate, index) for estimate in one.estimates],
        },
    }


def _of_row(row: Row, index: int) -> dict[str, Any]:
    return {
        "key": row.key,
        "label": _label(row.key, index),
        "date": row.date,
        "status": row.status,
        "days": row.days,
        "certainty": row.datum.certainty,
        "source": row.datum.source,
        "read": row.datum.read,
        "confirmed": row.datum.confirmed,
        "age": row.age,
    }


def _of_estimate(estimate: Estimate, index: int) -> dict[str, Any]:
    return {
        "key": estimate.key,
        "label": _label(estimate.key, index),
        "months": list(estimate.months),
        "from": estimate.first,
        "to": estimate.last,
    }


def _label(key: str, index: int) -> str:
    from asp_check.dispositif import KEYS

    return (KEYS[key].fr, KEYS[key].en)[index]


# --- The command


calendar = Command(
    "calendar",
    callback=_calendar,
    usage=("[OPTIONS] [DISPOSITIF]...", "[OPTIONS] [SCHEME]..."),
    words=(
        (
            "Dit ce qui ferme et quand : chaque date avec les jours restants, sa source, sa certitude"
            " et le jour où elle a été lue.\n\nSans argument, tous les dispositifs : ce qui est à"
            " venir d’abord. Une date non officielle, ou lue il y a 90 jours ou plus, est à vérifier"
            " sur sa page."
        ),
        (
            "Tell what closes when: each date with the days left, its source, its certainty and the"
            " day on which it was read.\n\nWithout an argument, all schemes: first what is to come. A"
            " date that is not official, or was read 90 days ago or more, is to be checked on its"
            " page."
        ),
    ),
    epilogue=(
        """\
Exemples :
  asp-check calendar
  asp-check calendar HOP-DPI-Va2 --as-of 2025-10-01
  asp-check calendar IMG-DRIMBOX-Va2 --format ical --output drimbox.ics
""",
        """\
Examples:
  asp-check calendar
  asp-check calendar HOP-DPI-Va2 --as-of 2025-10-01
  asp-check calendar IMG-DRIMBOX-Va2 --format ical --output drimbox.ics
""",
    ),
    params=[
        click.Argument(["codes"], nargs=-1),
        Option(
            ["--as-of"],
            default="now",
            value=("AAAA-MM-JJ[THH:MM]|now|none", "YYYY-MM-DD[THH:MM]|now|none"),
            words=(
                "Instant depuis lequel compter, heure de Paris ; par défaut, maintenant.",
                "Instant to count from, Paris time; by default, now.",
            ),
        ),
        Option(
            ["--t0"],
            value=("AAAA-MM-JJ", "YYYY-MM-DD"),
            words=(
                "Publication de l’arrêté du dispositif nommé : estime les dates inconnues.",
                "Publication of the order of the scheme named: estimates the unknown dates.",
            ),
        ),
        shared.dispositifs(),
        shared.form("text", "json", "ical"),
        shared.lang(),
        shared.output(),
    ],
)
