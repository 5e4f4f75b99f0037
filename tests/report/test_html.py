"""The report as one HTML page, and in a notebook: it shows all there is, and takes nothing for markup."""

from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asp_check
from asp_check import api
from asp_check import finding as values
from asp_check.finding import (
    PieceRef,
    Place,
    Report,
    Severity,
    Verdict,
)
from asp_check.report import html, html_style, html_words, page_style
from asp_check.report.notebook import MOST, fragment
from tests.report.build import REFERENCE, TEMPLATE, on, report
from tests.report.chromium import listening, needs_browser, opened
from tests.report.dossiers import MATRIX, SUM
from tests.report.pages import Page
from tests.report.random_reports import reports as random_reports
from tests.report.random_reports import single, with_pieces
from tests.report.test_text import AS_OF, CASES, FILE, MODEL, NOT_RUN, batch, missing, misspelled

DATA = Path(__file__).parent / "data"
SAMPLES = Path(__file__).parents[2] / "samples"


def pieces(**fields: Any) -> Report:
    """A report on a request that came with its papers."""
    paper = PieceRef("d/bdc.pdf", SUM, "pdf", "bdc", (1, 2), 0.9, "Bon de commande", order="B-1")
    unread = PieceRef("d/scan.pdf", SUM, "pdf", note="aucune page lisible")
    settled = PieceRef("d/va.pdf", SUM, "pdf", "va", score=1.0, stated=True, settled_by=("Anne",))
    differs = on(
        FILE,
        "12.50",
        rule="X201",
        message="Le montant n'est pas celui du BDC.",
        expected="13.50",
        source="https://esante.gouv.fr/x?a=1&b=2",
        related=(
            Place("d/bdc.pdf", 1, 1, 0, 0, None, "BDC : « 13,50 € »", 2, (1.0, 2.0, 3.0, 4.0)),
        ),
    )
    found = {"path": "d/bdc.json", "not_run": NOT_RUN, "matrix": MATRIX, **fields}
    return report(FILE, differs, pieces=(paper, unread, settled), model=MODEL, **found)


PAGES: dict[str, tuple[Sequence[Report], str, bool]] = {
    "findings.fr": (CASES["findings"], "fr", False),
    "conform-reference.fr": (CASES["conform-reference"], "fr", False),
    "layout-only.en": (CASES["layout-only"], "en", False),
    "inconclusive-crash.fr": (CASES["inconclusive-crash"], "fr", False),
    "pieces.fr": ([pieces()], "fr", False),
    "several.en": (CASES["several"], "en", False),
    "none.fr": ([], "fr", False),
    "many.fr": (batch(21), "fr", False),
}


def render(reports: Sequence[Report], lang: str = "fr", *, full: bool = False) -> str:
    return html.render(
        reports,
        lang=lang,
        color=False,
        full=full,
        width=100,
        as_of=AS_OF,
        options=reports[0].options if reports else {"layout": "error"},
        version="0.1.0",
    )


def words_of(page: str) -> str:
    """What is read on it, blanks made one."""
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    page = re.sub(r"<(dd|td|th|small|li|p)\b", r" <\1", page)
    return " ".join("".join(Page(page).text).split())


# --- What is shown


@pytest.mark.parametrize("name", PAGES)
def test_what_is_drawn(name: str, accept: bool) -> None:
    reports, lang, full = PAGES[name]
    page = render(reports, lang, full=full).replace(html_style.CSS, "…")
    shown = re.sub(r"sha256-[^&]+", "sha256-…", page)
    path = DATA / f"{name}.html"
    if accept:
        path.write_bytes(shown.encode())
    assert shown == path.read_text("utf-8")


def test_every_golden_page_belongs_to_a_case() -> None:
    assert {path.name for path in DATA.glob("*.html") if not path.name.startswith("diff-")} == {
        f"{name}.html" for name in PAGES
    }


def test_the_verdict_its_scope_and_the_layout_come_before_everything() -> None:
    told = words_of(render(CASES["findings"]))
    parts = ["✗ non conforme 4 constats bloquants", "5 non posés, dont 3 bloquants", "Fond : 2 constats bloquants", "officiel", "Constats (6)", "Contrôles non posés", "Empreintes"]  # fmt: skip
    places = [told.index(part) for part in parts]
    assert places == sorted(places)


def test_a_reference_model_is_never_conform_alone() -> None:
    shown = render(
        [report(FILE, template=REFERENCE), report(FILE, path="b.json", template=REFERENCE)]
    )
    assert shown.count("</span> conforme au modèle de RÉFÉRENCE, non officiel</span>") == 4
    assert "</span> conforme</span>" not in shown.partition("<h2>")[2]


def test_a_finding_says_all_that_is_known_of_it() -> None:
    one = misspelled()._replace(
        fixable=True, actual='"montantHt"', source="https://a.fr/b", certainty="inference", count=3
    )
    shown = render([report(FILE, one, missing(), model=MODEL)])
    told = words_of(shown)
    for part in (
        "✗ bloquant T103 misspelled-key ×3",
        "réparable par asp-check fix",
        "ligne 4, colonne 5 · octets 48 à 58",
        "Pointeur JSON /fournisseur/montantHt",
        'Trouvé "montantHt"',
        'Attendu "montantHT"',
        "Que faire Copiez la clé depuis le modèle.",
        "déduction : a.fr",
        "ligne 8, colonne 5 · octet 131 (entre deux caractères)",
        "ligne 6, colonne 3 : l'objet qui doit la contenir",
    ):
        assert part in told, part
    assert '<a href="https://a.fr/b" rel="noopener noreferrer">' in shown
    assert "<mark>&quot;montantHT&quot;</mark>: 0.00" in shown


def test_the_place_is_marked_in_its_line_and_the_model_stands_beside() -> None:
    shown = render([report(FILE, misspelled(), model=MODEL)])
    rows = re.findall(
        r'<tr class="([a-z ]+)"><th scope="row">(.*?)</th><td><code>(.*?)</code>', shown
    )
    assert [(kind, label) for kind, label, _ in rows] == [
        ("context", "3"), ("place blocking", "4"), ("model", "modèle"), ("context", "5"),
    ]  # fmt: skip
    assert rows[1][2] == "    <mark>&quot;montantHt&quot;</mark>: 12.50"


def test_an_invisible_character_is_a_chip() -> None:
    shown = render(CASES["findings"])
    for name in ("NBSP", "TAB", "RLO", "LF", "U+0301"):
        assert f'<span class="chip">⟨{name}⟩</span>' in shown
    assert not re.search("[\u202e\t\x00]", shown)


def test_the_same_reports_give_the_same_page() -> None:
    assert render(batch(25), full=True) == render(batch(25), full=True)


def test_only_an_https_address_is_a_link() -> None:
    for source in (
        "javascript:alert(1)",
        "http://a.fr",
        "https:///x",
        "https://a\u202eb",
        "//a.fr",
        "data:x",
    ):
        shown = render([report(FILE, misspelled()._replace(source=source))])
        assert not Page(shown).links


def test_a_masked_report_shows_no_value() -> None:
    shown = words_of(render([pieces(options={"mask": True})]))
    for hidden in ("48500", "Scénario 2", "2B0000020"):
        assert hidden in words_of(render([pieces()]))
        assert hidden not in shown
    assert "2B•••••20" in shown


def test_masked_bytes_are_drawn_with_dots() -> None:
    from asp_check.masking import mask_json

    data = mask_json(FILE)
    shown = render([report(data, misspelled(), options={"mask": True})])
    assert "&quot;É*" not in shown
    assert "••" in words_of(shown)


def test_the_pieces_and_what_each_says_are_shown() -> None:
    told = words_of(render([pieces()]))
    assert "d/bdc.pdf, pages 1 à 2 bon de commande, commande B-1, d'après Bon de commande" in told
    assert "d/scan.pdf aucune page lisible" in told
    assert "relevé par Anne" in told
    assert "Comparaison commande B-1 Notion demande bdc.json BDC bdc.pdf VA va.pdf" in told
    assert "bdc.pdf, page 2 : BDC" in told  # Without the folder that they share.
    assert told.count(SUM) >= 4  # The model and each piece.


def test_what_was_not_asked_is_told_by_kind_with_what_it_would_have_checked() -> None:
    told = words_of(render([pieces()]))
    assert "Contrôles non posés (5)" in told
    assert "faute d'une donnée (3, dont 2 bloquants)" in told
    assert (
        "R104 ! peut bloquer Le montant HT dépasse le plafond du bénéficiaire plafond inconnu"
        in told
    )


def test_an_open_verdict_never_says_that_all_was_asked() -> None:
    assert "Tous les contrôles" in render([report(FILE)])
    assert "Tous les contrôles" not in render([report(FILE, verdict=Verdict.INCONCLUSIVE)])
    many = [report(FILE, verdict=Verdict.INCONCLUSIVE, path=f"{n}.json") for n in range(20)]
    assert "Tous les contrôles" not in render(many)


def test_the_settings_of_the_run_are_told() -> None:
    origin = {"path": "finess.csv", "sha256": SUM, "date": None, "rows": 2}
    options = {"layout": "warn", "select": ("T", "E"), "strict": True, "severity": {"V1": "info"}, "references": {"finess": origin}}  # fmt: skip
    told = words_of(render([report(FILE, options=options)]))
    for part in ("asp-check 0.1.0", f"Date de référence {AS_OF}", "layout warn", "select T, E", "strict oui", "severity V1 = info", f"finess.csv référentiel finess, sans date, 2 lignes {SUM}"):  # fmt: skip
        assert part in told, part


# --- Many files


def test_of_many_files_the_causes_come_first_and_frames_when_asked() -> None:
    reports = batch(20)
    shown, whole = render(reports), render(reports, full=True)
    told = words_of(shown)
    assert (
        told.index("Causes partagées") < told.index("SHA-256") < told.index("Détail des fichiers")
    )
    assert "T103 misspelled-key /commandes/*/montantHt" in told
    assert 'class="frame"' not in shown
    assert whole.count('<tr class="place') == sum(len(report.findings) for report in reports)
    assert 'class="frame"' in render(reports[:19])


@pytest.mark.parametrize("size", [2, 19, 20, 25])
@pytest.mark.parametrize("full", [False, True])
def test_links_inside_lead_somewhere(size: int, full: bool) -> None:
    found = Page(
        render([*batch(size - 1), report(FILE, misspelled(), path="lot/000.json")], full=full)
    )
    assert len(set(found.ids)) == len(found.ids)
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)


def test_every_file_has_its_sum() -> None:
    origin = {"path": "finess.csv", "sha256": "ef" * 32, "date": None, "rows": 2}
    reports = [
        report(FILE + b" " * n, path=f"{n}.json", options={"references": {"finess": origin}})
        for n in range(25)
    ]
    shown = render(reports)
    assert all(one.sha256 in shown for one in reports)
    # And, once, what they were held against.
    assert shown.count(f'<td class="sum">{TEMPLATE.sha256}') == 1
    assert shown.count(f'<td class="sum">{"ef" * 32}') == 1


def test_titles_go_down_one_step_at_a_time() -> None:
    for reports in (CASES["findings"], [pieces()], batch(3), batch(25)):
        titles = Page(render(reports)).titles
        assert titles[0] == "h1"
        assert titles.count("h1") == 1
        assert all(int(b[1]) <= int(a[1]) + 1 for a, b in pairwise(titles))


# --- Alone, and safe


def test_it_stands_alone() -> None:
    text = render([pieces()])
    assert text.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert not re.search(
        r"<script|<img|<link|<iframe|@import|url\(|javascript:|\son\w+=|style=", text
    )
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"default-src &#x27;none&#x27;; style-src &#x27;sha256-{digest}&#x27;" in text


UNSEEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


@settings(max_examples=20, deadline=None)
@given(
    random_reports | with_pieces.map(lambda one: [one]),
    st.sampled_from(["fr", "en"]),
    st.booleans(),
)
def test_nothing_of_the_files_is_markup(reports: Sequence[Report], lang: str, full: bool) -> None:
    text = render(reports, lang, full=full)
    Page(text)
    assert not UNSEEN.search(text.replace(html_style.CSS, ""))
    assert text.encode("utf-8")


@settings(max_examples=20, deadline=None)
@given(single | with_pieces, st.sampled_from(["fr", "en"]))
def test_nothing_of_the_file_is_markup_in_a_notebook_either(one: Report, lang: str) -> None:
    shown = api._drawn(one._replace(lang=lang))
    assert shown is not None
    found = Page(shown)
    assert not found.ids
    assert not UNSEEN.search(shown.replace(html_style.FRAGMENT, ""))


def strings(one: Any, value: str) -> Any:
    """The same, each text in it replaced by this one."""
    if isinstance(one, str) and not isinstance(one, (Severity, Verdict)):
        return value
    if isinstance(one, tuple):
        made = [strings(part, value) for part in one]
        return type(one)(*made) if hasattr(one, "_fields") else tuple(made)
    if isinstance(one, dict):
        return {strings(name, value): strings(part, value) for name, part in one.items()}
    return one


KEPT = ("rule", "certainty", "kind", "status", "state", "role", "form", "lang")


def hostile(one: Any, value: str) -> Any:
    """A report with this value wherever a file could have put it; what we choose ourselves stays."""
    made = strings(one, value)
    if hasattr(one, "_fields"):
        pairs = {
            name: getattr(one, name) if name in KEPT else hostile(getattr(one, name), value)
            for name in one._fields
        }
        return type(one)(**pairs)
    if isinstance(one, tuple):
        return tuple(hostile(part, value) for part in one)
    return made


ATTACKS = (
    "<img src=x onerror=\"document.title='owned'\">",
    "</code></td></table></style></title><script>document.title='owned'</script>",
    '" onmouseover="document.title=\'owned\'" autofocus onfocus="document.title=\'owned\'" x="',
    "' style='background:url({server}/style)'",
    '<img src="{server}/image"><link rel=stylesheet href="{server}/sheet"><iframe src="{server}/frame">',
    '<svg onload="fetch(\'{server}/fetch\')"><style>@import "{server}/import";</style>',
    '<meta http-equiv="refresh" content="0;url={server}/refresh"><base href="{server}/">',
    "<!-- <![CDATA[ <?php ?>",
    "https://a.fr/\"onclick=\"document.title='owned'",
)


def attacked(server: str) -> list[Report]:
    made = []
    for attack in ATTACKS:
        value = attack.replace("{server}", server)
        data = value.encode() + FILE + value.encode()
        one = pieces(options={"layout": "error"}, ignored={"V001": 2})
        made.append(hostile(one, value)._replace(data=data, model=data, options={"layout": value}))
    return made


@needs_browser
@pytest.mark.parametrize("form", ["page", "many", "notebook"])
def test_nothing_runs_and_nothing_is_asked_of_the_network(form: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    with listening() as (server, asked):
        reports = attacked(server)
        if form == "notebook":
            text = "<!DOCTYPE html><title>asp-check</title>" + "".join(
                fragment(one, "fr", "0.1.0") for one in reports
            )
        else:
            text = render(reports * 3 if form == "many" else reports, full=True)
        path.write_text(text, "utf-8")
        dom = opened(path, "--dump-dom")
    assert asked == []
    assert re.search(r"<title>asp-check[^<]*</title>", dom)
    assert "owned" in dom  # As a text.
    assert not re.search(r"<(script|img|link|iframe|svg|base)\b", dom)


@needs_browser
@pytest.mark.parametrize("guarded", [True, False])
def test_were_a_value_not_escaped_the_policy_would_hold(guarded: bool, tmp_path: Path) -> None:
    """And without the policy the same markup does run: what the test above looks for can be seen."""
    path = tmp_path / "page.html"
    with listening() as (server, asked):
        text = render([report(FILE)])
        if not guarded:
            text = re.sub(r"<meta http-equiv=[^>]*>", "", text)
        planted = f"<img src='{server}/i' onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
        path.write_text(text.replace("<main>", f"<main>{planted}"), "utf-8")
        dom = opened(path, "--dump-dom")
    assert ("<title>owned</title>" in dom) is not guarded
    assert (asked == []) is guarded


@needs_browser
def test_on_paper_nothing_is_folded(tmp_path: Path) -> None:
    from pypdf import PdfReader

    path = tmp_path / "page.html"
    path.write_text(render([pieces()]), "utf-8")
    opened(path, f"--print-to-pdf={tmp_path / 'page.pdf'}", "--no-pdf-header-footer")
    told = " ".join(
        "".join(p.extract_text() for p in PdfReader(tmp_path / "page.pdf").pages).split()
    )
    assert "sans objet (1)" in told
    assert "48500.00" in told  # In the matrix, folded on the screen: a row without difference.
    assert "https://esante.gouv.fr/x?a=1&b=2" in told.replace(" ", "")


# --- Style


def colours(declarations: str) -> dict[str, tuple[float, ...]]:
    found = re.findall(r"--([a-z-]+): #([0-9a-f]{3}|[0-9a-f]{6});", declarations)
    wide = {name: code if len(code) == 6 else "".join(c * 2 for c in code) for name, code in found}
    return {
        name: tuple(int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
        for name, code in wide.items()
    }


def luminance(colour: tuple[float, ...]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """The ratio of WCAG 2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["LIGHT", "DARK", "PAPER"])
def test_every_text_can_be_read(theme: str) -> None:
    """WCAG AA: 4.5 to 1."""
    palette = colours(getattr(page_style, theme))
    pairs = [
        (ink, back)
        for ink in ("ink", "soft", "good", "bad", "ask", "note")
        for back in ("page", "panel")
    ]
    pairs += [(name, f"{name}-back") for name in ("good", "bad", "ask", "note")]
    poor = {pair: ratio for pair in pairs if (ratio := contrast(*(palette[p] for p in pair))) < 4.5}
    assert not poor


def selectors(css: str) -> Iterator[str]:
    for rule in re.findall(r"(?:^|[{}\n])\s*([^@{}]+)\{", css):
        yield from (one.strip() for one in rule.split(","))


def test_in_a_notebook_the_style_holds_for_the_report_alone() -> None:
    found = list(selectors(html_style.FRAGMENT))
    assert len(found) > 100
    assert all(html_style.SCOPE in one for one in found), [
        o for o in found if html_style.SCOPE not in o
    ]
    assert ":root" not in html_style.FRAGMENT


def test_every_class_that_is_drawn_has_no_other_style_than_ours() -> None:
    used = {
        name
        for reports in (CASES["findings"], [pieces()], batch(25))
        for names in re.findall(r'class="([^"]*)"', render(reports))
        for name in names.split()
    }
    styled = set(re.findall(r"\.([a-z][a-z-]*)", html_style.CSS))
    assert used - styled <= {"context", "place", "facts", "s-given", "s-equal", "s-normalised", "s-empty", "s-unnamed", "s-none"}  # fmt: skip


def test_both_languages_say_the_same_things() -> None:
    assert html_words.FR.keys() == html_words.EN.keys()
    fields = [re.findall(r"\{\w+\}", words) for words in html_words.FR.values()]
    assert fields == [re.findall(r"\{\w+\}", words) for words in html_words.EN.values()]


# --- A notebook


def test_a_report_draws_itself_in_a_notebook() -> None:
    assert [api._drawn] == values.NOTEBOOK
    shown = asp_check.check(b'{"a": 1', lang="en")._repr_html_()
    assert shown is not None
    assert shown.startswith('<div class="asp-check"><style>')
    assert not re.search(r"<html|<body|<script|<main| id=", shown)
    assert "&lt;bytes&gt;" in shown
    assert "nonconform" in words_of(shown)
    assert "What to do" in shown


def test_a_notebook_shows_the_first_findings_and_counts_the_others() -> None:
    many = report(FILE, *[misspelled()] * (MOST + 7))
    shown = many._repr_html_()
    assert shown is not None
    assert shown.count('<li class="blocking">') == MOST
    assert "7 constats de plus, non montrés ici" in shown
    assert (
        "more"
        not in (report(FILE, *[misspelled()] * MOST)._repr_html_() or "").split("</style>")[1]
    )


def test_a_fault_of_ours_leaves_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asp_check.report.notebook.fragment", lambda *_: 1 / 0)
    assert report(FILE)._repr_html_() is None
    broken: Any = 3
    monkeypatch.undo()
    assert report(FILE)._replace(findings=broken)._repr_html_() is None


def test_without_the_layers_above_there_is_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "NOTEBOOK", [])
    assert report(FILE)._repr_html_() is None


def test_a_check_loads_nothing_of_the_page() -> None:
    code = (
        "import sys, asp_check; r = asp_check.check(b'{}'); assert not [m for m in sys.modules if 'html' in m];"
        "assert '<div' in r._repr_html_()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


# --- The command line


def test_from_the_command_line(tmp_path: Path) -> None:
    output = tmp_path / "rapport.html"
    bad = SAMPLES / "hop-dpi-va2" / "avance" / "bad" / "misspelled-key"
    command = [sys.executable, "-m", "asp_check", "--format", "html", "--as-of", "2026-06-01"]
    done = subprocess.run(
        [*command, "--output", str(output), str(bad)], capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    told = words_of(output.read_text("utf-8"))
    assert "non conforme 2 constats bloquants" in told
    assert "La clé « montantHt » devrait s'écrire « montantHT »" in told.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("lang", "label", "none"), [("fr", "Date de référence", "aucune"), ("en", "As-of date", "none")]
)
def test_the_instant_and_its_want_are_told_under_one_label(
    lang: str, label: str, none: str
) -> None:
    for as_of, shown in ((None, none), (AS_OF, AS_OF)):
        one = report(FILE)._replace(as_of=as_of)
        told = html.render([one], lang=lang, full=False, as_of=as_of, options={}, version="0")
        assert told.count(f"<dt>{label}</dt><dd>{shown}</dd>") == 2
