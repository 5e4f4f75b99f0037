"""A table, written in any delimiter and encoding, in any order of columns, gives the same index."""

from __future__ import annotations

import csv
import tempfile
from contextlib import suppress
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from asp_check.facts import Ceiling, Establishment, Finess
from asp_check.finding import UsageError
from asp_check.reference import load
from asp_check.reference.settings import ReferenceFile

DELIMITERS = st.sampled_from(";,\t|")
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])
TEXTS = st.text(st.sampled_from("abcÉœ’ ;,|\t\"'\n=0128€-"), max_size=12)
FINESS_NUMBERS = st.from_regex(r"(0[1-9]|2[AB]|[13-9][0-9])[0-9]{6}[1-9]", fullmatch=True)
DAYS = st.dates().map(str) | st.just("")
AMOUNTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents).scaleb(-2))

ESTABLISHMENTS = st.builds(
    Establishment, FINESS_NUMBERS, st.booleans(), FINESS_NUMBERS | st.just(""), TEXTS,
    st.from_regex(r"[1-9][0-9]{2}", fullmatch=True) | st.just(""), TEXTS, DAYS, DAYS,
)  # fmt: skip
HEADERS = {
    "finess": "N° FINESS ET", "is_legal": "Type structure", "legal_finess": "N° FINESS EJ",
    "name": "Raison sociale", "category": "Code catégorie", "category_label": "Libellé catégorie",
    "opened": "Date d’ouverture", "closed": "Date de fermeture",
}  # fmt: skip


def loaded(name: str, rows: list[list[str]], delimiter: str, encoding: str, end: str) -> Any:
    text = StringIO()
    # Not every csv module quotes a line end that is not its own.
    quoting = csv.QUOTE_ALL if end == "\r" else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(text.getvalue().encode(encoding))
        return load(name, ReferenceFile(str(path)))


def kept(item: Establishment) -> Establishment:
    """What a table keeps of texts: blanks around them are nothing."""
    return item._replace(name=item.name.strip(), category_label=item.category_label.strip())


@given(
    st.lists(ESTABLISHMENTS, min_size=1, max_size=8, unique_by=lambda item: item.finess),
    st.permutations(list(HEADERS)), DELIMITERS, ENCODINGS, LINE_ENDS,
)  # fmt: skip
def test_the_directory(
    items: list[Establishment], order: list[str], delimiter: str, encoding: str, end: str
) -> None:
    rows = [[HEADERS[field] for field in order]]
    for item in items:
        values = {**item._asdict(), "is_legal": "EJ" if item.is_legal else "ET"}
        rows.append([values[field] for field in order])
    found = loaded("finess", rows, delimiter, encoding, end)
    assert found.by_number == {item.finess: kept(item) for item in items}
    assert found.origin.rows == len(items)


@given(
    st.lists(st.tuples(FINESS_NUMBERS, AMOUNTS, st.booleans()), min_size=1, max_size=8),
    DELIMITERS, ENCODINGS, LINE_ENDS,
)  # fmt: skip
def test_ceilings(
    items: list[tuple[str, Decimal, bool]], delimiter: str, encoding: str, end: str
) -> None:
    rows = [["FINESS", "Plafond HT (€)"]]
    expected: dict[str, tuple[Ceiling, ...]] = {}
    for number, amount, spaced in items:
        shown = f"{amount:,}".replace(",", "\u00a0").replace(".", ",") + " €" if spaced else str(amount)  # fmt: skip
        rows.append([f"{number[:2]} {number[2:]}" if spaced else number, shown])
        expected[number] = (*expected.get(number, ()), Ceiling(amount))
    assert loaded("ceilings", rows, delimiter, encoding, end).by_identifier == expected


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode), st.sampled_from(["ceilings", "finess", "funded"]))  # fmt: skip
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(data)
        with suppress(UsageError):
            load(name, ReferenceFile(str(path)))


@given(st.text(st.sampled_from('finesplod;,"\n0123 é€'), max_size=60))
def test_any_table_of_a_directory_is_read_or_refused(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_text("finess;rs\n" + text, "utf-8", newline="")
        try:
            found = load("finess", ReferenceFile(str(path)))
        except UsageError:
            return
    assert isinstance(found, Finess)
    assert all(number == item.finess and len(number) == 9 for number, item in found.by_number.items())  # fmt: skip
