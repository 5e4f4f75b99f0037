"""The JSON form of any comparison is as its published schema says."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asp_check
from asp_check import report as package
from asp_check.difference import diff
from asp_check.difference.hiding import hidden
from asp_check.report import diff_json, diff_schema
from tests.difference.test_properties import BYTES

ROOT = Path(__file__).parents[2]
SCHEMA = Path(package.__file__).with_name("diff.schema.json")
VALIDATOR = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
SAMPLES = sorted((ROOT / "samples/hop-dpi-va2/avance").glob("*/*/bdc.json"))
EXACT = ROOT / "samples/hop-dpi-va2/avance/ok/exact/bdc.json"


def test_the_published_schema_is_that_of_the_words() -> None:
    assert SCHEMA.read_text("utf-8") == diff_schema.schema_text()
    VALIDATOR.check_schema(VALIDATOR.schema)


def test_every_key_is_required() -> None:
    for part in (diff_schema.schema(), *diff_schema.schema()["$defs"].values()):
        assert set(part["required"]) == set(part["properties"])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_samples_against_the_exact_file_and_against_the_model(path: Path) -> None:
    model = "hop-dpi-va2/avance"
    for found in (asp_check.diff(EXACT, path), asp_check.diff(path, template=model)):
        VALIDATOR.validate(json.loads(diff_json.render(found, version="0")))
        VALIDATOR.validate(json.loads(diff_json.render(hidden(found), version="0", masked=True)))


@given(BYTES, BYTES, st.booleans())
def test_any_two_files(a: bytes, b: bytes, masked: bool) -> None:
    found = diff(a, b)
    told = diff_json.render(hidden(found) if masked else found, version="0", masked=masked)
    VALIDATOR.validate(json.loads(told))


def test_what_is_not_of_the_schema_is_refused() -> None:
    told = json.loads(diff_json.render(diff(b"1", b"2"), version="0"))
    for key in told:
        with pytest.raises(jsonschema.ValidationError):
            VALIDATOR.validate({name: value for name, value in told.items() if name != key})
