"""R508: an establishment or a practitioner has no MSSanté address, while the scheme wants it (C21)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.mss_addresses import missing, objection, sites

_NAMES = {
    "client.finess": ("client.name",),
    "practitioner.rpps": ("practitioner.first_name", "practitioner.name"),
}
"""What calls those whose number is not given."""

_SITES: dict[str, dict[str, Any]] = {
    "/n": {"concept": "order.number"},
    "/c/*/f": {"concept": "client.finess"},
    "/c/*/m": {"min": 0},
    "/c/*/m/*": {"concept": "mss.address"},
}
_BLANK = '{"n": "", "c": [{"f": "", "m": ["", ""]}, {"f": "", "m": ["", ""]}]}'
_PEOPLE: dict[str, dict[str, Any]] = {
    "/n": {"concept": "order.number"},
    "/c/*/f": {"concept": "practitioner.rpps"},
    "/c/*/s": {"concept": "scenario.mss_sending"},
    "/c/*/m": {"concept": "mss.address", "may_be_empty": True},
}
_PEOPLE_BLANK = '{"n": "", "c": [{"f": "", "s": false, "m": ""}, {"f": "", "s": false, "m": ""}]}'
_UNKNOWN: dict[str, dict[str, Any]] = {
    "/n": {"concept": "order.number"},
    "/c/*/f": {"concept": "client.finess", "may_be_empty": True},
    "/c/*/r": {"concept": "client.name"},
    "/c/*/m": {"concept": "mss.address", "may_be_empty": True},
}
_UNKNOWN_BLANK = '{"n": "", "c": [{"f": "", "r": "", "m": ""}, {"f": "", "r": "", "m": ""}]}'
_NAMED: dict[str, dict[str, Any]] = {
    "/n": {"concept": "order.number"},
    "/c/*/f": {"concept": "practitioner.rpps", "may_be_empty": True},
    "/c/*/p": {"concept": "practitioner.first_name"},
    "/c/*/l": {"concept": "practitioner.name"},
    "/c/*/m": {"concept": "mss.address", "may_be_empty": True},
}
_NAMED_BLANK = (
    '{"n": "", "c": [{"f": "", "p": "", "l": "", "m": ""}, {"f": "", "p": "", "l": "", "m": ""}]}'
)
_WANTED = {"request": "solde", "data": {"mss_address": True}}

CAUSE = Cause(
    id="R508",
    name="site-without-mss-address",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=couloir_dispositifs%3A372&f%5B1%5D=theme%3A590&f%5B2%5D=theme%3A2390&f%5B3%5D=theme%3A2580",
    params=("found", "who"),
    title=Text(
        "Un établissement ou un praticien n'a pas d'adresse MSSanté",
        "An establishment or a practitioner has no MSSanté address",
    ),
    message=Text(
        "Aucune adresse MSSanté n'est indiquée pour l'établissement «\u00a0{found}\u00a0», alors que le "
        "dispositif demande, au solde, celle qu'il utilise.",
        "No MSSanté address is given for the establishment “{found}”, while the scheme wants the one "
        "in use in the balance request.",
    ),
    variants={
        ("found", ""): Text(
            "Aucune adresse MSSanté n'est indiquée pour cet établissement ou ce praticien, alors que "
            "le dispositif demande, au solde, celle qu'il utilise.",
            "No MSSanté address is given for this establishment or practitioner, while the scheme "
            "wants the one in use in the balance request.",
        ),
        ("who", "practitioner"): Text(
            "Aucune adresse MSSanté n'est indiquée pour le praticien «\u00a0{found}\u00a0», alors que le "
            "dispositif demande, au solde, celle qu'il utilise.",
            "No MSSanté address is given for the practitioner “{found}”, while the scheme wants the "
            "one in use in the balance request.",
        ),
    },
    why=Text(
        "Au solde, il faut indiquer l'adresse de messagerie sécurisée de santé (MSSanté) que le client "
        "utilise réellement. Les contrôles effectués a posteriori s'appuient sur elle.",
        "For the balance, the secure health mail address (MSSanté) that the client really uses must be "
        "given. The checks made afterwards rest on it.",
    ),
    mend=Text(
        "Demandez à ce bénéficiaire l'adresse MSSanté qu'il utilise, et portez-la ici comme sur la VA "
        "ou la MOM.",
        "Ask for the MSSanté address in use, and write it here as on the VA or the MOM.",
    ),
    examples=(
        Example(
            _BLANK,
            '{"n": "1", "c": [{"f": "2B0000442", "m": ["a@b.mssante.fr", "b@b.mssante.fr"]}, '
            '{"f": "2B0003107", "m": []}]}',
            True, (1, 87), _SITES, facts=_WANTED,
        ),
        Example(
            _BLANK,
            '{"n": "1", "c": [{"f": "2B0000442", "m": ["a@b.mssante.fr"]}, '
            '{"f": "2B0003107", "m": ["b@b.mssante.fr"]}]}',
            False, None, _SITES, facts=_WANTED,
        ),
        # Known by name alone.
        Example(
            _UNKNOWN_BLANK,
            '{"n": "1", "c": [{"f": "2B0000442", "r": "A", "m": "a@b.mssante.fr"}, '
            '{"f": "", "r": "EHPAD des Pins", "m": ""}]}',
            True, (1, 109), _UNKNOWN, facts=_WANTED,
        ),
        Example(
            _NAMED_BLANK,
            '{"n": "1", "c": [{"f": "", "p": "Ange", "l": "Poli", "m": "a@b.mssante.fr"}, '
            '{"f": "", "p": "Maria", "l": "Paoli", "m": ""}]}',
            True, (1, 121), _NAMED, facts=_WANTED,
        ),
        # Who sends no secure mail has no address in use.
        Example(
            _PEOPLE_BLANK,
            '{"n": "1", "c": [{"f": "1", "s": false, "m": ""}, {"f": "2", "s": true, "m": ""}]}',
            True, (1, 78), _PEOPLE, facts=_WANTED,
        ),
        Example(
            _PEOPLE_BLANK,
            '{"n": "1", "c": [{"f": "1", "s": true, "m": ""}]}',
            False, None, _PEOPLE, facts={"request": "solde", "data": {"mss_address": False}},
        ),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for one who has no address of the field or list that is theirs."""
    addresses = missing(case, given)
    if addresses is not None and case.subject.slot.path in sites(given.template):
        yield from objection(case, given, addresses, _of(case))


def _of(case: Case) -> Mapping[str, str]:
    """Whose address it is: by number, else by name."""
    concept = case.subject.concept
    who, _, _ = concept.partition(".")
    if not case.subject.empty:
        return {"found": case.subject.text, "who": who}
    names = (case.one(name) for name in _NAMES[concept])
    return {"found": " ".join(name.text for name in names if name is not None), "who": who}
