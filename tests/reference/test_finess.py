"""The FINESS directory as it is published: the extracts of before May 2026, and the JSON since."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any

import pytest

from asp_check.facts import Establishment
from asp_check.reference import structures
from tests.reference.conftest import Read, Told


def site(number: str = "010000024", legal: str = "010780054", opened: str = "1979-02-13") -> str:
    cells = ["structureet", number, legal, "CH DE FLEYRIAT", "CENTRE HOSPITALIER DE FLEYRIAT"]
    cells += ["", "", "900", "RTE", "DE PARIS", "", "", "451", "01", "AIN", "01440 VIRIAT"]
    cells += ["0474454647", "0474454114", "355", "Centre Hospitalier (C.H.)", "1102", "CH"]
    cells += [
        "26010004500012",
        "8610Z",
        "03",
        "ARS",
        "1",
        "EPS",
        opened,
        "1979-02-13",
        "2020-02-04",
    ]
    return ";".join([*cells, ""])


def legal(number: str = "010780054") -> str:
    cells = ["structureej", number, "CH BOURG", "", "", "900", "RTE", "DE PARIS", "", "", "", "451"]
    cells += ["01440 VIRIAT", "01", "AIN", "", "13", "EPS", "355", "Centre Hospitalier (C.H.)"]
    return ";".join([*cells, "260100045", "8610Z", "2001-01-01"])


FIRST = "finess;etalab;98;2026-05-12"
PLACE = "geolocalisation;010000024;870215.7;6571590.5;1,ATLASANTE,100,IGN,BD_ADRESSE,V2.1,LAMBERT_93;2026-05-12"
SITE = Establishment(
    "010000024", False, "010780054", "CH DE FLEYRIAT", "355", "Centre Hospitalier (C.H.)", "1979-02-13",
)  # fmt: skip
LEGAL = Establishment(
    "010780054", True, "", "CH BOURG", "355", "Centre Hospitalier (C.H.)", "2001-01-01",
)  # fmt: skip


# --- The extracts


def test_sites_and_legal_entities_in_one_file(read: Read) -> None:
    found = read("finess", f"{FIRST}\n{legal()}\n{site()}\n{PLACE}\n")
    assert found.by_number == {"010780054": LEGAL, "010000024": SITE}
    assert (found.origin.date, found.origin.rows) == ("2026-05-12", 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_encodings_and_delimiters(read: Read, encoding: str, delimiter: str) -> None:
    text = "\n".join([FIRST, site().replace("CH DE", "HÔPITAL DE")]).replace(";", delimiter)
    assert (
        read("finess", text.encode(encoding)).by_number["010000024"].name == "HÔPITAL DE FLEYRIAT"
    )


def test_without_its_first_row(read: Read) -> None:
    found = read("finess", site() + "\n" + legal(), "etalab-cs1100502-stock-20260311-0344.csv")
    assert set(found.by_number) == {"010000024", "010780054"}
    assert found.origin.date == "2026-03-11"


def test_the_last_column_may_be_missing(read: Read) -> None:
    assert read("finess", f"{FIRST}\n{site().removesuffix(';')}\n").by_number["010000024"] == SITE


def test_a_file_cut_short(told: Told) -> None:
    said = told("finess", "\n".join([FIRST, site(), site()[:60]]))
    assert said.startswith("table.csv:3 : 5 cellules au lieu de 32 ; fichier coupé")


def test_another_extract(told: Told) -> None:
    other = f"{FIRST}\nstructureet;010000024;010780054\nactiviteoffresoin;010780054"
    assert told("finess", other).startswith("table.csv:2 : 3 cellules au lieu de 32")
    other = f"{FIRST}\nactiviteoffresoin;010780054;CH"
    assert told("finess", other).startswith("table.csv:2 : « activiteoffresoin » inattendu")


def test_bad_cells_are_told_with_their_line(told: Told) -> None:
    for bad in (site("10000024"), site(legal="10780054"), site(opened="1979-02-31")):
        assert told("finess", f"{FIRST}\n{site()}\n\n{bad}").startswith("table.csv:4 : ")


def test_its_columns_are_known(told: Told) -> None:
    assert "retirez [reference.finess.columns]" in told("finess", FIRST, columns={"finess": "2"})


def test_of_two_rows_of_a_number_the_open_one_is_taken(read: Read) -> None:
    rows = {"a": "2024-01-01", "b": "", "c": "", "d": "2025-01-01"}

    def name(order: str) -> str:
        lines = [f"010000024;{n};{rows[n]}" for n in order]
        found = read("finess", "\n".join(["finess;rs;date fermeture", *lines]))
        assert found.origin.rows == len(order)
        return str(found.by_number["010000024"].name)

    assert [name(order) for order in ("abcd", "dcba", "ad", "da", "cb")] == [
        "b",
        "c",
        "d",
        "d",
        "c",
    ]


# --- The JSON

GENERATED = "2026-03-09T15:49:37.615611300Z"


def ege(number: str, **about: Any) -> dict[str, Any]:
    shown = {
        "nomEgeCourt": " CLINIQUE CONVERT ",
        "dateOuverture": "1956-11-16",
        "numFinessEge": number,
    }
    return {
        "informationsGeneralesEGE": {**shown, **about},
        "categorieentiteGeographiqueExercice": "365",
        "adresse": [{"scoreBAN": 0.97, "voie": "à « l’angle » 😀 ]}"}],
        "etatObjet": "A",
        "dateDerniereMaj": "2021-10-18 00:00:00",
    }


def pmej(number: Any, *sites: Mapping[str, Any], **about: Any) -> dict[str, Any]:
    shown = {"denominationPm": "CONVERT", "dateCreation": "2001-01-01", "numFinessPm": number}
    return {
        "informationsGeneralesPMEJ": {**shown, **about},
        "ege": list(sites),
        "etatObjet": "A",
        "dateDerniereMaj": "2021-10-18 00:00:00",
    }


def published(*entities: Mapping[str, Any], **more: Any) -> str:
    whole = {"schemaVersion": "v1.0.0", "generatedAt": GENERATED, **more, "pmej": list(entities)}
    return json.dumps(whole, ensure_ascii=False, indent=2).replace(":", " :")


ENTITIES = (
    pmej("010000156", ege("010780195"), ege("010787190", dateFermeture="1993-01-01")),
    pmej("010000164", categorieentiteGeographiqueExercice="355"),
)
INDEX = {
    "010000156": Establishment("010000156", True, "", "CONVERT", "", "", "2001-01-01"),
    "010780195": Establishment("010780195", False, "010000156", "CLINIQUE CONVERT", "365", "", "1956-11-16"),
    "010787190": Establishment("010787190", False, "010000156", "CLINIQUE CONVERT", "365", "", "1956-11-16", "1993-01-01"),
    "010000164": Establishment("010000164", True, "", "CONVERT", "355", "", "2001-01-01"),
}  # fmt: skip


@pytest.mark.parametrize("chunk", [1, 2, 7, 64, 1 << 20])
@pytest.mark.parametrize("compressed", [True, False])
def test_the_json_however_it_comes(
    read: Read, monkeypatch: pytest.MonkeyPatch, chunk: int, compressed: bool
) -> None:
    monkeypatch.setattr(structures, "_CHUNK", chunk)
    text = published(*ENTITIES, gcc=[{"gccId": "1"}], gco=[], other={"a": [1, 2]}).encode()
    found = read("finess", gzip.compress(text) if compressed else text, "finess.json.gz")
    assert found.by_number == INDEX
    assert (found.origin.date, found.origin.rows) == ("2026-03-09", 4)


def test_members_in_any_order(read: Read) -> None:
    whole = {"pmej": list(ENTITIES), "generatedAt": GENERATED, "n": 12}
    found = read("finess", json.dumps(whole), "f.json")
    assert (found.by_number, found.origin.date) == (INDEX, "2026-03-09")


def test_the_day_of_a_json_that_gives_none(read: Read) -> None:
    whole = json.dumps({"generatedAt": "?", "pmej": list(ENTITIES)})
    name = "finess-structures-journalier-20260309.json"
    assert read("finess", whole, name).origin.date == "2026-03-09"
    assert read("finess", whole, "finess-structures-mensuel-202603.json").origin.date is None


def test_what_is_inactive_without_a_day_was_closed_by_its_last_update(read: Read) -> None:
    entity = {**pmej("010000156", {**ege("010780195"), "etatObjet": "I"}), "etatObjet": "I"}
    found = read("finess", published(entity), "f.json").by_number
    assert {item.closed for item in found.values()} == {"2021-10-18"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (published(*ENTITIES)[:-300], "JSON incomplet"),
        (published(*ENTITIES)[:40], "JSON incomplet"),
        (published(*ENTITIES).replace('"ege" :', '"ege"', 1), "JSON incomplet"),
        (published(*ENTITIES).encode("cp1252", "replace"), "JSON incomplet"),
        ('{"pmej": ' + "[" * 100_000, "JSON incomplet"),
        ('{"pmej": [' + '{"a":' * 100_000, "JSON incomplet"),
        ("{1: 2}", "JSON incomplet"),
        ('{"a": 1', "JSON incomplet"),
        ('{"a": 1}', "sans entités juridiques"),
        ('{"pmej": []}', "sans entités juridiques"),
        ('{"pmej": [1]}', "sans entités juridiques"),
        ('{"schemaVersion": "v2.0.0", "pmej": []}', "version v2.0.0 du schéma"),
        ('{"schemaVersion": {"a": 1}, "pmej": []}', "du schéma finess-structures"),
        ("[]", "JSON incomplet"),
        (published({"ege": []}), "n’a pas la forme"),
        (published(pmej("010000156", {"a": 1})), "n’a pas la forme"),
        (published({**ENTITIES[0], "ege": 5}), "n’a pas la forme"),
        (published({**ENTITIES[0], "ege": [None]}), "n’a pas la forme"),
        (published(pmej("010000156", dateCreation=["2001"])), "n’a pas la forme"),
        (published(pmej("010000156", dateCreation=2001)), "n’est pas une date"),
        (published(pmej(10000156)), "8 chiffres"),
        (published(pmej("010000156", dateCreation="2001")), "n’est pas une date"),
        (published(pmej("10000156")), "8 chiffres, un zéro initial perdu ?"),
        (published(pmej("")), "l’identifiant est vide"),
    ],
)  # fmt: skip
def test_broken_json(told: Told, content: str | bytes, said: str) -> None:
    assert said in told("finess", content, "f.json")


def test_what_is_wrong_is_told_with_its_line(told: Told) -> None:
    text = published(*ENTITIES, pmej("?"))
    line = 1 + text[: text.rindex('"informationsGeneralesPMEJ"')].count("\n") - 1
    assert told("finess", text, "f.json").startswith(f"f.json:{line} : « ? » n’est pas")


def test_broken_gzip(told: Told) -> None:
    packed = gzip.compress(published(*ENTITIES).encode())
    assert "gzip abîmé" in told("finess", packed[:-9], "f.json.gz")
    assert "gzip abîmé" in told("finess", packed[:30] + b"\xff" * 30, "f.json.gz")
    assert "JSON incomplet" in told("finess", gzip.compress(b'{"a": '), "f.json.gz")
    assert "compressé (gzip)" in told("finess", gzip.compress(b"finess;rs\n"), "f.csv.gz")


def test_bounds(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structures, "_CHUNK", 16)
    with monkeypatch.context() as patch:
        patch.setattr(structures, "_LONGEST", 100)
        assert "JSON incomplet" in told("finess", published(*ENTITIES), "f.json")
    monkeypatch.setattr(structures, "_UNPACKED", 100)
    assert "démesuré" in told("finess", published(*ENTITIES), "f.json")


def test_settings_that_mean_nothing_for_it(told: Told) -> None:
    text = published(*ENTITIES)
    assert "retirez [reference.finess.columns]" in told("finess", text, columns={"finess": "2"})
    assert "encoding ne va pas" in told("finess", text, encoding="utf-8")
