"""Which member of an element tells it from the others: what elements of two files are matched by.

A template says it by its concepts: the FINESS of an establishment, the number of an order.  Where
none speaks, the names of the keys may suggest a concept, and else any member serves that holds a
string or a whole number, is there in the elements that are to be matched, and is unique in both arrays.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from asp_check.concepts import CONCEPTS, propose
from asp_check.difference.tree import Tree
from asp_check.document import tape as kinds
from asp_check.document.strings import unescape
from asp_check.pointer import ANY, split
from asp_check.template import Template

_MAX_DEPTH = 3
"""How deep in an element a member is looked for that could identify it."""
_MAX_LOOKED_AT = 8
"""How many elements are looked at for the members that they have."""
_MAX_TRIED = 4
"""How many members are tried against the whole array."""

NOUNS: Mapping[str, tuple[str, str]] = {
    "order.number": ("commande", "order"),
    "order.reference": ("commande", "order"),
    "client.finess": ("établissement", "establishment"),
    "client.siret": ("établissement", "establishment"),
    "client.am": ("bénéficiaire", "beneficiary"),
    "practitioner.rpps": ("praticien", "practitioner"),
    "practitioner.idnps": ("praticien", "practitioner"),
    "practitioner.adeli": ("praticien", "practitioner"),
    "practitioner.am": ("praticien", "practitioner"),
    "client.legal_finess": ("entité juridique", "legal entity"),
    "client.legal_siret": ("entité juridique", "legal entity"),
    "invoice.number": ("facture", "invoice"),
    "va.number": ("VA", "VA"),
    "mom.number": ("MOM", "MOM"),
    "advance.number": ("avance", "advance"),
    "request.number": ("demande", "request"),
    "scenario.question": ("question", "question"),
    "scenario.code": ("scénario", "scenario"),
    "piece.file_name": ("pièce", "piece"),
    "service.label": ("prestation", "service"),
    "service.kind": ("prestation", "service"),
    "client.name": ("établissement", "establishment"),
    "practitioner.name": ("praticien", "practitioner"),
    "scenario.label": ("scénario", "scenario"),
}
"""The concepts that identify what they belong to, the surest first, and what each identifies."""

_RANKS = {concept: rank for rank, concept in enumerate(NOUNS)}

Keys = tuple[str, ...]


class Identity(NamedTuple):
    """The member of an element that identifies it: the keys that lead to it, its concept."""

    keys: Keys
    concept: str | None


def declared(templates: Iterable[Template | None]) -> Mapping[str, tuple[Identity, ...]]:
    """What these templates say identifies the elements of each array, by the array's path."""
    found: dict[str, set[Identity]] = {}
    for template in {id(t): t for t in templates if t is not None}.values():
        for slot in template.slots:
            concept = slot.declared.concept
            array, star, keys = slot.path.rpartition(f"/{ANY}/")
            if star and concept in NOUNS:
                found.setdefault(array, set()).add(Identity(split(f"/{keys}"), concept))
    return {array: tuple(sorted(ids, key=_rank)) for array, ids in found.items()}


def titles(templates: Iterable[Template | None], lang: str) -> Mapping[str, str]:
    """What these templates call each member, by its path; the first that names it counts.

    The title that the manifest gives it, else that of the concept it is bound to.
    """
    found: dict[str, str] = {}
    for template in templates:
        nodes = template.manifest.nodes if template and template.manifest else {}
        for path, node in nodes.items():
            english, french = node.title_en or node.title_fr, node.title_fr or node.title_en
            title = english if lang == "en" else french
            if not title and node.concept and node.concept in CONCEPTS:
                title = CONCEPTS[node.concept][lang == "en"]
            if title:
                found.setdefault(path, title)
    return found


def places(templates: Iterable[Template | None]) -> frozenset[str]:
    """The paths of all values of these templates, and of what they stand in."""
    found: set[str] = set()
    for template in templates:
        for slot in template.slots if template else ():
            path = slot.path
            while path and path not in found:
                found.add(path)
                path = path.rpartition("/")[0]
    return frozenset(found)


def _rank(identity: Identity) -> tuple[int, int, Keys]:
    return _RANKS.get(identity.concept or "", len(NOUNS)), len(identity.keys), identity.keys


def value(tree: Tree, element: int, identity: Identity) -> int | None:
    """The entry of what identifies this element; ``None`` if it has no such thing, or an empty one."""
    entry = element
    for key in identity.keys:
        if tree.kinds[entry] != kinds.OBJECT:
            return None
        named = [item.entry for item in tree.members(entry) if tree.key(item) == key]
        if len(named) != 1:
            return None
        entry = named[0]
    return entry if _identifies(tree, entry) else None


def _identifies(tree: Tree, entry: int) -> bool:
    literal = tree.literal(entry)
    if tree.kinds[entry] == kinds.STRING:
        return len(literal) > 2
    return tree.kinds[entry] == kinds.NUMBER and literal.isdigit()


def by_value(tree: Tree, elements: Iterable[int], identity: Identity) -> dict[bytes, int]:
    """Positions of the elements by what identifies them, without those that share it."""
    found: dict[bytes, int] = {}
    for position, element in enumerate(elements):
        entry = value(tree, element, identity)
        if entry is not None:
            key = tree.canonical(entry)
            found[key] = -1 if key in found else position
    return {key: position for key, position in found.items() if position >= 0}


class Half(NamedTuple):
    """One of two arrays: all of its elements, and those that have no match yet."""

    tree: Tree
    elements: Sequence[int]
    left: Sequence[int]


def suggested(a: Half, b: Half, path: str, known: Sequence[Identity]) -> list[Identity]:
    """What else may identify the elements that are left in both arrays, the best first."""
    names = [key for key in split(path) if key != ANY]
    shared = _leaves(a) & _leaves(b)
    named, others = [], []
    for keys in sorted(shared):
        concept = propose([*names, *keys])
        if concept in NOUNS:
            named.append(Identity(keys, concept))
        elif len(keys) == 1:
            others.append(Identity(keys, None))
    # Where something is known to identify, what merely happens to be unique does not.
    return sorted(named, key=_rank) if named or known else _unique(a, b, others)


def _leaves(half: Half) -> set[Keys]:
    """The keys that lead to the scalars of the first elements that are left."""
    found: set[Keys] = set()
    waiting: list[tuple[Keys, int]] = [((), e) for e in half.left[:_MAX_LOOKED_AT]]
    while waiting:
        keys, entry = waiting.pop()
        if half.tree.kinds[entry] == kinds.OBJECT:
            if len(keys) < _MAX_DEPTH:
                waiting += [((*keys, half.tree.key(i)), i.entry) for i in half.tree.members(entry)]
        elif keys and _identifies(half.tree, entry):
            found.add(keys)
    return found


def _unique(a: Half, b: Half, candidates: Sequence[Identity]) -> list[Identity]:
    """Those that are unique in both arrays, by how many of the elements left they match."""
    matched: Counter[Identity] = Counter()
    for identity in candidates:
        of_a, of_b = by_value(a.tree, a.left, identity), by_value(b.tree, b.left, identity)
        if common := len(of_a.keys() & of_b.keys()):
            matched[identity] = common
    tried = sorted(matched, key=lambda identity: (-matched[identity], identity.keys))[:_MAX_TRIED]
    return [
        identity
        for identity in tried
        if all(_is_unique(half.tree, half.elements, identity) for half in (a, b))
    ]


def _is_unique(tree: Tree, elements: Sequence[int], identity: Identity) -> bool:
    seen: set[bytes] = set()
    for element in elements:
        entry = value(tree, element, identity)
        if entry is not None:
            key = tree.canonical(entry)
            if key in seen:
                return False
            seen.add(key)
    return True


def spoken(tree: Tree, entry: int) -> str:
    """What identifies an element, as text."""
    literal = tree.literal(entry)
    return unescape(literal[1:-1]) if tree.kinds[entry] == kinds.STRING else literal.decode()
