"""The Python interface, as the contract says it."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import asp_check
from asp_check import api, inputs
from tests.cli.conftest import BAD, BLANK, OK, template_folder


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> asp_check.Template:
    """A bare blank, loaded by its path."""
    monkeypatch.setenv("ASP_CHECK_TEMPLATES", str(tmp_path / "none"))
    path = tmp_path / "blank.json"
    path.write_bytes(BLANK.encode())
    return asp_check.load_template(path)


def test_the_public_names() -> None:
    assert asp_check.__version__ == "0.1.0"
    assert set(asp_check.__all__) <= set(dir(asp_check))
    for name in asp_check.__all__:
        assert getattr(asp_check, name) is not None
    with pytest.raises(AttributeError, match="nothing"):
        asp_check.nothing  # noqa: B018 - the access is the test
    assert Path(asp_check.__file__).with_name("py.typed").exists()


def test_the_signature_is_the_contracts() -> None:
    source, *options = inspect.signature(asp_check.check).parameters.values()
    assert (source.name, source.kind) == ("source", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    assert {option.kind for option in options} == {inspect.Parameter.KEYWORD_ONLY}
    assert {option.name: option.default for option in options} == {
        "template": None, "pieces": (), "avance": None, "as_of": None, "layout": "error",
        "select": (), "ignore": (), "require": (), "lang": "fr", "templates": None,
        "facts": None,
    }  # fmt: skip


def test_bytes_are_content_and_a_path_is_a_path(
    template: asp_check.Template, tmp_path: Path
) -> None:
    path = tmp_path / "bdc.json"
    path.write_bytes(OK.encode())
    by_bytes = asp_check.check(OK.encode(), template=template)
    by_path = asp_check.check(path, template=template)
    by_text = asp_check.check(str(path), template=template)
    assert by_bytes.conforms
    assert by_bytes.path is None
    assert by_path.path == by_text.path == str(path)
    assert by_bytes.sha256 == by_path.sha256
    assert asp_check.check(bytearray(OK.encode()), template=template).conforms  # type: ignore[arg-type]
    assert asp_check.check(memoryview(OK.encode()), template=template).conforms  # type: ignore[arg-type]


@pytest.mark.usefixtures("template")
def test_a_template_by_name(tmp_path: Path) -> None:
    folder = template_folder(tmp_path / "t")
    report = asp_check.check(OK.encode(), template="TEST/avance", templates=folder)
    assert report.template is not None
    assert (report.template.id, report.template.status) == ("test/avance@initial", "official")
    assert (
        asp_check.load_template("test/avance@INITIAL", templates=str(folder)).id
        == "test/avance@initial"
    )


def test_a_finding_has_what_the_contract_says(template: asp_check.Template) -> None:
    report = asp_check.check(BAD.encode(), template=template)
    (finding,) = report.findings
    assert report.verdict == "nonconform"
    assert report.verdict is asp_check.Verdict.NONCONFORM
    assert not report.conforms
    assert (finding.rule, finding.name) == ("T103", "misspelled-key")
    assert finding.severity == "blocking"
    assert (finding.line, finding.column) == (3, 3)
    assert BAD.encode()[finding.offset : finding.end_offset] == b'"montantHt"'
    assert finding.pointer == "/montantHt"
    assert finding.fix is not None
    assert "montantHT" in finding.message
    assert finding.source is not None
    assert finding.source.startswith("https://")
    assert finding.certainty == "official"
    assert finding.count == 1


def test_english(template: asp_check.Template) -> None:
    (finding,) = asp_check.check(BAD.encode(), template=template, lang="en").findings
    assert (
        "should be" in finding.message
        or "spelled" in finding.message
        or "written" in finding.message
    )


def test_everything_is_frozen(template: asp_check.Template) -> None:
    report = asp_check.check(BAD.encode(), template=template)
    with pytest.raises(AttributeError):
        report.verdict = asp_check.Verdict.CONFORM  # type: ignore[misc]
    with pytest.raises(AttributeError):
        report.findings[0].line = 1  # type: ignore[misc]
    with pytest.raises(AttributeError):
        template.status = "official"  # type: ignore[misc]


@pytest.mark.parametrize(
    "arguments",
    [
        {"layout": "loose"},
        {"lang": "de"},
        {"as_of": "yesterday"},
        {"as_of": "2024-13-01"},
        {"as_of": "2024-01-01T25:00"},
        {"as_of": 3},
        {"select": ("nothing",)},
        {"select": ("Q",)},
        {"select": 3.5},
        {"select": ([],)},
        {"layout": ["error"]},
        {"lang": None},
        {"ignore": ("T999",)},
        {"require": ("",)},
        {"require": (7,)},
        {"select": ("T101",), "ignore": ("T1",)},
        {"require": ("T",), "ignore": ("T",)},
        {"template": "no/such"},
        {"template": "absent.json"},
        {"template": 3},
        {"templates": "absent", "template": "test/avance"},
        {"pieces": ("va.pdf",)},
        {"avance": "avance.json"},
    ],
)
def test_wrong_use_raises_and_says_what_to_do(
    template: asp_check.Template, arguments: dict[str, Any]
) -> None:
    with pytest.raises(asp_check.UsageError) as raised:
        asp_check.check(OK.encode(), **{"template": template, **arguments})
    assert isinstance(raised.value, ValueError)
    assert "\n" not in str(raised.value)
    assert str(raised.value)


@pytest.mark.parametrize("source", ["absent.json", "", "a\0b", ".", 3, None, ["x"]])
def test_a_source_that_cannot_be_read_raises(template: asp_check.Template, source: Any) -> None:
    with pytest.raises(asp_check.UsageError):
        asp_check.check(source, template=template)


def test_a_prefix_by_itself_is_one_prefix(template: asp_check.Template) -> None:
    assert asp_check.check(BAD.encode(), template=template, ignore="T103").conforms  # type: ignore[arg-type]


def test_a_hyphen_is_a_file_name_here(
    template: asp_check.Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-").write_bytes(OK.encode())
    assert asp_check.check("-", template=template).conforms


@pytest.mark.usefixtures("template")
def test_a_file_that_nothing_recognises_is_inconclusive() -> None:
    report = asp_check.check(b'{"tout": "autre"}')
    assert report.verdict == "inconclusive"
    assert report.template is None
    assert ("T", "unreadable") in {(entry.rule, entry.kind) for entry in report.not_run}
    assert any("template import" in entry.reason for entry in report.not_run)


@pytest.mark.usefixtures("template")
def test_a_reference_model_is_law_only_when_named(tmp_path: Path) -> None:
    folder = template_folder(tmp_path / "t", status="reference")
    recognised = asp_check.check(OK.encode(), templates=folder)
    named = asp_check.check(OK.encode(), templates=folder, template="test/avance")
    assert recognised.template == named.template
    assert recognised.verdict == "inconclusive"
    assert any("template import" in entry.reason for entry in recognised.not_run)
    assert named.verdict == "conform"
    bad = asp_check.check(BAD.encode(), templates=folder)
    assert bad.verdict == "inconclusive"
    assert [finding.rule for finding in bad.findings] == ["T103"]
    broken = asp_check.check(BAD.replace("12.50,", "12.50,,").encode(), templates=folder)
    assert broken.verdict == "nonconform"


@pytest.mark.usefixtures("template")
def test_an_official_model_is_law_when_recognised(tmp_path: Path) -> None:
    folder = template_folder(tmp_path / "t")
    assert asp_check.check(OK.encode(), templates=folder).verdict == "conform"
    assert asp_check.check(BAD.encode(), templates=folder).verdict == "nonconform"


def test_threads_share_a_template(template: asp_check.Template) -> None:
    reports: list[asp_check.Report] = []

    def work() -> None:
        reports.extend(
            asp_check.check(text, template=template) for text in (OK.encode(), BAD.encode()) * 20
        )

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(reports) == 320
    assert sum(report.conforms for report in reports) == 160


@given(st.binary(max_size=200))
def test_content_never_raises(data: bytes) -> None:
    blank = asp_check.template.build(BLANK.encode())  # type: ignore[attr-defined]
    report = asp_check.check(data, template=blank)
    assert report.verdict == (
        "conform" if not [f for f in report.findings if f.severity == "blocking"] else "nonconform"
    )
    for finding in report.findings:
        assert 0 <= finding.offset <= finding.end_offset <= len(data)


# --- Instants


@pytest.mark.parametrize(
    ("given_as", "written"),
    [
        (None, None),
        ("none", None),
        ("2024-09-12", "2024-09-12T00:00"),
        ("2024-09-12T14:00", "2024-09-12T14:00"),
        ("2024-09-12 14:00", "2024-09-12T14:00"),
        (date(2024, 9, 12), "2024-09-12T00:00"),
        (datetime(2024, 9, 12, 14, 30, 59), "2024-09-12T14:30:59"),  # noqa: DTZ001 - Paris
        (datetime(2024, 9, 12, 14, 30, 0, 9), "2024-09-12T14:30"),  # noqa: DTZ001 - Paris
        ("2024-09-12T14:00:01", "2024-09-12T14:00:01"),
        (datetime(2024, 9, 12, 12, 0, tzinfo=UTC), "2024-09-12T14:00"),
        (datetime(2024, 1, 31, 23, 30, tzinfo=UTC), "2024-02-01T00:30"),
        (datetime(2024, 9, 12, 14, 0, tzinfo=timezone(timedelta(hours=2))), "2024-09-12T14:00"),
    ],
)
def test_an_instant_is_that_of_paris(given_as: Any, written: str | None) -> None:
    assert api.instant(given_as) == written


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
    ],
)
def test_an_instant_beyond_the_calendar_is_refused(moment: datetime) -> None:
    with pytest.raises(asp_check.UsageError):
        asp_check.check(b"{}", as_of=moment)


@pytest.mark.parametrize("facts", ["x", {}, (), False])
def test_facts_of_the_wrong_type_are_refused(facts: Any) -> None:
    with pytest.raises(asp_check.UsageError, match="facts"):
        asp_check.check(b"{}", facts=facts)


@pytest.mark.parametrize("references", [["finess"], "finess", {1: "x"}, None])
def test_references_of_the_wrong_type_are_refused(references: Any) -> None:
    with pytest.raises(asp_check.UsageError, match="references"):
        asp_check.load_facts(references=references)


def test_now_is_an_instant() -> None:
    now = api.instant("now")
    assert now is not None
    delta = datetime.now(ZoneInfo("Europe/Paris")).replace(tzinfo=None) - datetime.fromisoformat(
        now
    )
    assert timedelta(0) <= delta < timedelta(minutes=2)


@given(st.datetimes(datetime(1996, 1, 1), datetime(2037, 12, 31)))  # noqa: DTZ001 - UTC below
def test_the_clocks_of_paris(moment: datetime) -> None:
    utc = moment.replace(tzinfo=UTC)
    expected = utc.astimezone(ZoneInfo("Europe/Paris")).replace(tzinfo=None)
    written = inputs.instant(utc)
    assert written is not None
    assert datetime.fromisoformat(written) == expected.replace(microsecond=0)


def test_the_report_carries_the_instant(template: asp_check.Template) -> None:
    assert asp_check.check(OK.encode(), template=template).as_of is None
    report = asp_check.check(OK.encode(), template=template, as_of=date(2024, 9, 12))
    assert report.as_of == "2024-09-12T00:00"


@pytest.mark.usefixtures("template")
def test_the_version_in_force_at_the_instant(tmp_path: Path) -> None:
    root = tmp_path / "t"
    for name, valid in (("2024-09-12T1400", "2024-09-12T14:00:00"), ("2025-01-01", "2025-01-01")):
        folder = template_folder(root / name) / "test" / "avance" / "initial"
        place = root / "all" / "test" / "avance" / name
        place.mkdir(parents=True)
        place.joinpath("blank.json").write_bytes(folder.joinpath("blank.json").read_bytes())
        manifest = folder.joinpath("manifest.toml").read_text("utf-8")
        place.joinpath("manifest.toml").write_text(
            manifest.replace("status =", f"valid_from = {valid}\nstatus ="), "utf-8"
        )
    folder = root / "all"
    ids = [
        asp_check.load_template("test/avance", templates=folder, as_of=instant).id
        for instant in (None, "2024-09-12T14:00", "2024-12-31T23:59", "2025-01-01")
    ]
    assert [id_.partition("@")[2] for id_ in ids] == [
        "2025-01-01", "2024-09-12t1400", "2024-09-12t1400", "2025-01-01",
    ]  # fmt: skip


def test_the_package_can_be_checked_by_mypy_users(tmp_path: Path) -> None:
    """The names of the contract are typed: a wrong argument is an error of mypy."""
    pytest.importorskip("mypy")
    program = tmp_path / "user.py"
    program.write_text(
        "import asp_check\n"
        "report = asp_check.check(b'', layout='warn')\n"
        "verdict: asp_check.Verdict = report.verdict\n"
        "line: int = report.findings[0].line\n"
        "asp_check.check(b'', layout='loose')\n",
        "utf-8",
    )
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--cache-dir",
            str(tmp_path / "cache"),
            str(program),
        ],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "MYPYPATH": str(Path(asp_check.__file__).parents[1])},
        cwd=tmp_path,
    )
    ours = [line for line in done.stdout.splitlines() if "user.py" in line]
    assert len(ours) == 1, done.stdout
    assert "layout" in ours[0]
