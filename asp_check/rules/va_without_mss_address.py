"""X307: the VA or the MOM does not give the MSSanté address in use, or gives another (C21)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.pieces.model import Page
from asp_check.rules.common.compared import otherwise, value_at
from asp_check.rules.common.matter import (
    Answer,
    Cell,
    Charge,
    Matter,
    Row,
    Seen,
    named,
    unsettled,
)
from asp_check.rules.common.money import FAQ_INVOICE

_ADDRESS, _SENDING = "mss.address", "scenario.mss_sending"
_LARGE = 10
"""From a tenth of a page on, a picture may hold more than a logo or a signature."""
_AGREE = frozenset({"equal", "normalised", "confirmed", "given"})

_ONE = {"/n": {"concept": "order.number"}, "/m": {"concept": _ADDRESS, "kind": "mssante"}}
_LIST = {f"/*{path}": node for path, node in _ONE.items()}
_SITES = {
    "/n": _ONE["/n"], "/c/*/f": {"concept": "client.finess"}, "/c/*/m": _ONE["/m"],
}  # fmt: skip
_BLANK, _FILE = '{"n": "", "m": ""}', '{"n": "B1", "m": "a@x.mssante.fr"}'
_SENDS = {**_ONE, "/e": {"concept": _SENDING}}
_WANTED = {"request": "solde", "data": {"mss_address": True}}


def _paper(address: object, role: str = "va", order: str = "B1") -> dict[str, object]:
    values = {"order.number": order, _ADDRESS: address}
    return {"role": role, "path": f"{role}-{order}.pdf", "values": values}


CAUSE = Cause(
    id="X307",
    name="va-without-mss-address",
    source=FAQ_INVOICE,
    params=("found", "other", "piece", "cause"),
    title=Text(
        "L'adresse MSSanté utilisée manque sur la VA ou la MOM, ou en est une autre",
        "The MSSanté address in use is missing on the VA or the MOM, or is another one",
    ),
    message=Text(
        "Aucune adresse MSSanté n'est indiquée sur {piece}, alors que le dispositif demande, au solde, "
        "celle que le client utilise.",
        "No MSSanté address is given on {piece}, while the scheme wants the one that the client uses "
        "in the balance request.",
    ),
    variants={
        ("cause", "different"): Text(
            "Adresse MSSanté\u00a0: la demande indique «\u00a0{found}\u00a0», {piece} "
            "«\u00a0{other}\u00a0». Vérifiez laquelle le client utilise.",
            "MSSanté address: the request says “{found}”, {piece} “{other}”. Check which one the "
            "client uses.",
        ),
    },
    why=Text(
        "La VA ou la MOM indique l'adresse de messagerie sécurisée de santé (MSSanté) que le client "
        "utilise réellement. Les contrôles effectués a posteriori s'appuient sur elle.",
        "The VA or the MOM gives the secure health mail address (MSSanté) that the client really "
        "uses. The checks made afterwards rest on it.",
    ),
    mend=Text(
        "Faites établir une VA ou une MOM qui porte l'adresse utilisée, et portez la même dans la "
        "demande.",
        "Have a VA or a MOM made out that bears the address in use, and put the same in the request.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 18), _ONE, facts=_WANTED, pieces=(_paper(None),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_WANTED, pieces=(_paper("A@X.MSSANTE.FR"),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_WANTED, pieces=(_paper("?"),)),
        Example(_BLANK, _FILE, True, (1, 18), _ONE, facts=_WANTED, pieces=(_paper("b@x.mssante.fr"),)),
        # One of the two is enough.
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_WANTED,
            pieces=(_paper(None), _paper("a@x.mssante.fr", "mom")),
        ),
        Example(
            _BLANK, _FILE, False, None, _ONE, facts={"request": "solde", "data": {"mss_address": False}},
            pieces=(_paper(None),),
        ),
        # No secure mail is sent: there is no address in use.
        Example(
            '{"n": "", "m": "", "e": ""}', '{"n": "B1", "m": "a@x.mssante.fr", "e": "non"}',
            False, None, _SENDS, facts=_WANTED, pieces=(_paper(None),),
        ),
        Example(
            f"[{_BLANK}, {_BLANK}]",
            '[{"n": "B1", "m": "a@x.mssante.fr"}, {"n": "B2", "m": "b@x.mssante.fr"}]',
            True, (1, 55), _LIST, facts=_WANTED,
            pieces=(_paper("a@x.mssante.fr"), _paper(None, order="B2")),
        ),
        Example(
            '{"n": "", "c": [{"f": "", "m": ""}, {"f": "", "m": ""}]}',
            '{"n": "B1", "c": [{"f": "2B0000020", "m": "a@x.mssante.fr"}, '
            '{"f": "2B0005342", "m": "b@x.mssante.fr"}]}',
            True, (1, 86), _SITES, facts=_WANTED,
            pieces=(_paper({"2B0000020": "a@x.mssante.fr", "2B0005342": None}),),
        ),
    ),
)  # fmt: skip


def check(matter: Matter, given: Given) -> Iterator[Answer]:
    """Yield a charge for each establishment whose address no paper gives, or one gives otherwise."""
    sending = matter.find(_SENDING)
    if sending and all(said.truth is False for said in sending):
        return
    for row in matter.rows:
        if row.concept == _ADDRESS:
            cells = [cell for cell in row.cells if cell.piece.role in ("va", "mom")]
            if cells and not any(cell.state in _AGREE for cell in cells):
                yield from _of(matter, given, row, cells)


def _of(matter: Matter, given: Given, row: Row, cells: list[Cell]) -> Iterator[Answer]:
    """What to say where no paper agrees with the request."""
    opened = [
        found
        for cell in cells
        if not _bears_none(cell) and (found := unsettled(cell, _ADDRESS)) is not None
    ]
    others = [cell for cell in cells if cell.state == "different"]
    if opened:
        yield from opened
    elif others:
        for cell in others:
            said = otherwise(matter, row, cell)
            if said is not None:
                yield said._replace(severity=Severity.WARNING, certainty="inference")
    else:
        yield _missing(matter, given, row, cells)


def _bears_none(cell: Cell) -> bool:
    """Whether no address stands on the paper but those of others: proved without a label."""
    first, last = cell.piece.pages
    pages = [page for page in cell.piece.paper.pages if first <= page.number <= last]
    others = {reading.value for reading in cell.piece.all(_ADDRESS) if reading.subject}
    return (
        cell.state == "unnamed"
        and bool(pages)
        and not cell.piece.paper.unread
        and not any(page.scan or _hides(page) for page in pages)
        and all(w.text in others for page in pages for w in page.words if "@" in w.text)
    )


def _hides(page: Page) -> bool:
    """Whether a page may hold text that was not read: a large picture, letters that nobody knows."""
    area = page.width * page.height
    large = any(image.width * image.height * _LARGE > area for image in page.images)
    return large or not page.words or any(word.doubt for word in page.words)


def _missing(matter: Matter, given: Given, row: Row, cells: list[Cell]) -> Charge:
    """As grave as what is known of the scheme allows."""
    wanted = given.datum("mss_address")
    official = wanted is not None and wanted.certainty == "official"
    params: dict[str, Any] = {**named(_ADDRESS, cells[0].piece), "cause": "absent"}
    return Charge(
        row.values[0] if row.values else value_at(matter, _ADDRESS, row.subject),
        params,
        [Seen(cell.piece, cell.readings[0] if cell.readings else None) for cell in cells],
        None if official else Severity.WARNING,
        None if official or wanted is None else wanted.certainty,
        source=None if wanted is None else wanted.source,
    )
