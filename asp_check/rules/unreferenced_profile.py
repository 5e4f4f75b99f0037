"""R402: the profile in the file is not one that the ANS referenced for this solution (C22)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.wordings import fold

_ONE = {"/p": {"concept": "solution.profile"}}
_LIST = {"/c/*/p": {"concept": "solution.profile"}}
_PROFILES = {"solution": {"profiles": ("RIS", "RIS et DRIMbox intégrée")}}

CAUSE = Cause(
    id="R402",
    name="unreferenced-profile",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=couloir_dispositifs%3A372&f%5B1%5D=theme%3A590&f%5B2%5D=theme%3A2390&f%5B3%5D=theme%3A2580",
    params=("found", "allowed"),
    title=Text(
        "Le profil de la solution n'est pas un profil référencé",
        "The profile of the solution is not a referenced one",
    ),
    message=Text(
        "Le profil «\u00a0{found}\u00a0» ne fait pas partie des profils que l'ANS a référencés pour "
        "cette solution\u00a0: {allowed}.",
        "The profile “{found}” is not among those that the ANS referenced for this solution: "
        "{allowed}.",
    ),
    why=Text(
        "La commande doit correspondre au profil pour lequel l'ANS a référencé la solution. Les "
        "profils référencés sont ceux de votre configuration.",
        "What is ordered must fit the profile for which the ANS referenced the solution. The "
        "referenced profiles are those of your configuration.",
    ),
    mend=Text(
        "Indiquez le profil référencé, ou complétez les profils de la configuration si le "
        "référencement de l'ANS couvre celui-ci.",
        "Give the referenced profile, or add this one to the profiles of the configuration if the "
        "referencing by the ANS covers it.",
    ),
    examples=(
        Example('{"p": ""}', '{"p": "DRIMbox"}', True, (1, 7), _ONE, facts=_PROFILES),
        Example('{"p": ""}', '{"p": "RIS"}', False, None, _ONE, facts=_PROFILES),
        Example(
            '{"p": ""}', '{"p": "Ris et DRIMbox integree"}', False, None, _ONE, facts=_PROFILES
        ),
        Example('{"p": ""}', '{"p": "DRIMbox"}', False, None, _ONE),
        Example(
            '{"c": [{"p": ""}, {"p": ""}]}',
            '{"c": [{"p": "RIS"}, {"p": "RIS 2"}]}',
            True,
            (1, 28),
            _LIST,
            facts=_PROFILES,
        ),
    ),
)


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a profile that the configuration does not list."""
    profile, known = case.subject, given.solution.profiles if given.solution else ()
    if not known or not profile.sound or profile.empty:
        return
    if fold(profile.text) not in map(fold, known):
        yield Objection(profile, {"found": profile.text, "allowed": ", ".join(known)})
