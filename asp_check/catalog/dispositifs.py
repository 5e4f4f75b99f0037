"""What is known of the dispositifs: those that come with the program, and the user's own file.

``schemas/dispositifs.toml`` is where it is written; ``dispositifs.json``, generated from it, is what
a run reads: one dispositif a line, each datum a list, each source once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from asp_check import files
from asp_check.catalog.places import packaged_folder
from asp_check.dispositif import Datum, Dispositif

WRITTEN: Final = "dispositifs.toml"
RELEASED: Final = "dispositifs.json"
MAX_SIZE: Final = 1 << 20
"""The largest file of dispositifs, in bytes: twenty times the one that comes with the program."""


def load(path: str | None = None) -> Mapping[str, Dispositif]:
    """Every dispositif by its code in lower case; ``path`` is a file that overrides or adds.

    Raises ``UsageError``, with the line and what to do, if that file cannot be used.
    """
    return Packaged() if path is None else _written(path, _packaged())


def find(known: Mapping[str, Dispositif], code: str) -> Dispositif:
    """The dispositif of this code, whatever its case; ``UsageError`` with the nearest if none has it."""
    found = known.get(code.lower())
    if found is None:
        from asp_check.catalog.dispositif_errors import unknown_code

        raise unknown_code(code, [one.code for one in known.values()])
    return found


class Packaged(Mapping[str, Dispositif]):
    """Those that come with the program, read when the first of them is asked for."""

    def __getitem__(self, code: str) -> Dispositif:
        """The dispositif of this code."""
        if not code:  # A blank without a manifest: nothing is read for it.
            raise KeyError(code)
        return _packaged()[code]

    def __iter__(self) -> Iterator[str]:
        """Every code, in lower case."""
        return iter(_packaged())

    def __len__(self) -> int:
        """How many there are."""
        return len(_packaged())


def render(path: str) -> bytes:
    """What a run reads of the file at ``path``, which must say all that is to be said."""
    import json

    known = _written(path, {}, complete=True)
    sources = sorted({datum.source for one in known.values() for datum in one.data.values()})
    rows = [
        [
            *one[:-1],
            {key: _row(datum, sources) for key, datum in one.data.items()},
        ]
        for one in known.values()
    ]
    parts = (
        f'"{name}": [\n' + ",\n".join(json.dumps(row, ensure_ascii=True) for row in listed) + "\n]"
        for name, listed in (("sources", sources), ("dispositifs", rows))
    )
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _row(datum: Datum, sources: list[str]) -> list[Any]:
    return [datum.value, sources.index(datum.source), *datum[2:]]


@cache
def _packaged() -> Mapping[str, Dispositif]:
    import json  # a bare blank asks for no dispositif

    document = json.loads(_read(os.path.join(packaged_folder(), RELEASED)))
    sources = document["sources"]
    found = {}
    for *attributes, data in document["dispositifs"]:
        known = {key: _datum(row, sources) for key, row in data.items()}
        found[attributes[0].lower()] = Dispositif._make([*attributes, known])
    return found


def _datum(row: list[Any], sources: list[str]) -> Datum:
    value, source, *rest = row
    return Datum(tuple(value) if type(value) is list else value, sources[source], *rest)


def _read(path: str) -> bytes:
    data = files.read(path, max_size=MAX_SIZE, pipe=False)
    if isinstance(data, files.TooLarge):
        from asp_check.catalog.dispositif_errors import TOO_LARGE, at

        raise at(path, 1, *TOO_LARGE)
    return data


def _written(
    path: str, base: Mapping[str, Dispositif], *, complete: bool = False
) -> Mapping[str, Dispositif]:
    """``base``, and what the TOML at ``path`` says of it."""
    import tomllib
    from datetime import UTC, datetime
    from decimal import Decimal

    from asp_check.catalog.dispositif_strict import Refused, from_mapping
    from asp_check.catalog.reading import has_endless_key

    raw = _read(path)
    if has_endless_key(raw):
        from asp_check.catalog.dispositif_errors import ENDLESS_KEY, at

        raise at(path, 1, *ENDLESS_KEY)
    try:
        text = raw.decode("utf-8-sig")
        data = tomllib.loads(text, parse_float=Decimal)
    except UnicodeDecodeError as error:
        from asp_check.catalog.dispositif_errors import NOT_UTF8, at

        raise at(path, 1 + raw.count(b"\n", 0, error.start), *NOT_UTF8) from None
    except (ValueError, ArithmeticError, RecursionError) as error:
        from asp_check.catalog.dispositif_errors import not_toml

        raise not_toml(path, text, error) from None
    today = datetime.now(UTC).date().isoformat()
    try:
        return from_mapping(data, base, today=today, complete=complete)
    except Refused as fault:
        from asp_check.catalog.dispositif_errors import refused

        known = [one.code for one in base.values()]
        raise refused(path, text, data, fault, known) from None
