"""How a blank is written, apart from what it says: newlines, indentation, BOM, end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from asp_check.describe.tree import walk
from asp_check.describe.words import Words
from asp_check.template import Object, Repeat, Template, TemplateNode, Tuple
from asp_check.text import NEWLINE, decode, visible


@dataclass(frozen=True, slots=True)
class Layout:
    """How a blank is written, apart from what it says."""

    bom: bool
    newlines: tuple[str, ...]
    """``LF``, ``CRLF``, ``CR`` between the first character and the last; the most frequent first."""
    indent: str | None
    """The blanks that one level adds; ``None`` on a single line."""
    colon: str
    """The text between most keys and their values."""
    comma: str | None
    """The text after most commas that end no line; ``None`` if all do."""
    end: str
    """The text after the root."""


def layout_of(template: Template) -> Layout:
    """How the blank of this template is written."""
    text = template.text[: len(template.text) - len(template.suffix)]
    names = {b"\n": "LF", b"\r\n": "CRLF", b"\r": "CR"}
    newlines = Counter(names[newline] for newline in NEWLINE.findall(text))
    colons = Counter(
        member.colon
        for node, _ in walk(template.root)
        if isinstance(node, Object)
        for member in node.members
    )
    return Layout(
        bom=template.bom > 0,
        newlines=tuple(name for name, _ in newlines.most_common()),
        indent=_indent(template.root),
        colon=decode(colons.most_common(1)[0][0]) if colons else "",
        comma=None if template.style.comma_blank is None else decode(template.style.comma_blank),
        end=decode(template.suffix),
    )


def _indent(root: TemplateNode) -> str | None:
    """What stands before the first child of the root, if it stands on a line of its own."""
    if isinstance(root, Tuple):
        opening = root.leads[0]
    elif isinstance(root, Object | Repeat):
        opening = root.open
    else:
        return None
    return decode(NEWLINE.split(opening)[-1]) if NEWLINE.search(opening) else None


def layout_words(layout: Layout) -> Words:
    """A layout in one line."""
    bom = (
        ("UTF-8 avec BOM", "UTF-8 with BOM") if layout.bom else ("UTF-8 sans BOM", "UTF-8, no BOM")
    )
    french, english = [bom[0]], [bom[1]]
    if layout.newlines:
        newlines = ", ".join(layout.newlines)
        french.append(f"fins de ligne {newlines}")
        english.append(f"newlines {newlines}")
    indent = indent_words(layout.indent)
    french.append(indent[0])
    english.append(indent[1])
    end = visible(layout.end)
    french.append(f"fin du fichier : {end}" if end else "rien après la dernière accolade")
    english.append(f"end of the file: {end}" if end else "nothing after the last brace")
    return ", ".join(french), ", ".join(english)


def indent_words(indent: str | None) -> Words:
    """An indentation in words.

    >>> indent_words("  ")[1], indent_words("\\t")[1], indent_words("")[1]
    ('indented by 2 spaces', 'indented by 1 tab', 'not indented')
    """
    if indent is None:
        return "une seule ligne", "a single line"
    if not indent:
        return "sans indentation", "not indented"
    if set(indent) == {" "}:
        count = len(indent)
        plural = "s" if count > 1 else ""
        return f"indentation de {count} espace{plural}", f"indented by {count} space{plural}"
    if set(indent) == {"\t"}:
        count = len(indent)
        plural = "s" if count > 1 else ""
        return f"indentation de {count} tabulation{plural}", f"indented by {count} tab{plural}"
    return f"indentation « {visible(indent)} »", f"indented by '{visible(indent)}'"
