"""What is wrong with a manifest, in words and with its line; imported only when one is refused.

pydantic judges the same document a second time, with a model written apart from the strict
loader's, and says what it expects; this module puts that in French and in English.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

import pydantic
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from asp_check.text import shorten, visible
from asp_check.toml_places import line_of
from asp_check.values import KINDS

Words = tuple[str, str]
"""The same thing in French and in English."""


def explain(text: str, data: Mapping[str, Any], where: Sequence[str | int]) -> tuple[int, Words]:
    """The line and the words of the first thing that is wrong; ``where`` is the loader's opinion."""
    try:
        ManifestModel.model_validate(data)
    except pydantic.ValidationError as error:
        faults = error.errors(include_url=False)
        fault = min(faults, key=lambda f: line_of(text, _path(f["loc"])))
        path = _path(fault["loc"])
        return line_of(text, path), _words(fault, path)
    return line_of(text, where), (
        f"« {_name(where)} » ne peut pas être utilisé",
        f"'{_name(where)}' cannot be used",
    )


def faults(data: Mapping[str, Any]) -> int:
    """How many things are wrong with this document."""
    try:
        ManifestModel.model_validate(data)
    except pydantic.ValidationError as error:
        return error.error_count()
    return 0


# ------------------------------------------------------------------------------ the model

NonEmpty = Annotated[str, Field(min_length=1)]
Pointer = Annotated[str, Field(pattern=r"\A(?:/(?:[^~/]|~[01])*)*\z")]


def _finite(value: Decimal) -> Decimal:
    if value.is_finite():
        return value
    raise PydanticCustomError("finite_number", "finite")


def _minute(value: dt.datetime) -> dt.datetime:
    if value.tzinfo is not None or value.second or value.microsecond:
        raise PydanticCustomError("instant", "instant")
    return value


def _known_kind(value: str) -> str:
    if value in KINDS:
        return value
    raise PydanticCustomError("kind", "kind")


Kind = Annotated[str, AfterValidator(_known_kind)]
Scalar = str | bool | int | Annotated[Decimal, AfterValidator(_finite)]
Instant = Annotated[dt.datetime, AfterValidator(_minute)] | dt.date
Attribute = Literal[
    "optional", "nullable", "concept", "title_fr", "title_en", "type", "fixed", "free", "required",
    "may_be_empty", "enum", "decimals", "kind", "pattern", "min", "max", "separator", "sample",
    "repeat", "key_kind",
]  # fmt: skip


class Strict(BaseModel):
    """No unknown key, no conversion, and a present key is never ``None``."""

    model_config = ConfigDict(strict=True, extra="forbid", regex_engine="rust-regex")


class BlankModel(Strict):
    """The table ``[blank]``."""

    sha256: Annotated[str, Field(pattern=r"\A[0-9a-f]{64}\z")]
    irregular: Literal["keep", "repair"] = "keep"


_SAID = {"repeat": 'repeat = "member"', "key_kind": "key_kind"}


class NodeModel(Strict):
    """One entry of the table ``[nodes]``."""

    optional: bool = False
    nullable: bool = False
    concept: NonEmpty = "-"
    title_fr: NonEmpty = "-"
    title_en: NonEmpty = "-"
    reason: NonEmpty = "-"
    inferred: list[Attribute] = []
    type: Literal["string", "number", "integer", "boolean", "any"] = "any"
    fixed: bool = False
    free: bool = False
    required: bool = False
    may_be_empty: bool = False
    enum: Annotated[list[Scalar], Field(min_length=1)] = ["-"]
    decimals: Annotated[int, Field(ge=0, le=100)] = 0
    kind: Kind = "text"
    pattern: NonEmpty = "-"
    min: Annotated[int, Field(ge=0)] = 0
    max: Annotated[int, Field(ge=1)] = 1
    separator: Annotated[str, Field(pattern=r"\A[ \t\r\n]*,[ \t\r\n]*\z")] = ","
    sample: NonEmpty = "-"
    repeat: Literal["member"] = "member"
    key_kind: Kind = "text"

    @model_validator(mode="after")
    def _together(self) -> Self:
        said = self.model_fields_set
        for one, other in (("fixed", "free"), ("required", "may_be_empty")):
            if getattr(self, one) and getattr(self, other):
                raise PydanticCustomError("contradiction", "", {"one": one, "other": other})
        for one, other in (("key_kind", "repeat"), ("repeat", "key_kind")):
            if one in said and other not in said:
                raise PydanticCustomError("needs", "", {"one": one, "other": _SAID[other]})
        if {"min", "max"} <= said and self.min > self.max:
            raise PydanticCustomError("bounds", "", {"min": self.min, "max": self.max})
        return self


class ManifestModel(Strict):
    """The whole document."""

    format: Literal["asp-check-template/1"]
    dispositif: Annotated[
        str, Field(pattern=r"\A[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?\z")
    ]
    request: Literal["avance", "pilotes", "solde"]
    valid_from: Instant = dt.date.min
    status: Literal["official", "reference"]
    title_fr: NonEmpty = "-"
    title_en: NonEmpty = "-"
    note_fr: NonEmpty = "-"
    note_en: NonEmpty = "-"
    source: NonEmpty = "-"
    layout: Literal["error", "warn", "off"] = "error"
    layout_reason: NonEmpty = "-"
    blank: BlankModel
    nodes: dict[Pointer, NodeModel] = {}

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if self.layout != "error" and "layout_reason" not in self.model_fields_set:
            raise PydanticCustomError(
                "needs", "", {"one": f'layout = "{self.layout}"', "other": "layout_reason"}
            )
        return self


# ------------------------------------------------------------------------------ the words

_EXPECTED: Mapping[str, Words] = {
    "string_type": ("il faut un texte entre guillemets", "write a text between quotes"),
    "string_too_short": ("le texte est vide", "the text is empty"),
    "bool_type": ("il faut true ou false", "write true or false"),
    "int_type": ("il faut un nombre entier", "write a whole number"),
    "list_type": ("il faut une liste : […]", "write a list: […]"),
    "too_short": ("la liste est vide", "the list is empty"),
    "dict_type": ("il faut une table : { … }", "write a table: { … }"),
    "model_type": ("il faut une table : { … }", "write a table: { … }"),
    "model_attributes_type": ("il faut une table : { … }", "write a table: { … }"),
    "finite_number": ("il faut un nombre fini", "write a finite number"),
}

_INSTANT: Words = (
    "il faut une date, ou une date et une heure sans secondes ni fuseau (heure de Paris), sans guillemets : 2024-09-12T14:00:00",
    "write a date, or a date and time without seconds or zone (Paris time), without quotes: 2024-09-12T14:00:00",
)

_PATTERNS: Mapping[str, Words] = {
    "sha256": (
        "il faut l'empreinte SHA-256 de blank.json : 64 chiffres hexadécimaux en minuscules",
        "write the SHA-256 of blank.json: 64 hexadecimal digits in lower case",
    ),
    "dispositif": (
        "il faut un code de dispositif (lettres, chiffres, « . », « _ », « - »), par exemple HOP-DPI-Va2",
        "write the code of a dispositif (letters, digits, '.', '_', '-'), such as HOP-DPI-Va2",
    ),
    "separator": (
        "il faut le texte entre deux éléments : des blancs et une virgule",
        "write the text between two elements: blanks and one comma",
    ),
}

_POINTER: Words = (
    "il faut un pointeur JSON qui commence par « / » (« ~ » s'écrit ~0, « / » s'écrit ~1)",
    "write a JSON Pointer that starts with '/' ('~' is written ~0, '/' is written ~1)",
)


def _path(loc: Sequence[str | int]) -> tuple[str | int, ...]:
    """The place that pydantic gives, without what it adds: names of types in a union, the mark of a key."""
    if loc[:1] == ("nodes",) and "[key]" in loc:
        return tuple(loc[:2])
    if loc[:1] == ("nodes",) and "enum" in loc[2:3]:
        return tuple(loc[:4])
    if loc[:1] == ("valid_from",):
        return ("valid_from",)
    return tuple(loc)


def _name(path: Sequence[str | int]) -> str:
    return visible(" ".join(str(step) for step in path)) or "manifest"


def _words(fault: Any, path: tuple[str | int, ...]) -> Words:  # noqa: ANN401 - pydantic's mapping
    kind, context = fault["type"], fault.get("ctx", {})
    name = _name(path)
    if kind == "missing":
        return f"« {name} » manque", f"'{name}' is missing"
    if kind == "extra_forbidden":
        return _unknown(name, path)
    if kind == "kind":
        return _unknown_kind(name, str(fault["input"]))
    if kind in _RELATIONS:
        words = _RELATIONS[kind]
        return words[0].format(name=name, **context), words[1].format(name=name, **context)
    french, english = _expectation(kind, context, path)
    found = shorten(visible(_toml(fault.get("input"))), 40)
    return f"« {name} » = {found} : {french}", f"'{name}' = {found}: {english}"


_RELATIONS: Mapping[str, Words] = {
    "contradiction": (
        "« {name} » : {one} et {other} se contredisent, gardez l'un des deux",
        "'{name}': {one} and {other} contradict each other, keep one of them",
    ),
    "needs": ("« {name} » : {one} demande {other}", "'{name}': {one} needs {other}"),
    "bounds": (
        "« {name} » : min = {min} dépasse max = {max}",
        "'{name}': min = {min} is more than max = {max}",
    ),
}


def _expectation(kind: str, context: Mapping[str, Any], path: tuple[str | int, ...]) -> Words:
    if path == ("valid_from",):
        return _INSTANT
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(str(path[-1]), _POINTER)
    if kind == "literal_error":
        allowed = str(context["expected"]).replace(" or ", ", ").replace("'", '"')
        return f"valeurs admises : {allowed}", f"allowed values: {allowed}"
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        if kind == "greater_than_equal":
            return f"il faut au moins {bound}", f"write {bound} or more"
        return f"il faut au plus {bound}", f"write {bound} or less"
    if len(path) == 4 and path[2] == "enum":
        return "il faut un texte, un nombre ou un booléen", "write a text, a number or a boolean"
    return _EXPECTED.get(kind, ("valeur inutilisable", "the value cannot be used"))


def _unknown(name: str, path: tuple[str | int, ...]) -> Words:
    known = NodeModel if path[0] == "nodes" else BlankModel if path[0] == "blank" else ManifestModel
    near = difflib.get_close_matches(str(path[-1]), known.model_fields, n=1)
    if near:
        return (
            f"« {name} » est inconnu, vouliez-vous dire « {near[0]} » ?",
            f"'{name}' is unknown, did you mean '{near[0]}'?",
        )
    names = ", ".join(known.model_fields)
    return f"« {name} » est inconnu (connus : {names})", f"'{name}' is unknown (known: {names})"


def _unknown_kind(name: str, kind: str) -> Words:
    shown = shorten(visible(kind), 40)
    near = difflib.get_close_matches(kind, KINDS, n=1)
    if near:
        return (
            f"« {name} » : le genre de valeur « {shown} » est inconnu, vouliez-vous dire « {near[0]} » ?",
            f"'{name}': the kind of value '{shown}' is unknown, did you mean '{near[0]}'?",
        )
    names = ", ".join(KINDS)
    return (
        f"« {name} » : le genre de valeur « {shown} » est inconnu (connus : {names})",
        f"'{name}': the kind of value '{shown}' is unknown (known: {names})",
    )


def _toml(value: object) -> str:
    if value is True or value is False:
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    return f'"{value}"' if isinstance(value, str) else str(value)
