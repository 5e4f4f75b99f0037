"""Cryptographic signatures: who, when, over what, and what came after; none is called valid."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from asn1crypto import algos, cms, x509  # type: ignore[import-untyped]

from asp_check.pieces import words
from asp_check.pieces.model import Box, Paper, Seal
from asp_check.pieces.pdf import read
from tests.pieces.pdfs import Sketch, text

ROOM = 6000
WHEN = datetime(2025, 2, 14, 10, 30, tzinfo=UTC)


def container(digest: bytes, signer: str = "Hélène Vasseur") -> bytes:
    """A signature whose form is right and whose numbers are not: nothing here checks those."""
    name = x509.Name.build({"common_name": signer, "country_name": "FR"})
    key = {
        "algorithm": {"algorithm": "rsa"},
        "public_key": {"modulus": 3233, "public_exponent": 17},
    }
    certificate = x509.Certificate(
        {
            "tbs_certificate": {
                "version": "v3",
                "serial_number": 7,
                "signature": {"algorithm": "sha256_rsa"},
                "issuer": name,
                "validity": {
                    "not_before": x509.Time({"utc_time": WHEN}),
                    "not_after": x509.Time({"utc_time": WHEN}),
                },
                "subject": name,
                "subject_public_key_info": key,
            },
            "signature_algorithm": {"algorithm": "sha256_rsa"},
            "signature_value": b"0",
        }
    )
    attributes = [
        {"type": "content_type", "values": ["data"]},
        {"type": "message_digest", "values": [digest]},
        {"type": "signing_time", "values": [cms.Time({"utc_time": WHEN})]},
    ]
    info = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            {"issuer_and_serial_number": {"issuer": name, "serial_number": 7}}
        ),
        "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": "sha256_rsa"},
        "signature": b"0",
    }
    signed = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {"content_type": "data"},
        "certificates": [certificate],
        "signer_infos": [info],
    }
    whole = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})
    return bytes(whole.dump())


def signed(kind: str = "/adbe.pkcs7.detached", place: str = "100 50 200 90") -> bytes:
    """A file of one page with one signature over all of it."""
    sketch = Sketch()
    value = sketch.add(
        f"<< /Type /Sig /SubFilter {kind} /M (D:20250214113000+01'00')"
        f" /ByteRange [0 {'*' * 8} {'*' * 8} {'*' * 8}] /Contents <{'0' * ROOM}> >>"
    )
    widget = sketch.add(
        f"<< /Type /Annot /Subtype /Widget /FT /Sig /T (client) /V {value} 0 R /F 4"
        f" /Rect [{place}] >>"
    )
    data = sketch.finish(
        [text("Signature")],
        annotations=[widget],
        catalog=f"/AcroForm << /Fields [{widget} 0 R] /SigFlags 3 >>",
    )
    start = data.index(b"<" + b"0" * ROOM)
    after = start + ROOM + 2
    numbers = f"{start:<8} {after:<8} {len(data) - after:<8}".encode()
    data = data.replace(b"******** ******** ********", numbers)
    digest = hashlib.sha256(data[:start] + data[after:]).digest()
    filled = container(digest).hex().encode().ljust(ROOM, b"0")
    return data[: start + 1] + filled + data[after - 1 :]


def amended(data: bytes, number: int, body: str) -> bytes:
    """The file with one object added or replaced after it, as programs save what they change."""
    before = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    root = data.rsplit(b"/Root ", 1)[1].split()[0].decode()
    size = max(int(root), number) + 1
    place = len(data)
    data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(data)
    data += f"xref\n{number} 1\n{place:010d} 00000 n \n".encode()
    trailer = f"trailer\n<< /Size {size} /Root {root} 0 R /Prev {before} >>\n"
    return data + trailer.encode() + f"startxref\n{start}\n%%EOF\n".encode()


def sealed(data: bytes) -> Seal:
    (seal,) = read(data, "a.pdf").seals
    return seal


def test_a_signature_tells_who_when_and_over_what() -> None:
    assert sealed(signed()) == Seal(
        "Hélène Vasseur", "2025-02-14T10:30:00+00:00", True, "", 1, Box(100, 210, 200, 250)
    )


def test_a_signature_that_shows_nowhere_has_no_box() -> None:
    seal = sealed(signed(place="0 0 0 0"))
    assert (seal.signer, seal.page, seal.box) == ("Hélène Vasseur", 1, None)


def test_a_signed_field_is_no_blank() -> None:
    paper: Paper = read(signed(), "a.pdf")
    assert not paper.pages[0].blanks


@pytest.mark.parametrize(
    ("number", "body", "later"),
    [
        (30, "<< >>", "other"),
        (3, "<< /Length 0 >>\nstream\n\nendstream", "content"),
    ],
)
def test_what_was_added_after_is_said(number: int, body: str, later: str) -> None:
    seal = sealed(amended(signed(), number, body))
    assert (seal.whole, seal.later) == (False, later)
    assert later in words.LATER


def test_bytes_that_changed_under_a_signature_are_said() -> None:
    seal = sealed(signed().replace(b"(Signature)", b"(Signatura)"))
    assert (seal.whole, seal.later) == (False, "altered")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        pytest.param(
            b"/SubFilter /adbe.pkcs7.detached", b"/SubFilter /adbe.pkcs7.s2222222", id="kind"
        ),
        pytest.param(b"/ByteRange [0 ", b"/ByteRange [9 ", id="range"),
        pytest.param(b"/Contents <30", b"/Contents <99", id="container"),
    ],
)
def test_what_cannot_be_understood_is_not_called_whole(was: bytes, now: bytes) -> None:
    data = signed()
    assert was in data
    assert sealed(data.replace(was, now)).whole is not True


def test_a_time_stamp_is_nobodys_signature() -> None:
    assert read(signed("/ETSI.RFC3161"), "a.pdf").seals == ()
