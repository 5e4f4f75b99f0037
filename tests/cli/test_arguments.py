"""What an argument may be, and on which side of the command an option may stand."""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

import pytest
from click import Context

from asp_check import cli
from asp_check.cli import command
from asp_check.cli.command import plan
from tests.cli.conftest import Process, Run

T = ("--template", "blank.json")


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        (["a.json"], ["check", "a.json"]),
        (["check", "a.json"], ["check", "a.json"]),
        (["--strict", "check", "a.json"], ["check", "--strict", "a.json"]),
        (["--format", "json", "check", "a.json"], ["check", "--format", "json", "a.json"]),
        (["--format=json", "rules"], ["rules", "--format=json"]),
        (["--lang", "en", "explain", "T101"], ["explain", "--lang", "en", "T101"]),
        # The value of an option is no argument.
        (["--template", "rules", "a.json"], ["check", "--template", "rules", "a.json"]),
        # Only the first argument can be the command.
        (["a.json", "rules"], ["check", "a.json", "rules"]),
        (["./rules"], ["check", "./rules"]),
        (["--", "rules"], ["check", "--", "rules"]),
        (["-", "rules"], ["check", "-", "rules"]),
        ([], ["check"]),
        (["--help"], ["--help"]),
        (["a.json", "-h"], ["--help"]),
        (["check", "--help"], ["check", "--help"]),
        (["--help", "rules"], ["rules", "--help"]),
        (["rules", "--version"], ["--version"]),
        (["--lang", "en", "template", "list"], ["template", "list", "--lang", "en"]),
        (["template", "--lang", "en", "list", "x"], ["template", "list", "--lang", "en", "x"]),
        (["--lang", "en", "template", "--help"], ["template", "--help"]),
        (["template", "--templates", "list"], ["template"]),
        (["template", "--lang", "en", "nothing", "x"], ["template", "nothing"]),
    ],
)
def test_the_command_is_the_first_argument_that_is_one(
    argv: list[str], expected: list[str]
) -> None:
    assert list(plan(argv, cli.program).args) == expected


@pytest.mark.parametrize(
    ("argv", "environment", "lang"),
    [
        ([], "", "fr"),
        ([], "en", "en"),
        ([], "EN", "en"),
        ([], "de", "fr"),
        (["--lang", "en"], "", "en"),
        (["--lang=en", "x"], "", "en"),
        (["--help", "--lang", "en"], "", "en"),
        (["--lang", "fr"], "en", "fr"),
        (["--", "--lang", "en"], "", "fr"),
    ],
)
def test_the_language_is_known_before_anything_is_said(
    monkeypatch: pytest.MonkeyPatch, argv: list[str], environment: str, lang: str
) -> None:
    monkeypatch.setenv("ASP_CHECK_LANG", environment)
    assert plan(argv, cli.program).lang == lang


def test_the_table_of_options_with_a_value_is_that_of_the_command() -> None:
    check = cli.program.get_command(Context(cli.program), "check")
    assert check is not None
    valued = {
        name
        for param in check.params
        if isinstance(param, command.Option) and not param.is_flag
        for name in param.opts
    }
    repeatable = {
        name
        for param in check.params
        if isinstance(param, command.Option) and param.multiple
        for name in param.opts
    }
    assert valued == command.VALUED
    assert repeatable == command.REPEATABLE


@pytest.mark.parametrize(
    "args",
    [
        ("--template", "blank.json", "--lang", "en", "check", "ok.json"),
        ("check", "ok.json", "--template", "blank.json", "--lang", "en"),
        ("ok.json", "--template=blank.json", "--lang=en"),
        ("--lang", "en", "check", "--template", "blank.json", "ok.json"),
    ],
)
def test_options_stand_on_either_side(run: Run, args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.code == 0
    assert "ok.json: conform" in result.out


def test_standard_input(process: Process) -> None:
    done = process(*T, "--format", "json", "-", stdin=b"{}")
    assert done.returncode == 1
    assert json.loads(done.stdout)["files"][0]["path"] == "-"


def test_standard_input_with_several_processes(process: Process, folder: Path) -> None:
    text = folder.joinpath("ok.json").read_bytes()
    done = process(*T, "--jobs", "2", "bad.json", "-", "ok.json", "--format", "json", stdin=text)
    assert [f["path"] for f in json.loads(done.stdout)["files"]] == ["bad.json", "-", "ok.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix")
def test_a_named_pipe_is_read(run: Run, folder: Path) -> None:
    fifo = folder / "pipe"
    os.mkfifo(fifo)
    text = folder.joinpath("ok.json").read_bytes()
    writer = threading.Thread(target=fifo.write_bytes, args=(text,))
    writer.start()
    result = run(*T, "pipe")
    writer.join()
    assert result.code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix")
def test_a_pipe_without_end_is_read_up_to_the_limit(folder: Path) -> None:
    import subprocess

    done = subprocess.run(
        [
            "/bin/sh",
            "-c",
            f"yes | {sys.executable} -m asp_check --template blank.json --max-size 100K -",
        ],
        capture_output=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])},
        timeout=60,
    )
    assert done.returncode == 1
    assert b"E401" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="devices of Unix")
def test_standard_input_from_a_device_is_wrong_use(folder: Path) -> None:
    import subprocess

    with Path("/dev/null").open("rb") as null:
        done = subprocess.run(
            [sys.executable, "-m", "asp_check", "--template", "blank.json", "-"],
            stdin=null,
            capture_output=True,
            check=False,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])},
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


@pytest.fixture
def tree(folder: Path) -> Path:
    """A directory of files, of which some are not JSON."""
    top = folder / "depots"
    ok = folder.joinpath("ok.json").read_bytes()
    for name in ("b.json", "a/z.json", "a/B.JSON", "c.txt", "a-b.json"):
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(ok)
    return top


def paths(text: str) -> list[str]:
    return [Path(file["path"]).as_posix() for file in json.loads(text)["files"]]


def test_a_directory_is_walked_in_order(run: Run, tree: Path) -> None:  # noqa: ARG001 - it is there
    result = run(*T, "--format", "json", "depots")
    assert result.code == 0
    assert paths(result.out) == [
        "depots/a/B.JSON",
        "depots/a/z.json",
        "depots/a-b.json",
        "depots/b.json",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="links of Unix")
def test_links_make_no_loop(run: Run, tree: Path) -> None:
    tree.joinpath("a", "up").symlink_to(tree, target_is_directory=True)
    tree.joinpath("linked.json").symlink_to(tree / "b.json")
    result = run(*T, "--format", "json", "depots")
    assert len(paths(result.out)) == 5


def test_a_directory_without_json_is_wrong_use(run: Run, folder: Path) -> None:
    folder.joinpath("empty").mkdir()
    result = run(*T, "empty", "ok.json")
    assert result.code == 2
    assert "empty" in result.err
    assert "ok.json" in result.out


@pytest.mark.parametrize(
    "listed",
    [
        b"bad.json\nok.json\n",
        b"bad.json\r\n\r\nok.json",
        b"\xef\xbb\xbfbad.json\nok.json\n",
    ],
)
def test_a_list_of_files(run: Run, folder: Path, listed: bytes) -> None:
    folder.joinpath("list.txt").write_bytes(listed)
    result = run(*T, "--files-from", "list.txt", "--format", "json")
    assert result.code == 1
    assert paths(result.out) == ["bad.json", "ok.json"]


def test_a_list_from_standard_input(process: Process) -> None:
    done = process(*T, "--files-from", "-", "--format", "json", stdin=b"ok.json\nbad.json\n")
    assert paths(done.stdout.decode()) == ["ok.json", "bad.json"]


def test_a_list_in_utf_16_is_wrong_use(run: Run, folder: Path) -> None:
    folder.joinpath("list.txt").write_bytes("ok.json\n".encode("utf-16"))
    result = run(*T, "--files-from", "list.txt", "ok.json")
    assert result.code == 2
    assert "UTF-8" in result.err
    assert "ok.json" in result.out


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux")
def test_a_name_that_is_no_text_is_shown_by_its_bytes(process: Process, folder: Path) -> None:
    name = b"bdc-\xe9.json"
    (Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).write_bytes(
        folder.joinpath("ok.json").read_bytes()
    )
    done = process(*T, "--format", "json", os.fsdecode(name), os.fsdecode(b"absent-\xe9.json"))
    assert json.loads(done.stdout)["files"][0]["path"] == "bdc-\\xE9.json"
    assert b"absent-\\xE9.json" in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize(("limit", "code"), [("10", 1), ("1K", 0), ("1g", 0)])
def test_a_file_over_the_limit_is_a_finding(run: Run, limit: str, code: int) -> None:
    result = run(*T, "--max-size", limit, "ok.json", "--format", "json")
    assert result.code == code
    rules = [finding["rule"] for finding in json.loads(result.out)["files"][0]["findings"]]
    assert rules == (["E401"] if code else [])


def test_a_deep_file_is_a_finding(run: Run, folder: Path) -> None:
    folder.joinpath("deep.json").write_text("[" * 100_000)
    result = run(*T, "deep.json")
    assert result.code == 1
    assert "E402" in result.out


def test_findings_beyond_the_limit_are_counted_by_rule(run: Run, folder: Path) -> None:
    folder.joinpath("many.json").write_text('{"nom": "a",,,,}')
    whole = json.loads(run(*T, "many.json", "--format", "json").out)
    part = json.loads(run(*T, "many.json", "--format", "json", "--max-findings", "1").out)
    total = len(whole["files"][0]["findings"])
    assert total > 1
    assert len(part["files"][0]["findings"]) == 1
    assert sum(part["ignored"].values()) == total - 1
    assert part["verdict"] == "nonconform"


def test_several_processes_give_the_same_report(process: Process, tree: Path) -> None:
    tree.joinpath("b.json").write_text("{,}")
    one = process(*T, "--as-of", "none", "depots", "bad.json", "absent.json")
    many = process(*T, "--as-of", "none", "depots", "bad.json", "absent.json", "--jobs", "3")
    assert one.returncode == many.returncode == 2
    assert one.stdout == many.stdout
    assert one.stderr == many.stderr


def test_from_twenty_files_on_the_frames_are_asked_for(run: Run, folder: Path) -> None:
    many = folder / "many"
    many.mkdir()
    for number in range(20):
        many.joinpath(f"{number:02}.json").write_bytes(folder.joinpath("bad.json").read_bytes())
    short = run(*T, "many")
    full = run(*T, "many", "--full")
    assert short.code == full.code == 1
    assert "│" not in short.out
    assert "│" in full.out


def test_layout_may_be_tolerated(run: Run, folder: Path) -> None:
    text = folder.joinpath("ok.json").read_text("utf-8")
    folder.joinpath("tabs.json").write_text(text.replace("  ", "\t"), "utf-8")
    codes = [run(*T, "--layout", level, "tabs.json").code for level in ("error", "warn", "off")]
    assert codes == [1, 0, 0]


def test_rules_may_be_selected_and_ignored(run: Run) -> None:
    assert run(*T, "--select", "E,S", "bad.json").code == 0
    assert run(*T, "--ignore", "t103", "bad.json").code == 0
    assert run(*T, "--ignore", "T1", "--select", "T", "bad.json").code == 0
    assert run(*T, "--select", "T103", "bad.json").code == 1
    left = json.loads(run(*T, "--ignore", "T1", "bad.json", "--format", "json").out)["files"][0][
        "not_run"
    ]
    assert {"T101", "T103"} <= {entry["rule"] for entry in left}


def test_a_rule_that_is_required_and_not_asked_leaves_no_verdict(run: Run) -> None:
    assert run(*T, "--require", "R1,X", "ok.json").code == 3
    assert run(*T, "--require", "T", "ok.json").code == 0
    assert run(*T, "--require", "V", "ok.json").code == 3
    assert run(*T, "--require", "R", "bad.json").code == 1


def test_ignoring_why_a_file_was_not_read_leaves_no_verdict(run: Run) -> None:
    assert run(*T, "--max-size", "10", "--ignore", "E401", "ok.json").code == 3
