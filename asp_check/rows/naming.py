"""Names of the files to write: those of a pattern, safe on every system and never twice the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from asp_check.finding import UsageError
from asp_check.reference.where import shown

NUMBER = "{number}"
DEFAULT = "bdc-{number}.json"

_LONGEST = 200
"""Bytes of a name: file systems allow 255, and some programs add to it."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*]')
_RESERVED = re.compile(
    r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$)(?:\..*)?", re.IGNORECASE
)


def check_pattern(pattern: str) -> None:
    """Raise ``UsageError`` unless ``pattern`` can name files."""
    said = f"--name « {shown(pattern, 80)} »", f"--name “{shown(pattern, 80)}”"
    rest = pattern.replace(NUMBER, "")
    if not pattern.lower().endswith(".json"):
        why = "finissez-le par .json", "end it with .json"
    elif "{" in rest or "}" in rest:
        why = f"le seul repère est {NUMBER}", f"the only placeholder is {NUMBER}"
    else:
        unsafe = _unsafe(pattern.replace(NUMBER, "1"))
        if unsafe is None:
            return
        why = unsafe
    raise UsageError(f"{said[0]} : {why[0]}", f"{said[1]}: {why[1]}")


def names(pattern: str, numbers: Sequence[str]) -> Sequence[str]:
    """One name for each number; ``UsageError`` if one is unsafe, or two are the same somewhere.

    What no name may hold, such as the ``/`` of ``2025/117``, is written ``-``.

    >>> names("bdc-{number}.json", ["2025/117", "A 12"])
    ['bdc-2025-117.json', 'bdc-A 12.json']
    """
    taken: dict[str, str] = {}
    found = []
    for number in numbers:
        name = pattern.replace(NUMBER, _FORBIDDEN.sub("-", number))
        why = _unsafe(name)
        if why is not None:
            raise UsageError(
                f"commande « {shown(number)} » : le fichier ne peut s’appeler {shown(name)} ({why[0]}) ; changez de motif, comme --name '{DEFAULT}'",
                f"order “{shown(number)}”: the file cannot be called {shown(name)} ({why[1]}); change the pattern, such as --name '{DEFAULT}'",
            )
        first = taken.setdefault(normalize("NFC", name).casefold(), number)
        if first != number:
            raise UsageError(
                f"commandes « {shown(first)} » et « {shown(number)} » : leurs fichiers auraient le même nom ({shown(name)}), au moins sous Windows et macOS",
                f"orders “{shown(first)}” and “{shown(number)}”: their files would have the same name ({shown(name)}), on Windows and macOS at least",
            )
        found.append(name)
    return found


def _unsafe(name: str) -> tuple[str, str] | None:
    """Why this cannot be the name of a file on every system."""
    bad = _FORBIDDEN.search(name)
    if bad is not None:
        return (
            f"caractère « {shown(bad[0]) or 'de contrôle'} »",
            f"character “{shown(bad[0]) or 'of control'}”",
        )
    if _RESERVED.fullmatch(name):
        return "nom réservé par Windows", "a name that Windows reserves"
    if name.startswith((".", "-", "~")) or name != name.strip(" ."):
        return "début ou fin de nom", "beginning or end of the name"
    if not name.isprintable():
        return "caractère invisible", "an invisible character"
    if len(name.encode("utf-8", "surrogatepass")) > _LONGEST:
        return f"plus de {_LONGEST} octets", f"more than {_LONGEST} bytes"
    return None
