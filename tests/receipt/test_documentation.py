"""What the pages on receipts and on the corpus show is what the commands print."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```text\n\$ asp-check ([^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OPTIONS = doctest.ELLIPSIS


def blocks(page: str) -> list[tuple[str, str]]:
    return BLOCK.findall(ROOT.joinpath("docs", page).read_text("utf-8"))


def shown(run: Run, command: str) -> str:
    done = run(*shlex.split(command))
    return re.sub(r"\n{2,}", "\n", (done.out + done.err).replace("\\", "/"))


def matches(expected: str, got: str) -> bool:
    wanted = re.sub(r"\n{2,}", "\n", expected)
    return doctest.OutputChecker().check_output(wanted, got, OPTIONS)


@pytest.fixture(autouse=True)
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASP_CHECK_LANG", "en")
    shutil.copytree(ROOT / "samples/dossiers/hop-dpi-va2/avance/ok/ink", folder / "client-117")
    requests = ROOT / "samples/hop-dpi-va2/avance"
    shutil.copy(requests / "ok/one-order/bdc.json", folder / "accepted.json")
    shutil.copy(requests / "bad/invalid-value/bdc.json", folder / "other.json")
    folder.joinpath("asp-check.toml").write_text(
        'template = "hop-dpi-va2/avance@initial"\nallow_reference = true\n', "utf-8"
    )


def test_receipts(run: Run, folder: Path) -> None:
    made, same, changed = blocks("receipt.md")
    for command, expected in (made, same):
        assert matches(expected, shown(run, command)), shown(run, command)
    request = folder / "client-117/bdc.json"
    request.write_bytes(request.read_bytes() + b"\n")
    folder.joinpath("client-117/VA-signed.pdf").write_bytes(b"%PDF")
    command, expected = changed
    assert matches(expected, shown(run, command)), shown(run, command)


def test_the_corpus(run: Run) -> None:
    found = blocks("corpus.md")
    assert len(found) == 2
    for command, expected in found:
        assert matches(expected, shown(run, command)), shown(run, command)
