"""Pilot deployments: three clients, each with its order, its report and its invoice."""

from __future__ import annotations

from decimal import Decimal

from drawing.facts import Amounts, Invoice, Order

SITES = {
    "client.finess": (
        ("750712184", "Hôpital Exemple de la Seine"),
        ("2B0004246", "Centre Exemple de Balagne"),
        ("970407698", "Clinique Exemple du Lagon"),
    ),
    "practitioner.rpps": (
        ("19900000050", "Marchetti"),
        ("19900000068", "Roussel"),
        ("19900000076", "Benali"),
    ),
    "client.siret": (
        ("11111111800019", "Service Exemple A"),
        ("11111111800027", "Service Exemple B"),
        ("11111111800019", "Service Exemple C"),
    ),
}
CLIENTS = (
    "Groupement Exemple du Levant",
    "Établissements Exemple du Ponant",
    "Pôle Exemple du Midi",
)


def pilots(order: Order) -> tuple[Order, ...]:
    """Three orders after one, each of another client with one beneficiary."""
    return tuple(_pilot(order, number) for number in range(3))


def _pilot(order: Order, number: int) -> Order:
    line = order.lines[0]
    key, name = SITES[line.key_concept][number]
    amounts = order.amounts or line.amounts
    line = line._replace(key=key, name=name if line.name else "")
    client = (
        CLIENTS[number] if line.key_concept != "practitioner.rpps" else f"Cabinet du docteur {name}"
    )
    person = order.signatory._replace(name=("Perrin", "Mattei", "Grondin")[number])
    if line.key_concept == "practitioner.rpps":
        person = person._replace(name=name, first_name=line.first_name)
    day = f"{order.signed_on[:8]}{10 + number}"
    done = _later(day)
    return order._replace(
        number=f"{order.number[:-2]}{31 + number}",
        signed_on=day,
        client=client,
        client_ids=order.client_ids[:1],
        lines=(line,),
        total=Amounts(amounts.ht, None, amounts.vat, amounts.ttc)
        if amounts and order.total
        else None,
        signatory=person,
        done=done,
        va=None,
        mom=None,
        invoice=_pilot_invoice(order, number, amounts, client, _later(done)),
        extra=(),
        comment="",
    )


def _pilot_invoice(
    order: Order, number: int, amounts: Amounts | None, client: str, day: str
) -> Invoice:
    parts = amounts or Amounts(
        Decimal("1000.00"), Decimal(20), Decimal("200.00"), Decimal("1200.00")
    )
    stem = order.invoice.number if order.invoice else "FA-2025-0040"
    return Invoice(f"{stem}-{number + 1}", day, client, parts)


def _later(iso: str) -> str:
    """About two months after."""
    year, month, day = (int(part) for part in iso.split("-"))
    month += 2
    return f"{year + (month > 12)}-{(month - 1) % 12 + 1:02}-{day:02}"
