"""Draw a sheet with reportlab: plain text, a form with fields, or a form whose blanks are filled later."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from reportlab import rl_config
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.acroform import AcroForm
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

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
from drawing.truth import Box, Drawn, Shown

Mode = Literal["text", "form", "blank"]

PDF_DOC = str.maketrans("’‘“”–—…œ€\u00a0\u202f", "\x90\x8f\x8d\x8e\x85\x84\x83\x9c\xa0  ")
"""Characters of PDFDocEncoding, which reportlab gives to the fonts of fields, beyond Latin-1."""

FONTS = Path("/usr/share/fonts/truetype")
FILES = {
    "serif": ("liberation/LiberationSerif-Regular.ttf", "liberation/LiberationSerif-Bold.ttf"),
    "narrow": (
        "liberation/LiberationSansNarrow-Regular.ttf",
        "liberation/LiberationSansNarrow-Bold.ttf",
    ),
}
MARGIN = 42.0
WIDTH, HEIGHT = A4


@cache
def _fonts(kind: str) -> tuple[str, str]:
    """The names of the upright and bold fonts of a kind."""
    if kind == "sans":
        return "Helvetica", "Helvetica-Bold"
    names = (f"{kind}-Regular", f"{kind}-Bold")
    for name, file in zip(names, FILES[kind], strict=True):
        pdfmetrics.registerFont(TTFont(name, FONTS / file))
    return names


@cache
def _glyphs() -> str:
    """A font that holds ☒ and ☐."""
    pdfmetrics.registerFont(TTFont("Glyphs", FONTS / "dejavu/DejaVuSans.ttf"))
    return "Glyphs"


class Token(NamedTuple):
    """A word, a blank, a tick or a field, and its width."""

    text: str
    span: Span
    width: float
    kind: Literal["word", "space", "tick", "field"]
    lines: int = 1


class Gap_(NamedTuple):  # noqa: N801 - beside the block of that name
    """A place left for a value that is written in later."""

    text: str
    page: int
    box: Box
    size: float = 9
    tick: bool = False


class Result(NamedTuple):
    """What was drawn, and the places to fill in."""

    drawn: Drawn
    blanks: tuple[Gap_, ...]


class Form(AcroForm):  # type: ignore[misc]
    """Fields whose appearance wraps long values, and knows the apostrophe and the euro sign."""

    def txAP(self, key: str, value: str, *args: Any, **extra: Any) -> Any:  # noqa: N802, ANN401
        """The appearance of a text field."""
        size, width = args[2] if len(args) > 2 else extra["fontSize"], extra["width"]
        lines = simpleSplit(value, "Helvetica", size, width - 5) if value else []
        return super().txAP(key, "\n".join(lines).translate(PDF_DOC), *args, **extra)


class Press:
    """One canvas and where the pen stands on it."""

    def __init__(self, sheet: Sheet, mode: Mode) -> None:
        rl_config.invariant = 1
        self.sheet, self.mode, self.look = sheet, mode, sheet.look
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1, pageCompression=1)
        self.canvas.setTitle(sheet.title)
        self.canvas.setAuthor("")
        if mode == "form":
            self.canvas.acroForm.__class__ = Form
        self.font, self.bold = _fonts(self.look.font)
        self.colour, self.tint = HexColor(self.look.colour), HexColor(self.look.tint)
        self.page, self.fields = 1, 0
        self.top = HEIGHT - MARGIN
        self.left, self.right = MARGIN, WIDTH - MARGIN
        self.found: list[tuple[Value | Tick, str, int, Box]] = []
        self.blanks: list[Gap_] = []
        self.signed: tuple[str, int, Box | None] = ("no-box", 0, None)
        self.pages_total = 0

    # -------------------------------------------------------------------- words

    def _tokens(self, content: Content, size: float, bold: bool, room: float) -> list[list[Token]]:
        """The tokens of a content, by forced line."""
        lines: list[list[Token]] = [[]]
        for span in content:
            if isinstance(span, Tick):
                lines[-1].append(Token("", span, self._tick_width(size), "tick"))
                continue
            if isinstance(span, Value) and self.mode != "text" and not span.printed:
                lines[-1].append(self._field_token(span, size, room))
                continue
            text = span if isinstance(span, str) else span.written
            font = self._face(span, bold)
            for number, part in enumerate(text.split("\n")):
                if number:
                    lines.append([])
                lines[-1].extend(self._words(part, span, font, size))
        return lines

    def _words(self, text: str, span: Span, font: str, size: float) -> list[Token]:
        tokens = []
        blank = pdfmetrics.stringWidth(" ", font, size)
        for number, word in enumerate(text.split(" ")):
            if number:
                tokens.append(Token(" ", span, blank, "space"))
            if word:
                tokens.append(Token(word, span, pdfmetrics.stringWidth(word, font, size), "word"))
        return tokens

    def _field_token(self, value: Value, size: float, room: float) -> Token:
        width = pdfmetrics.stringWidth(value.written, "Helvetica", size) + 10
        if width <= room:
            return Token(value.written, value, max(width, min(46, room)), "field")
        lines = simpleSplit(value.written, "Helvetica", size, room - 8)
        return Token(value.written, value, room, "field", len(lines))

    def _face(self, span: Span, bold: bool) -> str:
        return self.bold if bold or (isinstance(span, Value) and span.bold) else self.font

    def _tick_width(self, size: float) -> float:
        if self.look.ticks == "bracket" and self.mode == "text":
            return pdfmetrics.stringWidth("[x]", self.font, size) + 2
        return size + 2

    def _wrap(
        self, content: Content, room: float, size: float, bold: bool = False
    ) -> list[list[Token]]:
        wrapped: list[list[Token]] = []
        for tokens in self._tokens(content, size, bold, room):
            line: list[Token] = []
            used = 0.0
            for unit in _units(tokens):
                width = sum(token.width for token in unit)
                if line and used + width > room + 0.01 and unit[0].kind != "space":
                    wrapped.append(_stripped(line))
                    line, used = [], 0.0
                line.extend(unit)
                used += width
            wrapped.append(_stripped(line))
        return wrapped

    def _height(self, lines: Sequence[Sequence[Token]], size: float) -> float:
        return sum(self._leading(line, size) for line in lines)

    def _leading(self, line: Sequence[Token], size: float) -> float:
        deep = max((token.lines for token in line if token.kind == "field"), default=0)
        return max(size * 1.3, deep * size * 1.3 + (5 if deep else 0))

    def _put(
        self,
        content: Content,
        x: float,
        top: float,
        room: float,
        size: float,
        bold: bool = False,
        align: str = "l",
    ) -> float:
        """Draw a content from its top left corner; the height that it took."""
        lines = self._wrap(content, room, size, bold)
        within = text_of(content)
        y = top
        for line in lines:
            leading = self._leading(line, size)
            width = sum(token.width for token in line)
            start = x + {"l": 0.0, "r": room - width, "c": (room - width) / 2}[align]
            self._line(line, start, y - leading, leading, size, bold, within)
            y -= leading
        return top - y

    def _line(
        self,
        line: Sequence[Token],
        x: float,
        bottom: float,
        leading: float,
        size: float,
        bold: bool,
        within: str,
    ) -> None:
        base = bottom + size * 0.3 + (0 if leading <= size * 1.4 else (leading - size * 1.3) / 2)
        for run in _runs(line):
            width = sum(token.width for token in run)
            match run[0]:
                case Token(kind="tick", span=Tick() as tick):
                    self._tick(tick, x, base, size, within)
                case Token(kind="field", span=Value() as value) as token:
                    self._field(
                        value,
                        (x, bottom + 1, token.width - 2, leading - 2),
                        size,
                        token.lines,
                        within,
                    )
                case token:
                    self.canvas.setFont(self._face(token.span, bold), size)
                    self.canvas.drawString(x, base, "".join(one.text for one in run))
                    if isinstance(token.span, Value):
                        self._found(
                            token.span, within, x, base - size * 0.22, x + width, base + size * 0.75
                        )
            x += width

    def _found(
        self, what: Value | Tick, within: str, left: float, bottom: float, right: float, top: float
    ) -> None:
        box = (left, HEIGHT - top, right, HEIGHT - bottom)
        self.found.append((what, within, self.page, box))

    # -------------------------------------------------------------------- ticks and fields

    def _tick(self, tick: Tick, x: float, base: float, size: float, within: str) -> None:
        side = size * 0.85
        if self.mode == "form":
            self._button(tick, x, base - 1, side + 1)
        elif self.mode == "blank" or self.look.ticks in {"zapf", "vector"}:
            self._square(tick, x, base - 1, side)
        elif self.look.ticks == "bracket":
            self.canvas.setFont(self.font, size)
            self.canvas.drawString(x, base, "[x]" if tick.on else "[ ]")
        else:
            self.canvas.setFont(_glyphs(), size)
            self.canvas.drawString(x, base, "☒" if tick.on else "☐")
        if tick.concept and tick.on:
            self._found(tick, within, x, base - 1, x + side + 1, base + side)

    def _square(self, tick: Tick, x: float, y: float, side: float) -> None:
        self.canvas.setLineWidth(0.7)
        self.canvas.rect(x, y, side, side)
        if not tick.on:
            return
        if self.mode == "blank":
            box = (x, HEIGHT - y - side, x + side, HEIGHT - y)
            self.blanks.append(Gap_("X", self.page, box, tick=True))
        elif self.look.ticks == "vector":
            self.canvas.setLineWidth(1.1)
            self.canvas.line(x + 1, y + 1, x + side - 1, y + side - 1)
            self.canvas.line(x + 1, y + side - 1, x + side - 1, y + 1)
        else:
            self.canvas.setFont("ZapfDingbats", side)
            self.canvas.drawString(x + side * 0.1, y + side * 0.16, "8")
        self.canvas.setLineWidth(0.5)

    def _button(self, tick: Tick, x: float, y: float, side: float) -> None:
        form = self.canvas.acroForm
        self.fields += 1
        if tick.group:
            form.radio(
                name=tick.group,
                value=_choice(tick.value) or f"choix{self.fields}",
                selected=tick.on,
                x=x,
                y=y,
                size=side + 1,
                buttonStyle="circle",
                borderWidth=0.7,
                fillColor=white,
                borderColor=black,
            )
        else:
            form.checkbox(
                name=f"case_{self.fields}",
                checked=tick.on,
                x=x,
                y=y,
                size=side + 1,
                buttonStyle="cross" if self.look.ticks in {"zapf", "vector"} else "check",
                borderWidth=0.7,
                fillColor=white,
                borderColor=black,
            )

    def _field(
        self,
        value: Value,
        place: tuple[float, float, float, float],
        size: float,
        lines: int,
        within: str,
    ) -> None:
        x, y, width, height = place
        self.fields += 1
        if self.mode == "form" and value.options:
            self._list(value, place, size)
        elif self.mode == "form":
            self.canvas.acroForm.textfield(
                name=f"{value.concept.split('.')[-1]}_{self.fields}",
                value=value.written,
                x=x,
                y=y,
                width=width,
                height=height,
                fontName="Helvetica",
                fontSize=size - 0.5,
                borderWidth=0.5,
                borderColor=HexColor("#9aa5b1"),
                fillColor=HexColor("#f4f7fb"),
                fieldFlags="multiline" if lines > 1 else "",
            )
        else:
            self.canvas.setLineWidth(0.4)
            self.canvas.setDash(1, 2)
            self.canvas.line(x, y + 1, x + width, y + 1)
            self.canvas.setDash()
            box = (x, HEIGHT - y - height, x + width, HEIGHT - y)
            self.blanks.append(Gap_(value.written, self.page, box, size - 0.5))
        self._found(value, within, x, y, x + width, y + height)

    def _list(self, value: Value, place: tuple[float, float, float, float], size: float) -> None:
        x, y, width, height = place
        self.canvas.acroForm.choice(
            name=f"{value.concept.split('.')[-1]}_{self.fields}",
            value=value.written,
            options=list(value.options),
            x=x,
            y=y,
            width=width,
            height=height,
            fontName="Helvetica",
            fontSize=size - 0.5,
            borderWidth=0.5,
            borderColor=HexColor("#9aa5b1"),
            fillColor=HexColor("#f4f7fb"),
        )

    # -------------------------------------------------------------------- pages

    def _turn(self) -> None:
        self._foot()
        self.canvas.showPage()
        self.page += 1
        self.top = HEIGHT - MARGIN

    def _foot(self) -> None:
        self.canvas.setFont(self.font, 6.5)
        self.canvas.setFillColor(HexColor("#666666"))
        self.canvas.drawString(MARGIN, 24, self.sheet.footer)
        total = (
            f"Page {self.page} / {self.pages_total}" if self.pages_total else f"Page {self.page}"
        )
        self.canvas.drawRightString(WIDTH - MARGIN, 24, total)
        self.canvas.setFillColor(black)

    def _need(self, height: float) -> None:
        if self.top - height < 46 and self.top < HEIGHT - MARGIN - 1:
            self._turn()

    @property
    def room(self) -> float:
        """The width to draw in."""
        return self.right - self.left

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
                self._turn()

    def _banner(self, banner: Banner) -> None:
        self._logo(self.left, self.top - 34)
        self.canvas.setFillColor(self.colour)
        self.canvas.setFont(self.bold, 12)
        self.canvas.drawString(self.left + 44, self.top - 16, banner.vendor)
        self.canvas.setFillColor(black)
        y = self.top - 4
        for content in banner.corner:
            y -= self._put(content, self.right - 190, y, 190, self.look.size, align="r")
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
        self._need(max(heights))
        for number, party in enumerate((parties.left, parties.right)):
            x = self.left + number * (half + 16)
            if parties.boxed:
                self.canvas.setLineWidth(0.6)
                self.canvas.rect(x, self.top - max(heights), half, max(heights))
            self._party(party, x + 6, half - 12)
        self.top -= max(heights) + 10

    def _party_height(self, party: Party, width: float) -> float:
        size = self.look.size
        lines = sum(self._height(self._wrap(one, width - 12, size), size) for one in party.lines)
        return lines + size * 1.3 + 14

    def _party(self, party: Party, x: float, width: float) -> None:
        y = self.top - 5
        self.canvas.setFillColor(self.colour)
        y -= self._put((party.caption,), x, y, width, self.look.size, bold=True)
        self.canvas.setFillColor(black)
        y -= 2
        for content in party.lines:
            y -= self._put(content, x, y, width, self.look.size)

    def _heading(self, title: str) -> None:
        if not title:
            return
        self._need(40)
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
            self._need(height)
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
            labels = self._height(self._wrap((label,), width - 6, size - 1), size - 1)
            return labels + self._height(self._wrap(content, width - 6, size), size) + 7
        if style == "colon":
            content = (f"{label}\u00a0: ", *content)
            return self._height(self._wrap(content, width, size), size)
        share = self._label_width(width)
        labels = self._height(self._wrap((label,), share - 8, size), size)
        return max(labels, self._height(self._wrap(content, width - share - 8, size), size)) + 5

    def _one_field(
        self, style: str, label: str, content: Content, x: float, width: float, height: float
    ) -> None:
        size = self.look.size
        if style == "colon":
            self._put((f"{label}\u00a0: ", *content), x, self.top, width, size)
        elif style == "stacked":
            self.canvas.setLineWidth(0.4)
            self.canvas.rect(x, self.top - height, width, height)
            self.canvas.setFillColor(HexColor("#555555"))
            used = self._put((label,), x + 3, self.top - 2, width - 6, size - 1)
            self.canvas.setFillColor(black)
            self._put(content, x + 3, self.top - 3 - used, width - 6, size)
        else:
            share = self._label_width(width)
            if style == "grid":
                self.canvas.setLineWidth(0.5)
                self.canvas.setFillColor(self.tint)
                self.canvas.rect(x, self.top - height, share, height, fill=1)
                self.canvas.setFillColor(black)
                self.canvas.rect(x + share, self.top - height, width - share, height)
            self._put((label,), x + 4, self.top - 2, share - 8, size)
            if style == "leader":
                self._leader(x + 6 + pdfmetrics.stringWidth(label, self.font, size), x + share)
            self._put(content, x + share + 4, self.top - 2, width - share - 8, size)

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
        self._need(60)
        self._row(head, widths, size, "c" * len(widths), head=True)
        for row in grid.rows:
            if self.top - self._row_height(row, widths, size) < 46:
                self._turn()
                self._row(head, widths, size, "c" * len(widths), head=True)
            self._row(row, widths, size, grid.align)
        for row in grid.foot:
            self._need(20)
            self._row(row, widths, size, grid.align, bold=True)
        self.top -= 8

    def _row_height(
        self, row: Sequence[Content], widths: Sequence[float], size: float, bold: bool = False
    ) -> float:
        return 6 + max(
            self._height(self._wrap(cell, width - 6, size, bold), size)
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
            self._put(cell, x + 3, self.top - 3, width - 6, size, head or bold, side)
            x += width
        if not self.look.rules:
            self.canvas.line(self.left, self.top - height, self.right, self.top - height)
        self.top -= height

    def _choice(self, choice: Choice) -> None:
        size = self.look.size
        if choice.label:
            self._need(30)
            self.top -= self._put((choice.label,), self.left, self.top, self.room, size) + 2
        if choice.inline:
            spans: list[Span] = []
            for tick, text in choice.options:
                spans += [tick, "\u00a0" + text.replace(" ", "\u00a0"), "     "]
            self.top -= self._put(tuple(spans), self.left + 10, self.top, self.room - 10, size) + 5
            return
        for tick, text in choice.options:
            height = self._height(self._wrap((text,), self.room - 30, size), size)
            self._need(height)
            self._tick(tick, self.left + 10, self.top - size, size, text)
            self._put(
                (text,), self.left + 14 + self._tick_width(size), self.top, self.room - 30, size
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
        lines = self._wrap(text.content, self.room - 2 * inset, size, bold)
        height = self._height(lines, size) + 2 * inset
        self._need(height)
        if text.style == "box":
            self.canvas.setStrokeColor(self.colour)
            self.canvas.rect(self.left, self.top - height, self.room, height)
            self.canvas.setStrokeColor(black)
        self._put(
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
        height = sum(self._height(self._wrap(line, width - 12, size), size) + 2 for line in lines)
        caption = self._height(self._wrap((box.caption,), width - 12, size, bold=True), size)
        total = height + caption + box.height + 12
        self._need(total + 4)
        if box.supplier:
            self.canvas.rect(self.left, self.top - total, half, total)
            self._put((box.supplier,), self.left + 6, self.top - 5, half - 12, size, bold=True)
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
        y -= self._put((box.caption,), x + 6, y, width - 12, size, bold=True) + 2
        for line in lines:
            y -= self._put(line, x + 6, y, width - 12, size) + 2
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
            path.moveTo(x + stroke[0][0], y + stroke[0][1])
            for a, b, c in stroke[1:]:  # type: ignore[misc]
                path.curveTo(x + a[0], y + a[1], x + b[0], y + b[1], x + c[0], y + c[1])
            self.canvas.drawPath(path)
        self.canvas.restoreState()

    def done(self) -> bytes:
        """Close the last page."""
        self._foot()
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()


def _units(tokens: Sequence[Token]) -> list[list[Token]]:
    """Tokens that no line may part: words and ticks that touch."""
    units: list[list[Token]] = []
    for token in tokens:
        glued = units and token.kind != "space" and units[-1][-1].kind != "space"
        if glued and token.kind != "field" and units[-1][-1].kind != "field":
            units[-1].append(token)
        else:
            units.append([token])
    return units


def _stripped(line: Sequence[Token]) -> list[Token]:
    tokens = list(line)
    while tokens and tokens[-1].kind == "space":
        tokens.pop()
    while tokens and tokens[0].kind == "space":
        tokens.pop(0)
    return tokens


def _runs(line: Sequence[Token]) -> list[list[Token]]:
    """Tokens of one span, which are drawn as one string."""
    runs: list[list[Token]] = []
    for token in line:
        plain = token.kind in {"word", "space"}
        if (
            runs
            and plain
            and runs[-1][-1].kind in {"word", "space"}
            and runs[-1][-1].span is token.span
        ):
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _choice(text: str) -> str:
    """The export value of a radio button: plain letters, as tools make them."""
    return "".join(char for char in text if char.isascii() and char.isalnum())[:24]


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
    for what, within, page, box in found:
        written = what.written if isinstance(what, Value) else within
        key = (id(what), page)
        box = tuple(round(edge, 1) for edge in box)  # type: ignore[assignment]
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


def seeded(seed: int) -> random.Random:
    """A source of chance that is the same each time."""
    return random.Random(seed)  # noqa: S311 - nothing is secret here
