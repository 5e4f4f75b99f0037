from __future__ import annotations

from typing import Any

import pytest

from asp_check.pieces.look import pieces_of
from asp_check.pieces.model import Box, Page, Paper, Seal, Signed, Word
from tests.pieces.pages import BDC, VA, grid, page, paper, words

FRAME = tuple(grid([50, 300], [600, 720]))
INSIDE = Box(90, 640, 180, 700)
LABEL = words(60, 605, "Signature du client")
TITLE = words(50, 50, "Bon de commande", em=9)


def signed(*pages: Page, **said: Any) -> Signed:
    (piece,) = pieces_of(paper(*pages, **said), (BDC, VA), "bdc")
    return piece.signed


def framed(*more: list[Word], **said: Any) -> Page:
    return page(TITLE, LABEL, *more, rules=FRAME, **said)


def test_an_empty_box_is_a_proved_absence() -> None:
    found = signed(framed())
    assert (found.state, found.how) == ("absent", "empty-box")
    assert found.sight.page == 1
    assert found.sight.box is not None
    assert found.sight.box.holds(150, 680)


def test_the_name_and_the_day_in_the_box_are_no_signature() -> None:
    found = signed(framed(words(60, 625, "Nom : Kermarrec"), words(60, 645, "Date : 02/06/2026")))
    assert (found.state, found.how) == ("absent", "empty-box")


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ({"images": (INSIDE,)}, "image"),
        ({"inks": (INSIDE,)}, "ink"),
        ({"images": (Box(60, 625, 290, 715),)}, "image"),
        ({"inks": (Box(150, 690, 260, 730),)}, "ink"),
    ],
)
def test_what_is_drawn_in_the_box_signs(said: dict[str, Any], how: str) -> None:
    found = signed(framed(**said))
    assert (found.state, found.how) == ("present", how)


@pytest.mark.parametrize(
    "seal", [Seal("A", page=1, box=INSIDE), Seal("A"), Seal("A", page=1, box=Box(0, 0, 0, 0))]
)
def test_a_cryptographic_signature_in_the_box_or_of_the_whole_file_signs(seal: Seal) -> None:
    assert signed(framed(), seals=(seal,))[:2] == ("present", "seal")


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ((framed(inks=(Box(400, 300, 480, 340),)),), {}),
        ((framed(images=(Box(400, 600, 500, 660),)),), {}),
        ((framed(scan=True),), {}),
        ((framed(), page(number=2, scan=True)), {}),
        ((framed(), page(words(50, 50, "Certificat de signature"), number=2)), {}),
        ((framed(words(60, 640, "Signé électroniquement par Y. Kermarrec")),), {}),
        ((framed(words(60, 640, "Kermarrec", origin="annotation")),), {}),
        ((framed(words(60, 640, "Kermarrec", doubt="hidden")),), {}),
        ((page(TITLE),), {}),
        ((framed(images=(Box(90, 842, 180, 842),)),), {}),
        ((framed(),), {"unread": 2}),
        ((framed(),), {"notes": ("xfa",)}),
        ((framed(),), {"seals": (Seal("A", page=1, box=Box(400, 600, 500, 660)),)}),
    ],
)
def test_what_is_not_proved_is_unclear(pages: tuple[Page, ...], said: dict[str, Any]) -> None:
    assert signed(*pages, **said).state == "unclear"


def test_a_letterhead_is_no_signature() -> None:
    assert signed(framed(images=(Box(40, 20, 140, 70),))).state == "absent"
    assert signed(framed(inks=(Box(40, 20, 80, 60),))).state == "absent"


def test_the_box_of_the_supplier_signs_nothing_for_the_client() -> None:
    two = page(
        TITLE, words(60, 605, "Le fournisseur"), words(310, 605, "Signature du client"),
        rules=tuple(grid([50, 300, 550], [600, 720])), inks=(Box(90, 640, 180, 700),),
    )  # fmt: skip
    assert signed(two)[:2] == ("absent", "empty-box")
    stray = two._replace(inks=(Box(90, 740, 180, 790),))
    assert signed(stray)[:2] == ("unclear", "ink-elsewhere")


def test_the_box_may_stand_below_its_label_or_beside_it() -> None:
    below = page(TITLE, LABEL, rules=tuple(grid([50, 300], [600, 620, 720])), inks=(INSIDE,))
    beside = page(
        TITLE, LABEL, rules=tuple(grid([50, 200, 400], [600, 640])), inks=(Box(230, 605, 350, 635),)
    )
    assert signed(below)[:2] == ("present", "ink")
    assert signed(beside)[:2] == ("present", "ink")
    open_page = page(TITLE, LABEL, inks=(Box(70, 630, 160, 680),))
    assert signed(open_page)[:2] == ("present", "ink")


def test_a_docx_is_a_draft() -> None:
    draft = Paper("bdc.docx", "0" * 64, "docx", (framed(images=(INSIDE,)),))
    (piece,) = pieces_of(draft, (BDC,), "bdc")
    assert piece.signed[:2] == ("absent", "draft")


@pytest.mark.parametrize(
    ("said", "state"), [(True, "present"), (False, "absent"), (None, "unclear")]
)
def test_structured_data_declare_it(said: bool | None, state: str) -> None:
    data = Paper("bdc.toml", "0" * 64, "data", data={"role": "bdc", "values": (), "signed": said})
    assert pieces_of(data, (BDC,))[0].signed.state == state
