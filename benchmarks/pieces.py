"""Measures dossiers: a request with its pieces, by itself and by the thousand, and prints Markdown.

    pip install -e '.[bench]'
    taskset -c 0 python benchmarks/pieces.py one    # one dossier, on one core
    python benchmarks/pieces.py many                # a thousand, by one process and by two
    python benchmarks/pieces.py many 100            # or a hundred

The papers are drawn by the scripts that draw the samples, the same at each run.  Nothing is read off
images, and nothing goes to the network.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from types import FrameType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "samples"))

import make  # noqa: E402 - beside this file
from drawing import making, requests  # noqa: E402 - in samples
from drawing.making import Wanted  # noqa: E402
from pypdf import PdfReader, PdfWriter  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

from asp_check import cli  # noqa: E402
from asp_check.pieces import worker  # noqa: E402
from asp_check.pieces.model import Form, Paper  # noqa: E402

BIN = Path(sys.executable).parent
SOLDE = ("hop-dpi-va2/solde@initial", "2025-12-01")
ROUNDS = 11
COUNT = 1000


def main(argv: Sequence[str] | None = None) -> int:
    """Run the parts asked for, in order."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("part", nargs="?", choices=("one", "many"), help="default: both")
    parser.add_argument("count", nargs="?", type=int, default=COUNT, help="dossiers in a run")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="asp-check-bench-") as folder:
        if asked.part != "many":
            print(one(Path(folder)), flush=True)
        if asked.part != "one":
            print(many(Path(folder), asked.count), flush=True)
    return 0


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, figures to the right."""
    rule = ["---", *["---:"] * (len(header) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, rule, *rows)) + "\n"


# --- One dossier: a request and five pieces of two pages


def one(folder: Path) -> str:
    """How long one dossier takes, whole process and in process, and what takes it."""
    dossier = folder / "one"
    write_dossier(dossier)
    words = ["dossier", "--template", SOLDE[0], "--as-of", SOLDE[1], str(dossier)]
    whole = [spent([str(BIN / "asp-check"), *words]) for _ in range(ROUNDS + 1)][1:]
    bare = [spent([sys.executable, "-c", "pass"]) for _ in range(ROUNDS + 1)][1:]
    starts = [reader_start() for _ in range(ROUNDS)]
    with in_process():
        shares = sampled(lambda: run(words), 1)  # Imports are of the first time only.
        again = sampled(lambda: run(words), ROUNDS)
    steps = {name: taken for name, taken in shares.items() if name == IMPORTS}
    steps |= {name: taken / ROUNDS for name, taken in again.items() if name != IMPORTS}
    steps = {
        "start of Python": statistics.median(one.computing for one in bare),
        "start of the process that reads, with its imports": statistics.median(starts),
        **steps,
    }
    total = sum(steps.values())
    middle = sorted(whole)[len(whole) // 2]
    rows = [
        (name, f"{taken * 1000:.0f} ms", f"{taken / total:.0%}")
        for name, taken in sorted(steps.items(), key=lambda step: -step[1])
    ]
    inside = sum(again.values()) / ROUNDS
    head = table(
        ("a request and five pieces of two pages", "clock", "computing"),
        [
            ("whole process", f"{middle.clock:.2f} s", f"{middle.computing:.2f} s"),
            ("in process, after the first", "", f"{inside:.2f} s"),
        ],
    )
    return head + "\n" + table(("step", "computing", "share"), rows)


def write_dossier(folder: Path) -> None:
    """A balance of two orders: two orders, two VAs, and both invoices in one PDF."""
    folder.mkdir()
    source = (
        ROOT / "samples" / "dossiers" / "hop-dpi-va2" / "solde" / "ok" / "complete" / "bdc.json"
    )
    request = json.loads(source.read_bytes())
    request["commandes"][1]["mom"] = None
    text = source.read_text("utf-8")
    first, second = requests.orders(text)
    vas = drawn([Wanted(first, "va-form", "acroform"), Wanted(second, "va-table", "reportlab")])
    orders = drawn(
        [Wanted(first, "bdc-plain", "reportlab"), Wanted(second, "bdc-classic", "reportlab")]
    )
    invoices = drawn([Wanted(order, "invoice-classic", "reportlab") for order in (first, second)])
    pieces = {
        "bdc-1": orders[:1],
        "bdc-2": orders[1:],
        "va-1": vas[:1],
        "va-2": vas[1:],
        "factures": invoices,
    }
    for name, parts in pieces.items():
        (folder / f"{name}.pdf").write_bytes(bound(parts))
    start, end = text.rindex('"mom": {'), text.index("}", text.rindex('"mom": {')) + 1
    (folder / "bdc.json").write_text(text[:start] + '"mom": null' + text[end:], "utf-8")


def drawn(wanted: Sequence[Wanted]) -> list[bytes]:
    """These papers."""
    return [paper.data for paper in making.made(wanted)]


def bound(parts: Sequence[bytes]) -> bytes:
    """Papers in one file; one of a single page has the conditions of sale on its back."""
    writer = PdfWriter()
    for part in parts:
        writer.append(PdfReader(io.BytesIO(part)))
    if len(writer.pages) < 2:
        writer.append(PdfReader(io.BytesIO(conditions())))
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def conditions() -> bytes:
    """A page of conditions of sale."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(50, 790, "Conditions générales de vente")
    for line in range(40):
        words = "Le prestataire exécute la prestation dans les règles de l’art et en rend compte au client"
        canvas.drawString(50, 765 - 16 * line, f"{line + 1}. {words}.")
    canvas.save()
    return file.getvalue()


class Spent(NamedTuple):
    """What a process took, its children included: seconds by the clock, seconds of computing."""

    clock: float
    computing: float


def spent(words: Sequence[str]) -> Spent:
    """What a process takes; the file must not be a wrong use."""
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(words, capture_output=True, check=False)
    clock, after = time.perf_counter() - start, os.times()
    if done.returncode == 2:
        raise RuntimeError(done.stderr.decode())
    own = after.children_user + after.children_system
    return Spent(clock, own - before.children_user - before.children_system)


def reader_start() -> float:
    """Seconds of computing until the process that reads has read a paper of one word."""
    code = (
        "import sys; from asp_check.pieces.worker import Worker\n"
        "with Worker() as worker: worker.read(sys.stdin.buffer.read(), '', 'pdf')"
    )
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(50, 50, "a")
    canvas.save()
    taken = []
    for body in (code, "import asp_check.pieces.worker"):
        before = os.times()
        subprocess.run([sys.executable, "-c", body], input=file.getvalue(), check=True)
        after = os.times()
        taken.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
    return taken[0] - taken[1]


def run(words: Sequence[str]) -> None:
    """The command, in this process."""
    with redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")):
        cli.main(list(words))


@contextmanager
def in_process() -> Iterator[None]:
    """Papers are read in this process, so that one clock sees it all."""

    def read(_self: worker.Worker, data: bytes, path: str, form: Form) -> Paper:
        return worker._read(data, path, form)  # noqa: SLF001 - what the other process calls

    kept, worker.Worker.read = worker.Worker.read, read  # type: ignore[method-assign]
    try:
        yield
    finally:
        worker.Worker.read = kept  # type: ignore[method-assign]


IMPORTS = "imports"

STEPS: Mapping[str, tuple[str, ...]] = {
    IMPORTS: ("<frozen importlib",),
    "PDF: pypdf": ("/site-packages/pypdf/",),
    "PDF: what is seen (ink)": ("/pieces/pdf/ink",),
    "PDF: pdfium": (
        "/site-packages/pypdfium2/", "/site-packages/pypdfium2_raw/", "/pieces/pdf/library", "/pieces/pdf/objects",
    ),
    "PDF: words, lines, boxes, doubts": ("/asp_check/pieces/pdf/",),
    "recognising": ("/asp_check/pieces/recognise",),
    "comparing, rules": ("/asp_check/engine/", "/asp_check/rules/", "/asp_check/exactness/"),
    "laying out, looking up": ("/asp_check/pieces/",),
    "templates, facts": ("/asp_check/catalog/", "/asp_check/template/", "/asp_check/config/", "/asp_check/api"),
    "report": ("/asp_check/report/",),
    "the rest": ("",),
}  # fmt: skip
"""The steps, by the files in which time goes by; the first that is in the stack has it."""

_TICK = 0.001


def sampled(call: Callable[[], object], rounds: int) -> dict[str, float]:
    """Seconds of computing by step, told by looking at the stack every so often."""
    taken = dict.fromkeys(STEPS, 0.0)
    last = time.process_time()

    def look(_signal: int, frame: FrameType | None) -> None:
        nonlocal last
        names = set()
        while frame is not None:
            names.add(frame.f_code.co_filename)
            frame = frame.f_back
        step = next(
            step
            for step, parts in STEPS.items()
            if any(part in name for part in parts for name in names)
        )
        now = time.process_time()
        taken[step] += now - last
        last = now

    kept = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)
    try:
        for _ in range(rounds):
            call()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, kept)
    return taken


# --- Many dossiers


def many(folder: Path, count: int) -> str:
    """How long so many advances take, each with its order, by one process and by two; their memory."""
    dossiers = folder / "many"
    for number in range(count):
        write_advance(dossiers / f"{number:04d}", number)
    words = [
        "dossier",
        "--template",
        make.MODEL,
        "--as-of",
        make.AS_OF,
        "--output",
        str(folder / "report.txt"),
    ]
    rows, clocks = [], []
    for jobs in ("1", "2"):
        found = watched([str(BIN / "asp-check"), *words, "--jobs", jobs, str(dossiers)])
        clocks.append(found.clock)
        rows.append((
            f"{count:,} dossiers, --jobs {jobs}", f"{found.clock:.1f} s",
            f"{clocks[0] / found.clock:.2f}",
            " / ".join(f"{size:.0f}" for size in found.parent) + " MB",
            " / ".join(f"{size:.0f}" for size in found.largest) + " MB",
        ))  # fmt: skip
    return table(
        ("an advance and its order in PDF", "clock", "times as fast",
         "parent at ¼, ½, ¾, end", "largest child at ¼, ½, ¾, end"),
        rows,
    )  # fmt: skip


def write_advance(folder: Path, number: int) -> None:
    """A request of one order, and that order as a client would sign it."""
    folder.mkdir(parents=True)
    data = make.request(number, 1)
    (order,) = requests.orders(data.decode("utf-8"))
    layout = ("bdc-plain", "bdc-classic")[number % 2]
    (paper,) = drawn([Wanted(order, layout, "reportlab")])
    (folder / "bdc.json").write_bytes(data)
    (folder / "bdc.pdf").write_bytes(paper)


class Watched(NamedTuple):
    """What a run took, and megabytes over time: of the process, and of the largest below it."""

    clock: float
    parent: tuple[float, ...]
    largest: tuple[float, ...]


def watched(words: Sequence[str]) -> Watched:
    """A run, looked at ten times a second."""
    seen: list[tuple[float, float, float]] = []
    start = time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            sizes = [megabytes(child) for child in below(process.pid)]
            now = time.perf_counter() - start
            seen.append((now, megabytes(process.pid), max(sizes, default=0.0)))
            time.sleep(0.1)
    clock = time.perf_counter() - start
    if process.returncode == 2:
        raise RuntimeError(words)
    # The end of a quarter may fall between two children: the largest of its last second counts.
    ends = [[row for row in seen if row[0] <= clock * part / 4][-10:] for part in (1, 2, 3, 4)]
    return Watched(
        clock,
        tuple(max(row[1] for row in rows) for rows in ends),
        tuple(max(row[2] for row in rows) for rows in ends),
    )


def below(process: int) -> Iterator[int]:
    """The processes that one has started, and those that they have."""
    try:
        tasks = [task.name for task in Path(f"/proc/{process}/task").iterdir()]
        listed = [Path(f"/proc/{process}/task/{task}/children").read_text() for task in tasks]
    except OSError:
        return
    for child in map(int, " ".join(listed).split()):
        yield child
        yield from below(child)


def megabytes(process: int) -> float:
    """What a process has in memory now; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


if __name__ == "__main__":
    sys.exit(main())
