"""The hooks, run by the real pre-commit in a real repository, without a network.

Only the language is another: `system` runs the program that is tested; that `python` installs it
is tried in .ci/run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
EXACT = ROOT / "samples/hop-dpi-va2/avance/ok/exact/bdc.json"
MODEL = 'template = "hop-dpi-va2/avance"\nallow_reference = true\n'
IDS = ("asp-check", "asp-check-fix", "asp-check-dossier")

Hook = Callable[..., subprocess.CompletedProcess[str]]

pytest.importorskip("pre_commit", reason="pre-commit is not installed")
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")


def env(home: Path) -> dict[str, str]:
    """Nothing of the user's, nothing of a commit in the course of which the tests may run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    program = home / "bin"
    program.mkdir(exist_ok=True)
    script = program / "asp-check"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m asp_check "$@"\n')
    script.chmod(0o755)
    return kept | {
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home / "cache"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PATH": f"{program}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "PIP_NO_INDEX": "1",
    }


def git(folder: Path, *args: str) -> str:
    who = (
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.org",
        "-c",
        "commit.gpgsign=false",
    )
    done = subprocess.run(
        ["git", *who, *args],
        cwd=folder,
        capture_output=True,
        check=True,
        text=True,
        env=env(folder.parent),
    )
    return done.stdout.strip()


@pytest.fixture
def hook(tmp_path: Path) -> Hook:
    """Run one hook over all files of the repository ``tmp_path / "repo"``."""
    hooks, repo = tmp_path / "hooks", tmp_path / "repo"
    hooks.mkdir()
    repo.mkdir(exist_ok=True)
    shutil.copy(HOOKS, hooks)
    for folder in (hooks, repo):
        git(folder, "init", "-q")
    git(hooks, "add", ".")
    git(hooks, "commit", "-qm", "hooks")
    revision = git(hooks, "rev-parse", "HEAD")

    def run(name: str, *args: str) -> subprocess.CompletedProcess[str]:
        listed = "".join(f"\n          - {arg}" for arg in args)
        (repo / ".pre-commit-config.yaml").write_text(
            f"repos:\n  - repo: {hooks}\n    rev: {revision}\n    hooks:\n      - id: {name}\n"
            f"        language: system\n" + (f"        args:{listed}\n" if args else "")
        )
        git(repo, "add", ".")
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"],
            cwd=repo,
            capture_output=True,
            check=False,
            text=True,
            env=env(tmp_path),
            timeout=120,
        )

    return run


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository with one request, and a configuration that names its model."""
    folder = tmp_path / "repo"
    folder.mkdir(exist_ok=True)
    shutil.copy(EXACT, folder / "bdc.json")
    (folder / "asp-check.toml").write_text(MODEL)
    return folder


def test_the_manifest_is_one_that_pre_commit_takes() -> None:
    from pre_commit.clientlib import load_manifest

    hooks = {hook["id"]: hook for hook in load_manifest(str(HOOKS))}
    assert tuple(hooks) == IDS
    assert {hook["language"] for hook in hooks.values()} == {"python"}
    assert (hooks["asp-check-dossier"]["require_serial"], hooks["asp-check-dossier"]["pass_filenames"]) == (True, False)  # fmt: skip
    for name in ("asp-check", "asp-check-dossier"):
        assert "--mask --as-of none --official" in hooks[name]["entry"]
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert {hook["entry"].split()[0] for hook in hooks.values()} == set(scripts)


def test_a_conform_file_passes_and_other_json_is_not_looked_at(hook: Hook, repo: Path) -> None:
    (repo / "package.json").write_text('{"name": "x"}\n')
    done = hook("asp-check")
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout


def test_a_nonconform_file_stops_the_commit_and_shows_no_value(hook: Hook, repo: Path) -> None:
    text = EXACT.read_text("utf-8")
    (repo / "bdc-117.json").write_text(text.replace('"typeDemande"', '"typedemande"'), "utf-8")
    done = hook("asp-check")
    assert done.returncode == 1
    assert "bdc-117.json:2:3: T103 blocking" in done.stdout
    assert '"typedemande": "••••••"' in done.stdout
    assert "bdc.json : conforme" in done.stdout


@pytest.mark.parametrize("name", IDS[:2])
def test_a_path_that_begins_with_a_dash_is_a_file(hook: Hook, repo: Path, name: str) -> None:
    (repo / "x").mkdir()
    for folder in ("x", "--output=x"):
        (repo / folder).mkdir(exist_ok=True)
        (repo / folder / "bdc.json").write_bytes(EXACT.read_bytes().replace(b"{", b"{\n", 1))
    before = (repo / "x" / "bdc.json").read_bytes()
    done = hook(name)
    assert done.returncode == 1
    assert "--output=x/bdc.json" in done.stdout
    after = (repo / "x" / "bdc.json").read_bytes()
    assert after == (EXACT.read_bytes() if name == "asp-check-fix" else before)


def test_an_unrecognised_model_names_the_stray_file(hook: Hook, repo: Path) -> None:
    (repo / "asp-check.toml").unlink()
    (repo / "bdc-notes.json").write_text('{"name": "x"}\n')
    done = hook("asp-check")
    assert done.returncode == 1
    assert "exit code: 3" in done.stdout
    assert "bdc-notes.json ne ressemble à aucun modèle connu" in done.stdout
    assert "asp-check template import" in done.stdout


def test_the_arguments_of_a_user_win_over_those_of_the_hook(hook: Hook, repo: Path) -> None:
    (repo / "bdc.json").write_text(EXACT.read_text("utf-8").replace("41200.00", "41200.0"), "utf-8")
    done = hook("asp-check", "--as-of", "'2025-06-01'", "--show-values", "--")
    assert "41200.0" in done.stdout
    assert "à la date du 2025-06-01" in done.stdout


def test_a_template_that_is_missing_is_named(hook: Hook, repo: Path) -> None:
    (repo / "asp-check.toml").write_text('template = "hop-dpi-va9/avance"\n')
    done = hook("asp-check")
    assert done.returncode == 1
    assert "exit code: 2" in done.stdout
    assert "hop-dpi-va9/avance" in done.stdout


def test_a_reference_model_is_refused_until_it_is_allowed(hook: Hook, repo: Path) -> None:
    (repo / "asp-check.toml").write_text('template = "hop-dpi-va2/avance"\n')
    done = hook("asp-check")
    assert done.returncode == 1
    assert "allow_reference = true" in done.stdout


def test_the_form_is_repaired_and_the_commit_stops_once(hook: Hook, repo: Path) -> None:
    exact = EXACT.read_bytes()
    (repo / "bdc.json").write_bytes(exact.replace(b"\n", b"\r\n").replace(b"  ", b"\t"))
    done = hook("asp-check-fix")
    assert done.returncode == 1, done.stdout
    assert (repo / "bdc.json").read_bytes() == exact
    done = hook("asp-check-fix")
    assert done.returncode == 0, done.stdout


def test_a_dossier_is_judged_whole(hook: Hook, repo: Path) -> None:
    (repo / "depots").mkdir()
    (repo / "bdc.json").rename(repo / "depots" / "bdc.json")
    done = hook("asp-check-dossier", "depots")
    assert done.returncode == 1
    assert "X501" in done.stdout  # Its purchase order is missing.
    assert "83010" not in done.stdout  # No number of an establishment.
