"""Changes of layout: of the whole file, and of single places that differ from the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.compare.change import Change
from asp_check.describe.layout import Layout
from asp_check.template import Object, Repeat, TemplateNode, Tuple
from asp_check.text import NEWLINE, decode


def layout_changes(old: Layout, new: Layout) -> Iterator[Change]:
    """What changed in the layout of the whole file."""
    if old.bom != new.bom:
        yield Change("bom" if new.bom else "no-bom", "")
    both = bool(old.newlines and new.newlines)
    if both and old.newlines != new.newlines:
        yield Change("newlines", "", ", ".join(old.newlines), ", ".join(new.newlines))
    if old.indent != new.indent:
        yield Change("indent", "", old.indent, new.indent)
    if old.colon != new.colon:
        yield Change("colon", "", old.colon, new.colon)
    if None not in {old.comma, new.comma} and old.comma != new.comma:
        yield Change("comma", "", old.comma, new.comma)
    same_style = not both or old.newlines == new.newlines
    if old.end != new.end and (same_style or _trail(old.end) != _trail(new.end)):
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
    pairs = zip(_spacing(old, before), _spacing(new, after), strict=True)
    # Where one of them has no second member there is nothing to compare.
    if any(one and other and one != other for one, other in pairs):
        yield Change("spacing", new.path, node=new)
        return
    if not (isinstance(old, Repeat) and isinstance(new, Repeat)):
        return
    if _between(old.separator, before) != _between(new.separator, after):
        yield Change("separator", new.path, decode(old.separator), decode(new.separator), new)


def _spacing(node: TemplateNode, layout: Layout) -> Sequence[frozenset[object]]:
    """The blanks of a container as a shape: the same for two files that differ in style alone."""
    if isinstance(node, Object):
        colons = [decode(member.colon) for member in node.members]
        return (
            frozenset([_blank(node.open, layout)]),
            frozenset(_between(member.lead, layout) for member in node.members[1:]),
            frozenset("" if colon == layout.colon else colon for colon in colons),
            frozenset([_blank(node.close, layout)]),
        )
    if isinstance(node, Repeat):
        return frozenset([_blank(node.open, layout)]), frozenset([_blank(node.close, layout)])
    if isinstance(node, Tuple):
        return (
            frozenset([_blank(node.leads[0], layout)]),
            frozenset(_between(lead, layout) for lead in node.leads[1:]),
            frozenset([_blank(node.close, layout)]),
        )
    return (frozenset([decode(node.literal)]),)


def _between(text: bytes, layout: Layout) -> tuple[str, str]:
    """What stands before a comma and after it, without what the style explains."""
    before, _, after = text.partition(b",")
    if decode(after) == layout.comma:
        return decode(before), ""
    return decode(before), _blank(after, layout)


def _blank(text: bytes, layout: Layout) -> str:
    """Blanks without what the style of newlines and indentation explains."""
    *above, levels = NEWLINE.split(text)
    if not above:
        return decode(text)
    unit = (layout.indent or "").encode()
    regular = bool(unit) and levels == unit * (len(levels) // len(unit))
    return "\n".join(map(decode, above)) + "\n" + ("" if regular else decode(levels))
