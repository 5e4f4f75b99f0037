from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.pieces.equality import Equality, compare
from asp_check.pieces.figures import amount, day, per_cent
from asp_check.pieces.model import Item, Reading

SAME = ("equal", "normalised", "confirmed")


def held(kind: str, requested: str, found: str, **said: Any) -> Equality:
    item = Item(
        "order.comment", ("Commentaire",), said.pop("type", "text"), said.pop("answers", {})
    )
    return compare(item, kind, requested, Reading(item.concept, "read", found, **said))


@pytest.mark.parametrize(
    ("kind", "requested", "found", "state"),
    [
        ("amount", "48500.00", "48500.00", "equal"),
        ("amount", "48500.00", "48 500,00 €", "normalised"),
        ("amount", "48500.00", "48\u202f500,00\u00a0€ HT", "normalised"),
        ("amount", "48500.00", "48500", "normalised"),
        ("amount", "48500.00", "48 500,01 €", "different"),
        ("amount", "48500.00", "4 850,00 €", "different"),
        ("amount", "48500.00", "-48 500,00", "different"),
        ("amount", "48500.00", "48.500,00", "unclear"),
        ("amount", "48.5", "48.500", "unclear"),
        ("amount", "48500.00", "48,500", "unclear"),
        ("amount", "48500.00", "4 85 00", "unclear"),
        ("amount", "48500.00", "48 500,00 $", "unclear"),
        ("amount", "48500.00", "48 500,00 / 50 000,00", "unclear"),
        ("amount", "", "48 500,00", "different"),
        ("date-fr", "14/02/2025", "2025-02-14", "normalised"),
        ("date-iso", "2025-02-14", "vendredi 14 février 2025", "normalised"),
        ("date-iso", "2025-02-14", "VENDREDI 14 FÉVRIER 2025", "normalised"),
        ("date-iso", "2025-02-14", "lundi 14 février 2025", "unclear"),
        ("date-iso", "2025-03-01", "1er mars 2025", "normalised"),
        ("date-iso", "2025-03-01", "01/03/25", "unclear"),
        ("date-iso", "2025-02-14", "14/02/2026", "different"),
        ("date-iso", "2025-02-14", "30/02/2025", "unclear"),
        ("datetime-iso", "2025-02-14T10:00:00", "14/02/2025 à 10h00", "normalised"),
        ("datetime-iso", "2025-02-14T10:00:00", "14/02/2025", "unclear"),
        ("datetime-iso", "2025-02-14T10:00:00", "15/02/2025", "different"),
        ("finess", "2B0000020", "2B 0000 020", "normalised"),
        ("finess", "2B0000020", "2b0000020", "normalised"),
        ("finess", "2B0000020", "2B0000021", "different"),
        ("siret", "35600000000048", "356 000 000 00048", "normalised"),
        ("siret", "35600000000048", "356-000-000-00048", "different"),
        ("email", "a.b@c.fr", "A.B@C.fr", "normalised"),
        ("email", "a.b@c.fr", "ab@c.fr", "different"),
        ("mssante", "x@cabinet-exemple.fr", "x@cabinet-\nexemple.fr", "normalised"),
        ("mssante", "x@cabinetexemple.fr", "x@cabinet-\nexemple.fr", "different"),
        ("vat-rate", "20.00", "20 %", "normalised"),
        ("vat-rate", "0.20", "20,00 %", "normalised"),
        ("vat-rate", "0.9", "0,90 %", "normalised"),
        ("vat-rate", "20.00", "10 %", "different"),
        ("vat-rate", "20.00", "20 ‰", "unclear"),
        ("percentage", "70", "70 %", "normalised"),
        ("percentage", "0.70", "70 %", "different"),
        ("telephone", "+33261911234", "02 61 91 12 34", "normalised"),
        ("telephone", "0261911234", "02 61 91 12 35", "different"),
        ("", "48250", "48 250", "normalised"),
        ("", "48250", "48 2 50", "different"),
        ("", "LGC-0311", "lgc-0311", "normalised"),
        ("", "LGC-0311", "LGC-0311 bis", "different"),
        ("text", "l'État", "l’Etat", "normalised"),
        ("text", "Kermarrec", "", "unclear"),
    ],
)
def test_two_writings_of_one_value(kind: str, requested: str, found: str, state: str) -> None:
    assert held(kind, requested, found).state == state


@pytest.mark.parametrize(
    ("requested", "found", "state"),
    [
        ("true", "oui", "normalised"),
        ("oui", "oui", "equal"),
        ("false", "oui", "different"),
        ("Non", "non", "normalised"),
        ("", "non", "different"),
        ("true", "peut-être", "unclear"),
    ],
)
def test_yes_or_no(requested: str, found: str, state: str) -> None:
    assert held("", requested, found, type="yes-no").state == state


def test_an_answer_is_known_by_its_wordings() -> None:
    answers = {"Cas 1": ("Cas n° 1", "Messagerie intégrée"), "Cas 2": ("Cas n° 2",)}
    assert held("", "Cas 1", "Cas 1", type="choice", answers=answers).state == "equal"
    assert (
        held("", "Cas 1", "messagerie INTÉGRÉE", type="choice", answers=answers).state
        == "normalised"
    )
    assert held("", "Cas 1", "Cas 2", type="choice", answers=answers).state == "different"
    assert held("", "Cas 1", "Cas 3", type="choice", answers=answers).state == "different"


def test_a_wording_that_two_answers_share_stands_for_neither() -> None:
    answers = {"A": ("Autre",), "B": ("Autre",)}
    assert held("", "A", "Autre", type="choice", answers=answers).state == "different"


@pytest.mark.parametrize("state", ["absent", "unclear", "unnamed"])
def test_what_was_not_read_is_never_equal(state: str) -> None:
    item = Item("order.number", ())
    assert compare(item, "", "", Reading("order.number", state)).state == state


def test_an_unclear_value_says_what_it_would_come_to() -> None:
    item = Item("order.number", ())
    seen = Reading("order.number", "unclear", "LGC-0311", doubt="ocr")
    assert compare(item, "", "LGC-0311", seen)[::2] == ("unclear", "ocr")
    assert compare(item, "", "LGC-0311", seen).likely == "equal"
    assert compare(item, "", "LGC-0312", seen).likely == "different"


def test_a_person_confirms_but_does_not_make_equal() -> None:
    assert held("amount", "1.00", "1,00 €", by="A. Le Gall").state == "confirmed"
    assert held("amount", "1.00", "1,01 €", by="A. Le Gall").state == "different"


def written(cents: int, blank: str, mark: str) -> str:
    digits = f"{cents // 100:,}".replace(",", blank)
    return f"{digits}{mark}{cents % 100:02d}"


@settings(deadline=None)
@given(
    st.integers(0, 10**9), st.integers(-3, 3), st.sampled_from(["", " ", "\u00a0", "\u202f"]),
    st.sampled_from([",", "."]), st.sampled_from(["", " €", "\u00a0€ HT", " EUR", " euros TTC"]),
)  # fmt: skip
def test_a_cent_is_always_seen(cents: int, more: int, blank: str, mark: str, unit: str) -> None:
    requested = f"{cents // 100}.{cents % 100:02d}"
    other = max(0, cents + more)
    state = held("amount", requested, written(other, blank, mark) + unit).state
    assert state in (SAME if other == cents else ("different",))


@settings(deadline=None)
@given(st.text("0123456789 .,'€\u00a0-", max_size=20))
def test_an_amount_that_is_read_is_the_one_that_its_digits_write(text: str) -> None:
    found = amount(text)
    if found is not None:
        digits = "".join(c for c in text if c.isdigit())
        shown = f"{found.value:f}".replace(".", "").replace("-", "")
        assert Decimal(digits) == Decimal(shown)
        assert abs(found.value.as_tuple().exponent) <= 2


@settings(deadline=None)
@given(st.dates(), st.dates())
def test_a_day_is_always_seen(one: date, other: date) -> None:
    writings = (
        f"{other:%d/%m/%Y}", f"{other:%Y-%m-%d}", f"{other:%d.%m.%Y}", f"le {other:%d/%m/%Y}",
    )  # fmt: skip
    if other.year >= 1000:
        for text in writings:
            state = held("date-iso", one.isoformat(), text).state
            assert (state in SAME) == (one == other)


@settings(deadline=None)
@given(
    st.text("0123456789AB \u00a0", min_size=1, max_size=16),
    st.text("0123456789AB", min_size=1, max_size=14),
)
def test_an_identifier_differs_by_any_digit(found: str, requested: str) -> None:
    state = held("siret", requested, found).state
    if found.strip():
        assert (state in SAME) == ("".join(found.split()) == requested)


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_nothing_that_is_written_breaks_the_comparison(requested: str, found: str) -> None:
    for kind in (
        "",
        "amount",
        "date-fr",
        "datetime-iso",
        "finess",
        "email",
        "vat-rate",
        "telephone",
    ):
        assert held(kind, requested, found).state in (*SAME, "different", "unclear")


@pytest.mark.parametrize("text", ["9" * 5000, " " * 5000, "1 " * 5000, "." * 5000, "1er " * 2000])
def test_long_texts_are_no_figures(text: str) -> None:
    assert amount(text) is None
    assert day(text) is None
    assert per_cent(text) is None
