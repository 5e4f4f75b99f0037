"""JSON Pointers (RFC 6901): building them, splitting them, generalising them."""

from __future__ import annotations

from collections.abc import Iterable

MAX_TOKEN = 1000
"""Characters of a key that a pointer spells out; a longer one is cut, an ellipsis in its place."""

ANY = "*"
"""The token that stands for every element of a repeated array or object."""


def join(parent: str, token: str | int) -> str:
    """The pointer to the child ``token`` of ``parent``.

    >>> join("/a", "b/c"), join("", 0)
    ('/a/b~1c', '/0')
    """
    if isinstance(token, int):
        return f"{parent}/{token}"
    if len(token) > MAX_TOKEN:
        token = f"{token[: MAX_TOKEN - 1]}…"
    if "~" in token or "/" in token:
        token = token.replace("~", "~0").replace("/", "~1")
    return f"{parent}/{token}"


def build(tokens: Iterable[str | int]) -> str:
    """The pointer made of these tokens.

    >>> build(["a", 0, ""])
    '/a/0/'
    """
    pointer = ""
    for token in tokens:
        pointer = join(pointer, token)
    return pointer


def split(pointer: str) -> tuple[str, ...]:
    """The tokens of a pointer, unescaped; ``ValueError`` if it does not start with ``/``.

    >>> split("/a~1b/0"), split("")
    (('a/b', '0'), ())
    """
    if not pointer:
        return ()
    if not pointer.startswith("/"):
        raise ValueError(f"not a JSON Pointer: {pointer!r}")
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer[1:].split("/"))


def parent(pointer: str) -> str:
    """The pointer to what holds this one; the root is its own parent.

    >>> parent("/a/b"), parent("/a"), parent("")
    ('/a', '', '')
    """
    return pointer.rpartition("/")[0]


def last(pointer: str) -> str:
    """The last token, unescaped; empty for the root.

    >>> last("/a/b~1c")
    'b/c'
    """
    return pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")


def name(pointer: str) -> str:
    """The last token that names a member: the indices of elements are passed over.

    >>> name("/commandes/0/lignes/12"), name("/client")
    ('lignes', 'client')
    """
    while pointer:
        token = last(pointer)
        if not (token.isascii() and token.isdecimal()):
            return token
        pointer = parent(pointer)
    return ""


def generalise(pointer: str) -> str:
    """The same pointer with every array index as ``*``: one name for all elements.

    >>> generalise("/commandes/12/client")
    '/commandes/*/client'
    """
    if not any(character.isdigit() for character in pointer):
        return pointer
    return "/".join(
        ANY if token.isdecimal() and token.isascii() else token for token in pointer.split("/")
    )
