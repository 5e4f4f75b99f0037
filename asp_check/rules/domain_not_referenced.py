"""R403: a FAM or a MAS is ordered with a solution that is not referenced for their domain (C24)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.dated import is_presumed
from asp_check.rules.common.wordings import holds, words

FAM, MAS, EAM = "FAM", "MAS", "EAM"

_KINDS = (
    (FAM, "437", ("foyer", "d", "accueil", "medicalise")),
    (MAS, "255", ("maison", "d", "accueil", "specialisee")),
    # What a FAM is called since the nomenclature of 2017: the source names FAM and MAS only.
    (EAM, "448", ("etablissement", "d", "accueil", "medicalise")),
)
"""Kind, category in the FINESS directory, and the words that it stands for, in the singular."""

_DOTS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
"""Those of an abbreviation: « F.A.M. »."""
_TOKEN = re.compile(r"[^\W_]+")

_NODES: dict[str, dict[str, Any]] = {
    "/d": {"concept": "solution.domain"},
    "/c/*/t": {"concept": "client.category"},
    "/c/*/f": {"concept": "client.finess", "may_be_empty": True},
}
_BLANK = '{"d": "", "c": [{"t": "", "f": ""}, {"t": "", "f": ""}]}'
_DOMAINS: dict[str, dict[str, Any]] = {
    "/d/*": {"concept": "solution.domain", "may_be_empty": True},
    "/t": {"concept": "client.category"},
}
_FINESS: dict[str, dict[str, Any]] = {"/f": {"concept": "client.finess"}}
_DIRECTORY = {
    "2B0000442": {"category": "255", "category_label": "Maison d'Accueil Spécialisée (M.A.S.)"},
    "2B0003107": {"category": "500", "category_label": "EHPAD"},
}


CAUSE = Cause(
    id="R403",
    name="domain-not-referenced",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A586&mots_filter=&page=2",
    params=("found", "allowed", "side", "kind"),
    title=Text(
        "Un FAM ou une MAS commande une solution non référencée pour le domaine PH",
        "A FAM or MAS orders a solution that is not referenced for the PH domain",
    ),
    message=Text(
        "Un client de type {kind} («\u00a0{found}\u00a0») relève du domaine PH. Or la solution n'est "
        "référencée que pour\u00a0: {allowed}.",
        "A client of type {kind} (“{found}”) belongs to the PH domain. But the solution is "
        "referenced for this only: {allowed}.",
    ),
    variants={
        ("side", "alone"): Text(
            "Un client de type {kind} relève du domaine PH. Or la solution n'est référencée que "
            "pour\u00a0: {allowed}.",
            "A client of type {kind} belongs to the PH domain. But the solution is referenced for "
            "this only: {allowed}.",
        ),
        ("side", "directory"): Text(
            "L'établissement {found} est de type {kind} dans le répertoire FINESS\u00a0: il relève "
            "du domaine PH. Or la solution n'est référencée que pour\u00a0: {allowed}.",
            "The FINESS directory says that establishment {found} is of type {kind}: it belongs to "
            "the PH domain. But the solution is referenced for this only: {allowed}.",
        ),
    },
    why=Text(
        "Les foyers d'accueil médicalisés (FAM) et les maisons d'accueil spécialisées (MAS) "
        "relèvent du domaine des personnes handicapées (PH). Le logiciel doit être référencé pour "
        "ce domaine, et l'ASP le contrôle sur les bons de commande.",
        "Homes called FAM and MAS belong to the domain of disabled people (PH). The software must "
        "be referenced for that domain, and the ASP checks it on purchase orders.",
    ),
    mend=Text(
        "Retirez ce client de la demande. Si sa catégorie ou les domaines référencés sont mal "
        "indiqués, corrigez-les.",
        "Take this client out of the request. If its category or the referenced domains are wrong, "
        "correct them.",
    ),
    examples=(
        Example(
            _BLANK,
            '{"d": "PA", "c": [{"t": "EHPAD", "f": ""}, {"t": "MAS", "f": ""}]}',
            True, (1, 50), _NODES,
        ),
        Example(
            _BLANK,
            '{"d": "PH", "c": [{"t": "EHPAD", "f": ""}, {"t": "MAS", "f": ""}]}',
            False, None, _NODES,
        ),
        # A domain that is not given may be that of disabled people.
        Example(
            '{"d": ["", ""], "t": ""}', '{"d": ["PA", ""], "t": "MAS"}', False, None, _DOMAINS
        ),
        # A word of three letters inside another is no MAS.
        Example(
            _BLANK,
            '{"d": "PA", "c": [{"t": "EHPAD Thomas", "f": ""}, {"t": "Famille d\'accueil", "f": ""}]}',
            False, None, _NODES,
        ),
        # What the configuration says of the referencing prevails.
        Example(
            _BLANK,
            '{"d": "PA", "c": [{"t": "Foyer d’accueil médicalisé", "f": ""}]}',
            False, None, _NODES,
            facts={"solution": {"domains": ("PA", "Personnes en situation de handicap")}},
        ),
        Example(
            _BLANK,
            '{"d": "PH", "c": [{"t": "Foyers d’accueil médicalisés", "f": ""}]}',
            True, (1, 25), _NODES, facts={"solution": {"domains": ("PA", "DOM")}},
        ),
        Example(
            '{"f": ""}', '{"f": "2B0000442"}', True, (1, 7), _FINESS,
            facts={"finess": _DIRECTORY, "solution": {"domains": ("PDE",)}},
        ),
        Example(
            '{"f": ""}', '{"f": "2B0003107"}', False, None, _FINESS,
            facts={"finess": _DIRECTORY, "solution": {"domains": ("PDE",)}},
        ),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a client of the PH domain where the solution is not referenced for it."""
    domains = given.solution.domains if given.solution else ()
    stated = [] if domains else case.all("solution.domain")
    if any(value.empty or not value.sound for value in stated):
        return  # It may be that of disabled people.
    domains = domains or tuple(value.text for value in stated)
    if not domains or any(is_ph(domain) for domain in domains):
        return
    found = _told_by_category(case) or _told_by_directory(case, given)
    if found is None:
        return
    value, kind, side = found
    params = {"found": value.text, "kind": kind, "side": side, "allowed": ", ".join(domains)}
    inferred = kind == EAM or any(map(is_presumed, (value, *stated)))
    yield Objection(
        case.subject,
        params,
        Severity.WARNING if inferred else None,
        "inference" if inferred else None,
        () if value.concept == case.subject.concept else ((value, "also"),),
    )


_Told = tuple[Value, str, str]


def _told_by_category(case: Case) -> _Told | None:
    for value in case.filled("client.category"):
        if kind := kind_of(value.text):
            # Nothing to add where the file has the abbreviation alone.
            return value, kind, "alone" if value.text.strip() == kind else "category"
    return None


def _told_by_directory(case: Case, given: Given) -> _Told | None:
    directory = given.references.finess
    if directory is None:
        return None
    for value in case.filled("client.finess"):
        known = directory.by_number.get(value.text)
        if known and (kind := kind_of(known.category) or kind_of(known.category_label)):
            return value, kind, "directory"
    return None


def is_ph(domain: str) -> bool:
    """Whether this is the domain of disabled people, alone or among others.

    >>> [is_ph(d) for d in ("PH", "PA/PH/DOM", "Personnes en situation de handicap", "PHA")]
    [True, True, True, False]
    """
    return any(word == "ph" or word.startswith("handicap") for word in words(domain))


def kind_of(category: str) -> str:
    """``FAM``, ``MAS`` or ``EAM`` if a category says so, by its name, abbreviation or number.

    An abbreviation counts in capitals, or alone: « Mas » in a name is a farmhouse.  A number
    counts where it comes first.

    >>> kind_of("Maisons d’accueil spécialisées"), kind_of("437 - F.A.M."), kind_of("mas")
    ('MAS', 'FAM', 'MAS')
    >>> kind_of("EHPAD Le Mas"), kind_of("Famas"), kind_of("EHPAD, 255 lits")
    ('', '', '')
    """
    tokens = _TOKEN.findall(_DOTS.sub("", category))
    singular = _singular(words(category))
    for kind, code, name in _KINDS:
        if kind in tokens or tokens[:1] == [code] or holds(singular, name):
            return kind
        if [token.upper() for token in tokens] == [kind]:
            return kind
    return ""


def _singular(found: Sequence[str]) -> Sequence[str]:
    return tuple(word.rstrip("s") for word in found)
