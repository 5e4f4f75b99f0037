"""The JSON Schema of a template: valid, and true to what the template accepts."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from asp_check import catalog
from asp_check.manifest import Manifest, Node
from asp_check.pattern import compile_pattern
from asp_check.schema import render, schema
from asp_check.schema.ecma import ecma
from asp_check.template import Template, build
from asp_check.template.source import sha256_hex
from tests.exactness.strategies import ROOTS, STYLES, blank, filled

ROOT = Path(__file__).parents[1]
FOLDERS = sorted((ROOT / "schemas").glob("*/*/*/"))


def made(text: str, nodes: dict[str, Node] | None = None, **said: Any) -> Template:
    data = text.encode()
    manifest = Manifest("X", "solde", sha256_hex(data), "reference", nodes=nodes or {}, **said)
    return build(data, manifest)


def validator(template: Template) -> Draft202012Validator:
    made = schema(template)
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def accepts(template: Template, value: Any) -> bool:
    return validator(template).is_valid(value)


def at(text: str, node: Node) -> Template:
    """A template of one slot, ``/a``, and what the manifest says of it."""
    return made(f'{{"a": {text}}}', {"/a": node})


# ------------------------------------------------------------------------------ the packaged ones


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: "-".join(path.parts[-3:]))
def test_the_published_schemas(folder: Path) -> None:
    template = catalog.load(folder)
    text = (folder / "schema.json").read_text("utf-8")
    assert text == render(template), "run python schemas/generate.py"
    check = Draft202012Validator(json.loads(text))
    check.check_schema(check.schema)
    assert check.schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "non officiel" in check.schema["description"]
    assert "not official" in check.schema["$comment"]
    check.validate(json.loads((folder / "example.json").read_text("utf-8-sig")))
    assert not check.is_valid(json.loads((folder / "blank.json").read_text("utf-8-sig")))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: "-".join(path.parts[-3:]))
def test_every_key_of_the_published_schemas_has_its_title(folder: Path) -> None:
    def walk(part: Any) -> None:
        for key, inner in part.get("properties", {}).items():
            assert inner["title"], key
            assert inner["$comment"], key
            walk(inner)
        for name in ("items", "additionalProperties"):
            if isinstance(part.get(name), dict):
                walk(part[name])

    walk(json.loads((folder / "schema.json").read_text("utf-8")))


def test_what_is_generated_is_fresh() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "schemas/generate.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# ------------------------------------------------------------------------------ containers


def test_objects_hold_their_keys_and_no_other() -> None:
    template = made('{"a": "", "b": {"c": 0}}', {"/b": Node(optional=True)})
    assert accepts(template, {"a": "x", "b": {"c": 1}})
    assert accepts(template, {"b": {"c": 1}, "a": "x"})
    assert accepts(template, {"a": "x"})
    assert not accepts(template, {"b": {"c": 1}})
    assert not accepts(template, {"a": "x", "b": {}})
    assert not accepts(template, {"a": "x", "z": 1})
    assert list(schema(template)["properties"]) == ["a", "b"]


@pytest.mark.parametrize(
    ("node", "right", "wrong"),
    [
        (Node(), [1, 2, 50], [0]),
        (Node(min=0), [0, 1, 50], []),
        (Node(min=2, max=3), [2, 3], [0, 1, 4]),
    ],
)
def test_bounds_of_arrays(node: Node, right: list[int], wrong: list[int]) -> None:
    template = made('{"l": [{"a": ""}]}', {"/l": node})
    for count in (*right, *wrong):
        assert accepts(template, {"l": [{"a": "x"}] * count}) is (count in right)
    assert not accepts(template, {"l": [{"a": "x"}, {"b": "x"}]})


def test_keys_that_are_data() -> None:
    nodes = {"/p": Node(repeat="member", key_kind="finess", min=1, max=2)}
    template = made('{"p": {"000000000": {"a": ""}}}', nodes)
    part = schema(template)["properties"]["p"]
    assert "finess" in part["propertyNames"]["description"]
    assert accepts(template, {"p": {"750000123": {"a": "x"}}})
    assert not accepts(template, {"p": {}})
    assert not accepts(template, {"p": {str(n): {"a": "x"} for n in range(3)}})
    assert not accepts(template, {"p": {"1": {"b": "x"}}})


def test_tuples_have_their_elements_in_order() -> None:
    template = made('{"t": ["", 0, {"a": true}]}')
    assert accepts(template, {"t": ["x", 1, {"a": False}]})
    for wrong in (["x", 1], ["x", 1, {"a": True}, 2], [1, "x", {"a": True}], []):
        assert not accepts(template, {"t": wrong})


def test_empty_containers_stay_empty() -> None:
    template = made('{"l": [], "o": {}}')
    assert accepts(template, {"l": [], "o": {}})
    assert not accepts(template, {"l": [1], "o": {}})
    assert not accepts(template, {"l": [], "o": {"a": 1}})


@pytest.mark.parametrize("text", ['{"x": ""}', "[0]", '["", 0]', "[]", "{}", '""', "0", "true"])
def test_nullable(text: str) -> None:
    assert accepts(at(text, Node(nullable=True)), {"a": None})
    assert not accepts(at(text, Node()), {"a": None})


def test_a_root_that_is_no_object() -> None:
    assert accepts(made("[0]"), [1, 2])
    assert not accepts(made("[0]"), {"a": 1})
    assert accepts(made('""'), "x")


# ------------------------------------------------------------------------------ slots


@pytest.mark.parametrize(
    ("text", "node", "right", "wrong"),
    [
        ('""', Node(), ["", "x"], [1, True, None, [], {}]),
        ('""', Node(required=True), ["x", " "], [""]),
        ('""', Node(may_be_empty=True), ["", "x"], [1]),
        ('"JJ/MM/AAAA"', Node(), ["JJ/MM/AAAA", "", "01/01/2024"], [1]),
        ('"JJ/MM/AAAA"', Node(required=True), ["01/01/2024", ""], ["JJ/MM/AAAA"]),
        ("0", Node(), [0, 1, 1.5, -2], ["1", None, True]),
        ("0.00", Node(required=True), [1.5], [0, 0.0]),
        ("0", Node(type="integer"), [0, 3], [1.5, "3"]),
        ("false", Node(), [True, False], [0, "false", None]),
        ("null", Node(), [None, 1, "x", True], [[], {}]),
        ('"SOLDE"', Node(fixed=True), ["SOLDE"], ["solde", "", None]),
        ("70", Node(fixed=True), [70, 70.0], [71, "70"]),
        ('"SOLDE"', Node(fixed=True, nullable=True), ["SOLDE", None], ["x"]),
        ('"SOLDE"', Node(), ["SOLDE", "x"], [1]),
        ('"x"', Node(free=True), ["x", "y"], [1]),
        ('""', Node(enum=("Cas 1", "Cas 2")), ["Cas 1", "Cas 2", ""], ["Cas 3", None]),
        ('""', Node(enum=("Cas 1",), required=True), ["Cas 1"], ["", "Cas 2"]),
        ('""', Node(enum=("Cas 1",), nullable=True), ["Cas 1", "", None], ["Cas 2"]),
        ("0", Node(enum=(Decimal("5.5"), Decimal(20))), [5.5, 20], [0, 10, "20"]),
        ("false", Node(enum=(True,)), [True], [False]),
        ("null", Node(type="any", enum=("a", Decimal(1), True)), ["a", 1, True], ["b", 2, False]),
        ('""', Node(pattern="[A-Z]{2}"), ["", "AB"], ["A", "ABC", "ab"]),
        ('""', Node(pattern="[A-Z]{2}", required=True), ["AB"], ["", "A"]),
        ('"?"', Node(pattern=r"\d+", free=True, required=True), ["1"], ["x"]),
        ('""', Node(kind="siret"), ["", "35600000000048"], [1]),
    ],
)
def test_slots(text: str, node: Node, right: list[Any], wrong: list[Any]) -> None:
    template = at(text, node)
    for value in right:
        assert accepts(template, {"a": value}), value
    for value in wrong:
        assert not accepts(template, {"a": value}), value


def test_what_a_schema_cannot_say_is_said_in_words() -> None:
    node = Node(decimals=2, required=True, kind="amount", concept="amount.excl_tax",
                title_fr="Montant HT", title_en="Amount, excluding tax")  # fmt: skip
    part = schema(at("0.00", node))["properties"]["a"]
    assert part["title"] == "Montant HT"
    assert part["description"] == (
        "À remplir. S’écrit avec 2 décimales exactement, ce que JSON Schema ne sait pas exiger."
        " Genre de valeur : amount. Notion : amount.excl_tax."
    )
    assert part["$comment"] == (
        "Amount, excluding tax. To be filled. Written with exactly 2 decimals, which JSON Schema"
        " cannot require. Kind of value: amount. Concept: amount.excl_tax."
    )
    assert "multipleOf" not in part


def test_the_head() -> None:
    template = made('{"a": ""}', title_fr="Titre", title_en="Title", note_fr="Note.")
    found = schema(template)
    assert list(found)[:5] == ["$schema", "$id", "title", "description", "$comment"]
    assert found["$id"] == "urn:asp-check:x/solde@initial"
    assert found["title"] == "Titre"
    assert found["description"].startswith("modèle de RÉFÉRENCE, non officiel. Note. Ce schéma")
    bare = schema(build(b'{"a": "SOLDE"}', name="vierge.json"))
    assert bare["title"] == "vierge.json"
    assert "$id" not in bare
    assert "présumée fixe" in bare["properties"]["a"]["description"]


def test_the_text_ends_with_a_newline_and_keeps_accents() -> None:
    text = render(made('{"clé": ""}'))
    assert text.endswith("}\n")
    assert '"clé"' in text


def test_an_irregular_blank_that_is_kept() -> None:
    data = b'{"a": , "b": "X" /* note */}'
    manifest = Manifest("X", "solde", sha256_hex(data), "official", irregular="keep")
    Draft202012Validator.check_schema(schema(build(data, manifest)))


# ------------------------------------------------------------------------------ patterns

PATTERNS = [
    r"\d{4}", r"[\d.]+", r"\w+@\w{2}", r"[^\d]{2}", r"a|bc", r"(?:ab)?c", r"\D\W\S", r"a\-b\:c\,d",
    r".{3}", r"[]a]+", r"[^]]", r"\\\.", r"[a\]b]{2}", r"é+", r"\s?x", r"[\w\-]{3}",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=60)
@given(data=st.data())
def test_the_pattern_of_a_schema_is_the_manifest_s(pattern: str, data: st.DataObject) -> None:
    ours = compile_pattern(pattern)
    text = data.draw(
        st.one_of(st.from_regex(ours, fullmatch=True), st.text("ab.c1é@-:,\\] x\u0663", max_size=4))
    )
    # Where JSON Schema is read by Python, $ also matches before a last newline.
    theirs = re.search(ecma(pattern), text)
    assert bool(theirs) == bool(ours.fullmatch(text)) or text.endswith("\n")


# ------------------------------------------------------------------------------ any template


@settings(max_examples=150, deadline=None)
@given(ROOTS, STYLES, st.data())
def test_whatever_the_template_accepts_the_schema_accepts(
    tree: Any, style: Any, data: st.DataObject
) -> None:
    template = build(blank(tree, style))
    check = validator(template)
    file = json.loads(filled(tree, style, data.draw).decode("utf-8-sig"))
    assert [error.message for error in check.iter_errors(file)] == []
