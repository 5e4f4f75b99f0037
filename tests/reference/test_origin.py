"""Where reference data comes from: the same bytes under the same name give the same origin."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from asp_check.facts import Origin
from asp_check.reference import load
from asp_check.reference.settings import ReferenceFile
from tests.reference.conftest import Read, Told

TABLE = "FINESS;Plafond HT\n830101259;1\n750712184;2\n"


def test_the_path_is_as_given_and_the_digest_that_of_the_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("été.csv").write_text(TABLE, "utf-8")
    os.utime("été.csv", (1, 1))
    first = load("ceilings", ReferenceFile("./été.csv"))
    os.utime("été.csv", (2**30, 2**30))
    assert first == load("ceilings", ReferenceFile("./été.csv"))
    assert first.origin == Origin("./été.csv", sha256(TABLE.encode()).hexdigest(), None, 2)
    assert pickle.loads(pickle.dumps(first)) == first  # noqa: S301 - it goes to other processes


@pytest.mark.parametrize(
    ("file", "date"),
    [
        ("plafonds-2026-05-04.csv", "2026-05-04"),
        ("plafonds_20260504.csv", "2026-05-04"),
        ("etalab-cs1100502-stock-20260512-0339.csv", "2026-05-12"),
        ("20260504-plafonds-2026-05-04.csv", "2026-05-04"),
        ("plafonds-20260504-20260505.csv", None),
        ("plafonds-20261304.csv", None),
        ("plafonds-120260504.csv", None),
        ("plafonds-202605.csv", None),
        ("plafonds.csv", None),
    ],
)
def test_the_day_in_the_name(read: Read, file: str, date: str | None) -> None:
    assert read("ceilings", TABLE, file).origin.date == date
    assert read("ceilings", TABLE, file, date="2020-01-31").origin.date == "2020-01-31"


def test_a_stated_day_must_be_one(told: Told) -> None:
    for date in ("2026-02-30", "04/05/2026", "2026-05-04T00:00", ""):
        assert "écrivez le jour comme 2026-05-04" in told("ceilings", TABLE, date=date)


def test_a_name_that_acts_on_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\nb.csv"
    path.write_bytes(b"")
    with pytest.raises(ValueError, match=r"a⟨ESC⟩\[31m⟨LF⟩b\.csv : fichier vide"):
        load("ceilings", ReferenceFile(str(path)))


def test_importing_the_package_imports_no_reader() -> None:
    code = "import sys, asp_check.reference; print([m for m in sys.modules if m.startswith('asp_check.ref')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "['asp_check.reference']\n"
