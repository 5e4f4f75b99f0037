"""Papers that a careless reader misreads: what is stored is not what is shown.

Each is drawn as it should be, then tampered with as it happens in offices.  ``other`` is the value
that a careless reader finds; ``doubt`` says why an honest one may not be sure.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.lib.colors import Color, white
from reportlab.pdfgen.canvas import Canvas

from drawing import after, press, web
from drawing.blocks import Block, Sheet, Value
from drawing.changes import digit
from drawing.found import Word, words
from drawing.making import Wanted
from drawing.pen import Blank
from drawing.truth import Drawn, Shown

TRICKS: dict[str, tuple[str, str]] = {
    "stale-field": ("bdc-classic", "acroform"),
    "stale-button": ("va-form", "acroform"),
    "painted-over": ("bdc-classic", "reportlab"),
    "white-words": ("bdc-plain", "reportlab"),
    "struck-out": ("bdc-transposed", "reportlab"),
    "stamped-over": ("va-table", "reportlab"),
    "outlines": ("invoice-classic", "reportlab"),
    "no-unicode": ("invoice-statement", "chromium"),
    "lost-accents": ("bdc-plain", "acroform"),
    "letter-by-letter": ("bdc-transposed", "reportlab"),
    "decomposed": ("va-letter", "chromium"),
    "soft-hyphens": ("va-table", "chromium"),
    "spaced-letters": ("bdc-numbered", "chromium"),
    "watermark": ("bdc-administration", "reportlab"),
    "cropped": ("va-form", "reportlab"),
    "picture-of-a-value": ("invoice-administration", "reportlab"),
    "two-ticks": ("va-form", "reportlab"),
    "no-tick": ("bdc-numbered", "reportlab"),
    "never-filled": ("bdc-numbered", "annotations"),
    "comment": ("bdc-plain", "reportlab"),
}
"""The layout that each trick is played on, and how the paper came to be."""


def played(trick: str, wanted: Wanted) -> Drawn:
    """The paper, tampered with."""
    drawn = PLAYS[trick](wanted)
    return drawn._replace(producer=f"{drawn.producer}+{trick}")


def _text(wanted: Wanted) -> Drawn:
    return press.render(wanted.sheet, "text").drawn


def _first(drawn: Drawn, concepts: tuple[str, ...]) -> int:
    """The place of the first value of one of these concepts."""
    return next(number for number, one in enumerate(drawn.shown) if one.concept in concepts)


AMOUNTS = ("amount.excl_tax", "amount.incl_tax", "invoice.segur_amount")


def _marked(drawn: Drawn, at: int, doubt: str, other: str = "") -> Drawn:
    shown = list(drawn.shown)
    shown[at] = shown[at]._replace(doubt=doubt, other=other)
    return drawn._replace(shown=tuple(shown))


def _all_marked(drawn: Drawn, doubt: str) -> Drawn:
    return drawn._replace(shown=tuple(one._replace(doubt=doubt) for one in drawn.shown))


def _pdf(drawn: Drawn) -> PdfWriter:
    return PdfWriter(clone_from=PdfReader(io.BytesIO(drawn.data)))


def _saved(drawn: Drawn, writer: PdfWriter) -> Drawn:
    return drawn._replace(data=after.written(writer, "Retouche"))


# ------------------------------------------------------------------------------ fields


def _stale_field(wanted: Wanted) -> Drawn:
    drawn = press.render(wanted.sheet, "form").drawn
    at = _first(drawn, AMOUNTS)
    one = drawn.shown[at]
    other = digit(one.value[:-3]) + one.value[-3:]
    writer = _pdf(drawn)
    for field in _widgets(writer):
        if field.get("/V") == one.written:
            field[NameObject("/V")] = TextStringObject(digit(one.written[:-5]) + one.written[-5:])
            break
    return _marked(_saved(drawn, writer), at, "stored", other)


def _widgets(writer: PdfWriter) -> list[Any]:
    found = []
    for page in writer.pages:
        found += [annotation.get_object() for annotation in page.get("/Annots", [])]
    return found


def _stale_button(wanted: Wanted) -> Drawn:
    drawn = press.render(wanted.sheet, "form").drawn
    writer = _pdf(drawn)
    ticks = ("scenario.label", "scenario.report_sending", "mss.deployment")
    at = _first(drawn, ticks)
    box = drawn.shown[at].box or (0, 0, 0, 0)
    for widget in _widgets(writer):
        left, bottom, _, _ = (float(edge) for edge in widget["/Rect"])
        same = abs(left - box[0]) < 4 and abs(841.9 - bottom - box[3]) < 6
        if same and "/Parent" in widget:
            widget["/Parent"].get_object()[NameObject("/V")] = NameObject("/Off")
            return _marked(_saved(drawn, writer), at, "stored")
    raise ValueError("no button there")


# ------------------------------------------------------------------------------ over what is drawn


def _over(drawn: Drawn, page: int, draw: Callable[[Canvas], None]) -> Drawn:
    """Something drawn over a page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595.3, 841.9), invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    writer = _pdf(drawn)
    writer.pages[page - 1].merge_page(PdfReader(io.BytesIO(out.getvalue())).pages[0])
    return _saved(drawn, writer)


def _painted_over(wanted: Wanted) -> Drawn:
    drawn = _text(wanted)
    at = _first(drawn, AMOUNTS)
    one = drawn.shown[at]
    left, top, right, bottom = one.box or (0, 0, 0, 0)
    new = digit(one.written[:-5]) + one.written[-5:]
    value = digit(one.value[:-3]) + one.value[-3:]

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(white)
        canvas.rect(
            left - 1, 841.9 - bottom - 1, right - left + 2, bottom - top + 2, stroke=0, fill=1
        )
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("Helvetica", 8.5)
        canvas.drawRightString(right, 841.9 - bottom + 2, new)

    covered = _over(drawn, one.page, draw)
    shown = list(covered.shown)
    shown[at] = one._replace(written=new, value=value, within=new, doubt="hidden", other=one.value)
    return covered._replace(shown=tuple(shown))


def _white_words(wanted: Wanted) -> Drawn:
    drawn = _text(wanted)
    at = _first(drawn, AMOUNTS)
    one = drawn.shown[at]
    _left, _, right, bottom = one.box or (0, 0, 0, 0)
    ghost = digit(one.written[:-5]) + one.written[-5:]

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(white)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(right + 6, 841.9 - bottom + 2, ghost)

    return _marked(
        _over(drawn, one.page, draw), at, "hidden", digit(one.value[:-3]) + one.value[-3:]
    )


def _struck_out(wanted: Wanted) -> Drawn:
    """A value crossed out by an annotation, and another written beside it by hand."""
    drawn = _text(wanted)
    at = _first(drawn, AMOUNTS)
    one = drawn.shown[at]
    left, top, right, bottom = one.box or (0, 0, 0, 0)
    new = digit(one.written[:-5]) + one.written[-5:]
    blank = Blank(new, one.page, (right + 4, top - 1, right + 70, bottom + 2), 9)
    writer = _pdf(after.filled(drawn, (blank,), False, 1))
    middle = 841.9 - (top + bottom) / 2
    stream = DecodedStreamObject()
    stream.set_data(f"1 0 0 RG 1 w 0 2 m {right - left:.1f} 2 l S".encode())
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(FloatObject(edge) for edge in (0, 0, right - left, 4)),
        }
    )
    points = (left, 841.9 - top, right, 841.9 - top, left, 841.9 - bottom, right, 841.9 - bottom)
    strike = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/StrikeOut"),
            NameObject("/Rect"): ArrayObject(
                FloatObject(edge) for edge in (left, middle - 2, right, middle + 2)
            ),
            NameObject("/QuadPoints"): ArrayObject(FloatObject(edge) for edge in points),
            NameObject("/F"): NumberObject(4),
            NameObject("/C"): ArrayObject(FloatObject(part) for part in (1, 0, 0)),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(stream)}),  # noqa: SLF001 - pypdf has no other way
        }
    )
    writer.add_annotation(one.page - 1, strike)
    marked = _saved(drawn, writer)
    shown = list(marked.shown)
    value = digit(one.value[:-3]) + one.value[-3:]
    shown[at] = one._replace(written=new, value=value, within=new, doubt="struck", other=one.value)
    return marked._replace(shown=tuple(shown))


def _stamped_over(wanted: Wanted) -> Drawn:
    """A rubber stamp over a date."""
    drawn = _text(wanted)
    at = _first(drawn, ("va.date",))
    left, top, right, bottom = drawn.shown[at].box or (0, 0, 0, 0)

    def draw(canvas: Canvas) -> None:
        canvas.setStrokeColorRGB(0.6, 0.1, 0.1)
        canvas.setFillColor(Color(0.6, 0.1, 0.1, alpha=0.85))
        canvas.roundRect(
            left - 20, 841.9 - bottom - 8, right - left + 60, bottom - top + 18, 4, fill=1
        )
        canvas.setFillColor(white)
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(left - 8, 841.9 - bottom + 1, "REÇU LE 12 NOV.")

    return _marked(_over(drawn, drawn.shown[at].page, draw), at, "covered")


def _watermark(wanted: Wanted) -> Drawn:
    drawn = _text(wanted)

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(Color(0.5, 0.5, 0.5, alpha=0.18))
        canvas.setFont("Helvetica-Bold", 80)
        canvas.translate(130, 230)
        canvas.rotate(50)
        canvas.drawString(0, 0, "DUPLICATA")

    return _over(drawn, 1, draw)


def _picture_of_a_value(wanted: Wanted) -> Drawn:
    """An amount pasted as a picture over an empty cell."""
    order = wanted.order
    assert order.invoice is not None  # noqa: S101 - the layout is an invoice
    full = _text(wanted)
    at = _first(full, ("invoice.segur_amount",))
    left, top, right, bottom = full.shown[at].box or (0, 0, 0, 0)
    empty = order._replace(
        invoice=order.invoice._replace(segur=order.invoice.segur._replace(ht=None))
    )
    drawn = _text(wanted._replace(order=empty))
    page = after.pictures(full.data, 200)[full.shown[at].page - 1]
    scale = 200 / 72
    cut = page.crop(tuple(int(edge * scale) for edge in (left - 2, top - 2, right + 2, bottom + 2)))  # type: ignore[arg-type]

    def draw(canvas: Canvas) -> None:
        size = (right - left + 4, bottom - top + 4)
        canvas.drawInlineImage(cut, left - 2, 841.9 - bottom - 2, *size)

    return _marked(_over(drawn, 1, draw)._replace(shown=full.shown), at, "picture")


def _comment(wanted: Wanted) -> Drawn:
    """A note in the margin that names another amount: no part of the paper."""
    drawn = _text(wanted)
    at = _first(drawn, AMOUNTS)
    one = drawn.shown[at]
    writer = _pdf(drawn)
    top = (one.box or (0, 0, 0, 0))[1]
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Text"),
            NameObject("/Rect"): ArrayObject(
                FloatObject(edge) for edge in (570, 841.9 - top - 16, 588, 841.9 - top)
            ),
            NameObject("/Contents"): TextStringObject(
                f"Montant HT : {digit(one.written[:-5])},00 € ?"
            ),
            NameObject("/Name"): NameObject("/Comment"),
            NameObject("/F"): NumberObject(28),
        }
    )
    writer.add_annotation(one.page - 1, note)
    return _saved(drawn, writer)


# ------------------------------------------------------------------------------ letters


def _outlines(wanted: Wanted) -> Drawn:
    """All letters turned into drawings, as some printers do."""
    drawn = _text(wanted)
    with tempfile.TemporaryDirectory() as name:
        source, out = Path(name) / "in.pdf", Path(name) / "out.pdf"
        source.write_bytes(drawn.data)
        options = ["-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=pdfwrite", "-dNoOutputFonts"]
        fixed = ["-dOmitInfoDate=true", "-dOmitID=true", "-dOmitXMP=true"]
        command = ["gs", *options, *fixed, f"-sOutputFile={out}", str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        return _all_marked(drawn._replace(data=out.read_bytes()), "outline")


def _no_unicode(wanted: Wanted) -> Drawn:
    """Fonts that do not say which letters they draw."""
    drawn = web.drawn(wanted.sheet, web.printed([web.page(wanted.sheet)])[0])
    writer = _pdf(drawn)
    for page in writer.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            font.get_object().pop("/ToUnicode", None)
    return _all_marked(_saved(drawn, writer), "garbled")


def _lost_accents(wanted: Wanted) -> Drawn:
    """Ghostscript forgets which letters the accented ones of these fonts are."""
    sapin = wanted._replace(vendor="sapin")
    drawn = after.distilled(press.render(sapin.sheet, "form").drawn)
    shown = tuple(
        one if one.written.replace("\u00a0", " ").isascii() else one._replace(doubt="garbled")
        for one in drawn.shown
    )
    return drawn._replace(shown=shown)


def _letter_by_letter(wanted: Wanted) -> Drawn:
    """Each letter placed by itself, in an order of its own, as old programs do."""
    drawn = _text(wanted)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595.3, 841.9), invariant=1)
    for page in range(1, drawn.pages + 1):
        letters = []
        for word in words(drawn.data):
            if word.page == page:
                letters += _letters(canvas, word)
        for left, base, size, letter in sorted(letters, key=lambda one: (one[3], one[0])):
            canvas.setFont("Helvetica", size)
            canvas.drawString(left, base, letter)
        canvas.showPage()
    canvas.save()
    return drawn._replace(data=out.getvalue(), signed="absent", how="empty-page")


def _letters(canvas: Canvas, word: Word) -> list[tuple[float, float, float, str]]:
    left, top, right, bottom = word.box
    size = (bottom - top) * 0.85
    width = max(canvas.stringWidth(word.text, "Helvetica", size), 0.1)
    placed, x = [], left
    for letter in word.text:
        placed.append((x, 841.9 - bottom + size * 0.25, size, letter))
        x += canvas.stringWidth(letter, "Helvetica", size) * (right - left) / width
    return placed


def _page(wanted: Wanted, change: Callable[[str], str]) -> Drawn:
    sheet = wanted.sheet
    return web.drawn(sheet, web.printed([change(web.page(sheet))])[0])


def _decomposed(wanted: Wanted) -> Drawn:
    """Accents apart from their letters, as some systems write them."""
    return _page(wanted, lambda page: unicodedata.normalize("NFD", page))


def _soft_hyphens(wanted: Wanted) -> Drawn:
    """Long words cut at the end of lines."""
    sheet = wanted.sheet
    cut = {
        "intermédiation": "inter\u00admédia\u00adtion",
        "l’ensemble": "l’en\u00adsemble",
        "hébergé": "héber\u00adgé",
    }

    def change(page: str) -> str:
        for word, parts in cut.items():
            page = page.replace(word, parts)
        return page.replace("</style>", "td { width: 90pt; } </style>")

    return web.drawn(sheet, web.printed([change(web.page(sheet))])[0])


def _spaced_letters(wanted: Wanted) -> Drawn:
    """Values with wide spaces between letters."""
    return _page(
        wanted, lambda page: page.replace("</style>", "td, dd { letter-spacing: 1.2pt; } </style>")
    )


def _cropped(wanted: Wanted) -> Drawn:
    """The page cut below: what is there is stored and not shown."""
    drawn = _text(wanted)
    writer = _pdf(drawn)
    page = writer.pages[0]
    cut = 400
    page.cropbox.lower_left = (0, cut)
    limit = 841.9 - cut
    shown: list[Shown] = []
    for one in drawn.shown:
        out = one.page == 1 and one.box is not None and one.box[3] > limit
        shown.append(one._replace(doubt="cropped") if out else one)
    saved = _saved(drawn, writer)
    return saved._replace(shown=tuple(shown), signed="unclear", how="cropped")


# ------------------------------------------------------------------------------ ticks and blanks


def _ticked(sheet: Sheet, on: bool) -> Sheet:
    """The same sheet with every scenario ticked, or none."""
    from drawing.blocks import Choice, Grid, Tick  # noqa: PLC0415 - only here

    def change(block: Block) -> Block:
        match block:
            case Grid():
                rows = tuple(
                    tuple(
                        tuple(
                            span._replace(on=on)
                            if isinstance(span, Tick) and span.concept.startswith("scenario")
                            else span
                            for span in cell
                        )
                        for cell in row
                    )
                    for row in block.rows
                )
                return block._replace(rows=rows)
            case Choice():
                options = tuple(
                    (tick._replace(on=on) if tick.concept.startswith("scenario") else tick, text)
                    for tick, text in block.options
                )
                return block._replace(options=options)
            case _:
                return block

    return sheet._replace(blocks=tuple(change(block) for block in sheet.blocks))


def _two_ticks(wanted: Wanted) -> Drawn:
    drawn = press.render(_ticked(wanted.sheet, True), "text").drawn
    shown = tuple(
        one._replace(doubt="marks") if one.concept.startswith("scenario") else one
        for one in drawn.shown
    )
    return drawn._replace(shown=shown)


def _no_tick(wanted: Wanted) -> Drawn:
    return press.render(_ticked(wanted.sheet, False), "text").drawn


def _never_filled(wanted: Wanted) -> Drawn:
    """A form sent back as it came: what is printed is there, the rest is blank."""
    result = press.render(wanted._replace(signed=False).sheet, "blank")
    kept = tuple(one for one in result.drawn.shown if Value(one.concept, "", "").printed)
    return result.drawn._replace(shown=kept, signed="absent", how="empty-box")


PLAYS: dict[str, Callable[[Wanted], Drawn]] = {
    "stale-field": _stale_field,
    "stale-button": _stale_button,
    "painted-over": _painted_over,
    "white-words": _white_words,
    "struck-out": _struck_out,
    "stamped-over": _stamped_over,
    "outlines": _outlines,
    "no-unicode": _no_unicode,
    "lost-accents": _lost_accents,
    "letter-by-letter": _letter_by_letter,
    "decomposed": _decomposed,
    "soft-hyphens": _soft_hyphens,
    "spaced-letters": _spaced_letters,
    "watermark": _watermark,
    "cropped": _cropped,
    "picture-of-a-value": _picture_of_a_value,
    "two-ticks": _two_ticks,
    "no-tick": _no_tick,
    "never-filled": _never_filled,
    "comment": _comment,
}
