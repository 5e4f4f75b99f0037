"""Draw a sheet with reportlab: plain text, a form with fields, or a form whose blanks are filled later."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple

from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics

from drawing import strokes
from drawing.blocks import (
    Banner,
    Block,
    Break,
    Choice,
    Columns,
    Content,
    Fields,
    Gap,
    Grid,
    Parties,
    Party,
    Sheet,
    Signature,
    Span,
    Text,
    Tick,
    Value,
    text_of,
)
from drawing.pen import HEIGHT, WIDTH, Blank, Mode, Pen
from drawing.truth import Box, Drawn, Shown


class Result(NamedTuple):
    """What was drawn, and the places to fill in."""

    drawn: Drawn
    blanks: tuple[Blank, ...]


class Press(Pen):
    """Draws blocks, one under the other."""

    # -------------------------------------------------------------------- blocks

    def draw(self, block: Block) -> None:
        """Draw one block at the pen."""
        match block:
            case Banner():
                self._banner(block)
            case Parties():
                self._parties(block)
            case Fields():
                self._fields(block)
            case Grid():
                self._grid(block)
            case Choice():
                self._choice(block)
            case Text():
                self._text(block)
            case Signature():
                self._signature(block)
            case Columns():
                self._columns(block)
            case Gap():
                self.top -= block.height
            case Break():
                self.turn()

    def _banner(self, banner: Banner) -> None:
        self._logo(self.left, self.top - 34)
        self.canvas.setFillColor(self.colour)
        self.canvas.setFont(self.bold, 12)
        self.canvas.drawString(self.left + 44, self.top - 16, banner.vendor)
        self.canvas.setFillColor(black)
        y = self.top - 4
        for content in banner.corner:
            y -= self.put(content, self.right - 190, y, 190, self.look.size, align="r")
        self.top = min(self.top - 46, y - 8)
        self.canvas.setFillColor(self.colour)
        self.canvas.setFont(self.bold, 15)
        self.canvas.drawCentredString(WIDTH / 2, self.top - 14, banner.title)
        self.canvas.setFillColor(black)
        self.top -= 20
        if banner.subtitle:
            self.canvas.setFont(self.font, 9)
            self.canvas.drawCentredString(WIDTH / 2, self.top - 9, banner.subtitle)
            self.top -= 13
        self.canvas.setStrokeColor(self.colour)
        self.canvas.setLineWidth(1.2)
        self.canvas.line(self.left, self.top - 4, self.right, self.top - 4)
        self.canvas.setStrokeColor(black)
        self.canvas.setLineWidth(0.5)
        self.top -= 14

    def _logo(self, x: float, y: float) -> None:
        self.canvas.setFillColor(self.colour)
        match self.look.logo:
            case "disc":
                self.canvas.circle(x + 17, y + 17, 16, stroke=0, fill=1)
                self.canvas.setFillColor(white)
                self.canvas.circle(x + 22, y + 20, 8, stroke=0, fill=1)
            case "bars":
                for number, height in enumerate((12, 24, 32, 20)):
                    self.canvas.rect(x + number * 9, y, 7, height, stroke=0, fill=1)
            case "cross":
                self.canvas.rect(x + 12, y, 10, 34, stroke=0, fill=1)
                self.canvas.rect(x, y + 12, 34, 10, stroke=0, fill=1)
            case "none":
                pass
        self.canvas.setFillColor(black)

    def _parties(self, parties: Parties) -> None:
        half = (self.room - 16) / 2
        heights = [self._party_height(party, half) for party in (parties.left, parties.right)]
        self.need(max(heights))
        for number, party in enumerate((parties.left, parties.right)):
            x = self.left + number * (half + 16)
            if parties.boxed:
                self.canvas.setLineWidth(0.6)
                self.canvas.rect(x, self.top - max(heights), half, max(heights))
            self._party(party, x + 6, half - 12)
        self.top -= max(heights) + 10

    def _party_height(self, party: Party, width: float) -> float:
        size = self.look.size
        lines = sum(self.height(self.wrap(one, width - 12, size), size) for one in party.lines)
        return lines + size * 1.3 + 14

    def _party(self, party: Party, x: float, width: float) -> None:
        y = self.top - 5
        self.canvas.setFillColor(self.colour)
        y -= self.put((party.caption,), x, y, width, self.look.size, bold=True)
        self.canvas.setFillColor(black)
        y -= 2
        for content in party.lines:
            y -= self.put(content, x, y, width, self.look.size)

    def _heading(self, title: str) -> None:
        if not title:
            return
        self.need(40)
        self.canvas.setFillColor(self.tint)
        self.canvas.rect(self.left, self.top - 14, self.room, 14, stroke=0, fill=1)
        self.canvas.setFillColor(self.colour)
        self.canvas.setFont(self.bold, self.look.size + 0.5)
        self.canvas.drawString(self.left + 4, self.top - 10.5, title)
        self.canvas.setFillColor(black)
        self.top -= 19

    def _fields(self, fields: Fields) -> None:
        self._heading(fields.title)
        size, columns = self.look.size, fields.columns
        gap = 14 if columns > 1 else 0
        width = (self.room - gap * (columns - 1)) / columns
        rows = [
            fields.rows[start : start + columns] for start in range(0, len(fields.rows), columns)
        ]
        for row in rows:
            height = max(
                self._field_height(fields.style, label, content, width) for label, content in row
            )
            self.need(height)
            for number, (label, content) in enumerate(row):
                x = self.left + number * (width + gap)
                self._one_field(fields.style, label, content, x, width, height)
            self.top -= height + (0 if fields.style == "grid" else 3)
        self.top -= 6
        self.canvas.setFont(self.font, size)

    def _label_width(self, width: float) -> float:
        return width * 0.42

    def _field_height(self, style: str, label: str, content: Content, width: float) -> float:
        size = self.look.size
        if style == "stacked":
            labels = self.height(self.wrap((label,), width - 6, size - 1), size - 1)
            return labels + self.height(self.wrap(content, width - 6, size), size) + 7
        if style == "colon":
            content = (f"{label}\u00a0: ", *content)
            return self.height(self.wrap(content, width, size), size)
        share = self._label_width(width)
        labels = self.height(self.wrap((label,), share - 8, size), size)
        return max(labels, self.height(self.wrap(content, width - share - 8, size), size)) + 5

    def _one_field(
        self, style: str, label: str, content: Content, x: float, width: float, height: float
    ) -> None:
        size = self.look.size
        if style == "colon":
            self.put((f"{label}\u00a0: ", *content), x, self.top, width, size)
        elif style == "stacked":
            self.canvas.setLineWidth(0.4)
            self.canvas.rect(x, self.top - height, width, height)
            self.canvas.setFillColor(HexColor("#555555"))
            used = self.put((label,), x + 3, self.top - 2, width - 6, size - 1)
            self.canvas.setFillColor(black)
            self.put(content, x + 3, self.top - 3 - used, width - 6, size)
        else:
            share = self._label_width(width)
            if style == "grid":
                self.canvas.setLineWidth(0.5)
                self.canvas.setFillColor(self.tint)
                self.canvas.rect(x, self.top - height, share, height, fill=1)
                self.canvas.setFillColor(black)
                self.canvas.rect(x + share, self.top - height, width - share, height)
            self.put((label,), x + 4, self.top - 2, share - 8, size)
            if style == "leader":
                self._leader(x + 6 + pdfmetrics.stringWidth(label, self.font, size), x + share)
            self.put(content, x + share + 4, self.top - 2, width - share - 8, size)

    def _leader(self, start: float, end: float) -> None:
        if end - start > 6:
            self.canvas.setDash(1, 2)
            self.canvas.setLineWidth(0.5)
            self.canvas.line(
                start, self.top - self.look.size - 1, end, self.top - self.look.size - 1
            )
            self.canvas.setDash()

    def _grid(self, grid: Grid) -> None:
        self._heading(grid.title)
        size = self.look.size - 0.5
        total = sum(grid.widths)
        widths = [self.room * width / total for width in grid.widths]
        head = [(text,) for text in grid.header]
        self.need(60)
        self._row(head, widths, size, "c" * len(widths), head=True)
        for row in grid.rows:
            if self.top - self._row_height(row, widths, size) < 46:
                self.turn()
                self._row(head, widths, size, "c" * len(widths), head=True)
            self._row(row, widths, size, grid.align)
        for row in grid.foot:
            self.need(20)
            self._row(row, widths, size, grid.align, bold=True)
        self.top -= 8

    def _row_height(
        self, row: Sequence[Content], widths: Sequence[float], size: float, bold: bool = False
    ) -> float:
        return 6 + max(
            self.height(self.wrap(cell, width - 6, size, bold), size)
            for cell, width in zip(row, widths, strict=True)
        )

    def _row(
        self,
        row: Sequence[Content],
        widths: Sequence[float],
        size: float,
        align: str,
        head: bool = False,
        bold: bool = False,
    ) -> None:
        height = self._row_height(row, widths, size, head or bold)
        x = self.left
        for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
            self.canvas.setFillColor(self.tint if head else white)
            self.canvas.setLineWidth(0.5)
            if self.look.rules or head:
                self.canvas.rect(x, self.top - height, width, height, fill=1)
            self.canvas.setFillColor(black)
            side = align[number] if number < len(align) else "l"
            self.put(cell, x + 3, self.top - 3, width - 6, size, head or bold, side)
            x += width
        if not self.look.rules:
            self.canvas.line(self.left, self.top - height, self.right, self.top - height)
        self.top -= height

    def _choice(self, choice: Choice) -> None:
        size = self.look.size
        if choice.label:
            self.need(30)
            self.top -= self.put((choice.label,), self.left, self.top, self.room, size) + 2
        if choice.inline:
            spans: list[Span] = []
            for tick, text in choice.options:
                spans += [tick, "\u00a0" + text.replace(" ", "\u00a0"), "     "]
            self.top -= self.put(tuple(spans), self.left + 10, self.top, self.room - 10, size) + 5
            return
        for tick, text in choice.options:
            height = self.height(self.wrap((text,), self.room - 30, size), size)
            self.need(height)
            self.tick(tick, self.left + 10, self.top - size, size, text)
            self.put(
                (text,), self.left + 14 + self.tick_width(size), self.top, self.room - 30, size
            )
            self.top -= height + 2
        self.top -= 4

    def _text(self, text: Text) -> None:
        if text.style == "heading":
            self._heading(text_of(text.content))
            return
        size = 7 if text.style == "small" else self.look.size
        inset = 8 if text.style == "box" else 0
        bold = text.style in {"bold", "box"}
        lines = self.wrap(text.content, self.room - 2 * inset, size, bold)
        height = self.height(lines, size) + 2 * inset
        self.need(height)
        if text.style == "box":
            self.canvas.setStrokeColor(self.colour)
            self.canvas.rect(self.left, self.top - height, self.room, height)
            self.canvas.setStrokeColor(black)
        self.put(
            text.content, self.left + inset, self.top - inset, self.room - 2 * inset, size, bold
        )
        self.top -= height + 5

    def _columns(self, columns: Columns) -> None:
        left, right, top, page = self.left, self.right, self.top, self.page
        half = (right - left - 18) / 2
        self.right = left + half
        for block in columns.left:
            self.draw(block)
        low = self.top
        if self.page != page:
            raise ValueError("columns must hold on a page")
        self.left, self.right, self.top = left + half + 18, right, top
        for block in columns.right:
            self.draw(block)
        self.left, self.right, self.top = left, right, min(low, self.top)

    def _signature(self, box: Signature) -> None:
        size = self.look.size
        half = (self.room - 20) / 2
        width = half if box.supplier else half + 40
        lines: list[Content] = [
            (f"{label}\u00a0: ", *content) if label else content for label, content in box.lines
        ]
        height = sum(self.height(self.wrap(line, width - 12, size), size) + 2 for line in lines)
        caption = self.height(self.wrap((box.caption,), width - 12, size, bold=True), size)
        total = height + caption + box.height + 12
        self.need(total + 4)
        if box.supplier:
            self.canvas.rect(self.left, self.top - total, half, total)
            self.put((box.supplier,), self.left + 6, self.top - 5, half - 12, size, bold=True)
            if box.supplier_signs:
                self._sign(
                    "image",
                    self.left + 20,
                    self.top - total + 8,
                    box.seed + 50,
                    half - 60,
                    box.height,
                )
        x = self.right - width
        self.canvas.setLineWidth(0.7)
        self.canvas.rect(x, self.top - total, width, total)
        y = self.top - 5
        y -= self.put((box.caption,), x + 6, y, width - 12, size, bold=True) + 2
        for line in lines:
            y -= self.put(line, x + 6, y, width - 12, size) + 2
        place = (x, HEIGHT - y, x + width, HEIGHT - self.top + total)
        if box.sign:
            self._sign(box.sign, x + 20, self.top - total + 6, box.seed, width - 60, box.height - 8)
        self.signed = (box.sign or "empty-box", self.page, place)
        self.top -= total + 8

    def _sign(self, how: str, x: float, y: float, seed: int, width: float, height: float) -> None:
        if how == "image":
            picture = ImageReader(io.BytesIO(strokes.picture(seed)))
            self.canvas.drawImage(
                picture, x, y, width, height, mask="auto", preserveAspectRatio=True
            )
            return
        self.canvas.saveState()
        self.canvas.setStrokeColor(HexColor("#1b2a6b"))
        self.canvas.setLineWidth(1.1)
        for stroke in strokes.lines(seed, width, height):
            path = self.canvas.beginPath()
            path.moveTo(x + stroke.start[0], y + stroke.start[1])
            for a, b, c in stroke.curves:
                path.curveTo(x + a[0], y + a[1], x + b[0], y + b[1], x + c[0], y + c[1])
            self.canvas.drawPath(path)
        self.canvas.restoreState()


def render(sheet: Sheet, mode: Mode = "text") -> Result:
    """Draw a sheet."""
    first = _drawn(sheet, mode, 0)
    press = _drawn(sheet, mode, first.page)
    data = press.done()
    how, page, box = press.signed
    signed = {"image": "present", "ink": "present", "empty-box": "absent"}.get(how, "")
    drawn = Drawn(
        data=data,
        suffix=".pdf",
        pages=press.page,
        shown=shown(press.found),
        signed=signed,
        how=how,
        producer={"text": "reportlab", "form": "reportlab-acroform", "blank": "reportlab"}[mode],
        signed_page=page,
        signed_box=box,
    )
    return Result(drawn, tuple(press.blanks))


def _drawn(sheet: Sheet, mode: Mode, pages: int) -> Press:
    press = Press(sheet, mode)
    press.pages_total = pages
    for block in sheet.blocks:
        press.draw(block)
    return press


def shown(found: Sequence[tuple[Value | Tick, str, int, Box]]) -> tuple[Shown, ...]:
    """What was drawn, a value that runs over several lines joined."""
    joined: dict[tuple[int, int], Shown] = {}
    for what, within, page, place in found:
        written = what.written if isinstance(what, Value) else within
        key = (id(what), page)
        left, top, right, bottom = (round(edge, 1) for edge in place)
        box = (left, top, right, bottom)
        if key in joined:
            old = joined[key].box or box
            box = (
                min(old[0], box[0]),
                min(old[1], box[1]),
                max(old[2], box[2]),
                max(old[3], box[3]),
            )
        joined[key] = Shown(what.concept, written, what.value, what.subject, within, page, box)
    return tuple(joined.values())
