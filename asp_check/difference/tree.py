"""The data of a document, apart from how they are written: what two values have in common.

Each scalar has a canonical text, each container a digest of those of its children, made from the
leaves up in one pass.  Two values are the same data exactly when these are equal: numbers by their
exact value, strings by their code points, objects whatever the order of their members, a repeated
key with all its values in their order, arrays in their order.
"""

from hashlib import blake2b
from typing import NamedTuple

from asp_check.document import Document
from asp_check.document import tape as kinds
from asp_check.document.strings import unescape

_SIZE = 16
_LONG_EXPONENT = 4000
"""Digits of an exponent from which it is kept as text: ``int`` refuses longer ones."""
_CONTAINERS = (kinds.OBJECT, kinds.ARRAY)


class Item(NamedTuple):
    """A member of an object: its key, canonical; the entries of the key and of the value."""

    key: bytes
    key_entry: int
    entry: int


class Tree:
    """A document read as data: views on its tape, by entry."""

    __slots__ = ("_digests", "document", "ends", "kinds", "repeats", "starts", "text")

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.kinds = document.tape.kinds
        self.starts = document.tape.starts
        self.ends = document.tape.ends
        self.repeats = any(problem.rule == "S801" for problem in document.problems)
        self._digests = _digests(document)

    def is_container(self, entry: int) -> bool:
        """Whether it is an object or an array."""
        return self.kinds[entry] in _CONTAINERS

    def literal(self, entry: int) -> bytes:
        """Its bytes as written."""
        return self.text[self.starts[entry] : self.ends[entry]]

    def canonical(self, entry: int) -> bytes:
        """What stands for its data: equal for two values exactly when their data are."""
        found = self._digests.get(entry)
        return found if found is not None else canonical(self.kinds[entry], self.literal(entry))

    def members(self, entry: int) -> list[Item]:
        """The members of an object, in order, repeated keys included."""
        tape, text = self.document.tape, self.text
        found = []
        index = entry + 1
        while tape.kinds[index] == kinds.KEY:
            key = canonical_string(text[tape.starts[index] : tape.ends[index]])
            found.append(Item(key, index, index + 1))
            index = tape.links[index + 1]
        return found

    def elements(self, entry: int) -> list[int]:
        """The elements of an array, in order."""
        tape = self.document.tape
        found = []
        index = entry + 1
        while tape.kinds[index] != kinds.CLOSE:
            found.append(index)
            index = tape.links[index]
        return found

    def closing(self, entry: int) -> int:
        """Where the bracket that closes it stands."""
        tape = self.document.tape
        return tape.starts[tape.links[entry] - 1]

    def key(self, item: Item) -> str:
        """The key, decoded."""
        return unescape(self.literal(item.key_entry)[1:-1])


def canonical(kind: int, literal: bytes) -> bytes:
    """The canonical text of a scalar."""
    if kind == kinds.STRING:
        return canonical_string(literal)
    return canonical_number(literal) if kind == kinds.NUMBER else literal


def canonical_string(literal: bytes) -> bytes:
    """The string with no escape but those of quotes and backslashes.

    >>> canonical_string(rb'"\\u0041\\/\\""')
    b'"A/\\\\""'
    """
    if b"\\" not in literal:
        return literal
    text = unescape(literal[1:-1]).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'.encode("utf-8", "surrogatepass")


def canonical_number(literal: bytes) -> bytes:
    """The exact value of a number: its digits without zeros at either side, and a power of ten.

    >>> canonical_number(b"1000"), canonical_number(b"1.0E+3"), canonical_number(b"-0.00")
    (b'1e3', b'1e3', b'0')
    """
    sign = b"-" if literal[:1] == b"-" else b""
    mantissa, _, power = literal[len(sign) :].lower().partition(b"e")
    whole, _, fraction = mantissa.partition(b".")
    digits = (whole + fraction).lstrip(b"0")
    kept = digits.rstrip(b"0")
    if not kept:
        return b"0"
    shift = len(digits) - len(kept) - len(fraction)
    if len(power) > _LONG_EXPONENT:
        return b"%s%se%s%+d" % (sign, kept, power, shift)
    shift += int(power or b"0")
    return b"%s%se%d" % (sign, kept, shift) if shift else sign + kept


def _digests(document: Document) -> dict[int, bytes]:
    """The digest of every container, by its entry."""
    tape, text = document.tape, document.text
    starts, ends = tape.starts, tape.ends
    digests: dict[int, bytes] = {}
    open_entries: list[int] = []
    parts: list[list[bytes]] = [[]]
    keys: list[list[bytes]] = [[]]
    for index, kind in enumerate(tape.kinds):
        if kind == kinds.KEY:
            keys[-1].append(canonical_string(text[starts[index] : ends[index]]))
        elif kind == kinds.CLOSE:
            entry = open_entries.pop()
            names, values = keys.pop(), parts.pop()
            if tape.kinds[entry] == kinds.OBJECT:
                if len(names) > 1:
                    # Stable, and by the key alone: the values of a repeated key keep their order.
                    order = sorted(range(len(names)), key=names.__getitem__)
                    values = [names[i] + b":" + values[i] for i in order]
                elif names:
                    values = [names[0] + b":" + values[0]]
                whole = b"{" + b",".join(values)
            else:
                whole = b"[" + b",".join(values)
            digest = b"#" + blake2b(whole, digest_size=_SIZE).digest()
            digests[entry] = digest
            parts[-1].append(digest)
        elif kind in _CONTAINERS:
            open_entries.append(index)
            parts.append([])
            keys.append([])
        else:
            parts[-1].append(canonical(kind, text[starts[index] : ends[index]]))
    return digests
