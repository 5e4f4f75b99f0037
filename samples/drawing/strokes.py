"""Signatures: strokes of a pen, and the picture of them."""

from __future__ import annotations

import io
import random
from functools import cache
from typing import NamedTuple

from PIL import Image, ImageDraw

Point = tuple[float, float]


class Stroke(NamedTuple):
    """A start, then Bézier curves: two handles and an end each; from the bottom left."""

    start: Point
    curves: tuple[tuple[Point, Point, Point], ...]


def lines(seed: int, width: float, height: float) -> tuple[Stroke, Stroke]:
    """A name and a flourish, within a box."""
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    left = chance.uniform(0.02, 0.1) * width
    start = (left, chance.uniform(0.3, 0.5) * height)
    curves, x = [], left
    for _ in range(chance.randint(6, 9)):
        step = chance.uniform(0.05, 0.11) * width
        high = chance.uniform(0.55, 0.98) * height
        low = chance.uniform(0.1, 0.4) * height
        curves.append(((x + step * 0.2, high), (x + step * 1.3, high), (x + step, low)))
        x += step
    under = (left, chance.uniform(0.12, 0.22) * height)
    end = (x * 1.05, chance.uniform(0.1, 0.3) * height)
    sweep = (((x * 0.4, 0.02 * height), (x * 0.8, 0.3 * height), end),)
    return Stroke(start, tuple(curves)), Stroke(under, sweep)


@cache
def picture(seed: int) -> bytes:
    """A PNG of a signature, as cut out of a scan: dark blue on nothing."""
    image = Image.new("P", (300, 110), 0)
    image.putpalette([255, 255, 255, 27, 42, 107])
    draw = ImageDraw.Draw(image)
    for stroke in lines(seed, 290, 100):
        draw.line(points(stroke, 110), fill=1, width=3, joint="curve")
    out = io.BytesIO()
    image.save(out, "PNG", transparency=0, optimize=True)
    return out.getvalue()


def points(stroke: Stroke, height: float) -> list[Point]:
    """A stroke as short lines, from the top left."""
    path: list[Point] = []
    now = stroke.start
    for a, b, end in stroke.curves:
        for step in range(13):
            t = step / 12
            u = 1 - t
            x = u**3 * now[0] + 3 * u * u * t * a[0] + 3 * u * t * t * b[0] + t**3 * end[0]
            y = u**3 * now[1] + 3 * u * u * t * a[1] + 3 * u * t * t * b[1] + t**3 * end[1]
            path.append((x, height - y))
        now = end
    return path
