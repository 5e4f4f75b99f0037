"""Measures the commands that come before the upload beside check-jsonschema's check of the same file.

    pip install -e '.[bench]'
    python benchmarks/forms.py           # all
    python benchmarks/forms.py process   # the whole process, on a file of about 10 KB
    python benchmarks/forms.py large     # up to 10 MB: time and peak memory

In turn: A, B, A, B…; what is compared is the ratio of the medians.  Nothing goes to the network.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import make
import run

Command = Callable[[Path, Path, Path], Sequence[str | Path]]
"""From a template, a file and the same file with another form to a command line."""


def _fix(*options: str) -> Command:
    def command(template: Path, _file: Path, other: Path) -> Sequence[str | Path]:
        return (run.BIN / "asp-check", "fix", *options, "--template", template, other)

    return command


COMMANDS: Mapping[str, Command] = {
    "fix": _fix(),
    "fix --diff": _fix("--diff"),
}
"""What is measured, by name: a file whose form is not the template's."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the parts asked for, in order."""
    parts = {"process": process, "large": large}
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("part", nargs="*", choices=[*parts, []], help="default: all")
    chosen = parser.parse_args(argv).part or list(parts)
    print(run.machine())
    for name in chosen:
        with tempfile.TemporaryDirectory(prefix="asp-check-bench-") as folder:
            print(f"\n{parts[name](Path(folder))}", flush=True)
    return 0


def forms(data: bytes) -> dict[str, bytes]:
    """The same data in other forms: what an editor, a library and a system make of it."""
    tree = json.loads(data)
    return {
        "re-indented": json.dumps(tree, ensure_ascii=False, indent=4).encode(),
        "minified": json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode(),
        "sorted keys": (json.dumps(tree, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode(),
        "CRLF": data.replace(b"\n", b"\r\n"),
    }  # fmt: skip


def process(folder: Path) -> str:
    """The whole process, on one file of about 10 KB in four forms that are not the template's."""
    template = make.write_template(folder / "model", make.sections(270, None))
    exact = make.sections(270, 1)
    file, other = folder / "bdc.json", folder / "other.json"
    file.write_bytes(exact)
    schema = folder / "schema.json"
    schema.write_text(json.dumps(run.schema_of(template)), "utf-8")
    rows = []
    for form, data in forms(exact).items():
        other.write_bytes(data)
        theirs = run.command(run.BIN / "check-jsonschema", "--schemafile", schema, file)
        ours = {name: _any(command(template, file, other)) for name, command in COMMANDS.items()}
        found = run.in_turn({**ours, "theirs": theirs}, rounds=15)
        rows += [
            (
                f"{name}, {form}, {len(data) / 1000:.1f} KB",
                run.seconds(found[name]),
                run.seconds(found["theirs"]),
                f"{found[name] / found['theirs']:.2f}",
            )
            for name in ours
        ]
    return run.table(("whole process", "asp-check", "check-jsonschema", "ratio"), rows)


def _any(words: Sequence[str | Path]) -> Callable[[], object]:
    """A whole process that may say that something differs, or would be repaired; but not fail."""

    def call() -> object:
        done = subprocess.run([str(word) for word in words], capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr  # noqa: S101
        return done

    return call


CHILD = """
import json, resource, sys, time
import asp_check
from asp_check.repair import fix
template = asp_check.load_template(sys.argv[1])
data = open(sys.argv[2], "rb").read()
start = time.perf_counter()
done = fix(data, template)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps([seconds, peak, done.failure is None and done.changed]))
"""


def large(folder: Path) -> str:
    """Every element of an array in another form: time and peak memory of the repair."""
    template = make.write_template(folder / "t", make.orders(None))
    path = folder / "large.json"
    rows = []
    for megabytes in (1, 3, 10):
        for form, data in forms(make.orders(megabytes * 1000)).items():
            path.write_bytes(data)
            found = subprocess.run(
                [sys.executable, "-c", CHILD, template, path], check=True, capture_output=True
            )
            elapsed, peak, repaired = json.loads(found.stdout)
            assert repaired  # noqa: S101
            size = len(data)
            rows.append((
                f"fix, {size / 1e6:.1f} MB, {form}",
                f"{elapsed:.2f} s",
                f"{elapsed / size * 1e6:.2f} s",
                f"{peak / 1e6:.0f} MB",
                f"{peak / size:.1f}",
            ))  # fmt: skip
    return run.table(("large array", "time", "per MB", "peak memory", "peak / file"), rows)


if __name__ == "__main__":
    sys.exit(main())
