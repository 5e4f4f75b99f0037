"""What a verdict rests on, as HTML: the SHA-256 of everything that was read, and the settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from asp_check.finding import PieceRef, Report
from asp_check.masking import mask
from asp_check.report import summary
from asp_check.report.dossier_words import LANGUAGES as DOSSIER
from asp_check.report.html_words import LANGUAGES
from asp_check.report.page import path, table, text, value
from asp_check.report.words import LANGUAGES as PLAIN
from asp_check.report.words import count
from asp_check.text import shorten

_ORDER = 60
"""Characters of the number of an order that are shown."""

_TOLD = frozenset({"references", "pieces"})
"""Options that are told with their sums."""


Line = tuple[str, str, str]
"""The name of a document as markup, what it is in plain words, and its sum."""


def sums(report: Report, lang: str) -> str:
    """The table of the file, the model, each piece and the reference data."""
    name = path(PLAIN[lang]["bytes"] if report.path is None else report.path)
    lines = [
        (name, LANGUAGES[lang]["the-file"], report.sha256),
        *_model(report, lang),
        *_pieces(report, lang),
        *_references(report, lang),
    ]
    return _table(lines, lang)


def shared(reports: Iterable[Report], lang: str) -> str:
    """The table of the models and the reference data that many files were held against."""
    lines = [line for one in reports for line in (*_model(one, lang), *_references(one, lang))]
    return _table(list(dict.fromkeys(lines)), lang)


def _table(lines: Sequence[Line], lang: str) -> str:
    words = LANGUAGES[lang]
    rows = "".join(
        f'<tr><th scope="row">{name}</th><td>{text(taken)}</td>'
        f'<td class="sum">{value(sha256)}</td></tr>\n'
        for name, taken, sha256 in lines
    )
    return table([words["document"], words["taken"], words["sum"]], rows, "stack")


def _model(report: Report, lang: str) -> Iterator[Line]:
    if report.template is not None:
        shown = summary.model(report.template.id, report.template.status, PLAIN[lang])
        yield text(shown), LANGUAGES[lang]["the-blank"], report.template.sha256


def _pieces(report: Report, lang: str) -> Iterator[Line]:
    for piece in report.pieces:
        first, last = piece.pages
        pages = PLAIN[lang]["pages"].format(first=first, last=last)
        shown = path(piece.path) + (text(pages) if (first, last) != (1, 1) else "")
        yield shown, _taken(piece, report, lang), piece.sha256


def _references(report: Report, lang: str) -> Iterator[Line]:
    words, plain = LANGUAGES[lang], PLAIN[lang]
    for name, origin in sorted(report.options.get("references", {}).items()):
        date = origin["date"] or plain["undated"]
        rows = count(plain, "row", origin["rows"])
        taken = words["the-reference"].format(name=name, date=date, rows=rows)
        yield path(origin["path"]), taken, origin["sha256"]


def _taken(piece: PieceRef, report: Report, lang: str) -> str:
    """What a paper was taken for, of which order, and why."""
    plain = PLAIN[lang]
    if piece.role is None or not piece.score:
        return piece.note
    order = shorten(piece.order, _ORDER)
    order = mask(order) if report.options.get("mask") else order
    told = summary.role(piece, plain)
    told += plain["piece-order" if order else "piece-no-order"].format(order=order)
    if piece.stated or piece.reason:
        told += plain["piece-stated" if piece.stated else "piece-reason"].format(
            reason=piece.reason
        )
    if piece.settled_by:
        told += ", " + DOSSIER[lang]["settled-by"].format(persons=", ".join(piece.settled_by))
    return plain[";"].join(filter(None, (told, piece.note)))


def settings(options: Mapping[str, Any], facts: Sequence[tuple[str, str]], lang: str) -> str:
    """These facts, then the options of the run."""
    listed = [
        (name, _shown(held, lang)) for name, held in sorted(options.items()) if name not in _TOLD
    ]
    told = "".join(
        f"<dt>{text(name)}</dt><dd>{text(held)}</dd>\n" for name, held in (*facts, *listed)
    )
    return f'<dl class="facts">\n{told}</dl>\n'


def _shown(held: object, lang: str) -> str:
    if isinstance(held, bool):
        return LANGUAGES[lang]["yes" if held else "no"]
    if isinstance(held, Mapping):
        return ", ".join(f"{name} = {one}" for name, one in sorted(held.items()))
    if isinstance(held, (list, tuple, set, frozenset)):
        return ", ".join(map(str, held))
    return str(held)
