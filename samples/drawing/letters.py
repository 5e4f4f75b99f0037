"""Papers that travel with a dossier and are none of its pieces."""

from __future__ import annotations

from drawing.blocks import Banner, Block, Fields, Gap, Grid, Sheet, Text
from drawing.facts import Order
from drawing.parts import How


def cover(order: Order, how: How) -> Sheet:
    """A letter that names every piece and is none."""
    blocks: tuple[Block, ...] = (
        Banner(order.supplier, "", ""),
        Text((f"{order.client}\n{order.street}\n{order.postal_code} {order.city}",)),
        Gap(20),
        Text((f"Objet : votre dossier Ségur, bon de commande n° {order.number}",), "bold"),
        Gap(10),
        Text(("Madame, Monsieur,",)),
        Text(
            (
                (
                    "Vous trouverez ci-joint, pour signature, la vérification d’aptitude (VA) du logiciel "
                    f"{order.solution}, ainsi que la facture correspondante. Le bon de commande signé, que vous nous "
                    "avez retourné, est joint pour mémoire. Nous vous remercions de vérifier le scénario "
                    "d’installation et l’adresse MSSanté avant de signer."
                ),
            )
        ),
        Text(("Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.",)),
        Gap(20),
        Text(("Le service des dossiers de financement",)),
    )
    return Sheet(blocks, how.look, f"{order.supplier} – courrier", "Courrier")


def bank(order: Order, how: How) -> Sheet:
    """Bank details, with the public example of an IBAN."""
    blocks: tuple[Block, ...] = (
        Banner(order.supplier, "Relevé d’identité bancaire", ""),
        Fields(
            (
                ("Titulaire du compte", (order.supplier,)),
                ("IBAN", ("FR76 3000 6000 0112 3456 7890 189",)),
                ("BIC", ("AGRIFRPP",)),
            ),
            "grid",
        ),
    )
    return Sheet(blocks, how.look, "RIB", "RIB")


def delivery(order: Order, how: How) -> Sheet:
    """A delivery note: it names an order and has boxes to tick, and attests nothing."""
    rows = tuple(((f"Module {number}",), ("1",), ("Livré",)) for number in (1, 2, 3))
    blocks: tuple[Block, ...] = (
        Banner(order.supplier, "BON DE LIVRAISON", ""),
        Fields((("Commande", (order.number,)), ("Client", (order.client,))), "colon"),
        Grid(("Article", "Quantité", "État"), rows, (4, 1, 1)),
        Text(("Reçu en bon état. Ce bon de livraison ne vaut pas vérification d’aptitude.",)),
    )
    return Sheet(blocks, how.look, "Bon de livraison", "Bon de livraison")


LAYOUTS = {"letter-cover": cover, "letter-bank": bank, "letter-delivery": delivery}
