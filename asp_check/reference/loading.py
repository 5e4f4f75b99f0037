"""A file of reference data -> its index: what it is, where its columns are, whose rows they are."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import chain, islice
from typing import TypeVar

from asp_check import files
from asp_check.facts import Ceilings, Establishment, Finess, Funded, Origin
from asp_check.finding import UsageError
from asp_check.reference import delimited, forms, headers, makers, workbook
from asp_check.reference.headers import Row
from asp_check.reference.settings import NAMES, ReferenceFile
from asp_check.reference.structures import Structures
from asp_check.reference.where import Unfit, Where, shown
from asp_check.values.calendar import parse

LARGEST = 512 << 20
"""Bytes beyond which a file is not read."""

MOST = 5_000_000
"""Rows beyond which a file is not indexed."""

_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})-?([0-9]{2})-?([0-9]{2})(?![0-9])")
_OPEN = "9"
"""What stands for the closing day of what is open: greater, as a text, than any day."""

T = TypeVar("T")


def read(name: str, settings: ReferenceFile) -> Ceilings | Finess | Funded:
    """The reference data of this name in this file; ``UsageError`` if it cannot be used."""
    if name not in NAMES:
        raise _unknown(name)
    where = Where(settings.file, name)
    data = _bytes(where)
    stated = _stated_date(settings, where)
    form = forms.form_of(data, settings.encoding)
    if name == "finess" and form in {forms.JSON, forms.GZIP}:
        return _published(data, form, settings, stated, where)
    rows = _rows(data, form, settings, where)
    head = list(islice(rows, headers.DEPTH))
    if not head:
        raise where.error("aucune ligne remplie", "no line holds anything")
    if name == "finess" and makers.is_extract(head[0][1]):
        return _extracted(data, chain(head, rows), head[0][1], settings, stated, where)
    plan = headers.plan(head, settings.columns, where)
    shape = makers.Shape(plan.columns, plan.width, strict=form == forms.TEXT)
    rest = chain(head[plan.skip :], rows)
    date = stated or _date_in_name(where)
    if name == "finess":
        numbers, count = _by_number(_made(rest, makers.establishments(shape), where))
        return Finess(_origin(where, data, date, count), numbers)
    if name == "ceilings":
        ceilings, count = _by_identifier(_made(rest, makers.ceilings(shape), where))
        return Ceilings(_origin(where, data, date, count), ceilings)
    fundings, count = _by_identifier(_made(rest, makers.funded(shape), where))
    return Funded(_origin(where, data, date, count), fundings)


def _unknown(name: str) -> UsageError:
    near = difflib.get_close_matches(name, NAMES, n=1)
    names = ", ".join(NAMES)
    return UsageError(
        f"donnée de référence inconnue : {shown(name)}"
        + (f", vouliez-vous dire {near[0]} ?" if near else f" ; possibles : {names}"),
        f"unknown reference data: {shown(name)}"
        + (f", did you mean {near[0]}?" if near else f"; possible: {names}"),
    )


# --- The file


def _bytes(where: Where) -> bytes:
    data = files.read(where.path, max_size=LARGEST, pipe=False)
    if isinstance(data, files.TooLarge):
        raise where.error(
            f"plus de {LARGEST >> 20} Mio ; gardez-en les colonnes utiles, ou le fichier compressé (.json.gz) s’il est publié ainsi",
            f"more than {LARGEST >> 20} MiB; keep the columns that matter, or the compressed file (.json.gz) if it is published so",
        )
    return data


def _rows(data: bytes, form: str, settings: ReferenceFile, where: Where) -> Iterator[Row]:
    if form in forms.REFUSED:
        raise where.error(*forms.REFUSED[form])
    words = forms.misnamed(form, where.path)
    if words is not None:
        raise where.error(*words)
    if form == forms.XLSX:
        _refuse_settings(where, delimiter=settings.delimiter, encoding=settings.encoding)
        return workbook.rows(data, settings.sheet, where)
    _refuse_settings(where, sheet=settings.sheet)

    def known(head: Sequence[Row]) -> int:
        if where.name == "finess" and head and makers.is_extract(head[0][1]):
            return len(head[0][1])
        return headers.recognised(head, where.name, settings.columns)

    return delimited.rows(data, settings.delimiter, settings.encoding, known, where)


def _refuse_settings(where: Where, **values: str | None) -> None:
    for key, value in values.items():
        if value is not None:
            raise where.error(
                f"{key} ne va pas avec un fichier de cette sorte ; retirez-le",
                f"{key} does not go with a file of this kind; leave it out",
            )


# --- Its date


def _stated_date(settings: ReferenceFile, where: Where) -> str | None:
    date = settings.date
    if date is not None and (len(date) != 10 or parse(date) is None):
        raise where.error(
            f"date = « {shown(date)} » : écrivez le jour comme 2026-05-04",
            f"date = “{shown(date)}”: write the day as 2026-05-04",
        )
    return date


def _date_in_name(where: Where) -> str | None:
    """The only day that the name of the file bears, never that of the file system."""
    found = {"-".join(parts) for parts in _IN_NAME.findall(os.path.basename(where.path))}
    days = [day for day in found if parse(day) is not None]
    return days[0] if len(days) == 1 else None


def _origin(where: Where, data: bytes, date: str | None, rows: int) -> Origin:
    return Origin(where.path, sha256(data).hexdigest(), date, rows)


# --- Its rows


def _made(rows: Iterable[Row], maker: makers.Maker[T], where: Where) -> Iterator[T]:
    """What the rows hold; what is wrong with one is told with its line."""
    for count, (line, cells) in enumerate(rows, 1):
        try:
            item = maker(cells)
        except Unfit as unfit:
            raise where.error(unfit.fr, unfit.en, line) from None
        if count > MOST:
            raise where.error(
                f"plus de {MOST} lignes ; gardez celles qui servent",
                f"more than {MOST} lines; keep those that matter",
            )
        if item is not None:
            yield item


def _by_number(items: Iterable[Establishment]) -> tuple[dict[str, Establishment], int]:
    """Establishments by number; of several, the one that is open, or was last, then the first."""
    index: dict[str, Establishment] = {}
    count = 0
    for item in items:
        count += 1
        known = index.setdefault(item.finess, item)
        if known is not item and (item.closed or _OPEN) > (known.closed or _OPEN):
            index[item.finess] = item
    return index, count


def _by_identifier(items: Iterable[tuple[str, T]]) -> tuple[dict[str, tuple[T, ...]], int]:
    """All that is said of each identifier, in order."""
    index: dict[str, list[T]] = {}
    count = 0
    for identifier, item in items:
        count += 1
        index.setdefault(identifier, []).append(item)
    return {identifier: tuple(found) for identifier, found in index.items()}, count


# --- The FINESS directory, as it is published


def _extracted(
    data: bytes,
    rows: Iterable[Row],
    first: list[str],
    settings: ReferenceFile,
    stated: str | None,
    where: Where,
) -> Finess:
    """An extract of before May 2026."""
    _refuse_columns(settings, where)
    numbers, count = _by_number(_made(rows, makers.extracted(), where))
    date = stated or makers.extract_date(first) or _date_in_name(where)
    return Finess(_origin(where, data, date, count), numbers)


def _published(
    data: bytes, form: str, settings: ReferenceFile, stated: str | None, where: Where
) -> Finess:
    """The JSON published since."""
    _refuse_columns(settings, where)
    _refuse_settings(
        where, delimiter=settings.delimiter, encoding=settings.encoding, sheet=settings.sheet
    )
    structures = Structures(data, gzipped=form == forms.GZIP, where=where)
    numbers, count = _by_number(structures)
    date = stated or structures.date or _date_in_name(where)
    return Finess(_origin(where, data, date, count), numbers)


def _refuse_columns(settings: ReferenceFile, where: Where) -> None:
    if settings.columns:
        raise where.error(
            f"répertoire FINESS tel qu’il est publié, dont les colonnes sont connues ; retirez {where.table}",
            f"this is the FINESS directory as it is published, whose columns are known; leave out {where.table}",
        )
