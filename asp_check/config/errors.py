"""What is wrong with a configuration, in words and with its line; imported only when one is refused.

pydantic judges the same table a second time, with a model written apart from the strict reading.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import pydantic
from pydantic import BaseModel, ConfigDict, Field

from asp_check.catalog.toml_places import line_of
from asp_check.text import shorten, visible

Words = tuple[str, str]
"""The same thing in French and in English."""

Text = Annotated[str, Field(pattern=r"\A[^\x00]+\z")]
Prefix = Annotated[str, Field(pattern=r"\A[A-Za-z][0-9]{0,3}\z")]
Count = Annotated[int, Field(ge=1)]


class Strict(BaseModel):
    """No unknown key, no conversion."""

    model_config = ConfigDict(strict=True, extra="forbid")


class ModelTable(Strict):
    """One ``[[model]]``."""

    files: Text
    template: Text


class ConfigTable(Strict):
    """The whole table."""

    template: Text = "-"
    templates: list[Text] = []
    lang: Literal["fr", "en"] = "fr"
    select: list[Prefix] = []
    ignore: list[Prefix] = []
    require: list[Prefix] = []
    layout: Literal["error", "warn", "off"] = "error"
    strict: bool = False
    max_findings: Count = 1
    max_size: Count = 1
    max_depth: Count = 1
    allow_reference: bool = False
    model: list[ModelTable] = []


def accepts(data: Mapping[str, Any]) -> bool:
    """Whether pydantic finds nothing wrong with this table."""
    try:
        ConfigTable.model_validate(data)
    except pydantic.ValidationError:
        return False
    return True


def explain(
    text: str, data: Mapping[str, Any], table: tuple[str, ...], where: Sequence[str | int]
) -> tuple[int, Words]:
    """The line and the words of the first thing that is wrong with ``table`` of a TOML text.

    ``where`` is the strict reading's opinion, a path of keys inside the table.
    """
    try:
        ConfigTable.model_validate(data)
    except pydantic.ValidationError as error:
        placed = [(_line(text, table, fault["loc"]), fault) for fault in error.errors()]
        line, fault = min(placed, key=lambda pair: pair[0])
        return line, _words(fault)
    name = _name(where)
    return _line(text, table, where), (
        f"« {name} » ne peut pas être utilisé",
        f"'{name}' cannot be used",
    )


def _line(text: str, table: tuple[str, ...], where: Sequence[str | int]) -> int:
    """The line of what lies at ``where``, also inside the n-th ``[[model]]``."""
    header = f"[[{'.'.join((*table, 'model'))}]]"
    if where[:1] == ("model",) and len(where) > 1 and header in text:
        # Only what stands before the next header belongs to this one.
        parts = text.split(header)
        before = header.join(parts[: int(where[1]) + 1])
        section = header + parts[int(where[1]) + 1]
        inner = line_of(section, (*table, "model", *where[2:]))
        return before.count("\n") + inner
    return line_of(text, (*table, *where))


_EXPECTED: Mapping[str, Words] = {
    "string_type": ("il faut un texte entre guillemets", "write a text between quotes"),
    "bool_type": ("il faut true ou false", "write true or false"),
    "int_type": ("il faut un nombre entier", "write a whole number"),
    "greater_than_equal": ("il faut au moins 1", "write 1 or more"),
    "list_type": ("il faut une liste : […]", "write a list: […]"),
    "model_type": ("il faut une table", "write a table"),
}


def _words(fault: Any) -> Words:  # noqa: ANN401 - pydantic's mapping
    kind, path = fault["type"], tuple(fault["loc"])
    name = _name(path)
    if kind == "missing":
        return f"« {name} » manque", f"'{name}' is missing"
    if kind == "extra_forbidden":
        return _unknown(name, path)
    french, english = _expectation(kind, fault, path)
    found = shorten(visible(_toml(fault["input"])), 40)
    return f"« {name} » = {found} : {french}", f"'{name}' = {found}: {english}"


def _expectation(kind: str, fault: Any, path: tuple[str | int, ...]) -> Words:  # noqa: ANN401
    if kind == "literal_error":
        allowed = str(fault["ctx"]["expected"]).replace(" or ", ", ").replace("'", '"')
        return f"valeurs admises : {allowed}", f"allowed values: {allowed}"
    if kind == "string_pattern_mismatch" and path[0] in {"select", "ignore", "require"}:
        return (
            "il faut le début d’un identifiant de règle, par exemple T ou T101",
            "write the beginning of a rule id, such as T or T101",
        )
    return _EXPECTED.get(kind, ("valeur inutilisable", "the value cannot be used"))


def _unknown(name: str, path: tuple[str | int, ...]) -> Words:
    known = ModelTable if path[0] == "model" and len(path) > 1 else ConfigTable
    near = difflib.get_close_matches(str(path[-1]), known.model_fields, n=1)
    if near:
        return (
            f"« {name} » est inconnu, vouliez-vous dire « {near[0]} » ?",
            f"'{name}' is unknown, did you mean '{near[0]}'?",
        )
    names = ", ".join(known.model_fields)
    return f"« {name} » est inconnu (connus : {names})", f"'{name}' is unknown (known: {names})"


def _name(path: Sequence[str | int]) -> str:
    return visible(" ".join(str(step) for step in path))


def _toml(value: object) -> str:
    if value is True or value is False:
        return str(value).lower()
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    return f'"{value}"' if isinstance(value, str) else str(value)
