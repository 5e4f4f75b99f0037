"""Which element of one array is which of another: by what they hold, by identifier, by likeness.

In turn: the same data at their place; the same data elsewhere; the same identifier; and what is
then left between two neighbours that are matched, by likeness.  Of a few elements without
identifier, deepdiff says which are nearest; it compares each with each, so it is asked of few only.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from asp_check.difference import align
from asp_check.difference.identity import Half, Identity, by_value, suggested, value
from asp_check.difference.tree import Tree
from asp_check.document import tape as kinds

LIKE = 0.5
"""The share of leaves that two elements with different identifiers must have in common to be one."""
MAX_LEAVES = 2000
"""Leaves of an element that are looked at to say how like another it is."""
MAX_NEAREST = 12
"""Elements on either side up to which deepdiff is asked for the nearest ones."""


class Pairing(NamedTuple):
    """Positions in A and in B of what is one element, by position in A; and what identifies them."""

    pairs: tuple[tuple[int, int], ...]
    identities: tuple[Identity, ...]


def pair(
    a: Tree, in_a: Sequence[int], b: Tree, in_b: Sequence[int], path: str, known: Sequence[Identity]
) -> Pairing:
    """The pairing of two arrays; ``known`` is what a template says identifies their elements."""
    match = _Match(a, in_a, b, in_b)
    match.same_data()
    identities = tuple(known)
    if match.is_open():
        match.by_identities(identities)
    if match.is_open():
        more = [i for i in suggested(*match.halves(), path, known) if i not in identities]
        match.by_identities(more)
        identities += tuple(more)
    if match.is_open():
        match.by_place(identities)
    return Pairing(tuple(sorted(match.to_b.items())), identities)


class _Match:
    """A pairing in the making."""

    def __init__(self, a: Tree, in_a: Sequence[int], b: Tree, in_b: Sequence[int]) -> None:
        self.a, self.in_a, self.b, self.in_b = a, in_a, b, in_b
        self.to_b: dict[int, int] = {}
        self.taken: set[int] = set()

    def add(self, i: int, j: int) -> None:
        self.to_b[i] = j
        self.taken.add(j)

    def left(self) -> tuple[list[int], list[int]]:
        """Positions without a match, in A and in B."""
        return (
            [i for i in range(len(self.in_a)) if i not in self.to_b],
            [j for j in range(len(self.in_b)) if j not in self.taken],
        )

    def is_open(self) -> bool:
        """Whether something is left on both sides."""
        return len(self.to_b) < min(len(self.in_a), len(self.in_b))

    def halves(self) -> tuple[Half, Half]:
        """Both arrays, with the elements that are left."""
        left_a, left_b = self.left()
        return (
            Half(self.a, self.in_a, [self.in_a[i] for i in left_a]),
            Half(self.b, self.in_b, [self.in_b[j] for j in left_b]),
        )

    def same_data(self) -> None:
        """Match what is the same: in the same order first, then wherever it is."""
        numbers: dict[bytes, int] = {}
        ids_a = [numbers.setdefault(self.a.canonical(e), len(numbers)) for e in self.in_a]
        ids_b = [numbers.setdefault(self.b.canonical(e), len(numbers)) for e in self.in_b]
        for i, j, size in align.blocks(ids_a, ids_b):
            for k in range(size):
                self.add(i + k, j + k)
        waiting: dict[int, list[int]] = {}
        left_a, left_b = self.left()
        for j in reversed(left_b):
            waiting.setdefault(ids_b[j], []).append(j)
        for i in left_a:
            if same := waiting.get(ids_a[i]):
                self.add(i, same.pop())

    def by_identities(self, identities: Iterable[Identity]) -> None:
        """Match what is left by each identifier in turn."""
        for identity in identities:
            if not self.is_open():
                return
            left_a, left_b = self.left()
            of_a = by_value(self.a, [self.in_a[i] for i in left_a], identity)
            of_b = by_value(self.b, [self.in_b[j] for j in left_b], identity)
            for key, i in of_a.items():
                if key in of_b:
                    self.add(left_a[i], left_b[of_b[key]])

    def by_place(self, identities: Sequence[Identity]) -> None:
        """Match what is left between the same neighbours."""
        left_a, left_b = self.left()
        stays = self._stays()
        between: dict[int, tuple[list[int], list[int]]] = {}
        for side, left, edges in (
            (0, left_a, [i for i, _ in stays]),
            (1, left_b, [j for _, j in stays]),
        ):
            passed = 0
            for position in left:
                while passed < len(edges) and edges[passed] < position:
                    passed += 1
                between.setdefault(passed, ([], []))[side].append(position)
        for from_a, from_b in between.values():
            if from_a and from_b:
                for i, j in self._alike(from_a, from_b, identities):
                    self.add(i, j)

    def _stays(self) -> list[tuple[int, int]]:
        """The pairs that keep their order."""
        pairs = sorted(self.to_b.items())
        return [pairs[k] for k in align.increasing([j for _, j in pairs])]

    def _alike(
        self, from_a: list[int], from_b: list[int], identities: Sequence[Identity]
    ) -> Iterable[tuple[int, int]]:
        """Pairs among these few: elements that are told apart must be alike in the rest."""
        named_a = [i for i in from_a if self._is_named(self.a, self.in_a[i], identities)]
        named_b = [j for j in from_b if self._is_named(self.b, self.in_b[j], identities)]
        if named_a and named_b:
            return [
                (i, j)
                for i, j in zip(from_a, from_b, strict=False)
                if likeness(self.a, self.in_a[i], self.b, self.in_b[j]) >= LIKE
            ]
        boxes = [self.a.is_container(self.in_a[i]) for i in from_a]
        boxes += [self.b.is_container(self.in_b[j]) for j in from_b]
        few = max(len(from_a), len(from_b)) <= MAX_NEAREST
        if all(boxes) and few and len(boxes) > 2:
            near = _nearest(
                [plain(self.a, self.in_a[i]) for i in from_a],
                [plain(self.b, self.in_b[j]) for j in from_b],
            )
            return _completed([(from_a[i], from_b[j]) for i, j in near], from_a, from_b)
        return zip(from_a, from_b, strict=False)

    @staticmethod
    def _is_named(tree: Tree, element: int, identities: Sequence[Identity]) -> bool:
        return any(value(tree, element, identity) is not None for identity in identities)


def _completed(
    near: list[tuple[int, int]], from_a: Sequence[int], from_b: Sequence[int]
) -> list[tuple[int, int]]:
    """What is near, and the rest in order where as many are left on either side."""
    rest_a = [i for i in from_a if i not in {i for i, _ in near}]
    rest_b = [j for j in from_b if j not in {j for _, j in near}]
    return near + list(zip(rest_a, rest_b, strict=True)) if len(rest_a) == len(rest_b) else near


def likeness(a: Tree, in_a: int, b: Tree, in_b: int) -> float:
    """The share of leaves that two values have in common, from 0 to 1."""
    of_a, of_b = _leaves(a, in_a), _leaves(b, in_b)
    most = max(of_a.total(), of_b.total())
    return (of_a & of_b).total() / most if most else 1.0


def _leaves(tree: Tree, entry: int) -> Counter[tuple[tuple[bytes, ...], bytes]]:
    """The leaves of a value, each by the keys that lead to it."""
    found: Counter[tuple[tuple[bytes, ...], bytes]] = Counter()
    waiting: list[tuple[tuple[bytes, ...], int]] = [((), entry)]
    while waiting and len(found) < MAX_LEAVES:
        keys, at = waiting.pop()
        if tree.kinds[at] == kinds.OBJECT:
            waiting += [((*keys, item.key), item.entry) for item in tree.members(at)]
        elif tree.kinds[at] == kinds.ARRAY:
            waiting += [((*keys, b"*"), element) for element in tree.elements(at)]
        else:
            found[keys, tree.canonical(at)] += 1
    return found


def _nearest(a: Sequence[Any], b: Sequence[Any]) -> list[tuple[int, int]]:
    """Positions of the values of A and B that deepdiff takes for one another's new form."""
    from deepdiff import DeepDiff  # noqa: PLC0415 - costly, and few comparisons come to this

    found = DeepDiff(
        a, b, ignore_order=True, view="tree", cutoff_distance_for_pairs=0.7,
        cutoff_intersection_for_pairs=1, number_to_string_func=None,
    )  # fmt: skip
    pairs: dict[int, int] = {}
    for levels in found.values():
        for level in levels:
            path, path_b = (
                level.path(output_format="list"),
                level.path(output_format="list", use_t2=True),
            )
            if len(path) > 1 or len(path_b) > 1:
                pairs.setdefault(path[0], path_b[0])
    taken: Mapping[int, int] = {j: i for i, j in reversed(pairs.items())}
    return sorted((i, j) for j, i in taken.items())


def plain(tree: Tree, entry: int) -> Any:  # noqa: ANN401 - JSON
    """A value as Python's containers, its scalars canonical: what deepdiff is given."""
    if tree.kinds[entry] == kinds.OBJECT:
        found: dict[str, Any] = {}
        for item in tree.members(entry):
            key = name = tree.key(item)
            again = 1
            while name in found:
                again += 1
                name = f"{key}#{again}"
            found[name] = plain(tree, item.entry)
        return found
    if tree.kinds[entry] == kinds.ARRAY:
        return [plain(tree, element) for element in tree.elements(entry)]
    return tree.canonical(entry).decode("utf-8", "surrogatepass")
