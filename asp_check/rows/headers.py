"""What a header may be: a pointer, a concept bound once, or the title of exactly one field."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from asp_check.concepts import CONCEPTS
from asp_check.template import Object, Repeat, Slot, Template, TemplateNode, Tuple

_APOSTROPHES = str.maketrans("’ʼ`´", "''''")


def named(template: Template, header: str) -> Slot | None:
    """The slot that this header names, as the template names it: ``*`` for what repeats."""
    return _names(template).get(header)


def titled(template: Template, header: str) -> Sequence[Slot]:
    """The slots that have this title, whatever its case, its accents and its blanks."""
    return _titled(template).get(folded(header), ())


def resolve(template: Template, header: str) -> Slot | None:
    """The one slot that a header stands for, by its name or else by its title."""
    slot = named(template, header)
    if slot is not None:
        return slot
    alike = titled(template, header)
    return alike[0] if len(alike) == 1 else None


def header_of(template: Template, slot: Slot) -> str | None:
    """How a column of this slot is headed: its concept if it is bound once, else its pointer.

    ``None`` for a key that is data and shares the pointer of its value: it has no name.
    """
    names = _names(template)
    for name in (slot.declared.concept, slot.path):
        if name and names.get(name) is slot:
            return name
    return None


def every_header(template: Template) -> Sequence[str]:
    """The header of every column that a table of this template may have to fill, in its order.

    What the template fixes, or seems to fix, is the model's own and needs none.
    """
    found: dict[str, None] = {}
    for slot in _slots(template.root):
        name = None if slot.declared.fixed or slot.presumed else header_of(template, slot)
        if name is not None:
            found[name] = None
    return tuple(found)


def header_line(names: Sequence[str]) -> bytes:
    """A table with these headers and no row, as spreadsheets open it: ``;``, UTF-8 with its mark.

    >>> header_line(["order.number", "/a;b"])
    b'\\xef\\xbb\\xbforder.number;"/a;b"\\r\\n'
    """
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerow(names)
    return stream.getvalue().encode("utf-8-sig", "backslashreplace")


def titles(slot: Slot) -> Sequence[str]:
    """What the manifest calls a slot, and what its concept is called, in French and in English."""
    declared = slot.declared
    given = (declared.title_fr, declared.title_en, *CONCEPTS.get(declared.concept or "", ()))
    return tuple(dict.fromkeys(title for title in given if title))


def folded(text: str) -> str:
    """A title without its case, its accents, its blanks but one between words.

    >>> folded(" Numéro\u00a0 de l’Établissement ")
    "numero de l'etablissement"
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


@lru_cache(maxsize=4)
def _names(template: Template) -> Mapping[str, Slot]:
    """The pointers, and the concepts that name one field."""
    found: dict[str, Slot] = {}
    bound: dict[str, dict[tuple[str, bool], Slot]] = {}
    # Where a key and its value have one path, the pointer is that of the value.
    for slot in sorted(template.slots, key=lambda slot: slot.is_key):
        found.setdefault(slot.path, slot)
        if slot.declared.concept:
            bound.setdefault(slot.declared.concept, {})[slot.path, slot.is_key] = slot
    single = {c: next(iter(places.values())) for c, places in bound.items() if len(places) == 1}
    return single | found


@lru_cache(maxsize=4)
def _titled(template: Template) -> Mapping[str, Sequence[Slot]]:
    """The slots by each of their titles."""
    found: dict[str, dict[tuple[str, bool], Slot]] = {}
    for slot in template.slots:
        if header_of(template, slot) is not None:
            for title in titles(slot):
                found.setdefault(folded(title), {})[slot.path, slot.is_key] = slot
    return {title: tuple(slots.values()) for title, slots in found.items()}


def _slots(node: TemplateNode) -> Sequence[Slot]:
    """The slots in the order of the template, a key that is data before its value."""
    if isinstance(node, Slot):
        return [node]
    if isinstance(node, Object):
        return [slot for member in node.members for slot in _slots(member.value)]
    if isinstance(node, Tuple):
        return [slot for element in node.elements for slot in _slots(element)]
    if isinstance(node, Repeat):
        return [*([node.key] if node.key else []), *_slots(node.item)]
    return []
