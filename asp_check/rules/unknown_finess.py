"""R304: a FINESS number is not in the FINESS directory."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.identifiers import covers, establishment, number
from asp_check.values import judge

_ONE = {"/f": {"concept": "client.finess", "kind": "finess"}}
_LIST = {"/c/*/f": _ONE["/f"]}
_LEGAL = {**_ONE, "/e": {"concept": "client.legal_finess", "kind": "finess"}}
_KNOWN: dict[str, dict[str, object]] = {"830101259": {"legal_finess": "690781810"}}

CAUSE = Cause(
    id="R304",
    name="unknown-finess",
    source="https://www.data.gouv.fr/datasets/finess-structures-1",
    params=("found", "date"),
    title=Text(
        "Un numéro FINESS est inconnu du répertoire", "A FINESS number is unknown to the directory"
    ),
    message=Text(
        "Le FINESS «\u00a0{found}\u00a0» ne figure pas dans le répertoire FINESS fourni, daté du "
        "{date}. Vérifiez le numéro.",
        "The FINESS number “{found}” is not in the FINESS directory given, which is of {date}. "
        "Check the number.",
    ),
    variants={
        ("date", ""): Text(
            "Le FINESS «\u00a0{found}\u00a0» ne figure pas dans le répertoire FINESS fourni, dont la "
            "date est inconnue. Vérifiez le numéro.",
            "The FINESS number “{found}” is not in the FINESS directory given, the date of which is "
            "unknown. Check the number.",
        ),
    },
    why=Text(
        "Un numéro qui n'existe pas ne désigne aucun bénéficiaire. Le répertoire fourni peut aussi "
        "être plus ancien que l'établissement.",
        "A number that does not exist is that of no beneficiary. The directory given may also be "
        "older than the establishment.",
    ),
    mend=Text(
        "Reprenez le numéro sur le bon de commande signé, ou mettez à jour votre copie du répertoire "
        "FINESS.",
        "Take the number from the signed purchase order, or bring your copy of the FINESS directory "
        "up to date.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example('{"f": ""}', '{"f": "830101283"}', True, (1, 7), _ONE, facts={"finess": _KNOWN}),
        Example('{"f": ""}', '{"f": "830101259"}', False, None, _ONE, facts={"finess": _KNOWN}),
        Example(
            '{"c": [{"f": ""}, {"f": ""}]}',
            '{"c": [{"f": "830101259"}, {"f": "830101283"}]}',
            True, (1, 34), _LIST, facts={"finess": _KNOWN},
        ),
        # An extract without this department; without legal entities, but for those it names.
        Example('{"f": ""}', '{"f": "010000024"}', False, None, _ONE, facts={"finess": _KNOWN}),
        Example(
            '{"f": "", "e": ""}', '{"f": "830101259", "e": "690781810"}', False, None, _LEGAL,
            facts={"finess": {**_KNOWN, "690000005": {"is_legal": True}}},
        ),
        Example(
            '{"f": "", "e": ""}', '{"f": "830101259", "e": "130786049"}', True, (1, 25),
            {"/e": _LEGAL["/e"], "/f": {"kind": "finess"}},
            facts={"finess": {"130000003": {"is_legal": True}}},
        ),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a FINESS number that the directory should have and has not."""
    value, directory = case.subject, given.references.finess
    if directory is None or not value.sound or value.empty:
        return
    if establishment(value, given) is not None:
        return
    if value.slot.declared.kind == "finess" and judge("finess", value.text):
        return  # Its key was found wrong: that is why it is unknown.
    is_legal = value.concept == "client.legal_finess"
    if is_legal and number(value) in _entities(case, given):
        return
    if covers(directory, number(value), is_legal=is_legal):
        yield Objection(value, {"found": value.text, "date": directory.origin.date or ""})


def _entities(case: Case, given: Given) -> set[str]:
    """The legal entities that the directory names for the sites of an order: many list sites alone."""
    rows = (establishment(site, given) for site in case.filled("client.finess"))
    return {row.legal_finess for row in rows if row is not None}
