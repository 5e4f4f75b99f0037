"""What a masked report shows: shapes and places, no value."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check import cli, masking
from asp_check.finding import Report
from asp_check.report import FORMS

ROOT = Path(__file__).parent.parent
BAD = sorted((ROOT / "samples").glob("*/*/bad/*/bdc.json"))

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False, allow_infinity=False).map(float),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)  # fmt: skip


@given(st.text())
def test_a_masked_text_keeps_its_shape(text: str) -> None:
    masked = masking.mask(text)
    assert len(masked) == len(text)
    kept = [b for a, b in zip(text, masked, strict=True) if a.isalnum() and b != masking.DOT]
    assert len(kept) in {0, 4}
    assert all(a == b for a, b in zip(text, masked, strict=True) if not a.isalnum())


@given(st.binary() | st.text().map(lambda s: s.encode("utf-8", "surrogatepass")))
def test_every_place_of_any_file_stays_where_it_is(data: bytes) -> None:
    masked = masking.mask_json(data)
    assert len(masked) == len(data)
    assert re.sub(rb"[^\r\n]", b"", masked) == re.sub(rb"[^\r\n]", b"", data)


@given(values, st.booleans())
def test_a_masked_file_keeps_keys_and_tells_no_value(value: Any, escaped: bool) -> None:
    data = json.dumps(value, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
    masked = masking.mask_json(data)
    assert len(masked) == len(data)
    text = data.decode("utf-8", "replace")
    hidden = masked.decode("utf-8", "replace")
    assert len(hidden) == len(text)
    assert re.findall(r'"(?:[^"\\]|\\.)*":', hidden) == re.findall(r'"(?:[^"\\]|\\.)*":', text)


def scalars(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [s for inner in value.values() for s in scalars(inner)]
    if isinstance(value, list):
        return [s for inner in value for s in scalars(inner)]
    return [value] if isinstance(value, str) else []


class Every:
    """Every form of report in one."""

    def render(self, reports: Sequence[Report], /, **settings: Any) -> str:
        text = ""
        for name in FORMS.values():
            shown = import_module(name).render(reports, **settings)
            # The rules are explained with examples of ours, which the samples share.
            text += HELP.sub("", shown)
        return text


HELP = re.compile(r'"rules": \[.*?\]\}\}\]')


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_report_on_a_sample_tells_a_value(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASP_CHECK_TEMPLATES", str(tmp_path / "none"))
    monkeypatch.setattr("asp_check.report.load", lambda _: Every())
    # What the model itself shows is no secret.
    models = "".join(p.read_text("utf-8") for p in (ROOT / "schemas").rglob("blank.json"))
    for path in BAD:
        try:
            told = scalars(json.loads(path.read_bytes()))
        except ValueError:
            continue
        output = tmp_path / "report"
        told_with = path.parent / "options.txt"
        options = (
            told_with.read_text("utf-8").split() if told_with.exists() else ["--as-of", "none"]
        )
        arguments = ["--mask", *options, "--lang", lang]
        cli.main([*arguments, "--output", str(output), str(path)])
        report = output.read_text("utf-8")
        for value in told:
            if len(value) >= 8 and value not in models:
                assert value not in report, (path, value)
    assert BAD


def test_the_shape_of_a_value_is_told_in_the_message_and_in_the_frame(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blank = tmp_path / "blank.json"
    blank.write_text('{"finess": "", "nom": ""}', "utf-8")
    manifest = tmp_path / "manifest.toml"
    from hashlib import sha256

    manifest.write_text(
        'format = "asp-check-template/1"\ndispositif = "T"\nrequest = "avance"\n'
        'status = "official"\n[blank]\n'
        f'sha256 = "{sha256(blank.read_bytes()).hexdigest()}"\n[nodes]\n"/finess" = {{ kind = "finess" }}\n',
        "utf-8",
    )
    file = tmp_path / "bdc.json"
    file.write_text('{"finess": "2B 000 0020", "nom": "Léa Martin"}', "utf-8")
    assert cli.main(["--mask", "--lang", "en", "--template", str(tmp_path), str(file)]) == 1
    out = capsys.readouterr().out
    assert "“2B ••• ••20”" in out
    assert "spaces in the number: 2B•••••20" in out
    assert '{"finess": "2B ••• ••20", "nom": "Lé• ••••in"}' in out
    assert cli.main(["--show-values", "--lang", "en", "--template", str(tmp_path), str(file)]) == 1
    assert "2B 000 0020" in capsys.readouterr().out
