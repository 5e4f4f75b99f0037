"""Which values a rule sees, and how often it runs: once for each value of its subject."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import pytest

from asp_check import engine, rules
from asp_check.causes import Cause, Text
from asp_check.engine import Options, funding
from asp_check.facts import Given
from asp_check.finding import Report, Severity
from asp_check.manifest import Manifest, Node
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.table import Entry
from asp_check.template import Template, build

ORDERS = """{
 "rate": 0.00,
 "orders": [{"ht": 0.00, "total": 0.00, "lines": [{"ht": 0.00, "n": ""}, {"ht": 0.00, "n": ""}]}, {"ht": 0.00, "total": 0.00, "lines": [{"ht": 0.00, "n": ""}]}],
 "a": {"ht": 0.00, "ttc": 0.00},
 "b": {"ht": 0.00, "ttc": 0.00}
}"""
FILE = """{
 "rate": 20.00,
 "orders": [{"ht": 1.00, "total": 9.00, "lines": [{"ht": 2.00, "n": "x"}, {"ht": 3.00, "n": "y"}]}, {"ht": 4.00, "total": 8.00, "lines": [{"ht": 5.00, "n": "z"}]}],
 "a": {"ht": 6.00, "ttc": 7.20},
 "b": {"ht": 7.00, "ttc": 8.40}
}"""


def template(**concepts: str) -> Template:
    """The model of ORDERS, these pointers (``__`` for ``/``, ``x`` for ``*``) bound to concepts."""
    nodes = {
        f"/{path.replace('__', '/').replace('/x', '/*')}": Node(concept=concept)
        for path, concept in concepts.items()
    }
    blank = ORDERS.encode()
    return build(blank, Manifest("T", "avance", sha256(blank).hexdigest(), "official", nodes=nodes))


def seen(model: Template, entry: Entry, monkeypatch: pytest.MonkeyPatch, data: str = FILE) -> Any:
    """What a rule of this entry sees: its subject, and the other concepts."""
    found: list[tuple[str | None, dict[str, list[str]]]] = []

    def check(case: Case, _given: Given) -> Iterator[Objection]:
        concepts = [c for need in entry.needs for c in need.split("|")] + list(entry.uses)
        read = {c: [value.text for value in case.all(c)] for c in concepts}
        found.append((None if case.subject is None else case.subject.text, read))
        yield from ()

    put(monkeypatch, entry, check)
    report = engine.judge(data.encode(), model)
    assert not [e for e in report.not_run if e.kind == "crash"], report.not_run
    return found


def put(monkeypatch: pytest.MonkeyPatch, entry: Entry, check: Any) -> None:
    cause = Cause(
        entry.id, entry.name, "https://x", Text("t", "t"), Text("m.", "m."), Text("w.", "w."),
        Text("m.", "m."), (),
    )  # fmt: skip
    monkeypatch.setattr(funding, "TABLE", (entry,))
    monkeypatch.setattr(rules, "module_of", lambda _: SimpleNamespace(CAUSE=cause, check=check))
    monkeypatch.setitem(rules.RULEBOOK._entries, entry.id, entry)  # type: ignore[attr-defined]


def entry(*needs: str, uses: tuple[str, ...] = (), **more: Any) -> Entry:
    return Entry("R999", "x", needs, uses, **more)


def test_a_rule_runs_once_for_each_value_of_its_subject(monkeypatch: pytest.MonkeyPatch) -> None:
    model = template(
        orders__x__lines__x__ht="amount.excl_tax", orders__x__lines__x__n="order.number"
    )
    found = seen(model, entry("amount.excl_tax", "order.number"), monkeypatch)
    assert [(subject, read["order.number"]) for subject, read in found] == [
        ("2.00", ["x"]), ("3.00", ["y"]), ("5.00", ["z"]),
    ]  # fmt: skip


def test_what_stands_around_is_seen_from_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    model = template(
        orders__x__lines__x__ht="amount.excl_tax",
        orders__x__total="order.number",
        rate="amount.vat_rate",
    )
    found = seen(
        model, entry("amount.excl_tax", uses=("order.number", "amount.vat_rate")), monkeypatch
    )
    assert [(s, r["order.number"], r["amount.vat_rate"]) for s, r in found] == [
        ("2.00", ["9.00"], ["20.00"]), ("3.00", ["9.00"], ["20.00"]), ("5.00", ["8.00"], ["20.00"]),
    ]  # fmt: skip


def test_a_sum_sees_all_that_its_order_holds_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    model = template(orders__x__lines__x__ht="amount.excl_tax", orders__x__total="total.excl_tax")
    found = seen(model, entry("total.excl_tax", "amount.excl_tax"), monkeypatch)
    assert [(s, r["amount.excl_tax"]) for s, r in found] == [
        ("9.00", ["2.00", "3.00"]), ("8.00", ["5.00"]),
    ]  # fmt: skip


def test_the_nearest_in_the_tree_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    model = template(
        a__ht="amount.excl_tax",
        b__ht="amount.excl_tax",
        a__ttc="amount.incl_tax",
        b__ttc="amount.incl_tax",
    )
    found = seen(model, entry("amount.excl_tax", "amount.incl_tax"), monkeypatch)
    assert [(s, r["amount.incl_tax"]) for s, r in found] == [("6.00", ["7.20"]), ("7.00", ["8.40"])]


def test_without_a_need_the_file_is_one_case(monkeypatch: pytest.MonkeyPatch) -> None:
    model = template(orders__x__lines__x__n="order.number")
    (only,) = seen(model, entry(uses=("order.number", "client.finess")), monkeypatch)
    assert only == (None, {"order.number": ["x", "y", "z"], "client.finess": []})


def test_of_several_concepts_the_first_that_is_mapped_is_the_subject(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = template(orders__x__total="client.siret", orders__x__lines__x__n="client.am")
    found = seen(model, entry("client.finess|client.siret|client.am"), monkeypatch)
    assert [subject for subject, _ in found] == ["9.00", "8.00"]
    assert found[0][1]["client.am"] == ["x", "y"]


def test_a_concept_that_is_not_declared_cannot_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    model = template(orders__x__total="client.siret", rate="amount.vat_rate")
    put(monkeypatch, entry("client.siret"), lambda case, _: iter([Objection(v) for v in case.all("amount.vat_rate")]))  # fmt: skip
    assert engine.judge(FILE.encode(), model).findings == ()


def said(model: Template, monkeypatch: pytest.MonkeyPatch, check: Any, **options: Any) -> Report:
    put(monkeypatch, entry("client.siret"), check)
    return engine.judge(FILE.encode(), model, Options(**options))


def objecting(case: Case, _given: Given) -> Iterator[Objection]:
    yield Objection(case.subject)


def test_an_objection_is_placed_at_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    report = said(template(orders__x__total="client.siret"), monkeypatch, objecting)
    (finding,) = report.findings  # The same fault in two elements.
    assert (finding.rule, finding.pointer, finding.count) == ("R999", "/orders/0/total", 2)
    assert FILE.encode()[finding.offset : finding.end_offset] == b"9.00"
    assert finding.severity is Severity.BLOCKING
    assert finding.actual == "9.00"


@pytest.mark.parametrize(("how", "severity"), [("concept", "warning"), ("kind", "blocking")])
def test_a_concept_that_was_only_inferred_never_blocks(
    monkeypatch: pytest.MonkeyPatch, how: str, severity: str
) -> None:
    model = template(orders__x__total="client.siret")
    slots = tuple(
        slot._replace(declared=slot.declared._replace(inferred=(how,))) for slot in model.slots
    )
    (finding,) = said(model._replace(slots=slots, cache={}), monkeypatch, objecting).findings
    assert finding.severity == severity


def test_the_user_has_the_last_word_on_a_severity(monkeypatch: pytest.MonkeyPatch) -> None:
    model = template(orders__x__total="client.siret")
    wanted = (("R", Severity.INFO), ("R9", Severity.WARNING))
    report = said(model, monkeypatch, objecting, severities=wanted)
    assert [finding.severity for finding in report.findings] == ["warning"]
    assert report.verdict == "conform"
    assert report.options["severity"] == {"R": "info", "R9": "warning"}


def test_what_is_ignored_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    report = said(template(orders__x__total="client.siret"), monkeypatch, objecting, ignore=("R9",))
    assert report.findings == ()
    assert report.verdict == "conform"
    assert report.ignored == {"R999": 2}


def test_a_rule_that_fails_is_named_and_leaves_the_verdict_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(_case: Case, _given: Given) -> Iterator[Objection]:
        raise RuntimeError("secret")
        yield

    report = said(template(orders__x__total="client.siret"), monkeypatch, failing)
    assert report.verdict == "inconclusive"
    assert [(e.rule, e.kind) for e in report.not_run if e.kind == "crash"] == [("R999", "crash")]
    assert "secret" not in report.not_run[0].reason


def test_a_value_already_blamed_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    sound: list[bool] = []

    def check(case: Case, _given: Given) -> Iterator[Objection]:
        sound.append(case.subject.sound)
        yield from ()

    put(monkeypatch, entry("client.siret"), check)
    model = template(orders__x__total="client.siret")
    engine.judge(FILE.replace("9.00", '"9"').encode(), model)
    assert sound == [False, True]


def test_silent_cases_are_not_asked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def check(case: Case, _given: Given) -> Iterator[Objection]:
        asked.append(case.subject.text)
        if case.subject.text == "8.00":
            yield Objection(case.subject)

    model = template(orders__x__total="client.siret")
    for _ in range(3):
        assert len(said(model, monkeypatch, check).findings) == 1
    assert asked == ["9.00", "8.00"] + 2 * ["9.00", "8.00"]  # Other options: asked anew.
    asked.clear()
    options = Options()
    for _ in range(3):
        engine.judge(FILE.encode(), model, options)
    assert asked == ["9.00", "8.00", "8.00", "8.00"]


def test_a_file_not_read_whole_is_asked_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, entry("client.siret"), objecting)
    model = template(orders__x__total="client.siret")
    report = engine.judge(FILE[:200].encode(), model)
    assert "R999" not in {finding.rule for finding in report.findings}
    assert ("R", "unreadable") in [(e.rule, e.kind) for e in report.not_run]


def test_the_silence_of_a_later_element_does_not_hide_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def first_only(case: Case, _given: Given) -> Iterator[Objection]:
        if case.subject.indices == (0,):
            yield Objection(case.subject)

    put(monkeypatch, entry("client.siret"), first_only)
    model, options = template(orders__x__total="client.siret"), Options()
    for text in (FILE, FILE.replace("9.00", "8.00")):
        assert len(engine.judge(text.encode(), model, options).findings) == 1
