"""The two streams: reports and help to standard output, complaints to standard error.

Whatever the streams are (closed, full, cp1252, ASCII, gone), nothing here ends in a traceback.
"""

from __future__ import annotations

import os
import sys
from typing import Any, TextIO

from asp_check.finding import UsageError


def write_text(text: str) -> None:
    """Write to standard output, in its own encoding."""
    stream = sys.stdout
    if stream is not None:
        _write(stream, _encoded(text, stream), text)


def write_utf8(text: str) -> None:
    """Write to standard output in UTF-8 with LF, whatever its encoding."""
    if sys.stdout is not None:
        _write(sys.stdout, text.encode("utf-8", "backslashreplace"), text)


def write_bytes(data: bytes) -> None:
    """Write to standard output, as it is."""
    if sys.stdout is not None:
        _write(sys.stdout, data, data.decode("utf-8", "replace"))


def complain(message: str) -> None:
    """Write one line to standard error, with the name of the program."""
    tell(f"asp-check: {message}")


def tell(message: str) -> None:
    """Write one line to standard error."""
    from asp_check.report import escape

    stream = sys.stderr
    if stream is None:
        return
    line = f"{escape.message(message)}\n"
    try:
        _write(stream, _encoded(line, stream), line)
    except UsageError:
        return  # There is nobody left to tell.


def has_color() -> bool:
    """Whether standard output is a terminal that may be coloured (https://no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:
        return False


def width() -> int:
    """How many columns standard output has; 100 where it is not a terminal."""
    if sys.stdout is None or not has_tty():
        return 100
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns


def has_tty() -> bool:
    """Whether standard output is a terminal."""
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:
        return False


def _encoded(text: str, stream: TextIO) -> bytes:
    """The text in the encoding of the stream; what it cannot write is written otherwise."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if text.isascii():
        return text.encode("ascii") if _is_ascii_superset(encoding) else text.encode(encoding)
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        from asp_check.report.text import degrade

        return degrade(text, encoding).encode(encoding, "backslashreplace")


def _is_ascii_superset(encoding: str) -> bool:
    return not encoding.lower().startswith(("utf-16", "utf16", "utf-32", "utf32", "cp037", "cp500"))


def _write(stream: TextIO, data: bytes, text: str) -> None:
    """Write, and flush so that an error shows here and not when the program ends."""
    try:
        buffer: Any = getattr(stream, "buffer", None)
        stream.flush()
        if buffer is None:
            stream.write(text)  # A stream of memory.
        else:
            buffer.write(data)
            buffer.flush()
        stream.flush()
    except BrokenPipeError:
        _silence(stream)  # Whoever was reading has read enough.
    except OSError as error:
        _silence(stream)
        from asp_check import files

        fr, en = files.why(error)
        raise UsageError(
            f"écriture impossible sur la sortie ({fr}) ; écrivez dans un fichier avec --output",
            f"output cannot be written ({en}); write to a file with --output",
        ) from None
    except ValueError:
        return  # The stream was closed.


def _silence(stream: TextIO) -> None:
    """Send what is left in the buffers nowhere, so that the end of the program is quiet."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
