"""R306: a FINESS number is that of a legal entity where a site is meant, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.identifiers import establishment, number

_SITE, _LEGAL = "client.finess", "client.legal_finess"
_ET, _EJ = "finess-et", "finess-ej"
_ONE = {"/f": {"concept": _SITE}}
_ENTITY = {"/e": {"concept": _LEGAL}}
_BOTH = {**_ONE, **_ENTITY}
_LIST = {"/c/*/e": _ENTITY["/e"], "/c/*/f": _ONE["/f"]}
_KNOWN = {
    "690781810": {"is_legal": True},
    "130786049": {"is_legal": True},
    "390006161": {"legal_finess": "690781810"},
    "390000222": {"legal_finess": "690781810"},
}

CAUSE = Cause(
    id="R306",
    name="wrong-kind-of-finess",
    source="https://www.data.gouv.fr/datasets/finess-structures-1",
    params=("found", "other", "side"),
    title=Text(
        "Les FINESS du site et de l'entité juridique sont confondus ou discordants",
        "The FINESS numbers of site and legal entity are confused, or do not match",
    ),
    message=Text(
        "Le FINESS «\u00a0{found}\u00a0» est celui d'une entité juridique, d'après le répertoire "
        "FINESS. Indiquez ici le FINESS géographique, celui du site.",
        "The FINESS number “{found}” is that of a legal entity, according to the FINESS directory. "
        "Give the number of the site here.",
    ),
    variants={
        ("side", "site"): Text(
            "Le FINESS «\u00a0{found}\u00a0» est celui d'un site, d'après le répertoire FINESS. "
            "Indiquez ici le FINESS de l'entité juridique.",
            "The FINESS number “{found}” is that of a site, according to the FINESS directory. Give "
            "the number of the legal entity here.",
        ),
        ("side", "site-known"): Text(
            "Le FINESS «\u00a0{found}\u00a0» est celui d'un site, d'après le répertoire FINESS. "
            "Indiquez ici celui de son entité juridique, {other}.",
            "The FINESS number “{found}” is that of a site, according to the FINESS directory. Give "
            "that of its legal entity here, {other}.",
        ),
        ("side", "swapped"): Text(
            "Les numéros FINESS «\u00a0{found}\u00a0» et «\u00a0{other}\u00a0» semblent "
            "intervertis\u00a0: d'après le répertoire FINESS, le premier est celui de l'entité "
            "juridique, le second celui du site.",
            "The FINESS numbers “{found}” and “{other}” seem to be swapped: according to the FINESS "
            "directory, the first is that of the legal entity, the second that of the site.",
        ),
        ("side", "other-entity"): Text(
            "D'après le répertoire FINESS, le site «\u00a0{found}\u00a0» dépend de l'entité juridique "
            "{other}, et non de celle qui est indiquée. Vérifiez les deux numéros.",
            "According to the FINESS directory, the site “{found}” belongs to the legal entity "
            "{other}, not to the one that is given. Check both numbers.",
        ),
    },
    why=Text(
        "Le répertoire FINESS distingue l'entité juridique de ses sites, par des numéros de même "
        "forme. Pris l'un pour l'autre, ils désignent un autre bénéficiaire.",
        "The FINESS directory tells a legal entity from its sites, by numbers of the same form. Taken "
        "for one another, they name another beneficiary.",
    ),
    mend=Text(
        "Reprenez les deux numéros dans le répertoire FINESS\u00a0: le FINESS juridique est celui de "
        "l'organisme, le FINESS géographique celui du site.",
        "Take both numbers from the FINESS directory: the legal number is that of the organisation, "
        "the geographical one that of the site.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example('{"f": ""}', '{"f": "690781810"}', True, (1, 7), _ONE, facts={"finess": _KNOWN}),
        Example('{"f": ""}', '{"f": "390006161"}', False, None, _ONE, facts={"finess": _KNOWN}),
        Example('{"e": ""}', '{"e": "390006161"}', True, (1, 7), _ENTITY, facts={"finess": _KNOWN}),
        Example('{"e": ""}', '{"e": "690781810"}', False, None, _ENTITY, facts={"finess": _KNOWN}),
        # What the scheme funds: legal entities; sites.
        Example(
            '{"f": ""}', '{"f": "690781810"}', False, None, _ONE,
            facts={"finess": _KNOWN, "data": {"identifiers": (_EJ,)}},
        ),
        Example(
            '{"f": ""}', '{"f": "690781810"}', True, (1, 7), _ONE,
            facts={"finess": _KNOWN, "data": {"identifiers": (_ET,)}},
        ),
        Example(
            '{"e": "", "f": ""}', '{"e": "390006161", "f": "690781810"}', True, (1, 25), _BOTH,
            facts={"finess": _KNOWN},
        ),
        Example(
            '{"e": "", "f": ""}', '{"e": "690781810", "f": "390006161"}', False, None, _BOTH,
            facts={"finess": _KNOWN},
        ),
        Example(
            '{"c": [{"e": "", "f": ""}, {"e": "", "f": ""}]}',
            '{"c": [{"e": "690781810", "f": "390006161"}, {"e": "130786049", "f": "390000222"}]}',
            True, (1, 70), _LIST, facts={"finess": _KNOWN},
        ),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a number of the wrong kind, or a site of another legal entity."""
    value = case.subject
    if not value.sound or value.empty or (row := establishment(value, given)) is None:
        return
    if value.concept == _LEGAL:
        swapped = any(_is_legal(site, given) for site in case.filled(_SITE))
        if not row.is_legal and not swapped:
            yield _wrong(
                value, given, "site-known" if row.legal_finess else "site", row.legal_finess
            )
        return
    legal = case.one(_LEGAL)
    kind = None if legal is None else _is_legal(legal, given)
    if row.is_legal and legal is not None and kind is False:
        yield _wrong(value, given, "swapped", number(legal), legal)
    elif row.is_legal:
        if _EJ not in _funded(given):
            yield _wrong(value, given, "", "")
    elif legal is not None and kind is not False and row.legal_finess not in {"", number(legal)}:
        params = {"found": value.text, "other": row.legal_finess, "side": "other-entity"}
        yield Objection(value, params, links=((legal, "compared"),))


def _is_legal(value: Value, given: Given) -> bool | None:
    """Whether a number is that of a legal entity; ``None`` if the directory does not have it."""
    row = establishment(value, given)
    return None if row is None else row.is_legal


def _funded(given: Given) -> tuple[str, ...]:
    datum = given.datum("identifiers")
    return () if datum is None else tuple(datum.value)


def _wrong(
    value: Value, given: Given, side: str, other: str, link: Value | None = None
) -> Objection:
    """A number of the wrong kind: it blocks where an official page says what the scheme funds."""
    datum = given.datum("identifiers")
    wanted = _EJ if value.concept == _LEGAL else _ET
    official = datum is not None and datum.certainty == "official" and wanted in datum.value
    return Objection(
        value,
        {"found": value.text, "other": other, "side": side},
        Severity.BLOCKING if official else None,
        "official" if official else None,
        () if link is None else ((link, "compared"),),
        expected=other or None,
        source=datum.source if official and datum is not None else None,
    )
