"""X305: the invoice lacks its number, its date, or an amount, rate or total of the service (C39).

The list of what an invoice must bear is in a document of the ASP that is not available to us: this is
what is known of it.  Only a place that is proved to be empty counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.pieces.model import Piece
from asp_check.rules.common.compared import is_liable, value_at
from asp_check.rules.common.matter import Answer, Charge, Matter, Seen, named
from asp_check.rules.common.paper_money import PART
from asp_check.rules.common.sources import FAQ_BALANCE

_BORNE = ("invoice.number", "invoice.date", PART)
_TAXED = ("invoice.segur_vat_rate", "invoice.segur_incl_tax")
_INSTEAD = {
    PART: ("invoice.total_excl_tax",),
    "invoice.segur_incl_tax": ("invoice.total_incl_tax",),
}
"""What may stand for it, where the invoice is of the service alone."""

_ONE = {"/n": {"concept": "order.number"}, "/d": {"concept": "invoice.date", "kind": "date-iso"}}
_LIST = {f"/*{path}": node for path, node in _ONE.items()}
_BLANK, _FILE = '{"n": "", "d": ""}', '{"n": "B1", "d": "2025-10-27"}'
_SOLDE = {"request": "solde"}
_EXEMPT = {"request": "solde", "supplier": {"vat_liable": False}}


def _invoice(order: str = "B1", **values: object) -> dict[str, object]:
    keys = {"rate": "invoice.segur_vat_rate", "ttc": "invoice.segur_incl_tax", "date": "invoice.date",
            "total": "invoice.total_incl_tax"}  # fmt: skip
    said = {"order.number": order, "invoice.date": "27/10/2025", PART: "10,00 €",
            "invoice.segur_vat_rate": "20 %", "invoice.segur_incl_tax": "12,00 €",
            **{keys[name]: value for name, value in values.items()}}  # fmt: skip
    return {"role": "invoice", "path": f"facture-{order}.pdf", "values": said}


CAUSE = Cause(
    id="X305",
    name="invoice-without-tax",
    source=FAQ_BALANCE,
    params=("concept",),
    title=Text(
        "Une mention attendue manque sur la facture", "The invoice lacks something it should bear"
    ),
    message=Text(
        "{concept}\u00a0: la facture n'indique rien. Vérifiez les mentions obligatoires.",
        "{concept}: the invoice says nothing. Check what it must bear.",
    ),
    why=Text(
        "La facture du solde est datée et numérotée, et porte le montant HT de la Prestation Ségur, le "
        "taux de TVA et le montant TTC. La liste complète est au chapitre 12 des modèles de l'ASP.",
        "The invoice of the balance is dated and numbered, and bears the amount of the Ségur service "
        "excluding tax, the VAT rate and the total. The full list is in chapter 12 of the ASP's models.",
    ),
    mend=Text(
        "Établissez une facture qui porte cette mention.",
        "Make out an invoice that bears it.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 18), _ONE, facts=_SOLDE, pieces=(_invoice(date=None),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_invoice(),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_invoice(rate="?", ttc=False),)),
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_SOLDE, pieces=(_invoice(rate=None),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_EXEMPT, pieces=(_invoice(rate=None, ttc=None),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_invoice(ttc=None, total="12 €"),)),
        Example(
            f"[{_BLANK}, {_BLANK}]", '[{"n": "B1", "d": "2025-10-27"}, {"n": "B2", "d": "2025-10-28"}]',
            True, (1, 51), _LIST, facts=_SOLDE, pieces=(_invoice(), _invoice("B2", date=None)),
        ),
    ),
    severity=Severity.WARNING,
)  # fmt: skip


def check(matter: Matter, given: Given) -> Iterator[Answer]:
    """Yield a charge for each thing that an invoice should bear, and does not."""
    taxed = is_liable(matter, given) is not False
    for piece in matter.pieces.get("invoice", ()):
        for concept in (*_BORNE, *(_TAXED if taxed else ())):
            absent = [reading for reading in piece.all(concept) if reading.state == "absent"]
            if not absent or _is_given(piece, concept) or _is_told(matter, concept):
                continue
            at = value_at(matter, concept, absent[0].subject)
            yield Charge(at, named(concept), [Seen(piece, absent[0])])


def _is_given(piece: Piece, concept: str) -> bool:
    """Whether the paper gives it elsewhere, or may give it."""
    names = (concept, *_INSTEAD.get(concept, ()))
    return any(r.state in ("read", "unclear") for name in names for r in piece.all(name))


def _is_told(matter: Matter, concept: str) -> bool:
    """Whether it has its own finding: the part that the request reports is held against it."""
    values = (*matter.find(PART), *matter.find("amount.excl_tax"))
    return concept == PART and any(not value.empty for value in values)
