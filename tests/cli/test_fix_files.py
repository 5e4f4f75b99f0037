"""A file written again in its place is never open to others than it was, not for a moment."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from asp_check.cli import fix_files
from tests.cli.conftest import Run, template_folder


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
def test_what_is_being_written_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bdc.json"
    path.write_bytes(b"old")
    path.chmod(0o600)
    seen: list[int] = []
    sync = os.fsync

    def looking(handle: int) -> None:
        if stat.S_ISREG(mode := os.fstat(handle).st_mode):
            seen.append(stat.S_IMODE(mode))
        sync(handle)

    monkeypatch.setattr(os, "fsync", looking)
    before = os.umask(0)
    try:
        _, found = fix_files.read_to_replace(str(path), max_size=100)
        fix_files.replace(found, b"new", backup=True)
    finally:
        os.umask(before)
    assert seen == [0o600, 0o600]
    assert {one.name: stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()} == {
        "bdc.json": 0o600,
        "bdc.json.bak": 0o600,
    }


def test_a_file_of_a_template_is_never_written_over(run: Run, folder: Path, tmp_path: Path) -> None:
    blank = template_folder(tmp_path / "models") / "test/avance/initial/blank.json"
    before = blank.read_bytes()
    done = run(
        "fix", "--template", "blank.json", "--overwrite", "--output", str(blank), "warning.json"
    )
    assert (done.code, "fait partie d’un modèle" in done.err) == (2, True)
    assert blank.read_bytes() == before
    assert folder.joinpath("warning.json").is_file()
