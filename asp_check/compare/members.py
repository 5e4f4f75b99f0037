"""Which member of one object is which of the other: same, renamed, moved in the order."""

from __future__ import annotations

import difflib
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from asp_check.describe.tree import type_of, walk
from asp_check.template import Member, Object, Slot, TemplateNode

ALIKE = 0.6
"""How alike two structures must be to be taken for one."""

SAME_NAME = 0.75
"""How alike the names of two scalars must be."""

SAME_PLACE = 0.2
"""What standing at the same place of the object adds."""


class Alignment(NamedTuple):
    """The members of two objects, paired; what is left of each; the pairs that changed places."""

    pairs: tuple[tuple[Member, Member], ...]
    removed: tuple[Member, ...]
    added: tuple[Member, ...]
    reordered: frozenset[str]
    """Keys of the new object that no longer stand among the others as they did."""


def align(old: Object, new: Object) -> Alignment:
    """Pair the members of two versions of one object."""
    after = {member.key: member for member in new.members}
    before = {member.key: member for member in old.members}
    pairs = [(member, after[member.key]) for member in old.members if member.key in after]
    removed = [member for member in old.members if member.key not in after]
    added = [member for member in new.members if member.key not in before]
    for one, other in _renamed(removed, added, old, new):
        pairs.append((one, other))
        removed.remove(one)
        added.remove(other)
    return Alignment(tuple(pairs), tuple(removed), tuple(added), _reordered(pairs, old, new))


def _renamed(
    removed: Sequence[Member], added: Sequence[Member], old: Object, new: Object
) -> list[tuple[Member, Member]]:
    """The likeliest renamings, each member once, best first."""
    scored = [
        (chance, one, other)
        for one in removed
        for other in added
        if (chance := _renaming(one, other, old, new))
    ]
    scored.sort(key=lambda entry: (-entry[0], entry[1].start, entry[2].start))
    found: list[tuple[Member, Member]] = []
    used: set[int] = set()
    for _, one, other in scored:
        if id(one) not in used and id(other) not in used:
            used |= {id(one), id(other)}
            found.append((one, other))
    return found


def _renaming(one: Member, other: Member, old: Object, new: Object) -> float:
    """How likely it is that ``one`` became ``other``: by name, by what it holds, and where."""
    if type_of(one.value) != type_of(other.value):
        return 0.0
    names = difflib.SequenceMatcher(None, fold(one.key), fold(other.key)).ratio()
    place = SAME_PLACE if old.members.index(one) == new.members.index(other) else 0.0
    if fold(one.key) == fold(other.key):
        return 2.0
    if isinstance(one.value, Slot):
        return names + place if names + place >= SAME_NAME else 0.0
    held = likeness(one.value, other.value)
    return (names + held) / 2 + place if held >= ALIKE else 0.0


def likeness(one: TemplateNode, other: TemplateNode) -> float:
    """The share of places that two parts of two blanks have in common."""
    if isinstance(one, Slot) or isinstance(other, Slot):
        return float(type_of(one) == type_of(other))
    first, second = _places(one), _places(other)
    return len(first & second) / len(first | second)


def _places(node: TemplateNode) -> set[tuple[str, str]]:
    return {(inner.path.removeprefix(node.path), type_of(inner)) for inner, _ in walk(node)}


def fold(key: str) -> str:
    """A key without case, accents and punctuation.

    >>> fold("Montant_HT"), fold("numéroAvance")
    ('montantht', 'numeroavance')
    """
    plain = unicodedata.normalize("NFKD", key.casefold())
    return "".join(c for c in plain if c.isalnum()) or key


def _reordered(pairs: Sequence[tuple[Member, Member]], old: Object, new: Object) -> frozenset[str]:
    """The keys outside of the longest run of pairs that keeps its order."""
    rank = {id(member): place for place, member in enumerate(new.members)}
    first = {id(member): place for place, member in enumerate(old.members)}
    ordered = sorted(pairs, key=lambda pair: first[id(pair[0])])
    places = [rank[id(member)] for _, member in ordered]
    kept = longest_increasing(places)
    return frozenset(new.members[place].key for place in places if place not in kept)


def longest_increasing(numbers: Sequence[int]) -> frozenset[int]:
    """The numbers of a longest increasing subsequence; they are all different.

    >>> sorted(longest_increasing([3, 0, 1, 2]))
    [0, 1, 2]
    """
    tails: list[int] = []
    """The least number that ends a run of each length."""
    previous: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(tails, number)
        previous[number] = tails[length - 1] if length else None
        tails[length : length + 1] = [number]
    kept = set()
    current = tails[-1] if tails else None
    while current is not None:
        kept.add(current)
        current = previous[current]
    return frozenset(kept)
