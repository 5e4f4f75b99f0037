"""X104: the purchase order on paper is not the one of the advance request (C38).

Identifiers, numbers, dates, amounts, the scenario and the kind of service block.  Names, addresses,
roles and free text warn: people write them in more ways than one.  What an order need not bear and no
wording names in this one is told, for it was not compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from asp_check.causes.cause import ASP, Cause, Example, Text
from asp_check.concepts import CONCEPTS
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.pieces.model import Piece
from asp_check.rules.common.compared import AMOUNTS, SEEMS, otherwise, page_of
from asp_check.rules.common.matter import (
    SCENARIO,
    Answer,
    Cell,
    Charge,
    Matter,
    Row,
    Seen,
    given_values,
    named,
    number_of,
    unsettled,
)

GRAVE = AMOUNTS.union(SCENARIO, (
    "order.number", "order.date", "order.signature_date", "order.practitioner_count",
    "client.finess", "client.siret", "client.am", "client.legal_finess", "client.legal_siret",
    "client.annual_exams", "practitioner.rpps", "practitioner.idnps", "practitioner.adeli",
    "practitioner.am", "supplier.siren", "supplier.siret", "supplier.vat_number",
    "solution.referencing_number", "solution.referencing_date", "solution.proof_date",
    "service.kind", "service.start_date", "service.completion_date", "amount.vat_rate",
    "mss.deployment",
))  # fmt: skip
"""What must be the same to the character: the rest of the order only warns."""

ESSENTIAL = frozenset({
    "order.signature_date", "service.kind", "amount.excl_tax", *SCENARIO,
}) - {"scenario.software"}  # fmt: skip
"""What every order has: where no wording names it, the paper was not understood."""

_ELSEWHERE = frozenset({"order.funding_mention", "order.signed"})
"""What other rules look for on the paper."""

_TAXES = frozenset({"amount.excl_tax", "amount.vat_rate", "amount.incl_tax"})
"""What has its own finding where the paper leaves it empty."""

_ONE: Mapping[str, Mapping[str, Any]] = {
    "/n": {"concept": "order.number"}, "/ht": {"concept": "amount.excl_tax", "kind": "amount"},
    "/d": {"concept": "order.signature_date", "kind": "date-iso"}, "/c": {"concept": "client.name"},
    "/t": {"concept": "client.siret", "kind": "siret", "may_be_empty": True},
}  # fmt: skip
_BLANK = '{"n": "", "ht": 0.00, "d": "", "c": "", "t": ""}'
_FILE = (
    '{"n": "B1", "ht": 48500.00, "d": "2025-02-14", "c": "CH de Brignoles", "t": "35600000000048"}'
)
_UNKNOWN = '{"n": "B1", "ht": 48500.00, "d": "2025-02-14", "c": "CH de Brignoles", "t": ""}'
_LIST = {"/n": _ONE["/n"], "/c/*": {"concept": "client.finess", "kind": "finess"}}
_SITES = {"/n": _ONE["/n"], "/c/*/f": {"concept": "client.finess"}, "/c/*/ht": _ONE["/ht"]}
_AVANCE = {"request": "avance"}


def _bdc(**values: object) -> tuple[dict[str, object], ...]:
    said = {
        "order.number": "B1", "amount.excl_tax": "48 500,00 €",
        "order.signature_date": "14 février 2025", "client.name": "Centre hospitalier, Brignoles",
        "client.siret": "356 000 000 00048",
    }  # fmt: skip
    named_as = {"ht": "amount.excl_tax", "d": "order.signature_date", "c": "client.name"}
    changed = {named_as.get(name, "client.siret"): value for name, value in values.items()}
    return ({"role": "bdc", "values": {**said, **changed}},)


def _sites(*amounts: str) -> tuple[dict[str, object], ...]:
    rows = dict(zip(("2B0000020", "2B0005342"), amounts, strict=True))
    return ({"role": "bdc", "values": {"order.number": "B1", "amount.excl_tax": rows}},)


CAUSE = Cause(
    id="X104",
    name="bdc-differs",
    source=ASP,
    params=("concept", "found", "other", "reason", "cause", "piece"),
    title=Text(
        "Le bon de commande joint ne dit pas la même chose que la demande d'avance",
        "The purchase order attached does not say the same as the advance request",
    ),
    message=Text(
        "{concept}\u00a0: la demande indique «\u00a0{found}\u00a0», le bon de commande "
        "«\u00a0{other}\u00a0». Les deux doivent être identiques.",
        "{concept}: the request says “{found}”, the purchase order “{other}”. The two must be the "
        "same.",
    ),
    variants={
        ("cause", "unclear"): SEEMS,
        ("cause", "absent"): Text(
            "{concept}\u00a0: la demande indique «\u00a0{found}\u00a0», le bon de commande "
            "n'indique rien.",
            "{concept}: the request says “{found}”, the purchase order says nothing.",
        ),
        ("cause", "given"): Text(
            "{concept}\u00a0: le bon de commande indique «\u00a0{other}\u00a0», la demande n'indique "
            "rien.",
            "{concept}: the purchase order says “{other}”, the request says nothing.",
        ),
        ("cause", "unnamed"): Text(
            "Non comparé, faute de libellé connu sur le bon de commande\u00a0: {reason}. Complétez "
            "pieces.toml s'il y figure.",
            "Not compared, for no known label names it on the purchase order: {reason}. Complete "
            "pieces.toml if it is there.",
        ),
    },
    why=Text(
        "Le bon de commande est déposé sous deux formes, en PDF et en JSON, et l'une sert à contrôler "
        "l'autre. Un numéro, une date ou un montant qui diffère entraîne le refus.",
        "The purchase order is deposited in two forms, PDF and JSON, and one serves to check the "
        "other. A number, a date or an amount that differs means a refusal.",
    ),
    mend=Text(
        "Reportez dans la demande ce que porte le bon de commande signé. Si c'est lui qui est inexact, "
        "faites-en signer un nouveau.",
        "Report in the request what the signed purchase order says. If that one is wrong, have a new "
        "one signed.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 19), _ONE, facts=_AVANCE, pieces=_bdc(ht="48 500,01 €")),
        # The same values, as papers write them.
        Example(_BLANK, _FILE, False, None, _ONE, facts=_AVANCE, pieces=_bdc()),
        Example(_BLANK, _FILE, True, (1, 34), _ONE, facts=_AVANCE, pieces=_bdc(d="14/02/2024")),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_AVANCE, pieces=_bdc(ht="?")),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_AVANCE, pieces=_bdc(c="?")),
        Example(_BLANK, _FILE, True, (1, 53), _ONE, facts=_AVANCE, pieces=_bdc(c="CH de Draguignan")),
        Example(_BLANK, _FILE, True, (1, 77), _ONE, facts=_AVANCE, pieces=_bdc(siret=None)),
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_AVANCE, pieces=_bdc(siret=False)),
        Example(_BLANK, _UNKNOWN, True, (1, 77), _ONE, facts=_AVANCE, pieces=_bdc()),
        # An annex need not repeat what the order says.
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_AVANCE,
            pieces=(*_bdc(), {"role": "bdc", "path": "annexe.pdf", "values": {"order.number": "B1"}}),
        ),
        Example(
            '{"n": "", "c": ["", ""]}', '{"n": "B1", "c": ["2B0000020", "2B0005342"]}',
            True, (1, 32), _LIST, facts=_AVANCE,
            pieces=({"role": "bdc", "values": {
                "order.number": "B1", "client.finess": ["2B 0000 020", "2B0004246"],
            }},),
        ),
        Example(
            '{"n": "", "c": [{"f": "", "ht": 0.00}, {"f": "", "ht": 0.00}]}',
            '{"n": "B1", "c": [{"f": "2B0000020", "ht": 20.00}, {"f": "2B0005342", "ht": 10.00}]}',
            True, (1, 77), _SITES, facts=_AVANCE, pieces=_sites("20,00 €", "10,10 €"),
        ),
        Example(
            '{"n": "", "c": [{"f": "", "ht": 0.00}, {"f": "", "ht": 0.00}]}',
            '{"n": "B1", "c": [{"f": "2B0000020", "ht": 20.00}, {"f": "2B0005342", "ht": 10.00}]}',
            False, None, _SITES, facts=_AVANCE, pieces=_sites("20,00 €", "10,00 €"),
        ),
    ),
)  # fmt: skip


def check(matter: Matter, _given: Given) -> Iterator[Answer]:
    """Yield a charge for each value that differs, and what could not be compared."""
    for piece in matter.pieces.get("bdc", ()):
        unnamed: list[str] = []
        for row in matter.rows:
            cell = next((cell for cell in row.cells if cell.piece is piece), None)
            if cell is None or _has_its_own_finding(row, cell) or _is_told(row, cell):
                continue
            if cell.state == "unnamed" and given_values(row) and row.concept not in ESSENTIAL:
                unnamed.append(row.concept)
            else:
                yield from _held(matter, row, cell)
        if unnamed:
            yield _not_compared(piece, dict.fromkeys(unnamed))


def _has_its_own_finding(row: Row, cell: Cell) -> bool:
    """Whether other rules say it: an amount of zero, or no amount or rate at all."""
    if row.concept in _ELSEWHERE:
        return True
    if cell.state == "absent":
        return row.concept in _TAXES
    return row.concept in AMOUNTS and any(number_of(reading) == 0 for reading in cell.readings)


def _is_told(row: Row, cell: Cell) -> bool:
    """Whether the paper says nothing of it where another does: an annex, or the order beside it."""
    others = (c for c in row.cells if c.piece.role == "bdc" and c is not cell)
    return cell.state in ("absent", "unnamed") and any(
        other.state not in ("absent", "unnamed") for other in others
    )


def _held(matter: Matter, row: Row, cell: Cell) -> Iterator[Answer]:
    grave = row.concept in GRAVE
    if given_values(row):
        if grave and (opened := unsettled(cell, row.concept)) is not None:
            yield opened
        if (found := otherwise(matter, row, cell)) is not None:
            yield found if grave else found._replace(severity=Severity.WARNING)
        return
    # A value that is at fault has its own finding.
    if cell.state == "given" and row.values and all(value.sound for value in row.values):
        params = {**named(row.concept), "other": cell.text, "cause": "given"}
        seen = [Seen(cell.piece, cell.readings[0])]
        yield Charge(row.values[0], params, seen, Severity.WARNING, expected=cell.text)


def _not_compared(piece: Piece, concepts: Iterable[str]) -> Charge:
    words = [CONCEPTS[concept] for concept in concepts]
    params = {
        "reason_fr": ", ".join(fr for fr, _ in words),
        "reason_en": ", ".join(en for _, en in words),
        "cause": "unnamed",
    }
    return Charge(None, params, [page_of(piece)], Severity.INFO)
