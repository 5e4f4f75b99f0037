"""Which template a file was made from, by its content; pure.

The key paths of the file are held against those of every candidate, whatever is broken in the
file: score = shared key paths / all key paths, plus what the agreement of fixed values adds.
Array elements and keys that are data are ``*``.  Versions of one model are one candidate: which
of them holds is a question of date, not of content.
"""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from collections.abc import Iterable, Mapping
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from asp_check.document import Node
from asp_check.pointer import ANY, join
from asp_check.template import Object, Repeat, Slot, Template, TemplateNode, Tuple

ENOUGH = 0.6
"""The least score that recognises a model."""
AHEAD = 0.1
"""By how much the best must lead the next model."""
WEIGHT = 0.2
"""What full agreement of fixed values adds; one that differs costs more than half of it."""

MAX_ELEMENTS = 64
"""How many elements of an array are looked at: they are alike."""
MAX_VALUES = 50_000
"""How many values of a file are looked at."""

Shape = Mapping[str, set[bytes]]
"""The pointer of every member, generalised, with the literals of its scalars."""


class Candidate(NamedTuple):
    """What the index knows of one version of one model."""

    id: str
    version: str
    status: str
    keys: frozenset[str]
    """The pointer of every member, ``*`` for elements and for keys that are data."""
    keyed: frozenset[str] = frozenset()
    """The pointers of the objects whose keys are data."""
    fixed: Mapping[str, str] = MappingProxyType({})
    """The literals that the blank fixes, or is presumed to fix, by pointer."""


class Score(NamedTuple):
    """How near a file is to a model: to the nearest of its versions."""

    id: str
    value: float
    statuses: frozenset[str]


class Recognition(NamedTuple):
    """The id of the model that was recognised, if any, and all the scores, best first."""

    id: str | None
    scores: tuple[Score, ...]


def recognise(root: Node | None, candidates: Iterable[Candidate]) -> Recognition:
    """The model of the file whose root value this is (``Document.root``)."""
    scores = rank(root, candidates)
    if not scores or scores[0].value < ENOUGH:
        return Recognition(None, scores)
    if len(scores) > 1 and round(scores[0].value - scores[1].value, 6) < AHEAD:
        return Recognition(None, scores)
    return Recognition(scores[0].id, scores)


def rank(root: Node | None, candidates: Iterable[Candidate]) -> tuple[Score, ...]:
    """The score of every model, best first, then by id."""
    shapes: dict[frozenset[str], Shape] = {}
    best: dict[str, Score] = {}
    for candidate in candidates:
        if candidate.keyed not in shapes:
            shapes[candidate.keyed] = shape_of(root, candidate.keyed)
        value = score(shapes[candidate.keyed], candidate)
        known = best.get(candidate.id, Score(candidate.id, 0.0, frozenset()))
        statuses = known.statuses | {candidate.status}
        best[candidate.id] = Score(candidate.id, max(value, known.value), statuses)
    return tuple(sorted(best.values(), key=lambda score: (-score.value, score.id)))


def score(shape: Shape, candidate: Candidate) -> float:
    """How near this shape is to this candidate, from 0 to 1 + ``WEIGHT``."""
    shared = len(candidate.keys & shape.keys())
    total = len(candidate.keys | shape.keys())
    if not shared:
        return 0.0
    # Rounded, so that "ahead by 0.1" does not hang on the last bit of a float.
    return round(shared / total + WEIGHT * _agreement(shape, candidate.fixed), 6)


def _agreement(shape: Shape, fixed: Mapping[str, str]) -> float:
    """The share of the fixed values that the file has, halved for each one that differs.

    Two models with the same keys are told apart by a single fixed value, however many they share.
    """
    agreeing = differing = 0
    for pointer, literal in fixed.items():
        found = shape.get(pointer)
        if found:
            if found == {literal.encode()}:
                agreeing += 1
            else:
                differing += 1
    return agreeing / len(fixed) / 2**differing if agreeing else 0.0


def shape_of(root: Node | None, keyed: frozenset[str] = frozenset()) -> Shape:
    """The members of a tree, as far as ``MAX_ELEMENTS`` and ``MAX_VALUES`` go."""
    shape: dict[str, set[bytes]] = {}
    waiting = [("", root)] if root is not None else []
    budget = MAX_VALUES
    while waiting and budget > 0:
        pointer, node = waiting.pop()
        if node.kind == "object":
            if pointer in keyed:
                inner = join(pointer, ANY)
                children = [(inner, m.value) for m in islice(node.members(), MAX_ELEMENTS)]
            else:
                members = islice(node.members(), budget)
                children = [(join(pointer, m.key), m.value) for m in members]
            for child, _ in children:
                shape.setdefault(child, set())
        elif node.kind == "array":
            inner = join(pointer, ANY)
            children = [(inner, element) for element in islice(node.elements(), MAX_ELEMENTS)]
        else:
            if pointer in shape:
                shape[pointer].add(node.literal)
            continue
        budget -= len(children)
        waiting.extend(reversed(children))
    return shape


# ------------------------------------------------------------------------------ candidates


def candidate_of(template: Template, model: str, version: str) -> Candidate:
    """What recognition needs to know of a template."""
    keys: set[str] = set()
    keyed: set[str] = set()
    fixed: dict[str, set[str]] = {}
    waiting: list[tuple[str, TemplateNode]] = [("", template.root)]
    while waiting:
        pointer, node = waiting.pop()
        if isinstance(node, Object):
            children = [(join(pointer, m.key), m.value) for m in node.members]
            keys.update(child for child, _ in children)
        elif isinstance(node, Repeat):
            children = [(join(pointer, ANY), node.item)]
            if node.key is not None:
                keyed.add(pointer)
                keys.add(join(pointer, ANY))
        elif isinstance(node, Tuple):
            children = [(join(pointer, ANY), element) for element in node.elements]
        else:
            if isinstance(node, Slot) and (node.presumed or node.declared.fixed):
                fixed.setdefault(pointer, set()).add(node.literal.decode("utf-8", "replace"))
            continue
        waiting.extend(children)
    agreed = {at: literals.pop() for at, literals in fixed.items() if len(literals) == 1}
    return Candidate(
        id=model,
        version=version,
        status=template.status,
        keys=frozenset(keys),
        keyed=frozenset(keyed),
        fixed=MappingProxyType({at: agreed[at] for at in sorted(agreed) if at in keys}),
    )
