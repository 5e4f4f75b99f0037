"""A page that an image holds is a scan, whatever text lies over or under it."""

from __future__ import annotations

import pytest

from asp_check.pieces.model import Page
from asp_check.pieces.pdf import read
from tests.pieces.pdfs import Sketch, text

WHOLE = "q 400 0 0 300 0 0 cm /I Do Q "
INVISIBLE = "BT 3 Tr /F1 12 Tf 50 100 Td (reconnu) Tj ET "


def page(content: str, *, grey: int = 200) -> Page:
    sketch = Sketch()
    image = sketch.image(20, 15, grey)
    (only,) = read(sketch.finish([content], images={"I": image}), "a.pdf").pages
    return only


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(WHOLE, id="an image alone"),
        pytest.param(WHOLE + INVISIBLE, id="text without ink"),
        pytest.param(INVISIBLE + WHOLE, id="text under the image"),
        pytest.param(WHOLE + text("reconnu", 50, 100), id="text over the image"),
        pytest.param("q 380 0 0 290 10 5 cm /I Do Q " + text("reconnu", 50, 100), id="a margin"),
        pytest.param(
            "".join(f"q 400 0 0 60 0 {60 * strip} cm /I Do Q " for strip in range(5)), id="strips"
        ),
        pytest.param("q 120 0 0 90 100 100 cm /I Do Q ", id="a photo pasted on an empty page"),
    ],
)
def test_a_page_that_an_image_holds(content: str) -> None:
    one = page(content)
    assert one.scan
    assert all((word.origin, word.doubt) == ("ocr", "ocr") for word in one.words)
    assert not one.ticks


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("q 80 0 0 40 10 250 cm /I Do Q " + text("lettre", 50, 100), id="a logo"),
        pytest.param("q 120 0 0 60 250 20 cm /I Do Q " + text("lettre", 50, 100), id="a stamp"),
        pytest.param(text("lettre", 50, 100), id="text alone"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_page_with_a_picture_is_no_scan(content: str) -> None:
    one = page(content)
    assert not one.scan
    assert all(not word.doubt for word in one.words)


def test_text_without_ink_on_a_page_that_is_no_scan_is_hidden() -> None:
    assert [word.doubt for word in page(INVISIBLE).words] == ["hidden"]


def test_what_is_typed_onto_a_scan_is_read_and_the_scan_is_not() -> None:
    sketch = Sketch()
    image = sketch.image(20, 15)
    drawing = sketch.form("BT /F1 12 Tf 2 5 Td (DUPONT) Tj ET", 150, 20)
    note = sketch.add(
        "<< /Type /Annot /Subtype /FreeText /Contents (DUPONT) /Rect [50 200 200 220]"
        f" /AP << /N {drawing} 0 R >> >>"
    )
    data = sketch.finish([WHOLE + INVISIBLE], annotations=[note], images={"I": image})
    (one,) = read(data, "a.pdf").pages
    assert one.scan
    assert [(w.text, w.origin, w.doubt) for w in one.words] == [
        ("reconnu", "ocr", "ocr"),
        ("DUPONT", "annotation", ""),
    ]


def test_an_image_out_of_all_measure_is_not_opened_and_its_page_is_unclear() -> None:
    sketch = Sketch()
    bomb = sketch.add(
        "<< /Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceGray"
        " /BitsPerComponent 8 >>",
        bytes(900_000),
        packed=True,
    )
    content = text("lettre") + "q 50 0 0 50 9 9 cm /I Do Q"
    paper = read(sketch.finish([content], images={"I": bomb}), "a.pdf")
    assert paper.notes == ("large-image",)
    assert paper.pages[0].scan
