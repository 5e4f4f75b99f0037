from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asp_check
from asp_check.concepts import CONCEPTS
from asp_check.difference import Settings, diff, diff_model
from asp_check.difference.hiding import hidden
from asp_check.manifest import Node
from asp_check.report import diff_html, diff_json, diff_text
from asp_check.template import build
from tests.difference.trees import applied, causes
from tests.exactness import strategies
from tests.exactness.shapes import Shape, shapes, with_manifest

ROOT = Path(__file__).parents[2]
OK = sorted(ROOT.glob("samples/*/*/ok/*/bdc.json"))


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.name)
def test_an_exact_file_is_its_model_filled_in(shape: Shape) -> None:
    found = diff_model(shape.exact, shape.template)
    assert found.answer == "same-bytes"
    assert found.filled


@settings(max_examples=40)
@given(strategies.ROOTS, strategies.STYLES, st.data())
def test_an_exact_file_of_any_template_is_its_model_filled_in(
    tree: object, style: strategies.Style, data: st.DataObject
) -> None:
    template = build(strategies.blank(tree, style), name="t")
    found = diff_model(strategies.filled(tree, style, data.draw), template)
    assert found.answer == "same-bytes"


@pytest.mark.parametrize("path", OK, ids=lambda path: "/".join(path.parts[-5:-1]))
def test_the_accepted_samples_are_their_models_filled_in(path: Path) -> None:
    name = "/".join(path.relative_to(ROOT / "samples").parts[:2])
    found = asp_check.diff(
        path, template=f"{name}@initial" if "initial" in path.parts[-2] else name
    )
    assert found.answer in ("same-bytes", "same-data"), found.changes
    assert found.filled


SHAPE = next(shape for shape in shapes() if shape.name == "indent 2")


@pytest.mark.parametrize(
    ("old", "new", "answer", "expected"),
    [
        (b'"nom"', b'"Nom"', "different-data", {"renamed"}),
        (b'"finess": "2A0000014",\n', b"", "different-data", {"added"}),
        (b'"observation"', b'"plus": 1,\n  "observation"', "different-data", {"removed"}),
        (b"  ", b"    ", "same-data", {"layout"}),
        (b"\n", b"\r\n", "same-data", {"newline"}),
        (b'"montantHT": 1001.5', b'"montantHT": 1.0015e3', "same-data", {"number"}),
        ("numéro".encode(), b"num\\u00e9ro", "same-data", {"escape"}),
        (b"1001.5", b'"1001.5"', "different-data", {"changed"}),
        (b"1001.5,", b"1001.5,,", "different-text", set()),
        (b"1001.5", b"77", "same-bytes", set()),
    ],
)
def test_what_departs_from_the_model_is_told_and_what_is_filled_in_is_not(
    old: bytes, new: bytes, answer: str, expected: set[str]
) -> None:
    data = SHAPE.exact.replace(old, new)
    assert data != SHAPE.exact
    found = diff_model(data, SHAPE.template, path="f.json")
    assert found.answer == answer
    assert {change.kind for change in found.changes} | causes(found) == expected
    assert found.b.path == SHAPE.template.id
    assert applied(data, found.edits) == found.b.data


def test_the_missing_comma_is_where_the_model_has_it() -> None:
    data = SHAPE.exact.replace(b'"modele": "SOLDE-2",', b'"modele": "SOLDE-2"')
    found = diff_model(data, SHAPE.template)
    assert found.answer == "different-text"
    assert [edit.text for edit in found.edits] == [","]


def test_another_encoding_is_not_the_model() -> None:
    data = SHAPE.exact.decode().replace("’", "'").encode("cp1252")
    found = diff_model(data, SHAPE.template)
    assert found.answer == "different-text"
    assert found.b.parsed
    assert found.b.data == SHAPE.exact.replace("’".encode(), b"'")
    found = diff_model(SHAPE.exact.decode().encode("utf-16"), SHAPE.template)
    assert (found.answer, causes(found)) == ("same-data", {"encoding"})


def test_an_unclosed_string_is_closed_in_the_model() -> None:
    data = SHAPE.exact.replace(b'"rien"', b'"rien')
    found = diff_model(data, SHAPE.template)
    assert (found.answer, found.a.parsed, found.b.parsed) == ("different-text", False, True)


def test_the_blank_itself_has_nothing_filled() -> None:
    found = diff_model(SHAPE.template.blank, SHAPE.template)
    assert (found.answer, found.filled) == ("same-bytes", 0)


@pytest.mark.parametrize("data", [b"", b"\xff\xff", b"[]", b"null", b"{" * 300, b"%PDF-1.7"])
def test_what_is_no_such_file_is_never_the_same(data: bytes) -> None:
    found = diff_model(data, SHAPE.template)
    assert found.answer in ("different-data", "different-text", "failed")
    assert found.failure or found.changes


def test_titles_are_those_of_the_manifest() -> None:
    path = ROOT / "samples/hop-dpi-va2/avance/ok/exact/bdc.json"
    data = path.read_bytes()
    other = re.sub(rb"41200\.00", b"41300.00", data, count=1)
    for lang, title in (
        ("fr", "Montant HT de la prestation"),
        ("en", "Amount of the service, excluding tax"),
    ):
        (change,) = asp_check.diff(data, other, lang=lang).changes  # type: ignore[arg-type]
        assert change.title == title
        assert change.subject.endswith("830101259")


OPEN = {
    "/n": Node(concept="amount.excl_tax", decimals=2),
    "/f": Node(fixed=True),
    "/l/*/t": Node(title_fr="Nom du site"),
}


@pytest.mark.parametrize(
    ("old", "new", "kind", "told", "words", "english"),
    [
        (
            "12.50",
            '"12.50"',
            "changed",
            None,
            "un nombre à 2 décimales",
            "a number with 2 decimals",
        ),
        ("12.50", "null", "changed", None, "un nombre à 2 décimales", "a number with 2 decimals"),
        ('"n": 12.50, ', "", "added", None, "un nombre à 2 décimales", "a number with 2 decimals"),
        ('"T"', "3", "changed", None, "un texte", "a text"),
        ("true", '"oui"', "changed", None, "true ou false", "true or false"),
        ('[{"t": "T"}]', "1", "changed", None, "un tableau", "an array"),
        ('{"t": "T"}', "1", "changed", None, "un objet", "an object"),
        # What the model fixes is the value to write, and a whole that is missing its shape.
        ('"X"', '"Y"', "changed", '"X"', "", ""),
        (', "l": [{"t": "T"}]', "", "added", '[{"t": ""}]', "", ""),
    ],
)
def test_what_is_to_be_filled_in_is_said_in_words(
    old: str, new: str, kind: str, told: str | None, words: str, english: str
) -> None:
    template = with_manifest(b'{"f": "X", "n": 0.00, "b": false, "l": [{"t": ""}]}', OPEN)
    exact = '{"f": "X", "n": 12.50, "b": true, "l": [{"t": "T"}]}'
    data = exact.replace(old, new, 1).encode()
    for lang, wanted in (("fr", words), ("en", english)):
        found = diff_model(data, template, Settings(lang=lang))
        (change,) = found.changes
        assert (change.kind, change.new, change.wanted) == (kind, told, wanted)
        shown = diff_text.render(found, lang=lang, color=False, width=200).split("\n\n")[1]
        page = diff_html.render(found, lang=lang, version="0")
        written = json.loads(diff_json.render(found, version="0"))["changes"][0]
        assert (written["new"], written["wanted"]) == (told, wanted or None)
        if wanted:
            assert shown.endswith(wanted)
            assert f"<td>{wanted}<small>" in page
            assert "0.00" not in shown


def test_the_words_are_no_value_and_are_not_masked() -> None:
    template = with_manifest(b'{"f": "X", "n": 0.00, "b": false, "l": [{"t": ""}]}', OPEN)
    data = b'{"f": "X", "n": "secret", "b": true, "l": [{"t": "T"}]}'
    found = hidden(diff_model(data, template, Settings(hide=True)))
    shown = diff_text.render(found, lang="fr", color=False, width=200, mask=True)
    assert "un nombre à 2 décimales" in shown
    assert "secret" not in shown


def test_a_member_is_called_by_its_title_under_another_key_too() -> None:
    template = with_manifest(b'{"f": "X", "n": 0.00, "b": false, "l": [{"t": ""}]}', OPEN)
    data = b'{"f": "X", "N": 1.00, "b": true, "l": [{"T": "T"}]}'
    found = diff_model(data, template)
    titles = [(change.kind, change.title) for change in found.changes]
    concept = CONCEPTS["amount.excl_tax"][0]
    assert titles == [("renamed", concept), ("renamed", "Nom du site")]
    exact = b'{"f": "X", "n": 1.00, "b": true, "l": [{"t": "T"}]}'
    both = diff(data, exact, Settings(template))
    assert [(change.kind, change.title) for change in both.changes] == titles


def test_what_is_printed_holds_no_file() -> None:
    a = SHAPE.exact.replace(b'"rien"', b'"' + b"x" * 100_000 + b'"')
    found = diff_model(a, SHAPE.template)
    same = asp_check.diff(a, a)
    assert max(len(repr(found)), len(repr(same))) < 20_000
    assert repr(same).startswith("Difference(answer='same-bytes', a=Side(path=None, sha256='")
    assert "data=" not in repr(same)
