"""R506: the pieces that the request lists lack the VA or the MOM that the scheme wants (C32)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common import undated
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.piece_kinds import MOM, VA, kinds_listed

_NODES = {
    "/*/n": {"concept": "order.number"},
    "/*/p/*": {"concept": "piece.kind"},
}
_ORDER = '{"n": "", "p": ["", ""]}'
_BLANK = f"[{_ORDER}, {_ORDER}]"
_VA = {"request": "solde", "data": {"va": "required", "mom": "none"}}

CAUSE = Cause(
    id="R506",
    name="missing-piece",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=dsr%3A370&f%5B1%5D=theme%3A586&mots_filter=",
    params=("kind",),
    title=Text(
        "La VA ou la MOM manque parmi les pièces listées",
        "The VA or the MOM is missing among the pieces listed",
    ),
    message=Text(
        "Les pièces listées pour cette commande ne comportent pas de {kind}, alors que le "
        "dispositif en demande une pour le solde.",
        "The pieces listed for this order hold no {kind}, while the scheme wants one for the "
        "balance.",
    ),
    why=Text(
        "Selon le dispositif, la vérification d'aptitude (VA), la mise en ordre de marche (MOM) ou "
        "les deux justifient le paiement du solde. Sans elles, la demande reste incomplète.",
        "According to the scheme, the fitness check (VA), the commissioning statement (MOM) or "
        "both justify the payment of the balance. Without them the request stays incomplete.",
    ),
    mend=Text(
        "Joignez la pièce signée et ajoutez-la à la liste des pièces de la commande.",
        "Attach the signed piece, and add it to the list of pieces of the order.",
    ),
    examples=(
        Example(
            _BLANK,
            '[{"n": "1", "p": ["VA", "FACTURE"]}, {"n": "2", "p": ["BDC", "FACTURE"]}]',
            True, (1, 44), _NODES, facts=_VA,
        ),
        Example(
            _BLANK,
            '[{"n": "1", "p": ["Bon de commande", "Facture", "Vérification d’aptitude signée"]}]',
            False, None, _NODES, facts=_VA,
        ),
        Example(
            _BLANK,
            '[{"n": "1", "p": ["Facture", "Procès-verbal VA/MOM"]}]',
            False, None, _NODES, facts={"request": "solde", "data": {"va": "required", "mom": "required"}},
        ),
        Example(
            _BLANK, '[{"n": "1", "p": ["BDC", "FACTURE"]}]', False, None, _NODES,
            facts={"request": "solde", "data": {"va": "optional", "mom": "optional"}},
        ),
        # A kind that we do not know may be the one.
        Example(
            _BLANK, '[{"n": "1", "p": ["FACTURE", "PV de recette signé"]}]', False, None, _NODES,
            facts=_VA,
        ),
        # Kinds that say nothing to us are no proof that one is missing.
        Example(
            _BLANK, '[{"n": "1", "p": ["P01", "P02"]}]', False, None, _NODES, facts=_VA,
        ),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for each piece that the scheme wants and the list of an order lacks."""
    listed = kinds_listed(case)
    if listed is None:
        return
    for key, kind in (("va", VA), ("mom", MOM)):
        datum = given.datum(key)
        if datum is not None and datum.value == "required" and kind not in listed:
            yield undated.objection(case.subject, datum, {"kind": kind})
