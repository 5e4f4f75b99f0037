"""``asp-check receipt mark --passed STAGE``, and receipts printed: both read receipts and no more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from asp_check import __version__, files
from asp_check.cli import CONFORM, NONCONFORM, UNUSABLE, console
from asp_check.cli import receipt_files as disk
from asp_check.cli.run import Complaints
from asp_check.finding import UsageError
from asp_check.inputs import instant
from asp_check.receipt import form, page, telling, text
from asp_check.receipt.model import SUFFIX, Passed, Receipt
from asp_check.report import escape


def mark(arguments: Sequence[str], asked: Mapping[str, Any], lang: str) -> int:
    """Note in receipts that their files passed a stage; the exit code."""
    complaints = Complaints(lang)
    code = CONFORM
    try:
        stage = Passed(asked["passed"], _day(asked["on"]))
        if not arguments:
            raise _none_named("mark")
    except UsageError as error:
        complaints.add(error)
        return UNUSABLE
    for path in arguments:
        try:
            code = max(code, _marked(path, stage, lang))
        except UsageError as error:
            complaints.add(error)
    return UNUSABLE if complaints.said else code


def _marked(path: str, stage: Passed, lang: str) -> int:
    """Mark one receipt, whose file must still be the one that was checked."""
    target = _receipt_path(path)
    receipt = disk.load(target)
    file = target[: -len(SUFFIX)]
    shown = escape.path(file)
    if disk.measured(file).sha256 != receipt.file.sha256:
        told = (
            f"{shown} : modifié depuis le contrôle ; rien n’est noté",
            f"{shown}: changed since the check; nothing is noted",
        )
        console.write_text(f"{told[lang == 'en']}\n")
        return NONCONFORM
    kept = tuple(one for one in receipt.passed if one.stage != stage.stage)
    passed = tuple(sorted((*kept, stage), key=lambda one: (one.on, one.stage)))
    if passed != receipt.passed:
        disk.write(target, receipt._replace(passed=passed))
    name = telling.STAGES[stage.stage][lang == "en"]
    told = (f"{shown} : passé au {name}, noté", f"{shown}: passed the {name}, noted")
    console.write_text(f"{told[lang == 'en']} ({stage.on})\n")
    return CONFORM


def _day(on: str | None) -> str:
    """The day that is meant; today in Paris where none is said."""
    if on is None:
        return (instant("now") or "")[:10]
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", on, re.ASCII):
        return (instant(on) or "")[:10]
    shown = files.display(on)
    raise UsageError(
        f"--on {shown} : écrivez un jour, par exemple 2025-06-03",
        f"--on {shown}: write a day, such as 2025-06-03",
    )


def _receipt_path(path: str) -> str:
    return path if disk.is_receipt(path) else disk.beside(path)


def _none_named(command: str) -> UsageError:
    return UsageError(
        f"indiquez au moins un fichier ou un reçu ; voir asp-check receipt {command} --help",
        f"name at least one file or receipt; see asp-check receipt {command} --help",
    )


def show(arguments: Sequence[str], asked: Mapping[str, Any], lang: str) -> int:
    """Print the receipts of the arguments in the form asked for; the exit code."""
    complaints = Complaints(lang)
    receipts: list[Receipt] = []
    paths: list[str] = []
    for path in arguments:
        try:
            target = _receipt_path(path)
            receipts.append(disk.load(target))
            # What it attests is not read, and is the last thing to be written over.
            paths += [target, target[: -len(SUFFIX)]]
        except UsageError as error:
            complaints.add(error)
    try:
        if not arguments:
            raise _none_named("write")
        if receipts:
            _print(receipts, paths, asked, lang)
    except UsageError as error:
        complaints.add(error)
    return UNUSABLE if complaints.said else CONFORM


def _print(
    receipts: Sequence[Receipt], paths: Sequence[str], asked: Mapping[str, Any], lang: str
) -> None:
    kind, output = asked["form"] or "text", asked["output"]
    if kind == "html":
        content = page.render(receipts, lang, __version__)
    elif kind == "json":
        each = [form.render(receipt).decode().rstrip("\n") for receipt in receipts]
        content = (each[0] if len(each) == 1 else "[\n" + ",\n".join(each) + "\n]") + "\n"
    else:
        content = "\n".join(text.render(receipt, lang) for receipt in receipts)
    if output is None or output == files.STANDARD_INPUT:
        (console.write_text if kind == "text" else console.write_utf8)(content)
        return
    if any(files.same_file(output, path) for path in paths):
        shown = files.display(output)
        raise UsageError(
            f"--output {shown} : ce fichier est lu ; choisissez un autre nom",
            f"--output {shown}: this file is read; choose another name",
        )
    files.write(output, content.encode("utf-8", "backslashreplace"))
