"""Values in the middle of sentences, named by the words around them."""

from __future__ import annotations

import pytest

from asp_check.pieces.model import Box, Word
from asp_check.pieces.prose import Text, is_sentence, passages

LETTER = (
    "Je soussigné(e) Anne-Marie Le Goff, agissant en qualité de Directrice des systèmes "
    "d’information, pour le compte de Groupement hospitalier Exemple, atteste avoir procédé à la "
    "vérification d’aptitude du logiciel DPI Exemple, version 7.2.3, fourni par Logiciels Santé "
    "Exemple SAS au titre du bon de commande n° BDC-2025-0117."
)


def text(said: str) -> Text:
    found, at = [], 0
    for word in said.split(" "):
        found.append((at, Word(word, Box(at, 0, at + len(word), 10))))
        at += len(word) + 1
    return Text(said, tuple(found))


def values(said: str, *wordings: str) -> list[str]:
    return [one.text for one in passages(text(said), wordings)]


@pytest.mark.parametrize(
    ("wording", "value"),
    [
        ("Je soussigné(e) […], agissant en qualité de", "Anne-Marie Le Goff"),
        ("en qualité de […], pour le compte de", "Directrice des systèmes d’information"),
        ("pour le compte de […], atteste", "Groupement hospitalier Exemple"),
        ("du logiciel […], version", "DPI Exemple"),
        ("du logiciel …, version […], fourni par", "7.2.3"),
        ("fourni par […] au titre du bon de commande", "Logiciels Santé Exemple SAS"),
        ("au titre du bon de commande n° […].", "BDC-2025-0117"),
    ],
)
def test_the_words_on_both_sides_name_a_value(wording: str, value: str) -> None:
    assert values(LETTER, wording) == [value]


@pytest.mark.parametrize(
    "wording",
    [
        "Je soussigné […], agissant en qualité de",  # Would begin with « (e) ».
        "du logiciel […], fourni par",  # A value has no comma.
        "fourni par […] au titre de la commande",
    ],
)
def test_what_fits_in_part_is_no_value(wording: str) -> None:
    assert values(LETTER, wording) == []


def test_every_way_of_cutting_a_sentence_is_told() -> None:
    said = "Le logiciel DPI de l’Est de Logiciels Exemple a été déployé"
    assert values(said, "Le logiciel […] de … a été déployé") == ["DPI", "DPI de l’Est"]


def test_a_value_does_not_go_beyond_its_sentence() -> None:
    said = "Bon de commande n° LGC-0312 . Le client constate que tout va, à Bastia."
    assert values(said, "bon de commande n° […],") == []
    assert values(said, "bon de commande n° […].") == ["LGC-0312"]
    assert values("Fourni par M. Ottavi au titre du bon", "fourni par […] au titre") == [
        "M. Ottavi"
    ]


def test_quotes_around_a_value_are_none_of_it() -> None:
    said = "le logiciel « LGC Exemple (web) » chez Cabinet A, en exécution"
    assert values(said, "le logiciel […] chez") == ["LGC Exemple (web)"]


@pytest.mark.parametrize("wording", ["n° […]", "[…] du bon", "a […] … b", "a b", "a […] b […] c"])
def test_a_wording_has_words_on_both_sides_of_its_value(wording: str) -> None:
    assert not is_sentence(wording)
