"""The text report on dossiers: the verdict first, what each file is, what differs, where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.dossier.model import FileRef
from asp_check.report import dossier_grid
from asp_check.report.dossier_text import folder, matters
from asp_check.text import BIDI
from tests.report.dossiers import MATRIX, cell, conform, dossier, row, told, written


def test_the_verdict_comes_first_with_its_scope() -> None:
    first = written("text", dossier()).splitlines()[0]
    assert first.startswith(
        "d/bdc.json : non conforme : 1 constat bloquant, 1 avertissement, sur 110 contrôles"
    )
    assert written("text", dossier(), lang="en").startswith(
        "d/bdc.json: nonconform: 1 blocking finding"
    )


def test_each_file_is_told_with_its_reason() -> None:
    text = written("text", dossier(), width=120)
    assert "  Fichiers (d/)\n" in text
    for line in (
        "bdc.json    demande (JSON)",
        "bdc.pdf     bon de commande, commande B-1, d'après « Bon de commande »",
        "va.pdf      VA, pages 2 à 3, commande B-1, d'après vous, relevé par Anne Le Goff",
        "copie.pdf   copie de bdc.pdf",
        ".DS_Store   fichier du système",
        "p.zip/x.pdf  non lu : voir les constats",
        "y.pdf       illisible, le fichier est chiffré et demande un mot de passe",
    ):
        assert " ".join(line.split()) in " ".join(text.split())


def test_only_the_rows_that_matter_are_drawn() -> None:
    text = written("text", dossier())
    flat = " ".join(text.split())
    assert "2B0000020, Scénario d’installation Scénario 2 ~ SCENARIO 2 ! Scénario 1" in flat
    assert "1 ligne sans écart, 1 ligne sans libellé trouvé (--full les montre)" in text
    assert "48500.00" not in text
    full = written("text", dossier(), full=True)
    assert "48500.00" in full
    assert "--full" not in full


def test_findings_name_both_places() -> None:
    text = written("text", dossier())
    assert "d/bdc.json:1:2: X101 blocking: Le scénario diffère." in text
    assert "    d/va.pdf, page 2: VA : « Scénario 1 »" in text
    assert "d/p.zip: D105 warning: Deux fichiers" in text


def test_what_was_found_across_comes_after_all() -> None:
    across = (told("e/bdc.json", "D301", message="Deux fois."),)
    assert written("text", dossier(), conform(), across=across).endswith(
        "Entre les dossiers\ne/bdc.json: D301 warning: Deux fois.\n\n"
        "2 dossiers : 1 conforme, 1 non conforme ; 110 contrôles posés par dossier\n"
    )


def test_many_are_told_by_cause_and_one_line_each() -> None:
    many = [dossier(f"{n}/bdc.json") for n in range(19)]
    many += [conform(f"ok{n}/bdc.json") for n in range(3)]
    text = written("text", *many)
    assert text.startswith("Causes, sur 22 dossiers\n\nX101 ")
    assert "19 constats dans 19 fichiers" in text
    assert sum(": non conforme : " in line for line in text.splitlines()) == 19
    assert "ok1" not in text
    assert "Fichiers" not in text
    assert written("text", *many, full=True).count("Fichiers") == 19


def test_no_dossier_at_all() -> None:
    assert written("text") == "Aucun dossier contrôlé.\n"


def test_no_line_of_the_table_is_wider_than_the_screen() -> None:
    for width in (40, 60, 80, 100, 200):
        for lang in ("fr", "en"):
            lines = list(dossier_grid.drawn(MATRIX, lang, width))
            assert max(map(len, lines)) <= max(width, 44)


def test_many_documents_are_drawn_below_each_other() -> None:
    cells = [cell("request", "given", "1"), *(cell("bdc", "different", str(n)) for n in range(3))]
    cells = [one._replace(document=f"{n}.pdf") for n, one in enumerate(cells)]
    lines = list(dossier_grid.drawn([row(*cells)], "fr", 50))
    assert lines[0] == "commande B-1"
    assert [line.split() for line in lines[2:]] == [
        ["demande", "1"],
        ["BDC", "1", "!", "0"],
        ["BDC", "2", "!", "1"],
        ["BDC", "3", "!", "2"],
    ]


@pytest.mark.parametrize(
    ("states", "expected"),
    [(("given", "equal"), False), (("given", "unnamed"), False), (("empty", "absent"), True), (("given", "unclear"), True),
     (("given", "confirmed"), False), (("given", "different"), True)],
)  # fmt: skip
def test_rows_that_matter(states: tuple[str, ...], expected: bool) -> None:
    assert matters(row(*(cell("bdc", state) for state in states))) is expected


def test_the_folder_of_a_dossier() -> None:
    def of(*paths: str) -> str:
        return folder([FileRef(path, "", 0, "aside") for path in paths])

    assert of("a/b/c.pdf", "a/b/d/e.pdf") == "a/b/"
    assert of("a.pdf", "b/c.pdf") == of() == ""
    assert of("a\\b.pdf", "a\\c.pdf") == "a\\"


HOSTILE = st.text(
    st.characters(exclude_categories=[]) | st.sampled_from("\x1b\u202e\u200b\n\r\x00::#[<>&\"'"),
    max_size=20,
)


@settings(max_examples=60, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_nothing_hostile_reaches_the_terminal(name: str, value: str, message: str) -> None:
    cells = (cell("request", "given", value), cell("bdc", "different", value, note=value))
    hostile = dossier(
        name or "x",
        told=(told(name, message=message),),
        files=(FileRef(name, "", 1, "bdc", value, order=value, settled_by=value),),
        request=None
        if value == ""
        else dossier().request._replace(path=name, matrix=(row(*cells, subject=value),)),  # type: ignore[union-attr]
    )
    for text in (
        written("text", hostile, full=True),
        written("text", hostile, hostile, across=(told(name),)),
    ):
        for line in text.split("\n"):
            assert all(c.isprintable() or c in "\u00a0\u202f" for c in line), repr(line)
            assert not BIDI & set(line)
