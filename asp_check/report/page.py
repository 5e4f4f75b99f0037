"""What every HTML page is made of: one file, no script, no network, every text escaped.

A state is told by a word, a sign and a colour, never by colour alone.  No character that one cannot
see reaches a page as it is: it is drawn as a chip with its name.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from html import escape as html_escape
from types import MappingProxyType

from asp_check.report.cells import cells
from asp_check.report.escape import CI_COMMAND, TYPOGRAPHIC
from asp_check.text import visible

SIGNS: Mapping[str, str] = MappingProxyType({
    "conform": "✓", "nonconform": "✗", "inconclusive": "?",
    "blocking": "✗", "warning": "!", "info": "i",
    "given": "", "empty": "–", "equal": "=", "normalised": "≈", "confirmed": "✓", "different": "≠",
    "absent": "∅", "unclear": "?", "unnamed": "·",
})  # fmt: skip
"""A sign for each state."""

_NAMED = re.compile(r"(⟨(?:[A-Z]{2,5}|U\+[0-9A-F]{4,6}|#)⟩)")
"""Characters that a message of ours has named already."""

_QUOTED = re.compile(r"`([^`<>]+)`")

_WRITTEN = {
    "fr": "Écrit par asp-check {version}",
    "en": "Written by asp-check {version}",
}


def start(lang: str, title: str, css: str) -> str:
    """The page down to the start of ``main``; nothing is loaded, and no other style holds."""
    digest = b64encode(sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="{attribute(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{html_escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{attribute(title)}</title>\n<style>{css}</style>\n</head>\n<body>\n<main>\n"
    )


def end(lang: str, version: str) -> str:
    """What wrote the page, and its end."""
    written = _WRITTEN[lang].format(version=version)
    return f"</main>\n<footer>{text(written)}</footer>\n</body>\n</html>\n"


def text(words: str) -> str:
    """Words of ours, with what they quote: their typography stays, all else unseen is a chip.

    >>> text("l'école\\u00a0: <b>\\x1b") == (
    ...     "l&#x27;école\\u00a0: &lt;b&gt;" '<span class="chip">⟨ESC⟩</span>')
    True
    """
    if not (words.isascii() and words.isprintable()):
        words = "".join(c if c in TYPOGRAPHIC else visible(c) for c in words)
    words = html_escape(CI_COMMAND.sub("⟨#⟩", words))
    return _NAMED.sub(lambda named: _chip(named[0]), words)


def prose(words: str) -> str:
    """Words of ours, a command in them set as one.

    >>> prose("par `asp-check fix`")
    'par <code>asp-check fix</code>'
    """
    return _QUOTED.sub(r"<code>\1</code>", text(words))


def value(written: str) -> str:
    """A value of a file, or a path: everything that one cannot see is a chip.

    >>> value("a\\u00a0b<"), value("⟨NBSP⟩")
    ('a<span class="chip">⟨NBSP⟩</span>b&lt;', '⟨NBSP⟩')
    """
    if written.isascii() and written.isprintable() and "##" not in written:
        return html_escape(written)
    return "".join(drawn(shown) for shown, _ in cells(written))


def quoted(written: str) -> str:
    """A value as a finding quotes it: what it has named already is a chip too.

    >>> quoted("⟨LF⟩<")
    '<span class="chip">⟨LF⟩</span>&lt;'
    """
    parts = _NAMED.split(written)
    return "".join(_chip(part) if n % 2 else value(part) for n, part in enumerate(parts))


def path(written: str) -> str:
    """A path or a JSON Pointer, which may be broken after each ``/``.

    >>> path("/a/b")
    '/<wbr>a/<wbr>b'
    """
    return "/<wbr>".join(map(value, written.split("/")))


def drawn(cell: str) -> str:
    """One character as it is shown, perhaps by its name: a name is a chip."""
    return html_escape(cell) if len(cell) == 1 else _chip(html_escape(cell))


def attribute(words: str) -> str:
    """Words for an attribute, or the title: what one cannot see is named, without a chip."""
    return html_escape(visible(words))


def _chip(name: str) -> str:
    return f'<span class="chip">{name}</span>'


def link(address: str, shown: str) -> str:
    """A link to this address, in these words; the words alone where it is no https address."""
    if not re.match(r"https://[^\s/]", address) or visible(address) != address:
        return text(shown)
    return f'<a href="{html_escape(address)}" rel="noopener noreferrer">{text(shown)}</a>'


def badge(state: str, word: str, sign: str | None = None) -> str:
    """A state: its sign, its word, and the class that colours it."""
    sign = SIGNS.get(state, "") if sign is None else sign
    mark = f'<span aria-hidden="true">{text(sign)}</span> ' if sign else ""
    return f'<span class="state {attribute(state)}">{mark}{text(word)}</span>'


def table(heads: Sequence[str], rows: str, kind: str = "") -> str:
    """A table with these heads, in plain words; ``rows`` are markup."""
    titles = "".join(f'<th scope="col">{text(head)}</th>' for head in heads)
    named = f' class="{attribute(kind)}"' if kind else ""
    return (
        f'<div class="grid"><table{named}>\n<thead><tr>{titles}</tr></thead>\n'
        f"<tbody>\n{rows}</tbody></table></div>\n"
    )


def anchor(name: str, prefix: str = "d") -> str:
    """A name for a place of the page that says nothing and is the same each time."""
    return f"{prefix}{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
