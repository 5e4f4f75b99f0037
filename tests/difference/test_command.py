# ruff: noqa: F811 - a fixture is an argument
from __future__ import annotations

import json
from pathlib import Path

import pytest

import asp_check
from asp_check.difference import comparing
from asp_check.difference.hiding import hidden
from asp_check.report import diff_json
from tests.cli.conftest import (  # noqa: F401, RUF100 - fixtures
    Process,
    Run,
    folder,
    process,
    run,
    template_folder,
)

KEYS = [
    "format", "tool", "answer", "failure", "masked", "a", "b", "templates_differ", "filled",
    "writings", "changes", "edits", "patch",
]  # fmt: skip


def test_exit_codes(run: Run, folder: Path) -> None:
    folder.joinpath("crlf.json").write_bytes(
        folder.joinpath("ok.json").read_bytes().replace(b"\n", b"\r\n")
    )
    assert run("diff", "ok.json", "ok.json").code == 0
    assert run("diff", "ok.json", "crlf.json").code == 1
    assert run("diff", "ok.json", "warning.json").code == 1
    assert run("diff", "ok.json", "broken.json").code == 1
    assert run("diff", "--template", "blank.json", "ok.json").code == 0
    assert run("diff", "--template", "blank.json", "bad.json").code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("ok.json",), ("ok.json", "bad.json", "warning.json"), ("-", "-"), ("none.json", "ok.json"),
        (".", "ok.json"), ("ok.json", "."), ("ok.json", ""), ("--template", "none.json", "ok.json"),
        ("--output", "ok.json", "ok.json", "bad.json"), ("--templates", "none", "ok.json", "bad.json"),
        ("--format", "csv", "ok.json", "bad.json"), ("--output", "none/x", "ok.json", "bad.json"),
        ("--as-of", "hier", "ok.json", "bad.json"),
    ],
)  # fmt: skip
def test_wrong_use_is_one_clear_line(run: Run, folder: Path, arguments: tuple[str, ...]) -> None:
    before = folder.joinpath("ok.json").read_bytes()
    found = run("diff", *arguments)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("asp-check: ")
    assert found.err.count("\n") == 1
    assert folder.joinpath("ok.json").read_bytes() == before


def test_standard_input_is_one_of_the_two(process: Process, folder: Path) -> None:
    data = folder.joinpath("ok.json").read_bytes()
    assert process("diff", "-", "ok.json", stdin=data).returncode == 0
    assert process("diff", "ok.json", "-", stdin=data + b" ").returncode == 1


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_fault_of_ours_is_no_answer(
    run: Run,
    form: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(comparing, "data", broken)
    found = run("diff", "--format", form, "ok.json", "warning.json")
    assert found.code == 3
    assert "ZeroDivisionError" in found.out


def test_every_key_is_there_and_the_bytes_are_the_same_each_time(run: Run) -> None:
    for other in ("ok.json", "bad.json", "warning.json", "broken.json"):
        found = run("diff", "--format", "json", "ok.json", other)
        assert list(json.loads(found.out)) == KEYS
        assert run("diff", "--format", "json", "ok.json", other).out == found.out
        assert found.out.endswith("}\n")


def test_the_edits_of_the_json_form_make_b_of_a() -> None:
    import base64

    a, b = (
        b'{"a": "\xe9", "b": "\xc3\xa9", "c": 1}',
        b'{"a": "\xc3\xa9", "b": "\xe9\xff", "c": "\\u200b\xe2\x80\x8b"}',
    )
    told = json.loads(diff_json.render(asp_check.diff(a, b), version="0"))
    found, at = bytearray(), 0
    for edit in told["edits"]:
        text = edit["text"].encode() if edit["bytes"] is None else base64.b64decode(edit["bytes"])
        found += a[at : edit["offset"]] + text
        at = edit["end_offset"]
    assert bytes(found + a[at:]) == b


def test_masked_no_value_is_left_and_every_shape_is(run: Run, folder: Path) -> None:
    rows = [{"finess": f"83010125{i}", "nom": f"Secret{i}", "ht": 4321 + i} for i in range(3)]
    a = json.dumps({"etablissements": rows}).encode()
    rows[1] |= {"nom": "Autre  Nom", "ht": 9876.5}
    rows.append({"finess": "750712184", "nom": "Neuf", "ht": 1234})
    b = json.dumps({"etablissements": rows[::-1]}).encode()
    for name, data in (("a", a), ("b", b)):
        folder.joinpath(f"{name}.json").write_bytes(data)
    for form in ("json", "text", "html"):
        shown = run("diff", "--mask", "--format", form, "a.json", "b.json").out
        body = shown.partition("<body")[2] or shown
        for value in (
            "Secret",
            "Autre",
            "Neuf",
            "9876",
            "4321",
            "4322",
            "1234",
            "830101251",
            "750712184",
        ):
            assert value not in body, (form, value)
    found = asp_check.diff(a, b)
    masked = hidden(found)
    assert [c.pointer_a for c in masked.changes] == [c.pointer_a for c in found.changes]
    assert (masked.a.data, masked.a.size, masked.edits, masked.patch) == (b"", len(a), (), None)


def test_the_limits_of_the_configuration_hold(run: Run, folder: Path) -> None:
    folder.joinpath("asp-check.toml").write_text("max_size = 20\n", "utf-8")
    found = run("diff", "--lang", "en", "ok.json", "warning.json")
    assert (found.code, "more than 20 bytes" in found.out) == (3, True)
    folder.joinpath("asp-check.toml").write_text("max_depth = 1\n", "utf-8")
    assert run("diff", "ok.json", "warning.json").code == 3


def test_what_is_read_is_not_written_over(run: Run, folder: Path, tmp_path: Path) -> None:
    folder.joinpath("asp-check.toml").write_text('layout = "warn"\n', "utf-8")
    model = template_folder(tmp_path / "models") / "test/avance/initial"
    for target in ("ok.json", "asp-check.toml", str(model / "blank.json")):
        before = (folder / target).read_bytes()
        found = run("diff", "--lang", "en", "--output", target, "ok.json", "crlf.json")
        assert (found.code, "choose another name" in found.err) == (2, True), target
        assert (folder / target).read_bytes() == before


def test_a_change_of_version_of_the_model_is_told(tmp_path: Path) -> None:
    from hashlib import sha256

    from tests.cli.conftest import MANIFEST

    blanks = {
        "initial": '{"nom": "", "a": "", "b": ""}\n',
        "2025-01-01": '{"nom": "", "a": "", "b": "", "c": ""}\n',
    }
    for version, blank in blanks.items():
        at = tmp_path / "test" / "avance" / version
        at.mkdir(parents=True)
        at.joinpath("blank.json").write_text(blank)
        manifest = MANIFEST.format(status="official", sha256=sha256(blank.encode()).hexdigest())
        if version != "initial":
            manifest = manifest.replace("status", f"valid_from = {version}\nstatus", 1)
        at.joinpath("manifest.toml").write_text(manifest)
    a, b = (blank.replace('""', '"x"').encode() for blank in blanks.values())
    found = asp_check.diff(a, b, templates=tmp_path)
    assert found.a.template is not None
    assert found.b.template is not None
    assert (found.a.template.id, found.b.template.id) == (
        "test/avance@initial",
        "test/avance@2025-01-01",
    )
    assert json.loads(diff_json.render(found, version="0"))["templates_differ"] is True
