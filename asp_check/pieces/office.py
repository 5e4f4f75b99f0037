"""The parts of a DOCX: a ZIP of XML, opened with every bound that a hostile one calls for.

Only the parts that hold text are unpacked: no picture, font, macro or embedded file ever is.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

MAX_PART = 32 << 20
"""Bytes of one part once unpacked."""
_MAX_ALL = 96 << 20
_MAX_ENTRIES = 5_000
_MAX_RATIO = 200
_GRACE = 1 << 20
"""A part of so few bytes may be packed as tightly as it likes."""
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MAX_TAGS = 1_000_000

_ENCODING = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_DOCTYPES = tuple("<!DOCTYPE".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))


class Unfit(ValueError):  # noqa: N818 - not an error of the program: what is wrong with a file
    """A package that is not read; ``why`` is a key of ``words.UNREADABLE``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Link(NamedTuple):
    """What a part points to: the kind of it, and its name in the package."""

    kind: str
    target: str


class Package:
    """The parts of one DOCX, by name; each is read when it is asked for."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise Unfit("damaged") from None
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}
        self.names = tuple(self._entries)
        self._left = _MAX_ALL
        if len(entries) > _MAX_ENTRIES:
            raise Unfit("too-large")
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unfit("encrypted")
        if any(entry.compress_type not in _PACKED for entry in entries):
            raise Unfit("damaged")  # The format has no other, and none is read in bounded steps.

    def part(self, name: str) -> Element | None:
        """The tree of a part, names without their namespaces; nothing if there is none."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        tight = max(_GRACE, _MAX_RATIO * entry.compress_size)
        if entry.file_size > min(MAX_PART, self._left, tight):
            raise Unfit("too-large")
        self._left -= entry.file_size
        try:
            # zipfile gives no more than the size that the entry declares, and checks its sum.
            return _parsed(self._archive.read(entry))
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise error if isinstance(error, Unfit) else Unfit("damaged") from None
        except Exception as error:  # noqa: BLE001 - zlib and lzma have errors of their own
            raise Unfit("memory" if isinstance(error, MemoryError) else "damaged") from None

    def links(self, name: str) -> Mapping[str, Link]:
        """What a part points to inside the package, by the id of each relation."""
        folder, base = posixpath.split(name)
        tree = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for one in () if tree is None else tree:
            target = one.get("Target", "")
            if one.get("TargetMode") == "External":
                continue
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id", "")] = Link(one.get("Type", "").rpartition("/")[2], path)
        return found

    def main(self) -> str:
        """The name of the part that holds the document itself."""
        for link in self.links("").values():
            if link.kind == "officeDocument":
                return link.target
        raise Unfit("damaged")


def _parsed(data: bytes) -> Element:
    stated = _ENCODING.match(data)
    if stated is not None and stated[1].lower() not in (b"utf-8", b"utf-16", b"us-ascii"):
        raise Unfit(
            "damaged"
        )  # The format has no other, and what declares entities may hide in one.
    if any(mark in data for mark in _DOCTYPES):
        raise Unfit("damaged")  # Entities: no program that writes DOCX has any.
    if data.count(b"<") > _MAX_TAGS:
        raise Unfit("too-large")
    try:
        tree = ET.fromstring(data)  # noqa: S314 - no entity gets here
    except ET.ParseError:
        raise Unfit("damaged") from None
    # The strict form has other namespaces; no two names that matter here differ by them alone.
    short = _Short()
    for element in tree.iter():
        element.tag = short[element.tag]
        if element.attrib:
            element.attrib = {short[name]: text for name, text in element.attrib.items()}
    return tree


class _Short(dict[str, str]):
    """Each name without its namespace."""

    def __missing__(self, name: str) -> str:
        self[name] = short = name.rpartition("}")[2]
        return short


def find(element: Element | None, *names: str) -> Element | None:
    """The first child of the first child, and so on, by these names."""
    for name in names:
        if element is None:
            return None
        element = element.find(name)
    return element


def value(element: Element | None, *names: str) -> str | None:
    """The ``val`` of what lies there; empty where it has none, nothing where nothing lies there."""
    found = find(element, *names)
    return None if found is None else found.get("val", "")


def is_on(element: Element | None, *names: str) -> bool:
    """Whether a property is there and not switched off."""
    said = value(element, *names)
    return said is not None and said.lower() not in ("0", "false", "off", "none")
