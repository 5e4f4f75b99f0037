"""Objections that rest on a datum of the dispositif that is no date: it blocks while it is official.

A date may have been extended since it was read; what a call for funding asks for does not lapse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from asp_check.dispositif import Datum
from asp_check.finding import Severity
from asp_check.rules.common.case import Objection, Value
from asp_check.rules.common.dated import is_presumed


def objection(
    at: Value, datum: Datum, params: Mapping[str, Any], links: Sequence[tuple[Value, str]] = ()
) -> Objection:
    """What to say because of this datum, as grave as its certainty and that of the place allow."""
    certainty = "inference" if is_presumed(at) else datum.certainty
    official = certainty == "official"
    return Objection(
        at,
        params,
        None if official else Severity.WARNING,
        None if official else certainty,
        links,
        source=datum.source,
    )
