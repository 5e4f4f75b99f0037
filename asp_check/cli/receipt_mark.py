"""``asp-check receipt mark --passed STAGE``, and receipts printed: both read receipts and no more."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from asp_check import __version__, files
from asp_check.cli import CONFORM, NONCONFORM, UNUSABLE, console
from asp_check.cli import receipt_files as disk
from asp_check.cli.overwriting import refuse_read
from asp_check.cli.receipt_advice import no_receipt, none_below
from asp_check.cli.work import Complaints
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
        today = (instant("now") or "")[:10]
        stage = Passed(asked["passed"], _day(asked["on"], today))
        if not arguments:
            raise _none_named("mark")
    except UsageError as error:
        complaints.add(error)
        return UNUSABLE
    for path in _receipts(arguments, complaints):
        try:
            code = max(code, _marked(path, stage, today, lang))
        except UsageError as error:
            complaints.add(error)
    return UNUSABLE if complaints.said else code


def _marked(target: str, stage: Passed, today: str, lang: str) -> int:
    """Mark one receipt, whose file must still be the one that was checked."""
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
    _refuse_before(receipt, stage, today, file)
    marked = receipt.marked(stage)
    if marked != receipt:
        disk.write(target, marked)
    before = next((one.on for one in receipt.passed if one.stage == stage.stage), "")
    console.write_text(f"{shown}{_noted(stage, before)[lang == 'en']}\n")
    return CONFORM


def _noted(stage: Passed, before: str) -> telling.Words:
    """What became of a mark, where the stage bore that of the day ``before``, or none."""
    fr, en = telling.STAGES[stage.stage]
    if before == stage.on:
        return f" : {fr}, déjà noté ({before})", f": {en}, noted already ({before})"
    if before > stage.on:
        return (
            f" : {fr}, un passage plus récent est déjà noté ({before}) ; celui du {stage.on} ne le remplace pas",
            f": {en}, a later day is noted already ({before}); {stage.on} does not replace it",
        )
    replaced = (
        (f" ; remplace le passage du {before}", f"; replaces {before}") if before else ("", "")
    )
    return (
        f" : passé au {fr}, noté ({stage.on}){replaced[0]}",
        f": passed the {en}, noted ({stage.on}){replaced[1]}",
    )


def _day(on: str | None, today: str) -> str:
    """The day that is meant, today in Paris where none is said; ``UsageError`` for one to come."""
    if on is None:
        return today
    shown = files.display(on)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", on, re.ASCII):
        raise UsageError(
            f"--on {shown} : écrivez un jour, par exemple 2025-06-03",
            f"--on {shown}: write a day, such as 2025-06-03",
        )
    day = (instant(on) or "")[:10]
    if day > today:
        raise UsageError(
            f"--on {shown} : ce jour est à venir (aujourd’hui : {today}) ; un passage se note une fois constaté",
            f"--on {shown}: this day is to come (today is {today}); a stage is noted once it was passed",
        )
    return day


def _refuse_before(receipt: Receipt, stage: Passed, today: str, file: str) -> None:
    """Raise for a day before that of the check.

    A check may be as of a day to come, that of the deposit: then any day until today may be meant.
    """
    checked = (receipt.as_of or "")[:10]
    if checked <= today and stage.on < checked:
        shown = files.display(file)
        raise UsageError(
            f"{shown} : contrôlé au {checked}, donc pas encore passé le {stage.on} ; corrigez --on",
            f"{shown}: checked as of {checked}, so not yet passed on {stage.on}; correct --on",
        )


def _receipts(arguments: Sequence[str], complaints: Complaints) -> Iterator[str]:
    """The receipts that the arguments name: of a folder, every one below it."""
    met: set[str] = set()
    for path in arguments:
        named = [_receipt_path(path)]
        if os.path.isdir(path):
            found = disk.below(path)
            for error in found.errors:
                complaints.add(error)
            named = [one for one in found.paths if disk.is_receipt(one)]
            if not named and not found.errors:
                complaints.add(none_below(path, found.paths))
        elif not os.path.lexists(named[0]) and os.path.isfile(path):
            complaints.add(no_receipt(path))
            continue
        for one in named:
            if (whole := os.path.abspath(one)) not in met:
                met.add(whole)
                yield one


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
    for target in _receipts(arguments, complaints):
        try:
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
    refuse_read(output, paths, ("ce fichier est lu", "this file is read"))
    files.write(output, content.encode("utf-8", "backslashreplace"))
