"""R504: the name on the invoice is neither the signatory of the VA nor whom they represent (C20)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.names import contains_name
from asp_check.rules.common.wordings import words

MOST_NAMES = 6
"""How many of the names that may stand on the invoice are told."""

_NODES: dict[str, dict[str, Any]] = {
    "/c/*/i": {"concept": "invoice.name"},
    "/c/*/s": {"concept": "va.signatory"},
    "/c/*/e": {"concept": "va.signatory_entity", "may_be_empty": True},
    "/l": {"concept": "client.legal_name"},
}
_BLANK = '{"l": "", "c": [{"i": "", "s": "", "e": ""}, {"i": "", "s": "", "e": ""}]}'
_ALONE: dict[str, dict[str, Any]] = {
    "/i": {"concept": "invoice.name"},
    "/s": {"concept": "va.signatory"},
}
_CLIENT: dict[str, dict[str, Any]] = {
    **_ALONE,
    "/l": {"concept": "client.legal_name", "may_be_empty": True},
}
_CLIENT_BLANK = '{"l": "", "i": "", "s": ""}'
_MS2 = {"request": "solde", "dispositif": "MS2"}
_SOLDE = {"request": "solde"}

CAUSE = Cause(
    id="R504",
    name="invoice-name-differs",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=couloir_dispositifs%3A2533&f%5B1%5D=theme%3A588&f%5B2%5D=theme%3A590",
    params=("found", "names"),
    title=Text(
        "Le nom porté sur la facture ne correspond pas à la VA",
        "The name on the invoice does not match the VA",
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
        "Vérifiez à quel nom la facture est établie et qui a signé la VA, et corrigez la pièce ou le "
        "champ inexact.",
        "Check to whom the invoice is made out and who signed the VA, and correct the piece or the "
        "field that is wrong.",
    ),
    examples=(
        Example(
            _BLANK,
            '{"l": "Association Pins", "c": [{"i": "Mme Casanova", "s": "Casanova", "e": ""}, '
            '{"i": "Ottavi", "s": "Paoli", "e": "Villa"}]}',
            True, (1, 88), _NODES, facts=_MS2,
        ),
        Example(
            _BLANK,
            '{"l": "Association Pins", "c": [{"i": "Clinique du Port", "s": "Paoli", "e": '
            '"Clinique des Hauts"}, {"i": "CH Bastia", "s": "X", "e": "Centre hospitalier de Bastia"}]}',
            True, (1, 39), _NODES, facts=_SOLDE,
        ),
        # The VA names no entity: the client and the legal entity are who the signatory may represent.
        Example(
            _CLIENT_BLANK, '{"l": "Association Pins", "i": "ASSOCIATION PINS", "s": "Paoli"}',
            False, None, _CLIENT, facts=_MS2,
        ),
        Example(
            _CLIENT_BLANK, '{"l": "Association Pins", "i": "Ottavi", "s": "Paoli"}',
            True, (1, 32), _CLIENT, facts=_MS2,
        ),
        # A name that is not given may be the one on the invoice.
        Example(
            _CLIENT_BLANK, '{"l": "", "i": "Ottavi", "s": "Paoli"}', False, None, _CLIENT, facts=_MS2
        ),
        Example(
            _BLANK,
            '{"l": "Association Pins", "c": [{"i": "Ottavi", "s": "Paoli", "e": ""}]}',
            False, None, _NODES, facts=_MS2,
        ),
        Example(
            '{"i": "", "s": ""}', '{"i": "Ottavi", "s": "Paoli"}', False, None, _ALONE, facts=_MS2
        ),
        Example(
            '{"i": "", "s": ""}', '{"i": "Paoli", "s": "Ghjuvan PAOLI"}', False, None, _ALONE,
            facts=_MS2,
        ),
    ),
    severity=Severity.WARNING,
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a name that is that of nobody who may stand on the invoice."""
    invoice = case.subject
    signatories, entities = case.all("va.signatory"), case.all("va.signatory_entity")
    if not entities:
        # Then a name that is not the signatory's may still be that of whom they represent.
        entities = [*case.all("client.name"), *case.all("client.legal_name")]
    compared = [*signatories, *entities]
    # A name that is not known may be the one on the invoice.
    if any(value.empty or not value.sound for value in (invoice, *compared)):
        return
    if not signatories or not entities:
        return
    allowed = [value.text for value in compared]
    found = invoice.text
    if any(contains_name(found, name) or contains_name(name, found) for name in allowed):
        return
    names = list(dict.fromkeys(allowed))
    # The source is about this scheme.
    official = words(given.code)[:1] == ("ms2",)
    yield Objection(
        invoice,
        {
            "found": found,
            "names": ", ".join(names[:MOST_NAMES] + ["…"] * (len(names) > MOST_NAMES)),
        },
        certainty=None if official else "inference",
    )
