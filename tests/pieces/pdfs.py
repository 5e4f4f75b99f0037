"""PDFs written by hand, object by object: what no program would draw, or all too seldom does."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

FONTS = (
    "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    " /F2 << /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>"
    " /F3 << /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >> >>"
)


class Sketch:
    """A PDF in the making: objects by number, from 1."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def add(self, body: str | bytes, stream: bytes | None = None, packed: bool = False) -> int:
        """One more object, with a stream or without; its number."""
        text = body if isinstance(body, bytes) else body.encode("latin-1")
        if stream is not None:
            if packed:
                stream = zlib.compress(stream)
                text = text.replace(b"<<", b"<< /Filter /FlateDecode", 1)
            text = text.replace(b"<<", b"<< /Length %d" % len(stream), 1)
            text += b"\nstream\n" + stream + b"\nendstream"
        self.objects.append(text)
        return len(self.objects)

    def form(self, content: str, width: float, height: float) -> int:
        """An appearance: what is drawn for a field or an annotation."""
        return self.add(
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 {width} {height}]"
            f" /Resources << /Font {FONTS} >> >>",
            content.encode("cp1252"),
        )

    def image(self, width: int, height: int, grey: int = 200) -> int:
        """A picture of one tone."""
        return self.add(
            f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height}"
            " /ColorSpace /DeviceGray /BitsPerComponent 8 >>",
            bytes([grey]) * (width * height),
            packed=True,
        )

    def finish(
        self,
        contents: Sequence[str],
        *,
        annotations: Sequence[int] = (),
        catalog: str = "",
        page: str = "",
        images: Mapping[str, int] | None = None,
        box: str = "0 0 400 300",
    ) -> bytes:
        """The file: a page for each content; annotations and images are those of all pages."""
        pages = len(self.objects) + 1 + 2 * len(contents)
        kids = []
        drawn = " ".join(f"/{name} {number} 0 R" for name, number in (images or {}).items())
        notes = " ".join(f"{number} 0 R" for number in annotations)
        for content in contents:
            stream = self.add("<< >>", content.encode("cp1252"))
            kids.append(
                self.add(
                    f"<< /Type /Page /Parent {pages} 0 R /MediaBox [{box}] /Contents {stream} 0 R"
                    f" /Resources << /Font {FONTS} /XObject << {drawn} >> >>"
                    f" /Annots [{notes}] {page} >>"
                )
            )
        listed = " ".join(f"{kid} 0 R" for kid in kids)
        assert self.add(f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>") == pages
        root = self.add(f"<< /Type /Catalog /Pages {pages} 0 R {catalog} >>")
        return written(self.objects, root)


def written(objects: Sequence[bytes], root: int) -> bytes:
    """The file that these objects make."""
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root %d 0 R >>\n" % (len(objects) + 1, root)
    return bytes(data + b"startxref\n%d\n%%%%EOF\n" % start)


def text(words: str, x: float = 50, y: float = 200, *, size: float = 12, font: str = "F1") -> str:
    """Words of one line, from this point on."""
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET\n"


def page_of(content: str, **parts: object) -> bytes:
    """A file of one page."""
    return Sketch().finish([content], **parts)  # type: ignore[arg-type]
