"""Columns: known by their usual headers, else named by the user; in doubt refused."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest

from asp_check.facts import Ceiling, Establishment, Funding
from asp_check.reference.fields import FIELDS, plain
from asp_check.reference.settings import NAMES
from tests.reference.conftest import Read, Told

FINESS = "830101259"


@pytest.mark.parametrize(
    "header",
    [
        "finess", "FINESS", "nofinesset", "nofiness", "num_finess", "Numéro FINESS ET", "finess_et",
        "FINESS géographique", "N° FINESS ET", "N°FINESS", "Code FINESS", "numFinessEge",
    ],
)  # fmt: skip
def test_the_usual_headers_of_a_finess(read: Read, header: str) -> None:
    found = read("finess", f"{header};rs;Autre\n{FINESS};CH;x\n").by_number
    assert found == {FINESS: Establishment(FINESS, name="CH")}


def test_all_the_columns_of_the_directory(read: Read) -> None:
    table = (
        "Catégorie d'établissement;Date d’ouverture;Date de fermeture;Libellé catégorie;"
        "N° FINESS EJ;N° FINESS ET;Raison sociale;Raison sociale longue;Type structure\n"
        "355;01/02/1979;31/12/2024;Centre Hospitalier;010780054;010000024;CH;CENTRE;ET\n"
        "355;1979-02-01;;Centre Hospitalier;;010780054;CH EJ;CENTRE;Entité juridique\n"
    )
    assert list(read("finess", table).by_number.values()) == [
        Establishment("010000024", False, "010780054", "CH", "355", "Centre Hospitalier", "1979-02-01", "2024-12-31"),
        Establishment("010780054", True, "", "CH EJ", "355", "Centre Hospitalier", "1979-02-01", ""),
    ]  # fmt: skip


def test_a_directory_of_legal_entities_alone(read: Read) -> None:
    found = read("finess", "nofinessej,rs\n010780054,CH\n").by_number
    assert found == {"010780054": Establishment("010780054", is_legal=True, name="CH")}


def test_the_columns_of_an_index_written_back_are_known(read: Read) -> None:
    rows = [";".join(Establishment._fields), "010000024;False;010780054;CH;355;C.H.;1979-02-13;"]
    found = read("finess", "\n".join(rows)).by_number["010000024"]
    assert found == Establishment("010000024", False, "010780054", "CH", "355", "C.H.", "1979-02-13")  # fmt: skip


@pytest.mark.parametrize(
    ("kinds", "is_legal"),
    [("EJ ET", [True, False]), ("et Juridique", [False, True]), ("EHPAD EJ", [False, False]), ("1 0", [False, False])],
)  # fmt: skip
def test_a_column_called_only_type(read: Read, kinds: str, is_legal: list[bool]) -> None:
    first, second = kinds.split()
    table = f"FINESS;Type\n{FINESS};{first}\n750712184;{second}\n"
    found = read("finess", table).by_number.values()
    assert [item.is_legal for item in found] == is_legal


def test_a_column_called_only_type_that_goes_astray(told: Told) -> None:
    table = f"FINESS;Type\n{FINESS};EJ\n" + f"{FINESS};ET\n" * 30 + f"{FINESS};?\n"
    assert told("finess", table).startswith("table.csv:33 : « ? » ne dit pas")
    table = f"FINESS;Type\n{FINESS};EHPAD\n"
    assert told("finess", table, columns={"is_legal": "Type"}).startswith("table.csv:2 : « EHPAD »")


def test_rows_of_places_are_not_establishments(read: Read) -> None:
    table = f"section;finess;rs\nstructureet;{FINESS};CH\ngeolocalisation;{FINESS};870215.7\n"
    found = read("finess", table)
    assert (found.by_number[FINESS].name, found.origin.rows) == ("CH", 1)


def test_blanks_in_numbers_of_the_directory(read: Read) -> None:
    found = read("finess", "finess;finess_ej\n83 010 125 9;01 078 005 4\n").by_number
    assert found == {FINESS: Establishment(FINESS, legal_finess="010780054")}


def test_what_a_row_is_of_must_be_readable(told: Told) -> None:
    said = told("finess", f"finess;section\n{FINESS};structureet\n{FINESS};?\n")
    assert said == "table.csv:3 : « ? » ne dit pas si c’est une entité juridique ; écrivez EJ ou ET"


@pytest.mark.parametrize(
    "identifier", ["identifiant", "FINESS", "SIRET", "N° RPPS", "AM", "FINESS EJ"]
)
@pytest.mark.parametrize(
    "amount",
    ["plafond", "Plafond HT", "Montant maximum HT", "montant max", "Plafond (€ HT)", "PLAFOND_HT",
     "Montant HT maximum", "Plafond de la prestation Ségur HT", "amount"],
)  # fmt: skip
def test_the_usual_headers_of_ceilings(read: Read, identifier: str, amount: str) -> None:
    found = read("ceilings", f"{identifier};{amount}\n{FINESS};10\n").by_identifier
    assert found == {FINESS: (Ceiling(Decimal(10)),)}


def test_a_ceiling_with_tax_is_never_taken(read: Read, told: Told) -> None:
    table = f"FINESS;Plafond TTC;Plafond HT\n{FINESS};12;10\n"
    assert read("ceilings", table).by_identifier[FINESS][0].amount == 10
    dated = f"FINESS;Date du plafond;Plafond\n{FINESS};2025;10\n"
    assert read("ceilings", dated).by_identifier[FINESS][0].amount == 10
    assert "TTC" in told("ceilings", f"FINESS;Plafond TTC\n{FINESS};12\n")
    assert "TTC" in told("ceilings", f"FINESS;Montant max. (TVA incluse)\n{FINESS};12\n")
    assert "TTC" in told("ceilings", table, columns={"amount": "Plafond TTC"})
    assert "TTC" in told("ceilings", table, columns={"identifier": "FINESS", "amount": "2"})
    assert "TTC" in told("ceilings", table, columns={"identifier": "1", "amount": "2"})


def test_all_ceilings_of_an_identifier_are_kept(read: Read) -> None:
    table = (
        "Type de prestation;Couloir;SIRET;Plafond HT;Plafond TTC\n"
        "vague 2;HOP-DPI-Va2;732 829 320 00074;100,00;120,00\n"
        "vague 1 +  vague 2;HOP-DPI-Va2;73282932000074;200;240,00\n"
        "vague 2;HOP-DPI-Va2;732 829 320 00074;100,00;120,00\n"
    )
    found = read("ceilings", table)
    first = Ceiling(Decimal(100), "HOP-DPI-Va2", "vague 2")
    second = Ceiling(Decimal(200), "HOP-DPI-Va2", "vague 1 + vague 2")
    assert found.by_identifier == {"73282932000074": (first, second, first)}
    assert found.origin.rows == 3


def test_the_usual_headers_of_fundings(read: Read, told: Told) -> None:
    table = f"N° FINESS;Dispositif;Numéro de demande;Éditeur\n{FINESS};X;D-1;A\n{FINESS};Y;;\n"
    found = read("funded", table).by_identifier
    assert found == {FINESS: (Funding("X", "D-1", "A"), Funding("Y"))}
    assert told("funded", table + f"{FINESS};;D-2;A\n") == "table.csv:4 : le dispositif est vide"


@pytest.mark.parametrize(
    ("name", "header", "field"),
    [
        ("finess", "finess;nofinesset", "finess"),
        ("finess", "finess;nofinessej;finess_ej", "legal_finess"),
        ("finess", "finess;rs;raison sociale", "name"),
        ("ceilings", "FINESS ET;FINESS EJ;Plafond HT", "identifier"),
        ("ceilings", "FINESS;Plafond vague 1 HT;Plafond vague 2 HT", "amount"),
        ("ceilings", "FINESS;Plafond;Montant max", "amount"),
        ("funded", "FINESS;dispositif;couloir", "dispositif"),
    ],
)
def test_two_headers_of_one_field(told: Told, name: str, header: str, field: str) -> None:
    said = told(name, f"{header}\n{FINESS};1;2;3\n")
    assert said.startswith(f"table.csv:1 : plusieurs colonnes peuvent être {field} : « ")
    assert said.endswith(f"[reference.{name}.columns]")


def test_a_missing_header_names_those_that_are_there(told: Told) -> None:
    assert told("ceilings", "FINESS;Montant\n830101259;1\n") == (
        "table.csv:1 : aucune colonne n’est reconnue comme amount ; dites laquelle dans"
        " [reference.ceilings.columns] ; en-têtes trouvés : « FINESS », « Montant »"
    )
    headers = ";".join(f"colonne {n} {'x' * 100}" for n in range(40))
    assert "…" in told("ceilings", f"\n{headers}\n")


# --- Named by the user


def test_headers_named_by_the_user(read: Read) -> None:
    table = f"Titre\nFiness du site;Base;Montant HT;finess\n{FINESS};a;10;020000022\n"
    columns = {"identifier": "finess DU site", "amount": "Montant HT"}
    found = read("ceilings", table, columns=columns).by_identifier
    assert found == {FINESS: (Ceiling(Decimal(10)),)}


def test_a_header_named_by_the_user_settles_a_doubt(read: Read) -> None:
    table = f"FINESS;Plafond vague 1;Plafond vague 2\n{FINESS};1;2\n"
    found = read("ceilings", table, columns={"amount": "Plafond vague 2"}).by_identifier
    assert found[FINESS][0].amount == 2


def test_columns_by_number(read: Read, told: Told) -> None:
    columns = {"identifier": "2", "amount": "3"}
    table = f"a;{FINESS};10\nb;750712184;20,5\n"
    found = read("ceilings", table, columns=columns)
    assert {k: v[0].amount for k, v in found.by_identifier.items()} == {
        FINESS: Decimal(10), "750712184": Decimal("20.5"),
    }  # fmt: skip
    assert read("ceilings", "x;y;z\n" + table, columns=columns).origin == found.origin._replace(
        sha256=read("ceilings", "x;y;z\n" + table, columns=columns).origin.sha256
    )
    assert told("ceilings", table, columns={"identifier": "2", "amount": "4"}) == (
        "table.csv:1 : pas de colonne 4 pour amount : il y en a 3, comptées à partir de 1"
    )
    assert "colonne 0" in told("ceilings", table, columns={"identifier": "0", "amount": "3"})
    assert told("ceilings", table, columns={"identifier": "2"}) == (
        "table.csv : [reference.ceilings.columns] : indiquez aussi la colonne de amount"
    )


def test_a_number_beside_headers(read: Read, told: Told) -> None:
    table = f"FINESS;Montant;Montant\n{FINESS};1;2\n"
    columns = {"identifier": "FINESS", "amount": "3"}
    assert read("ceilings", table, columns=columns).by_identifier[FINESS][0].amount == 2
    said = told("ceilings", table, columns={"amount": "Montant"})
    assert said.startswith("table.csv:1 : 2 colonnes s’appellent « Montant »")
    assert "(2 ou 3)" in said
    assert "pas de colonne 9" in told("ceilings", table, columns={**columns, "amount": "9"})


def test_what_the_user_names_badly(told: Told) -> None:
    table = f"FINESS;Plafond\n{FINESS};1\n"
    assert told("ceilings", table, columns={"amonut": "Plafond"}) == (
        "table.csv : [reference.ceilings.columns] : champ inconnu « amonut », vouliez-vous dire amount ?"
    )
    assert "champs possibles : identifier, amount, dispositif, service" in told(
        "ceilings", table, columns={"xyz": "1"}
    )
    assert "« Montant »" in told(
        "ceilings", table, columns={"identifier": "finess", "amount": "Montant"}
    )
    assert told("ceilings", table, columns={"amount": "Montant"}) == (
        "table.csv:1 : pas de colonne « Montant », que [reference.ceilings.columns] donne pour amount ;"
        " en-têtes trouvés : « FINESS », « Plafond »"
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_header_names_two_fields(name: str) -> None:
    seen = {"FINESS", "rs", "Plafond HT", "Prestation", "N° de demande", "Dispositif", "section"}
    for first, second in combinations(FIELDS[name], 2):
        for header in seen:
            ranks = [field.rank(plain(header)) is not None for field in (first, second)]
            assert not all(ranks), (first.name, second.name, header)
