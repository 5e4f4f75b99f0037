"""R505: an order has no MSSanté address, while the scheme wants the one in use (C21)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.mss_addresses import missing, objection, sites

_FIELD: dict[str, dict[str, Any]] = {
    "/*/n": {"concept": "order.number"},
    "/*/f/*": {"concept": "client.finess"},
    "/*/m": {"concept": "mss.address"},
}
_LIST: dict[str, dict[str, Any]] = {
    "/*/n": {"concept": "order.number"},
    "/*/m": {"min": 0},
    "/*/m/*": {"concept": "mss.address"},
}
_MSS: dict[str, dict[str, Any]] = {
    "/n": {"concept": "order.number"},
    "/m": {"concept": "mss.address", "nullable": True},
}
_WANTED = {"request": "solde", "data": {"mss_address": True}}

CAUSE = Cause(
    id="R505",
    name="missing-mss-address",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=couloir_dispositifs%3A372&f%5B1%5D=theme%3A590&f%5B2%5D=theme%3A2390&f%5B3%5D=theme%3A2580",
    title=Text(
        "Une commande n'a pas d'adresse MSSanté", "An order has no MSSanté address"
    ),
    message=Text(
        "Aucune adresse MSSanté n'est indiquée pour cette commande, alors que le dispositif demande, "
        "au solde, celle que le client utilise.",
        "No MSSanté address is given for this order, while the scheme wants the one that the "
        "client uses in the balance request.",
    ),
    why=Text(
        "Au solde, il faut indiquer l'adresse de messagerie sécurisée de santé (MSSanté) que le client "
        "utilise réellement. Les contrôles effectués a posteriori s'appuient sur elle.",
        "For the balance, the secure health mail address (MSSanté) that the client really uses must be "
        "given. The checks made afterwards rest on it.",
    ),
    mend=Text(
        "Demandez au client l'adresse MSSanté qu'il utilise, et portez-la ici comme sur la VA ou "
        "la MOM.",
        "Ask the client for the MSSanté address in use, and write it here as on the VA or the MOM.",
    ),
    examples=(
        Example(
            '[{"n": "", "m": ["", ""]}, {"n": "", "m": ["", ""]}]',
            '[{"n": "1", "m": ["a@b.mssante.fr", "b@b.mssante.fr"]}, {"n": "2", "m": []}]',
            True, (1, 63), _LIST, facts=_WANTED,
        ),
        Example(
            '[{"n": "", "f": ["", ""], "m": ""}, {"n": "", "f": ["", ""], "m": ""}]',
            '[{"n": "1", "f": ["2B0000442", "2B0003107"], "m": "a@b.mssante.fr"}, '
            '{"n": "2", "f": ["2B0000939", "2B0003628"], "m": ""}]',
            True, (1, 119), _FIELD, facts=_WANTED,
        ),
        Example('{"n": "", "m": ""}', '{"n": "1", "m": null}', True, (1, 17), _MSS, facts=_WANTED),
        Example(
            '{"n": "", "m": ""}', '{"n": "1", "m": "a@b.mssante.fr"}', False, None, _MSS,
            facts=_WANTED,
        ),
        Example(
            '{"n": "", "m": ""}', '{"n": "1", "m": null}', False, None, _MSS,
            facts={"request": "solde", "data": {"mss_address": False}},
        ),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for an order without address; where each site has its own, R508 looks."""
    addresses = missing(case, given)
    if addresses is not None and not sites(given.template):
        yield from objection(case, given, addresses, {})
