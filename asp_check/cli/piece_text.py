"""What was read of a piece, on the screen and as JSON; what a statement came to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from asp_check.causes.cause import Text
from asp_check.pieces.model import Box, Paper, Piece, Reading, Sight
from asp_check.pieces.seals import told
from asp_check.pieces.statement import Entry, Statement
from asp_check.pieces.statement_text import title
from asp_check.pieces.words import DOUBTS, FORMS, NOTES, ROLES, SIGNED, STATES, UNREADABLE
from asp_check.report import escape
from asp_check.text import shorten, visible

FORMAT = "asp-check-piece-reading/1"

_VALUE = 60
_PRESENT = {
    "present": Text("signature présente", "signature present"),
    "absent": Text("signature absente", "signature absent"),
    "unclear": Text("signature incertaine", "signature unclear"),
}


def say(texts: dict[str, Text], key: str, lang: str) -> str:
    """The words for a key; the key itself where there are none."""
    known = texts.get(key)
    return visible(key) if known is None else known.of(lang)


def faults(paper: Paper, lang: str) -> Iterator[str]:
    """Why a paper could not be read, one line each."""
    shown = escape.path(paper.path)
    colon = ":" if lang == "en" else "\u00a0:"
    listed = paper.data.get("faults")
    for line, fr, en in listed if isinstance(listed, tuple) else ():
        yield f"{shown}:{line}{colon} {en if lang == 'en' else fr}"
    if not listed:
        yield f"{shown}{colon} {say(UNREADABLE, paper.unreadable, lang)}"


# --- On the screen


def render(paper: Paper, pieces: Sequence[Piece], lang: str, *, every: bool) -> str:
    """What each piece says, one line a concept; those not named, only if ``every``."""
    lines = [_head(paper, lang)]
    lines += [f"  {told(seal).of(lang)}" for seal in paper.seals]
    lines += [f"  {say(NOTES, note, lang)}" for note in paper.notes]
    if not pieces:
        scans = any(page.scan for page in paper.pages)
        lines.append("  " + _unknown(scans).of(lang))
    for piece in pieces:
        lines += ["", _piece_line(piece, lang), ""]
        shown = [one for one in piece.readings if every or one.state != "unnamed"]
        width = min(60, max((len(title(one.concept, lang)) for one in shown), default=0))
        lines += [_line(one, width, lang) for one in shown]
        left = len(piece.readings) - len(shown)
        lines.append(f"  {_signed(piece, lang)}")
        if left:
            more = Text(
                f"autres notions non trouvées : {left}", f"other concepts not found: {left}"
            )
            lines.append(f"  {more.of(lang)}")
    return "\n".join(lines) + "\n"


def _head(paper: Paper, lang: str) -> str:
    count = len(paper.pages)
    pages = Text(f"{count} page{'s' * (count > 1)}", f"{count} page{'s' * (count != 1)}").of(lang)
    scans = sum(page.scan for page in paper.pages)
    parts = [say(FORMS, paper.form, lang)] + [pages] * bool(count)
    if scans:
        parts.append(Text(f"{scans} numérisée{'s' * (scans > 1)}", f"{scans} scanned").of(lang))
    if paper.unread:
        parts.append(Text(f"{paper.unread} non lues", f"{paper.unread} not read").of(lang))
    return f"{escape.path(paper.path)}{_colon(lang)} {', '.join(parts)}"


def _unknown(scans: bool) -> Text:
    if scans:
        return Text(
            "page numérisée, sans texte sûr : dites quelle pièce c’est (--role), et lisez-la par --ocr",
            "scanned page, without sure text: say which piece it is (--role), and read it with --ocr",
        )
    return Text(
        "pièce non reconnue ; dites laquelle par --role",
        "piece not recognised; say which with --role",
    )


def _piece_line(piece: Piece, lang: str) -> str:
    first, last = piece.pages
    pages = f"p. {first}" if first == last else f"p. {first}-{last}"
    why = visible(piece.reason)
    return f"{say(dict(ROLES), piece.role, lang)}, {pages}" + (f" ({why})" if why else "")


def _line(reading: Reading, width: int, lang: str) -> str:
    name = shorten(title(reading.concept, lang), width)
    subject = f"[{visible(reading.subject)}] " if reading.subject else ""
    value = shorten(visible(reading.value), _VALUE) or "—"
    parts = [f"  {name:<{width}}  {subject}{value}"]
    if reading.state != "read":
        parts.append(say(dict(STATES), reading.state, lang))
    if reading.doubt:
        parts.append(say(dict(DOUBTS), reading.doubt, lang))
    if reading.confidence is not None:
        parts.append(f"{reading.confidence:.0%}")
    if reading.by:
        parts.append(visible(f"{reading.by}, {reading.on}"))
    return "  ".join([*parts, *_place(reading.sight)])


def _place(sight: Sight) -> Iterator[str]:
    if sight.page is not None:
        yield f"p. {sight.page}" + (f" {_corners(sight.box)}" if sight.box is not None else "")


def _corners(box: Box) -> str:
    return f"[{' '.join(f'{side:.0f}' for side in box)}]"


def _signed(piece: Piece, lang: str) -> str:
    signed = piece.signed
    said = (
        f"{say(_PRESENT, signed.state, lang)}{_colon(lang)} {say(dict(SIGNED), signed.how, lang)}"
    )
    return "  ".join([said, *_place(signed.sight)])


def _colon(lang: str) -> str:
    return ":" if lang == "en" else "\u00a0:"


# --- JSON


def as_data(paper: Paper, pieces: Sequence[Piece], lang: str) -> dict[str, Any]:
    """The same as JSON; every key is always present."""
    return {
        "format": FORMAT,
        "file": visible(paper.path),
        "sha256": paper.sha256,
        "form": paper.form,
        "pages": len(paper.pages),
        "scanned": [page.number for page in paper.pages if page.scan],
        "unread": paper.unread,
        "unreadable": paper.unreadable or None,
        "faults": list(faults(paper, lang)) if paper.unreadable else [],
        "notes": list(paper.notes),
        "pieces": [_of_piece(piece, lang) for piece in pieces],
    }


def _of_piece(piece: Piece, lang: str) -> dict[str, Any]:
    signed = piece.signed
    return {
        "role": piece.role,
        "pages": list(piece.pages),
        "score": piece.score,
        "reason": piece.reason,
        "stated": piece.stated,
        "signed": {"state": signed.state, "how": signed.how, **_of_sight(signed.sight)},
        "readings": [_of_reading(reading, lang) for reading in piece.readings],
    }


def _of_reading(reading: Reading, lang: str) -> dict[str, Any]:
    return {
        "concept": reading.concept,
        "title": title(reading.concept, lang),
        "subject": reading.subject or None,
        "state": reading.state,
        "value": reading.value or None,
        "doubt": reading.doubt or None,
        "confidence": reading.confidence,
        "origin": reading.origin,
        **_of_sight(reading.sight),
        "confirmed_by": reading.by or None,
        "date": reading.on or None,
    }


def _of_sight(sight: Sight) -> dict[str, Any]:
    box = None if sight.box is None else [round(side, 1) for side in sight.box]
    return {"page": sight.page, "box": box, "label": sight.label or None}


# --- A statement


def written(statement: Statement, output: str, lang: str) -> str:
    """What the statement came to, in two lines."""
    entries = statement.entries
    settled = sum(entry.is_settled for entry in entries)
    read = sum(entry.state == "read" for entry in entries)
    doubtful = sum(entry.state == "unclear" for entry in entries)
    left = len(entries) - settled
    shown = escape.path(output)
    said = Text(
        f"{shown}\u00a0: valeurs attendues {len(entries)}, lues {read}, incertaines {doubtful}\u00a0;"
        f" confirmées {settled}, à confirmer {left}\n",
        f"{shown}: values expected {len(entries)}, read {read}, unclear {doubtful};"
        f" confirmed {settled}, to confirm {left}\n",
    ).of(lang)
    how = Text(
        "Confirmez ou corrigez chacune dans ce fichier (value, confirmed_by, date), ou par --interactive.\n",
        "Confirm or correct each in this file (value, confirmed_by, date), or with --interactive.\n",
    ).of(lang)
    return said + how * bool(left)


def entry_line(entry: Entry, lang: str) -> str:
    """The name of an entry, and the establishment that it is about."""
    return title(entry.concept, lang) + (f" [{visible(entry.subject)}]" if entry.subject else "")
