"""Words, ticks and fields on a canvas of reportlab."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from reportlab import rl_config
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.acroform import AcroForm
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from drawing.blocks import (
    Content,
    Sheet,
    Span,
    Tick,
    Value,
    text_of,
)
from drawing.truth import Box

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


class Blank(NamedTuple):
    """A place left for a value that is written in later."""

    text: str
    page: int
    box: Box
    size: float = 9
    tick: bool = False


class Form(AcroForm):  # type: ignore[misc]
    """Fields whose appearance wraps long values, and knows the apostrophe and the euro sign."""

    def txAP(self, key: str, value: str, *args: Any, **extra: Any) -> Any:  # noqa: N802, ANN401
        """The appearance of a text field."""
        size, width = args[2] if len(args) > 2 else extra["fontSize"], extra["width"]
        lines = simpleSplit(value, "Helvetica", size, width - 5) if value else []
        return super().txAP(key, "\n".join(lines).translate(PDF_DOC), *args, **extra)


class Pen:
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
        self.blanks: list[Blank] = []
        self.signed: tuple[str, int, Box | None] = ("no-box", 0, None)
        self.pages_total = 0

    # -------------------------------------------------------------------- words

    def _tokens(self, content: Content, size: float, bold: bool, room: float) -> list[list[Token]]:
        """The tokens of a content, by forced line."""
        lines: list[list[Token]] = [[]]
        for span in content:
            if isinstance(span, Tick):
                lines[-1].append(Token("", span, self.tick_width(size), "tick"))
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

    def tick_width(self, size: float) -> float:
        """The width of a box to tick."""
        if self.look.ticks == "bracket" and self.mode == "text":
            return float(pdfmetrics.stringWidth("[x]", self.font, size)) + 2
        return size + 2

    def wrap(
        self, content: Content, room: float, size: float, bold: bool = False
    ) -> list[list[Token]]:
        """A content as lines that fit."""
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

    def height(self, lines: Sequence[Sequence[Token]], size: float) -> float:
        """The height of lines."""
        return sum(self._leading(line, size) for line in lines)

    def _leading(self, line: Sequence[Token], size: float) -> float:
        deep = max((token.lines for token in line if token.kind == "field"), default=0)
        return max(size * 1.3, deep * size * 1.3 + (5 if deep else 0))

    def put(
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
        lines = self.wrap(content, room, size, bold)
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
                    self.tick(tick, x, base, size, within)
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

    def tick(self, tick: Tick, x: float, base: float, size: float, within: str) -> None:
        """Draw a box to tick; ``within`` are the words beside it."""
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
            self.blanks.append(Blank("X", self.page, box, tick=True))
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
            self.blanks.append(Blank(value.written, self.page, box, size - 0.5))
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

    def turn(self) -> None:
        """Begin a page."""
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

    def need(self, height: float) -> None:
        """Begin a page if what is left of this one is too low."""
        if self.top - height < 46 and self.top < HEIGHT - MARGIN - 1:
            self.turn()

    @property
    def room(self) -> float:
        """The width to draw in."""
        return float(self.right - self.left)

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
