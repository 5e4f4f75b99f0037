"""Free text is judged wherever the manifest lets any text stand, and nowhere else."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check import engine
from asp_check.engine import contents
from asp_check.manifest import Manifest, Node
from asp_check.template import Template, build
from asp_check.values import judge

BLANK = b'{"a": "", "b": "x", "n": 0}'


def template(**nodes: Node) -> Template:
    declared = {f"/{key}": node for key, node in nodes.items()}
    digest = sha256(BLANK).hexdigest()
    return build(BLANK, Manifest("T", "avance", digest, "official", nodes=declared))


def judged(model: Template, a: str) -> list[tuple[str, str]]:
    file = f'{{"a": "{a}", "b": "x", "n": 1}}'.encode()
    return [(f.rule, f.severity.value) for f in engine.judge(file, model).findings]


@pytest.mark.parametrize("text", ["NumÃ©ro", " edge", "edge ", "a\u202eb", "a\u200bb", "e\u0301"])
def test_damage_in_a_text_without_a_kind_warns(text: str) -> None:
    assert judged(template(n=Node()), text) == [("V101", "warning")]


@pytest.mark.parametrize("text", ["Numéro", "12 rue de l’Église", "a\u00a0b", "«\u202fx\u202f»"])
def test_plain_text_is_silent(text: str) -> None:
    assert judged(template(n=Node()), text) == []


def test_what_another_rule_settles_is_left_to_it() -> None:
    assert judged(template(a=Node(enum=("x ", "y"))), "x ") == []
    assert judged(template(a=Node(kind="siren")), "732829320") == []


def test_a_bare_blank_has_no_text_to_judge() -> None:
    file = b'{"a": " edge", "b": "x", "n": 1}'
    report = engine.judge(file, build(BLANK, name="blank.json"))
    assert report.findings == ()
    assert ("V101", "unmapped-concept") in [(e.rule, e.kind) for e in report.not_run]


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from(" éèàçâÃÂÅ’«»\u00a0\u0301")))
def test_what_is_settled_at_a_glance_is_what_the_judge_lets_pass(text: str) -> None:
    literal = json.dumps(text, ensure_ascii=False).encode()
    if contents._plain_text(literal):
        assert judge("text", text) == ()
