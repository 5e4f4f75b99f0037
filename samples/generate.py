"""Draw the dossiers of samples/ and the papers by which a reader of pieces is measured.

Needs chromium, LibreOffice, Ghostscript and poppler.  Each file comes out the same each time, but for
those with a cryptographic signature: they are kept if they are there, unless ``--again`` is given.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from drawing import (
    after,
    archive,
    bad_attests,
    bad_balances,
    bad_orders,
    good,
    matrix,
    requests,
    tricks,
    truth,
)
from drawing.cases import Case, Piece
from drawing.facts import Order
from drawing.making import Wanted, made
from drawing.truth import Drawn

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "schemas"
PAPERS = ROOT / "tests" / "pieces" / "papers"
TRUTH = ROOT / "tests" / "pieces" / "truth"
DOSSIERS = ROOT / "samples" / "dossiers"
DOSSIERS_TRUTH = ROOT / "samples" / "truth"


def examples() -> dict[str, tuple[Order, ...]]:
    """The orders of the examples of the reference models, by model."""
    return {
        path.parent.relative_to(SCHEMAS).as_posix(): requests.orders(path.read_bytes().decode())
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
    done = (
        order.done or next((line.done for line in order.lines if line.done), "") or order.signed_on
    )
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
    if paper.trick:
        text += truth.line("trick", paper.trick)
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
    if not only:
        _prune({paper.name for paper in matrix.papers(by_role())})
    plain = [paper for paper in chosen if not paper.trick]
    played = [(paper, tricks.played(paper.trick, paper.wanted)) for paper in chosen if paper.trick]
    whole = zip(plain, made([paper.wanted for paper in plain]), strict=True)
    for paper, drawn in (*whole, *played):
        (PAPERS / f"{paper.name}{drawn.suffix}").write_bytes(drawn.data)
        (TRUTH / f"{paper.name}.toml").write_text(described(drawn, paper), "utf-8")


def _prune(names: set[str]) -> None:
    """Remove the papers that are no longer drawn."""
    for path in (*PAPERS.iterdir(), *TRUTH.iterdir()):
        if path.stem not in names:
            path.unlink()


def _kept(paper: matrix.Paper) -> bool:
    return "sealed" in paper.wanted.form and (TRUTH / f"{paper.name}.toml").exists()


# ------------------------------------------------------------------------------ dossiers


def write_dossiers(again: bool, only: str) -> None:
    """Draw the dossiers."""
    cases = [
        case
        for case in (*good.good(), *bad_orders.bad(), *bad_attests.bad(), *bad_balances.bad())
        if only in case.path
    ]
    cases = [case for case in cases if again or not _sealed(case)]
    wanted = [one for case in cases for piece in case.pieces for one in piece.wanted]
    papers = iter(made(wanted))
    for case in cases:
        drawn = [(piece, [next(papers) for _ in piece.wanted]) for piece in case.pieces]
        _write_case(case, drawn)


def _sealed(case: Case) -> bool:
    sealed = any(one.form.startswith("sealed") for piece in case.pieces for one in piece.wanted)
    return sealed and (DOSSIERS_TRUTH / f"{case.path}.toml").exists()


def _write_case(case: Case, drawn: list[tuple[Piece, list[Drawn]]]) -> None:
    folder = DOSSIERS / case.path
    shutil.rmtree(folder, ignore_errors=True)
    files: dict[str, bytes] = {}
    text = _head(case)
    for piece, parts in drawn:
        data = parts[0].data if len(parts) == 1 else after.together(parts)
        file = f"{piece.file}{parts[0].suffix}"
        files[file] = data
        text += _piece(file, piece.wanted, parts)
    for request in case.requests:
        _write(folder / request.file, request.text.encode())
    if case.archive:
        _write(folder / case.archive, archive.broken(archive.zipped(files), case.broken))
    else:
        for file, data in files.items():
            _write(folder / file, data)
    _write(DOSSIERS_TRUTH / f"{case.path}.toml", text.encode())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _head(case: Case) -> str:
    text = truth.line("what", case.what) + truth.line("as_of", case.as_of)
    if case.causes:
        text += truth.line("causes", case.causes) + truth.line("severity", case.severity)
    if case.on:
        suffixes = {f"{piece.file}" for piece in case.pieces}
        text += truth.line(
            "on", [_named(name, case) if name in suffixes else name for name in case.on]
        )
    if case.archive:
        text += truth.line("archive", case.archive)
    if case.broken:
        text += truth.line("broken", case.broken)
    if case.change is not None:
        text += truth.table("changed", dict(case.change._asdict()))
    for request in case.requests:
        text += "\n[[request]]\n" + truth.line("file", request.file)
        text += truth.line("template", request.template)
    return text


def _named(name: str, case: Case) -> str:
    """The name of a file with its suffix."""
    piece = next(piece for piece in case.pieces if piece.file == name)
    suffix = {"photo": ".jpg", "docx": ".docx", "docx-plain": ".docx"}.get(
        piece.wanted[0].form, ".pdf"
    )
    return name + suffix


def _piece(file: str, wanted: tuple[Wanted, ...], parts: list[Drawn]) -> str:
    text, start = "", 0
    for one, drawn in zip(wanted, parts, strict=True):
        text += "\n[[piece]]\n" + truth.line("file", file)
        text += truth.line("role", one.role) + truth.line("order", one.order.number)
        text += truth.line("layout", one.layout) + truth.line("form", one.form)
        text += truth.line("producer", drawn.producer)
        if drawn.pages:
            text += truth.line("pages", [start + 1, start + drawn.pages])
        moved = truth.moved(drawn, start)
        text += truth.signature(moved) + truth.values(moved.shown)
        start += drawn.pages
    return text


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--again", action="store_true", help="draw the sealed papers again")
    parser.add_argument("--only", default="", help="draw only what has this in its name")
    parser.add_argument("--part", choices=("papers", "dossiers", "all"), default="all")
    options = parser.parse_args()
    if options.part != "dossiers":
        write_matrix(options.again, options.only)
    if options.part != "papers":
        write_dossiers(options.again, options.only)


if __name__ == "__main__":
    main()
