"""The text of a DOCX as a person sees it: paragraphs, tables, text boxes, controls, form fields.

Tracked deletions are not shown, insertions are; comments and hidden text are no content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from asp_check.pieces.docx_controls import CheckBox, Stores, control, legacy, tick
from asp_check.pieces.docx_layout import Atom, Block, Cell, Line, Table
from asp_check.pieces.docx_styles import TICKS, Look, Styles, drawn, glyph, shade_of
from asp_check.pieces.model import Origin
from asp_check.pieces.office import find, is_on, value

_POINT = 12_700
"""The units of a drawing in one point."""
_WIDEST = 200
"""Columns of one table."""

TRANSPARENT = frozenset({
    "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "bdo", "dir", "rubyBase",
    "ruby", "oMath", "oMathPara", "sdtContent", "Choice", "Fallback",
})  # fmt: skip
"""What holds content and is none itself."""


class Break(NamedTuple):
    """A new page begins; ``section`` are the properties of the section that ends here, if one does."""

    section: Element | None = None


class Context(NamedTuple):
    """What is known of a place from what lies around it."""

    origin: Origin = "text"
    doubt: str = ""
    box: CheckBox | None = None
    paragraph: Element | None = None
    ground: str = ""


class _Field:
    """A complex field: its code is not shown, its result is."""

    def __init__(self, data: Element | None) -> None:
        self.data = data
        self.in_result = False
        self.start: tuple[int, int] | None = None


class Walker:
    """Goes through the parts of one document in order; ``notes`` are what was met on the way."""

    def __init__(
        self, styles: Styles, stored: Stores, bullets: Mapping[tuple[str, str], str]
    ) -> None:
        self.styles = styles
        self.stored = stored
        self.bullets = bullets
        self.notes: dict[str, None] = {}
        self.referred: set[tuple[str, str]] = set()
        self.fields: list[_Field] = []
        self.lines: list[list[Atom]] = [[]]
        self.floating: list[Table] = []
        self._writers: Mapping[str, Callable[[Element, Context, Look], None]] = {
            "t": self._text,
            "tab": self._tab,
            "ptab": self._tab,
            "br": self._break,
            "cr": self._break,
            "noBreakHyphen": self._hyphen,
            "sym": self._symbol,
            "drawing": self._drawing,
            "pict": self._drawing,
            "object": self._object,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
        }

    # --- Blocks

    def blocks(self, holder: Iterable[Element], around: Context) -> Iterator[Block | Break]:
        """The blocks in what holds them, in order."""
        for element in holder:
            if element.tag == "p":
                yield from self._paragraph(element, around)
            elif element.tag == "tbl":
                yield self._table(element, around)
            elif element.tag == "sdt":
                yield from self._block_control(element, around)
            elif element.tag == "AlternateContent":
                yield from self.blocks(_chosen(element), around)
            elif element.tag == "altChunk":
                self.notes["embedded-files"] = None
                yield Line((Atom("image", size=(400, 100)),))
            elif element.tag == "sectPr":
                yield Break(element)
            elif element.tag in TRANSPARENT:
                self._tell_of(element)
                yield from self.blocks(element, around)

    def _block_control(self, element: Element, around: Context) -> Iterator[Block | Break]:
        inside = self._controlled(element, around)
        if inside is None:
            yield Line((Atom("blank"),))
        else:
            yield from self.blocks(_content(element), inside)

    def _controlled(self, element: Element, around: Context) -> Context | None:
        """The context inside a content control; nothing if it is empty."""
        said = control(element, self.stored)
        if said.empty and not said.doubt:
            return None
        return around._replace(
            origin="control", doubt=said.doubt or around.doubt, box=said.box or around.box
        )

    def _paragraph(self, element: Element, around: Context) -> Iterator[Block | Break]:
        properties = element.find("pPr")
        outer = self.lines, self.floating
        self.lines, self.floating = [[]], []
        if is_on(properties, "pageBreakBefore"):
            yield Break()
        bullet = self._bullet(properties)
        if bullet is not None:
            self.lines[-1] += [bullet, Atom("text", " ")]
        ground = shade_of(properties) or around.ground
        self._inline(element, around._replace(paragraph=properties, ground=ground))
        lines, floating = self.lines, self.floating
        self.lines, self.floating = outer
        for at, line in enumerate(lines):
            if line and line[-1].kind == "text" and line[-1].text == "\f":
                yield Line(tuple(line[:-1]), not at)
                yield Break()
            else:
                yield Line(tuple(line), not at)
        yield from floating
        if (section := find(properties, "sectPr")) is not None:
            yield Break(section)

    def _bullet(self, properties: Element | None) -> Atom | None:
        numbering = self.styles.numbering(properties)
        key = (value(numbering, "numId") or "", value(numbering, "ilvl") or "0")
        mark = self.bullets.get(key, "")
        return Atom("tick", state=TICKS[mark]) if mark in TICKS else None

    def _table(self, element: Element, around: Context) -> Table:
        properties = element.find("tblPr")
        ground = "style" if self.styles.shades(properties) else around.ground
        rows = [
            tuple(self._cells(row, inside))
            for row, inside in self._found(element, "tr", around._replace(ground=ground))
            if find(row, "trPr", "del") is None
        ]
        return Table(tuple(row for row in rows if row))

    def _found(
        self, holder: Iterable[Element], tag: str, around: Context
    ) -> Iterator[tuple[Element, Context]]:
        """The rows of a table or the cells of a row, whatever is wrapped around them."""
        for element in holder:
            if element.tag == tag:
                yield element, around
            elif element.tag == "sdt":
                inside = self._controlled(element, around) or around._replace(origin="control")
                yield from self._found(_content(element), tag, inside)
            elif element.tag in TRANSPARENT:
                yield from self._found(element, tag, around)

    def _cells(self, row: Element, around: Context) -> Iterator[Cell]:
        left = _WIDEST
        for element, inside in self._found(row, "tc", around):
            properties = element.find("tcPr")
            said = value(properties, "gridSpan") or ""
            span = min(left, max(1, int(said) if said.isdecimal() and len(said) < 5 else 1))
            left -= span
            merged = value(properties, "vMerge")
            ground = shade_of(properties) or inside.ground
            deleted = find(properties, "cellDel") is not None
            found = () if deleted else self.blocks(element, inside._replace(ground=ground))
            blocks = tuple(block for block in found if not isinstance(block, Break))
            yield Cell(blocks, max(1, span), merged is not None and merged != "restart")

    # --- What lines are made of

    def _inline(self, holder: Iterable[Element], around: Context) -> None:
        for element in holder:
            if element.tag == "r":
                self._run(element, around)
            elif element.tag == "sdt":
                self._inline_control(element, around)
            elif element.tag == "AlternateContent":
                self._inline(_chosen(element), around)
            elif element.tag in TRANSPARENT:
                self._tell_of(element)
                self._inline(element, around)
            elif element.tag in ("del", "moveFrom"):
                self.notes["tracked-changes"] = None
                self._fields_only(element)

    def _fields_only(self, deleted: Element) -> None:
        """The ends of fields in what was deleted still end them."""
        for mark in deleted.iter("fldChar"):
            self._field(mark)

    def _inline_control(self, element: Element, around: Context) -> None:
        inside = self._controlled(element, around)
        if inside is None:
            self._add(Atom("blank"))
        else:
            self._inline(_content(element), inside)

    def _run(self, run: Element, around: Context) -> None:
        properties = run.find("rPr")
        look = self.styles.look(properties, around.paragraph, around.ground)
        for element in run:
            if element.tag == "fldChar":
                self._field(element)
            elif not look.hidden and all(field.in_result for field in self.fields):
                self._content(element, around, look)

    def _content(self, element: Element, around: Context, look: Look) -> None:
        write = self._writers.get(element.tag)
        if write is not None:
            write(element, around, look)
        elif element.tag == "AlternateContent":
            for chosen in _chosen(element):
                self._content(chosen, around, look)
        elif element.tag in TRANSPARENT:
            for inner in element:
                self._run(inner, around) if inner.tag == "r" else self._content(inner, around, look)

    def _text(self, element: Element, around: Context, look: Look) -> None:
        self._write(drawn(element.text or "", look.font), around, look)

    def _symbol(self, element: Element, around: Context, look: Look) -> None:
        code, font = element.get("char", ""), element.get("font", "")
        try:
            character = glyph(int(code, 16), font) or "�"
        except ValueError:
            character = "�"
        self._write(character, around, look)

    def _write(self, text: str, around: Context, look: Look) -> None:
        doubt = around.doubt or look.doubt
        field = self.fields[-1] if self.fields else None
        is_field = field is not None and field.data is not None
        origin: Origin = "control" if is_field else around.origin
        plain = ""
        for character in text:
            box = None if character.isspace() else tick(character, around.box, doubt)
            if box is None:
                plain += character
                continue
            if plain:
                self._add(Atom("text", plain, origin, doubt))
            plain = ""
            self._add(box)
        if plain:
            self._add(Atom("text", plain, origin, doubt))

    def _tab(self, _element: Element, _around: Context, _look: Look) -> None:
        self._add(Atom("tab"))

    def _hyphen(self, _element: Element, around: Context, look: Look) -> None:
        self._write("-", around, look)

    def _break(self, element: Element, _around: Context, _look: Look) -> None:
        if element.tag == "br" and element.get("type") == "page":
            self._add(Atom("text", "\f"))
        self.lines.append([])

    def _note(self, element: Element, _around: Context, _look: Look) -> None:
        self.referred.add((element.tag, element.get("id", "")))

    def _drawing(self, element: Element, around: Context, _look: Look) -> None:
        """A picture, a drawing by hand, or a text box, which stands below its paragraph."""
        texts = list(element.iter("txbxContent"))
        for text in texts[:1] if element.tag == "pict" else _outermost(element):
            self.floating.append(self._text_box(text, around))
        extent = next(element.iter("extent"), None)
        size = (100.0, 50.0) if extent is None else (_points(extent, "cx"), _points(extent, "cy"))
        if any(True for _ in element.iter("contentPart")):
            self._add(Atom("ink", size=size))
        elif not texts and any(one.tag in _PICTURES for one in element.iter()):
            self._add(Atom("image", size=size))

    def _text_box(self, text: Element, around: Context) -> Table:
        fields, self.fields = self.fields, []
        found = self.blocks(text, Context(ground=around.ground))
        blocks = tuple(block for block in found if not isinstance(block, Break))
        self.fields = fields
        return Table(((Cell(blocks),),))

    def _object(self, _element: Element, _around: Context, _look: Look) -> None:
        self.notes["embedded-files"] = None
        self._add(Atom("image", size=(100, 50)))

    def _add(self, atom: Atom) -> None:
        self.lines[-1].append(atom)

    def _tell_of(self, element: Element) -> None:
        if element.tag in ("ins", "moveTo"):
            self.notes["tracked-changes"] = None

    # --- Fields

    def _field(self, mark: Element) -> None:
        kind = mark.get("fldCharType")
        if kind == "begin":
            data = mark.find("ffData")
            self.fields.append(_Field(data))
            atom = None if data is None else legacy(data)
            if atom is not None and all(field.in_result for field in self.fields[:-1]):
                self._add(atom)
        elif kind == "separate" and self.fields:
            self.fields[-1].in_result = True
            self.fields[-1].start = (id(self.lines), len(self.lines[-1]))
        elif kind == "end" and self.fields:
            self._blank_if_empty(self.fields.pop())

    def _blank_if_empty(self, field: _Field) -> None:
        """A text field whose result holds blanks alone is an empty one."""
        if field.data is None or field.data.find("textInput") is None:
            return
        where, start = field.start or (id(self.lines), len(self.lines[-1]))
        if where != id(self.lines) or start > len(self.lines[-1]):
            return
        result = self.lines[-1][start:]
        if all(atom.kind == "text" and not atom.text.strip() for atom in result):
            self.lines[-1][start:] = [Atom("blank")]


_PICTURES = frozenset({"pic", "imagedata", "chart", "relIds", "OLEObject"})


def _content(control_: Element) -> Iterable[Element]:
    found = control_.find("sdtContent")
    return () if found is None else found


def _chosen(alternatives: Element) -> Iterable[Element]:
    """One of the alternatives, as a program of today chooses."""
    for name in ("Choice", "Fallback"):
        found = alternatives.find(name)
        if found is not None:
            return found
    return ()


def _outermost(element: Element) -> Iterator[Element]:
    """The text boxes in a drawing, not those within another; of alternatives, one."""
    for child in _chosen(element) if element.tag == "AlternateContent" else element:
        if child.tag == "txbxContent":
            yield child
        else:
            yield from _outermost(child)


def _points(extent: Element, name: str) -> float:
    said = extent.get(name, "")
    return int(said) / _POINT if said.isdecimal() and len(said) < 12 else 50.0
