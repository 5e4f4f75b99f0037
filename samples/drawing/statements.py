"""What suppliers state: MOM and reports of pilot deployments, of several vendors."""

from __future__ import annotations

from drawing.attests import addresses
from drawing.blocks import (
    Banner,
    Block,
    Choice,
    Content,
    Fields,
    Gap,
    Grid,
    Parties,
    Sheet,
    Signature,
    Text,
    Tick,
    Value,
)
from drawing.facts import Order, Statement
from drawing.parts import (
    How,
    answer_grid,
    client_party,
    key_label,
    scenario_grid,
    scenario_ticks,
    spaced,
    supplier_party,
)


def _kept(*blocks: Block | None) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block is not None)


# ------------------------------------------------------------------------------ MOM


def _mom(order: Order) -> Statement:
    assert order.mom is not None  # noqa: S101 - the caller chose an order with a MOM
    return order.mom


def _mom_lines(order: Order, how: How, label: str) -> tuple[tuple[str, Content], ...]:
    w, mom = how.writer, _mom(order)
    return (
        (label, w.text("mom.signatory", mom.person.name)),
        ("Date", w.date("mom.date", mom.date)),
    )


def mom_table(order: Order, how: How) -> Sheet:
    """A MOM of tables, declared by the supplier."""
    w, mom = how.writer, _mom(order)
    blocks = _kept(
        Banner(
            order.supplier,
            "MISE EN ORDRE DE MARCHE (MOM)",
            f"Déclaration du fournisseur – {order.dispositif}",
        ),
        Parties(supplier_party(how, order, "Fournisseur"), client_party(how, order, "Client")),
        Fields(
            (
                *(
                    (("Référence de la MOM", w.text("mom.number", mom.number)),)
                    if mom.number
                    else ()
                ),
                ("Bon de commande n°", w.text("order.number", order.number)),
                ("Logiciel mis en ordre de marche", w.text("solution.name", order.solution)),
                *(
                    (("Version", w.text("solution.version", order.version)),)
                    if order.version
                    else ()
                ),
            ),
            "grid",
        ),
        scenario_grid(how, order, "Scénario installé", "Installation réalisée", True),
        answer_grid(order, True, "Installation réalisée"),
        addresses(order, "Adresse MSSanté utilisée", "Messagerie sécurisée de santé"),
        Text(
            (
                "Le fournisseur déclare que le logiciel est installé, configuré et en ordre de marche.",
            )
        ),
        Signature(
            "Date, nom et signature",
            _mom_lines(order, how, "Nom du signataire"),
            how.sign,  # type: ignore[arg-type]
            seed=how.seed,
        ),
    )
    return Sheet(blocks, how.look, f"{order.supplier} – mise en ordre de marche", "MOM")


def mom_form(order: Order, how: How) -> Sheet:
    """A MOM form, to tick."""
    w, mom = how.writer, _mom(order)
    blocks = _kept(
        Banner(order.supplier, "Déclaration de mise en ordre de marche", ""),
        Fields(
            (
                ("Commande (référence)", w.text("order.number", order.number)),
                ("Client", w.text(order.client_concept, order.client)),
                ("Solution", w.text("solution.name", order.solution)),
                ("N° de référencement", w.text("solution.referencing_number", order.reference)),
                *(
                    (("Référence de la déclaration", w.text("mom.number", mom.number)),)
                    if mom.number
                    else ()
                ),
                ("Date de la mise en ordre de marche", w.date("mom.date", mom.date)),
            ),
            "stacked",
            2,
        ),
        scenario_ticks(order, "Scénario mis en œuvre"),
        answer_grid(
            order,
            True,
            "Scénario mis en œuvre",
            ("CR envoyés depuis le SGL", "DMP alimenté", "Envoi MSSanté"),
        ),
        Choice(
            "Opérations réalisées",
            (
                (Tick(True), "Installation et configuration"),
                (Tick(True), "Qualification"),
                (Tick(True), "Formation des utilisateurs"),
            ),
        ),
        addresses(order, "Adresse MSSanté effectivement utilisée par le client", ""),
        Signature(
            "Signature du déclarant",
            (("Nom", w.text("mom.signatory", mom.person.name)),),
            how.sign,  # type: ignore[arg-type]
            seed=how.seed,
        ),
    )
    return Sheet(blocks, how.look, "Déclaration MOM", "MOM")


def mom_letter(order: Order, how: How) -> Sheet:
    """Drawn from the description of the piece alone."""
    w, mom = how.writer, _mom(order)
    blocks = _kept(
        Banner("Ségur du numérique en santé", "Mise en ordre de marche (MOM)", order.dispositif),
        Text(
            (
                "Nous, ",
                *w.text("supplier.name", order.supplier),
                ", déclarons avoir mis en ordre de marche le logiciel ",
                *w.text("solution.name", order.solution),
                " chez ",
                *w.text(order.client_concept, order.client),
                ", en exécution du bon de commande n°\u00a0",
                *w.text("order.number", order.number),
                ".",
            )
        ),
        Gap(4),
        Fields((("Référence", w.text("mom.number", mom.number)),)) if mom.number else None,
        scenario_grid(how, order, "Scénario d’installation", "", True),
        answer_grid(order, False, ""),
        addresses(order, "Adresse MSSanté effectivement utilisée", ""),
        Signature(
            "Signature",
            _mom_lines(order, how, "Pour le fournisseur, nom"),
            how.sign,  # type: ignore[arg-type]
            seed=how.seed,
        ),
    )
    return Sheet(blocks, how.look, "MOM", "MOM")


# ------------------------------------------------------------------------------ pilots


def pilot_table(order: Order, how: How) -> Sheet:
    """A report of a pilot deployment, with what was tried."""
    w = how.writer
    tried = (
        "Qualification de l’identité nationale de santé",
        "Alimentation de Mon espace santé",
        "Envoi d’un document par MSSanté",
        "Consultation d’un document reçu",
    )
    grid = Grid(
        ("Fonction constatée", "Conforme", "Non conforme"),
        tuple(((text,), (Tick(True),), (Tick(False),)) for text in tried),
        (5, 1, 1),
        "lcc",
        title="Constats",
    )
    blocks = _kept(
        Banner(
            order.supplier, "PROCÈS-VERBAL DE DÉPLOIEMENT PILOTE", f"Dispositif {order.dispositif}"
        ),
        Parties(supplier_party(how, order, "Fournisseur"), client_party(how, order, "Site pilote")),
        Fields(
            (
                ("Bon de commande n°", w.text("order.number", order.number)),
                ("Solution déployée", w.text("solution.name", order.solution)),
                (
                    "Numéro de référencement ANS",
                    w.text("solution.referencing_number", order.reference),
                ),
                ("Date du déploiement", w.date("service.completion_date", order.done)),
                (
                    key_label(order),
                    spaced(tuple(Value(one.key_concept, one.key, one.key) for one in order.lines)),
                ),
            ),
            "grid",
        ),
        grid,
        Signature(
            "Le client pilote\u00a0: nom, qualité, date et signature",
            (
                ("Nom", w.text("order.signatory", order.signatory.name)),
                ("Qualité", w.text("order.signatory_role", order.signatory.role)),
                ("Fait le", w.date("service.completion_date", order.done)),
            ),
            how.sign,  # type: ignore[arg-type]
            supplier="Le fournisseur",
            supplier_signs=True,
            seed=how.seed,
        ),
    )
    return Sheet(blocks, how.look, f"{order.supplier} – PV pilote", "PV pilote")


def pilot_form(order: Order, how: How) -> Sheet:
    """A report of a pilot deployment, short."""
    w = how.writer
    blocks = _kept(
        Banner(order.supplier, "PV de recette – déploiement pilote", ""),
        Fields(
            (
                ("Référence de la commande", w.text("order.number", order.number)),
                ("Client pilote", w.text(order.client_concept, order.client)),
                ("Logiciel", w.text("solution.name", order.solution)),
                ("Déploiement réalisé le", w.date("service.completion_date", order.done)),
            ),
            "stacked",
            2,
        ),
        Choice(
            "Avis du client",
            ((Tick(True), "Déploiement accepté"), (Tick(False), "Déploiement refusé")),
            True,
        ),
        Signature(
            "Signature et cachet du client",
            (("Nom", w.text("order.signatory", order.signatory.name)),),
            how.sign,  # type: ignore[arg-type]
            seed=how.seed,
        ),
    )
    return Sheet(blocks, how.look, "PV de recette pilote", "PV pilote")


def pilot_letter(order: Order, how: How) -> Sheet:
    """Drawn from the description of the piece alone."""
    w = how.writer
    blocks = _kept(
        Banner("Ségur du numérique en santé", "Procès-verbal de site pilote", order.dispositif),
        Text(
            (
                "Le logiciel ",
                *w.text("solution.name", order.solution),
                " de ",
                *w.text("supplier.name", order.supplier),
                " a été déployé à titre pilote chez ",
                *w.text(order.client_concept, order.client),
                " le ",
                *w.date("service.completion_date", order.done),
                ", en exécution du bon de commande n°\u00a0",
                *w.text("order.number", order.number),
                ". Le client constate que le déploiement est conforme.",
            )
        ),
        Signature(
            "Nom et signature du client",
            (("Nom", w.text("order.signatory", order.signatory.name)),),
            how.sign,  # type: ignore[arg-type]
            seed=how.seed,
        ),
    )
    return Sheet(blocks, how.look, "PV pilote", "PV pilote")


LAYOUTS = {
    "mom-table": mom_table,
    "mom-form": mom_form,
    "mom-letter": mom_letter,
    "pilot-table": pilot_table,
    "pilot-form": pilot_form,
    "pilot-letter": pilot_letter,
}
