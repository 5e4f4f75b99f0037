"""Whatever standard output is, a report or its absence, and the code of the verdict."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from asp_check import cli
from asp_check.cli import console
from tests.cli.conftest import Process, Run

T = ("--template", "blank.json")

unix = pytest.mark.skipif(sys.platform == "win32", reason="descriptors of Unix")


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2]), **more}


@unix
@pytest.mark.parametrize(("file", "code"), [("ok.json", 0), ("bad.json", 1), ("absent.json", 2)])
@pytest.mark.parametrize("args", [(), ("--format", "json")])
def test_a_closed_pipe_is_quiet(folder: Path, file: str, code: int, args: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "asp_check", *T, *args, file, file],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        cwd=folder,
        env=environment(),
        timeout=60,
    )
    os.close(writing)
    assert done.returncode == code
    assert done.stderr.count(b"\n") == (1 if code == 2 else 0)


@unix
@pytest.mark.parametrize("args", [("--help",), ("--version",), ("rules",), ("explain", "T101")])
def test_a_closed_pipe_is_quiet_for_other_pages(folder: Path, args: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "asp_check", *args],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        cwd=folder,
        env=environment(),
        timeout=60,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@unix
def test_a_large_report_to_head(folder: Path) -> None:
    folder.joinpath("many.json").write_text("{" + ",\n" * 5000 + "}")
    script = f"{sys.executable} -m asp_check --template blank.json many.json | head -c 0; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment(),
        timeout=60,
    )
    assert done.stdout == b"1\n"
    assert done.stderr == b""


@unix
@pytest.mark.parametrize("redirection", [">&-", ">&- 2>&-", "<&-"])
def test_closed_descriptors(folder: Path, redirection: str) -> None:
    done = subprocess.run(
        [
            "bash",
            "-c",
            f"{sys.executable} -m asp_check --template blank.json bad.json {redirection}",
        ],
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment(),
        timeout=60,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@unix
def test_closed_standard_input_is_wrong_use(folder: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m asp_check --template blank.json - <&-"],
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment(),
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full of Linux")
def test_a_full_disk_is_2_in_one_line(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "asp_check", *T, "ok.json"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=folder,
            env=environment(),
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"--output" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850", "ascii:strict", "utf-16"])
@pytest.mark.parametrize(
    "args",
    [(*T, "bad.json"), ("--help",), ("explain", "T101"), ("rules",), ("--bogus",), (*T, "é⟨.json")],
)
def test_any_encoding_of_standard_output(
    process: Process, encoding: str, args: tuple[str, ...]
) -> None:
    done = process(*args, env={"PYTHONIOENCODING": encoding})
    assert b"Traceback" not in done.stderr
    assert done.returncode in {0, 1, 2}
    name = encoding.partition(":")[0]
    done.stdout.decode(name)
    done.stderr.decode(name)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_json_is_utf_8_with_lf_everywhere(process: Process, encoding: str) -> None:
    done = process(
        *T, "--format", "json", "--as-of", "none", "bad.json", env={"PYTHONIOENCODING": encoding}
    )
    plain = process(*T, "--format", "json", "--as-of", "none", "bad.json")
    assert done.stdout == plain.stdout
    assert b"\r" not in done.stdout
    assert done.stdout.endswith(b"\n")
    assert "clé" in json.loads(done.stdout)["files"][0]["findings"][0]["message"]


@unix
def test_ctrl_c_is_3_and_named(folder: Path) -> None:
    fifo = folder / "pipe"
    os.mkfifo(fifo)
    process = subprocess.Popen(
        [sys.executable, "-m", "asp_check", *T, "pipe"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(),
    )
    # Once it can be opened for writing, the program waits for what will never come.
    with fifo.open("wb"):
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert out == b""
    assert err.count(b"\n") == 1
    assert b"Ctrl-C" in err


def test_no_colour_without_a_terminal(run: Run) -> None:
    assert "\x1b" not in run(*T, "bad.json").out


@pytest.mark.parametrize(
    ("tty", "variables", "colour"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_only_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, tty: bool, variables: dict[str, str], colour: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: tty)
    assert console.has_color() is colour


def test_the_report_in_a_file(run: Run, folder: Path) -> None:
    result = run(*T, "bad.json", "--output", "report.txt")
    assert (result.code, result.out, result.err) == (1, "", "")
    assert "T103" in folder.joinpath("report.txt").read_text("utf-8")
    assert not list(folder.glob("*.tmp"))


def test_the_report_in_an_existing_file_is_replaced_whole(run: Run, folder: Path) -> None:
    folder.joinpath("report.json").write_text("x" * 100_000)
    run(*T, "ok.json", "--format", "json", "--output", "report.json")
    assert json.loads(folder.joinpath("report.json").read_text("utf-8"))["verdict"] == "conform"


@unix
def test_a_link_to_an_input_is_an_input(run: Run, folder: Path) -> None:
    folder.joinpath("link").symlink_to(folder / "ok.json")
    before = folder.joinpath("ok.json").read_bytes()
    assert run(*T, "ok.json", "--output", "link").code == 2
    assert folder.joinpath("ok.json").read_bytes() == before


@unix
def test_the_report_to_a_device(run: Run) -> None:
    assert run(*T, "bad.json", "--output", "/dev/null").code == 1
    assert not Path("/dev/null").is_file()


@unix
def test_a_report_that_is_replaced_stays_private(run: Run, folder: Path) -> None:
    report = folder / "report.txt"
    report.write_text("old")
    for mode in (0o600, 0o640, 0o444):
        report.chmod(mode)
        assert run(*T, "ok.json", "--output", "report.txt").code == 0
        assert report.stat().st_mode & 0o777 == mode
    assert "conform" in report.read_text("utf-8")
    assert sorted(folder.glob("report*")) == [report]


@pytest.mark.parametrize("output", ["no/such/folder/report.txt", ".", ""])
def test_a_file_that_cannot_be_written_is_2(run: Run, output: str) -> None:
    result = run(*T, "ok.json", "--output", output)
    assert result.code == 2
    assert result.err.count("\n") == 1


def test_hostile_names_are_shown_escaped(run: Run, folder: Path) -> None:
    name = "::error::\x1b[31m\u202e.json"
    folder.joinpath(name).write_bytes(folder.joinpath("bad.json").read_bytes())
    result = run(*T, name, "absent-\x1b[31m.json")
    assert "\x1b" not in result.out + result.err
    assert "\u202e" not in result.out
    assert not any(line.startswith("::") for line in result.out.splitlines())


@pytest.mark.usefixtures("folder")
def test_a_stream_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    assert cli.main([*T, "ok.json"]) == 0
    assert "conforme" in stream.getvalue()
    stream.close()
    assert cli.main([*T, "ok.json"]) == 0
