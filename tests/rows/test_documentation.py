"""What the page shows is what the program says."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from asp_check import cli

DOCS = Path(__file__).parents[2] / "docs"
BLOCKS = re.findall(r"^```text\n\$ (.*?)\n(.*?)^```$", (DOCS / "render-tables.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)  # fmt: skip


def test_the_page_shows_commands() -> None:
    assert len(BLOCKS) == 3


@pytest.mark.parametrize(("command", "shown"), BLOCKS, ids=["one file", "one each", "spoilt"])
def test_what_the_page_shows(
    command: str,
    shown: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setenv("ASP_CHECK_TEMPLATES", str(tmp_path / "none"))
    monkeypatch.chdir(tmp_path)
    for table in (DOCS / "tables").iterdir():
        shutil.copy(table, tmp_path)
    cli.main(shlex.split(command)[1:])
    done = capfdbinary.readouterr()
    said = {line for stream in done for line in stream.decode().replace("\\", "/").splitlines()}
    assert said == set(shown.splitlines())
