"""What a rule looks at: one instance of the repeated element it speaks of, value by value.

A rule names concepts.  Its *subject* is the first that it needs: it runs once for each value of
the subject that the file holds.  Every other concept is the nearest one in the tree: that of the
same element, else of the elements around it; and where the nearest repeats below what the two have
in common, all of its values are seen.  So a rule on ``amount.excl_tax`` sees the rate beside it, or
the one rate of the whole order; a rule on ``total.excl_tax`` sees every amount of its own order.
"""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from asp_check.document.strings import unescape
from asp_check.exactness.accept import Index
from asp_check.finding import Severity
from asp_check.template import Slot
from asp_check.template.literals import is_empty
from asp_check.text import decode
from asp_check.values.calendar import parse

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_TRUE = frozenset({"true", "oui", "o", "vrai", "yes"})
_FALSE = frozenset({"false", "non", "n", "faux", "no"})
_DIGITS = frozenset("0123456789")
_DAY_MARKS = frozenset("/-.")
_MOST_DIGITS = 15
"""Digits of an amount; more have their own finding and are no sum of money."""
_MOST_WRITTEN = 32
"""Characters of an amount with its spaces and its sign."""


class Value:
    """One value of the file, under one concept; all rules see the same one.

    ``text`` is a string decoded, or a number, ``true``, ``false`` or ``null`` as written.
    ``sound`` is false where something that blocks was already said of it: one cause, one finding.
    """

    __slots__ = ("_empty", "indices", "literal", "slot", "sound", "text")

    def __init__(
        self, slot: Slot, indices: tuple[Index, ...], literal: bytes, sound: bool = True
    ) -> None:
        self.slot = slot
        self.indices = indices
        self.literal = literal
        self.sound = sound
        self.text = unescape(literal[1:-1]) if literal[:1] == b'"' else decode(literal)
        self._empty: bool | None = None

    @property
    def concept(self) -> str:
        """What the manifest says that it means."""
        return self.slot.declared.concept or ""

    @property
    def empty(self) -> bool:
        """Whether it was left as in the blank, is ``null``, or holds blanks only."""
        if self._empty is None:
            literal = self.literal
            blank = literal == b"null" or is_empty(self.slot, literal)
            self._empty = blank or not self.text.strip()
        return self._empty

    @property
    def key(self) -> str:
        """The key under which the value stands in the template."""
        return self.slot.path.rpartition("/")[2].replace("~1", "/").replace("~0", "~")

    @property
    def decimal(self) -> Decimal | None:
        """The number, in quotes also as French writes it; ``None`` if it is no such thing."""
        return decimal_of(self.text)

    @property
    def day(self) -> str | None:
        """The day, ``2025-03-31``, of a date that exists: ISO, French, or that of an instant."""
        return _day(self.text)

    @property
    def truth(self) -> bool | None:
        """A boolean, or a plain yes or no in French; ``None`` for anything else."""
        text = self.text.strip().lower()
        return True if text in _TRUE else False if text in _FALSE else None


# Several rules ask the same of a value, and from one file to the next many are the same.


# 1 000,00 €, 20 %, 1000.00: a comma before three digits may be of thousands.
_FRENCH = re.compile(
    r"(-?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})*|-?[0-9]+)(?:[.,]([0-9]+))?\s?[€%]?"
)


@lru_cache(maxsize=1 << 14)
def decimal_of(text: str) -> Decimal | None:
    """The number that a text writes, plainly or as French does; ``None`` if it is no such thing.

    >>> decimal_of("48 500,00 €"), decimal_of("12,500")
    (Decimal('48500.00'), None)
    """
    number = _plain_decimal(text)
    if number is not None or len(text) > _MOST_WRITTEN:
        return number
    written = _FRENCH.fullmatch(text.strip())
    if written is None or ("," in text and len(written[2]) == 3):
        return None
    whole = "".join(written[1].split())
    return _plain_decimal(whole if written[2] is None else f"{whole}.{written[2]}")


def _plain_decimal(text: str) -> Decimal | None:
    whole, point, decimals = text.removeprefix("-").partition(".")
    if not whole or not _DIGITS.issuperset(whole + decimals) or (point and not decimals):
        return None
    return Decimal(text) if len(whole) + len(decimals) <= _MOST_DIGITS else None


@lru_cache(maxsize=1 << 14)
def _day(text: str) -> str | None:
    text = text.strip()
    if text[2:3] == text[5:6] and text[2:3] in _DAY_MARKS and len(text) == 10:
        text = f"{text[6:]}-{text[3:5]}-{text[:2]}"
    elif len(text) == 8 and _DIGITS.issuperset(text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    elif text[10:11] == " ":
        text = text[:10]
    elif len(text) != 10 and text[10:11] != "T":
        return None
    return text[:10] if parse(text) is not None else None


class Objection(NamedTuple):
    """What a rule has to say, at a value of the file or (``None``) of the file as a whole.

    ``params`` fill the rule's message.  ``severity`` overrides the rule's own and
    ``certainty`` too: what rests on less never blocks.  ``links`` are other values that it speaks
    of, each with the key of a label (``causes.LABELS``).
    """

    at: Value | None
    params: Mapping[str, Any] = _NOTHING
    severity: Severity | None = None
    certainty: str | None = None
    links: Sequence[tuple[Value, str]] = ()
    expected: str | None = None
    source: str | None = None


class Case(NamedTuple):
    """The values that one instance of a rule sees; ``subject`` is the one it runs for."""

    subject: Value
    find: Callable[[str], Sequence[Value]]

    def all(self, concept: str) -> Sequence[Value]:
        """Every value of this concept, in the order of the file, also empty and unsound ones."""
        return self.find(concept)

    def one(self, concept: str) -> Value | None:
        """The one value of this concept; ``None`` if it is absent, empty, at fault, or not alone."""
        found = self.find(concept)
        if len(found) != 1 or not found[0].sound or found[0].empty:
            return None
        return found[0]

    def filled(self, concept: str) -> list[Value]:
        """The values of this concept that are neither empty nor at fault."""
        return [value for value in self.find(concept) if value.sound and not value.empty]

    def is_sound(self, *concepts: str) -> bool:
        """Whether nothing that blocks was said of any value of these: none may be another."""
        return all(value.sound for concept in concepts for value in self.find(concept))

    def sum(self, concept: str) -> Decimal | None:
        """The sum of all values of this concept; ``None`` if there is none or one is unreadable."""
        total = Decimal(0)
        found = self.find(concept)
        for value in found:
            number = value.decimal if value.sound else None
            if number is None:
                return None
            total += number
        return total if found else None
