"""R407: the scenario is not one that the referenced profile of the solution covers (C22)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.dated import is_presumed
from asp_check.rules.common.wordings import fold

_LABEL = {"/s": {"concept": "scenario.label"}}
_BOTH = {"/c/*/code": {"concept": "scenario.code"}, "/c/*/s": {"concept": "scenario.label"}}
_LABELS = {"/c/*/s": {"concept": "scenario.label"}}
_SCENARIOS = {"solution": {"scenarios": ("SC1", "Scénario 2 : RIS hébergé")}}

CAUSE = Cause(
    id="R407",
    name="scenario-outside-profile",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=couloir_dispositifs%3A372&f%5B1%5D=theme%3A590&f%5B2%5D=theme%3A2390&f%5B3%5D=theme%3A2580",
    params=("found", "allowed"),
    title=Text(
        "Le scénario d'installation n'est pas couvert par le profil référencé",
        "The installation scenario is outside the referenced profile",
    ),
    message=Text(
        "Le scénario «\u00a0{found}\u00a0» ne fait pas partie de ceux que couvre le profil référencé "
        "de la solution\u00a0: {allowed}.",
        "The scenario “{found}” is not among those that the referenced profile of the solution "
        "covers: {allowed}.",
    ),
    why=Text(
        "Le scénario d'installation doit être cohérent avec le profil pour lequel l'ANS a référencé la "
        "solution. Les scénarios couverts sont ceux de votre configuration.",
        "The installation scenario must fit the profile for which the ANS referenced the solution. "
        "The scenarios covered are those of your configuration.",
    ),
    mend=Text(
        "Corrigez le scénario. Si le profil référencé le couvre, ajoutez-le à la configuration, écrit "
        "comme dans le fichier (code ou libellé).",
        "Correct the scenario. If the referenced profile covers it, add it to the configuration, "
        "written as in the file (code or label).",
    ),
    examples=(
        Example('{"s": ""}', '{"s": "Scénario 3"}', True, (1, 7), _LABEL, facts=_SCENARIOS),
        Example(
            '{"s": ""}', '{"s": "scenario 2 : RIS heberge"}', False, None, _LABEL, facts=_SCENARIOS
        ),
        Example('{"s": ""}', '{"s": "Scénario 3"}', False, None, _LABEL),
        # Either the code or the label may be what the configuration lists.
        Example(
            '{"c": [{"code": "", "s": ""}, {"code": "", "s": ""}]}',
            '{"c": [{"code": "SC2", "s": "Scénario 2 : RIS hébergé"}, {"code": "SC3", "s": "X"}]}',
            True,
            (1, 67),
            _BOTH,
            facts=_SCENARIOS,
        ),
        Example(
            '{"c": [{"s": ""}, {"s": ""}]}',
            '{"c": [{"s": "sc1"}, {"s": "SC11"}]}',
            True,
            (1, 28),
            _LABELS,
            facts=_SCENARIOS,
        ),
    ),
)


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a scenario of which neither code nor label is listed."""
    known = given.solution.scenarios if given.solution else ()
    if not known or not case.subject.sound or not case.is_sound("scenario.label"):
        return
    label = case.one("scenario.label")
    stated = [v for v in (case.subject, label) if v is not None and not v.empty]
    if stated and not {fold(v.text) for v in stated} & set(map(fold, known)):
        scenario = stated[0]
        presumed = any(map(is_presumed, stated))
        yield Objection(
            scenario,
            {"found": scenario.text, "allowed": ", ".join(known)},
            Severity.WARNING if presumed else None,
            "inference" if presumed else None,
        )
