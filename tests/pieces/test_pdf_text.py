"""What a page shows is read; what it does not show, or not surely, is in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.pieces.model import Box, Page, Word
from asp_check.pieces.pdf import read
from asp_check.pieces.pdf.second import same
from asp_check.pieces.pdf.signs import mended, symbol
from tests.pieces.pdfs import Sketch, page_of, text

SEEN = text("Visible 123")


def page(data: bytes) -> Page:
    paper = read(data, "a.pdf")
    assert not paper.unreadable
    (only,) = paper.pages
    return only


def words(data: bytes) -> list[tuple[str, str]]:
    return [(word.text, word.doubt) for word in page(data).words]


def over_picture(content: str) -> bytes:
    sketch = Sketch()
    image = sketch.image(10, 10)
    return sketch.finish([content], images={"I": image})


PICTURE = "q 200 0 0 30 40 90 cm /I Do Q "


@pytest.mark.parametrize(
    "secret",
    [
        pytest.param("BT 3 Tr /F1 12 Tf 50 100 Td (secret) Tj ET", id="without ink"),
        pytest.param("1 g " + text("secret", 50, 100), id="white"),
        pytest.param("0.97 g " + text("secret", 50, 100), id="nearly white"),
        pytest.param("0 0.2 0.6 rg 40 90 200 30 re f " + text("secret", 50, 100), id="on its tone"),
        pytest.param(text("secret", 500, 100), id="beside the page"),
        pytest.param("q 0 0 9 9 re W n " + text("secret", 50, 100) + "Q", id="cut off"),
        pytest.param(text("secret", 50, 100) + "0 g 40 90 200 30 re f", id="under a rectangle"),
        pytest.param(text("secret", 50, 100) + "1 g 40 90 200 30 re f", id="under white"),
        pytest.param(text("secret", 50, 100, size=1.5), id="too small"),
        pytest.param(text("secret", 50, 100) + PICTURE, id="under a picture"),
    ],
)
def test_text_that_cannot_be_seen_is_hidden(secret: str) -> None:
    read_words = words(over_picture(SEEN + secret))
    assert read_words == [("Visible", ""), ("123", ""), ("secret", "hidden")]


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("0.6 g " + text("petit", 50, 100, size=7), id="small and grey"),
        pytest.param("1 0 0 rg " + text("petit", 50, 100), id="red"),
        pytest.param("0 0 0.5 rg 40 90 200 30 re f 1 g " + text("petit", 50, 100), id="on blue"),
        pytest.param(PICTURE + text("petit", 50, 100), id="on a picture"),
        pytest.param("BT 1 Tr /F1 12 Tf 50 100 Td (petit) Tj ET", id="outlined"),
    ],
)
def test_text_that_can_be_seen_is_not_in_doubt(shown: str) -> None:
    assert words(over_picture(SEEN + shown))[2:] == [("petit", "")]


def test_one_hidden_digit_is_enough() -> None:
    data = page_of("BT /F1 12 Tf 50 100 Td (1250,0) Tj 1 g (9) Tj 0 g (0) Tj ET")
    assert words(data) == [("1250,090", "hidden")]


def test_two_texts_at_one_place_are_both_in_doubt() -> None:
    data = page_of(text("48", 50, 100) + text("58", 51, 101))
    assert words(data) == [("48", "overlap"), ("58", "overlap")]


def test_what_was_whitened_out_does_not_put_what_was_typed_over_it_in_doubt() -> None:
    cover = "1 g 40 90 200 30 re f 0 g "
    data = page_of(text("48 000", 50, 100) + cover + text("58 000", 54, 100))
    assert words(data) == [("48", "hidden"), ("000", "hidden"), ("58", ""), ("000", "")]


def test_what_is_typed_over_the_same_letters_is_never_read_wrongly_without_a_doubt() -> None:
    cover = "1 g 40 90 200 30 re f 0 g "
    data = page_of(text("48 000", 50, 100) + cover + text("58 000", 50, 100))
    assert not {("48", ""), ("5", ""), ("8", "")} & set(words(data))


def test_what_is_drawn_twice_as_bold_is_read_once() -> None:
    assert words(page_of(text("gras", 50, 100) + text("gras", 50.3, 100))) == [("gras", "")]


def test_a_value_on_dots_is_not_in_doubt() -> None:
    data = page_of(text("Nom : ..............................", 50) + text("DUPONT", 100, 201))
    assert ("DUPONT", "") in words(data)


def test_a_value_struck_out_is_in_doubt_and_one_underlined_is_not() -> None:
    data = page_of(
        text("48", 50, 100) + "45 104 m 120 104 l S " + text("58", 50, 60) + "45 58 m 90 58 l S"
    )
    assert words(data) == [("48", "struck"), ("58", "")]


def test_a_watermark_hides_nothing() -> None:
    mark = "0.8 g BT /F1 60 Tf .7 .7 -.7 .7 20 20 Tm (COPIE) Tj ET"
    assert words(page_of(text("48 500 ht", 50, 100) + mark))[:3] == [
        *(("48", ""), ("500", ""), ("ht", ""))
    ]


def test_columns_near_each_other_are_two_words() -> None:
    data = page_of(text("1250", 50) + text("20", 80))
    assert [word for word, _ in words(data)] == ["1250", "20"]


def test_letters_set_one_by_one_are_one_word() -> None:
    data = page_of("BT /F1 12 Tf 50 100 Td [(D) 20 (U) -15 (P) 30 (O) (N) (T)] TJ ET")
    assert words(data) == [("DUPONT", "")]


def test_letters_spaced_on_purpose_are_one_word() -> None:
    spaced = "BT /F1 12 Tf 3 Tc 50 100 Td (Ville de Lille) Tj ET"
    assert [word for word, _ in words(page_of(spaced))] == ["Ville", "de", "Lille"]


def test_letters_in_any_order_of_the_file_are_put_where_they_stand() -> None:
    letters = [text("A", 58.004, 100), text("N", 66.008, 100), text("D", 49.34, 100)]
    assert words(page_of("".join(letters))) == [("DAN", "")]


@given(st.floats(0.5, 12))
@settings(max_examples=25, deadline=None)
def test_letters_of_two_texts_at_one_place_are_never_mixed(shift: float) -> None:
    data = page_of(text("48 000", 50, 100) + text("51 666", 50 + shift, 100))
    sure = {word for word, doubt in words(data) if not doubt}
    assert sure <= {"48", "000", "51", "666"}


def test_raised_letters_belong_to_their_word() -> None:
    raised = "BT /F1 12 Tf 50 150 Td (1) Tj /F1 7 Tf 4 Ts (er) Tj 0 Ts /F1 12 Tf ( mars) Tj ET"
    assert words(page_of(raised)) == [("1er", ""), ("mars", "")]


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    data = page_of(text("anti-", 300, 100) + text("constitution", 50, 80))
    assert [word for word, _ in words(data)] == ["anti-", "constitution"]


def test_swapped_ligatures_of_a_known_printer_are_mended() -> None:
    assert mended("e\u6600\u6600icacité") == "efficacité"
    assert mended("\u6600\u6601") == "\u6600\u6601"


def test_blanks_ligatures_and_quotes_alone_are_no_difference() -> None:
    assert same("l’oﬃce  48\u202f500", "l'office48 500")
    assert not same("48 500", "48 501")


@pytest.mark.parametrize(
    ("character", "font", "shown"),
    [
        ("\uf0fe", "ABCDEF+Wingdings-Regular", "☑"),
        ("\uf06f", "Wingdings", "□"),
        ("\uf0a8", "Wingdings", "◻"),
        ("\uf0fd", "Wingdings", "☒"),
        ("R", "Wingdings 2", "☑"),
        ("4", "ZapfDingbats", "✔"),
        ("4", "Helvetica", "4"),
        ("é", "Wingdings", "é"),
    ],
)
def test_fonts_of_symbols_are_read_by_what_they_draw(character: str, font: str, shown: str) -> None:
    assert symbol(character, font) == shown


# --- Places


def ink_of(one: Page, word: str) -> Box:
    return next(each.box for each in one.words if each.text == word)


@pytest.mark.parametrize(
    ("turned", "left", "top"), [(0, 20, 20), (90, 280, 20), (180, 380, 280), (270, 20, 380)]
)
def test_boxes_are_those_of_the_page_as_shown(turned: int, left: float, top: float) -> None:
    one = page(page_of(text("Coin", 20, 280), page=f"/Rotate {turned}"))
    assert (one.width, one.height) == ((400, 300) if turned in {0, 180} else (300, 400))
    (word,) = one.words
    assert not word.doubt
    corner = {0: (word.box.left, word.box.bottom), 90: (word.box.left, word.box.top)}.get(
        turned, (word.box.right, word.box.top if turned == 180 else word.box.bottom)
    )
    assert corner == pytest.approx((left, top), abs=4)


def test_boxes_count_from_the_corner_of_the_part_that_is_shown() -> None:
    one = page(
        page_of(text("dedans", 120, 150) + text("dehors", 9, 9), page="/CropBox [100 100 300 200]")
    )
    assert (one.width, one.height) == (200, 100)
    assert ink_of(one, "dedans").left == pytest.approx(20, abs=1)
    assert [word.doubt for word in one.words] == ["", "hidden"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"), min_size=1, max_size=12))
def test_any_word_is_read_as_it_is_drawn(letters: list[str]) -> None:
    word = "".join(letters)
    assert words(page_of(text(word, 50, 100))) == [(word, "")]


# --- What is not text


def test_rules_images_and_drawings_are_told_apart() -> None:
    curve = "50 50 m 60 90 80 90 90 50 c 100 60 110 70 120 90 c S "
    one = page(over_picture("10 200 m 300 200 l S 10 200 100 50 re S " + curve + PICTURE))
    assert Box(10, 100, 300, 100) in one.rules
    assert len(one.rules) == 5
    assert one.images == (Box(40, 180, 240, 210),)
    (ink,) = one.inks
    assert (ink.left, ink.right) == pytest.approx((50, 120), abs=1)


def test_letters_drawn_as_shapes_are_ink_not_an_empty_place() -> None:
    outline = "50 100 m 55 112 l 60 100 l 58 100 l 55 108 l 52 100 l f "
    one = page(page_of(SEEN + outline))
    assert one.inks


def test_a_black_bar_may_hide_something_and_the_ground_of_a_title_does_not() -> None:
    bar = page(page_of(SEEN + "0 g 50 90 100 12 re f"))
    assert bar.inks == (Box(50, 198, 150, 210),)
    title = page(page_of("0 g 40 190 200 30 re f 1 g " + text("Titre", 50, 200)))
    assert not title.inks


def test_an_empty_page_is_empty() -> None:
    assert page(page_of("")) == Page(1, 400, 300)


def test_a_word_has_a_place_and_an_origin() -> None:
    (word,) = page(page_of(text("mot", 50, 200))).words
    assert word == Word("mot", word.box)
    assert word.box.left == pytest.approx(50, abs=1)
    assert word.box.holds(60, 97)
