"""Dossiers for people at a terminal: the verdict first, what each file is, what differs, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.dossier.model import Dossier, FileRef, Told
from asp_check.finding import MatrixRow, Place, Verdict
from asp_check.report import dossier_grid, escape, groups, summary
from asp_check.report.dossier import Batch, Style, overall
from asp_check.report.dossier_grid import is_unnamed, matters
from asp_check.report.dossier_words import LANGUAGES, number
from asp_check.report.text import Writer
from asp_check.report.words import LANGUAGES as PLAIN
from asp_check.text import shorten

JOINT = ""

_REASON = 160


def one(dossier: Dossier, style: Style) -> str:
    """The text of one dossier; where there are many, only of one that says something, and if asked."""
    if style.many and not (style.full and (dossier.findings or not _conforms(dossier))):
        return ""
    return "".join(f"{line}\n" for line in _Teller(style).dossier(dossier)) + "\n"


def sentence(dossier: Dossier, style: Style) -> str:
    """The verdict with its scope, on one line; of many, only where it is not conform."""
    if style.many and _conforms(dossier):
        return ""
    return summary.verdict(dossier.whole, PLAIN[style.lang])


def head(batch: Batch, style: Style) -> str:
    """The causes that many dossiers share; nothing where each is told."""
    return "".join(f"{line}\n" for line in _Teller(style).before(batch))


def tail(batch: Batch, style: Style) -> str:
    """What was found across the dossiers, and the totals."""
    return "".join(f"{line}\n" for line in _Teller(style).after(batch))


def _conforms(dossier: Dossier) -> bool:
    return dossier.verdict is Verdict.CONFORM


class _Teller:
    """The lines of one report, in one language and one width."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.words = LANGUAGES[style.lang]
        self.plain = PLAIN[style.lang]
        self.writer = Writer(self.plain, style.width, style.color)

    def dossier(self, dossier: Dossier) -> Iterator[str]:
        """Everything there is to say of one dossier."""
        yield self.writer.paint(dossier.verdict.value, summary.verdict(dossier.whole, self.plain))
        yield f"  {self._about(dossier)}"
        yield ""
        yield from self._files(dossier.files)
        yield ""
        if dossier.request is not None:
            yield from self._matrix(dossier.request.matrix)
        for told in dossier.told:
            yield from self.told(told)
        if dossier.told:
            yield ""
        if dossier.request is not None:
            for finding in dossier.request.findings:
                yield from self.writer.finding(finding, dossier.request)
                yield ""
            layout = summary.layout(dossier.request, self.plain)
            if layout is not None:
                yield f"  {layout}"
            for line in summary.settings(dossier.request, self.plain):
                yield f"  {line}"
        if self.style.full and dossier.all_not_run:
            yield f"  {self.plain['not-run-each']}"
            for line in summary.not_run_one_by_one(dossier.whole, self.plain):
                yield f"    {line}"

    def _about(self, dossier: Dossier) -> str:
        words = self.words
        parts = [words["kind"].format(kind=words[f"kind-{dossier.kind}"])]
        if dossier.key.dispositif:
            parts[0] += f" {escape.message(dossier.key.dispositif)}"
        if dossier.request is None:
            parts += [words["no-request"], summary.instant(self.style.as_of, self.plain)]
        else:
            parts.append(summary.read(dossier.request, self.plain, self.style.as_of))
        if dossier.avance:
            parts.append(words["advance"].format(path=escape.path(dossier.avance)))
        return words[";"].join(parts)

    def _files(self, files: Sequence[FileRef]) -> Iterator[str]:
        top = folder(files)
        where = f" ({escape.path(top)})" if top else ""
        yield f"  {self.words['files']}{where}"
        rows = [
            (escape.path(file.path.removeprefix(top)), taken(file, self.style.lang, top))
            for file in files
        ]
        width = min(max((len(name) for name, _ in rows), default=0), self.style.width // 2)
        for name, what in rows:
            if len(name) > width:
                yield f"    {name}"
                yield f"    {'':{width}}  {what}"
            else:
                yield f"    {name:{width}}  {what}"

    def _matrix(self, rows: Sequence[MatrixRow]) -> Iterator[str]:
        if not rows:
            yield f"  {self.words['matrix-none']}"
            yield ""
            return
        shown = rows if self.style.full else [row for row in rows if matters(row)]
        unnamed = sum(map(is_unnamed, rows)) if not self.style.full else 0
        same = len(rows) - len(shown) - unnamed
        lang = self.style.lang
        if shown:
            yield f"  {self.words['matrix']}{self.words[':']}{self.words['legend']}"
            for line in dossier_grid.drawn(shown, lang, self.style.width - 4):
                yield f"    {line}"
        left = [number(lang, key, n) for key, n in (("same", same), ("unnamed", unnamed)) if n]
        if left:
            told = ", ".join(left) + self.words["not-shown"]
            yield f"    {told}" if shown else f"  {self.words['matrix']}{self.words[':']}{told}"
        yield ""

    def told(self, told: Told) -> Iterator[str]:
        """One line of a finding on files, and the other files that it speaks of."""
        finding = told.finding
        grade = f"{finding.rule} {finding.severity.value}"
        where = self.writer.paint("path", f"{escape.path(told.path)}:")
        said = escape.message(finding.message)
        yield f"{where} {self.writer.paint(finding.severity.value, grade)}: {said}"
        for place in finding.related:
            yield f"    {self._place(place)}"

    def _place(self, place: Place) -> str:
        path = "" if place.path is None else escape.path(place.path)
        return f"{self.writer.paint('path', f'{path}:')} {escape.message(place.label)}"

    def before(self, batch: Batch) -> Iterator[str]:
        """The causes, the gravest first."""
        if not self.style.many or not batch.causes:
            return
        dossiers = number(self.style.lang, "dossier", len(batch.lines))
        yield self.plain["causes"].format(files=dossiers)
        for cause in batch.causes:
            yield ""
            yield groups.cause_line(cause, self.plain)
            yield f"    {self.writer.headline(cause.example, cause.report)}"
        yield ""

    def after(self, batch: Batch) -> Iterator[str]:
        """One line a dossier, where there are many; what was found across them; the totals."""
        if not batch.lines:
            yield self.words["none"]
            return
        if self.style.many and not self.style.full:
            lines = [line for line in batch.lines if line.text]
            for line in lines:
                yield self.writer.paint(line.verdict.value, line.text)
            if lines:
                yield ""
        if batch.told:
            yield self.words["across"]
            for told in batch.told:
                yield from self.told(told)
            yield ""
        for entry in batch.not_run:
            yield f"{entry.rule}{self.words[':']}{escape.message(entry.reason)}"
        if len(batch.lines) > 1:
            yield self._totals(batch)

    def _totals(self, batch: Batch) -> str:
        by_verdict = ", ".join(
            number(self.style.lang, f"{verdict.value}-dossiers", found)
            for verdict in Verdict
            if (found := sum(line.verdict is verdict for line in batch.lines))
        )
        lang, words = self.style.lang, self.words
        low = min(line.posed for line in batch.lines)
        high = max(line.posed for line in batch.lines)
        checks = number(lang, "posed-count", high)
        posed = (
            words["per-dossier"].format(checks=checks)
            if low == high
            else words["dossier-range"].format(low=low, high=high)
        )
        parts = [number(lang, "dossier", len(batch.lines)) + words[":"] + by_verdict, posed]
        if batch.verdict is not overall({line.verdict for line in batch.lines}):
            # Each may be conform, and two of them not go together.
            together = self.plain[batch.verdict.value]
            parts.insert(1, words["together"].format(verdict=together))
        if batch.ignored:
            parts.append(summary.ignored(batch.ignored, self.plain))
        return words[";"].join(parts)


def folder(files: Sequence[FileRef]) -> str:
    """The folder that all files of a dossier have in common, with its separator; empty without one."""
    return dossier_grid.folder(file.path for file in files)


def taken(file: FileRef, lang: str, top: str = "") -> str:
    """What a file was taken for, and why, in one sentence; ``top`` is the folder of the dossier."""
    from asp_check.pieces.words import ROLES, UNREADABLE  # noqa: PLC0415 - both are tables

    words = LANGUAGES[lang]
    if file.is_piece:
        parts = [ROLES[file.taken].of(lang)]
    elif file.taken == "unrecognised" and file.note:
        parts = []  # It says as much.
    else:
        parts = [words[f"taken-{file.taken}"].format(note=escape.path(file.note.removeprefix(top)))]
    if file.pages is not None and file.pages != (1, 1):
        key = "one-page" if file.pages[0] == file.pages[1] else "some-pages"
        parts.append(words[key].format(first=file.pages[0], last=file.pages[1]))
    if file.order:
        parts.append(words["of-order"].format(order=escape.message(shorten(file.order, 40))))
    if file.stated:
        parts.append(words["stated"])
    elif file.reason:
        reason = escape.message(shorten(file.reason, _REASON))
        parts.append(words["from"].format(reason=reason))
    if file.settled_by:
        parts.append(words["settled-by"].format(persons=escape.message(file.settled_by)))
    if file.note in UNREADABLE:
        parts.append(UNREADABLE[file.note].of(lang))
    elif file.note and file.taken not in {"copy", "member"}:
        parts.append(escape.message(file.note))
    return ", ".join(parts)
