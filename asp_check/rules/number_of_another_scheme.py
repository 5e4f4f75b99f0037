"""R408: the referencing number names another scheme than that of the request (C37)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.wordings import holds, words
from asp_check.rules.other_referencing_number import differs

_ONE = {"/n": {"concept": "solution.referencing_number"}}
_LIST = {"/c/*/n": {"concept": "solution.referencing_number"}}
_SCHEMES = {"dispositif": "HOP-DPI-Va2", "others": ("HOP-PFI-Va2", "HOP-DPI-VA1", "MS2", "DPI")}

CAUSE = Cause(
    id="R408",
    name="number-of-another-scheme",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("found", "guess", "model"),
    title=Text(
        "Le numéro de référencement désigne un autre dispositif",
        "The referencing number names another scheme",
    ),
    message=Text(
        "Le numéro de référencement «\u00a0{found}\u00a0» semble être celui d'un autre dispositif, "
        "{guess}, alors que la demande concerne {model}.",
        "The referencing number “{found}” seems to be that of another scheme, {guess}, while the "
        "request is about {model}.",
    ),
    why=Text(
        "Une solution a un numéro de référencement par dispositif. Un numéro qui contient le code "
        "d'un autre dispositif a sans doute été repris d'une autre demande.",
        "A solution has one referencing number for each scheme. A number that holds the code of "
        "another scheme was probably taken from another request.",
    ),
    mend=Text(
        "Vérifiez le numéro sur le certificat de référencement du dispositif demandé.",
        "Check the number on the certificate of referencing of the scheme requested.",
    ),
    examples=(
        Example('{"n": ""}', '{"n": "HOP-PFI-VA2-0042"}', True, (1, 7), _ONE, facts=_SCHEMES),
        Example('{"n": ""}', '{"n": "hop-dpi-va1 0042"}', True, (1, 7), _ONE, facts=_SCHEMES),
        Example('{"n": ""}', '{"n": "HOP-DPI-VA2-0042"}', False, None, _ONE, facts=_SCHEMES),
        Example('{"n": ""}', '{"n": "ARMS2-0042"}', False, None, _ONE, facts=_SCHEMES),
        Example(
            '{"c": [{"n": ""}, {"n": ""}]}',
            '{"c": [{"n": "HOP-DPI-VA2-0042"}, {"n": "MS2-VA1-0042"}]}',
            True,
            (1, 41),
            _LIST,
            facts=_SCHEMES,
        ),
    ),
    severity=Severity.WARNING,
    certainty="inference",
)


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a number that holds the code of another scheme, and not its own."""
    number, own = case.subject, words(given.code)
    if not number.sound or number.empty:
        return
    configured = given.solution.referencing_number if given.solution else None
    if configured and differs(number, configured):
        return  # R404 says it better.
    tokens = words(number.text)
    if holds(tokens, own):
        return
    # A code that is part of the request's own tells nothing: DPI in HOP-DPI-Va2.
    codes = {scheme.code: words(scheme.code) for scheme in given.known.values()}
    named = [
        code for code, sought in codes.items() if not holds(own, sought) and holds(tokens, sought)
    ]
    if named:
        other = max(named, key=lambda code: len(codes[code]))
        yield Objection(number, {"found": number.text, "guess": other, "model": given.code})
