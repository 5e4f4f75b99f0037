"""Identifiers made of a fixed number of digits: the form, and what was meant when it is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from asp_check.text import visible
from asp_check.values.refusal import Certainty, Refusal, blocks
from asp_check.values.slips import Words, sentence, tidy

# Not compiled here: only a value that is not well formed needs them.
_SCIENTIFIC = r"[0-9](?:[.,][0-9]*)?[eE]\+[0-9]{1,3}"
_LOOKALIKES = str.maketrans("OoIl", "0011")
_SEPARATORS = ".,-_/'’‐‑–—·"

_FLOAT = Words("décimales de tableur (« .0 »)", "spreadsheet decimals (“.0”)")
_LETTERS = Words("lettre O, I ou L au lieu d'un chiffre", "letter O, I or L instead of a digit")
_LOWER = Words("minuscule", "lower-case letter")

IN_NUMBER = Words("dans le numéro", "in the number")
_OTHERS = {
    9: Words("un SIREN, un FINESS ou un ADELI", "a SIREN, a FINESS or an ADELI number"),
    11: Words("un RPPS", "an RPPS number"),
    12: Words("un identifiant national de professionnel", "a practitioner's national identifier"),
    14: Words("un SIRET", "a SIRET"),
}
"""What a number of so many digits usually is."""


def _no_key(_value: str) -> tuple[Refusal, ...]:
    return ()


def _no_hint(_value: str) -> Refusal | None:
    return None


class Numeral(NamedTuple):
    """The form of one identifier.

    ``key`` judges a value of the right form.  ``hint`` may recognise another thing in a value of
    the wrong form.  ``heads`` are first characters that need not be digits.  ``padded`` tells that
    real numbers begin with a zero, which spreadsheets lose.  ``certainty`` is that of the form.
    """

    kind: str
    length: int
    key: Callable[[str], tuple[Refusal, ...]] = _no_key
    hint: Callable[[str], Refusal | None] = _no_hint
    heads: tuple[str, ...] = ()
    padded: bool = False
    where: Words = IN_NUMBER
    certainty: Certainty = "official"

    def refuse(self, fr: str, en: str, suggestion: str | None = None) -> Refusal:
        """A blocking refusal of the form."""
        return Refusal(self.kind, fr, en, suggestion, certainty=self.certainty)


def judge(value: str, numeral: Numeral) -> tuple[Refusal, ...]:
    """Why this value is not such a number; empty if it is.

    >>> print(judge("0123456 78", Numeral("adeli", 9))[0].fr)
    espaces dans le numéro : 012345678
    >>> print(judge("12345678", Numeral("adeli", 9, padded=True))[0].fr)
    8 chiffres au lieu de 9 (un zéro initial perdu ?) : 012345678
    """
    if _is_formed(value, numeral):
        return _judge_formed(value, numeral)
    if re.fullmatch(_SCIENTIFIC, value.strip()):
        return (
            numeral.refuse(
                "notation scientifique d'un tableur, les derniers chiffres sont perdus",
                "scientific notation of a spreadsheet, the last digits are lost",
            ),
        )
    cleaned, slips = _read(value, numeral)
    if _is_formed(cleaned, numeral):
        return _judge_slips(cleaned, slips, numeral)
    return (numeral.hint(cleaned) or _judge_length(cleaned, numeral),)


def _is_formed(value: str, numeral: Numeral) -> bool:
    if len(value) != numeral.length or not value.isascii():
        return False
    return value.isdecimal() or (value[:2] in numeral.heads and value[2:].isdecimal())


def _judge_formed(value: str, numeral: Numeral) -> tuple[Refusal, ...]:
    if not value.strip("0"):
        return (
            numeral.refuse(
                "que des zéros, ce n'est pas un vrai numéro",
                "nothing but zeros, which is not a real number",
            ),
        )
    return numeral.key(value)


def _read(value: str, numeral: Numeral) -> tuple[str, tuple[Words, ...]]:
    """The number that was probably meant, and the slips that hid it."""
    whole, _, decimals = value.partition(".")
    if (
        decimals in {"0", "00"}
        and len(whole) <= numeral.length
        and whole.isdecimal()
        and whole.isascii()
    ):
        return whole, (_FLOAT,)
    cleaned, slips = tidy(value, drop=_SEPARATORS)
    for slip, candidate in (
        (_LOWER, cleaned[:2].upper() + cleaned[2:]),
        (_LETTERS, cleaned.translate(_LOOKALIKES)),
    ):
        if candidate != cleaned and _is_formed(candidate, numeral):
            return candidate, (*slips, slip)
    return cleaned, slips


def _judge_slips(cleaned: str, slips: tuple[Words, ...], numeral: Numeral) -> tuple[Refusal, ...]:
    words = sentence(slips, numeral.where)
    others = _judge_formed(cleaned, numeral)
    if blocks(others):
        return (numeral.refuse(*words), *others)
    return (
        numeral.refuse(f"{words.fr} : {cleaned}", f"{words.en}: {cleaned}", cleaned),
        *others,
    )


def _judge_length(cleaned: str, numeral: Numeral) -> Refusal:
    length = numeral.length
    if not any("0" <= character <= "9" for character in cleaned):
        return numeral.refuse(
            f"aucun chiffre ({length} attendus)",
            f"no digit ({length} are expected)",
        )
    rest = cleaned[2:] if cleaned[:2] in numeral.heads else cleaned
    strange = next((character for character in rest if not "0" <= character <= "9"), None)
    if strange is not None:
        shown = visible(strange)
        return numeral.refuse(
            f"caractère « {shown} » inattendu ({length} chiffres attendus)",
            f"unexpected character “{shown}” ({length} digits are expected)",
        )
    return _count(cleaned, numeral)


def _count(cleaned: str, numeral: Numeral) -> Refusal:
    found, length = len(cleaned), numeral.length
    noun = Words("chiffres", "digits") if cleaned.isdecimal() else Words("caractères", "characters")
    if found == 1:
        noun = Words(noun.fr[:-1], noun.en[:-1])
    fr, en = f"{found} {noun.fr} au lieu de {length}", f"{found} {noun.en} instead of {length}"
    padded = f"0{cleaned}"
    if numeral.padded and _is_formed(padded, numeral) and not _judge_formed(padded, numeral):
        return numeral.refuse(
            f"{fr} (un zéro initial perdu ?) : {padded}",
            f"{en} (a leading zero lost?): {padded}",
            padded,
        )
    other = _OTHERS.get(found) if cleaned.isdecimal() else None
    if other is not None:
        fr, en = f"{fr} ({other.fr} ?)", f"{en} ({other.en}?)"
    return numeral.refuse(fr, en)
