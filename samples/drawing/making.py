"""From a paper that is wanted to the paper: which layout, whose hand, by which program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from drawing import (
    after,
    attests,
    invoices,
    letters,
    office,
    orders,
    press,
    seal,
    statements,
    surveys,
    vendors,
    web,
)
from drawing.blocks import Sheet
from drawing.facts import Order
from drawing.parts import How
from drawing.truth import Drawn

LAYOUTS = {
    **orders.LAYOUTS,
    **attests.LAYOUTS,
    **statements.LAYOUTS,
    **invoices.LAYOUTS,
    **surveys.LAYOUTS,
}

LARGE = 40_000

SCANS = ("scan", "scan-grey", "scan-ocr", "photo", "photo-png", "photo-tiff")

FORMS = (
    "reportlab",
    "acroform",
    "flattened",
    "ghostscript",
    "annotations",
    "chromium",
    "chromium-ghostscript",
    "libreoffice",
    "docx",
    "docx-plain",
    "ink",
    "pen",
    "sealed",
    "sealed-amended",
    "rotated",
    *SCANS,
)
"""How a paper came to be.  ``pen`` is a signature of strokes within the page itself."""


class Wanted(NamedTuple):
    """A paper to make."""

    order: Order
    layout: str
    form: str
    vendor: str = "azur"
    signed: bool = True
    seed: int = 1

    @property
    def role(self) -> str:
        """What kind of piece it is."""
        role = self.layout.split("-", maxsplit=1)[0]
        return "none" if role == "letter" else role

    @property
    def sheet(self) -> Sheet:
        """What is on it."""
        hand, look = vendors.VENDORS[self.vendor]
        later = self.form in {"annotations", "ink", "sealed", "sealed-amended"}
        sign = "" if later or not self.signed else "ink" if self.form == "pen" else "image"
        if look.font == "narrow" and self.form in {"acroform", "flattened"}:
            look = look._replace(size=9)
        if self.form == "ghostscript":
            look = look._replace(font="sans", size=9)
        # The fonts of these makers have no narrow no-break space; those of offices and browsers do.
        if self.form not in {"chromium", "libreoffice", "docx"}:
            hand = hand._replace(group=hand.group.replace("\u202f", "\u00a0"))
        return {**LAYOUTS, **letters.LAYOUTS}[self.layout](
            self.order, How(hand, look, sign, self.seed)
        )


def made(wanted: Sequence[Wanted]) -> list[Drawn]:
    """The papers, in the same order; one run of LibreOffice makes all that are its own."""
    sheets = [one.sheet for one in wanted]
    offices = [number for number, one in enumerate(wanted) if one.form == "libreoffice"]
    documents = [office.document(sheets[number]) for number in offices]
    exported = dict(zip(offices, office.converted(documents), strict=True))
    papers = []
    for number, (one, sheet) in enumerate(zip(wanted, sheets, strict=True)):
        if number in exported:
            papers.append(office.drawn(sheet, exported[number]))
        else:
            papers.append(_made(one, sheet))
    return papers


def _made(one: Wanted, sheet: Sheet) -> Drawn:
    match one.form:
        case "chromium":
            return web.drawn(sheet, web.printed([web.page(sheet)])[0])
        case "chromium-ghostscript":
            printed = web.drawn(sheet, web.printed([web.page(sheet)])[0])
            return after.distilled(printed)._replace(producer="chromium+ghostscript")
        case "docx" | "docx-plain":
            drawn = office.drawn(sheet, office.document(sheet, one.form == "docx"), ".docx")
            state = "present" if one.signed and drawn.signed else drawn.signed
            return drawn._replace(producer=one.form, signed=state, how="draft")
        case "annotations":
            result = press.render(sheet, "blank")
            return _small(after.filled(result.drawn, result.blanks, one.signed, one.seed))
        case "acroform":
            return _small(press.render(sheet, "form").drawn)
        case "flattened":
            return _small(after.flattened(press.render(sheet, "form").drawn))
        case "ghostscript":
            return after.distilled(press.render(sheet, "form").drawn)
        case _:
            return _altered(one, press.render(sheet, "text").drawn)


def _small(drawn: Drawn) -> Drawn:
    """Packed, if it is large."""
    return after.packed(drawn) if len(drawn.data) > LARGE else drawn


def _altered(one: Wanted, drawn: Drawn) -> Drawn:
    match one.form:
        case "ink":
            return after.inked(drawn, one.seed)
        case "sealed" | "sealed-amended":
            person = (
                one.order.va.person if one.role == "va" and one.order.va else one.order.signatory
            )
            day = one.order.va.date if one.role == "va" and one.order.va else one.order.signed_on
            sealed = seal.sealed(drawn, f"{person.first_name} {person.name}".strip(), day)
            if one.form == "sealed":
                return sealed
            return sealed._replace(data=seal.added(sealed.data), producer="reportlab+pades+amended")
        case "scan" | "scan-grey" | "scan-ocr":
            return after.scanned(
                drawn, one.seed, one.form == "scan-ocr", fax=one.form != "scan-grey"
            )
        case "photo" | "photo-png" | "photo-tiff":
            kind = {"photo": "JPEG", "photo-png": "PNG", "photo-tiff": "TIFF"}[one.form]
            return after.photographed(drawn, one.seed, kind)
        case "rotated":
            return after.rotated(drawn, 90)
        case _:
            return drawn
