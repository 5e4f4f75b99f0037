"""Dossiers refused for their orders: what these leave out, or say otherwise than the request."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drawing import edits, requests
from drawing.cases import (
    Case,
    advance,
    piece,
)
from drawing.changes import Change
from drawing.facts import Amounts, Order
from drawing.good import (
    DAY,
    HOP_A,
    IMG_A,
    MDV_A,
    kits,
    request,
)
from drawing.wrong import Wrong, contradicted, first, folder, refused

ZERO = Decimal("0.00")


def bad() -> Iterator[Case]:
    """Every one of them."""
    yield from _amounts_of_orders()
    yield from _not_the_request()
    yield from _twice_funded()


# ------------------------------------------------------------------------------ C06, C07, C08


def _with_amounts(order: Order, **parts: Decimal | None) -> Order:
    """The same order with other amounts on its first line."""
    if order.amounts is not None:
        return order._replace(amounts=order.amounts._replace(**parts))
    line = order.lines[0]
    amounts = (line.amounts or Amounts(None, None, None, None))._replace(**parts)
    return order._replace(lines=(line._replace(amounts=amounts), *order.lines[1:]))


def _amounts_of_orders() -> Iterator[Case]:
    kit = kits()
    for model, key, name, parts, concept, cause, what in (
        (
            HOP_A,
            "hop",
            "zero-on-the-order",
            {"ht": ZERO, "vat": ZERO, "ttc": ZERO},
            "amount.excl_tax",
            "C06",
            "The order says 0,00 € for one establishment.",
        ),
        (
            HOP_A,
            "hop",
            "order-without-a-rate",
            {"rate": None},
            "amount.vat_rate",
            "C08",
            "The order leaves the VAT rate of one service out.",
        ),
        (
            IMG_A,
            "img",
            "order-without-an-amount-with-tax",
            {"ttc": None},
            "amount.incl_tax",
            "C08",
            "The order leaves the amount with tax out.",
        ),
        (
            MDV_A,
            "mdv",
            "order-without-an-amount",
            {"ht": None},
            "amount.excl_tax",
            "C08",
            "The order leaves the amount without tax of one practitioner out.",
        ),
    ):
        _, order = first(model)
        wrong = piece(_with_amounts(order, **parts), kit[key], "bdc")
        line = order.lines[0]
        amounts = order.amounts or line.amounts
        field = {"amount.excl_tax": "ht", "amount.vat_rate": "rate", "amount.incl_tax": "ttc"}[
            concept
        ]
        before, after = getattr(amounts, field), parts[field]
        subject = "" if order.amounts else line.key
        told = Change(concept, f"{before:.2f}", "" if after is None else f"{after:.2f}", subject)
        yield refused(model, name, what, (wrong,), Wrong((cause,), wrong.file, told))
    for model, key, name, mention, what in (
        (
            HOP_A,
            "hop",
            "order-without-the-mention",
            "",
            "The order lacks the mention that the State bears the amount.",
        ),
        (
            MDV_A,
            "mdv",
            "order-with-another-mention",
            "Montant financé par l’Etat dans le cadre du Ségur de la santé",
            "The order words the mention otherwise.",
        ),
    ):
        _, order = first(model)
        wrong = piece(order._replace(mention=mention), kit[key], "bdc")
        yield refused(
            model,
            name,
            what,
            (wrong,),
            Wrong(("C07",), wrong.file, Change("order.funding_mention", order.mention, mention)),
        )


# ------------------------------------------------------------------------------ C38


def _not_the_request() -> Iterator[Case]:
    kit = kits()
    flat = kit["hop"]._replace(bdc=("bdc-numbered", "flattened"))
    notes = kit["img"]._replace(vendor="etat", bdc=("bdc-administration", "annotations"))
    yield contradicted(
        HOP_A,
        flat,
        "bdc",
        "digit-key",
        "order-another-digit",
        "One digit of a FINESS is another on the order.",
        "C38",
    )
    yield contradicted(
        HOP_A,
        kit["hop"],
        "bdc",
        "cent-ttc",
        "order-another-cent",
        "One amount on the order is a cent above the request’s.",
        "C38",
    )
    yield contradicted(
        HOP_A,
        kit["hop"]._replace(vendor="granit", bdc=("bdc-plain", "libreoffice")),
        "bdc",
        "letter-client",
        "order-another-letter",
        "One letter of the client’s name is another on the order.",
        "C38",
    )
    yield contradicted(
        HOP_A,
        flat,
        "bdc",
        "scenario",
        "order-another-scenario",
        "The order ticks the other scenario for one establishment.",
        "C38",
    )
    yield contradicted(
        IMG_A,
        notes,
        "bdc",
        "cent-ht",
        "order-another-cent",
        "The amount on the order is a cent above the request’s.",
        "C38",
    )
    yield contradicted(
        IMG_A,
        kit["img"],
        "bdc",
        "scenario",
        "order-another-scenario",
        "The order ticks another scenario.",
        "C38",
    )
    yield contradicted(
        MDV_A,
        kit["mdv"],
        "bdc",
        "day-order",
        "order-another-day",
        "The order was signed a day later than the request says.",
        "C38",
    )


# ------------------------------------------------------------------------------ C18


def _twice_funded() -> Iterator[Case]:
    kit = kits()
    text, order = first(HOP_A)
    other_text = edits.put(
        text,
        {
            "/fournisseur/raisonSociale": '"Éditions Hospitalières Exemple SA"',
            "/fournisseur/siret": '"60000001200010"',
            "/solution/nom": '"Dossier Patient Exemple"',
            "/solution/numeroReferencement": '"HOP-DPI-VA2-0057"',
            "/commandes/0/numeroBonCommande": '"CMD-88412"',
            "/commandes/0/signature/dateSignature": '"2025-02-21"',
        },
    )
    (other,) = requests.orders(other_text)
    papers = (
        *(one._replace(file=f"fournisseur A/{one.file}") for one in advance(order, kit["hop"])),
        *(
            one._replace(file=f"fournisseur B/{one.file}")
            for one in advance(
                other, kit["hop"]._replace(vendor="brique", bdc=("bdc-conditions", "chromium"))
            )
        ),
    )
    yield Case(
        folder(HOP_A, "two-orders-for-one-beneficiary"),
        "Two suppliers ask for the same establishments, under two orders.",
        DAY[HOP_A],
        papers,
        (
            request(HOP_A, text, "fournisseur A/bdc.json"),
            request(HOP_A, other_text, "fournisseur B/bdc.json"),
        ),
        ("C18",),
        "blocking",
        ("fournisseur A/bdc.json", "fournisseur B/bdc.json"),
        Change("client.finess", "2B0000020", "2B0000020", "2B0000020"),
    )
