"""D304: one file serves two different orders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Brief, FileRef, Objection
from asp_check.dossier.rules.common import base, near, number
from asp_check.finding import Severity
from asp_check.pieces.words import ROLES

CAUSE = Cause(
    id="D304",
    name="repeated-piece",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A588&f%5B1%5D=theme%3A590&f%5B2%5D=theme%3A636&f%5B3%5D=theme%3A2604&f%5B4%5D=theme%3A2618&page=1",
    params=("name", "other", "order", "role"),
    title=Text(
        "La même pièce sert à deux commandes",
        "The same piece serves two orders",
    ),
    message=Text(
        "«\u00a0{name}\u00a0» ({role}) est le même fichier que «\u00a0{other}\u00a0», joint à une autre commande "
        "({order}).",
        "“{name}” ({role}) is the same file as “{other}”, attached to another order ({order}).",
    ),
    why=Text(
        "Une facture, une VA ou une MOM justifie une commande. La même pièce jointe à deux "
        "commandes vient le plus souvent d'une erreur de classement\u00a0; un BDC suit en "
        "revanche sa commande de l'avance au solde.",
        "An invoice, a VA or a MOM supports one order. The same piece attached to two orders "
        "mostly comes from a slip of filing; a BDC however follows its order from the "
        "advance to the balance.",
    ),
    mend=Text(
        "Vérifiez à quelle commande la pièce appartient, et joignez la bonne à l'autre.",
        "Check to which order the piece belongs, and attach the right one to the other.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "a.json | kind=solde dispositif=D orders=B-1\n"
            "  VA.pdf | taken=va sha=9\n"
            "b.json | kind=solde dispositif=D orders=B-2\n"
            "  VA-2.pdf | taken=va sha=9\n",
            True,
            (4, 3),
        ),
        Example(
            "",
            "a.json | kind=avance dispositif=D orders=B-1\n"
            "  BDC.pdf | taken=bdc sha=9\n"
            "b.json | kind=solde dispositif=D orders=B-1\n"
            "  BDC-copie.pdf | taken=bdc sha=9\n",
            False,
            None,
        ),
    ),
)


def check(briefs: Sequence[Brief]) -> Iterator[Objection]:
    """Yield an objection for each piece that a dossier of other orders has too."""
    first: dict[tuple[str, str], tuple[FileRef, frozenset[str], str]] = {}
    for brief in briefs:
        orders = frozenset(number(order.number) for order in brief.key.orders if order.number)
        if not orders:
            continue
        shown = next(order.number for order in brief.key.orders if order.number)
        for file in brief.files:
            if not file.is_piece:
                continue
            key = (brief.key.dispositif.lower(), file.sha256)
            other, others, order = first.setdefault(key, (file, orders, shown))
            if not orders & others:
                role = ROLES[file.taken]
                params = {
                    "name": base(file.path),
                    "other": near(other.path),
                    "order": order,
                    "role_fr": role.fr,
                    "role_en": role.en,
                }
                yield Objection(file.path, params, others=(other.path,))
