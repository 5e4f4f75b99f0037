"""R507: the pieces of one order list several invoices, each in a file of its own (C33)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.elements import element_of, holds
from asp_check.rules.common.piece_kinds import INVOICE, kinds_of

_NODES = {
    "/*/n": {"concept": "order.number"},
    "/*/p/*/k": {"concept": "piece.kind"},
    "/*/p/*/f": {"concept": "piece.file_name"},
}
_ORDER = '{"n": "", "p": [{"k": "", "f": ""}, {"k": "", "f": ""}]}'
_BLANK = f"[{_ORDER}, {_ORDER}]"
_SHARED = {"/c/*/n": {"concept": "order.number"}, "/p/*": {"concept": "piece.kind"}}
_SOLDE = {"request": "solde"}

CAUSE = Cause(
    id="R507",
    name="several-invoice-files",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A588&f%5B1%5D=theme%3A590&f%5B2%5D=theme%3A636&f%5B3%5D=theme%3A2604&f%5B4%5D=theme%3A2618&page=1",
    params=("found", "count"),
    title=Text(
        "Une commande a plusieurs factures dans des fichiers séparés",
        "One order has several invoices in separate files",
    ),
    message=Text(
        "La commande comporte {count:facture|factures} dans des fichiers séparés. Réunissez-les dans un "
        "seul PDF, avec un récapitulatif du montant total.",
        "The order has {count:invoice|invoices} in separate files. Bring them together in one PDF, with "
        "a summary of the total amount.",
    ),
    why=Text(
        "Une seule facture globale est attendue. Par exception, deux factures sont admises si "
        "elles sont dans un même document PDF qui récapitule leur montant total.",
        "One invoice for the whole is expected. By exception two are accepted if they are in one "
        "PDF document that sums up their total.",
    ),
    mend=Text(
        "Assemblez les factures en un PDF avec leur total, et ne listez que ce fichier.",
        "Put the invoices into one PDF with their total, and list that file alone.",
    ),
    examples=(
        Example(
            _BLANK,
            '[{"n": "1", "p": [{"k": "FACTURE", "f": "a.pdf"}]}, '
            '{"n": "2", "p": [{"k": "FACTURE", "f": "b.pdf"}, {"k": "Facture", "f": "c.pdf"}]}]',
            True, (1, 108), _NODES, facts=_SOLDE,
        ),
        Example(
            _BLANK,
            '[{"n": "1", "p": [{"k": "FACTURE", "f": "a.pdf"}, {"k": "VA", "f": "b.pdf"}]}]',
            False, None, _NODES, facts=_SOLDE,
        ),
        # Two lines for one file: that is what is asked.
        Example(
            _BLANK,
            '[{"n": "1", "p": [{"k": "FACTURE", "f": "a.pdf"}, {"k": "FACTURE", "f": "a.pdf"}]}]',
            False, None, _NODES, facts=_SOLDE,
        ),
        # A piece whose file is not named may be in that of another.
        Example(
            _BLANK,
            '[{"n": "1", "p": [{"k": "FACTURE", "f": "a.pdf"}, {"k": "FACTURE", "f": ""}]}]',
            False, None, {**_NODES, "/*/p/*/f": {**_NODES["/*/p/*/f"], "may_be_empty": True}},
            facts=_SOLDE,
        ),
        # One list for all orders does not say whose invoice is whose.
        Example(
            '{"c": [{"n": ""}, {"n": ""}], "p": ["", ""]}',
            '{"c": [{"n": "1"}, {"n": "2"}], "p": ["FACTURE", "FACTURE"]}',
            False, None, _SHARED, facts=_SOLDE,
        ),
    ),
)  # fmt: skip


def check(case: Case, _given: Given) -> Iterator[Objection]:
    """Yield an objection at the second invoice of an order, unless all are one file."""
    element = element_of(case.subject.slot.path)
    pieces = [p for p in case.all("piece.kind") if holds(element, p.slot.path)]
    if not case.is_sound("piece.kind", "piece.file_name"):
        return
    invoices: dict[str | int, Value] = {}
    for piece, file in _filed(pieces, case.all("piece.file_name")):
        if file != "" and INVOICE in kinds_of(piece.text):
            invoices.setdefault(file, piece)
    if len(invoices) > 1:
        first, second, *_ = invoices.values()
        params = {"found": second.text, "count": len(invoices)}
        yield Objection(second, params, links=((first, "first"),))


def _filed(pieces: Sequence[Value], names: Sequence[Value]) -> Sequence[tuple[Value, str | int]]:
    """The pieces, each with the name of its file, empty where it is not given.

    Where the request names no file, each piece is one, known by its rank.
    """
    if not names:
        return [(piece, rank) for rank, piece in enumerate(pieces)]
    beside: dict[object, list[str]] = {}
    for name in names:
        beside.setdefault(name.indices, []).append("" if name.empty else name.text)
    return [(piece, (beside.get(piece.indices) or [""]).pop(0)) for piece in pieces]
