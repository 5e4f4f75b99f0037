"""D301: one beneficiary has two orders for one kind of request of one scheme (C18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Beneficiary, Brief, Objection, Order
from asp_check.dossier.rules.common import distinct, near, number
from asp_check.finding import Severity

CAUSE = Cause(
    id="D301",
    name="repeated-client",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?fB0D=themeA586&f%5B0%5D=theme%3A2505&f%5B1%5D=theme%3A2591&f%5B2%5D=theme%3A2608&f%5B3%5D=theme%3A2625",
    params=("kind", "number", "other", "order", "request", "count", "side"),
    title=Text(
        "Un bénéficiaire a deux commandes pour la même demande",
        "A beneficiary has two orders for the same request",
    ),
    message=Text(
        "Le bénéficiaire {kind} «\u00a0{number}\u00a0» figure aussi dans «\u00a0{other}\u00a0», pour une autre "
        "commande ({order}) de la même demande ({request}). Une seule peut être financée.",
        "The beneficiary {kind} “{number}” is also in “{other}”, for another order ({order}) "
        "of the same request ({request}). Only one can be funded.",
    ),
    variants={
        ("side", "more"): Text(
            "Le bénéficiaire {kind} «\u00a0{number}\u00a0», et {count:autre|autres}, figurent aussi dans "
            "«\u00a0{other}\u00a0», pour une autre commande ({order}) de la même demande ({request}). Une "
            "seule peut être financée.",
            "The beneficiary {kind} “{number}”, and {count:more|more}, are also in “{other}”, "
            "for another order ({order}) of the same request ({request}). Only one can be funded.",
        ),
        ("side", "shared"): Text(
            "Le numéro {kind} «\u00a0{number}\u00a0» figure aussi dans «\u00a0{other}\u00a0», pour une autre "
            "commande ({order}). Vérifiez qu'il s'agit bien de sites distincts.",
            "The {kind} number “{number}” is also in “{other}”, for another order ({order}). "
            "Check that these are different sites.",
        ),
        ("side", "unknown"): Text(
            "Le bénéficiaire {kind} «\u00a0{number}\u00a0» figure aussi dans «\u00a0{other}\u00a0», sans numéro de "
            "commande qui permette de les distinguer.",
            "The beneficiary {kind} “{number}” is also in “{other}”, with no order number to "
            "tell them apart.",
        ),
    },
    why=Text(
        "Un bénéficiaire n'est financé qu'une fois par dispositif. Une seconde demande pour "
        "un bénéficiaire déjà validé est rejetée.",
        "A beneficiary is funded once only for a scheme. A second request for a beneficiary "
        "that was validated is rejected.",
    ),
    mend=Text(
        "Ne déposez qu'une des deux demandes. Si l'un des numéros est faux, corrigez-le.",
        "Deposit one of the two requests only. Where one of the numbers is wrong, correct it.",
    ),
    examples=(
        Example(
            "",
            "a.json | kind=avance dispositif=HOP-DPI-Va2 orders=B-1 client=2B0000020 sha=1\n"
            "b.json | kind=avance dispositif=HOP-DPI-Va2 orders=B-2 client=2B0000020 sha=2\n",
            True,
            (2, 1),
        ),
        Example(
            "",
            "a.json | kind=avance dispositif=HOP-DPI-Va2 orders=B-1 client=2B0000020 sha=1\n"
            "b.json | kind=avance dispositif=HOP-PFI-Va2 orders=B-2 client=2B0000020 sha=2\n",
            False,
            None,
        ),
        Example(
            "",
            "a.json | kind=avance dispositif=HOP-DPI-Va2 orders=B-1 client=2B0000020 sha=1\n"
            "b.json | kind=solde dispositif=HOP-DPI-Va2 orders=B-1 client=2B0000020 sha=2\n",
            False,
            None,
        ),
        Example(
            "",
            "a.json | kind=avance dispositif=HOP-DPI-Va2 orders=B-1 client=2B0000020 sha=1\n"
            "b.json | kind=avance dispositif=HOP-DPI-Va2 orders=B-2 client=2B0005342 sha=2\n",
            False,
            None,
        ),
    ),
)


class _Shared(NamedTuple):
    """What two dossiers share: the first beneficiary, its other order, and how many there are."""

    client: Beneficiary
    order: Order
    brief: Brief
    other: Brief
    times: int


def check(briefs: Sequence[Brief]) -> Iterator[Objection]:
    """Yield an objection for each dossier that shares a beneficiary with one before it."""
    first: dict[tuple[str, str, Beneficiary], tuple[Brief, Order]] = {}
    found: dict[tuple[str, str], _Shared] = {}
    for brief in distinct(briefs):
        for order in brief.key.orders:
            for client in order.beneficiaries:
                key = (brief.key.dispositif.lower(), brief.key.request, client)
                other, its = first.setdefault(key, (brief, order))
                # Two orders without a number may be two, or one.
                is_same = order.number and number(its.number) == number(order.number)
                if other.name != brief.name and not is_same:
                    pair = (brief.name, other.name)
                    known = found.get(pair, _Shared(client, its, brief, other, 0))
                    found[pair] = known._replace(times=known.times + 1)
    yield from map(_objection, found.values())


def _objection(shared: _Shared) -> Objection:
    side = "more" if shared.times > 1 else ""
    if shared.client.shared:
        side = "shared"
    elif not shared.order.number:
        side = "unknown"
    params = {
        "kind": shared.client.kind,
        "number": shared.client.number,
        "other": near(shared.other.name),
        "order": shared.order.number,
        "request": shared.brief.key.request,
        "count": shared.times - 1,
        "side": side,
    }
    if side in {"shared", "unknown"}:
        grade, certainty = Severity.WARNING, "inference"
    else:
        grade, certainty = None, None
    return Objection(shared.brief.name, params, grade, certainty, (shared.other.name,))
