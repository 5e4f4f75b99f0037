"""Headers -> the places of the template that the columns fill; what is lacking, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from asp_check.concepts import CONCEPTS, propose
from asp_check.finding import UsageError
from asp_check.pointer import split
from asp_check.reference.where import shown
from asp_check.rendering import place
from asp_check.rows.headers import header_of, named, resolve, titled
from asp_check.rows.model import MOST, Fault, HeadersError, Table, letter
from asp_check.rows.near import near
from asp_check.template import Object, Repeat, Slot, Template, TemplateNode, Tuple

ORDER = "order.number"
_EXPLAINED = 30
_UNKNOWN = ("en-tête inconnu de ce modèle", "a header unknown to this template")


class Column(NamedTuple):
    """A column: its number from 0, its header, the slot that it fills."""

    at: int
    header: str
    slot: Slot


class Field(NamedTuple):
    """A slot, the repeats that it stands in from the outside, whether a table may do without it."""

    slot: Slot
    repeats: tuple[Repeat, ...]
    needed: bool


class Layout(NamedTuple):
    """How a table fills a template: the columns by slot id, and where the number of the order is."""

    template: Template
    columns: Mapping[int, Column]
    fields: Mapping[int, Field]
    order: Column | None
    nulls: Sequence[str]
    """The paths of what may be ``null`` and is, for it has no column."""
    ignored: Sequence[int]
    """The columns that are left aside, from 0: their header is empty or starts with ``#``."""
    titled: Sequence[tuple[Column, str]]
    """The columns that were known by their title, and the name that each could have had."""

    def within(self, repeat: Repeat) -> tuple[list[Column], list[Column]]:
        """The columns of an element of ``repeat`` itself, and those of what repeats inside it."""
        own: list[Column] = []
        deeper: list[Column] = []
        for id_, column in self.columns.items():
            repeats = self.fields[id_].repeats
            if any(one.id == repeat.id for one in repeats):
                (own if repeats[-1].id == repeat.id else deeper).append(column)
        return own, deeper


def is_known(template: Template, header: str) -> bool:
    """Whether this header, but for blanks around it, names one place of the template."""
    return resolve(template, _plain(template, header)) is not None


def layout(table: Table, template: Template) -> Layout:
    """What each column fills; ``HeadersError`` with every wrong, doubled or missing header."""
    faults: list[Fault] = []
    columns: dict[int, Column] = {}
    ignored: list[int] = []
    for index, text in enumerate(table.headers):
        header = _plain(template, text)
        if not header or header.startswith("#"):
            ignored.append(index)
            continue
        slot = resolve(template, header)
        if slot is None:
            # The nearest is sought for so many: a table of another kind has a thousand.
            words = _why_unknown(template, header) if len(faults) < _EXPLAINED else _UNKNOWN
            faults.append(_header_fault(table, index, *words))
        elif slot.id in columns:
            first = columns[slot.id]
            faults.append(_header_fault(table, index, *_twice(first, header)))
        else:
            columns[slot.id] = Column(index, header, slot)
    order = order_slot(template)
    fields = {field.slot.id: field for field in _fields(template.root, columns)}
    if not faults:
        faults = [_lacking(slot) for slot in _lacked(fields, columns, order)]
    if faults:
        raise HeadersError(table.name, faults[:MOST], len(faults))
    left = [n for n in ignored if any(line.cells[n] != "" for line in table.lines)]
    numbered = columns.get(order.id) if order else None
    nulls = tuple(_nulls(template.root, columns))
    by_title = [
        (column, header_of(template, column.slot) or column.slot.path)
        for column in columns.values()
        if named(template, column.header) is None
    ]
    return Layout(template, columns, fields, numbered, nulls, left, by_title)


# --- Places


def _fields(
    node: TemplateNode, columns: Mapping[int, Column], repeats: tuple[Repeat, ...] = ()
) -> Iterator[Field]:
    """Every slot, keys that are data too.

    What may be absent, ``null`` or empty needs no column, until one of its own is there.
    """
    yield from _needed(node, columns, repeats, needed=True)


def _needed(
    node: TemplateNode, columns: Mapping[int, Column], repeats: tuple[Repeat, ...], *, needed: bool
) -> Iterator[Field]:
    if isinstance(node, Slot):
        settled = node.declared.fixed or node.presumed or node.nullable
        yield Field(node, repeats, needed and not settled)
        return
    needed = (needed and not node.nullable) or _is_filled(node, columns)
    if isinstance(node, Object):
        for member in node.members:
            wanted = needed and not member.optional
            yield from _needed(member.value, columns, repeats, needed=wanted)
    elif isinstance(node, Tuple):
        for element in node.elements:
            yield from _needed(element, columns, repeats, needed=needed)
    elif isinstance(node, Repeat):
        inside = (*repeats, node)
        wanted = (needed and node.min > 0) or _is_filled(node, columns)
        if node.key is not None:
            yield Field(node.key, inside, wanted)
        yield from _needed(node.item, columns, inside, needed=wanted)


def _is_filled(node: TemplateNode, columns: Mapping[int, Column]) -> bool:
    """Whether a column stands inside this whole."""
    inside = f"{node.path}/"
    return any(column.slot.path.startswith(inside) for column in columns.values())


def _nulls(node: TemplateNode, columns: Mapping[int, Column]) -> Iterator[str]:
    """The outermost places that may be ``null`` and that no column fills."""
    if isinstance(node, Slot):
        if node.nullable and node.id not in columns and not node.declared.fixed:
            yield node.path
    elif node.nullable and not _is_filled(node, columns):
        yield node.path
    elif isinstance(node, Object):
        for member in node.members:
            if not member.optional:
                yield from _nulls(member.value, columns)
    elif isinstance(node, Tuple):
        for element in node.elements:
            yield from _nulls(element, columns)
    elif isinstance(node, Repeat) and _is_filled(node, columns):
        yield from _nulls(node.item, columns)


def _plain(template: Template, header: str) -> str:
    """The header without the blanks around it, unless a key of the template has them."""
    bare = header.strip()
    return header if bare != header and named(template, header) is not None else bare


def repeats_of(template: Template, slot: Slot) -> tuple[Repeat, ...]:
    """The repeats that a slot stands in, from the outside."""
    return next(f.repeats for f in _fields(template.root, {}) if f.slot is slot)


def order_slot(template: Template) -> Slot | None:
    """Where the number of an order is; without a manifest, where the names of the keys say so."""
    bound = [slot for slot in template.slots if slot.declared.concept == ORDER]
    if not bound and template.manifest is None:
        bound = [slot for slot in template.slots if propose(split(slot.path)) == ORDER]
    return bound[0] if len(bound) == 1 else None


def _lacked(
    fields: Mapping[int, Field], columns: Mapping[int, Column], order: Slot | None
) -> Iterator[Slot]:
    for id_, field in fields.items():
        if id_ not in columns and (field.needed or field.slot is order):
            yield field.slot


# --- Words


def _header_fault(table: Table, index: int, fr: str, en: str) -> Fault:
    return Fault(table.head, index + 1, table.headers[index], fr, en)


def _why_unknown(template: Template, header: str) -> tuple[str, str]:
    """Why this header names no column, and which one was probably meant."""
    bound = [slot for slot in template.slots if slot.declared.concept == header]
    if len(bound) > 1:
        paths = ", ".join(shown(slot.path, 80) for slot in bound[:3])
        return (
            f"cette notion désigne {len(bound)} champs ; écrivez l’un d’eux : {paths}",
            f"this concept stands for {len(bound)} fields; write one of them: {paths}",
        )
    called = titled(template, header)
    if called:
        names = ", ".join(shown(header_of(template, slot) or slot.path, 80) for slot in called[:3])
        return (
            f"{len(called)} champs ont ce titre ; écrivez l’un d’eux : {names}",
            f"{len(called)} fields have this title; write one of them: {names}",
        )
    try:
        found = place(template, header)
    except UsageError:
        alike = [shown(one, 80) for one in near(template, header)]
        fr = f" ; vouliez-vous dire {' ou '.join(alike)} ?" if alike else ""
        en = f"; did you mean {' or '.join(alike)}?" if alike else ""
        if header in CONCEPTS:
            return (
                f"ce modèle n’associe cette notion à aucun champ{fr}",
                f"this template binds this concept to no field{en}",
            )
        return f"{_UNKNOWN[0]}{fr}", f"{_UNKNOWN[1]}{en}"
    path = shown(found.path, 120)
    if isinstance(found.node, Slot):
        return (
            f"une colonne vaut pour tous les éléments : écrivez {path}",
            f"a column is for all elements: write {path}",
        )
    inside = [slot.path for slot in template.slots if slot.path.startswith(f"{found.path}/")]
    listed = ", ".join(shown(one, 80) for one in inside[:3])
    return (
        f"ce n’est pas une valeur mais un ensemble ; colonnes possibles : {listed}",
        f"this is no value but a whole; possible columns: {listed}",
    )


def _twice(first: Column, header: str) -> tuple[str, str]:
    same = first.header == header
    also = "" if same else f" « {shown(first.header, 80)} »"
    also_en = "" if same else f" “{shown(first.header, 80)}”"
    return (
        f"en-tête en double : la colonne {letter(first.at + 1)}{also} remplit déjà ce champ",
        f"repeated header: column {letter(first.at + 1)}{also_en} already fills this field",
    )


def _lacking(slot: Slot) -> Fault:
    path, concept = shown(slot.path, 120), slot.declared.concept
    title_fr, title_en = slot.declared.title_fr, slot.declared.title_en
    other = f", ou {concept}" if concept else ""
    other_en = f", or {concept}" if concept else ""
    said = f" : {shown(title_fr, 80)}" if title_fr else ""
    said_en = f": {shown(title_en, 80)}" if title_en else ""
    return Fault(
        0, 0, "",
        f"colonne manquante : {path}{other}{said}",
        f"missing column: {path}{other_en}{said_en}",
    )  # fmt: skip
