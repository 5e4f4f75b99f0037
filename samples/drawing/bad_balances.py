"""Dossiers refused for their invoices, their perimeter or a missing piece."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drawing import edits, requests
from drawing.cases import (
    Case,
    Kit,
    balance,
    names,
    piece,
    replaced,
    without,
)
from drawing.changes import Change
from drawing.facts import Amounts
from drawing.good import (
    DAY,
    HOP_A,
    HOP_S,
    MDV_A,
    MDV_S,
    MS2_S,
    kits,
    one_order,
    request,
)
from drawing.wrong import Wrong, contradicted, first, folder, refused

ZERO = Decimal("0.00")


def bad() -> Iterator[Case]:
    """Every one of them."""
    yield from _invoices()
    yield from _perimeters()
    yield from _incomplete()


# ------------------------------------------------------------------------------ C11, C12, C13, C20, C33


def _invoices() -> Iterator[Case]:
    kit = kits()
    _, order = first(MS2_S)
    assert order.invoice is not None  # noqa: S101 - the example has one
    nil = Amounts(ZERO, order.invoice.segur.rate, ZERO, ZERO)
    lines = tuple(line._replace(amounts=nil) for line in order.lines)
    free = order._replace(invoice=order.invoice._replace(segur=nil), lines=lines)
    yield refused(
        MS2_S,
        "free-invoice",
        "The invoice says 0,00 € for the Ségur service.",
        replaced(balance(order, kit["ms2"]), piece(free, kit["ms2"], "invoice")),
        Wrong(
            ("C11", "C13"),
            names(order)["invoice"],
            Change("invoice.segur_amount", f"{order.invoice.segur.ht:.2f}", "0.00"),
        ),
    )
    yield contradicted(
        HOP_S,
        kit["hop"],
        "invoice",
        "cent-invoice",
        "invoice-a-cent-off",
        "The Ségur part of the invoice is a cent above the request’s.",
        "C13",
    )
    yield contradicted(
        MDV_S,
        kit["mdv"],
        "invoice",
        "cent-invoice",
        "invoice-a-cent-off",
        "The Ségur part of the invoice is a cent above the request’s.",
        "C13",
    )
    yield from _above_the_order(kit["hop"])
    _, order = first(MS2_S)
    assert order.invoice is not None  # noqa: S101 - likewise
    other = order._replace(invoice=order.invoice._replace(name="Luciani", name_before="Ange "))
    yield refused(
        MS2_S,
        "invoice-to-another-name-warning",
        "The invoice names someone else than who signed the VA.",
        replaced(balance(order, kit["ms2"]), piece(other, kit["ms2"], "invoice")),
        Wrong(
            ("C20",),
            names(order)["invoice"],
            Change("invoice.name", order.invoice.name, "Luciani"),
            "warning",
        ),
    )
    yield from _two_invoices(kit["hop"])


def _above_the_order(kit: Kit) -> Iterator[Case]:
    _, order = first(HOP_S)
    line = order.lines[0]
    less = Amounts(Decimal("45000.00"), Decimal(20), Decimal("9000.00"), Decimal("54000.00"))
    total = Amounts(Decimal("81250.50"), None, Decimal("16250.10"), Decimal("97500.60"))
    ordered = order._replace(lines=(line._replace(amounts=less), *order.lines[1:]), total=total)
    yield refused(
        HOP_S,
        "invoice-above-the-order",
        "The Ségur part of the invoice is above what was ordered.",
        replaced(balance(order, kit), piece(ordered, kit, "bdc")),
        Wrong(
            ("C12", "C38"),
            names(order)["bdc"],
            Change("amount.excl_tax", "48500.00", "45000.00", line.key),
        ),
    )
    text, order = first(HOP_S)
    place = "/commandes/0/etablissements/0/prestation"
    before = edits.put(
        one_order(HOP_A),
        {
            f"{place}/montantHT": "48000.00",
            f"{place}/montantTVA": "9600.00",
            f"{place}/montantTTC": "57600.00",
            "/commandes/0/total/montantHT": "84250.50",
            "/commandes/0/total/montantTVA": "16850.10",
            "/commandes/0/total/montantTTC": "101100.60",
        },
    )
    yield Case(
        folder(HOP_S, "balance-above-the-advance"),
        "The balance asks more than the advance declared, which it says otherwise.",
        DAY[HOP_S],
        balance(order, kit),
        (request(HOP_S, text), request(HOP_A, before, "avance.json")),
        ("C12",),
        "blocking",
        ("bdc.json", "avance.json"),
        Change("amount.excl_tax", "48000.00", "48500.00", order.lines[0].key),
    )


def _two_invoices(kit: Kit) -> Iterator[Case]:
    _, order = first(HOP_S)
    invoice = order.invoice
    assert invoice is not None  # noqa: S101 - the example has one
    parts = [
        order._replace(
            lines=(line,),
            invoice=invoice._replace(
                number=f"{invoice.number}-{mark}", segur=line.amounts, total_ttc=None, other=()
            ),
        )
        for mark, line in zip("AB", order.lines, strict=True)
        if line.amounts is not None
    ]
    papers = without(balance(order, kit), "invoice")
    yield refused(
        HOP_S,
        "two-invoice-files",
        "Two invoices, each in its own PDF, without a total of both.",
        (*papers, *(piece(part, kit, "invoice") for part in parts)),
        Wrong(("C33", "C13"), f"{invoice.number}-A"),
    )


# ------------------------------------------------------------------------------ C31


def _perimeters() -> Iterator[Case]:
    kit = kits()["hop"]
    text = one_order(HOP_S)
    added = edits.more(
        text,
        "/commandes/0/etablissements",
        {
            "/finess": '"2B0004246"',
            "/raisonSociale": '"Hôpital Exemple de Balagne"',
            "/adressesMSSante/0": '"accueil@hopital-exemple-balagne.mssante.fr"',
        },
    )
    facture = "/commandes/0/facture"
    added = edits.put(
        added,
        {
            f"{facture}/montantSegurHT": "121001.00",
            f"{facture}/montantSegurTVA": "24200.20",
            f"{facture}/montantSegurTTC": "145201.20",
            f"{facture}/montantTotalTTC": "145201.20",
        },
    )
    (order,) = requests.orders(added)
    yield Case(
        folder(HOP_S, "client-added-since-the-advance"),
        "The balance bears on an establishment that the advance does not name.",
        DAY[HOP_S],
        balance(order, kit),
        (request(HOP_S, added), request(HOP_A, one_order(HOP_A), "avance.json")),
        ("C31",),
        "blocking",
        ("bdc.json", "avance.json"),
        Change("client.finess", "", "2B0004246", "2B0004246"),
    )
    fewer = edits.only(text, "/commandes/0/etablissements")
    fewer = edits.put(
        fewer,
        {
            f"{facture}/montantSegurHT": "48500.00",
            f"{facture}/montantSegurTVA": "9700.00",
            f"{facture}/montantSegurTTC": "58200.00",
            f"{facture}/montantTotalTTC": "58200.00",
        },
    )
    (left,) = requests.orders(fewer)
    (ordered,) = requests.orders(one_order(HOP_A))
    yield Case(
        "hop-dpi-va2/solde/ok/client-removed-since-the-advance",
        "The balance leaves out an establishment of the advance.",
        DAY[HOP_S],
        (*without(balance(left, kit), "bdc"), piece(ordered, kit, "bdc")),
        (request(HOP_S, fewer), request(HOP_A, one_order(HOP_A), "avance.json")),
        ("C31",),
        "info",
        ("bdc.json", "avance.json"),
        Change("client.finess", "2B0005342", "", "2B0005342"),
    )


# ------------------------------------------------------------------------------ C32


def _incomplete() -> Iterator[Case]:
    kit = kits()
    _, order = first(HOP_S)
    papers = balance(order, kit["hop"])
    yield refused(
        HOP_S, "no-va", "The VA is missing.", without(papers, "va"), Wrong(("C32",), "bdc.json")
    )
    yield refused(
        HOP_S,
        "no-invoice",
        "The invoice is missing.",
        without(papers, "invoice"),
        Wrong(("C32",), "bdc.json"),
    )
    text, order = first(MDV_A)
    yield refused(
        MDV_A, "no-order", "There is no order beside the request.", (), Wrong(("C32",), "bdc.json")
    )
    text, order = first(HOP_S)
    for name, broken, what in (
        ("truncated-zip", "truncated", "The end of the ZIP of the pieces is missing."),
        ("zip-with-a-wrong-crc", "crc", "One byte of a member of the ZIP is not what it was."),
    ):
        case = refused(HOP_S, name, what, papers, Wrong(("C32",), "pieces.zip"), text)
        yield case._replace(archive="pieces.zip", broken=broken)
