"""Draw the dossiers of samples/ and the papers by which a reader of pieces is measured.

Needs chromium, LibreOffice, Ghostscript and poppler.  Each file comes out the same each time, but for
those with a cryptographic signature: they are kept if they are there, unless ``--again`` is given.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from drawing import matrix, requests, truth
from drawing.facts import Order
from drawing.making import made
from drawing.truth import Drawn

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "schemas"
PAPERS = ROOT / "tests" / "pieces" / "papers"
TRUTH = ROOT / "tests" / "pieces" / "truth"


def examples() -> dict[str, tuple[Order, ...]]:
    """The orders of the examples of the reference models, by model."""
    return {
        path.parent.relative_to(SCHEMAS).as_posix(): requests.orders(path.read_text("utf-8"))
        for path in sorted(SCHEMAS.rglob("example.json"))
    }


def by_role() -> dict[str, list[Order]]:
    """The orders that can show each kind of piece."""
    every = [order for orders in examples().values() for order in orders]
    return {
        "bdc": every,
        "va": [order for order in every if order.va is not None],
        "mom": [order for order in every if order.mom is not None],
        "invoice": [order for order in every if order.invoice is not None],
        "pilot": [pilot(order) for order in every if order.invoice is not None],
    }


def pilot(order: Order) -> Order:
    """The same order as a pilot: with a day of deployment."""
    done = order.done or next((line.done for line in order.lines if line.done), "") or order.signed_on
    return order._replace(done=done)


def described(drawn: Drawn, paper: matrix.Paper) -> str:
    """What is known of a paper, as TOML."""
    wanted = paper.wanted
    text = truth.line("role", wanted.role)
    text += truth.line("order", wanted.order.number)
    text += truth.line("dispositif", wanted.order.dispositif)
    text += truth.line("layout", wanted.layout)
    text += truth.line("form", wanted.form)
    text += truth.line("producer", drawn.producer)
    text += truth.line("file", f"{paper.name}{drawn.suffix}")
    text += truth.line("pages", drawn.pages)
    text += truth.signature(drawn)
    if paper.twin:
        text += truth.line("twin", paper.twin)
    text += truth.values(drawn.shown)
    if paper.change is not None:
        text += truth.table("changed", dict(paper.change._asdict()))
    return text


def write_matrix(again: bool, only: str) -> None:
    """Draw the papers of the matrix."""
    PAPERS.mkdir(parents=True, exist_ok=True)
    TRUTH.mkdir(parents=True, exist_ok=True)
    chosen = [paper for paper in matrix.papers(by_role()) if only in paper.name]
    chosen = [paper for paper in chosen if again or not _kept(paper)]
    for paper, drawn in zip(chosen, made([paper.wanted for paper in chosen]), strict=True):
        (PAPERS / f"{paper.name}{drawn.suffix}").write_bytes(drawn.data)
        (TRUTH / f"{paper.name}.toml").write_text(described(drawn, paper), "utf-8")


def _kept(paper: matrix.Paper) -> bool:
    return paper.wanted.form.startswith("sealed") and (TRUTH / f"{paper.name}.toml").exists()


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--again", action="store_true", help="draw the sealed papers again")
    parser.add_argument("--only", default="", help="draw only what has this in its name")
    options = parser.parse_args()
    write_matrix(options.again, options.only)


if __name__ == "__main__":
    main()
