"""A process of its own for files that may be hostile: bounded in memory and time, and replaced.

The parent sends one line of JSON and the bytes of a file; the child answers with one line of JSON.
Nothing that a file does to the child reaches further than an answer that says why it is unreadable.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any, NamedTuple, Self

from asp_check.pieces import wire
from asp_check.pieces.model import Form, Paper

_ROOT = str(Path(__file__).resolve().parents[2])

# The folder that the user stands in is never searched for modules.
_COMMAND = (
    *(sys.executable, "-P", "-c"),
    "import sys; sys.path.append(sys.argv[1]); from asp_check.pieces.worker import serve; serve()",
    _ROOT,
)


class Limits(NamedTuple):
    """What one file may take: bytes of memory, seconds of computing, seconds by the clock.

    A process reads so many ``files`` before it is replaced.
    """

    memory: int = 1_500_000_000
    computing: int = 20
    clock: float = 30.0
    files: int = 500


LIMITS = Limits()

_CRASHED = {"unreadable": "crash"}

_RSS = 1 if sys.platform == "darwin" else 1024
"""Bytes of the unit in which systems tell the memory of a process."""

_MOST = 0.6
"""The share of its memory from which on a child that died is held to have wanted more."""

_LARGE = 300_000_000
"""Bytes of memory from which on a child is replaced, after it has answered."""


class Worker:
    """Reads files in a child process; a context manager, as the child must end."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._read = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, data: bytes, path: str, form: Form) -> Paper:
        """The paper that these bytes are, or why they could not be read."""
        try:
            child, used = self._ready()
            answer = self._asked(child, data, path, form)
            if answer == _CRASHED and used:  # it may have suffered from what it read before
                child, _ = self._ready()
                answer = self._asked(child, data, path, form)
        except OSError:  # the system gives no more processes
            answer = _CRASHED
        if "paper" in answer:
            return wire.loads(answer["paper"])
        digest = hashlib.sha256(data).hexdigest()
        return Paper(path, digest, form, unreadable=answer["unreadable"])

    def _asked(
        self, child: subprocess.Popen[bytes], data: bytes, path: str, form: Form
    ) -> dict[str, str]:
        """What the child answers, or why it did not."""
        late = threading.Event()
        watch = threading.Timer(self._limits.clock, _stop, (child, late))
        watch.daemon = True
        watch.start()
        try:
            answer = _ask(child, data, path, form)
        except BaseException:
            self._end()
            raise
        finally:
            watch.cancel()
        self._read += 1
        if answer is None:
            used = self._end()
            return {"unreadable": _reason(child, used, late.is_set(), self._limits)}
        if "last" in answer:
            self._end()
        return answer

    def close(self) -> None:
        """End the child, if there is one."""
        self._end()

    def _ready(self) -> tuple[subprocess.Popen[bytes], bool]:
        """A child, and whether it has read before."""
        if self._owner != os.getpid():  # a copy of this process has no part in the child
            self._child = None
        child = self._child
        if child is not None and (child.poll() is not None or self._read >= self._limits.files):
            self._end()
        if self._child is None:
            self._child = _start(self._limits)
            self._owner, self._read = os.getpid(), 0
        return self._child, self._read > 0

    def _end(self) -> int:
        """End the child; the bytes of memory that it had at most, 0 where that is not known."""
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return 0
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        return _reaped(child)


def _reaped(child: subprocess.Popen[bytes]) -> int:
    if child.returncode is None and hasattr(os, "wait4"):
        with contextlib.suppress(ChildProcessError):
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            return usage.ru_maxrss * _RSS
    child.wait()
    return 0


def _start(limits: Limits) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - this very interpreter
        [*_COMMAND, str(limits.memory), str(limits.computing)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _stop(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def _ask(
    child: subprocess.Popen[bytes], data: bytes, path: str, form: Form
) -> dict[str, Any] | None:
    """What the child answers; ``None`` if it ended instead."""
    questions, answers = child.stdin, child.stdout
    if questions is None or answers is None:
        return None
    question = json.dumps({"path": path, "form": form, "size": len(data)})
    try:
        questions.write(question.encode("ascii") + b"\n")
        questions.write(data)
        questions.flush()
        answer = answers.readline()
    except OSError:
        return None
    return json.loads(answer) if answer.endswith(b"\n") else None


def _reason(child: subprocess.Popen[bytes], used: int, late: bool, limits: Limits) -> str:
    too_long = getattr(signal, "SIGXCPU", None)
    if late or (too_long is not None and child.returncode == -too_long):
        return "timeout"
    return "memory" if used > _MOST * limits.memory else "crash"


# --- The child


def serve() -> None:
    """Answer the parent until it is gone."""
    memory, computing = map(int, sys.argv[2:4])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    # Whatever a library prints must not come between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _limit_memory(memory)
    questions = sys.stdin.buffer
    while line := questions.readline():
        _limit_computing(computing)
        answer = _answer(json.loads(line), questions)
        if _peak() > _LARGE:
            answer["last"] = "memory"
        answers.write(json.dumps(answer).encode("ascii") + b"\n")
        answers.flush()


def _peak() -> int:
    """The bytes of memory that this process had at most; 0 where the system does not tell."""
    # What the system counts for a process begins with what the one that started it had; Linux has
    # the figure of the program alone.
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_bytes().splitlines():
            if line.startswith(b"VmHWM:"):
                return int(line.split()[1]) << 10
    try:
        import resource  # noqa: PLC0415 - some systems have none: there the clock alone limits
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS


def _answer(question: dict[str, Any], questions: IO[bytes]) -> dict[str, str]:
    try:
        data = questions.read(question["size"])
        return {"paper": wire.dumps(_read(data, question["path"], question["form"]))}
    except MemoryError:
        return {"unreadable": "memory", "last": "memory"}
    except ImportError:
        return {"unreadable": "library"}
    except Exception:  # noqa: BLE001 - whatever a file does to a reader, the next one is read
        return {"unreadable": "crash"}


def _read(data: bytes, path: str, form: Form) -> Paper:
    if form == "pdf":
        from asp_check.pieces.pdf import read  # noqa: PLC0415 - each is costly to import
    elif form == "docx":
        from asp_check.pieces.docx import read  # noqa: PLC0415
    else:
        from asp_check.pieces.image import read  # noqa: PLC0415
    return read(data, path)


def _limit_memory(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415 - some systems have none: there the clock alone limits
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_computing(seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415 - likewise
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + 1 + seconds
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
