"""The strict reading of a file of dispositifs: what tomllib gives -> dispositifs, or a refusal.

One reader for the file that comes with the program, which must be complete, and for a user's own,
which says only what it changes.  No words: where this refuses, ``dispositif_errors`` says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from asp_check.catalog.manifest_strict import NAME
from asp_check.dispositif import IDENTIFIERS, KEYS, OPENINGS, WINDOWS, Datum, Dispositif, runs_until
from asp_check.report.escape import TYPOGRAPHIC
from asp_check.text import visible
from asp_check.values.calendar import plus_days

FORMAT = "asp-check-dispositifs/1"

UNKNOWN = "unknown"
"""What is written, without quotes around a table, where nothing is known."""

STATED = (*WINDOWS, "advance_share", "balance_share", "va", "mom")
"""What the file that comes with the program says of every dispositif, be it that it is unknown."""

WANTED = ("required", "optional", "none")
CERTAINTIES = ("official", "secondary", "inference")
YEARS = (2000, 2099)
LONGEST = 200

URL = re.compile(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:[/?#][!#-;=?-~]*)?")
"""An address that may stand in a report: ASCII, without blanks, quotes or angle brackets."""

LIVES = (
    ("published", "enrolment_start", "advance_start", "advance_end", "services_end", "balance_end"),
    ("published", "admin_file_end", "proof_file_end", "exchanges_end"),
    ("published", "balance_start", "balance_end"),
)
"""Dates that follow one another."""

Table = Mapping[str, Any]
Convert = Callable[[Any], Any]


class Refused(Exception):  # noqa: N818 - not an error for the user: it is what and where the error is
    """The file cannot be used because of what lies at ``where``, a path of keys.

    ``fault`` is a key of ``dispositif_errors.WORDS``, which ``params`` fill.
    """

    def __init__(self, fault: str, *where: str | int, **params: str) -> None:
        super().__init__(fault, where)
        self.fault = fault
        self.where = where
        self.params = params


def from_mapping(
    data: Table, base: Mapping[str, Dispositif], *, today: str, complete: bool = False
) -> dict[str, Dispositif]:
    """``base`` and what this document says of it, by code in lower case; or ``Refused``.

    ``complete``: every dispositif says all of ``STATED``.  ``today`` is the day on which the file is
    read: nobody has looked at a page on a later one.
    """
    if data.get("format") != FORMAT:
        raise Refused("format", "format")
    found = dict(base)
    codes: dict[str, str] = {}
    for code, table in data.items():
        if code == "format":
            continue
        if (other := codes.setdefault(code.lower(), code)) is not code:
            raise Refused("twice", code, other=other)
        latest = plus_days(today, 1)  # It is tomorrow already somewhere.
        found[code.lower()] = _dispositif(code, table, base.get(code.lower()), latest, complete)
    for key, code in codes.items():
        _refuse_contradictions(code, data[code], found[key], found)
    return found


def _dispositif(
    code: str, table: object, base: Dispositif | None, latest: str, complete: bool
) -> Dispositif:
    if type(table) is not dict:
        raise Refused("table", code)
    if not NAME.fullmatch(code):
        raise Refused("code", code)
    if base is None and "label_fr" not in table and not complete:
        raise Refused("unknown-code", code)
    if complete:
        for name in (*_ATTRIBUTES, *STATED):
            if name not in table:
                raise Refused("missing", code, name=name)
    said: dict[str, Any] = {}
    data = {} if base is None else dict(base.data)
    for key, value in table.items():
        if key in _ATTRIBUTES:
            said[key] = _at((code, key), _ATTRIBUTES[key], value)
        elif key not in KEYS:
            raise Refused("unknown-key", code, key)
        elif type(value) is str and value == UNKNOWN:
            data.pop(key, None)
        else:
            data[key] = _datum((code, key), value, data.get(key), latest)
    if base is None:
        label = said["label_fr"]
        base = Dispositif(code, False, label, label, "", None, data)
    return base._replace(data=data, **said)


def _at(where: tuple[str, ...], convert: Convert, value: object) -> Any:  # noqa: ANN401 - what ``convert`` gives
    try:
        return convert(value)
    except Refused as refused:
        raise Refused(refused.fault, *where, *refused.where, **refused.params) from None


# --- One datum


def _datum(where: tuple[str, str], value: object, base: Datum | None, latest: str) -> Datum:
    if type(value) is not dict:
        raise Refused("datum", *where)
    for name in value:
        if name not in Datum._fields:
            raise Refused("unknown-part", *where, name)
    parts = {"value": _TYPES[KEYS[where[1]].type], **_PARTS}
    if value.keys() == {"confirmed"}:
        if base is None:
            raise Refused("nothing-to-confirm", *where)
    else:
        for name in ("value", "source", "read", "certainty"):
            if name not in value:
                raise Refused("missing", *where, name=name)
        base = None
    said = {name: _at((*where, name), parts[name], part) for name, part in value.items()}
    for name in ("read", "confirmed"):
        if (said.get(name) or "") > latest:
            raise Refused("future", *where, name)
    datum = Datum(**said) if base is None else base._replace(**said)
    if datum.confirmed is not None and datum.confirmed < (datum.read or ""):
        raise Refused("confirmed-before", *where, "confirmed", read=datum.read or "")
    return datum


# --- Values


def _text(value: object) -> str:
    """One line that any terminal may show."""
    if type(value) is not str or not 0 < len(value) <= LONGEST or value != value.strip():
        raise Refused("text")
    if any(c not in TYPOGRAPHIC and visible(c) != c for c in value):
        raise Refused("unseen")
    return value


def _url(value: object) -> str:
    if type(value) is str and len(value) <= 5 * LONGEST and URL.fullmatch(value):
        return value
    raise Refused("url")


def _boolean(value: object) -> bool:
    if type(value) is bool:
        return value
    raise Refused("boolean")


def _wave(value: object) -> int | None:
    if value == UNKNOWN:
        return None
    if type(value) is int and 1 <= value <= 9:
        return value
    raise Refused("wave")


def _day(value: object) -> str:
    if type(value) is not date:
        raise Refused("day")
    _refuse_year(value)
    return value.isoformat()


def _read(value: object) -> str | None:
    return None if value == UNKNOWN else _day(value)


def _instant(value: object) -> str:
    """A day, or an instant on the clocks of Paris."""
    if type(value) is date:
        return _day(value)
    if type(value) is not datetime or value.tzinfo is not None or value.microsecond:
        raise Refused("instant")
    _refuse_year(value)
    return value.isoformat(timespec="seconds" if value.second else "minutes")


def _refuse_year(value: date) -> None:
    if not YEARS[0] <= value.year <= YEARS[1]:
        raise Refused("year", first=str(YEARS[0]), last=str(YEARS[1]))


def _percentage(value: object) -> str:
    if type(value) is int or (type(value) is Decimal and value.is_finite()):
        share = Decimal(value)
        if 0 <= share <= 100 and share == round(share, 2):
            return f"{share.normalize():f}"
    raise Refused("percentage")


def _one_of(*allowed: str) -> Convert:
    def convert(value: object) -> str:
        if type(value) is str and value in allowed:
            return value
        raise Refused("one-of", allowed=", ".join(f'"{name}"' for name in allowed))

    return convert


def _several(item: Convert) -> Convert:
    """A list of different things, at least one."""

    def convert(value: object) -> tuple[Any, ...]:
        if type(value) is not list or not value:
            raise Refused("list")
        items = tuple(_at_index(index, item, one) for index, one in enumerate(value))
        if len(set(items)) < len(items):
            raise Refused("repeated")
        return items

    return convert


def _at_index(index: int, item: Convert, value: object) -> Any:  # noqa: ANN401 - what ``item`` gives
    try:
        return item(value)
    except Refused as refused:
        raise Refused(refused.fault, index, **refused.params) from None


_ATTRIBUTES: Mapping[str, Convert] = {
    "attested": _boolean,
    "label_fr": _text,
    "label_en": _text,
    "corridor": _text,
    "wave": _wave,
}

_PARTS: Mapping[str, Convert] = {
    "source": _url,
    "read": _read,
    "certainty": _one_of(*CERTAINTIES),
    "confirmed": _day,
}

_TYPES: Mapping[str, Convert] = {
    "instant": _instant,
    "percentage": _percentage,
    "boolean": _boolean,
    "wanted": _one_of(*WANTED),
    "identifiers": _several(_one_of(*IDENTIFIERS)),
    "texts": _several(_text),
}

ATTRIBUTES = tuple(_ATTRIBUTES)


# --- What cannot be true together


def _refuse_contradictions(
    code: str, table: Table, dispositif: Dispositif, known: Mapping[str, Dispositif]
) -> None:
    if pair := next(_reversed(dispositif), None):
        first, then = pair
        dates = [str(dispositif.value(key)).replace("T", " ") for key in pair]
        said = {"first": first, "first_at": dates[0], "then": then, "then_at": dates[1]}
        raise Refused("order", code, then if then in table else first, **said)
    shares = [dispositif.value(f"{name}_share") for name in ("advance", "balance")]
    if None not in shares and sum(map(Decimal, shares)) != 100:
        key = "balance_share" if "balance_share" in table else "advance_share"
        raise Refused("shares", code, key, advance=shares[0], balance=shares[1])
    for index, name in enumerate(dispositif.value("waves_before") or ()):
        if name.lower() not in known or name.lower() == code.lower():
            raise Refused("unknown-wave", code, "waves_before", "value", index, name=name)


def _reversed(dispositif: Dispositif) -> Iterator[tuple[str, str]]:
    """Pairs of dates of which the first comes after the second, and should not."""
    for life in LIVES:
        dated = [(key, dispositif.value(key)) for key in life if key in dispositif.data]
        for (earlier, begin), (later, value) in pairwise(dated):
            end = runs_until(value)
            if begin > end or (begin == end and OPENINGS.get(earlier) == later):
                yield earlier, later
