"""Purchase orders (BDC), of several vendors."""

from __future__ import annotations

from drawing.blocks import (
    Banner,
    Block,
    Break,
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
from drawing.facts import Order
from drawing.parts import (
    How,
    answer_grid,
    client_party,
    key,
    key_label,
    money_cells,
    name,
    prestations,
    scenario_grid,
    scenario_ticks,
    spaced,
    supplier_party,
    yes_no,
)

SALES = (
    "Les prestations sont régies par les conditions générales de vente du fournisseur, dont le client "
    "reconnaît avoir pris connaissance. Toute modification du périmètre fait l’objet d’un avenant signé "
    "des deux parties. Les données personnelles recueillies servent à la seule exécution de la commande."
)


CONDITIONS = (
    (
        "Article 1 – Objet. Les présentes conditions générales s’appliquent à toute Prestation Ségur commandée "
        "au fournisseur. Le scénario d’installation figure au recto du bon de commande."
    ),
    (
        "Article 2 – Prix. Le montant HT de la Prestation Ségur, le taux de TVA et le montant TTC figurent au recto. "
        "Aucun supplément n’est dû par le client pour les fonctions couvertes."
    ),
    (
        "Article 3 – Délais. La date de signature du bon de commande fait courir un délai de neuf mois pour la "
        "réalisation. La vérification d’aptitude est signée par le client dans les quinze jours."
    ),
    (
        "Article 4 – Facturation. La facture est émise après la vérification d’aptitude. Elle rappelle le numéro du "
        "bon de commande et le montant pris en charge."
    ),
    (
        "Article 5 – Messagerie. Le client communique l’adresse MSSanté effectivement utilisée avant la vérification "
        "d’aptitude."
    ),
    "Article 6 – Responsabilité. La responsabilité du fournisseur est limitée au montant total HT de la commande.",
    (
        "Article 7 – Données. Le fournisseur agit en qualité de sous-traitant au sens du règlement général sur la "
        "protection des données."
    ),
    (
        "Article 8 – Litiges. Tout litige relève du tribunal de commerce de Rennes. Signature électronique : les "
        "parties reconnaissent la valeur probante de la signature électronique simple."
    ),
)


def _kept(*blocks: Block | None) -> tuple[Block, ...]:
    return tuple(
        block
        for block in blocks
        if block is not None and not (isinstance(block, Text) and not block.content)
    )


def _scenario_of_order(order: Order, label: str, ticks: bool) -> Block | None:
    """The scenario, where the order has one for all."""
    if not order.scenario:
        return None
    concept = "scenario.code" if order.scenario.startswith("SC") else "scenario.label"
    if ticks:
        options = tuple(
            (Tick(order.scenario == one, concept, one, "", "scenario"), one)
            for one in order.scenarios
        )
        return Choice(label, options)
    return Fields(((label, (Value(concept, order.scenario, order.scenario),)),), "grid")


def _answers_of_order(order: Order, title: str, ticks: bool) -> Block | None:
    if not order.answers:
        return None
    rows: list[tuple[str, Content]] = [
        (wording, yes_no(ticks, order.answers[concept], concept, ""))
        for concept, wording in order.questions
    ]
    flows = tuple(Value("scenario.flow", flow, flow) for flow in order.flows)
    rows.append(("Flux mis en œuvre", spaced(flows)))
    return Fields(tuple(rows), "grid", title=title)


def _extra(order: Order, style: str = "grid") -> Block | None:
    if not order.extra:
        return None
    rows: dict[str, list[Value]] = {}
    for label, concept, value in order.extra:
        if value:
            rows.setdefault(label, []).append(Value(concept, value, value))
    pairs = tuple((label, spaced(tuple(found))) for label, found in rows.items())
    return Fields(pairs, style)  # type: ignore[arg-type]


def _fiscal_finess(order: Order) -> Block | None:
    """The identifiers of the beneficiaries, where no table has them."""
    if order.amounts is None or any(line.answers for line in order.lines):
        return None
    values = tuple(Value(line.key_concept, line.key, line.key) for line in order.lines)
    return Fields(((f"{key_label(order)} du ou des sites", spaced(values)),), "grid")


def classic(order: Order, how: How) -> Sheet:
    """A vendor's order form: tables, the mention in a box, both sign."""
    w = how.writer
    corner: list[Content] = [("Bon de commande n°\u00a0", *w.text("order.number", order.number))]
    if order.date:
        corner.append(("Date d’émission\u00a0: ", *w.date("order.date", order.date)))
    solution: list[tuple[str, Content]] = [
        ("Solution logicielle", w.text("solution.name", order.solution))
    ]
    if order.version:
        solution.append(("Version", w.text("solution.version", order.version)))
    solution.append(
        ("Numéro de référencement ANS", w.text("solution.referencing_number", order.reference))
    )
    blocks = _kept(
        Banner(
            order.supplier,
            "BON DE COMMANDE",
            f"Prestation Ségur – dispositif {order.dispositif}",
            tuple(corner),
        ),
        Parties(supplier_party(how, order, "Fournisseur"), client_party(how, order, "Client")),
        Fields(tuple(solution), "grid", title="Solution commandée"),
        _extra(order),
        _fiscal_finess(order),
        scenario_grid(
            how, order, "Scénario d’installation", "Scénario d’installation par établissement"
        ),
        answer_grid(order, True, "Scénario d’installation par site"),
        _scenario_of_order(order, "Scénario d’installation", False),
        _answers_of_order(order, "Réponses sur le scénario", True),
        prestations(how, order, title="Prestation Ségur"),
        Text(w.text("order.funding_mention", order.mention), "box"),
        Text(("Commentaire\u00a0: ", *w.text("order.comment", order.comment)))
        if order.comment
        else None,
        Signature(
            "Pour le client (nom, qualité, date, cachet et signature)",
            (
                (
                    "Nom et prénom du signataire",
                    (
                        *w.text("order.signatory", order.signatory.name),
                        " ",
                        *w.text("order.signatory_first_name", order.signatory.first_name),
                    ),
                ),
                ("Qualité", w.text("order.signatory_role", order.signatory.role)),
                ("Date de signature", w.date("order.signature_date", order.signed_on)),
            ),
            how.sign,  # type: ignore[arg-type]
            supplier="Pour le fournisseur",
            supplier_signs=True,
            seed=how.seed,
        ),
        Text((SALES,), "small"),
    )
    footer = f"{order.supplier} – SAS au capital de 120 000 € – RCS Rennes – bon de commande"
    return Sheet(blocks, how.look, footer, "Bon de commande")


def numbered_form(order: Order, how: How) -> Sheet:
    """A form in numbered parts, to tick, in two columns of stacked fields."""
    w = how.writer
    supplier: list[tuple[str, Content]] = [
        ("Raison sociale du fournisseur", w.text("supplier.name", order.supplier)),
        (
            "SIREN" if order.supplier_id_concept == "supplier.siren" else "SIRET",
            w.text(order.supplier_id_concept, order.supplier_id),
        ),
        ("Logiciel (nom commercial)", w.text("solution.name", order.solution)),
        ("N° de référencement Ségur", w.text("solution.referencing_number", order.reference)),
    ]
    if order.version:
        supplier.append(("Version du logiciel", w.text("solution.version", order.version)))
    client: list[tuple[str, Content]] = [
        ("Raison sociale du client", w.text(order.client_concept, order.client)),
        *((label, w.text(concept, identifier)) for label, concept, identifier in order.client_ids),
    ]
    if order.street:
        client.append(("Adresse", w.text("client.street", order.street)))
        client.append(
            (
                "Code postal et commune",
                (
                    *w.text("client.postal_code", order.postal_code),
                    " ",
                    *w.text("client.city", order.city),
                ),
            )
        )
    head: list[tuple[str, Content]] = [
        ("Référence de la commande", w.text("order.number", order.number))
    ]
    if order.date:
        head.append(("Émise le", w.date("order.date", order.date)))
    mode = ("Signature manuscrite", "Signature électronique eIDAS")
    blocks = _kept(
        Banner(
            order.supplier,
            "Commande de Prestation Ségur",
            "Formulaire à retourner complété et signé",
        ),
        Fields(tuple(head), "stacked", 2),
        Text(("1. Identification des parties",), "heading"),
        Columns((Fields(tuple(supplier), "stacked"),), (Fields(tuple(client), "stacked"),)),
        _extra(order, "leader"),
        _fiscal_finess(order),
        scenario_ticks(
            order, "2. Scénario d’installation retenu (cocher un seul scénario par établissement)"
        ),
        answer_grid(
            order,
            True,
            "2. Scénario d’installation",
            (
                "Question scénario 1\u00a0: les comptes rendus sont-ils envoyés depuis le SGL ?",
                "Question scénario 2\u00a0: le DMP est-il alimenté ?",
                "Question scénario 3\u00a0: envoi par MSSanté ?",
            ),
        ),
        _scenario_of_order(
            order, "2. Scénario d’installation retenu (cocher une seule case)", True
        ),
        _answers_of_order(order, "Questions du scénario", True),
        prestations(
            how,
            order,
            (
                "Établissement ou professionnel",
                "Type de Prestation Ségur",
                "Prix HT",
                "TVA (%)",
                "Montant de TVA",
                "Prix TTC",
            ),
            "3. Montant de la Prestation Ségur",
            "Total de la commande",
        ),
        Text(w.text("order.funding_mention", order.mention), "bold"),
        Choice(
            "4. Mode de signature",
            tuple(
                (Tick(order.method == one, "order.signature_method", one, "", "mode"), one)
                for one in mode
            ),
            True,
        )
        if order.method
        else None,
        Signature(
            "Cachet et signature du client",
            (
                ("Nom", w.text("order.signatory", order.signatory.name)),
                ("Prénom", w.text("order.signatory_first_name", order.signatory.first_name)),
                ("Fonction", w.text("order.signatory_role", order.signatory.role)),
                ("Fait le", w.date("order.signature_date", order.signed_on)),
            ),
            how.sign,  # type: ignore[arg-type]
            seed=how.seed,
        ),
    )
    return Sheet(
        blocks,
        how.look,
        "Formulaire SEG-02 – exemplaire à joindre à la demande d’avance",
        "Commande",
    )


def plain(order: Order, how: How) -> Sheet:
    """A letter-like order without tables: label and value, one establishment after the other."""
    w = how.writer
    blocks: list[Block] = [
        Banner(order.supplier, "Bon de commande – Ségur du numérique en santé", ""),
        Parties(
            supplier_party(
                how,
                order,
                "Émetteur",
                "Identifiant SIRET"
                if order.supplier_id_concept == "supplier.siret"
                else "Identifiant SIREN",
            ),
            client_party(how, order, "Donneur d’ordre"),
            False,
        ),
        Fields(
            (
                ("N° de bon de commande", w.text("order.number", order.number)),
                *(
                    (("Date du bon de commande", w.date("order.date", order.date)),)
                    if order.date
                    else ()
                ),
                ("Logiciel référencé", w.text("solution.name", order.solution)),
                *(
                    (("Version commandée", w.text("solution.version", order.version)),)
                    if order.version
                    else ()
                ),
                ("Référencement ANS n°", w.text("solution.referencing_number", order.reference)),
            )
        ),
    ]
    blocks += _kept(_extra(order, "colon"), _fiscal_finess(order))
    if order.amounts is not None:
        blocks += _kept(
            answer_grid(order, False, "Scénario d’installation"),
            _scenario_of_order(order, "Scénario d’installation", False),
            _answers_of_order(order, "", False),
        )
        ht, rate, vat, ttc = money_cells(how, order.amounts, "")
        blocks.append(
            Fields(
                (
                    ("Montant hors taxes de la Prestation Ségur", ht),
                    ("Taux de TVA applicable", rate),
                    ("Montant de la TVA", vat),
                    ("Montant toutes taxes comprises de la Prestation Ségur", ttc),
                ),
                "leader",
            )
        )
    else:
        blocks += _by_line(order, how)
    blocks += [
        Text(w.text("order.funding_mention", order.mention)),
        Gap(),
        Signature(
            "Bon pour accord, signature et cachet du responsable",
            (
                (
                    "Signataire",
                    (
                        *w.text("order.signatory_first_name", order.signatory.first_name),
                        " ",
                        *w.text("order.signatory", order.signatory.name),
                    ),
                ),
                ("En qualité de", w.text("order.signatory_role", order.signatory.role)),
                ("Signé le", w.date("order.signature_date", order.signed_on)),
            ),
            how.sign,  # type: ignore[arg-type]
            seed=how.seed,
        ),
        Text((SALES,), "small"),
    ]
    return Sheet(_kept(*blocks), how.look, f"{order.supplier} – bon de commande", "Bon de commande")


def _by_line(order: Order, how: How) -> list[Block]:
    w = how.writer
    blocks: list[Block] = []
    if scenario := _scenario_of_order(order, "Scénario d’installation", False):
        blocks.append(scenario)
    for number, line in enumerate(order.lines, 1):
        assert line.amounts is not None  # noqa: S101 - the caller looked
        rows: list[tuple[str, Content]] = []
        if line.scenario:
            rows.append(
                ("Scénario d’installation", w.text("scenario.label", line.scenario, line.key))
            )
        if line.kind:
            rows.append(("Type de prestation", w.text("service.kind", line.kind, line.key)))
        ht, rate, vat, ttc = money_cells(how, line.amounts, line.key)
        rows += [
            ("Montant hors taxes de la Prestation Ségur", ht),
            ("Taux de TVA applicable", rate),
            ("Montant de la TVA", vat),
            ("Montant toutes taxes comprises de la Prestation Ségur", ttc),
        ]
        blocks.append(
            Text(
                (
                    f"Bénéficiaire {number}\u00a0: ",
                    *name(line),
                    f", {key_label(order)} ",
                    *key(line),
                ),
                "bold",
            )
        )
        blocks.append(
            Fields(tuple((label, content) for label, content in rows if content), "leader")
        )
    if order.total is not None:
        blocks.append(
            Fields(
                (
                    ("Total HT de la commande", w.money("total.excl_tax", order.total.ht)),
                    ("Total de la TVA", w.money("total.vat", order.total.vat)),
                    ("Total TTC de la commande", w.money("total.incl_tax", order.total.ttc)),
                ),
                "leader",
            )
        )
    return blocks


def administration(order: Order, how: How) -> Sheet:
    """Drawn from the description of the piece alone: the table by FINESS with its questions."""
    w = how.writer
    extra = _extra(order)
    rows = []
    for line in order.lines:
        cells: list[Content] = [key(line)]
        if line.scenario:
            cells.append(w.text("scenario.label", line.scenario, line.key))
        elif line.answers:
            cells += [
                yes_no(False, line.answers[concept], concept, line.key)
                for concept, _ in order.questions
            ]
        rows.append(tuple(cells))
    heads: tuple[str, ...] = ("Numéro d’identifiant de l’établissement (FINESS)",)
    if any(line.scenario for line in order.lines):
        heads = (*heads, "Scénario d’installation")
    elif any(line.answers for line in order.lines):
        heads = (
            *heads,
            *(
                f"Question scénario {number}\u00a0: {text}"
                for number, (_, text) in enumerate(order.questions, 1)
            ),
        )
    widths = (2.0, *(2.4 if len(heads) > 2 else 5.0 for _ in heads[1:]))
    table = (
        Grid(heads, tuple(rows), widths, title="Tableau du scénario d’installation")
        if len(heads) > 1
        else None
    )
    blocks = _kept(
        Banner(
            "Ségur du numérique en santé",
            "BON DE COMMANDE",
            "Financement à l’équipement logiciel (SONS)",
        ),
        Fields(
            (
                ("Dispositif", (order.dispositif,)),
                ("Bon de commande", w.text("order.number", order.number)),
                ("Client final", w.text(order.client_concept, order.client)),
                *(
                    (label, w.text(concept, identifier))
                    for label, concept, identifier in order.client_ids
                ),
                ("Fournisseur", w.text("supplier.name", order.supplier)),
                (
                    "Identifiant du fournisseur",
                    w.text(order.supplier_id_concept, order.supplier_id),
                ),
                ("Solution logicielle référencée", w.text("solution.name", order.solution)),
                ("Numéro de référencement", w.text("solution.referencing_number", order.reference)),
            ),
            "grid",
            title="Parties et solution",
        ),
        extra,
        _fiscal_finess(order),
        _scenario_of_order(order, "Scénario d’installation (un seul par bon de commande)", True),
        _answers_of_order(order, "Questions du scénario", False),
        table,
        prestations(
            how,
            order,
            (
                "Client",
                "Prestation Ségur",
                "Montant HT de la Prestation Ségur",
                "Taux de TVA applicable",
                "TVA",
                "Montant TTC",
            ),
            "Montant de chaque Prestation Ségur",
        ),
        Text(w.text("order.funding_mention", order.mention), "box"),
        Signature(
            "Accord explicite du client final\u00a0: nom, qualité, date et signature du responsable",
            (
                ("Nom", w.text("order.signatory", order.signatory.name)),
                ("Qualité", w.text("order.signatory_role", order.signatory.role)),
                (
                    "Date de signature du bon de commande",
                    w.date("order.signature_date", order.signed_on),
                ),
            ),
            how.sign,  # type: ignore[arg-type]
            seed=how.seed,
        ),
    )
    return Sheet(blocks, how.look, "Modèle de bon de commande", "Bon de commande")


def with_conditions(order: Order, how: How) -> Sheet:
    """The order form of tables, then a page of general conditions in two columns."""
    sheet = classic(order, how)
    articles = tuple(Text((text,), "small") for text in CONDITIONS)
    half = len(articles) // 2
    conditions = (
        Break(),
        Text(("Conditions générales de vente",), "heading"),
        Columns(articles[:half], articles[half:]),
    )
    return sheet._replace(blocks=(*sheet.blocks, *conditions))


LAYOUTS = {
    "bdc-classic": classic,
    "bdc-conditions": with_conditions,
    "bdc-numbered": numbered_form,
    "bdc-plain": plain,
    "bdc-administration": administration,
}
