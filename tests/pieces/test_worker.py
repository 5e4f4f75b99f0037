"""Whatever a file does to the process that reads it, the answer says why, and the next is read."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

from asp_check.pieces import words
from asp_check.pieces import worker as worker_module
from asp_check.pieces.worker import Limits, Worker, _answer
from tests.pieces.pdfs import Sketch, page_of, text, written

GOOD = page_of(text("bonjour"))

posix = pytest.mark.skipif(os.name != "posix", reason="limits are those of POSIX systems")


@cache
def bomb() -> bytes:
    """A small file with hundreds of megabytes to go through."""
    sketch = Sketch()
    sketch.add("<< >>", b"q Q " * 12_000_000, packed=True)
    sketch.add("<< /Type /Page /Parent 3 0 R /MediaBox [0 0 400 300] /Contents 1 0 R >>")
    sketch.add("<< /Type /Pages /Kids [2 0 R] /Count 1 >>")
    return written(sketch.objects, sketch.add("<< /Type /Catalog /Pages 3 0 R >>"))


def child_of(worker: Worker) -> int:
    assert worker._child is not None
    return worker._child.pid


def test_files_are_read_one_after_the_other_by_one_process() -> None:
    with Worker() as worker:
        first = worker.read(GOOD, "caf\udce9.pdf", "pdf")
        child = child_of(worker)
        second = worker.read(GOOD[:-30], "b.pdf", "pdf")
        assert child_of(worker) == child
    assert first.path == "caf\udce9.pdf"
    assert [word.text for word in first.pages[0].words] == ["bonjour"]
    assert (second.path, second.unreadable) == ("b.pdf", "damaged")


def test_the_process_ends_with_the_worker() -> None:
    with Worker() as worker:
        worker.read(GOOD, "a.pdf", "pdf")
        child = child_of(worker)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    worker.close()


def test_one_that_takes_too_long_by_the_clock_is_stopped() -> None:
    with Worker(Limits(clock=0.2)) as worker:
        began = time.monotonic()
        paper = worker.read(bomb(), "a.pdf", "pdf")
        assert time.monotonic() - began < 5
        assert (paper.unreadable, paper.form, paper.pages) == ("timeout", "pdf", ())
    assert len(paper.sha256) == 64


@posix
def test_one_that_computes_too_long_is_stopped_and_the_next_is_read() -> None:
    with Worker(Limits(computing=0)) as worker:
        assert worker.read(bomb(), "a.pdf", "pdf").unreadable == "timeout"
        assert worker.read(GOOD, "b.pdf", "pdf").pages


@posix
def test_one_that_takes_too_much_memory_is_stopped_and_the_next_is_read() -> None:
    with Worker(Limits(memory=110_000_000)) as worker:
        assert worker.read(GOOD, "a.pdf", "pdf").pages
        assert worker.read(bomb(), "b.pdf", "pdf").unreadable in {"memory", "crash"}
        assert worker.read(GOOD, "c.pdf", "pdf").pages


@posix
def test_a_process_that_died_between_two_files_is_replaced() -> None:
    with Worker() as worker:
        worker.read(GOOD, "a.pdf", "pdf")
        child = child_of(worker)
        os.kill(child, signal.SIGKILL)
        assert worker.read(GOOD, "b.pdf", "pdf").pages
        assert child_of(worker) != child


def test_a_process_is_replaced_after_so_many_files() -> None:
    with Worker(Limits(files=2)) as worker:
        children = set()
        for number in range(4):
            assert worker.read(GOOD, f"{number}.pdf", "pdf").pages
            children.add(child_of(worker))
    assert len(children) == 2


@posix
def test_no_descriptor_is_left_open() -> None:
    folder = Path("/proc/self/fd")
    if not folder.exists():
        pytest.skip("the system does not list them")
    before = len(list(folder.iterdir()))
    for _ in range(3):
        with Worker(Limits(clock=0.01)) as worker:
            worker.read(GOOD, "a.pdf", "pdf")
    assert len(list(folder.iterdir())) <= before


@posix
def test_ctrl_c_ends_both_at_once() -> None:
    program = (
        "import sys; from asp_check.pieces.worker import Worker\n"
        "data = sys.stdin.buffer.read()\n"
        "with Worker() as worker:\n"
        "    worker._ready(); print(worker._child.pid, flush=True)\n"
        "    worker.read(data, 'a.pdf', 'pdf')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        parent.stdin.write(bomb())
        parent.stdin.close()
        parent.stdin = None
        child = int(parent.stdout.readline())
        time.sleep(0.3)
        os.killpg(parent.pid, signal.SIGINT)
        assert parent.wait(10) != 0
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_library_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    question = {"path": "a.pdf", "form": "pdf", "size": len(GOOD)}
    assert "paper" in _answer(question, io.BytesIO(GOOD))
    monkeypatch.setitem(sys.modules, "asp_check.pieces.pdf", None)
    assert _answer(question, io.BytesIO(GOOD)) == {"unreadable": "library"}


def test_what_a_reader_does_wrong_is_the_fault_of_no_other_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(worker_module, "_read", broken)
    question = {"path": "a.pdf", "form": "pdf", "size": len(GOOD)}
    stream = io.BytesIO(GOOD + b"next")
    assert _answer(question, stream) == {"unreadable": "crash"}
    assert stream.read() == b"next"


def test_where_the_system_gives_no_process_the_file_is_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker_module, "_COMMAND", ("/nowhere/python",))
    with Worker() as worker:
        assert worker.read(GOOD, "a.pdf", "pdf").unreadable == "crash"


def test_every_reason_has_its_words() -> None:
    assert {"timeout", "memory", "crash", "library"} <= set(words.UNREADABLE)
