from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from asp_check import cli

BLANK = '{\n  "nom": "",\n  "montantHT": 0.00,\n  "lignes": [\n    {\n      "finess": ""\n    }\n  ]\n}\n'
OK = (
    BLANK.replace('"nom": ""', '"nom": "Éditeur"')
    .replace("0.00", "12.50")
    .replace('"finess": ""', '"finess": "2B0000020"')
)
WARNING = OK.replace('"Éditeur"', '""')
BAD = OK.replace('"montantHT"', '"montantHt"')
BROKEN = OK.replace("12.50,", "12.50,,")

MANIFEST = """\
format = "asp-check-template/1"
dispositif = "TEST"
request = "avance"
status = "{status}"
[blank]
sha256 = "{sha256}"
[nodes]
"""


class Result(NamedTuple):
    """What a run gives."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]
Process = Callable[..., subprocess.CompletedProcess[bytes]]


def template_folder(root: Path, status: str = "official", nodes: str = "") -> Path:
    """A folder of templates that holds ``test/avance``."""
    folder = root / "test" / "avance" / "initial"
    folder.mkdir(parents=True)
    folder.joinpath("blank.json").write_bytes(BLANK.encode())
    manifest = MANIFEST.format(status=status, sha256=sha256(BLANK.encode()).hexdigest())
    folder.joinpath("manifest.toml").write_text(manifest + nodes, "utf-8")
    return root


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """The program ignores Ctrl-C once it has been interrupted; the tests go on."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: a blank, and files of each kind made from it."""
    monkeypatch.delenv("ASP_CHECK_LANG", raising=False)
    monkeypatch.setenv("ASP_CHECK_TEMPLATES", str(tmp_path / "none"))
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("blank", BLANK), ("ok", OK), ("warning", WARNING), ("bad", BAD), ("broken", BROKEN),
    ):  # fmt: skip
        tmp_path.joinpath(f"{name}.json").write_bytes(text.encode())
    return tmp_path


@pytest.fixture
def run(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:  # noqa: ARG001 - runs there
    """The command line, in this process, in the folder."""

    def run_here(*args: str) -> Result:
        code = cli.main(args)
        captured = capfdbinary.readouterr()
        return Result(code, captured.out.decode(), captured.err.decode())

    return run_here


@pytest.fixture
def process(folder: Path) -> Process:
    """The command line, in a process of its own, in the folder."""

    def run_there(
        *args: str, stdin: bytes = b"", env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "asp_check", *args],
            input=stdin,
            capture_output=True,
            check=False,
            cwd=folder,
            timeout=60,
            env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2]), **(env or {})},
        )

    return run_there
