"""Structured pieces in JSON and TOML: their values, or every fault with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from asp_check.causes.cause import Text
from asp_check.pieces import tree
from asp_check.pieces.data_names import (
    FORMAT,
    ROLE_NAMES,
    YES_NO,
    DataPiece,
    Value,
    folded,
    unknown,
    unknown_concept,
    unknown_role,
)
from asp_check.pieces.tree import Fault, Tree, shown

_PIECE = ("role", "signed", "values", "establishments")
_TOP = ("format", *_PIECE, "pieces")
_MOST = 100_000
"""Values of one file."""

Parsed = tuple[tuple[DataPiece, ...], tuple[Fault, ...]]
Found = Iterator[Value | Fault]


def pieces_of_json(data: bytes) -> Parsed:
    """The pieces of a JSON text, or its faults."""
    return _parse(data, tree.from_json)


def pieces_of_toml(data: bytes) -> Parsed:
    """The pieces of a TOML text, or its faults."""
    return _parse(data, tree.from_toml)


def _parse(data: bytes, grow: Callable[[bytes], Tree]) -> Parsed:
    try:
        root = grow(data)
    except tree.Faulty as faulty:
        return (), faulty.faults
    table = root.value
    if not isinstance(table, Mapping):
        return (), (Fault(1, Text(
            "une pièce est un objet, avec format, role et values",
            "a piece is an object, with format, role and values",
        )),)  # fmt: skip
    faults = list(_format(table, root.line))
    listed = table.get("pieces")
    if listed is None:
        read = [_piece(root, more=("format", "pieces"))]
    elif not isinstance(listed.value, tuple) or not listed.value:
        faults.append(_wrong(listed, "pieces", "une liste de pièces", "a list of pieces"))
        read = []
    else:
        faults += _keys(table, _TOP)
        faults += [
            Fault(table[key].line, Text(
                f"{key} se met dans chaque pièce de pieces, pas à côté",
                f"{key} belongs in each piece of pieces, not beside it",
            ))
            for key in _PIECE if key in table
        ]  # fmt: skip
        read = [_piece(one) for one in listed.value]
    faults += [fault for one in read for fault in one.faults]
    if sum(len(one.piece.values) for one in read) > _MOST:
        faults.append(_too_many())
    return tuple(one.piece for one in read), tuple(sorted(faults, key=lambda fault: fault.line))


class _Read(NamedTuple):
    piece: DataPiece
    faults: tuple[Fault, ...]


def _piece(one: Tree, more: tuple[str, ...] = ()) -> _Read:
    table = one.value
    if not isinstance(table, Mapping):
        return _Read(DataPiece(""), (_wrong(one, "pieces", "un objet", "an object"),))
    faults = list(_keys(table, (*_PIECE, *more)))
    role = table.get("role")
    name = role.value if role is not None and isinstance(role.value, str) else ""
    if role is None:
        faults.append(Fault(one.line, Text("role manque", "role is missing")))
    elif folded(name) not in ROLE_NAMES:
        faults.append(Fault(role.line, unknown_role(name)))
    signed = table.get("signed")
    if signed is not None and signed.bare != "boolean" and signed.value is not None:
        faults.append(_wrong(signed, "signed", "true, false ou null", "true, false or null"))
    if "values" not in table and "establishments" not in table:
        faults.append(Fault(one.line, Text("values manque", "values is missing")))
    found = [*_values(table.get("values"), ""), *_establishments(table.get("establishments"))]
    faults += [item for item in found if isinstance(item, Fault)]
    values = tuple(item for item in found if isinstance(item, Value))
    said = YES_NO.get(str(signed.value)) if signed is not None else None
    return _Read(DataPiece(ROLE_NAMES.get(folded(name), ""), values, said), tuple(faults))


def _values(table: Tree | None, subject: str, prefix: str = "") -> Found:
    """The values of a table by concept; ``order.number`` may be one key, or a key in a table."""
    if table is None:
        return
    if not isinstance(table.value, Mapping):
        yield _wrong(table, "values", "un objet", "an object")
        return
    for key, one in table.value.items():
        concept = f"{prefix}{key}"
        if isinstance(one.value, Mapping):
            yield from _values(one, subject, f"{concept}.")
        elif (reason := unknown_concept(concept)) is not None:
            yield Fault(one.line, reason)
        else:
            yield from _scalars(concept, one, subject)


def _scalars(concept: str, one: Tree, subject: str) -> Found:
    for item in one.value if isinstance(one.value, tuple) else (one,):
        if item.value is None or isinstance(item.value, str):
            yield Value(concept, (item.value or "").strip(), subject, item.line)
        else:
            yield _wrong(item, concept, "un texte, un nombre, true ou false, ou une liste de ceux-ci",
                         "a text, a number, true or false, or a list of these")  # fmt: skip


def _establishments(table: Tree | None) -> Found:
    if table is None:
        return
    if not isinstance(table.value, Mapping):
        yield _wrong(table, "establishments", "un objet, par numéro FINESS", "an object, by FINESS")
        return
    for subject, one in table.value.items():
        if not subject.strip():
            yield Fault(one.line, Text(
                "un établissement n'a pas d'identifiant", "an establishment has no identifier"
            ))  # fmt: skip
        yield from _values(one, subject.strip())


# --- Faults


def _format(table: Mapping[str, Tree], line: int) -> Iterator[Fault]:
    said = table.get("format")
    if said is None:
        yield Fault(line, Text(
            f'format manque\u00a0; écrivez format = "{FORMAT}"',
            f'format is missing; write format = "{FORMAT}"',
        ))  # fmt: skip
    elif said.value != FORMAT:
        yield Fault(said.line, Text(
            f"format «\u00a0{shown(str(said.value))}\u00a0»\u00a0: cette version lit {FORMAT}",
            f"format “{shown(str(said.value))}”: this version reads {FORMAT}",
        ))  # fmt: skip


def _keys(table: Mapping[str, Tree], known: tuple[str, ...]) -> Iterator[Fault]:
    for key, one in table.items():
        if key not in known:
            yield Fault(one.line, unknown("clé", "key", key, known))


def _wrong(one: Tree, key: str, fr: str, en: str) -> Fault:
    return Fault(one.line, Text(f"{key}\u00a0: il faut {fr}", f"{key}: {en} is needed"))


def _too_many() -> Fault:
    return Fault(1, Text(
        f"plus de {_MOST} valeurs\u00a0; coupez le fichier",
        f"more than {_MOST} values; split the file",
    ))  # fmt: skip
