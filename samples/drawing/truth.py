"""What is known of a paper that was drawn: its values, where they stand, whether it is signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the top left corner of the page as shown."""


class Shown(NamedTuple):
    """A value on a paper: as written, as the request would write it, and the words it stands in.

    ``doubt`` says why an honest reader may be unsure of it, and ``other`` what a careless one finds.
    """

    concept: str
    written: str
    value: str
    subject: str = ""
    within: str = ""
    page: int = 0
    box: Box | None = None
    doubt: str = ""
    other: str = ""


class Drawn(NamedTuple):
    """A paper that was drawn: its bytes and what is on it.

    ``signed`` is what an honest reader may say: ``present``, ``absent`` or ``unclear``.
    """

    data: bytes
    suffix: str
    pages: int
    shown: tuple[Shown, ...]
    signed: str
    how: str
    producer: str
    signed_page: int = 0
    signed_box: Box | None = None


Toml = str | int | float | bool | Sequence[str] | Sequence[int] | Sequence[float]


def line(key: str, value: Toml) -> str:
    """One key of a TOML file."""
    return f"{key} = {_literal(value)}\n"


def _literal(value: Toml) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return _quoted(value)
        case int():
            return str(value)
        case float():
            return f"{value:.1f}"
        case _:
            return f"[{', '.join(_literal(item) for item in value)}]"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def table(name: str, entries: Mapping[str, Toml | None]) -> str:
    """A table of a TOML file; what is ``None`` or empty is left out."""
    kept = {key: value for key, value in entries.items() if value not in (None, "", [], ())}
    return f"\n[{name}]\n" + "".join(
        line(key, value) for key, value in kept.items() if value is not None
    )


def values(shown: Iterable[Shown]) -> str:
    """The values of a piece, one a line, as the elements of an array of inline tables."""
    lines = []
    for one in shown:
        entries: dict[str, Toml | None] = {
            "concept": one.concept,
            "subject": one.subject or None,
            "written": one.written,
            "value": one.value,
            "within": one.within if one.within != one.written else None,
            "page": one.page or None,
            "box": [float(edge) for edge in one.box] if one.box else None,
            "doubt": one.doubt or None,
            "other": one.other or None,
        }
        inline = ", ".join(
            f"{key} = {_literal(value)}" for key, value in entries.items() if value is not None
        )
        lines.append(f"    {{ {inline} }},\n")
    return f"values = [\n{''.join(lines)}]\n"


def signature(drawn: Drawn) -> str:
    """Whether a paper is signed, how and where."""
    if not drawn.signed:
        return ""
    text = line("signed", drawn.signed) + line("how", drawn.how)
    if drawn.signed_page:
        text += line("signed_page", drawn.signed_page)
    if drawn.signed_box:
        text += line("signed_box", [round(edge, 1) for edge in drawn.signed_box])
    return text


def moved(drawn: Drawn, pages: int) -> Drawn:
    """The same paper after others in one file."""
    if not pages:
        return drawn
    shown = tuple(one._replace(page=one.page + pages) if one.page else one for one in drawn.shown)
    page = drawn.signed_page + pages if drawn.signed_page else 0
    return drawn._replace(shown=shown, signed_page=page)
