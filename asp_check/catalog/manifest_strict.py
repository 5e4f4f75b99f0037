"""The strict reading of a manifest: what tomllib gives -> ``Manifest``, or a refusal.

Standard library only, and no words: where this refuses, ``manifest_errors`` says why, and a
property test keeps the two in agreement.  What needs the blank (a pointer that names nothing, an
attribute that does not apply) is judged when the template is built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from asp_check.manifest import FORMAT, Manifest, Node
from asp_check.values import KINDS

NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")
"""A dispositif's code: one folder's name, on every system."""

POINTER = re.compile(r"(?:/(?:[^~/]|~[01])*)*")
SEPARATOR = re.compile(r"[ \t\r\n]*,[ \t\r\n]*")
SHA256 = re.compile(r"[0-9a-f]{64}")

REQUESTS = ("avance", "pilotes", "solde")
STATUSES = ("official", "reference")
LAYOUTS = ("error", "warn", "off")
IRREGULARS = ("keep", "repair")
TYPES = ("string", "number", "integer", "boolean", "any")
MOST_DECIMALS = 100

Convert = Callable[[Any], Any]


class Refused(Exception):  # noqa: N818 - not an error for the user: it is where the error lies
    """The manifest cannot be used because of what lies at ``where``, a path of keys."""

    def __init__(self, *where: str | int) -> None:
        super().__init__(where)
        self.where = where


def from_mapping(data: Mapping[str, Any]) -> Manifest:
    """The manifest that this TOML document says, or ``Refused``."""
    values = _table(data, _TOP, required=("format", "dispositif", "request", "status", "blank"))
    values.pop("format")
    if values.get("layout") in {"warn", "off"} and "layout_reason" not in values:
        raise Refused("layout_reason")
    valid_from = values.get("valid_from")
    return Manifest(version=label(valid_from), **values.pop("blank"), **values)


def label(valid_from: str | None) -> str:
    """The version label drawn from an instant.

    >>> label("2024-09-12T14:00"), label("2024-09-12T00:00"), label(None)
    ('2024-09-12T1400', '2024-09-12', 'initial')
    """
    if valid_from is None:
        return "initial"
    return valid_from.removesuffix("T00:00").replace(":", "")


def _table(
    data: Mapping[str, Any],
    schema: Mapping[str, Convert],
    where: tuple[str, ...] = (),
    required: tuple[str, ...] = (),
) -> dict[str, Any]:
    values = {}
    for key, value in data.items():
        if key not in schema:
            raise Refused(*where, key)
        try:
            values[key] = schema[key](value)
        except Refused as refused:
            raise Refused(*where, key, *refused.where) from None
        except ValueError:
            raise Refused(*where, key) from None
    for key in required:
        if key not in values:
            raise Refused(*where, key)
    return values


def _boolean(value: object) -> bool:
    if value is True or value is False:
        return value
    raise ValueError


def _text(value: object) -> str:
    if type(value) is str and value:
        return value
    raise ValueError


def _matching(pattern: re.Pattern[str]) -> Convert:
    def convert(value: object) -> str:
        if type(value) is str and pattern.fullmatch(value):
            return value
        raise ValueError

    return convert


def _one_of(*allowed: str) -> Convert:
    def convert(value: object) -> str:
        if type(value) is str and value in allowed:
            return value
        raise ValueError

    return convert


def _count(least: int, most: int | None = None) -> Convert:
    def convert(value: object) -> int:
        if type(value) is int and value >= least and (most is None or value <= most):
            return value
        raise ValueError

    return convert


def _scalars(value: object) -> tuple[str | bool | Decimal, ...]:
    if type(value) is not list or not value:
        raise ValueError
    return tuple(_scalar(index, item) for index, item in enumerate(value))


def _scalar(index: int, value: object) -> str | bool | Decimal:
    if value is True or value is False or type(value) is str:
        return value
    if type(value) is int:
        return Decimal(value)
    if type(value) is Decimal and value.is_finite():
        return value
    raise Refused(index)


def _attributes(value: object) -> tuple[str, ...]:
    if type(value) is not list:
        raise ValueError
    for index, item in enumerate(value):
        if type(item) is not str or item not in INFERABLE:
            raise Refused(index)
    return tuple(value)


def _instant(value: object) -> str:
    """A date, or a date and time to the minute, without zone; known by its methods, not its class.

    The pure half does not import the clock.
    """
    if type(value).__name__ == "date":
        return f"{value}T00:00"
    if type(value).__name__ != "datetime" or getattr(value, "tzinfo", None) is not None:
        raise ValueError
    day, _, hour = str(value).partition(" ")
    if len(hour) != len("14:00:00") or not hour.endswith(":00"):
        raise ValueError
    return f"{day}T{hour[:5]}"


def _blank(value: object) -> dict[str, Any]:
    if type(value) is not dict:
        raise ValueError
    values = _table(value, _BLANK, required=("sha256",))
    values["blank_sha256"] = values.pop("sha256")
    return values


def _nodes(value: object) -> Mapping[str, Node]:
    if type(value) is not dict:
        raise ValueError
    for key in value:
        if not POINTER.fullmatch(key):
            raise Refused(key)
    return MappingProxyType({key: _node(key, attributes) for key, attributes in value.items()})


def _node(pointer: str, value: object) -> Node:
    if type(value) is not dict:
        raise Refused(pointer)
    values = _table(value, _NODE, where=(pointer,))
    for one, other in CONTRADICTIONS:
        if values.get(one) and values.get(other):
            raise Refused(pointer, other)
    if ("key_kind" in values) != ("repeat" in values):
        raise Refused(pointer, "key_kind")
    if "max" in values and values.get("min", 0) > values["max"]:
        raise Refused(pointer, "max")
    return Node(**values)


CONTRADICTIONS = (("fixed", "free"), ("required", "may_be_empty"))

_NODE: Mapping[str, Convert] = {
    "optional": _boolean,
    "nullable": _boolean,
    "concept": _text,
    "title_fr": _text,
    "title_en": _text,
    "reason": _text,
    "inferred": _attributes,
    "type": _one_of(*TYPES),
    "fixed": _boolean,
    "free": _boolean,
    "required": _boolean,
    "may_be_empty": _boolean,
    "enum": _scalars,
    "decimals": _count(0, MOST_DECIMALS),
    "kind": _one_of(*KINDS),
    "pattern": _text,
    "min": _count(0),
    "max": _count(1),
    "separator": _matching(SEPARATOR),
    "sample": _text,
    "repeat": _one_of("member"),
    "key_kind": _one_of(*KINDS),
}

INFERABLE = frozenset(_NODE) - {"inferred", "reason"}
"""What ``inferred`` may name."""

_BLANK: Mapping[str, Convert] = {
    "sha256": _matching(SHA256),
    "irregular": _one_of(*IRREGULARS),
}

_TOP: Mapping[str, Convert] = {
    "format": _one_of(FORMAT),
    "dispositif": _matching(NAME),
    "request": _one_of(*REQUESTS),
    "valid_from": _instant,
    "status": _one_of(*STATUSES),
    "title_fr": _text,
    "title_en": _text,
    "note_fr": _text,
    "note_en": _text,
    "source": _text,
    "layout": _one_of(*LAYOUTS),
    "layout_reason": _text,
    "blank": _blank,
    "nodes": _nodes,
}
