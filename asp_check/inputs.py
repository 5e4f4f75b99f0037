"""What a caller asks, as the rest takes it: instants, beginnings of rule ids, names of files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from datetime import UTC
from typing import TYPE_CHECKING, TypeVar

from asp_check import engine, files
from asp_check.engine import Options
from asp_check.finding import Severity, UsageError

if TYPE_CHECKING:
    from datetime import date, datetime

Choice = TypeVar("Choice", bound=str)

_PREFIX = re.compile(r"[A-Za-z][0-9]{0,3}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?", re.ASCII)


def instant(as_of: str | date | datetime | None) -> str | None:
    """An instant as reports write it, in Europe/Paris: ``2024-09-12T14:00``, seconds only if any.

    ``"now"`` is the present one, ``"none"`` and ``None`` are none.

    >>> instant("2024-09-12"), instant("2024-09-12T14:00"), instant(None)
    ('2024-09-12T00:00', '2024-09-12T14:00', None)
    """
    if as_of is None or as_of == "none":
        return None
    from datetime import date, datetime

    if as_of == "now":
        return _paris(datetime.now(UTC))
    if isinstance(as_of, date) and not isinstance(as_of, datetime):
        return f"{as_of.isoformat()}T00:00"
    try:
        if isinstance(as_of, datetime):
            return _written(as_of) if as_of.tzinfo is None else _paris(as_of.astimezone(UTC))
        if _INSTANT.fullmatch(str(as_of)):
            return _written(datetime.fromisoformat(str(as_of)))
    except (ValueError, OverflowError):
        pass  # There is no such day or hour.
    shown = files.display(str(as_of))
    raise UsageError(
        f"as-of « {shown} » : écrivez une date ou un instant (2024-09-12, 2024-09-12T14:00), now ou none",
        f"as-of '{shown}': write a date or an instant (2024-09-12, 2024-09-12T14:00), now or none",
    )


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").removesuffix(":00")


def _paris(utc: datetime) -> str:
    from asp_check.values.calendar import utc_to_paris

    naive = utc.replace(tzinfo=None).isoformat(timespec="seconds")
    return utc_to_paris(naive).removesuffix(":00")


def prefixes(name: str, values: Iterable[str]) -> tuple[str, ...]:
    """Beginnings of rule ids, in upper case; ``UsageError`` for one that no rule begins with.

    >>> prefixes("select", ["t1", "S"])
    ('T1', 'S')
    """
    found: list[str] = []
    for value in values:
        prefix = value.upper() if _PREFIX.fullmatch(value) else ""
        if not prefix or not _is_known(prefix):
            shown = files.display(value)
            raise UsageError(
                f"{name} « {shown} » : aucune règle ne commence ainsi ; la liste : asp-check rules",
                f"{name} '{shown}': no rule begins with this; the list: asp-check rules",
            )
        found.append(prefix)
    return tuple(dict.fromkeys(found))


def severities(name: str, wanted: Iterable[tuple[str, str]]) -> tuple[tuple[str, Severity], ...]:
    """The user's own severities, by beginnings of rule ids; ``UsageError`` for one of no rule."""
    return tuple((prefixes(name, [prefix])[0], Severity(value)) for prefix, value in wanted)


def several(name: str, values: Iterable[str]) -> tuple[str, ...]:
    """These values; a text by itself is one."""
    if values == ():
        return ()
    if isinstance(values, str):
        return (values,)
    if not isinstance(values, Iterable):
        raise _wrong_type(name, values)
    found = tuple(values)
    for value in found:
        if not isinstance(value, str):
            raise _wrong_type(name, value)
    return found


def _is_known(prefix: str) -> bool:
    """Whether there is such a rule, of requests or of whole dossiers."""
    if not engine.unknown([prefix]):
        return True
    from asp_check.dossier.rules.table import TABLE

    return any(entry.id.startswith(prefix) for entry in TABLE)


def refuse_contradictions(options: Options) -> None:
    """Raise ``UsageError`` if two options cannot both be meant."""
    for one, wanted in (("select", options.select), ("require", options.require)):
        for prefix in wanted:
            for other in options.ignore:
                if prefix.startswith(other):
                    raise UsageError(
                        f"{one} {prefix} et ignore {other} se contredisent ; gardez l’un des deux",
                        f"{one} {prefix} and ignore {other} contradict each other; keep one of them",
                    )


def one_of(name: str, value: Choice, allowed: Sequence[str]) -> Choice:
    """The value, if it is one of these; ``UsageError`` if it is not."""
    if value in allowed:
        return value
    listed = ", ".join(allowed)
    shown = files.display(str(value))
    raise UsageError(
        f"{name} « {shown} » : valeurs possibles : {listed}",
        f"{name} '{shown}': possible values: {listed}",
    )


def folders_of(templates: str | os.PathLike[str] | None) -> tuple[str, ...]:
    """The folders of templates that a caller names: one, or none."""
    return () if templates is None else (path_of("templates", templates),)


def path_of(name: str, value: object) -> str:
    """A path as text; ``UsageError`` for what is none."""
    if isinstance(value, str | os.PathLike):
        return os.fsdecode(value)
    raise _wrong_type(name, value)


def _wrong_type(name: str, value: object) -> UsageError:
    kind = type(value).__name__
    return UsageError(
        f"{name} : {kind} n’est pas admis ici ; voir la documentation de check",
        f"{name}: {kind} cannot be used here; see the documentation of check",
    )
