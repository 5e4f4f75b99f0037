"""Several processes: one that dies, Ctrl-C, and how many there are."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from asp_check import cli
from asp_check.cli import parallel
from asp_check.cli.work import Result, Work
from tests.cli.conftest import Run

T = ("--template", "blank.json")

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
forked = pytest.mark.skipif(sys.platform != "linux", reason="a changed function goes by fork")


@contextmanager
def waiting(folder: Path, *args: str) -> Iterator[subprocess.Popen[bytes]]:
    """A run that waits for a pipe which will never give anything."""
    fifo = folder / "pipe"
    os.mkfifo(fifo)
    process = subprocess.Popen(
        [sys.executable, "-m", "asp_check", *T, *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])},
    )
    try:
        # Once it can be opened for writing, somebody reads it.
        with fifo.open("wb"):
            time.sleep(0.2)
            yield process
    finally:
        process.kill()


def is_gone(group: int) -> bool:
    """Whether no process of this group is left, now or soon."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@unix
@pytest.mark.parametrize("presses", [1, 2, 5])
@pytest.mark.parametrize("args", [("pipe",), ("--jobs", "2", "pipe", "ok.json", "bad.json")])
def test_ctrl_c_ends_every_process_at_once(
    folder: Path, args: tuple[str, ...], presses: int
) -> None:
    with waiting(folder, *args) as process:
        for _ in range(presses):
            os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
        assert process.returncode == 3
        assert out == b""
        assert b"Traceback" not in err
        assert err.count(b"\n") <= 1
        assert presses > 1 or b"Ctrl-C" in err
        assert is_gone(process.pid)


def dying(monkeypatch: pytest.MonkeyPatch, folder: Path, *, times: int) -> None:
    """Let the process that judges ``dies.json`` be killed the first so many times."""
    judge = Work.judge
    here = os.getpid()

    def die(self: Work, path: str) -> Result:
        deaths = len(list(folder.glob("death-*")))
        if path == "dies.json" and os.getpid() != here and deaths < times:
            folder.joinpath(f"death-{deaths}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return judge(self, path)

    monkeypatch.setattr(Work, "judge", die)
    folder.joinpath("dies.json").write_bytes(folder.joinpath("ok.json").read_bytes())


NAMES = ("ok.json", "warning.json", "dies.json", "bad.json", "absent.json", "broken.json")


@forked
def test_a_process_killed_once_costs_nothing(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying(monkeypatch, folder, times=0)
    one = run(*T, "--format", "json", "--as-of", "none", *NAMES)
    dying(monkeypatch, folder, times=1)
    many = run(*T, "--format", "json", "--as-of", "none", "--jobs", "2", *NAMES)
    assert folder.joinpath("death-0").exists()
    assert many == one


@forked
def test_a_file_that_kills_its_process_is_inconclusive_and_it_alone(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying(monkeypatch, folder, times=9)
    result = run(*T, "--format", "json", "--jobs", "2", *NAMES)
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert "absent.json" in result.err
    reports = {report["path"]: report for report in json.loads(result.out)["files"]}
    assert {path: report["verdict"] for path, report in reports.items()} == {
        "ok.json": "conform",
        "warning.json": "conform",
        "dies.json": "inconclusive",
        "bad.json": "nonconform",
        "broken.json": "nonconform",
    }
    assert "ProcessLost" in json.dumps(reports["dies.json"]["not_run"])
    assert len(list(folder.glob("death-*"))) == 2


@forked
def test_a_system_without_room_for_processes_is_no_obstacle(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise BlockingIOError

    one = run(*T, "--as-of", "none", *NAMES[:2], "bad.json")
    monkeypatch.setattr("multiprocessing.Process.start", refuse)
    assert run(*T, "--as-of", "none", "--jobs", "2", *NAMES[:2], "bad.json") == one


def test_never_more_processes_than_are_of_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    assert parallel.processes(10_000, 10_000) == 32
    assert parallel.processes(10_000, 3) == 3
    assert parallel.processes(2, 10_000) == 2
    assert parallel.processes(2, 0) == 1
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    assert parallel.processes(10_000, 10_000) == 61
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert parallel.processes(10_000, 10_000) == 4


def test_a_refusal_travels(run: Run) -> None:
    result = run(*T, "--jobs", "2", "--lang", "en", "absent.json", "ok.json")
    assert result.code == 2
    assert "no such file" in result.err
