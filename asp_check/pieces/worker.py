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
        child = self._ready()
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
        if answer is not None and "paper" in answer:
            return wire.loads(answer["paper"])
        if answer is None or answer["unreadable"] == "memory":
            self._end()
        reason = answer["unreadable"] if answer else _reason(child, late)
        return Paper(path, hashlib.sha256(data).hexdigest(), form, unreadable=reason)

    def close(self) -> None:
        """End the child, if there is one."""
        self._end()

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # a copy of this process has no part in the child
            self._child = None
        if self._child is not None and (
            self._child.poll() is not None or self._read >= self._limits.files
        ):
            self._end()
        if self._child is None:
            self._child = _start(self._limits)
            self._owner, self._read = os.getpid(), 0
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        child.wait()


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


def _reason(child: subprocess.Popen[bytes], late: threading.Event) -> str:
    too_long = getattr(signal, "SIGXCPU", None)
    spent = too_long is not None and child.returncode == -too_long
    return "timeout" if late.is_set() or spent else "crash"


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
        answers.write(json.dumps(answer).encode("ascii") + b"\n")
        answers.flush()


def _answer(question: dict[str, Any], questions: IO[bytes]) -> dict[str, str]:
    try:
        data = questions.read(question["size"])
        return {"paper": wire.dumps(_read(data, question["path"], question["form"]))}
    except MemoryError:
        return {"unreadable": "memory"}
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
