"""What is wrong with a file of dispositifs, in words and with its line; imported when one is refused."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from asp_check.catalog import refusal
from asp_check.catalog.dispositif_strict import ATTRIBUTES, FORMAT, Refused, Table
from asp_check.dispositif import KEYS, Datum
from asp_check.files import display
from asp_check.finding import UsageError
from asp_check.text import shorten, visible
from asp_check.toml_places import line_of

Words = tuple[str, str]
"""The same thing in French and in English."""

_NO_SECONDS = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?!:|\d)")
_NO_SUCH_DATE = "Invalid date or datetime"
_NEAR_ENOUGH = 0.5

# Braces are doubled: these stand in the words below, which are filled in.
_DATUM = '{{ value = …, source = "https://…", read = 2026-01-31, certainty = "official" }}'
_CONFIRMED = "{{ confirmed = 2026-01-31 }}"

TOO_LARGE: Words = (
    "plus d’un mégaoctet, trop pour un fichier de dispositifs ; vérifiez que c’est le bon",
    "more than a megabyte, too much for a file of schemes; check that it is the right one",
)
ENDLESS_KEY: Words = (
    "une clé a plus de cent parties séparées par des points ; retirez-la",
    "a key has more than a hundred dotted parts; take it out",
)
NOT_UTF8: Words = (
    "ce fichier n’est pas en UTF-8 ; réenregistrez-le en UTF-8",
    "this file is not UTF-8; save it as UTF-8",
)


def refused(path: str, text: str, data: Table, error: Refused, known: Iterable[str]) -> UsageError:
    """The refusal of this document; ``known`` are the codes of the dispositifs that there are."""
    french, english = _words(data, error, sorted(known))
    return at(path, line_of(text, error.where), french, english)


def at(path: str, line: int, french: str, english: str) -> UsageError:
    """What is wrong, with the file and the line."""
    shown = display(path)
    return UsageError(f"{shown}:{line} : {french}", f"{shown}:{line}: {english}")


def not_toml(path: str, text: str, error: Exception) -> UsageError:
    """A file that tomllib cannot read: most often because of how a date is written."""
    place = re.search(r" \(at line (\d+), column \d+\)", str(error))
    if place is None:
        return refusal.not_toml(path, text, error)
    line = int(place[1])
    if _NO_SECONDS.search(text.split("\n")[line - 1]):
        return at(
            path,
            line,
            "en TOML, une heure s’écrit avec ses secondes : 2025-12-17T12:00:00",
            "in TOML, a time is written with its seconds: 2025-12-17T12:00:00",
        )
    if str(error).startswith(_NO_SUCH_DATE):
        return at(path, line, "cette date n’existe pas", "there is no such date")
    return refusal.not_toml(path, text, error)


def unknown_code(name: str, known: Iterable[str]) -> UsageError:
    """An argument that is the code of no dispositif."""
    shown = shorten(visible(display(name)), 40)
    french, english = _near(name, list(known))
    return UsageError(
        f"« {shown} » n’est pas un dispositif connu{french} ; la liste : asp-check calendar",
        f"'{shown}' is no known scheme{english}; the list: asp-check calendar",
    )


WORDS: Mapping[str, Words] = {
    "format": (
        f'commencez le fichier par la ligne format = "{FORMAT}"',
        f'begin the file with the line format = "{FORMAT}"',
    ),
    "twice": (
        "« {name} » et « {other} » sont le même dispositif ; gardez une seule des deux tables",
        "'{name}' and '{other}' are the same scheme; keep one table of the two",
    ),
    "table": (
        "« {name} » : un dispositif est une table, [{name}] sur sa propre ligne",
        "'{name}': a scheme is a table, [{name}] on a line of its own",
    ),
    "code": (
        "« {name} » n’est pas un code de dispositif : des lettres, des chiffres, « . », « _ », « - »",
        "'{name}' is not the code of a scheme: letters, digits, '.', '_', '-'",
    ),
    "unknown-code": (
        "« {name} » n’est pas un dispositif connu{near_fr} ; pour en ajouter un, donnez-lui un label_fr",
        "'{name}' is no known scheme{near_en}; to add one, give it a label_fr",
    ),
    "missing": ("« {name} » : il manque {missing}", "'{name}': {missing} is missing"),
    "unknown-key": ("« {name} » est inconnu{near_fr}", "'{name}' is unknown{near_en}"),
    "unknown-part": ("« {name} » est inconnu{near_fr}", "'{name}' is unknown{near_en}"),
    "datum": (
        f'« {{name}} » : écrivez {_DATUM}, {_CONFIRMED} ou "unknown"',
        f"'{{name}}': write {_DATUM}, {_CONFIRMED} or \"unknown\"",
    ),
    "nothing-to-confirm": (
        "« {name} » : rien à confirmer, la valeur est inconnue ; donnez value, source, read et certainty",
        "'{name}': nothing to confirm, the value is unknown; give value, source, read and certainty",
    ),
    "future": (
        "« {name} » = {found} est dans le futur ; indiquez le jour où la page a été lue",
        "'{name}' = {found} is in the future; give the day on which the page was read",
    ),
    "confirmed-before": (
        "« {name} » = {found} : la page a été lue depuis, le {read} ; relisez-la et indiquez ce jour",
        "'{name}' = {found}: the page was read since, on {read}; read it again and give that day",
    ),
    "order": (
        "« {name} » : « {then} » = {then_at} doit venir après « {first} » = {first_at} ; corrigez l’une des deux",
        "'{name}': '{then}' = {then_at} must come after '{first}' = {first_at}; correct one of the two",
    ),
    "shares": (
        "« {name} » : l’avance ({advance} %) et le solde ({balance} %) ne font pas 100 % ; corrigez l’une des parts",
        "'{name}': the advance ({advance}%) and the balance ({balance}%) are not 100% together; correct one share",
    ),
    "unknown-wave": (
        "« {name} » : « {wave} » n’est pas un autre dispositif connu{near_fr}",
        "'{name}': '{wave}' is no other known scheme{near_en}",
    ),
}
"""By the fault, of the place where it lies."""

EXPECTED: Mapping[str, Words] = {
    "text": (
        "il faut un texte entre guillemets, de 1 à 200 caractères, sans espace au bord",
        "write a text between quotes, 1 to 200 characters, without blanks at its edges",
    ),
    "unseen": (
        "ce texte contient un caractère invisible ou de contrôle ; retapez-le",
        "this text has an unseen or control character; type it again",
    ),
    "url": (
        "il faut l’adresse de la page, telle que le navigateur l’affiche : https://…",
        "write the address of the page, as the browser shows it: https://…",
    ),
    "boolean": ("il faut true ou false", "write true or false"),
    "wave": (
        'il faut un nombre de 1 à 9, ou "unknown"',
        'write a number from 1 to 9, or "unknown"',
    ),
    "day": (
        "il faut un jour, sans guillemets ni heure : 2026-01-31",
        "write a day, without quotes or hour: 2026-01-31",
    ),
    "instant": (
        "il faut un jour, ou un jour et une heure de Paris, sans guillemets ni fuseau : 2025-12-17T12:00:00",
        "write a day, or a day and an hour of Paris, without quotes or zone: 2025-12-17T12:00:00",
    ),
    "year": ("l’année va de {first} à {last}", "the year is from {first} to {last}"),
    "percentage": (
        "il faut un nombre de 0 à 100, avec deux décimales au plus",
        "write a number from 0 to 100, with two decimals at most",
    ),
    "one-of": ("valeurs admises : {allowed}", "allowed values: {allowed}"),
    "list": (
        'il faut une liste d’au moins un élément : ["…"]',
        'write a list of at least one element: ["…"]',
    ),
    "repeated": ("un élément est répété", "an element is repeated"),
}
"""What should stand in the place of what was found there."""


def _words(data: Table, error: Refused, known: list[str]) -> Words:
    where, params = error.where, dict(error.params)
    near = _nearest(error, known)
    said = {
        "name": _name(where),
        "found": shorten(visible(_toml(_find(data, where))), 40),
        "near_fr": near[0],
        "near_en": near[1],
        "missing": params.pop("name", ""),
        **params,
    }
    said["wave"] = visible(said["missing"])
    if error.fault in EXPECTED:
        french, english = (words.format(**said) for words in EXPECTED[error.fault])
        name, found = said["name"], said["found"]
        return f"« {name} » = {found} : {french}", f"'{name}' = {found}: {english}"
    french, english = (words.format(**said) for words in WORDS[error.fault])
    return french, english


def _nearest(error: Refused, known: list[str]) -> Words:
    """The name that was meant, where a name is wrong."""
    if error.fault == "unknown-code":
        return _near(str(error.where[0]), known)
    if error.fault == "unknown-wave":
        return _near(error.params["name"], known)
    if error.fault == "unknown-key":
        return _near(str(error.where[-1]), [*ATTRIBUTES, *KEYS], tell=True)
    if error.fault == "unknown-part":
        return _near(str(error.where[-1]), list(Datum._fields), tell=True)
    return "", ""


def _near(name: str, known: list[str], *, tell: bool = False) -> Words:
    """Which known name is near; with ``tell``, all of them if none is."""
    by_lower = {code.lower(): code for code in known}
    near = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=_NEAR_ENOUGH)
    if near:
        meant = by_lower[near[0]]
        return f" (le plus proche : {meant})", f" (the nearest: {meant})"
    names = ", ".join(known)
    return (f" (connus : {names})", f" (known: {names})") if tell else ("", "")


def _name(where: Iterable[str | int]) -> str:
    """A key as TOML writes it from the top."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in where)
    return shorten(visible("".join(steps).removeprefix(".")))


def _find(data: object, where: Iterable[str | int]) -> object:
    """What lies there, as far as the path leads."""
    for step in where:
        try:
            data = data[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return ""
    return data


def _toml(value: object) -> str:
    if type(value) is bool:
        return str(value).lower()
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    return f'"{value}"' if isinstance(value, str) else str(value)
