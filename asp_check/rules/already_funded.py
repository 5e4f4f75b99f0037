"""R302: the beneficiary already has a funding of this scheme (C18)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Funding, Given
from asp_check.finding import Severity
from asp_check.rules.common.beneficiaries import beneficiaries
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.identifiers import KINDS, number, spellings

_ONE = {"/f": {"concept": "client.finess"}}
_LIST = {"/c/*/f": {"concept": "client.finess"}, "/c/*/ht": {"concept": "amount.excl_tax"}}
_SITE: Mapping[str, Mapping[str, Any]] = {
    "/f": {"concept": "client.finess", "may_be_empty": True},
    "/s": {"concept": "client.siret"},
}
_HAD = {"830101259": "TEST"}

CAUSE = Cause(
    id="R302",
    name="already-funded",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?fB0D=themeA586&f%5B0%5D=theme%3A2505&f%5B1%5D=theme%3A2591&f%5B2%5D=theme%3A2608&f%5B3%5D=theme%3A2625",
    params=("found", "kind", "code", "request", "side"),
    title=Text(
        "Le bénéficiaire a déjà obtenu un financement de ce dispositif",
        "The beneficiary already has a funding of this scheme",
    ),
    message=Text(
        "Le bénéficiaire de numéro {kind} «\u00a0{found}\u00a0» a déjà obtenu un financement du "
        "dispositif {code}. Retirez-le de la demande.",
        "The beneficiary of {kind} number “{found}” already has a funding of the scheme {code}. "
        "Remove it from the request.",
    ),
    variants={
        ("side", "request"): Text(
            "Le bénéficiaire de numéro {kind} «\u00a0{found}\u00a0» a déjà obtenu un financement du "
            "dispositif {code} (demande {request}). Retirez-le de la demande.",
            "The beneficiary of {kind} number “{found}” already has a funding of the scheme {code} "
            "(request {request}). Remove it from the request.",
        ),
        ("side", "doubt"): Text(
            "Un financement du dispositif {code} a déjà été obtenu sous le numéro {kind} "
            "«\u00a0{found}\u00a0». Vérifiez qu'il ne s'agit pas du même bénéficiaire.",
            "A funding of the scheme {code} was already obtained under the {kind} number “{found}”. "
            "Check that it is not the same beneficiary.",
        ),
    },
    why=Text(
        "Chaque établissement ou professionnel n'a droit qu'à un financement par dispositif, quel "
        "que soit l'éditeur. Une demande pour un bénéficiaire déjà financé est rejetée.",
        "Each establishment or practitioner is entitled to one funding in a scheme, whoever the "
        "supplier is. A request for a beneficiary that was funded is rejected.",
    ),
    mend=Text(
        "Retirez ce bénéficiaire de la demande. S'il change de logiciel, faites d'abord annuler la "
        "demande précédente auprès de l'ASP.",
        "Remove this beneficiary from the request. If it changes its software, have the previous "
        "request cancelled by the ASP first.",
    ),
    examples=(
        Example('{"f": ""}', '{"f": "830101259"}', True, (1, 7), _ONE, facts={"funded": _HAD}),
        Example('{"f": ""}', '{"f": "830101283"}', False, None, _ONE, facts={"funded": _HAD}),
        Example(
            '{"f": ""}', '{"f": "830101259"}', False, None, _ONE,
            facts={"funded": {"830101259": "HOP-PFI-Va2"}},
        ),
        Example(
            '{"f": ""}', '{"f": "830101259"}', True, (1, 7), _ONE,
            facts={"funded": {"830101259": "HOP-DPI-VA2"}, "dispositif": "HOP-DPI-Va2"},
        ),
        Example(
            '{"f": ""}', '{"f": "830101259"}', False, None, _ONE,
            facts={"funded": _HAD, "resubmission": True},
        ),
        Example(
            '{"f": ""}', '{"f": "830101259"}', False, None, _ONE,
            facts={"funded": _HAD, "request": "solde"},
        ),
        Example(
            '{"c": [{"f": "", "ht": 0.00}, {"f": "", "ht": 0.00}]}',
            '{"c": [{"f": "830101283", "ht": 1.00}, {"f": "830101259", "ht": 2.00}]}',
            True, (1, 46), _LIST, facts={"funded": _HAD},
        ),
        Example(
            '{"p": ""}', '{"p": "19900000001"}', True, (1, 7),
            {"/p": {"concept": "practitioner.rpps"}}, facts={"funded": {"819900000001": "TEST"}},
        ),
        # Known by its SIRET alone; then a site of a SIRET of which another may have been funded.
        Example(
            '{"f": "", "s": ""}', '{"f": "", "s": "35600000000048"}', True, (1, 16), _SITE,
            facts={"funded": {"35600000000048": "TEST"}},
        ),
        Example(
            '{"f": "", "s": ""}', '{"f": "830101283", "s": "35600000000048"}', True, (1, 25), _SITE,
            facts={"funded": {"35600000000048": "TEST"}},
        ),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for each beneficiary that was funded, by another request than this one."""
    if not case.is_sound("request.number"):
        return  # It may be the one that was funded.
    own = {value.text.strip() for value in case.filled("request.number")}
    for one in beneficiaries(case, given):
        for value in one.identifiers:
            funding = _funding(value, given, own)
            if funding is not None:
                sure = value is one.identifiers[0] and not one.site
                yield _objection(value, funding, given, sure=sure)
                break


def _funding(value: Value, given: Given, own: set[str]) -> Funding | None:
    """A funding of this scheme under this number."""
    table = given.references.funded
    known = {} if table is None else table.by_identifier
    code = given.code.casefold()
    return next(
        (
            funding
            for spelling in spellings(value)
            for funding in known.get(spelling, ())
            if funding.dispositif.casefold() == code
            and not (funding.request and funding.request.strip() in own)
        ),
        None,
    )


def _objection(value: Value, funding: Funding, given: Given, *, sure: bool) -> Objection:
    params = {
        "found": number(value),
        "kind": KINDS[value.concept],
        "code": given.code,
        "request": funding.request,
    }
    if sure:
        return Objection(value, {**params, "side": "request" if funding.request else ""})
    return Objection(value, {**params, "side": "doubt"}, Severity.WARNING, "inference")
