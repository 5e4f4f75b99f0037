"""What is wrong with a configuration, in words and with its line; imported only when one is refused.

pydantic judges the same table a second time, with a model written apart from the strict reading.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, LiteralString, NamedTuple, Self

import pydantic
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from asp_check.text import shorten, visible
from asp_check.toml_places import Path, keys
from asp_check.values import calendar

Words = tuple[str, str]
"""The same thing in French and in English."""


# ------------------------------------------------------------------------------ the model


def _said(kind: LiteralString) -> WrapValidator:
    """One error of this kind, whatever pydantic finds wrong inside."""

    def judge(value: object, handler: ValidatorFunctionWrapHandler) -> object:
        try:
            return handler(value)
        except ValueError:
            raise PydanticCustomError(kind, kind) from None

    return WrapValidator(judge)


def _encodes(name: str) -> str:
    try:
        "".encode(name)
    except LookupError:
        raise ValueError from None
    return name


def _no(value: bool) -> bool:
    if value:
        raise ValueError
    return value


Text = Annotated[str, Field(pattern=r"\A[^\x00]+\z")]
Code = Annotated[
    str, Field(pattern=r"\A[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?\z"), _said("code")
]
Prefix = Annotated[str, Field(pattern=r"\A[A-Za-z][0-9]{0,3}\z"), _said("prefix")]
Count = Annotated[int, Field(ge=1)]
Day = Annotated[dt.date, _said("day")]
DayOrFalse = Annotated[dt.date | Annotated[bool, AfterValidator(_no)], _said("day_or_false")]
Column = Annotated[Text | Count, _said("column")]
Delimiter = Annotated[str, Field(pattern=r'\A[^"\r\n\x00]\z'), _said("delimiter")]
Encoding = Annotated[Text, AfterValidator(_encodes), _said("encoding")]
Severity = Literal["blocking", "warning", "info"]


class Strict(BaseModel):
    """No unknown key, no conversion."""

    model_config = ConfigDict(strict=True, extra="forbid")


class CeilingsColumns(Strict):
    """``[reference.ceilings.columns]``."""

    identifier: Column = "-"
    amount: Column = "-"
    dispositif: Column = "-"
    service: Column = "-"


class FinessColumns(Strict):
    """``[reference.finess.columns]``."""

    finess: Column = "-"
    legal_finess: Column = "-"
    name: Column = "-"
    category: Column = "-"
    category_label: Column = "-"
    opened: Column = "-"
    closed: Column = "-"
    is_legal: Column = "-"


class FundedColumns(Strict):
    """``[reference.funded.columns]``."""

    identifier: Column = "-"
    dispositif: Column = "-"
    request: Column = "-"
    supplier: Column = "-"


class ReferenceTable(Strict):
    """What the tables of ``[reference]`` have in common."""

    file: Text
    delimiter: Delimiter = ";"
    encoding: Encoding = "utf-8"
    date: Day = dt.date.min
    sheet: Text = "-"

    @model_validator(mode="after")
    def _one_kind_of_file(self) -> Self:
        for text in ("delimiter", "encoding"):
            if {"sheet", text} <= self.model_fields_set:
                raise PydanticCustomError("two_kinds", "", {"at": ("sheet",), "other": text})
        return self


class CeilingsTable(ReferenceTable):
    """``[reference.ceilings]``."""

    columns: CeilingsColumns = CeilingsColumns()


class FinessTable(ReferenceTable):
    """``[reference.finess]``."""

    columns: FinessColumns = FinessColumns()


class FundedTable(ReferenceTable):
    """``[reference.funded]``."""

    columns: FundedColumns = FundedColumns()


def _long_form(value: object) -> object:
    return {"file": value} if isinstance(value, str) else value


LongForm = BeforeValidator(_long_form)


class ReferencesTable(Strict):
    """``[reference]``."""

    ceilings: Annotated[CeilingsTable, LongForm] = CeilingsTable(file="-")
    finess: Annotated[FinessTable, LongForm] = FinessTable(file="-")
    funded: Annotated[FundedTable, LongForm] = FundedTable(file="-")


class SupplierTable(Strict):
    """``[supplier]``."""

    vat_liable: bool = False
    path: Literal["single", "grouping", "white-label"] = "single"


class SolutionTable(Strict):
    """One ``[[solution]]``."""

    dispositif: Code
    referencing_number: Text = "-"
    referencing_date: Day = dt.date.max
    proof_date: Day = dt.date.min
    profiles: list[Text] = []
    scenarios: list[Text] = []
    domains: list[Text] = []
    pilots_validated: DayOrFalse = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.referencing_date < self.proof_date:
            raise PydanticCustomError(
                "order",
                "",
                {
                    "at": ("referencing_date",),
                    "referencing": str(self.referencing_date),
                    "proof": str(self.proof_date),
                },
            )
        return self


class ModelTable(Strict):
    """One ``[[model]]``."""

    files: Text
    template: Text


def _once_each(solutions: list[SolutionTable]) -> list[SolutionTable]:
    seen: set[str] = set()
    for index, solution in enumerate(solutions):
        code = solution.dispositif.lower()
        if code in seen:
            at = (index, "dispositif")
            raise PydanticCustomError("two_solutions", "", {"at": at, "code": solution.dispositif})
        seen.add(code)
    return solutions


def _once_in_any_case(severities: dict[str, str]) -> dict[str, str]:
    seen: dict[str, str] = {}
    for prefix in severities:
        other = seen.setdefault(prefix.upper(), prefix)
        if other is not prefix:
            raise PydanticCustomError("two_severities", "", {"at": (prefix,), "other": other})
    return severities


class ConfigTable(Strict):
    """The whole table."""

    template: Text = "-"
    templates: list[Text] = []
    allow_reference: bool = False
    dispositifs: Text = "-"
    corpus: Text = "-"
    reference: ReferencesTable = ReferencesTable()
    lang: Literal["fr", "en"] = "fr"
    layout: Literal["error", "warn", "off"] = "error"
    strict: bool = False
    mask: bool = False
    select: list[Prefix] = []
    ignore: list[Prefix] = []
    require: list[Prefix] = []
    severity: Annotated[dict[Prefix, Severity], AfterValidator(_once_in_any_case)] = {}
    max_findings: Count = 1
    max_size: Count = 1
    max_depth: Count = 1
    supplier: SupplierTable = SupplierTable()
    solution: Annotated[list[SolutionTable], AfterValidator(_once_each)] = []
    model: list[ModelTable] = []


TABLES: Mapping[tuple[str, ...], type[BaseModel]] = {
    (): ConfigTable,
    ("model",): ModelTable,
    ("supplier",): SupplierTable,
    ("solution",): SolutionTable,
    ("reference",): ReferencesTable,
    ("reference", "ceilings"): CeilingsTable,
    ("reference", "finess"): FinessTable,
    ("reference", "funded"): FundedTable,
    ("reference", "ceilings", "columns"): CeilingsColumns,
    ("reference", "finess", "columns"): FinessColumns,
    ("reference", "funded", "columns"): FundedColumns,
}
"""Every table whose keys are known, by its name."""

REPEATED = frozenset({("model",), ("solution",)})
"""The tables that may be there several times: ``[[model]]``."""


def accepts(data: Mapping[str, Any]) -> bool:
    """Whether pydantic finds nothing wrong with this table."""
    try:
        ConfigTable.model_validate(data)
    except pydantic.ValidationError:
        return False
    return True


# ------------------------------------------------------------------------------ the places


class _Fault(NamedTuple):
    """One thing that pydantic finds wrong: the kind of fault, where, and what is said of it."""

    kind: str
    path: Path
    input: Any
    context: Mapping[str, Any]
    table: tuple[str, ...]
    """The table of the file that the configuration is: ``("tool", "asp-check")``, or none."""


def explain(
    text: str, data: Mapping[str, Any], table: tuple[str, ...], where: Sequence[str | int]
) -> tuple[int, Words]:
    """The line and the words of the first thing that is wrong with ``table`` of a TOML text.

    ``where`` is the strict reading's opinion, a path of keys inside the table.
    """
    places = _places(text)
    try:
        ConfigTable.model_validate(data)
    except pydantic.ValidationError as error:
        faults = [_fault(found, table) for found in error.errors(include_url=False)]
        offset, fault = min(
            ((_offset(places, table, fault.path), fault) for fault in faults),
            key=lambda pair: pair[0],
        )
        return 1 + text.count("\n", 0, offset), _words(fault)
    name = _name(where)
    return 1 + text.count("\n", 0, _offset(places, table, where)), (
        f"« {name} » ne peut pas être utilisé",
        f"'{name}' cannot be used",
    )


def _fault(found: Any, table: tuple[str, ...]) -> _Fault:  # noqa: ANN401 - pydantic's mapping
    path, context = tuple(found["loc"]), found.get("ctx", {})
    if path[:1] == ("severity",) and path[2:] == ("[key]",):
        path = path[:2]  # What is wrong is the key itself.
    return _Fault(found["type"], path + context.get("at", ()), found["input"], context, table)


def _places(text: str) -> Mapping[Path, int]:
    """Where each key of the text lies first, the tables of a ``[[list]]`` by their number."""
    places: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    for path, offset in keys(text):
        if isinstance(path[-1], str) and text.startswith("[[", offset):
            places.setdefault(path, offset)
            counts[path] = counts.get(path, -1) + 1
        places.setdefault(_numbered(path, counts), offset)
    return places


def _numbered(path: Path, counts: Mapping[Path, int]) -> Path:
    for length in range(1, len(path) + 1):
        if path[:length] in counts:
            return (*path[:length], counts[path[:length]], *path[length:])
    return path


def _offset(places: Mapping[Path, int], table: tuple[str, ...], path: Sequence[str | int]) -> int:
    """Where this lies in the text, or the nearest thing that holds it."""
    where: Path = (*table, *path)
    while where and where not in places:
        where = where[:-1]
    return places.get(where, 0)


# ------------------------------------------------------------------------------ the words

_EXPECTED: Mapping[str, Words] = {
    "string_type": ("il faut un texte entre guillemets", "write a text between quotes"),
    "bool_type": ("il faut true ou false", "write true or false"),
    "int_type": ("il faut un nombre entier", "write a whole number"),
    "greater_than_equal": ("il faut au moins 1", "write 1 or more"),
    "prefix": (
        "il faut le début d’un identifiant de règle, par exemple T ou T101",
        "write the beginning of a rule id, such as T or T101",
    ),
    "code": (
        "il faut le code d’un dispositif, par exemple HOP-DPI-Va2",
        "write the code of a dispositif, such as HOP-DPI-Va2",
    ),
    "column": (
        "il faut l’en-tête de la colonne entre guillemets, ou son numéro à partir de 1",
        "write the header of the column between quotes, or its number from 1",
    ),
    "delimiter": (
        'il faut un seul caractère : ";", "," ou "\\t" pour une tabulation',
        'write one character: ";", ",", or "\\t" for a tab',
    ),
    "encoding": (
        'encodage inconnu ; écrivez par exemple "utf-8" ou "cp1252"',
        'unknown encoding; write for instance "utf-8" or "cp1252"',
    ),
}

_RELATIONS: Mapping[str, Words] = {
    "two_kinds": (
        "« {name} » et {other} se contredisent : l’un va avec un classeur XLSX, l’autre avec un CSV ; gardez l’un des deux",
        "'{name}' and {other} contradict each other: one goes with an XLSX workbook, the other with a CSV; keep one of them",
    ),
    "order": (
        "« {name} » = {referencing} précède proof_date = {proof}, or le dossier de preuves vient avant le référencement ; corrigez l’une des deux dates",
        "'{name}' = {referencing} is before proof_date = {proof}, but the proof file comes before the referencing; correct one of the two dates",
    ),
    "two_solutions": (
        "« {name} » : {code} a déjà sa [[solution]], et un dispositif n’en a qu’une par configuration ; décrivez l’autre solution dans un autre fichier (--config FICHIER, ou un par dossier)",
        "'{name}': {code} already has its [[solution]], and a dispositif has only one in a configuration; describe the other solution in another file (--config FILE, or one in each folder)",
    ),
    "two_severities": (
        "« {name} » : cette gravité est déjà donnée sous {other} ; gardez l’une des deux lignes",
        "'{name}': this severity is already given under {other}; keep one of the two lines",
    ),
}


def _words(fault: _Fault) -> Words:
    name = _name(fault.path)
    if fault.kind == "missing":
        return f"« {name} » manque", f"'{name}' is missing"
    if fault.kind == "extra_forbidden":
        return _unknown(name, fault)
    if fault.kind in _RELATIONS:
        french, english = _RELATIONS[fault.kind]
        values = {"name": name, **fault.context}
        return french.format(**values), english.format(**values)
    french, english = _expectation(fault)
    if fault.kind == "prefix" and fault.path[0] == "severity":
        return f"« {name} » : {french}", f"'{name}': {english}"
    found = shorten(visible(_toml(fault.input)), 40)
    return f"« {name} » = {found} : {french}", f"'{name}' = {found}: {english}"


def _expectation(fault: _Fault) -> Words:
    """What should be there instead."""
    kind, value = fault.kind, fault.input
    if kind == "literal_error":
        allowed = str(fault.context["expected"]).replace(" or ", ", ").replace("'", '"')
        return f"valeurs admises : {allowed}", f"allowed values: {allowed}"
    if kind in {"day", "day_or_false"}:
        return _day(value, or_false=kind == "day_or_false")
    if kind in {"model_type", "dict_type"}:
        return _header(fault)
    if kind == "list_type":
        return _list(fault)
    if kind == "string_pattern_mismatch" and value == "":
        return "le texte est vide", "the text is empty"
    return _EXPECTED.get(kind, ("valeur inutilisable", "the value cannot be used"))


def _day(value: object, *, or_false: bool) -> Words:
    fr, en = (", ou false", ", or false") if or_false else ("", "")
    if isinstance(value, dt.datetime):
        day = value.date().isoformat()
        return f"il faut une date sans heure : {day}{fr}", f"write a date without time: {day}{en}"
    if isinstance(value, str) and _is_day(value):
        return (
            f"une date s’écrit sans guillemets : {value}{fr}",
            f"a date is written without quotes: {value}{en}",
        )
    if isinstance(value, str):
        return (
            f"une date s’écrit sans guillemets, année d’abord, par exemple 2025-03-31{fr}",
            f"a date is written without quotes, year first, such as 2025-03-31{en}",
        )
    return f"il faut une date, par exemple 2025-03-31{fr}", f"write a date, such as 2025-03-31{en}"


def _is_day(text: str) -> bool:
    return len(text) == 10 and calendar.parse(text) is not None


def _header(fault: _Fault) -> Words:
    """A table was wanted; ``[[…]]`` where one of several was."""
    names = tuple(step for step in fault.path if isinstance(step, str))
    head = _bracketed(names, fault.table)
    if names[:1] == ("reference",) and len(names) == 2:
        return (
            f"il faut le nom d’un fichier entre guillemets, ou une table {head}",
            f"write the name of a file between quotes, or a table {head}",
        )
    return f"il faut une table : {head}", f"write a table: {head}"


def _list(fault: _Fault) -> Words:
    if fault.path in REPEATED and isinstance(fault.input, dict):
        head = _bracketed(fault.path, fault.table)
        return (
            f"il faut deux crochets de chaque côté : {head}",
            f"write two brackets on each side: {head}",
        )
    shown = shorten(visible(_toml(fault.input)), 40) if isinstance(fault.input, str) else "…"
    return f"il faut une liste : [{shown}]", f"write a list: [{shown}]"


def _bracketed(names: Sequence[str | int], table: tuple[str, ...]) -> str:
    """The header of a table, as the file has it."""
    name = ".".join(map(str, (*table, *names)))
    return f"[[{name}]]" if tuple(names) in REPEATED else f"[{name}]"


def _unknown(name: str, fault: _Fault) -> Words:
    """The nearest key of the same table, and where a key of this very name belongs."""
    *names, key = (step for step in fault.path if isinstance(step, str))
    known = TABLES[tuple(names)].model_fields
    french, english = f"« {name} » est inconnu", f"'{name}' is unknown"
    if near := difflib.get_close_matches(key, known, n=1):
        french += f", vouliez-vous dire « {near[0]} » ?"
        english += f", did you mean '{near[0]}'?"
    end = "" if near else "."
    if places := [_headed(table, fault.table) for table in _tables_of(key, near=bool(near))]:
        french += f"{end} « {key} » se place {' ou '.join(place[0] for place in places)}"
        english += f"{end} '{key}' goes {' or '.join(place[1] for place in places)}"
    elif not near:
        listed = ", ".join(known)
        french += f" (connus : {listed})"
        english += f" (known: {listed})"
    return french, english


def _tables_of(key: str, *, near: bool) -> Sequence[tuple[str, ...]]:
    """The tables that have such a key; not the inner ones, unless there is nothing better to say."""
    tables = [table for table, model in TABLES.items() if key in model.model_fields]
    return [table for table in tables if len(table) < 2] or ([] if near else tables)


def _headed(names: tuple[str, ...], table: tuple[str, ...]) -> Words:
    """Where the keys of a table go."""
    if names or table:
        head = _bracketed(names, table)
        return f"sous {head}", f"under {head}"
    return (
        "en haut du fichier, avant la première [table]",
        "at the top of the file, before the first [table]",
    )


def _name(path: Sequence[str | int]) -> str:
    """A key as TOML writes it from the top; which one of a list, the line says."""
    dotted = ".".join(step for step in path if isinstance(step, str))
    return shorten(visible(dotted)) or "asp-check"


def _toml(value: object) -> str:
    if value is True or value is False:
        return str(value).lower()
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    return f'"{value}"' if isinstance(value, str) else str(value)
