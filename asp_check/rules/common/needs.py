"""What rules need beside the file, and the words for what is missing.

Each fact says how it is looked for; one that the file itself may carry has its concept too.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from types import MappingProxyType
from typing import NamedTuple

from asp_check.facts import Given
from asp_check.rules.cross import CrossEntry
from asp_check.rules.table import Entry

Test = Callable[[Given], bool]
Words = tuple[str, str]


class Fact(NamedTuple):
    """One thing to know: whether it is known, and what to say where it is not.

    ``concept`` is that by which the file itself may tell it.  Where ``applies`` says no, the rule is
    not about this file at all, and ``aside`` says why.
    """

    known: Test
    words: Words
    kind: str = "unknown-fact"
    concept: str | None = None
    applies: Test = lambda _given: True
    aside: Words = ("sans objet pour ce dispositif", "not about this scheme")

    @property
    def title(self) -> Words:
        """What it is, in short; empty for what is no datum to give."""
        if self.kind == "no-as-of":
            return ("un instant de référence (--as-of)", "an as-of instant (--as-of)")
        fr, en = self.words
        return fr.partition(" : ")[0], en.partition(": ")[0]


FINESS_PAGE = "https://www.data.gouv.fr/datasets/finess-structures-1"
"""Where the FINESS directory is published."""

CEILINGS_PAGE = "https://esante.gouv.fr/segur"
"""Where the calculation files and the base of eligible establishments are published."""


def _datum(key: str) -> Test:
    return lambda given: given.datum(key) is not None


def _is_not(key: str, value: object) -> Test:
    """Whether it is not known that a datum has this value."""
    return lambda given: (datum := given.datum(key)) is None or datum.value != value


def _of_solution(name: str) -> Test:
    return lambda given: (
        given.solution is not None and getattr(given.solution, name) not in {None, ()}
    )


def _window(given: Given) -> bool:
    name = {"avance": "advance", "solde": "balance"}.get(given.request, "")
    return any(given.datum(f"{name}_{end}") is not None for end in ("start", "end"))


def _share(given: Given) -> bool:
    return (
        given.datum("advance_share" if given.request == "avance" else "balance_share") is not None
    )


def _is_imaging(given: Given) -> bool:
    """Whether the ceiling depends on the activity of the numbers of the order: imaging, wave 2."""
    code = given.code.upper()
    corridor = "" if given.dispositif is None else given.dispositif.corridor.casefold()
    named = "RIS" in code.split("-") or "DRIMBOX" in code or corridor == "imagerie"
    return named and not code.endswith("-VA1")


def _of_scheme(fr: str, en: str) -> Words:
    return (
        f"{fr} : donnée inconnue pour ce dispositif ; à ajouter par --dispositifs, d’après l’Appel à Financement",
        f"{en}: unknown for this scheme; add it with --dispositifs, from the call for funding",
    )


def _of_configuration(key: str, fr: str, en: str) -> Words:
    return (
        f"{fr} : donnée inconnue ; à indiquer par {key} dans [[solution]] de la configuration",
        f"{en}: unknown; give {key} in [[solution]] of the configuration",
    )


def _of_reference(name: str, fr: str, en: str, page: str) -> Words:
    return (
        f"{fr} : donnée absente ; à télécharger depuis {page}, puis --reference {name}=FICHIER",
        f"{en}: not given; download it from {page}, then --reference {name}=FILE",
    )


FACTS: Mapping[str, Fact] = MappingProxyType({
    "as_of": Fact(
        lambda given: given.as_of is not None,
        ("aucune date de référence : indiquez --as-of", "no as-of instant: give --as-of"),
        "no-as-of",
    ),
    "as_of_or_resubmission": Fact(
        lambda given: given.as_of is not None or given.resubmission,
        (
            "aucune date de référence : indiquez --as-of, ou --resubmission pour une demande à modifier",
            "no as-of instant: give --as-of, or --resubmission for a request to be modified",
        ),
        "no-as-of",
    ),
    "first_deposit": Fact(
        lambda _given: True, ("", ""),
        applies=lambda given: not given.resubmission,
        aside=("demande déjà déposée (--resubmission)", "request deposited before (--resubmission)"),
    ),
    "window": Fact(_window, _of_scheme("dates de dépôt", "deposit dates")),
    "advance_end": Fact(_datum("advance_end"), _of_scheme("fin des demandes d’avance", "end of advance requests")),
    "services_end": Fact(_datum("services_end"), _of_scheme("fin de réalisation des prestations", "end of the services")),
    "share": Fact(_share, _of_scheme("part de l’avance ou du solde", "share of the advance or the balance")),
    "mss_indicator": Fact(
        _datum("mss_indicator_from"), ("", ""),
        applies=_datum("mss_indicator_from"),
        aside=("ce dispositif n’a pas d’indicateur « Déploiement MSS » connu", "this scheme has no known “Déploiement MSS” indicator"),
    ),
    "mss_address": Fact(
        _datum("mss_address"), _of_scheme("adresse MSSanté demandée ou non au solde", "whether the balance wants an MSSanté address"),
        applies=_is_not("mss_address", False),
    ),
    "single_scenario": Fact(
        _datum("single_scenario"), _of_scheme("un seul scénario par bon de commande ou non", "whether an order has one scenario only"),
        applies=_is_not("single_scenario", False),
    ),
    "answers_by_finess": Fact(
        _datum("answers_by_finess"), _of_scheme("réponses par établissement ou non", "whether answers are given by establishment"),
        applies=_is_not("answers_by_finess", False),
    ),
    "va_or_mom": Fact(
        lambda given: given.datum("va") is not None or given.datum("mom") is not None,
        _of_scheme("VA ou MOM demandée au solde", "whether the balance wants a VA or a MOM"),
    ),
    "proof_date": Fact(
        _of_solution("proof_date"), _of_configuration("proof_date", "date du dossier complet de preuves", "date of the complete proof file"),
        concept="solution.proof_date",
    ),
    "referencing_date": Fact(
        _of_solution("referencing_date"), _of_configuration("referencing_date", "date de référencement", "date of the referencing"),
        concept="solution.referencing_date",
    ),
    "referencing_number": Fact(_of_solution("referencing_number"), _of_configuration("referencing_number", "numéro de référencement", "referencing number")),
    "profiles": Fact(_of_solution("profiles"), _of_configuration("profiles", "profils référencés", "referenced profiles")),
    "scenarios": Fact(_of_solution("scenarios"), _of_configuration("scenarios", "scénarios couverts par le profil référencé", "scenarios that the referenced profile covers")),
    "domains": Fact(
        _of_solution("domains"), _of_configuration("domains", "domaines référencés", "referenced domains"),
        concept="solution.domain",
    ),
    "pilots": Fact(_of_solution("pilots_validated"), _of_configuration("pilots_validated", "validation des PV pilotes", "validation of the pilots")),
    "ceilings": Fact(
        lambda given: given.references.ceilings is not None,
        _of_reference("ceilings", "plafonds par établissement", "ceilings by establishment", CEILINGS_PAGE),
    ),
    "finess": Fact(
        lambda given: given.references.finess is not None,
        _of_reference("finess", "répertoire FINESS", "FINESS directory", FINESS_PAGE),
    ),
    "category": Fact(
        lambda given: given.references.finess is not None,
        _of_reference("finess", "répertoire FINESS, pour la catégorie du client", "FINESS directory, for the category of the client", FINESS_PAGE),
        concept="client.category",
    ),
    "funded": Fact(
        lambda given: given.references.funded is not None,
        (
            "financements déjà obtenus : donnée absente ; exportez les vôtres du portail de l’ASP, puis --reference funded=FICHIER",
            "fundings already obtained: not given; export yours from the ASP’s portal, then --reference funded=FILE",
        ),
    ),
    "wave_1": Fact(
        lambda given: given.references.funded is not None,
        (
            "vague 1 déjà obtenue ou non : donnée inconnue ; donnez les financements obtenus par --reference funded=FICHIER",
            "whether wave 1 was had: unknown; give the fundings obtained with --reference funded=FILE",
        ),
        concept="client.had_wave_1",
    ),
    "imaging": Fact(
        lambda _given: True, ("", ""),
        applies=_is_imaging,
        aside=("ne concerne que l’imagerie de vague 2", "only about imaging, wave 2"),
    ),
})  # fmt: skip
"""Every fact that a rule may need, by the name that the table uses."""


class Missing(NamedTuple):
    """Why a rule is not asked: a kind of ``finding.NotRun``, and the reason."""

    kind: str
    fr: str
    en: str


def concerns(entry: Entry | CrossEntry, given: Given) -> bool:
    """Whether a rule is about this dispositif and this request, whatever else it may lack."""
    return _aside(entry, given) is None


def _aside(entry: Entry | CrossEntry, given: Given) -> Words | None:
    if given.request and given.request not in entry.requests:
        return (
            f"ne concerne pas une demande « {given.request} »",
            f"not about a request of kind “{given.request}”",
        )
    facts = (FACTS[name] for name in entry.facts)
    return next((fact.aside for fact in facts if not fact.applies(given)), None)


def missing(entry: Entry, concepts: Container[str], given: Given) -> Missing | None:
    """The first thing that a rule lacks; ``None`` if it can be asked."""
    aside = _aside(entry, given)
    if aside is not None:
        return Missing("not-applicable", *aside)
    for need in entry.needs:
        if not any(concept in concepts for concept in need.split("|")):
            either = need.replace("|", ", ")
            return Missing(
                "unmapped-concept",
                f"le modèle ne relie aucun champ à {either}",
                f"the template maps no field to {either}",
            )
    for fact in (FACTS[name] for name in entry.facts):
        if not fact.known(given) and fact.concept not in concepts:
            return Missing(fact.kind, *fact.words)
    return None
