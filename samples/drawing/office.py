"""Draw a sheet as a DOCX, which LibreOffice turns into a PDF."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from drawing import found, strokes
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
    Text,
    Tick,
    Value,
)
from drawing.kept import kept
from drawing.truth import Drawn

FAMILIES = {
    "sans": "Liberation Sans",
    "serif": "Liberation Serif",
    "narrow": "Liberation Sans Narrow",
}
SIDES = {
    "l": WD_ALIGN_PARAGRAPH.LEFT,
    "r": WD_ALIGN_PARAGRAPH.RIGHT,
    "c": WD_ALIGN_PARAGRAPH.CENTER,
}
Part = Any
"""A document, cell, paragraph or run: python-docx tells their types to no one."""

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


class Writer:
    """A document under way; with ``controls`` its values are content controls."""

    def __init__(self, sheet: Sheet, controls: bool) -> None:
        self.look, self.controls = sheet.look, controls
        self.document = Document()
        self.ids = 0
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(1.8)
        section.top_margin = section.bottom_margin = Cm(1.6)
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = FAMILIES[self.look.font], Pt(self.look.size)
        normal.paragraph_format.space_after = Pt(3)
        normal.paragraph_format.space_before = Pt(0)
        footer = section.footer.paragraphs[0]
        footer.text = sheet.footer
        footer.runs[0].font.size = Pt(6.5)
        self.document.core_properties.title = sheet.title
        self.document.core_properties.author = ""
        for block in sheet.blocks:
            self.block(self.document, block)

    # ------------------------------------------------------------------ spans

    def fill(self, paragraph: Part, content: Content, bold: bool = False, size: float = 0) -> Part:
        """Put a content into a paragraph."""
        for span in content:
            match span:
                case Tick():
                    self._tick(paragraph, span)
                case Value() if self.controls and not span.printed:
                    self._control(paragraph, span, bold)
                case Value():
                    self._run(paragraph, span.written, bold or span.bold, size)
                case str():
                    for number, part in enumerate(span.split("\n")):
                        if number:
                            paragraph.add_run().add_break()
                        if part:
                            self._run(paragraph, part, bold, size)
        return paragraph

    def _run(self, paragraph: Part, text: str, bold: bool, size: float = 0) -> Part:
        run = paragraph.add_run(text)
        run.bold = bold or None
        if size:
            run.font.size = Pt(size)
        return run

    def _tick(self, paragraph: Part, tick: Tick) -> None:
        if self.controls:
            paragraph._p.append(self._box(tick))  # noqa: SLF001 - python-docx has no other way
            return
        if self.look.ticks == "bracket":
            paragraph.add_run("[x]" if tick.on else "[ ]")
            return
        run = paragraph.add_run("☒" if tick.on else "☐")
        run.font.name = "DejaVu Sans"

    def _box(self, tick: Tick) -> Part:
        self.ids += 1
        mark = "☒" if tick.on else "☐"
        return parse_xml(
            f'<w:sdt {nsdecls("w")} xmlns:w14="{W14}"><w:sdtPr><w:alias w:val="{tick.value or "case"}"/>'
            f'<w:id w:val="{9000 + self.ids}"/><w14:checkbox><w14:checked w14:val="{int(tick.on)}"/>'
            '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
            f'<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" '
            f'w:eastAsia="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>{mark}</w:t></w:r></w:sdtContent></w:sdt>'
        )

    def _control(self, paragraph: Part, value: Value, bold: bool) -> None:
        self.ids += 1
        sdt = parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{value.concept.split(".")[-1]}"/>'
            f'<w:id w:val="{9000 + self.ids}"/><w:text/></w:sdtPr><w:sdtContent/></w:sdt>'
        )
        run = self._run(paragraph, value.written, bold)
        sdt.find(qn("w:sdtContent")).append(run._r)  # noqa: SLF001 - python-docx has no other way
        paragraph._p.append(sdt)  # noqa: SLF001 - likewise

    # ------------------------------------------------------------------ blocks

    def block(self, where: Part, block: Block) -> None:
        """Put a block into a document or a cell."""
        match block:
            case Banner():
                self._banner(where, block)
            case Parties():
                self._parties(where, block)
            case Fields():
                self._fields(where, block)
            case Grid():
                self._grid(where, block)
            case Choice():
                self._choice(where, block)
            case Text():
                self._text(where, block)
            case Signature():
                self._signature(where, block)
            case Columns():
                self._columns(where, block)
            case Gap():
                where.add_paragraph().paragraph_format.space_after = Pt(block.height / 2)
            case Break():
                where.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _parties(self, where: Part, parties: Parties) -> None:
        table = self._table(where, 1, 2, parties.boxed)
        self._party(table.cell(0, 0), parties.left)
        self._party(table.cell(0, 1), parties.right)
        where.add_paragraph()

    def _columns(self, where: Part, columns: Columns) -> None:
        table = self._table(where, 1, 2, False)
        for cell, side in zip(table.rows[0].cells, (columns.left, columns.right), strict=True):
            for block in side:
                self.block(cell, block)

    def _table(self, where: Part, rows: int, columns: int, ruled: bool) -> Part:
        try:
            table = where.add_table(rows, columns)
        except TypeError:
            table = where.add_table(rows, columns, Cm(17))
        if ruled:
            table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        return table

    def _coloured(self, run: Part) -> None:
        run.font.color.rgb = RGBColor.from_string(self.look.colour[1:].upper())

    def _banner(self, where: Part, banner: Banner) -> None:
        table = self._table(where, 1, 2, False)
        left, right = table.rows[0].cells
        run = self._run(left.paragraphs[0], banner.vendor, True, 13)
        self._coloured(run)
        for number, content in enumerate(banner.corner):
            paragraph = right.paragraphs[0] if number == 0 else right.add_paragraph()
            paragraph.alignment = SIDES["r"]
            self.fill(paragraph, content)
        title = where.add_paragraph()
        title.alignment = SIDES["c"]
        title.paragraph_format.space_before = Pt(8)
        self._coloured(self._run(title, banner.title, True, 15))
        if banner.subtitle:
            subtitle = where.add_paragraph(banner.subtitle)
            subtitle.alignment = SIDES["c"]

    def _party(self, cell: Part, party: Party) -> None:
        self._coloured(self._run(cell.paragraphs[0], party.caption, True))
        for content in party.lines:
            self._tight(self.fill(cell.add_paragraph(), content))

    def _tight(self, paragraph: Part) -> Part:
        paragraph.paragraph_format.space_after = Pt(1)
        return paragraph

    def _heading(self, where: Part, title: str) -> None:
        if not title:
            return
        paragraph = where.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.paragraph_format.keep_with_next = True
        self._coloured(self._run(paragraph, title, True, self.look.size + 1))

    def _shade(self, cell: Part) -> None:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:color"), "auto")
        shade.set(qn("w:fill"), self.look.tint[1:].upper())
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no other way

    def _fields(self, where: Part, fields: Fields) -> None:
        self._heading(where, fields.title)
        if fields.style == "grid":
            table = self._table(where, 0, 2, True)
            for label, content in fields.rows:
                cells = table.add_row().cells
                self._shade(cells[0])
                self._tight(
                    self._run(cells[0].paragraphs[0], label, False) and cells[0].paragraphs[0]
                )
                self._tight(self.fill(cells[1].paragraphs[0], content))
            where.add_paragraph()
            return
        if fields.style == "stacked" or fields.columns > 1:
            self._cells(where, fields)
            return
        for label, content in fields.rows:
            paragraph = where.add_paragraph()
            if fields.style == "leader":
                paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(9.5), leader=1)
                self._run(paragraph, label, False)
                self._run(paragraph, "\t", False)
                self._run(paragraph, " ", False)
            else:
                self._run(paragraph, f"{label}\u00a0: ", False)
            self.fill(paragraph, content)

    def _cells(self, where: Part, fields: Fields) -> None:
        table = self._table(where, 0, fields.columns, fields.style == "stacked")
        rows = [
            fields.rows[start : start + fields.columns]
            for start in range(0, len(fields.rows), fields.columns)
        ]
        for row in rows:
            cells = table.add_row().cells
            for cell, (label, content) in zip(cells, row, strict=False):
                if fields.style == "stacked":
                    self._tight(cell.paragraphs[0])
                    self._run(cell.paragraphs[0], label, False, self.look.size - 1.5)
                    self._tight(self.fill(cell.add_paragraph(), content))
                else:
                    self._run(cell.paragraphs[0], f"{label}\u00a0: ", False)
                    self.fill(cell.paragraphs[0], content)
        where.add_paragraph()

    def _grid(self, where: Part, grid: Grid) -> None:
        self._heading(where, grid.title)
        table = self._table(where, 1, len(grid.header), True)
        table.autofit = False
        total = sum(grid.widths)
        size = self.look.size - 0.5
        for cell, text in zip(table.rows[0].cells, grid.header, strict=True):
            self._shade(cell)
            cell.paragraphs[0].alignment = SIDES["c"]
            self._tight(cell.paragraphs[0])
            self._run(cell.paragraphs[0], text, True, size)
        mark = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - python-docx has no other way
        for kind, rows in (("", grid.rows), ("foot", grid.foot)):
            for row in rows:
                cells = table.add_row().cells
                for number, (cell, content) in enumerate(zip(cells, row, strict=True)):
                    side = grid.align[number] if number < len(grid.align) else "l"
                    cell.paragraphs[0].alignment = SIDES[side]
                    self._tight(self.fill(cell.paragraphs[0], content, kind == "foot", size))
        for column, width in zip(table.columns, grid.widths, strict=True):
            column.width = Cm(17.4 * width / total)
        for row in table.rows:
            for cell, width in zip(row.cells, grid.widths, strict=True):
                cell.width = Cm(17.4 * width / total)
        where.add_paragraph()

    def _choice(self, where: Part, choice: Choice) -> None:
        if choice.label:
            where.add_paragraph(choice.label)
        paragraph = None
        for tick, text in choice.options:
            if paragraph is None or not choice.inline:
                paragraph = where.add_paragraph()
                paragraph.paragraph_format.left_indent = Cm(0.5)
            else:
                paragraph.add_run("     ")
            self._tick(paragraph, tick)
            paragraph.add_run("\u00a0" + text)

    def _text(self, where: Part, text: Text) -> None:
        if text.style == "heading":
            self._heading(where, "".join(span for span in text.content if isinstance(span, str)))
            return
        if text.style == "box":
            cell = self._table(where, 1, 1, True).cell(0, 0)
            self.fill(cell.paragraphs[0], text.content, True)
            where.add_paragraph()
            return
        size = 7 if text.style == "small" else 0
        self.fill(where.add_paragraph(), text.content, text.style == "bold", size)

    def _signature(self, where: Part, box: Signature) -> None:
        table = self._table(where, 1, 2 if box.supplier else 1, True)
        row = table.rows[0]
        row.height = Cm(4.2)
        client = row.cells[-1]
        if box.supplier:
            self._run(row.cells[0].paragraphs[0], box.supplier, True)
            if box.supplier_signs:
                self._sign(row.cells[0], box.seed + 50)
        self._run(client.paragraphs[0], box.caption, True)
        for label, content in box.lines:
            paragraph = client.add_paragraph()
            if label:
                self._run(paragraph, f"{label}\u00a0: ", False)
            self._tight(self.fill(paragraph, content))
        if box.sign:
            self._sign(client, box.seed)
        where.add_paragraph()

    def _sign(self, cell: Part, seed: int) -> None:
        run = cell.add_paragraph().add_run()
        run.add_picture(io.BytesIO(strokes.picture(seed)), height=Cm(1.7))


def document(sheet: Sheet, controls: bool = False) -> bytes:
    """The sheet as the bytes of a DOCX."""
    out = io.BytesIO()
    Writer(sheet, controls).document.save(out)
    return _dated(out.getvalue())


def _dated(data: bytes) -> bytes:
    """The same archive with fixed days."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name == "docProps/thumbnail.jpeg":
                continue
            info = zipfile.ZipInfo(name, (2026, 1, 5, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            body = old.read(name)
            if name == "_rels/.rels":
                body = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", body)
            new.writestr(info, body)
    return out.getvalue()


def converted(documents: Sequence[bytes]) -> list[bytes]:
    """Documents as LibreOffice exports them to PDF, all at once."""
    return kept("libreoffice", documents, _converted)


def _converted(documents: Sequence[bytes]) -> list[bytes]:
    if not documents:
        return []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, data in enumerate(documents):
            (folder / f"d{number:04}.docx").write_bytes(data)
        command = [
            shutil.which("soffice") or "libreoffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            str(folder / "out"),
            *(str(path) for path in sorted(folder.glob("*.docx"))),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=900)
        return [
            _fixed((folder / "out" / f"d{number:04}.pdf").read_bytes())
            for number in range(len(documents))
        ]


def _fixed(data: bytes) -> bytes:
    """The same file with a fixed day and identifier, each as long as before."""
    data = re.sub(rb"D:\d{14}[+-]\d\d'\d\d'", b"D:20260105090000+00'00'", data)
    data = re.sub(rb"D:\d{14}Z'?", lambda match: b"D:20260105090000Z" + match[0][17:], data)
    data = re.sub(rb"<[0-9A-F]{32}>", b"<" + b"0" * 32 + b">", data)
    return re.sub(rb"/DocChecksum /[0-9A-F]{32}", b"/DocChecksum /" + b"0" * 32, data)


def drawn(sheet: Sheet, data: bytes, suffix: str = ".pdf") -> Drawn:
    """What is known of a sheet that was exported, or of the DOCX itself."""
    return found.drawn(sheet, data, "libreoffice" if suffix == ".pdf" else "docx", suffix)
