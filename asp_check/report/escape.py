"""Texts of the file, made harmless for a terminal and for the logs of a CI."""

from __future__ import annotations

import re

from asp_check.text import visible

TYPOGRAPHIC = "\u00a0\u202f"
"""Spaces of French typography: our own messages hold them, and they harm nobody."""

CI_COMMAND = re.compile(r"#(?=#(?:vso)?\[)")
"""What opens a command to a CI anywhere in a line (``##[error]``, ``##vso[…]``)."""


def message(text: str) -> str:
    """A message, its own typography kept and everything else that is unseen named.

    >>> message("clé «\\u00a0a\\x1b[2J\\u00a0»") == "clé «\\u00a0a⟨ESC⟩[2J\\u00a0»"
    True
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(c if c in TYPOGRAPHIC else visible(c) for c in text)
    return CI_COMMAND.sub("⟨#⟩", text)


def path(text: str) -> str:
    """A path on one line, that no CI takes for a command at the start of a line.

    >>> path("a\\nb.json"), path("::error::x"), path("caf\\udce9.json")
    ('a⟨LF⟩b.json', './::error::x', 'caf\\\\xE9.json')
    """
    shown = CI_COMMAND.sub("⟨#⟩", visible(text))
    # The same file, and no longer "::error" for whoever reads the line from its start.
    return f"./{shown}" if text.lstrip().startswith("::") else shown
