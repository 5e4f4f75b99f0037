"""What an import is told on the command line, verified: dispositif, instant, address, reason."""

from __future__ import annotations

import re
from datetime import datetime

from asp_check.catalog.manifest_strict import NAME
from asp_check.finding import UsageError
from asp_check.text import shorten, visible

_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9])(?:\..*)?|index\.json", re.IGNORECASE
)
"""Names that Windows keeps for itself, and that of the index of a folder of templates."""
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::00)?)?", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_LONGEST = 500


def dispositif(text: str) -> str:
    """The code of a dispositif, which is also the name of a folder."""
    if NAME.fullmatch(text) and not _RESERVED.fullmatch(text):
        return text
    shown = shorten(visible(text))
    raise UsageError(
        f"--dispositif « {shown} » : écrivez le code du dispositif (lettres sans accent, chiffres,"
        " « . », « _ », « - »), par exemple HOP-DPI-Va2",
        f"--dispositif '{shown}': write the code of the dispositif (letters without accents, digits,"
        " '.', '_', '-'), such as HOP-DPI-Va2",
    )


def valid_from(text: str | None) -> str | None:
    """An instant as the manifest has it.

    >>> valid_from("2024-09-12"), valid_from("2024-09-12 14:00")
    ('2024-09-12T00:00', '2024-09-12T14:00')
    """
    if text is None:
        return None
    try:
        if _INSTANT.fullmatch(text):
            return datetime.fromisoformat(text).isoformat(timespec="minutes")[:16]
    except ValueError:
        pass  # There is no such day or hour.
    shown = shorten(visible(text))
    raise UsageError(
        f"--valid-from « {shown} » : écrivez une date, ou une date et une heure de Paris sans fuseau"
        " (2024-09-12, 2024-09-12T14:00)",
        f"--valid-from '{shown}': write a date, or a date and an hour of Paris without zone"
        " (2024-09-12, 2024-09-12T14:00)",
    )


def source(text: str | None) -> str | None:
    """The address of the page from which the blank comes."""
    if text is None or (
        _ADDRESS.fullmatch(text) and visible(text) == text and len(text) <= _LONGEST
    ):
        return text
    shown = shorten(visible(text))
    raise UsageError(
        f"--source « {shown} » : écrivez l’adresse de la page (https://…)",
        f"--source '{shown}': write the address of the page (https://…)",
    )


def reason(text: str | None) -> str | None:
    """Why a template may depart from its layout: words, on one line."""
    if text is None or (text.strip() and visible(text) == text and len(text) <= _LONGEST):
        return text
    raise UsageError(
        "--relax-layout : donnez la raison en quelques mots, sur une ligne",
        "--relax-layout: give the reason in a few words, on one line",
    )
