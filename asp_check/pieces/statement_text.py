"""A statement as a person reads and completes it: TOML, one entry below the other, why above it.

The same statement is always the same text.  What a paper holds cannot break out of it: texts are
quoted, and what one cannot see in them is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asp_check.causes.cause import Text
from asp_check.concepts import CONCEPTS
from asp_check.pieces.model import Box
from asp_check.pieces.statement_entries import FORMAT, SIGNED, Entry, Stated, Statement
from asp_check.pieces.words import DOUBTS, ROLES, STATES
from asp_check.pieces.words import SIGNED as HOW
from asp_check.text import shorten, visible

_HEAD = Text(
    """\
# Relevé d’une pièce, écrit par « asp-check piece read ». À compléter par une personne, pièce en main :
#   value         ce qui est écrit sur la pièce ; corrigez-le si la lecture s’est trompée
#   confirmed_by  votre nom, et date, le jour (2025-03-31) : sans les deux, l’entrée ne compte pas
#   absent        true si la place est vide sur la pièce ; illegible : true si on ne peut la lire
#   several       plusieurs valeurs peuvent aller dans value, séparées par des points-virgules
#   note          vos remarques (les commentaires, eux, ne sont pas gardés si la pièce est relue)
# Le relevé vaut pour ce seul fichier (sha256) : si la pièce change, il est à refaire.
""",
    """\
# Statement of a piece, written by "asp-check piece read". For a person to complete, the piece at hand:
#   value         what is written on the piece; correct it where it was misread
#   confirmed_by  your name, and date, the day (2025-03-31): without both, the entry does not count
#   absent        true if the place is empty on the piece; illegible: true if it cannot be read
#   several       value may hold several values, with semicolons between them
#   note          your remarks (comments are not kept when the piece is read again)
# The statement holds for this very file (sha256): if the piece changes, it is to be made anew.
""",
)
_NOTHING_READ = Text("rien n’a été lu", "nothing was read")
_PAGE = Text("page", "page")
_SIGNED = Text("Signature de la pièce par le client", "Whether the client signed the piece")

_TYPOGRAPHIC = "\u00a0\u202f"
"""Spaces of French typography, which papers are full of: they harm nobody, and escaped nobody reads them."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def render(statement: Statement, lang: str = "fr") -> str:
    """The text of the statement."""
    return "\n".join(_lines(statement, lang)) + "\n"


def _lines(statement: Statement, lang: str) -> Iterator[str]:
    yield _HEAD.of(lang)
    yield f"format = {quote(FORMAT)}"
    yield f"file = {quote(statement.file)}"
    yield f"sha256 = {quote(statement.sha256)}"
    if statement.template:
        yield f"template = {quote(statement.template)}"
    for piece in statement.pieces:
        yield from _piece(piece, lang)


def _piece(piece: Stated, lang: str) -> Iterator[str]:
    first, last = piece.pages
    yield ""
    yield f"# ===== {ROLES[piece.role].of(lang)}"
    yield "[[piece]]"
    yield f"role = {quote(piece.role)}"
    yield f"pages = [{first}, {last}]"
    for entry in piece.entries:
        yield from _entry(entry, lang)


def _entry(entry: Entry, lang: str) -> Iterator[str]:
    yield ""
    yield f"# {title(entry.concept, lang)}{_colon(lang)} {told(entry, lang)}"
    yield "[[piece.entry]]"
    written = {
        "concept": quote(entry.concept),
        "subject": quote(entry.subject) if entry.subject else "",
        "ordinal": str(entry.ordinal) if entry.ordinal else "",
        "label": quote(entry.label) if entry.label else "",
        "read": quote(entry.read) if entry.read else "",
        "state": quote(entry.state),
        "doubt": quote(entry.doubt) if entry.doubt else "",
        "confidence": "" if entry.confidence is None else f"{entry.confidence:.2f}",
        "page": "" if entry.page is None else str(entry.page),
        "box": "" if entry.box is None else _box(entry.box),
        "image": quote(entry.image) if entry.image else "",
        "answers": f"[{', '.join(map(quote, entry.answers))}]" if entry.answers else "",
        "several": "true" if entry.several else "",
        "value": quote(entry.value),
        entry.outcome: "true" if entry.outcome else "",
        "confirmed_by": quote(entry.confirmed_by),
        "date": quote(entry.date),
        "note": quote(entry.note) if entry.note else "",
    }
    yield from (f"{key} = {text}" for key, text in written.items() if text)


def title(concept: str, lang: str) -> str:
    """What an entry is about, in words."""
    if concept == SIGNED:
        return _SIGNED.of(lang)
    return CONCEPTS[concept][lang == "en"] if concept in CONCEPTS else concept


def told(entry: Entry, lang: str) -> str:
    """What was read for an entry, in one line: the text, its state, why it is doubtful, the page."""
    quoted = f"« {_short(entry.read)} »" if lang != "en" else f"“{_short(entry.read)}”"
    parts = [quoted if entry.read else _NOTHING_READ.of(lang)]
    state = STATES.get(entry.state)
    if state is not None and not (entry.state == "read" and entry.read):
        parts.append(state.of(lang))
    if doubt := doubt_of(entry, lang):
        parts.append(doubt)
    if entry.confidence is not None:
        parts.append(f"{entry.confidence:.0%}".replace("%", "\u00a0%" if lang != "en" else "%"))
    if entry.page is not None:
        parts.append(f"{_PAGE.of(lang)} {entry.page}")
    return ", ".join(parts)


def doubt_of(entry: Entry, lang: str) -> str:
    """Why an entry is doubtful, in words; empty if it is not."""
    words: Mapping[str, Text] = HOW if entry.concept == SIGNED else DOUBTS
    known = words.get(entry.doubt)
    return visible(entry.doubt) if known is None else known.of(lang)


def _short(text: str) -> str:
    return visible(shorten(" ".join(text.split()), 70))


def _colon(lang: str) -> str:
    return ":" if lang == "en" else " :"


def _box(box: Box) -> str:
    return f"[{', '.join(f'{side:.1f}' for side in box)}]"


def quote(text: str) -> str:
    r"""The text as a basic string of TOML; whatever one cannot see in it is escaped.

    >>> print(quote('a"b\\c\u202e\x00'))
    "a\"b\\c\u202E\u0000"
    """
    return f'"{"".join(map(_quoted, text))}"'


def _quoted(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if "\ud800" <= character <= "\udfff":
        return "\\uFFFD"  # TOML cannot hold half a character.
    if character in _TYPOGRAPHIC or visible(character) == character:
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
