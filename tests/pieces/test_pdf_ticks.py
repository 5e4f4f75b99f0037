"""Boxes to tick: what is stored, what is drawn and the ink must agree."""

from __future__ import annotations

import pytest

from asp_check.pieces.model import Page, Tick
from asp_check.pieces.pdf import read
from tests.pieces.pdfs import Sketch, page_of, text

CROSS = "2 2 m 12 12 l S 2 12 m 12 2 l S "
FRAME = "0 0 14 14 re S "


def page(data: bytes) -> Page:
    (only,) = read(data, "a.pdf").pages
    return only


def box(
    value: str = "/V /Oui",
    state: str = "/AS /Oui",
    *,
    on: str = FRAME + CROSS,
    off: str = FRAME,
    drawn: bool = True,
    flags: int = 0,
    name: str = "/T (dmp)",
) -> Tick:
    sketch = Sketch()
    appearance = ""
    if drawn:
        numbers = sketch.form(on, 14, 14), sketch.form(off, 14, 14)
        appearance = "/AP << /N << /Oui {} 0 R /Off {} 0 R >> >>".format(*numbers)
    widget = sketch.add(
        f"<< /Type /Annot /Subtype /Widget /FT /Btn /Ff {flags} {name} {value} {state}"
        f" /Rect [50 200 64 214] /F 4 {appearance} >>"
    )
    data = sketch.finish(
        [text("Oui", 70, 203)],
        annotations=[widget],
        catalog=f"/AcroForm << /Fields [{widget} 0 R] >>",
    )
    one = page(data)
    assert [word.text for word in one.words] == ["Oui"]
    (tick,) = one.ticks
    assert tick.origin == "field"
    return tick


def test_a_field_is_ticked_or_not() -> None:
    assert box()[1:] == (True, "field", "dmp=Oui", "")
    assert box("/V /Off", "/AS /Off")[1:] == (False, "field", "dmp=Oui", "")
    assert box("", "/AS /Off").state is False
    assert box(flags=1 << 15).state is True


def test_a_box_that_lost_its_field_is_what_it_shows() -> None:
    assert box("", name="").state is True
    assert box("", "/AS /Off", name="").state is False
    assert box("", name="", on=FRAME).doubt == "ink"


@pytest.mark.parametrize(
    ("tick", "doubt"),
    [
        pytest.param({"state": "/AS /Off"}, "stored", id="stored on, drawn off"),
        pytest.param({"value": "/V /Off"}, "stored", id="stored off, drawn on"),
        pytest.param({"state": ""}, "stored", id="no state"),
        pytest.param({"drawn": False}, "stored", id="no drawing"),
        pytest.param({"on": FRAME}, "ink", id="on without ink"),
        pytest.param(
            {"value": "/V /Off", "state": "/AS /Off", "off": FRAME + CROSS}, "ink", id="off, inked"
        ),
    ],
)
def test_a_field_that_disagrees_with_itself_is_unclear(tick: dict[str, str], doubt: str) -> None:
    found = box(**tick)  # type: ignore[arg-type]
    assert (found.state, found.doubt) == (None, doubt)


@pytest.mark.parametrize(
    "on",
    [
        pytest.param(FRAME + "BT /F2 12 Tf 2 2 Td (4) Tj ET", id="a tick of a font"),
        pytest.param("BT /F2 12 Tf 2 2 Td (8) Tj ET", id="without a frame"),
        pytest.param(FRAME + "4 4 6 6 re f", id="a square"),
        pytest.param("0 g 0 0 14 14 re f 1 G 2 w 3 7 m 6 3 l 11 11 l S", id="white on black"),
        pytest.param("5 5 4 4 re f 4 4 6 6 re S", id="smaller than its place"),
    ],
)
def test_whatever_a_tick_looks_like(on: str) -> None:
    assert box(on=on).state is True


def test_a_tinted_box_is_empty() -> None:
    off = "0.9 g 0 0 14 14 re f 0 G 0 0 14 14 re S"
    assert box("/V /Off", "/AS /Off", off=off).state is False


# --- Marks of a font


def ticks(content: str) -> list[bool | None]:
    return [tick.state for tick in page(page_of(content)).ticks]


def mark(letter: str, x: float) -> str:
    return text(letter, x, 100, font="F2")


def test_marks_of_dingbats() -> None:
    assert ticks(mark("4", 50)) == [True]
    assert ticks(mark("o", 50) + mark("n", 80)) == [False, True]


def test_a_mark_is_not_a_word() -> None:
    one = page(page_of(text("Oui", 20, 100) + mark("4", 50)))
    assert [word.text for word in one.words] == ["Oui"]


def test_a_solid_mark_alone_opens_a_list() -> None:
    assert ticks(mark("n", 50) + text("une ligne", 80, 100)) == []


def test_a_cross_among_check_marks_may_mean_no() -> None:
    assert ticks(mark("4", 50) + mark("8", 80)) == [True, None]
    assert ticks(mark("8", 80)) == [True]


def test_a_cross_put_into_a_hollow_mark_ticks_it() -> None:
    assert ticks(mark("o", 50) + text("X", 50.5, 100.5, size=10)) == [True]


def test_ink_put_into_a_hollow_mark_ticks_it() -> None:
    pen = "1.5 w 51 101 m 54 104 l 57 108 l 53 103 l S"
    assert ticks(mark("o", 50) + pen) == [True]


def test_a_white_mark_is_unclear() -> None:
    (tick,) = page(page_of("1 g " + mark("4", 50))).ticks
    assert (tick.state, tick.doubt) == (None, "hidden")


# --- Frames


TWO = "1 w 80 98 10 10 re S 120 98 10 10 re S "


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(text("X", 81.5, 99, size=10), id="a letter"),
        pytest.param("82 100 m 88 106 l 82 106 m 88 100 l S", id="strokes"),
        pytest.param("82 103 m 84 100 l 89 107 l S", id="a tick"),
        pytest.param("82 100 6 6 re f", id="filled"),
    ],
)
def test_a_frame_is_ticked_by_what_stands_in_it(inside: str) -> None:
    one = page(page_of(TWO + inside))
    assert [tick.state for tick in one.ticks] == [True, False]
    assert not one.words
    assert not one.inks


def test_a_frame_of_four_lines() -> None:
    lines = "80 98 m 90 98 l S 80 108 m 90 108 l S 80 98 m 80 108 l S 90 98 m 90 108 l S "
    assert ticks("0.7 w " + lines) == [False]
    assert ticks("0.7 w " + lines + text("X", 81.5, 99, size=10)) == [True]


def test_a_circle() -> None:
    circle = "95 103 m 95 106 92 108 90 108 c 87 108 85 106 85 103 c 85 100 87 98 90 98 c "
    circle += "92 98 95 100 95 103 c s "
    assert ticks(circle) == [False]
    assert ticks(circle + "88 101 4 4 re f") == [True]


def test_places_of_characters_are_no_boxes_to_tick() -> None:
    comb = "".join(f"{80 + 12 * place} 98 12 14 re S " for place in range(9))
    letters = "".join(text(c, 83 + 12 * n, 101, size=10) for n, c in enumerate("2A000X170"))
    one = page(page_of(comb + letters))
    assert not one.ticks
    assert [word.text for word in one.words] == ["2A000X170"]


def test_a_frame_around_a_number_is_no_box_to_tick() -> None:
    assert ticks("80 98 12 12 re S " + text("3", 83, 100)) == []


def test_a_white_square_without_a_line_is_nothing() -> None:
    assert ticks("1 g 80 98 10 10 re f") == []


# --- Written boxes


@pytest.mark.parametrize(
    ("written", "states", "left"),
    [
        ("[x] Oui [ ] Non", [True, False], ["Oui", "Non"]),
        ("(X) Oui ( ) Non", [True, False], ["Oui", "Non"]),
        ("[ X ]Oui [ ]Non", [True, False], ["Oui", "Non"]),
        ("f(x) (a) [3] (Oui)", [], ["f(x)", "(a)", "[3]", "(Oui)"]),
    ],
)
def test_boxes_written_with_brackets(written: str, states: list[bool], left: list[str]) -> None:
    one = page(page_of(text(written, 20, 100)))
    assert [tick.state for tick in one.ticks] == states
    assert [word.text for word in one.words] == left


def test_a_written_box_with_ink_in_it_is_unclear() -> None:
    pen = "1.5 w 23 101 m 25 104 l 28 108 l 26 103 l S"
    (tick,) = page(page_of(text("[   ] Non", 20, 100) + pen)).ticks
    assert (tick.state, tick.doubt) == (None, "ink")
