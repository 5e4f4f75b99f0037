"""Signatures: strokes of a pen, and the picture of them."""

from __future__ import annotations

import io
import random
from functools import cache

from PIL import Image, ImageDraw

Point = tuple[float, float]
Stroke = list[Point | tuple[Point, Point, Point]]


def lines(seed: int, width: float, height: float) -> list[Stroke]:
    """Two or three strokes within a box: a start, then Bézier curves; from the bottom left."""
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    strokes: list[Stroke] = []
    start = chance.uniform(0.02, 0.1) * width
    stroke: Stroke = [(start, chance.uniform(0.3, 0.5) * height)]
    x = start
    for _ in range(chance.randint(6, 9)):
        step = chance.uniform(0.05, 0.11) * width
        high = chance.uniform(0.55, 0.98) * height
        low = chance.uniform(0.1, 0.4) * height
        stroke.append(((x + step * 0.2, high), (x + step * 1.3, high), (x + step, low)))
        x += step
    strokes.append(stroke)
    flourish: Stroke = [(start, chance.uniform(0.12, 0.22) * height)]
    flourish.append(
        (
            (x * 0.4, 0.02 * height),
            (x * 0.8, 0.3 * height),
            (x * 1.05, chance.uniform(0.1, 0.3) * height),
        )
    )
    strokes.append(flourish)
    return strokes


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
    now = stroke[0]
    assert len(now) == 2  # noqa: S101 - the first is a point
    for curve in stroke[1:]:
        a, b, c = curve  # type: ignore[misc]
        for step in range(13):
            t = step / 12
            u = 1 - t
            path.append(
                (
                    u**3 * now[0] + 3 * u * u * t * a[0] + 3 * u * t * t * b[0] + t**3 * c[0],  # type: ignore[operator,index]
                    height
                    - (u**3 * now[1] + 3 * u * u * t * a[1] + 3 * u * t * t * b[1] + t**3 * c[1]),  # type: ignore[operator,index]
                )
            )
        now = c
    return path
