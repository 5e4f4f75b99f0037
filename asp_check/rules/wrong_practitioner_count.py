"""R406: the number of practitioners of an order is not that of the practitioners it lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.wordings import fold

_RPPS = {
    "/*/n": {"concept": "order.practitioner_count"},
    "/*/p/*/r": {"concept": "practitioner.rpps"},
}
_ORDER = '{"n": 0, "p": [{"r": ""}, {"r": ""}]}'
_NAMES = {
    "/n": {"concept": "order.practitioner_count"},
    "/p/*/a": {"concept": "practitioner.name"},
    "/p/*/b": {"concept": "practitioner.first_name"},
}
_NAMED = '{"n": 0, "p": [{"a": "", "b": ""}, {"a": "", "b": ""}]}'

_COUNTED = ("practitioner.rpps", "practitioner.name", "practitioner.first_name")
"""What is counted: one that is at fault may be that of another line, or nobody's."""

CAUSE = Cause(
    id="R406",
    name="wrong-practitioner-count",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?page=0",
    params=("announced", "count"),
    title=Text(
        "Le nombre de praticiens annoncé n'est pas celui des praticiens listés",
        "The number of practitioners announced is not that of those listed",
    ),
    message=Text(
        "La commande annonce {announced:praticien|praticiens}, mais en liste {count}.",
        "The order announces {announced:practitioner|practitioners}, but lists {count}.",
    ),
    why=Text(
        "Le financement se compte par praticien. Un nombre qui contredit la liste laisse penser "
        "qu'un praticien a été oublié ou ajouté par erreur.",
        "The funding is counted by practitioner. A number that contradicts the list suggests that "
        "a practitioner was forgotten, or added by mistake.",
    ),
    mend=Text(
        "Corrigez le nombre ou la liste des praticiens, d'après le bon de commande.",
        "Correct the number or the list of practitioners, from the purchase order.",
    ),
    examples=(
        Example(
            f"[{_ORDER}, {_ORDER}]",
            '[{"n": 1, "p": [{"r": "1"}]}, {"n": 3, "p": [{"r": "2"}, {"r": "3"}]}]',
            True, (1, 37), _RPPS,
        ),
        Example(
            f"[{_ORDER}, {_ORDER}]",
            '[{"n": 1, "p": [{"r": "1"}, {"r": "2"}]}, {"n": 2, "p": [{"r": "3"}, {"r": "4"}]}]',
            True, (1, 8), _RPPS,
        ),
        Example(
            f"[{_ORDER}, {_ORDER}]",
            '[{"n": 2, "p": [{"r": "1"}, {"r": "2"}]}]',
            False, None, _RPPS,
        ),
        Example(
            _NAMED,
            '{"n": 3, "p": [{"a": "Nguyen", "b": "Camille"}, {"a": "Nguyen", "b": "Paul"}]}',
            True, (1, 7), _NAMES,
        ),
        Example(
            _NAMED,
            '{"n": 2, "p": [{"a": "Nguyen", "b": "Camille"}, {"a": "Nguyen", "b": "Paul"}]}',
            False, None, _NAMES,
        ),
    ),
    severity=Severity.WARNING,
    certainty="inference",
)  # fmt: skip


def check(case: Case, _given: Given) -> Iterator[Objection]:
    """Yield an objection for a number that is neither that of the practitioners nor of the lines."""
    stated = case.subject
    number = stated.decimal
    listed = _practitioners(case) if case.is_sound(*_COUNTED) else []
    if not listed or number is None or not stated.sound or stated.empty:
        return
    # One practitioner on two sites is one practitioner; who counts lines is not corrected.
    practitioners = len(set(listed))
    if number not in {practitioners, len(listed)}:
        params = {"announced": announced(stated.text, number), "count": practitioners}
        yield Objection(stated, params, expected=str(practitioners))


def announced(text: str, number: Decimal) -> int | str:
    """A number of the file, to be shown with its noun if it is whole.

    >>> announced("2.0", Decimal("2.0")), announced("2.5", Decimal("2.5"))
    (2, '2.5')
    """
    return int(number) if number == number.to_integral_value() else text


def _practitioners(case: Case) -> Sequence[object]:
    """Who is listed, line by line: by RPPS, else by name; nobody where that cannot be told."""
    lines = case.all("practitioner.rpps")
    numbers = case.filled("practitioner.rpps")
    if lines and len(numbers) == len(lines):
        return [value.text for value in numbers]
    names = case.filled("practitioner.name")
    if not names or len(names) != len(case.all("practitioner.name")):
        return []
    first_names = case.all("practitioner.first_name")
    if not first_names:
        return [fold(name.text) for name in names]
    if len(first_names) != len(names):
        return []
    return [
        (fold(name.text), fold(first.text)) for name, first in zip(names, first_names, strict=True)
    ]
