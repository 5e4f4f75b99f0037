"""A file written again in its place is never open to others than it was, not for a moment."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from asp_check.cli import fix_files


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
