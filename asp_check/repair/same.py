"""The proof that only form was touched: the same data, and nothing new to say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from hashlib import blake2b

from asp_check.document import Document
from asp_check.document import tape as kinds
from asp_check.document.strings import unescape
from asp_check.finding import Problem
from asp_check.pointer import generalise

_KEYS = frozenset({"T102", "T103", "T104"})
"""What is said of a member that the template does not know under this name, at this place."""

ONCE = frozenset({"E101", "E105"})
"""Rules that speak once of a file, at the first place: another one, where members changed places."""


def fingerprint(document: Document) -> bytes:
    """What the data of a document come to, whatever their form: equal for equal trees.

    Numbers count as decimals, strings as the text that they stand for; what is neither counts as
    written.  Members have no order, but those of one key have.  Linear in the size of the text.
    """
    text, tape = document.text, document.tape
    stack: list[list[bytes]] = [[]]
    for index, kind in enumerate(tape.kinds):
        if kind in (kinds.OBJECT, kinds.ARRAY):
            stack.append([])
        elif kind == kinds.CLOSE:
            parts = stack.pop()
            is_object = tape.kinds[tape.links[index]] == kinds.OBJECT
            stack[-1].append(_digest(b"{" if is_object else b"[", _pairs(parts, is_object)))
        else:
            start, end = tape.contents.get(index) or (tape.starts[index], tape.ends[index])
            stack[-1].append(_scalar(kind, text[start:end], index in tape.contents))
    return _digest(b"", stack[0])


def _pairs(parts: list[bytes], is_object: bool) -> Iterable[bytes]:
    if not is_object:
        return parts
    pairs = [(parts[i], parts[i + 1]) for i in range(0, len(parts) - 1, 2)]
    # The sort is stable: of one key, the first stays the first.
    pairs.sort(key=lambda pair: pair[0])
    return [part for pair in pairs for part in pair]


def _digest(sign: bytes, parts: Iterable[bytes]) -> bytes:
    found = blake2b(sign, digest_size=16)
    for part in parts:
        found.update(b"%d:" % len(part))
        found.update(part)
    return sign + found.digest()


def _scalar(kind: int, literal: bytes, bare: bool) -> bytes:
    if kind in (kinds.STRING, kinds.KEY):
        content = literal if bare else literal[1:-1]
        if b"\\" in content:
            content = unescape(content).encode("utf-8", "surrogatepass")
        return b'"' + content
    if kind == kinds.NUMBER and literal.isascii():
        return b"0" + _number(literal)
    return b"?" + literal


def _number(literal: bytes) -> bytes:
    """One writing for each number."""
    if literal.isdigit() and literal[:1] != b"0":
        return literal.rstrip(b"0") + b"e%d" % (len(literal) - len(literal.rstrip(b"0")))
    if literal[:1] == b"0" and literal[1:2].isdigit():
        return b"?" + literal  # ``01`` is no number of JSON.
    try:
        sign, digits, exponent = Decimal(literal.decode()).as_tuple()
    except ArithmeticError:
        return b"?" + literal
    if not isinstance(exponent, int):
        return b"?" + literal
    written = bytes(digit + 0x30 for digit in digits)
    significant = written.rstrip(b"0")
    if not significant:
        return b"0"
    exponent += len(written) - len(significant)
    return b"-" * sign + significant + b"e%d" % exponent


def appeared(
    before: Sequence[Problem], after: Sequence[Problem], *, certain: bool
) -> tuple[Problem, ...]:
    """The problems that were not there: none, where only form was repaired.

    A member out of order that the template did not know may turn out, in its place, to be one that it
    knows by another name: that, and what it holds, is the same fault named better.  Where the
    structure is a guess, the guess may be a better one: more problems than before would be new.
    """
    had: Counter[tuple[str, str | None]] = Counter()
    for problem in before:
        had[_kind(problem)] += problem.count
    strangers = [p.pointer for p in before if p.rule in _KEYS and p.pointer is not None]
    new = []
    for problem in after:
        had[_kind(problem)] -= problem.count
        if had[_kind(problem)] < 0 and not _within(problem.pointer, strangers):
            new.append(problem)
    if not certain and len(after) <= len(before):
        return ()
    return tuple(new)


def _kind(problem: Problem) -> tuple[str, str | None]:
    if problem.rule in ONCE:
        return problem.rule, None
    return problem.rule, problem.pointer and generalise(problem.pointer)


def _within(pointer: str | None, roots: Iterable[str]) -> bool:
    """Whether this pointer is one of these, or lies below one."""
    return pointer is not None and any(
        pointer == root or pointer.startswith(f"{root}/") for root in roots
    )
