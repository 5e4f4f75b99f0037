"""R308: none of the FINESS and AM numbers of an imaging order is valid, or some are not (C26)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.identifiers import covers, establishment, number

_BEFORE, _AFTER = "2023-01-01", "2023-12-31"
"""The year of which the activity counts."""

_FORM, _UNKNOWN, _OUTSIDE = "form", "unknown", "outside"
_AM = ("client.am", "practitioner.am")
"""Why a number is not valid: its form, not in the directory, without activity in that year."""

_NODES: Mapping[str, Mapping[str, Any]] = {
    "/n": {"concept": "order.number"},
    "/f/*": {"concept": "client.finess", "kind": "finess"},
    "/a/*": {"concept": "client.am", "kind": "am"},
}
_ORDERS: Mapping[str, Mapping[str, Any]] = {f"/c/*{path}": node for path, node in _NODES.items()}
_BLANK = '{"n": "", "f": ["", ""], "a": ["", ""]}'
_FINESS = {
    "830101259": {"opened": "1990-01-01"},
    "830101283": {"opened": "2024-01-01"},
    "130786049": {"opened": "2023-12-31"},
    "750712184": {"opened": "1990-01-01", "closed": "2022-12-31"},
    "690781810": {"opened": "1990-01-01", "closed": "2023-01-01"},
}
_RIS = {"dispositif": "IMG-RIS-Va2", "finess": _FINESS}
_EMPTY_AM = {**_NODES, "/a": {"min": 0}}
_EMPTY_AMS = {**_ORDERS, "/c/*/a": {"min": 0}}

CAUSE = Cause(
    id="R308",
    name="no-valid-number",
    source="https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=couloir_dispositifs%3A2504&f%5B1%5D=couloir_dispositifs%3A2869&page=13",
    params=("found", "side"),
    title=Text(
        "Des numéros FINESS ou AM de la commande ne comptent pas pour le plafond",
        "FINESS or AM numbers of the order do not count for the ceiling",
    ),
    message=Text(
        "Aucun numéro FINESS ou AM de cette commande n'est valable pour le calcul du plafond, qui "
        "serait nul. Vérifiez «\u00a0{found}\u00a0»\u00a0: établissement sans activité en 2023.",
        "No FINESS or AM number of this order is valid for the calculation of the ceiling, which "
        "would be nil. Check “{found}”: an establishment without activity in 2023.",
    ),
    variants={
        ("side", "unknown"): Text(
            "Aucun numéro FINESS ou AM de cette commande ne semble valable pour le calcul du plafond, "
            "qui serait nul. Vérifiez «\u00a0{found}\u00a0»\u00a0: absent du répertoire FINESS.",
            "No FINESS or AM number of this order seems to be valid for the calculation of the "
            "ceiling, which would be nil. Check “{found}”: not in the FINESS directory.",
        ),
        ("side", "some"): Text(
            "Le FINESS «\u00a0{found}\u00a0» sera ignoré dans le calcul du plafond de cette "
            "commande\u00a0: établissement sans activité en 2023.",
            "The FINESS number “{found}” will be left out of the calculation of the ceiling of this "
            "order: an establishment without activity in 2023.",
        ),
    },
    why=Text(
        "En imagerie, le plafond se calcule sur l'activité de 2023 des établissements de la "
        "commande\u00a0: celui qui a été créé après 2023 ou fermé avant est ignoré. S'ils le sont tous, "
        "le plafond est nul et la commande est rejetée.",
        "In imaging, the ceiling is calculated on the activity in 2023 of the establishments of the "
        "order: one that was created after 2023 or closed before is left out. If all are, the ceiling "
        "is nil and the order rejected.",
    ),
    mend=Text(
        "Indiquez au moins un numéro FINESS ou AM qui avait une activité d'imagerie en 2023 et que le "
        "service de calcul reconnaît.",
        "Give at least one FINESS or AM number that had an imaging activity in 2023, as the "
        "calculation service knows it.",
    ),
    examples=(
        Example(
            _BLANK, '{"n": "1", "f": ["830101283"], "a": []}', True, (1, 18), _EMPTY_AM, facts=_RIS
        ),
        Example(
            _BLANK, '{"n": "1", "f": ["130786049"], "a": []}', False, None, _EMPTY_AM, facts=_RIS
        ),
        Example(
            _BLANK, '{"n": "1", "f": ["750712184"], "a": []}', True, (1, 18), _EMPTY_AM, facts=_RIS
        ),
        Example(
            _BLANK, '{"n": "1", "f": ["690781810"], "a": []}', False, None, _EMPTY_AM, facts=_RIS
        ),
        Example(
            _BLANK, '{"n": "1", "f": ["830101259", "830101283"], "a": []}', True, (1, 31), _EMPTY_AM,
            facts=_RIS,
        ),
        # An AM number that may be valid saves the order.
        Example(
            _BLANK, '{"n": "1", "f": ["830101283"], "a": ["831004019"]}', True, (1, 18), _NODES,
            facts=_RIS,
        ),
        Example(
            _BLANK, '{"n": "1", "f": ["830101283"], "a": []}', False, None, _EMPTY_AM,
            facts={**_RIS, "dispositif": "HOP-DPI-Va2"},
        ),
        Example(
            '{"c": [{"n": "", "f": ["", ""], "a": ["", ""]}, {"n": "", "f": ["", ""], "a": ["", ""]}]}',
            '{"c": [{"n": "1", "f": ["830101259"], "a": []}, {"n": "2", "f": ["830101283"], "a": []}]}',
            True, (1, 66), _EMPTY_AMS, facts=_RIS,
        ),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for an order without a valid number, or with some that will be ignored."""
    sites = [
        (value, _fault(value, given)) for value in case.all("client.finess") if not value.empty
    ]
    # Of an AM number nothing is published but that it is one: any that may be valid counts as valid.
    # So does what is at fault: once mended, it may be.
    doubtful = any(map(case.filled, _AM)) or not case.is_sound("client.finess", *_AM)
    outside = [value for value, fault in sites if fault == _OUTSIDE]
    unknown = [value for value, fault in sites if fault == _UNKNOWN]
    if doubtful or not all(fault for _, fault in sites):
        for value in outside:
            yield Objection(value, {"found": value.text, "side": "some"}, Severity.INFO)
    elif unknown:
        params = {"found": unknown[0].text, "side": "unknown"}
        yield Objection(unknown[0], params, Severity.WARNING, "inference")
    elif outside:
        yield Objection(outside[0], {"found": outside[0].text})


def _fault(value: Value, given: Given) -> str:
    """Why a FINESS number is not valid; empty if it may be."""
    if not value.sound:
        return _FORM  # It has its own finding.
    row = establishment(value, given)
    if row is None:
        directory = given.references.finess
        known = directory is not None and covers(directory, number(value), is_legal=False)
        return _UNKNOWN if known else ""
    without_activity = row.opened > _AFTER or "" < row.closed < _BEFORE
    return _OUTSIDE if without_activity else ""
