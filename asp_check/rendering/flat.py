"""Values named by JSON Pointers and concepts, put in the shape of the template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asp_check.concepts import CONCEPTS
from asp_check.finding import UsageError
from asp_check.pointer import ANY, build, join
from asp_check.rendering.faults import Fault
from asp_check.rendering.place import Place, place
from asp_check.rendering.writing import ABSENT
from asp_check.template import Object, Repeat, Template, TemplateNode, Tuple

_MOST_GAPS = 1000
"""Elements that no name stands for, in one array: a slip in an index must not fill the memory."""

Token = str | int


def is_flat(template: Template, values: object) -> bool:
    """Whether these values are named by pointers and concepts, and not nested as in the JSON.

    A key of the template itself wins: such a mapping is nested, whatever its other keys.
    """
    root = template.root
    if not isinstance(values, Mapping) or not values:
        return False
    if isinstance(root, Object) and any(key in root.by_key for key in values):
        return False
    if isinstance(root, Repeat) and root.key is not None:
        return all(isinstance(key, str) and key.startswith("/") for key in values)
    bound = {slot.declared.concept for slot in template.slots}
    return any(
        isinstance(key, str) and (key.startswith("/") or key in bound or key in CONCEPTS)
        for key in values
    )


def nested(template: Template, values: Mapping[Any, object]) -> tuple[object, list[Fault]]:
    """The same values in the shape of the JSON, and the names that cannot be followed.

    An index says which element; ``*``, and what a concept leaves open, is every element that other
    names give an index, or the first. The key of a member whose keys are data is named by its concept.
    """
    faults: list[Fault] = []
    placed: list[tuple[str, Place, object]] = []
    for name, value in values.items():
        try:
            placed.append((name, place(template, _text(name)), value))
        except UsageError as error:
            shown = name if isinstance(name, str) else repr(name)
            at = shown if shown.startswith("/") else join("", shown)
            faults.append(Fault(at, "superfluous", str(error), error.en))
    tree = _Tree(template)
    for _, named, value in placed:
        if named.is_key:
            tree.keys[named.path] = value
    # Those that name elements first: the others follow them.
    for name, named, value in sorted(placed, key=lambda one: ANY in one[1].tokens):
        if not named.is_key:
            faults.extend(tree.put(name, named, value))
    return tree.shaped(), [*faults, *tree.faults]


def _text(name: object) -> str:
    if isinstance(name, str):
        return name
    raise UsageError(
        f"{name!r} : une clé est un JSON Pointer ou une notion, donc un texte",
        f"{name!r}: a key is a JSON Pointer or a concept, hence a string",
    )


class _Tree:
    """Nested dictionaries, elements by their index, that become lists at the end."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.root: dict[Token, Any] = {}
        self.keys: dict[str, object] = {}
        self.whole: object = ABSENT
        self.faults: list[Fault] = []

    def put(self, name: str, at: Place, value: object) -> list[Fault]:
        """Put a value at every place that its name stands for."""
        faults: list[Fault] = []
        for tokens in self._places(self.template.root, at.tokens, self.root, ()):
            if not self._set(tokens, value):
                pointer = build(tokens)
                faults.append(
                    Fault(
                        pointer,
                        "superfluous",
                        f"donné deux fois (aussi par « {name} »)",
                        f"given twice (also by '{name}')",
                    )
                )
        return faults

    def _places(
        self, node: TemplateNode, left: tuple[str, ...], here: object, done: tuple[Token, ...]
    ) -> list[tuple[Token, ...]]:
        """The places that the tokens left stand for, below one that was reached."""
        if not left:
            return [done]
        token, rest = left[0], left[1:]
        known = here if isinstance(here, dict) else {}
        if isinstance(node, Object):
            member = node.by_key[token]
            return self._places(member.value, rest, known.get(token), (*done, token))
        if isinstance(node, Repeat):
            tokens = self._elements(node, token, known)
            child = node.item
        else:
            assert isinstance(node, Tuple)  # place() followed the same tokens  # noqa: S101
            tokens = [int(token)]
            child = node.elements[int(token)]
        found: list[tuple[Token, ...]] = []
        for one in tokens:
            found += self._places(child, rest, known.get(one), (*done, one))
        return found

    def _elements(self, node: Repeat, token: str, known: Mapping[Token, object]) -> list[Token]:
        if node.key is not None:
            given = self.keys.get(node.key.path, ABSENT)
            if token == ANY and isinstance(given, str):
                return [given]
            return list(known) or [token] if token == ANY else [token]
        if token != ANY:
            return [int(token)]
        return list(known) or [0]

    def _set(self, tokens: tuple[Token, ...], value: object) -> bool:
        """Put a value at a place; whether there was none."""
        if not tokens:
            free = self.whole is ABSENT and not self.root
            self.whole = value
            return free
        here = self.root
        for token in tokens[:-1]:
            below = here.setdefault(token, {})
            if not isinstance(below, _Branch):
                if below != {}:
                    return False
                below = here[token] = _Branch()
            here = below
        if tokens[-1] in here:
            return False
        here[tokens[-1]] = value
        return True

    def shaped(self) -> object:
        """The values in the shape of the JSON; an element that nobody named is absent."""
        if self.whole is not ABSENT:
            return self.whole
        return self._shaped(self.template.root, _Branch(self.root), "")

    def _shaped(self, node: TemplateNode, value: object, pointer: str) -> object:
        if not isinstance(value, _Branch):
            return value
        if isinstance(node, (Object, Repeat)) and node.container == "{":
            return {
                key: self._shaped(_child(node, key), one, join(pointer, key))
                for key, one in value.items()
            }
        last = max(int(index) for index in value)
        if last >= len(value) + _MOST_GAPS:
            self.faults.append(_far(pointer, last, len(value)))
            return [ABSENT]
        return [
            self._shaped(_child(node, index), value.get(index, ABSENT), join(pointer, index))
            for index in range(last + 1)
        ]


class _Branch(dict[Token, Any]):
    """What was named below a place, as against a value that was given for it."""


def _child(node: TemplateNode, token: Token) -> TemplateNode:
    """What the template has below a node, where a token leads that was followed before."""
    if isinstance(node, Object):
        return node.by_key[str(token)].value
    if isinstance(node, Repeat):
        return node.item
    assert isinstance(node, Tuple)  # nothing else has children  # noqa: S101
    return node.elements[int(token)]


def _far(pointer: str, last: int, count: int) -> Fault:
    s = "s" * (count > 1)
    return Fault(
        join(pointer, last),
        "length",
        f"l’indice {last} est bien au-delà de ce qui est nommé ({count} élément{s})",
        f"the index {last} is far beyond what is named ({count} element{s})",
    )
