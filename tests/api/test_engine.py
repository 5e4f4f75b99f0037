"""Problems to findings: grouped, limited, placed; and the verdict."""

from __future__ import annotations

from typing import Any

import pytest

from asp_check import engine, exactness, template
from asp_check.causes import CAUSES
from asp_check.engine import Options, findings, scope
from asp_check.finding import Edit, Link, Problem, Severity, Verdict
from asp_check.manifest import Manifest, Node

BLANK = b'{"a": "", "l": [{"x": "", "y": 0.00}]}'


def build(
    nodes: dict[str, Node] | None = None, status: Any = "official", blank: bytes = BLANK
) -> template.Template:
    if nodes is None:
        return template.build(blank, name="blank.json")
    from hashlib import sha256

    manifest = Manifest("T", "avance", sha256(blank).hexdigest(), status, nodes=nodes)
    return template.build(blank, manifest)


def file(*elements: str, a: str = "z") -> bytes:
    return f'{{"a": "{a}", "l": [{", ".join(elements)}]}}'.encode()


GOOD = '{"x": "1", "y": 2.00}'
NO_Y = '{"x": "1"}'


def test_the_counts_of_rules_are_those_of_the_table() -> None:
    assert sum(rule[0] in "ES" for rule in CAUSES) == scope.READ_RULES
    assert len(set(CAUSES) - {scope.VALUES}) == scope.FORM_RULES


def test_the_same_fault_in_many_elements_is_one_finding() -> None:
    report = engine.judge(file(GOOD, *[NO_Y] * 7), build())
    (finding,) = report.findings
    assert (finding.rule, finding.count, finding.pointer) == ("T101", 7, "/l/1/y")
    also = [place for place in finding.related if place.label == "aussi ici"]
    assert [place.pointer for place in also] == ["/l/2/y", "/l/3/y", "/l/4/y", "/l/5/y"]
    assert also[0].line == 1
    assert report.data[: also[0].offset].count(b'"1"') == 3


def test_a_repair_of_many_elements_repairs_them_all() -> None:
    text = file(*['{"X": "1", "y": 2.00}'] * 6)
    (finding,) = engine.judge(text, build()).findings
    assert (finding.rule, finding.count) == ("T103", 6)
    assert finding.fix is not None
    for edit in sorted(finding.fix, key=lambda e: -e.offset):
        text = text[: edit.offset] + edit.text.encode() + text[edit.end_offset :]
    assert engine.judge(text, build()).verdict == "conform"


def test_values_that_differ_are_still_the_same_fault_of_form() -> None:
    report = engine.judge(file(*(f'{{"x": "1", "y": {n}.0}}' for n in range(1, 5))), build())
    assert [(f.rule, f.count) for f in report.findings] == [("T404", 4)]


def test_different_faults_are_not_grouped() -> None:
    elements = (NO_Y, '{"x": "1", "z": 2.00}', '{"y": 2.00}')
    rules = {(f.rule, f.count) for f in engine.judge(file(*elements), build()).findings}
    assert {count for _, count in rules} == {1}


def problem(
    rule: str = "T101", where: str | None = "/l/0", start: int = 0, **params: object
) -> Problem:
    return Problem(rule, start, start + 1, where, params)


@pytest.mark.parametrize(
    ("problems", "sizes"),
    [
        ([problem(where="/l/0/y", start=1), problem(where="/l/1/y", start=2)], [2]),
        # Twice in one element is two faults.
        ([problem(where="/l/0/y", start=1), problem(where="/l/0/y", start=2)], [1, 1]),
        # Not elements of an array: numbers for names.
        ([problem(where="/o/0/y", start=1), problem(where="/o/1/y", start=2)], [1, 1]),
        ([problem(where="/a", start=1), problem(where="/b", start=2)], [1, 1]),
        ([problem(where=None, start=1), problem(where=None, start=2)], [1, 1]),
        ([problem(where="/l/0/y", key="y"), problem(where="/l/1/y", key="Y")], [1, 1]),
        ([problem(where="/l/0/y", found="1"), problem(where="/l/1/y", found="2")], [2]),
        ([problem("V101", "/l/0/y", found="1"), problem("V101", "/l/1/y", found="2")], [1, 1]),
        ([problem(where="/l/0/y", parent="/l/0"), problem(where="/l/1/y", parent="/l/1")], [2]),
    ],
)
def test_what_is_grouped(problems: list[Problem], sizes: list[int]) -> None:
    assert [len(g.problems) for g in findings.group(problems, build())] == sizes


def test_a_severity_of_its_own_sets_a_problem_apart() -> None:
    one = problem(where="/l/0/y")
    other = Problem("T101", 5, 6, "/l/1/y", severity=Severity.WARNING)
    assert [g.severity for g in findings.group([one, other], build())] == ["blocking", "warning"]


def test_without_a_template_numbers_are_indexes() -> None:
    report = engine.judge(b'[{"a": 01}, {"a": 02}]', None)
    assert [(f.rule, f.count) for f in report.findings] == [("S404", 2)]


def test_blocking_findings_stay_when_there_are_too_many() -> None:
    elements = [f'{{"x": "", "y": {n}.00}}' for n in range(1, 4)]
    text = file(*elements, NO_Y, a="")
    full = engine.judge(text, build())
    assert [f.severity for f in full.findings] == ["warning", "warning", "blocking"]
    part = engine.judge(text, build(), Options(max_findings=1))
    assert [f.rule for f in part.findings] == ["T101"]
    assert part.ignored == {"V001": 2}
    assert part.verdict == full.verdict == "nonconform"


def test_the_verdict_counts_what_is_not_shown() -> None:
    text = b'{"a": "z", "l": [' + b", ".join([NO_Y.encode(), GOOD.encode()]) + b"],}"
    report = engine.judge(text, build(), Options(max_findings=1))
    assert report.verdict == "nonconform"
    assert sum(report.ignored.values()) == 1


@pytest.mark.parametrize(
    ("codec", "bom"),
    [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-32-le", b"\xff\xfe\0\0")],
)
def test_offsets_are_those_of_the_file_as_it_is(codec: str, bom: bytes) -> None:
    text = file(GOOD, NO_Y, a="é€").decode()
    data = bom + text.encode(codec)
    report = engine.judge(data, build())
    missing = next(f for f in report.findings if f.rule == "T101")
    assert (
        data[: missing.offset].decode(codec.removesuffix("-le").removesuffix("-be"))
        == text[: text.rindex('"1"') + 3]
    )
    assert (missing.line, missing.column) == (1, text.rindex('"1"') + 4)
    for finding in report.findings:
        assert 0 <= finding.offset <= finding.end_offset <= len(data)


def test_places_are_lines_and_columns_of_code_points() -> None:
    blank = b'{\r\n  "\xc3\xa9": "",\r\n  "b": ""\r\n}'
    data = '{\r\n  "é": "😀é",\r\n  "c": "1"\r\n}'.encode()
    (finding,) = engine.judge(data, build(blank=blank)).findings
    assert (finding.rule, finding.line, finding.column, finding.end_column) == ("T103", 3, 3, 6)
    assert data[finding.offset : finding.end_offset] == b'"c"'


def test_a_long_value_is_quoted_in_part() -> None:
    (finding,) = engine.judge(file(GOOD, a="z").replace(b'"1"', b"1" * 5000), build()).findings
    assert finding.rule == "T301"
    assert len(finding.message) < 400
    assert finding.actual is None or len(finding.actual) <= findings.MAX_TEXT


def test_links_and_edits_are_placed() -> None:
    groups = findings.group(
        [
            Problem(
                "S801",
                4,
                5,
                "/a",
                {"key": "a"},
                links=(Link(0, 2, None, "first"),),
                fix=(Edit(4, 5, ""),),
            )
        ],
        None,
    )
    (finding,) = findings.describe(groups, b"ab\nc\nd", None, "f.json", Options(lang="en"))
    (place,) = finding.related
    assert (place.path, place.line, place.column, place.offset, place.label) == (
        "f.json",
        1,
        1,
        0,
        "first occurrence",
    )
    assert finding.fix == (Edit(4, 5, ""),)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "S703"),
        (b"%PDF-1.7", "S706"),
        (b"[" * 500, "E402"),
        (b"{" + b",\n" * 5000 + b"}", "S901"),
    ],
)
def test_a_file_that_is_not_read_to_its_end_is_not_compared(data: bytes, rule: str) -> None:
    for model, family in ((build(), "T"), (None, "S")):
        report = engine.judge(data, model)
        assert rule in {finding.rule for finding in report.findings}
        assert report.verdict == "nonconform"
        veiled = engine.judge(data, model, Options(ignore=("E", "S")))
        assert veiled.verdict == "inconclusive"
        for entries in (veiled.not_run, *((report.not_run,) if data else ())):
            assert (family, "unreadable") in {(entry.rule, entry.kind) for entry in entries}


def test_a_fault_of_syntax_that_hides_nothing_may_be_ignored() -> None:
    data = file(GOOD).replace(b"]}", b"],}")
    assert engine.judge(data, build()).verdict == "nonconform"
    assert engine.judge(data, build(), Options(ignore=("S101",))).verdict == "conform"


# --- Verdicts


def test_options_filter_by_prefix() -> None:
    data = file(NO_Y)
    assert engine.judge(data, build(), Options(ignore=("T1",))).verdict == "conform"
    assert engine.judge(data, build(), Options(select=("E", "S"))).verdict == "conform"
    assert (
        engine.judge(data, build(), Options(select=("T",), ignore=("T102",))).verdict
        == "nonconform"
    )


def test_what_is_left_out_is_said() -> None:
    report = engine.judge(file(GOOD), build(), Options(select=("E", "T1")))
    left = {entry.rule for entry in report.not_run if entry.kind == "not-applicable"}
    assert {"S", "V", "T201"} <= left
    assert not left & {"E", "T", "T101", "T2"}
    assert report.posed == sum(rule.startswith(("E", "T1")) for rule in CAUSES)
    assert report.options["select"] == ("E", "T1")


def test_the_scope_of_a_bare_blank() -> None:
    report = engine.judge(file(GOOD), build())
    assert report.posed == scope.FORM_RULES
    assert [(e.rule, e.kind) for e in report.not_run] == [
        ("R", "unmapped-concept"),
        ("V101", "unmapped-concept"),
    ]
    assert report.template is not None
    assert report.template.status == "blank"


def test_a_kind_is_held_against_the_values() -> None:
    model = build({"/l/*/x": Node(kind="siren")})
    good = file('{"x": "732829320", "y": 1.00}')
    bad = file('{"x": "732829321", "y": 1.00}', '{"x": "1", "y": 1.00}')
    assert engine.judge(good, model).verdict == "conform"
    assert engine.judge(good, model).posed == scope.FORM_RULES + 1
    report = engine.judge(bad, model)
    assert [(f.rule, f.pointer, f.count) for f in report.findings] == [
        ("V101", "/l/0/x", 1), ("V101", "/l/1/x", 1),
    ]  # fmt: skip
    assert "{" not in report.findings[0].message
    assert (
        report.findings[0].message
        != engine.judge(bad, model, Options(lang="en")).findings[0].message
    )
    assert bad[report.findings[0].offset : report.findings[0].end_offset] == b'"732829321"'


def test_a_kind_is_not_asked_of_an_empty_slot_nor_of_a_wrong_type() -> None:
    model = build({"/l/*/x": Node(kind="siren"), "/a": Node(kind="siren", may_be_empty=True)})
    report = engine.judge(file('{"x": "", "y": 1.00}', '{"x": 12, "y": 1.00}', a=""), model)
    assert [f.rule for f in report.findings] == ["V001", "T301"]


def test_the_certainty_of_a_value_is_that_of_its_refusal() -> None:
    model = build({"/a": Node(kind="finess")})
    report = engine.judge(file(GOOD, a="830101258"), model)
    (finding,) = report.findings
    assert (finding.severity, finding.certainty) == ("warning", "inference")
    assert report.verdict == "conform"


def test_a_key_that_is_data_has_a_kind() -> None:
    blank = b'{"a": "", "m": {"000000000": ""}}'
    model = build({"/m": Node(repeat="member", key_kind="siren")}, blank=blank)
    bad = b'{"a": "z", "m": {"732829321": "x"}}'
    report = engine.judge(bad, model)
    assert [f.rule for f in report.findings] == ["V101"]
    assert engine.judge(bad.replace(b"732829321", b"732829320"), model).verdict == "conform"


def test_strict_makes_warnings_fail_and_nothing_else() -> None:
    data = file('{"x": "1", "y": 2.0}')
    assert engine.judge(data, build()).verdict == "conform"
    report = engine.judge(data, build(), Options(strict=True))
    assert report.verdict == "nonconform"
    assert [f.severity for f in report.findings] == ["warning"]
    assert report.options["strict"] is True


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (file(GOOD), "inconclusive"),
        (file(NO_Y), "inconclusive"),
        (file(GOOD, a=""), "inconclusive"),
        (file(GOOD) + b",", "nonconform"),
        (b"\xef\xbb\xbf" + file(GOOD), "nonconform"),
    ],
)
def test_a_reference_model_that_nobody_named(data: bytes, verdict: str) -> None:
    model = build({}, status="reference")
    assert engine.judge(data, model, Options(named=False)).verdict == verdict
    assert engine.judge(file(GOOD), model).verdict == "conform"


@pytest.mark.parametrize(
    ("require", "verdict"),
    [
        (("T",), "conform"),
        (("V101",), "inconclusive"),
        (("V",), "inconclusive"),
        (("R104",), "inconclusive"),
    ],
)
def test_what_is_required_must_be_asked(require: tuple[str, ...], verdict: str) -> None:
    assert engine.judge(file(GOOD), build(), Options(require=require)).verdict == verdict


def test_a_required_rule_that_is_left_out() -> None:
    options = Options(require=("T501",), select=("E",))
    assert engine.judge(file(GOOD), build(), options).verdict == "inconclusive"


def test_a_manifest_may_loosen_the_layout() -> None:

    model = build({})
    assert model.manifest is not None
    loose = template.build(BLANK, model.manifest._replace(layout="warn", layout_reason="x"))
    data = file(GOOD).replace(b": ", b":")
    assert engine.judge(data, model).verdict == "nonconform"
    report = engine.judge(data, loose)
    assert report.verdict == "conform"
    assert report.options["layout"] == "warn"
    assert engine.judge(data, model, Options(layout="off")).findings == ()


def test_too_large_is_one_blocking_finding() -> None:
    report = engine.judge(file(GOOD), build(), Options(max_size=10))
    assert [(f.rule, f.line, f.column, f.offset, f.end_offset) for f in report.findings] == [
        ("E401", 1, 1, 0, 0)
    ]
    unread = engine.too_large(11, "0" * 64, build(), Options(max_size=10), "f.json")
    assert [f.message for f in unread.findings] != []
    assert (unread.verdict, unread.sha256) == ("nonconform", "0" * 64)
    assert engine.too_large(11, "0" * 64, None).verdict == "nonconform"


# --- Faults of ours


def fail(*_: object, **__: object) -> None:
    raise RuntimeError("the secret of the file")


def test_a_fault_of_ours_is_named_and_leaves_the_verdict_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exactness, "check", fail)
    report = engine.judge(file(GOOD), build(), path="f.json")
    assert report.verdict is Verdict.INCONCLUSIVE
    (entry,) = report.not_run
    assert entry.kind == "crash"
    assert "RuntimeError" in entry.reason
    assert "secret" not in entry.reason
    assert report.sha256


def test_a_fault_in_the_values_leaves_the_form_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    import asp_check.engine.contents

    monkeypatch.setattr(asp_check.engine.contents, "judge", fail)
    model = build({"/a": Node(kind="siren")})
    report = engine.judge(file(GOOD), model)
    assert report.verdict == "inconclusive"
    assert ("V101", "crash") in [(e.rule, e.kind) for e in report.not_run]
    assert report.posed == scope.FORM_RULES
    assert engine.judge(file(NO_Y), model).verdict == "nonconform"


def test_where_a_fault_comes_from_is_a_place_in_our_code() -> None:
    with pytest.raises(RuntimeError) as outside:
        fail()
    assert engine.where(outside.value) == "RuntimeError"
    with pytest.raises(AttributeError) as inside:
        engine.judge(b"", None, None)  # type: ignore[arg-type]
    assert engine.where(inside.value).startswith("AttributeError, asp_check.engine")
