"""Invoices, of several vendors."""

from __future__ import annotations

from decimal import Decimal

from drawing.blocks import (
    Banner,
    Block,
    Content,
    Fields,
    Grid,
    Parties,
    Party,
    Sheet,
    Text,
    Value,
)
from drawing.facts import Amounts, Invoice, Order
from drawing.parts import How, client_party, key, key_label, money_cells, name, supplier_party

LEGAL = (
    "En cas de retard de paiement, une pénalité de trois fois le taux d’intérêt légal est due, ainsi qu’une "
    "indemnité forfaitaire pour frais de recouvrement de 40 €. Pas d’escompte pour paiement anticipé."
)


def the_invoice(order: Order) -> Invoice:
    """The invoice of an order that has one."""
    assert order.invoice is not None  # noqa: S101 - the caller chose an order with an invoice
    return order.invoice


def addressee(order: Order, how: How) -> Content:
    """To whom it is made out."""
    invoice = the_invoice(order)
    return (invoice.name_before, *how.writer.text("invoice.name", invoice.name))


def _address(order: Order, caption: str, how: How) -> Party:
    lines: list[Content] = [addressee(order, how)]
    invoice = the_invoice(order)
    if invoice.name != order.client:
        lines.append((order.client,))
    if order.street:
        lines += [(order.street,), (f"{order.postal_code} {order.city}",)]
    return Party(caption, tuple(lines))


def _segur(how: How, amounts: Amounts) -> list[Content]:
    w = how.writer
    return [
        w.money("invoice.segur_amount", amounts.ht),
        w.rate("invoice.segur_vat_rate", amounts.rate),
        w.money("invoice.segur_vat", amounts.vat),
        w.money("invoice.segur_incl_tax", amounts.ttc),
    ]


def _plain_cells(how: How, amounts: Amounts) -> list[Content]:
    hand = how.hand
    return [
        (hand.money(amounts.ht),) if amounts.ht is not None else (),
        (hand.rate(amounts.rate),) if amounts.rate is not None else (),
        (hand.money(amounts.vat),) if amounts.vat is not None else (),
        (hand.money(amounts.ttc),) if amounts.ttc is not None else (),
    ]


def totals(order: Order) -> tuple[Decimal, Decimal, Decimal]:
    """Without tax, the tax, with tax: all that is billed."""
    invoice = the_invoice(order)
    parts = [invoice.segur, *(amounts for _, amounts in invoice.other)]
    ht = sum((part.ht or Decimal(0) for part in parts), Decimal(0))
    vat = sum((part.vat or Decimal(0) for part in parts), Decimal(0))
    ttc = invoice.total_ttc or sum((part.ttc or Decimal(0) for part in parts), Decimal(0))
    return ht, vat, ttc


def _lines(order: Order, how: How) -> list[tuple[Content, ...]]:
    """The lines of the Ségur service, by beneficiary where amounts are."""
    if order.amounts is not None:
        return [(("Prestation Ségur ", order.solution), *money_cells(how, order.amounts, ""))]
    return [
        (
            (f"Prestation Ségur – {key_label(order)} ", *key(line), "\n", *name(line)),
            *money_cells(how, line.amounts, line.key),
        )
        for line in order.lines
        if line.amounts is not None
    ]


def classic(order: Order, how: How) -> Sheet:
    """An invoice with a subtotal of the Ségur service and other lines."""
    w, invoice = how.writer, the_invoice(order)
    ht, vat, ttc = totals(order)
    rows: list[tuple[Content, ...]] = _lines(order, how)
    rows.append((("Sous-total Prestation Ségur",), *_segur(how, invoice.segur)))
    rows += [((label,), *_plain_cells(how, amounts)) for label, amounts in invoice.other]
    blocks: tuple[Block, ...] = (
        Banner(
            order.supplier,
            "FACTURE",
            "",
            (
                ("Facture n°\u00a0", *w.text("invoice.number", invoice.number)),
                ("Date\u00a0: ", *w.date("invoice.date", invoice.date)),
            ),
        ),
        Parties(supplier_party(how, order, "Émetteur"), _address(order, "Facturé à", how)),
        Fields(
            (
                ("Bon de commande", w.text("order.number", order.number)),
                ("Logiciel", w.text("solution.name", order.solution)),
            ),
            "colon",
            2,
        ),
        Grid(
            ("Désignation", "Montant HT", "Taux TVA", "TVA", "Montant TTC"),
            tuple(rows),
            (3.6, 1.5, 1, 1.4, 1.5),
            "lrrrr",
        ),
        Grid(
            ("Total HT", "Total TVA", "Total TTC"),
            (
                (
                    (Value("invoice.total_excl_tax", how.hand.money(ht), f"{ht:.2f}"),),
                    (how.hand.money(vat),),
                    (Value("invoice.total_incl_tax", how.hand.money(ttc), f"{ttc:.2f}"),),
                ),
            ),
            (1, 1, 1),
            "rrr",
        ),
        Text((order.mention,), "box"),
        Text((f"Règlement par virement à 30 jours. {LEGAL}",), "small"),
    )
    return Sheet(
        blocks, how.look, f"{order.supplier} – SIRET {order.supplier_id} – facture", "Facture"
    )


def statement(order: Order, how: How) -> Sheet:
    """An invoice of label and value: no line by establishment, totals at the right."""
    w, invoice = how.writer, the_invoice(order)
    _, _, ttc = totals(order)
    ht, rate, vat, segur_ttc = _segur(how, invoice.segur)
    rows: list[tuple[str, Content]] = [
        ("Numéro de facture", w.text("invoice.number", invoice.number)),
        ("Date de facturation", w.date("invoice.date", invoice.date)),
        ("Client facturé", addressee(order, how)),
        ("Votre commande", w.text("order.number", order.number)),
    ]
    money: list[tuple[str, Content]] = [
        ("Montant HT de la Prestation Ségur", ht),
        ("Taux de TVA", rate),
        ("Montant de TVA de la Prestation Ségur", vat),
        ("Montant TTC de la Prestation Ségur", segur_ttc),
        *(
            (label + " (TTC)", (how.hand.money(amounts.ttc or Decimal(0)),))
            for label, amounts in invoice.other
        ),
        (
            "Net à payer TTC",
            (Value("invoice.total_incl_tax", how.hand.money(ttc), f"{ttc:.2f}", bold=True),),
        ),
    ]
    blocks: tuple[Block, ...] = (
        Banner(order.supplier, "Facture", "Prestation Ségur"),
        Fields(tuple(rows), "grid"),
        Text(("Décompte",), "heading"),
        Fields(tuple((label, content) for label, content in money if content), "leader"),
        Text((f"{order.mention}.",), "bold"),
        Text((LEGAL,), "small"),
    )
    return Sheet(
        blocks, how.look, f"{order.supplier} – N° TVA FR00 – IBAN communiqué sur demande", "Facture"
    )


def administration(order: Order, how: How) -> Sheet:
    """Drawn from the description of the piece alone: one line for the Ségur service."""
    w, invoice = how.writer, the_invoice(order)
    _, _, ttc = totals(order)
    rows: list[tuple[Content, ...]] = [(("Prestation Ségur",), *_segur(how, invoice.segur))]
    rows += [((label,), *_plain_cells(how, amounts)) for label, amounts in invoice.other]
    blocks: tuple[Block, ...] = (
        Banner(order.supplier, "Facture n° " + invoice.number, ""),
        Fields(
            (
                ("Facture", w.text("invoice.number", invoice.number)),
                ("Date de la facture", w.date("invoice.date", invoice.date)),
                ("Bon de commande correspondant", w.text("order.number", order.number)),
                ("Nom du client", addressee(order, how)),
            ),
            "grid",
        ),
        Parties(
            supplier_party(how, order, "Fournisseur"), client_party(how, order, "Client"), False
        ),
        Grid(
            (
                "Nature de la prestation",
                "Montant HT",
                "Taux de TVA",
                "Montant de la TVA",
                "Montant TTC",
            ),
            tuple(rows),
            (3, 1.5, 1.1, 1.5, 1.5),
            "lrrrr",
            foot=(
                (
                    ("Total de la facture",),
                    (),
                    (),
                    (),
                    (Value("invoice.total_incl_tax", how.hand.money(ttc), f"{ttc:.2f}"),),
                ),
            ),
        ),
        Text((order.mention,)),
        Text((LEGAL,), "small"),
    )
    return Sheet(blocks, how.look, "Facture", "Facture")


LAYOUTS = {
    "invoice-classic": classic,
    "invoice-statement": statement,
    "invoice-administration": administration,
}
