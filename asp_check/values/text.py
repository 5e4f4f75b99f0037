"""Text: free words, such as a name or an address.

Form: any; what nobody meant to write is told, and nothing blocks.
Key: none.
Source: https://www.unicode.org/reports/tr36/
Certainty: inference, hence warnings; doubled blanks are an information.  Silent: no-break
spaces (plain or narrow), ’ and «».

>>> judge("Clinique de l’Exemple « Nord »"), judge("")
((), ())
>>> print(judge("HÃ´pital")[0].fr, "/", judge("HÃ´pital")[0].suggestion)
caractères mal décodés (« Ã´ » au lieu de « ô ») / Hôpital
>>> print(judge(" Clinique")[0].fr)
espaces au début du texte
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import is_normalized, normalize

from asp_check.finding import Severity
from asp_check.text import BIDI, ZERO_WIDTH, shorten, visible
from asp_check.values import mojibake
from asp_check.values.refusal import Refusal
from asp_check.values.slips import Words, is_break, is_control

KIND = "text"

_DOUBLED = re.compile("[ \u00a0\u202f]{2,}")
_LOST = "\ufffd"
"""A character that was lost before; here also a text that is damaged beyond repair."""


def judge(value: str) -> tuple[Refusal, ...]:
    """What is odd in this text; empty if nothing is."""
    if value.isascii() and value.isprintable() and "  " not in value and value.strip() == value:
        return ()
    faults = [(words, severity) for words, severity in _faults(value)]
    if not faults:
        return ()
    suggestion = _repair(value)
    return tuple(
        Refusal(KIND, *words, suggestion, severity, "inference") for words, severity in faults
    )


def _faults(value: str) -> Iterator[tuple[Words, Severity]]:
    core = value.strip()
    if core != value:
        yield _edges(value, core), Severity.WARNING
    damage = mojibake.find(core)
    if damage is not None:
        yield _damaged(damage), Severity.WARNING
        core = damage.repaired
    for words in _characters(core):
        yield words, Severity.WARNING
    if not is_normalized("NFC", core):
        yield (
            Words(
                "accents enregistrés à part de leur lettre (forme décomposée)",
                "accents stored apart from their letter (decomposed form)",
            ),
            Severity.WARNING,
        )
    if _DOUBLED.search(core):
        yield Words("espaces doubles dans le texte", "doubled spaces in the text"), Severity.INFO


def _edges(value: str, core: str) -> Words:
    if not core:
        return Words("rien que des espaces", "nothing but spaces")
    before, after = not value.startswith(core[0]), not value.endswith(core[-1])
    if before and after:
        return Words(
            "espaces au début et à la fin du texte", "spaces at the start and end of the text"
        )
    if before:
        return Words("espaces au début du texte", "spaces at the start of the text")
    return Words("espaces à la fin du texte", "spaces at the end of the text")


def _damaged(damage: mojibake.Damage) -> Words:
    found, meant = visible(shorten(damage.found, 20)), visible(shorten(damage.meant, 20))
    if not meant:
        return Words(
            f"caractères mal décodés (« {found} » à supprimer)",
            f"wrongly decoded characters (“{found}” is to be removed)",
        )
    return Words(
        f"caractères mal décodés (« {found} » au lieu de « {meant} »)",
        f"wrongly decoded characters (“{found}” instead of “{meant}”)",
    )


def _characters(core: str) -> Iterator[Words]:
    """One fault for each family of characters that do not belong in a text."""
    told: set[str] = set()
    for character in core:
        words = _stray(character)
        if words is not None and words.en not in told:
            told.add(words.en)
            shown = visible(character)
            yield Words(f"{words.fr} ({shown})", f"{words.en} ({shown})")


def _stray(character: str) -> Words | None:
    if character.isascii() and character.isprintable():
        return None
    if is_break(character):
        return Words("saut de ligne ou tabulation", "line break or tab")
    if is_control(character):
        return Words("caractère de contrôle invisible", "invisible control character")
    if _is_lost(character):
        return Words("caractère perdu, à retaper", "a lost character, to be typed again")
    if character in BIDI:
        return Words(
            "caractère invisible qui inverse le sens du texte",
            "invisible character that turns the text around",
        )
    if character in ZERO_WIDTH:
        return Words("caractère invisible", "invisible character")
    return None


def _is_lost(character: str) -> bool:
    return character == _LOST or "\ud800" <= character <= "\udfff"


def _repair(value: str) -> str | None:
    """The text without its faults; ``None`` where what was meant is lost."""
    text, cleaner = value, _clean(value)
    while cleaner != text:
        # Characters that a fault kept apart may make another one, once.
        text, cleaner = cleaner, _clean(cleaner)
    return None if any(map(_is_lost, text)) else text


def _clean(text: str) -> str:
    damage = mojibake.find(text)
    if damage is not None:
        text = damage.repaired
    if mojibake.find(text) is not None:
        return _LOST
    text = normalize("NFC", "".join(map(_keep, text)))
    return _DOUBLED.sub(lambda match: match[0][0], text).strip()


def _keep(character: str) -> str:
    if is_break(character):
        return " "
    stray = is_control(character) or character in BIDI or character in ZERO_WIDTH
    return "" if stray else character
