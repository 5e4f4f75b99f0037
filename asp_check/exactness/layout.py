"""Blanks between tokens: newlines, the end of the file, indentation; one finding for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from asp_check.finding import Edit, Link, Problem
from asp_check.text import NEWLINE, decode, visible

RULES = frozenset({"E201", "E202", "E203", "T501"})
"""What ``--layout`` governs."""

_NAMES = {b"\n": "LF", b"\r\n": "CRLF", b"\r": "CR"}
_SHOWN = 4
_SAMPLE = 1000
"""Gaps that are looked at to name what happened, and edits that one finding proposes."""


class Gap(NamedTuple):
    """Blanks of the file that are not those of the model."""

    start: int
    end: int
    model: bytes
    last: bool
    """It ends the file."""


def layout_problems(
    text: bytes, gaps: Sequence[Gap], newlines: Sequence[bytes], counted: bytes
) -> list[Problem]:
    """The findings for these gaps; ``newlines`` are the model's styles of line end.

    ``counted`` is the text of all gaps of the file that could be compared, for the count of styles.
    """
    ends: list[tuple[int, int, bytes]] = []
    others: list[Gap] = []
    final: list[Gap] = []
    foreign = _foreign(newlines, counted)
    for gap in gaps:
        found = text[gap.start : gap.end]
        same = _normal(found) == _normal(gap.model)
        if same or foreign:
            ends += _other_newlines(gap, found)
        if not same:
            (final if gap.last else others).append(gap)
    problems = []
    if ends:
        problems.append(_newlines(ends, newlines, counted))
    problems += [_end_of_file(text, gap) for gap in final]
    if others:
        problems.append(_layout(text, others))
    return problems


def _normal(blanks: bytes) -> bytes:
    return NEWLINE.sub(b"\n", blanks)


def _foreign(newlines: Sequence[bytes], counted: bytes) -> bool:
    """Whether most line ends of the file are of a style that the model does not use."""
    found = Counter(NEWLINE.findall(counted)).most_common(1)
    return bool(found) and found[0][0] not in newlines


def _other_newlines(gap: Gap, found: bytes) -> list[tuple[int, int, bytes]]:
    """Spans of the line ends that are not written as the model's are, with the model's."""
    wanted = NEWLINE.findall(gap.model)
    if not wanted:
        return []
    spans = []
    for i, m in enumerate(NEWLINE.finditer(found)):
        style = wanted[min(i, len(wanted) - 1)]
        if m.group() != style:
            spans.append((gap.start + m.start(), gap.start + m.end(), style))
    return spans


def _newlines(
    ends: list[tuple[int, int, bytes]], newlines: Sequence[bytes], counted: bytes
) -> Problem:
    start, end, style = ends[0]
    styles = [_NAMES[s] for s in dict.fromkeys(NEWLINE.findall(counted))]
    mixed = len(styles) > 1 and len(set(newlines)) < len(styles)
    params = {"model": _NAMES[style], "found": ", ".join(styles), "count": len(ends)}
    edits = tuple(Edit(a, b, decode(s)) for a, b, s in ends[: _SAMPLE + 1])
    fix = edits if len(ends) <= _SAMPLE else None
    return Problem(
        "E202" if mixed else "E201", start, end, None, params,
        _NAMES[style], ", ".join(styles), _links(ends), fix, None, len(ends),
    )  # fmt: skip


def _links(spans: Sequence[tuple[int, int, object]]) -> tuple[Link, ...]:
    return tuple(Link(a, b, None, "also") for a, b, _ in spans[1 : 1 + _SHOWN])


def _end_of_file(text: bytes, gap: Gap) -> Problem:
    found = text[gap.start : gap.end]
    start, end = _trimmed(gap.start, found, gap.model)
    model, shown = visible(decode(gap.model)), visible(decode(found))
    edit = Edit(gap.start, gap.end, decode(gap.model))
    return Problem(
        "E203", start, end, None, {"model": model, "found": shown}, model, shown, fix=(edit,)
    )


def _layout(text: bytes, gaps: list[Gap]) -> Problem:
    first = gaps[0]
    found = text[first.start : first.end]
    start, end = _trimmed(first.start, found, first.model)
    model, shown = visible(decode(first.model)), visible(decode(found))
    params = {"cause": _cause(text, gaps), "model": model, "found": shown, "count": len(gaps)}
    shown_gaps = gaps[: 1 + _SHOWN]
    spans = [(*_trimmed(g.start, text[g.start : g.end], g.model), None) for g in shown_gaps]
    edits = tuple(Edit(g.start, g.end, decode(g.model)) for g in gaps[: _SAMPLE + 1])
    fix = edits if len(gaps) <= _SAMPLE else None
    return Problem(
        "T501", start, end, None, params, model, shown, _links(spans), fix, None, len(gaps)
    )


def _trimmed(start: int, found: bytes, model: bytes) -> tuple[int, int]:
    """The span of what differs: the beginning and the end in common left out."""
    head = 0
    while head < min(len(found), len(model)) and found[head] == model[head]:
        head += 1
    tail = 0
    while tail < min(len(found), len(model)) - head and found[-1 - tail] == model[-1 - tail]:
        tail += 1
    return start + head, start + len(found) - tail


def _cause(text: bytes, gaps: list[Gap]) -> str:
    """What happened to the blanks, in one word."""
    pairs = [(_normal(text[g.start : g.end]), _normal(g.model)) for g in gaps[:_SAMPLE]]
    lines = [(found, model) for found, model in pairs if b"\n" in found or b"\n" in model]
    if lines and all(b"\n" not in found for found, _ in lines):
        return "minified"
    if lines and all(b"\n" not in model for _, model in lines):
        return "pretty-printed"
    if all(re.sub(rb"[ \t]+\n", b"\n", found) == model for found, model in pairs):
        return "trailing-spaces"
    if all(re.sub(rb"\n[ \t]*(?=\n)", b"", found) == model for found, model in pairs):
        return "blank-lines"
    if len(pairs) > 1 and all(b"\n" in found for found, _ in pairs if found):
        tabs = all(b"\t" in found and b"\t" not in model for found, model in pairs)
        return "tabs" if tabs else "reindented"
    if all(b"\t" in found and b"\t" not in model for found, model in pairs):
        return "tabs"
    return "spaces"
