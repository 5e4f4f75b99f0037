"""The report for people: what each case prints, word for word, and what never reaches a terminal."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check import report as forms
from asp_check.finding import Finding, NotRun, Place, Report, Severity, Verdict
from asp_check.report import text, words
from asp_check.text import BIDI, ZERO_WIDTH
from tests.report.build import BLANK, REFERENCE, TEMPLATE, finding, on, place, report
from tests.report.random_reports import reports as random_reports

DATA = Path(__file__).parent / "data"
AS_OF = "2026-11-23T10:04"

FILE = """{
  "fournisseur": {
    "nom": "Éditeur",
    "montantHt": 12.50
  },
  "client": {
    "nom": "CH\u00a0de\tX \u202e漢字 e\u0301te\u0301",
    "siret": "1"
  }
}
""".encode()
MODEL = b"""{
  "fournisseur": {
    "nom": "",
    "montantHT": 0.00
  },
  "client": {
    "nom": "",
    "finess": "",
    "siret": ""
  }
}
"""
NOT_RUN = (
    NotRun("R104", "unknown-fact", "plafond inconnu"),
    NotRun("R105", "unknown-fact", "taux inconnu"),
    NotRun("R106", "unknown-fact", "date de signature inconnue"),
    NotRun("X101", "piece-not-given", "BDC non fourni"),
    NotRun("D101", "not-applicable", ""),
)
RECOGNISED = NotRun(
    "T",
    "unreadable",
    "le modèle reconnu (hop-dpi-va2/avance@2024-09-12) est un modèle de RÉFÉRENCE, non officiel :"
    " importez celui de l'ASP par asp-check template import, ou nommez celui-ci par --template",
)
UNMAPPED = NotRun("V101", "unmapped-concept", "aucun champ relié : seule la forme est contrôlée")
WARNING = {"severity": Severity.WARNING}


def misspelled(data: bytes = FILE) -> Finding:
    return on(
        data,
        '"montantHt"',
        rule="T103",
        expected='"montantHT"',
        pointer="/fournisseur/montantHt",
        message="La clé «\u00a0montantHt\u00a0» devrait s'écrire «\u00a0montantHT\u00a0» (majuscules).",
    )


def missing() -> Finding:
    at = FILE.index(b'"siret"')
    return finding(
        FILE,
        at,
        at,
        rule="T101",
        expected='"finess": ""',
        pointer="/client/finess",
        message="La clé «\u00a0finess\u00a0» manque.",
        related=(place(FILE, '"client"', path="bdc.json", label="l'objet qui doit la contenir"),),
    )


def layout(rule: str, what: str | bytes, count: int = 1, **fields: object) -> Finding:
    return on(FILE, what, rule=rule, message="La mise en page diffère.", count=count, **fields)


def batch(size: int) -> list[Report]:
    made = []
    for n in range(size):
        path = f"lot/{n:03}.json"
        if n % 5 == 1:
            pointer = f"/commandes/{n}/montantHt"
            found = on(FILE, '"montantHt"', rule="T103", pointer=pointer, message="Majuscules.")
            made.append(report(FILE, found, path=path, template=REFERENCE, not_run=NOT_RUN[:1]))
        elif n % 5 == 2:
            found = on(FILE, '"1"', rule="V001", pointer="/client/siret", **WARNING)
            made.append(report(FILE, found, path=path, posed=40, ignored={"V001": 3}))
        elif n == 3:
            crash = NotRun("R104", "crash", "ValueError")
            made.append(report(FILE, path=path, verdict=Verdict.INCONCLUSIVE, not_run=(crash,)))
        elif n == 4:
            made.append(report(FILE, misspelled(), on(FILE, "{", rule="T501"), path=path))
        else:
            made.append(report(FILE, path=path))
    return made


CASES: dict[str, Sequence[Report]] = {
    "findings": [
        report(
            FILE,
            misspelled(),
            missing(),
            on(FILE, "\u202e", rule="V103", message="Caractère invisible.", **WARNING),
            on(FILE, "e\u0301te\u0301", rule="V104", severity=Severity.INFO, count=2),
            layout("T501", b'\n    "siret"', 40, expected="⟨LF⟩      "),
            finding(FILE, len(FILE), len(FILE), rule="E203", expected="⟨LF⟩"),
            model=MODEL,
            not_run=NOT_RUN,
        )
    ],
    "conform": [report(FILE)],
    "conform-with-scope": [
        report(FILE, on(FILE, "1", rule="V001", **WARNING), not_run=NOT_RUN, posed=1)
    ],
    "conform-reference": [report(FILE, template=REFERENCE, not_run=NOT_RUN[:1])],
    "conform-unmapped": [report(FILE, not_run=(UNMAPPED,))],
    "conform-selected": [
        report(FILE, posed=2, not_run=(NotRun("E", "not-applicable", "écarté par --select"),) * 2)
    ],
    "conform-blank": [report(FILE, template=BLANK, not_run=(UNMAPPED, NOT_RUN[3]), path=None)],
    "layout-only": [report(FILE, layout("T501", "  ", 12))],
    "layout-warnings": [
        report(FILE, layout("T501", "  ", **WARNING), layout("E201", "\n", 11, **WARNING))
    ],
    "layout-and-more": [report(FILE, misspelled(), layout("E202", "\n", 3))],
    "layout-not-all-shown": [report(FILE, layout("T501", "  "), ignored={"T304": 12, "T404": 1})],
    "inconclusive-crash": [
        report(
            FILE,
            verdict=Verdict.INCONCLUSIVE,
            not_run=(
                NotRun("R104", "crash", "défaut d'asp-check (ZeroDivisionError)"),
                NotRun("X101", "unreadable", "bdc.pdf : aucune page lisible"),
                NotRun("X102", "unreadable", "bdc.pdf : aucune page lisible"),
                NotRun("X103", "unreadable", "va.pdf : protégé"),
                *NOT_RUN[:1],
            ),
        )
    ],
    "inconclusive-required": [
        report(FILE, verdict=Verdict.INCONCLUSIVE, not_run=NOT_RUN, options={"require": ["X"]})
    ],
    "inconclusive-required-rule": [
        report(
            FILE,
            verdict=Verdict.INCONCLUSIVE,
            not_run=(
                NotRun("T", "unreadable", "aucun modèle"),
                NotRun("R", "no-as-of", "aucune date"),
            ),
            options={"require": ["R104"]},
            template=None,
        )
    ],
    "inconclusive-reference": [
        report(
            FILE,
            misspelled(),
            template=REFERENCE,
            verdict=Verdict.INCONCLUSIVE,
            model=MODEL,
            not_run=(RECOGNISED, UNMAPPED),
        )
    ],
    "nonconform-reference": [
        report(
            FILE,
            on(FILE, "12.50", rule="S108"),
            template=REFERENCE,
            not_run=(RECOGNISED,),
        )
    ],
    "inconclusive-layout": [
        report(
            FILE,
            layout("T501", "  "),
            template=REFERENCE,
            verdict=Verdict.INCONCLUSIVE,
            not_run=(RECOGNISED,),
        )
    ],
    "inconclusive-otherwise": [report(FILE, verdict=Verdict.INCONCLUSIVE)],
    "other-documents": [
        report(
            FILE,
            on(
                FILE,
                "12.50",
                rule="X101",
                message="Le montant n'est pas celui du BDC.",
                related=(
                    Place(
                        "bdc.pdf", 1, 1, 0, 0, None, "le montant du BDC", 2, (1.0, 2.0, 3.0, 4.0)
                    ),
                    Place(None, 3, 5, 20, 25, "/montant", "le montant de l'avance"),
                ),
            ),
        )
    ],
    "several": [report(FILE, path="a.json"), report(FILE, misspelled(), path="-", model=MODEL)],
    "none": [],
    "fixable": [
        report(
            FILE,
            on(FILE, '"siret"', rule="T105", message="La clé n’est pas à sa place.", fixable=True),
            on(FILE, '"1"', rule="T301", message="Un nombre est attendu."),
        )
    ],
    "not-fixable": [report(FILE, layout("T501", "  ", fixable=False))],
    "many": batch(25),
    "many-conform": [report(FILE, path=f"{n}.json", posed=41) for n in range(20)],
}


def render(
    reports: Sequence[Report],
    lang: str = "fr",
    *,
    color: bool = False,
    full: bool = False,
    width: int = 100,
    as_of: str | None = AS_OF,
) -> str:
    return text.render(reports, lang=lang, color=color, full=full, width=width, as_of=as_of)


def golden(name: str, shown: str, accept: bool) -> None:
    path = DATA / f"{name}.txt"
    if accept:
        path.write_bytes(shown.encode())
    assert shown == path.read_text("utf-8")


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("case", CASES)
def test_what_is_printed(case: str, lang: str, accept: bool) -> None:
    golden(f"{case}.{lang}", render(CASES[case], lang), accept)


def test_in_full_every_file_that_has_something_to_show_has_its_frames(accept: bool) -> None:
    shown = render(CASES["many"], full=True)
    golden("many-full.fr", shown, accept)
    assert shown.count("lot/001.json:4:5: T103 blocking: Majuscules.\n     3 │") == 1


def test_with_colours(accept: bool) -> None:
    shown = render(CASES["findings"], color=True)
    golden("findings.colour", shown.replace("\x1b", "⟨ESC⟩"), accept)
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == render(CASES["findings"])


def test_every_golden_file_belongs_to_a_case() -> None:
    expected = {f"{case}.{lang}" for case in CASES for lang in ("fr", "en")}
    others = {path.stem for path in DATA.glob("diff-*.txt")}
    assert {path.stem for path in DATA.glob("*.txt")} - others == expected | {
        "many-full.fr",
        "findings.colour",
    }


def test_a_finding_is_one_clickable_line() -> None:
    lines = render(CASES["findings"]).split("\n")
    assert lines[0].startswith(
        "bdc.json:4:5: T103 blocking: La clé «\u00a0montantHt\u00a0» devrait"
    )


def test_every_file_that_is_not_conform_is_named() -> None:
    shown = render(batch(40)).split("\n")
    for made in batch(40):
        lines = [line for line in shown if line.startswith(f"{made.path} : ")]
        assert len(lines) == (made.verdict is not Verdict.CONFORM)


def test_frames_from_twenty_files_on_are_only_given_when_asked_for() -> None:
    nineteen, twenty = batch(19), batch(20)
    assert " │ " in render(nineteen)
    assert " │ " not in render(twenty)
    assert " │ " in render(twenty, full=True)


def test_causes_share_the_rule_and_the_pointer_without_indexes() -> None:
    shown = render(batch(40))
    assert (
        "T103 misspelled-key blocking /commandes/*/montantHt : 8 constats dans 8 fichiers ; exemple :\n"
        "    lot/001.json:4:5: T103 blocking: Majuscules.\n" in shown
    )


def test_the_same_rule_not_run_in_many_files_counts_once() -> None:
    made = [
        report(FILE, path=str(n), not_run=(NotRun("R1", "unknown-fact", f"{n}"),))
        for n in range(30)
    ]
    assert "; 1 non posé, faute d'une donnée (0)\n" in render(made)


def test_both_languages_say_the_same_things() -> None:
    assert words.FR.keys() == words.EN.keys()
    for key in words.FR:
        holes = [sorted(set(re.findall(r"{\w+}", words_[key]))) for words_ in (words.FR, words.EN)]
        assert holes[0] == holes[1], key
        assert words.FR[key].count("|") == words.EN[key].count("|"), key


def test_a_conforming_file_needs_neither_frames_nor_groups() -> None:
    code = (
        "import sys\n"
        "from asp_check import report\n"
        "from tests.report.build import report as made\n"
        "report.load('text').render([made(b'{}')], lang='fr', color=False, full=False, width=80,"
        " as_of=None, options={}, version='')\n"
        "print(*sorted(name for name in sys.modules if name.startswith('asp_check')), 'unicodedata' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == [
        "asp_check",
        "asp_check.finding",
        "asp_check.report",
        "asp_check.report.escape",
        "asp_check.report.summary",
        "asp_check.report.text",
        "asp_check.report.words",
        "asp_check.text",
        "False",
    ]


def test_the_table_of_forms_names_modules_that_render() -> None:
    for name in forms.FORMS:
        shown = forms.load(name).render(
            [report(FILE, misspelled())],
            lang="fr",
            color=False,
            full=False,
            width=80,
            as_of=None,
            options={"layout": "error"},
            version="1.2.3",
        )
        assert "T103" in shown
        assert shown.endswith("\n")
    with pytest.raises(KeyError):
        forms.load("yaml")


# --------------------------------------------------------------------------- hostile texts

UNSEEN = re.compile(
    f"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{''.join(BIDI | ZERO_WIDTH)}]"
)
HOSTILE = (
    "\x1b[2J\x9b31m\u202e\u2066\u200b\x07\x00\r\n\u2028::error::x\ud800\udce9##[error]##vso[task]"
)


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nothing_hostile_reaches_the_terminal(lang: str, many: bool) -> None:
    data = f'{{"{HOSTILE}": "{HOSTILE}"}}'.encode("utf-8", "surrogatepass")
    found = finding(
        data,
        3,
        len(data) - 1,
        message=HOSTILE,
        expected=HOSTILE,
        actual=HOSTILE,
        pointer=f"/{HOSTILE}",
        related=(Place(HOSTILE, 1, 1, 0, 0, HOSTILE, HOSTILE),),
    )
    made = report(
        data,
        found,
        path=HOSTILE,
        template=TEMPLATE.__class__(HOSTILE, "blank", "0" * 64),
        not_run=(NotRun("R101", "crash", HOSTILE),),
        model=data,
    )
    shown = render([made] * (20 if many else 2), lang, full=many)
    shown.encode("utf-8")
    assert UNSEEN.search(shown) is None
    assert "##[" not in shown
    assert "##vso[" not in shown
    assert not any(line.lstrip().startswith("::") for line in shown.split("\n"))


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("::error file=x::boo", "./::error file=x::boo:4:5:"),
        ("  ::error::boo", "./  ::error::boo:4:5:"),
        ("a\nb.json", "a⟨LF⟩b.json:4:5:"),
        ("caf\udce9.json", "caf\\xE9.json:4:5:"),
        ("\x1b]0;x\x07.json", "⟨ESC⟩]0;x⟨U+0007⟩.json:4:5:"),
        (r"C:\bdc.json", r"C:\bdc.json:4:5:"),
        ("-", "-:4:5:"),
        (None, "<octets>:4:5:"),
    ],
)
def test_paths(path: str | None, shown: str) -> None:
    assert render([report(FILE, misspelled(), path=path)]).startswith(f"{shown} T103 blocking: ")


@settings(max_examples=50, deadline=None)
@given(random_reports, st.sampled_from(["fr", "en"]), st.booleans(), st.integers(0, 200))
def test_any_reports_print_and_hold_nothing_hostile(
    made: Sequence[Report], lang: str, full: bool, width: int
) -> None:
    shown = render(made, lang, full=full, width=width)
    assert shown.endswith("\n")
    assert UNSEEN.search(shown) is None
    for encoding in ("utf-8", "cp1252", "ascii"):
        text.degrade(shown, encoding).encode(encoding)


# --------------------------------------------------------------------------- poor encodings


def test_what_a_console_cannot_show_is_replaced_by_its_like() -> None:
    shown = render(CASES["findings"])
    poor = text.degrade(shown, "cp1252")
    assert poor.encode("cp1252")
    assert '     4 |     "montantHt": 12.50\n       |     ^^^^^^^^^^^\nmodèle |' in poor
    assert "CH<NBSP>de<TAB>X <RLO>\\u6f22\\u5b57 e<U+0301>" in poor
    assert "«\u00a0montantHt\u00a0»" in poor


def test_in_ascii_accents_are_escapes() -> None:
    poor = text.degrade(render(CASES["findings"]), "ascii")
    assert poor.isascii()
    assert 'La cl\\u00e9 " montantHt " devrait' in poor


def test_what_the_encoding_holds_is_left_alone() -> None:
    shown = render(CASES["findings"])
    assert text.degrade(shown, "utf-8") is shown


def test_characters_beyond_the_first_plane_are_escaped_whole() -> None:
    assert text.degrade("😀", "cp1252") == "\\U0001f600"
