"""What a command reads is never written over."""

from __future__ import annotations

from collections.abc import Iterable

from asp_check.cli.command import Words
from asp_check.finding import UsageError


def refuse_read(output: str | None, read: Iterable[str], why: Words) -> None:
    """Raise if ``output`` is one of the files that are read, or part of any template.

    ``why`` says what this file is, in both languages; standard output is no file.
    """
    from asp_check import catalog, files

    if output is None or output == files.STANDARD_INPUT:
        return
    if catalog.is_part(output) or any(files.same_file(output, path) for path in read):
        shown, (fr, en) = files.display(output), why
        raise UsageError(
            f"--output {shown} : {fr} ; choisissez un autre nom",
            f"--output {shown}: {en}; choose another name",
        )
