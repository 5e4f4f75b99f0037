"""Pages drawn by hand: words at places, lines, marks; what a reader of files would hand over."""

from __future__ import annotations

from collections.abc import Iterable

from asp_check.pieces.model import Box, Item, Origin, Page, Paper, Tick, Wanted, Word

EM, HEIGHT, LEADING = 5.0, 10.0, 13.0


def words(
    left: float, top: float, text: str, *, origin: Origin = "text", doubt: str = "", em: float = EM
) -> list[Word]:
    """The words of a text, each line below the one before."""
    found: list[Word] = []
    for number, line in enumerate(text.split("\n")):
        x = left
        y = top + number * LEADING * em / EM
        for word in line.split(" "):
            right = x + em * len(word)
            if word:
                box = Box(x, y, right, y + HEIGHT * em / EM)
                found.append(Word(word, box, origin, doubt))
            x = right + 0.6 * em
    return found


def grid(lefts: Iterable[float], tops: Iterable[float]) -> list[Box]:
    """The lines of a table, by the sides of its columns and of its rows."""
    xs, ys = list(lefts), list(tops)
    rows = [Box(xs[0], y, xs[-1], y) for y in ys]
    return rows + [Box(x, ys[0], x, ys[-1]) for x in xs]


def tick(left: float, top: float, state: bool | None, doubt: str = "") -> Tick:
    return Tick(Box(left, top, left + 8, top + 8), state, doubt=doubt)


def page(*parts: list[Word], number: int = 1, **said: object) -> Page:
    every = tuple(word for part in parts for word in part)
    return Page(number, 595, 842, every, **said)  # type: ignore[arg-type]


def paper(*pages: Page, **said: object) -> Paper:
    return Paper("va.pdf", "0" * 64, "pdf", pages, **said)  # type: ignore[arg-type]


NUMBER = Item("order.number", ("N° de commande", "Bon de commande n°"))
SIGNED_ON = Item(
    "order.signature_date",
    ("Date de signature du bon de commande", "Date de signature", "Fait à … le"),
    kind="date-fr",
)
FINESS = Item("client.finess", ("N° FINESS",), type="list", kind="finess")
NAME = Item(
    "client.name", ("Nom de l’établissement", "Établissement", "Client"), by="client.finess"
)
DMP = Item("scenario.dmp_feed", ("Alimentation du DMP",), type="yes-no", by="client.finess")
SCENARIO = Item("scenario.label", ("Scénario d’installation",))
EXCL = Item("amount.excl_tax", ("Montant HT", "Montant de la Prestation Ségur HT"), kind="amount")
KIND = Item(
    "service.kind",
    ("Type de prestation",),
    type="choice",
    answers={"vague 2": ("Vague 2",), "vague 1 + vague 2": ("Vague 1 + vague 2",)},
)
ADDRESS = Item("mss.address", ("Adresse MSSanté",), kind="mssante", by="client.finess")
RESERVES = Item("va.reservations", ("Réserves",), type="list")
MENTION = "Montant pris en charge par l’Etat au titre du Ségur de la santé"

BDC = Wanted(
    "bdc",
    ("Bon de commande",),
    ("Signature du client", "Pour le client"),
    (NUMBER, SIGNED_ON, FINESS, NAME, DMP, SCENARIO, EXCL, KIND, ADDRESS, RESERVES),
    {"order.funding_mention": (MENTION,)},
)
VA = Wanted("va", ("Vérification d’aptitude",), ("Signature du client",), (NUMBER, FINESS, DMP))
