"""Statements that the client makes (VA), of several vendors."""

from __future__ import annotations

from drawing.blocks import (
    Banner,
    Block,
    Choice,
    Columns,
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
    key,
    key_label,
    name,
    scenario_grid,
    scenario_ticks,
    spaced,
    supplier_party,
)

CASES = ("Cas 1", "Cas 2")


def _kept(*blocks: Block | None) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block is not None)


def _va(order: Order) -> Statement:
    assert order.va is not None  # noqa: S101 - the caller chose an order with a VA
    return order.va


def _mss_rows(order: Order) -> tuple[tuple[Content, Content, Content], ...]:
    return tuple(
        (
            key(line),
            name(line),
            spaced(tuple(Value("mss.address", one, one, line.key) for one in line.addresses), "\n"),
        )
        for line in order.lines
        if line.addresses
    )


def addresses(order: Order, label: str, title: str) -> Block | None:
    """The MSSanté addresses, of the order or by beneficiary."""
    if order.addresses:
        values = tuple(Value("mss.address", one, one) for one in order.addresses)
        return Fields(((label, spaced(values)),), "grid", title=title)
    if rows := _mss_rows(order):
        return Grid((key_label(order), "Bénéficiaire", label), rows, (1.3, 2.2, 4.2), title=title)
    return None


def _case(order: Order, label: str, ticks: bool) -> Block | None:
    if not order.mss_case:
        return None
    if ticks:
        options = tuple(
            (Tick(order.mss_case == one, "mss.deployment", one, "", "deploiement"), one)
            for one in CASES
        )
        return Choice(label, options, True)
    return Fields(((label, (Value("mss.deployment", order.mss_case, order.mss_case),)),), "grid")


def _scenario(order: Order, label: str, ticks: bool) -> Block | None:
    if not order.scenario:
        return None
    if ticks:
        options = tuple(
            (Tick(order.scenario == one, "scenario.label", one, "", "scenario"), one)
            for one in order.scenarios
        )
        return Choice(label, options)
    return Fields(((label, (Value("scenario.label", order.scenario, order.scenario),)),), "grid")


def _reservations(order: Order) -> Block:
    va = _va(order)
    if not va.reservations:
        return Choice(
            "La vérification d’aptitude est prononcée",
            ((Tick(True), "sans réserve"), (Tick(False), "avec réserves")),
            True,
        )
    rows = tuple(
        (f"Réserve {number}", (Value("va.reservations", text, text),))
        for number, text in enumerate(va.reservations, 1)
    )
    return Fields(rows, "grid", title="Réserves")


def _done(order: Order, label: str) -> tuple[tuple[str, Content], ...]:
    if not order.done:
        return ()
    return ((label, (Value("service.completion_date", order.done, order.done),)),)


def va_table(order: Order, how: How) -> Sheet:
    """A VA of tables."""
    w, va = how.writer, _va(order)
    head: list[tuple[str, Content]] = []
    if va.number:
        head.append(("Référence de la VA", w.text("va.number", va.number)))
    done = tuple(
        (label, w.date("service.completion_date", order.done))
        for label, _ in _done(order, "Prestation achevée le")
    )
    head += [
        ("Bon de commande n°", w.text("order.number", order.number)),
        ("Signé le", w.date("order.signature_date", order.signed_on)),
        ("Logiciel installé", w.text("solution.name", order.solution)),
        *(
            (("Version installée", w.text("solution.version", order.version)),)
            if order.version
            else ()
        ),
        ("Numéro de référencement ANS", w.text("solution.referencing_number", order.reference)),
        *done,
    ]
    blocks = _kept(
        Banner(
            order.supplier,
            "VÉRIFICATION D’APTITUDE (VA)",
            f"Ségur du numérique en santé – {order.dispositif}",
        ),
        Parties(client_party(how, order, "Client"), supplier_party(how, order, "Fournisseur")),
        Fields(tuple(head), "grid", title="Commande et solution"),
        scenario_grid(
            how, order, "Scénario effectivement installé", "Périmètre finalement installé", True
        ),
        answer_grid(order, True, "Scénario effectivement installé, par site"),
        _scenario(order, "Scénario effectivement installé", False),
        _case(order, "Déploiement MSS", False),
        addresses(order, "Adresse MSSanté utilisée", "Messagerie sécurisée de santé"),
        _reservations(order),
        Text(
            (
                (
                    "Le client constate que le logiciel livré présente les caractéristiques qui le rendent "
                    "apte à remplir les fonctions attendues."
                ),
            )
        ),
        Signature(
            "Le client\u00a0: nom, qualité, date, cachet et signature",
            (
                (
                    "Nom et prénom",
                    (
                        *w.text("va.signatory", va.person.name),
                        " ",
                        *w.text("va.signatory_first_name", va.person.first_name),
                    ),
                ),
                ("Qualité", w.text("va.signatory_role", va.person.role)),
                *(
                    (("Représentant", w.text("va.signatory_entity", va.person.entity)),)
                    if va.person.entity
                    else ()
                ),
                ("Date de la VA", w.date("va.date", va.date)),
            ),
            how.sign,  # type: ignore[arg-type]
            supplier="Le fournisseur",
            supplier_signs=True,
            seed=how.seed,
        ),
    )
    return Sheet(
        blocks, how.look, f"{order.supplier} – vérification d’aptitude", "Vérification d’aptitude"
    )


def va_form(order: Order, how: How) -> Sheet:
    """A VA form in two columns, to tick."""
    w, va = how.writer, _va(order)
    left: list[tuple[str, Content]] = [
        ("Établissement ou entité signataire", w.text(order.client_concept, order.client)),
        *((label, w.text(concept, identifier)) for label, concept, identifier in order.client_ids),
        ("Référence du bon de commande", w.text("order.number", order.number)),
        ("Date de signature du bon de commande", w.date("order.signature_date", order.signed_on)),
    ]
    right: list[tuple[str, Content]] = [
        ("Fournisseur", w.text("supplier.name", order.supplier)),
        ("Solution", w.text("solution.name", order.solution)),
        *((("Version", w.text("solution.version", order.version)),) if order.version else ()),
        ("N° de référencement", w.text("solution.referencing_number", order.reference)),
        *((("Référence de la vérification", w.text("va.number", va.number)),) if va.number else ()),
    ]
    dates: Block | None = None
    if any(line.done for line in order.lines):
        dates = Grid(
            (key_label(order), "Établissement", "Date de fin de réalisation"),
            tuple(
                (key(line), name(line), w.date("service.completion_date", line.done, line.key))
                for line in order.lines
            ),
            (1.3, 3.0, 2.0),
            title="Réalisation de la prestation",
        )
    elif order.done:
        dates = Fields(
            (
                (
                    "Date de fin de réalisation de la prestation",
                    w.date("service.completion_date", order.done),
                ),
            ),
            "leader",
        )
    blocks = _kept(
        Banner(
            "Attestation du client",
            "Vérification d’aptitude",
            "à signer par le client et à joindre à la demande de solde",
        ),
        Columns((Fields(tuple(left), "stacked"),), (Fields(tuple(right), "stacked"),)),
        scenario_ticks(order, "Scénario réellement installé (une croix par ligne)"),
        answer_grid(
            order,
            True,
            "Scénario réellement installé",
            (
                "Les comptes rendus partent-ils du SGL ?",
                "Le DMP est-il alimenté ?",
                "Les envois passent-ils par MSSanté ?",
            ),
        ),
        _scenario(order, "Scénario réellement installé", True),
        _case(order, "Indicateur de déploiement MSS", True),
        dates,
        addresses(order, "Adresse MSSanté effectivement utilisée par le client", ""),
        _reservations(order),
        Signature(
            "Signature et cachet du client",
            (
                ("Nom du signataire", w.text("va.signatory", va.person.name)),
                ("Prénom", w.text("va.signatory_first_name", va.person.first_name)),
                ("Fonction", w.text("va.signatory_role", va.person.role)),
                *(
                    (("Entité représentée", w.text("va.signatory_entity", va.person.entity)),)
                    if va.person.entity
                    else ()
                ),
                ("Fait le", w.date("va.date", va.date)),
            ),
            how.sign,  # type: ignore[arg-type]
            seed=how.seed,
        ),
    )
    return Sheet(blocks, how.look, "VA – formulaire du client", "VA")


def va_letter(order: Order, how: How) -> Sheet:
    """Drawn from the description of the piece alone: a statement in sentences, then a table."""
    w, va = how.writer, _va(order)
    version: Content = ()
    if order.version:
        version = (", version ", *w.text("solution.version", order.version))
    who: Content = (
        "Je soussigné(e) ",
        *w.text("va.signatory_first_name", va.person.first_name),
        " ",
        *w.text("va.signatory", va.person.name),
        ", agissant en qualité de ",
        *w.text("va.signatory_role", va.person.role),
        ", pour le compte de ",
        *w.text(order.client_concept, order.client),
        ", atteste avoir procédé à la vérification d’aptitude du logiciel ",
        *w.text("solution.name", order.solution),
        *version,
        ", fourni par ",
        *w.text("supplier.name", order.supplier),
        " au titre du bon de commande n°\u00a0",
        *w.text("order.number", order.number),
        ".",
    )
    rows = tuple(
        (
            key(line),
            w.text("scenario.label", line.scenario, line.key),
            w.date("service.completion_date", line.done, line.key),
            spaced(tuple(Value("mss.address", one, one, line.key) for one in line.addresses), "\n"),
        )
        for line in order.lines
        if line.scenario
    )
    table = (
        Grid(
            (
                "Numéro FINESS",
                "Scénario d’installation finalement réalisé",
                "Fin de la prestation",
                "Adresse MSSanté effectivement utilisée",
            ),
            rows,
            (1.2, 2.6, 1.2, 3.2),
        )
        if rows
        else None
    )
    blocks = _kept(
        Banner("Ségur du numérique en santé", "Vérification d’aptitude (VA)", order.dispositif),
        Text(who),
        Gap(4),
        Fields((("Référence de la VA", w.text("va.number", va.number)),)) if va.number else None,
        Fields(
            tuple(
                (label, w.date("service.completion_date", order.done))
                for label, _ in _done(order, "Fin de la prestation")
            )
        )
        if order.done
        else None,
        table,
        answer_grid(order, False, "Scénario d’installation finalement réalisé"),
        _scenario(order, "Scénario d’installation finalement réalisé", False),
        _case(order, "Indicateur « Déploiement MSS »", False),
        addresses(order, "Adresse MSSanté effectivement utilisée", "") if table is None else None,
        _reservations(order) if va.reservations else Text(("Aucune réserve n’est émise.",)),
        Signature(
            "Signature du client",
            (("Date", w.date("va.date", va.date)),),
            how.sign,  # type: ignore[arg-type]
            seed=how.seed,
        ),
    )
    return Sheet(blocks, how.look, "Vérification d’aptitude – un original par partie", "VA")


LAYOUTS = {
    "va-table": va_table,
    "va-form": va_form,
    "va-letter": va_letter,
}
