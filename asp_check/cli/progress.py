"""How far a long run has come, on standard error; nothing where that is no terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import click

from asp_check.text import shorten, visible

Result = TypeVar("Result")

_FROM = 2
"""Items from which a run may be long."""

_LARGE = 1 << 20
"""Bytes of a paper that takes a while to read by itself."""

_NAME = 40


def shown(results: Iterable[Result], names: Sequence[str], lang: str) -> Iterator[Result]:
    """The same results, while a bar tells how many of ``names`` have come and which is next."""
    if len(names) < _FROM:
        return iter(results)
    return _with_bar(results, names, ("Contrôle", "Checking")[lang == "en"])


def read_papers(lang: str) -> Callable[[Iterable[Result], Sequence[str]], Iterable[Result]]:
    """What passes on papers as they are read, with a bar where there are several or a large one."""

    def passed(papers: Iterable[Result], paths: Sequence[str]) -> Iterable[Result]:
        if len(paths) < _FROM and not any(map(_is_large, paths)):
            return papers
        return _with_bar(papers, paths, ("Lecture", "Reading")[lang == "en"])

    return passed


def _with_bar(results: Iterable[Result], names: Sequence[str], label: str) -> Iterator[Result]:
    if not _is_seen():
        yield from results
        return
    with click.progressbar(
        length=len(names),
        label=label,
        file=sys.stderr,
        show_pos=True,
        item_show_func=_item,
        width=24,
    ) as bar:
        bar.update(0, names[0])
        for index, result in enumerate(results, start=1):
            yield result
            bar.update(1, names[index] if index < len(names) else None)


def _is_large(path: str) -> bool:
    try:
        return os.stat(path).st_size >= _LARGE
    except (OSError, ValueError):
        return False  # Reading it says so.


def _is_seen() -> bool:
    try:
        return sys.stderr is not None and sys.stderr.isatty()
    except ValueError:
        return False


def _item(name: str | None) -> str:
    return "" if name is None else shorten(visible(name), _NAME)
