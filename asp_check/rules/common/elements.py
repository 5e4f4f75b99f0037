"""Where a value stands: the repeated element that holds it, by the paths of the template."""

from __future__ import annotations

from asp_check.pointer import ANY


def element_of(path: str) -> str:
    """The path of the innermost repeated element that holds this one; empty for the whole file.

    >>> element_of("/orders/*/sites/*/finess"), element_of("/orders/*"), element_of("/number")
    ('/orders/*/sites/*', '/orders/*', '')
    """
    parts = path.split("/")
    while parts and parts[-1] != ANY:
        parts.pop()
    return "/".join(parts)


def holds(element: str, path: str) -> bool:
    """Whether a path lies in this element, or is the element itself.

    >>> holds("/orders/*", "/orders/*/number"), holds("/orders/*", "/orders"), holds("", "/a")
    (True, False, True)
    """
    return path == element or path.startswith(f"{element}/")
