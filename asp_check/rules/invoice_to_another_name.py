"""X306: the invoice is made out to neither the signatory of the VA nor whom they represent (C20).

See ``common.invoice_names`` for who may stand on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.compared import value_at
from asp_check.rules.common.invoice_names import ENTITY, NAME, SIGNATORY, bearers, strangers
from asp_check.rules.common.matter import Answer, Charge, Matter, Seen
from asp_check.rules.common.sources import FAQ_NAMES
from asp_check.rules.common.wordings import words

MOST_NAMES = 6
"""How many of the names that may stand on the invoice are told."""

_ONE = {"/n": {"concept": "order.number"}, "/i": {"concept": NAME}}
_LIST = {f"/*{path}": node for path, node in _ONE.items()}
_BLANK, _FILE = '{"n": "", "i": ""}', '{"n": "B1", "i": "Clinique du Port"}'
_MS2, _SOLDE = {"request": "solde", "dispositif": "MS2"}, {"request": "solde"}


def _va(signatory: object, entity: object, order: str = "B1", **more: object) -> dict[str, object]:
    values = {"order.number": order, SIGNATORY: signatory, ENTITY: entity}
    if "client" in more:
        values["client.name"] = more["client"]
    return {"role": "va", "path": f"va-{order}.pdf", "values": values}


def _invoice(name: object, order: str = "B1") -> dict[str, object]:
    values = {"order.number": order, NAME: name}
    return {"role": "invoice", "path": f"facture-{order}.pdf", "values": values}


CAUSE = Cause(
    id="X306",
    name="invoice-to-another-name",
    source=FAQ_NAMES,
    params=("found", "names"),
    title=Text(
        "La facture jointe n'est au nom ni du signataire de la VA ni de son entité",
        "The invoice attached names neither the signatory of the VA nor their entity",
    ),
    message=Text(
        "La facture est au nom de «\u00a0{found}\u00a0», qui n'est ni le signataire de la VA ni "
        "l'entité qu'il représente\u00a0: {names}.",
        "The invoice is made out to “{found}”, which is neither the signatory of the VA nor the "
        "entity that they represent: {names}.",
    ),
    why=Text(
        "Le nom qui figure sur la facture doit concorder avec celui du signataire de la VA. Le "
        "signataire du bon de commande, lui, peut être différent.",
        "The name on the invoice must agree with that of the signatory of the VA. The signatory of "
        "the purchase order may be another one.",
    ),
    mend=Text(
        "Vérifiez à quel nom la facture est établie et qui a signé la VA, et faites corriger la pièce "
        "inexacte.",
        "Check to whom the invoice is made out and who signed the VA, and have the piece that is "
        "wrong corrected.",
    ),
    examples=(
        Example(
            _BLANK, _FILE, True, (1, 18), _ONE, facts=_MS2,
            pieces=(_invoice("Clinique du Port"), _va("Mme Paoli", "Clinique des Hauts")),
        ),
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_MS2,
            pieces=(_invoice("CLINIQUE DU PORT, Bastia"), _va("Mme Paoli", "Clinique du port")),
        ),
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_MS2,
            pieces=(_invoice("Ghjuvan PAOLI"), _va("Paoli", "Clinique des Hauts")),
        ),
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE,
            pieces=(_invoice("Clinique du Port"), _va("Mme Paoli", "?")),
        ),
        # The VA names no entity.
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE,
            pieces=(_invoice("Clinique du Port"), _va("Mme Paoli", None, client="Clinique du Port")),
        ),
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE,
            pieces=(_invoice("Clinique du Port"), _va("Mme Paoli", None)),
        ),
        Example(
            f"[{_BLANK}, {_BLANK}]", '[{"n": "B1", "i": "A"}, {"n": "B2", "i": "Ottavi"}]',
            True, (1, 42), _LIST, facts=_SOLDE,
            pieces=(
                _invoice("Casanova"), _va("Casanova", "Port"),
                _invoice("Ottavi", "B2"), _va("Paoli", "Hauts", "B2"),
            ),
        ),
    ),
    severity=Severity.WARNING,
)  # fmt: skip


def check(matter: Matter, given: Given) -> Iterator[Answer]:
    """Yield a charge for an invoice to a name that is that of nobody who may stand on it."""
    allowed = bearers(matter)
    if allowed is None:
        return
    for piece, reading in strangers(matter):
        told = [*allowed.names[:MOST_NAMES], *["…"] * (len(allowed.names) > MOST_NAMES)]
        # The source is about this scheme.
        official = words(given.code)[:1] == ("ms2",)
        yield Charge(
            value_at(matter, NAME, reading.subject),
            {"found": reading.value, "names": ", ".join(told)},
            [Seen(piece, reading), *allowed.seen],
            certainty=None if official else "inference",
        )
