"""R404: the referencing number is not the one that the configuration gives (C37)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.wordings import fold

_ONE = {"/n": {"concept": "solution.referencing_number"}}
_LIST = {"/c/*/n": {"concept": "solution.referencing_number"}}
_NUMBER = {"solution": {"referencing_number": "HOP-DPI-VA2-0042"}}

CAUSE = Cause(
    id="R404",
    name="other-referencing-number",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("found", "model"),
    title=Text(
        "Le numéro de référencement n'est pas celui de la configuration",
        "The referencing number is not that of the configuration",
    ),
    message=Text(
        "Le numéro de référencement est «\u00a0{found}\u00a0», alors que la configuration donne "
        "«\u00a0{model}\u00a0». Vérifiez lequel est le bon.",
        "The referencing number is “{found}”, while the configuration gives “{model}”. Check which "
        "one is right.",
    ),
    why=Text(
        "Le numéro que l'ANS a attribué à la solution identifie ce qui est financé. Il doit être "
        "celui de la solution référencée pour ce dispositif.",
        "The number that the ANS gave to the solution identifies what is funded. It must be that "
        "of the solution referenced for this scheme.",
    ),
    mend=Text(
        "Reportez le numéro qui figure sur le certificat de référencement, dans le fichier ou dans la "
        "configuration.",
        "Copy the number from the certificate of referencing, into the file or into the "
        "configuration.",
    ),
    examples=(
        Example('{"n": ""}', '{"n": "HOP-DPI-VA2-0043"}', True, (1, 7), _ONE, facts=_NUMBER),
        Example('{"n": ""}', '{"n": "HOP-DPI-VA2-0042"}', False, None, _ONE, facts=_NUMBER),
        Example('{"n": ""}', '{"n": "hop-dpi-Va2-0042"}', False, None, _ONE, facts=_NUMBER),
        Example('{"n": ""}', '{"n": "HOP-DPI-VA2-0043"}', False, None, _ONE),
        Example(
            '{"c": [{"n": ""}, {"n": ""}]}',
            '{"c": [{"n": "HOP-DPI-VA2-0042"}, {"n": "HOP-DPI-VA2-00421"}]}',
            True,
            (1, 41),
            _LIST,
            facts=_NUMBER,
        ),
    ),
    severity=Severity.WARNING,
)


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a number that is not the configured one."""
    number, known = case.subject, given.solution.referencing_number if given.solution else None
    if known and differs(number, known):
        yield Objection(number, {"found": number.text, "model": known}, expected=known)


def differs(number: Value, known: str) -> bool:
    """Whether a number that was filled in is another one, case of letters and blanks aside."""
    return (
        number.sound
        and not number.empty
        and fold(number.text).replace(" ", "") != fold(known).replace(" ", "")
    )
