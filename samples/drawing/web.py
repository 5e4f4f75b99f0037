"""Draw a sheet as a web page that Chromium prints."""

from __future__ import annotations

import base64
import html
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

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
    Look,
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
    "sans": "'Liberation Sans'",
    "serif": "'Liberation Serif'",
    "narrow": "'Liberation Sans Narrow'",
}

STYLE = """
@page {{ size: A4; margin: 14mm 15mm 16mm; }}
* {{ box-sizing: border-box; }}
body {{ font: {size}pt/1.35 {family}; margin: 0; color: #111; }}
h1 {{ font-size: 15pt; text-align: center; color: {colour}; margin: 6pt 0 2pt; }}
.sub {{ text-align: center; margin: 0 0 8pt; }}
.head {{ display: flex; justify-content: space-between; align-items: flex-start;
         border-bottom: 2px solid {colour}; padding-bottom: 5pt; }}
.vendor {{ font-weight: bold; color: {colour}; font-size: 12pt; display: flex; gap: 8pt; align-items: center; }}
.corner {{ text-align: right; }}
.two {{ display: flex; gap: 16pt; margin: 8pt 0; align-items: flex-start; }}
.two > div {{ flex: 1; }}
.boxed {{ border: 1px solid #666; border-radius: 4px; padding: 5pt 7pt; }}
.cap {{ font-weight: bold; color: {colour}; }}
h2 {{ background: {tint}; color: {colour}; font-size: {title}pt; padding: 2pt 5pt; margin: 9pt 0 5pt; }}
table {{ border-collapse: collapse; width: 100%; margin: 4pt 0 8pt; }}
td, th {{ border: {border}; padding: 2.5pt 4pt; vertical-align: top; text-align: left; }}
th {{ background: {tint}; text-align: center; }}
tr {{ break-inside: avoid; }}
tr.foot td {{ font-weight: bold; }}
td.r {{ text-align: right; }} td.c {{ text-align: center; }}
table.fields td:first-child {{ background: {tint}; width: 42%; }}
dl.stacked {{ display: grid; gap: 5pt; margin: 5pt 0; }}
dl.stacked div {{ border-bottom: 1px solid #999; }}
dl.stacked dt {{ font-size: 7.5pt; color: #555; }} dl.stacked dd {{ margin: 0; min-height: 12pt; }}
.leader {{ display: flex; margin: 2pt 0; }} .leader i {{ flex: 1; border-bottom: 1px dotted #777; margin: 0 4pt 3pt; }}
.leader > span:first-child {{ max-width: 60%; }}
.colons {{ display: grid; column-gap: 14pt; margin: 4pt 0; }}
.note {{ border: 1.5px solid {colour}; padding: 5pt 8pt; font-weight: bold; margin: 6pt 0; }}
.small {{ font-size: 7pt; color: #333; }}
.sign {{ border: 1px solid #333; padding: 5pt 7pt; min-height: 130pt; break-inside: avoid; }}
.sign img {{ height: 52pt; display: block; margin: 4pt 0 0 14pt; }}
.tick {{ display: inline-block; width: 8.5pt; height: 8.5pt; border: 0.9pt solid #222; vertical-align: -1pt; position: relative; }}
.tick svg {{ position: absolute; inset: 0; width: 100%; height: 100%; }}
.glyph {{ font-family: 'DejaVu Sans'; }}
footer {{ margin-top: 14pt; font-size: 6.5pt; color: #666; border-top: 1px solid #ccc; padding-top: 3pt; }}
.break {{ break-after: page; }}
p {{ margin: 4pt 0; }}
"""

CROSS = (
    '<svg viewBox="0 0 10 10"><path d="M1.5 1.5L8.5 8.5M8.5 1.5L1.5 8.5" stroke="#222" '
    'stroke-width="1.6" fill="none"/></svg>'
)


def page(sheet: Sheet) -> str:
    """The sheet as a page of HTML."""
    look = sheet.look
    style = STYLE.format(
        size=look.size,
        family=FAMILIES[look.font],
        colour=look.colour,
        tint=look.tint,
        title=look.size + 0.5,
        border="1px solid #888" if look.rules else "0; border-bottom: 1px solid #bbb",
    )
    body = "\n".join(_block(block, look) for block in sheet.blocks)
    footer = html.escape(sheet.footer)
    return (
        f'<!doctype html><html lang="fr"><meta charset="utf-8"><title>{html.escape(sheet.title)}</title>'
        f"<style>{style}</style><body>{body}<footer>{footer}</footer></body></html>"
    )


def _content(content: Content, look: Look) -> str:
    return "".join(_span(span, look) for span in content)


def _span(span: str | Value | Tick, look: Look) -> str:
    match span:
        case str():
            return html.escape(span).replace("\n", "<br>")
        case Value():
            text = html.escape(span.written)
            return f"<b>{text}</b>" if span.bold else f"<span>{text}</span>"
        case Tick():
            if look.ticks == "bracket":
                return "[x]" if span.on else "[&nbsp;&nbsp;]"
            if look.ticks == "glyph":
                return f'<span class="glyph">{"☒" if span.on else "☐"}</span>'
            return f'<span class="tick">{CROSS if span.on else ""}</span>'


def _block(block: Block, look: Look) -> str:
    match block:
        case Banner():
            return _banner(block, look)
        case Parties():
            sides = "".join(_party(one, block.boxed, look) for one in (block.left, block.right))
            return f'<div class="two">{sides}</div>'
        case Fields():
            return _fields(block, look)
        case Grid():
            return _grid(block, look)
        case Choice():
            return _choice(block, look)
        case Text():
            return _text(block, look)
        case Signature():
            return _signature(block, look)
        case Columns():
            sides = "".join(
                f"<div>{''.join(_block(one, look) for one in side)}</div>"
                for side in (block.left, block.right)
            )
            return f'<div class="two">{sides}</div>'
        case Gap():
            return f'<div style="height:{block.height}pt"></div>'
        case Break():
            return '<div class="break"></div>'


def _banner(banner: Banner, look: Look) -> str:
    logo = {
        "disc": f'<svg width="34" height="34"><circle cx="17" cy="17" r="16" fill="{look.colour}"/>'
        '<circle cx="22" cy="14" r="8" fill="#fff"/></svg>',
        "bars": f'<svg width="36" height="34" fill="{look.colour}"><path d="M0 22h7v12H0zM9 10h7v24H9zM18 2h7v32h-7zM27 14h7v20h-7z"/></svg>',
        "cross": f'<svg width="34" height="34" fill="{look.colour}"><path d="M12 0h10v34H12zM0 12h34v10H0z"/></svg>',
        "none": "",
    }[look.logo]
    corner = "".join(f"<div>{_content(one, look)}</div>" for one in banner.corner)
    subtitle = f'<p class="sub">{html.escape(banner.subtitle)}</p>' if banner.subtitle else ""
    return (
        f'<div class="head"><div class="vendor">{logo}{html.escape(banner.vendor)}</div>'
        f'<div class="corner">{corner}</div></div><h1>{html.escape(banner.title)}</h1>{subtitle}'
    )


def _party(party: Party, boxed: bool, look: Look) -> str:
    lines = "".join(f"<div>{_content(one, look)}</div>" for one in party.lines)
    return f'<div class="{"boxed" if boxed else ""}"><div class="cap">{html.escape(party.caption)}</div>{lines}</div>'


def _title(title: str) -> str:
    return f"<h2>{html.escape(title)}</h2>" if title else ""


def _fields(fields: Fields, look: Look) -> str:
    rows = [(html.escape(label), _content(content, look)) for label, content in fields.rows]
    columns = f"grid-template-columns: repeat({fields.columns}, 1fr)"
    match fields.style:
        case "grid":
            cells = "".join(
                f"<tr><td>{label}</td><td>{content}</td></tr>" for label, content in rows
            )
            body = f'<table class="fields">{cells}</table>'
        case "stacked":
            cells = "".join(
                f"<div><dt>{label}</dt><dd>{content}</dd></div>" for label, content in rows
            )
            body = f'<dl class="stacked" style="{columns}">{cells}</dl>'
        case "leader":
            body = "".join(
                f'<div class="leader"><span>{label}</span><i></i><span>{content}</span></div>'
                for label, content in rows
            )
        case "colon":
            cells = "".join(f"<div>{label}&nbsp;: {content}</div>" for label, content in rows)
            body = f'<div class="colons" style="{columns}">{cells}</div>'
    return _title(fields.title) + body


def _grid(grid: Grid, look: Look) -> str:
    total = sum(grid.widths)
    widths = "".join(f'<col style="width:{100 * width / total:.1f}%">' for width in grid.widths)
    head = "".join(f"<th>{html.escape(text)}</th>" for text in grid.header)
    rows = "".join(_row(row, grid.align, look) for row in grid.rows)
    foot = "".join(_row(row, grid.align, look, "foot") for row in grid.foot)
    return (
        f"{_title(grid.title)}<table><colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}{foot}</tbody></table>"
    )


def _row(row: Sequence[Content], align: str, look: Look, kind: str = "") -> str:
    cells = "".join(
        f'<td class="{align[number] if number < len(align) else ""}">{_content(cell, look)}</td>'
        for number, cell in enumerate(row)
    )
    return f'<tr class="{kind}">{cells}</tr>'


def _choice(choice: Choice, look: Look) -> str:
    label = f"<p>{html.escape(choice.label)}</p>" if choice.label else ""
    options = [f"{_span(tick, look)} {html.escape(text)}" for tick, text in choice.options]
    if choice.inline:
        return f'{label}<p style="margin-left:10pt">{" &nbsp; &nbsp; ".join(options)}</p>'
    return label + "".join(f'<div style="margin:1pt 0 1pt 10pt">{one}</div>' for one in options)


def _text(text: Text, look: Look) -> str:
    content = _content(text.content, look)
    match text.style:
        case "heading":
            return f"<h2>{content}</h2>"
        case "box":
            return f'<div class="note">{content}</div>'
        case "small":
            return f'<p class="small">{content}</p>'
        case "bold":
            return f"<p><b>{content}</b></p>"
        case "normal":
            return f"<p>{content}</p>"


def _picture(seed: int) -> str:
    data = base64.b64encode(strokes.picture(seed)).decode()
    return f'<img src="data:image/png;base64,{data}">'


def _drawing(seed: int) -> str:
    paths = []
    for stroke in strokes.lines(seed, 150, 52):
        steps = [f"M{stroke.start[0]:.1f} {52 - stroke.start[1]:.1f}"]
        for a, b, c in stroke.curves:
            steps.append(
                f"C{a[0]:.1f} {52 - a[1]:.1f} {b[0]:.1f} {52 - b[1]:.1f} {c[0]:.1f} {52 - c[1]:.1f}"
            )
        paths.append("".join(steps))
    return (
        f'<svg width="150pt" height="52pt" viewBox="0 0 150 52"><path d="{" ".join(paths)}" '
        'fill="none" stroke="#1b2a6b" stroke-width="1.1"/></svg>'
    )


def _signature(box: Signature, look: Look) -> str:
    lines = "".join(
        f"<div>{html.escape(label) + '&nbsp;: ' if label else ''}{_content(content, look)}</div>"
        for label, content in box.lines
    )
    marks = {"image": _picture, "ink": _drawing}
    mark = marks[box.sign](box.seed) if box.sign else ""
    client = f'<div class="sign"><b>{html.escape(box.caption)}</b>{lines}{mark}</div>'
    supplier = "<div></div>"
    if box.supplier:
        sealed = _picture(box.seed + 50) if box.supplier_signs else ""
        supplier = f'<div class="sign"><b>{html.escape(box.supplier)}</b>{sealed}</div>'
    return f'<div class="two">{supplier}{client}</div>'


DATES = re.compile(rb"D:\d{14}[+-]\d\d'\d\d'")


def printed(pages: Sequence[str]) -> list[bytes]:
    """Pages of HTML as Chromium prints them, with the day of printing made fixed."""
    return kept("chromium", [page.encode() for page in pages], _printed)


def _printed(pages: Sequence[bytes]) -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        return [_print(text, Path(folder)) for text in pages]


def _print(text: bytes, folder: Path) -> bytes:
    source, out = folder / "page.html", folder / "page.pdf"
    source.write_bytes(text)
    out.unlink(missing_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or "chrome"
    command = [
        chromium,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--user-data-dir={folder / 'profile'}",
        "--no-pdf-header-footer",
        "--disable-pdf-tagging",
        f"--print-to-pdf={out}",
        source.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return DATES.sub(b"D:20260105090000+00'00'", out.read_bytes())


def drawn(sheet: Sheet, data: bytes) -> Drawn:
    """What is known of a sheet that was printed."""
    return found.drawn(sheet, data, "chromium")
