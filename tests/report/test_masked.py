"""Masked, no form tells a value: not in messages, pointers, repairs, marks or names of tests."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check import engine, template
from asp_check.engine import Options
from asp_check.finding import PieceRef, Report
from asp_check.manifest import Manifest, Node
from asp_check.report import FORMS, fingerprints
from tests.exactness.mutants import Mutant, mutants, whole_file
from tests.report.build import report
from tests.report.cases import applied, written

BLANK = b"""{
  "client": {"finess": "", "nom": "", "actif": true},
  "lignes": [
    {"libelle": "", "montant": 0.00, "date": ""}
  ],
  "etablissements": {"750000123": {"nom": ""}},
  "total": 0
}
"""
NODES = {
    "/client/finess": Node(kind="finess", required=True),
    "/lignes/*/date": Node(kind="date-fr"),
    "/etablissements": Node(repeat="member", key_kind="finess"),
}
STRICT = NODES | {
    "/client/nom": Node(pattern="[A-Z ]{1,4}"),
    "/lignes/*/libelle": Node(enum=("Licence", "Formation")),
    "/lignes/*/montant": Node(decimals=2),
    "/total": Node(decimals=2),
}
VALUES = (
    "2B7418529", "WIQXKVZTRM", "UHNGPFYBLD", "6150928473.4", "37/91/2684", "KJOSVEDQWC", "8265039174.21",
    "95/13/7046", "930841726", "GTXPMAUZHR", "7C5039182", "BVNCYLFKIW", "4716382905.7",
)  # fmt: skip
OTHERS = (
    "2A6325814", "MZLRQPWYBX", "CTKWFHVNSJ", "7293816405.6", "48/82/3951", "RXDGNUAEPO", "9174628305.13",
    "86/24/5193", "820735619", "IHLQBVWSYC", "6D4928073", "EOMUFTGKZD", "5829471603.8",
)  # fmt: skip
"""Values in their places: of the same length and with the same faults."""

HEX = re.compile(r"[0-9a-f]{32,64}")
HELP = re.compile(r'"rules": \[.*?\]\}\}\]')
"""What a rule is explained with: our own examples."""


def filled(values: Sequence[str]) -> bytes:
    """The file with these values; most are wrong for their place."""
    finess, nom, one, a, day, two, b, other, first, name, second, last, total = values
    return f"""{{
  "client": {{"finess": "{finess}", "nom": "{nom}", "actif": true}},
  "lignes": [
    {{"libelle": "{one}", "montant": {a}, "date": "{day}"}},
    {{"libelle": "{two}", "montant": {b}, "date": "{other}"}}
  ],
  "etablissements": {{"{first}": {{"nom": "{name}"}}, "{second}": {{"nom": "{last}"}}}},
  "total": {total}
}}
""".encode()


@cache
def model(*, strict: bool) -> template.Template:
    nodes = STRICT if strict else NODES
    manifest = Manifest("T", "avance", sha256(BLANK).hexdigest(), "official", nodes=nodes)
    return template.build(BLANK, manifest)


@cache
def slips(values: Sequence[str]) -> list[Mutant]:
    """Small slips of the file, some of each kind."""
    exact = filled(values)
    found = [Mutant(exact, "as it is", 0, 0), *whole_file(exact)]
    return found + list(mutants(model(strict=False), exact))[::9]


def judged(data: bytes, lang: str, *, mask: bool, strict: bool = False) -> Report:
    options = Options(lang=lang, mask=mask)
    return engine.judge(data, model(strict=strict), options, "bdc.json")


def told(form: str, report: Report, lang: str) -> str:
    """What a form tells of the file, with what it tells in base64."""
    text = written(form, [report], lang)
    text += "".join(
        base64.b64decode(one).decode() for one in re.findall(r'"binary": "([^"]*)"', text)
    )
    return HEX.sub("", HELP.sub("", text)) if form == "sarif" else HEX.sub("", text)


def windows(value: str) -> Iterator[str]:
    """Each four characters of a value: what is masked shows two at each end."""
    yield from (value[i : i + 4] for i in range(len(value) - 3))


def leaks(text: str, values: Sequence[str]) -> list[str]:
    return [part for value in values for part in windows(value) if part in text]


FORMS_HERE = sorted(set(FORMS) - {"html"})


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_form_tells_a_value_of_a_file_with_a_slip(lang: str, strict: bool) -> None:
    for slip in slips(VALUES)[strict::2]:
        report = judged(slip.data, lang, mask=True, strict=strict)
        assert report.findings
        for form in FORMS_HERE:
            found = leaks(told(form, report, lang), VALUES)
            assert not found, (slip.name, slip.start, form, found)


def test_what_is_looked_for_is_there_when_nothing_is_masked() -> None:
    for form in FORMS_HERE:
        report = judged(filled(VALUES), "fr", mask=False, strict=True)
        assert leaks(told(form, report, "fr"), VALUES), form


def test_marks_are_the_same_whatever_the_values_masked_or_not() -> None:
    for slip, other in zip(slips(VALUES), slips(OTHERS), strict=True):
        assert slip.name == other.name
        reports = [
            judged(one.data, "fr", mask=mask, strict=True)
            for one in (slip, other)
            for mask in (False, True)
        ]
        marks = [fingerprints.in_file(report) for report in reports]
        rules = [[finding.rule for finding in report.findings] for report in reports]
        assert rules[0] == rules[1]
        assert marks[0] == marks[1]
        if rules[0] == rules[2]:
            assert marks[0] == marks[2] == marks[3], slip.name


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_form_tells_a_value_of_a_file_torn_anywhere(data: st.DataObject) -> None:
    # This model has keys that are data: a value that a colon makes a key is hidden all the same.
    content = filled(VALUES)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content)))
        end = min(len(content), at + data.draw(st.integers(0, 2)))
        insert = data.draw(
            st.sampled_from(
                [":", '"', "'", "{", "}", "[", "]", ",", "\\", "\n", "\u200b", "é", "//", "null"]
            )
        )
        content = content[:at] + insert.encode() + content[end:]
    report = judged(content, "fr", mask=True)
    whole = [value for value in VALUES if value.encode() in content]
    for form in FORMS_HERE:
        text = told(form, report, "fr")
        assert not [value for value in whole if value in text], form


def test_a_repair_that_writes_only_what_the_model_says_stays() -> None:
    data = filled(VALUES).replace(b'"nom"', b'"Nom"', 1).replace(b"\n  ", b"\n    ")
    by_rule = {finding.rule: finding for finding in judged(data, "fr", mask=True).findings}
    assert by_rule["T103"].fix is not None
    assert by_rule["T103"].fix[0].text == '"nom"'
    assert by_rule["T501"].fix is not None
    spelled = filled(VALUES).replace(b"4716382905.7", b"04716382905.7")
    (found,) = (f for f in judged(spelled, "fr", mask=True).findings if f.rule == "S404")
    assert found.fix is None
    (found,) = (f for f in judged(spelled, "fr", mask=False).findings if f.rule == "S404")
    assert found.fix is not None


def test_a_key_that_is_data_is_hidden_in_pointers_and_in_frames() -> None:
    report = judged(filled(VALUES), "fr", mask=True)
    pointers = [f.pointer or "" for f in report.findings if (f.pointer or "").startswith("/etab")]
    assert pointers
    assert all(re.fullmatch(r"/etablissements/..•{5}..(/nom)?", one) for one in pointers)
    shown = report.data.decode()
    assert len(report.data) == len(filled(VALUES))
    assert "etablissements" in shown
    assert "930841726" not in shown


def test_a_value_taken_for_a_key_is_hidden_and_marks_nothing() -> None:
    blank = b'{"client": {"nom": "", "ville": ""}}'
    marks = set()
    for name in ("WIQXKVZTRM", "GTXPMAUZHR"):
        data = f'{{"client": {{"{name}", "ville": "Lyon"}}}}'.encode()
        for mask in (False, True):
            found = engine.judge(data, template.build(blank), Options(mask=mask))
            finding = next(one for one in found.findings if one.rule == "S704")
            shown = (
                finding.message,
                finding.pointer or "",
                *(p.pointer or "" for p in finding.related),
            )
            assert any(name in text for text in shown) is not mask
            marks.add(finding.general)
    assert len(marks) == 1


def test_the_number_of_the_order_beside_a_piece_is_hidden() -> None:
    piece = PieceRef("va.pdf", "ab" * 32, "pdf", "va", score=1.0, order="KZTQWVXJ")
    for mask in (True, False):
        options = {"layout": "error", "mask": mask} if mask else {"layout": "error"}
        shown = report(b"{}", pieces=(piece,), options=options)
        text = "".join(written(form, [shown]) for form in FORMS_HERE)
        assert ("KZTQWVXJ" in text) is not mask
        assert ("KZ••••XJ" in text) is mask


def test_the_repairs_of_a_masked_sarif_repair_the_file_itself() -> None:
    repaired = 0
    for slip in slips(VALUES):
        shown, masked = (judged(slip.data, "fr", mask=mask) for mask in (False, True))
        (run,) = json.loads(written("sarif", [masked], "fr"))["runs"]
        for finding, result in zip(shown.findings, run["results"], strict=True):
            if "fixes" not in result:
                continue
            (change,) = result["fixes"][0]["artifactChanges"]
            assert finding.fix is not None
            expected = slip.data
            for edit in sorted(finding.fix, reverse=True):
                text = edit.text.encode()
                expected = expected[: edit.offset] + text + expected[edit.end_offset :]
            assert applied(slip.data, change["replacements"]) == expected, (slip.name, finding.rule)
            repaired += 1
    assert repaired > 80
