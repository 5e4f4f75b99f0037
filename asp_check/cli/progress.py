"""How far a long run has come, on standard error; nothing where that is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import click

from asp_check.text import shorten, visible

Result = TypeVar("Result")

FROM = 2
"""Items from which a run may be long."""

_NAME = 40


def shown(results: Iterable[Result], names: Sequence[str], lang: str) -> Iterator[Result]:
    """The same results, while a bar tells how many of ``names`` have come and which is next."""
    if len(names) < FROM or not _is_seen():
        yield from results
        return
    with click.progressbar(
        length=len(names),
        label=("Contrôle", "Checking")[lang == "en"],
        file=sys.stderr,
        show_pos=True,
        item_show_func=_item,
        width=24,
    ) as bar:
        bar.update(0, names[0])
        for index, result in enumerate(results, start=1):
            yield result
            bar.update(1, names[index] if index < len(names) else None)


def _is_seen() -> bool:
    try:
        return sys.stderr is not None and sys.stderr.isatty()
    except ValueError:
        return False


def _item(name: str | None) -> str:
    return "" if name is None else shorten(visible(name), _NAME)
