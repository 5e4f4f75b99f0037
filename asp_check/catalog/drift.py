"""How a blank departs from the bytes that its manifest's SHA-256 was taken from.

Imported only when the two disagree: git's autocrlf and editors that add or remove a BOM or a
last newline are the usual causes, and each has its own cure.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import product

from asp_check.text import BOM, NEWLINE

NEWLINES = "newlines"
MARK = "bom"
END = "end"

_WORDS = {
    NEWLINES: ("les fins de ligne", "the newlines"),
    MARK: ("la marque d’ordre des octets (BOM)", "the byte-order mark (BOM)"),
    END: ("la fin du fichier", "the end of the file"),
}


def differences(blank: bytes, digest: str) -> tuple[str, ...]:
    """What alone differs, if newlines, BOM and the end explain it all; else nothing.

    >>> differences(b"{}\\r\\n", sha256(b"{}\\n").hexdigest())
    ('newlines',)
    """
    for causes, candidate in _candidates(blank):
        if sha256(candidate).hexdigest() == digest:
            return causes
    return ()


def words(causes: tuple[str, ...]) -> tuple[str, str]:
    """These differences in French and in English.

    >>> words(("bom", "end"))[1]
    'the byte-order mark (BOM) and the end of the file'
    """
    french = [_WORDS[cause][0] for cause in causes]
    english = [_WORDS[cause][1] for cause in causes]
    return _listed(french, "et"), _listed(english, "and")


def _listed(names: list[str], conjunction: str) -> str:
    *first, last = names
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def _candidates(blank: bytes) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """The bytes that the blank may have been, fewest changes first."""
    found = []
    bare = blank.removeprefix(BOM)
    for newline, bom, end in product((None, b"\n", b"\r\n", b"\r"), (False, True), range(4)):
        text = bare if newline is None else NEWLINE.sub(newline, bare)
        style = newline or _style(bare)
        text = (text, text.rstrip(b"\r\n"), text.rstrip(b"\r\n") + style, text + style)[end]
        causes = (
            (NEWLINES,) * (newline is not None)
            + (MARK,) * (bom is not blank.startswith(BOM))
            + (END,) * (end != 0)
        )
        found.append((causes, BOM + text if bom else text))
    return iter(sorted(found, key=lambda pair: len(pair[0])))


def _style(text: bytes) -> bytes:
    newline = NEWLINE.search(text)
    return newline[0] if newline else b"\n"
