"""The JSON report, version 1: what programs rely on, key by key, and its published schema."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from asp_check import report as package
from asp_check.finding import Edit, NotRun, Place, Report, Severity, Verdict
from asp_check.report import json_v1, schema_model
from tests.report.build import REFERENCE, TEMPLATE, finding, on, report
from tests.report.random_reports import reports as random_reports

SCHEMA = Path(package.__file__).with_name("report.schema.json")
DATA = b'{\n  "client": {\n    "nom": ""\n  }\n}\n'


def render(
    reports: Sequence[Report],
    options: Mapping[str, Any] | None = None,
    as_of: str | None = None,
) -> str:
    return json_v1.render(
        reports, options=options or {"layout": "error"}, as_of=as_of, version="0.1.0"
    )


def read(reports: Sequence[Report], **settings: Any) -> Any:
    return json.loads(render(reports, **settings))


def example() -> list[Report]:
    found = finding(
        DATA,
        29,
        29,
        rule="T101",
        pointer="/client/finess",
        message="La clé manque.",
        expected='"finess": ""',
        related=(
            Place("bdc.json", 2, 3, 4, 12, "/client", "l'objet"),
            Place("bdc.pdf", 1, 1, 0, 0, None, "le BDC", 2, (1.0, 2.5, 3.0, 4.0)),
        ),
        fix=(Edit(29, 29, ',\n    "finess": ""'),),
        source="https://example.invalid/",
    )
    return [
        report(
            DATA,
            found,
            template=REFERENCE,
            not_run=(NotRun("R104", "unknown-fact", "plafond inconnu"),),
            ignored={"T304": 2},
        )
    ]


def test_the_report_to_the_letter() -> None:
    sha256 = example()[0].sha256
    assert render(example()) == (
        '{"format": "asp-check/1", "tool": {"name": "asp-check", "version": "0.1.0"}, "as_of": null,'
        ' "options": {"layout": "error"}, "verdict": "nonconform", "ignored": {"T304": 2}, "files": [\n'
        f'{{"path": "bdc.json", "sha256": "{sha256}", "verdict": "nonconform",'
        ' "template": {"id": "hop-dpi-va2/avance@2024-09-12", "status": "reference",'
        f' "sha256": "{"ab" * 32}"}},'
        ' "findings": [{"rule": "T101", "name": "missing-key", "severity": "blocking",'
        ' "certainty": "official", "line": 3, "column": 14, "end_line": 3, "end_column": 14,'
        ' "offset": 29, "end_offset": 29, "pointer": "/client/finess", "message": "La clé manque.",'
        ' "expected": "\\"finess\\": \\"\\"", "actual": null, "count": 1,'
        ' "related": [{"path": "bdc.json", "line": 2, "column": 3, "offset": 4, "end_offset": 12,'
        ' "pointer": "/client", "page": null, "box": null, "label": "l\'objet"},'
        ' {"path": "bdc.pdf", "line": 1, "column": 1, "offset": 0, "end_offset": 0,'
        ' "pointer": null, "page": 2, "box": [1.0, 2.5, 3.0, 4.0], "label": "le BDC"}],'
        ' "fix": [{"offset": 29, "end_offset": 29, "text": ",\\n    \\"finess\\": \\"\\""}],'
        ' "source": "https://example.invalid/"}],'
        ' "not_run": [{"rule": "R104", "kind": "unknown-fact", "reason": "plafond inconnu"}]}\n'
        "]}\n"
    )


def test_files_keep_their_order_one_line_each() -> None:
    made = [report(DATA, path=path) for path in ("b.json", "a.json", None, "-")]
    shown = render(made)
    assert shown.count("\n") == 6
    assert [file["path"] for file in json.loads(shown)["files"]] == ["b.json", "a.json", None, "-"]


@pytest.mark.parametrize(
    ("verdicts", "overall"),
    [
        ([Verdict.CONFORM, Verdict.CONFORM], "conform"),
        ([Verdict.CONFORM, Verdict.INCONCLUSIVE], "inconclusive"),
        ([Verdict.INCONCLUSIVE, Verdict.NONCONFORM, Verdict.CONFORM], "nonconform"),
        ([], "inconclusive"),
    ],
)
def test_the_verdict_on_all_files(verdicts: list[Verdict], overall: str) -> None:
    assert read([report(DATA, verdict=verdict) for verdict in verdicts])["verdict"] == overall


def test_findings_beyond_the_limit_are_counted_over_all_files() -> None:
    made = [report(DATA, ignored={"V001": 1, "T304": 2}), report(DATA, ignored={"V001": 4})]
    ignored = read(made)["ignored"]
    assert ignored == {"T304": 2, "V001": 5}
    assert [*ignored] == ["T304", "V001"]


def test_options_are_sorted_and_always_name_the_layout() -> None:
    options = {"strict": True, "ignore": ("T3",), "layout": "warn"}
    assert read([], options=options)["options"] == {
        "layout": "warn",
        "ignore": ["T3"],
        "strict": True,
    }
    assert render([], {"b": 1, "a": 2}) == render([], {"a": 2, "b": 1})
    assert read([], options={"strict": False})["options"]["layout"] == "error"


def test_the_instant_is_given_as_it_is() -> None:
    assert read([], as_of="2026-11-23T10:04+01:00")["as_of"] == "2026-11-23T10:04+01:00"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("é漢😀\u00a0", '"é漢😀\u00a0"'),
        ("caf\udce9", '"caf\\\\xE9"'),
        ("\ud83d", '"\\\\ud83d"'),
        ("\x1b[2J\n", '"\\u001b[2J\\n"'),
        ("\x7f\x9b\u2028\u202e\u200b\ufeff", '"\\u007f\\u009b\\u2028\\u202e\\u200b\\ufeff"'),
        ("\\\udce9", '"\\\\\\\\xE9"'),
    ],
)
def test_texts_are_utf8_and_show_nothing_that_acts_on_a_terminal(text: str, written: str) -> None:
    shown = render([report(DATA, finding(DATA, 0, 0, message=text), path=text)])
    shown.encode()
    assert f'"path": {written}, ' in shown
    assert f'"message": {written}, ' in shown
    json.loads(shown)


@settings(deadline=None)
@given(random_reports, st.none() | st.just("2026-11-23"))
def test_every_report_fits_the_schema_and_comes_back(
    made: Sequence[Report], as_of: str | None
) -> None:
    shown = render(made, as_of=as_of)
    assert shown.encode().endswith(b"}\n")
    assert "\r" not in shown
    value = json.loads(shown)
    assert render(made, as_of=as_of) == shown
    assert [*VALIDATOR.iter_errors(value)] == []
    schema_model.ReportV1.model_validate_json(shown)
    assert [[found["line"] for found in file["findings"]] for file in value["files"]] == [
        [found.line for found in report_.findings] for report_ in made
    ]


# --------------------------------------------------------------------------- the schema

VALIDATOR = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes()))


def test_the_published_schema_is_the_models(accept: bool) -> None:
    if accept:
        SCHEMA.write_bytes(schema_model.schema_text().encode())
    assert SCHEMA.read_text("utf-8") == schema_model.schema_text()


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(VALIDATOR.schema)


def full() -> Any:
    return read(example())


def objects(value: Any, model: type[BaseModel]) -> Iterator[tuple[dict[str, Any], type[BaseModel]]]:
    """Every object of a report, and the model that describes it."""
    yield value, model
    for name, field in model.model_fields.items():
        inner = model_in(field.annotation)
        if inner is not None:
            for item in value[name] if isinstance(value[name], list) else [value[name]]:
                yield from objects(item, inner)


def model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(model_in, get_args(annotation))), None)


def test_model_and_report_have_the_same_keys_in_the_same_order() -> None:
    seen = {model for _, model in objects(full(), schema_model.ReportV1)}
    assert len(seen) == 9
    for value, model in objects(full(), schema_model.ReportV1):
        assert [*value] == [*model.model_fields], model.__name__


def test_every_key_is_required() -> None:
    value = full()
    for place, model in objects(value, schema_model.ReportV1):
        for key in model.model_fields:
            kept = place.pop(key)
            assert not VALIDATOR.is_valid(value), (model.__name__, key)
            place[key] = kept
    assert VALIDATOR.is_valid(value)


@pytest.mark.parametrize("key", ["path", "template"])
def test_what_may_be_null_of_a_file(key: str) -> None:
    value = full()
    value["files"][0][key] = None
    VALIDATOR.validate(value)


@pytest.mark.parametrize(
    "key",
    [
        *("rule", "name", "severity", "certainty", "line", "column", "end_line", "end_column"),
        *("offset", "end_offset", "message", "count", "related"),
    ],
)
def test_what_is_never_null_of_a_finding(key: str) -> None:
    value = full()
    value["files"][0]["findings"][0][key] = None
    assert not VALIDATOR.is_valid(value)


@pytest.mark.parametrize("key", ["pointer", "expected", "actual", "fix", "source"])
def test_what_may_be_null_of_a_finding(key: str) -> None:
    value = full()
    value["files"][0]["findings"][0][key] = None
    VALIDATOR.validate(value)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("format",), "asp-check/2"),
        (("verdict",), "valid"),
        (("files", 0, "sha256"), "AB" * 32),
        (("files", 0, "template", "status"), "draft"),
        (("files", 0, "findings", 0, "line"), 0),
        (("files", 0, "findings", 0, "offset"), -1),
        (("files", 0, "findings", 0, "severity"), "error"),
        (("files", 0, "findings", 0, "count"), "1"),
        (("files", 0, "findings", 0, "related", 1, "box"), [1.0, 2.0]),
        (("files", 0, "not_run", 0, "kind"), "skipped"),
        (("options", "layout"), "strict"),
        (("ignored", "T304"), 0),
    ],
)
def test_the_schema_refuses_other_values(path: tuple[Any, ...], wrong: Any) -> None:
    value = full()
    broken = copy.deepcopy(value)
    place = broken
    for step in path[:-1]:
        place = place[step]
    assert place[path[-1]] != wrong
    place[path[-1]] = wrong
    assert not VALIDATOR.is_valid(broken)
    assert VALIDATOR.is_valid(value)


def test_a_later_release_may_add_keys() -> None:
    value = full()
    value["files"][0]["findings"][0]["group"] = 1
    VALIDATOR.validate(value)


def test_severities_and_verdicts_are_their_values() -> None:
    made = [
        report(DATA, on(DATA, "nom", severity=severity), template=TEMPLATE) for severity in Severity
    ]
    shown = [file["findings"][0]["severity"] for file in read(made)["files"]]
    assert shown == ["blocking", "warning", "info"]
