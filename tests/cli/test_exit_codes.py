"""2 before 1 before 3 before 0, and never a traceback."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Process, Run, template_folder

T = ("--template", "blank.json")


def test_a_conforming_file_is_0(run: Run) -> None:
    result = run(*T, "ok.json")
    assert result.code == 0
    assert "conforme" in result.out
    assert result.err == ""


def test_a_warning_is_still_0(run: Run) -> None:
    result = run(*T, "warning.json")
    assert result.code == 0
    assert "V001 warning" in result.out


def test_strict_makes_a_warning_fail(run: Run) -> None:
    result = run(*T, "--strict", "warning.json")
    assert result.code == 1
    assert "V001 warning" in result.out
    assert "non conforme" in result.out


def test_a_blocking_finding_is_1(run: Run) -> None:
    result = run(*T, "bad.json")
    assert result.code == 1
    assert "bad.json:3:3: T103 blocking" in result.out


def test_an_unrecognised_file_is_3_and_says_what_to_do(run: Run, folder: Path) -> None:
    folder.joinpath("other.json").write_text('{"tout": "autre"}')
    result = run("other.json")
    assert result.code == 3
    assert "--template" in result.out


def test_an_unrecognised_file_that_is_not_json_is_1(run: Run, folder: Path) -> None:
    folder.joinpath("other.json").write_text('{"tout": "autre",}')
    result = run("other.json")
    assert result.code == 1
    assert "S101" in result.out


def test_a_missing_file_is_2_and_the_others_are_checked(run: Run) -> None:
    result = run(*T, "absent.json", "bad.json", "ok.json")
    assert result.code == 2
    assert "T103" in result.out
    assert "ok.json" in result.out
    assert result.err.count("\n") == 1
    assert "absent.json" in result.err


def test_nonconform_comes_before_inconclusive(run: Run, folder: Path) -> None:
    folder.joinpath("other.json").write_text('{"tout": "autre"}')
    folder.joinpath("asp-check.toml").write_text(
        '[[model]]\nfiles = "bad.json"\ntemplate = "blank.json"\n'
    )
    assert run("other.json", "bad.json").code == 1


def test_inconclusive_comes_before_conform(run: Run, folder: Path) -> None:
    folder.joinpath("other.json").write_text('{"tout": "autre"}')
    folder.joinpath("asp-check.toml").write_text(
        '[[model]]\nfiles = "ok.json"\ntemplate = "blank.json"\n'
    )
    assert run("other.json", "ok.json").code == 3


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "au moins un fichier"),
        (("--template", "no-such/model", "ok.json"), "no-such/model"),
        (("--template", "absent.json", "ok.json"), "absent.json"),
        (("--bogus", "ok.json"), "--bogus"),
        (("--layout", "loose", "ok.json"), "error, warn, off"),
        (("--layout",), "--layout"),
        (("--jobs", "0", "ok.json"), "--jobs"),
        (("--jobs", "many", "ok.json"), "--jobs"),
        (("--max-size", "big", "ok.json"), "--max-size"),
        (("--as-of", "yesterday", "ok.json"), "yesterday"),
        (("--as-of", "2024-02-30", "ok.json"), "2024-02-30"),
        (("--select", "Z9", "ok.json"), "Z9"),
        (("--ignore", "T999", "ok.json"), "T999"),
        (("--select", "Q", "ok.json"), "Q"),
        (("--ignore", "", "ok.json"), "--ignore «"),
        (("--select", "T,", "ok.json"), "--select «"),
        (("--output", "", "ok.json"), "--output"),
        (("template", "list", "--output", ""), "--output"),
        (("--templates", "absent", "--template", "blank.json", "ok.json"), "--templates absent"),
        (("template", "show", "blank.json", "--templates", "absent"), "--templates absent"),
        (("--config", "absent.toml", "ok.json"), "absent.toml"),
        (("--files-from", "absent.txt"), "absent.txt"),
        (("--templates", "absent", "--template", "test/avance", "ok.json"), "absent"),
        (("--lang", "de", "ok.json"), "fr, en"),
        (("--strict=yes", "ok.json"), "--strict"),
        (("explain",), "T101"),
        (("explain", "T999"), "T999"),
        (("rules", "extra"), "rules"),
    ],
)
def test_wrong_use_is_2_in_one_line(run: Run, args: tuple[str, ...], said: str) -> None:
    result = run(*args)
    assert result.code == 2
    assert said in result.err
    assert result.err.count("\n") == 1
    assert result.err.startswith("asp-check: ")
    assert result.out == ""


@pytest.mark.parametrize(
    "args",
    [
        ("--layout", "warn", "--layout", "off"),
        ("--format", "json", "check", "--format", "text"),
        ("--template=blank.json", "--template", "other.json"),
        ("--select", "T101", "--ignore", "T1"),
        ("--require", "T", "--ignore", "T"),
        ("--output", "ok.json"),
        ("--output", "blank.json"),
        ("-", "-"),
        ("-", "--files-from", "-"),
    ],
)
def test_options_that_contradict_are_2(run: Run, folder: Path, args: tuple[str, ...]) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = run(
        *args,
        *("--template", "blank.json")[: 0 if "--template=blank.json" in args else 2],
        "ok.json",
    )
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_option_said_twice_alike_is_no_contradiction(run: Run) -> None:
    assert run(*T, *T, "--layout", "warn", "ok.json", "--layout", "warn").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="devices of Unix")
@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/dev/tty0"])
def test_a_device_is_wrong_use(run: Run, device: str) -> None:
    if not Path(device).exists():
        pytest.skip("no such device here")
    result = run(*T, device, "ok.json")
    assert result.code == 2
    assert device in result.err
    assert "ok.json" in result.out


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix")
@pytest.mark.parametrize(
    "args",
    [
        ("--template", "pipe.json"),
        ("--config", "pipe.json"),
        ("--template", "model"),
        ("--template", "sound"),
    ],
)
def test_a_pipe_in_place_of_a_template_or_a_configuration_is_refused(
    process: Process, folder: Path, args: tuple[str, ...]
) -> None:
    os.mkfifo(folder / "pipe.json")
    model = folder / "model"
    model.mkdir()
    os.mkfifo(model / "manifest.toml")
    sound = template_folder(folder / "t") / "test" / "avance" / "initial"
    sound.joinpath("blank.json").unlink()
    os.mkfifo(sound / "blank.json")
    sound.rename(folder / "sound")
    done = process(*args, "ok.json")
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of Unix")
def test_in_a_directory_only_regular_files_are_read(process: Process, folder: Path) -> None:
    depots = folder / "depots"
    depots.mkdir()
    os.mkfifo(depots / "pipe.json")
    depots.joinpath("zero.json").symlink_to("/dev/zero")
    depots.joinpath("link.json").symlink_to(folder / "ok.json")
    done = process(*T, "--format", "json", "depots")
    assert done.returncode == 0
    assert [Path(f["path"]).name for f in json.loads(done.stdout)["files"]] == ["link.json"]


def test_a_link_to_nothing_in_a_directory_is_said(run: Run, folder: Path) -> None:
    depots = folder / "depots"
    depots.mkdir()
    try:
        depots.joinpath("gone.json").symlink_to(folder / "gone")
    except OSError:
        pytest.skip("no links here")
    result = run(*T, "depots")
    assert result.code == 2
    assert "gone.json" in result.err


def test_a_name_with_nul_is_wrong_use(run: Run) -> None:
    result = run(*T, "a\0b.json", "ok.json")
    assert result.code == 2
    assert "ok.json" in result.out
    assert "⟨NUL⟩" in result.err


def test_an_empty_name_is_wrong_use(run: Run) -> None:
    assert run(*T, "", "ok.json").code == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_wrong_use(run: Run, folder: Path) -> None:
    folder.joinpath("ok.json").chmod(0)
    assert run(*T, "ok.json").code == 2


def test_a_broken_manifest_is_2_with_its_line(run: Run, folder: Path) -> None:
    place = folder / "mine"
    place.mkdir()
    place.joinpath("blank.json").write_text("{}")
    place.joinpath("manifest.toml").write_text('format = "asp-check-template/1"\nstatus = 3\n')
    result = run("--template", str(place), "ok.json")
    assert result.code == 2
    assert "manifest.toml:" in result.err
    assert result.err.count("\n") == 1


def test_a_blank_of_another_digest_is_2_and_says_that_only_newlines_differ(
    run: Run, folder: Path
) -> None:
    version = template_folder(folder / "t") / "test" / "avance" / "initial"
    blank = version / "blank.json"
    blank.write_bytes(blank.read_bytes().replace(b"\n", b"\r\n"))
    result = run("--templates", "t", "--template", "test/avance", "ok.json")
    assert result.code == 2
    assert "fins de ligne" in result.err


def test_an_error_of_two_files_is_said_once(run: Run) -> None:
    result = run("--template", "no/such", "ok.json", "bad.json")
    assert result.err.count("\n") == 1


def test_a_fault_of_ours_is_3_named_and_hides_the_content(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("asp_check.exactness.check", fail)
    result = run(*T, "ok.json")
    assert result.code == 3
    assert "ZeroDivisionError" in result.out
    assert "secret" not in result.out + result.err


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (ZeroDivisionError("secret"), "ZeroDivisionError"),
        (MemoryError(), "mémoire"),
        (RecursionError("secret"), "RecursionError"),
        (KeyboardInterrupt(), "Ctrl-C"),
    ],
)
def test_a_fault_outside_a_check_is_3_and_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, fault: BaseException, said: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("asp_check.cli.run._write", fail)
    result = run(*T, "ok.json")
    assert result.code == 3
    assert said in result.err
    assert result.err.count("\n") == 1
    assert "secret" not in result.err
    assert "Traceback" not in result.err


def test_a_fault_in_one_file_leaves_the_others_checked(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from asp_check import files

    read = files.read

    def fail(path: str, *, max_size: int, pipe: bool = True) -> object:
        if Path(path).name == "ok.json":
            raise MemoryError
        return read(path, max_size=max_size, pipe=pipe)

    monkeypatch.setattr(files, "read", fail)
    result = run(*T, "ok.json", "bad.json")
    assert result.code == 1
    assert "T103" in result.out
    assert "mémoire insuffisante" in result.out
