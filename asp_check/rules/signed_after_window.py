"""R201: the purchase order is signed after the end of advance requests (C15)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common import dated
from asp_check.rules.common.case import Case, Objection

_DATE = {"/d": {"concept": "order.signature_date", "kind": "date-iso"}}
_INSTANT = {"/d": {"concept": "order.signature_date", "kind": "datetime-iso"}}
_LIST = {"/c/*/d": _DATE["/d"]}
_KNOWN = {
    "request": "solde",
    "as_of": "2026-02-02T09:00",
    "data": {"advance_end": "2025-12-17T12:00"},
}
_LATE = Text(
    "Le bon de commande est signé le {found}, après la fin des demandes d'avance ({limit}).",
    "The purchase order was signed on {found}, after the end of advance requests ({limit}).",
)

CAUSE = Cause(
    id="R201",
    name="signed-after-window",
    source="https://esante.gouv.fr/faq/equipement-les-professionnels-peuvent-ils-signer-les-bons-de-commande-avant-que-leurs-editeurs-soient-references",
    params=("found", "limit", "read", "age", "page"),
    title=Text(
        "Le bon de commande est signé après la fin des demandes d'avance",
        "The purchase order is signed after the end of advance requests",
    ),
    message=_LATE,
    variants=dated.variants(_LATE),
    why=Text(
        "Une commande n'est financée que si le client l'a signée au plus tard à la fin de la période "
        "de réception des demandes d'avance. Signée après, elle n'est pas finançable.",
        "An order is funded only if the client signed it by the end of advance requests of its "
        "scheme. One that is signed later cannot be funded.",
    ),
    mend=Text(
        "Comparez cette date avec celle du bon de commande signé, et corrigez-la si elle est mal "
        "reportée. Si elle est exacte, retirez cette commande de la demande, à moins que la "
        "période n'ait été prolongée.",
        "Compare this date with that of the signed purchase order, and correct it if it was "
        "copied wrongly. If it is right, take this order out of the request, unless the window "
        "was extended.",
    ),
    examples=(
        Example('{"d": ""}', '{"d": "2025-12-18"}', True, (1, 7), _DATE, facts=_KNOWN),
        Example('{"d": ""}', '{"d": "2025-12-17"}', False, None, _DATE, facts=_KNOWN),
        Example('{"d": ""}', '{"d": "2025-12-17T12:00:01"}', True, (1, 7), _INSTANT, facts=_KNOWN),
        Example('{"d": ""}', '{"d": "2025-12-17T12:00:00"}', False, None, _INSTANT, facts=_KNOWN),
        Example(
            '{"c": [{"d": ""}, {"d": ""}]}',
            '{"c": [{"d": "2025-12-01"}, {"d": "2026-01-05"}]}',
            True,
            (1, 35),
            _LIST,
            facts=_KNOWN,
        ),
        Example(
            '{"d": ""}',
            '{"d": "2025-12-18"}',
            True,
            (1, 7),
            _DATE,
            facts={
                **_KNOWN,
                "data": {"advance_end": {"value": "2025-12-17T12:00", "read": "2024-11-15"}},
            },
        ),
    ),
)


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a signature after the end of advance requests."""
    value, end = case.subject, given.datum("advance_end")
    signed = dated.moment(value) if value.sound else None
    if signed is not None and end is not None and dated.is_after(signed, str(end.value)):
        yield dated.objection(value, end, given, {"found": value.text})
