from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.pieces.grid import grid as closed
from asp_check.pieces.layout import MOST_WORDS, lay
from asp_check.pieces.model import Box, Page, Tick, Word
from tests.pieces.pages import grid, page, tick, words


def texts(one: Page) -> list[str]:
    return [segment.text for segment in lay(one).segments]


def test_words_of_one_line_stand_together_and_columns_apart() -> None:
    assert texts(page(words(50, 50, "N° FINESS"), words(300, 50, "2B0000020"))) == [
        "N° FINESS", "2B0000020",
    ]  # fmt: skip


def test_lines_go_from_top_to_bottom_whatever_the_order_of_the_file() -> None:
    one = page(words(50, 90, "troisième"), words(50, 50, "premier"), words(50, 70, "deuxième"))
    assert texts(one) == ["premier", "deuxième", "troisième"]


def test_words_that_fit_tightly_around_their_letters_stand_on_one_line() -> None:
    tall, low = Word("Nom", Box(50, 50, 70, 60)), Word("courant", Box(74, 53, 110, 62))
    mark = Word("-", Box(114, 55, 117, 56))
    assert texts(page([tall, low, mark])) == ["Nom courant -"]


def test_a_line_of_a_table_parts_words_that_are_close() -> None:
    one = page(words(50, 50, "HT"), words(64, 50, "TVA"), rules=(Box(62, 40, 62, 70),))
    assert texts(one) == ["HT", "TVA"]


def test_what_is_typed_into_a_field_stands_apart_from_its_label() -> None:
    assert texts(page(words(50, 50, "Nom"), words(68, 50, "Dupont", origin="field"))) == [
        "Nom",
        "Dupont",
    ]


def test_dots_and_underscores_are_no_words() -> None:
    sheet = lay(page(words(50, 50, "Nom ........ Dupont"), words(50, 70, "Date_____")))
    assert [segment.text for segment in sheet.segments] == ["Nom", "Dupont", "Date"]
    assert len(sheet.fillers) == 2


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("☒", True),
        ("☐", False),
        ("[x]", True),
        ("[X]", True),
        ("[ ]", False),
        ("☑", True),
        ("X", True),
        ("( )", False),
    ],
)
def test_marks_that_are_written_are_marks(text: str, state: bool) -> None:
    sheet = lay(page(words(50, 50, f"{text} Oui")))
    assert [mark.state for mark in sheet.marks] == [state]
    assert [segment.text for segment in sheet.segments] == ["Oui"]


def test_a_mark_that_sticks_to_a_word_is_a_mark() -> None:
    sheet = lay(page(words(50, 50, "☒Oui ☐Non")))
    assert [mark.state for mark in sheet.marks] == [True, False]
    assert [segment.text for segment in sheet.segments] == ["Oui", "Non"]


@pytest.mark.parametrize(
    "text", ["● Réserves", "■ Alimentation du DMP", "Poste x 2", "Version X", "X Corporation"]
)
def test_bullets_and_letters_are_no_marks(text: str) -> None:
    assert not lay(page(words(50, 50, text))).marks


def test_a_filled_circle_beside_an_empty_one_is_a_mark() -> None:
    sheet = lay(page(words(50, 50, "● Oui ○ Non")))
    assert [mark.state for mark in sheet.marks] == [True, False]


def test_a_letter_in_a_box_that_was_read_as_empty_makes_it_unclear() -> None:
    sheet = lay(page(words(51, 50, "v"), words(90, 50, "Oui"), ticks=(tick(50, 50, False),)))
    assert [(mark.state, mark.doubt) for mark in sheet.marks] == [(None, "disagree")]


def test_a_mark_that_is_drawn_and_written_is_one() -> None:
    drawn = tick(50, 50, True)._replace(origin="field", name="oui")
    sheet = lay(page(words(51, 50, "☒ Oui"), ticks=(drawn,)))
    assert [mark.state for mark in sheet.marks] == [True]


def test_two_marks_on_each_other_that_contradict_are_unclear() -> None:
    one, other = (
        Tick(Box(50, 50, 58, 58), True, "field"),
        Tick(Box(50, 50, 58, 58), False, "control"),
    )
    assert [mark.state for mark in lay(page(words(90, 50, "Oui"), ticks=(one, other))).marks] == [
        None
    ]


def test_text_that_is_turned_is_set_aside() -> None:
    turned = Word("CONFIDENTIEL", Box(10, 100, 20, 400))
    sheet = lay(page(words(50, 50, "Nom"), [turned]))
    assert [segment.text for segment in sheet.segments] == ["Nom"]
    assert sheet.asides == (turned.box,)


def test_words_drawn_over_each_other_are_doubtful() -> None:
    one = page([Word("100,00", Box(50, 50, 80, 60)), Word("200,00", Box(52, 50, 82, 60))])
    assert {word.doubt for word in lay(one).segments[0].words} == {"overlap"}


def test_lines_follow_each_other_in_a_block_where_they_are_close_and_aligned() -> None:
    sheet = lay(
        page(words(50, 50, "Date de signature\ndu bon de commande"), words(50, 110, "Autre"))
    )
    assert sheet.after == (1, -1, -1)


def test_a_page_of_too_many_words_is_not_laid_out() -> None:
    word = Word("a", Box(0, 0, 5, 5))
    sheet = lay(Page(1, 595, 842, (word,) * (MOST_WORDS + 1)))
    assert sheet.crowded
    assert not sheet.segments


def test_many_words_take_little_time() -> None:
    many = [
        Word(f"m{x}", Box(x * 4.0, y * 6.0, x * 4.0 + 3, y * 6.0 + 5))
        for y in range(77)
        for x in range(77)
    ]
    start = time.perf_counter()
    lay(Page(1, 595, 842, tuple(many)))
    assert time.perf_counter() - start < 5


WORDS = st.builds(
    lambda text, x, y, w, h: Word(text, Box(x, y, x + w, y + h)),
    st.text(min_size=1, max_size=8),
    st.floats(-50, 700), st.floats(-50, 900), st.floats(0, 300), st.floats(0, 60),
)  # fmt: skip
LINES = st.builds(
    lambda x, y, w, flat: Box(x, y, x + w, y) if flat else Box(x, y, x, y + w),
    st.floats(0, 600), st.floats(0, 800), st.floats(0, 500), st.booleans(),
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, max_size=25), st.lists(LINES, max_size=20))
def test_every_word_stands_in_one_segment_or_is_set_aside(
    found: list[Word], lines: list[Box]
) -> None:
    sheet = lay(Page(1, 595, 842, tuple(found), rules=tuple(lines)))
    assert sorted(item for line in sheet.lines for item in line if item >= 0) == list(
        range(len(sheet.segments))
    )
    for index, following in enumerate(sheet.after):
        assert following < 0 or sheet.before[following] == index


# --- Cells


def test_lines_close_cells() -> None:
    found = closed(grid([50, 200, 400], [50, 90, 130]))
    assert found.cell(100, 60) == Box(50, 50, 200, 90)
    assert found.cell(300, 110) == Box(200, 90, 400, 130)
    assert found.cell(500, 60) is None


def test_lines_drawn_in_pieces_close_cells_too() -> None:
    pieces = [
        Box(50, 50, 120, 50), Box(121, 50, 200, 50), Box(50, 99, 200, 99),
        Box(50, 50, 50, 75), Box(50, 76, 50, 99), Box(200, 50, 200, 99),
    ]  # fmt: skip
    assert closed(pieces).cell(100, 60) == Box(50, 50, 200, 99)


def test_an_underlining_closes_no_cell() -> None:
    lines = [*grid([50, 400], [50, 150]), Box(120, 80, 300, 80)]
    assert closed(lines).cell(200, 70) == Box(50, 50, 400, 150)


def test_the_frame_of_a_field_inside_a_cell_closes_none() -> None:
    frame = [Box(60, 70, 140, 70), Box(60, 84, 140, 84), Box(60, 70, 60, 84), Box(140, 70, 140, 84)]
    found = closed([*grid([50, 400], [50, 150]), *frame])
    assert found.cell(100, 77) == Box(50, 50, 400, 150)
    assert found.fields == (Box(60, 70, 140, 84),)
