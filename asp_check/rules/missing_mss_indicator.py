"""R208: the « Déploiement MSS » indicator is missing in a balance request (C04)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.concepts import plain
from asp_check.dispositif import Datum
from asp_check.facts import Given
from asp_check.pointer import last
from asp_check.rules.common import dated
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.elements import element_of
from asp_check.template import Slot, Template, may_be_absent

Nodes = Mapping[str, Mapping[str, Any]]

CONCEPT, ORDER = "mss.deployment", "order.number"
ALLOWED = ("Cas 1", "Cas 2")
"""The official values, as they must be written."""

_SIGNS = ("mss", "messagerie", "deploiement", "indicateur")
"""What the key of the indicator would hold."""

_MSS: Mapping[str, Any] = {"concept": CONCEPT, "may_be_empty": True}
_ONE: Nodes = {"/n": {"concept": ORDER}, "/m": _MSS}
_LIST: Nodes = {"/c/*/n": _ONE["/n"], "/c/*/m": _MSS}
_OPTIONAL: Nodes = {"/c/*/n": _ONE["/n"], "/c/*/m": {**_MSS, "optional": True}}
_FROM = {"mss_indicator_from": "2024-09-12T14:00"}
_DUE = {"request": "solde", "as_of": "2024-09-12T14:00", "data": _FROM}
_BEFORE = {**_DUE, "as_of": "2024-09-12T13:59:59"}

_WRONG = Text(
    "L'indicateur «\u00a0Déploiement MSS\u00a0», obligatoire depuis le {limit}, vaut "
    "«\u00a0{found}\u00a0». Écrivez «\u00a0Cas 1\u00a0» ou «\u00a0Cas 2\u00a0», comme dans la VA.",
    "The “Déploiement MSS” indicator, mandatory since {limit}, is “{found}”. Write “Cas 1” or "
    "“Cas 2”, as in the VA.",
)
_EMPTY = Text(
    "L'indicateur «\u00a0Déploiement MSS\u00a0» est vide, alors qu'il est obligatoire pour un solde "
    "déposé ou renvoyé «\u00a0A modifier\u00a0» depuis le {limit}. Écrivez «\u00a0Cas 1\u00a0» ou "
    "«\u00a0Cas 2\u00a0».",
    "The “Déploiement MSS” indicator is empty, while it is mandatory in a balance request deposited, "
    "or sent back “A modifier”, since {limit}. Write “Cas 1” or “Cas 2”.",
)
_ABSENT = Text(
    "L'indicateur «\u00a0Déploiement MSS\u00a0» est absent, alors qu'il est obligatoire pour un "
    "solde déposé ou renvoyé «\u00a0A modifier\u00a0» depuis le {limit}.",
    "The “Déploiement MSS” indicator is absent, while it is mandatory in a balance request "
    "deposited, or sent back “A modifier”, since {limit}.",
)

CAUSE = Cause(
    id="R208",
    name="missing-mss-indicator",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("why", "found", "limit", "key", "read", "page"),
    title=Text(
        "L'indicateur «\u00a0Déploiement MSS\u00a0» manque ou n'a pas une valeur admise",
        "The “Déploiement MSS” indicator is missing or has no allowed value",
    ),
    message=_WRONG,
    variants={
        ("why", "empty"): _EMPTY,
        ("why", "absent"): _ABSENT,
        **dated.variants(_WRONG, "why", "wrong-"),
        **dated.variants(_EMPTY, "why", "empty-"),
        **dated.variants(_ABSENT, "why", "absent-"),
        ("why", "unmapped"): Text(
            "Le modèle ne dit pas quel champ est l'indicateur «\u00a0Déploiement MSS\u00a0», "
            "obligatoire depuis le {limit}. Est-ce «\u00a0{key}\u00a0»\u00a0? Reliez-le à la notion "
            "mss.deployment dans le manifeste.",
            "The template does not say which field is the “Déploiement MSS” indicator, mandatory "
            "since {limit}. Is it “{key}”? Bind it to the concept mss.deployment in the manifest.",
        ),
    },
    why=Text(
        "Depuis le 12/09/2024 à 14\u00a0h, un solde MS1 ou MS2 doit porter cet indicateur, en "
        "accord avec la VA. Un solde déposé avant et renvoyé «\u00a0A modifier\u00a0» doit le porter "
        "aussi.",
        "Since 2024-09-12 at 14:00, an MS1 or MS2 balance request must bear this indicator, in "
        "agreement with the VA. One that was deposited before and is sent back “A modifier” must "
        "bear it too.",
    ),
    mend=Text(
        "Écrivez «\u00a0Cas 1\u00a0» ou «\u00a0Cas 2\u00a0», comme dans la VA jointe. Si le modèle "
        "n'a pas ce champ, établissez de nouveau le fichier d'après le modèle de l'ASP en vigueur.",
        "Write “Cas 1” or “Cas 2”, as in the VA that is attached. If the model has no such field, "
        "make the file again from the ASP's model in force.",
    ),
    examples=(
        Example('{"n": "", "m": ""}', '{"n": "1", "m": ""}', True, (1, 17), _ONE, facts=_DUE),
        Example('{"n": "", "m": ""}', '{"n": "1", "m": "Cas 2"}', False, None, _ONE, facts=_DUE),
        Example('{"n": "", "m": ""}', '{"n": "1", "m": "cas 1"}', True, (1, 17), _ONE, facts=_DUE),
        Example('{"n": "", "m": ""}', '{"n": "1", "m": ""}', False, None, _ONE, facts=_BEFORE),
        Example(
            '{"n": "", "m": ""}', '{"n": "1", "m": ""}', True, (1, 17), _ONE,
            facts={"request": "solde", "data": _FROM, "resubmission": True},
        ),
        Example('{"n": ""}', '{"n": "1"}', True, (1, 1), {"/n": {"concept": ORDER}}, facts=_DUE),
        Example(
            '{"c": [{"n": "", "m": ""}, {"n": "", "m": ""}]}',
            '{"c": [{"n": "1", "m": "Cas 1"}, {"n": "2", "m": "3"}]}',
            True, (1, 50), _LIST, facts=_DUE,
        ),
        Example(
            '{"c": [{"n": "", "m": ""}, {"n": "", "m": ""}]}',
            '{"c": [{"n": "1", "m": "Cas 1"}, {"n": "2"}]}',
            True, (1, 40), _OPTIONAL, facts=_DUE,
        ),
        Example('{"n": "", "m": ""}', '{"n": "1", "m": "?"}', False, None, _ONE,
                facts={"request": "solde", "as_of": "2025-03-01T12:00"}),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for each indicator that is empty, wrong, or not there."""
    datum, template = given.datum("mss_indicator_from"), given.template
    if datum is None or template is None or not _is_due(datum, given):
        return
    for value in case.all(CONCEPT):
        if value.sound and value.text not in ALLOWED:
            presumed, why = dated.is_presumed(value), "empty" if value.empty else "wrong"
            yield _objection(value, datum, given, why=why, presumed=presumed, found=value.text)
    slots, key = slots_of(template), _candidate(template)
    if not slots and key is not None:
        yield _objection(None, datum, given, why="unmapped", presumed=True, key=key)
    elif not slots:
        yield _objection(None, datum, given, why="absent")
    elif all(may_be_absent(template, slot.path) for slot in slots):
        # Where the model wants the key, that it is missing is a fault of form already told.
        presumed = any("concept" in slot.declared.inferred for slot in slots)
        for at in _without(case, slots):
            yield _objection(at, datum, given, why="absent", presumed=presumed)


def is_lacking(given: Given) -> bool:
    """Whether the indicator is due and the model has none: that is said of the whole file."""
    datum, template = given.datum("mss_indicator_from"), given.template
    return (
        given.request == "solde"
        and datum is not None
        and template is not None
        and _is_due(datum, given)
        and not slots_of(template)
        and _candidate(template) is None
    )


def slots_of(template: Template) -> Sequence[Slot]:
    """The fields that are the indicator."""
    return [slot for slot in template.slots if slot.declared.concept == CONCEPT]


def _is_due(datum: Datum, given: Given) -> bool:
    """Whether the request is deposited since the indicator is mandatory, or deposited again."""
    if given.resubmission:
        return True
    return given.as_of is not None and not dated.is_after(str(datum.value), given.as_of)


def _candidate(template: Template) -> str | None:
    """The key of a field that may be the indicator, where nobody said what it means."""
    keys = (last(slot.path) for slot in template.slots if slot.declared.concept is None)
    return next((key for key in keys if any(sign in plain(key) for sign in _SIGNS)), None)


def _without(case: Case, slots: Sequence[Slot]) -> Sequence[Value | None]:
    """The orders that have no indicator, by their numbers; ``None`` for the file if it has none."""
    having = {value.indices for value in case.all(CONCEPT)}
    home = element_of(slots[0].path)
    orders = [one for one in case.all(ORDER) if element_of(one.slot.path) == home]
    if orders:
        return [order for order in orders if order.indices not in having]
    return () if having else (None,)


def _objection(
    at: Value | None, datum: Datum, given: Given, *, why: str, presumed: bool = False, **params: str
) -> Objection:
    how_old = dated.age(datum, given.as_of)
    if how_old != dated.FRESH and why != "unmapped":
        why = f"{why}-{how_old}"
    said = dated.objection(at, datum, given, {"why": why, **params})
    return said._replace(certainty="inference") if presumed else said
