"""Dossiers refused for what attests the service, or for want of a signature."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drawing import edits, requests
from drawing.cases import (
    Case,
    Kit,
    balance,
    example,
    names,
    piece,
    replaced,
)
from drawing.changes import CHANGES, Change
from drawing.good import (
    BIO_S,
    DAY,
    HOP_A,
    HOP_S,
    IMG_A,
    MDV_A,
    MDV_S,
    MS2_OLD,
    MS2_S,
    kits,
)
from drawing.pilots import pilots
from drawing.wrong import Wrong, contradicted, first, refused

ZERO = Decimal("0.00")


def bad() -> Iterator[Case]:
    """Every one of them."""
    yield from _scenarios()
    yield from _signatures()
    yield from _initial()
    yield from _attested()
    yield from _pilots()


# ------------------------------------------------------------------------------ C02, C03, C05


def _scenarios() -> Iterator[Case]:
    kit = kits()
    yield contradicted(
        HOP_S,
        kit["hop"],
        "va",
        "scenario",
        "scenario-differs-from-the-va",
        "The VA ticks the other scenario for one establishment.",
        "C02",
    )
    yield contradicted(
        MDV_S,
        kit["mdv"],
        "va",
        "scenario",
        "scenario-differs-from-the-va",
        "The VA names the other scenario, in a sentence.",
        "C02",
    )
    yield contradicted(
        BIO_S,
        kit["bio"],
        "va",
        "scenario",
        "answer-differs-from-the-va",
        "The VA answers one question otherwise for one site.",
        "C02",
    )
    yield contradicted(
        MS2_S,
        kit["ms2"],
        "va",
        "mss-case",
        "mss-indicator-differs-from-the-va",
        "The VA ticks the other case of the MSS indicator.",
        "C05",
    )
    text, order = first(BIO_S)
    mom = edits.spans(text)["/VA"]
    stated = text[mom[0] : mom[1]].replace("VA-B22", "MOM-B22")
    text = edits.put(edits.put(text, {"/VA": "null"}), {"/MOM": stated})
    (order,) = requests.orders(text)
    other, told = CHANGES["scenario"](order)
    papers = replaced(balance(order, kit["bio"]), piece(other, kit["bio"], "mom"))
    yield refused(
        BIO_S,
        "answer-differs-from-the-mom",
        "The MOM answers one question otherwise for one site.",
        papers,
        Wrong(("C02",), names(order)["mom"], told),
        text,
    )


# ------------------------------------------------------------------------------ C14, C19


def _signatures() -> Iterator[Case]:
    kit = kits()
    for model, key, name, form, what in (
        (
            HOP_A,
            "hop",
            "unsigned-order",
            ("bdc-classic", "libreoffice"),
            "The client’s box of the order is empty; the supplier signed.",
        ),
        (
            IMG_A,
            "img",
            "draft-order",
            ("bdc-administration", "docx"),
            "The order is still a Word document, and is not signed.",
        ),
        (
            MDV_A,
            "mdv",
            "unsigned-form",
            ("bdc-numbered", "acroform"),
            "The form is filled in, and nobody signed it.",
        ),
    ):
        _, order = first(model)
        wrong = piece(order, kit[key]._replace(bdc=form), "bdc", signed=False)
        yield refused(model, name, what, (wrong,), Wrong(("C14",), wrong.file))
    for model, key, form, what in (
        (MDV_S, "mdv", ("va-letter", "libreoffice"), "The VA is not signed."),
        (
            HOP_S,
            "hop",
            ("va-table", "chromium"),
            "The client’s box of the VA is empty; the supplier signed.",
        ),
        (
            BIO_S,
            "bio",
            ("va-form", "docx-plain"),
            "The VA is still a Word document, and is not signed.",
        ),
    ):
        _, order = first(model)
        wrong = piece(order, kit[key]._replace(va=form), "va", signed=False)
        papers = replaced(balance(order, kit[key]), wrong)
        yield refused(model, "unsigned-va", what, papers, Wrong(("C19",), wrong.file))


def _initial() -> Iterator[Case]:
    """The older model of MS2: without the indicator."""
    kit = kits()["ms2"]
    _, order = first(MS2_OLD)
    wrong = piece(order, kit._replace(va=("va-questionnaire", "reportlab")), "va", signed=False)
    what = "The VA, a questionnaire, is not signed."
    yield refused(
        MS2_OLD,
        "unsigned-va-initial",
        what,
        replaced(balance(order, kit), wrong),
        Wrong(("C19",), wrong.file),
    )


# ------------------------------------------------------------------------------ C21, C40


def _attested() -> Iterator[Case]:
    kit = kits()
    for model, key in ((HOP_S, "hop"), (BIO_S, "bio"), (MS2_S, "ms2")):
        _, order = first(model)
        if order.addresses:
            before, subject = order.addresses[0], ""
            other = order._replace(addresses=())
        else:
            line = order.lines[0]
            before, subject = line.addresses[0], line.key
            other = order._replace(lines=(line._replace(addresses=()), *order.lines[1:]))
        wrong = piece(other, kit[key], "va")
        yield refused(
            model,
            "va-without-an-mss-address",
            "The VA lacks the MSSanté address that the client uses.",
            replaced(balance(order, kit[key]), wrong),
            Wrong(("C21",), wrong.file, Change("mss.address", before, "", subject)),
        )
    yield contradicted(
        MDV_S,
        kit["mdv"]._replace(va=("va-form", "acroform")),
        "va",
        "letter-address",
        "another-mss-address",
        "One letter of a MSSanté address is another on the VA.",
        "C21",
        "C02",
    )
    yield from _days(kit["mdv"], kit["hop"])


def _days(mdv: Kit, hop: Kit) -> Iterator[Case]:
    text, order = first(MDV_S)
    text = edits.put(text, {"/commandes/0/facture/date": '"29/05/2026"'})
    (order,) = requests.orders(text)
    yield refused(
        MDV_S,
        "invoice-before-the-va-warning",
        "The invoice is dated before the VA, in the request and on the papers.",
        balance(order, mdv),
        Wrong(
            ("C40",),
            names(order)["invoice"],
            Change("invoice.date", "2026-06-09", "2026-05-29"),
            "warning",
        ),
        text,
    )
    _, order = first(HOP_S)
    assert order.va is not None  # noqa: S101 - the example has one
    early = order._replace(va=order.va._replace(date="2025-02-10"))
    wrong = piece(early, hop, "va")
    yield refused(
        HOP_S,
        "va-before-the-order-warning",
        "The VA is dated before the order was signed; the request says otherwise.",
        replaced(balance(order, hop), wrong),
        Wrong(("C40",), wrong.file, Change("va.date", order.va.date, "2025-02-10"), "warning"),
    )


# ------------------------------------------------------------------------------ pilots


def _pilots() -> Iterator[Case]:
    kit = kits()["mdv"]
    orders = pilots(requests.orders(example(MDV_S))[0])
    every = [(order, role) for order in orders for role in ("pilot", "invoice", "bdc")]
    yield Case(
        "mdv-lgc-va2/pilotes/bad/unsigned-report",
        "One of the three reports is not signed.",
        DAY[MDV_S],
        tuple(piece(order, kit, role, signed=(order, role) != every[3]) for order, role in every),
        causes=("C32",),
        severity="blocking",
        on=(names(orders[1])["pilot"],),
    )
    yield Case(
        "mdv-lgc-va2/pilotes/bad/two-deployments",
        "There are two deployments of three.",
        DAY[MDV_S],
        tuple(piece(order, kit, role) for order, role in every[:6]),
        causes=("C32",),
        severity="blocking",
    )
