"""Parts that several layouts share: what they say, not how it looks."""

from __future__ import annotations

from typing import NamedTuple

from drawing.blocks import Content, Grid, Look, Party, Span, Tick, Value
from drawing.facts import Amounts, Hand, Line, Order, Writer

KEYS = {
    "client.finess": "N° FINESS",
    "client.siret": "N° SIRET",
    "practitioner.rpps": "N° RPPS",
}


SERVICES = ("vague 2", "vague 1 + vague 2")


class How(NamedTuple):
    """How one paper is made: the hand and look of its vendor, and its signature."""

    hand: Hand = Hand()
    look: Look = Look()
    sign: str = "image"
    seed: int = 1

    @property
    def writer(self) -> Writer:
        """Writes in that hand."""
        return Writer(self.hand)


def key_label(order: Order) -> str:
    """What identifies the beneficiaries of an order."""
    labels = list(dict.fromkeys(KEYS[line.key_concept] for line in order.lines))
    return " ou ".join(labels) if len(labels) < 3 else "Identifiant"


def key(line: Line) -> Content:
    """The identifier of a beneficiary."""
    return (Value(line.key_concept, line.key, line.key, line.key),)


def name(line: Line, prefix: str = "") -> Content:
    """The name of a beneficiary, with the first name of a person."""
    if line.name_concept == "practitioner.name":
        first = Value("practitioner.first_name", line.first_name, line.first_name, line.key)
        return (prefix, first, " ", Value("practitioner.name", line.name, line.name, line.key))
    return (Value("client.name", line.name, line.name, line.key),) if line.name else ()


def money_cells(how: How, amounts: Amounts, subject: str, prefix: str = "amount") -> list[Content]:
    """HT, rate, tax, TTC."""
    w = how.writer
    return [
        w.money(f"{prefix}.excl_tax", amounts.ht, subject),
        w.rate(f"{prefix}.vat_rate", amounts.rate, subject),
        w.money(f"{prefix}.vat", amounts.vat, subject),
        w.money(f"{prefix}.incl_tax", amounts.ttc, subject),
    ]


def prestations(
    how: How,
    order: Order,
    header: tuple[str, str, str, str, str, str] = (
        "Bénéficiaire",
        "Prestation",
        "Montant HT",
        "Taux TVA",
        "TVA",
        "Montant TTC",
    ),
    title: str = "",
    total: str = "Total",
) -> Grid:
    """The table of the services, by beneficiary, or in one row."""
    if order.amounts is not None:
        label = order.solution
        row = (("Prestation Ségur – ", label), *money_cells(how, order.amounts, ""))
        widths = (3.4, 1.5, 1.0, 1.4, 1.5)
        return Grid(("Désignation", *header[2:]), (row,), widths, "lrrrr", title=title)
    kinds = any(line.kind for line in order.lines)
    rows = []
    for line in order.lines:
        amounts = line.amounts or Amounts(None, None, None, None)
        kind: list[Content] = (
            [(Value("service.kind", line.kind, line.kind, line.key, options=SERVICES),)]
            if kinds
            else []
        )
        rows.append((key(line), name(line), *kind, *money_cells(how, amounts, line.key)))
    w, sums = how.writer, order.total
    foot: tuple[tuple[Content, ...], ...] = ()
    if sums is not None:
        blank: list[Content] = [()] if kinds else []
        foot = (
            (
                (total,),
                (),
                *blank,
                w.money("total.excl_tax", sums.ht),
                (),
                w.money("total.vat", sums.vat),
                w.money("total.incl_tax", sums.ttc),
            ),
        )
    heads = (key_label(order), header[0], *((header[1],) if kinds else ()), *header[2:])
    widths = (1.5, 2.3, *((1.4,) if kinds else ()), 1.5, 0.9, 1.4, 1.5)
    return Grid(heads, tuple(rows), widths, "ll" + ("l" if kinds else "") + "rrrr", foot, title)


def client_party(how: How, order: Order, caption: str, labels: tuple[str, ...] = ()) -> Party:
    """The address block of the client."""
    w = how.writer
    lines: list[Content] = [w.text(order.client_concept, order.client)]
    if order.street:
        lines.append(w.text("client.street", order.street))
        lines.append(
            (
                *w.text("client.postal_code", order.postal_code),
                " ",
                *w.text("client.city", order.city),
            )
        )
    for number, (label, concept, identifier) in enumerate(order.client_ids):
        shown = labels[number] if number < len(labels) else label
        lines.append((f"{shown}\u00a0: ", *w.text(concept, identifier)))
    return Party(caption, tuple(lines))


def supplier_party(how: How, order: Order, caption: str, label: str = "") -> Party:
    """The address block of the supplier."""
    w = how.writer
    named = label or ("N° SIREN" if order.supplier_id_concept == "supplier.siren" else "N° SIRET")
    return Party(
        caption,
        (
            w.text("supplier.name", order.supplier),
            ("125 boulevard du Progrès",),
            ("35000 Rennes",),
            (f"{named}\u00a0: ", *w.text(order.supplier_id_concept, order.supplier_id)),
        ),
    )


def scenario_grid(
    how: How, order: Order, header: str, title: str, extra: bool = False
) -> Grid | None:
    """The scenario of each beneficiary, as text; with ``extra`` the day of completion."""
    if not any(line.scenario for line in order.lines):
        return None
    w = how.writer
    rows = tuple(
        (
            key(line),
            name(line),
            w.text("scenario.label", line.scenario, line.key),
            *((w.date("service.completion_date", line.done, line.key),) if extra else ()),
        )
        for line in order.lines
    )
    heads = (key_label(order), "Établissement", header, *(("Fin de réalisation",) if extra else ()))
    return Grid(heads, rows, (1.3, 2.2, 4.0, *((1.5,) if extra else ())), title=title)


def scenario_ticks(order: Order, title: str, options: tuple[str, ...] | None = None) -> Grid | None:
    """The scenario of each beneficiary, to tick: one column an option."""
    if not any(line.scenario for line in order.lines):
        return None
    offered = options or order.scenarios
    rows = tuple(
        (
            key(line),
            name(line),
            *(
                (
                    Tick(
                        line.scenario == one,
                        "scenario.label",
                        one,
                        line.key,
                        f"scenario_{line.key}",
                    ),
                )
                for one in offered
            ),
        )
        for line in order.lines
    )
    widths = (1.3, 2.2, *(1.9 for _ in offered))
    return Grid(
        (key_label(order), "Établissement", *offered),
        rows,
        widths,
        "ll" + "c" * len(offered),
        title=title,
    )


def yes_no(tick_style: bool, answer: bool, concept: str, subject: str) -> Content:
    """An answer: « Oui » or « Non » in words, or both with the right one ticked."""
    value = "oui" if answer else "non"
    if not tick_style:
        word = "Oui" if answer else "Non"
        return (Value(concept, word, value, subject),)
    group = f"{concept.rsplit('.', maxsplit=1)[-1]}_{subject}"
    spans: list[Span] = [
        Tick(answer, concept, "oui", subject, group),
        "\u00a0Oui   ",
        Tick(not answer, concept, "non", subject, group),
        "\u00a0Non",
    ]
    return tuple(spans)


def answer_grid(
    order: Order, ticks: bool, title: str, wordings: tuple[str, ...] = ()
) -> Grid | None:
    """The questions of the scenario, by establishment."""
    if not order.questions or not any(line.answers for line in order.lines):
        return None
    heads = wordings or tuple(wording for _, wording in order.questions)
    rows = tuple(
        (
            key(line),
            name(line),
            *(
                yes_no(ticks, line.answers[concept], concept, line.key)
                for concept, _ in order.questions
            ),
            _joined(line),
        )
        for line in order.lines
    )
    widths = (1.3, 2.0, *(1.5 for _ in heads), 2.0)
    return Grid(
        (key_label(order), "Site", *heads, "Flux mis en œuvre"),
        rows,
        widths,
        "ll" + "c" * len(heads) + "l",
        title=title,
    )


def _joined(line: Line) -> Content:
    spans: list[Span] = []
    for number, flow in enumerate(line.flows):
        if number:
            spans.append("\n")
        spans.append(Value("scenario.flow", flow, flow, line.key))
    return tuple(spans)


def spaced(values: tuple[Value, ...], between: str = ", ") -> Content:
    """Values one after the other."""
    spans: list[Span] = []
    for number, value in enumerate(values):
        if number:
            spans.append(between)
        spans.append(value)
    return tuple(spans)
