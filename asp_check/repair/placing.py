"""Where what a repair leaves stands in the file as it was, and whether that file mixes encodings."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from asp_check.finding import Problem
from asp_check.repair.same import ONCE
from asp_check.text import decode

_Key = tuple[str, str | None]


def in_original(left: Sequence[Problem], before: Sequence[Problem]) -> Iterator[Problem]:
    """The problems that are left, at their places in the file of which ``before`` are the problems.

    Each is one that was there, by its rule and pointer.  One that was worded otherwise before its
    member was put in order stands where the member stood.
    """
    had: dict[_Key, deque[Problem]] = {}
    for problem in before:
        had.setdefault(_key(problem), deque()).append(problem)
    at = {problem.pointer: problem for problem in reversed(before)}
    for problem in left:
        same = had.get(_key(problem))
        if same:
            yield same.popleft()
            continue
        where = problem.pointer
        while where and where not in at:
            where = where.rpartition("/")[0]
        place = at.get(where)
        start, end = (0, 0) if place is None else (place.start, place.end)
        yield problem._replace(start=start, end=end, links=(), fix=None)


def _key(problem: Problem) -> _Key:
    return problem.rule, None if problem.rule in ONCE else problem.pointer


def mixes_encodings(data: bytes) -> bool:
    """Whether these bytes are UTF-8 beyond ASCII in part, and in part Windows-1252.

    >>> mixes_encodings("é".encode() + b"\\xe9"), mixes_encodings(b"\\xe9"), mixes_encodings(b"\\x81")
    (True, False, False)
    """
    beyond = [character for character in decode(data) if character > "\x7f"]
    stray = [character for character in beyond if "\udc80" <= character <= "\udcff"]
    if not stray or len(stray) == len(beyond):
        return False
    try:
        bytes(ord(character) - 0xDC00 for character in stray).decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True
