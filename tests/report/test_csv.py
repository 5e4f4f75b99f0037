"""CSV: read back cell by cell, and nothing in it that a spreadsheet computes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.finding import Report, Verdict
from asp_check.report import csv_v1
from tests.report.build import on, report
from tests.report.cases import CASES, bad, golden, written
from tests.report.random_reports import reports as random_reports
from tests.report.random_reports import with_pieces

DATA = b'{"a": 1}'
FORMULAS = tuple("=+-@\t\r＝＋－＠−")


def table(reports: Sequence[Report], lang: str = "fr") -> list[list[str]]:
    text = written("csv", reports, lang)
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    separator = {"fr": ";", "en": ","}[lang]
    rows = list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=separator, strict=True))
    assert text.count("\r\n") == len(rows)
    assert text.replace("\r\n", "").isprintable() or not text[1:].replace("\r\n", "").count("\n")
    assert all(len(row) == 17 for row in rows)
    assert rows[0] == list(csv_v1.COLUMNS[lang])
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(FORMULAS)]
    return rows[1:]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("case", CASES)
def test_to_the_letter(case: str, lang: str, accept: bool) -> None:
    table(CASES[case], lang)
    golden(f"{case}.{lang}.csv", written("csv", CASES[case], lang), accept=accept)


def test_one_line_a_finding_and_one_for_a_file_without() -> None:
    rows = table(CASES["several"])
    assert [row[:3] for row in rows] == [
        ["./dépôts/a, b:1.json", "non conforme", "E103"],
        ["./dépôts/a, b:1.json", "non conforme", "T103"],
        ["./dépôts/a, b:1.json", "non conforme", "X104"],
        ["./dépôts/a, b:1.json", "non conforme", "V001"],
        ["ok.json", "conforme", ""],
        ["'-", "indéterminé", ""],
    ]
    assert rows[4][9].startswith("ok.json : conforme sur 41 contrôles")
    assert rows[4][16] == CASES["several"][1].sha256


def test_the_words_are_those_of_the_language() -> None:
    fr, en = table([bad()]), table([bad()], "en")
    assert fr[0][4:6] == ["bloquant", "officielle"]
    assert en[0][4:6] == ["blocking", "official"]
    assert (fr[0][13], fr[1][13], en[0][13], en[1][13]) == ("oui", "non", "yes", "no")


def test_no_value_is_a_formula_a_number_or_a_date_of_the_spreadsheet() -> None:
    values = [
        "=1+1",
        "+33123456789",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "＝1",
        "010001234",
        "1E5",
        "01/02/2025",
    ]
    shown = [table([report(DATA, on(DATA, "1", actual=value))])[0][11] for value in values]
    assert all(cell.startswith("'") for cell in shown), shown
    plain = ["2B0000020", "Léa Martin", '"a";b', "non"]
    assert [table([report(DATA, on(DATA, "1", actual=v))])[0][11] for v in plain] == plain


def test_a_name_is_one_cell_for_a_spreadsheet_of_the_other_language_too() -> None:
    found = report(DATA, on(DATA, "1"))._replace(path="a,=cmd;=cmd.json")
    for lang in ("fr", "en"):
        text = csv_v1.render([found], lang=lang)
        for separator in ";,":
            rows = list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=separator))
            assert not any(cell.startswith("=") for row in rows for cell in row), rows


def test_a_line_break_is_shown_and_breaks_no_line() -> None:
    (row,) = table([report(DATA, on(DATA, "1", message="a\nb\r\nc\u2028d"))])
    assert row[9] == "a⟨LF⟩b⟨CR⟩⟨LF⟩c⟨LS⟩d"


def test_a_verdict_is_in_each_row() -> None:
    for verdict in Verdict:
        assert table([report(DATA, verdict=verdict)], "en")[0][1] == verdict.value


@settings(max_examples=20, deadline=None)
@given(st.lists(with_pieces, max_size=2) | random_reports, st.sampled_from(["fr", "en"]))
def test_any_reports_are_read_back_cell_by_cell(reports: Sequence[Report], lang: str) -> None:
    rows = table(reports, lang)
    expected = [list(row) for one in reports for row in csv_v1._rows(one, lang)]
    assert rows == expected
