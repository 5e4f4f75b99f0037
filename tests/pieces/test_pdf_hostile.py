"""What a PDF holds beside paper is named and never run; what is wrong with one is said."""

from __future__ import annotations

import logging
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.pieces import words
from asp_check.pieces.pdf import MAX_PAGES, objects, read
from tests.pieces.pdfs import FONTS, Sketch, page_of, text, written

GOOD = page_of(text("bonjour"))
RUN = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(GOOD[:-30], "damaged", id="cut short"),
        pytest.param(GOOD[: len(GOOD) // 2], "damaged", id="half"),
        pytest.param(b"%PDF-1.7\n" + b"x" * 2000 + b"%%EOF", "damaged", id="nothing within"),
        pytest.param(GOOD + b"x" * 2000, "damaged", id="something after it"),
        pytest.param(written([b"<< /Type /Catalog >>"], 1), "no-pages", id="no pages"),
        pytest.param(b"", "damaged", id="empty"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    paper = read(data, "a.pdf")
    assert (paper.unreadable, paper.pages) == (reason, ())
    assert reason in words.UNREADABLE


def test_blanks_and_zeros_after_the_end_do_not_matter() -> None:
    assert read(GOOD + bytes(5000) + b"\r\n", "a.pdf").pages[0].words[0].text == "bonjour"


def many(count: int) -> bytes:
    sketch = Sketch()
    tree = count + 2
    content = sketch.add("<< >>", text("page").encode())
    for _ in range(count):
        sketch.add(
            f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 400 300] /Contents {content} 0 R"
            f" /Resources << /Font {FONTS} >> >>"
        )
    kids = " ".join(f"{number + 2} 0 R" for number in range(count))
    sketch.add(f"<< /Type /Pages /Count {count} /Kids [{kids}] >>")
    return written(sketch.objects, sketch.add(f"<< /Type /Catalog /Pages {tree} 0 R >>"))


def test_pages_beyond_the_limit_are_counted() -> None:
    paper = read(many(MAX_PAGES + 7), "a.pdf")
    assert (len(paper.pages), paper.unread) == (MAX_PAGES, 7)
    assert paper.pages[-1].words[0].text == "page"


@pytest.mark.parametrize(
    ("catalog", "notes"),
    [
        (f"/OpenAction {RUN}", ("javascript",)),
        (f"/AA << /WC {RUN} >>", ("javascript",)),
        ("/Names << /JavaScript << /Names [] >> >>", ("javascript",)),
        ("/Names << /EmbeddedFiles << /Names [] >> >>", ("embedded-files",)),
        ("/OpenAction << /S /Launch /F (calc.exe) >>", ("launch",)),
        (f"/OpenAction << /S /GoTo /D [] /Next {RUN} >>", ("javascript",)),
        ("/AcroForm << /XFA [] >>", ("xfa",)),
        ("/OCProperties << >>", ("layers",)),
        ("", ()),
    ],
)
def test_what_a_document_holds_is_named(catalog: str, notes: tuple[str, ...]) -> None:
    assert read(page_of(text("a"), catalog=catalog), "a.pdf").notes == notes
    assert set(notes) <= set(words.NOTES)


def test_what_a_page_holds_is_named() -> None:
    sketch = Sketch()
    link = sketch.add(
        f"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch >> /AA << /E {RUN} >> >>"
    )
    file = sketch.add("<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] >>")
    paper = read(sketch.finish([text("a")], annotations=[link, file]), "a.pdf")
    assert paper.notes == ("embedded-files", "javascript", "launch")


@pytest.mark.parametrize("box", ["0 0 1000000 1000000", "400 300 0 0", "0 0 0 0", "0 0 1e400 /a"])
def test_any_size_of_page(box: str) -> None:
    paper = read(page_of(text("coin", 50, 200), box=box), "a.pdf")
    assert not paper.unreadable
    assert len(paper.pages) == 1


@pytest.mark.parametrize("limit", ["MAX_GLYPHS", "MAX_DRAWINGS"])
def test_a_page_with_too_much_on_it_is_unclear_and_the_others_are_read(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(objects, limit, 20)
    crowded = "".join(text("trop", 9, 9 * number) for number in range(30))
    paper = read(Sketch().finish([crowded, text("peu")]), "a.pdf")
    assert paper.notes == ("unread-page",)
    assert [page.scan for page in paper.pages] == [True, False]
    assert not paper.pages[0].words


def test_drawings_that_hold_themselves() -> None:
    sketch = Sketch()
    own = "<< /Type /XObject /Subtype /Form /BBox [0 0 400 300]"
    sketch.add(own + " /Resources << /XObject << /R 1 0 R >> >> >>", b"/R Do")
    paper = read(sketch.finish([text("a") + "/R Do"], images={"R": 1}), "a.pdf")
    assert [word.text for word in paper.pages[0].words] == ["a"]


@pytest.mark.parametrize("loop", ["/Parent 1 0 R", "/Kids [1 0 R]", "/Parent 1 0 R /Kids [1 0 R]"])
def test_fields_that_hold_themselves(loop: str) -> None:
    sketch = Sketch()
    field = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 9 9]"
    widget = sketch.add(f"{field} {loop} >>")
    catalog = "/AcroForm << /Fields [1 0 R] >>"
    paper = read(sketch.finish([text("a")], annotations=[widget], catalog=catalog), "a.pdf")
    assert paper.pages[0].blanks


def test_where_the_second_reader_gives_up_nothing_is_sure() -> None:
    deep = "/Names " + "[" * 20_000 + "]" * 20_000
    paper = read(page_of(text("a"), catalog=deep), "a.pdf")
    assert [word.doubt for word in paper.pages[0].words] == ["disagree"]
    assert paper.pages[0].scan
    assert paper.notes == ("unread-parts",)


def test_a_font_without_a_code_is_not_believed() -> None:
    sketch = Sketch()
    font = sketch.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding 2 0 R >>")
    names = " ".join(f"/g{number}" for number in range(20))
    sketch.add(f"<< /Type /Encoding /Differences [1 {names}] >>")
    content = sketch.add("<< >>", b"BT /F9 12 Tf 50 100 Td <0102030405> Tj ET")
    sketch.add(
        f"<< /Type /Page /Parent 5 0 R /MediaBox [0 0 400 300] /Contents {content} 0 R"
        f" /Resources << /Font << /F9 {font} 0 R >> >> >>"
    )
    sketch.add("<< /Type /Pages /Kids [4 0 R] /Count 1 >>")
    root = sketch.add("<< /Type /Catalog /Pages 5 0 R >>")
    (page,) = read(written(sketch.objects, root), "a.pdf").pages
    assert all(word.doubt for word in page.words)


def test_nothing_of_a_file_reaches_the_log(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        read(re.sub(rb"/Length \d+", b"/Length 999999", GOOD), "a.pdf")
        read(page_of("BT /F9 (secret) Tj ET", page="/Annots 12"), "a.pdf")
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_file_with_wrong_bytes_is_read_or_refused(data: st.DataObject) -> None:
    spoilt = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 12))):
        spoilt[data.draw(st.integers(9, len(GOOD) - 7))] = data.draw(st.integers(0, 255))
    paper = read(bytes(spoilt), "a.pdf")
    assert paper.unreadable in words.UNREADABLE or not paper.unreadable
    assert {word.doubt for page in paper.pages for word in page.words} <= {"", *words.DOUBTS}
