"""A comparison for people: the answer, how the data are written, what changes, and the texts.

On a wide terminal the texts stand side by side, on a narrow one one above the other.  Without
colours the marks are text: ``[-was-]`` and ``{+is+}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from asp_check.difference import hiding
from asp_check.difference.model import Change, Difference, Writing
from asp_check.report import diff_lines, diff_rows, diff_told, escape
from asp_check.report.diff_cells import Cell, brackets, cells_of, fitted
from asp_check.report.diff_marks import CUT, Marks, Run
from asp_check.report.diff_rows import Block, Row, Text
from asp_check.report.diff_words import LANGUAGES, number

WIDE = 120
"""From so many columns on, the two texts stand side by side."""

NARROWEST = 30
"""Columns of a screen below which nothing is made narrower."""

CHANGES = 100
"""Changes told; of more, the count."""

ROWS = 120
"""Lines of text shown, about; of more, the count of places."""

LONG = 24
"""Characters of a value from which its changed words are marked, and not all of it is."""

SHORT = 40
"""Columns that two values may take on the line of their change, however narrow the screen."""

_STYLES = {
    "path": "\x1b[1m",
    "title": "\x1b[1m",
    "gutter": "\x1b[34m",
    "old": "\x1b[31m",
    "new": "\x1b[32m",
    "was": "\x1b[1;7;31m",
    "is": "\x1b[1;7;32m",
    "same-bytes": "\x1b[32m",
    "same-data": "\x1b[33m",
    "different-data": "\x1b[31m",
    "different-text": "\x1b[31m",
    "failed": "\x1b[1;31m",
}
_PLAIN = "\x1b[0m"
_SIGNS = {"old": "-", "new": "+", "same": " "}
_BRACKETS = {"old": ("[-", "-]"), "new": ("{+", "+}")}


def render(
    difference: Difference, /, *, lang: str, color: bool, width: int, mask: bool = False
) -> str:
    """The comparison; every line ends with LF."""
    writer = _Writer(difference, lang, color, max(width, NARROWEST), mask)
    return "".join(f"{line}\n" for line in writer.lines())


class _Writer:
    """The lines of one comparison, in one language and one width."""

    def __init__(
        self, difference: Difference, lang: str, color: bool, width: int, mask: bool
    ) -> None:
        self.difference = difference
        self.lang = lang
        self.words = LANGUAGES[lang]
        self.color = color
        self.width = width
        self.veil = hiding.veil(difference) if mask else None

    def lines(self) -> Iterator[str]:
        """Everything, from the answer on."""
        difference = self.difference
        names = " ↔ ".join(diff_told.name(side, self.lang) for side in difference[1:3])
        word, parts = diff_told.answer(difference, self.lang)
        told = self.words[":"].join(filter(None, (names, word, self.words[";"].join(parts))))
        yield self.paint(difference.answer, told)
        yield from self.heads()
        if difference.writings:
            yield ""
            yield self.paint("title", self.words["writings-of"])
            for writing in difference.writings:
                yield self.writing(writing)
        if difference.changes:
            yield ""
            yield self.paint("title", self.word("changes-of"))
            for change in difference.changes[:CHANGES]:
                yield from self.change(change)
            yield from self.more("more-changes", len(difference.changes) - CHANGES)
        if difference.hunks and difference.answer != "failed":
            yield from self.text()

    def heads(self) -> Iterator[str]:
        """The two files, and whether their models differ."""
        words = self.words
        for letter, side in zip("AB", self.difference[1:3], strict=True):
            parts = [
                diff_told.model(self.difference, side.template, self.lang),
                number(self.lang, "byte", side.size),
            ]
            if self.difference.answer != "same-bytes":
                parts.append(f"SHA-256 {escape.message(side.sha256)}")
            name = diff_told.name(side, self.lang)
            yield f"  {letter} {name}{words[':']}{words[';'].join(filter(None, parts))}"
        change = diff_told.template_change(self.difference, self.lang)
        if change is not None:
            yield f"  {change}"
        if self.veil is not None:
            yield f"  {words['masked']}"

    def writing(self, writing: Writing) -> str:
        """One cause: its first place, how often, and what is written there."""
        words = self.words
        where = diff_told.writing_place(self.difference, writing, self.lang)
        times = number(self.lang, "times", writing.count)
        line = f"{self.paint('path', f'{where}:')} {words[writing.cause]}{words[':']}{times}"
        example = diff_told.example(writing, self.veil)
        if example is None:
            return line
        return f"{line} ({self.pair(example)})"

    # --- The changes

    def change(self, change: Change) -> Iterator[str]:
        """One change: on one line where it fits, else its values below it."""
        words = self.words
        where = diff_told.change_place(self.difference, change, self.lang)
        told = diff_told.about(change, self.lang)
        if change.kind != "changed":
            told = f"{self.word(change.kind)}{words[':']}{told}"
        if change.kind == "moved":
            told += f" ({diff_told.move(change, self.lang)})"
        head = f"{self.paint('path', f'{where}:')} {told}"
        has = diff_told.has(change)
        if not any(has):
            yield head
            return
        values = _whole_if_short(diff_told.values(change, self.veil))
        alike = f" ({words['alike']})" if values.named else ""
        room = max(self.width - len(where) - len(told) - len(alike) - 6, SHORT)
        if not all(has):
            yield f"{head}{words[':']}{self.one(values, room)}"
        elif self.columns(values) <= room:
            yield f"{head}{words[':']}{self.pair(values)}{alike}"
        else:
            yield f"{head}{alike}{words[':'].rstrip()}"
            for sign, which in (("-", "old"), ("+", "new")):
                budget = self.width - 6
                shown = self.drawn(getattr(values, which), which, values, budget)
                yield f"    {self.paint(which, sign)} {shown}"

    def columns(self, values: Marks) -> int:
        """What two values take on one line."""
        sides = [cells_of(runs, values.named) for runs in values[:2]]
        marked = values.split and not self.color
        marks = sum(map(brackets, sides)) if marked else 0
        return marks + 3 + sum(cell.columns for cells in sides for cell in cells)

    def pair(self, values: Marks) -> str:
        """``old → new``."""
        room = 10 * self.width
        old = self.drawn(values.old, "old", values, room) or self.words["nothing"]
        new = self.drawn(values.new, "new", values, room) or self.words["nothing"]
        return f"{old} → {new}"

    def one(self, values: Marks, budget: int) -> str:
        """The value that only one file has."""
        runs, which = (values.old, "old") if values.old else (values.new, "new")
        return self.drawn(runs, which, values, budget)

    # --- The text

    def text(self) -> Iterator[str]:
        """The lines around the places where the texts differ."""
        words, difference = self.words, self.difference
        foreign = list(diff_lines.foreign(difference))
        if foreign:
            which = foreign[0] if len(foreign) == 1 else words["both"]
            yield ""
            yield words["not-drawn"].format(which=which)
            return
        hunks, blank = diff_lines.telling(difference)
        bytes_of = diff_lines.sides(difference, self.veil, loose=blank > 0)
        wide = self.width >= WIDE
        if hunks:
            yield ""
            yield self.paint("title", words["text-of" if wide else "unified-of"])
        rows = shown = 0
        for block in diff_rows.blocks(bytes_of.a, bytes_of.b, hunks):
            if rows and rows + len(block.rows) > ROWS:
                break
            if rows:
                yield self.paint("gutter", "···")
            rows, shown = rows + len(block.rows), shown + block.hunks
            kept = Block(block.rows[:ROWS], block.hunks, block.left)
            yield from (self.beside if wide else self.above)(kept, bytes_of)
            yield from self.more("more-lines", block.left + max(0, len(block.rows) - ROWS))
        yield from self.more("more-hunks", len(hunks) - shown)
        if blank:
            yield f"({number(self.lang, 'blank-hunks', blank)})"

    def beside(self, block: Block, bytes_of: diff_lines.Sides) -> Iterator[str]:
        """A block in two columns."""
        gutters = [_gutter(block, n) for n in (0, 1)]
        budget = (self.width - 3) // 2
        for row in block.rows:
            marks = diff_lines.row_marks(row, bytes_of)
            same = diff_lines.same(row, bytes_of)
            sides = []
            for n, which in ((0, "old"), (1, "new")):
                line = row[n]
                columns, text = self.side(row, line, marks, which, budget - gutters[n] - 3)
                label = "" if line is None else str(line.number)
                sign = " " if same or line is None else self.paint(which, _SIGNS[which])
                edge = self.paint("gutter", f"{label:>{gutters[n]}}")
                pad = " " * (budget - gutters[n] - 3 - columns) if n == 0 else ""
                sides.append(f"{edge} {sign} {text}{pad}")
            yield f" {self.paint('gutter', '│')} ".join(sides).rstrip(" ")

    def above(self, block: Block, bytes_of: diff_lines.Sides) -> Iterator[str]:
        """A block as one text: what differs of A, then of B."""
        gutters = [_gutter(block, n) for n in (0, 1)]
        budget = self.width - sum(gutters) - 6
        for same, rows in groupby(block.rows, key=lambda row: diff_lines.same(row, bytes_of)):
            found = [(row, diff_lines.row_marks(row, bytes_of)) for row in rows]
            for n, which in ((0, "same"),) if same else ((0, "old"), (1, "new")):
                for row, marks in found:
                    line = row[n]
                    if line is None:
                        continue
                    numbers = [
                        "" if other is None or (not same and m != n) else str(other.number)
                        for m, other in enumerate(row)
                    ]
                    edge = f"{numbers[0]:>{gutters[0]}} {numbers[1]:>{gutters[1]}} │"
                    sign = _SIGNS[which]
                    mark = sign if same else self.paint(which, sign)
                    _, text = self.side(row, line, marks, "old" if same else which, budget)
                    yield f"{self.paint('gutter', edge)} {mark} {text}".rstrip(" ")

    def side(
        self, row: Row, line: Text | None, marks: Marks, which: str, budget: int
    ) -> tuple[int, str]:
        """One line cut to the budget: the columns it takes, and what is written for it."""
        if line is None:
            return 0, ""
        runs = marks.old if which == "old" else marks.new
        if line.cut[0]:
            runs = (Run(CUT, False), *runs)
        if line.cut[1]:
            runs = (*runs, Run(CUT, False))
        alone = row.a is None or row.b is None
        bracketed = marks.split and not self.color
        cells = fitted(cells_of(runs, marks.named), budget, bracketed=bracketed)
        text = self.written(cells, which, marks.split)
        if alone:
            text = self.paint(which, text)
        return sum(cell.columns for cell in cells) + bracketed * brackets(cells), text

    # --- Drawing

    def drawn(self, runs: Sequence[Run], which: str, values: Marks, budget: int) -> str:
        """One of two values cut to the budget, what changed in it marked."""
        bracketed = values.split and not self.color
        cells = fitted(cells_of(runs, values.named), budget, bracketed=bracketed)
        return self.written(cells, which, values.split)

    def written(self, cells: Sequence[Cell], which: str, marked: bool) -> str:
        """What is written to the screen for these cells."""
        parts = []
        for changed, same in groupby(cells, key=lambda cell: cell.changed):
            text = "".join(cell.shown for cell in same)
            if changed and self.color:
                text = self.paint(("was" if which == "old" else "is") if marked else which, text)
            elif changed and marked:
                text = text.join(_BRACKETS[which])
            parts.append(text)
        return "".join(parts)

    def more(self, key: str, left: int) -> Iterator[str]:
        """That some are not shown, and what to do to have them."""
        if left > 0:
            yield f"… {number(self.lang, key, left)}"

    def word(self, key: str) -> str:
        """The word for this in this comparison."""
        return diff_told.word(self.difference, key, self.lang)

    def paint(self, style: str, text: str) -> str:
        """The text in this style, where there are colours."""
        return f"{_STYLES[style]}{text}{_PLAIN}" if self.color and text else text


def _whole_if_short(values: Marks) -> Marks:
    """Values whose words are marked one by one only where they are long, or print alike."""
    longest = max(sum(len(run.text) for run in runs) for runs in values[:2])
    return values._replace(split=values.split and (longest > LONG or values.named))


def _gutter(block: Block, side: int) -> int:
    """The columns of the line numbers of one side."""
    numbers = [line.number for row in block.rows if (line := row[side]) is not None]
    return len(str(max(numbers, default=0)))
