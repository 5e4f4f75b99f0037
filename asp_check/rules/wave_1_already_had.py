"""R303: « vague 1 + vague 2 » is asked for a client that already had wave 1 (C25)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.identifiers import KINDS, number, spellings

_BOTH = "vague1+vague2"
"""The official name of the service that includes wave 1, without its blanks."""

_KIND = {"/k": {"concept": "service.kind"}}
_TOLD = {**_KIND, "/v": {"concept": "client.had_wave_1"}}
_SITE = {**_KIND, "/f": {"concept": "client.finess"}}
_LIST = {"/c/*/k": _KIND["/k"], "/c/*/f": {"concept": "client.finess"}}
_DPI = {"dispositif": "HOP-DPI-Va2", "funded": {"830101259": "HOP-DPI-VA1"}}
_WAVES = {**_DPI, "data": {"waves_before": ("HOP-DPI-Va1", "HOP-PFI-Va1")}}

CAUSE = Cause(
    id="R303",
    name="wave-1-already-had",
    source="https://esante.gouv.fr/faq/sons-quels-sont-les-criteres-deligibilite-dun-client-la-prestation-segur-vague-1-vague-2",
    params=("found", "kind", "number", "code", "side"),
    title=Text(
        "La prestation «\u00a0vague 1 + vague 2\u00a0» vise un client déjà financé en vague 1",
        "The service “vague 1 + vague 2” is for a client that already had wave 1",
    ),
    message=Text(
        "La prestation «\u00a0{found}\u00a0» n'est pas ouverte à ce client\u00a0: il a déjà obtenu un "
        "financement {code} (numéro {kind} {number}). Choisissez «\u00a0vague 2\u00a0».",
        "The service “{found}” is not open to this client: it already had a funding {code} "
        "({kind} number {number}). Choose “vague 2”.",
    ),
    variants={
        ("side", "told"): Text(
            "La prestation «\u00a0{found}\u00a0» n'est pas ouverte à ce client\u00a0: le fichier "
            "indique qu'il a déjà bénéficié de la vague 1. Choisissez «\u00a0vague 2\u00a0».",
            "The service “{found}” is not open to this client: the file says that it already had "
            "wave 1. Choose “vague 2”.",
        ),
        ("side", "doubt"): Text(
            "Un financement {code} a déjà été obtenu sous le numéro {kind} {number}. Vérifiez que "
            "la prestation «\u00a0{found}\u00a0» est bien ouverte à ce client.",
            "A funding {code} was already obtained under the {kind} number {number}. Check that "
            "the service “{found}” is open to this client.",
        ),
    },
    why=Text(
        "Cette prestation est réservée aux établissements qui n'ont ni bénéficié de la vague 1, ni "
        "financé eux-mêmes cette mise à jour.",
        "This service is for establishments that neither had wave 1 nor paid for that update "
        "themselves.",
    ),
    mend=Text(
        "Demandez la prestation «\u00a0vague 2\u00a0». Si le client n'a pas bénéficié de la vague 1, "
        "corrigez l'indication contraire, dans la demande ou dans votre fichier des financements.",
        "Ask for the service “vague 2”. If the client did not have wave 1, correct what says so, in "
        "the request or in your file of fundings.",
    ),
    examples=(
        Example(
            '{"k": "", "v": false}', '{"k": "vague 1 + vague 2", "v": true}', True, (1, 7), _TOLD
        ),
        Example(
            '{"k": "", "v": false}', '{"k": "vague 1 + vague 2", "v": false}', False, None, _TOLD
        ),
        Example('{"k": "", "v": false}', '{"k": "vague 2", "v": true}', False, None, _TOLD),
        Example(
            '{"k": "", "f": ""}', '{"k": "Vague 1+Vague 2", "f": "830101259"}', True, (1, 7), _SITE,
            facts=_DPI,
        ),
        Example(
            '{"k": "", "f": ""}', '{"k": "vague 1 + vague 2", "f": "830101283"}', False, None, _SITE,
            facts=_DPI,
        ),
        Example(
            '{"k": "", "f": ""}', '{"k": "vague 1 + vague 2", "f": "830101259"}', True, (1, 7), _SITE,
            facts={**_WAVES, "funded": {"830101259": "HOP-PFI-VA1"}},
        ),
        Example(
            '{"k": "", "f": ""}', '{"k": "vague 1 + vague 2", "f": "830101259"}', False, None, _SITE,
            facts={**_DPI, "funded": {"830101259": "HOP-PFI-VA1"}},
        ),
        Example(
            '{"c": [{"k": "", "f": ""}, {"k": "", "f": ""}]}',
            '{"c": [{"k": "vague 1 + vague 2", "f": "830101283"}, '
            '{"k": "vague 1 + vague 2", "f": "830101259"}]}',
            True, (1, 60), _LIST, facts=_WAVES,
        ),
        Example(
            '{"k": "", "f": ""}', '{"k": "vague 1 + vague 2", "f": "690781810"}', True, (1, 7),
            {**_KIND, "/f": {"concept": "client.legal_finess"}},
            facts={**_DPI, "funded": {"690781810": "HOP-DPI-VA1"}},
        ),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a service that includes a wave that its client already had."""
    service = case.subject
    if not service.sound or "".join(service.text.split()).casefold() != _BOTH:
        return
    told = case.one("client.had_wave_1")
    if told is not None and told.truth:
        yield Objection(
            service, {"found": service.text, "side": "told"}, links=((told, "compared"),)
        )
        return
    clients = case.filled("client.finess") or case.filled("client.siret")
    had = [value for value in clients if _wave_1(value, given)]
    if had:
        sure = len(had) == len(clients) and case.is_sound("client.finess", "client.siret")
        yield _objection(service, had[0], given, sure=sure)
    elif (legal := case.one("client.legal_finess")) is not None and _wave_1(legal, given):
        # What its legal entity had, the site itself may not have had.
        yield _objection(service, legal, given, sure=False)


def _wave_1(value: Value, given: Given) -> str:
    """The wave 1 scheme of the same corridor that was funded under this number; empty if none was."""
    table = given.references.funded
    before = given.datum("waves_before")
    codes = [] if before is None else [code.casefold() for code in before.value]
    if before is None:
        corridor, _, wave = given.code.casefold().rpartition("-")
        codes = [f"{corridor}-va1"] if corridor and wave.startswith("va") else []
    fundings = (
        funding
        for spelling in spellings(value)
        for funding in (() if table is None else table.by_identifier.get(spelling, ()))
    )
    return next((f.dispositif for f in fundings if f.dispositif.casefold() in codes), "")


def _objection(service: Value, client: Value, given: Given, *, sure: bool) -> Objection:
    before = given.datum("waves_before")
    certainty = "official" if before is None else before.certainty
    params = {
        "found": service.text,
        "kind": KINDS.get(client.concept, "FINESS"),
        "number": number(client),
        "code": _wave_1(client, given),
    }
    links = ((client, "compared"),)
    if sure and certainty == "official":
        return Objection(service, params, links=links)
    certainty = certainty if sure else "inference"
    return Objection(service, {**params, "side": "doubt"}, Severity.WARNING, certainty, links)
