"""Sign a paper with a certificate of our own: a PAdES seal that nobody should trust.

The key is made anew each time, so that these files are not the same twice.
"""

from __future__ import annotations

import io
import logging
from datetime import UTC, datetime

from asn1crypto import keys, x509
from cryptography import x509 as crypto
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko import stamp
from pyhanko.pdf_utils.generic import pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from drawing.truth import Drawn


def _signer(name: str) -> signers.SimpleSigner:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = crypto.Name(
        [
            crypto.NameAttribute(NameOID.COMMON_NAME, name),
            crypto.NameAttribute(NameOID.ORGANIZATION_NAME, "Exemple"),
            crypto.NameAttribute(NameOID.COUNTRY_NAME, "FR"),
        ]
    )
    certificate = (
        crypto.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(2025)
        .not_valid_before(datetime(2024, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2034, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    der = certificate.public_bytes(serialization.Encoding.DER)
    private = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return signers.SimpleSigner(
        signing_cert=x509.Certificate.load(der),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )


class _Signer(signers.PdfSigner):
    """Signs as of a given instant."""

    when: datetime

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,
    ) -> PdfSigningSession:
        """A session that believes that it is then."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.when
        return session


def sealed(drawn: Drawn, name: str, day: str, field: str = "Signature_client") -> Drawn:
    """The paper with a visible cryptographic signature in its box."""
    logging.getLogger("pyhanko").setLevel(logging.ERROR)
    writer = IncrementalPdfFileWriter(io.BytesIO(drawn.data), strict=False)
    left, top, right, bottom = drawn.signed_box or (300, 700, 500, 760)
    box = (
        int(left + 10),
        int(841.9 - bottom + 6),
        int(right - 10),
        int(841.9 - max(top, bottom - 44)),
    )
    spec = fields.SigFieldSpec(field, on_page=max(drawn.signed_page, 1) - 1, box=box)
    metadata = signers.PdfSignatureMetadata(
        field_name=field,
        name=name,
        reason="Bon pour accord",
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    style = stamp.TextStampStyle(
        stamp_text="Signé électroniquement par\n%(signer)s\nle %(ts)s",
        timestamp_format="%d/%m/%Y %H:%M",
    )
    signer = _Signer(metadata, _signer(name), stamp_style=style, new_field_spec=spec)
    signer.when = datetime.fromisoformat(f"{day}T10:32:00+01:00")
    out = signer.sign_pdf(writer)
    return drawn._replace(
        data=out.getvalue(), producer=f"{drawn.producer}+pades", signed="present", how="seal"
    )


def added(data: bytes) -> bytes:
    """Something added after a seal: a note in the metadata, as another program saves it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    writer.root["/Lang"] = pdf_string("fr")
    writer.update_root()  # type: ignore[no-untyped-call]
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()
