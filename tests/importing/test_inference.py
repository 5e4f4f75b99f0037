"""What the example says of the blank, attribute by attribute; and what it does not say."""

from __future__ import annotations

from typing import Any

import pytest

from tests.importing.pairs import blocking, infer, judged, rebuilt, said

_KEPT = (None, "string", "number", "integer", "boolean")

V = "750712184"
W = "690781810"


@pytest.mark.parametrize(
    ("blank", "example", "path", "expected"),
    [
        # Types.
        ('{"n": 0}', '{"n": 12.5}', "/n", {"type": "number"}),
        ('{"n": 0}', '{"n": 12}', "/n", {"type": "integer"}),
        ('[{"n": 0}]', '[{"n": 12}, {"n": 0}]', "/*/n", {"type": "integer", "may_be_empty": True}),
        ('[{"n": 0}]', '[{"n": 12}, {"n": 0.5}]', "/*/n", {"type": "number"}),
        ('{"n": null}', '{"n": "x"}', "/n", {"type": "string"}),
        ('{"n": null}', '{"n": true}', "/n", {"type": "boolean"}),
        ('{"n": null}', '{"n": 3}', "/n", {"type": "integer"}),
        ('{"n": null}', '{"n": 3.5}', "/n", {"type": "number"}),
        ('[{"n": null}]', '[{"n": 1}, {"n": "x"}]', "/*/n", {}),
        ('{"n": ""}', '{"n": 3.5}', "/n", {"type": "number"}),
        ('{"n": 0}', '{"n": "3"}', "/n", {"type": "string"}),
        ('[{"n": ""}]', '[{"n": 3.5}, {"n": "x"}]', "/*/n", {"type": "any"}),
        ('{"n": false}', '{"n": true}', "/n", {}),
        # A sum of money or a rate is not whole because the example's is.
        ('{"prixUnitaire": 0}', '{"prixUnitaire": 12}', "/prixUnitaire", {"kind": "amount"}),
        ('{"taux": 0}', '{"taux": 12}', "/taux", {"kind": "percentage"}),
        # Decimals.
        ('{"n": 0.00}', '{"n": 12.50}', "/n", {"decimals": 2}),
        ('{"n": 0.000}', '{"n": 12.512}', "/n", {"decimals": 3}),
        ('[{"n": 0.00}]', '[{"n": 1.50}, {"n": 0.00}]', "/*/n", {"decimals": 2, "may_be_empty": True}),
        ('[{"n": 0.00}]', '[{"n": 1.50}, {"n": 2.5}]', "/*/n", {}),
        ('{"n": 0.00}', '{"n": 1.5}', "/n", {}),
        ('{"n": 0.00, "m": ""}', '{"n": 0.00, "m": "x"}', "/n", {"may_be_empty": True}),
        ('{"n": 0}', '{"n": 12.50}', "/n", {"type": "number", "decimals": 2}),
        ('{"n": 0}', '{"n": 12.55}', "/n", {"type": "number"}),
        ('{"n": 20}', '{"n": 5.50}', "/n", {"free": True, "decimals": 2}),
        # Null.
        ('{"n": ""}', '{"n": null, "m": 1}', "/n", {"nullable": True}),
        ('[{"n": null}]', '[{"n": null}, {"n": "x"}]', "/*/n", {"type": "string", "nullable": True, "may_be_empty": True}),
        ('[{"n": null, "m": ""}]', '[{"n": null, "m": "x"}]', "/*/n", {"may_be_empty": True}),
        ('{"o": {"a": ""}, "b": ""}', '{"o": null, "b": "x"}', "/o", {"nullable": True}),
        ('{"o": [""], "b": ""}', '{"o": null, "b": "x"}', "/o", {"nullable": True}),
        ('{"o": [], "b": ""}', '{"o": null, "b": "x"}', "/o", {"nullable": True}),
        # Absent members.
        ('[{"a": "", "b": ""}]', '[{"a": "x", "b": "y"}, {"a": "z"}]', "/*/b", {"optional": True}),
        ('{"a": "", "b": ""}', '{"a": "x"}', "/b", {"optional": True}),
        ('[{"a": "", "b": {"c": ""}}]', '[{"a": "x"}, {"a": "x", "b": {"c": "y"}}]', "/*/b", {"optional": True}),
        # Left as in the blank.
        ('[{"a": ""}]', '[{"a": "x"}, {"a": ""}]', "/*/a", {"may_be_empty": True}),
        ('{"d": "JJ/MM/AAAA", "a": ""}', '{"d": "JJ/MM/AAAA", "a": "x"}', "/d", {"may_be_empty": True, "kind": "date-fr"}),
        ('{"a": ""}', '{"a": "x"}', "/a", {}),
        # Fixed or free.
        ('{"v": "1.0", "a": ""}', '{"v": "1.0", "a": "x"}', "/v", {}),
        ('{"v": "1.0"}', '{"v": "1.1"}', "/v", {"free": True}),
        ('[{"v": "A"}]', '[{"v": "A"}, {"v": "B"}]', "/*/v", {"free": True, "may_be_empty": True}),
        ('{"v": "\\u00e9"}', '{"v": "é"}', "/v", {}),
        ('{"v": "20"}', '{"v": 20}', "/v", {"type": "number", "free": True}),
        ('[{"v": "A"}, {"v": "B"}]', '[{"v": "B"}, {"v": "A"}]', "/*/v", {}),
        # Bounds of arrays: never a maximum.
        ('{"l": [""], "b": ""}', '{"l": [], "b": "x"}', "/l", {"min": 0}),
        ('[{"l": [0]}]', '[{"l": [1]}, {"l": []}]', "/*/l", {"min": 0}),
        # Separators: the example's, in place of the one that was inferred.
        ('{"l": [""]}', '{"l": ["x", "y"]}', "/l", {"separator": ", "}),
        ('[\n  ""\n]', '[\n  "x", "y"\n]', "", {"separator": ", "}),
        # Elements that the blank does not show.
        ('{"l": []}', '{"l": [{"a": "x"}]}', "/l", {"sample": '[{"a": ""}]', "min": 0}),
        ('{"l": []}', '{"l": [1.50, 2.00]}', "/l", {"sample": "[0.00]", "min": 0, "separator": ", "}),
        ('{"l": []}', '{"l": [1.5, 2]}', "/l", {"sample": "[0]", "min": 0, "separator": ", "}),
        ('{"l": [], "m": ""}', '{"l": [true], "m": "x"}', "/l", {"sample": "[false]", "min": 0}),
        ('{"l": []}', '{"l": [[], ["x"]]}', "/l", {"sample": '[[""]]', "min": 0, "separator": ", "}),
        # Keys that are data.
        ('{"r": {"XXXXXXXXX": 0}}', f'{{"r": {{"{V}": 1}}}}', "/r", {"repeat": "member", "key_kind": "finess"}),
        ('{"parSiret": {"X": ""}}', '{"parSiret": {"35600000000048": "x"}}', "/parSiret", {"repeat": "member", "key_kind": "siret"}),
        # Kinds: by name, or by a shape like no other.
        ('{"codePostal": ""}', '{"codePostal": "29000"}', "/codePostal", {"kind": "postal-code", "concept": "client.postal_code"}),
        ('{"x": ""}', '{"x": "29000"}', "/x", {}),
        ('{"x": ""}', '{"x": "2024-09-12"}', "/x", {"kind": "date-iso"}),
        ('{"x": ""}', '{"x": "12/09/2024"}', "/x", {"kind": "date-fr"}),
        ('[{"x": ""}]', '[{"x": "12/09/2024"}, {"x": "2024-09-12"}]', "/*/x", {}),
        ('{"x": ""}', '{"x": "a@b.fr"}', "/x", {"kind": "email"}),
        ('{"x": ""}', '{"x": "35600000000048"}', "/x", {}),
        ('{"x": "JJ/MM/AAAA", "a": ""}', '{"x": "12/09/2024", "a": "y"}', "/x", {"kind": "date-fr"}),
        ('{"numFiness": [""]}', f'{{"numFiness": ["{V}"]}}', "/numFiness/*", {"kind": "finess", "concept": "client.finess"}),
        ('{"numFiness": ""}', '{"numFiness": "inconnu-7"}', "/numFiness", {"concept": "client.finess"}),
        ('{"numFiness": ""}', '{"numFiness": "oui"}', "/numFiness", {}),
        # What merely surprises in a number may be the example's invention.
        ('{"numFiness": ""}', '{"numFiness": "123456789"}', "/numFiness", {"kind": "finess", "concept": "client.finess"}),
    ],
)  # fmt: skip
def test_the_example_says(blank: str, example: str, path: str, expected: dict[str, Any]) -> None:
    made = infer(blank, example)
    assert said(made, path) == expected


@pytest.mark.parametrize(
    ("blank", "example", "path"),
    [
        # What departs is left to the check: nothing is inferred from it.
        ('{"a": "", "montantHT": 0}', '{"a": "x", "montantHt": 1}', "/montantHT"),
        ('{"a": "", "b": ""}', '{"a": "x", "b": {"c": 1}}', "/b"),
        ('{"a": "", "b": {"c": ""}}', '{"a": "x", "b": []}', "/b/c"),
        ('{"a": null, "b": ""}', '{"a": [1], "b": "x"}', "/a"),
        ('[[0, ""]]', '[[1, "x", 2]]', "/*/1"),
        ('{"a": {"nom": "", "age": 0}}', '{"a": {"nom": "x", "age": 1, "z": 2}}', "/a/nom"),
    ],
)
def test_what_departs_is_refused_and_not_inferred(blank: str, example: str, path: str) -> None:
    made = infer(blank, example)
    node = made.manifest.nodes[path]
    assert (node.optional, node.nullable, node.type) in {(False, False, t) for t in _KEPT}
    assert blocking(judged(made.template, example))


def test_keys_that_are_not_identifiers_of_one_kind_are_not_data() -> None:
    for keys in (
        '"nom": 1, "prenom": 2',
        f'"{V}": 1, "35600000000048": 2',
        f'"{V}": 1, "autre": 2',
    ):
        made = infer('{"r": {"XXXXXXXXX": 0}}', f'{{"r": {{{keys}}}}}')
        assert "/r" not in made.manifest.nodes
        assert blocking(judged(made.template, f'{{"r": {{{keys}}}}}'))


def test_the_keys_of_the_blank_itself_are_no_data() -> None:
    made = infer(f'{{"r": {{"{V}": 0}}}}', f'{{"r": {{"{V}": 7}}}}')
    assert "/r" not in made.manifest.nodes


def test_members_of_keys_that_are_data_must_be_alike_in_the_blank() -> None:
    blank = '{"r": {"XXXXXXXXX": 0, "XXXXXXXXXX": ""}, "b": ""}'
    made = infer(blank, f'{{"r": {{"{V}": 1, "{W}": "x"}}, "b": "y"}}')
    assert "/r" not in made.manifest.nodes


def test_one_structure_that_does_not_fit_leaves_the_others() -> None:
    blank = '{"r": {"XXXXXXXXX": 0, "XXXXXXXXXX": ""}, "l": [], "b": ""}'
    made = infer(blank, f'{{"r": {{"{V}": 1, "{W}": "x"}}, "l": ["x"], "b": "y"}}')
    assert "/r" not in made.manifest.nodes
    assert made.manifest.nodes["/l"].sample == '[""]'


def test_an_element_drawn_from_the_example_has_the_members_of_all() -> None:
    example = """{
  "pieces": [
    {"nom": "a", "pages": 3},
    {"type": "VA", "nom": "b", "detail": {"x": 1}},
    {"type": "MOM", "nom": "c", "pages": 2.5, "detail": null}
  ]
}
"""
    made = infer('{\n  "pieces": []\n}\n', example)
    assert made.manifest.nodes["/pieces"].sample == (
        '[\n    {"type": "", "nom": "", "pages": 0, "detail": {"x": 0}}\n  ]'
    )
    optional = {path for path, node in made.manifest.nodes.items() if node.optional}
    assert optional == {"/pieces/*/type", "/pieces/*/pages", "/pieces/*/detail"}
    assert made.manifest.nodes["/pieces/*/detail"].nullable
    assert blocking(judged(rebuilt(made), example)) == []


def test_an_element_may_hold_keys_that_are_data_a_tuple_and_an_array_that_stays_empty() -> None:
    example = f"""{{"l": [
  {{"par": {{"{V}": 1, "{W}": 2}}, "couple": ["x", 1], "vide": []}},
  {{"par": {{"{W}": 3}}, "couple": ["y", 2], "vide": []}}
]}}"""
    made = infer('{"l": []}', example)
    assert made.manifest.nodes["/l"].sample == (
        '[\n  {"par": {"": 0}, "couple": ["", 0], "vide": []}\n]'
    )
    assert said(made, "/l/*/par") == {"repeat": "member", "key_kind": "finess"}
    assert said(made, "/l/*/couple/1") == {"type": "integer"}
    assert blocking(judged(rebuilt(made), example)) == []


def test_a_first_key_that_is_first_nowhere_else_gets_a_comma() -> None:
    """Each element has one key: no text before a second one is shown."""
    made = infer('{"l": []}', '{"l": [{"a": 1}, {"b": 2}]}')
    assert made.manifest.nodes["/l"].sample == '[{"a": 0,"b": 0}]'
    assert blocking(judged(rebuilt(made), '{"l": [{"a": 1}, {"b": 7}]}')) == []


def test_separators_that_disagree_say_nothing() -> None:
    made = infer('{"l": [""]}', '{"l": ["x",  "y", "z"]}')
    assert "/l" not in made.manifest.nodes


def test_the_separator_of_a_file_laid_out_otherwise_says_nothing() -> None:
    made = infer('{"l": [\n  ""\n]}', '{"l": ["x", "y"]}')
    assert "/l" not in made.manifest.nodes


def test_a_separator_that_the_blank_shows_is_not_overridden() -> None:
    made = infer('["", ""]', '["x","y"]')
    assert "" not in made.manifest.nodes
    assert blocking(judged(made.template, '["x","y"]')) == ["T501"]


def test_what_loosens_the_blank_has_its_reason_and_its_place() -> None:
    made = infer('{"a": "",\n "b": "", "c": ""}', '{"a": null,\n "c": 5}')
    reasons = {path: node.reason for path, node in made.manifest.nodes.items()}
    assert reasons == {
        "/a": "l’exemple y écrit null (1:7)",
        "/b": "absent de tout l’exemple : à confirmer (1:1)",
        "/c": (
            'l’exemple y écrit un nombre entier sans guillemets là où le modèle vierge montre "" :'
            " à confirmer (2:7)"
        ),
    }


def test_reasons_are_in_the_language_asked_for() -> None:
    made = infer('{"a": "", "c": ""}', '{"a": null, "c": "x"}', lang="en")
    assert made.manifest.nodes["/a"].reason == "the example writes null there (1:7)"


def test_a_key_repeated_in_the_blank_is_left_alone() -> None:
    blank, example = '{"a": "", "a": 0}', '{"a": "x", "a": 2}'
    made = infer(blank, example, irregular="keep")
    assert said(made, "/a") == {}
    assert [note.why for note in made.notes] == ["twins"]
    assert blocking(judged(rebuilt(made), example)) == []


def test_without_an_example_only_names_and_placeholders_speak() -> None:
    made = infer('{"date": "AAAA-MM-JJ", "finess": "", "v": "1.0", "n": 0, "l": []}', None)
    assert said(made, "/date") == {"kind": "date-iso"}
    assert said(made, "/finess") == {"concept": "client.finess"}
    assert said(made, "/n") == {}
    assert [(note.path, note.why) for note in made.notes if not note.attribute] == [
        ("/v", "presumed-alone")
    ]
    assert "/l" not in made.manifest.nodes


def test_slots_of_which_the_example_says_nothing_are_named() -> None:
    made = infer('{"a": "", "o": {"b": "", "c": 0}}', '{"a": "x", "o": null}')
    assert made.silent == ("/o/b", "/o/c")


def test_places_come_in_the_order_of_the_blank() -> None:
    made = infer('{"z": "", "a": {"c": "", "b": 0}}', '{"z": "x", "a": {"c": "y", "b": 1.5}}')
    assert list(made.manifest.nodes) == ["/z", "/a/c", "/a/b"]


def test_elements_whose_members_are_in_no_common_order_are_refused() -> None:
    example = '{"l": [{"a": 1, "b": 2}, {"b": 3, "a": 4}]}'
    made = infer('{"l": []}', example)
    assert made.manifest.nodes["/l"].sample == '[{"a": 0, "b": 0}]'
    assert blocking(judged(made.template, example)) == ["T105"]


def test_an_element_that_is_not_utf8_cannot_be_drawn() -> None:
    """The manifest is UTF-8, and holds the element's text."""
    blank, example = '{"é": []}'.encode("latin-1"), '{"é": ["à", "x"]}'.encode("latin-1")
    made = infer(blank, example, irregular="keep")
    assert all(node.sample is None for node in made.manifest.nodes.values())
    blank, example = '{"é": "", "l": []}', '{"é": "x", "l": [{"à": 1}]}'
    made = infer(blank.encode("latin-1"), example.encode("latin-1"), irregular="keep")
    assert "/l" not in made.manifest.nodes


@pytest.mark.parametrize(
    ("blank", "example", "why"),
    [
        ('[{"n": 0.00}]', '[{"n": 1.50}, {"n": 2.5}]', "decimals-differ"),
        ('{"v": "1.0", "a": ""}', '{"v": "1.0", "a": "x"}', "presumed"),
        ('{"numFiness": ""}', '{"numFiness": "inconnu-7"}', "kind-unfit"),
        ('{"numFiness": ""}', '{"numFiness": "oui"}', "concept-unfit"),
        ('{"montantHT": false}', '{"montantHT": true}', "concept-unfit"),
    ],
)
def test_what_is_not_inferred_is_told(blank: str, example: str, why: str) -> None:
    assert why in [note.why for note in infer(blank, example).notes if not note.attribute]
