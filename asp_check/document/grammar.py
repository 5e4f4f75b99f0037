"""The grammar of JSON as regular expressions, and what may come next in a text."""

from __future__ import annotations

import re

STRING = rb'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\x00-\x1f]*)*"'
NUMBER = rb"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
NOT_A_WORD = rb"(?![0-9A-Za-z.+\-_\x80-\xff])"
"""What must not follow a number or a literal for it to end there."""

BLANKS = re.compile(rb"[ \t\r\n]*").match
LONE_SURROGATE_HINT = re.compile(rb"\\u[dD][89a-fA-F]").search

FIRST_KEY, KEY, COLON, FIRST_VALUE, VALUE, NEXT, END = range(7)
"""What may come next: a key or ``}``; a key; a colon; a value or ``]``; a value; a comma or a
closing; the end of the text."""
