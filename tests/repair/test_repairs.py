"""Each repair by itself, what is never one, and what an unknown part of a file becomes."""

from __future__ import annotations

from pathlib import Path

import pytest

import asp_check
from asp_check import catalog, config, engine
from asp_check.manifest import Manifest, Node
from asp_check.repair import Fixed, fix
from asp_check.template import Template, build
from asp_check.template.source import sha256_hex

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(
    path
    for path in (ROOT / "samples").glob("*/*/*/*/bdc.json")
    if path.parts[-5] not in ("dossiers", "truth")
)

BLANK = b'{\n  "nom": "",\n  "montants": {\n    "ht": 0.00,\n    "lits": 0\n  },\n  "lignes": [\n    ""\n  ]\n}\n'
EXACT = b'{\n  "nom": "a",\n  "montants": {\n    "ht": 12.50,\n    "lits": 3\n  },\n  "lignes": [\n    "x"\n  ]\n}\n'


def template(blank: bytes = BLANK, **nodes: Node) -> Template:
    if not nodes:
        return build(blank, name="blank")
    named = {f"/{path.replace('__', '/')}": node for path, node in nodes.items()}
    manifest = Manifest(
        dispositif="TEST", request="avance", version="initial", status="official",
        blank_sha256=sha256_hex(blank), nodes=named,
    )  # fmt: skip
    return build(blank, manifest)


def kinds(fixed: Fixed) -> dict[str, int]:
    return {repair.kind: repair.count for repair in fixed.repairs}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b'"nom": "a"', b'"n\\u006fm": "a"', {"key-escape": 1}),
        (b'"x"\n', b'"x",\n', {"comma": 1}),
        (b'"a",', b'"a",,', {"comma": 1}),
        (b"3", b"3e0", {"number": 1}),
        (b'"ht": 12.50,\n    "lits": 3', b'"lits": 3,\n    "ht": 12.50', {"order": 1}),
        (b"  ", b"\t", {"layout": 8}),
        (b"\n", b"\r\n", {"newlines": 10}),
        (b"}\n", b"}", {"end": 1, "layout": 0}),
    ],
)
def test_each_repair(old: bytes, new: bytes, told: dict[str, int]) -> None:
    changed = (
        EXACT[::-1].replace(old[::-1], new[::-1], 1)[::-1]
        if old == b"}\n"
        else EXACT.replace(old, new)
    )
    found = fix(changed, template())
    assert found.data == EXACT
    assert found.certain
    assert kinds(found) == {kind: count for kind, count in told.items() if count}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"12.50", b'"12.50"'),
        (b'lits": 3', b'lits": 03'),
        (b'lits": 3', b'lits": +3'),
        (b'"a"', b'"\\u0061\\/"'),
        (b'"nom"', b'"Nom"'),
        (b'"nom": "a"', b'"nom": "a",\n  "nom": "b"'),
        (b'"x"', b'"x",\n    // none\n    "y"'),
        (b"12.50", b"4,7.181"),
        (b"12.50", b"1 000.50"),
        (b'"a"', b"'a'"),
    ],
)
def test_what_is_never_touched(old: bytes, new: bytes) -> None:
    changed = EXACT.replace(old, new)
    found = fix(changed, template())
    assert found.data == changed
    assert found.left
    assert not found.repairs


@pytest.mark.parametrize("literal", [b"1000", b"1000.0", b"1000.000", b"1e3", b"10E+2"])
def test_decimals_of_the_manifest(literal: bytes) -> None:
    model = template(montants__ht=Node(decimals=2))
    assert b'"ht": 1000.00,' in fix(EXACT.replace(b"12.50", literal), model).data


@pytest.mark.parametrize("literal", [b"1000.001", b"1e-3", b'"1000"', b"1" + b"0" * 5000 + b".5"])
def test_no_digit_is_lost_nor_made(literal: bytes) -> None:
    model = template(montants__ht=Node(decimals=2))
    changed = EXACT.replace(b"12.50", literal)
    made = fix(changed, model)
    assert made.failure is None
    assert asp_check.fix(changed, model) == made.data
    if not literal.endswith(b".5"):
        assert made.data == changed


def test_what_a_bare_blank_only_suggests_stays() -> None:
    exact = EXACT.replace(b"12.50", b"12.5")
    assert fix(exact, template()).data == exact


def test_an_unknown_member_follows_the_one_before_it_and_is_laid_out_like_it() -> None:
    minified = b'{"lignes":["x"],"zz":{"k":[1,{}]},"nom":"a","montants":{"lits":3,"ht":12.50}}'
    assert fix(minified, template()).data == EXACT.replace(
        b"\n  ]\n}", b'\n  ],\n  "zz": {\n    "k": [\n      1,\n      {}\n    ]\n  }\n}'
    )


def test_of_a_repeated_key_the_last_stays_the_last() -> None:
    found = fix(
        b'{"montants":{"ht":1.00,"lits":1},"nom":"a","montants":{"ht":2.00,"lits":2},"lignes":["x"]}',
        template(),
    )
    assert found.data.index(b'"nom"') < found.data.index(b"1.00") < found.data.index(b"2.00")
    assert [problem.rule for problem in found.left] == ["S801"]


def test_a_missing_key_or_a_wrong_type_hinders_nothing_else() -> None:
    found = fix(b'{"lignes":3,"nom":"a"}', template())
    assert found.data == b'{\n  "nom": "a",\n  "lignes": 3\n}\n'
    assert sorted(problem.rule for problem in found.left) == ["T101", "T301"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-32-le"])
def test_wide_encodings(encoding: str) -> None:
    assert fix(EXACT.decode().encode(encoding), template()).data == EXACT


def test_what_cannot_be_read_is_left() -> None:
    for data in (
        b"\xff\xfe{\x00\x00\xd8",
        b"",
        b"%PDF-1.7\r\n",
        b"a;b;c;d\r\n1;2;3;4\r\n",
        b"\xef\xbb\xbf",
    ):
        assert fix(data, template()).data == data


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf\xff\xfe", b"\xef\xbb\xbf{\0}\0", b"\xef\xbb\xbf" * 2 + b"{\0}\0"]
)
def test_a_mark_that_hides_another_encoding_is_no_fault_of_ours(data: bytes) -> None:
    found = fix(data, template())
    assert (found.failure, found.data) in ((None, data), (None, data[3:]))


def test_windows_1252_beside_utf_8_is_damage() -> None:
    model = template()
    mixed = EXACT.replace(b'"a"', '"é'.encode() + b'\xe9"')
    assert fix(mixed, model, encoding="cp1252").data == mixed
    one = EXACT.replace(b'"a"', b'"\xe9\x80"')
    assert fix(one, model, encoding="cp1252").data == EXACT.replace(b'"a"', '"é€"'.encode())
    assert fix(one, model).data == one


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: "-".join(p.parts[-5:-1]))
def test_samples(path: Path, cache: dict[str, Template]) -> None:
    name = config.template_of(config.find(str(path)), str(path))
    assert name is not None
    if name not in cache:
        cache[name] = catalog.load(name)
    model, data = cache[name], path.read_bytes()
    found = fix(data, model)
    assert found.failure is None
    assert fix(found.data, model).data == found.data
    before, after = engine.judge(data, model), engine.judge(found.data, model)
    told = {(f.rule, f.pointer) for f in before.findings}
    repaired = {(f.rule, f.pointer) for f in before.findings if f.fixable}
    left = {(f.rule, f.pointer) for f in after.findings if f.rule[0] in "EST" or f.rule == "V001"}
    assert left <= told
    form = {one for one in told if one[0][0] in "EST"}
    assert {one for one in form if one not in left} == {
        one for one in repaired if one[0][0] in "EST"
    }
    if path.parts[-3] == "ok":
        assert found.data == data


@pytest.fixture(scope="module")
def cache() -> dict[str, Template]:
    return {}


def test_the_public_function() -> None:
    with pytest.raises(asp_check.UsageError):
        asp_check.fix("{}", template())  # type: ignore[arg-type]
    with pytest.raises(asp_check.UsageError):
        asp_check.fix(b"{}", template(), encoding="latin-1")
    with pytest.raises(asp_check.UsageError):
        asp_check.fix(b"{}", "no-such/template")
