"""The reference models: whole, exact in their own eyes, and no two alike."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from asp_check import catalog, concepts, exactness
from asp_check.manifest import Manifest, Node
from asp_check.pointer import join, split
from asp_check.template import Slot

SCHEMAS = Path(__file__).parent.parent / "schemas"
FOLDERS = sorted(path.parent for path in SCHEMAS.rglob("manifest.toml"))
IDS = [folder.relative_to(SCHEMAS).as_posix() for folder in FOLDERS]
NOTHING = Node()

each_model = pytest.mark.parametrize("folder", FOLDERS, ids=IDS)


def manifest_of(folder: Path) -> Manifest:
    return catalog.read_manifest(str(folder / "manifest.toml"))


def refuse_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def parse(path: Path) -> Any:
    text = path.read_bytes().decode("utf-8-sig")
    return json.loads(text, parse_float=Decimal, object_pairs_hook=refuse_repeated_keys)


def slots_of(folder: Path) -> list[Slot]:
    """The model's values; the keys that are data are its manifest's business."""
    return [slot for slot in catalog.load(folder).slots if not slot.is_key]


def example_of(folder: Path) -> Any:
    return parse(folder / "example.json")


def walk(value: Any, nodes: Mapping[str, Node], pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Every value with its pointer as the manifest writes it: ``*`` for what repeats."""
    yield pointer, value
    items = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else items
    numbered = any(name.startswith(f"{pointer}/0/") for name in nodes)
    for key, inner in items:
        repeated = nodes.get(pointer, NOTHING).repeat if isinstance(key, str) else not numbered
        yield from walk(inner, nodes, join(pointer, "*" if repeated else key))


def filled(folder: Path) -> Iterator[tuple[Node, Any]]:
    """Each value of the example that is neither a container nor empty, with what is said of it."""
    nodes = manifest_of(folder).nodes
    for pointer, value in walk(example_of(folder), nodes):
        if not isinstance(value, dict | list) and value not in {"", None}:
            yield nodes[pointer], value


def luhn(digits: str) -> bool:
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 * (d > 9) for d in doubled) % 10 == 0


def is_finess(text: str) -> bool:
    return len(text) == 9 and luhn(text.replace("A", "1").replace("B", "2"))


VALID = {
    "siren": lambda text: len(text) == 9 and luhn(text),
    "siret": lambda text: len(text) == 14 and luhn(text) and luhn(text[:9]),
    "finess": is_finess,
    "rpps": lambda text: len(text) == 11 and luhn(text),
    "idnps": lambda text: len(text) == 12 and text[0] == "8" and luhn(text[1:]),
    "date-iso": dt.date.fromisoformat,
    "date-fr": lambda text: dt.datetime.strptime(text, "%d/%m/%Y").astimezone(),
    "postal-code": re.compile(r"\d{5}").fullmatch,
    "email": re.compile(r"[\w.-]+@[\w.-]+\.example").fullmatch,
    "mssante": re.compile(r"[\w.-]+@[\w-]*exemple[\w-]*\.mssante\.fr").fullmatch,
}


# ------------------------------------------------------------------------------ each model


def test_models_cover_the_dispositifs_whose_scenarios_differ_in_shape() -> None:
    assert set(IDS) >= {
        "bio-sgl-va1/solde/initial",
        "hop-dpi-va2/avance/initial",
        "hop-dpi-va2/solde/initial",
        "img-ris-va2/avance/initial",
        "mdv-lgc-va2/avance/initial",
        "mdv-lgc-va2/solde/initial",
        "ms2/solde/2024-09-12T1400",
        "ms2/solde/initial",
    }


@each_model
def test_folder_says_what_its_manifest_says(folder: Path) -> None:
    manifest = manifest_of(folder)
    assert folder.relative_to(SCHEMAS).as_posix() == f"{manifest.id}/{manifest.version}"
    assert sha256((folder / "blank.json").read_bytes()).hexdigest() == manifest.blank_sha256


@each_model
def test_model_says_that_it_is_not_official(folder: Path) -> None:
    manifest = manifest_of(folder)
    assert manifest.status == "reference"
    assert "ce n’est PAS le modèle de l’ASP" in (manifest.note_fr or "")
    assert "NOT the ASP’s model" in (manifest.note_en or "")
    assert (manifest.source or "").startswith("https://")
    assert manifest.title_fr
    assert manifest.title_en


@each_model
def test_example_is_exact(folder: Path) -> None:
    template = catalog.load(folder)
    outcome = exactness.check(template, (folder / "example.json").read_bytes())
    assert outcome.problems == ()
    assert outcome.accepted


@each_model
def test_blank_is_not_a_request(folder: Path) -> None:
    template = catalog.load(folder)
    outcome = exactness.check(template, (folder / "blank.json").read_bytes())
    assert [problem.rule for problem in outcome.problems] == ["V002"]


@each_model
def test_every_slot_has_its_concept_and_titles(folder: Path) -> None:
    nodes = manifest_of(folder).nodes
    slots = slots_of(folder)
    assert slots
    for slot in slots:
        node = nodes[slot.path]
        assert node.concept in concepts.CONCEPTS, slot.path
        assert node.title_fr, slot.path
        assert node.title_en, slot.path


@each_model
def test_every_slot_is_fixed_required_or_may_be_left(folder: Path) -> None:
    for slot in slots_of(folder):
        node = manifest_of(folder).nodes[slot.path]
        settled = node.fixed or node.required or node.may_be_empty or node.type == "boolean"
        in_a_list_that_may_be_empty = slot.path.endswith("/*")
        assert settled or in_a_list_that_may_be_empty, slot.path


@each_model
def test_identifiers_and_dates_of_the_example_are_valid(folder: Path) -> None:
    checked = [
        (node.kind, value) for node, value in filled(folder) if node.kind in VALID
    ]  # fmt: skip
    assert checked
    assert [(kind, value) for kind, value in checked if not VALID[kind](value)] == []


@each_model
def test_keys_that_are_data_are_valid(folder: Path) -> None:
    nodes = manifest_of(folder).nodes
    for pointer, value in walk(example_of(folder), nodes):
        if nodes.get(pointer, NOTHING).repeat == "member":
            assert nodes[pointer].key_kind == "finess"
            assert all(map(is_finess, value))


@each_model
def test_amounts_of_the_example_agree(folder: Path) -> None:
    nodes = manifest_of(folder).nodes
    agreed = 0
    for pointer, value in walk(example_of(folder), nodes):
        if not isinstance(value, dict) or nodes.get(pointer, NOTHING).repeat:
            continue
        named = {
            nodes[join(pointer, k)].concept: v
            for k, v in value.items()
            if join(pointer, k) in nodes
        }
        if "amount.excl_tax" in named:
            net, rate = Decimal(named["amount.excl_tax"]), Decimal(named["amount.vat_rate"])
            assert abs(named["amount.vat"] - net * rate / 100) <= Decimal("0.005")
            assert named["amount.incl_tax"] == net + named["amount.vat"]
            agreed += 1
    assert agreed


@each_model
def test_every_title_of_the_manifest_comes_in_both_languages(folder: Path) -> None:
    for pointer, node in manifest_of(folder).nodes.items():
        assert (node.title_fr is None) == (node.title_en is None), pointer


# ------------------------------------------------------------------------------ together


def test_half_of_the_repeated_arrays_hold_two_elements_or_more() -> None:
    counts: dict[tuple[Path, str], int] = {}
    for folder in FOLDERS:
        nodes = manifest_of(folder).nodes
        for pointer, value in walk(example_of(folder), nodes):
            repeats = isinstance(value, list) or nodes.get(pointer, NOTHING).repeat
            if value is not None and repeats and f"{pointer}/0/question" not in nodes:
                counts[folder, pointer] = max(len(value), counts.get((folder, pointer), 0))
    assert sum(count >= 2 for count in counts.values()) * 2 >= len(counts)


def layout(blank: bytes) -> tuple[object, ...]:
    lead = re.search(rb"[\[{]([\r\n]*[ \t]*)", blank)
    assert lead
    end = blank[len(blank.rstrip()) :]
    return blank.startswith(b"\xef\xbb\xbf"), lead[1], b'": ' in blank, end


def test_models_differ_in_layout() -> None:
    blanks = [(folder / "blank.json").read_bytes() for folder in FOLDERS]
    layouts = set(map(layout, blanks))
    assert len(layouts) >= 6
    for said in (
        lambda blank: blank.startswith(b"\xef\xbb\xbf"),
        lambda blank: b"\r\n" in blank,
        lambda blank: b"\n\t" in blank,
        lambda blank: b"\n" not in blank,
        lambda blank: not blank.endswith(b"\n"),
        lambda blank: blank.startswith(b"["),
        lambda blank: rb"\u00e9" in blank,
        lambda blank: "é".encode() in blank,
    ):
        assert 0 < sum(map(said, blanks)) < len(blanks)


def test_models_use_every_attribute_but_those_of_odd_blanks() -> None:
    used = {
        name
        for folder in FOLDERS
        for node in manifest_of(folder).nodes.values()
        for name in Node._fields
        if getattr(node, name) != getattr(NOTHING, name)
    }
    assert set(Node._fields) - used == {"inferred", "max", "pattern", "reason"}
    assert any(node.min == 0 for folder in FOLDERS for node in manifest_of(folder).nodes.values())


def test_second_version_of_ms2_adds_the_indicator_and_nothing_else() -> None:
    before, after = (SCHEMAS / "ms2/solde" / label for label in ("initial", "2024-09-12T1400"))
    old, new = (
        (folder / "blank.json").read_text("utf-8").splitlines() for folder in (before, after)
    )
    assert [line.strip() for line in new if line not in old] == ['"déploiementMSS": "",']
    assert [line for line in old if line not in new] == []
    node = manifest_of(after).nodes["/commandes/*/déploiementMSS"]
    assert node.enum == ("Cas 1", "Cas 2")
    assert manifest_of(after).valid_from == "2024-09-12T14:00"


# ------------------------------------------------------------------------------ concepts


def test_concepts_are_described_in_both_languages() -> None:
    for name, (french, english) in concepts.CONCEPTS.items():
        assert re.fullmatch(r"[a-z]+\.[a-z0-9_]+", name)
        assert french
        assert english
        assert french != english


def test_words_are_plain_and_belong_to_one_concept() -> None:
    assert set(concepts.WORDS) == set(concepts.CONCEPTS)
    words = [word for words in concepts.WORDS.values() for word in words]
    assert len(words) == len(set(words))
    assert [w for w in words if "/".join(map(concepts.plain, w.split("/"))) != w] == []


def test_key_names_propose_the_right_concept() -> None:
    said = [
        (pointer, node.concept, concepts.propose(split(pointer)))
        for folder in FOLDERS
        for pointer, node in manifest_of(folder).nodes.items()
        if node.concept
    ]
    wrong = [row for row in said if row[1] != row[2]]
    assert len(wrong) * 20 <= len(said), wrong
