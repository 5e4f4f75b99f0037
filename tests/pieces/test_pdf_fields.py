"""Fields and annotations: what is stored against what is shown."""

from __future__ import annotations

import pytest

from asp_check.pieces.model import Box, Page
from asp_check.pieces.pdf import read
from asp_check.pieces.pdf.fields import same_number
from tests.pieces.pdfs import FONTS, Sketch, text

PLACE = Box(50, 80, 200, 100)
LABEL = text("Nom", 10, 205)
DA = "/DA (/F1 12 Tf 0 g)"


def page(data: bytes) -> Page:
    (only,) = read(data, "a.pdf").pages
    return only


def said(data: bytes) -> list[tuple[str, str, str]]:
    return [(w.text, w.origin, w.doubt) for w in page(data).words if w.text != "Nom"]


def field(
    value: str,
    shown: str | None,
    *,
    kind: str = "/Tx",
    extra: str = "",
    need: bool = False,
    flags: int = 4,
) -> bytes:
    sketch = Sketch()
    appearance = ""
    if shown is not None:
        drawing = f"/Tx BMC q BT /F1 12 Tf 2 5 Td ({shown}) Tj ET Q EMC"
        appearance = f"/AP << /N {sketch.form(drawing, 150, 20)} 0 R >>"
    widget = sketch.add(
        f"<< /Type /Annot /Subtype /Widget /FT {kind} /T (nom) {value} /Rect [200 200 50 220]"
        f" /F {flags} {DA} {appearance} {extra} >>"
    )
    form = f"/AcroForm << /Fields [{widget} 0 R] /DR << /Font {FONTS} >> {DA}"
    form += " /NeedAppearances true >>" if need else " >>"
    return sketch.finish([LABEL], annotations=[widget], catalog=form)


def test_a_value_shown_as_stored_is_that_of_a_field() -> None:
    assert said(field("/V (DUPONT)", "DUPONT")) == [("DUPONT", "field", "")]


def test_accents_and_long_values() -> None:
    assert said(field("/V <FEFF00C9006C00E9>", "Élé")) == [("Élé", "field", "")]


def test_a_value_shown_otherwise_is_in_doubt() -> None:
    assert said(field("/V (MARTIN)", "DUPONT")) == [("DUPONT", "field", "stored")]


def test_a_value_without_a_drawing_is_in_doubt() -> None:
    assert said(field("/V (DUPONT)", None)) == [("DUPONT", "field", "stored")]


def test_unless_the_form_asks_every_viewer_to_draw_it() -> None:
    assert said(field("/V (DUPONT)", None, need=True)) == [("DUPONT", "field", "")]
    assert said(field("/V (MARTIN)", "DUPONT", need=True)) == [("DUPONT", "field", "stored")]


def test_a_value_that_is_cut_off_is_in_doubt_where_it_is() -> None:
    long = "Centre hospitalier de Bastia et de la Haute Corse"
    doubts = {word: doubt for word, _, doubt in said(field(f"/V ({long})", long))}
    assert (doubts["Centre"], doubts["Corse"]) == ("", "hidden")


def test_an_empty_field_is_a_blank() -> None:
    for data in (field("/V ()", ""), field("", None), field("", None, kind="/Sig")):
        assert page(data).blanks == (PLACE,)
    assert not page(field("/V (DUPONT)", "DUPONT")).blanks


def test_a_field_that_is_not_shown_says_nothing() -> None:
    assert said(field("/V (DUPONT)", "DUPONT", flags=2)) == []


def test_a_field_for_paper_alone_is_in_doubt() -> None:
    assert said(field("/V (DUPONT)", "DUPONT", flags=32)) == [("DUPONT", "field", "stored")]


def test_a_list_shows_the_wording_of_its_value() -> None:
    extra = "/Ff 131072 /Opt [[(1)(Un)][(2)(Deux)]]"
    assert said(field("/V (2)", "Deux", kind="/Ch", extra=extra)) == [("Deux", "field", "")]
    assert said(field("/V (1)", "Deux", kind="/Ch", extra=extra)) == [("Deux", "field", "stored")]


def test_a_value_set_letter_by_letter_is_whole() -> None:
    comb = "1) Tj 30 0 Td (2) Tj 25 0 Td (3) Tj 40 0 Td (4"
    (word,) = page(field("/V (1234)", comb, extra="/Ff 16777216 /MaxLen 4")).words[1:]
    assert (word.text, word.origin, word.doubt) == ("1234", "field", "")
    assert word.box.width > 90
    assert len(said(field("/V (1235)", comb))) > 1


def test_hard_blanks_part_words_as_others_do() -> None:
    words = [word for word, _, _ in said(field("/V (48\\240500)", "48\\240500"))]
    assert words == ["48", "500"]


def listed(value: str, lit: int) -> list[tuple[str, str, str]]:
    sketch = Sketch()
    light = f"0.6 0.75 0.85 rg 1 {42 - 20 * lit} 148 16 re f 0 g "
    drawing = light + "".join(
        f"BT /F1 12 Tf 4 {46 - 20 * line} Td ({word}) Tj ET " for line, word in enumerate("ABC")
    )
    widget = sketch.add(
        f"<< /Type /Annot /Subtype /Widget /FT /Ch /T (cas) /V ({value}) /Opt [(A)(B)(C)]"
        f" /Rect [50 200 200 260] /AP << /N {sketch.form(drawing, 150, 60)} 0 R >> >>"
    )
    form = f"/AcroForm << /Fields [{widget} 0 R] >>"
    return said(sketch.finish([LABEL], annotations=[widget], catalog=form))


def test_of_a_list_only_the_line_that_is_lit_and_stored_is_read() -> None:
    assert listed("B", lit=1) == [("B", "field", "")]
    assert listed("B", lit=2) == [(word, "field", "stored") for word in "ABC"]


def test_a_number_may_be_shown_in_the_french_way() -> None:
    assert {doubt for _, _, doubt in said(field("/V (48500)", "48 500,00 €"))} == {""}
    assert {doubt for _, _, doubt in said(field("/V (48500)", "48 501,00 €"))} == {"stored"}


@pytest.mark.parametrize(
    ("stored", "shown", "same"),
    [
        ("48500", "48 500,00 €", True),
        ("48500.5", "48 500,50 EUR", True),
        ("48500", "48 500,01", False),
        ("48500", "48.500", False),
        ("1.234", "1,234", True),
        ("", "", False),
        ("abc", "abc", False),
    ],
)
def test_same_number(stored: str, shown: str, same: bool) -> None:
    assert same_number(stored, shown) is same


# --- Annotations


def typed(contents: str, shown: str | None, subtype: str = "/FreeText") -> bytes:
    sketch = Sketch()
    appearance = ""
    if shown is not None:
        drawing = sketch.form(f"q BT /F1 12 Tf 2 5 Td ({shown}) Tj ET Q", 150, 20)
        appearance = f"/AP << /N {drawing} 0 R >>"
    note = sketch.add(
        f"<< /Type /Annot /Subtype {subtype} /Contents ({contents}) /Rect [50 200 200 220] /F 4"
        f" {DA} {appearance} >>"
    )
    return sketch.finish([LABEL], annotations=[note])


def test_text_typed_onto_a_page_is_read_as_shown() -> None:
    assert said(typed("DUPONT", "DUPONT")) == [("DUPONT", "annotation", "")]
    assert said(typed("Posé par X", "DUPONT", "/Stamp")) == [("DUPONT", "annotation", "")]
    assert not page(typed("", "DUPONT", "/Stamp")).inks


def test_text_typed_onto_a_page_that_is_stored_otherwise_is_in_doubt() -> None:
    assert said(typed("MARTIN", "DUPONT")) == [("DUPONT", "annotation", "stored")]
    assert said(typed("DUPONT", None)) == [("DUPONT", "annotation", "stored")]


def test_a_drawing_put_onto_a_page_is_ink() -> None:
    sketch = Sketch()
    drawing = sketch.form("2 w 5 5 m 20 40 40 -10 60 20 c S", 70, 30)
    pen = sketch.add(
        "<< /Type /Annot /Subtype /Ink /InkList [[5 5 20 40]] /Rect [100 100 170 130] /F 4"
        f" /AP << /N {drawing} 0 R >> >>"
    )
    (ink,) = page(sketch.finish([LABEL], annotations=[pen])).inks
    assert ink.overlaps(Box(100, 170, 170, 200))


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_fields_of_a_turned_page_are_known_by_their_place(turned: int) -> None:
    sketch = Sketch()
    drawing = sketch.form("BT /F1 12 Tf 2 5 Td (DUPONT) Tj ET", 150, 20)
    widget = sketch.add(
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (nom) /V (DUPONT) /Rect [50 200 200 220]"
        f" /AP << /N {drawing} 0 R >> >>"
    )
    data = sketch.finish(
        [LABEL],
        annotations=[widget],
        catalog=f"/AcroForm << /Fields [{widget} 0 R] >>",
        page=f"/Rotate {turned}",
    )
    assert said(data) == [("DUPONT", "field", "")]


def noted(subtype: str, extra: str = "") -> Page:
    sketch = Sketch()
    note = sketch.add(
        f"<< /Type /Annot /Subtype /{subtype} /Contents (remarque) /Rect [5 195 100 215] /F 4"
        f" /QuadPoints [5 215 100 215 5 197 100 197] /C [1 1 0] {extra} >>"
    )
    return page(sketch.finish([LABEL], annotations=[note]))


def test_words_struck_out_by_an_annotation_are_in_doubt() -> None:
    assert [word.doubt for word in noted("StrikeOut").words] == ["struck"]


@pytest.mark.parametrize("subtype", ["Highlight", "Underline", "Text", "Link", "Popup"])
def test_remarks_are_neither_words_nor_ink(subtype: str) -> None:
    one = noted(subtype)
    assert [(word.text, word.doubt) for word in one.words] == [("Nom", "")]
    assert not one.inks
