"""Scans: boxes seen in a picture, words read by tesseract, pages turned upright, and what is said without it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from asp_check.finding import UsageError
from asp_check.pieces import image, ocr, ocr_marks, rendering
from asp_check.pieces.image import Unfit
from asp_check.pieces.model import Box, Page, Paper, Tick, Word

WITH_TESSERACT = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract is not there"
)
LETTERS = "BDOPQ08 Bastia Oui Non DURAND FINESS 2B0000020"


def sheet(
    dpi: int, size: tuple[int, int] = (300, 200)
) -> tuple[Image.Image, ImageDraw.ImageDraw, float]:
    """An empty page of this size in points, what draws on it, and the pixels of a point."""
    scale = dpi / 72
    picture = Image.new("L", (round(size[0] * scale), round(size[1] * scale)), 255)
    return picture, ImageDraw.Draw(picture), scale


def box(
    draw: ImageDraw.ImageDraw, scale: float, left: float, top: float, side: float, mark: str
) -> None:
    edges = [left * scale, top * scale, (left + side) * scale, (top + side) * scale]
    draw.rectangle(edges, outline=0, width=max(1, round(0.8 * scale)))
    inner = [edges[0] + 2 * scale, edges[1] + 2 * scale, edges[2] - 2 * scale, edges[3] - 2 * scale]
    if mark == "x":
        draw.line(inner, fill=0, width=round(1.2 * scale))
        draw.line([inner[0], inner[3], inner[2], inner[1]], fill=0, width=round(1.2 * scale))
    elif mark == "full":
        draw.rectangle(inner, fill=0)


def seen(picture: Image.Image) -> list[bool | None]:
    found = ocr_marks.marks(picture).squares
    return [one.ticked for one in sorted(found, key=lambda one: (round(one.top / 20), one.left))]


# --- Boxes


@pytest.mark.parametrize("side", [7.0, 9.0, 12.0, 16.0])
@pytest.mark.parametrize("angle", [0.0, 0.2, -0.2])
def test_boxes_are_seen_ticked_or_not(side: float, angle: float) -> None:
    picture, draw, scale = sheet(ocr_marks.DPI)
    for at, mark in enumerate(("x", "", "full")):
        box(draw, scale, 40 + 70 * at, 80, side, mark)
    turned = picture.rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC)
    assert seen(turned.filter(ImageFilter.GaussianBlur(0.5))) == [True, False, True]


def test_a_grey_and_noisy_page() -> None:
    picture, draw, scale = sheet(ocr_marks.DPI)
    box(draw, scale, 40, 80, 10, "x")
    box(draw, scale, 110, 80, 10, "")
    noise = Image.effect_noise(picture.size, 40)
    assert seen(Image.blend(picture, noise, 0.15)) == [True, False]


@pytest.mark.parametrize("size", [9, 11, 14, 18, 24])
def test_letters_are_no_boxes(size: int) -> None:
    picture, draw, scale = sheet(ocr_marks.DPI, (500, 200))
    font = ImageFont.load_default(size * scale)
    draw.text((20, 20), LETTERS, font=font, fill=0)
    draw.text((20, 200), LETTERS.upper(), font=font, fill=0, stroke_width=1)
    assert seen(picture.filter(ImageFilter.GaussianBlur(0.6))) == []


def test_boxes_for_one_character_each_are_not_to_tick() -> None:
    picture, draw, scale = sheet(ocr_marks.DPI)
    for at in range(9):
        box(draw, scale, 40 + 12 * at, 80, 12, "")
    assert seen(picture) == []


def test_a_cell_is_ruled_and_no_box() -> None:
    picture, draw, scale = sheet(ocr_marks.DPI)
    for left in (20, 120, 280):
        draw.line([left * scale, 40 * scale, left * scale, 120 * scale], fill=0, width=2)
    for top in (40, 80, 120):
        draw.line([20 * scale, top * scale, 280 * scale, top * scale], fill=0, width=2)
    marks = ocr_marks.marks(picture)
    assert (len(marks.squares), len(marks.across), len(marks.down)) == (0, 3, 3)


# --- The program


def test_without_tesseract_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="tesseract introuvable") as caught:
        ocr.tesseract()
    assert "apt install tesseract-ocr tesseract-ocr-fra" in caught.value.en


def test_without_french_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "tesseract")
    monkeypatch.setattr(ocr, "_run", lambda *_: b"List of available languages (1):\neng\n")
    with pytest.raises(UsageError, match="français"):
        ocr.tesseract()


def test_a_paper_without_scans_needs_no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    paper = Paper("va.pdf", "00", "pdf", (Page(1, 595, 842),))
    assert ocr.read_scans(paper, b"") is paper


TSV = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    "1\t1\t0\t0\t0\t0\t0\t0\t10\t10\t-1\t\n"
    '5\t1\t1\t1\t1\t1\t300\t600\t150\t75\t91.5\tBDC"1\n'
    "5\t1\t1\t1\t1\t2\t300\t600\t150\t75\t-1\t \n"
    "5\t1\t1\t1\t1\tx\ty\n"
)  # fmt: skip


def test_the_table_of_tesseract() -> None:
    (word,) = ocr._words(TSV.encode())
    assert word == Word('BDC"1', Box(72, 144, 108, 162), "ocr", "ocr", 0.915)


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_what_lies_on_a_page_turns_with_it(angle: int) -> None:
    kept = Word("signé", Box(10, 20, 30, 40), "annotation")
    page = Page(
        1,
        600,
        800,
        words=(kept, Word("couche", Box(0, 0, 1, 1))),
        ticks=(Tick(kept.box, True),),
        scan=True,
    )
    turned = ocr._page(page, ocr._Sheet((), (), (), angle))
    (word,) = turned.words
    assert word.box == turned.ticks[0].box
    assert (turned.width, turned.height) == ((800, 600) if angle in (90, 270) else (600, 800))
    assert 0 <= word.box.left <= word.box.right <= turned.width
    assert 0 <= word.box.top <= word.box.bottom <= turned.height
    again = page._replace(width=turned.width, height=turned.height, words=turned.words, ticks=())
    back = ocr._page(again, ocr._Sheet((), (), (), -angle % 360))
    assert back.words == (kept,)


def drawn(texts: Sequence[str], *, turned: int = 0) -> bytes:
    """A scanned page at 200 dpi with these lines, a box before each, the first one ticked."""
    picture, draw, scale = sheet(200, (400, 300))
    font = ImageFont.load_default(12 * scale)
    for at, text in enumerate(texts):
        box(draw, scale, 30, 30 + 30 * at, 11, "x" if at == 0 else "")
        draw.text((50 * scale, (27 + 30 * at) * scale), text, font=font, fill=0)
    stream = io.BytesIO()
    picture.rotate(-turned, expand=True).save(stream, "PNG", dpi=(200, 200))
    return stream.getvalue()


LINES = (
    "Bon de commande BDC-2025-0042", "Centre hospitalier de Bastia", "Montant de la prestation",
    "Signature du responsable", "Nom du signataire DURAND", "Date de la commande",
)  # fmt: skip


@WITH_TESSERACT
@pytest.mark.parametrize("turned", [0, 90, 180])
def test_a_scan_is_read_and_turned_upright(turned: int) -> None:
    data = drawn(LINES, turned=turned)
    paper = ocr.read_scans(image.read(data, "va.png"), data)
    (page,) = paper.pages
    shown = {word.text for word in page.words}
    assert {"BDC-2025-0042", "Bastia", "prestation", "DURAND"} <= shown
    assert {(word.origin, word.doubt) for word in page.words} == {("ocr", "ocr")}
    assert all(word.confidence is not None and 0 <= word.confidence <= 1 for word in page.words)
    assert [tick.state for tick in page.ticks] == [True, *[False] * 5]
    first = next(word for word in page.words if word.text == "BDC-2025-0042")
    assert abs(first.box.top - 32) < 6
    assert paper.data.get("turned", {}) == ({1: -turned % 360} if turned else {})
    assert page.scan


# --- Pictures of pages


def test_pages_are_drawn_in_a_process_of_their_own() -> None:
    data = drawn(LINES)
    ((number, picture),) = rendering.rendered(data, "image", [1], 100)
    assert (number, picture.mode) == (1, "L")
    assert picture.size == (556, 417)


@pytest.mark.parametrize("form", ["pdf", "image"])
def test_what_cannot_be_drawn_is_told(form: str) -> None:
    with pytest.raises(Unfit) as caught:
        list(rendering.rendered(b"nothing", form, [1], 100))  # type: ignore[arg-type]
    assert caught.value.why == "damaged"


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "CLOCK", 0.3)
    monkeypatch.setattr(rendering, "_COMMAND", ("sleep", "60"))
    with pytest.raises(Unfit) as caught:
        list(rendering.rendered(b"", "pdf", [1], 100))
    assert caught.value.why == "timeout"
