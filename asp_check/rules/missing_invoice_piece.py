"""R509: the pieces that a balance request lists hold no invoice (C32)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.piece_kinds import INVOICE, kinds_listed

_NODES = {"/*/n": {"concept": "order.number"}, "/*/p/*": {"concept": "piece.kind"}}
_ORDER = '{"n": "", "p": ["", ""]}'
_BLANK = f"[{_ORDER}, {_ORDER}]"
_SOLDE = {"request": "solde"}

CAUSE = Cause(
    id="R509",
    name="missing-invoice-piece",
    source="https://gnius.esante.gouv.fr/en/le-parcours-guide-de-referencement-et-de-financement-segur-numerique/ma-roadmap-referencement-segur/une-fois-la-solution-en-marche-jeffectue-ma-demande-de-versement-du-solde",
    title=Text(
        "La facture manque parmi les pièces listées",
        "The invoice is missing among the pieces listed",
    ),
    message=Text(
        "Les pièces listées pour cette commande ne comportent pas de facture. Vérifiez qu'elle est "
        "bien jointe.",
        "The pieces listed for this order hold no invoice. Check that it is attached.",
    ),
    why=Text(
        "Une demande de solde comporte en général la copie de la facture adressée au client. La "
        "liste exacte des pièces figure dans l'Appel à Financement du dispositif.",
        "A balance request usually comes with a copy of the invoice sent to the client. The exact "
        "list of pieces is in the call for funding of the scheme.",
    ),
    mend=Text(
        "Joignez la facture et ajoutez-la à la liste des pièces de la commande.",
        "Attach the invoice, and add it to the list of pieces of the order.",
    ),
    examples=(
        Example(
            _BLANK,
            '[{"n": "1", "p": ["VA", "FACTURE"]}, {"n": "2", "p": ["BDC", "VA"]}]',
            True, (1, 44), _NODES, facts=_SOLDE,
        ),
        Example(
            _BLANK, '[{"n": "1", "p": ["VA", "Facture signée"]}]', False, None, _NODES, facts=_SOLDE
        ),
        Example(_BLANK, '[{"n": "1", "p": ["P01"]}]', False, None, _NODES, facts=_SOLDE),
        Example(_BLANK, '[{"n": "1", "p": ["BDC"]}]', False, None, _NODES),
    ),
    severity=Severity.WARNING,
)  # fmt: skip


def check(case: Case, _given: Given) -> Iterator[Objection]:
    """Yield an objection for an order whose pieces hold no invoice."""
    listed = kinds_listed(case)
    if listed is not None and INVOICE not in listed:
        yield Objection(case.subject)
