"""Headers: what they may be, and what is said of those that are not."""

from __future__ import annotations

import pytest

import asp_check
from asp_check import concepts, rows
from asp_check.manifest import Node
from asp_check.rows.near import near
from asp_check.template import Template
from tests.rows.conftest import HEADERS, NODES, ORDERS, ROW, faults, made, read, rendered


def header(old: str, new: str) -> str:
    assert old in HEADERS
    return f"{HEADERS.replace(old, new)}\n{ROW}\n"


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("client.fines", "client.finess"),
        ("Client.Finess", "client.finess"),
        ("FINESS", "client.finess"),
        ("Numéro FINESS", "client.finess"),
        ("/o/*/e/*/finess", "/o/*/e/*/f"),
    ],
)
def test_a_wrong_header_names_the_nearest(orders: Template, wrong: str, near: str) -> None:
    (said,) = faults(header("client.finess", wrong), orders)
    start = f"t.csv : ligne 1, colonne E ({wrong}) : en-tête inconnu de ce modèle"
    assert said.startswith(start)
    if not wrong.startswith("/"):
        assert f"vouliez-vous dire {near}" in said


def test_a_title_names_its_column(orders: Template) -> None:
    (said,) = faults(header("client.name", "Nom établissement"), orders)
    assert "vouliez-vous dire client.name" in said


def test_a_concept_of_another_template(orders: Template) -> None:
    (said,) = faults(header("client.name", "invoice.date"), orders, 1)
    assert "column F (invoice.date): this template binds this concept to no field" in said


def test_all_wrong_headers_at_once(orders: Template) -> None:
    data = f"{HEADERS}\n{ROW}\n".replace("client.finess", "f i").replace("client.name", "/o/0/n")
    said = faults(data.replace("order.signed", "/o/*/e"), orders)
    assert [line.split(" (")[0] for line in said] == [
        "t.csv : ligne 1, colonne D",
        "t.csv : ligne 1, colonne E",
        "t.csv : ligne 1, colonne F",
    ]
    assert said[0].endswith(
        "ce n’est pas une valeur mais un ensemble ; colonnes possibles : /o/*/e/*/f, /o/*/e/*/nom, /o/*/e/*/cp"
    )
    assert said[2].endswith("une colonne vaut pour tous les éléments : écrivez /o/*/n")


def test_a_field_twice(orders: Template) -> None:
    same = header("client.name", "client.finess")
    assert faults(same, orders) == [
        "t.csv : ligne 1, colonne F (client.finess) : en-tête en double : la colonne E remplit déjà ce champ"
    ]
    (said,) = faults(header("client.name", "/o/*/e/*/f"), orders)
    assert said.endswith("en-tête en double : la colonne E « client.finess » remplit déjà ce champ")


def test_every_missing_column_at_once(orders: Template) -> None:
    cut = "\n".join(";".join(line.split(";")[:4]) for line in (HEADERS, ROW))
    assert faults(cut, orders) == [
        "t.csv : colonne manquante : /o/*/e/*/f, ou client.finess",
        "t.csv : colonne manquante : /o/*/e/*/nom, ou client.name : Nom de l’établissement",
        "t.csv : colonne manquante : /o/*/e/*/cp, ou client.postal_code",
        "t.csv : colonne manquante : /o/*/e/*/ht, ou amount.excl_tax",
    ]


def test_what_may_be_absent_needs_no_column_until_a_part_of_it_has_one(orders: Template) -> None:
    assert rendered(f"{HEADERS}\n{ROW}\n", orders)
    (said,) = faults(f"{HEADERS};/o/*/p/*/note\n{ROW};x\n", orders)
    assert said == "t.csv : colonne manquante : /o/*/p/*/type, ou piece.kind"


def test_columns_to_ignore(orders: Template) -> None:
    table = read(f"{HEADERS};#note;;# vide\n{ROW};à revoir;x;\n", orders)
    plan = rows.layout(table, orders)
    assert plan.ignored == [8, 9]
    assert rows.requests(table, plan)


def test_a_header_may_have_blanks_around_it(orders: Template) -> None:
    assert rendered(header("client.name", " client.name "), orders)


def test_a_thousand_wrong_headers_are_told_soon(orders: Template) -> None:
    headers = ";".join(f"colonne inconnue {n}" for n in range(999))
    said = faults(f"{headers}\n{';' * 998}x\n", orders)
    assert "colonne A (colonne inconnue 0) : en-tête inconnu de ce modèle" in said[0]
    assert said[-1].endswith("et 799 de plus")


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Numéro de commande", "order.number"),
        ("N° BDC", "order.number"),
        ("Montant HT", "amount.excl_tax total.excl_tax"),
        ("montantHT", "amount.excl_tax total.excl_tax"),
        ("Ville", "client.city"),
        ("Email", "supplier.email"),
        ("Date signature", "order.signature_date"),
        ("Etablissement Raison Sociale", "client.name"),
        ("Total VAT", "total.vat"),
        ("order.numbr", "order.number"),
        ("/commandes/*/total/montantHt", "total.excl_tax amount.excl_tax"),
        # Nothing is like them, whatever letters they share.
        ("order.practitioner_count", ""),
        ("practitioner.specialty", ""),
        ("invoice.date", ""),
        ("Type de structure", ""),
        ("Remarque interne", ""),
        ("/x/y", ""),
        ("xyz", ""),
        ("", ""),
        ("\u202e\ud800", ""),
    ],
)
def test_what_was_probably_meant_and_nothing_else(header: str, found: str) -> None:
    template = asp_check.load_template("hop-dpi-va2/avance")
    assert " ".join(near(template, header)) == found


@pytest.mark.parametrize(
    "title", ["Nom de l’établissement", "NOM  DE L'ETABLISSEMENT", " nom de l’e\u0301tablissement"]
)
def test_a_header_may_be_the_title_of_one_field(orders: Template, title: str) -> None:
    table = read(header("client.name", title), orders)
    plan = rows.layout(table, orders)
    ((column, name),) = plan.titled
    assert (column.at, name) == (5, "client.name")
    assert rows.requests(table, plan)[0].data == rendered(f"{HEADERS}\n{ROW}\n", orders)[0].data


def test_the_title_of_a_concept_is_one_of_its_field(orders: Template) -> None:
    (client, title) = ("client.postal_code", concepts.CONCEPTS["client.postal_code"][0])
    assert rendered(header(client, title), orders)


def test_a_title_of_two_fields_is_none_of_them() -> None:
    nodes = NODES | {
        "/o/*/e/*/cp": NODES["/o/*/e/*/cp"]._replace(title_fr="Nom de l’établissement"),
        "/d": Node(title_fr="Client.Name"),
    }
    template = made(ORDERS, nodes)
    table = header("client.name", "Nom de l'établissement").replace("supplier.name", "/d")
    (said,) = faults(table, template)
    assert said.endswith(
        "2 champs ont ce titre ; écrivez l’un d’eux : client.name, client.postal_code"
    )
    # A name is never taken for a title.
    names = HEADERS.replace("supplier.name", "/d")
    assert not rows.layout(read(f"{names}\n{ROW}\n", template), template).titled


def test_two_columns_of_one_field_one_by_its_title(orders: Template) -> None:
    (said,) = faults(header("client.postal_code", "Nom de l’établissement"), orders)
    assert said.endswith("en-tête en double : la colonne F « client.name » remplit déjà ce champ")


def test_an_empty_table_has_every_column_that_a_template_can_need(orders: Template) -> None:
    assert rows.every_header(orders) == (
        "supplier.name", "order.number", "order.signature_date", "order.signed",
        "client.finess", "client.name", "client.postal_code", "amount.excl_tax", "mss.address",
        "piece.kind", "/o/*/p/*/note",
    )  # fmt: skip
    fixed = made('{"a": "x", "b": "", "c": "", "é;\\n": ""}', {
        "/a": Node(fixed=True),
        "/b": Node(concept="client.name"),
        "/c": Node(concept="client.name"),
    })  # fmt: skip
    assert rows.every_header(fixed) == ("/b", "/c", "/é;\n")
    line = rows.header_line(rows.every_header(fixed))
    assert line == '\ufeff/b;/c;"/é;\n"\r\n'.encode()
