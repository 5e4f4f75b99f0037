"""Fields and annotations as they are stored, read with pypdf: what their appearance is held against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from pypdf import PageObject

from asp_check.pieces.model import Box
from asp_check.pieces.pdf.library import MAX_ANNOTATIONS, Matrix

Item = Any
"""Something of a PDF, whatever it is: nothing is known of it before it is looked at."""

_MAX_DEPTH = 32

_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5
_RADIO, _PUSH = 1 << 15, 1 << 16
_COMBO = 1 << 17

WRITES = frozenset({"text", "choice", "list"})
"""Kinds of field whose value is a text."""


class Stored(NamedTuple):
    """One annotation of a page, a field among them, as the file has it.

    ``kind`` is that of a field, and empty for other annotations: ``text``, ``choice``, ``list``,
    ``check``, ``radio``, ``push`` or ``seal``.  ``value`` is what is stored, one line a value.
    For boxes, ``choice`` is what this one stands for, ``chosen`` whether the field has that value, and
    ``drawn`` whether its appearance is the ticked one (``None`` where the file does not tell).
    ``appearance`` is the text of its drawing, ``None`` if it has no drawing.  ``visible`` is false
    where it is for paper only, or hidden.
    """

    subtype: str
    box: Box
    kind: str = ""
    name: str = ""
    value: str = ""
    choice: str = ""
    chosen: bool = False
    drawn: bool | None = None
    appearance: str | None = None
    visible: bool = True
    signed: Item = None


def of_page(page: PageObject, matrix: Matrix) -> dict[int, Stored]:
    """The annotations of a page by their numbers; what cannot be read is left out."""
    found = {}
    for number, item in enumerate(_list(page, "/Annots")[:MAX_ANNOTATIONS]):
        annotation = _resolved(item)
        if isinstance(annotation, Mapping):
            box = _box(annotation, matrix)
            if box is not None:
                found[number] = _stored(page, annotation, box)
    return found


def _resolved(item: Item) -> Item:
    return item.get_object() if hasattr(item, "get_object") else item


def value_of(item: Item, key: str) -> Item:
    """What a dictionary has under a key, followed to where it is; ``None`` if it has nothing."""
    return _resolved(item.get(key)) if isinstance(item, Mapping) else None


def _list(item: Item, key: str) -> list[Item]:
    value = value_of(item, key)
    return list(value) if isinstance(value, list) else []


def _number(value: Item) -> int:
    return int(value) if isinstance(value, (int, float)) else 0


def chain(field: Item) -> Iterator[Item]:
    """A field and those that it is part of."""
    for _ in range(_MAX_DEPTH):
        if not isinstance(field, Mapping):
            return
        yield field
        field = value_of(field, "/Parent")


def inherited(field: Item, key: str) -> Item:
    """What a field or one that it is part of has under a key."""
    for part in chain(field):
        value = value_of(part, key)
        if value is not None:
            return value
    return None


def name_of(field: Item) -> str:
    """The full name of a field."""
    names = [value_of(part, "/T") for part in chain(field)]
    return ".".join(str(name) for name in reversed(names) if name is not None)


def _box(annotation: Item, matrix: Matrix) -> Box | None:
    sides = [_resolved(side) for side in _list(annotation, "/Rect")]
    if len(sides) != 4 or not all(isinstance(side, (int, float)) for side in sides):
        return None
    left, bottom, right, top = (float(side) for side in sides)
    return matrix.box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _stored(page: PageObject, annotation: Item, box: Box) -> Stored:
    subtype = str(value_of(annotation, "/Subtype") or "").removeprefix("/")
    flags = _number(value_of(annotation, "/F"))
    stored = Stored(
        subtype,
        box,
        appearance=_appearance(page, annotation),
        visible=not flags & (_HIDDEN | _NO_VIEW),
    )
    if subtype == "Widget":
        return _field(annotation, stored)
    contents = value_of(annotation, "/Contents") if subtype == "FreeText" else None
    return stored._replace(value=_text(contents))


def _field(widget: Item, stored: Stored) -> Stored:
    flags = _number(inherited(widget, "/Ff"))
    value = inherited(widget, "/V")
    kind = str(inherited(widget, "/FT") or "")
    stored = stored._replace(name=name_of(widget))
    if kind == "/Btn":
        if flags & _PUSH:
            return stored._replace(kind="push")
        return _button(widget, value, stored._replace(kind="radio" if flags & _RADIO else "check"))
    if kind == "/Ch":
        options = _options(widget)
        values = value if isinstance(value, list) else [] if value is None else [value]
        shown = [options.get(text, text) for text in map(_text, map(_resolved, values))]
        return stored._replace(kind="choice" if flags & _COMBO else "list", value="\n".join(shown))
    if kind == "/Sig":
        return stored._replace(kind="seal", signed=value if isinstance(value, Mapping) else None)
    return stored._replace(kind="text" if kind == "/Tx" else "", value=_text(value))


def _options(widget: Item) -> dict[str, str]:
    """What a list shows for each value that it stores."""
    options = {}
    for item in inherited(widget, "/Opt") or []:
        pair = _resolved(item)
        if isinstance(pair, list) and len(pair) >= 2:
            options[_text(_resolved(pair[0]))] = _text(_resolved(pair[1]))
    return options


def _button(widget: Item, value: Item, stored: Stored) -> Stored:
    states = value_of(value_of(widget, "/AP"), "/N")
    named = isinstance(states, Mapping) and not hasattr(states, "get_data")
    on = next((str(name) for name in states if str(name) != "/Off"), "") if named else ""
    state = value_of(widget, "/AS")
    drawn = None if state is None else str(state) != "/Off"
    # A box that lost its field when files were put together has no value: it is what it shows.
    lost = value is None and not stored.name
    return stored._replace(
        choice=_choice(widget, on.removeprefix("/")),
        chosen=bool(drawn) if lost else _is_on(value, on),
        drawn=drawn,
    )


def _is_on(value: Item, on: str) -> bool:
    text = str(value or "").removeprefix("/")
    return text == on.removeprefix("/") if on else text not in {"", "Off"}


def _choice(widget: Item, on: str) -> str:
    """What a button stands for: its state may be but the number of its value in a list."""
    options = inherited(widget, "/Opt")
    if isinstance(options, list) and on.isdecimal() and int(on) < len(options):
        return _text(_resolved(options[int(on)]))
    return on


def _text(value: Item) -> str:
    """A stored text; a long one may be kept as a stream."""
    if value is None:
        return ""
    if hasattr(value, "get_data"):
        return str(value.get_data().decode("utf-8", "replace"))
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return str(value).removeprefix("/") if type(value).__name__ == "NameObject" else str(value)


def _appearance(page: PageObject, annotation: Item) -> str | None:
    drawing = value_of(value_of(annotation, "/AP"), "/N")
    if isinstance(drawing, Mapping) and not hasattr(drawing, "get_data"):
        drawing = value_of(drawing, str(value_of(annotation, "/AS") or ""))
    if not hasattr(drawing, "get_data"):
        return None
    return str(page.extract_xform_text(drawing))


_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


def same_number(stored: str, shown: str) -> bool:
    """Whether a number that is stored plain is shown in the French way: ``48500``, ``48 500,00 €``.

    >>> same_number("48500", "48 500,00 €"), same_number("48500", "48.500")
    (True, False)
    """
    one, two = stored.strip(), re.sub(r"[\s€%]|EUR", "", shown)
    if not (_NUMBER.fullmatch(one) and _NUMBER.fullmatch(two)) or ("." in two and "," in shown):
        return False
    if "." in two and len(two.partition(".")[2]) > 2:
        return False
    return Decimal(one.replace(",", ".")) == Decimal(two.replace(",", "."))
