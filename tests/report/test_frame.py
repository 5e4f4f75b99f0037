"""The frame: carets stand under what they mean, whatever the line is made of, and at any length."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from asp_check.finding import Finding
from asp_check.report.frame import MINIMUM, frame
from asp_check.text import visible
from tests.report.build import finding, on


def draw(found: Finding, data: bytes, model: bytes | None = None, width: int = 100) -> list[str]:
    return frame(found, data, model, width=width, word="modèle", paint=lambda _style, text: text)


def columns(text: str) -> list[str]:
    """One entry for each column of the screen; a wide character leaves its second one empty."""
    cells: list[str] = []
    for character in text:
        if unicodedata.category(character) in {"Mn", "Me"}:
            cells[-1] += character
        else:
            cells += [character, ""][: 1 + (unicodedata.east_asian_width(character) in "WF")]
    return cells


def marked(lines: list[str]) -> str:
    """What stands above the carets."""
    at = next(n for n, line in enumerate(lines) if re.fullmatch(r" *│ *\^+…?", line))
    text, carets = columns(lines[at - 1]), lines[at].rstrip("…").ljust(len(lines[at - 1]))
    return "".join(cell for cell, caret in zip(text, carets, strict=False) if caret == "^")


@pytest.mark.parametrize(
    ("line", "what", "drawn"),
    [
        ('  "nom": "CH de X",', '"CH de X"', '"CH de X"'),
        ('\t\t"nom": "CH",', '"CH"', '"CH"'),
        ('\t\t"nom": "CH",', "\t\t", "⟨TAB⟩⟨TAB⟩"),
        ('"CH\u00a0de\u202fX": 1', "\u202f", "⟨NNBSP⟩"),
        ('"CH\u00a0de\u202fX": 1', "1", "1"),
        ('"Éditeur é": 1', "1", "1"),
        ('"e\u0301te\u0301": 1', '"e\u0301te\u0301"', '"e⟨U+0301⟩te⟨U+0301⟩"'),
        ('"e\u0301te\u0301": 1', "\u0301", "⟨U+0301⟩"),
        ('"e\u0301te\u0301": 1', "1", "1"),
        ('"\u212bngström": 1', "\u212b", "⟨U+212B⟩"),
        ('"漢字": 1', "1", "1"),
        ('"漢字": 1', "漢", "漢"),
        ('"\x1b[31m\u202e\x00": 1', "\u202e", "⟨RLO⟩"),
        ('"\x1b[31m\u202e\x00": 1', "1", "1"),
        ('"##[error] # ": 1', "1", "1"),
        ('"क्षि": 1', "1", "1"),
    ],
)
def test_carets_stand_under_what_they_mean(line: str, what: str, drawn: str) -> None:
    data = f"{{\n{line}\n}}\n".encode()
    assert marked(draw(on(data, what), data)) == drawn


def test_an_accent_alone_is_marked_with_the_letter_it_sits_on() -> None:
    data = "q\u0307x".encode()  # no precomposed character: it is in form NFC
    lines = draw(on(data, "\u0307"), data)
    assert lines == ["     1 │ q\u0307x", "       │ ^"]


def test_an_undecodable_byte_is_shown_as_such() -> None:
    data = b'{"nom": "\xc9diteur"}'
    assert marked(draw(on(data, b"\xc9"), data)) == "\\xC9"


def test_an_insertion_point_is_one_caret() -> None:
    data = b'{"a": 1 "b": 2}'
    assert draw(finding(data, 7, 7), data) == ['     1 │ {"a": 1 "b": 2}', "       │        ^"]


def test_an_insertion_at_the_end_of_the_file_is_on_its_last_line() -> None:
    data = b'{\n  "a": 1'
    assert draw(finding(data, len(data), len(data)), data) == [
        "     1 │ {",
        '     2 │   "a": 1',
        "       │         ^",
    ]


def test_an_insertion_after_the_last_newline_is_on_an_empty_line() -> None:
    data = b'{\n  "a": 1\n'
    assert draw(finding(data, len(data), len(data)), data) == [
        '     2 │   "a": 1',
        "     3 │",
        "       │ ^",
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_do_for_the_positions(newline: str) -> None:
    data = newline.join(["{", '  "a": 1,', '  "b": 2', "}", ""]).encode()
    assert draw(on(data, "2"), data) == [
        '     2 │   "a": 1,',
        '     3 │   "b": 2',
        "       │        ^",
        "     4 │ }",
    ]


@pytest.mark.parametrize(
    ("newline", "drawn"), [("\n", "⟨LF⟩"), ("\r\n", "⟨CR⟩⟨LF⟩"), ("\r", "⟨CR⟩")]
)
def test_a_newline_is_drawn_where_the_finding_is_about_it(newline: str, drawn: str) -> None:
    data = f'{{{newline}"a": 1{newline}}}'.encode()
    lines = draw(on(data, newline, rule="E201"), data)
    assert lines[0] == f"     1 │ {{{drawn}"
    assert marked(lines) == drawn


def test_between_cr_and_lf_the_line_has_not_ended() -> None:
    data = b"a\r\nb\r\nc"
    lines = draw(finding(data, 5, 6), data)
    assert lines == ["     1 │ a", "     2 │ b⟨CR⟩⟨LF⟩", "       │      ^^^^", "     3 │ c"]


def test_a_span_over_many_lines_is_marked_on_the_first() -> None:
    data = b'{\n  "a": {\n    "b": 1\n  }\n}\n'
    start = data.index(b'{\n    "b"')
    assert draw(finding(data, start, data.index(b"}") + 1), data) == [
        "     1 │ {",
        '     2 │   "a": {',
        "       │        ^…",
        '     3 │     "b": 1',
    ]


def test_a_bom_is_named_and_marked() -> None:
    data = b"\xef\xbb\xbf{}\n"
    assert draw(finding(data, 0, 3, rule="E103"), data) == ["     1 │ ⟨BOM⟩{}", "       │ ^^^^^"]
    assert draw(finding(data, 3, 4), data) == ["     1 │ ⟨BOM⟩{}", "       │      ^"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_a_file_in_another_encoding_has_no_frame(encoding: str) -> None:
    data = '{"a": 1}'.encode(encoding)
    assert draw(finding(data, 0, len(data), rule="E102"), data) == []


def test_a_nul_in_a_utf8_file_is_drawn() -> None:
    data = b"\x00{}"
    assert marked(draw(finding(data, 0, 1, rule="E105"), data)) == "⟨NUL⟩"


def test_without_bytes_only_the_model_is_shown() -> None:
    assert draw(finding(b"", 0, 0, expected='"a"'), b"") == ['modèle │ "a"']
    assert draw(finding(b"", 0, 0), b"") == []


# --------------------------------------------------------------------------- long lines


def test_a_long_line_is_cut_around_the_place() -> None:
    data = ('{"a": "' + "x" * 500 + '", "b": 12345, "c": "' + "y" * 500 + '"}').encode()
    line, carets = draw(on(data, "12345"), data, width=60)
    assert len(line) == 60
    assert line.startswith("     1 │ …xxx")
    assert line.endswith("yyy…")
    assert marked([line, carets]) == "12345"


def test_a_long_mark_is_cut_too() -> None:
    data = b'{"a": "' + b"x" * 500 + b'"}'
    line, carets = draw(finding(data, 6, len(data) - 1), data, width=60)
    assert len(line) <= 60
    assert len(carets) <= 60
    assert '{"a": "xxx' in line


def test_long_neighbours_are_cut() -> None:
    long = b"x" * 10_000
    data = long + b"\n1\n" + long
    before, line, _, after = draw(on(data, "1"), data, width=60)
    assert before == "     1 │ …" + "x" * 50
    assert line == "     2 │ 1"
    assert after == "     3 │ " + "x" * 50 + "…"


@pytest.mark.parametrize("filling", ["x", "é", "漢", "😀", "e\u0301", "\xff", "\t"])
def test_a_line_of_several_megabytes_is_fast_and_short(filling: str) -> None:
    body = filling.encode("latin-1" if filling == "\xff" else "utf-8")
    half = body * (4_000_000 // len(body))
    data = half + b"1" + half
    # Placed by hand: to count the columns of such a line is the engine's work, done once.
    found = finding(b"1", 0, 1, offset=len(half), end_offset=len(half) + 1)
    start = time.process_time()
    for _ in range(50):
        lines = draw(found, data, width=80)
    assert time.process_time() - start < 2
    assert len(lines) == 2
    assert all(len(columns(line)) <= 80 for line in lines)
    assert marked(lines) == "1"
    assert "\ufffd" not in lines[0]
    if filling != "\xff":
        assert "\\x" not in lines[0]  # no character was cut through


def test_a_screen_too_narrow_still_shows_the_place() -> None:
    data = b'{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": 1, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb": 2}'
    lines = draw(on(data, "1"), data, width=1)
    assert marked(lines) == "1"
    assert len(lines[0]) == MINIMUM + 9


# --------------------------------------------------------------------------- the model's line

MODEL = b"""{
  "fournisseur": {"nom": ""},
  "montantHT": 0.00,
  "client": {
    "nom": "",
    "finess": "",
    "tva": 0
  }
}
"""


@pytest.mark.parametrize(
    ("expected", "pointer", "shown"),
    [
        ('"montantHT"', "/montantHt", '  "montantHT": 0.00,'),
        ("montantHT", "/montantHt", '  "montantHT": 0.00,'),
        ('"finess": ""', "/client/finess", '    "finess": "",'),
        ('""', "/client/finess", '    "finess": "",'),
        ("0.00", "/montantHT", '  "montantHT": 0.00,'),
        ("0", "/client/tva", '    "tva": 0'),
        ('"client": {\n    "nom": ""', "/client", '  "client": {'),
        ('"ville": {\n    "nom": ""\n  }', "/ville", '"ville": {…'),
        # Two places, no place, no key: the text by itself.
        ('""', "/client/nom", '""'),
        ("chaîne", "/client/finess", "chaîne"),
        ("0", "/montantHT", "0"),
        ('""', None, '""'),
        ("\n    ", "/client/nom", "⟨LF⟩····"),
        ("⟨LF⟩  ", "/client/nom", "⟨LF⟩··"),
        ("\t", None, "⟨TAB⟩"),
        ("\ud800", "/a", "⟨U+D800⟩"),
        ("x" * 600, "/a", "x" * 90 + "…"),
    ],
)
def test_the_line_of_the_model_is_beside(expected: str, pointer: str | None, shown: str) -> None:
    data = b"{}"
    lines = draw(finding(data, 1, 1, expected=expected, pointer=pointer), data, MODEL)
    assert lines == ["     1 │ {}", "       │  ^", f"modèle │ {shown}"]


@pytest.mark.parametrize("rule", ["E201", "E203", "S606"])
def test_the_envelope_and_the_syntax_are_no_matter_of_the_model(rule: str) -> None:
    data = b"{}"
    assert len(draw(finding(data, 1, 1, expected="[", rule=rule), data, b"[]")) == 2


def test_without_expectation_there_is_no_line_of_the_model() -> None:
    data = b"{}"
    for expected in (None, ""):
        assert len(draw(finding(data, 1, 1, expected=expected), data, MODEL)) == 2


# --------------------------------------------------------------------------- any bytes


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [b"\n", b"\r", b"\r\n", b"\xef\xbb\xbf", b"\xc3", b"\xa9", b"\x1b", b"a", b'"']
        )
        | st.text(max_size=5).map(lambda text: text.encode("utf-8", "surrogatepass"))
        | st.binary(max_size=5),
        max_size=30,
    ).map(b"".join),
    st.data(),
)
def test_any_bytes_make_a_harmless_frame_of_bounded_width(
    data: bytes, draws: st.DataObject
) -> None:
    start = draws.draw(st.integers(0, len(data)))
    end = draws.draw(st.integers(start, len(data)))
    width = draws.draw(st.integers(30, 60))
    expected = draws.draw(st.none() | st.text(max_size=20))
    found = finding(data, start, end, expected=expected, pointer="/a/0")
    lines = draw(found, data, data, width=width)
    assert len(lines) <= 5
    for line in lines:
        assert visible(line) == line
        assert len(columns(line)) <= width


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet="ab\u00a0\té漢क\u0301\u094d\U0001f600\x1b", min_size=1, max_size=40), st.data()
)
def test_the_span_stands_over_the_carets(text: str, draws: st.DataObject) -> None:
    start = draws.draw(st.integers(0, len(text) - 1))
    end = draws.draw(st.integers(start + 1, len(text)))
    span = text[start:end]
    assume(unicodedata.category(text[0]) != "Mn")
    # An accent at an edge of the span shares its column with a letter on the other side.
    assume(unicodedata.category(text[start]) != "Mn")
    assume(unicodedata.category(text[end : end + 1] or "a") != "Mn")
    data = text.encode()
    lines = draw(
        finding(data, len(text[:start].encode()), len(text[:end].encode())), data, width=999
    )
    shown = visible(span)
    if not unicodedata.is_normalized("NFC", text):
        shown = shown.replace("\u0301", "⟨U+0301⟩").replace("\u094d", "⟨U+094D⟩")
    assert marked(lines) == shown
