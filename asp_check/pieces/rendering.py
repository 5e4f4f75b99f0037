"""Pages as pictures, made in a process of its own: what draws a hostile file is bounded, and let go."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from asp_check.pieces.image import Unfit
from asp_check.pieces.model import Form

if TYPE_CHECKING:
    from PIL.Image import Image

MEMORY, COMPUTING, CLOCK = 1_500_000_000, 120, 30.0
"""Bytes and seconds that a file may take, and seconds by the clock that a page may."""

_MOST = 120_000_000
_ROOT = str(Path(__file__).resolve().parents[2])
_COMMAND = (
    *(sys.executable, "-P", "-c"),
    "import sys; sys.path.append(sys.argv[1]); from asp_check.pieces.rendering import serve; serve()",
    _ROOT,
)


def rendered(
    data: bytes, form: Form, numbers: Sequence[int], dpi: float
) -> Iterator[tuple[int, Image]]:
    """The pages of these numbers as grey pictures, one at a time; ``Unfit`` where that cannot be."""
    from PIL import Image  # noqa: PLC0415 - only where there is one

    question = json.dumps({"form": form, "numbers": list(numbers), "dpi": dpi, "size": len(data)})
    child = subprocess.Popen(  # noqa: S603 - this very interpreter
        _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        if child.stdin is None or child.stdout is None:
            raise Unfit("crash")
        with contextlib.suppress(OSError):
            child.stdin.write(question.encode("ascii") + b"\n" + data)
            child.stdin.close()
        while (answer := _next(child, child.stdout)) is not None:
            number, width, height, pixels = answer
            yield number, Image.frombytes("L", (width, height), pixels)
    finally:
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        child.wait()


def _next(child: subprocess.Popen[bytes], answers: IO[bytes]) -> tuple[int, int, int, bytes] | None:
    """The next page, or nothing after the last one."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    watch = threading.Timer(CLOCK, stop)
    watch.daemon = True
    watch.start()
    try:
        line = answers.readline(1000)
        said: dict[str, Any] = json.loads(line) if line.endswith(b"\n") else {"unfit": "crash"}
        if "unfit" in said:
            raise Unfit("timeout" if late.is_set() else said["unfit"])
        if "number" not in said:
            return None
        width, height = said["width"], said["height"]
        pixels = answers.read(width * height) if 0 < width * height <= _MOST else b""
        if not pixels or len(pixels) != width * height:
            raise Unfit("timeout" if late.is_set() else "crash")
        return said["number"], width, height, pixels
    finally:
        watch.cancel()


# --- The child


def serve() -> None:
    """Draw what the parent asks for, then end."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _limit()
    question = json.loads(sys.stdin.buffer.readline())
    try:
        _draw(question, sys.stdin.buffer.read(question["size"]), answers)
        end = {}
    except Unfit as unfit:
        end = {"unfit": unfit.why}
    except MemoryError:
        end = {"unfit": "memory"}
    except Exception:  # noqa: BLE001 - whatever a file does to what draws it, the parent is told
        end = {"unfit": "crash"}
    with contextlib.suppress(OSError):
        answers.write(json.dumps(end).encode("ascii") + b"\n")
        answers.flush()


def _draw(question: dict[str, object], data: bytes, answers: IO[bytes]) -> None:
    from asp_check.pieces.raster import pages  # noqa: PLC0415 - costly to import

    for number, picture in pages(data, question["form"], question["numbers"], question["dpi"]):  # type: ignore[arg-type]
        said = {"number": number, "width": picture.width, "height": picture.height}
        answers.write(json.dumps(said).encode("ascii") + b"\n")
        answers.write(picture.tobytes())
        answers.flush()


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - some systems have none: there the clock alone limits
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, COMPUTING),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
