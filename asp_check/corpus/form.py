"""A record as TOML, and back: one line a thing, the same bytes for the same record."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, TypeVar

from asp_check.corpus.model import FORMAT, OUTCOMES, RECORD, STAGES, Held, Record, Spoke
from asp_check.finding import UsageError
from asp_check.importing.quoting import quote

MAX_SIZE = 1 << 20
"""Bytes of a record; a larger one is none of ours."""

_SUM = re.compile(r"[0-9a-f]{64}")
_SUM_OR_NOTHING = re.compile(r"(?:[0-9a-f]{64})?")
_INSTANT = re.compile(r"(?:\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)?", re.ASCII)
_RULE = re.compile(r"[A-Z]\d{0,3}", re.ASCII)
_TEXT = re.compile(r"[^\0]*", re.DOTALL)
_SOME = re.compile(r"[^\0]+", re.DOTALL)

_HEAD = ("path", "sha256", "size", "outcome", "stage", "as_of", "message")
_CHECKED = ("version", "verdict", "template", "model", "status", "blank")
_KEYS = frozenset({"format", *_HEAD, "checked", "pieces", "advance", "spoke"})

T = TypeVar("T")


def name(record: Record) -> str:
    """The name of its file: what it is about, what was said, and a sum by which no two are one."""
    digest = sha256(render(record)).hexdigest()[:8]
    return f"{record.sha256[:16]}-{record.outcome}-{record.stage}-{digest}{RECORD}"


# --- Out


def render(record: Record) -> bytes:
    """The record as TOML: UTF-8, LF."""
    return "".join(f"{line}\n" for line in _lines(record)).encode("utf-8", "backslashreplace")


def _lines(record: Record) -> Iterator[str]:
    yield f"format = {quote(FORMAT)}"
    for key in _HEAD:
        value = getattr(record, key)
        yield f"{key} = {value if key == 'size' else quote(value)}"
    yield ""
    yield "[checked]"
    for key in _CHECKED:
        yield f"{key} = {quote(getattr(record, key))}"
    for table, held in (
        *(("pieces", piece) for piece in record.pieces),
        *([("advance", record.advance)] if record.advance is not None else []),
    ):
        yield ""
        yield f"[[{table}]]"
        for key in ("path", "sha256", "role"):
            yield f"{key} = {quote(getattr(held, key))}"
    for spoke in record.spoke:
        yield ""
        yield "[[spoke]]"
        for key in ("rule", "severity", "pointer"):
            yield f"{key} = {quote(getattr(spoke, key))}"
        yield f"count = {spoke.count}"


# --- In


def load(data: bytes, shown: str) -> Record:
    """The record that these bytes are; ``UsageError`` if they are none."""
    try:
        text = data[: MAX_SIZE + 1].decode("utf-8-sig").replace("\r\n", "\n")
        return _record(tomllib.loads(text if len(data) <= MAX_SIZE else ""))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(
            f"{shown} : ce n’est pas une fiche de corpus utilisable ; retirez-la, ou refaites-la (corpus add)",
            f"{shown}: this is no record of a corpus that can be used; remove it, or make it again (corpus add)",
        ) from None


def _record(found: dict[str, Any]) -> Record:
    checked = found["checked"]
    if (
        found["format"] != FORMAT
        or found["outcome"] not in OUTCOMES
        or found["stage"] not in STAGES
    ):
        raise ValueError
    if not found.keys() <= _KEYS or checked.keys() != set(_CHECKED):
        raise ValueError  # A key that says nothing here was meant to say something.
    advance = _all(_held, found.get("advance", []))
    return Record(
        path=_like(_SOME, found["path"]),
        sha256=_like(_SUM, found["sha256"]),
        size=_count(found["size"]),
        outcome=found["outcome"],
        stage=found["stage"],
        as_of=_like(_INSTANT, found["as_of"]),
        message=_like(_TEXT, found["message"]),
        version=_like(_TEXT, checked["version"]),
        verdict=_like(_TEXT, checked["verdict"]),
        template=_like(_TEXT, checked["template"]),
        model=_like(_TEXT, checked["model"]),
        status=_like(_TEXT, checked["status"]),
        blank=_like(_SUM_OR_NOTHING, checked["blank"]),
        pieces=_all(_held, found.get("pieces", [])),
        advance=advance[0] if advance else None,
        spoke=_all(
            lambda one: Spoke(
                _like(_RULE, one["rule"]),
                _like(_TEXT, one["severity"]),
                _like(_TEXT, one["pointer"]),
                _count(one["count"]),
            ),
            found.get("spoke", []),
        ),
    )


def _held(one: dict[str, Any]) -> Held:
    return Held(_like(_SOME, one["path"]), _like(_SUM, one["sha256"]), _like(_TEXT, one["role"]))


def _like(pattern: re.Pattern[str], value: object) -> str:
    if type(value) is str and pattern.fullmatch(value):
        return value
    raise ValueError


def _count(value: object) -> int:
    if type(value) is int and 0 <= value < 1 << 53:
        return value
    raise ValueError


def _all(convert: Callable[[Any], T], values: object) -> tuple[T, ...]:
    if type(values) is not list:
        raise TypeError
    return tuple(map(convert, values))
