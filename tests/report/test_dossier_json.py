"""The JSON report on dossiers: every key always there, as its published schema says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check import report as package
from asp_check.dossier.masking import masked
from asp_check.dossier.model import Dossier, FileRef, Key
from asp_check.finding import Verdict
from asp_check.report import dossier_schema
from tests.report.dossiers import cell, conform, dossier, row, told, written

SCHEMA = Path(package.__file__).with_name("dossier.schema.json")
VALIDATOR = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
DOC = Path(package.__file__).parents[2] / "docs" / "dossier.md"

BARE = Dossier("d", "", Key(), Verdict.INCONCLUSIVE)


def loaded(*dossiers: Dossier, **fields: Any) -> dict[str, Any]:
    text = written("json", *dossiers, **fields)
    assert text.endswith("}\n")
    found: dict[str, Any] = json.loads(text)
    VALIDATOR.validate(found)
    return found


def test_the_published_schema_is_that_of_the_words() -> None:
    assert SCHEMA.read_text("utf-8") == dossier_schema.schema_text()


def test_everything_is_there() -> None:
    found = loaded(
        dossier(), conform(), BARE, across=(told("x", "D301"),), options={"layout": "warn"}
    )
    assert found["format"] == "asp-check-dossier/1"
    assert found["verdict"] == "nonconform"
    assert found["across"][0]["rule"] == "D301"
    first = found["dossiers"][0]
    assert [file["taken"] for file in first["files"]][:3] == ["request", "bdc", "va"]
    assert [(f["path"], f["rule"]) for f in first["findings"]] == [
        ("d/p.zip", "D105"),
        ("d/bdc.json", "X101"),
    ]
    assert first["matrix"][1]["cells"][2] == {
        "document": "d/va.pdf", "role": "va", "value": "Scénario 1", "state": "different", "note": None,
        "place": {"path": "d/va.pdf", "line": 1, "column": 1, "offset": 0, "end_offset": 0, "pointer": None,
                  "page": 2, "box": [10.0, 20.0, 30.0, 40.0], "label": "Montant"},
    }  # fmt: skip
    assert first["orders"] == [
        {"number": "B-1", "beneficiaries": [{"kind": "FINESS", "number": "2B0000020"}]}
    ]
    assert first["avance"] == "d/avance.json"
    assert found["dossiers"][2]["template"] is None


def test_every_key_is_always_present() -> None:
    def keys(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: keys(inner) for key, inner in value.items()}
        return [keys(inner) for inner in value[:1]] if isinstance(value, list) else None

    found = loaded(dossier(), BARE)
    assert set(found["dossiers"][0]) == set(found["dossiers"][1])
    assert all(
        set(file) == set(found["dossiers"][0]["files"][0]) for file in found["dossiers"][0]["files"]
    )
    required = dossier_schema.schema()["$defs"]["Dossier"]["required"]
    assert set(required) == set(found["dossiers"][0])


def test_no_dossier_at_all() -> None:
    assert loaded()["verdict"] == "inconclusive"


def test_numbers_are_hidden_when_asked() -> None:
    (order,) = loaded(masked(dossier()))["dossiers"][0]["orders"]
    assert order["beneficiaries"][0]["number"] == "2B•••••20"
    assert order["number"] == "•-•"


def test_one_line_a_dossier() -> None:
    assert written("json", dossier(), conform()).count("\n") == 4


def test_every_key_is_documented() -> None:
    text = DOC.read_text("utf-8")
    for part in dossier_schema.schema()["$defs"].values():
        for key in part.get("properties", {}):
            assert f"`{key}`" in text, key


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20), st.text(st.characters(exclude_categories=[]), max_size=20))
def test_whatever_the_texts_it_is_json_of_the_schema(name: str, value: str) -> None:
    cells = (cell("request", "given", value), cell("bdc", "different", value, note=value))
    matrix = (row(*cells, subject=value),)
    request = dossier().request
    assert request is not None
    loaded(
        dossier(
            name or "x",
            told=(told(value, message=value),),
            files=(FileRef(value, "", 1, "bdc", value, order=value),),
            request=request._replace(matrix=matrix),
        )
    )
