"""X304: one order has several invoices, not in one PDF that sums them up (C33)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.compared import page_of, value_at
from asp_check.rules.common.matter import Answer, Charge, Matter
from asp_check.rules.common.paper_money import PART, invoices
from asp_check.rules.common.sources import FAQ_ORDER

_ONE = {"/n": {"concept": "order.number"}}
_LIST = {"/*/n": {"concept": "order.number"}}
_BLANK, _FILE = '{"n": ""}', '{"n": "B1"}'
_SOLDE = {"request": "solde"}


def _invoice(number: str, order: str = "B1", **more: object) -> dict[str, object]:
    values = {"order.number": order, "invoice.number": number, PART: more.pop("part", "10,00 €")}
    return {"role": "invoice", "path": f"{number}.pdf", "values": values, **more}


def _page(number: str, page: int, part: str = "10,00 €", words: str = "") -> dict[str, object]:
    return _invoice(number, path="factures.pdf", pages=(page, page), part=part, words=words)


CAUSE = Cause(
    id="X304",
    name="several-invoices",
    source=FAQ_ORDER,
    params=("count", "side"),
    title=Text(
        "Une commande a plusieurs factures, qui ne sont pas réunies dans un seul PDF",
        "One order has several invoices, which are not together in one PDF",
    ),
    message=Text(
        "La commande a {count:facture|factures} dans des fichiers séparés. Réunissez-les dans un seul "
        "PDF, avec un récapitulatif du montant total.",
        "The order has {count:invoice|invoices} in separate files. Bring them together in one PDF, "
        "with a summary of the total amount.",
    ),
    variants={
        ("side", "summary"): Text(
            "La commande a {count:facture|factures} dans un même PDF, où aucun récapitulatif du montant "
            "total n'a été trouvé. Ajoutez-le s'il manque.",
            "The order has {count:invoice|invoices} in one PDF, in which no summary of the total "
            "amount was found. Add it if it is missing.",
        ),
    },
    why=Text(
        "Une seule facture globale est attendue. Par exception, deux factures sont admises si "
        "elles sont dans un même document PDF qui récapitule leur montant total.",
        "One invoice for the whole is expected. By exception two are accepted if they are in one "
        "PDF document that sums up their total.",
    ),
    mend=Text(
        "Assemblez les factures en un PDF, avec leur total.",
        "Put the invoices into one PDF, with their total.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_SOLDE, pieces=(_invoice("F1"), _invoice("F2"))),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_invoice("F1"),)),
        # The same invoice twice.
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE,
            pieces=(_invoice("F1"), _invoice("f1", path="copie.pdf")),
        ),
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_SOLDE, pieces=(_page("F1", 1), _page("F2", 2))),
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE,
            pieces=(_page("F1", 1), _page("F2", 2), _page("R", 3, "20,00 €")),
        ),
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE,
            pieces=(_page("F1", 1, words="Récapitulatif : 20 €"), _page("F2", 2)),
        ),
        Example(
            f"[{_BLANK}, {_BLANK}]", '[{"n": "B1"}, {"n": "B2"}]', True, (1, 21), _LIST, facts=_SOLDE,
            pieces=(_invoice("F1"), _invoice("F2", "B2"), _invoice("F3", "B2")),
        ),
    ),
)  # fmt: skip


def check(matter: Matter, _given: Given) -> Iterator[Answer]:
    """Yield a charge for an order with several invoices, unless one file holds and sums them up."""
    found = invoices(matter)
    files = dict.fromkeys(piece.paper.path for piece in found.each)
    if len(found.each) < 2:
        return
    seen = [page_of(piece) for piece in found.each]
    at = value_at(matter, "invoice.number")
    if len(files) > 1:
        yield Charge(at, {"count": len(found.each)}, seen)
    elif not found.recap:
        params = {"count": len(found.each), "side": "summary"}
        yield Charge(at, params, seen, Severity.WARNING, "inference")
