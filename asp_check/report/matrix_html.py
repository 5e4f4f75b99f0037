"""The matrix as HTML: what each document says of each concept, what differs first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from asp_check.finding import MatrixCell, MatrixRow
from asp_check.masking import mask
from asp_check.pieces.wording import STEPS
from asp_check.pieces.words import DOUBTS
from asp_check.report import dossier_grid
from asp_check.report.dossier_grid import is_unnamed, matters
from asp_check.report.dossier_words import LANGUAGES, number
from asp_check.report.page import attribute, badge, text, value
from asp_check.report.words import LANGUAGES as PLAIN


def matrix(
    rows: Sequence[MatrixRow], lang: str, top: str = "", *, brief: bool = False
) -> Iterator[str]:
    """The rows that tell something, then the others, folded; ``brief``: of these, only how many.

    ``top`` is the folder of the documents, which is not said again for each.
    """
    telling = [row for row in rows if matters(row)]
    yield from _grid(telling, lang, top)
    unnamed = [row for row in rows if is_unnamed(row)]
    same = [row for row in rows if not matters(row) and not is_unnamed(row)]
    for key, left in (("same", same), ("unnamed", unnamed)):
        if left:
            told = number(lang, key, len(left))
            if brief:
                yield f"<p>{text(told + LANGUAGES[lang]['not-shown'])}</p>\n"
                continue
            is_open = " open" if not telling and key == "same" else ""
            yield f"<details{is_open}><summary>{text(told)}</summary>\n"
            yield from _grid(left, lang, top)
            yield "</details>\n"


def masked(rows: Sequence[MatrixRow]) -> list[MatrixRow]:
    """The same rows, their values hidden."""
    return [
        row._replace(
            order=mask(row.order),
            subject=mask(row.subject),
            cells=tuple(
                cell if cell.value is None else cell._replace(value=mask(cell.value))
                for cell in row.cells
            ),
        )
        for row in rows
    ]


def _grid(rows: Sequence[MatrixRow], lang: str, top: str) -> Iterator[str]:
    """One table an order."""
    words = LANGUAGES[lang]
    for order, same in groupby(rows, key=lambda row: row.order):
        of_order = list(same)
        columns = dossier_grid.documents(of_order)
        titles = dossier_grid.titles(columns, lang)
        caption = words["of-order"].format(order=order) if order else ""
        heads = "".join(
            f'<th scope="col">{text(title)}<small>{value(path.removeprefix(top))}</small></th>'
            for title, (_, path) in zip(titles, columns, strict=True)
        )
        yield f'<div class="grid"><table class="matrix"><caption>{text(caption)}</caption>\n'
        yield f'<thead><tr><th scope="col">{text(words["concept"])}</th>{heads}</tr></thead>\n<tbody>\n'
        for row in of_order:
            cells = "".join(_cells(row, column, lang) for column in columns)
            subject = f"<small>{value(row.subject)}</small>" if row.subject else ""
            label = dossier_grid.label(row._replace(subject=""), lang)
            yield f'<tr><th scope="row">{text(label)}{subject}</th>{cells}</tr>\n'
        yield "</tbody></table></div>\n"


def _cells(row: MatrixRow, column: dossier_grid.Document, lang: str) -> str:
    found = [cell for cell in row.cells if (cell.role, cell.document) == column]
    state = found[0].state if found else "none"
    shown = "<br>".join(_cell(cell, lang) for cell in found)
    return f'<td class="s-{attribute(state)}">{shown}</td>'


def _cell(cell: MatrixCell, lang: str) -> str:
    shown = "" if cell.value is None else f"<bdi>{value(cell.value)}</bdi>"
    if cell.state != "given":
        word = LANGUAGES[lang].get(f"state-{cell.state}", cell.state)
        shown = f"{badge(cell.state, word)} {shown}"
    if cell.place is not None and cell.place.page is not None:
        shown += f"<small>{text(PLAIN[lang]['page'].format(n=cell.place.page))}</small>"
    if cell.note:
        shown += f"<small>{text(note_of(cell, lang))}</small>"
    return shown


def note_of(cell: MatrixCell, lang: str) -> str:
    """Why a cell is unclear, or what normalisation it needed, in words."""
    words = {**STEPS, **DOUBTS}
    keys = [cell.note] if cell.note in words else cell.note.split(", ")
    return ", ".join(words[key].of(lang) if key in words else key for key in keys)
