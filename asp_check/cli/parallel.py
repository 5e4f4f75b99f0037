"""The same work in several processes; imported only for ``--jobs``."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from asp_check.files import STANDARD_INPUT
from asp_check.finding import UsageError

if TYPE_CHECKING:
    from asp_check.cli.run import Result, Work

_CHUNKS = 4
"""Parts of the work for each process: few enough to be cheap, enough to share it evenly."""

_work: list[Work] = []
"""What this process was given to do its part with."""


def judge_all(paths: Sequence[str], work: Work, jobs: int) -> Iterator[Result]:
    """What ``work`` makes of each path, in their order; standard input is read here."""
    named = [path for path in paths if path != STANDARD_INPUT]
    pool = ProcessPoolExecutor(min(jobs, len(named)) or 1, initializer=_start, initargs=(work,))
    try:
        chunk = max(1, len(named) // (jobs * _CHUNKS))
        results = pool.map(_judge, named, chunksize=chunk)
        for path in paths:
            yield work.judge(path) if path == STANDARD_INPUT else next(results)
    finally:
        # On Ctrl-C what has not begun is left undone.
        pool.shutdown(wait=False, cancel_futures=True)


def _start(work: Work) -> None:
    # Ctrl-C reaches the whole group: the first process alone says so.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work[:] = [work]


def _judge(path: str) -> Result:
    """The report or the refusal, without the mappings that do not travel."""
    result = _work[0].judge(path)
    if isinstance(result, UsageError):
        return result
    return result._replace(options=dict(result.options), ignored=dict(result.ignored))
