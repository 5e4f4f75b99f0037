"""Measures `asp-check diff` beside other tools that compare JSON, and prints Markdown.

    pip install -e '.[bench]' deepdiff jsondiff graphtage
    python benchmarks/diff.py            # both parts, about ten minutes
    python benchmarks/diff.py process    # one part: process or large

Two files with 1,000 changes among them, of 10 KB to 10 MB; each comparison in a process of its own,
ended after ``LIMIT`` seconds, its time and its largest memory those of the whole process.  The peers
read the files with the standard library and compare what it gives.  ``--peers`` names the Python that
has them, if it is not this one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from run import BIN, command, in_turn, schema_of, seconds, table

MODEL = "hop-dpi-va2/avance"
LIMIT = 60
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)

PEERS = {
    "deepdiff": "import deepdiff\ndeepdiff.DeepDiff(a, b, ignore_order=True)",
    "deepdiff, order kept": "import deepdiff\ndeepdiff.DeepDiff(a, b)",
    "jsondiff": "import jsondiff\njsondiff.diff(a, b)",
}


def main() -> int:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("part", nargs="*", choices=["process", "large", []], help="default: both")
    parser.add_argument("--peers", default=sys.executable, help="the Python that has the peers")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="asp-check-bench-") as folder:
        for name in asked.part or ("process", "large"):
            if name == "process":
                print(f"\n{process(Path(folder))}", flush=True)
            else:
                print(f"\n{large(Path(folder), asked.peers)}", flush=True)
    return 0


# --------------------------------------------------------------------------- files


def request(size: int) -> dict[str, object]:
    """A request of about so many bytes, with an order for each establishment."""
    orders = [
        {
            "numeroBonCommande": f"BDC-{number:06d}",
            "client": {"finess": f"{750000000 + number * 7}", "raisonSociale": f"Centre {number}"},
            "prestations": [
                {"code": f"P{n}", "montantHT": number * 10 + n, "libelle": "Prestation Ségur"}
                for n in range(3)
            ],
            "signee": number % 2 == 0,
        }
        for number in range(max(2, size // 480))
    ]
    return {"typeDemande": "AVANCE", "commandes": orders}


def changed(data: dict[str, object], count: int) -> dict[str, object]:
    """The same with so many changes: amounts, names, and orders that were moved, added and removed."""
    chance = random.Random(7)  # noqa: S311 - the same files at each run
    orders = json.loads(json.dumps(data["commandes"]))
    for _ in range(count):
        order = chance.choice(orders)
        order["prestations"][chance.randrange(3)]["montantHT"] += 1
    for _ in range(max(1, count // 50)):
        orders.insert(chance.randrange(len(orders)), orders.pop(chance.randrange(len(orders))))
    del orders[len(orders) // 2]
    return {**data, "commandes": orders}


def write_pair(folder: Path, size: int, count: int) -> tuple[Path, Path]:
    """Two files."""
    data = request(size)
    pair = folder / f"a{size}.json", folder / f"b{size}.json"
    for path, tree in zip(pair, (data, changed(data, count)), strict=True):
        path.write_text(json.dumps(tree, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return pair


# --------------------------------------------------------------------------- the whole process


def process(folder: Path) -> str:
    """Two files of 10 KB, beside check-jsonschema's check of one."""
    model = Path("samples/hop-dpi-va2/avance/ok/exact/bdc.json").read_text("utf-8")
    data = json.loads(model)
    while len(json.dumps(data, indent=2)) < 10_000:
        order = json.loads(json.dumps(data["commandes"][0]))
        order["numeroBonCommande"] = f"BDC-{len(data['commandes'])}"
        data["commandes"].append(order)
    one = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    data["commandes"][0]["etablissements"][0]["prestation"]["montantHT"] = 1200.5
    other = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    files = {
        "a": one, "same": one, "values": other, "layout": one.replace("\n", "\r\n"),
        "reordered": json.dumps(dict(reversed(json.loads(one).items())), indent=2, ensure_ascii=False) + "\n",
    }  # fmt: skip
    paths = {}
    for name, text in files.items():
        paths[name] = folder / f"{name}.json"
        paths[name].write_bytes(text.encode())
    schema = folder / "schema.json"
    schema.write_text(json.dumps(schema_of(MODEL)), "utf-8")
    measured = {
        "check-jsonschema": command(BIN / "check-jsonschema", "--schemafile", schema, paths["a"])
    }
    for name in ("same", "layout", "reordered", "values"):
        measured[name] = _whatever(BIN / "asp-check", "diff", paths["a"], paths[name])
    measured["model"] = _whatever(BIN / "asp-check", "diff", paths["a"], "--template", MODEL)
    found = in_turn(measured, rounds=15)
    theirs = found.pop("check-jsonschema")
    told = {
        "same": "same bytes", "layout": "same data, other newlines",
        "reordered": "same data, other order", "values": "one amount differs",
        "model": "a file and its model",
    }  # fmt: skip
    rows = [(told[n], seconds(t), seconds(theirs), f"{t / theirs:.2f}") for n, t in found.items()]
    return table(("whole process, 10 KB", "asp-check diff", "check-jsonschema", "ratio"), rows)


def _whatever(*arguments: str | Path):  # noqa: ANN202 - a call
    """A whole process that may say that the files differ, but not fail."""
    words = [str(argument) for argument in arguments]

    def call() -> None:
        done = subprocess.run(words, check=False, capture_output=True)
        assert done.returncode in (0, 1), done.stderr  # noqa: S101

    return call


# --------------------------------------------------------------------------- large files


def large(folder: Path, python: str) -> str:
    """Time and memory of each at each size, 1,000 changes or one for each 10 KB."""
    rows = []
    slow: set[str] = set()
    for size in SIZES:
        count = max(1, size // 10_000)
        a, b = write_pair(folder, size, count)
        tools = {
            "asp-check diff": [str(BIN / "asp-check"), "diff", "--format", "json", str(a), str(b)]
        }
        head = (
            "import sys, json\n"
            "a, b = (json.load(open(p, encoding='utf-8')) for p in sys.argv[1:])\n"
        )
        for name, code in PEERS.items():
            tools[name] = [python, "-c", head + code, str(a), str(b)]
        # Its library looks at nothing before it is asked to print.
        tools["graphtage"] = [
            python,
            "-m",
            "graphtage",
            "--no-color",
            "--no-status",
            str(a),
            str(b),
        ]
        for name, words in tools.items():
            if name in slow:
                rows.append(
                    (f"{a.stat().st_size / 1000:,.0f} KB, {count:,} changes", name, "–", "–")
                )
                continue
            took, memory = _measured(words)
            if took is None:
                slow.add(name)
            rows.append((
                f"{a.stat().st_size / 1000:,.0f} KB, {count:,} changes", name,
                f"> {LIMIT} s" if took is None else seconds(took),
                "–" if memory is None else f"{memory / 1000:,.0f} MB",
            ))  # fmt: skip
            print("·", *rows[-1], file=sys.stderr, flush=True)
    return table(("two files", "tool", "time", "peak memory"), rows)


def _measured(words: list[str]) -> tuple[float | None, float | None]:
    """Seconds and kilobytes of a process; ``None`` if it had to be ended."""
    start = time.perf_counter()
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while time.perf_counter() - start < LIMIT:
        found, status, usage = os.wait4(child.pid, os.WNOHANG)
        if found:
            took = time.perf_counter() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            assert child.stderr is not None  # noqa: S101
            error = child.stderr.read()
            if child.returncode not in (0, 1) or b"Traceback" in error:
                print(error.decode()[-400:], file=sys.stderr)
                return None, None
            return took, float(usage.ru_maxrss)
        time.sleep(0.005)
    child.kill()
    child.wait()
    return None, None


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    raise SystemExit(main())
