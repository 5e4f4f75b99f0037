"""D301: one beneficiary has two orders for one kind of request of one scheme (C18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
        ("side", "many"): Text(
            "Le bénéficiaire {kind} «\u00a0{number}\u00a0» figure dans {count:dossier|dossiers} de même "
            "demande ({request}), pour des commandes différentes. Un seul peut être financé.",
            "The beneficiary {kind} “{number}” is in {count:dossier|dossiers} of the same request "
            "({request}), for different orders. Only one can be funded.",
        ),
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


Bearer = tuple[Brief, Order]


def check(briefs: Sequence[Brief]) -> Iterator[Objection]:
    """Yield an objection for each set of dossiers that share beneficiaries under different orders."""
    bearers: dict[tuple[str, str, Beneficiary], list[Bearer]] = {}
    for brief in distinct(briefs):
        for order in brief.key.orders:
            for client in order.beneficiaries:
                key = (brief.key.dispositif.lower(), brief.key.request, client)
                bearers.setdefault(key, []).append((brief, order))
    shared: dict[tuple[str, ...], list[tuple[Beneficiary, list[Bearer]]]] = {}
    for (_, _, client), same in bearers.items():
        names = tuple(dict.fromkeys(brief.name for brief, _ in same))
        if len(names) > 1 and _are_different(same):
            shared.setdefault(names, []).append((client, same))
    for names, clients in shared.items():
        yield _objection(names, clients)


def _are_different(same: Sequence[Bearer]) -> bool:
    """Whether these are several orders; two without a number may be two, or one."""
    numbers = [number(order.number) for _, order in same]
    return len(set(numbers)) > 1 or not numbers[0]


def _objection(
    names: Sequence[str], clients: Sequence[tuple[Beneficiary, list[Bearer]]]
) -> Objection:
    client, ((first, order), *_) = clients[0]
    side = "more" if len(clients) > 1 else ""
    if client.shared:
        side = "shared"
    elif not order.number:
        side = "unknown"
    elif len(names) > 2:
        side = "many"
    params = {
        "kind": client.kind,
        "number": client.number,
        "other": near(first.name),
        "order": order.number,
        "request": first.key.request,
        "count": len(names) if side == "many" else len(clients) - 1,
        "side": side,
    }
    if side in {"shared", "unknown"}:
        grade, certainty = Severity.WARNING, "inference"
    else:
        grade, certainty = None, None
    return Objection(names[1], params, grade, certainty, (names[0], *names[2:]))
