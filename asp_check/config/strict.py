"""The strict reading of a configuration: what tomllib gives -> ``Config``, or a refusal.

Standard library only, and no words: where this refuses, ``config.errors`` says why, and a
property test keeps the two in agreement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from asp_check.facts import Solution, Supplier
from asp_check.reference.settings import ReferenceFile

LANGUAGES = ("fr", "en")
LAYOUTS = ("error", "warn", "off")
PREFIX = re.compile(r"[A-Za-z][0-9]{0,3}")
"""The beginning of a rule's id: a family (``T``), a group (``T1``) or a rule (``T101``)."""

Convert = Callable[[Any], Any]


class Refused(Exception):  # noqa: N818 - not an error for the user: it is where the error lies
    """The configuration cannot be used because of what lies at ``where``, a path of keys."""

    def __init__(self, *where: str | int) -> None:
        super().__init__(where)
        self.where = where


class Model(NamedTuple):
    """Files of these names are held against this template."""

    files: str
    template: str


class Config(NamedTuple):
    """What a configuration asks for; ``None`` and empty where it says nothing.

    ``path`` is the file it was read from, ``directory`` the folder that its own paths start from;
    sizes are in bytes.
    """

    path: str | None = None
    directory: str = ""
    template: str | None = None
    templates: tuple[str, ...] = ()
    lang: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    layout: str | None = None
    strict: bool = False
    max_findings: int | None = None
    max_size: int | None = None
    max_depth: int | None = None
    allow_reference: bool | None = None
    model: tuple[Model, ...] = ()
    dispositifs: str | None = None
    reference: Mapping[str, ReferenceFile] = MappingProxyType({})
    severity: tuple[tuple[str, str], ...] = ()
    supplier: Supplier = Supplier()
    solution: tuple[Solution, ...] = ()


def from_mapping(data: Mapping[str, Any]) -> Config:
    """The configuration that this table says, or ``Refused``."""
    return Config(**_table(data, _TOP))


def _table(data: object, schema: Mapping[str, Convert], required: bool = False) -> dict[str, Any]:
    if type(data) is not dict:
        raise ValueError
    values = {}
    for key, value in data.items():
        if key not in schema:
            raise Refused(key)
        try:
            values[key] = schema[key](value)
        except Refused as refused:
            raise Refused(key, *refused.where) from None
        except ValueError:
            raise Refused(key) from None
    if required:
        for key in schema:
            if key not in values:
                raise Refused(key)
    return values


def _text(value: object) -> str:
    if type(value) is str and value and "\0" not in value:
        return value
    raise ValueError


def _boolean(value: object) -> bool:
    if value is True or value is False:
        return value
    raise ValueError


def _count(value: object) -> int:
    if type(value) is int and value >= 1:
        return value
    raise ValueError


def _prefix(value: object) -> str:
    if type(value) is str and PREFIX.fullmatch(value):
        return value.upper()
    raise ValueError


def _one_of(allowed: tuple[str, ...]) -> Convert:
    def convert(value: object) -> str:
        if type(value) is str and value in allowed:
            return value
        raise ValueError

    return convert


def _list(item: Convert) -> Convert:
    def convert(value: object) -> tuple[Any, ...]:
        if type(value) is not list:
            raise ValueError
        return tuple(_item(item, index, element) for index, element in enumerate(value))

    return convert


def _item(item: Convert, index: int, value: object) -> Any:  # noqa: ANN401 - what ``item`` gives
    try:
        return item(value)
    except Refused as refused:
        raise Refused(index, *refused.where) from None
    except ValueError:
        raise Refused(index) from None


def _model(value: object) -> Model:
    return Model(**_table(value, _MODEL, required=True))


_MODEL: Mapping[str, Convert] = {"files": _text, "template": _text}

_TOP: Mapping[str, Convert] = {
    "template": _text,
    "templates": _list(_text),
    "lang": _one_of(LANGUAGES),
    "select": _list(_prefix),
    "ignore": _list(_prefix),
    "require": _list(_prefix),
    "layout": _one_of(LAYOUTS),
    "strict": _boolean,
    "max_findings": _count,
    "max_size": _count,
    "max_depth": _count,
    "allow_reference": _boolean,
    "model": _list(_model),
}
