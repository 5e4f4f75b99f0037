"""A JSON of values, in any layout and any order, read strictly: to what ``render`` takes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from asp_check.document import Document, Node, read
from asp_check.finding import Problem, UsageError
from asp_check.rendering.expected import legible
from asp_check.text import line_columns

_TOLD = 10

Words = tuple[str, str]


def values(data: bytes, name: str) -> object:
    """The values that this JSON holds: numbers as ``Decimal``, by their own text.

    Raises ``UsageError`` if it is not strict JSON in UTF-8, or repeats a key: one line a fault, each
    with its line and column, and with both places for a repeated key.  ``name`` is that of the file.
    """
    document = read(data)
    if document.problems or document.root is None or not document.complete:
        faults = list(_told(document, name)) or [_nothing(name)]
        left = len(document.problems) - len(faults)
        if left > 0:
            faults.append((f"… et {left} de plus", f"… and {left} more"))
        raise UsageError("\n".join(fr for fr, _ in faults), "\n".join(en for _, en in faults))
    return _value(document.root)


def _value(node: Node) -> object:
    if node.kind == "object":
        return {member.key: _value(member.value) for member in node.members()}
    if node.kind == "array":
        return [_value(element) for element in node.elements()]
    value = node.value
    if node.kind == "number" and not isinstance(value, Decimal):
        return Decimal("Infinity")  # An exponent beyond all bounds: no number to be written.
    return value


def _nothing(name: str) -> Words:
    return f"{name} : aucune valeur", f"{name}: no value"


def _told(document: Document, name: str) -> Iterator[Words]:
    problems = document.problems[:_TOLD]
    offsets = [p.start for p in problems] + [link.start for p in problems for link in p.links]
    places = line_columns(document.text, offsets)
    for problem in problems:
        fr, en = _message(problem)
        line, column = places[problem.start]
        for link in problem.links[:1]:
            other = "{}:{}".format(*places[link.start])
            fr, en = f"{fr} (voir aussi {other})", f"{en} (see also {other})"
        yield f"{name}:{line}:{column}: {fr}", f"{name}:{line}:{column}: {en}"


def _message(problem: Problem) -> Words:
    from asp_check.causes import CAUSES  # noqa: PLC0415 - the words, where something is wrong
    from asp_check.causes.wording import word  # noqa: PLC0415 - likewise

    cause = CAUSES[problem.rule]
    fr, en = (word(cause, problem.params, lang) for lang in ("fr", "en"))
    return legible(fr), legible(en)
