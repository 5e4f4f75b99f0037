from __future__ import annotations

import pytest

from asp_check import rows
from asp_check.manifest import Manifest, Node
from asp_check.template import Template, build
from asp_check.template.source import sha256_hex

ORDERS = (
    '{"d": "", "sites": [], "o": [{"n": "", "date": "", "signe": false, "e": [{"f": "", "nom": "",'
    ' "cp": "", "ht": 0.00, "mss": [""]}], "p": [{"type": "", "note": ""}]}]}\n'
)
NODES = {
    "/d": Node(concept="supplier.name"),
    "/o/*/n": Node(concept="order.number", required=True),
    "/o/*/date": Node(concept="order.signature_date", kind="date-fr"),
    "/o/*/signe": Node(concept="order.signed"),
    "/o/*/e/*/f": Node(concept="client.finess", kind="finess", required=True),
    "/o/*/e/*/nom": Node(concept="client.name", title_fr="Nom de l’établissement"),
    "/o/*/e/*/cp": Node(concept="client.postal_code", kind="postal-code", may_be_empty=True),
    "/o/*/e/*/ht": Node(concept="amount.excl_tax", kind="amount", decimals=2),
    "/o/*/e/*/mss": Node(min=0),
    "/o/*/e/*/mss/*": Node(concept="mss.address"),
    "/o/*/p": Node(min=0),
    "/o/*/p/*/type": Node(concept="piece.kind"),
    "/o/*/p/*/note": Node(optional=True, may_be_empty=True),
}
HEADERS = "supplier.name;order.number;order.signature_date;order.signed;client.finess;client.name;client.postal_code;amount.excl_tax"
ROW = "Éditeur;117;14/02/2025;vrai;010000024;CH Nord;01000;1000.50"


def made(text: str, nodes: dict[str, Node] | None) -> Template:
    data = text.encode()
    if nodes is None:
        return build(data, name="vierge")
    return build(data, Manifest("X", "avance", sha256_hex(data), "reference", nodes=nodes))


@pytest.fixture(scope="session")
def orders() -> Template:
    """A template of many orders, of several establishments each, with lists beside."""
    return made(ORDERS, NODES)


def read(data: bytes | str, template: Template, sheet: str | None = None) -> rows.Table:
    if isinstance(data, str):
        data = data.encode()
    return rows.read(data, "t.csv", lambda header: rows.is_known(template, header), sheet)


def rendered(data: bytes | str, template: Template, **asked: object) -> list[rows.Request]:
    table = read(data, template)
    plan = rows.layout(table, template)
    return list(rows.requests(table, plan, **asked))  # type: ignore[arg-type]


def faults(data: bytes | str, template: Template, lang: int = 0, **asked: object) -> list[str]:
    """What is said of a table that is refused."""
    with pytest.raises(rows.TableError) as caught:
        rendered(data, template, **asked)
    return [line.replace("\xa0", " ") for line in caught.value.lines(lang)]
