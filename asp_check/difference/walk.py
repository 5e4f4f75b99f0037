"""Two trees walked side by side: what is written differently, what differs, what becomes of what.

Where the bytes are the same, nothing below is looked at.  Where the data are, only the writing is.
Spans here count bytes of the text (``Document.text``); they are placed in the file afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from asp_check import pointer as pointers
from asp_check.difference import align
from asp_check.difference.identity import NOUNS, Identity, spoken, value
from asp_check.difference.notes import At, Known, Notes, Place
from asp_check.difference.patching import Patch
from asp_check.difference.tree import Item, Tree
from asp_check.document import tape as kinds
from asp_check.text import NEWLINE

if TYPE_CHECKING:
    from asp_check.difference.elements import Pairing


class Walk:
    """One comparison: ``notes`` and ``patch`` are filled as the trees are walked."""

    def __init__(self, a: Tree, b: Tree, known: Known) -> None:
        self.a, self.b, self.known = a, b, known
        self.notes = Notes(known)
        self.patch = Patch(b)
        if a.repeats or b.repeats:
            self.patch.give_up()

    def run(self) -> None:
        """Walk both from their roots."""
        self._compare(0, 0, At("", "", "", "", None))
        self.notes.changes.sort(key=lambda change: (change.a, change.b))

    # ------------------------------------------------------------------ values

    def _compare(self, i: int, j: int, at: At) -> None:
        a, b = self.a, self.b
        if a.literal(i) == b.literal(j):
            return
        kind = a.kinds[i]
        if kind == b.kinds[j] == kinds.OBJECT:
            self._objects(i, j, at)
        elif kind == b.kinds[j] == kinds.ARRAY:
            self._arrays(i, j, at)
        elif kind == b.kinds[j] and a.canonical(i) == b.canonical(j):
            self.notes.cause(
                "escape" if kind == kinds.STRING else "number", self._of_a(i), self._of_b(j), at.a
            )
        else:
            self.notes.change("changed", at, self._of_a(i), self._of_b(j))
            self.patch.replace(at.true_b, j)

    def _of_a(self, entry: int) -> Place:
        return self.a.starts[entry], self.a.ends[entry]

    def _of_b(self, entry: int) -> Place:
        return self.b.starts[entry], self.b.ends[entry]

    # ------------------------------------------------------------------ objects

    def _objects(self, i: int, j: int, at: At) -> None:
        of_a, of_b = self.a.members(i), self.b.members(j)
        to_b = _by_key(of_a, of_b)
        renamed = {}
        if len(to_b) < min(len(of_a), len(of_b)):
            renamed = self._renamed(of_a, of_b, to_b)
            to_b.update(renamed)
        self._gaps(
            i, j, at,
            [(m.key_entry, m.entry) for m in of_a], [(m.key_entry, m.entry) for m in of_b], to_b,
        )  # fmt: skip
        self._order(of_a, of_b, to_b, at)
        self._members_alone(i, j, of_a, of_b, to_b, at)
        for x, y in to_b.items():
            key_a, key_b = self.a.key(of_a[x]), self.b.key(of_b[y])
            below = self._below(at, key_a, key_b)
            keys = self._of_a(of_a[x].key_entry), self._of_b(of_b[y].key_entry)
            if x in renamed:
                self.notes.change("renamed", below, *keys)
                self.patch.rename(at.true_b, key_a, key_b)
            elif self.a.literal(of_a[x].key_entry) != self.b.literal(of_b[y].key_entry):
                self.notes.cause("escape", *keys, below.a)
            gap_a = self.a.ends[of_a[x].key_entry], self.a.starts[of_a[x].entry]
            gap_b = self.b.ends[of_b[y].key_entry], self.b.starts[of_b[y].entry]
            self._gap(gap_a, gap_b, below.a)
            self._compare(of_a[x].entry, of_b[y].entry, below)

    def _below(self, at: At, key_a: str, key_b: str) -> At:
        true_b = pointers.join(at.true_b, key_b)
        path = pointers.join(at.path, key_a)
        if key_a != key_b and path not in self.known.places:
            # A key that was misspelled in A: what it is called is known by that of B.
            path = pointers.join(at.path, key_b)
        if at.path in self.known.keyed:
            path = pointers.join(at.path, pointers.ANY)
        key_a, key_b = self.known.told(at.path, key_a), self.known.told(at.path, key_b)
        return At(pointers.join(at.a, key_a), pointers.join(at.b, key_b), true_b, path, at)

    def _renamed(
        self, of_a: Sequence[Item], of_b: Sequence[Item], to_b: Mapping[int, int]
    ) -> dict[int, int]:
        """Members whose key changed and whose value did not, where only one can be meant."""
        taken = set(to_b.values())
        gone = _only((self.a.canonical(m.entry), x) for x, m in enumerate(of_a) if x not in to_b)
        come = _only((self.b.canonical(m.entry), y) for y, m in enumerate(of_b) if y not in taken)
        return {x: come[key] for key, x in gone.items() if key in come}

    def _members_alone(
        self,
        i: int,
        j: int,
        of_a: Sequence[Item],
        of_b: Sequence[Item],
        to_b: Mapping[int, int],
        at: At,
    ) -> None:
        """Tell the members that only one of the two has."""
        taken = {y: x for x, y in to_b.items()}
        after = self.b.starts[j] + 1
        for x, member in enumerate(of_a):
            if x in to_b:
                after = self.b.ends[of_b[to_b[x]].entry]
                continue
            key = self.a.key(member)
            below = self._below(at, key, key)
            self.notes.change("removed", below, self._of_a(member.entry), (after, after))
            self.patch.remove(pointers.join(at.true_b, key))
        after = self.a.starts[i] + 1
        for y, member in enumerate(of_b):
            if y in taken:
                after = self.a.ends[of_a[taken[y]].entry]
                continue
            key = self.b.key(member)
            below = self._below(at, key, key)
            self.notes.change("added", below, (after, after), self._of_b(member.entry))
            self.patch.add(pointers.join(at.true_b, key), member.entry)

    def _order(
        self, of_a: Sequence[Item], of_b: Sequence[Item], to_b: Mapping[int, int], at: At
    ) -> None:
        """Note the members that stand elsewhere among the others."""
        places = sorted(to_b)
        targets = [to_b[x] for x in places]
        if all(x < y for x, y in pairwise(targets)):
            return
        kept = set(align.increasing(targets))
        for position, x in enumerate(places):
            if position not in kept:
                keys = self._of_a(of_a[x].key_entry), self._of_b(of_b[to_b[x]].key_entry)
                key = self.known.told(at.path, self.a.key(of_a[x]))
                self.notes.cause("order", *keys, pointers.join(at.a, key))

    # ------------------------------------------------------------------ arrays

    def _arrays(self, i: int, j: int, at: At) -> None:
        of_a, of_b = self.a.elements(i), self.b.elements(j)
        pairs: Sequence[tuple[int, int]] = [(k, k) for k in range(len(of_a))]
        identities: Sequence[Identity] = ()
        if self.a.canonical(i) != self.b.canonical(j):
            from asp_check.difference.elements import pair  # noqa: PLC0415 - same data have no need of it

            known = self.known.identities.get(at.path, ())
            pairing = pair(self.a, of_a, self.b, of_b, at.path, known)
            pairs, identities = pairing
            self._elements_alone(i, j, of_a, of_b, pairing, at)
        self._gaps(i, j, at, [(e, e) for e in of_a], [(e, e) for e in of_b], dict(pairs))
        for x, y in pairs:
            if self.a.literal(of_a[x]) != self.b.literal(of_b[y]):
                self._compare(of_a[x], of_b[y], self._element(at, x, y, of_a[x], identities))

    def _element(
        self, at: At, x: int, y: int, entry: int | None, identities: Sequence[Identity]
    ) -> At:
        """An element of both, named by its entry in A."""
        below = At(
            pointers.join(at.a, x),
            pointers.join(at.b, y),
            pointers.join(at.true_b, y),
            pointers.join(at.path, pointers.ANY),
            at,
        )
        if entry is not None:
            below.element = self._named(self.a, at, entry, identities)
        return below

    def _named(
        self, tree: Tree, at: At, entry: int, identities: Sequence[Identity]
    ) -> tuple[str, str] | None:
        """What kind of thing an element is, and which."""
        known = identities or self.known.identities.get(at.path, ())
        for identity in known:
            found = value(tree, entry, identity)
            if found is not None:
                noun = NOUNS.get(identity.concept or "")
                word = pointers.name(at.path) if noun is None else noun[self.known.lang == "en"]
                return word, spoken(tree, found)
        return None

    def _elements_alone(
        self,
        i: int,
        j: int,
        of_a: Sequence[int],
        of_b: Sequence[int],
        pairing: Pairing,
        at: At,
    ) -> None:
        """Tell the elements that only one of the two has, and those that moved."""
        to_b = dict(pairing.pairs)
        to_a = {y: x for x, y in pairing.pairs}
        after = self.b.starts[j] + 1
        for x, entry in enumerate(of_a):
            if x in to_b:
                after = self.b.ends[of_b[to_b[x]]]
                continue
            below = self._element(at, x, x, entry, pairing.identities)
            self.notes.change("removed", below, self._of_a(entry), (after, after))
        after = self.a.starts[i] + 1
        for y, entry in enumerate(of_b):
            if y in to_a:
                after = self.a.ends[of_a[to_a[y]]]
                continue
            below = self._element(at, y, y, None, pairing.identities)
            below.element = self._named(self.b, at, entry, pairing.identities)
            self.notes.change("added", below, (after, after), self._of_b(entry))
        kept = set(align.increasing([y for _, y in pairing.pairs]))
        for position, (x, y) in enumerate(pairing.pairs):
            if position not in kept:
                below = self._element(at, x, y, of_a[x], pairing.identities)
                self.notes.change("moved", below, self._of_a(of_a[x]), self._of_b(of_b[y]))
        moved = [p for n, p in enumerate(pairing.pairs) if n not in kept]
        self.patch.rearrange(at.true_b, j, len(of_a), of_b, pairing.pairs, moved)

    # ------------------------------------------------------------------ blanks

    def _gaps(
        self,
        i: int,
        j: int,
        at: At,
        of_a: Sequence[tuple[int, int]],
        of_b: Sequence[tuple[int, int]],
        to_b: Mapping[int, int],
    ) -> None:
        """Compare the blanks and commas before each child, and those before the closing bracket.

        The children are given as where they begin and where they end.  Of as many on either side,
        the first is held against the first, and so on: an order that changed is no change of layout.
        """
        gaps_a, gaps_b = _leads(self.a, i, of_a), _leads(self.b, j, of_b)
        if len(of_a) == len(of_b):
            pairs: Iterable[tuple[int, int]] = ((k, k) for k in range(len(gaps_a)))
        else:
            inner = [(x, y) for x, y in to_b.items() if bool(x) == bool(y)]
            closing = [(len(of_a), len(of_b))] if of_a and of_b else []
            pairs = inner + closing
        for x, y in pairs:
            self._gap(gaps_a[x], gaps_b[y], at.a)

    def _gap(self, gap_a: Place, gap_b: Place, pointer: str) -> None:
        a, b = self.a.text[slice(*gap_a)], self.b.text[slice(*gap_b)]
        if a == b:
            return
        if NEWLINE.sub(b"\n", a) != NEWLINE.sub(b"\n", b):
            self.notes.cause("layout", gap_a, gap_b, pointer)
        in_a, in_b = NEWLINE.findall(a), NEWLINE.findall(b)
        if in_a and in_b and set(in_a) != set(in_b):
            self.notes.cause("newline", gap_a, gap_b, pointer, len(in_a))

    def around(self) -> None:
        """Compare what stands before the roots and after them."""
        a, b = self.a, self.b
        self._gap((a.document.bom, a.starts[0]), (b.document.bom, b.starts[0]), "")
        end_a, end_b = (a.ends[0], len(a.text)), (b.ends[0], len(b.text))
        ends = a.text[slice(*end_a)], b.text[slice(*end_b)]
        if ends[0] != ends[1]:
            same = NEWLINE.sub(b"\n", ends[0]) == NEWLINE.sub(b"\n", ends[1])
            if same:
                self._gap(end_a, end_b, "")
            else:
                self.notes.cause("end", end_a, end_b, "")


def _leads(tree: Tree, entry: int, children: Sequence[tuple[int, int]]) -> list[Place]:
    """What stands before each child, then before the closing bracket."""
    found = []
    before = tree.starts[entry] + 1
    for first, last in children:
        found.append((before, tree.starts[first]))
        before = tree.ends[last]
    found.append((before, tree.closing(entry)))
    return found


def _by_key(of_a: Sequence[Item], of_b: Sequence[Item]) -> dict[int, int]:
    """Positions of the members with the same key; of a repeated one, the first with the first."""
    if len(of_a) == len(of_b) and all(m.key == n.key for m, n in zip(of_a, of_b, strict=True)):
        return {k: k for k in range(len(of_a))}
    waiting: dict[bytes, list[int]] = {}
    for y in range(len(of_b) - 1, -1, -1):
        waiting.setdefault(of_b[y].key, []).append(y)
    found = {}
    for x, member in enumerate(of_a):
        if same := waiting.get(member.key):
            found[x] = same.pop()
    return found


def _only(pairs: Iterable[tuple[bytes, int]]) -> dict[bytes, int]:
    """Positions by value, without the values that occur twice."""
    found: dict[bytes, int] = {}
    for key, position in pairs:
        found[key] = -1 if key in found else position
    return {key: position for key, position in found.items() if position >= 0}
