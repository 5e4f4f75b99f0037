"""The table of the rules: what each needs, so that a rule that cannot be asked is never imported.

``needs`` are concepts that the template must map, the first being the subject; ``a|b`` asks for one
of several, the first that is mapped being the subject.  ``uses`` are concepts that it reads where
they are mapped.  ``facts`` are what must be known beside the file, by the names of ``needs.FACTS``.
``requests`` are the kinds of request that the rule is about.  ``scope`` is what it runs for: ``each``
value of its subject; each of ``all`` the concepts that its first need names, where several are mapped;
or the ``file``, once, whose every value it then sees.
"""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from typing import Literal, NamedTuple

REQUESTS = ("avance", "pilotes", "solde")
"""Every kind of request."""


class Entry(NamedTuple):
    """One rule: its id, never used again; its name, that of its module; what it needs."""

    id: str
    name: str
    needs: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    requests: tuple[str, ...] = REQUESTS
    scope: Literal["each", "all", "file"] = "each"

    @property
    def module(self) -> str:
        """The module of this package that holds it."""
        return self.name.replace("-", "_")


AVANCE, SOLDE = ("avance",), ("solde",)

BENEFICIARY = (
    "client.finess|client.siret|client.am|practitioner.rpps|practitioner.idnps|practitioner.adeli"
)
"""What a beneficiary may be known by; which of them it is depends on the model."""

FINESS = "client.finess|client.legal_finess"

QUESTIONS = (
    "scenario.code", "scenario.label", "scenario.report_sending", "scenario.dmp_feed",
    "scenario.mss_sending", "scenario.ins", "scenario.answer",
)  # fmt: skip
"""What each establishment answers; remarks are free, and questions are no answers."""

TABLE = (
    Entry("R101", "zero-amount", ("amount.excl_tax|amount.incl_tax|total.excl_tax",)),
    Entry(
        "R102",
        "missing-tax",
        ("amount.excl_tax",),
        ("amount.vat_rate", "amount.vat", "amount.incl_tax", "supplier.vat_liable"),
    ),
    Entry(
        "R103",
        "wrong-tax",
        ("amount.incl_tax|amount.vat", "amount.excl_tax", "amount.vat_rate|amount.vat"),
        ("supplier.vat_liable",),
        scope="all",
    ),
    Entry(
        "R104",
        "above-ceiling",
        (
            "amount.excl_tax",
            "client.finess|client.am|practitioner.rpps|practitioner.idnps|practitioner.am|client.siret",
        ),
        ("service.kind", "client.legal_finess"),
        ("ceilings",),
    ),
    Entry(
        "R105",
        "wrong-total",
        ("total.excl_tax|total.vat|total.incl_tax", "amount.excl_tax|amount.vat|amount.incl_tax"),
        ("amount.vat_rate", "supplier.vat_liable"),
        scope="all",
    ),
    Entry(
        "R106",
        "above-advance",
        ("advance.excl_tax", "amount.excl_tax|invoice.segur_amount"),
        ("amount.vat", "amount.incl_tax"),
        requests=SOLDE,
    ),
    Entry("R107", "zero-invoice", ("invoice.segur_amount|invoice.segur_incl_tax",), requests=SOLDE),
    Entry(
        "R108",
        "invoice-differs",
        ("invoice.segur_amount", "amount.excl_tax"),
        ("amount.vat", "amount.incl_tax"),
        requests=SOLDE,
    ),
    Entry(
        "R109",
        "wrong-share",
        ("balance.excl_tax|balance.share",),
        ("amount.excl_tax",),
        ("share",),
        SOLDE,
    ),
    Entry(
        "R110",
        "wrong-invoice-tax",
        ("invoice.segur_incl_tax|invoice.segur_vat", "invoice.segur_amount"),
        (
            "invoice.segur_vat_rate",
            "amount.excl_tax",
            "amount.vat_rate",
            "amount.vat",
            "amount.incl_tax",
            "supplier.vat_liable",
        ),
        requests=SOLDE,
        scope="all",
    ),
    Entry(
        "R111",
        "invoice-part-above-total",
        (
            "invoice.total_excl_tax|invoice.total_incl_tax",
            "invoice.segur_amount|invoice.segur_incl_tax",
        ),
        (
            "invoice.segur_vat_rate",
            "invoice.segur_vat",
            "amount.excl_tax",
            "amount.vat_rate",
            "amount.vat",
            "amount.incl_tax",
            "supplier.vat_liable",
        ),
        requests=SOLDE,
        scope="all",
    ),
    Entry(
        "R112",
        "above-entity-ceiling",
        ("client.legal_finess", "amount.excl_tax"),
        (
            "client.finess",
            "client.am",
            "client.siret",
            "practitioner.rpps",
            "practitioner.idnps",
            "practitioner.am",
            "service.kind",
        ),
        ("ceilings",),
    ),
    Entry(
        "R201",
        "signed-after-window",
        ("order.signature_date",),
        (),
        ("as_of", "advance_end"),
        ("avance", "solde"),
    ),
    Entry(
        "R202",
        "signed-too-early",
        ("order.signature_date",),
        ("solution.proof_date", "solution.referencing_date"),
        ("proof_date",),
        ("avance", "solde"),
    ),
    Entry("R203", "deposit-outside-window", facts=("as_of", "first_deposit", "window")),
    Entry(
        "R204", "late-service", ("service.completion_date",), (), ("as_of", "services_end"), SOLDE
    ),
    Entry(
        "R205",
        "missing-condition",
        ("order.referencing_condition", "order.signature_date"),
        ("solution.referencing_date",),
        ("referencing_date",),
        ("avance", "solde"),
    ),
    Entry(
        "R206",
        "dates-out-of-order",
        ("order.signature_date|service.completion_date|va.date|mom.date|invoice.date",),
        ("order.date", "service.start_date"),
        scope="all",
    ),
    Entry("R207", "outdated-template"),
    Entry(
        "R208",
        "missing-mss-indicator",
        (),
        ("mss.deployment", "order.number"),
        ("mss_indicator", "as_of_or_resubmission"),
        SOLDE,
    ),
    Entry(
        "R209",
        "future-date",
        ("order.signature_date|service.completion_date|va.date|mom.date|invoice.date",),
        (),
        ("as_of",),
        scope="file",
    ),
    Entry("R210", "advance-not-decided", ("advance.decision_date",), (), ("as_of",), SOLDE),
    Entry("R211", "pilots-not-validated", (), (), ("pilots",), SOLDE),
    Entry("R301", "repeated-beneficiary", (BENEFICIARY,), ("amount.excl_tax",), scope="file"),
    Entry(
        "R302",
        "already-funded",
        (BENEFICIARY,),
        ("amount.excl_tax", "request.number"),
        ("first_deposit", "funded"),
        AVANCE,
        "file",
    ),
    Entry(
        "R303",
        "wave-1-already-had",
        ("service.kind",),
        ("client.had_wave_1", "client.finess", "client.siret", "client.legal_finess"),
        ("wave_1",),
    ),
    Entry("R304", "unknown-finess", (FINESS,), facts=("finess",), scope="all"),
    Entry("R305", "closed-finess", (FINESS,), ("order.signature_date",), ("finess",), scope="all"),
    Entry("R306", "wrong-kind-of-finess", (FINESS,), facts=("finess",), scope="all"),
    Entry("R307", "name-not-in-finess", ("client.name", "client.finess"), facts=("finess",)),
    Entry(
        "R308",
        "no-valid-number",
        ("order.number|order.signature_date|total.excl_tax", "client.finess|client.am"),
        ("practitioner.am",),
        ("imaging", "finess"),
    ),
    Entry(
        "R309", "repeated-order-number", ("order.number",), ("request.order_count",), scope="file"
    ),
    Entry(
        "R401",
        "several-scenarios",
        ("order.number", "scenario.code|scenario.label|scenario.software"),
        facts=("single_scenario",),
    ),
    Entry("R402", "unreferenced-profile", ("solution.profile",), facts=("profiles",)),
    Entry(
        "R403",
        "domain-not-referenced",
        ("client.category|client.finess",),
        ("client.finess", "solution.domain"),
        ("domains", "category"),
    ),
    Entry(
        "R404",
        "other-referencing-number",
        ("solution.referencing_number",),
        facts=("referencing_number",),
    ),
    Entry(
        "R405",
        "incomplete-answers",
        ("order.number", "client.finess"),
        QUESTIONS,
        ("answers_by_finess",),
    ),
    Entry(
        "R406",
        "wrong-practitioner-count",
        ("order.practitioner_count", "practitioner.rpps|practitioner.name"),
        ("practitioner.first_name",),
    ),
    Entry(
        "R407", "scenario-outside-profile", ("scenario.code|scenario.label",), facts=("scenarios",)
    ),
    Entry("R408", "number-of-another-scheme", ("solution.referencing_number",)),
    Entry("R409", "wrong-order-count", ("request.order_count", "order.number")),
    Entry("R501", "unsigned-order", ("order.signed",)),
    Entry("R502", "unsigned-va", ("va.signed",), requests=SOLDE),
    Entry("R503", "missing-funding-mention", ("order.funding_mention",)),
    Entry(
        "R504",
        "invoice-name-differs",
        ("invoice.name", "va.signatory"),
        ("va.signatory_entity", "client.name", "client.legal_name"),
        requests=SOLDE,
    ),
    Entry(
        "R505",
        "missing-mss-address",
        ("order.number", "mss.address"),
        ("scenario.mss_sending",),
        ("mss_address",),
        SOLDE,
    ),
    Entry(
        "R506",
        "missing-piece",
        ("order.number", "piece.kind"),
        facts=("va_or_mom",),
        requests=SOLDE,
    ),
    Entry(
        "R507",
        "several-invoice-files",
        ("order.number", "piece.kind"),
        ("piece.file_name",),
        requests=SOLDE,
    ),
    Entry(
        "R508",
        "site-without-mss-address",
        ("client.finess|practitioner.rpps", "mss.address"),
        ("scenario.mss_sending", "client.name", "practitioner.name", "practitioner.first_name"),
        ("mss_address",),
        SOLDE,
        "all",
    ),
    Entry("R509", "missing-invoice-piece", ("order.number", "piece.kind"), requests=SOLDE),
)
"""Every rule, in the order of ids."""

ADVISORY = frozenset({
    "R105", "R205", "R206", "R207", "R209", "R210", "R304", "R305", "R306", "R307", "R309", "R404",
    "R405", "R406", "R408", "R409", "R504", "R509",
})  # fmt: skip
"""Those that never block: known without importing them."""

GRAVE = frozenset(entry.id for entry in TABLE) - ADVISORY
"""Those that may block."""

RETIRED: frozenset[str] = frozenset()
"""Ids of rules that are gone; none of them comes back with another meaning."""
