"""AM: the number under which the health insurance knows an establishment or a doctor.

Form: unknown; only what cannot be a number is refused.
Key: unknown.
Source: https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=couloir_dispositifs%3A2504&page=13
Certainty: official that the number is asked for, its form is not published.

>>> judge("291012345")
()
>>> print(judge("29 101234 5")[0].fr)
espaces dans le numéro : 291012345
>>> print(judge("inconnu")[0].fr)
aucun chiffre, ce n'est pas un numéro
"""

from __future__ import annotations

from asp_check.finding import Severity
from asp_check.text import visible
from asp_check.values.numeral import IN_NUMBER
from asp_check.values.refusal import Refusal
from asp_check.values.slips import sentence, tidy

KIND = "am"

_LONGEST = 20


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this cannot be an AM number; empty if it may be one."""
    if value.isascii() and value.isalnum():
        return _judge_formed(value)
    cleaned, slips = tidy(value, drop=".-_/'’")
    if not (cleaned.isascii() and cleaned.isalnum()):
        return _judge_characters(cleaned)
    words = sentence(slips, IN_NUMBER)
    others = _judge_formed(cleaned)
    if others:
        return (Refusal(KIND, *words), *others)
    return (Refusal(KIND, f"{words.fr} : {cleaned}", f"{words.en}: {cleaned}", cleaned),)


def _judge_formed(value: str) -> tuple[Refusal, ...]:
    if not any(character.isdecimal() for character in value):
        return (
            Refusal(
                KIND,
                "aucun chiffre, ce n'est pas un numéro",
                "no digit, this is not a number",
            ),
        )
    if not value.strip("0"):
        return (
            Refusal(
                KIND,
                "que des zéros, ce n'est pas un vrai numéro",
                "nothing but zeros, which is not a real number",
            ),
        )
    if len(value) > _LONGEST:
        return (
            Refusal(
                KIND,
                f"{len(value)} caractères, c'est bien long pour un numéro AM",
                f"{len(value)} characters are a lot for an AM number",
                severity=Severity.WARNING,
                certainty="inference",
            ),
        )
    return ()


def _judge_characters(cleaned: str) -> tuple[Refusal, ...]:
    strange = next((c for c in cleaned if not (c.isascii() and c.isalnum())), None)
    if strange is None:
        return _judge_formed(cleaned)
    shown = visible(strange)
    return (
        Refusal(
            KIND,
            f"caractère « {shown} » inattendu dans un numéro",
            f"unexpected character “{shown}” in a number",
        ),
    )
