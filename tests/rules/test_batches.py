"""What one file leaves behind for the next: no silence that was not heard, and little memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from hashlib import sha256

import pytest

from asp_check import engine, rules
from asp_check.engine import Options, contents
from asp_check.facts import Given
from asp_check.finding import Verdict
from asp_check.manifest import Manifest, Node
from asp_check.rules.common.case import Case, Objection
from asp_check.template import Template, build


def model(blank: str, **concepts: str) -> Template:
    """A model whose members are bound to these concepts."""
    data = blank.encode()
    nodes = {f"/{key}": Node(concept=concept) for key, concept in concepts.items()}
    return build(data, Manifest("T", "avance", sha256(data).hexdigest(), "official", nodes=nodes))


def test_a_rule_that_failed_on_one_file_is_asked_of_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = next(entry for entry in rules.TABLE if entry.id == "R101")

    def fail(_case: Case, _given: Given) -> Iterator[Objection]:
        raise MemoryError

    monkeypatch.setattr(rules.module_of(entry), "check", fail)
    asked = model('{"ht": 0.00}', ht="amount.excl_tax")
    for _ in range(2):
        report = engine.judge(b'{"ht": 5.00}', asked)
        assert report.verdict is Verdict.INCONCLUSIVE
        assert [e.rule for e in report.not_run if e.kind == "crash"] == ["R101"]


def test_what_is_ignored_hides_nothing() -> None:
    asked = model('{"ht": 0.00, "tx": 0.00, "ttc": 0.00}', ht="amount.excl_tax",
                  tx="amount.vat_rate", ttc="amount.incl_tax")  # fmt: skip
    data = b'{"ht": 100.00, "tx": 0.00, "ttc": 0.00}'
    told = {f.rule for f in engine.judge(data, asked).findings}
    assert told == {"R102"}
    told = {f.rule for f in engine.judge(data, asked, Options(ignore=("R",))).findings}
    assert told == {"V001"}


def test_long_texts_take_little_memory_and_are_not_kept() -> None:
    asked = model('{"s": ""}', s="supplier.name")
    long = b'{"s": "' + b"a" * 2_000_000 + b'"}'
    engine.judge(long, asked)
    tracemalloc.start()
    try:
        for start in range(3):
            engine.judge(long.replace(b'"a', b'"%d' % start), asked)
        kept, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 1_000_000
    assert most < 40_000_000
    assert all(len(literal) < 1000 for fine in contents._fine.values() for literal in fine)
