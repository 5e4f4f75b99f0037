"""A DOCX as Word shows it: what is on the page, what is ticked, what is hidden, and hostile packages."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check.pieces import docx, office
from asp_check.pieces.docx_styles import TICKS
from asp_check.pieces.model import Page, Paper

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
    'xmlns:v="urn:schemas-microsoft-com:vml"',
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
)
NAMES = " ".join(_NAMES)
STRICT = NAMES.replace(
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(body: str, names: str = NAMES, **parts: str) -> bytes:
    """A DOCX with this body, and parts by kind: ``styles``, ``numbering``, ``header``…"""
    stream = io.BytesIO()
    links = "".join(
        f'<Relationship Id="r{at}" Type="{RELATION}/{kind}" Target="{kind}.xml"/>'
        for at, kind in enumerate(parts)
    )
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships><Relationship Id="r" Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{links}</Relationships>")
        archive.writestr(
            "word/document.xml", f"<w:document {names}><w:body>{body}</w:body></w:document>"
        )
        for kind, text in parts.items():
            archive.writestr(f"word/{kind}.xml", text)
    return stream.getvalue()  # fmt: skip


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(body: str, **parts: str) -> Paper:
    paper = docx.read(package(body, **parts), "va.docx")
    assert not paper.unreadable
    return paper


def page(body: str, **parts: str) -> Page:
    (one,) = read(body, **parts).pages
    return one


def lines(one: Page) -> list[str]:
    """The texts of each line of the page, from left to right: ticks as [x], [ ], [?], blanks as ___."""
    found: dict[float, list[tuple[float, str]]] = {}
    mark = {True: "[x]", False: "[ ]", None: "[?]"}
    for word in one.words:
        found.setdefault(word.box.top, []).append((word.box.left, word.text))
    for tick in one.ticks:
        found.setdefault(tick.box.top, []).append((tick.box.left, mark[tick.state]))
    for blank in one.blanks:
        found.setdefault(blank.top, []).append((blank.left, "___"))
    return [" ".join(text for _, text in sorted(found[top])) for top in sorted(found)]


def doubts(one: Page) -> dict[str, str]:
    return {word.text: word.doubt for word in one.words if word.doubt}


# --- Text


def test_runs_that_meet_make_one_word() -> None:
    one = page(p(r("BDC-"), r("2025"), r("-0042 "), r("signé")))
    assert [word.text for word in one.words] == ["BDC-2025-0042", "signé"]
    assert one.words[0].box.right < one.words[1].box.left


def test_a_tabulation_is_wider_than_a_space() -> None:
    one = page(p(r("Nom :"), "<w:r><w:tab/><w:t>Durand</w:t></w:r>"))
    first, second = one.words[-2:]
    assert second.box.left - first.box.right >= 18


def test_breaks_begin_lines_and_pages() -> None:
    body = p(r("a"), "<w:r><w:br/></w:r>", r("b"), '<w:r><w:br w:type="page"/></w:r>', r("c"))
    first, second = read(body + p(r("d"))).pages
    assert (lines(first), lines(second)) == (["a", "b"], ["c", "d"])
    assert (first.number, second.number) == (1, 2)


def test_sections_begin_pages_unless_they_go_on() -> None:
    section = '<w:sectPr><w:type w:val="{}"/></w:sectPr>'
    body = p(r("a")).replace("<w:p>", f"<w:p><w:pPr>{section.format('nextPage')}</w:pPr>") + p(
        r("b")
    )
    assert len(read(body + section.format("nextPage")).pages) == 2
    assert len(read(body + section.format("continuous")).pages) == 1


def test_tables_are_ruled() -> None:
    cell = "<w:tc>{}</w:tc>".format
    row = "<w:tr>{}</w:tr>".format
    body = f"<w:tbl>{row(cell(p(r('FINESS'))) + cell(p(r('2B0000020'))))}{row(cell(p(r('Un libellé long'))) + cell(p(r('x'))))}</w:tbl>"
    one = page(body)
    assert lines(one) == ["FINESS 2B0000020", "Un libellé long x"]
    label, value = one.words[:2]
    between = [
        rule
        for rule in one.rules
        if rule.width == 0 and label.box.right < rule.left < value.box.left
    ]
    assert between
    assert all(rule.width == 0 or rule.height == 0 for rule in one.rules)
    assert all(one.width >= rule.right and one.height >= rule.bottom for rule in one.rules)


def test_merged_cells() -> None:
    body = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p(r("Titre du tableau")) + "</w:tc></w:tr>"
        '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p(r("haut")) + "</w:tc><w:tc>" + p(r("1")) + "</w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p() + "</w:tc><w:tc>" + p(r("2")) + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    one = page(body)
    assert lines(one) == ["Titre du tableau", "haut 1", "2"]
    high = next(word for word in one.words if word.text == "haut")
    second = next(word for word in one.words if word.text == "2")
    across = [
        rule
        for rule in one.rules
        if rule.height == 0 and high.box.bottom < rule.top < second.box.top
    ]
    assert not any(rule.left <= high.box.left <= rule.right for rule in across)


def test_nested_tables_and_controls_around_cells() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p(r('dedans'))}</w:tc></w:tr></w:tbl>"
    body = (
        f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>{inner}{p(r('après'))}</w:tc>"
        "</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>"
    )
    assert lines(page(body)) == ["dedans", "après"]


def test_headers_footers_and_notes_are_shown() -> None:
    header = f"<w:hdr {NAMES}>{p(r('en-tête'))}</w:hdr>"
    footer = f"<w:ftr {NAMES}>{p(r('pied'))}</w:ftr>"
    notes = f'<w:footnotes {NAMES}><w:footnote w:id="1">{p(r("première"))}</w:footnote><w:footnote w:id="2">{p(r("sans appel"))}</w:footnote></w:footnotes>'
    body = (
        p(r("texte"), '<w:r><w:footnoteReference w:id="1"/></w:r>')
        + '<w:sectPr><w:headerReference w:type="default" r:id="r0"/><w:footerReference w:type="default" r:id="r1"/></w:sectPr>'
    )
    one = page(body, header=header, footer=footer, footnotes=notes)
    assert lines(one) == ["en-tête", "texte", "pied", "première"]


def test_a_first_header_that_is_off_is_not_shown() -> None:
    header = f"<w:hdr {NAMES}>{p(r('caché'))}</w:hdr>"
    body = p(r("a")) + '<w:sectPr><w:headerReference w:type="first" r:id="r0"/>{}</w:sectPr>'
    assert lines(page(body.format(""), header=header)) == ["a"]
    assert lines(page(body.format("<w:titlePg/>"), header=header)) == ["caché", "a"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p(r('zone'))}</w:txbxContent>"
    body = p(
        r("avant"),
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert lines(page(body)) == ["avant", "zone"]


def test_pictures_and_ink() -> None:
    picture = '<w:r><w:drawing><wp:inline><wp:extent cx="1270000" cy="635000"/><a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing></w:r>'
    ink = "<w:r><w:drawing><wps:contentPart/></w:drawing></w:r>"
    one = page(p(picture) + p(ink))
    assert [(round(box.width), round(box.height)) for box in one.images] == [(100, 50)]
    assert len(one.inks) == 1


# --- What is not there, or hardly


def test_tracked_changes_are_read_as_accepted() -> None:
    body = p(
        r("un "), f"<w:del>{r('deux').replace('w:t', 'w:delText')}</w:del>", f"<w:ins>{r('trois')}</w:ins>",
        f"<w:moveFrom>{r('parti')}</w:moveFrom>", f"<w:moveTo>{r(' venu')}</w:moveTo>",
    )  # fmt: skip
    paper = read(
        body + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p(r('x'))}</w:tc></w:tr></w:tbl>"
    )
    assert lines(paper.pages[0]) == ["un trois venu"]
    assert paper.notes == ("tracked-changes",)


def test_comments_and_hidden_text_are_no_content() -> None:
    styles = f'<w:styles {NAMES}><w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="I"><w:basedOn w:val="H"/></w:style></w:styles>'
    body = p(
        r("vu "), "<w:commentRangeStart/>", r("a", "<w:vanish/>"), r("b", '<w:rStyle w:val="I"/>'),
        r("c", '<w:rStyle w:val="I"/><w:vanish w:val="0"/>'), "<w:r><w:commentReference/></w:r>",
    )  # fmt: skip
    assert lines(
        page(body, styles=styles, comments=f"<w:comments {NAMES}>{p(r('dit'))}</w:comments>")
    ) == ["vu c"]


def test_text_that_hardly_shows_is_doubtful() -> None:
    body = p(
        r("blanc ", '<w:color w:val="FFFFFF"/>'), r("clair ", '<w:color w:val="FAFAFA"/>'),
        r("infime ", '<w:sz w:val="2"/>'), r("barré ", "<w:strike/>"), r("noir ", '<w:color w:val="000000"/>'),
        r("surligné ", '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>'),
    )  # fmt: skip
    assert doubts(page(body)) == {
        "blanc": "hidden",
        "clair": "hidden",
        "infime": "hidden",
        "barré": "struck",
    }


def test_white_on_a_coloured_cell_shows() -> None:
    white = r("FINESS", '<w:color w:val="FFFFFF"/>')
    shade = '<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>'
    body = f"<w:tbl><w:tr><w:tc>{shade}{p(white)}</w:tc></w:tr></w:tbl>"
    assert doubts(page(body)) == {}
    assert doubts(page(body.replace("FFFFFF", "1f3864"))) == {"FINESS": "hidden"}


# --- Controls and fields


def check_box(checked: int, shown: str, extra: str = "") -> str:
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="dmp"/><w14:checkbox><w14:checked w14:val="{checked}"/>{extra}</w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{r(shown)}</w:sdtContent></w:sdt>"
    )


@pytest.mark.parametrize(
    ("checked", "shown", "state", "doubt"),
    [(1, "☒", True, ""), (0, "☐", False, ""), (1, "☐", None, "stored"), (0, "☒", None, "stored"), (1, "?", None, "stored")],
)  # fmt: skip
def test_a_check_box_stores_what_it_shows_or_is_unclear(
    checked: int, shown: str, state: bool | None, doubt: str
) -> None:
    (tick,) = page(p(check_box(checked, shown), r(" Oui"))).ticks
    assert (tick.state, tick.doubt, tick.name, tick.origin) == (state, doubt, "dmp", "control")


def test_a_check_box_with_characters_of_its_own() -> None:
    states = '<w14:checkedState w14:val="00FE" w14:font="Wingdings"/><w14:uncheckedState w14:val="006F" w14:font="Wingdings"/>'
    (tick,) = page(p(check_box(1, "☑", states))).ticks
    assert tick.state is True
    (tick,) = page(
        p(check_box(0, "o", states).replace("<w:rPr>", '<w:rPr><w:rFonts w:ascii="Wingdings"/>'))
    ).ticks
    assert tick.state is False


def test_marks_of_any_font_are_ticks() -> None:
    body = p(
        r("☐ ☑ ☒ ✔ "), '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings 2" w:char="00A3"/></w:r>',
        r("\uf0a8", '<w:rFonts w:ascii="Wingdings"/>'),
    )  # fmt: skip
    assert [tick.state for tick in page(body).ticks] == [
        False,
        True,
        True,
        True,
        True,
        False,
        False,
    ]


def test_bullets_that_are_boxes_are_ticks() -> None:
    numbering = (
        f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0a8"/>'
        '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    body = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>{r("Oui")}</w:p>'
    assert lines(page(body, numbering=numbering)) == ["[ ] Oui"]


def control(properties: str, shown: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"


def test_what_a_control_asks_for_is_a_blank() -> None:
    one = page(
        p(r("Nom : "), control("<w:showingPlcHdr/>", r("Cliquez ici")))
        + control("<w:showingPlcHdr/>", p(r("Choisissez")))
    )
    assert lines(one) == ["Nom : ___", "___"]


def test_a_day_that_is_not_the_one_stored_is_doubtful() -> None:
    date = '<w:date w:fullDate="2025-02-14T00:00:00Z"/>'
    for shown, doubt in (
        ("14/02/2025", ""),
        ("14 février 2025", ""),
        ("15/02/2025", "stored"),
        ("hier", ""),
    ):
        words = page(p(control(date, r(shown)))).words
        assert {word.doubt for word in words} == {doubt}, shown
        assert {word.origin for word in words} == {"control"}


@pytest.mark.parametrize(
    ("stored", "doubt"), [("montré", ""), (" mon tré", ""), ("gardé", "stored")]
)
def test_a_bound_control_that_stores_something_else_is_doubtful(stored: str, doubt: str) -> None:
    binding = '<w:dataBinding w:xpath="/n:a[1]/n:b[2]" w:storeItemID="{X}"/>'
    body = p(control(binding, r("montré")))
    stream = io.BytesIO(package(body, customXml=f"<a><b>1</b><b>{stored}</b></a>"))
    link = f'<Relationship Id="r" Type="{RELATION}/customXmlProps" Target="props.xml"/>'
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/_rels/customXml.xml.rels", f"<Relationships>{link}</Relationships>")
        archive.writestr("word/props.xml", '<p xmlns:d="x" d:itemID="{x}"/>')
    (word,) = docx.read(stream.getvalue()).pages[0].words
    assert word.doubt == doubt


def field(kind: str, result: str = "") -> str:
    middle = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="f"/>{kind}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText>CODE</w:instrText></w:r>{middle}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_form_fields_of_the_old_kind() -> None:
    body = p(
        r("Nom "), field("<w:textInput/>", r("Durand")), r(" Prénom "), field("<w:textInput/>", r("\u2002\u2002")),
        r(" "), field('<w:checkBox><w:default w:val="1"/></w:checkBox>'), field('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>'),
        r(" "), field('<w:ddList><w:result w:val="1"/><w:listEntry w:val="A"/><w:listEntry w:val="B"/></w:ddList>'),
    )  # fmt: skip
    assert lines(page(body)) == ["Nom Durand Prénom ___ [x] [ ] B"]


def test_the_code_of_a_field_is_not_shown_its_result_is() -> None:
    body = p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r("IF"), '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        r("vu"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>', r(" et "), f"<w:fldSimple>{r('simple')}</w:fldSimple>",
    )  # fmt: skip
    assert lines(page(body)) == ["vu et simple"]


def test_embedded_files_and_macros_are_named() -> None:
    stream = io.BytesIO(package(p(r("a")) + "<w:altChunk/>"))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
        archive.writestr("word/embeddings/x.bin", b"x")
    paper = docx.read(stream.getvalue())
    assert set(paper.notes) == {"macros", "embedded-files"}
    assert len(paper.pages[0].images) == 1


# --- What real programs write


def test_what_python_docx_writes() -> None:
    made = python_docx.Document()
    made.add_heading("Bon de commande", 0)
    table: Any = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Montant HT", "48\u00a0500,00 €"
    made.sections[0].header.paragraphs[0].text = "Éditeur"
    stream = io.BytesIO()
    made.save(stream)
    (one,) = docx.read(stream.getvalue()).pages
    assert lines(one) == ["Éditeur", "Bon de commande", "Montant HT 48 500,00 €"]


def test_the_strict_form_is_read_too() -> None:
    (one,) = docx.read(package(p(r("strict")), STRICT)).pages
    assert lines(one) == ["strict"]


# --- Hostile packages


def repacked(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package(p(r("a"))))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.get(name.rpartition("/")[2].partition(".")[0], old.read(name)))
    return out.getvalue()


BILLION = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><document><body><p><r><t>&b;</t></r></p></body></document>'


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04", "damaged"),
        (package(p(r("a")))[:-40], "damaged"),
        (repacked(document=b"<document>"), "damaged"),
        (repacked(document=b"<document/>"), "damaged"),
        (repacked(document=BILLION), "damaged"),
        (repacked(document=BILLION.decode().encode("utf-16")), "damaged"),
        (repacked(document=b'<?xml version="1.0" encoding="cp037"?>' + BILLION.decode().encode("cp037")), "damaged"),
        (repacked(document=b"<document><body>" + b"<sdt><sdtContent>" * 3000 + b"<p><r><t>a</t></r></p>" + b"</sdtContent></sdt>" * 3000 + b"</body></document>"), "damaged"),
        (repacked(document=b"<document>" + b" " * (office.MAX_PART + 1)), "too-large"),
        (repacked(document=b"<document><body>" + b"<p/>" * 5_000_000 + b"</body></document>"), "too-large"),
        (repacked(document=b"<document><body>" + b" " * 8_000_000 + b"</body></document>"), "too-large"),
    ],
    ids=range(12),
)  # fmt: skip
def test_a_hostile_package_is_told(raw: bytes, why: str) -> None:
    assert docx.read(raw).unreadable == why


def test_spans_beyond_measure_are_bounded() -> None:
    cells = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc><w:tc><w:tcPr><w:gridSpan w:val="9999"/></w:tcPr></w:tc>'
    assert page(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>").rules


def test_styles_and_fields_that_lead_in_circles() -> None:
    styles = f'<w:styles {NAMES}><w:style w:styleId="A"><w:basedOn w:val="A"/></w:style></w:styles>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    assert lines(page(p(end, r("a", '<w:rStyle w:val="A"/>')), styles=styles)) == ["a"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=40))
def test_any_text_comes_out_word_by_word(text: str) -> None:
    (one,) = docx.read(package(p(r(escape(text))))).pages
    shown = "".join(word.text for word in one.words)
    assert shown == "".join(c for c in text if not c.isspace() and c not in TICKS)


TAGS = (
    "p", "r", "t", "tbl", "tr", "tc", "tcPr", "pPr", "rPr", "sdt", "sdtPr", "sdtContent", "checkbox", "checked",
    "checkedState", "fldChar", "ffData", "checkBox", "textInput", "ddList", "result", "gridSpan", "vMerge", "br",
    "drawing", "pict", "txbxContent", "AlternateContent", "Choice", "Fallback", "ins", "del", "sectPr", "numPr",
    "numId", "sym", "date", "dataBinding", "altChunk", "headerReference", "tab", "extent", "footnoteReference",
)  # fmt: skip
VALUES = (
    "",
    "1",
    "0",
    "-1",
    "x",
    "9" * 30,
    "begin",
    "separate",
    "end",
    "page",
    "restart",
    "F0FE",
    "Wingdings",
    "110000",
)
ATTRIBUTES = (
    "val",
    "id",
    "type",
    "char",
    "font",
    "fldCharType",
    "cx",
    "cy",
    "fullDate",
    "xpath",
    "storeItemID",
    "fill",
)
LEAVES = st.sampled_from(("", "a b", "☐", "\u2002"))
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda tag, attributes, children: f"<w:{tag} {attributes}>{''.join(children)}</w:{tag}>",
        st.sampled_from(TAGS),
        st.dictionaries(st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES), max_size=2).map(
            lambda said: " ".join(f'w:{key}="{text}"' for key, text in said.items())
        ),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@given(st.lists(TREES, max_size=4))
def test_any_tree_is_read_or_told(trees: list[str]) -> None:
    paper = docx.read(package("".join(trees)))
    assert paper.unreadable in ("", "damaged")
    for one in paper.pages:
        assert all(0 <= word.box.left < word.box.right <= one.width for word in one.words)
        assert all(0 <= rule.top <= rule.bottom <= one.height for rule in one.rules)
