"""A receipt in words: all that it holds is told, in both languages, and nothing acts on the terminal."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from asp_check.receipt import page, telling, text
from asp_check.receipt.model import (
    Asked,
    NotAsked,
    Paper,
    Passed,
    Reference,
    Scope,
    Spoke,
    Stated,
)
from tests.receipt.test_form import ONE, SUM

ALL = ONE._replace(
    asked=Asked("off", True, True, ("T",), ("R1",), ("X",), (("R104", "warning"),)),
    scope=Scope(9, (NotAsked("R104", "unknown-fact"), NotAsked("X", "other")), (Spoke("T405", "warning", 2),)),
    pieces=(
        Paper("VA.pdf", "va", 3, SUM, statement=SUM),
        Paper("BDC.pdf", "bdc", 3, SUM, "p.zip"),
        Paper("x.pdf", None, 3, SUM, beside=False),
    ),
    archives=(Stated("p.zip", SUM),),
    advance=Stated("avance.json", SUM),
    references=(Reference("ceilings", None, SUM), Reference("finess", "2025-01-01", SUM)),
    passed=(Passed("sandbox", "2025-06-03"), Passed("portal", "2025-06-04")),
)  # fmt: skip

FRENCH = """\
Reçu de contrôle : bdc-é.json
  Verdict : conforme au modèle test/avance@initial (officiel)
  Contrôlé au : 2025-06-01T12:00, heure de Paris
  Avec : asp-check 0.1.0
  Modèle : test/avance@initial, vierge SHA-256 {sum}, manifeste SHA-256 {sum}
  Règles : 188, SHA-256 {sum}
  Dispositifs : SHA-256 {sum}
  Données de référence : ceilings, sans date, SHA-256 {sum}
  Données de référence : finess, 2025-01-01, SHA-256 {sum}
  Options : --layout off, --strict, --resubmission, --select T, --ignore R1, --require X, gravités : R104 = avertissement
  Portée : 9 contrôles posés ; 2 non posés
  Sans bloquer : T405 avertissement × 2
    other : X
    faute d'une donnée : R104
  Depuis le contrôle : passé, selon vous : bac à sable (2025-06-03), portail (2025-06-04)
  SHA-256
    {sum}  bdc-é.json (demande)
    {sum}  VA.pdf (VA, relevée par une personne)
    {sum}  p.zip/BDC.pdf (bon de commande)
    {sum}  x.pdf (non reconnue, hors du dossier du reçu)
    {sum}  p.zip (archive des pièces)
    {sum}  avance.json (avance déposée avant)
  Ce reçu n’est pas une signature : quiconque peut en écrire un. Il dit ce que le contrôle a constaté ; les sommes SHA-256 permettent à chacun de vérifier que les fichiers sont ceux-là.
"""


def test_in_french() -> None:
    assert text.render(ALL, "fr") == FRENCH.format(sum=SUM)


def test_in_english_as_much_is_told() -> None:
    told = text.render(ALL, "en")
    assert told.count("\n") == FRENCH.count("\n")
    assert told.count(SUM) == FRENCH.count("{sum}")
    assert not any(word in told for word in ("contrôle", "reçu", "fichier"))


def test_without_an_instant_that_is_said() -> None:
    dateless = ALL._replace(as_of=None)
    assert "  Date de référence : aucune\n" in text.render(dateless, "fr")
    assert "  As-of date: none\n" in text.render(dateless, "en")


class Reader(HTMLParser):
    """The text of a page, and its tags."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") or name in {"src", "style"} for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_tells_the_same(lang: str) -> None:
    read = Reader(page.render([ALL, ONE], lang, "0.1.0"))
    for entry in telling.entries(ALL, lang):
        assert entry.name in read.text
        assert entry.what in read.text
    for label, value in (*telling.facts(ALL, lang), telling.since(ALL, lang)):
        assert label in read.text
        assert value in read.text
    assert "script" not in read.tags
    assert "R104" in read.text


def test_hostile_names_stay_text() -> None:
    name = "<script>alert(1)</script>\u202e\x1b[2J'&\".json"
    hostile = ALL._replace(
        file=Stated(name, SUM), pieces=(Paper(name, "va", 1, SUM),), advance=Stated(name, SUM),
        references=(Reference(name, name, SUM),), version=name,
        template=ALL.template._replace(id=name),
    )  # fmt: skip
    markup = page.render([hostile], "fr", "0.1.0")
    read = Reader(markup)
    assert "script" not in read.tags
    assert "<script>alert(1)</script>" in read.text
    for told in (markup, text.render(hostile, "fr")):
        assert "\u202e" not in told
        assert "\x1b" not in told


def test_commands_quote_the_name() -> None:
    told = dict(telling.commands("l'été $(id).json"))
    assert told["Linux"] == "sha256sum -- 'l'\\''été $(id).json'"
    assert told["Windows (PowerShell)"].endswith("-LiteralPath 'l''été $(id).json'")
