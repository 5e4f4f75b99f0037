"""More layouts: a questionnaire, a table with one column an establishment, an invoice by lines."""

from __future__ import annotations

from drawing.blocks import (
    Banner,
    Block,
    Columns,
    Content,
    Fields,
    Gap,
    Grid,
    Parties,
    Party,
    Sheet,
    Signature,
    Text,
    Value,
)
from drawing.facts import Line, Order
from drawing.invoices import LEGAL, addressee, the_invoice, totals
from drawing.parts import (
    KEYS,
    How,
    client_party,
    key,
    key_label,
    money_cells,
    name,
    spaced,
    supplier_party,
    yes_no,
)

LONG = {
    "scenario.report_sending": "Les comptes rendus de biologie sont-ils envoyés\ndepuis le système de gestion de laboratoire ?",
    "scenario.dmp_feed": "Le dossier médical partagé (Mon espace santé)\nest-il alimenté par le logiciel installé ?",
    "scenario.mss_sending": "Les comptes rendus sont-ils envoyés\npar une messagerie sécurisée de santé (MSSanté) ?",
}


def questionnaire(order: Order, how: How) -> Sheet:
    """A VA as numbered questions, one establishment after the other."""
    w, va = how.writer, order.va
    assert va is not None  # noqa: S101 - the caller chose an order with a VA
    head: list[tuple[str, Content]] = [
        ("Commande", w.text("order.number", order.number)),
        ("Client", w.text(order.client_concept, order.client)),
        ("Logiciel", w.text("solution.name", order.solution)),
        ("Fournisseur", w.text("supplier.name", order.supplier)),
    ]
    if va.number:
        head.append(("Référence de la VA", w.text("va.number", va.number)))
    blocks: list[Block] = [
        Banner(
            "Questionnaire de vérification d’aptitude", "VA – Prestation Ségur", order.dispositif
        ),
        Fields(tuple(head), "colon", 2),
    ]
    if rows := _common(order, how):
        blocks.append(_questions(rows, "Ensemble de la commande"))
    for line in order.lines:
        if rows := _of_line(line, order, how):
            blocks.append(
                Text((f"{KEYS[line.key_concept]} ", *key(line), " – ", *name(line)), "bold")
            )
            blocks.append(_questions(rows, ""))
    blocks.append(
        Signature(
            "Date, nom, qualité et signature du client",
            (
                ("Date de la vérification", w.date("va.date", va.date)),
                ("Nom", w.text("va.signatory", va.person.name)),
                ("Prénom", w.text("va.signatory_first_name", va.person.first_name)),
                ("Qualité", w.text("va.signatory_role", va.person.role)),
            ),
            how.sign,  # type: ignore[arg-type]
            seed=how.seed,
        )
    )
    return Sheet(tuple(blocks), how.look, "Questionnaire VA", "Questionnaire VA")


def _questions(rows: list[tuple[str, Content]], title: str) -> Grid:
    numbered = tuple(
        ((f"{number}",), (question,), answer) for number, (question, answer) in enumerate(rows, 1)
    )
    return Grid(("N°", "Question", "Réponse"), numbered, (0.5, 4.2, 4), "c", title=title)


def _common(order: Order, how: How) -> list[tuple[str, Content]]:
    w = how.writer
    rows: list[tuple[str, Content]] = []
    if order.scenario:
        rows.append(
            (
                "Quel scénario d’installation a été effectivement\nmis en œuvre ?",
                (Value("scenario.label", order.scenario, order.scenario),),
            )
        )
    if order.mss_case:
        rows.append(
            (
                "Déploiement MSS : dans quel cas\nle client se trouve-t-il ?",
                (Value("mss.deployment", order.mss_case, order.mss_case),),
            )
        )
    if order.addresses:
        values = tuple(Value("mss.address", one, one) for one in order.addresses)
        rows.append(
            ("Quelle adresse MSSanté le client utilise-t-il\neffectivement ?", spaced(values))
        )
    if order.done:
        rows.append(
            (
                "À quelle date la prestation a-t-elle été achevée ?",
                w.date("service.completion_date", order.done),
            )
        )
    return rows


def _of_line(line: Line, order: Order, how: How) -> list[tuple[str, Content]]:
    w = how.writer
    rows: list[tuple[str, Content]] = []
    if line.scenario:
        rows.append(
            (
                "Quel scénario d’installation a été effectivement\nmis en œuvre dans l’établissement ?",
                w.text("scenario.label", line.scenario, line.key),
            )
        )
    rows += [
        (LONG[concept], yes_no(True, line.answers[concept], concept, line.key))
        for concept, _ in order.questions
        if concept in line.answers
    ]
    if line.done:
        rows.append(
            (
                "À quelle date la prestation a-t-elle été achevée ?",
                w.date("service.completion_date", line.done, line.key),
            )
        )
    if line.addresses:
        values = tuple(Value("mss.address", one, one, line.key) for one in line.addresses)
        rows.append(
            (
                "Quelle(s) adresse(s) MSSanté le client\nutilise-t-il effectivement ?",
                spaced(values, "\n"),
            )
        )
    return rows


def transposed(order: Order, how: How) -> Sheet:
    """An order whose table has one column for each establishment, or a list where there is one."""
    w = how.writer
    blocks: list[Block] = [
        Banner(order.supplier, "Bon de commande", "", (w.text("order.number", order.number),)),
        Fields(
            (
                ("Numéro du bon de commande", w.text("order.number", order.number)),
                ("Logiciel commandé", w.text("solution.name", order.solution)),
                (
                    "Référence de référencement",
                    w.text("solution.referencing_number", order.reference),
                ),
            ),
            "leader",
        ),
        Parties(
            client_party(how, order, "Commande passée par"),
            supplier_party(how, order, "Commande passée à"),
            False,
        ),
    ]
    if order.scenario and not order.scenario.startswith("SC"):
        blocks.append(
            Fields(
                (
                    (
                        "Scénario d’installation",
                        (Value("scenario.label", order.scenario, order.scenario),),
                    ),
                ),
                "grid",
            )
        )
    blocks += [
        _columns(order, how),
        Text(w.text("order.funding_mention", order.mention), "bold"),
        Gap(),
        Signature(
            "Nom, qualité, date, cachet et signature du client",
            (
                ("Nom", w.text("order.signatory", order.signatory.name)),
                ("Qualité", w.text("order.signatory_role", order.signatory.role)),
                ("Date", w.date("order.signature_date", order.signed_on)),
            ),
            how.sign,  # type: ignore[arg-type]
            supplier="Signature du fournisseur",
            supplier_signs=True,
            seed=how.seed,
        ),
    ]
    return Sheet(tuple(blocks), how.look, f"{order.supplier} – commande", "Bon de commande")


def _columns(order: Order, how: How) -> Block:
    w = how.writer
    if order.amounts is not None:
        ht, rate, vat, ttc = money_cells(how, order.amounts, "")
        rows = (
            ("Montant HT", ht),
            ("Taux de TVA", rate),
            ("Montant TVA", vat),
            ("Montant TTC", ttc),
        )
        return Fields(
            tuple((label, cell) for label, cell in rows if cell), "grid", title="Prestation Ségur"
        )
    lines = [line for line in order.lines if line.amounts is not None]
    cells = [money_cells(how, line.amounts, line.key) for line in lines if line.amounts]
    table: list[tuple[Content, ...]] = [((key_label(order),), *(key(line) for line in lines))]
    if any(line.scenario for line in lines):
        table.append(
            (
                ("Scénario d’installation",),
                *(w.text("scenario.label", line.scenario, line.key) for line in lines),
            )
        )
    if any(line.kind for line in lines):
        table.append(
            (
                ("Type de prestation",),
                *(w.text("service.kind", line.kind, line.key) for line in lines),
            )
        )
    for number, label in enumerate(("Montant HT", "Taux de TVA", "Montant TVA", "Montant TTC")):
        table.append(((label,), *(cell[number] for cell in cells)))
    header = (
        "Prestation Ségur",
        *(f"Bénéficiaire {number}" for number in range(1, len(lines) + 1)),
    )
    widths = (1.6, *(2.2 for _ in lines))
    return Grid(header, tuple(table), widths)


def by_lines(order: Order, how: How) -> Sheet:
    """An invoice of quantities and unit prices, its totals in the right column."""
    w, invoice = how.writer, the_invoice(order)
    ht, vat, ttc = totals(order)
    rows: list[tuple[Content, ...]] = []
    for number, line in enumerate(order.lines, 1):
        if line.amounts is None:
            continue
        price, rate, _, _ = money_cells(how, line.amounts, line.key)
        what: Content = (f"Prestation Ségur, {KEYS[line.key_concept]} ", *key(line))
        rows.append(((f"SEG-{number:02}",), what, ("1",), rate, price))
    if order.amounts is not None:
        price, rate, _, _ = money_cells(how, order.amounts, "")
        rows.append((("SEG-01",), ("Prestation Ségur",), ("1",), rate, price))
    for number, (label, amounts) in enumerate(invoice.other, 1):
        if amounts.ht is not None and amounts.rate is not None:
            cells = ((how.hand.rate(amounts.rate),), (how.hand.money(amounts.ht),))
            rows.append(((f"MNT-{number:02}",), (label,), ("1",), *cells))
    sums: list[tuple[str, Content]] = [
        ("Total HT", (Value("invoice.total_excl_tax", how.hand.money(ht), f"{ht:.2f}"),)),
        ("Total TVA", (how.hand.money(vat),)),
        ("Total TTC", (Value("invoice.total_incl_tax", how.hand.money(ttc), f"{ttc:.2f}"),)),
        ("dont Prestation Ségur HT", w.money("invoice.segur_amount", invoice.segur.ht)),
        ("dont Prestation Ségur TTC", w.money("invoice.segur_incl_tax", invoice.segur.ttc)),
    ]
    blocks: tuple[Block, ...] = (
        Banner(order.supplier, "FACTURE", ""),
        Parties(
            Party(
                "Références",
                (
                    ("N° de facture : ", *w.text("invoice.number", invoice.number)),
                    ("Date de facture : ", *w.date("invoice.date", invoice.date)),
                    ("N° de commande : ", *w.text("order.number", order.number)),
                ),
            ),
            Party(
                "Destinataire",
                (addressee(order, how), (order.street,), (f"{order.postal_code} {order.city}",)),
            ),
        ),
        Grid(
            ("Réf.", "Désignation", "Qté", "TVA", "Montant HT"),
            tuple(rows),
            (1, 4, 0.6, 1, 1.6),
            "llcrr",
        ),
        Columns(
            (Text((order.mention,)), Text((LEGAL,), "small")),
            (Fields(tuple((label, cell) for label, cell in sums if cell), "grid"),),
        ),
    )
    return Sheet(blocks, how.look, f"{order.supplier} – SIRET {order.supplier_id}", "Facture")


LAYOUTS = {
    "bdc-transposed": transposed,
    "va-questionnaire": questionnaire,
    "invoice-lines": by_lines,
}
