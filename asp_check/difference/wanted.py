"""What the model wants where a file held against it has nothing of that kind, in words.

The model's own literal stands there, ``0.00`` or ``""``: shown as a value, it reads as one to write.
"""

from __future__ import annotations

from collections.abc import Sequence

from asp_check.difference.model import Change
from asp_check.pointer import split
from asp_check.template import Object, Repeat, Slot, Template, TemplateNode, Tuple
from asp_check.text import decode

_TYPES = {
    "string": ("un texte", "a text"),
    "number": ("un nombre", "a number"),
    "integer": ("un nombre entier", "a whole number"),
    "boolean": ("true ou false", "true or false"),
    "any": ("une valeur", "a value"),
}


def in_words(changes: Sequence[Change], template: Template, lang: str) -> tuple[Change, ...]:
    """The changes from a file to its model filled in, what is to be filled in said and not shown."""
    return tuple(_in_words(change, template, lang) for change in changes)


def _in_words(change: Change, template: Template, lang: str) -> Change:
    if change.kind not in ("changed", "added") or change.pointer_b is None:
        return change
    node = _at(template.root, change.pointer_b)
    words = None
    if isinstance(node, Slot):
        # What the model fixes is to be written as it is.
        if not node.declared.fixed and change.new == decode(node.literal):
            words = _of_slot(node)
    elif change.kind == "changed" and node is not None and node.container:
        words = ("un objet", "an object") if node.container == "{" else ("un tableau", "an array")
    return change if words is None else change._replace(new=None, wanted=words[lang == "en"])


def _of_slot(slot: Slot) -> tuple[str, str]:
    fr, en = _TYPES[slot.type]
    if slot.type != "number":
        return fr, en
    decimals = slot.decimals if slot.declared.decimals is None else slot.declared.decimals
    if decimals is None:
        return fr, en
    return (
        f"{fr} à {decimals} décimale{'s' * (decimals > 1)}",
        f"{en} with {decimals} decimal{'s' * (decimals != 1)}",
    )


def _at(root: TemplateNode, pointer: str) -> TemplateNode | None:
    """What the template has at a place of a file that is its model filled in."""
    node: TemplateNode | None = root
    for token in split(pointer):
        if isinstance(node, Object) and token in node.by_key:
            node = node.by_key[token].value
        elif isinstance(node, Repeat):
            node = node.item
        elif isinstance(node, Tuple) and token.isdecimal() and int(token) < len(node.elements):
            node = node.elements[int(token)]
        else:
            return None
    return node
