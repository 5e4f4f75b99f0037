"""A dossier to make: its requests, its pieces, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from drawing.changes import Change
from drawing.facts import Order
from drawing.making import Wanted

SCHEMAS = Path(__file__).resolve().parent.parent.parent / "schemas"


class Piece(NamedTuple):
    """A file of a dossier, without its suffix, and the papers in it, one after the other."""

    file: str
    wanted: tuple[Wanted, ...]


class Request(NamedTuple):
    """A request, and the model that it follows."""

    file: str
    text: str
    template: str


class Case(NamedTuple):
    """A dossier; ``causes`` are those of the list of refusals, ``on`` the files that show them.

    ``severity`` is that of the first cause; ``archive`` names the ZIP that holds the pieces, and
    ``broken`` says what befell it.
    """

    path: str
    what: str
    as_of: str
    pieces: tuple[Piece, ...]
    requests: tuple[Request, ...] = ()
    causes: tuple[str, ...] = ()
    severity: str = ""
    on: tuple[str, ...] = ()
    change: Change | None = None
    archive: str = ""
    broken: str = ""


Form = tuple[str, str]
"""A layout, and how the paper came to be."""


class Kit(NamedTuple):
    """How one vendor makes the papers of a dossier."""

    vendor: str
    bdc: Form
    invoice: Form = ("invoice-classic", "chromium")
    va: Form = ("va-table", "acroform")
    mom: Form = ("mom-table", "libreoffice")
    pilot: Form = ("pilot-table", "reportlab")


def example(model: str) -> str:
    """The text of the example of a model."""
    return (SCHEMAS / model / "example.json").read_bytes().decode()


def piece(order: Order, kit: Kit, role: str, **extra: bool) -> Piece:
    """One paper of an order, under the name that a vendor gives it."""
    layout, form = getattr(kit, role)
    seed = sum(map(ord, f"{order.number}{role}"))
    wanted = Wanted(order, layout, form, kit.vendor, seed=seed, **extra)
    return Piece(names(order)[role], (wanted,))


def names(order: Order) -> Mapping[str, str]:
    """File names, as each vendor has its own way."""
    number = order.number
    invoice = order.invoice.number if order.invoice else "facture"
    match order.dispositif:
        case "HOP-DPI-Va2":
            short = number.removeprefix("BDC-")
            return {
                "bdc": number,
                "va": f"VA-{short}",
                "mom": f"MOM-{short}",
                "invoice": invoice,
                "pilot": f"PV-{short}",
            }
        case "MDV-LGC-Va2":
            return {
                "bdc": f"Bon de commande {number} signé",
                "va": f"Vérification d'aptitude {number}",
                "mom": f"MOM {number}",
                "invoice": f"Facture {invoice}",
                "pilot": f"PV pilote {number}",
            }
        case "MS2":
            return {
                "bdc": f"{number}_bdc",
                "va": f"{number}_va",
                "mom": f"{number}_mom",
                "invoice": f"{number}_facture",
                "pilot": f"{number}_pv",
            }
        case _:
            return {
                "bdc": f"bdc_{number}",
                "va": f"va_{number}",
                "mom": f"mom_{number}",
                "invoice": f"facture_{invoice}",
                "pilot": f"pv_{number}",
            }


def advance(order: Order, kit: Kit) -> tuple[Piece, ...]:
    """The pieces of an advance."""
    return (piece(order, kit, "bdc"),)


def balance(order: Order, kit: Kit) -> tuple[Piece, ...]:
    """The pieces of a balance: what attests, the invoice, the order."""
    attests = [role for role, given in (("va", order.va), ("mom", order.mom)) if given]
    return tuple(piece(order, kit, role) for role in (*attests, "invoice", "bdc"))


def replaced(pieces: tuple[Piece, ...], *others: Piece) -> tuple[Piece, ...]:
    """The pieces with others in the place of those of the same role."""
    roles = {other.wanted[0].role: other for other in others}
    return tuple(roles.get(one.wanted[0].role, one) for one in pieces)


def without(pieces: tuple[Piece, ...], role: str) -> tuple[Piece, ...]:
    """The pieces but one."""
    return tuple(one for one in pieces if one.wanted[0].role != role)
