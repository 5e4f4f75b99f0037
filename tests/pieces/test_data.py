"""Structured pieces: JSON, TOML and CSV say the same; every fault at once, with its line."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asp_check.concepts import CONCEPTS
from asp_check.pieces import data
from asp_check.pieces.model import ROLES, Paper
from asp_check.pieces.statement_text import quote

TOML = """\
format = "asp-check-piece/1"
role = "va"
signed = true

[values]
"order.number" = "BDC-2025-0042"
"amount.excl_tax" = 48500.00
"va.date" = 2025-02-14
"mss.address" = ["a@ch.mssante.fr", "b@ch.mssante.fr"]
scenario.dmp_feed = false

[establishments.2B0000020]
"scenario.label" = "Scénario 1"
"""


def said(paper: Paper) -> list[tuple[str, str, str]]:
    assert not paper.unreadable, paper.data
    values: Any = paper.data["values"]
    return [(one["concept"], one["subject"], one["value"]) for one in values]


def faults(raw: bytes | str, path: str = "va.toml") -> list[tuple[int, str]]:
    paper = data.read(raw.encode() if isinstance(raw, str) else raw, path)
    assert paper.unreadable == "faults"
    listed: Any = paper.data["faults"]
    for _, fr, en in listed:
        assert fr
        assert en
        assert fr.isprintable() or "\u00a0" in fr
    return [(line, en) for line, _, en in listed]


# --- What is said


def test_toml() -> None:
    paper = data.read(TOML.encode(), "va.toml")
    assert (paper.form, paper.data["role"], paper.data["signed"]) == ("data", "va", True)
    assert said(paper) == [
        ("order.number", "", "BDC-2025-0042"),
        ("amount.excl_tax", "", "48500.00"),
        ("va.date", "", "2025-02-14"),
        ("mss.address", "", "a@ch.mssante.fr"),
        ("mss.address", "", "b@ch.mssante.fr"),
        ("scenario.dmp_feed", "", "non"),
        ("scenario.label", "2B0000020", "Scénario 1"),
    ]


@pytest.mark.parametrize(
    "number", ["48500.00", "1e3", "0.1", "-0", "123456789012345678901234567890.10"]
)
def test_a_number_of_json_keeps_its_text(number: str) -> None:
    raw = f'{{"format": "asp-check-piece/1", "role": "va", "values": {{"amount.excl_tax": {number}}}}}'
    assert said(data.read(raw.encode(), "")) == [("amount.excl_tax", "", number)]


def test_null_and_empty_say_that_the_place_is_empty() -> None:
    raw = b'{"format": "asp-check-piece/1", "role": "va", "values": {"va.date": null, "va.number": " "}}'
    assert said(data.read(raw, "")) == [("va.date", "", ""), ("va.number", "", "")]


def test_a_byte_order_mark_harms_nobody() -> None:
    raw = b'\xef\xbb\xbf{"format": "asp-check-piece/1", "role": "va", "values": {}}'
    assert data.is_piece(raw)
    assert said(data.read(raw, "")) == []


def test_several_pieces_are_split() -> None:
    raw = json.dumps({
        "format": "asp-check-piece/1",
        "pieces": [
            {"role": "va", "values": {"order.number": "1"}},
            {"role": "bdc", "signed": False, "values": {"order.number": "2"}},
        ],
    }).encode()  # fmt: skip
    paper = data.read(raw, "x.json")
    assert "role" not in paper.data
    first, second = data.split(paper)
    assert (first.data["role"], said(first)) == ("va", [("order.number", "", "1")])
    assert (second.data["role"], second.data["signed"]) == ("bdc", False)
    assert {one.sha256 for one in (first, second)} == {paper.sha256}


def test_a_paper_that_is_no_data_is_not_split() -> None:
    paper = Paper("va.pdf", "00", "pdf")
    assert data.split(paper) == (paper,)


@pytest.mark.parametrize("delimiter", ";,\t")
def test_one_row_a_value(delimiter: str) -> None:
    rows = [
        "role;order;concept;subject;value", "va;B1;va.date;;14/02/2025",
        "VA;B1;scenario.label;2B0000020;Scénario 1", "va;B1;signed;;oui", "facture;B2;invoice.number;;F1",
    ]  # fmt: skip
    raw = "\r\n".join(rows).replace(";", delimiter).encode("utf-8-sig")
    va, invoice = data.split(data.read(raw, "x.csv"))
    assert (va.data["role"], va.data["signed"]) == ("va", True)
    assert said(va) == [
        ("order.number", "", "B1"), ("va.date", "", "14/02/2025"),
        ("scenario.label", "2B0000020", "Scénario 1"),
    ]  # fmt: skip
    assert (invoice.data["role"], invoice.data["signed"]) == ("invoice", None)


def test_one_row_a_piece() -> None:
    raw = 'rôle,commande,signé,amount.excl_tax\nva,B1,oui,"48 500,00"\nva,B2,,\n'
    first, second = data.split(data.read(raw.encode(), "x.csv"))
    assert said(first) == [("order.number", "", "B1"), ("amount.excl_tax", "", "48 500,00")]
    assert said(second) == [("order.number", "", "B2")]


@pytest.mark.parametrize(
    ("codec", "note"), [("utf-8", ()), ("cp1252", ("cp1252",)), ("utf-16", ("utf-16",))]
)
def test_the_encoding_that_was_guessed_is_said(codec: str, note: tuple[str, ...]) -> None:
    raw = "role;concept;value\nva;client.name;Hôpital – Bastia\n".encode(codec)
    paper = data.read(raw, "x.csv")
    assert (paper.notes, said(paper)) == (note, [("client.name", "", "Hôpital – Bastia")])


# --- What is wrong


def test_every_fault_of_toml_with_its_line() -> None:
    found = faults(
        'format = "asp-check-piece/2"\nrole = "vaa"\nsigned = "oui"\nsigné = 1\n'.replace("é", "e")
        + '[values]\n"order.numbr" = "1"\n"va.date" = [[1]]\n[establishments.2A]\nclient.nam = 1\n'
    )
    assert [line for line, _ in found] == [1, 2, 3, 4, 6, 7, 9]
    assert "rather “order.number”?" in found[4][1]
    assert "rather “client.name”?" in found[6][1]


def test_every_fault_of_json_with_its_line() -> None:
    raw = '{\n"format": "asp-check-piece/1",\n"role": "va",,\n"values": {\n"va.date": tru}\n'
    assert [line for line, _ in faults(raw, "x.json")] == [3, 5, 5]


def test_a_key_twice_is_a_fault() -> None:
    raw = '{"format": "asp-check-piece/1", "role": "va", "role": "bdc", "values": {}}'
    assert len(faults(raw, "x.json")) == 1


def test_every_fault_of_csv_with_its_line() -> None:
    raw = "role;order;concept;subject;value\nxx;1;va.date;;1\n\nva;1;va.dat;;1\nva;1;;;1\nva;1;signed;;bof\nva;1;va.date;;1;2\n"
    found = faults(raw, "x.csv")
    assert [line for line, _ in found] == [2, 4, 5, 6, 7]
    assert "rather “va.date”?" in found[1][1]


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("a;b\n1;2\n", 1),
        ("role;concept\nva;va.date\n", 1),
        ("role;role;concept;value\n", 1),
        ('role;concept;value\nva;va.date;"1\n', 2),
        ("role;signed;va.date\nva;oui;1\nva;non;2\n", 2),
    ],
)
def test_a_table_that_is_none(raw: str, line: int) -> None:
    assert faults(raw, "x.csv")[0][0] == line


def test_what_is_neither_utf8_nor_cp1252() -> None:
    assert faults(b"role;concept;value\nva;client.name;\x81\n", "x.csv")[0][0] == 2


@pytest.mark.parametrize(
    ("raw", "why"),
    [(b"", "empty"), (b" \n", "empty"), (b"x" * (data.MAX_SIZE + 1), "too-large")],
)
def test_what_is_not_read(raw: bytes, why: str) -> None:
    assert data.read(raw, "x.csv").unreadable == why


# --- Hostile


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"format": "asp-check-piece/1", "role": "va", "values": {"va.date": "\\ud800"}}',
        b'format = "asp-check-piece/1"\n' + b"a." * 50_000 + b"b = 1",
        b'format = "asp-check-piece/1"\na = ' + b"[" * 5_000,
        b'format = "asp-check-piece/1"\nrole = 1979-05-27\nvalues = [1]\nestablishments = 1',
        b'format = "asp-check-piece/1"\npieces = [1, {role = "va"}, {values = 3}]',
        b'format = "asp-check-piece/1"\nvalues = { "va.date" = inf, "va.number" = 0x1F }',
        b"role;concept;value\n" + b"va;va.date;\x00\n",
        b'role;concept;value\nva;va.date;"' + b"a\n" * 50_000,
        b"role;concept;value\nva;va.date;" + b"a" * 200_000,
    ],
    ids=range(11),
)
@pytest.mark.parametrize("path", ["x.json", "x.toml", "x.csv"])
def test_hostile_texts_are_told(raw: bytes, path: str) -> None:
    assert data.read(raw, path).unreadable == "faults"


@given(st.binary(max_size=200), st.sampled_from(["x.json", "x.toml", "x.csv"]))
@example(b"\xff\xfe\x00", "x.csv")
@example(b'"', "x.csv")
def test_any_bytes_are_a_paper(raw: bytes, path: str) -> None:
    paper = data.read(raw, path)
    assert paper.form == "data"
    data.is_piece(raw)
    for one in data.split(paper):
        assert one.sha256 == paper.sha256


def test_a_request_is_no_piece() -> None:
    for raw in (b'{"commandes": []}', b"a;b;c\n1;2;3\n", b"format = 'x'\n", b"", b"%PDF-1.7"):
        assert not data.is_piece(raw)
    for raw in (TOML.encode(), b"role;concept;value\n", b"role,order.number\n"):
        assert data.is_piece(raw)


# --- Three writings, one meaning

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=12).map(
    str.strip
)
VALUES = st.dictionaries(st.sampled_from(sorted(CONCEPTS)), TEXTS.filter(bool), max_size=4)
SUBJECTS = st.dictionaries(st.sampled_from(["2B0000020", "2A0000170"]), VALUES, max_size=2)


def as_toml(
    role: str, values: Mapping[str, str], subjects: Mapping[str, Mapping[str, str]]
) -> bytes:
    lines = ['format = "asp-check-piece/1"', f"role = {quote(role)}", "[values]"]
    lines += [f"{quote(key)} = {quote(text)}" for key, text in values.items()]
    for subject, own in subjects.items():
        lines.append(f"[establishments.{quote(subject)}]")
        lines += [f"{quote(key)} = {quote(text)}" for key, text in own.items()]
    return "\n".join(lines).encode()


def as_json(
    role: str, values: Mapping[str, str], subjects: Mapping[str, Mapping[str, str]]
) -> bytes:
    said = {
        "format": "asp-check-piece/1",
        "role": role,
        "values": values,
        "establishments": subjects,
    }
    return json.dumps(said, ensure_ascii=False).encode()


def as_csv(
    role: str, values: Mapping[str, str], subjects: Mapping[str, Mapping[str, str]]
) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(["role", "concept", "subject", "value"])
    for subject, own in {"": values, **subjects}.items():
        writer.writerows([role, key, subject, text] for key, text in own.items())
    return stream.getvalue().encode()


@given(st.sampled_from(ROLES), VALUES.filter(bool), SUBJECTS)
def test_three_writings_say_the_same(
    role: str, values: Mapping[str, str], subjects: Mapping[str, Mapping[str, str]]
) -> None:
    expected = [
        (key, subject, text)
        for subject, own in {"": values, **subjects}.items()
        for key, text in own.items()
    ]
    for path, write in (("x.toml", as_toml), ("x.json", as_json), ("x.csv", as_csv)):
        paper = data.read(write(role, values, subjects), path)
        assert (paper.data.get("role"), said(paper)) == (role, expected), path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"concept;valeur" + b";x" * 1_000_000 + b"\norder.number;a\n"),
        ("a.csv", b"concept;valeur\n" + b"".join(b"order.numbre%d;a\n" % n for n in range(90_000))),
        ("a.csv", b'concept;valeur\norder.number;"' + b"a" * 1_000_000),
        (
            "a.json",
            b'{"format": "asp-check-piece/1", "a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        ),
        ("a.toml", b'format = "asp-check-piece/1"\nx = ' + b"[" * 100_000 + b"]" * 100_000),
        ("a.toml", b'format = "asp-check-piece/1"\n' + b".".join([b"a"] * 100_000) + b" = 1\n"),
    ],
    ids=["columns", "unknown", "quote", "json-deep", "toml-deep", "toml-dots"],
)
def test_what_is_far_too_much_is_refused_in_little_time(name: str, content: bytes) -> None:
    began = time.process_time()
    paper = data.read(content, name)
    faults = paper.data["faults"]
    assert isinstance(faults, tuple)
    assert (paper.unreadable, len(faults) < 1_100) == ("faults", True)
    assert time.process_time() - began < 10
