"""X501: a piece that goes with the request is not in the dossier (C32).

An advance goes with the purchase order of each of its orders; a balance with the VA or the MOM, as
the scheme wants them, the invoice and the purchase order.  The reports of the pilots are a deposit of
their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dispositif import Datum
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.pieces.model import Piece, Role
from asp_check.rules.common.matter import THE, Answer, Charge, Matter, Open, Whole
from asp_check.rules.common.sources import FAQ_PORTAL

_WANTED: Mapping[str, Sequence[Role]] = MappingProxyType({
    "avance": ("bdc",),
    "solde": ("invoice", "bdc"),
})  # fmt: skip
"""What always goes with a request."""

_EITHER: tuple[Role, ...] = ("va", "mom")

_ONE = {"/n": {"concept": "order.number"}}
_LIST = {"/*/n": {"concept": "order.number"}}
_BLANK, _FILE = '{"n": ""}', '{"n": "B1"}'
_AVANCE, _SOLDE = {"request": "avance"}, {"request": "solde"}
_BOTH = {"request": "solde", "data": {"va": "required", "mom": "required"}}


def _pieces(*roles: str, order: str = "B1") -> tuple[dict[str, object], ...]:
    return tuple(
        {"role": role, "path": f"{role}-{order}.pdf", "values": {"order.number": order}}
        for role in roles
    )


_SCAN: tuple[dict[str, object], ...] = ({"role": None, "path": "scan.pdf", "unread": True},)
_VA: tuple[dict[str, object], ...] = ({"role": "va", "path": "va.pdf", "unread": True},)
_ALL = _pieces("va", "invoice", "bdc")

CAUSE = Cause(
    id="X501",
    name="piece-not-in-dossier",
    source=FAQ_PORTAL,
    params=("piece", "number", "side"),
    title=Text("Une pièce manque au dossier", "A piece is missing from the dossier"),
    message=Text(
        "Commande «\u00a0{number}\u00a0», pièce absente du dossier\u00a0: {piece}.",
        "Order “{number}”, piece missing from the dossier: {piece}.",
    ),
    variants={
        ("side", "either"): Text(
            "Commande «\u00a0{number}\u00a0»\u00a0: ni VA ni MOM dans le dossier. L'une des deux au "
            "moins accompagne une demande de solde.",
            "Order “{number}”: neither a VA nor a MOM in the dossier. One of the two at least goes "
            "with a request for the balance.",
        ),
    },
    why=Text(
        "Une demande se dépose avec ses pièces. Si l'une manque, ou si le ZIP ne passe pas, elle reste "
        "incomplète sans apparaître dans la liste des demandes, et n'est pas instruite.",
        "A request is deposited with its pieces. If one is missing, or the ZIP does not pass, it stays "
        "incomplete without showing in the list of requests, and is not examined.",
    ),
    mend=Text(
        "Ajoutez la pièce au dossier. Si elle y est sous un autre numéro de commande, corrigez celui "
        "des deux qui est inexact.",
        "Add the piece to the dossier. If it is there under another order number, correct the one "
        "that is wrong.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_SOLDE, pieces=_pieces("va", "bdc")),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=_ALL),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_AVANCE, pieces=_pieces("bdc")),
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_SOLDE, pieces=_pieces("invoice", "bdc")),
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_BOTH, pieces=_ALL),
        # A paper that was not read or not recognised may be the one.
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(*_pieces("va", "bdc"), *_SCAN)),
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_SOLDE, pieces=(*_pieces("va", "bdc"), *_VA)),
        Example(
            f"[{_BLANK}, {_BLANK}]", '[{"n": "B1"}, {"n": "B2"}]', True, (1, 21), _LIST, facts=_AVANCE,
            pieces=_pieces("bdc"),
        ),
    ),
)  # fmt: skip


class _Want(NamedTuple):
    """A piece that goes with each order, of one of these roles, and by which datum."""

    roles: tuple[Role, ...]
    datum: Datum | None = None


def check(whole: Whole, given: Given) -> Iterator[Answer]:
    """Yield a charge for each piece that an order lacks, and what may be the one."""
    wants = [*_attested(given), *(_Want((role,)) for role in _WANTED.get(given.request, ()))]
    for matter in whole.matters:
        for want in wants:
            if not any(matter.pieces.get(role) for role in want.roles):
                opened = tuple(_may_be(whole, want.roles))
                yield from opened
                if not opened:
                    yield _charge(matter, want)


def _attested(given: Given) -> Iterator[_Want]:
    """The VA and the MOM, as the scheme wants them; one of the two where it is not known to."""
    if given.request != "solde":
        return
    data = {role: given.datum(role) for role in _EITHER}
    required = [_Want((role,), d) for role, d in data.items() if d and d.value == "required"]
    yield from required
    if not required and None in data.values():
        yield _Want(tuple(role for role, d in data.items() if d is None or d.value != "none"))


def _may_be(whole: Whole, roles: Sequence[Role]) -> Iterator[Open]:
    """The papers that may be the piece: not read, not recognised, or naming no order."""
    for one in whole.unread:
        if one.role in (None, *roles):
            yield Open(Piece(roles[0], one.paper), one.why)
    for piece, why in whole.left:
        named = any(reading.state == "read" for reading in piece.all("order.number"))
        if piece.role in roles and not named:
            yield Open(piece, why)


def _charge(matter: Matter, want: _Want) -> Charge:
    role, datum = want.roles[0], want.datum
    official = datum is None or datum.certainty == "official"
    return Charge(
        matter.number,
        {
            "piece_fr": THE[role].fr,
            "piece_en": THE[role].en,
            "number": "?" if matter.number is None else matter.number.text or "?",
            "side": "either" if len(want.roles) > 1 else "one",
        },
        severity=None if official else Severity.WARNING,
        certainty=None if official or datum is None else datum.certainty,
        source=None if datum is None else datum.source,
    )
