"""X301: the Ségur service part of the invoice attached is zero (C11)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.pieces.model import Piece, Reading
from asp_check.rules.common.compared import by_subject, unread, value_at
from asp_check.rules.common.matter import Answer, Charge, Matter, Seen, named, number_of
from asp_check.rules.common.money import FAQ_ZERO

_PART = ("invoice.segur_amount", "invoice.segur_incl_tax")
_WHOLE = ("invoice.total_excl_tax", "invoice.total_incl_tax")
"""What is to be paid may be zero where the State's part was taken off: that only warns."""

_HT = {"concept": "invoice.segur_amount", "kind": "amount"}
_ONE = {"/n": {"concept": "order.number"}, "/ht": _HT}
_LIST = {"/*/n": {"concept": "order.number"}, "/*/ht": _HT}
_BLANK, _FILE = '{"n": "", "ht": 0.00}', '{"n": "B1", "ht": 48500.00}'
_SOLDE = {"request": "solde"}


def _invoice(order: str = "B1", **values: object) -> dict[str, object]:
    keys = {"part": "invoice.segur_amount", "total": "invoice.total_incl_tax"}
    said = {"order.number": order, **{keys[name]: value for name, value in values.items()}}
    return {"role": "invoice", "path": f"facture-{order}.pdf", "values": said}


CAUSE = Cause(
    id="X301",
    name="zero-on-invoice",
    source=FAQ_ZERO,
    params=("concept", "found", "side"),
    title=Text(
        "La part Prestation Ségur est nulle sur la facture jointe",
        "The Ségur service part is zero on the invoice attached",
    ),
    message=Text(
        "{concept}\u00a0: la facture indique «\u00a0{found}\u00a0». Elle doit porter le montant "
        "réel, même pris en charge par l'État.",
        "{concept}: the invoice says “{found}”. It must bear the real amount, even where the State "
        "pays for it.",
    ),
    variants={
        ("side", "total"): Text(
            "{concept}\u00a0: la facture indique «\u00a0{found}\u00a0», et la part Prestation Ségur n'y "
            "a pas été trouvée. Vérifiez que cette part n'est pas nulle.",
            "{concept}: the invoice says “{found}”, and the Ségur service part was not found in it. "
            "Check that this part is not zero.",
        ),
    },
    why=Text(
        "La facture doit porter le montant total de la prestation, même si l'État le prend en "
        "charge. Une facture à zéro euro est systématiquement rejetée.",
        "The invoice must bear the whole amount of the service, even where the State pays for it. "
        "An invoice of zero euros is always refused.",
    ),
    mend=Text(
        "Établissez la facture au montant réel, avec la mention de prise en charge par l'État.",
        "Make the invoice out for the real amount, with the statement that the State bears it.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 19), _ONE, facts=_SOLDE, pieces=(_invoice(part="0,00 €"),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_invoice(part="48 500,00 €"),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_invoice(part="?"),)),
        # What is left to pay, once the State's part is taken off.
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE,
            pieces=(_invoice(part="48 500,00 €", total="0,00 €"),),
        ),
        Example(
            _BLANK, _FILE, True, (1, 7), _ONE, facts=_SOLDE,
            pieces=(_invoice(part=False, total="0,00 €"),),
        ),
        Example(
            f"[{_BLANK}, {_BLANK}]", '[{"n": "B1", "ht": 20.00}, {"n": "B2", "ht": 10.00}]',
            True, (1, 46), _LIST, facts=_SOLDE,
            pieces=(_invoice(part="20,00"), _invoice("B2", part="0.00")),
        ),
    ),
)  # fmt: skip


def check(matter: Matter, _given: Given) -> Iterator[Answer]:
    """Yield a charge for each invoice of zero euros, and what could not be read of it."""
    for piece in matter.pieces.get("invoice", ()):
        looked = [concept for concept in (*_PART, *_WHOLE) if matter.asks("invoice", concept)]
        concept = next((c for c in looked if _is_given(piece, c)), None)
        zero = next((c for c in looked if c in _PART and _is_zero(piece, c)), None)
        if (speaking := zero or concept) is not None:
            yield from _of(matter, piece, speaking)
        elif looked and looked[0] in _PART:
            opened = unread(piece, looked[0], piece.all(looked[0]))
            yield from () if opened is None else (opened,)


def _is_given(piece: Piece, concept: str) -> bool:
    return any(reading.state in ("read", "unclear") for reading in piece.all(concept))


def _is_zero(piece: Piece, concept: str) -> bool:
    return any(number_of(reading) == 0 for reading in piece.all(concept))


def _of(matter: Matter, piece: Piece, concept: str) -> Iterator[Answer]:
    for subject, readings in by_subject(piece, concept).items():
        zero = next((reading for reading in readings if number_of(reading) == 0), None)
        opened = unread(piece, concept, readings)
        if zero is not None:
            yield _charge(matter, piece, zero, subject)
        elif opened is not None:
            yield opened


def _charge(matter: Matter, piece: Piece, zero: Reading, subject: str) -> Charge:
    side = "total" if zero.concept in _WHOLE else "part"
    severity, certainty = (Severity.WARNING, "inference") if side == "total" else (None, None)
    params = {**named(zero.concept), "found": zero.value, "side": side}
    at = value_at(matter, zero.concept, subject)
    return Charge(at, params, [Seen(piece, zero)], severity, certainty)
