"""What befalls a paper once drawn: filled in, signed, flattened, scanned, photographed, put together."""

from __future__ import annotations

import io
import math
import random
import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas

from drawing import found, strokes
from drawing.pen import Blank
from drawing.truth import Box, Drawn, Shown

FIXED = "D:20260105090000+00'00'"
DAY = {"/CreationDate": FIXED, "/ModDate": FIXED}


def written(writer: PdfWriter, producer: str) -> bytes:
    """A file as it is saved, always on the same day."""
    writer.add_metadata({"/Producer": producer, **DAY})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _writer(data: bytes) -> PdfWriter:
    return PdfWriter(clone_from=PdfReader(io.BytesIO(data)))


# ------------------------------------------------------------------------------ annotations


def filled(drawn: Drawn, blanks: Sequence[Blank], signed: bool, seed: int) -> Drawn:
    """The blanks filled by FreeText annotations, and signed by an ink annotation."""
    writer = _writer(drawn.data)
    for blank in blanks:
        page = writer.pages[blank.page - 1]
        writer.add_annotation(
            blank.page - 1, _free_text(writer, blank, float(page.mediabox.height))
        )
    if signed and drawn.signed_box:
        page = writer.pages[drawn.signed_page - 1]
        high = float(page.mediabox.height)
        writer.add_annotation(drawn.signed_page - 1, _ink(writer, drawn.signed_box, high, seed))
    return drawn._replace(
        data=written(writer, "Remplir et signer"),
        producer="annotations",
        signed="present" if signed else drawn.signed,
        how="annotation" if signed else drawn.how,
    )


def _appearance(
    writer: PdfWriter, box: Sequence[float], body: str, resources: DictionaryObject
) -> IndirectObject:
    stream = DecodedStreamObject()
    stream.set_data(body.encode("cp1252"))
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): _floats(box),
            NameObject("/Resources"): resources,
        }
    )
    return writer._add_object(stream.flate_encode())  # noqa: SLF001 - pypdf has no other way


def _floats(numbers: Iterable[float]) -> ArrayObject:
    return ArrayObject(FloatObject(f"{number:.2f}") for number in numbers)


def _helvetica() -> DictionaryObject:
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    return DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/Helv"): font})})


def _escaped(text: str) -> str:
    return re.sub(r"([\\()])", r"\\\1", text.replace("\u202f", "\u00a0"))


def _free_text(writer: PdfWriter, blank: Blank, high: float) -> DictionaryObject:
    left, top, right, bottom = blank.box
    if blank.tick:
        left, right = left - 1, right + 1
    size = blank.size
    width, height = right - left, bottom - top
    lines = simpleSplit(blank.text, "Helvetica", size, width + 1) or [""]
    body = ["/Tx BMC q BT", f"/Helv {size:.1f} Tf 0 0 0.55 rg", f"1 {height - size:.2f} Td"]
    for number, text in enumerate(lines):
        if number:
            body.append(f"0 {-size * 1.15:.2f} Td")
        body.append(f"({_escaped(text)}) Tj")
    body.append("ET Q EMC")
    rect = (left, high - bottom, right, high - top)
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FreeText"),
            NameObject("/Rect"): _floats(rect),
            NameObject("/Contents"): TextStringObject(blank.text),
            NameObject("/DA"): TextStringObject(f"/Helv {size:.1f} Tf 0 0 0.55 rg"),
            NameObject("/F"): NumberObject(4),
            NameObject("/BS"): DictionaryObject({NameObject("/W"): NumberObject(0)}),
            NameObject("/AP"): DictionaryObject(
                {
                    NameObject("/N"): _appearance(
                        writer, (0, 0, width, height), "\n".join(body), _helvetica()
                    )
                }
            ),
        }
    )


def _ink(writer: PdfWriter, box: Box, high: float, seed: int) -> DictionaryObject:
    left, top, right, bottom = box[0] + 16, max(box[1], box[3] - 50), box[2] - 40, box[3] - 6
    width, height = right - left, bottom - top
    body, paths = ["q 0.1 0.15 0.45 RG 1.2 w"], ArrayObject()
    for stroke in strokes.lines(seed, width, height):
        dots = [(x, height - y) for x, y in strokes.points(stroke, height)]
        body.append(f"{dots[0][0]:.2f} {dots[0][1]:.2f} m")
        body += [f"{x:.2f} {y:.2f} l" for x, y in dots[1:]]
        body.append("S")
        paths.append(_floats(n for x, y in dots for n in (left + x, high - bottom + y)))
    body.append("Q")
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Ink"),
            NameObject("/Rect"): _floats((left, high - bottom, right, high - top)),
            NameObject("/InkList"): paths,
            NameObject("/F"): NumberObject(4),
            NameObject("/AP"): DictionaryObject(
                {
                    NameObject("/N"): _appearance(
                        writer, (0, 0, width, height), "\n".join(body), DictionaryObject()
                    )
                }
            ),
        }
    )


def inked(drawn: Drawn, seed: int) -> Drawn:
    """Signed by an ink annotation."""
    return filled(drawn, (), True, seed)._replace(producer=f"{drawn.producer}+ink")


# ------------------------------------------------------------------------------ flattening


def flattened(drawn: Drawn) -> Drawn:
    """Its fields made part of the page, by PDFium."""
    document = pypdfium2.PdfDocument(drawn.data)
    document.init_forms()
    for page in document:
        page.flatten()
        page.close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    data = re.sub(rb"/ID ?\[ ?<[0-9A-Fa-f]{32}> ?<[0-9A-Fa-f]{32}> ?\]", _zero, out.getvalue())
    return drawn._replace(data=data, producer="pdfium-flattened")


def _zero(match: re.Match[bytes]) -> bytes:
    return re.sub(rb"[0-9A-Fa-f]{32}", b"0" * 32, match[0])


def packed(drawn: Drawn) -> Drawn:
    """Its objects packed in streams, as most programs save forms today."""
    with tempfile.TemporaryDirectory() as name:
        source, out = Path(name) / "in.pdf", Path(name) / "out.pdf"
        source.write_bytes(drawn.data)
        options = ["--object-streams=generate", "--deterministic-id", "--compression-level=9"]
        command = ["qpdf", *options, str(source), str(out)]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        return drawn._replace(data=out.read_bytes())


def distilled(drawn: Drawn) -> Drawn:
    """Written anew by Ghostscript, as printers to PDF do: fields and annotations become page."""
    with tempfile.TemporaryDirectory() as name:
        source, out = Path(name) / "in.pdf", Path(name) / "out.pdf"
        source.write_bytes(drawn.data)
        command = [
            "gs",
            "-q",
            "-dBATCH",
            "-dNOPAUSE",
            "-dSAFER",
            "-sDEVICE=pdfwrite",
            "-dPreserveAnnots=false",
            "-dOmitInfoDate=true",
            "-dOmitID=true",
            "-dOmitXMP=true",
            f"-sOutputFile={out}",
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return drawn._replace(data=out.read_bytes(), producer="ghostscript")


# ------------------------------------------------------------------------------ images


def pictures(data: bytes, dpi: int) -> list[Image.Image]:
    """The pages, rendered in grey."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    try:
        return [
            page.render(scale=dpi / 72, may_draw_forms=True).to_pil().convert("L")
            for page in document
        ]
    finally:
        document.close()


def _aged(image: Image.Image, angle: float, seed: int) -> Image.Image:
    """As a scanner sees it: a little turned, a little grey, dusty."""
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    turned = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=252)
    noise = Image.frombytes("L", (image.width // 2, image.height // 2), _noise(chance, image))
    noise = noise.resize(image.size, Image.Resampling.BILINEAR)
    aged = ImageChops.subtract(turned, noise)
    draw = ImageDraw.Draw(aged)
    for _ in range(30):
        x, y = chance.randrange(image.width), chance.randrange(image.height)
        draw.point((x, y), fill=chance.randrange(60, 160))
    return aged.filter(ImageFilter.GaussianBlur(0.4))


def _noise(chance: random.Random, image: Image.Image) -> bytes:
    small = (image.width // 2) * (image.height // 2)
    return bytes(byte & 7 for byte in chance.randbytes(small))


def turned(box: Box, angle: float, width: float, height: float) -> Box:
    """A box on a page that was turned around its middle, by degrees against the clock."""
    rad = math.radians(angle)
    xs, ys = [], []
    for x in (box[0], box[2]):
        for y in (box[1], box[3]):
            dx, dy = x - width / 2, y - height / 2
            xs.append(width / 2 + dx * math.cos(rad) + dy * math.sin(rad))
            ys.append(height / 2 - dx * math.sin(rad) + dy * math.cos(rad))
    return (round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1))


def _turned_all(shown: Sequence[Shown], angle: float) -> tuple[Shown, ...]:
    return tuple(
        one._replace(box=turned(one.box, angle, 595.3, 841.9)) if one.box else one for one in shown
    )


def scanned(
    drawn: Drawn, seed: int, layer: bool = False, angle: float = 0.5, fax: bool = True
) -> Drawn:
    """A scan of the printed paper; with ``layer``, the invisible words that a copier adds."""
    images = [
        _aged(one, angle, seed + n)
        for n, one in enumerate(pictures(drawn.data, 200 if fax else 110))
    ]
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595.3, 841.9), invariant=1)
    listed = found.words(drawn.data) if layer else []
    for number, image in enumerate(images, 1):
        stored = io.BytesIO()
        if fax:
            image.point(lambda grey: 255 if grey > 150 else 0).convert("1").save(stored, "PNG")
        else:
            image.save(stored, "JPEG", quality=38)
        stored.seek(0)
        canvas.drawImage(ImageReader(stored), 0, 0, 595.3, 841.9)
        _layer(canvas, [word for word in listed if word.page == number], angle, seed)
        canvas.showPage()
    canvas.save()
    return drawn._replace(
        data=out.getvalue(),
        producer="scan-ocr" if layer else "scan",
        shown=_turned_all(drawn.shown, angle),
        signed="unclear" if drawn.signed else "",
        how="scan" if drawn.signed else "",
    )


SLIPS = str.maketrans({"l": "1", "O": "0", "é": "e", "5": "S"})


def _layer(canvas: Canvas, listed: Sequence[found.Word], angle: float, seed: int) -> None:
    """Invisible words where the machine read them; it misreads about one in forty."""
    chance = random.Random(seed + 7)  # noqa: S311 - nothing is secret here
    for word in listed:
        left, top, right, bottom = turned(word.box, angle, 595.3, 841.9)
        read = word.text.translate(SLIPS) if chance.random() < 0.025 else word.text
        text = canvas.beginText(left, 841.9 - bottom + (bottom - top) * 0.22)
        text.setFont("Helvetica", max((bottom - top) * 0.8, 4))
        text.setTextRenderMode(3)
        text.setHorizScale(
            100
            * (right - left)
            / max(canvas.stringWidth(read, "Helvetica", max((bottom - top) * 0.8, 4)), 1)
        )
        text.textOut(read + " ")
        canvas.drawText(text)


def photographed(drawn: Drawn, seed: int, kind: str = "JPEG") -> Drawn:
    """A photo of the first page on a desk, a little askew, lit from one side."""
    page = pictures(drawn.data, 130)[0]
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    wide, high = page.size
    shift = [chance.uniform(0.01, 0.035) for _ in range(8)]
    canvas = Image.new("L", (wide + 120, high + 120), 96)
    canvas.paste(page, (60, 60))
    wide, high = canvas.size
    corners = (
        shift[0] * wide, shift[1] * high,
        shift[2] * wide, high - shift[3] * high,
        wide - shift[4] * wide, high - shift[5] * high,
        wide - shift[6] * wide, shift[7] * high,
    )  # fmt: skip
    photo = canvas.transform(canvas.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)
    light = Image.linear_gradient("L").rotate(90).resize(photo.size).point(lambda g: 195 + g // 5)
    photo = ImageChops.multiply(photo, light)
    colour = Image.merge(
        "RGB", (photo, photo.point(lambda g: int(g * 0.98)), photo.point(lambda g: int(g * 0.93)))
    )
    out = io.BytesIO()
    match kind:
        case "JPEG":
            colour.save(out, "JPEG", quality=42, dpi=(96, 96))
        case "PNG":
            photo.quantize(16).save(out, "PNG", optimize=True)
        case _:
            photo.point(lambda g: 255 if g > 120 else 0).convert("1").save(
                out, "TIFF", compression="group4"
            )
    return drawn._replace(
        data=out.getvalue(),
        suffix={"JPEG": ".jpg", "PNG": ".png"}.get(kind, ".tif"),
        producer=f"photo-{kind.lower()}",
        pages=1,
        shown=tuple(one._replace(box=None) for one in drawn.shown if one.page in {0, 1}),
        signed="unclear" if drawn.signed else "",
        how="scan" if drawn.signed else "",
    )


# ------------------------------------------------------------------------------ together


def together(parts: Sequence[Drawn]) -> bytes:
    """Several papers in one file."""
    writer = PdfWriter()
    for part in parts:
        for page in PdfReader(io.BytesIO(part.data)).pages:
            writer.add_page(page)
    return written(writer, "Fusion PDF")


def rotated(drawn: Drawn, degrees: int) -> Drawn:
    """The same paper stored on its side: the viewer turns its pages, as copiers that feed sideways ask."""
    writer = _writer(drawn.data)
    for page in writer.pages:
        page.rotate(-degrees)
        page.transfer_rotation_to_content()
        page.rotate(degrees)
    data = written(writer, "Rotation PDF")
    return drawn._replace(data=data, producer=f"{drawn.producer}+rotated")
