"""X103: the « Déploiement MSS » indicator is not the one of the VA (C05)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.compared import SEEMS, attested
from asp_check.rules.common.matter import Answer, Matter
from asp_check.rules.common.sources import FAQ_PORTAL

_INDICATOR = "mss.deployment"
_ONE = {"/n": {"concept": "order.number"}, "/m": {"concept": _INDICATOR}}
_LIST = {"/*/n": {"concept": "order.number"}, "/*/m": {"concept": _INDICATOR}}
_SITES = {
    "/n": {"concept": "order.number"},
    "/c/*/f": {"concept": "client.finess"},
    "/c/*/m": {"concept": _INDICATOR},
}
_BLANK, _FILE = '{"n": "", "m": ""}', '{"n": "B1", "m": "Cas 2"}'
_SOLDE = {"request": "solde"}


def _va(case: object, order: str = "B1") -> dict[str, object]:
    values = {"order.number": order, _INDICATOR: case}
    return {"role": "va", "path": f"va-{order}.pdf", "values": values}


CAUSE = Cause(
    id="X103",
    name="mss-indicator-differs",
    source=FAQ_PORTAL,
    params=("concept", "found", "other", "cause", "reason", "piece"),
    title=Text(
        "L'indicateur Déploiement MSS n'est pas celui de la VA",
        "The “Déploiement MSS” indicator is not the one of the VA",
    ),
    message=Text(
        "L'indicateur Déploiement MSS de la demande est «\u00a0{found}\u00a0», celui de la VA "
        "«\u00a0{other}\u00a0». Les deux doivent concorder.",
        "The “Déploiement MSS” indicator of the request is “{found}”, that of the VA “{other}”. "
        "The two must agree.",
    ),
    variants={
        ("cause", "unclear"): SEEMS,
        ("cause", "absent"): Text(
            "L'indicateur Déploiement MSS de la demande est «\u00a0{found}\u00a0», la VA n'en "
            "indique aucun.",
            "The “Déploiement MSS” indicator of the request is “{found}”, the VA gives none.",
        ),
    },
    why=Text(
        "L'indicateur porté dans le JSON du solde doit concorder avec ce que le client atteste dans "
        "la VA jointe. La demande est refusée s'ils se contredisent.",
        "The indicator in the JSON of the balance must agree with what the client attests in the "
        "VA attached to it. The request is refused if they contradict each other.",
    ),
    mend=Text(
        "Reportez dans la demande la valeur de la VA. Si c'est la VA qui est inexacte, faites-en "
        "signer une nouvelle.",
        "Report the value of the VA in the request. If the VA is wrong, have a new one signed.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 18), _ONE, facts=_SOLDE, pieces=(_va("Cas 1"),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_va("CAS 2"),)),
        Example(_BLANK, _FILE, True, (1, 18), _ONE, facts=_SOLDE, pieces=(_va(None),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_va("?"),)),
        Example(
            f"[{_BLANK}, {_BLANK}]", '[{"n": "B1", "m": "Cas 1"}, {"n": "B2", "m": "Cas 1"}]',
            True, (1, 46), _LIST, facts=_SOLDE, pieces=(_va("Cas 1"), _va("Cas 2", "B2")),
        ),
        Example(
            '{"n": "", "c": [{"f": "", "m": ""}, {"f": "", "m": ""}]}',
            '{"n": "B1", "c": [{"f": "2B0000020", "m": "Cas 1"}, {"f": "2B0005342", "m": "Cas 2"}]}',
            True, (1, 77), _SITES, facts=_SOLDE,
            pieces=(_va({"2B0000020": "Cas 1", "2B0005342": "Cas 1"}),),
        ),
    ),
)  # fmt: skip


def check(matter: Matter, _given: Given) -> Iterator[Answer]:
    """Yield a charge for an indicator that is not the one of the VA."""
    yield from attested(matter, (_INDICATOR,), "va")
