"""Dossiers in order: advances, pilots, balances of each dispositif."""

from __future__ import annotations

from collections.abc import Iterator

from drawing import edits, requests
from drawing.cases import Case, Kit, Piece, Request, advance, balance, example, piece
from drawing.making import Wanted
from drawing.pilots import pilots

HOP_A, HOP_S = "hop-dpi-va2/avance/initial", "hop-dpi-va2/solde/initial"
IMG_A = "img-ris-va2/avance/initial"
MDV_A, MDV_S = "mdv-lgc-va2/avance/initial", "mdv-lgc-va2/solde/initial"
BIO_S = "bio-sgl-va1/solde/initial"
MS2_OLD, MS2_S = "ms2/solde/initial", "ms2/solde/2024-09-12T1400"

DAY = {
    HOP_A: "2025-06-02",
    HOP_S: "2025-12-01T14:00",
    IMG_A: "2025-10-06",
    MDV_A: "2026-03-02",
    MDV_S: "2026-07-20",
    BIO_S: "2023-09-04",
    MS2_OLD: "2024-06-24",
    MS2_S: "2024-10-07",
}

FIRST = {
    HOP_A: "/commandes",
    HOP_S: "/commandes",
    MDV_A: "",
    MDV_S: "/commandes",
    MS2_OLD: "/commandes",
    MS2_S: "/commandes",
}
"""Where the orders of a request are, of the models that may hold several."""


def one_order(model: str) -> str:
    """The example of a model with its first order alone."""
    text = example(model)
    if model in FIRST:
        text = edits.only(text, FIRST[model])
    if model == MDV_S:
        text = edits.put(text, {"/nombreCommandes": "1"})
    return text


def request(model: str, text: str, file: str = "bdc.json") -> Request:
    """A request of a model."""
    dispositif, kind, version = model.split("/")
    return Request(file, text, f"{dispositif}/{kind}@{version}")


def kits() -> dict[str, Kit]:
    """How each vendor works."""
    return {
        "hop": Kit(
            "azur",
            ("bdc-classic", "acroform"),
            va=("va-form", "acroform"),
            mom=("mom-table", "libreoffice"),
        ),
        "img": Kit(
            "granit",
            ("bdc-plain", "chromium"),
            pilot=("pilot-form", "chromium"),
            invoice=("invoice-statement", "chromium"),
        ),
        "mdv": Kit(
            "sapin",
            ("bdc-numbered", "flattened"),
            ("invoice-statement", "reportlab"),
            ("va-letter", "libreoffice"),
            pilot=("pilot-letter", "libreoffice"),
        ),
        "bio": Kit(
            "etat",
            ("bdc-administration", "libreoffice"),
            ("invoice-administration", "libreoffice"),
            ("va-table", "ghostscript"),
            ("mom-form", "acroform"),
            ("pilot-form", "acroform"),
        ),
        "ms2": Kit(
            "brique",
            ("bdc-conditions", "reportlab"),
            ("invoice-classic", "reportlab"),
            ("va-form", "chromium"),
            pilot=("pilot-table", "ghostscript"),
        ),
    }


def good() -> Iterator[Case]:
    """Every dossier in order."""
    yield from _advances()
    yield from _balances()
    yield from _pilots()


def _advances() -> Iterator[Case]:
    kit = kits()
    text = example(HOP_A)
    first, second = requests.orders(text)
    yield Case(
        "hop-dpi-va2/avance/ok/complete",
        "Two orders: one filled in as a form, one exported by LibreOffice.",
        DAY[HOP_A],
        (
            *advance(first, kit["hop"]),
            *advance(
                second,
                kit["hop"]._replace(vendor="sapin", bdc=("bdc-administration", "libreoffice")),
            ),
        ),
        (request(HOP_A, text),),
    )
    one = one_order(HOP_A)
    (order,) = requests.orders(one)
    for name, vendor, form, what in (
        (
            "sealed",
            "azur",
            ("bdc-classic", "sealed"),
            "The order bears a PAdES signature, which nobody should trust.",
        ),
        (
            "ink",
            "granit",
            ("bdc-conditions", "ink"),
            "Signed with a pen annotation; a page of general conditions.",
        ),
        (
            "scanned",
            "sapin",
            ("bdc-numbered", "scan"),
            "The order is a scan: nothing can be read without OCR.",
        ),
        (
            "scanned-with-text",
            "azur",
            ("bdc-classic", "scan-ocr"),
            "The order is a scan, to which the copier added the text it read.",
        ),
    ):
        yield Case(
            f"hop-dpi-va2/avance/ok/{name}",
            what,
            DAY[HOP_A],
            advance(order, kit["hop"]._replace(vendor=vendor, bdc=form)),
            (request(HOP_A, one),),
        )
    yield from _other_advances(kit)


def _other_advances(kit: dict[str, Kit]) -> Iterator[Case]:
    text = example(IMG_A)
    (order,) = requests.orders(text)
    yield Case(
        "img-ris-va2/avance/ok/complete",
        "An order printed from a web page.",
        DAY[IMG_A],
        advance(order, kit["img"]),
        (request(IMG_A, text),),
    )
    yield Case(
        "img-ris-va2/avance/ok/filled-in-by-annotations",
        "An order filled in and signed by annotations.",
        DAY[IMG_A],
        advance(
            order, kit["img"]._replace(vendor="etat", bdc=("bdc-administration", "annotations"))
        ),
        (request(IMG_A, text),),
    )
    text = example(MDV_A)
    first, second = requests.orders(text)
    yield Case(
        "mdv-lgc-va2/avance/ok/complete",
        "Two requests in one file: a form flattened by PDFium, another by Ghostscript.",
        DAY[MDV_A],
        (
            *advance(first, kit["mdv"]),
            *advance(
                second, kit["mdv"]._replace(vendor="granit", bdc=("bdc-plain", "ghostscript"))
            ),
        ),
        (request(MDV_A, text),),
    )
    one = one_order(MDV_A)
    (order,) = requests.orders(one)
    yield Case(
        "mdv-lgc-va2/avance/ok/photographed",
        "The order was photographed with a telephone.",
        DAY[MDV_A],
        advance(order, kit["mdv"]._replace(vendor="azur", bdc=("bdc-plain", "photo"))),
        (request(MDV_A, one),),
    )


def _balances() -> Iterator[Case]:
    kit = kits()
    for model, key, what in (
        (HOP_S, "hop", "Two orders: VA, invoice and order of each, a MOM for the second."),
        (MDV_S, "mdv", "Two orders, with reservations on one VA."),
        (BIO_S, "bio", "One order of three sites, with a VA."),
        (MS2_S, "ms2", "Two orders, with the MSS indicator."),
        (MS2_OLD, "ms2", "Two orders, before there was an MSS indicator."),
    ):
        text = example(model)
        orders = requests.orders(text)
        name = "complete-initial" if model == MS2_OLD else "complete"
        yield Case(
            f"{model.rsplit('/', 1)[0]}/ok/{name}",
            what,
            DAY[model],
            tuple(one for order in orders for one in balance(order, kit[key])),
            (request(model, text),),
        )
    yield from _hospital_balances(kit["hop"])
    yield from _with_a_mom(kit["bio"])


def _with_a_mom(kit: Kit) -> Iterator[Case]:
    text = example(BIO_S)
    va = edits.spans(text)["/VA"]
    mom = text[va[0] : va[1]].replace("VA-B22", "MOM-B22")
    text = edits.put(text, {"/VA": "null"})
    text = edits.put(text, {"/MOM": mom})
    (order,) = requests.orders(text)
    yield Case(
        "bio-sgl-va1/solde/ok/mom-without-va",
        "A MOM in the place of the VA.",
        DAY[BIO_S],
        balance(order, kit),
        (request(BIO_S, text),),
    )


def _hospital_balances(kit: Kit) -> Iterator[Case]:
    text = one_order(HOP_S)
    (order,) = requests.orders(text)
    told = (request(HOP_S, text),)
    papers = balance(order, kit)
    yield Case(
        "hop-dpi-va2/solde/ok/one-order",
        "One order and its three pieces.",
        DAY[HOP_S],
        papers,
        told,
    )
    yield Case(
        "hop-dpi-va2/solde/ok/zipped",
        "The pieces are in a ZIP beside the request.",
        DAY[HOP_S],
        papers,
        told,
        archive="pieces.zip",
    )
    together = Piece("Dossier complet BDC-2025-0117", tuple(one.wanted[0] for one in papers))
    yield Case(
        "hop-dpi-va2/solde/ok/one-pdf",
        "The VA, the invoice and the order, one after the other in one PDF.",
        DAY[HOP_S],
        (together,),
        told,
    )
    others = tuple(
        Piece(file, (Wanted(order, layout, form, "azur"),))
        for file, layout, form in (
            ("Courrier d'accompagnement", "letter-cover", "docx-plain"),
            ("RIB", "letter-bank", "reportlab"),
            ("BL 2025-0117", "letter-delivery", "chromium"),
        )
    )
    yield Case(
        "hop-dpi-va2/solde/ok/with-other-files",
        "A letter, bank details and a delivery note travel with the pieces.",
        DAY[HOP_S],
        (*papers, *others),
        told,
    )
    folders = {"bdc": "01 Commande", "va": "02 VA signée", "invoice": "03 Facture"}
    yield Case(
        "hop-dpi-va2/solde/ok/in-folders",
        "Each piece is in a folder of its own, under a name that tells nothing.",
        DAY[HOP_S],
        tuple(
            one._replace(file=f"{folders[one.wanted[0].role]}/Document {number}")
            for number, one in enumerate(papers, 1)
        ),
        told,
    )
    scans = kit._replace(
        vendor="sapin",
        bdc=("bdc-numbered", "scan-grey"),
        va=("va-table", "scan-ocr"),
        invoice=("invoice-classic", "scan-ocr"),
    )
    yield Case(
        "hop-dpi-va2/solde/ok/scanned",
        "All pieces are scans: a person must settle what they say.",
        DAY[HOP_S],
        balance(order, scans),
        told,
    )
    other = "Scénario 1 : DPI unique pour l’ensemble des activités"
    scenario = "Scénario 2 : DPI raccordé à une plateforme d’intermédiation"
    before = one_order(HOP_A)
    changed = edits.swap(text, "/commandes/0/etablissements/0/scenarioInstalle", scenario, other)
    (installed,) = requests.orders(changed)
    (ordered,) = requests.orders(before)
    yield Case(
        "hop-dpi-va2/solde/ok/scenario-changed-since-the-advance",
        "The scenario installed is not the one ordered: the balance and the VA say so, the advance and the order do not.",
        DAY[HOP_S],
        (
            *(one for one in balance(installed, kit) if one.wanted[0].role != "bdc"),
            piece(ordered, kit, "bdc"),
        ),
        (request(HOP_S, changed), request(HOP_A, before, "avance.json")),
        ("C03",),
        "info",
    )


def _pilots() -> Iterator[Case]:
    kit = kits()
    for model, key in (
        (HOP_S, "hop"),
        (IMG_A, "img"),
        (MDV_S, "mdv"),
        (BIO_S, "bio"),
        (MS2_S, "ms2"),
    ):
        orders = pilots(requests.orders(example(model))[0])
        papers = tuple(
            piece(order, kit[key], role) for order in orders for role in ("pilot", "invoice", "bdc")
        )
        yield Case(
            f"{model.split('/')[0]}/pilotes/ok/complete",
            "Three pilot deployments: a signed report, a dated invoice and an order for each.",
            DAY[model],
            papers,
        )
