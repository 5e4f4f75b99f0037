"""What ``template show`` says of a template."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from asp_check import catalog
from asp_check.describe import describe, facts
from asp_check.describe.layout import layout_of, layout_words
from asp_check.manifest import Manifest, Node
from asp_check.template import Template, build
from asp_check.template.source import sha256_hex
from tests.exactness.strategies import ROOTS, STYLES, blank

FOLDERS = sorted((Path(__file__).parents[1] / "schemas").glob("*/*/*/"))


def made(text: str, nodes: dict[str, Node] | None = None, **said: Any) -> Template:
    data = text.encode()
    status = said.pop("status", "official")
    return build(data, Manifest("X", "solde", sha256_hex(data), status, nodes=nodes or {}, **said))


def line(template: Template, start: str, lang: str = "fr") -> str:
    """The one line that starts with this pointer, its blanks squeezed."""
    (found,) = [
        row for row in describe(template, lang).split("\n") if row.startswith(f"  {start}  ")
    ]
    return " ".join(found.split())


# ------------------------------------------------------------------------------ the head


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: "-".join(path.parts[-3:]))
def test_a_reference_model_says_plainly_what_it_is_not(folder: Path) -> None:
    template = catalog.load(folder)
    assert describe(template, "fr").split("\n")[1] == "  Modèle de RÉFÉRENCE, non officiel"
    assert describe(template, "en").split("\n")[1] == "  REFERENCE model, not official"
    assert "ce n’est PAS le modèle de l’ASP" in describe(template, "fr")
    assert facts(template)["status"] == "reference"


def test_the_head() -> None:
    template = made(
        '{\n  "a": ""\n}\n',
        title_fr="Titre",
        title_en="Title",
        note_fr="Remarque faite.",
        source="https://example.org/a",
        valid_from="2024-09-12T14:00",
        version="2024-09-12T1400",
        layout="warn",
        layout_reason="l’exemple est réindenté",
    )
    assert describe(template, "fr").split("\n")[:9] == [
        "x/solde@2024-09-12t1400",
        "  Modèle officiel",
        "  Titre",
        "  En vigueur depuis le 12/09/2024 à 14:00 (heure de Paris)",
        "  Source : https://example.org/a",
        f"  SHA-256 du modèle : {template.sha256}",
        "  Mise en page : UTF-8 sans BOM, fins de ligne LF, indentation de 2 espaces, fin du fichier : ⟨LF⟩",
        "    un écart avertit seulement : l’exemple est réindenté",
        "  Remarque : Remarque faite.",
    ]
    assert describe(template, "en").split("\n")[2] == "  Title"


def test_a_bare_blank() -> None:
    text = describe(build(b'{"a": "SOLDE"}', name="vierge.json"), "fr")
    assert text.startswith("vierge.json\n  Modèle vierge sans manifeste\n  SHA-256")
    assert "présumé fixe" in text
    assert "seule la forme est contrôlée" in text


def test_an_irregular_blank_that_is_kept_says_what_is_kept() -> None:
    data = b'{"a": "", }'
    manifest = Manifest("X", "solde", sha256_hex(data), "official", irregular="keep")
    assert "Irrégularité gardée : S101 à l’octet 8" in describe(build(data, manifest), "fr")


@pytest.mark.parametrize(
    ("text", "french"),
    [
        ('{"a": ""}', "UTF-8 sans BOM, une seule ligne, rien après la dernière accolade"),
        ('\ufeff{"a": ""}\r\n', "UTF-8 avec BOM, une seule ligne, fin du fichier : ⟨CR⟩⟨LF⟩"),
        ('{\r\n\t"a": ""\r\n}', "UTF-8 sans BOM, fins de ligne CRLF, indentation de 1 tabulation, rien après la dernière accolade"),
        ('{\n"a": "",\r"b": ""\n}', "UTF-8 sans BOM, fins de ligne LF, CR, sans indentation, rien après la dernière accolade"),
        ('[\n \t"a", 0\n]', "UTF-8 sans BOM, fins de ligne LF, indentation « ⟨TAB⟩ », rien après la dernière accolade"),
        ('""', "UTF-8 sans BOM, une seule ligne, rien après la dernière accolade"),
    ],
)  # fmt: skip
def test_the_layout_in_words(text: str, french: str) -> None:
    said = layout_words(layout_of(build(text.encode())))[0]
    assert said == french.replace("« ⟨TAB⟩ »", "«  ⟨TAB⟩ »")


# ------------------------------------------------------------------------------ slots


@pytest.mark.parametrize(
    ("text", "node", "french"),
    [
        ('""', Node(), "texte"),
        ("0", Node(type="integer"), "nombre entier"),
        ("0.00", Node(), "nombre, 2 décimales dans le modèle (avertissement)"),
        ("0.00", Node(decimals=2), "nombre, 2 décimales exactement"),
        ("false", Node(), "booléen (true ou false)"),
        ("null", Node(), "valeur simple de tout type"),
        ('""', Node(kind="siret", required=True), "texte (siret), à remplir"),
        ('""', Node(kind="text", may_be_empty=True), "texte, peut rester vide"),
        ('""', Node(nullable=True), "texte, ou null"),
        ('"X"', Node(), 'texte, présumé fixe : "X"'),
        ('"X"', Node(fixed=True), 'texte, fixe : "X"'),
        ('"X"', Node(free=True), 'texte, libre, le modèle montre "X"'),
        ('""', Node(enum=("a", Decimal("1.50"), True)), 'texte, parmi "a", 1.50, true'),
        ('""', Node(pattern="[A-Z]+"), "texte, forme [A-Z]+"),
        ('""', Node(optional=True), "texte, facultatif"),
        ('""', Node(concept="client.name", title_fr="Nom"), "texte [client.name] Nom"),
    ],
)
def test_slots(text: str, node: Node, french: str) -> None:
    template = made(f'{{"a": {text}, "b": {{"x": 0}}}}', {"/a": node})
    assert line(template, "/a") == f"/a {french}" or node.concept
    assert french in line(template, "/a").replace("  ", " ")
    assert line(template, "/a", "en")


def test_how_many_there_are() -> None:
    nodes = {"/a": Node(required=True, concept="client.name")}
    text = describe(made('{"a": "", "b": 0}', nodes), "fr")
    assert "Champs : 2, dont 1 à remplir ; 1 liés à une notion" in text
    assert "seule la forme" not in text
    assert "only the form is checked" in describe(made('{"a": ""}'), "en")


# ------------------------------------------------------------------------------ containers


def test_containers() -> None:
    text = '{"l": [{"a": ""}], "t": ["", 0], "v": [], "o": {"x": ""}, "p": {"0": {"y": ""}}, "n": {"z": 0}}'
    template = made(
        text,
        {
            "/l": Node(min=0, max=3),
            "/o": Node(optional=True),
            "/n": Node(nullable=True),
            "/p": Node(repeat="member", key_kind="finess"),
        },
    )
    assert line(template, "/l").startswith('/l tableau répétable, 0 à 3, séparateur ", ", déduit')
    assert line(template, "/t") == "/t tableau fixe, 2 éléments, dans cet ordre"
    assert line(template, "/v") == "/v vide, fixe, []"
    assert line(template, "/o") == "/o objet, facultatif"
    assert line(template, "/n") == "/n objet, ou null"
    assert line(template, "/p").startswith(
        "/p objet dont les clés sont des données, 1 ou plus, clés : finess, séparateur"
    )
    assert "3 ou plus" not in describe(template, "fr")


@pytest.mark.parametrize(
    ("text", "node", "origin"),
    [
        ('{"l": ["", ""]}', Node(), "shown"),
        ('{"l": [""]}', Node(separator=", "), "declared"),
        ('{"l": [\n""\n]}', Node(), "newline"),
        ('{"l": [""], "b": 0}', Node(), "comma-blank"),
        ('{"l": [""]}', Node(), "comma"),
    ],
)
def test_where_separators_come_from(text: str, node: Node, origin: str) -> None:
    template = made(text, {"/l": node})
    (found,) = [c for c in facts(template)["containers"] if c["pointer"] == "/l"]
    assert found["separator_origin"] == origin
    inferred = origin not in {"shown", "declared"}
    assert ("Déduit, à vérifier" in describe(template, "fr")) is inferred
    assert ("Inferred, to be checked" in describe(template, "en")) is inferred


def test_what_was_inferred_by_the_import() -> None:
    node = Node(decimals=2, inferred=("decimals",), reason="d’après l’exemple")
    text = describe(made('{"a": 0.00}', {"/a": node}), "fr")
    assert "Déduit, à vérifier :\n  /a : decimals (d’après l’exemple)\n" in text
    assert "  /a: decimals (d’après l’exemple)\n" in describe(
        made('{"a": 0.00}', {"/a": node}), "en"
    )


# ------------------------------------------------------------------------------ as data


def test_the_facts_are_json() -> None:
    nodes = {"/a": Node(enum=("x", Decimal("1.50"), True)), "/l": Node(min=2, max=4)}
    data = json.loads(json.dumps(facts(made('{"a": "", "l": ["", ""]}', nodes))))
    assert data["slots"][0]["enum"] == ["x", "1.50", True]
    assert data["slots"][1]["pointer"] == "/l/*"
    assert data["containers"][1]["min"] == 2
    assert data["layout"]["severity"] == "error"


@settings(max_examples=100, deadline=None)
@given(ROOTS, STYLES)
def test_any_template_can_be_told(tree: Any, style: Any) -> None:
    template = build(blank(tree, style), name="\x1b[31m\u202e.json")
    data = facts(template)
    assert len(data["slots"]) == sum(not slot.is_key for slot in template.slots)
    assert json.dumps(data)
    for lang in ("fr", "en"):
        text = describe(template, lang)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert all(row.isprintable() or not row for row in text.split("\n"))
