"""Content controls and form fields of a DOCX: what they store, held against what they show.

Word shows what is stored when it opens the file, other programs show what was saved: where the
two differ nobody knows what a person sees.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from asp_check.pieces.docx_layout import Atom
from asp_check.pieces.docx_styles import TICKS, glyph
from asp_check.pieces.office import Package, find, is_on, value
from asp_check.values.dates import guess_day, plain

_CORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
"""The store of the properties of the document itself."""
_STEP = re.compile(r"(@?)(?:[\w.-]+:)?([\w.-]+)(?:\[([0-9]{1,4})\])?")


class CheckBox(NamedTuple):
    """A check box: what it stores, and the characters that stand for its two states."""

    stored: bool
    on: str
    off: str
    name: str


class Control(NamedTuple):
    """A content control: its name, whether it is empty, what is doubtful of it."""

    name: str
    empty: bool = False
    doubt: str = ""
    box: CheckBox | None = None


class Stores:
    """The data that content controls are bound to, by the id of their store."""

    def __init__(self, package: Package, links: Mapping[str, str]) -> None:
        self._package = package
        self._names = {_CORE: "docProps/core.xml", **links}

    def bound(self, binding: Element | None) -> str | None:
        """What is stored for a control with this binding; nothing where that is not known."""
        if binding is None:
            return None
        name = self._names.get(binding.get("storeItemID", "").upper())
        root = None if name is None else self._package.part(name)
        return None if root is None else _at(root, binding.get("xpath", ""))


def stores(package: Package, main: str) -> Stores:
    """The stores of a document."""
    found = {}
    for link in package.links(main).values():
        if link.kind == "customXml":
            for inner in package.links(link.target).values():
                item = package.part(inner.target) if inner.kind == "customXmlProps" else None
                if item is not None:
                    found[item.get("itemID", "").upper()] = link.target
    return Stores(package, found)


def _at(root: Element, path: str) -> str | None:
    """The text at a path such as ``/ns0:client[1]/ns0:nom[1]``; nothing for any other path."""
    steps = [_STEP.fullmatch(step) for step in path.strip("/").split("/")]
    if not steps or any(step is None for step in steps):
        return None
    first, *rest = [step for step in steps if step is not None]
    here: Element | None = root if first[2] == root.tag and not first[1] else None
    for step in rest:
        if here is None:
            return None
        if step[1]:
            return here.get(step[2])
        same = here.findall(step[2])
        at = int(step[3] or "1") - 1
        here = same[at] if 0 <= at < len(same) else None
    return None if here is None else "".join(here.itertext())


def control(sdt: Element, stored: Stores) -> Control:
    """What a content control is."""
    properties = sdt.find("sdtPr")
    name = value(properties, "alias") or value(properties, "tag") or ""
    bound = stored.bound(find(properties, "dataBinding"))
    check = find(properties, "checkbox")
    if check is not None:
        box = CheckBox(is_on(check, "checked"), _character(check, "checkedState", "☒"),
                       _character(check, "uncheckedState", "☐"), name)  # fmt: skip
        agree = bound is None or (bound.strip().lower() in ("1", "true")) is box.stored
        return Control(name, doubt="" if agree else "stored", box=box)
    shows = _shown(sdt)
    if is_on(properties, "showingPlcHdr") or not shows:
        return Control(name, empty=True, doubt="stored" if (bound or "").strip() else "")
    day = find(properties, "date")
    full = "" if day is None else day.get("fullDate", "")[:10]
    doubtful = _differ(full, shows, day is not None) or _differ(bound, shows, day is not None)
    return Control(name, doubt="stored" if doubtful else "")


def _character(check: Element, name: str, usual: str) -> str:
    state = check.find(name)
    code = "" if state is None else state.get("val", "")
    if state is None or not re.fullmatch(r"[0-9A-Fa-f]{2,6}", code) or int(code, 16) > 0x10FFFF:
        return usual
    return glyph(int(code, 16), state.get("font", "")) or chr(int(code, 16))


def _shown(sdt: Element) -> str:
    content = sdt.find("sdtContent")
    texts = () if content is None else content.iter()
    return "".join(
        one.text or "" if one.tag == "t" else "�"
        for one in texts
        if one.tag in ("t", "sym", "drawing", "pict")
    ).strip()


def _differ(stored: str | None, shows: str, is_day: bool) -> bool:
    """Whether what is stored is surely not what shows."""
    if not stored:
        return False
    if is_day:
        kept, seen = guess_day(stored.strip()[:10]), guess_day(plain(shows))
        return kept is not None and seen is not None and kept != seen
    return "".join(stored.split()) != "".join(shows.split())


def tick(text: str, origin_box: CheckBox | None, doubt: str) -> Atom | None:
    """The box that a character shows, alone or in a check box; nothing if it shows none."""
    if origin_box is None:
        state = TICKS.get(text)
        return None if state is None else Atom("tick", state=state, doubt=doubt)
    box = origin_box
    seen = True if text == box.on else False if text == box.off else TICKS.get(text)
    if box.on == box.off or seen is None or seen is not box.stored:
        return Atom("tick", box.name, "control", "stored")
    return Atom("tick", box.name, "control", doubt, None if doubt == "stored" else seen)


def legacy(data: Element) -> Atom | None:
    """What a form field of the old kind shows by itself: a check box, a list."""
    name = value(data, "name") or ""
    if (box := data.find("checkBox")) is not None:
        chosen = "checked" if box.find("checked") is not None else "default"
        return Atom("tick", name, "control", state=is_on(box, chosen))
    if (choice := data.find("ddList")) is not None:
        entries = [one.get("val", "") for one in choice.findall("listEntry")]
        said = value(choice, "result") or value(choice, "default") or "0"
        at = int(said) if said.isdecimal() and len(said) < 4 else len(entries)
        return Atom("text", entries[at], "control") if at < len(entries) else None
    return None
