"""Paths as URIs (RFC 3986), as reports for other programs name files."""

from __future__ import annotations

import os
from typing import NamedTuple
from urllib.parse import quote

_SAFE = "/!$&'()*+,;=@~"
"""What stands as it is in the path of a URI; a colon does not, for it would end a scheme."""


class Reference(NamedTuple):
    """A URI, absolute or to be taken from a base."""

    uri: str
    relative: bool


def reference(path: str, separator: str = os.sep) -> Reference:
    """The URI of a path as it was given; bytes that are no text are kept as they are.

    >>> reference("./dépôts/a b.json", "/").uri, reference("/a:b/%.json", "/").uri
    ('d%C3%A9p%C3%B4ts/a%20b.json', 'file:///a%3Ab/%25.json')
    >>> reference("C:\\\\a\\\\b.json", "\\\\").uri, reference("\\\\\\\\srv\\\\x\\\\b.json", "\\\\").uri
    ('file:///C:/a/b.json', 'file://srv/x/b.json')
    """
    if separator == "\\":
        path = path.replace(separator, "/")
        if path.startswith("//"):
            return Reference(f"file:{_quoted(path)}", relative=False)
        if path[1:3] == ":/" and path[:1].isascii() and path[:1].isalpha():
            return Reference(f"file:///{path[:2]}{_quoted(path[2:])}", relative=False)
    if path.startswith("/"):
        return Reference(f"file:///{_quoted(path.lstrip('/'))}", relative=False)
    return Reference(_quoted(plain(path, separator)), relative=True)


def plain(path: str, separator: str = os.sep) -> str:
    r"""The path as the services that show files by their name in a repository have it.

    >>> plain("./a/b.json", "/"), plain(".\\a\\b.json", "\\"), plain("./", "/")
    ('a/b.json', 'a/b.json', '.')
    """
    path = path.replace(separator, "/")
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path or "."


def _quoted(path: str) -> str:
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        # Half of a pair: Windows lets a name hold one.
        data = path.encode("utf-8", "surrogatepass")
    return quote(data, safe=_SAFE)
