"""What a dossier that is refused is made of."""

from __future__ import annotations

from typing import NamedTuple

from drawing import requests
from drawing.cases import (
    Case,
    Kit,
    Piece,
    advance,
    balance,
    names,
    piece,
    replaced,
)
from drawing.changes import CHANGES, Change
from drawing.facts import Order
from drawing.good import (
    DAY,
    one_order,
    request,
)


def first(model: str) -> tuple[str, Order]:
    """A request of one order, and the order."""
    text = one_order(model)
    return text, requests.orders(text)[0]


def folder(model: str, name: str) -> str:
    """Where a case is."""
    return f"{model.rsplit('/', 1)[0]}/bad/{name}"


class Wrong(NamedTuple):
    """What is wrong: the causes of refusal, the file that shows it, what was changed."""

    causes: tuple[str, ...]
    on: str
    change: Change | None = None
    severity: str = "blocking"


def refused(
    model: str, name: str, what: str, pieces: tuple[Piece, ...], wrong: Wrong, text: str = ""
) -> Case:
    """A dossier of one request."""
    requests_ = (request(model, text or one_order(model)),)
    return Case(
        folder(model, name),
        what,
        DAY[model],
        pieces,
        requests_,
        wrong.causes,
        wrong.severity,
        (wrong.on,),
        wrong.change,
    )


def contradicted(
    model: str,
    kit: Kit,
    role: str,
    change: str,
    name: str,
    what: str,
    *causes: str,
) -> Case:
    """A dossier in which one paper says something else than the request."""
    _, order = first(model)
    other, told = CHANGES[change](order)
    papers = advance(order, kit) if "/avance/" in model else balance(order, kit)
    wrong = piece(other, kit, role)._replace(file=names(order)[role])
    return refused(model, name, what, replaced(papers, wrong), Wrong(causes, wrong.file, told))
