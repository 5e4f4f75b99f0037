"""A comparison as one HTML page: no script, no network, every text escaped.

What differs is told by a word, a sign and a colour, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from asp_check.difference import hiding
from asp_check.difference.model import Change, Difference, Side, Span, Writing
from asp_check.report import diff_lines, diff_rows, diff_told, page
from asp_check.report.diff_cells import cells_of, fitted
from asp_check.report.diff_marks import CUT, Marks, Run
from asp_check.report.diff_rows import Row
from asp_check.report.diff_style import CSS
from asp_check.report.diff_words import LANGUAGES, number
from asp_check.text import shorten

CHANGES = 1000
"""Changes told; of more, the count."""

ROWS = 1500
"""Lines of text shown, about; of more, the count of places."""

POINTER = 300
"""Characters of a JSON Pointer; of a longer one, its ends."""

MOST = 10_000
"""Columns of a value or a line."""

AROUND = 400
"""Columns of a line too long to be shown whole."""

_drawn = lru_cache(maxsize=4096)(page.drawn)
_STATES = {
    "same-bytes": ("same", "="),
    "same-data": ("written", "≈"),
    "different-data": ("differs", "≠"),
    "different-text": ("differs", "≠"),
    "failed": ("differs", "✗"),
}
_SIGNS = {"changed": "≠", "added": "+", "removed": "−", "renamed": "≈", "moved": "↷"}
_ELEMENTS = {"old": "del", "new": "ins"}


def render(difference: Difference, /, *, lang: str, version: str, mask: bool = False) -> str:
    """The page."""
    return "".join(_Page(difference, lang, mask).parts(version))


class _Page:
    """The parts of the page, in one language."""

    def __init__(self, difference: Difference, lang: str, mask: bool) -> None:
        self.difference = difference
        self.lang = lang
        self.words = LANGUAGES[lang]
        self.veil = hiding.veil(difference) if mask else None

    def parts(self, version: str) -> Iterator[str]:
        """Everything, from the answer on."""
        words, difference = self.words, self.difference
        yield page.start(self.lang, f"asp-check{words[':']}{words['title']}", CSS)
        yield f"<h1>{page.text(words['title'])}</h1>\n"
        yield self.banner()
        yield self.files()
        if difference.writings:
            yield f"<h2>{page.text(words['writings'])}</h2>\n"
            yield self.writings()
        if difference.changes:
            yield f"<h2>{page.text(self.word('changes'))}</h2>\n"
            yield self.changes()
        if difference.hunks and difference.answer != "failed":
            yield f"<h2>{page.text(words['text'])}</h2>\n"
            yield from self.text()
        yield page.end(self.lang, version)

    def banner(self) -> str:
        """The answer."""
        state, sign = _STATES[self.difference.answer]
        word, parts = diff_told.answer(self.difference, self.lang)
        told = (
            f" <span>{page.text(self.words[';'].join(filter(None, parts)))}</span>" if parts else ""
        )
        return f'<p class="banner {state}">{page.badge(state, word, sign)}{told}</p>\n'

    def files(self) -> str:
        """The two files, and whether their models differ."""
        words = self.words
        rows = "".join(
            f'<tr><th scope="row">{letter}</th><td>{self.path(side)}</td>'
            f"<td>{page.text(diff_told.model(self.difference, side.template, self.lang))}</td>"
            f'<td class="n">{page.text(number(self.lang, "byte", side.size))}</td>'
            f'<td class="sum">{page.value(side.sha256)}</td></tr>\n'
            for letter, side in zip("AB", self.difference[1:3], strict=True)
        )
        heads = ("A, B", words["file"], words["template"], words["size"], "SHA-256")
        title = f"<h2>{page.text(words['files'])}</h2>\n"
        notes = [diff_told.template_change(self.difference, self.lang)]
        notes += [words["masked"]] if self.veil is not None else []
        told = "".join(f"<p>{page.text(note)}</p>\n" for note in notes if note)
        return f"{title}{page.table(heads, rows, 'sides')}{told}"

    def path(self, side: Side) -> str:
        """The name of a file."""
        return page.value(self.words["bytes"] if side.path is None else side.path)

    # --- The writing

    def writings(self) -> str:
        """The causes as a table."""
        words = self.words
        heads = (words["cause"], words["count"], words["place"], words["example"])
        return page.table(heads, "".join(map(self.writing, self.difference.writings)))

    def writing(self, writing: Writing) -> str:
        """One cause."""
        places = [
            f"{letter} {span.line}:{span.column}"
            for letter, span in (("A", writing.a), ("B", writing.b))
            if span is not None
        ]
        example = diff_told.example(writing, self.veil)
        shown = "" if example is None else " → ".join(self.pair(example))
        return (
            f'<tr><th scope="row">{page.text(self.words[writing.cause])}</th>'
            f"<td>{page.text(number(self.lang, 'times', writing.count))}</td>"
            f"<td>{page.text(', '.join(places))}{self.pointer(writing.pointer)}</td>"
            f"<td>{shown}</td></tr>\n"
        )

    # --- The changes

    def changes(self) -> str:
        """The changes as a table."""
        words = self.words
        heads = (words["path"], words["kind"], self.word("old"), self.word("new"))
        told = self.difference.changes[:CHANGES]
        rows = "".join(map(self.change, told))
        left = len(self.difference.changes) - len(told)
        return page.table(heads, rows, "values") + self.more("more-changes", left)

    def change(self, change: Change) -> str:
        """One change, the place of each value below it."""
        about = page.text(diff_told.about(change, self.lang))
        if change.kind == "moved":
            about += f"<small>{page.text(diff_told.move(change, self.lang))}</small>"
        pointer = change.pointer_a if change.pointer_b is None else change.pointer_b
        badge = page.badge(change.kind, self.word(change.kind), _SIGNS[change.kind])
        has = diff_told.has(change)
        shown = self.pair(diff_told.values(change, self.veil)) if any(has) else ("", "")
        if change.wanted:
            shown = shown[0], page.text(change.wanted)
        gone, come = change.pointer_b is None, change.pointer_a is None
        cells = "".join(
            f"<td>{text if there else ''}{'' if nowhere else self.place(span)}</td>"
            for there, text, span, nowhere in (
                (has[0], shown[0], change.a, come),
                (has[1], shown[1], change.b, gone),
            )
        )
        return (
            f'<tr><th scope="row">{about}{self.pointer(pointer)}</th><td>{badge}</td>{cells}</tr>\n'
        )

    def place(self, span: Span | None) -> str:
        """Where a value stands in its file."""
        if span is None:
            return ""
        return f"<small>{page.text(f'{span.line}:{span.column}')}</small>"

    def pointer(self, pointer: str | None) -> str:
        """A JSON Pointer, in small."""
        if not pointer:
            return ""
        shown = "/<wbr>".join(map(page.value, shorten(pointer, POINTER).split("/")))
        return f"<small><code>{shown}</code></small>"

    def pair(self, values: Marks) -> tuple[str, str]:
        """The old and the new value, what changed marked."""
        shown = [
            f"<code>{self.runs(runs, which, values.named)}</code>"
            if any(run.text for run in runs)
            else page.text(self.words["nothing"])
            for runs, which in ((values.old, "old"), (values.new, "new"))
        ]
        return shown[0], shown[1]

    def runs(self, runs: Sequence[Run], which: str, named: bool, most: int = MOST) -> str:
        """Runs as markup: ``del`` and ``ins`` for what changed, a chip for what one cannot see."""
        element = _ELEMENTS[which]
        parts = []
        cells = fitted(cells_of(runs, named), most, bracketed=False)
        for changed, same in groupby(cells, key=lambda cell: cell.changed):
            text = "".join(_drawn(cell.shown) for cell in same)
            parts.append(f"<{element}>{text}</{element}>" if changed else text)
        return "".join(parts)

    # --- The text

    def text(self) -> Iterator[str]:
        """The lines around the places where the texts differ, A beside B."""
        words, difference = self.words, self.difference
        foreign = list(diff_lines.foreign(difference))
        if foreign:
            which = foreign[0] if len(foreign) == 1 else words["both"]
            yield f"<p>{page.text(words['not-drawn'].format(which=which))}</p>\n"
            return
        hunks, blank = diff_lines.telling(difference)
        bytes_of = diff_lines.sides(difference, self.veil, loose=blank > 0)
        rows = shown = 0
        if hunks:
            yield self.heads()
        for block in diff_rows.blocks(bytes_of.a, bytes_of.b, hunks):
            if rows and rows + len(block.rows) > ROWS:
                break
            rows, shown = rows + len(block.rows), shown + block.hunks
            yield "<tbody>\n"
            for row in block.rows[:ROWS]:
                yield self.row(row, bytes_of)
            left = block.left + max(0, len(block.rows) - ROWS)
            if left:
                told = page.text(f"{CUT} {number(self.lang, 'more-lines', left)}")
                yield f'<tr><td colspan="6">{told}</td></tr>\n'
            yield "</tbody>\n"
        if hunks:
            yield "</table></div>\n"
        yield self.more("more-hunks", len(hunks) - shown)
        yield self.more("blank-hunks", blank)

    def heads(self) -> str:
        """The start of the table of lines."""
        words = self.words
        cells = ""
        for letter, side in (("a", self.difference.a), ("b", self.difference.b)):
            cells += (
                f'<th scope="col" class="no">{page.text(words[f"line-{letter}"])}</th>'
                '<th scope="col" class="sign">±</th>'
                f'<th scope="col">{letter.upper()} {self.path(side)}</th>'
            )
        return f'<div class="grid"><table class="texts">\n<thead><tr>{cells}</tr></thead>\n'

    def row(self, row: Row, bytes_of: diff_lines.Sides) -> str:
        """Two lines beside each other."""
        marks = diff_lines.row_marks(row, bytes_of)
        same = diff_lines.same(row, bytes_of)
        cells = ""
        for line, runs, which, sign in (
            (row.a, marks.old, "old", "−"),
            (row.b, marks.new, "new", "+"),
        ):
            if line is None:
                cells += '<td class="no"></td><td class="sign"></td><td></td>'
                continue
            most = MOST if line.focus is None else AROUND
            shown = self.runs(runs, which, marks.named, most)
            shown = f"{CUT if line.cut[0] else ''}{shown}{CUT if line.cut[1] else ''}"
            state = "" if same else f' class="{which}"'
            cells += (
                f'<td class="no">{line.number}</td>'
                f'<td class="sign">{"" if same else sign}</td><td{state}>{shown}</td>'
            )
        return f"<tr>{cells}</tr>\n"

    def word(self, key: str) -> str:
        """The word for this in this comparison."""
        return diff_told.word(self.difference, key, self.lang)

    def more(self, key: str, left: int) -> str:
        """That some are not shown, and what to do to have them."""
        return f"<p>{page.text(number(self.lang, key, left))}</p>\n" if left > 0 else ""
