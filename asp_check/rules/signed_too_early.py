"""R202: the purchase order is signed before the referencing, too long before the proof file (C16)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common import dated
from asp_check.rules.common.case import Case, Objection
from asp_check.values.calendar import days_between

MOST_DAYS = 120
"""Calendar days by which an order may come before the complete proof file."""

_DATE = {"/d": {"concept": "order.signature_date", "kind": "date-iso"}}
_LIST = {"/c/*/d": _DATE["/d"]}
_OF_FILE = {**_LIST, "/p": {"concept": "solution.proof_date", "kind": "date-fr"}}
_KNOWN = {"solution": {"proof_date": "2024-06-30"}}

CAUSE = Cause(
    id="R202",
    name="signed-too-early",
    source="https://esante.gouv.fr/faq/equipement-les-professionnels-peuvent-ils-signer-les-bons-de-commande-avant-que-leurs-editeurs-soient-references",
    params=("found", "actual", "proof"),
    title=Text(
        "Le bon de commande est signé plus de 120 jours avant le dossier de preuves",
        "The purchase order is signed more than 120 days before the proof file",
    ),
    message=Text(
        "Le bon de commande est signé le {found}, {actual:jour|jours} avant le dossier complet de "
        "preuves ({proof}). Avant le référencement, 120 jours au plus sont admis.",
        "The purchase order was signed on {found}, {actual:day|days} before the complete proof "
        "file ({proof}). Before the referencing, no more than 120 days are allowed.",
    ),
    why=Text(
        "Une commande peut précéder le référencement de la solution, mais de peu\u00a0: le dossier "
        "complet de preuves doit parvenir à l'ANS dans les 120 jours calendaires qui suivent la "
        "signature. Sinon, la commande n'est pas finançable.",
        "An order may come before the referencing of the solution, but not by much: the complete "
        "proof file must reach the ANS within 120 calendar days of the signature. Otherwise the "
        "order cannot be funded.",
    ),
    mend=Text(
        "Vérifiez la date de signature et celle du dossier complet de preuves. Si elles sont "
        "exactes, faites signer un nouveau bon de commande.",
        "Check the date of the signature and that of the complete proof file. If they are right, "
        "have a new purchase order signed.",
    ),
    examples=(
        # 121 days, then 120; the second pair goes over a 29 February.
        Example('{"d": ""}', '{"d": "2024-03-01"}', True, (1, 7), _DATE, facts=_KNOWN),
        Example('{"d": ""}', '{"d": "2024-03-02"}', False, None, _DATE, facts=_KNOWN),
        Example(
            '{"d": ""}',
            '{"d": "2024-01-29"}',
            True,
            (1, 7),
            _DATE,
            facts={"solution": {"proof_date": "2024-05-29"}},
        ),
        Example(
            '{"d": ""}',
            '{"d": "2024-01-30"}',
            False,
            None,
            _DATE,
            facts={"solution": {"proof_date": "2024-05-29"}},
        ),
        Example(
            '{"c": [{"d": ""}, {"d": ""}], "p": ""}',
            '{"c": [{"d": "2024-05-02"}, {"d": "2024-01-02"}], "p": "30/06/2024"}',
            True,
            (1, 35),
            _OF_FILE,
        ),
        # Signed once the solution was referenced: no matter when the proofs were sent.
        Example(
            '{"d": ""}',
            '{"d": "2024-01-02"}',
            False,
            None,
            _DATE,
            facts={"solution": {"proof_date": "2024-06-30", "referencing_date": "2024-01-02"}},
        ),
    ),
)


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a signature before the referencing and too long before the proofs."""
    value = case.subject
    signed = dated.day_of(value) if value.sound else None
    proof, at_proof = dated.of_solution(case, given, "proof_date")
    if signed is None or proof is None:
        return
    referenced, at_referencing = dated.of_solution(case, given, "referencing_date")
    # Where nobody tells the day of the referencing, it came after the complete proof file.
    if referenced is not None and signed >= referenced:
        return
    days = days_between(signed, proof)
    if days is None or days <= MOST_DAYS:
        return
    presumed = dated.is_presumed(at_proof) or dated.is_presumed(at_referencing)
    yield Objection(
        value,
        {
            "found": value.text,
            "actual": days,
            "proof": proof if at_proof is None else at_proof.text,
        },
        Severity.WARNING if presumed else None,
        "inference" if presumed else None,
        tuple((one, "compared") for one in (at_proof, at_referencing) if one is not None),
    )
