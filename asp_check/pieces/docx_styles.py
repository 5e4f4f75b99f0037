"""How a run of a DOCX shows: hidden, struck through, in white, in a font of symbols."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from asp_check.pieces.office import find, is_on, value

_DEEPEST = 20
"""Styles that rest on one another, at most."""
_SMALLEST = 4
"""Half points: what is smaller than two points is not there to be read."""
_SYMBOLS = ("wingdings", "webdings", "symbol")

TICKS: Mapping[str, bool] = {
    **dict.fromkeys("☐□◻▢❏❐❑❒▯⬜🞎", False),
    **dict.fromkeys("☑☒✓✔✗✘☓⊠⊗🗹🗷🗵🮱⮽✅❎", True),
}
"""Characters that are a box to tick or a mark, and whether they are ticked."""

_GLYPHS: Mapping[str, Mapping[int, str]] = {
    "wingdings": {
        0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0x78: "☒", 0xFB: "✘", 0xFC: "✔", 0xFD: "☒",
        0xFE: "☑",
    },
    "wingdings 2": {
        0xA3: "☐", 0x2A: "☐", 0x4F: "✘", 0x50: "✔", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒",
        0x56: "☒",
    },
    "webdings": {0x63: "☐", 0x61: "✔", 0x72: "✘"},
    "symbol": {},
}  # fmt: skip
"""The boxes and marks of the fonts of symbols, by code."""


class Look(NamedTuple):
    """How a run shows."""

    hidden: bool = False
    doubt: str = ""
    font: str = ""


class Styles:
    """The styles of one document, asked for what a run looks like."""

    def __init__(self, tree: Element | None) -> None:
        styles = () if tree is None else tree.findall("style")
        self._by_id = {one.get("styleId", ""): one for one in styles}
        self._defaults = find(tree, "docDefaults", "rPrDefault", "rPr")
        self._default = next(
            (
                one.get("styleId", "")
                for one in styles
                if one.get("type") == "paragraph" and one.get("default") in ("1", "true")
            ),
            "",
        )

    def _chain(self, name: str) -> Iterator[Element]:
        """The properties of a style and of those that it rests on, nearest first."""
        for _ in range(_DEEPEST):
            style = self._by_id.get(name)
            if style is None:
                return
            if (properties := style.find("rPr")) is not None:
                yield properties
            name = value(style, "basedOn") or ""

    def look(self, run: Element | None, paragraph: Element | None, ground: str) -> Look:
        """How a run with these properties shows, in a paragraph with these, on this colour."""
        layers = [] if run is None else [run]
        layers += self._chain(value(run, "rStyle") or "")
        layers += self._chain(value(paragraph, "pStyle") or self._default)
        if self._defaults is not None:
            layers.append(self._defaults)
        shade = _shade(_first(layers, "shd")) or _highlight(_first(layers, "highlight")) or ground
        font = _font(layers)
        if _switched(layers, "vanish"):
            return Look(hidden=True)
        if _invisible(layers, shade):
            return Look(doubt="hidden", font=font)
        struck = _switched(layers, "strike") or _switched(layers, "dstrike")
        return Look(doubt="struck" if struck else "", font=font)

    def numbering(self, paragraph: Element | None) -> Element | None:
        """The numbering of a paragraph, its own or that of its style."""
        own = find(paragraph, "numPr")
        name = value(paragraph, "pStyle") or ""
        for _ in range(_DEEPEST):
            style = self._by_id.get(name)
            if own is not None or style is None:
                break
            own, name = find(style, "pPr", "numPr"), value(style, "basedOn") or ""
        return own

    def shades(self, table: Element | None) -> bool:
        """Whether the style of a table, by its properties, colours cells."""
        style = self._by_id.get(value(table, "tblStyle") or "")
        return style is not None and any(_shade(one) for one in style.iter("shd"))


def shade_of(properties: Element | None) -> str:
    """The colour that a cell or a paragraph with these properties is filled with; empty for none."""
    return _shade(find(properties, "shd"))


def _first(layers: list[Element], name: str) -> Element | None:
    return next((found for one in layers if (found := one.find(name)) is not None), None)


def _switched(layers: list[Element], name: str) -> bool:
    return next((is_on(one, name) for one in layers if one.find(name) is not None), False)


def _shade(shading: Element | None) -> str:
    fill = "" if shading is None else shading.get("fill", "").upper()
    if shading is not None and shading.get("val") == "solid":
        fill = shading.get("color", "").upper()
    return "" if fill in ("", "AUTO", "NONE") else fill


def _highlight(highlight: Element | None) -> str:
    """A highlight is never white; which colour it is does not matter here."""
    name = "" if highlight is None else highlight.get("val", "")
    return "" if name in ("", "none", "white") else name


def _invisible(layers: list[Element], shade: str) -> bool:
    color = _first(layers, "color")
    ink = "" if color is None else color.get("val", "").upper()
    size = value(_first(layers, "sz")) or ""
    is_tiny = size.isdecimal() and int(size) < _SMALLEST
    return is_tiny or (len(ink) == 6 and _near(ink, shade or "FFFFFF"))


def _near(one: str, other: str) -> bool:
    """Whether two colours can hardly be told apart."""
    try:
        pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4)]
    except ValueError:
        return False
    return all(abs(first - second) <= 12 for first, second in pairs)


def _font(layers: list[Element]) -> str:
    fonts = _first(layers, "rFonts")
    name = "" if fonts is None else fonts.get("ascii", fonts.get("hAnsi", ""))
    return name.lower()


def font_of(properties: Element | None) -> str:
    """The font that these properties name, in lower case; empty for none."""
    return "" if properties is None else _font([properties])


def glyph(code: int, font: str) -> str:
    """The character that a font of symbols draws for a code, as Unicode has it; empty if unknown.

    >>> glyph(0xF0FE, "Wingdings")
    '☑'
    """
    table = _GLYPHS.get(font.lower())
    if table is None:
        return ""
    return table.get(code & 0xFF if 0xF000 <= code <= 0xF0FF else code, "")


def drawn(text: str, font: str) -> str:
    """What a text shows: in a font of symbols, its marks, and ``�`` for the pictures among them."""
    if not font.startswith(_SYMBOLS):
        return text
    if font == "symbol" and not any("\uf000" <= one <= "\uf0ff" for one in text):
        return text
    return "".join(one if one.isspace() else glyph(ord(one), font) or "�" for one in text)
