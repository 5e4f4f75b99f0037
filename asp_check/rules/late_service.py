"""R204: the service is completed after the end of the period for services (C28)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common import dated
from asp_check.rules.common.case import Case, Objection

_DATE = {"/d": {"concept": "service.completion_date", "kind": "date-fr"}}
_LIST = {"/c/*/d": _DATE["/d"]}
_KNOWN = {
    "request": "solde",
    "as_of": "2027-10-01T10:00",
    "data": {"services_end": "2027-09-15T12:00"},
}
_LATE = Text(
    "La prestation est achevée le {found}, après la fin de la période de réalisation ({limit}).",
    "The service was completed on {found}, after the end of the period for services ({limit}).",
)

CAUSE = Cause(
    id="R204",
    name="late-service",
    source="https://industriels.esante.gouv.fr/segur-numerique-sante/vague-2/dispositif-drimbox-couloir-imagerie",
    params=("found", "limit", "read", "age", "page"),
    title=Text(
        "La prestation est achevée après la fin de la période de réalisation",
        "The service is completed after the end of the period for services",
    ),
    message=_LATE,
    variants=dated.variants(_LATE),
    why=Text(
        "Chaque dispositif fixe la date limite de réalisation des prestations. Une prestation achevée "
        "plus tard ne donne pas droit au solde.",
        "Each scheme sets the date by which services must be carried out. A service that is "
        "completed later gives no right to the balance.",
    ),
    mend=Text(
        "Comparez cette date avec celle de la VA ou de la MOM, et corrigez-la si elle est mal "
        "reportée. Si elle est exacte, vérifiez sur la page du dispositif si la période a été prolongée.",
        "Compare this date with the VA or the MOM, and correct it if it was copied wrongly. If "
        "it is right, look on the page of the scheme whether the period was extended.",
    ),
    examples=(
        Example('{"d": ""}', '{"d": "16/09/2027"}', True, (1, 7), _DATE, facts=_KNOWN),
        Example('{"d": ""}', '{"d": "15/09/2027"}', False, None, _DATE, facts=_KNOWN),
        Example(
            '{"c": [{"d": ""}, {"d": ""}]}',
            '{"c": [{"d": "15/09/2027"}, {"d": "16/09/2027"}]}',
            True,
            (1, 35),
            _LIST,
            facts=_KNOWN,
        ),
        Example(
            '{"d": ""}',
            '{"d": "16/09/2027"}',
            True,
            (1, 7),
            _DATE,
            facts={
                **_KNOWN,
                "data": {"services_end": {"value": "2027-09-15", "certainty": "secondary"}},
            },
        ),
    ),
)


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a service completed after the end of the period."""
    value, end = case.subject, given.datum("services_end")
    done = dated.moment(value) if value.sound else None
    if done is not None and end is not None and dated.is_after(done, str(end.value)):
        yield dated.objection(value, end, given, {"found": value.text})
