"""Which rows are one order, and one element of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from asp_check.manifest import Node
from asp_check.template import Template
from tests.rows.conftest import HEADERS, ROW, faults, made, rendered


def values(data: str, template: Template, **asked: object) -> list[Any]:
    return [json.loads(one.data) for one in rendered(data, template, **asked)]


def test_rows_of_one_number_are_one_order(orders: Template) -> None:
    (found,) = rendered(
        f"{HEADERS}\n{ROW}\nÉditeur;117;14/02/2025;vrai;010000032;CH Sud;;2\n"
        "Éditeur;118;15/02/2025;faux;010000024;CH Nord;01000;3.5\n",
        orders,
    )
    assert found.data.decode() == (
        '{"d": "Éditeur", "sites": [], "o": ['
        '{"n": "117", "date": "14/02/2025", "signe": true, "e": ['
        '{"f": "010000024", "nom": "CH Nord", "cp": "01000", "ht": 1000.50, "mss": []}, '
        '{"f": "010000032", "nom": "CH Sud", "cp": "", "ht": 2.00, "mss": []}], "p": []}, '
        '{"n": "118", "date": "15/02/2025", "signe": false, "e": ['
        '{"f": "010000024", "nom": "CH Nord", "cp": "01000", "ht": 3.50, "mss": []}], "p": []}]}\n'
    )
    assert (found.number, found.rows, found.orders) == ("", (2, 3, 4), 2)


def test_rows_of_one_order_need_not_stand_together(orders: Template) -> None:
    other = ROW.replace("117", "118")
    third = ROW.replace("010000024", "010000032")
    (found,) = values(f"{HEADERS}\n{ROW}\n{other}\n{third}\n", orders)
    assert [(o["n"], [e["f"] for e in o["e"]]) for o in found["o"]] == [
        ("117", ["010000024", "010000032"]),
        ("118", ["010000024"]),
    ]


def test_what_repeats_inside_what_repeats(orders: Template) -> None:
    (found,) = values(
        f"{HEADERS};mss.address\n{ROW};a@x\n{ROW};b@x\n"
        + ROW.replace("010000024", "010000032")
        + ";\n",
        orders,
    )
    assert [e["mss"] for e in found["o"][0]["e"]] == [["a@x", "b@x"], []]


def test_lists_side_by_side_have_rows_of_their_own(orders: Template) -> None:
    (found,) = values(
        f"{HEADERS};piece.kind\n{ROW};bdc\nÉditeur;117;14/02/2025;vrai;;;;;va\n", orders
    )
    order = found["o"][0]
    assert [e["f"] for e in order["e"]] == ["010000024"]
    assert order["p"] == [{"type": "bdc"}, {"type": "va"}]


def test_a_joined_table_says_nothing_twice(orders: Template) -> None:
    """Each address beside each piece, as a join of a database gives them."""
    body = "".join(f"{ROW};{mss};{kind}\n" for mss in ("a@x", "b@x") for kind in ("bdc", "va"))
    (found,) = values(f"{HEADERS};mss.address;piece.kind\n{body}", orders)
    order = found["o"][0]
    assert order["e"][0]["mss"] == ["a@x", "b@x"]
    assert [p["type"] for p in order["p"]] == ["bdc", "va"]


def test_an_empty_cell_leaves_out_what_may_be_left_out(orders: Template) -> None:
    head = f"{HEADERS};piece.kind;/o/*/p/*/note\n"
    (found,) = values(f"{head}{ROW};bdc;\n{ROW};va;lu\n", orders)
    assert found["o"][0]["p"] == [{"type": "bdc"}, {"type": "va", "note": "lu"}]


def test_one_file_an_order_where_it_is_asked(orders: Template) -> None:
    other = ROW.replace("117", "118").replace("Éditeur", "Autre")
    found = rendered(f"{HEADERS}\n{ROW}\n{other}\n", orders, apart=True)
    assert [(one.number, json.loads(one.data)["d"]) for one in found] == [
        ("117", "Éditeur"),
        ("118", "Autre"),
    ]


def test_what_is_outside_the_orders_is_the_same_everywhere(orders: Template) -> None:
    other = ROW.replace("117", "118").replace("Éditeur", "Autre")
    assert faults(f"{HEADERS}\n{ROW}\n{other}\n", orders) == [
        "t.csv : ligne 3, colonne A (supplier.name) : « Autre », alors que la ligne 2 dit « Éditeur » ; la valeur doit être la même sur toutes les lignes du fichier (ou demandez un fichier par commande : --name 'bdc-{number}.json')"
    ]


def test_one_establishment_says_one_thing(orders: Template) -> None:
    """The same number names the same element: two names of it are a fault, never two elements."""
    other = ROW.replace("CH Nord", "CH Nort")
    (said,) = faults(f"{HEADERS}\n{ROW}\n{other}\n", orders)
    assert "ligne 3, colonne F (client.name) : « CH Nort », alors que la ligne 2" in said


def test_a_row_twice_is_refused(orders: Template) -> None:
    assert faults(f"{HEADERS}\n{ROW}\n{ROW}\n", orders, 1) == [
        "t.csv: row 3: the same as row 2, cell by cell: remove it"
    ]


def test_no_number_no_order(orders: Template) -> None:
    (said,) = faults(f"{HEADERS}\n{ROW}\n{ROW.replace('117', '')}\n", orders)
    assert "ligne 3, colonne B (order.number) : numéro de commande vide" in said


def test_a_template_of_one_order_gives_a_file_each() -> None:
    template = made(
        '{"n": "", "v": [""]}\n',
        {"/n": Node(concept="order.number"), "/v/*": Node(concept="client.finess")},
    )
    found = rendered("order.number;client.finess\n1;a\n2;b\n1;c\n", template)
    assert [(one.number, one.data, one.rows) for one in found] == [
        ("1", b'{"n": "1", "v": ["a", "c"]}\n', (2, 4)),
        ("2", b'{"n": "2", "v": ["b"]}\n', (3,)),
    ]


def test_keys_that_are_data() -> None:
    template = made(
        '{"n": "", "r": {"000000000": {"a": false, "l": [""]}}}\n',
        {
            "/n": Node(concept="order.number"),
            "/r": Node(concept="client.finess", repeat="member", key_kind="finess"),
        },
    )
    head = "order.number;client.finess;/r/*/a;/r/*/l/*\n"
    (found,) = values(
        head + "1;010000024;vrai;x\n1;010000024;vrai;y\n1;010000032;faux;z\n", template
    )
    assert found["r"] == {
        "010000024": {"a": True, "l": ["x", "y"]},
        "010000032": {"a": False, "l": ["z"]},
    }
    assert faults(head + "1;010000024;vrai;x\n1;;faux;z\n1;10000032;faux;z\n", template) == [
        "t.csv : ligne 3, colonne B (client.finess) : vide",
        "t.csv : ligne 4, colonne B (client.finess) : « 10000032 » : 8 chiffres au lieu de 9 (un zéro initial perdu ?) : 010000032",
    ]


def test_null_for_a_whole_whose_cells_are_empty() -> None:
    template = made(
        '{"n": "", "m": {"a": "", "b": ""}}\n',
        {"/n": Node(concept="order.number"), "/m": Node(nullable=True)},
    )
    head = "order.number;/m/a;/m/b\n"
    assert values(head + "1;;\n2;x;y\n", template) == [
        {"n": "1", "m": None},
        {"n": "2", "m": {"a": "x", "b": "y"}},
    ]
    assert values("order.number\n1\n", template) == [{"n": "1", "m": None}]
    assert faults(head + "1;x;\n", template) == [
        "t.csv : ligne 2, colonne C (/m/b) : cellule vide : ce champ est à remplir"
    ]


def test_a_blank_without_manifest_takes_pointers() -> None:
    template = made('{"commandes": [{"numero": "", "finess": [""]}]}\n', None)
    head = "/commandes/*/numero,/commandes/*/finess/*\n"
    (found,) = rendered(head + "1,a\n1,b\n2,a\n", template)
    assert json.loads(found.data) == {
        "commandes": [{"numero": "1", "finess": ["a", "b"]}, {"numero": "2", "finess": ["a"]}]
    }
    assert found.orders == 2


def test_without_any_order_number_the_table_is_one_file() -> None:
    template = made('{"x": "", "l": [{"a": "", "b": 0}]}\n', None)
    (found,) = rendered("/x;/l/*/a;/l/*/b\nu;1;1\nu;1;2\n", template)
    assert json.loads(found.data) == {"x": "u", "l": [{"a": "1", "b": 1}, {"a": "1", "b": 2}]}


@pytest.mark.parametrize("count", [3000])
def test_many_orders_take_seconds(orders: Template, count: int) -> None:
    body = "".join(ROW.replace("117", str(n)) + "\n" for n in range(count))
    assert len(rendered(f"{HEADERS}\n{body}", orders, apart=True)) == count
