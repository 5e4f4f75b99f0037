"""Changes of layout: of the whole file, and of single places that differ from the rest."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.compare.change import Change
from asp_check.describe.layout import Layout
from asp_check.template import Object, Repeat, TemplateNode, Tuple
from asp_check.text import NEWLINE, decode


def layout_changes(old: Layout, new: Layout) -> Iterator[Change]:
    """What changed in the layout of the whole file."""
    if old.bom != new.bom:
        yield Change("bom" if new.bom else "no-bom", "")
    if old.newlines != new.newlines:
        yield Change("newlines", "", ", ".join(old.newlines), ", ".join(new.newlines))
    elif old.indent != new.indent:
        yield Change("indent", "", old.indent or "", new.indent or "")
    if old.colon != new.colon:
        yield Change("colon", "", old.colon, new.colon)
    if old.comma != new.comma:
        yield Change("comma", "", old.comma, new.comma)
    if _trail(old.end) != _trail(new.end):
        yield Change("end", "", old.end, new.end)


def _trail(end: str) -> str:
    """The end of a file whatever the style of its newlines."""
    return end.replace("\r\n", "\n").replace("\r", "\n")


def spacing_changes(
    old: TemplateNode, new: TemplateNode, before: Layout, after: Layout
) -> Iterator[Change]:
    """Whether the blanks inside this container changed, beyond what changed everywhere."""
    if (before.indent is None) != (after.indent is None):
        return  # One of the files is a single line: that has been said.
    if _spacing(old, before) != _spacing(new, after):
        yield Change("spacing", new.path, node=new)
        return
    if not (isinstance(old, Repeat) and isinstance(new, Repeat)):
        return
    if _blank(old.separator, before) != _blank(new.separator, after):
        yield Change("separator", new.path, decode(old.separator), decode(new.separator), new)


def _spacing(node: TemplateNode, layout: Layout) -> object:
    """The blanks of a container as a shape: the same for two files that differ in style alone."""
    if isinstance(node, Object):
        leads = {_blank(member.lead, layout) for member in node.members}
        colons = {"" if decode(m.colon) == layout.colon else decode(m.colon) for m in node.members}
        return leads, colons, _blank(node.close, layout)
    if isinstance(node, Repeat):
        return _blank(node.open, layout), _blank(node.close, layout)
    if isinstance(node, Tuple):
        return {_blank(lead, layout) for lead in node.leads}, _blank(node.close, layout)
    return node.literal


def _blank(text: bytes, layout: Layout) -> str:
    """Blanks without their comma, without what the style of newlines and indentation explains."""
    bare = text.replace(b",", b"", 1)
    *above, levels = NEWLINE.split(bare)
    if not above:
        return "" if decode(bare) == layout.comma else decode(bare)
    unit = (layout.indent or "").encode()
    regular = bool(unit) and levels == unit * (len(levels) // len(unit))
    return "\n".join(map(decode, above)) + "\n" + ("" if regular else decode(levels))
