"""A DOCX → ``Paper``: what Word shows, on pages made up for it, and the boxes that it ticks.

Read with the standard library: of python-docx, neither content controls, nor text boxes, nor form
fields, nor tracked changes are to be had.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple
from xml.etree.ElementTree import Element

from asp_check.pieces.docx_controls import stores
from asp_check.pieces.docx_layout import Block, page
from asp_check.pieces.docx_styles import Styles, drawn, font_of
from asp_check.pieces.docx_text import Break, Context, Walker
from asp_check.pieces.model import Paper
from asp_check.pieces.office import Link, Package, Unfit, find, is_on, value

_MOST_PAGES = 200


def read(data: bytes, path: str = "") -> Paper:
    """The paper that these bytes are; nothing is raised."""
    paper = Paper(path, sha256(data).hexdigest(), "docx")
    try:
        return _read(data, paper)
    except Unfit as unfit:
        return paper._replace(unreadable=unfit.why)
    except MemoryError:
        return paper._replace(unreadable="memory")
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return paper._replace(unreadable="damaged")


def _read(data: bytes, paper: Paper) -> Paper:
    package = Package(data)
    main = package.main()
    body = find(package.part(main), "body")
    if body is None:
        raise Unfit("damaged")
    links = package.links(main)
    parts = {link.kind: link.target for link in links.values()}
    walker = Walker(
        Styles(package.part(parts.get("styles", ""))),
        stores(package, main),
        _bullets(package.part(parts.get("numbering", ""))),
    )
    sections = _sections(walker.blocks(body, Context()))
    settings = package.part(parts.get("settings", ""))
    running = _Running(package, walker, links, is_on(settings, "evenAndOddHeaders"))
    sheets = list(_sheets(sections, running))
    sheets[-1] += _notes(package, parts, walker)
    return paper._replace(
        pages=tuple(page(at, blocks) for at, blocks in enumerate(sheets[:_MOST_PAGES], 1)),
        notes=(*walker.notes, *_unopened(package)),
        unread=max(0, len(sheets) - _MOST_PAGES),
    )


def _bullets(numbering: Element | None) -> Mapping[tuple[str, str], str]:
    """The character of each bullet, by the id of its numbering and its level."""
    if numbering is None:
        return {}
    levels = {
        one.get("abstractNumId", ""): one.findall("lvl") for one in numbering.findall("abstractNum")
    }
    return {
        (one.get("numId", ""), level.get("ilvl", "")): drawn(
            value(level, "lvlText") or "", font_of(level.find("rPr"))
        )
        for one in numbering.findall("num")
        for level in levels.get(value(one, "abstractNumId") or "", ())
        if value(level, "numFmt") == "bullet"
    }


def _unopened(package: Package) -> Iterator[str]:
    """The keys of what the package holds that is never opened."""
    if any("vbaproject" in name.lower() for name in package.names):
        yield "macros"
    if any(name.startswith("word/embeddings/") for name in package.names):
        yield "embedded-files"


# --- Pages


class _Section(NamedTuple):
    """The pages of one section, and its properties."""

    sheets: tuple[tuple[Block, ...], ...]
    properties: Element | None


def _sections(found: Iterator[Block | Break]) -> list[_Section]:
    sections: list[_Section] = []
    sheets: list[list[Block]] = [[]]
    for item in found:
        if not isinstance(item, Break):
            sheets[-1].append(item)
        elif item.section is None:
            sheets.append([])
        else:
            sections.append(_Section(tuple(map(tuple, sheets)), item.section))
            sheets = [[]]
    if sheets != [[]] or not sections:
        sections.append(_Section(tuple(map(tuple, sheets)), None))
    return sections


def _sheets(sections: Sequence[_Section], running: _Running) -> Iterator[list[Block]]:
    """The blocks of each page, between the headers and the footers of its section."""
    pending: list[Block] = []
    for at, section in enumerate(sections):
        headers, footers = running.of(section.properties)
        for number, sheet in enumerate(section.sheets):
            if number or (at and value(section.properties, "type") != "continuous"):
                yield pending
                pending = []
            pending = [*(pending or headers), *sheet, *footers]
    yield pending


class _Running:
    """Headers and footers; a section that has none of its own goes on with those before."""

    def __init__(
        self, package: Package, walker: Walker, links: Mapping[str, Link], even: bool
    ) -> None:
        self._package = package
        self._walker = walker
        self._links = links
        self._even = even
        self._kept: dict[tuple[str, str], tuple[Block, ...]] = {}

    def of(self, properties: Element | None) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
        """Those of a section with these properties."""
        for one in () if properties is None else properties:
            link = self._links.get(one.get("id", ""))
            if one.tag in ("headerReference", "footerReference") and link is not None:
                self._kept[one.tag[:6], one.get("type", "default")] = self._blocks(link.target)
        types = ["default"]
        types += ["first"] if is_on(properties, "titlePg") else []
        types += ["even"] if self._even else []
        each = [
            tuple(dict.fromkeys(b for kind in types for b in self._kept.get((place, kind), ())))
            for place in ("header", "footer")
        ]
        return each[0], each[1]

    def _blocks(self, name: str) -> tuple[Block, ...]:
        tree = self._package.part(name)
        return () if tree is None else _content(self._walker, tree)


def _content(walker: Walker, holder: Iterable[Element]) -> tuple[Block, ...]:
    blocks = walker.blocks(holder, Context())
    return tuple(block for block in blocks if not isinstance(block, Break))


def _notes(package: Package, parts: Mapping[str, str], walker: Walker) -> Iterator[Block]:
    """The footnotes and endnotes that the text refers to, below everything else."""
    for kind in ("footnote", "endnote"):
        tree = package.part(parts.get(f"{kind}s", ""))
        for one in () if tree is None else tree.findall(kind):
            if (f"{kind}Reference", one.get("id", "")) in walker.referred:
                yield from _content(walker, one)
