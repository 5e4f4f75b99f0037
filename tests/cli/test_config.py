"""The configuration: found upward, strict, refused with its line; naming a model in it is consent."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check import config
from asp_check.config import Config, Model, errors, strict
from asp_check.facts import Solution, Supplier
from asp_check.finding import UsageError
from asp_check.reference import settings as reference_settings
from asp_check.reference.settings import ReferenceFile
from tests.cli.conftest import Run, template_folder
from tests.cli.test_imports import imported


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
        r"""
        template = "hop-dpi-va2/avance"
        templates = ["mine"]
        dispositifs = "data/dispositifs.toml"
        lang = "en"
        select = ["t", "E1"]
        ignore = ["T501"]
        require = ["R1"]
        layout = "warn"
        strict = true
        mask = true
        max_findings = 10
        max_size = 1000
        max_depth = 20
        allow_reference = true
        reference.funded = "funded.xlsx"
        [reference.finess]
        file = "../finess.csv"
        delimiter = "\t"
        encoding = "cp1252"
        date = 2026-05-04
        columns = { finess = "N° FINESS", legal_finess = 2 }
        [reference.ceilings]
        file = "/ceilings.xlsx"
        sheet = "2024"
        columns.amount = "Plafond"
        [severity]
        t4 = "info"
        R203 = "warning"
        [supplier]
        vat_liable = false
        path = "white-label"
        [[solution]]
        dispositif = "HOP-DPI-Va2"
        referencing_number = "1"
        referencing_date = 2025-03-31
        proof_date = 2025-03-31
        profiles = ["a"]
        scenarios = ["b", "c"]
        domains = []
        pilots_validated = 2025-06-30
        [[solution]]
        dispositif = "MS2"
        pilots_validated = false
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
        mask=True,
        max_findings=10,
        max_size=1000,
        max_depth=20,
        allow_reference=True,
        dispositifs=str(tmp_path / "data" / "dispositifs.toml"),
        reference={
            "funded": ReferenceFile(str(tmp_path / "funded.xlsx")),
            "finess": ReferenceFile(
                str(tmp_path / ".." / "finess.csv"),
                columns={"finess": "N° FINESS", "legal_finess": "2"},
                delimiter="\t",
                encoding="cp1252",
                date="2026-05-04",
            ),
            "ceilings": ReferenceFile("/ceilings.xlsx", {"amount": "Plafond"}, sheet="2024"),
        },
        severity=(("T4", "info"), ("R203", "warning")),
        supplier=Supplier(vat_liable=False, path="white-label"),
        solution=(
            Solution(
                "HOP-DPI-Va2",
                "1",
                "2025-03-31",
                "2025-03-31",
                ("a",),
                ("b", "c"),
                (),
                "2025-06-30",
            ),
            Solution("MS2", pilots_validated=False),
        ),
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
        # Unknown keys, in each table.
        ("[refrence]\nfiness = 'x'", 1, "« reference » ?"),
        ("[reference]\nfines = 'x'", 2, "« finess » ?"),
        ("[reference.finess]\nfile = 'x'\ndelimitor = ';'", 3, "« delimiter » ?"),
        (
            "[reference.ceilings]\nfile = 'x'\ncolumns.opened = 1",
            3,
            "sous [reference.finess.columns]",
        ),
        ("reference.ceilings.file = 'x'\nreference.ceilings.columns.amout = 1", 2, "« amount » ?"),
        ("[reference.funded]\nfile = 'x'\ncolumns = {suplier = 1}", 3, "« supplier » ?"),
        ("[supplier]\n\nvat-liable = true", 3, "« vat_liable » ?"),
        ("[[solution]]\ndispositif = 'a'\nprofile = ['x']", 3, "« profiles » ?"),
        # A known key in the wrong table.
        ("vat_liable = true", 1, "[supplier]"),
        ("dispositif = 'a'", 1, "[[solution]]"),
        ("[supplier]\nmax_findings = 3", 2, "avant la première [table]"),
        # Reference data.
        ("[reference.finess]\ndate = 2025-03-31", 1, "« reference.finess.file » manque"),
        ("reference.finess = ''", 1, "vide"),
        ("reference.finess = 3", 1, "table [reference.finess]"),
        ("[[reference.finess]]\nfile = 'x'", 1, "table [reference.finess]"),
        ("reference = 'finess.csv'", 1, "table : [reference]"),
        ("reference.finess = {file = 'x', delimiter = '\\t'}", 1, "tabulation"),
        ("reference.finess = {file = 'x', delimiter = ''}", 1, "un seul"),
        ("[reference.finess]\nfile = 'x'\nencoding = 'utf-9'", 3, "cp1252"),
        ("[reference.finess]\nfile = 'x'\nencoding = 'base64'", 3, "cp1252"),
        ("[reference.finess]\nfile = 'x'\nsheet = 'a'\ndelimiter = ';'", 3, "delimiter se"),
        ("[reference.finess]\nfile = 'x'\nencoding = 'ascii'\nsheet = 'a'", 4, "encoding se"),
        ("[reference.finess]\nfile = 'x'\ncolumns.name = 0", 3, "numéro à partir de 1"),
        ("[reference.finess]\nfile = 'x'\ncolumns = ['a']", 3, "[reference.finess.columns]"),
        # Dates.
        (
            "[reference.finess]\nfile = 'x'\ndate = '2026-05-04'",
            3,
            "sans guillemets : 2026-05-04",
        ),
        (
            "[reference.finess]\nfile = 'x'\ndate = '04/05/2026'",
            3,
            "année d’abord, par exemple 2025-03-31",
        ),
        (
            "[reference.finess]\nfile = 'x'\ndate = 2026-05-04T12:00:00Z",
            3,
            "sans heure : 2026-05-04",
        ),
        ("[reference.finess]\nfile = 'x'\ndate = 20260504", 3, "une date, par exemple 2025-03-31"),
        (
            "[[solution]]\ndispositif = 'a'\npilots_validated = '2026-05-04'",
            3,
            "2026-05-04, ou false",
        ),
        ("[[solution]]\ndispositif = 'a'\npilots_validated = true", 3, "2025-03-31, ou false"),
        ("[[solution]]\ndispositif = 'a'\npilots_validated = 0", 3, "2025-03-31, ou false"),
        ("a = 1\nb = 31/03/2025", 2, "une date s’écrit 2025-03-31"),
        # Severities.
        ("severity = 'info'", 1, "table : [severity]"),
        ("[severity]\nT101 = 'error'", 2, '"blocking", "warning", "info"'),
        ("[severity]\nTT = 'info'", 2, "identifiant de règle"),
        ("[severity]\nT101 = 'info'\nt101 = 'info'", 3, "sous T101"),
        # The supplier and its solutions.
        ("[supplier]\npath = 'alone'", 2, '"single", "grouping", "white-label"'),
        ("[[supplier]]\nvat_liable = true", 1, "table : [supplier]"),
        ("[solution]\ndispositif = 'a'", 1, ": [[solution]]"),
        ("[[solution]]\nprofiles = ['x']", 1, "« solution.dispositif » manque"),
        ("[[solution]]\ndispositif = 'a b'", 2, "code d’un dispositif"),
        ("[[solution]]\ndispositif = 'a'\ndomains = 'PH'", 3, '["PH"]'),
        ("[[solution]]\ndispositif = 'a'\ndomains = ['PA',\n'']", 4, "vide"),
        (
            "[[solution]]\ndispositif = 'a'\nreferencing_date = 2025-03-30\nproof_date = 2025-03-31",
            3,
            "2025-03-30 précède proof_date = 2025-03-31",
        ),
        (
            "# [[solution]]\n[[ solution ]]\ndispositif = 'Ab'\n#[[solution]]\n[supplier]\n[[solution]]\n\ndispositif = 'aB'",
            8,
            "--config",
        ),
        (
            "solution = [{dispositif = 'a'},\n{dispositif = 'a'}]",
            2,
            "n’en a qu’une par configuration",
        ),
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
    english = raised.value.en
    assert english.startswith(f"{path}:{line}: ")


def test_a_refusal_in_a_pyproject_has_its_line(tmp_path: Path) -> None:
    path = write(
        tmp_path / "pyproject.toml", '[project]\nname = "x"\n\n[tool.asp-check]\nstrict = 1\n'
    )
    with pytest.raises(UsageError, match=r"pyproject\.toml:5 : "):
        config.find(str(tmp_path))
    path.write_text('[tool]\nasp-check = "x"\n')
    with pytest.raises(UsageError, match=r"pyproject\.toml:2 : .*: \[tool\.asp-check\]"):
        config.find(str(tmp_path))
    head = "[[tool.asp-check.solution]]\ndispositif = 'a'\n"
    path.write_text(head + head.replace("'a'", "'b'") + "domain = []\n" + head)
    with pytest.raises(UsageError, match=r"pyproject\.toml:5 : .*domains"):
        config.find(str(tmp_path))
    path.write_text("[tool.asp-check.solution]\ndispositif = 'a'\n")
    with pytest.raises(
        UsageError, match=r"pyproject\.toml:1 : .*: \[\[tool\.asp-check\.solution\]\]"
    ):
        config.find(str(tmp_path))


def test_a_configuration_that_is_no_text_or_too_large(tmp_path: Path) -> None:
    path = tmp_path / "asp-check.toml"
    path.write_bytes(b'lang = "fr"\nlayout = "\xe9"')
    with pytest.raises(UsageError, match=r":2 : .*UTF-8"):
        config.load(str(path))
    path.write_bytes(b"#" * (1 << 21))
    with pytest.raises(UsageError, match="trop grand"):
        config.load(str(path))


EVERYTHING: dict[str, Any] = tomllib.loads("""
template = "a"
templates = ["a"]
dispositifs = "a"
corpus = "a"
lang = "en"
select = ["T"]
ignore = ["T501"]
require = ["R1"]
layout = "warn"
strict = true
mask = true
max_findings = 1
max_size = 1
max_depth = 1
allow_reference = true
reference.funded = {file = "a", sheet = "a", columns = {identifier = 1, dispositif = 2, request = 3, supplier = 4}}
reference.ceilings.file = "a"
reference.ceilings.delimiter = ";"
reference.ceilings.columns = {identifier = "a", amount = "b", dispositif = "c", service = "d"}
[reference.finess]
file = "a"
encoding = "utf-8"
date = 2026-05-04
columns = {finess = 1, legal_finess = 2, name = 3, category = 4, category_label = 5, opened = 6, closed = 7, is_legal = 8}
[severity]
t4 = "info"
R = "warning"
[supplier]
vat_liable = false
path = "single"
[[solution]]
dispositif = "X"
referencing_number = "1"
referencing_date = 2025-03-31
proof_date = 2025-03-31
profiles = ["a"]
scenarios = ["b"]
domains = ["c"]
pilots_validated = 2025-06-30
[[solution]]
dispositif = "Y"
proof_date = 2025-03-30
pilots_validated = false
[[model]]
files = "a"
template = "b"
""")


def _words(value: Any) -> set[str]:
    """Every key and text inside."""
    if isinstance(value, dict):
        return set(value).union(*map(_words, value.values()))
    if isinstance(value, list):
        return set().union(*map(_words, value))
    return {value} if isinstance(value, str) else set()


KEYS = (*sorted(_words(EVERYTHING)), "nothing", "x", "[key]")
ATOMS: tuple[Any, ...] = (
    None, True, False, -1, 0, 1, 2.5, "", "fr", "error", "off", "T", "t4", "T101", "TT", "T1234", "a\0b", "a b", "\n", "\t",
    "ab", '"', "é", "grouping", "blocking", "base64", "undefined", "2025-03-31", dt.datetime(2025, 3, 31, tzinfo=dt.UTC),
    dt.time(1), dt.date(2025, 3, 30), dt.date(2025, 4, 1), dt.date.min, dt.date.max, [], {}, [""], [1], ["T"], [{}],
    {"file": "a"}, {"dispositif": "a"}, [{"dispositif": "a"}, {"dispositif": "A"}], {"t": "info", "T": "info"},
)  # fmt: skip
NAMES = st.sampled_from(KEYS)
VALUES: Any = st.recursive(
    st.sampled_from(ATOMS) | st.floats(allow_nan=False) | NAMES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


def agreed(data: dict[str, Any]) -> bool:
    """Whether both accept; that they agree."""
    try:
        strict.from_mapping(data)
    except strict.Refused:
        accepted = False
    else:
        accepted = True
    assert accepted == errors.accepts(data), data
    return accepted


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every container inside, with each of its keys or indices."""
    if not isinstance(value, (dict, list)):
        return []
    pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    return [*((value, key) for key, _ in pairs), *(p for _, v in pairs for p in _places(v))]


def test_they_agree_whatever_is_changed_anywhere() -> None:
    count = len(_places(EVERYTHING))
    accepted = 0
    for index in range(count):
        for atom in ATOMS:
            data = copy.deepcopy(EVERYTHING)
            holder, key = _places(data)[index]
            holder[key] = atom
            accepted += agreed(data)
        data = copy.deepcopy(EVERYTHING)
        holder, key = _places(data)[index]
        value = holder.pop(key)
        accepted += agreed(data)
        for other in KEYS if isinstance(holder, dict) else ():
            data = copy.deepcopy(EVERYTHING)
            _places(data)[index][0][other] = value
            accepted += agreed(data)
    assert accepted > count


@st.composite
def changed(draw: st.DrawFn) -> dict[str, Any]:
    """Everything, with a few changes."""
    data = copy.deepcopy(EVERYTHING)
    for _ in range(draw(st.integers(1, 3))):
        holder, key = draw(st.sampled_from(_places(data)))
        change = draw(st.sampled_from(["value", "remove", "rename", "again"]))
        if change == "value":
            holder[key] = draw(VALUES)
        elif change == "remove":
            del holder[key]
        elif isinstance(holder, dict):
            value = holder.pop(key) if change == "rename" else copy.deepcopy(holder[key])
            holder[draw(NAMES)] = value
        else:
            holder.append(copy.deepcopy(holder[key]))
    return data


@settings(max_examples=300)
@given(changed() | st.dictionaries(NAMES, VALUES, max_size=4))
def test_the_strict_reading_and_pydantic_agree(data: dict[str, Any]) -> None:
    if agreed(data):
        read = strict.from_mapping(data)
        assert pickle.loads(pickle.dumps(read)) == read  # noqa: S301 - our own


@given(changed())
def test_each_refusal_has_words(data: dict[str, Any]) -> None:
    if not errors.accepts(data):
        line, (french, english) = errors.explain("", data, (), ())
        assert line == 1
        assert french.startswith("« ")
        assert english.startswith("'")
        assert "\n" not in french + english
        assert len(french) < 500


def test_everything_is_accepted_and_has_every_key() -> None:
    assert agreed(EVERYTHING)
    of_a_workbook, of_a_text = {"sheet"}, {"delimiter", "encoding", "date"}
    for names, model in errors.TABLES.items():
        held: Any = EVERYTHING
        for name in names:
            held = held[name]
        found = set().union(*(held if isinstance(held, list) else [held]))
        if len(names) == 2:
            found |= of_a_workbook | of_a_text  # They exclude each other.
        assert found == set(model.model_fields), names
    assert set(EVERYTHING) == set(Config._fields) - {"path", "directory"}
    assert set(EVERYTHING["reference"]) == set(reference_settings.NAMES) == set(strict.COLUMNS)


@pytest.mark.parametrize("names", list(errors.TABLES), ids=".".join)
def test_every_key_is_documented(names: tuple[str, ...]) -> None:
    told = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text("utf-8")
    missing = {key for key in errors.TABLES[names].model_fields if f"`{key}`" not in told}
    assert missing <= {"model"}


def test_the_documented_example_is_accepted() -> None:
    told = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text("utf-8")
    assert agreed(tomllib.loads(told.partition("```toml\n")[2].partition("```")[0]))


def test_without_a_configuration_nothing_of_it_is_imported(folder: Path) -> None:
    modules = imported(folder, "--template", "blank.json", "ok.json")
    ours = {name for name in modules if name.startswith("asp_check.config")}
    assert ours <= {"asp_check.config", "asp_check.config.settings"}


def test_many_faults_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "asp-check.toml"
    path.write_text("".join(f"a{n} = 1\n" for n in range(20_000)))
    with pytest.raises(UsageError, match=r":1 : « a0 » est inconnu"):
        config.load(str(path))


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
