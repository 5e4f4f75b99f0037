"""Lists that show all their lines: only those that are lit, and stored, are what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from asp_check.pieces.model import Box
from asp_check.pieces.pdf.fields import Stored
from asp_check.pieces.pdf.lettering import Run
from asp_check.pieces.pdf.objects import Drawing
from asp_check.pieces.pdf.second import plain

_LINES = 1.8
"""What lights a line is no higher than this many lines."""


def unchosen(
    runs: Sequence[Run], stored: Mapping[int, Stored], found: Sequence[Drawing]
) -> dict[int, str]:
    """The words of lists that are not chosen, by their numbers: ``unlit``, or why they are in doubt."""
    told: dict[int, str] = {}
    for source, item in stored.items():
        if item.kind == "list":
            lights = [d.box for d in found if d.source == source and d.kind == "path"]
            told |= _of_list(
                _lines(runs, source), set(map(plain, item.value.split("\n"))), lights, runs
            )
    return told


def _lines(runs: Sequence[Run], source: int) -> list[list[int]]:
    """The numbers of the words of a list, line by line."""
    lines: list[list[int]] = []
    for number, run in enumerate(runs):
        if run.source == source:
            if lines and abs(runs[lines[-1][0]].box.top - run.box.top) < 0.5 * run.box.height:
                lines[-1].append(number)
            else:
                lines.append([number])
    return lines


def _of_list(
    lines: Sequence[Sequence[int]], value: set[str], lights: Sequence[Box], runs: Sequence[Run]
) -> dict[int, str]:
    told: dict[int, str] = {}
    agreed = True
    for line in lines:
        lit = any(_lights(light, runs[line[0]].box) for light in lights)
        agreed &= lit == (plain("".join(runs[number].text for number in line)) in value)
        if not lit:
            told |= dict.fromkeys(line, "unlit")
    return told if agreed else {number: "stored" for line in lines for number in line}


def _lights(light: Box, line: Box) -> bool:
    middle = light.holds((line.left + line.right) / 2, (line.top + line.bottom) / 2)
    return middle and light.height < _LINES * line.height
