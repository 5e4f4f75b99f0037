"""One finding as HTML: what is wrong, its place drawn with the model's line beside, how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asp_check.finding import Finding, Place, Report
from asp_check.masking import drawn as dots
from asp_check.report import cells as drawing
from asp_check.report import dossier_grid, excerpt, summary
from asp_check.report.cells import Cells
from asp_check.report.dossier_words import LANGUAGES as DOSSIER
from asp_check.report.html_words import LANGUAGES
from asp_check.report.page import badge, drawn, link, path, prose, quoted, text, value
from asp_check.report.words import LANGUAGES as PLAIN
from asp_check.rulebook import ALL

COLUMNS = 120
"""Columns of a line around its finding; the rest is cut, and what is left wraps on a narrow page."""


def full(finding: Finding, report: Report, lang: str, document: str = "") -> str:
    """Everything there is to say of a finding; ``document``: where, if not on the page of one file."""
    known = [(LANGUAGES[lang]["document"], f"<code>{path(document)}</code>")] if document else []
    known += _facts(finding, report, lang, document)
    facts = "".join(f"<dt>{text(term)}</dt><dd>{told}</dd>\n" for term, told in known)
    return (
        f'<li class="{finding.severity.value}">{_head(finding, lang)}'
        f'{_frame(finding, report, lang)}<dl class="facts">\n{facts}</dl></li>\n'
    )


def brief(finding: Finding, lang: str, document: str = "") -> str:
    """What is wrong and where, in two lines."""
    where = f"<code>{path(document)}</code>, " if document else ""
    where += _line(finding, lang)
    if finding.pointer is not None:
        where += f" · <code>{path(finding.pointer or LANGUAGES[lang]['root'])}</code>"
    return f'<li class="{finding.severity.value}">{_head(finding, lang)}<p class="soft">{where}</p></li>\n'


# --- The head


def _head(finding: Finding, lang: str) -> str:
    grade = finding.severity.value
    state = badge(grade, DOSSIER[lang][f"severity-{grade}"])
    counted = finding.count > 1 and finding.rule not in summary.COUNTED
    times = f' <span class="soft">×{finding.count}</span>' if counted else ""
    fixable = LANGUAGES[lang]["fixable"]
    mark = f' <span class="fixable">{text(fixable)}</span>' if finding.fixable else ""
    return (
        f'<p>{state} <b>{value(finding.rule)}</b> <span class="soft">{value(finding.name)}</span>'
        f'{times}{mark}</p>\n<p class="told">{text(finding.message)}</p>\n'
    )


# --- The frame


def _frame(finding: Finding, report: Report, lang: str) -> str:
    """The lines around the place, and the model's; nothing where the bytes cannot be shown."""
    key = "expected" if finding.rule[0] in "RX" else "model"
    mask = bool(report.options.get("mask"))
    lines = [
        _row(row, PLAIN[lang][key], finding.severity.value, mask=mask and row.kind != "model")
        for row in excerpt.rows(finding, report.data, report.model, COLUMNS)
    ]
    return f'<table class="frame"><tbody>\n{"".join(lines)}</tbody></table>\n' if lines else ""


def _row(row: excerpt.Row, word: str, grade: str, *, mask: bool) -> str:
    before, mark, after = (_cells(cells, mask=mask) for cells in (row.before, row.mark, row.after))
    if row.kind == "model" and not row.mark:
        before = quoted(drawing.text(row.before))  # No line of the model: as the finding quotes it.
    if row.kind == "place" or mark:
        kind = "" if row.mark else ' class="gap"'
        mark = f"<mark{kind}>{mark}</mark>"
    label = word if row.number is None else str(row.number)
    kind = f"{row.kind} {grade}" if row.kind == "place" else row.kind
    return (
        f'<tr class="{kind}"><th scope="row">{text(label)}</th>'
        f"<td><code>{before}{mark}{after}</code></td></tr>\n"
    )


def _cells(cells: Cells, *, mask: bool) -> str:
    return "".join(drawn(dots(shown) if mask else shown) for shown, _ in cells)


# --- What is known of it


def _facts(finding: Finding, report: Report, lang: str, document: str) -> Iterator[tuple[str, str]]:
    words = LANGUAGES[lang]
    # Of a document named beside, which may be no text at all, the whole is no place.
    if not document or finding.pointer is not None or finding.end_offset:
        yield words["place"], f"{_line(finding, lang)} · {text(_bytes(finding, lang))}"
    if finding.pointer is not None:
        yield words["pointer"], f"<code>{path(finding.pointer or words['root'])}</code>"
    # What a rule on pieces speaks of is in its message: the value at its place may be another.
    actual = None if finding.rule.startswith("X") else finding.actual
    for key, held in (("found", actual), ("expected", finding.expected)):
        if held is not None:
            yield words[key], _held(held, lang)
    cause = ALL.get(finding.rule)
    if cause is not None:
        yield words["mend"], prose(cause.mend.of(lang))
    yield words["source"], _source(finding, lang)
    if finding.related:
        here = document or report.path
        places = "".join(f"<li>{_place(one, report, here, lang)}</li>" for one in finding.related)
        yield words["related"], f"<ul>{places}</ul>"


def _held(held: str, lang: str) -> str:
    """What is there or should be; blanks alone as they are drawn in the frame."""
    if not held:
        return f'<span class="soft">{text(LANGUAGES[lang]["empty"])}</span>'
    shown = held.replace(" ", "·") if excerpt.BLANK.fullmatch(held) else held
    return f"<code><bdi>{quoted(shown)}</bdi></code>"


def _line(finding: Finding, lang: str) -> str:
    words = LANGUAGES[lang]
    told = words["line"].format(line=finding.line, column=finding.column)
    last = finding.end_line - (finding.end_column == 1)
    if last > finding.line:
        told += words["to-line"].format(line=last)
    return text(told)


def _bytes(finding: Finding, lang: str) -> str:
    """The bytes, the last one included: what people mean by « de … à … »."""
    size = finding.end_offset - finding.offset
    key = "insertion" if size <= 0 else "one-byte" if size == 1 else "bytes-from"
    return LANGUAGES[lang][key].format(offset=finding.offset, last=finding.end_offset - 1)


def _source(finding: Finding, lang: str) -> str:
    """How sure it is, and the address that says so."""
    certainty = LANGUAGES[lang].get(finding.certainty, finding.certainty)
    if finding.source is None:
        return text(certainty)
    shown = re.sub(r"^https://([^/]+).*", r"\1", finding.source, flags=re.DOTALL)
    return f"{text(certainty + PLAIN[lang][':'])}{link(finding.source, shown)}"


def _place(place: Place, report: Report, here: str | None, lang: str) -> str:
    plain = PLAIN[lang]
    document = plain["bytes"] if place.path is None else place.path
    top = dossier_grid.folder((report.path or "", document)) if report.pieces else ""
    where = "" if place.path == here else f"<code>{value(document.removeprefix(top))}</code>, "
    if place.page is not None:
        where += text(plain["page"].format(n=place.page))
    elif not where or place.pointer is not None or place.end_offset:
        where += text(LANGUAGES[lang]["line"].format(line=place.line, column=place.column))
    else:
        where = where.removesuffix(", ")
    return f"{where}{text(plain[':'] + place.label)}"
