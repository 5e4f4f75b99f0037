"""What a PDF holds that is never run nor opened: it is named, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asp_check.pieces.pdf.fields import Item, chain, value_of

_ACTIONS = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/SubmitForm": "launch",
    "/ImportData": "launch",
}

_LONGEST = 16
"""Actions that follow one another."""


def of_document(root: Item) -> set[str]:
    """What the whole document holds."""
    names = value_of(root, "/Names")
    form = value_of(root, "/AcroForm")
    found = set(_actions(value_of(root, "/OpenAction"))) | set(_triggers(root))
    if value_of(names, "/JavaScript") is not None:
        found.add("javascript")
    if value_of(names, "/EmbeddedFiles") is not None or value_of(root, "/AF") is not None:
        found.add("embedded-files")
    if value_of(form, "/XFA") is not None:
        found.add("xfa")
    if value_of(root, "/OCProperties") is not None:
        found.add("layers")
    return found


def of_page(page: Item) -> set[str]:
    """What a page and its annotations hold."""
    found = set(_triggers(page))
    annotations = value_of(page, "/Annots")
    for item in annotations if isinstance(annotations, list) else ():
        for part in chain(item.get_object()):
            found.update(_actions(value_of(part, "/A")), _triggers(part))
            if str(value_of(part, "/Subtype")) == "/FileAttachment":
                found.add("embedded-files")
    return found


def _triggers(item: Item) -> Iterator[str]:
    triggers = value_of(item, "/AA")
    if isinstance(triggers, Mapping):
        for name in triggers:
            yield from _actions(value_of(triggers, name))


def _actions(action: Item) -> Iterator[str]:
    for _ in range(_LONGEST):
        if not isinstance(action, Mapping):
            return
        kind = _ACTIONS.get(str(value_of(action, "/S")))
        if kind:
            yield kind
        action = value_of(action, "/Next")
