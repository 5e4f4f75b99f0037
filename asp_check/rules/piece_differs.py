"""X105: a piece of the balance says otherwise than the request.

What other rules hold against the pieces is left to them: the scenario, the MSS indicator and
address, the amounts.  The order itself may be of more than was done in the end.
"""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.compared import AGREE, AMOUNTS, SEEMS, otherwise
from asp_check.rules.common.invoice_names import NAME, strangers
from asp_check.rules.common.matter import SCENARIO, Answer, Cell, Matter, Row, number_of
from asp_check.rules.common.paper_money import invoices
from asp_check.rules.common.sources import FAQ_ORDER

_SIGNED = frozenset({"order.signed", "va.signed", "order.funding_mention"})
_INVOICED = frozenset({"invoice.segur_amount", "invoice.segur_vat", "invoice.segur_incl_tax"})
_LACKING = frozenset({"invoice.number", "invoice.date", "invoice.segur_vat_rate"})
"""What an invoice must bear: that it does not has its own finding."""

_ONE = {
    "/n": {"concept": "order.number"}, "/d": {"concept": "va.date", "kind": "date-iso"},
    "/s": {"concept": "va.signatory"},
}  # fmt: skip
_BLANK = '{"n": "", "d": "", "s": ""}'
_FILE = '{"n": "B1", "d": "2025-10-20", "s": "Le Goff"}'
_BOUGHT = {
    "/n": _ONE["/n"], "/ht": {"concept": "amount.excl_tax", "kind": "amount"},
    "/r": {"concept": "solution.referencing_number"},
}  # fmt: skip
_BUYING = '{"n": "", "ht": 0.00, "r": ""}'
_SOLDE = {"request": "solde"}


def _va(date: object, signatory: object, order: str = "B1") -> dict[str, object]:
    values = {"order.number": order, "va.date": date, "va.signatory": signatory}
    return {"role": "va", "path": f"va-{order}.pdf", "values": values}


def _bdc(amount: object, referencing: object) -> tuple[dict[str, object], ...]:
    return ({"role": "bdc", "values": {
        "order.number": "B1", "amount.excl_tax": amount, "solution.referencing_number": referencing,
    }},)  # fmt: skip


CAUSE = Cause(
    id="X105",
    name="piece-differs",
    source=FAQ_ORDER,
    params=("concept", "found", "other", "piece", "cause", "reason"),
    title=Text(
        "Une pièce du solde ne dit pas la même chose que la demande",
        "A piece of the balance does not say the same as the request",
    ),
    message=Text(
        "{concept}\u00a0: la demande indique «\u00a0{found}\u00a0», {piece} «\u00a0{other}\u00a0». "
        "Vérifiez lequel des deux est exact.",
        "{concept}: the request says “{found}”, {piece} “{other}”. Check which of them is right.",
    ),
    variants={
        ("cause", "unclear"): SEEMS,
        ("cause", "absent"): Text(
            "{concept}\u00a0: la demande indique «\u00a0{found}\u00a0», {piece} n'indique rien. "
            "Vérifiez la pièce.",
            "{concept}: the request says “{found}”, {piece} says nothing. Check the piece.",
        ),
    },
    why=Text(
        "L'instructeur lit la demande de solde avec ses pièces sous les yeux. Une valeur qui n'est pas "
        "la même d'un document à l'autre fait douter du dossier et retarde le paiement.",
        "The examiner reads the request for the balance with its pieces at hand. A value that is not "
        "the same from one document to the next casts doubt on the file and delays the payment.",
    ),
    mend=Text(
        "Reportez dans la demande ce que porte la pièce signée, ou faites corriger la pièce.",
        "Report in the request what the signed piece says, or have the piece corrected.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 18), _ONE, facts=_SOLDE, pieces=(_va("21/10/2025", "Le Goff"),)),
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE,
            pieces=(_va("20 octobre 2025", "Mme Anne-Marie LE GOFF"),),
        ),
        Example(_BLANK, _FILE, True, (1, 37), _ONE, facts=_SOLDE, pieces=(_va("20/10/2025", "Hoarau"),)),
        Example(_BLANK, _FILE, True, (1, 18), _ONE, facts=_SOLDE, pieces=(_va(None, "Le Goff"),)),
        # What cannot be read, or is not looked for under the right words, is a trifle here.
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_va("?", False),)),
        Example(
            f"[{_BLANK}, {_BLANK}]",
            '[{"n": "B1", "d": "2025-10-20", "s": "A"}, {"n": "B2", "d": "2025-10-20", "s": "A"}]',
            True, (1, 61), {f"/*{path}": node for path, node in _ONE.items()}, facts=_SOLDE,
            pieces=(_va("20/10/2025", "A"), _va("28/10/2025", "A", "B2")),
        ),
        # The balance may be of less than the order, never of more.
        Example(
            _BUYING, '{"n": "B1", "ht": 10.00, "r": "R-42"}', False, None, _BOUGHT, facts=_SOLDE,
            pieces=_bdc("20,00 €", "R-42"),
        ),
        Example(
            _BUYING, '{"n": "B1", "ht": 30.00, "r": "R-42"}', True, (1, 19), _BOUGHT, facts=_SOLDE,
            pieces=_bdc("20,00 €", "R-42"),
        ),
        Example(
            _BUYING, '{"n": "B1", "ht": 20.00, "r": "R-42"}', True, (1, 31), _BOUGHT, facts=_SOLDE,
            pieces=_bdc("20,00 €", "R-43"),
        ),
    ),
    severity=Severity.WARNING,
    certainty="inference",
)  # fmt: skip


def check(matter: Matter, given: Given) -> Iterator[Answer]:
    """Yield a charge for each value that a piece has otherwise."""
    for row in matter.rows:
        for cell in row.cells:
            if cell.piece.role != "pilot" and not _is_told(matter, row, cell, given):
                found = otherwise(matter, row, cell)
                if found is not None:
                    yield found


def _is_told(matter: Matter, row: Row, cell: Cell, given: Given) -> bool:
    """Whether another rule speaks of it, or it may differ."""
    concept, role = row.concept, cell.piece.role
    if concept in _SIGNED:
        return True
    if role == "invoice":
        return _is_told_of_invoice(matter, cell, concept)
    if concept in SCENARIO:
        return True
    if role == "bdc":
        return _is_told_of_bdc(matter, row, cell)
    if concept == "mss.address":
        asked = given.datum("mss_address")
        return asked is not None and asked.value is not False
    return role == "va" and concept == "mss.deployment"


def _is_told_of_invoice(matter: Matter, cell: Cell, concept: str) -> bool:
    # Of several invoices none is the one that the request names.
    if concept.startswith("invoice.") and len(invoices(matter).each) > 1:
        return True
    if concept == NAME and any(piece is cell.piece for piece, _ in strangers(matter)):
        return True
    return concept in _INVOICED or (cell.state == "absent" and concept in _LACKING)


def _is_told_of_bdc(matter: Matter, row: Row, cell: Cell) -> bool:
    if row.concept in AMOUNTS:
        if row.concept.endswith((".vat", "incl_tax")) and _agrees_excluding_tax(matter, row, cell):
            return False  # The same amount, and another VAT: one of the two papers is wrong.
        # Where there is an invoice, it is what is held against both.
        return bool(matter.pieces.get("invoice")) or not _is_above(row, cell)
    if row.concept == "solution.version":
        return True  # What is installed is often newer than what was ordered.
    return row.concept == "amount.vat_rate" and cell.state == "absent"


def _agrees_excluding_tax(matter: Matter, row: Row, cell: Cell) -> bool:
    """Whether the order has the same amount excluding tax as the request, for the same establishment."""
    beside = f"{row.concept.partition('.')[0]}.excl_tax"
    return any(
        other.concept == beside
        and other.subject == row.subject
        and any(c.piece is cell.piece and c.state in AGREE for c in other.cells)
        for other in matter.rows
    )


def _is_above(row: Row, cell: Cell) -> bool:
    """Whether the request has a higher amount than the paper; one of zero has its own finding."""
    numbers = [number_of(reading) for reading in cell.readings]
    declared = [value.decimal for value in row.values]
    if len(numbers) != 1 or len(declared) != 1 or not numbers[0] or declared[0] is None:
        return False
    return declared[0] > numbers[0]
