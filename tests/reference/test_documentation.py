"""The page on reference data says what is true."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from asp_check.reference.fields import FIELDS, plain
from asp_check.reference.settings import NAMES, ReferenceFile
from tests.reference.conftest import Read
from tests.reference.test_finess import ENTITIES, INDEX, published

PAGE = (Path(__file__).parents[2] / "docs" / "reference-data.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def told_headers() -> list[tuple[str, str, str]]:
    found, table = [], ""
    for line in PAGE.partition("## Columns")[2].partition("## Cells")[0].splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 5 and cells[2].startswith("`"):
            table = cells[1].strip("`") or table
            headers = re.split("[,;] ", cells[3].replace("else ", ""))
            found += [(table, cells[2].split("`")[1], header) for header in headers]
    return found


def test_every_field_is_told() -> None:
    told = {(table, field) for table, field, _ in told_headers()}
    assert told == {(name, field.name) for name in NAMES for field in FIELDS[name]}


PROSE = re.compile("as above|alone|its cells|with or|never|where|the ceiling|the table|numéro$")


@pytest.mark.parametrize(
    ("table", "field", "header"), [told for told in told_headers() if not PROSE.match(told[2])]
)
def test_the_headers_told_are_known(table: str, field: str, header: str) -> None:
    ranks = {f.name: f.rank(plain(header)) for f in FIELDS[table]}
    assert [name for name, rank in ranks.items() if rank is not None] == [field]


def test_the_examples_of_configuration_are_settings() -> None:
    for block in blocks("toml"):
        for table in tomllib.loads(block)["reference"].values():
            assert set(table) <= set(ReferenceFile._fields)


def test_the_program_writes_the_same_index(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("finess-structures-journalier-20261001.json.gz").write_text(published(*ENTITIES), "utf-8")
    space: dict[str, Any] = {}
    exec(blocks("py")[0], space)  # noqa: S102 - our own page
    found = read("finess", Path("finess-20261001.csv").read_bytes(), "finess-20261001.csv")
    assert found.by_number == INDEX == space["finess"].by_number
    assert found.origin.date == "2026-10-01"
