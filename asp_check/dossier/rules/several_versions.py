"""D302: two requests of one kind are for the same order, and differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Brief, Objection, Order
from asp_check.dossier.rules.common import distinct, near, number
from asp_check.finding import Severity

CAUSE = Cause(
    id="D302",
    name="several-versions",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?fB0D=themeA586&f%5B0%5D=theme%3A2505&f%5B1%5D=theme%3A2591&f%5B2%5D=theme%3A2608&f%5B3%5D=theme%3A2625",
    params=("order", "other", "request", "side"),
    title=Text(
        "Deux versions d'une même demande",
        "Two versions of one request",
    ),
    message=Text(
        "La commande «\u00a0{order}\u00a0» figure aussi dans «\u00a0{other}\u00a0», pour la même demande "
        "({request}), avec un contenu différent. Rien ne dit laquelle des deux est la plus "
        "récente.",
        "The order “{order}” is also in “{other}”, for the same request ({request}), with "
        "another content. Nothing tells which of the two is the newer.",
    ),
    variants={
        ("side", "clients"): Text(
            "Le numéro de commande «\u00a0{order}\u00a0» est aussi celui de «\u00a0{other}\u00a0», pour d'autres "
            "bénéficiaires. Un numéro de commande ne devrait servir qu'une fois.",
            "The order number “{order}” is also that of “{other}”, for other beneficiaries. An "
            "order number should serve once only.",
        ),
    },
    why=Text(
        "Déposer deux fois la même commande fait rejeter la seconde demande. Les deux "
        "versions ont été contrôlées, aucune n'a été choisie.",
        "To deposit the same order twice has the second request rejected. Both versions were "
        "checked, none was chosen.",
    ),
    mend=Text(
        "Gardez la version à déposer, et retirez l'autre du dossier.",
        "Keep the version to deposit, and take the other out of the folder.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "v1.json | kind=avance dispositif=HOP-DPI-Va2 orders=B-1 client=2B0000020 sha=1\n"
            "v2.json | kind=avance dispositif=HOP-DPI-Va2 orders=B-1 client=2B0000020 sha=2\n",
            True,
            (2, 1),
        ),
        Example(
            "",
            "a.json | kind=avance dispositif=HOP-DPI-Va2 orders=B-1 client=2B0000020 sha=1\n"
            "b.json | kind=avance dispositif=HOP-DPI-Va2 orders=B-1 client=2B0005342 sha=2\n",
            True,
            (2, 1),
        ),
        Example(
            "",
            "a.json | kind=avance dispositif=HOP-DPI-Va2 orders=B-1 client=2B0000020 sha=1\n"
            "b.json | kind=solde dispositif=HOP-DPI-Va2 orders=B-1 client=2B0000020 sha=2\n",
            False,
            None,
        ),
    ),
)


def check(briefs: Sequence[Brief]) -> Iterator[Objection]:
    """Yield an objection for each order that several requests of one kind are for."""
    bearers: dict[tuple[str, str, str], list[tuple[Brief, Order]]] = {}
    for brief in distinct(briefs):
        for order in brief.key.orders:
            if order.number:
                key = (brief.key.dispositif.lower(), brief.key.request, number(order.number))
                bearers.setdefault(key, []).append((brief, order))
    told: set[tuple[str, ...]] = set()
    for same in bearers.values():
        names = tuple(dict.fromkeys(brief.name for brief, _ in same))
        # Requests that have several orders in common are told once.
        if len(names) > 1 and names not in told:
            told.add(names)
            yield _objection(names, same)


def _objection(names: Sequence[str], same: Sequence[tuple[Brief, Order]]) -> Objection:
    (_, first), *others = same
    first_name, name, *left = names
    brief, order = next(pair for pair in others if pair[0].name == name)
    params = {
        "order": order.number,
        "other": near(first_name),
        "request": brief.key.request,
        "side": "clients" if _are_others(order, first) else "",
    }
    return Objection(name, params, others=(first_name, *left))


def _are_others(one: Order, other: Order) -> bool:
    """Whether two orders of one number are for clients that have nothing in common."""
    clients = set(one.beneficiaries), set(other.beneficiaries)
    return all(clients) and not clients[0] & clients[1]
