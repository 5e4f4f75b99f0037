"""Papers of which it is known what is on them, read: what becomes of each value.

Run by itself it prints the table that the figures of the documentation come from:
``python -m tests.pieces.accuracy [part of a name]``.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from asp_check import catalog
from asp_check.engine.cells import FIRST_NAMES, LAST_NAMES
from asp_check.pieces.equality import compare
from asp_check.pieces.look import pieces_of
from asp_check.pieces.model import ROLES, Item, Paper, Reading
from asp_check.pieces.reading import Reader
from asp_check.rules.common.names import same_name
from asp_check.template import Template

HERE = Path(__file__).parent
PAPERS, TRUTH = HERE / "papers", HERE / "truth"

SCANNED = frozenset({"scan", "scan-grey", "scan-ocr", "photo", "photo-png", "photo-tiff"})
"""Forms of which nothing may be read for sure."""

TEMPLATES = {
    ("HOP-DPI-Va2", "bdc"): "hop-dpi-va2/avance",
    ("HOP-DPI-Va2", ""): "hop-dpi-va2/solde",
    ("MDV-LGC-Va2", "bdc"): "mdv-lgc-va2/avance",
    ("MDV-LGC-Va2", ""): "mdv-lgc-va2/solde",
    ("IMG-RIS-Va2", ""): "img-ris-va2/avance",
    ("MS2", ""): "ms2/solde",
    ("BIO-SGL-VA1", ""): "bio-sgl-va1/solde",
}


class Known(NamedTuple):
    """One paper and what is on it."""

    name: str
    truth: dict[str, Any]
    path: Path

    @property
    def is_scanned(self) -> bool:
        return self.truth["form"] in SCANNED


class Outcome(NamedTuple):
    """What became of one value of a paper: ``read``, ``wrong``, or the state of its reading."""

    paper: Known
    concept: str
    subject: str
    written: str
    state: str
    found: str
    doubt: str
    layout: str


def known(part: str = "") -> Iterator[Known]:
    for path in sorted(TRUTH.glob("*.toml")):
        if part in path.stem:
            truth = tomllib.loads(path.read_text("utf-8"))
            if truth["role"] in ROLES:  # Others are papers that are no piece.
                yield Known(path.stem, truth, PAPERS / truth["file"])


def template(one: Known) -> Template:
    code, role = one.truth["dispositif"], one.truth["role"]
    return catalog.load(TEMPLATES.get((code, role)) or TEMPLATES[code, ""])


def outcomes(one: Known, paper: Paper) -> Iterator[Outcome]:
    """Each value that is looked for in a paper of this role, and what was read of it."""
    model = template(one)
    wanted = {w.role: w for w in catalog.pieces_of(model) or ()}[one.truth["role"]]
    pieces = pieces_of(paper, (wanted,), one.truth["role"])
    readings = [reading for piece in pieces for reading in piece.readings]
    items = {item.concept: item for item in wanted.items}
    kinds = {s.declared.concept: s.declared.kind or "" for s in model.slots if s.declared.concept}
    for value in one.truth["values"]:
        concept = value["concept"]
        if concept in items or concept in wanted.mentions:
            item = items.get(concept, Item(concept, ()))
            yield _outcome(one, value, item, item.kind or kinds.get(concept, ""), readings)


def _outcome(
    one: Known, value: dict[str, Any], item: Item, kind: str, readings: list[Reading]
) -> Outcome:
    subject = value.get("subject", "")
    mine = [r for r in readings if r.concept == value["concept"]]
    own = [r for r in mine if r.subject.replace(" ", "") == subject] or [
        r for r in mine if not r.subject or not subject
    ]
    states = [(compare(item, kind, value["value"], r).state, r) for r in own]
    good = next((r for s, r in states if s in ("equal", "normalised")), None)
    if good is None and value["concept"] in LAST_NAMES:
        good = next((r for r in readings if has_first_name(one, value, r)), None)
    if good is None and value["concept"] in PEOPLE:
        good = next((r for r in own if is_person(one, value, r)), None)
    state, reading = "unnamed", None
    if good is not None:
        state, reading = "read", good
    elif own:
        reading = own[0]
        state = reading.state if reading.state != "read" else "wrong"
    return Outcome(
        one, value["concept"], subject, value["written"], state,
        "" if reading is None else reading.value, "" if reading is None else reading.doubt,
        one.truth["layout"],
    )  # fmt: skip


PEOPLE = {**FIRST_NAMES, "invoice.name": ""}
"""Names that papers write with the first name, or a title, in one place."""


def is_person(one: Known, value: dict[str, Any], reading: Reading) -> bool:
    first = PEOPLE[value["concept"]]
    firsts = [v["value"] for v in one.truth["values"] if v["concept"] == first]
    names = [value.get("within", ""), *(f"{name} {value['value']}" for name in firsts)]
    return reading.state == "read" and any(same_name(name, reading.value) for name in names)


def has_first_name(one: Known, value: dict[str, Any], reading: Reading) -> bool:
    """Whether a name was read with the first name in it."""
    last = LAST_NAMES[value["concept"]]
    subject = value.get("subject", "")
    names = [
        f"{value['value']} {v['value']}"
        for v in one.truth["values"]
        if v["concept"] == last and v.get("subject", "") == subject
    ]
    return (
        reading.concept == last
        and reading.state == "read"
        and any(same_name(name, reading.value) for name in names)
    )


def read_all(part: str = "") -> Iterator[tuple[Known, Paper]]:
    with Reader() as reader:
        for one in known(part):
            yield one, reader.read(one.path.read_bytes(), one.path.name)


def main() -> None:
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    by_layout: dict[str, Counter[str]] = {}
    for one, paper in read_all(part):
        for out in outcomes(one, paper):
            by_layout.setdefault(f"{out.layout} {one.truth['form']}", Counter())[out.state] += 1
            if out.state != "read" and not one.is_scanned:
                print(
                    f"{one.name}: {out.concept} {out.subject}: {out.state} {out.doubt}"
                    f" {out.written!r} / {out.found!r}"
                )
    total: Counter[str] = Counter()
    for name, counted in sorted(by_layout.items()):
        print(f"{name:40} {dict(counted)}")
        if name.split()[1] not in SCANNED:
            total += counted
    share = total["read"] / max(1, sum(total.values()))
    print(f"born digital: {dict(total)}: {share:.2%} read")


if __name__ == "__main__":
    main()
