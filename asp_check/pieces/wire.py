"""A paper as JSON and back, exactly: how it travels between two processes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from asp_check.pieces.model import Box, Page, Paper, Seal, Tick, Word

Row = list[Any]
"""A named tuple as JSON has it."""


def dumps(paper: Paper) -> str:
    """One line of ASCII.

    >>> paper = Paper("va.pdf", "00", "pdf", notes=("javascript",))
    >>> loads(dumps(paper)) == paper
    True
    """
    return json.dumps(paper, default=_plain)


def loads(text: str | bytes) -> Paper:
    """The paper that ``dumps`` wrote."""
    path, sha256, form, pages, seals, notes, unread, unreadable, data = json.loads(text)
    return Paper(
        path=path,
        sha256=sha256,
        form=form,
        pages=tuple(map(_page, pages)),
        seals=tuple(map(_seal, seals)),
        notes=tuple(notes),
        unread=unread,
        unreadable=unreadable,
        data=_frozen(data),
    )


def _plain(value: object) -> dict[Any, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value).__name__)


def _frozen(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _boxes(rows: list[Row]) -> tuple[Box, ...]:
    return tuple(Box(*row) for row in rows)


def _word(row: Row) -> Word:
    text, box, *rest = row
    return Word(text, Box(*box), *rest)


def _tick(row: Row) -> Tick:
    box, *rest = row
    return Tick(Box(*box), *rest)


def _page(row: Row) -> Page:
    number, width, height, words, ticks, rules, images, inks, blanks, scan = row
    return Page(
        number=number,
        width=width,
        height=height,
        words=tuple(map(_word, words)),
        ticks=tuple(map(_tick, ticks)),
        rules=_boxes(rules),
        images=_boxes(images),
        inks=_boxes(inks),
        blanks=_boxes(blanks),
        scan=scan,
    )


def _seal(row: Row) -> Seal:
    seal = Seal(*row)
    return seal if seal.box is None else seal._replace(box=Box(*seal.box))
