"""What a file is, by its first bytes, whatever it is called; and the words for what is no table."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType

Words = tuple[str, str]

TEXT, XLSX, JSON, GZIP = "text", "xlsx", "json", "gzip"

_HEAD = 4096
_LARGEST, _ENTRIES = 64 << 20, 10_000
"""Bytes of an archive, and entries in it, beyond which it is not even listed."""
_BOM_8, _BOMS_16 = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_MAGIC = (
    (b"\x1f\x8b", GZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF-", "pdf"),
)

REFUSED: Mapping[str, Words] = MappingProxyType({
    "empty": ("fichier vide ; téléchargez-le à nouveau", "empty file; download it again"),
    "html": (
        "c’est une page web (HTML), peut-être une page d’erreur ; téléchargez à nouveau le fichier",
        "this is a web page (HTML), perhaps an error page; download the file again",
    ),
    "xml": (
        "c’est du XML ; il faut un fichier CSV ou XLSX",
        "this is XML; a CSV or XLSX file is needed",
    ),
    "pdf": (
        "c’est un PDF ; il faut le tableau en CSV ou en XLSX",
        "this is a PDF; the table is needed as CSV or XLSX",
    ),
    "ole": (
        "c’est un classeur Excel ancien (.xls) ou protégé par un mot de passe ; enregistrez-le en .xlsx, sans mot de passe",
        "this is an old Excel workbook (.xls), or one with a password; save it as .xlsx, without a password",
    ),
    "ods": (
        "c’est un classeur OpenDocument (.ods) ; enregistrez-le en .xlsx ou en .csv",
        "this is an OpenDocument workbook (.ods); save it as .xlsx or .csv",
    ),
    "zip": (
        "c’est une archive ZIP, pas un classeur XLSX ; extrayez-en le fichier",
        "this is a ZIP archive, not an XLSX workbook; extract the file from it",
    ),
    "broken-zip": (
        "archive ZIP abîmée ou incomplète ; téléchargez à nouveau le fichier",
        "damaged or incomplete ZIP archive; download the file again",
    ),
    "large-zip": (
        "archive ou classeur démesuré ; enregistrez la feuille utile en CSV",
        "an archive or workbook out of all proportion; save the sheet that matters as CSV",
    ),
    "utf-16": (
        'c’est de l’UTF-16 sans marque d’ordre (BOM) ; indiquez encoding = "utf-16-le" (ou "utf-16-be")',
        'this is UTF-16 without a byte-order mark; give encoding = "utf-16-le" (or "utf-16-be")',
    ),
    "binary": (
        "c’est un fichier binaire (octets nuls), pas un tableau ; il faut un fichier CSV ou XLSX",
        "this is a binary file (NUL bytes), not a table; a CSV or XLSX file is needed",
    ),
    JSON: (
        "c’est du JSON ; il faut un fichier CSV ou XLSX",
        "this is JSON; a CSV or XLSX file is needed",
    ),
    GZIP: (
        "c’est un fichier compressé (gzip) ; décompressez-le",
        "this is a compressed file (gzip); decompress it",
    ),
})  # fmt: skip
"""What cannot be read as a table: what it is, and what to do."""


def form_of(data: bytes, encoding: str | None = None) -> str:
    """``text``, ``xlsx``, or a key of ``REFUSED``.

    >>> form_of(b"finess;plafond"), form_of(b" <!DOCTYPE html>"), form_of(b"%PDF-1.7"), form_of(b"")
    ('text', 'html', 'pdf', 'empty')
    """
    head = data[:_HEAD]
    for magic, form in _MAGIC:
        if head.startswith(magic):
            return form
    if head.startswith(b"PK\x03\x04"):
        return _form_of_archive(data)
    if "16" not in (encoding or "") and not head.startswith(_BOMS_16) and b"\0" in data:
        return "utf-16" if not any(head[1:40:2]) or not any(head[:40:2]) else "binary"
    start = head.removeprefix(_BOM_8).lstrip()
    if start[:1] == b"<":
        return "html" if b"<html" in start.lower() or b"<!doctype html" in start.lower() else "xml"
    if start[:1] in (b"{", b"["):
        return JSON
    return TEXT if start else "empty"


def _form_of_archive(data: bytes) -> str:
    if len(data) > _LARGEST or data.count(b"PK\x01\x02") > _ENTRIES:
        return "large-zip"
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
                return XLSX
            return "ods" if {"mimetype", "content.xml"} <= names else "zip"
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "broken-zip"


_NAMED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        TEXT: frozenset({".csv", ".tsv", ".txt"}),
        XLSX: frozenset({".xlsx", ".xlsm"}),
    }
)

_MISNAMED: Mapping[str, Words] = MappingProxyType({
    TEXT: (
        "c’est du texte, pas un classeur XLSX ; renommez-le en .csv",
        "this is text, not an XLSX workbook; rename it to .csv",
    ),
    XLSX: (
        "c’est un classeur XLSX, pas un CSV ; renommez-le en .xlsx",
        "this is an XLSX workbook, not a CSV file; rename it to .xlsx",
    ),
})  # fmt: skip


def misnamed(form: str, path: str) -> Words | None:
    """What to tell where the name of a file says another form than its content."""
    other = _NAMED[XLSX if form == TEXT else TEXT]
    extension = path[path.rfind(".") :].lower() if "." in path else ""
    return _MISNAMED[form] if extension in other else None
