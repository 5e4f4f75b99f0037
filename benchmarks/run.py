"""Measures asp-check beside other tools, in one run, and prints Markdown.

    pip install -e '.[bench]'
    python benchmarks/run.py            # all, about ten minutes
    python benchmarks/run.py process    # one part: process, inside, rules, explain or large

Side by side means in turn: A, B, A, B…; what is compared is the ratio of the medians.  Nothing
goes to the network.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import jsonschema_rs
import make
import orjson

import asp_check

BIN = Path(sys.executable).parent
PEERS = ("check-jsonschema", "jsonschema", "orjson", "jsonschema-rs", "click")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the parts asked for, in order."""
    parts = {
        "process": process, "inside": inside, "rules": rules, "explain": explain, "large": large,
    }  # fmt: skip
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("part", nargs="*", choices=[*parts, []], help="default: all")
    chosen = parser.parse_args(argv).part or list(parts)
    make.self_check()
    print(machine())
    for name in chosen:
        with tempfile.TemporaryDirectory(prefix="asp-check-bench-") as folder:
            print(f"\n{parts[name](Path(folder))}", flush=True)
    return 0


def machine() -> str:
    """What the figures were taken on, and the versions measured."""
    processor = next(
        (
            line.partition(":")[2].strip()
            for line in _lines(Path("/proc/cpuinfo"))
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    versions = ", ".join(f"{peer} {importlib.metadata.version(peer)}" for peer in PEERS)
    return (
        f"asp-check {asp_check.__version__}; {versions}; "
        f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}; "
        f"{os.cpu_count()} × {processor}"
    )


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []


# --------------------------------------------------------------------------- measuring


def in_turn(
    measured: Mapping[str, Callable[[], object]], rounds: int, repeat: int = 1
) -> dict[str, float]:
    """Median seconds of one call of each, the calls taken in turn; one round to warm up first."""
    times: dict[str, list[float]] = {name: [] for name in measured}
    for number in range(rounds + 1):
        for name, call in measured.items():
            start = time.perf_counter()
            for _ in range(repeat):
                call()
            if number:
                times[name].append((time.perf_counter() - start) / repeat)
    return {name: statistics.median(values) for name, values in times.items()}


def command(*arguments: str | Path) -> Callable[[], object]:
    """A whole process, which must find the files conform."""
    words = [str(argument) for argument in arguments]

    def call() -> object:
        return subprocess.run(words, check=True, capture_output=True)

    return call


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, figures to the right."""
    rule = ["---", *["---:"] * (len(header) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, rule, *rows))


def seconds(value: float) -> str:
    """A duration as people read it."""
    if value < 0.001:
        return f"{value * 1e6:.1f} µs"
    return f"{value * 1e3:.1f} ms" if value < 1 else f"{value:.2f} s"


def schema_of(template: str | Path) -> dict[str, object]:
    """The JSON Schema that asp-check itself generates for this template."""
    found = subprocess.run(
        [BIN / "asp-check", "template", "schema", template], check=True, capture_output=True
    )
    schema: dict[str, object] = json.loads(found.stdout)
    return schema


# --------------------------------------------------------------------------- the parts


def process(folder: Path) -> str:
    """The whole process, on one conforming file and on 1,000, beside check-jsonschema."""
    rows = []
    for slots in (30, 300):
        template = make.write_template(folder / str(slots), make.sections(slots, None))
        files = [make.sections(slots, number) for number in range(1000)]
        rows += _processes(
            folder / f"files{slots}", f"{slots} slots", ["--template", template], files
        )
    # A model with its manifest: every rule of funding that needs nothing else is asked.
    options = ["--template", make.MODEL, "--as-of", make.AS_OF]
    files = [make.request(number, 1) for number in range(1000)]
    rows += _processes(folder / "requests", "funding rules", options, files)
    return table(("whole process", "asp-check", "check-jsonschema", "ratio"), rows)


def _processes(
    folder: Path, name: str, options: Sequence[str | Path], files: Sequence[bytes]
) -> list[tuple[str, str, str, str]]:
    """One file, and all of them, beside check-jsonschema."""
    folder.mkdir()
    schema = folder.with_suffix(".schema.json")
    schema.write_text(json.dumps(schema_of(options[1])), "utf-8")
    for number, data in enumerate(files):
        (folder / f"{number:04d}.json").write_bytes(data)
    paths = sorted(folder.iterdir())
    rows = []
    for count, rounds in ((1, 21), (len(paths), 5)):
        names = paths[:count]
        found = in_turn(
            {
                "ours": command(BIN / "asp-check", *options, *names),
                "theirs": command(BIN / "check-jsonschema", "--schemafile", schema, *names),
            },
            rounds,
        )
        rows.append((
            f"{count:,} file{'s'[: count - 1]}, {name}, {_kilobytes(paths[0])} each",
            seconds(found["ours"]),
            seconds(found["theirs"]),
            f"{found['ours'] / found['theirs']:.2f}",
        ))  # fmt: skip
    return rows


def _kilobytes(path: Path) -> str:
    return f"{path.stat().st_size / 1000:.1f} KB"


def inside(folder: Path) -> str:
    """In one process: check(bytes) beside orjson and jsonschema-rs, which see the schema alone."""
    rows = []
    for slots in (30, 300):
        path = make.write_template(folder / str(slots), make.sections(slots, None))
        template = asp_check.load_template(path)
        validator = jsonschema_rs.validator_for(schema_of(path))
        data = make.sections(slots, 1)

        def ours(data: bytes = data, template: asp_check.Template = template) -> None:
            assert asp_check.check(data, template=template).conforms  # noqa: S101

        def theirs(
            data: bytes = data, validator: jsonschema_rs.Draft202012Validator = validator
        ) -> None:
            assert validator.is_valid(orjson.loads(data))  # noqa: S101

        found = in_turn({"ours": ours, "theirs": theirs}, rounds=21, repeat=500)
        rows.append((
            f"{slots} slots, {len(data) / 1000:.1f} KB",
            seconds(found["ours"]),
            seconds(found["theirs"]),
            f"{found['ours'] / found['theirs']:.2f}",
        ))  # fmt: skip
    return table(
        ("one conforming file, in process", "asp-check", "orjson + jsonschema-rs", "ratio"), rows
    )


def rules(folder: Path) -> str:
    """Clean requests with every rule asked, beside the exact check alone (E, S and T)."""
    facts = make.write_facts(folder)
    config = asp_check.load_facts(facts)
    template = asp_check.load_template(make.MODEL)
    options: dict[str, object] = {"template": template, "as_of": make.AS_OF}
    rows = []
    for orders in (1, 10):
        same = [make.request(1, orders)]
        for name, files in (
            ("the same again", same),
            ("each another", [make.request(n, orders) for n in range(500)]),
        ):
            report = asp_check.check(files[0], facts=config, **options)
            assert report.conforms, report.findings  # noqa: S101

            def alone(files: list[bytes] = files) -> None:
                for data in files:
                    asp_check.check(data, select=("E", "S", "T"), facts=config, **options)

            def all_rules(files: list[bytes] = files) -> None:
                for data in files:
                    asp_check.check(data, facts=config, **options)

            found = in_turn(
                {"all": all_rules, "alone": alone}, rounds=21, repeat=max(1, 200 // len(files))
            )
            rows.append((
                f"{len(files[0]) / 1000:.1f} KB, {orders} order{'s'[: orders - 1]}, {name}",
                f"{report.posed}",
                seconds(found["all"] / len(files)),
                seconds(found["alone"] / len(files)),
                f"{found['all'] / found['alone']:.2f}",
            ))  # fmt: skip
    return table(("a clean request", "checks", "all rules", "exact check alone", "ratio"), rows)


def explain(folder: Path) -> str:
    """How long it takes to name 100 faults of ten kinds in 100 KB, and fewer in less."""
    template = asp_check.load_template(make.write_template(folder / "t", make.orders(None)))
    rows = []
    for count in (10, 30, 100, 300):
        data = make.with_faults(count)
        report = asp_check.check(data, template=template)
        found = in_turn({"ours": lambda d=data: asp_check.check(d, template=template)}, rounds=5)
        blocking = [f for f in report.findings if f.severity == "blocking"]
        rows.append((
            f"{len(data) / 1000:.0f} KB, {count} faults",
            f"{sum(f.count for f in blocking)}",
            f"{len(blocking)}",
            seconds(found["ours"]),
            f"{seconds(found['ours'] / len(data) * 1000)}",
        ))  # fmt: skip
    return table(("explained", "faults found", "findings", "time", "per KB"), rows)


CHILD = """
import json, resource, sys, time
import asp_check
template = asp_check.load_template(sys.argv[1])
start = time.perf_counter()
report = asp_check.check(sys.argv[2], template=template)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps([seconds, peak, str(report.verdict), len(report.findings)]))
"""


def large(folder: Path) -> str:
    """An array of up to 100,000 elements: time and peak memory of the whole process."""
    template = make.write_template(folder / "t", make.orders(None))
    rows = []
    for megabytes in (1, 10, 30, 100):
        for faults in ("none", "one"):
            path = folder / "large.json"
            size = make.write_orders(path, megabytes * 1000, fault=faults == "one")
            found = subprocess.run(
                [sys.executable, "-c", CHILD, template, path],
                check=True, capture_output=True,
            )  # fmt: skip
            elapsed, peak, verdict, findings = json.loads(found.stdout)
            rows.append((
                f"{size / 1e6:.0f} MB, {megabytes * 1000:,} elements, fault: {faults}",
                verdict,
                f"{findings}",
                f"{elapsed:.2f} s",
                f"{elapsed / size * 1e6:.3f} s",
                f"{peak / 1e6:.0f} MB",
                f"{peak / size:.1f}",
            ))  # fmt: skip
    return table(
        ("large array", "verdict", "findings", "time", "per MB", "peak memory", "peak / file"), rows
    )


if __name__ == "__main__":
    sys.exit(main())
