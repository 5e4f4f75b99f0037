"""Problems with the values of the file hidden: what a report that is passed around may tell of them.

What is the model's, or our own, stays: keys, punctuation, names of variants.  Keys that are data
(``repeat = "member"``) are values, in pointers and messages too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from asp_check import pointer
from asp_check.finding import Edit, Elsewhere, Link, Problem
from asp_check.masking import mask, mask_json, words
from asp_check.rules import RULEBOOK
from asp_check.template import Repeat, Template, TemplateNode

_TOLD = frozenset(
    {
        "after", "allowed", "array", "byte", "cause", "certainty", "character", "closing", "encoding",
        "expected", "expected_type", "found_parent", "found_type", "guess", "key", "kind", "model",
        "model_parent", "parent", "pattern", "side", "source", "why",
    }
)  # fmt: skip
"""Of the form, the parameters that hold nothing of the values of a file."""

_QUOTED = frozenset(
    {
        "actual", "announced", "day", "earlier", "found", "names", "number", "other", "proof",
        "referencing", "request", "suggestion", "who",
    }
)  # fmt: skip
"""Of the funding, those that hold a value, or what it should be; the rest is in our own words."""

POINTERS = frozenset({"parent", "array", "found_parent", "model_parent"})
"""The parameters that are pointers."""

_KEYS = frozenset({"after", "key"})
"""The parameters that are keys."""

_WORD = re.compile(r"[^\s()«»“”]{2,}")
_INDEX = re.compile(r"[0-9]{1,5}")


class Veil:
    """What hides the values of files that are held against one template."""

    def __init__(self, template: Template | None) -> None:
        self._template = template
        self._has_keys = template is not None and any(one.key for one in template.repeats)
        self._words: frozenset[str] | None = None

    def problem(self, problem: Problem) -> Problem:
        """The same problem; a repair stays where it writes nothing but what the model says."""
        variants = RULEBOOK[problem.rule].variants
        of_funding = problem.rule[0] in "RX"
        doubtful = self._doubts(problem.rule)
        keys = self._keys(problem, doubtful)

        def is_value(name: str, value: object) -> bool:
            if not isinstance(value, str) or (name, value) in variants:
                return False  # A number, or the name of a variant.
            if value in keys or (name == "expected" and not self._is_of_model(value)):
                return True
            if name in _KEYS and doubtful and not self._is_known(value):
                return True
            return name in _QUOTED if of_funding else name not in _TOLD

        params: dict[str, Any] = {}
        for name, value in problem.params.items():
            hidden = mask(value) if is_value(name, value) else value
            is_pointer = name in POINTERS and value
            params[name] = self._pointer(hidden, doubtful) if is_pointer else hidden
        for name in ("reason_fr", "reason_en"):
            if name in problem.params:
                told = f"{problem.params.get('found', '')}, {problem.params.get('suggestion', '')}"
                params[name] = _masked_reason(str(problem.params[name]), told)
        expected = problem.expected
        if expected is not None and not self._may_show(problem.rule, expected, keys):
            expected = mask(expected)
        return problem._replace(
            params=params,
            pointer=self._pointer(problem.pointer, doubtful),
            actual=None if problem.actual is None else mask(problem.actual),
            expected=expected,
            links=tuple(self._link(one, doubtful) for one in problem.links),
            elsewhere=tuple(self._elsewhere(one) for one in problem.elsewhere),
            fix=self._fix(problem.fix),
        )

    def data(self, data: bytes) -> bytes:
        """The bytes of the file with its values hidden, each at its place."""
        return mask_json(data, self._own_words() if self._has_keys else None)

    def general(self, where: str, rule: str) -> str:
        """A pointer already generalised, with ``*`` for each key that may be data too."""
        if not self._doubts(rule):
            return where
        tokens = (pointer.ANY if is_data else token for token, is_data in self._tokens(where))
        return pointer.build(tokens)

    def _doubts(self, rule: str) -> bool:
        """Whether what was taken for a key may be a value: by the model, or for want of syntax."""
        return self._has_keys or rule[0] == "S"

    # --- Keys that are data

    def _keys(self, problem: Problem, doubtful: bool) -> frozenset[str]:
        """The keys that are data in the pointers of this problem."""
        if not doubtful:
            return frozenset()
        told = (str(problem.params[name]) for name in POINTERS & problem.params.keys())
        pointers = (problem.pointer, *(one.pointer for one in problem.links), *told)
        found = (token for one in pointers for token, is_data in self._tokens(one) if is_data)
        return frozenset(token for token in found if token)

    def _tokens(self, where: str | None) -> Iterator[tuple[str, bool]]:
        """The tokens of a pointer, unescaped; whether each is a key that may be data.

        Where the model has keys that are data, a key that it does not show may be one: a brace that
        is missing puts it anywhere.
        """
        node: TemplateNode | None = None if self._template is None else self._template.root
        for token in pointer.split(where) if where and where.startswith("/") else ():
            is_data = isinstance(node, Repeat) and node.key is not None
            yield token, token != pointer.ANY and (is_data or not self._is_known(token))
            node = _child(node, token)

    def _is_known(self, key: str) -> bool:
        return f'"{key}"' in self._own_words() or _INDEX.fullmatch(key) is not None

    def _pointer(self, where: str | None, doubtful: bool) -> str | None:
        if not where or not doubtful:
            return where
        return pointer.build(mask(key) if is_data else key for key, is_data in self._tokens(where))

    def _link(self, link: Link, doubtful: bool) -> Link:
        return link._replace(pointer=self._pointer(link.pointer, doubtful))

    def _elsewhere(self, one: Elsewhere) -> Elsewhere:
        """A place of another document, whose model is not at hand: what may be data is left out."""
        where = one.pointer
        if where and not all(map(self._is_known, pointer.split(where))):
            where = None
        return one._replace(found=mask(one.found), pointer=where)

    # --- What is expected, and would repair it

    def _may_show(self, rule: str, expected: str, keys: frozenset[str]) -> bool:
        """Whether what a rule expects is the model's, and not a value of the file written otherwise."""
        if rule[0] in "VRX" or any(key in expected for key in keys):
            return False
        return rule[0] != "T" or self._is_of_model(expected)

    def _fix(self, fix: tuple[Edit, ...] | None) -> tuple[Edit, ...] | None:
        """The edits, if each writes only punctuation and what the blank itself shows."""
        if fix is None or not all(map(self._is_of_model, (edit.text for edit in fix))):
            return None
        return fix

    def _is_of_model(self, text: str) -> bool:
        return all(
            word in self._own_words()
            for word in words(text)
            if any(character.isalnum() for character in word)
        )

    def _own_words(self) -> frozenset[str]:
        """The strings, numbers and names of the blank, as it writes them."""
        if self._words is None:
            blank = b"" if self._template is None else self._template.blank
            self._words = frozenset(words(blank.decode("utf-8", "replace")))
        return self._words


def _child(node: TemplateNode | None, token: str) -> TemplateNode | None:
    if node is None:
        return None
    return node.element() if node.container == "[" else node.member(token)


def _masked_reason(reason: str, told: str) -> str:
    """Our own words, without what they quote of ``told``: the value, and what was meant by it.

    >>> _masked_reason("espaces dans le numéro : 830101259", "830 101 259, 830101259")
    'espaces dans le numéro : 83•••••59'
    """
    return _WORD.sub(lambda m: mask(m[0]) if m[0] in told else m[0], reason)


__all__ = ["POINTERS", "Veil"]
