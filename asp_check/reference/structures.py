"""The FINESS directory as it is published since 2026: JSON, gzipped, read element by element.

It is larger than what should be held in memory: only one legal entity and its sites are, at a time.
Layout: https://github.com/ansforge/finess (flux/out/data.gouv/structure/schema)
Source: https://www.data.gouv.fr/datasets/finess-structures-1
"""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Iterator
from gzip import GzipFile
from io import BytesIO
from json import JSONDecoder
from typing import IO, Any

from asp_check.facts import Establishment
from asp_check.finding import UsageError
from asp_check.reference import cells as read
from asp_check.reference.forms import GZIP, REFUSED
from asp_check.reference.where import Unfit, Where, shown

_CHUNK = 1 << 20
_LONGEST = 64 << 20
"""Characters in one element, beyond which this is not the directory."""
_UNPACKED = 4 << 30
_BLANK = " \t\r\n"


class Structures:
    """The establishments of such a file, and the day that it was made once they have been read."""

    def __init__(self, data: bytes, *, gzipped: bool, where: Where) -> None:
        stream = BytesIO(data)
        self._gzipped = gzipped
        self._text = _Text(GzipFile(fileobj=stream) if gzipped else stream, where)
        self._where = where
        self.date: str | None = None

    def __iter__(self) -> Iterator[Establishment]:
        """The legal entities, each before its sites."""
        found = False
        for key, value in self._members():
            if key == "generatedAt" and isinstance(value, str):
                self.date = _day(value[:10])
            elif key == "schemaVersion" and str(value).removeprefix("v").split(".")[0] != "1":
                raise self._where.error(
                    f"version {shown(str(value))} du schéma finess-structures, seule la 1 est connue ; mettez asp-check à jour, ou fournissez un CSV",
                    f"version {shown(str(value))} of the schema finess-structures, only 1 is known; update asp-check, or give a CSV file",
                )
            elif key == "pmej" and isinstance(value, dict):
                found = True
                yield from self._entity(value)
        if not found:
            raise self._where.error(
                "JSON sans entités juridiques (pmej) : ce n’est pas le répertoire FINESS ; téléchargez finess-structures",
                "JSON without legal entities (pmej): this is not the FINESS directory; download finess-structures",
            )

    def _members(self) -> Iterator[tuple[str, object]]:
        """The members of the whole, those of lists one by one under the key of the list."""
        text = self._text
        if not text.accept("{"):
            raise self._where.error(*REFUSED[GZIP]) if self._gzipped else text.broken()
        while True:
            key = text.key()
            text.expect(":")
            if text.accept("["):
                while not text.accept("]"):
                    yield key, text.value()
                    text.accept(",")
            else:
                yield key, text.value()
            if not text.accept(","):
                text.expect("}")
                return

    def _entity(self, entity: dict[str, Any]) -> Iterator[Establishment]:
        try:
            about = entity["informationsGeneralesPMEJ"]
            legal = read.finess(_text(about, "numFinessPm"))
            yield Establishment(
                legal,
                is_legal=True,
                name=_text(about, "denominationPm"),
                category=_text(about, "categorieentiteGeographiqueExercice"),
                opened=read.day(_text(about, "dateCreation")),
                closed=_closed(entity, about),
            )
            for site in entity.get("ege") or ():
                about = site["informationsGeneralesEGE"]
                yield Establishment(
                    read.finess(_text(about, "numFinessEge")),
                    legal_finess=legal,
                    name=_text(about, "nomEgeCourt"),
                    category=_text(site, "categorieentiteGeographiqueExercice"),
                    opened=read.day(_text(about, "dateOuverture")),
                    closed=_closed(site, about),
                )
        except Unfit as unfit:
            raise self._where.error(unfit.fr, unfit.en, self._text.line) from None
        except (AttributeError, KeyError, TypeError):
            raise self._where.error(
                "cette entité n’a pas la forme du répertoire FINESS (schéma finess-structures v1)",
                "this entity has not the form of the FINESS directory (schema finess-structures v1)",
                self._text.line,
            ) from None


def _text(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError
    return value.strip()


def _closed(record: dict[str, Any], about: dict[str, Any]) -> str:
    """The day it was closed; for what is inactive without one, the last day that may be."""
    closed = read.day(_text(about, "dateFermeture"))
    if closed or _text(record, "etatObjet") != "I":
        return closed
    return read.day(_text(record, "dateDerniereMaj")[:10])


def _day(text: str) -> str | None:
    try:
        return read.day(text) or None
    except Unfit:
        return None


class _Text:
    """JSON text that comes in parts, read value by value."""

    def __init__(self, stream: IO[bytes] | GzipFile, where: Where) -> None:
        self._stream = stream
        self._where = where
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        # Numbers stay texts: none of them matters here, and they may be endless.
        self._parse = JSONDecoder(parse_int=str, parse_float=str).raw_decode
        self._buffer = ""
        self._at = 0
        self._base = 1
        self._size = 0
        self._ended = False
        self._start = 0

    @property
    def line(self) -> int:
        """The line that the last value begins at."""
        return self._base + self._buffer.count("\n", 0, self._start)

    def value(self) -> Any:  # noqa: ANN401 - any JSON value
        """The next value, whole."""
        self._next()
        self._start = self._at
        wanted = _CHUNK
        while True:
            try:
                value, end = self._parse(self._buffer, self._at)
            except (ValueError, RecursionError):
                if self._ended:
                    raise self.broken() from None
            else:
                # A number or a word may go on beyond what has come.
                if end < len(self._buffer) or self._ended:
                    self._at = end
                    return value
            if len(self._buffer) - self._at > _LONGEST:
                raise self.broken()
            self._more(wanted)
            wanted *= 2

    def key(self) -> str:
        """The next value, which must be a text."""
        if self._next() != '"':
            raise self.broken()
        return str(self.value())

    def accept(self, mark: str) -> bool:
        """Whether this character comes next; it is passed over."""
        if self._next() != mark:
            return False
        self._at += 1
        return True

    def expect(self, mark: str) -> None:
        """Pass over this character, which must come next."""
        if not self.accept(mark):
            raise self.broken()

    def broken(self) -> UsageError:
        """What to tell of text that is no JSON."""
        return self._where.error(
            "JSON incomplet ou mal formé ; téléchargez à nouveau le fichier",
            "incomplete or malformed JSON; download the file again",
            self._base + self._buffer.count("\n", 0, self._at),
        )

    def _next(self) -> str:
        """The next character that is no blank, empty at the end."""
        while True:
            while self._at < len(self._buffer):
                if self._buffer[self._at] not in _BLANK:
                    return self._buffer[self._at]
                self._at += 1
            if self._ended:
                return ""
            self._more(_CHUNK)

    def _more(self, wanted: int) -> None:
        """Take more of the file, and let go of what has been read."""
        try:
            chunk = self._stream.read(wanted)
            self._size += len(chunk)
            text = self._decode(chunk, not chunk)
        except (EOFError, OSError, zlib.error):
            raise self._where.error(
                "fichier gzip abîmé ou incomplet ; téléchargez-le à nouveau",
                "damaged or incomplete gzip file; download it again",
            ) from None
        except UnicodeDecodeError:
            raise self.broken() from None
        if self._size > _UNPACKED:
            raise self._where.error(
                "ce fichier est démesuré une fois décompressé",
                "this file is out of all proportion once unpacked",
            )
        self._ended = not chunk
        self._base += self._buffer.count("\n", 0, self._at)
        self._buffer = self._buffer[self._at :] + text
        self._start = self._at = 0
