"""Cryptographic signatures as they are found: who, when, over what.  None is called valid."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from typing import Any

from pypdf import PageObject, PdfReader

from asp_check.pieces.model import Box, Seal
from asp_check.pieces.pdf.fields import Item, inherited, name_of, value_of

_LONGEST = 1_000_000
"""Bytes of a signature that are looked at."""

_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d'?\d\d)?")

_DETACHED = frozenset({"/adbe.pkcs7.detached", "/ETSI.CAdES.detached"})
"""Kinds of signature whose digest is that of the bytes themselves."""

_MAX_FIELDS = 5_000


def seal(data: bytes, signed: Item, page: int | None, box: Box | None) -> Seal | None:
    """One signature; ``None`` for a time stamp, which nobody signs."""
    kind = str(value_of(signed, "/SubFilter"))
    if kind == "/ETSI.RFC3161":
        return None
    shown = box if box is not None and box.width > 0 and box.height > 0 else None
    ranges = _ranges(signed, data)
    date = _stored_date(value_of(signed, "/M"))
    if ranges is None:
        return Seal(date=date, whole=None, page=page, box=shown)
    (start, length), (after, rest) = ranges
    signer, said, intact = _certificate(
        data[start + length : after], data[start : start + length] + data[after : after + rest]
    )
    if intact is None or kind not in _DETACHED:
        return Seal(signer, said or date, None, "", page, shown)
    end = after + rest
    whole = start == 0 and intact and not data[end:].strip()
    later = "" if whole else _later(data, end) if intact else "altered"
    return Seal(signer, said or date, whole, later, page, shown)


def _ranges(signed: Item, data: bytes) -> tuple[tuple[int, int], tuple[int, int]] | None:
    numbers = value_of(signed, "/ByteRange")
    if not isinstance(numbers, list) or len(numbers) != 4:
        return None
    if not all(isinstance(number, int) and 0 <= number <= len(data) for number in numbers):
        return None
    start, length, after, rest = (int(number) for number in numbers)
    fits = start + length <= after <= after + rest <= len(data)
    return ((start, length), (after, rest)) if fits else None


def _certificate(gap: bytes, covered: bytes) -> tuple[str, str, bool | None]:
    """The signer's name, the time that was signed, and whether the digest is that of the bytes.

    Nothing but the signature itself may stand between the bytes that it covers; ``None`` where
    it cannot be read.
    """
    from asn1crypto import cms  # noqa: PLC0415 - few are signed

    text = gap.strip()
    if len(text) > 2 * _LONGEST or not (text.startswith(b"<") and text.endswith(b">")):
        return "", "", None
    try:
        content = cms.ContentInfo.load(bytes.fromhex(text[1:-1].decode("ascii")))["content"]
        info = content["signer_infos"][0]
        attributes = {item["type"].native: item["values"] for item in info["signed_attrs"]}
        time = (
            attributes["signing_time"][0].native.isoformat() if "signing_time" in attributes else ""
        )
        digest = attributes["message_digest"][0].native
        algorithm = info["digest_algorithm"]["algorithm"].native
        intact = hashlib.new(algorithm, covered).digest() == digest
        return _signer(content, info), time, intact
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return "", "", None


def _signer(content: Item, info: Item) -> str:
    serial = (
        info["sid"].native.get("serial_number")
        if info["sid"].name != "subject_key_identifier"
        else None
    )
    certificates = [choice.chosen for choice in content["certificates"]]
    own = [c for c in certificates if serial is None or c.serial_number == serial]
    for certificate in own or certificates:
        subject = certificate.subject.native
        name = subject.get("common_name") or subject.get("organization_name")
        if name:
            return str(name)
    return ""


def _stored_date(value: Item) -> str:
    """The date of a signature as its dictionary has it, in ISO 8601."""
    match = _DATE.match(str(value or ""))
    if not match:
        return ""
    year, month, day, hour, minute, second, zone = match.groups()
    date = "-".join(part for part in (year, month, day) if part)
    if hour is None or day is None:
        return date
    offset = "" if zone is None else "+00:00" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}"
    return f"{date}T{hour}:{minute or '00'}:{second or '00'}{offset}"


# --- What was added after


def _later(data: bytes, end: int) -> str:
    """What the file has beyond what was signed, by keys of ``words.LATER``."""
    try:
        before = _facts(PdfReader(io.BytesIO(data[:end])))
        after = _facts(PdfReader(io.BytesIO(data)))
    except Exception:  # noqa: BLE001 - a broken revision says nothing, whatever its fault
        return "other"
    return ",".join(key for key in before if before[key] != after[key]) or "other"


def _facts(reader: PdfReader) -> dict[str, Any]:
    pages = [reader.get_page(number) for number in range(min(reader.get_num_pages(), 60))]
    fields = {name: (kind, text) for name, kind, text in _fields(reader)}
    return {
        "content": [reader.get_num_pages(), *(_digest(page) for page in pages)],
        "fields": {name: text for name, (kind, text) in fields.items() if kind != "/Sig"},
        "annotations": [_annotations(page) for page in pages],
        "signatures": {
            name for name, (kind, text) in fields.items() if kind == "/Sig" and text == "signed"
        },
        "validation": value_of(reader.trailer["/Root"], "/DSS") is not None,
    }


def _digest(page: PageObject) -> bytes:
    contents = page.get_contents()
    return hashlib.sha256(contents.get_data() if contents is not None else b"").digest()


def _annotations(page: PageObject) -> list[str]:
    found = value_of(page, "/Annots")
    items = [item.get_object() for item in found] if isinstance(found, list) else []
    return [
        str(value_of(item, "/Contents"))
        for item in items
        if value_of(item, "/Subtype") != "/Widget"
    ]


def _fields(reader: PdfReader) -> list[tuple[str, str, str]]:
    """The name, the kind and the value of each field of the form."""
    return [
        (
            name_of(field),
            str(inherited(field, "/FT")),
            "signed"
            if isinstance(inherited(field, "/V"), Mapping)
            else str(inherited(field, "/V")),
        )
        for field in _form(reader)
    ]


def of_form(reader: PdfReader) -> list[Item]:
    """The signatures of the form, those that stand on no page among them."""
    values = [inherited(f, "/V") for f in _form(reader) if str(inherited(f, "/FT")) == "/Sig"]
    return [value for value in values if isinstance(value, Mapping)]


def _form(reader: PdfReader) -> list[Item]:
    """The fields of the form, those that are parts of others among them."""
    todo = list(value_of(value_of(reader.trailer["/Root"], "/AcroForm"), "/Fields") or [])
    found: list[Item] = []
    while todo and len(found) < _MAX_FIELDS:
        field = todo.pop().get_object()
        if isinstance(field, Mapping):
            found.append(field)
            todo += value_of(field, "/Kids") or []
    return found
