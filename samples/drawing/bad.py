"""Dossiers that are refused, one for each cause that pieces can show."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drawing import edits, requests
from drawing.cases import (
    Case,
    Kit,
    Piece,
    advance,
    balance,
    example,
    names,
    piece,
    replaced,
    without,
)
from drawing.changes import CHANGES, Change
from drawing.facts import Amounts, Order
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
    one_order,
    pilots,
    request,
)

ZERO = Decimal("0.00")


def bad() -> Iterator[Case]:
    """Every dossier that is refused."""
    yield from _scenarios()
    yield from _amounts_of_orders()
    yield from _invoices()
    yield from _signatures()
    yield from _initial()
    yield from _attested()
    yield from _perimeters()
    yield from _incomplete()
    yield from _not_the_request()
    yield from _twice_funded()
    yield from _pilots()


def first(model: str) -> tuple[str, Order]:
    """A request of one order, and the order."""
    text = one_order(model)
    return text, requests.orders(text)[0]


def folder(model: str, name: str) -> str:
    """Where a case is."""
    return f"{model.rsplit('/', 1)[0]}/bad/{name}"


def _one(
    model: str,
    name: str,
    what: str,
    pieces: tuple[Piece, ...],
    cause: str | tuple[str, ...],
    on: str,
    change: Change | None,
    text: str = "",
    severity: str = "blocking",
) -> Case:
    causes = (cause,) if isinstance(cause, str) else cause
    return Case(
        folder(model, name),
        what,
        DAY[model],
        pieces,
        (request(model, text or one_order(model)),),
        causes,
        severity,
        (on,),
        change,
    )


def _changed(
    model: str,
    kit: Kit,
    role: str,
    change: str,
    name: str,
    what: str,
    cause: str | tuple[str, ...],
    severity: str = "blocking",
) -> Case:
    """A dossier in which one paper says something else than the request."""
    _, order = first(model)
    other, told = CHANGES[change](order)
    papers = advance(order, kit) if "/avance/" in model else balance(order, kit)
    wrong = piece(other, kit, role)._replace(file=names(order)[role])
    return _one(
        model, name, what, replaced(papers, wrong), cause, wrong.file, told, severity=severity
    )


# ------------------------------------------------------------------------------ C02, C03, C05


def _scenarios() -> Iterator[Case]:
    kit = kits()
    yield _changed(
        HOP_S,
        kit["hop"],
        "va",
        "scenario",
        "scenario-differs-from-the-va",
        "The VA ticks the other scenario for one establishment.",
        "C02",
    )
    yield _changed(
        MDV_S,
        kit["mdv"],
        "va",
        "scenario",
        "scenario-differs-from-the-va",
        "The VA names the other scenario, in a sentence.",
        "C02",
    )
    yield _changed(
        BIO_S,
        kit["bio"],
        "va",
        "scenario",
        "answer-differs-from-the-va",
        "The VA answers one question otherwise for one site.",
        "C02",
    )
    yield _changed(
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
    yield _one(
        BIO_S,
        "answer-differs-from-the-mom",
        "The MOM answers one question otherwise for one site.",
        papers,
        "C02",
        names(order)["mom"],
        told,
        text,
    )


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
        yield _one(model, name, what, (wrong,), cause, wrong.file, told)
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
        yield _one(
            model,
            name,
            what,
            (wrong,),
            "C07",
            wrong.file,
            Change("order.funding_mention", order.mention, mention),
        )


# ------------------------------------------------------------------------------ C11, C12, C13, C20, C33


def _invoices() -> Iterator[Case]:
    kit = kits()
    _, order = first(MS2_S)
    assert order.invoice is not None  # noqa: S101 - the example has one
    nil = Amounts(ZERO, order.invoice.segur.rate, ZERO, ZERO)
    lines = tuple(line._replace(amounts=nil) for line in order.lines)
    free = order._replace(invoice=order.invoice._replace(segur=nil), lines=lines)
    yield _one(
        MS2_S, "free-invoice", "The invoice says 0,00 € for the Ségur service.",
        replaced(balance(order, kit["ms2"]), piece(free, kit["ms2"], "invoice")),
        ("C11", "C13"), names(order)["invoice"], Change("invoice.segur_amount", f"{order.invoice.segur.ht:.2f}", "0.00"),
    )  # fmt: skip
    yield _changed(
        HOP_S,
        kit["hop"],
        "invoice",
        "cent-invoice",
        "invoice-a-cent-off",
        "The Ségur part of the invoice is a cent above the request’s.",
        ("C13",),
    )
    yield _changed(
        MDV_S,
        kit["mdv"],
        "invoice",
        "cent-invoice",
        "invoice-a-cent-off",
        "The Ségur part of the invoice is a cent above the request’s.",
        ("C13",),
    )
    yield from _above_the_order(kit["hop"])
    _, order = first(MS2_S)
    assert order.invoice is not None  # noqa: S101 - likewise
    other = order._replace(invoice=order.invoice._replace(name="Luciani", name_before="Ange "))
    yield _one(
        MS2_S, "invoice-to-another-name", "The invoice names someone else than who signed the VA.",
        replaced(balance(order, kit["ms2"]), piece(other, kit["ms2"], "invoice")),
        "C20", names(order)["invoice"], Change("invoice.name", order.invoice.name, "Luciani"), severity="warning",
    )  # fmt: skip
    yield from _two_invoices(kit["hop"])


def _above_the_order(kit: Kit) -> Iterator[Case]:
    _, order = first(HOP_S)
    line = order.lines[0]
    less = Amounts(Decimal("45000.00"), Decimal(20), Decimal("9000.00"), Decimal("54000.00"))
    total = Amounts(Decimal("81250.50"), None, Decimal("16250.10"), Decimal("97500.60"))
    ordered = order._replace(lines=(line._replace(amounts=less), *order.lines[1:]), total=total)
    yield _one(
        HOP_S, "invoice-above-the-order", "The Ségur part of the invoice is above what was ordered.",
        replaced(balance(order, kit), piece(ordered, kit, "bdc")),
        ("C12", "C38"), names(order)["bdc"], Change("amount.excl_tax", "48500.00", "45000.00", line.key),
    )  # fmt: skip
    text, order = first(HOP_S)
    place = "/commandes/0/etablissements/0/prestation"
    before = edits.put(
        one_order(HOP_A),
        {
            f"{place}/montantHT": "48000.00", f"{place}/montantTVA": "9600.00", f"{place}/montantTTC": "57600.00",
            "/commandes/0/total/montantHT": "84250.50", "/commandes/0/total/montantTVA": "16850.10",
            "/commandes/0/total/montantTTC": "101100.60",
        },
    )  # fmt: skip
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
    yield _one(
        HOP_S, "two-invoice-files", "Two invoices, each in its own PDF, without a total of both.",
        (*papers, *(piece(part, kit, "invoice") for part in parts)),
        ("C33", "C13"), f"{invoice.number}-A", None,
    )  # fmt: skip


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
        yield _one(model, name, what, (wrong,), "C14", wrong.file, None)
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
        yield _one(model, "unsigned-va", what, papers, "C19", wrong.file, None)


def _initial() -> Iterator[Case]:
    """The older model of MS2: without the indicator."""
    kit = kits()["ms2"]
    _, order = first(MS2_OLD)
    wrong = piece(order, kit._replace(va=("va-questionnaire", "reportlab")), "va", signed=False)
    what = "The VA, a questionnaire, is not signed."
    yield _one(
        MS2_OLD,
        "unsigned-va-initial",
        what,
        replaced(balance(order, kit), wrong),
        "C19",
        wrong.file,
        None,
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
        yield _one(
            model, "va-without-an-mss-address", "The VA lacks the MSSanté address that the client uses.",
            replaced(balance(order, kit[key]), wrong), "C21", wrong.file, Change("mss.address", before, "", subject),
        )  # fmt: skip
    yield _changed(
        MDV_S,
        kit["mdv"]._replace(va=("va-form", "acroform")),
        "va",
        "letter-address",
        "another-mss-address",
        "One letter of a MSSanté address is another on the VA.",
        ("C21", "C02"),
    )
    yield from _days(kit["mdv"], kit["hop"])


def _days(mdv: Kit, hop: Kit) -> Iterator[Case]:
    text, order = first(MDV_S)
    text = edits.put(text, {"/commandes/0/facture/date": '"29/05/2026"'})
    (order,) = requests.orders(text)
    yield _one(
        MDV_S, "invoice-before-the-va-warning", "The invoice is dated before the VA, in the request and on the papers.",
        balance(order, mdv), "C40", names(order)["invoice"], Change("invoice.date", "2026-06-09", "2026-05-29"), text, "warning",
    )  # fmt: skip
    _, order = first(HOP_S)
    assert order.va is not None  # noqa: S101 - the example has one
    early = order._replace(va=order.va._replace(date="2025-02-10"))
    wrong = piece(early, hop, "va")
    yield _one(
        HOP_S, "va-before-the-order-warning", "The VA is dated before the order was signed; the request says otherwise.",
        replaced(balance(order, hop), wrong), "C40", wrong.file, Change("va.date", order.va.date, "2025-02-10"), severity="warning",
    )  # fmt: skip


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
            f"{facture}/montantSegurHT": "121001.00", f"{facture}/montantSegurTVA": "24200.20",
            f"{facture}/montantSegurTTC": "145201.20", f"{facture}/montantTotalTTC": "145201.20",
        },
    )  # fmt: skip
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
            f"{facture}/montantSegurHT": "48500.00", f"{facture}/montantSegurTVA": "9700.00",
            f"{facture}/montantSegurTTC": "58200.00", f"{facture}/montantTotalTTC": "58200.00",
        },
    )  # fmt: skip
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
    yield _one(HOP_S, "no-va", "The VA is missing.", without(papers, "va"), "C32", "bdc.json", None)
    yield _one(
        HOP_S,
        "no-invoice",
        "The invoice is missing.",
        without(papers, "invoice"),
        "C32",
        "bdc.json",
        None,
    )
    text, order = first(MDV_A)
    yield _one(
        MDV_A, "no-order", "There is no order beside the request.", (), "C32", "bdc.json", None
    )
    text, order = first(HOP_S)
    for name, broken, what in (
        ("truncated-zip", "truncated", "The end of the ZIP of the pieces is missing."),
        ("zip-with-a-wrong-crc", "crc", "One byte of a member of the ZIP is not what it was."),
    ):
        case = _one(HOP_S, name, what, papers, "C32", "pieces.zip", None, text)
        yield case._replace(archive="pieces.zip", broken=broken)


# ------------------------------------------------------------------------------ C38


def _not_the_request() -> Iterator[Case]:
    kit = kits()
    flat = kit["hop"]._replace(bdc=("bdc-numbered", "flattened"))
    notes = kit["img"]._replace(vendor="etat", bdc=("bdc-administration", "annotations"))
    yield _changed(
        HOP_A,
        flat,
        "bdc",
        "digit-key",
        "order-another-digit",
        "One digit of a FINESS is another on the order.",
        "C38",
    )
    yield _changed(
        HOP_A,
        kit["hop"],
        "bdc",
        "cent-ttc",
        "order-another-cent",
        "One amount on the order is a cent above the request’s.",
        "C38",
    )
    yield _changed(
        HOP_A,
        kit["hop"]._replace(vendor="granit", bdc=("bdc-plain", "libreoffice")),
        "bdc",
        "letter-client",
        "order-another-letter",
        "One letter of the client’s name is another on the order.",
        "C38",
    )
    yield _changed(
        HOP_A,
        flat,
        "bdc",
        "scenario",
        "order-another-scenario",
        "The order ticks the other scenario for one establishment.",
        "C38",
    )
    yield _changed(
        IMG_A,
        notes,
        "bdc",
        "cent-ht",
        "order-another-cent",
        "The amount on the order is a cent above the request’s.",
        "C38",
    )
    yield _changed(
        IMG_A,
        kit["img"],
        "bdc",
        "scenario",
        "order-another-scenario",
        "The order ticks another scenario.",
        "C38",
    )
    yield _changed(
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
