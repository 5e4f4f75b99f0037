"""Whether a piece is signed in its client's box: only a proved absence is ``absent``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from asp_check.pieces.model import Box, Page, Paper, Sight, Signed
from asp_check.pieces.names import Name
from asp_check.pieces.view import View
from asp_check.pieces.wording import fold

_DEPTH = 95.0
"""How far below its label a signature box that no lines close goes, in points."""
_WIDTH = 230.0
_LEAST = 12.0
"""A place that is less high holds no signature: what stands there is but a label."""
_FAINT = 2.0
"""What is thinner than this shows nothing."""
_HEADER = 0.2
"""A picture in this upper part of a page, and no larger than a logo, is a letterhead."""
_LOGO = 0.12

_CERTIFICATE = re.compile(
    r"certificat de (?:signature|realisation de la signature)|dossier de preuve|fichier de preuve|"
    r"preuve de signature|certificate of completion|audit trail|piste d'audit|docusign|yousign|"
    r"universign|lex ?persona|adobe acrobat sign|signature electronique qualifiee|"
    r"resume de l'enveloppe|envelope id|parapheur"
)
_SUPPLIER = re.compile(r"\b(?:fournisseur|editeur|prestataire|vendeur|titulaire)\b")
_SIGNED_BY_WORDS = re.compile(
    r"\bsigne (?:electroniquement|numeriquement)|\bsignature (?:electronique|numerique) (?:de|par)|"
    r"\bdigitally signed|\bsigned by|\bsigne par\b|\bhorodat|/s/|\[signe|\bsignature numerique\b"
)


def signed(paper: Paper, pages: tuple[int, int], views: Sequence[View], label: str) -> Signed:
    """Whether these pages are signed; ``label`` is what the labels of a signature box name."""
    if paper.form == "docx":
        return Signed("absent", "draft")
    if paper.form == "data":
        said = paper.data.get("signed")
        if isinstance(said, bool):
            return Signed("present" if said else "absent", "declared")
        return Signed("unclear", "no-box")
    boxes = [
        (one.sheet.page, box, name.text)
        for one in views
        for name in one.names
        if name.concept == label and name.opens
        for box in _boxes(one, name)
    ]
    found = _seal(paper, pages, boxes) or _in_boxes(boxes)
    return found or _not_found(paper, views, boxes)


# --- The box


def _boxes(one: View, name: Name) -> Iterator[Box]:
    """The place where the client signs, by its label: the rest of its cell, or the cell beside it."""
    sheet = one.sheet
    cell = sheet.segments[name.last].cell
    if cell is not None and cell.height < 0.7 * sheet.page.height:
        rest = cell._replace(top=name.box.bottom)
        if rest.height >= _LEAST and cell.width < 0.98 * sheet.page.width:
            yield rest
        if one.alone(name) is not None:
            for below in (True, False):
                other = one.neighbour(cell, below=below)
                if other is not None and other.height >= _LEAST and not _is_worded(one, other):
                    yield other
                    break
        return
    yield _open_box(one, name)


def _is_worded(one: View, cell: Box) -> bool:
    return one.holds_label(one.content(cell))


def _open_box(one: View, name: Name) -> Box:
    """Below the label, as far as nothing else begins."""
    sheet = one.sheet
    page = sheet.page
    right = min(
        [name.box.left + _WIDTH, page.width - 10]
        + [
            segment.box.left - 2
            for segment in sheet.segments
            if segment.box.left > name.box.right + sheet.em
            and abs(segment.box.top - name.box.top) < 2 * sheet.height
        ]
    )
    bottom = min(name.box.bottom + _DEPTH, page.height)
    return Box(name.box.left - 10, name.box.bottom, max(right, name.box.right), bottom)


# --- What is in it


def _seal(
    paper: Paper, pages: tuple[int, int], boxes: Sequence[tuple[Page, Box, str]]
) -> Signed | None:
    """A cryptographic signature: in the box, or of the whole document where it shows nowhere."""
    elsewhere = False
    for seal in paper.seals:
        if seal.page is None or seal.box is None or seal.box.width * seal.box.height < 1:
            return Signed("present", "seal", Sight(seal.page))
        if not pages[0] <= seal.page <= pages[1]:
            continue
        for page, box, text in boxes:
            if page.number == seal.page and _touches(seal.box, box):
                return Signed("present", "seal", Sight(page.number, seal.box, text))
        elsewhere = True
    return Signed("unclear", "seal-elsewhere") if elsewhere else None


def _in_boxes(boxes: Sequence[tuple[Page, Box, str]]) -> Signed | None:
    for page, box, text in boxes:
        if page.scan:
            continue
        for how, drawn in (("ink", page.inks), ("image", page.images)):
            if any(_touches(one, box) for one in drawn):
                return Signed("present", how, Sight(page.number, box, text))
    return None


def _touches(drawn: Box, box: Box) -> bool:
    """Whether a drawing stands in the box, and is not what lies behind the whole page."""
    if not drawn.overlaps(box) or min(drawn.width, drawn.height) < _FAINT:
        return False
    common = (min(drawn.right, box.right) - max(drawn.left, box.left)) * (
        min(drawn.bottom, box.bottom) - max(drawn.top, box.top)
    )
    area = max(drawn.width, 1) * max(drawn.height, 1)
    return common >= 0.25 * area or box.holds(
        (drawn.left + drawn.right) / 2, (drawn.top + drawn.bottom) / 2
    )


def _not_found(
    paper: Paper, views: Sequence[View], boxes: Sequence[tuple[Page, Box, str]]
) -> Signed:
    """Nothing signs the box: whether that is proved."""
    pages = [one.sheet.page for one in views]
    if paper.form == "image" or not pages or any(page.scan for page in pages):
        return Signed("unclear", "scan")
    if paper.unread:
        return Signed("unclear", "unread")
    if not boxes:
        return Signed("unclear", "no-box")
    page, box, text = boxes[0]
    sight = Sight(page.number, box, text)
    for how, found in (
        ("certificate-page", any(_CERTIFICATE.search(_text(one)) for one in paper.pages)),
        ("scan", any(one.scan for one in paper.pages)),
        (
            "image-elsewhere",
            _elsewhere(paper, views, lambda one: one.images),
        ),
        ("ink-elsewhere", _elsewhere(paper, views, lambda one: one.inks)),
        ("annotation", any(_is_annotated(one, place) for one, place, _ in boxes)),
        ("words", any(_SIGNED_BY_WORDS.search(_text(one)) for one in pages)),
        ("hidden", any(_is_doubtful(one, place) for one, place, _ in boxes)),
        ("form", "xfa" in paper.notes or "unread-page" in paper.notes),
    ):
        if found:
            return Signed("unclear", how, sight)
    return Signed("absent", "empty-box", sight)


def _text(page: Page) -> str:
    return fold(" ".join(word.text for word in page.words[:20_000]))


def _elsewhere(paper: Paper, views: Sequence[View], drawn: Callable[[Page], Sequence[Box]]) -> bool:
    """Whether something is drawn in the paper that may be the client's signature after all."""
    laid = {one.sheet.page.number: one for one in views}
    return any(
        _is_large(page, box) and not _is_of_supplier(laid.get(page.number), box)
        for page in paper.pages
        for box in drawn(page)
    )


def _is_of_supplier(one: View | None, drawn: Box) -> bool:
    """Whether a drawing stands in a cell that is named as the supplier's own."""
    x, y = (drawn.left + drawn.right) / 2, (drawn.top + drawn.bottom) / 2
    cell = one.sheet.grid.cell(x, y) if one is not None else None
    if one is None or cell is None:
        return False
    texts = [fold(one.sheet.segments[item].text) for item in one.content(cell) if item >= 0]
    return any(_SUPPLIER.search(text) for text in texts) and not any("client" in t for t in texts)


def _is_large(page: Page, image: Box) -> bool:
    """Whether a picture may be a signature: it is none of a letterhead or of a foot of page."""
    if min(image.width, image.height) < _FAINT and image.bottom >= page.height - 1:
        # Cut off by the foot of the page: what it showed is not known.
        return True
    small = image.width * image.height <= _LOGO * page.width * page.height
    outside = image.bottom <= _HEADER * page.height or image.top >= (1 - _HEADER / 3) * page.height
    return not (small and outside)


def _is_annotated(page: Page, box: Box) -> bool:
    return any(word.origin == "annotation" and word.box.overlaps(box) for word in page.words)


def _is_doubtful(page: Page, box: Box) -> bool:
    return any(word.doubt and word.box.overlaps(box) for word in page.words)
