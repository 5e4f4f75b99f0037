"""What an order is, read from the requests, and how French papers write it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from drawing.blocks import Value

MENTION = "Montant pris en charge par l'Etat au titre du Ségur de la santé"

MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


class Amounts(NamedTuple):
    """An amount without tax, its rate, its tax, with tax; ``None`` for what is left out."""

    ht: Decimal | None
    rate: Decimal | None
    vat: Decimal | None
    ttc: Decimal | None


class Line(NamedTuple):
    """One beneficiary of an order, by the identifier that the request gives it."""

    key: str
    key_concept: str
    name: str
    amounts: Amounts | None = None
    scenario: str = ""
    kind: str = ""
    done: str = ""
    addresses: tuple[str, ...] = ()
    answers: Mapping[str, bool] = {}
    flows: tuple[str, ...] = ()
    first_name: str = ""
    remark: str = ""
    name_concept: str = "client.name"


class Person(NamedTuple):
    """Who signs."""

    name: str
    first_name: str = ""
    role: str = ""
    entity: str = ""


class Statement(NamedTuple):
    """A VA or a MOM: its reference, its day, who signs it."""

    date: str
    person: Person
    number: str = ""
    reservations: tuple[str, ...] = ()


class Invoice(NamedTuple):
    """An invoice; ``other`` is what it bills beside the Ségur service."""

    number: str
    date: str
    name: str
    segur: Amounts
    name_before: str = ""
    total_ttc: Decimal | None = None
    other: tuple[tuple[str, Amounts], ...] = ()


class Order(NamedTuple):
    """An order with all that its pieces tell of it.  Dates are ISO, amounts decimals."""

    dispositif: str
    number: str
    signed_on: str
    supplier: str
    supplier_id: str
    supplier_id_concept: str
    solution: str
    version: str
    reference: str
    client: str
    client_concept: str
    client_ids: tuple[tuple[str, str, str], ...]
    """Label, concept and identifier."""
    lines: tuple[Line, ...]
    total: Amounts | None = None
    date: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    signatory: Person = Person("")
    method: str = ""
    mention: str = MENTION
    comment: str = ""
    va: Statement | None = None
    mom: Statement | None = None
    invoice: Invoice | None = None
    mss_case: str = ""
    scenario: str = ""
    amounts: Amounts | None = None
    done: str = ""
    extra: tuple[tuple[str, str, str], ...] = ()
    """Label, concept and value of what only this dispositif asks for."""
    scenarios: tuple[str, ...] = ()
    """What a form offers to choose from."""
    questions: tuple[tuple[str, str], ...] = ()
    """Concept and wording of the questions of the scenario."""
    answers: Mapping[str, bool] = {}
    flows: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


class Hand(NamedTuple):
    """How a vendor writes: amounts, rates, days, identifiers."""

    group: str = "\u00a0"
    euro: str = "\u00a0€"
    day: str = "slash"
    rate_decimals: bool = False

    def money(self, amount: Decimal) -> str:
        """An amount: « 48 500,00 € »."""
        whole, cents = f"{amount:.2f}".split(".")
        return f"{int(whole):,}".replace(",", self.group) + f",{cents}{self.euro}"

    def rate(self, rate: Decimal) -> str:
        """A rate: « 20 % » or « 20,00 % »."""
        text = f"{rate:.2f}" if self.rate_decimals or rate % 1 else f"{rate:.0f}"
        if not self.rate_decimals:
            text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.replace(".", ",") + "\u00a0%"

    def date(self, iso: str) -> str:
        """A day: « 14/02/2025 », « 14 février 2025 », « 14.02.2025 »."""
        year, month, day = iso.split("-")
        if self.day == "words":
            first = "1er" if day == "01" else str(int(day))
            return f"{first} {MONTHS[int(month) - 1]} {year}"
        return {"slash": "/", "dot": ".", "dash": "-"}[self.day].join((day, month, year))


def amount_value(amount: Decimal) -> str:
    """An amount as requests write it."""
    return f"{amount:.2f}"


class Writer(NamedTuple):
    """Makes the values of one order's papers, in one vendor's hand."""

    hand: Hand

    def money(self, concept: str, amount: Decimal | None, subject: str = "") -> tuple[Value, ...]:
        """An amount, or nothing where the paper leaves it out."""
        if amount is None:
            return ()
        return (Value(concept, self.hand.money(amount), amount_value(amount), subject),)

    def rate(self, concept: str, rate: Decimal | None, subject: str = "") -> tuple[Value, ...]:
        """A rate, or nothing."""
        if rate is None:
            return ()
        return (Value(concept, self.hand.rate(rate), amount_value(rate), subject),)

    def date(self, concept: str, iso: str, subject: str = "") -> tuple[Value, ...]:
        """A day, or nothing."""
        return (Value(concept, self.hand.date(iso), iso, subject),) if iso else ()

    def text(self, concept: str, text: str, subject: str = "") -> tuple[Value, ...]:
        """A text, or nothing."""
        return (Value(concept, text, text, subject),) if text else ()
