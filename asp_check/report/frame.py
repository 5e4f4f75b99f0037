"""A finding's place, drawn for a terminal: its line between its neighbours, carets below, the model's."""

from __future__ import annotations

from collections.abc import Callable

from asp_check.finding import Finding
from asp_check.report import cells as drawing
from asp_check.report.excerpt import Row, rows

Paint = Callable[[str, str], str]
"""From a style and a text to the text in that style."""

MINIMUM = 20
"""Columns left to the text of a line, however narrow the screen."""


def frame(
    finding: Finding, data: bytes, model: bytes | None, *, width: int, word: str, paint: Paint
) -> list[str]:
    """The lines of the frame; only the model's where the bytes cannot be shown at that place."""
    gutter = max(len(word), len(str(finding.line + 1)))
    budget = max(width - gutter - 3, MINIMUM)
    lines: list[str] = []

    def add(label: str, text: str, style: str = "gutter") -> None:
        edge = paint(style, f"{label:>{gutter}} │")
        lines.append(f"{edge} {text}" if text else edge)

    for row in rows(finding, data, model, budget):
        text = drawing.text(row.before + row.mark + row.after)
        if row.kind == "model":
            add(word, text, "model")
            continue
        add(str(row.number), text)
        if row.kind == "place":
            indent, carets = _carets(row, budget)
            add("", " " * indent + paint(finding.severity.value, carets))
    return lines


def _carets(row: Row, budget: int) -> tuple[int, str]:
    """How many columns lie before the mark, and what is drawn below it."""
    indent, carets = drawing.width(row.before), drawing.width(row.mark)
    if row.mark and not carets:
        indent = max(indent - 1, 0)  # an accent alone sits on the character before it
    more = "…" if row.more and indent + carets < budget else ""
    return indent, "^" * max(carets, 1) + more
