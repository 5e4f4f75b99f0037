"""The same work in several processes; imported only for ``--jobs``.

Each process has its own pipe, so that one that dies takes with it no answer but the one it was
about to give, and that file is known.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait
from typing import Generic, NamedTuple, Protocol, TypeVar

from asp_check.files import STANDARD_INPUT

Item = TypeVar("Item")
"""What is judged: a path, or more."""

Result = TypeVar("Result")
"""What becomes of it."""

Judged_contra = TypeVar("Judged_contra", contravariant=True)


class Work(Protocol[Judged_contra, Result]):
    """All that judging takes; it goes to other processes, and keeps there what it has loaded."""

    def judge(self, item: Judged_contra, /) -> Result:
        """What becomes of one."""

    def portable(self, result: Result, /) -> Result:
        """The same, without what does not go from one process to another."""

    def lost(self, item: Judged_contra, error: Exception, /) -> Result:
        """What becomes of one whose process died of it, twice."""


_CHUNKS = 4
"""Parts of the work for each process: few enough to be cheap, enough to share it evenly."""

_LARGEST = 64
"""Most that one part holds: what is done ahead of its turn waits in memory."""

_MOST = 61
"""Windows waits for no more pipes at once."""

_FOR_EACH_CPU = 4

Part = deque[int]
"""Indices of what one process judges, in order; each leaves it when its answer has come."""


class ProcessLost(Exception):  # noqa: N818 - what happened, as the report names it
    """The process that judged a file died of it, twice."""


class _Worker(NamedTuple):
    process: Process
    left: Part


def judge_all(paths: Sequence[Item], work: Work[Item, Result], jobs: int) -> Generator[Result]:
    """What ``work`` makes of each path, in their order; standard input is read here.

    Closed before its end, it ends its processes at once.
    """
    named = [index for index, path in enumerate(paths) if path != STANDARD_INPUT]
    crew = _Crew(paths, named, work, processes(jobs, len(named)))
    try:
        for index, path in enumerate(paths):
            yield work.judge(path) if path == STANDARD_INPUT else crew.result(index)
    finally:
        crew.stop()


def processes(jobs: int, files: int) -> int:
    """How many processes are of use, whatever is asked."""
    return max(1, min(jobs, files, _MOST, _FOR_EACH_CPU * (os.cpu_count() or 1)))


class _Crew(Generic[Item, Result]):
    """The processes, what each has left to judge, and what has been judged."""

    def __init__(
        self,
        paths: Sequence[Item],
        named: Sequence[int],
        work: Work[Item, Result],
        count: int,
    ) -> None:
        size = max(1, min(_LARGEST, len(named) // (count * _CHUNKS)))
        self.paths = paths
        self.work = work
        self.count = count
        self.parts = deque(deque(named[at : at + size]) for at in range(0, len(named), size))
        self.results: dict[int, Result] = {}
        self.suspects: set[int] = set()
        self.workers: dict[Connection, _Worker] = {}
        self.processes: list[Process] = []

    def result(self, index: int) -> Result:
        """What became of this path, once it is known."""
        while index not in self.results:
            self._hire()
            # Of no pipe at all it would wait for ever.
            ready = wait(list(self.workers)) if self.workers else []
            for connection in [one for one in self.workers if one in ready]:
                self._hear(connection)
        return self.results.pop(index)

    def stop(self) -> None:
        """End every process now: nobody waits for what it does."""
        with _undisturbed():
            for process in self.processes:
                process.kill()
            for process in self.processes:
                process.join()
            for connection in self.workers:
                connection.close()

    def _hire(self) -> None:
        """As many processes as there is work for."""
        while self.parts and len(self.workers) < self.count:
            try:
                connection = self._start()
            except OSError:
                if self.workers:
                    return  # The system has no room for one more: those that run will do.
                for index in self.parts.popleft():
                    self.results[index] = self.work.judge(self.paths[index])
            else:
                self._assign(connection)

    def _start(self) -> Connection:
        with _undisturbed():
            ours, theirs = Pipe()
            process = Process(target=_serve, args=(ours, theirs, self.work), daemon=True)
            try:
                process.start()
            except OSError:
                ours.close()
                raise
            finally:
                theirs.close()
            self.processes.append(process)
            self.workers[ours] = _Worker(process, deque())
        return ours

    def _assign(self, connection: Connection) -> None:
        """Give the process the next part, or let it go."""
        if not self.parts:
            self._dismiss(connection)
            return
        left = self.workers[connection].left
        left.extend(self.parts.popleft())
        with suppress(OSError):  # It is dead: what is heard of it next says so.
            connection.send([self.paths[index] for index in left])

    def _hear(self, connection: Connection) -> None:
        left = self.workers[connection].left
        try:
            result = connection.recv()
        except (EOFError, OSError):
            self._dismiss(connection)
            self._share(left)
            return
        self.results[left.popleft()] = result
        if not left:
            self._assign(connection)

    def _dismiss(self, connection: Connection) -> None:
        connection.close()
        del self.workers[connection]

    def _share(self, left: Part) -> None:
        """Leave to others what a dead process had left; the file it died at is tried once more."""
        suspect = left.popleft()
        if left:
            self.parts.appendleft(left)
        if suspect not in self.suspects:
            self.suspects.add(suspect)
            self.parts.appendleft(deque([suspect]))
            return
        self.results[suspect] = self.work.lost(self.paths[suspect], ProcessLost())


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C comes after, and to a process that is started here not before it has chosen."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# --- In the other process


def _serve(ours: Connection, theirs: Connection, work: Work[Item, Result]) -> None:
    """Judge what is asked, until whoever asks is gone."""
    # Ctrl-C reaches the whole group: the first process alone says so.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ours.close()  # Or the end of the first process would not be seen.
    try:
        while True:
            for path in theirs.recv():
                theirs.send(work.portable(work.judge(path)))
    except Exception:  # noqa: BLE001 - the first process sees which answer is missing
        return
