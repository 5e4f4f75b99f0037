"""The configuration: found upward, strict, refused with its line; naming a model in it is consent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check import config
from asp_check.config import Config, Model, errors, strict
from asp_check.finding import UsageError
from tests.cli.conftest import Run, template_folder


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_nothing_is_an_empty_configuration(tmp_path: Path) -> None:
    assert config.find(str(tmp_path)) == Config()
    assert config.find("a\0b") == Config()


def test_the_nearest_configuration_holds(tmp_path: Path) -> None:
    write(tmp_path / "asp-check.toml", 'layout = "off"')
    write(tmp_path / "a" / "pyproject.toml", "[tool.other]\nx = 1")
    write(tmp_path / "b" / "pyproject.toml", '[tool.asp-check]\nlayout = "warn"')
    write(tmp_path / "c" / "asp-check.toml", "")
    (tmp_path / "a" / "deep").mkdir()
    assert config.find(str(tmp_path / "a" / "deep" / "bdc.json")).layout == "off"
    assert config.find(str(tmp_path / "b" / "bdc.json")).layout == "warn"
    assert config.find(str(tmp_path / "b")).layout == "warn"
    found = config.find(str(tmp_path / "c"))
    assert (found.layout, found.path) == (None, str(tmp_path / "c" / "asp-check.toml"))


def test_a_pyproject_that_only_speaks_of_it_has_no_configuration(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[project]\nname = "asp-check"')
    assert config.find(str(tmp_path)) == Config()


def test_a_pyproject_that_is_named_and_says_nothing_is_empty(tmp_path: Path) -> None:
    path = str(write(tmp_path / "pyproject.toml", "[project]"))
    assert config.load(path).layout is None


def test_everything_it_may_say(tmp_path: Path) -> None:
    path = write(
        tmp_path / "asp-check.toml",
        """
        template = "hop-dpi-va2/avance"
        templates = ["mine"]
        lang = "en"
        select = ["t", "E1"]
        ignore = ["T501"]
        require = ["R1"]
        layout = "warn"
        strict = true
        max_findings = 10
        max_size = 1000
        max_depth = 20
        allow_reference = true
        [[model]]
        files = "a/**/bdc.json"
        template = "models/blank.json"
        """,
    )
    assert config.load(str(path)) == Config(
        path=str(path),
        directory=str(tmp_path),
        template="hop-dpi-va2/avance",
        templates=(str(tmp_path / "mine"),),
        lang="en",
        select=("T", "E1"),
        ignore=("T501",),
        require=("R1",),
        layout="warn",
        strict=True,
        max_findings=10,
        max_size=1000,
        max_depth=20,
        allow_reference=True,
        model=(Model("a/**/bdc.json", str(tmp_path / "models" / "blank.json")),),
    )


def test_a_folder_of_a_model_is_a_path_from_the_configuration(tmp_path: Path) -> None:
    write(tmp_path / "m" / "manifest.toml", "")
    path = write(tmp_path / "asp-check.toml", 'template = "m"')
    assert config.load(str(path)).template == str(tmp_path / "m")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a = 1\n= 2", 2, "TOML"),
        ('\nlayuot = "warn"', 2, "layout"),
        ("xyz = 1", 1, "xyz"),
        ('strict = "yes"', 1, "true"),
        ("max_size = 0", 1, "1"),
        ("max_size = 1.5", 1, "entier"),
        ('lang = "de"', 1, "fr"),
        ('select = ["T", "TT1"]', 1, "T101"),
        ("select = 3", 1, "liste"),
        ("template = 3", 1, "guillemets"),
        ('model = "x"', 1, "liste"),
        ("model = [1]", 1, "table"),
        ('[[model]]\nfiles = "a"\ntemplate = "b"\n[[model]]\nfiles = "c"', 4, "template"),
        (
            '[[model]]\nfiles = "a"\ntemplate = "b"\n\n[[model]]\nfiles = "c"\ntemplate = 3',
            7,
            "guillemets",
        ),
        ('[[model]]\nfiles = "a"\ntemplate = "b"\nfile = 3', 4, "files"),
    ],
)
def test_a_refusal_has_its_line_and_what_to_do(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    path = write(tmp_path / "asp-check.toml", text)
    with pytest.raises(UsageError) as raised:
        config.load(str(path))
    assert str(raised.value).startswith(f"{path}:{line} : ")
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)
    english = raised.value.en  # type: ignore[attr-defined]
    assert english.startswith(f"{path}:{line}: ")


def test_a_refusal_in_a_pyproject_has_its_line(tmp_path: Path) -> None:
    path = write(
        tmp_path / "pyproject.toml", '[project]\nname = "x"\n\n[tool.asp-check]\nstrict = 1\n'
    )
    with pytest.raises(UsageError, match=r"pyproject\.toml:5 : "):
        config.find(str(tmp_path))
    path.write_text('[tool]\nasp-check = "x"\n')
    with pytest.raises(UsageError, match=r"pyproject\.toml:2 : "):
        config.find(str(tmp_path))


def test_a_configuration_that_is_no_text_or_too_large(tmp_path: Path) -> None:
    path = tmp_path / "asp-check.toml"
    path.write_bytes(b'lang = "fr"\nlayout = "\xe9"')
    with pytest.raises(UsageError, match=r":2 : .*UTF-8"):
        config.load(str(path))
    path.write_bytes(b"#" * (1 << 21))
    with pytest.raises(UsageError, match="trop grand"):
        config.load(str(path))


VALUES: Any = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 3) | st.floats(allow_nan=False)
    | st.sampled_from(["", "fr", "en", "error", "warn", "off", "T", "t101", "TT", "T1234", "a\0b", "x"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["files", "template", "x"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
KEYS = ("template", "templates", "lang", "select", "ignore", "require", "layout", "strict", "max_findings", "max_size", "max_depth", "allow_reference", "model", "nothing")  # fmt: skip


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4))
def test_the_strict_reading_and_pydantic_agree(data: dict[str, Any]) -> None:
    try:
        strict.from_mapping(data)
    except strict.Refused:
        accepted = False
    else:
        accepted = True
    assert accepted == errors.accepts(data)


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("bdc.json", "bdc.json", True),
        ("bdc.json", "a/bdc.json", False),
        ("*.json", "bdc.json", True),
        ("*.json", "a/bdc.json", False),
        ("**/bdc.json", "bdc.json", True),
        ("**/bdc.json", "a/b/bdc.json", True),
        ("**/bdc.json", "a/xbdc.json", False),
        ("a/**", "a/b/c.json", True),
        ("a/**/bdc.json", "a/bdc.json", True),
        ("./a/?.json", "a/b.json", True),
        ("a/?.json", "a/bb.json", False),
        ("a+(b)[c].json", "a+(b)[c].json", True),
        ("a.json", "axjson", False),
    ],
)
def test_patterns_of_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, path: str, fits: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    named = Config(directory=str(tmp_path), model=(Model(pattern, "m"),), template="other")
    assert config.template_of(named, path) == ("m" if fits else "other")


def test_the_first_pattern_that_fits_counts(tmp_path: Path) -> None:
    named = Config(directory=str(tmp_path), model=(Model("*.json", "one"), Model("b.json", "two")))
    assert config.template_of(named, str(tmp_path / "b.json")) == "one"
    assert config.template_of(named, str(tmp_path.parent / "b.json")) is None
    assert config.template_of(named, "-") is None


# --- On the command line


def test_a_reference_model_named_in_the_configuration_gives_a_verdict(
    run: Run, folder: Path
) -> None:
    template_folder(folder / "t", status="reference")
    assert run("--templates", "t", "ok.json").code == 3
    write(
        folder / "asp-check.toml",
        'templates = ["t"]\n[[model]]\nfiles = "*.json"\ntemplate = "test/avance"\n',
    )
    result = run("ok.json")
    assert result.code == 0
    assert "RÉFÉRENCE" in result.out


def test_a_configuration_may_refuse_reference_models(run: Run, folder: Path) -> None:
    template_folder(folder / "t", status="reference")
    write(folder / "asp-check.toml", 'templates = ["t"]\nallow_reference = false\n')
    result = run("--template", "test/avance", "ok.json")
    assert result.code == 2
    assert "allow_reference" in result.err


def test_a_template_that_the_configuration_names_badly_stops_only_its_files(
    run: Run, folder: Path
) -> None:
    write(
        folder / "asp-check.toml",
        'template = "blank.json"\n[[model]]\nfiles = "bad.json"\ntemplate = "no/such"\n',
    )
    result = run("bad.json", "ok.json")
    assert result.code == 2
    assert "no/such" in result.err
    assert "ok.json : conforme" in result.out


def test_the_command_line_comes_before_the_configuration(run: Run, folder: Path) -> None:
    write(
        folder / "asp-check.toml",
        'template = "no/such"\nlayout = "off"\nlang = "en"\nstrict = true\n',
    )
    folder.joinpath("flat.json").write_bytes(
        folder.joinpath("ok.json").read_bytes().replace(b": ", b":")
    )
    T = ("--template", "blank.json")  # noqa: N806
    assert run(*T, "flat.json").code == 0
    assert run(*T, "--layout", "error", "flat.json").code == 1
    assert run(*T, "warning.json").code == 1
    assert "ok.json: conform" in run(*T, "ok.json").out
    assert "ok.json : conforme" in run(*T, "--lang", "fr", "ok.json").out


def test_a_configuration_that_is_named(run: Run, folder: Path) -> None:
    write(folder / "elsewhere" / "mine.toml", 'template = "../blank.json"\nselect = ["E"]\n')
    result = run("--config", "elsewhere/mine.toml", "bad.json", "--format", "json")
    assert result.code == 0
    assert json.loads(result.out)["options"]["select"] == ["E"]


def test_a_broken_configuration_is_2_in_one_line_and_in_the_language_asked(
    run: Run, folder: Path
) -> None:
    write(folder / "asp-check.toml", "strict = 3\n")
    french, english = run("ok.json"), run("--lang", "en", "ok.json")
    assert (french.code, english.code) == (2, 2)
    assert french.err.count("\n") == english.err.count("\n") == 1
    assert "il faut" in french.err
    assert "write" in english.err


def test_the_configuration_is_no_output(run: Run, folder: Path) -> None:
    path = write(folder / "asp-check.toml", 'template = "blank.json"\n')
    assert run("ok.json", "--output", "asp-check.toml").code == 2
    assert path.read_text() == 'template = "blank.json"\n'


@pytest.mark.parametrize("text", ["a." * 50_000 + "a = 1", "a = " + "[" * 50_000])
def test_a_configuration_that_keeps_the_reader_busy_is_refused(
    run: Run, folder: Path, text: str
) -> None:
    folder.joinpath("asp-check.toml").write_text(text)
    result = run("--template", "blank.json", "ok.json")
    assert result.code == 2
    assert "asp-check.toml:1" in result.err
    assert result.err.count("\n") == 1
