"""The strict reading of a configuration: what tomllib gives -> ``Config``, or a refusal.

Standard library only, and no words: where this refuses, ``config.errors`` says why, and a
property test keeps the two in agreement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from asp_check.catalog.manifest_strict import NAME
from asp_check.config.settings import Config, Model
from asp_check.facts import Solution, Supplier
from asp_check.reference.settings import ReferenceFile

LANGUAGES = ("fr", "en")
LAYOUTS = ("error", "warn", "off")
SEVERITIES = ("blocking", "warning", "info")
PATHS = ("single", "grouping", "white-label")
PREFIX = re.compile(r"[A-Za-z][0-9]{0,3}")
"""The beginning of a rule's id: a family (``T``), a group (``T1``) or a rule (``T101``)."""

DELIMITER = re.compile(r'[^"\r\n\x00]')
"""One character, which neither quotes a cell nor ends a row."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "ceilings": ("identifier", "amount", "dispositif", "service"),
    "finess": (
        "finess", "legal_finess", "name", "category", "category_label", "opened", "closed",
        "is_legal",
    ),
    "funded": ("identifier", "dispositif", "request", "supplier"),
}  # fmt: skip
"""The fields of each kind of reference data: what a column may hold."""

Convert = Callable[[Any], Any]


class Refused(Exception):  # noqa: N818 - not an error for the user: it is where the error lies
    """The configuration cannot be used because of what lies at ``where``, a path of keys."""

    def __init__(self, *where: str | int) -> None:
        super().__init__(where)
        self.where = where


def from_mapping(data: Mapping[str, Any]) -> Config:
    """The configuration that this table says, or ``Refused``."""
    return Config(**_table(data, _TOP))


def _table(
    data: object, schema: Mapping[str, Convert], required: tuple[str, ...] = ()
) -> dict[str, Any]:
    if type(data) is not dict:
        raise ValueError
    values = {}
    for key, value in data.items():
        if key not in schema:
            raise Refused(key)
        values[key] = _at(key, schema[key], value)
    for key in required:
        if key not in values:
            raise Refused(key)
    return values


def _at(key: str | int, convert: Convert, value: object) -> Any:  # noqa: ANN401 - what ``convert`` gives
    try:
        return convert(value)
    except Refused as refused:
        raise Refused(key, *refused.where) from None
    except ValueError:
        raise Refused(key) from None


# --- Values


def _text(value: object) -> str:
    if type(value) is str and value and "\0" not in value:
        return value
    raise ValueError


def _matching(pattern: re.Pattern[str]) -> Convert:
    def convert(value: object) -> str:
        if type(value) is str and pattern.fullmatch(value):
            return value
        raise ValueError

    return convert


def _boolean(value: object) -> bool:
    if value is True or value is False:
        return value
    raise ValueError


def _count(value: object) -> int:
    if type(value) is int and value >= 1:
        return value
    raise ValueError


def _day(value: object) -> str:
    """A date as TOML writes it: neither an instant nor a date between quotes."""
    if type(value) is date:
        return value.isoformat()
    raise ValueError


def _day_or_false(value: object) -> str | bool:
    return False if value is False else _day(value)


def _prefix(value: object) -> str:
    if type(value) is str and PREFIX.fullmatch(value):
        return value.upper()
    raise ValueError


def _one_of(*allowed: str) -> Convert:
    def convert(value: object) -> str:
        if type(value) is str and value in allowed:
            return value
        raise ValueError

    return convert


def _list(item: Convert) -> Convert:
    def convert(value: object) -> tuple[Any, ...]:
        if type(value) is not list:
            raise ValueError
        return tuple(_at(index, item, element) for index, element in enumerate(value))

    return convert


# --- Tables


def _model(value: object) -> Model:
    return Model(**_table(value, _MODEL, required=("files", "template")))


def _column(value: object) -> str:
    return str(_count(value)) if type(value) is int else _text(value)


def _encoding(value: object) -> str:
    name = _text(value)
    try:
        "".encode(name)
    except LookupError:
        raise ValueError from None
    return name


def _reference(fields: tuple[str, ...]) -> Convert:
    columns = dict.fromkeys(fields, _column)
    schema: Mapping[str, Convert] = {
        "file": _text,
        "delimiter": _matching(DELIMITER),
        "encoding": _encoding,
        "date": _day,
        "sheet": _text,
        "columns": lambda value: _table(value, columns),
    }

    def convert(value: object) -> ReferenceFile:
        if type(value) is str:
            value = {"file": value}
        values = _table(value, schema, required=("file",))
        if "sheet" in values and ("delimiter" in values or "encoding" in values):
            raise Refused("sheet")  # The one is a workbook's, the others are a text's.
        return ReferenceFile(**{"columns": {}, **values})

    return convert


def _references(value: object) -> Mapping[str, ReferenceFile]:
    return _table(value, _REFERENCES)


def _severity(value: object) -> tuple[tuple[str, str], ...]:
    if type(value) is not dict:
        raise ValueError
    found: dict[str, str] = {}
    for key, severity in value.items():
        prefix = _at(key, _prefix, key)
        if prefix in found:
            raise Refused(key)
        found[prefix] = _at(key, _one_of(*SEVERITIES), severity)
    return tuple(found.items())


def _supplier(value: object) -> Supplier:
    return Supplier(**_table(value, _SUPPLIER))


def _solution(value: object) -> Solution:
    solution = Solution(**_table(value, _SOLUTION, required=("dispositif",)))
    proof, referencing = solution.proof_date, solution.referencing_date
    if proof is not None and referencing is not None and referencing < proof:
        raise Refused("referencing_date")
    return solution


def _solutions(value: object) -> tuple[Solution, ...]:
    solutions: tuple[Solution, ...] = _list(_solution)(value)
    codes: set[str] = set()
    for index, solution in enumerate(solutions):
        code = solution.dispositif.lower()
        if code in codes:
            raise Refused(index, "dispositif")
        codes.add(code)
    return solutions


_MODEL: Mapping[str, Convert] = {"files": _text, "template": _text}

_REFERENCES: Mapping[str, Convert] = {kind: _reference(COLUMNS[kind]) for kind in COLUMNS}

_SUPPLIER: Mapping[str, Convert] = {"vat_liable": _boolean, "path": _one_of(*PATHS)}

_SOLUTION: Mapping[str, Convert] = {
    "dispositif": _matching(NAME),
    "referencing_number": _text,
    "referencing_date": _day,
    "proof_date": _day,
    "profiles": _list(_text),
    "scenarios": _list(_text),
    "domains": _list(_text),
    "pilots_validated": _day_or_false,
}

_TOP: Mapping[str, Convert] = {
    "template": _text,
    "templates": _list(_text),
    "allow_reference": _boolean,
    "dispositifs": _text,
    "corpus": _text,
    "reference": _references,
    "lang": _one_of(*LANGUAGES),
    "layout": _one_of(*LAYOUTS),
    "strict": _boolean,
    "mask": _boolean,
    "select": _list(_prefix),
    "ignore": _list(_prefix),
    "require": _list(_prefix),
    "severity": _severity,
    "max_findings": _count,
    "max_size": _count,
    "max_depth": _count,
    "supplier": _supplier,
    "solution": _solutions,
    "model": _list(_model),
}
