"""A comparison as a page: it stands alone, and nothing of the files is taken for markup."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.difference.model import Change, Difference
from asp_check.report import diff_html
from tests.report.differences import CASES, data, difference, many, on, one_line, versions
from tests.report.differences import A as BEFORE
from tests.report.differences import B as AFTER

DATA = Path(__file__).parent / "data"
VOID = {"meta", "br", "wbr"}
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "span", "table", "thead", "tbody",
    "tr", "th", "td", "div", "code", "small", "del", "ins", "footer", "wbr",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "scope", "aria-hidden", "colspan",
}  # fmt: skip


class Page(HTMLParser):
    """Reads a page strictly: every element closed, in order; no element and no attribute but ours."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []
        self.marked: dict[str, list[str]] = {"del": [], "ins": []}
        self.widths: list[int] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        assert {name for name, _ in attrs} <= ATTRIBUTES, attrs
        if tag == "tr":
            self.widths.append(0)
        if tag in {"th", "td"}:
            self.widths[-1] += int(dict(attrs).get("colspan") or 1)
        if tag in self.marked:
            self.marked[tag].append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        for tag in self.marked:
            if tag in self.open:
                self.marked[tag][-1] += data


def drawn(found: Difference, **options: object) -> str:
    chosen = {"lang": "fr", "version": "1.2.3", **options}
    return diff_html.render(found, **chosen)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["data", "text", "same-data"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_golden(name: str, lang: str, accept: bool) -> None:
    """The body alone: the style is shared by all pages."""
    found = drawn(CASES[name](), lang=lang)
    found = re.sub(r"<head>.*</head>\n", "", found, flags=re.DOTALL)
    path = DATA / f"diff-{name}.{lang}.html"
    if accept:
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("mask", [False, True])
def test_it_stands_alone(name: str, mask: bool) -> None:
    text = drawn(CASES[name](), mask=mask)
    assert text.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert not re.search(
        r"<script|<img|<link|<iframe|@import|url\(|javascript:|\son\w+=|style=|https?:", text
    )
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"default-src &#x27;none&#x27;; style-src &#x27;sha256-{digest}&#x27;" in text
    found = Page(text)
    assert set(found.widths) <= {4, 5, 6}


def test_the_answer_comes_first_then_the_files() -> None:
    found = "".join(Page(drawn(data())).text)
    order = ("≠", "données différentes", "Les deux fichiers", "Écriture", "Changements", "Texte")
    places = [
        found.index(word, found.index("</title>") if "</title>" in found else 0) for word in order
    ]
    assert places == sorted(places)


def test_what_differs_is_told_by_words_and_signs() -> None:
    text = drawn(data())
    for kind, sign, word in (
        ("changed", "≠", "changé"),
        ("added", "+", "ajouté"),
        ("removed", "−", "supprimé"),
        ("renamed", "≈", "renommé"),
        ("moved", "↷", "déplacé"),
    ):
        assert f'class="state {kind}"><span aria-hidden="true">{sign}</span> {word}<' in text
    assert '<td class="sign">−</td><td class="old">' in text
    assert '<td class="sign">+</td><td class="new">' in text


def test_what_changed_is_marked_and_nothing_else() -> None:
    found = Page(drawn(data()))
    assert "41200.00" in found.marked["del"]
    assert "41200.33" in found.marked["ins"]
    assert "⟨NBSP⟩Cyprès" in found.marked["ins"]
    assert not any("Var" in text for texts in found.marked.values() for text in texts)


def test_a_file_is_held_against_its_model() -> None:
    text = drawn(data()._replace(filled=12))
    assert "Fichier (A)" in text
    assert "</span> manquant<" in text
    assert "12 champs du modèle remplis" in text


def test_another_version_of_the_model_is_told() -> None:
    assert "La version du modèle n&#x27;est pas la même" in drawn(versions())


def test_nothing_of_a_value_is_left_where_it_is_masked() -> None:
    text = drawn(data(), mask=True)
    assert not re.search(r"Oliviers|Cypr|41200|28760", text)
    assert "Valeurs masquées." in text


def test_of_many_changes_the_first_are_shown() -> None:
    found = many()
    text = drawn(found._replace(changes=found.changes * 4))
    assert "200 changements de plus" in text
    assert "endroits de plus" not in text


def test_the_same_bytes_each_time() -> None:
    assert drawn(one_line()) == drawn(one_line())


HOSTILE = st.text(
    st.characters(exclude_categories=[]) | st.sampled_from("<>&\"'/\x00\u202e\x1b"), max_size=15
).map(lambda text: text.replace("b", "</code><script>x</script><b onload=x>"))


@settings(max_examples=80, deadline=None)
@given(HOSTILE, HOSTILE, st.booleans())
def test_nothing_of_the_files_is_markup(one: str, other: str, mask: bool) -> None:
    a, b = (text.encode("utf-8", "surrogatepass") for text in (f"<{one}>\n", f"<{one}{other}>\n"))
    span = on(a, "<")
    pointer = "/" + one.replace("~", "").replace("/", "")
    changes = (
        Change("changed", pointer, pointer, one, other, span, span, other, one),
        Change("moved", pointer, pointer, None, None, span, span, one),
    )
    found = difference(a, b, *changes, paths=(one, other), failure=other)
    page = Page(drawn(found, mask=mask))
    assert not any(c in "".join(page.text) for c in "\x00\u202e\x1b\ud800")


def test_a_long_page_is_drawn_in_seconds() -> None:
    entry = '"montantHT": 1000.00, "nom": "' + "x" * 9_900 + '"\n'
    a = (entry * 1000).encode()
    found = difference(b"", b"")._replace(changes=many().changes * 4)
    found = found._replace(a=found.a._replace(data=a), b=found.b._replace(data=a))
    began = time.perf_counter()
    drawn(found)
    assert time.perf_counter() - began < 20


CHROMIUM = shutil.which("chromium")


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_a_browser_runs_nothing_and_asks_for_nothing(tmp_path: Path) -> None:
    attack = '</code><script>document.title="run"</script><img src=http://127.0.0.1:1/x onerror=x>'
    a = BEFORE.replace(b"HOP-DPI-Va2", attack.replace('"', "'").encode())
    found = difference(a, AFTER, paths=(attack, attack), failure=attack)
    page = tmp_path / "page.html"
    page.write_text(drawn(found), encoding="utf-8")
    log = tmp_path / "net.json"
    ran = subprocess.run(
        [
            CHROMIUM or "", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile",
            "--disable-background-networking", "--disable-component-update", "--no-first-run",
            f"--log-net-log={log}", "--dump-dom", page.as_uri(),
        ],
        capture_output=True,
        timeout=60,
        check=True,
    )  # fmt: skip
    shown = ran.stdout.decode()
    assert "<title>asp-check" in shown
    assert "<script" not in shown
    assert "<img" not in shown
    assert "127.0.0.1:1/x" not in log.read_text(encoding="utf-8")
