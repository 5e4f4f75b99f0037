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
    params=("other", "count"),
    title=Text(
        "La même demande figure deux fois",
        "The same request is there twice",
    ),
    message=Text(
        "La demande «\u00a0{other}\u00a0» a {count:copie identique|copies identiques}, à l'octet "
        "près. Ne la déposez qu'une fois.",
        "The request “{other}” has {count:identical copy|identical copies}, to the byte. Deposit it "
        "once only.",
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
    """Yield an objection for each request that has copies."""
    same: dict[str, list[str]] = {}
    for brief in briefs:
        if brief.sha256:
            same.setdefault(brief.sha256, []).append(brief.name)
    for first, *copies in same.values():
        if copies:
            path, *others = copies
            params = {"other": near(first), "count": len(copies)}
            yield Objection(path, params, others=(first, *others))
