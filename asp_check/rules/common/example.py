"""The facts of an example, written short, as the values that a check takes.

``as_of``, ``resubmission``; ``request``, ``dispositif``: of the template; ``data``: what is known of
that dispositif, by the keys of ``dispositif.KEYS``, official and read on the day of ``as_of`` unless
it is a mapping of the attributes of ``Datum``; ``solution``, ``supplier``: attributes of those;
``ceilings``: amounts by identifier; ``finess``: attributes of ``Establishment`` by number;
``funded``: codes of dispositifs by identifier.

>>> facts = facts_of({"dispositif": "X", "as_of": "2025-01-01", "data": {"advance_end": "2025-02-01"}})
>>> facts.dispositifs["x"].value("advance_end")
'2025-02-01'
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from asp_check.dispositif import Datum, Dispositif
from asp_check.facts import (
    Ceiling,
    Ceilings,
    Establishment,
    Facts,
    Finess,
    Funded,
    Funding,
    Origin,
    References,
    Solution,
    Supplier,
)

CODE = "TEST"
"""The dispositif of an example that names none."""

SOURCE = "https://esante.gouv.fr/segur"
_ORIGIN = Origin("exemple.csv", "0" * 64, "2026-01-01", 1)


def facts_of(facts: Mapping[str, Any]) -> Facts:
    """What an example knows beside its file."""
    code = facts.get("dispositif", CODE)
    read = facts.get("as_of", "2025-01-01")[:10]
    data = {key: _datum(value, read) for key, value in facts.get("data", {}).items()}
    known = {code.lower(): Dispositif(code, True, code, code, "", None, data)}
    for other in facts.get("others", ()):
        known[other.lower()] = Dispositif(other, True, other, other, "", None, {})
    solution = facts.get("solution")
    solutions = {} if solution is None else {code.lower(): Solution(code, **solution)}
    return Facts(
        dispositifs=known,
        supplier=Supplier(**facts.get("supplier", {})),
        solutions=solutions,
        references=References(
            ceilings=_ceilings(facts.get("ceilings")),
            finess=_finess(facts.get("finess")),
            funded=_funded(facts.get("funded")),
        ),
        resubmission=facts.get("resubmission", False),
    )


def _datum(value: Any, read: str) -> Datum:  # noqa: ANN401 - each key has its own type
    if isinstance(value, Mapping):
        return Datum(**{"source": SOURCE, "read": read, "certainty": "official", **value})
    return Datum(value, SOURCE, read, "official")


def _ceilings(table: Mapping[str, str] | None) -> Ceilings | None:
    if table is None:
        return None
    return Ceilings(_ORIGIN, {key: (Ceiling(Decimal(value)),) for key, value in table.items()})


def _finess(table: Mapping[str, Mapping[str, Any]] | None) -> Finess | None:
    if table is None:
        return None
    return Finess(_ORIGIN, {key: Establishment(key, **value) for key, value in table.items()})


def _funded(table: Mapping[str, str] | None) -> Funded | None:
    if table is None:
        return None
    return Funded(_ORIGIN, {key: (Funding(value),) for key, value in table.items()})
