"""The tokens of a text: spans that together are the text, whatever its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asp_check.document.grammar import NOT_A_WORD, NUMBER, STRING

# Not compiled here: the check of a file has no need of it.
_TOKEN = (
    rb"(?P<bom>\A\xef\xbb\xbf)"
    rb"|(?P<blank>[ \t\r\n]+)"
    rb"|(?P<string>" + STRING + rb")"
    rb"|(?P<number>" + NUMBER + rb")" + NOT_A_WORD
    + rb"|(?P<literal>(?:true|false|null))" + NOT_A_WORD
    + rb"|(?P<punctuation>[{}\[\]:,])"
    rb"|(?P<other>[^ \t\r\n{}\[\]:,\"]+|\")"
)  # fmt: skip


def scan(text: bytes) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of each token, in order and without a gap.

    Kinds: ``bom``, ``blank``, ``string``, ``number``, ``literal``, ``punctuation``, and ``other``
    for what is none of JSON's.

    >>> [kind for kind, _, _ in scan(b'{"a": nul}')]
    ['punctuation', 'string', 'punctuation', 'blank', 'other', 'punctuation']
    """
    for m in re.finditer(_TOKEN, text):
        yield m.lastgroup or "other", m.start(), m.end()
