"""``--watch``: the same run again, each time that a file it reads is saved."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from asp_check.files import STANDARD_INPUT
from asp_check.finding import UsageError

_PAUSE = 0.3
"""Seconds between two looks; a look at a thousand files takes a few milliseconds."""

_MOST = 50_000
"""Files looked at: beyond, a look would take longer than the pause."""

State = dict[str, tuple[int, int, int]]
"""Of each file, what changes when it is saved: when, how large, which one."""


Run = Callable[[Sequence[str], Mapping[str, Any], str], int]
"""What a command does: with its arguments, its options and its language, to an exit code."""


def watching(arguments: Sequence[str], asked: Mapping[str, Any], lang: str, run: Run) -> int:
    """What ``run`` comes to, again at each change of a file that it reads."""
    from asp_check.cli import console
    from asp_check.cli.options import piece_paths

    read = [*arguments, *piece_paths(asked)]
    read += [path for name in _READ if (path := asked.get(name)) is not None]
    waiting = (
        "En attente d’une modification (Ctrl-C pour finir)…",
        "Waiting for a change (Ctrl-C to end)…",
    )
    return watch(
        read,
        lambda: run(arguments, asked, lang),
        lambda: console.tell(waiting[lang == "en"]),
    )


_READ = ("template", "templates", "config", "dispositifs", "avance")
"""The options that name what is read beside the arguments."""


def watch(paths: Sequence[str], run: Callable[[], int], tell: Callable[[], None]) -> int:
    """Run, then again after each change of what ``paths`` name, until Ctrl-C; the last exit code."""
    if STANDARD_INPUT in paths:
        raise UsageError(
            "--watch : l’entrée standard ne se lit qu’une fois ; indiquez un fichier",
            "--watch: standard input can be read only once; name a file",
        )
    code = run()
    try:
        while True:
            seen = state(paths)
            tell()
            _wait(paths, seen)
            code = run()
    except KeyboardInterrupt:
        return code


def _wait(paths: Sequence[str], seen: State) -> None:
    """Wait for a change, and then until nothing changes: an editor writes in several steps."""
    while (now := state(paths)) == seen:
        time.sleep(_PAUSE)
    while True:
        time.sleep(_PAUSE)
        later = state(paths)
        if later == now:
            return
        now = later


def state(paths: Sequence[str]) -> State:
    """When each of these files, and of the files below these folders, was last written."""
    found: State = {}
    for name in _files(paths):
        try:
            known = os.stat(name)
        except (OSError, ValueError):
            continue  # Being replaced, or gone: its return is a change.
        found[name] = known.st_mtime_ns, known.st_size, known.st_ino
        if len(found) >= _MOST:
            break
    return found


def _files(paths: Sequence[str]) -> Iterator[str]:
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        for folder, _, names in os.walk(path):
            yield from (os.path.join(folder, name) for name in sorted(names))
