"""Orders drawn with one value altered, as a slip or a forger would: what becomes of it when compared.

Run by itself it draws many and prints those whose value still comes out equal:
``python -m tests.pieces.alterations FIRST COUNT [name...]``.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import asp_check
from asp_check.pieces import worker
from asp_check.pieces.model import Form, Paper
from asp_check.template import Template

ROOT = Path(__file__).parent.parent.parent
REQUEST = ROOT / "samples/dossiers/mdv-lgc-va2/solde/ok/complete/bdc.json"
SURE = frozenset({"equal", "normalised", "confirmed"})
FONT, SIZE = "Helvetica", 10


class Value(NamedTuple):
    """One value of the order: the label that it is written at, and its concept."""

    label: str
    text: str
    concept: str


VALUES = (
    Value("N° de bon de commande", "LGC-0312", "order.number"),
    Value("Date de signature", "21/01/2026", "order.signature_date"),
    Value("N° SIRET du client", "50000000500016", "client.siret"),
    Value("Nom du cabinet", "Cabinet du docteur Lefèvre", "client.name"),
    Value("N° SIREN du fournisseur", "987654324", "supplier.siren"),
    Value("Nom de la solution", "LGC Exemple", "solution.name"),
    Value("N° de référencement ANS", "MDV-LGC-VA2-0107", "solution.referencing_number"),
    Value("Scénario d'installation", "Scénario 2 : logiciel hébergé", "scenario.label"),
    Value("Montant HT de la Prestation Ségur", "435,20 €", "amount.excl_tax"),
    Value("Taux de TVA", "20 %", "amount.vat_rate"),
    Value("Montant de la TVA", "87,04 €", "amount.vat"),
    Value("Montant TTC de la Prestation Ségur", "522,24 €", "amount.incl_tax"),
)

LAYOUTS = ("colon", "table", "below", "columns", "wide")


class Pen:
    """Where a value is to be written, and on what."""

    def __init__(
        self, canvas: Canvas, x: float, y: float, text: str, chance: random.Random
    ) -> None:
        self.canvas, self.x, self.y, self.text, self.chance = canvas, x, y, text, chance

    def width(self, text: str) -> float:
        """Of a text, in points."""
        return float(self.canvas.stringWidth(text, FONT, SIZE))

    def write(self, text: str, across: float = 0, up: float = 0) -> None:
        """A text here, or so far from here."""
        self.canvas.drawString(self.x + across, self.y + up, text)

    def line(self, *points: float) -> None:
        """A line between two points that are told from here."""
        x, y = self.x, self.y
        self.canvas.line(x + points[0], y + points[1], x + points[2], y + points[3])

    @property
    def end(self) -> float:
        """How far the value goes."""
        return self.width(self.text)

    @property
    def another(self) -> str:
        """The value with one letter or digit changed."""
        at = self.place
        old = self.text[at]
        pool = "0123456789" if old.isdigit() else "abcdefghjkmnpqrstuvwxyz"
        new = self.chance.choice([one for one in pool if one != old.lower()])
        return self.text[:at] + (new.upper() if old.isupper() else new) + self.text[at + 1 :]

    @property
    def place(self) -> int:
        """One of its letters and digits."""
        return self.chance.choice([n for n, char in enumerate(self.text) if char.isalnum()])

    def cover(self, across: float = 0, width: float | None = None) -> None:
        """White paint over the value, or a part of it."""
        self.canvas.setFillColorRGB(1, 1, 1)
        wide = self.end if width is None else width
        self.canvas.rect(self.x + across - 0.5, self.y - 3, wide + 1, 13, stroke=0, fill=1)
        self.canvas.setFillColorRGB(0, 0, 0)

    def unseen(self, text: str) -> None:
        """A text without ink."""
        written = self.canvas.beginText(self.x, self.y)
        written.setTextRenderMode(3)
        written.textOut(text)
        written.setTextRenderMode(0)
        self.canvas.drawText(written)

    def picture(self, text: str, across: float, width: float) -> None:
        """A picture of a text."""
        image = Image.new("RGB", (int(width * 4), 48), "white")
        ImageDraw.Draw(image).text((4, 4), text, fill="black", font_size=32)
        self.canvas.drawImage(ImageReader(image), self.x + across, self.y - 3, width, 12)


# --- What is done to a value: what is then written is another, or cannot be told


def _dropped(pen: Pen) -> None:
    at = pen.place
    pen.write(pen.text[:at] + pen.text[at + 1 :])


def _added(pen: Pen) -> None:
    at = pen.place
    pen.write(pen.text[:at] + pen.chance.choice("23456789") + pen.text[at:])


def _white(pen: Pen) -> None:
    tone = pen.chance.choice((1.0, 0.99, 0.97))
    pen.canvas.setFillColorRGB(tone, tone, tone)
    pen.write(pen.text)


def _see_through(pen: Pen) -> None:
    pen.canvas.setFillAlpha(0)
    pen.write(pen.text)


def _hidden_below_another(pen: Pen) -> None:
    pen.unseen(pen.text)
    pen.write(pen.another)


def _white_before_another(pen: Pen) -> None:
    pen.canvas.setFillColorRGB(1, 1, 1)
    pen.write(pen.text)
    pen.canvas.setFillColorRGB(0, 0, 0)
    pen.write(pen.another, pen.end + 6)


def _covered(pen: Pen) -> None:
    pen.write(pen.text)
    pen.cover()


def _painted_over(pen: Pen) -> None:
    pen.write(pen.text)
    pen.cover()
    pen.write(pen.another)


def _one_painted_over(pen: Pen) -> None:
    other = pen.another
    at = next(n for n, char in enumerate(pen.text) if char != other[n])
    pen.write(pen.text)
    pen.cover(pen.width(pen.text[:at]), pen.width(pen.text[at]))
    pen.write(other[at], pen.width(pen.text[:at]))


def _overprinted(pen: Pen) -> None:
    pen.write(pen.text)
    pen.write(pen.another, pen.chance.uniform(0, 5), pen.chance.uniform(-2, 2))


def _one_overprinted(pen: Pen) -> None:
    other = pen.another
    at = next(n for n, char in enumerate(pen.text) if char != other[n])
    pen.write(pen.text)
    pen.canvas.setFont("Helvetica-Bold", 11)
    pen.write(other[at], pen.width(pen.text[:at]) - 0.5)


def _struck(pen: Pen) -> None:
    pen.write(pen.text)
    pen.line(-1, 3.3, pen.end + 1, 3.3)


def _struck_and_corrected(pen: Pen) -> None:
    _struck(pen)
    pen.write(pen.another, pen.end + 8)


def _struck_aslant(pen: Pen) -> None:
    pen.write(pen.text)
    pen.line(-1, -1, pen.end + 1, 8)


def _crossed(pen: Pen) -> None:
    _struck_aslant(pen)
    pen.line(-1, 8, pen.end + 1, -1)


def _struck_by_hand(pen: Pen) -> None:
    pen.write(pen.text)
    pen.canvas.setStrokeColorRGB(0.8, 0, 0)
    path, step = pen.canvas.beginPath(), pen.end / 6
    path.moveTo(pen.x - 1, pen.y + 3)
    for number in range(6):
        x = pen.x + number * step
        path.curveTo(x + step / 3, pen.y + 5, x + 2 * step / 3, pen.y + 1, x + step, pen.y + 3.5)
    pen.canvas.drawPath(path)


def _one_struck(pen: Pen) -> None:
    at = pen.place
    pen.write(pen.text)
    pen.line(pen.width(pen.text[:at]) - 0.5, -0.5, pen.width(pen.text[: at + 1]) + 0.5, 8)


def _twice(pen: Pen) -> None:
    pen.write(f"{pen.text}{pen.chance.choice(('   ', ' / ', ' ou ', ' à '))}{pen.another}")


def _another_before(pen: Pen) -> None:
    pen.write(f"{pen.another}  {pen.text}")


def _suffixed(pen: Pen) -> None:
    pen.write(pen.text + pen.chance.choice(("-2", " bis", "-B", ".1")))


def _raised(pen: Pen) -> None:
    pen.write(pen.text)
    pen.canvas.setFont(FONT, 6)
    pen.write("2", pen.end + 0.5, 4)


def _digit_before(pen: Pen) -> None:
    pen.write("4")
    pen.write(pen.text, pen.width("4") + pen.chance.choice((0.2, 2.8)))


def _minus(pen: Pen) -> None:
    pen.write("- " + pen.text)


def _denied(pen: Pen) -> None:
    pen.write(pen.chance.choice(("pas ", "et non ", "hors ")) + pen.text)


def _replaced(pen: Pen) -> None:
    pen.write(f"{pen.text} remplacé par {pen.another}")


def _first_cut_off(pen: Pen) -> None:
    path = pen.canvas.beginPath()
    path.rect(pen.x + pen.width(pen.text[0]), pen.y - 3, 300, 14)
    pen.canvas.clipPath(path, stroke=0, fill=0)
    pen.write(pen.text)


def _tiny(pen: Pen) -> None:
    pen.canvas.setFont(FONT, 0.4)
    pen.write(pen.text)
    pen.canvas.setFont(FONT, SIZE)
    pen.write(pen.another, 4)


def _off_the_page(pen: Pen) -> None:
    pen.write(pen.text, 600)


def _in_a_picture(pen: Pen) -> None:
    pen.write(pen.text)
    pen.picture(pen.another, -2, pen.end + 4)


def _elsewhere(pen: Pen) -> None:
    pen.canvas.drawString(380, 20, pen.text)


def _backwards(pen: Pen) -> None:
    pen.write(pen.text[::-1])


def _dotted(pen: Pen) -> None:
    pen.write("." * 24)


def _digit_drawn(pen: Pen) -> None:
    path = pen.canvas.beginPath()
    path.moveTo(pen.x + 3, pen.y)
    for across, up in ((3, 7.2), (2, 7.2), (0, 5.5), (0, 4.8), (2, 5.8), (2, 0)):
        path.lineTo(pen.x + across, pen.y + up)
    path.close()
    pen.canvas.drawPath(path, fill=1, stroke=0)
    pen.write(pen.text, 5)


def _digit_in_a_picture(pen: Pen) -> None:
    pen.picture("1", 0, 5)
    pen.write(pen.text, 5.5)


def _minus_drawn(pen: Pen) -> None:
    pen.line(0, 3, 4, 3)
    pen.write(pen.text, 6)


ALTERATIONS: dict[str, Callable[[Pen], None]] = {
    "changed": lambda pen: pen.write(pen.another),
    "dropped": _dropped,
    "added": _added,
    "white": _white,
    "see-through": _see_through,
    "no-ink": lambda pen: pen.unseen(pen.text),
    "hidden-below-another": _hidden_below_another,
    "white-before-another": _white_before_another,
    "covered": _covered,
    "painted-over": _painted_over,
    "one-painted-over": _one_painted_over,
    "overprinted": _overprinted,
    "one-overprinted": _one_overprinted,
    "struck": _struck,
    "struck-and-corrected": _struck_and_corrected,
    "struck-aslant": _struck_aslant,
    "crossed": _crossed,
    "struck-by-hand": _struck_by_hand,
    "one-struck": _one_struck,
    "twice": _twice,
    "another-before": _another_before,
    "suffixed": _suffixed,
    "raised": _raised,
    "digit-before": _digit_before,
    "minus": _minus,
    "denied": _denied,
    "replaced": _replaced,
    "first-cut-off": _first_cut_off,
    "tiny": _tiny,
    "off-the-page": _off_the_page,
    "in-a-picture": _in_a_picture,
    "elsewhere": _elsewhere,
    "backwards": _backwards,
    "dotted": _dotted,
    "left-out": lambda _: None,
}

AT_DIGITS: dict[str, Callable[[Pen], None]] = {
    "digit-drawn": _digit_drawn,
    "digit-in-a-picture": _digit_in_a_picture,
    "minus-drawn": _minus_drawn,
}
"""What is told of values that begin with a digit: of others it would be no other value."""


# --- Drawing and comparing


def order(
    layout: str, altered: str = "", how: Callable[[Pen], None] | None = None, seed: int = 0
) -> bytes:
    """An order in this layout, the value of one concept altered."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), pageCompression=0, invariant=True)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(200, 800, "BON DE COMMANDE")
    for number, value in enumerate(VALUES):
        canvas.setFont(FONT, SIZE)
        chance = random.Random(seed)  # noqa: S311 - the same papers each time
        pen = Pen(canvas, *_placed(canvas, layout, number, value), value.text, chance)
        canvas.saveState()
        if how is None or value.concept != altered:
            pen.write(value.text)
        else:
            how(pen)
        canvas.restoreState()
    canvas.save()
    return file.getvalue()


def _placed(canvas: Canvas, layout: str, number: int, value: Value) -> tuple[float, float]:
    """Write the label; the point at which the value begins."""
    x, y = (
        (40 + 270 * (number % 2), 760 - 26 * (number // 2))
        if layout == "columns"
        else (50, 760 - 26 * number)
    )
    if layout == "table":
        canvas.rect(46, y - 8, 244, 26)
        canvas.rect(290, y - 8, 260, 26)
    if layout == "below":
        y = 760 - 48 * number
    label = value.label + (" : " if layout in {"colon", "columns"} else "")
    canvas.drawString(x, y, label)
    if layout == "below":
        return x, y - 15
    aside = {"table": 250, "wide": 300}.get(layout)
    return x + (canvas.stringWidth(label, FONT, SIZE) + 2 if aside is None else aside), y


@cache
def request() -> bytes:
    """The request of one order that these papers are the order of."""
    text = REQUEST.read_text("utf-8")
    parts = text.split('\t\t{\n\t\t\t"numeroAvance"')
    return (
        parts[0].replace('"nombreCommandes": 2', '"nombreCommandes": 1')
        + '\t\t{\n\t\t\t"numeroAvance"'
        + parts[2]
    ).encode()


@cache
def template() -> Template:
    """Its model."""
    return asp_check.load_template("mdv-lgc-va2/solde@initial")


def states(data: bytes, path: Path, concept: str) -> set[str]:
    """What the comparison says of a concept on this paper."""
    path.write_bytes(data)
    report = asp_check.check(
        request(), template=template(), pieces=[("bdc", path)], as_of="2026-07-20"
    )
    rows = [row for row in report.matrix if row.concept == concept]
    return {cell.state for row in rows for cell in row.cells if cell.document == str(path)}


def read_here(_self: worker.Worker, data: bytes, path: str, form: Form) -> Paper:
    """In the place of ``Worker.read``: many papers of ours, none hostile."""
    return worker._read(data, path, form)


def main(first: int, count: int, *names: str) -> int:
    """Draw so many of each alteration, and print those that come out equal."""
    worker.Worker.read = read_here  # type: ignore[method-assign]
    wrong = drawn = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + count):
            for name, how in {**ALTERATIONS, **AT_DIGITS}.items():
                chance = random.Random(f"{seed} {name}")  # noqa: S311
                values = [v for v in VALUES if name not in AT_DIGITS or v.text[0].isdigit()]
                concept, layout = chance.choice(values).concept, chance.choice(LAYOUTS)
                if names and name not in names:
                    continue
                drawn += 1
                found = states(order(layout, concept, how, seed), Path(folder) / "bdc.pdf", concept)
                if found & SURE:
                    wrong += 1
                    sys.stdout.write(f"{name} {layout} {concept} {seed}: {sorted(found)}\n")
    sys.stdout.write(f"{drawn:,} papers, {wrong} equal\n")
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]))
