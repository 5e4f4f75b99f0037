"""A comparison on a terminal: what each case prints, that it fits, and what never reaches a terminal."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asp_check
from asp_check.difference.hiding import Veil
from asp_check.difference.model import Change, Difference, Hunk, Span
from asp_check.masking import drawn as drawn_mask
from asp_check.masking import mask_json
from asp_check.report import diff_lines, diff_rows, diff_text, diff_told, diff_words
from asp_check.report.diff_marks import marks
from asp_check.report.diff_rows import Text
from asp_check.text import BIDI, NEWLINE, ZERO_WIDTH, decode, line_columns
from tests.report.differences import CASES, ONE, SUBJECT, A, B, data, difference, hunks, on, side

DATA = Path(__file__).parent / "data"
SAMPLES = Path(__file__).parents[2] / "samples"


def drawn(found: Difference, **options: object) -> str:
    chosen = {"lang": "fr", "color": False, "width": 100, **options}
    return diff_text.render(found, **chosen)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(("lang", "width"), [("fr", 80), ("fr", 160), ("en", 120)])
def test_golden(name: str, lang: str, width: int, accept: bool) -> None:
    found = drawn(CASES[name](), lang=lang, width=width)
    golden(f"diff-{name}.{lang}.{width}.txt", found, accept)


def test_golden_colours(accept: bool) -> None:
    found = drawn(data(), color=True, width=140).replace("\x1b", "␛")
    golden("diff-data.colour.txt", found, accept)


def test_golden_masked(accept: bool) -> None:
    golden("diff-data.masked.txt", drawn(data(), mask=True, width=140), accept)


REAL = {
    "amounts": ("avance/ok/exact", "avance/ok/everything-known"),
    "php": ("avance/bad/php-json-encode", "avance/ok/exact"),
    "minified": ("avance/bad/minified", "avance/ok/everything-known"),
    "conflict": ("avance/ok/exact", "avance/bad/merge-conflict"),
    "renamed-model": ("avance/bad/misspelled-key", None),
    "windows-model": ("avance/bad/saved-as-windows-1252", None),
}
"""Two samples, or one and its model."""


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize(("lang", "width"), [("fr", 80), ("en", 160)])
def test_golden_of_samples(name: str, lang: str, width: int, accept: bool) -> None:
    a, b = (
        None if folder is None else (SAMPLES / "hop-dpi-va2" / folder / "bdc.json").read_bytes()
        for folder in REAL[name]
    )
    assert a is not None
    found = asp_check.diff(a, b, template="hop-dpi-va2/avance@initial", lang=lang)
    found = found._replace(a=found.a._replace(path="depot-1.json"))
    if b is not None:
        found = found._replace(b=found.b._replace(path="depot-2.json"))
    text = drawn(found, lang=lang, width=width)
    golden(f"diff-sample-{name}.{lang}.{width}.txt", text, accept)


def golden(name: str, found: str, accept: bool) -> None:
    path = DATA / name
    if accept:
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found == path.read_text(encoding="utf-8")


def test_both_languages_say_the_same_things() -> None:
    assert diff_words.FR.keys() == diff_words.EN.keys()


def test_nothing_of_a_value_is_left_where_it_is_masked() -> None:
    text = drawn(data(), mask=True, width=160)
    assert not re.search(r"Oliviers|Cypr|41200|28760|99 00|0342\b.*\"BDC-2025", text)
    assert '"montantHT": {+•••••.••+}' in text


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 60)), max_size=8), st.booleans())
def test_a_part_is_masked_like_the_whole(parts: list[tuple[int, int]], on_one_line: bool) -> None:
    data = A.replace(b"\n", b" ") if on_one_line else A
    whole = drawn_mask(decode(mask_json(data)))
    text = decode(data)
    masked = diff_lines.Masked(data, Veil(None))
    for first, size in parts:
        part = text[first : first + size].partition("\n")[0]
        start = len(text[:first].encode())
        line = Text(1, part, "", (True, True), start)
        # What an earlier line opens, it closes: no token of JSON but blanks goes on after a newline.
        assert masked.line(line) == whole[first : first + len(part)]


# --------------------------------------------------------------------------- what fits, what is safe

_SGR = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = st.text(
    st.sampled_from('a é漢"\u0301\u00a0\u200b\u202e\x00\x1b[31m\x07\n\r\t<>#,{}:1.0/\udcff')
    | st.characters(),
    max_size=60,
)
LONGER = st.lists(HOSTILE, max_size=12).map("\n".join)


def columns(text: str) -> int:
    """The columns that a terminal gives to this text."""
    return sum(
        0
        if unicodedata.category(c) in {"Mn", "Me"}
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@settings(max_examples=150, deadline=None)
@given(LONGER, LONGER, st.integers(40, 200), st.booleans())
def test_the_texts_fit_and_act_on_nothing(old: str, new: str, width: int, mask: bool) -> None:
    a, b = encoded(old), encoded(old[: len(old) // 2] + new + old[len(old) // 2 :])
    found = difference(a, b)
    lines = drawn(found, width=width, mask=mask).split("\n")
    start = next((n for n, line in enumerate(lines) if line.startswith("Texte,")), len(lines))
    for line in lines[start + 1 :]:
        assert columns(line) <= width or line.startswith(("…", "("))
    assert_harmless("\n".join(lines))
    coloured = drawn(found, width=width, mask=mask, color=True)
    assert_harmless(_SGR.sub("", coloured))
    if not mask:
        bare = [_SGR.sub("", line) for line in coloured.split("\n")]
        assert all(
            columns(line) <= width for line in bare[start + 1 :] if line[:1] not in {"…", "("}
        )


def assert_harmless(text: str) -> None:
    assert not any(
        c in BIDI or c in ZERO_WIDTH or unicodedata.category(c) in {"Cc", "Cs"}
        for c in text
        if c != "\n"
    )
    assert "##[" not in text


@settings(max_examples=40, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE, st.booleans(), st.integers(40, 200))
def test_a_change_acts_on_nothing(key: str, old: str, new: str, color: bool, width: int) -> None:
    pointer = "/" + key.replace("~", "~0").replace("/", "~1")
    span = on(A, "41200.00")
    changes = [
        Change(kind, pointer, pointer, old, new, span, span, key, new)
        for kind in ("changed", "renamed", "moved")
    ]
    changes.append(Change("added", None, pointer, None, new, None, span, ""))
    changes.append(Change("removed", pointer, None, old, None, span, None, old))
    for mask in (False, True):
        found = difference(A, B, *changes, paths=(key, new), failure=old)
        assert_harmless(_SGR.sub("", drawn(found, color=color, width=width, mask=mask)))


# --------------------------------------------------------------------------- rows


def lines_of(data: bytes) -> list[str]:
    found, start = [], 0
    for newline in NEWLINE.finditer(data):
        found.append(decode(data[start : newline.end()]))
        start = newline.end()
    return [*found, decode(data[start:])] if start < len(data) else found


LINES = st.lists(st.sampled_from(["a", "bb", "  c", "", '"d": 1,', "é"]), max_size=30)


@settings(max_examples=300, deadline=None)
@given(LINES, LINES, LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_every_line_that_differs_is_shown(
    before: list[str], old: list[str], new: list[str], newline: str, ended: bool
) -> None:
    """Lines that are not shown are the same on both sides; those shown are where they say."""
    end = newline if ended else ""
    a = (newline.join([*before, *old, *before]) + end).encode()
    b = (newline.join([*before, *new, *before]) + end).encode()
    ours, theirs = lines_of(a), lines_of(b)
    shown: tuple[list[int], list[int]] = ([], [])
    for block in diff_rows.blocks(a, b, hunks(a, b)):
        for row in block.rows:
            for seen, line, whole in zip(shown, row, (ours, theirs), strict=True):
                if line is not None:
                    assert whole[line.number - 1] == line.text + line.newline
                    seen.append(line.number)
    for seen in shown:
        assert seen == sorted(set(seen))
    left = [
        [line for number, line in enumerate(whole, 1) if number not in set(seen)]
        for seen, whole in zip(shown, (ours, theirs), strict=True)
    ]
    assert left[0] == left[1]


@settings(max_examples=200, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_marks_are_the_texts(start: str, old: str, new: str, end: str) -> None:
    old, new = start + old + end, start + new + end
    found = marks(old, new)
    assert "".join(run.text for run in found.old) == old
    assert "".join(run.text for run in found.new) == new
    same = ["".join(run.text for run in runs if not run.changed) for runs in found[:2]]
    assert same[0] == same[1]


def test_values_that_print_alike_are_told_apart() -> None:
    for old, new in (('"é"', '"e\u0301"'), ('"Paris"', '"P\u0430ris"')):
        found = drawn(difference(A, A, changed_literal(old, new)))
        one, other = re.findall(r"(?:\[-|\{\+)(.*?)(?:-\]|\+\})", found)
        assert one != other
        assert "U+" in other
        assert "s'affichent de même" in found


def changed_literal(old: str, new: str) -> Change:
    span = on(A, "41200.00")
    return Change("changed", "/x", "/x", old, new, span, span, "")


def test_the_subject_is_not_told_twice() -> None:
    for subject, pointer, told in (
        (SUBJECT, f"{ONE}/prestation/montantHT", f"{SUBJECT} — prestation, montant HT"),
        ("établissement 12", "/etablissements/12/adresses/0", "établissement 12 — adresses n° 1"),
        ("site 750000123", "/parFiness/750000123/nom", "site 750000123 — nom"),
        ("commande 7", "/commandes/0", "commande 7"),
        ("", "", "le document entier"),
    ):
        change = changed_literal("1", "2")._replace(
            subject=subject, pointer_a=pointer, pointer_b=pointer
        )
        assert diff_told.about(change, "fr") == told


def test_layout_alone_is_counted_where_it_is_everywhere() -> None:
    b = A.replace(b"\n", b"\r\n").replace(b"41200.00", b"41200.01")
    found = drawn(difference(A, b), width=160)
    assert "24 écarts de seule mise en page non montrés" in found
    assert found.count("│") < 12


def test_a_long_file_is_drawn_in_seconds() -> None:
    """10 MB and 1,000 changes, on many lines and on one."""
    entry = '"finess": "83010{:04}", "montantHT": {}.00, "nom": "' + "x" * 9_900 + '"{}'
    for newline in ("\n", ""):
        a = "".join(entry.format(n, 1000, newline) for n in range(1000)).encode()
        b = a.replace(b"1000.00", b"1200.00")
        found = Difference(
            "different-data", side(a, "a"), side(b, "b"), (), (), (), None,
            tuple(near_hunks(a, b)), None,
        )  # fmt: skip
        told = [
            Change("changed", f"/{n}", f"/{n}", "1000.00", "1200.00", hunk.a, hunk.b, f"site {n}")
            for n, hunk in enumerate(found.hunks)
        ]
        began = time.perf_counter()
        text = drawn(found._replace(changes=tuple(told)), width=160)
        assert time.perf_counter() - began < 20
        assert "1\u202f000 changements" in text or "1 000" in text
        assert "900 changements de plus" in text


def near_hunks(a: bytes, b: bytes) -> Iterator[Hunk]:
    places = [m.start() for m in re.finditer(b"1000\\.00", a)]
    offsets = [o for p in places for o in (p, p + 4)]
    columns_of = line_columns(a, offsets)
    for p in places:
        spot = Span(p, p + 4, *columns_of[p], *columns_of[p + 4])
        assert b[p : p + 4] == b"1200"
        yield Hunk(spot, spot)
