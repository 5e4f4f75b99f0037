"""Whatever the blank and the example: what is written is what was inferred, and takes the example."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.importing.pairs import blocking, infer, judged, rebuilt, reloaded


class Style(NamedTuple):
    """How a tool writes JSON."""

    newline: str
    indent: str
    comma: str
    colon: str
    end: str
    escaped: bool


STYLES = st.sampled_from(
    [
        Style("\n", "  ", ",", ": ", "\n", False),
        Style("\r\n", "\t", ",", ": ", "\r\n", False),
        Style("\n", "    ", ",", " : ", "", True),
        Style("", "", ", ", ": ", "", False),
        Style("", "", ",", ":", "\n", True),
    ]
)

KEYS = st.one_of(
    st.sampled_from(["finess", "montantHT", "dateSignature", "client", "*", "0", "", "a/b~c", '"', "\\"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
NUMBERS = st.sampled_from(["0", "1", "12", "-3", "12.50", "0.5", "100.00", "7.125"])

BLANKS = {
    "text": ['""', '"JJ/MM/AAAA"', '"XXXX"'],
    "number": ["0", "0.00"],
    "boolean": ["false"],
    "anything": ["null"],
    "presumed": ['"v1"', "20"],
}


class Pair(NamedTuple):
    """A value of the blank, and those that the example has in its place; ``""``: absent."""

    blank: str
    values: tuple[str, ...]


class Writer:
    """Writes a blank and its occurrences side by side, in one style."""

    def __init__(self, style: Style, draw: st.DrawFn) -> None:
        self.style = style
        self.draw = draw

    def string(self, text: str) -> str:
        shown = text.replace("\\", "\\\\").replace('"', '\\"')
        out = ""
        for character in shown:
            code = ord(character)
            if code < 0x20 or (self.style.escaped and 0x7F <= code <= 0xFFFF):
                out += f"\\u{code:04x}"
            else:
                out += character
        return f'"{out}"'

    def break_(self, depth: int) -> str:
        return self.style.newline + self.style.indent * depth

    def value(self, depth: int, count: int) -> Pair:
        kinds = ["scalar"] if depth > 3 else ["scalar", "scalar", "object", "array"]
        pair = getattr(self, self.draw(st.sampled_from(kinds)))(depth, count)
        if self.draw(st.integers(0, 9)) == 0:
            # Null here and there.
            nulls = self.draw(st.lists(st.booleans(), min_size=count, max_size=count))
            values = zip(pair.values, nulls, strict=True)
            pair = Pair(pair.blank, tuple("null" if null else v for v, null in values))
        return pair

    def scalar(self, _depth: int, count: int) -> Pair:
        sort = self.draw(st.sampled_from(sorted(BLANKS)))
        blank = self.draw(st.sampled_from(BLANKS[sort]))
        texts, numbers = TEXTS.map(self.string), NUMBERS
        booleans = st.sampled_from(["true", "false"])
        strategy = {
            "text": texts,
            "number": numbers,
            "boolean": booleans,
            "anything": st.one_of(texts, numbers, booleans, st.just("null")),
            "presumed": st.one_of(texts, st.just(blank)) if blank[0] == '"' else numbers,
        }[sort]
        return Pair(blank, tuple(self.draw(strategy) for _ in range(count)))

    def object(self, depth: int, count: int) -> Pair:
        keys = self.draw(st.lists(KEYS, unique=True, max_size=4))
        members = [(self.string(key), self.value(depth + 1, count)) for key in keys]
        optional = [self.draw(st.integers(0, 5)) == 0 for _ in keys]
        blank = self.bracketed(
            "{}", depth, [f"{key}{self.style.colon}{pair.blank}" for key, pair in members]
        )
        values = []
        for i in range(count):
            items = [
                f"{key}{self.style.colon}{pair.values[i]}"
                for (key, pair), may in zip(members, optional, strict=True)
                if not (may and self.draw(st.booleans()))
            ]
            values.append(self.bracketed("{}", depth, items))
        return Pair(blank, tuple(values))

    def array(self, depth: int, count: int) -> Pair:
        lengths = [self.draw(st.integers(0, 3)) for _ in range(count)]
        item = self.value(depth + 1, sum(lengths))
        shown = self.draw(st.sampled_from([0, 1, 1, 1, 2]))
        blank = self.bracketed("[]", depth, [item.blank] * shown)
        values, used = [], 0
        for length in lengths:
            values.append(self.bracketed("[]", depth, list(item.values[used : used + length])))
            used += length
        return Pair(blank, tuple(values))

    def bracketed(self, brackets: str, depth: int, items: list[str]) -> str:
        if not items:
            return brackets
        inner, outer = self.break_(depth + 1), self.break_(depth)
        return brackets[0] + inner + (self.style.comma + inner).join(items) + outer + brackets[1]


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A blank and an example of it, as one tool would write both."""
    style = draw(STYLES)
    pair = Writer(style, draw).value(0, 1)
    return pair.blank + style.end, pair.values[0] + style.end


@given(pairs(), st.sampled_from(["fr", "en"]))
def test_what_is_written_is_what_was_inferred(pair: tuple[str, str], lang: str) -> None:
    blank, example = pair
    made = infer(blank, example, lang)
    assert reloaded(made, lang) == made.manifest


@given(pairs())
def test_what_was_inferred_takes_the_example(pair: tuple[str, str]) -> None:
    blank, example = pair
    made = infer(blank, example)
    found = blocking(judged(rebuilt(made), example))
    assume(found != ["V002"])
    assert found == []


@given(pairs(), st.data())
def test_any_bytes_in_place_of_the_example_raise_nothing(
    pair: tuple[str, str], data: st.DataObject
) -> None:
    blank, example = pair
    cut = data.draw(st.integers(0, len(example)))
    other = data.draw(st.sampled_from(["", ",", "}", "]", '"', "null", "\x00", "\ufeff", "{}"]))
    made = infer(blank, example[:cut] + other + example[cut + 1 :])
    assert reloaded(made) == made.manifest


@given(pairs(), pairs())
def test_an_example_of_another_model_raises_nothing(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    made = infer(one[0], other[1])
    assert reloaded(made) == made.manifest
