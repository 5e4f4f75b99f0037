"""Why a value is refused: the words that every judge of values answers with."""

from __future__ import annotations

from typing import Literal, NamedTuple

from asp_check.finding import Severity

Certainty = Literal["official", "secondary", "inference"]


class Refusal(NamedTuple):
    """One thing that is wrong with a value.

    ``fr`` and ``en`` say why, as the end of a sentence: no capital, no full stop.  They are safe
    to show, and where they hold the suggestion they end with it, word for word.
    ``suggestion`` is what was probably meant; its own judge refuses it at most with a warning.
    ``certainty`` is that of the rule which refuses: what rests on inference never blocks.
    """

    kind: str
    fr: str
    en: str
    suggestion: str | None = None
    severity: Severity = Severity.BLOCKING
    certainty: Certainty = "official"


def blocks(refusals: tuple[Refusal, ...]) -> bool:
    """Whether one of these refusals is blocking."""
    return any(refusal.severity is Severity.BLOCKING for refusal in refusals)
