"""D303: two files of request are the same, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Brief, Objection
from asp_check.dossier.rules.common import near
from asp_check.finding import Severity

CAUSE = Cause(
    id="D303",
    name="repeated-request",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?fB0D=themeA586&f%5B0%5D=theme%3A2505&f%5B1%5D=theme%3A2591&f%5B2%5D=theme%3A2608&f%5B3%5D=theme%3A2625",
    params=("other",),
    title=Text(
        "La même demande figure deux fois",
        "The same request is there twice",
    ),
    message=Text(
        "Ce JSON est identique, à l'octet près, à «\u00a0{other}\u00a0». Ne déposez que l'un des deux.",
        "This JSON is the same as “{other}”, to the byte. Deposit one of the two only.",
    ),
    why=Text(
        "Une demande déposée deux fois pour le même bénéficiaire est rejetée la seconde fois.",
        "A request that is deposited twice for the same beneficiary is rejected the second time.",
    ),
    mend=Text(
        "Retirez l'une des deux copies.",
        "Remove one of the two copies.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "a.json | kind=avance orders=B-1 sha=1\ncopie.json | kind=avance orders=B-1 sha=1\n",
            True,
            (2, 1),
        ),
        Example(
            "",
            "a.json | kind=avance orders=B-1 sha=1\nb.json | kind=avance orders=B-2 sha=2\n",
            False,
            None,
        ),
    ),
)


def check(briefs: Sequence[Brief]) -> Iterator[Objection]:
    """Yield an objection for each request that is the copy of one before it."""
    first: dict[str, str] = {}
    for brief in briefs:
        other = first.setdefault(brief.sha256, brief.name) if brief.sha256 else brief.name
        if other != brief.name:
            yield Objection(brief.name, {"other": near(other)}, others=(other,))
