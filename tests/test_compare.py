"""What changed from one template to another: each change once, at its place, in words."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.compare import Change, as_data, compare, render
from asp_check.compare.members import fold, longest_increasing
from asp_check.compare.words import words
from asp_check.manifest import Manifest, Node
from asp_check.template import Template, build
from asp_check.template.source import sha256_hex
from tests.exactness.strategies import ROOTS, STYLES, blank

OLD = """{
  "type": "SOLDE",
  "client": {
    "nom": "",
    "siret": ""
  },
  "montantHT": 0.00,
  "commandes": [
    {
      "numero": "",
      "sites": ["", ""]
    }
  ],
  "par": {
    "000": {
      "x": ""
    }
  }
}
"""
NODES = {"/par": Node(repeat="member", key_kind="text")}


def made(text: str | bytes, **nodes: Any) -> Template:
    data = text.encode() if isinstance(text, str) else text
    given = {**NODES, **nodes.get("nodes", {})} if '"par"' in str(data) else nodes.get("nodes", {})
    return build(data, Manifest("X", "solde", sha256_hex(data), "official", nodes=given))


def changes(old: str | bytes, new: str | bytes, **nodes: Any) -> list[tuple[str, str]]:
    """Kind and place of every change; that they can be said is checked for all."""
    before, after = (
        made(old, nodes=nodes.get("before", {})),
        made(new, nodes=nodes.get("after", {})),
    )
    found = compare(before, after)
    for lang in ("fr", "en"):
        assert render(before, after, found, lang)
        assert json.dumps(as_data(before, after, found, lang))
    return [(change.kind, change.pointer) for change in found]


def said(old: str, new: str, **nodes: Any) -> list[tuple[str, str]]:
    before, after = (
        made(old, nodes=nodes.get("before", {})),
        made(new, nodes=nodes.get("after", {})),
    )
    return [words(change) for change in compare(before, after)]


# ------------------------------------------------------------------------------ members


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ('"siret": ""', '"siret": "",\n    "tva": ""', [("member-added", "/client/tva")]),
        ('"nom": "",', '"titre": "",\n    "nom": "",', [("member-added", "/client/titre")]),
        ('"nom": "",\n    ', "", [("member-removed", "/client/nom")]),
        ('"montantHT"', '"montantHt"', [("member-renamed", "/montantHt")]),
        ('"montantHT"', '"montant_ht"', [("member-renamed", "/montant_ht")]),
        ('"numero"', '"numéro"', [("member-renamed", "/commandes/*/numéro")]),
        ('"client"', '"Client"', [("member-renamed", "/Client")]),
        ('"client"', '"établissement"', [("member-renamed", "/établissement")]),
        ('"nom": "",\n    "siret": ""', '"siret": "",\n    "nom": ""', [("member-reordered", "/client/nom")]),
        ('"nom"', '"n\\u006fm"', [("key-escape", "/client/nom")]),
        ('"x"', '"y"', [("member-removed", "/par/*/x"), ("member-added", "/par/*/y")]),
    ],
)  # fmt: skip
def test_members(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert changes(OLD, OLD.replace(old, new) if old else OLD) == expected


def test_a_member_that_went_to_another_object() -> None:
    new = OLD.replace('    "siret": ""\n', "").replace('"nom": "",', '"nom": ""')
    new = new.replace('      "numero": "",', '      "numero": "",\n      "siret": "",')
    before, after = made(OLD), made(new)
    (change,) = compare(before, after)
    assert (change.kind, change.pointer, change.before) == (
        "member-moved", "/commandes/*/siret", "/client/siret",
    )  # fmt: skip
    assert words(change) == ("déplacée, était /client/siret", "moved, was /client/siret")


def test_a_container_moved_and_changed_is_one_move_and_its_change() -> None:
    old = '{"a": {"c": {"x": "", "y": "", "z": 0}}, "b": {"k": ""}}'
    new = '{"a": {"q": {}}, "b": {"k": "", "c": {"x": "", "y": "", "z": ""}}}'
    assert changes(old, new) == [
        ("member-added", "/a/q"),
        ("member-moved", "/b/c"),
        ("type", "/b/c/z"),
    ]


def test_the_same_key_in_two_places_is_no_move() -> None:
    old = '{"a": {"n": "", "k": ""}, "b": {"k": ""}, "c": {"k": ""}}'
    new = '{"a": {"k": ""}, "b": {"k": "", "n": ""}, "c": {"k": "", "n": ""}}'
    assert changes(old, new) == [
        ("member-removed", "/a/n"),
        ("member-added", "/b/n"),
        ("member-added", "/c/n"),
    ]


def test_a_renamed_object_tells_what_changed_inside() -> None:
    old = '{"client": {"nom": "", "siret": "", "ville": "", "rue": ""}}'
    new = '{"etablissement": {"nom": "", "siret": "", "ville": "", "voie": ""}}'
    assert set(changes(old, new)) == {
        ("member-renamed", "/etablissement"),
        ("member-added", "/etablissement/voie"),
        ("member-removed", "/client/rue"),
    }


def test_unrelated_members_are_not_taken_for_a_renaming() -> None:
    assert changes('{"a": "", "siret": ""}', '{"montant": 0, "a": ""}') == [
        ("member-added", "/montant"),
        ("member-removed", "/siret"),
    ]


def test_the_words_of_an_added_key_say_all_that_it_takes() -> None:
    new = OLD.replace('"siret": ""', '"siret": "",\n    "mss": ""')
    node = Node(enum=("Cas 1", "Cas 2"), required=True)
    assert said(OLD, new, after={"/client/mss": node}) == [
        (
            'clé ajoutée, après « siret » : texte, parmi "Cas 1", "Cas 2", à remplir',
            'key added, after \'siret\': text, one of "Cas 1", "Cas 2", to be filled',
        )
    ]
    assert said('{"a": ""}', '{"z": {}, "a": ""}') == [
        (
            "clé ajoutée, en première place : vide, fixe",
            "key added, in the first place: empty, fixed",
        )
    ]


# ------------------------------------------------------------------------------ types and values


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ('""', "0", ["type"]),
        ("0", "{}", ["type"]),
        ("[]", "{}", []),
        ('[""]', "{}", ["type"]),
        ('[""]', '["", 0]', ["type"]),
        ('["", 0]', '["", 0, 0]', ["elements"]),
        ('["", 0]', '["", ""]', ["type"]),
        ("null", '""', ["type"]),
        ('"A"', '"B"', ["literal"]),
        ('""', '"A"', ["literal"]),
        ('""', '"JJ/MM/AAAA"', ["blank-literal"]),
        ("0.00", "0", ["blank-literal"]),
        ("0.00", "0.000", ["blank-literal"]),
        ("70", "30", ["literal"]),
    ],
)
def test_types_and_literals(old: str, new: str, kinds: list[str]) -> None:
    found = changes(f'{{"a": {old}}}', f'{{"a": {new}}}')
    if (old, new) == ("[]", "{}"):
        assert found == [("spacing", "/a")]
    else:
        assert [kind for kind, _ in found] == kinds


@pytest.mark.parametrize(
    ("before", "after", "kind", "french"),
    [
        (Node(), Node(nullable=True), "nullable", "null est désormais admis"),
        (Node(nullable=True), Node(), "not-nullable", "null n’est plus admis"),
        (Node(), Node(required=True), "required", "doit désormais être rempli"),
        (Node(may_be_empty=True), Node(), "not-may_be_empty", "ne peut plus rester vide sans avertissement"),
        (Node(), Node(optional=True), "optional", "la clé peut désormais manquer"),
        (Node(optional=True), Node(), "not-optional", "la clé ne peut plus manquer"),
        (Node(), Node(kind="siret"), "kind", "genre de valeur : rien, désormais siret"),
        (Node(kind="siret"), Node(kind="siren"), "kind", "genre de valeur : siret, désormais siren"),
        (Node(pattern="a"), Node(), "pattern", "forme imposée : a, désormais rien"),
        (Node(), Node(concept="client.name"), "concept", "notion : rien, désormais client.name"),
        (Node(), Node(enum=("a", "b")), "enum", 'liste de valeurs : rien, désormais "a", "b"'),
        (Node(enum=("a",)), Node(), "enum", 'liste de valeurs : "a", désormais rien'),
        (Node(enum=("a", "b")), Node(enum=("b", "c")), "enum-values",
         'valeurs ajoutées : "c" ; valeurs supprimées : "a"'),
        (Node(enum=("a",)), Node(enum=("a", Decimal("1.50"))), "enum-values", "valeurs ajoutées : 1.50"),
    ],
)  # fmt: skip
def test_attributes(before: Node, after: Node, kind: str, french: str) -> None:
    text = '{"a": "", "b": ""}'
    nodes = {"before": {"/a": before}, "after": {"/a": after}}
    assert changes(text, text, **nodes) == [(kind, "/a")]
    assert said(text, text, **nodes)[0][0] == french


def test_decimals() -> None:
    nodes = {"before": {"/a": Node(decimals=2)}, "after": {"/a": Node(decimals=3)}}
    assert said('{"a": 0.00}', '{"a": 0.00}', **nodes) == [
        ("nombre de décimales imposé : 2, désormais 3", "number of decimals: 2, now 3")
    ]


def test_fixed_and_free() -> None:
    nodes = {"before": {"/a": Node(fixed=True)}, "after": {"/a": Node(free=True)}}
    assert changes('{"a": "X"}', '{"a": "X"}', **nodes) == [("not-fixed", "/a"), ("free", "/a")]


def test_bounds() -> None:
    nodes = {"before": {"/a": Node(min=1, max=5)}, "after": {"/a": Node(min=0)}}
    assert said('{"a": [""]}', '{"a": [""]}', **nodes) == [
        ("au moins 1 éléments, désormais au moins 0", "at least 1 elements, now at least 0"),
        ("nombre maximal d’éléments : 5, désormais rien", "most elements: 5, now nothing"),
    ]


def test_a_nullable_container_and_the_kind_of_keys() -> None:
    assert changes('{"o": {"a": ""}}', '{"o": {"a": ""}}', after={"/o": Node(nullable=True)}) == [
        ("nullable", "/o")
    ]
    text = '{"par": {"0": {"a": ""}}}'
    after = {"/par": Node(repeat="member", key_kind="finess")}
    assert changes(text, text, after=after) == [("key_kind", "/par")]


def test_what_only_one_manifest_says_is_no_change() -> None:
    text = b'{"type": "SOLDE", "a": "", "l": [""]}'
    nodes = {"/a": Node(required=True, kind="siret"), "/l": Node(min=0), "/type": Node(fixed=True)}
    bare = build(text, name="vierge.json")
    assert compare(made(text, nodes=nodes), bare) == ()
    assert compare(bare, made(text, nodes=nodes)) == ()
    out = render(bare, made(text, nodes=nodes), (), "fr")
    assert "identiques, octet pour octet" in out
    assert "Rien n’a changé." in out


# ------------------------------------------------------------------------------ layout


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD.replace("\n", "\r\n"), [("newlines", "")]),
        ("\ufeff" + OLD, [("bom", "")]),
        (OLD.rstrip(), [("end", "")]),
        (OLD + "\n", [("end", "")]),
        (OLD.replace("  ", "    "), [("indent", "")]),
        (OLD.replace("  ", "\t"), [("indent", "")]),
        (OLD.replace("\n  ", "\n").replace("\n  ", "\n").replace("\n  ", "\n"), [("indent", "")]),
        (OLD.replace('": ', '":'), [("colon", "")]),
        (OLD.replace('", "', '","'), [("comma", "")]),
        (OLD.replace('"nom": ""', '"nom":  ""'), [("spacing", "/client")]),
        (OLD.replace('"nom": "",\n', '"nom": "",\n\n'), [("spacing", "/client")]),
        (OLD.replace('    "nom"', '   "nom"'), [("spacing", "/client")]),
        (OLD.replace('{\n    "nom": "",\n    "siret": ""\n  }', '{"nom": "", "siret": ""}'),
         [("spacing", "/client")]),
        (OLD.replace('["", ""]', '[ "", "" ]'), [("spacing", "/commandes/*/sites")]),
        (OLD.replace('["", ""]', '["" , ""]'), [("separator", "/commandes/*/sites")]),
    ],
)  # fmt: skip
def test_layout(new: str, expected: list[tuple[str, str]]) -> None:
    assert changes(OLD, new) == expected


def test_the_end_of_the_file_in_another_style_is_said_once() -> None:
    assert changes('{\n  "a": ""\n}\n', '{\r\n  "a": ""\r\n}\r\n') == [("newlines", "")]


def test_one_line_or_many_is_said_once() -> None:
    line = json.dumps(json.loads(OLD)).replace("0.0", "0.00") + "\n"
    assert changes(OLD, line) == [("indent", "")]
    assert said(OLD, line)[0][0] == "indentation de 2 espaces, désormais une seule ligne"
    assert said(line, OLD)[0][1] == "a single line, now indented by 2 spaces"


def test_the_newline_that_ends_a_single_line_is_its_end() -> None:
    assert changes('{"a": ""}\n', '{"a": ""}\r\n') == [("end", "")]
    assert changes('{"a": ""}', '{"a": ""}\n') == [("end", "")]


def test_the_words_of_the_layout() -> None:
    assert said(OLD, OLD.replace("  ", "\t"))[0][0] == (
        "indentation de 2 espaces, désormais indentation de 1 tabulation"
    )
    assert said(OLD, OLD.replace("\n", "\r\n"))[0][0] == "fins de ligne : LF, désormais CRLF"
    assert said(OLD, OLD.rstrip())[0][1] == 'end of the file: "⟨LF⟩", now ""'


def test_a_separator_that_the_manifest_declares() -> None:
    text = '{"l": [""]}'
    after = {"/l": Node(separator=" , ")}
    assert changes(text, text, after=after) == [("separator", "/l")]


# ------------------------------------------------------------------------------ the whole


def test_the_text_of_a_comparison() -> None:
    old = build(b'{"a": "", "t": "X"}', name="a.json")
    new = build(b'{"a": 0}\n', name="b.json")
    assert render(old, new, compare(old, new), "fr") == (
        "a.json → b.json\n"
        "  avant : modèle vierge sans manifeste\n"
        "  après : modèle vierge sans manifeste\n"
        "\n"
        "Structure et valeurs :\n"
        "  ~ /a  type : texte, désormais nombre\n"
        "  - /t  clé supprimée\n"
        "\n"
        "Mise en page :\n"
        '  ~ fin du fichier : "", désormais "⟨LF⟩"\n'
    )


def test_hostile_keys_and_values_are_shown_escaped() -> None:
    old = '{"a\x7f\u202e": "::error\u001b[31m"}'.replace("\x1b", "\\u001b")
    new = old.replace("error", "notice")
    before, after = made(old), made(new)
    text = render(before, after, compare(before, after), "en")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "⟨RLO⟩" in text


def test_the_data_of_a_comparison() -> None:
    before, after = made('{"a": ""}'), made('{"b": ""}')
    data = as_data(before, after, compare(before, after), "en")
    assert data["before"] == {
        "id": "x/solde@initial",
        "status": "official",
        "sha256": before.sha256,
    }
    assert {tuple(change) for change in data["changes"]} == {
        ("kind", "pointer", "before", "after", "message")
    }


def test_every_kind_of_change_has_its_words() -> None:
    with pytest.raises(KeyError):
        words(Change("nothing", ""))


# ------------------------------------------------------------------------------ any template


@settings(max_examples=100, deadline=None)
@given(ROOTS, STYLES)
def test_a_template_did_not_change_from_itself(tree: Any, style: Any) -> None:
    template = build(blank(tree, style))
    assert compare(template, build(blank(tree, style))) == ()


@settings(max_examples=100, deadline=None)
@given(ROOTS, STYLES, STYLES)
def test_another_style_is_a_change_of_layout_alone(tree: Any, one: Any, other: Any) -> None:
    before, after = build(blank(tree, one)), build(blank(tree, other))
    found = compare(before, after)
    assert {change.kind for change in found} <= {
        "bom", "no-bom", "newlines", "indent", "colon", "comma", "end", "spacing", "separator",
        "layout-other", "key-escape",
    }  # fmt: skip
    assert bool(found) == (before.blank != after.blank)


@settings(max_examples=100, deadline=None)
@given(ROOTS, ROOTS, STYLES)
def test_any_two_templates_can_be_compared(one: Any, other: Any, style: Any) -> None:
    before, after = build(blank(one, style)), build(blank(other, style))
    found = compare(before, after)
    assert bool(found) == (before.blank != after.blank)
    for lang in ("fr", "en"):
        assert render(before, after, found, lang)


@given(st.lists(st.integers(0, 30), unique=True, max_size=8))
def test_the_longest_run(numbers: list[int]) -> None:
    kept = [number for number in numbers if number in longest_increasing(numbers)]
    assert kept == sorted(kept)
    best = max(
        (
            mask.bit_count()
            for mask in range(1 << len(numbers))
            if (picked := [n for i, n in enumerate(numbers) if mask >> i & 1]) == sorted(picked)
        ),
        default=0,
    )
    assert len(kept) == best


def test_names_fold() -> None:
    assert fold("Numéro_Bon-Commande") == "numeroboncommande"
    assert fold("_") == "_"
