"""Which place of a template a name stands for: a JSON Pointer, or a concept of the manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from asp_check.concepts import CONCEPTS
from asp_check.finding import UsageError
from asp_check.pointer import ANY, join, last, split
from asp_check.template import Object, Repeat, Slot, Template, TemplateNode, Tuple
from asp_check.text import shorten, visible

_INDEX = re.compile("0|[1-9][0-9]{0,8}")
_NEAR = 0.5
_SHOWN = 3


class Place(NamedTuple):
    """A place of a template, as a name designates it.

    ``path`` is that of the template: ``*`` stands for any element of a repeated array, or any member
    of an object whose keys are data.  ``node`` is what the template has there: a ``Slot`` for a
    scalar, ``slot.is_key`` where the place is the key itself of such a member.  ``tokens`` are those
    of the name, an index where it gives one (``"0"``), ``*`` where it leaves it open.
    """

    path: str
    node: TemplateNode
    tokens: tuple[str, ...]

    @property
    def is_key(self) -> bool:
        """Whether it is the key of a member whose keys are data, not its value."""
        return isinstance(self.node, Slot) and self.node.is_key


def place(template: Template, name: str) -> Place:
    """The one place that ``name`` stands for.

    ``name`` is a JSON Pointer of the template (``/commandes/*/total/montantHT``), in which an index
    may stand for ``*`` (``/commandes/0/total/montantHT``), or a concept that the manifest binds to
    exactly one place (``total.excl_tax``).  ``""`` is the whole value.  A container has a place, too.

    Raises ``UsageError``, which names the nearest places, if there is no such place or if a concept
    is bound to several.
    """
    if name.startswith("/") or not name:
        found = _at(template.root, name)
        if found is None:
            raise _unknown(template, name)
        return found
    bound = [slot for slot in template.slots if slot.declared.concept == name]
    places = {(slot.path, slot.is_key): slot for slot in bound}
    if len(places) == 1:
        (slot,) = places.values()
        return Place(slot.path, slot, split(slot.path))
    if places:
        raise _several(name, [slot.path for slot in places.values()])
    raise _unknown(template, name)


def scalars(template: Template) -> Iterator[Place]:
    """Every place of a scalar, in the order of the template; keys that are data before their values."""
    yield from _scalars(template.root, ())


def _at(root: TemplateNode, pointer: str) -> Place | None:
    node: TemplateNode | None = root
    tokens = split(pointer)
    path = ""
    for token in tokens:
        step = _step(node, token) if node is not None else None
        if step is None:
            return None
        path, node = join(path, step[0]), step[1]
    return None if node is None else Place(path, node, tokens)


def _step(node: TemplateNode, token: str) -> tuple[str, TemplateNode] | None:
    """One token further: the token of the path, and what is there."""
    if isinstance(node, Object):
        member = node.by_key.get(token)
        return None if member is None else (token, member.value)
    is_index = _INDEX.fullmatch(token) is not None
    if isinstance(node, Repeat) and (node.key is not None or is_index or token == ANY):
        return ANY, node.item
    if isinstance(node, Tuple) and is_index and int(token) < len(node.elements):
        return token, node.elements[int(token)]
    return None


def _scalars(node: TemplateNode, tokens: tuple[str, ...]) -> Iterator[Place]:
    if isinstance(node, Slot):
        yield Place(node.path, node, tokens)
    elif isinstance(node, Object):
        for member in node.members:
            if node.by_key[member.key] is member:
                yield from _scalars(member.value, (*tokens, member.key))
    elif isinstance(node, Tuple):
        for index, element in enumerate(node.elements):
            yield from _scalars(element, (*tokens, str(index)))
    elif isinstance(node, Repeat):
        if node.key is not None:
            yield Place(node.key.path, node.key, (*tokens, ANY))
        yield from _scalars(node.item, (*tokens, ANY))


# ------------------------------------------------------------------------------ words


def nearest(template: Template, name: str) -> tuple[str, ...]:
    """The pointers and concepts of the template that are most like this name, the best first."""
    from asp_check.exactness.names import likeness  # noqa: PLC0415 - where a name is unknown

    rated: list[tuple[float, str]] = []
    for one in scalars(template):
        slot = one.node
        concept = slot.declared.concept if isinstance(slot, Slot) else None
        whole = likeness(name, one.path)
        # "montantHT" by itself, or under another holder: the last key tells what was meant.
        key = likeness(last(name) if name.startswith("/") else name, last(one.path)) * 0.95
        by_concept = likeness(name, concept) if concept and not name.startswith("/") else 0.0
        best = max(whole, key, by_concept)
        if best >= _NEAR:
            shown = concept if concept and by_concept == best else one.path
            rated.append((-best, shown))
    rated.sort(key=lambda pair: pair[0])
    return tuple(dict.fromkeys(shown for _, shown in rated))[:_SHOWN]


def _unknown(template: Template, name: str) -> UsageError:
    shown = visible(shorten(name, 120))
    near = [visible(shorten(one, 120)) for one in nearest(template, name)]
    listed_fr, listed_en = " ou ".join(near), " or ".join(near)
    fr = f" ; vouliez-vous dire {listed_fr} ?" if near else ""
    en = f"; did you mean {listed_en}?" if near else ""
    if name in CONCEPTS:
        return UsageError(
            f"« {shown} » : ce modèle n’associe cette notion à aucun champ ; donnez le JSON Pointer du champ",
            f"'{shown}': this template binds this concept to no field; give the JSON Pointer of the field",
        )
    return UsageError(
        f"« {shown} » : ni un champ de {visible(template.id)}, ni une de ses notions{fr}",
        f"'{shown}': neither a field of {visible(template.id)} nor one of its concepts{en}",
    )


def _several(name: str, paths: list[str]) -> UsageError:
    shown = [visible(shorten(path, 120)) for path in paths[:_SHOWN]]
    left = len(paths) - len(shown)
    fr = ", ".join(shown) + (f" et {left} de plus" if left else "")
    en = ", ".join(shown) + (f" and {left} more" if left else "")
    return UsageError(
        f"« {visible(name)} » : cette notion désigne {len(paths)} champs ({fr}) ; donnez le JSON Pointer de l’un d’eux",
        f"'{visible(name)}': this concept stands for {len(paths)} fields ({en}); give the JSON Pointer of one",
    )
