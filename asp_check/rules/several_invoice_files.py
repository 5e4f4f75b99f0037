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
    invoices = [i for i, p in enumerate(pieces) if p.sound and INVOICE in kinds_of(p.text)]
    if len(invoices) < 2:
        return
    files = _files(case.all("piece.file_name"), len(pieces))
    if files is not None:
        named: dict[str, int] = {}
        for index in invoices:
            named.setdefault(files[index], index)
        invoices = list(named.values())
    if len(invoices) > 1:
        first, second = pieces[invoices[0]], pieces[invoices[1]]
        params = {"found": second.text, "count": len(invoices)}
        yield Objection(second, params, links=((first, "first"),))


def _files(names: Sequence[Value], count: int) -> list[str] | None:
    """The names of the files of so many pieces; ``None`` where they are not given for each."""
    if len(names) != count or any(name.empty for name in names):
        return None
    return [name.text for name in names]
