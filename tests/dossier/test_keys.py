"""What a request is about is read off it, whatever is wrong with its form."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.api import load_facts
from asp_check.dossier.keys import about
from asp_check.dossier.model import Beneficiary
from asp_check.engine import Options
from asp_check.library import Library

SCHEMAS = Path(__file__).parents[2] / "schemas"
OPTIONS = Options(facts=load_facts())
LIBRARY = Library()
HOP = LIBRARY.load("hop-dpi-va2/solde")
EXAMPLE = (SCHEMAS / "hop-dpi-va2" / "solde" / "initial" / "example.json").read_bytes()


def test_orders_with_their_beneficiaries_and_the_names_of_pieces() -> None:
    found = about(HOP, EXAMPLE, OPTIONS)
    assert (found.key.dispositif, found.key.request) == ("HOP-DPI-Va2", "solde")
    assert [order.number for order in found.key.orders] == ["BDC-2025-0117", "BDC-2025-0121"]
    assert found.key.orders[0].beneficiaries == (
        Beneficiary("FINESS", "2B0000020"),
        Beneficiary("FINESS", "2B0005342"),
    )
    assert "VA-2025-0117.pdf" in found.names


@pytest.mark.parametrize(
    ("model", "kinds"),
    [
        ("mdv-lgc-va2/avance", {"RPPS"}),
        ("img-ris-va2/avance", {"FINESS", "AM"}),
        ("ms2/solde", {"FINESS", "SIRET"}),
    ],
)
def test_the_beneficiaries_are_those_that_the_scheme_funds(model: str, kinds: set[str]) -> None:
    template = LIBRARY.load(model)
    example = next((SCHEMAS / model).glob("*/example.json")).read_bytes()
    clients = {
        client
        for order in about(template, example, OPTIONS).key.orders
        for client in order.beneficiaries
    }
    assert {client.kind for client in clients} <= kinds
    assert {client.kind for client in clients if client.shared} <= {"AM", "SIRET"}


def test_a_slip_of_form_hides_nothing_else() -> None:
    found = about(HOP, EXAMPLE.replace(b'"fournisseur"', b'"Fournisseur"'), OPTIONS)
    assert [order.number for order in found.key.orders] == ["BDC-2025-0117", "BDC-2025-0121"]


def test_a_bare_blank_says_nothing(tmp_path: Path) -> None:
    blank = tmp_path / "vierge.json"
    blank.write_bytes(b'{"numero": ""}\n')
    found = about(LIBRARY.load(blank), b'{"numero": "B-1"}\n', OPTIONS)
    assert not found.key.orders
    assert not found.names


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(EXAMPLE)), st.binary(max_size=5), st.integers(0, 50))
def test_whatever_the_bytes_nothing_raises(place: int, more: bytes, less: int) -> None:
    about(HOP, EXAMPLE[:place] + more + EXAMPLE[place + less :], OPTIONS)
