"""Who benefits from a request: the establishments or the practitioners that its amounts are for.

A model names more than its beneficiaries: the practice beside its practitioners, the biologist in
charge beside the sites of a laboratory, a table of answers by FINESS beside the orders.  The
identifiers that count are those nearest to an amount, of what the scheme funds where that is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from asp_check import pointer
from asp_check.facts import Given
from asp_check.pointer import ANY
from asp_check.rules.common.case import Case, Value
from asp_check.rules.common.identifiers import number

_FINESS = "client.finess"
_CLIENTS = (_FINESS, "client.siret", "client.am")
_PEOPLE = ("practitioner.rpps", "practitioner.idnps", "practitioner.adeli")
"""Identifiers of a beneficiary, the most certain first."""

_FUNDED: Mapping[str, Sequence[str]] = MappingProxyType({
    "finess-et": (_FINESS,),
    "finess-ej": (_FINESS,),
    "siret": ("client.siret",),
    "am": ("client.am",),
    "rpps": _PEOPLE,
    "idnps": _PEOPLE,
})  # fmt: skip
"""The concepts that the datum ``identifiers`` of a dispositif means."""

_MODELS = 64
"""Arrangements of identifiers and amounts that are remembered; one model has few."""

Tokens = tuple[str, ...]
Address = tuple[str | int, ...]


class Beneficiary(NamedTuple):
    """One beneficiary, as the file names it.

    ``identifiers`` are those that it has, the first being the one by which it is known.  ``paid`` is
    the element of the file that has its amount, ``kind`` the path of its own element in the model.
    ``site`` is the FINESS beside a practitioner, where the model does not tell which of them is funded.
    """

    identifiers: tuple[Value, ...]
    paid: Address
    kind: str
    site: str


class _Place(NamedTuple):
    """Where the model has an identifier: the path of the element that it identifies.

    ``paid`` is how many tokens of it lead to the element that has the amount; ``kind`` is the path
    again, the same for every sample of a list.
    """

    concept: str
    element: Tokens
    kind: str
    paid: int

    @property
    def rank(self) -> tuple[int, int]:
        """How near it is to its amount; then how often it repeats."""
        return _depth(self.element[: self.paid]), _depth(self.element)


Places = Mapping[str, _Place]
"""Places by the path of their slot."""


def beneficiaries(case: Case, given: Given) -> Iterator[Beneficiary]:
    """The beneficiaries of a file, which ``case`` sees whole; those without identifier left out."""
    found = _wanted(case, given)
    concepts = {value.slot.path: value.concept for values in found.values() for value in values}
    amounts = {value.slot.path for value in case.all("amount.excl_tax")}
    places = _places(tuple(concepts.items()), tuple(sorted(amounts)))
    units: dict[Address, tuple[_Place, list[Value]]] = {}
    for values in found.values():
        for value in values:
            if (place := places.get(value.slot.path)) is not None:
                units.setdefault(_address(place, value), (place, []))[1].append(value)
    for address, (place, unit) in units.items():
        # By a number that is at fault, it may be known as another.
        filled = [v for v in unit if not v.empty] if all(v.sound for v in unit) else []
        people = [value for value in filled if value.concept in _PEOPLE]
        if filled:
            site = next((number(v) for v in filled if people and v.concept == _FINESS), "")
            yield Beneficiary(tuple(people or filled), address[: place.paid], place.kind, site)


def _wanted(case: Case, given: Given) -> Mapping[str, Sequence[Value]]:
    """The values of the file by concept: those that the dispositif funds, where that is known."""
    found = {concept: case.all(concept) for concept in (*_PEOPLE, *_CLIENTS)}
    datum = given.datum("identifiers")
    funded = {
        concept for kind in (datum.value if datum else ()) for concept in _FUNDED.get(kind, ())
    }
    kept = {concept: values for concept, values in found.items() if concept in funded and values}
    return kept or found


@lru_cache(maxsize=_MODELS)
def _places(concepts: tuple[tuple[str, str], ...], amounts: tuple[str, ...]) -> Places:
    """The places whose values are those of beneficiaries, of these concepts by path."""
    whole = {path: _place(path, concept) for path, concept in concepts}
    if not amounts:
        chosen = _chosen(whole, 0)
        # Nothing tells the list of beneficiaries from another that names them: the first is taken.
        first = next((place.kind for place in chosen.values()), "")
        return {path: place for path, place in chosen.items() if place.kind == first}
    counted: dict[str, _Place] = {}
    for amount in map(pointer.split, amounts):
        near = {
            path: place._replace(paid=len(_element(_common(place.element, amount))))
            for path, place in whole.items()
        }
        for path, place in _chosen(near, _depth(amount)).items():
            if path not in counted or counted[path].paid < place.paid:
                counted[path] = place
    return counted


def _place(path: str, concept: str) -> _Place:
    """A place that has its amount to itself."""
    element = _element(pointer.split(path))
    return _Place(concept, element, pointer.generalise(pointer.build(element)), len(element))


def _chosen(places: Places, depth: int) -> Places:
    """Of these places, those of the beneficiaries of an amount that repeats at this depth."""
    people = _nearest({p: place for p, place in places.items() if place.concept in _PEOPLE})
    clients = _nearest({p: place for p, place in places.items() if place.concept in _CLIENTS})
    # The SIRET of an order above its sites is that of a client, who may order for many.
    depth = max(
        (_depth(c.element) for c in clients.values() if c.concept == _FINESS), default=depth
    )
    clients = {
        path: place
        for path, place in clients.items()
        if place.concept == _FINESS or _depth(place.element) >= depth
    }
    if _rank(clients) > _rank(people):
        return clients
    elements = {place.element for place in people.values()}
    beside = {
        path: place
        for path, place in clients.items()
        if place.concept == _FINESS and place.element in elements
    }
    return {**people, **beside}


def _nearest(places: Places) -> Places:
    near = max((place.rank[0] for place in places.values()), default=0)
    return {path: place for path, place in places.items() if place.rank[0] == near}


def _rank(places: Places) -> tuple[int, int]:
    return max((place.rank for place in places.values()), default=(-1, -1))


def _address(place: _Place, value: Value) -> Address:
    """Which element a value identifies."""
    indices = iter(value.indices)
    return tuple(next(indices, ANY) if token == ANY else token for token in place.element)


def _repeats(token: str) -> bool:
    """Whether a token of a path leads to one element of several."""
    return token == ANY or token.isdecimal()


def _depth(path: Tokens) -> int:
    return sum(map(_repeats, path))


def _element(path: Tokens) -> Tokens:
    """The path up to its innermost element; empty where nothing repeats."""
    last = max((i for i, token in enumerate(path, 1) if _repeats(token)), default=0)
    return path[:last]


def _common(one: Tokens, other: Tokens) -> Tokens:
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return one[:same]
