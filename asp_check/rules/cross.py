"""The table of the rules on pieces (family X): what each needs, and of which papers it speaks.

``roles`` are groups of roles, of each of which one paper at least must be given: ``va|mom``.
``needs`` are concepts that the template must map, ``a|b`` one of several; ``sought`` are those that
``pieces.toml`` must look for in papers of these roles.  ``scope`` is what it runs for: each ``order``
with its pieces, or the ``file`` with all of them.
"""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from typing import Literal, NamedTuple

from asp_check.rules.table import AVANCE, BENEFICIARY, REQUESTS, SOLDE


class CrossEntry(NamedTuple):
    """One rule on pieces: its id, never used again; its name, that of its module; what it needs."""

    id: str
    name: str
    roles: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    sought: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    requests: tuple[str, ...] = REQUESTS
    scope: Literal["order", "file"] = "order"
    advance: bool = False
    """Whether it needs the advance that goes with the balance."""
    whole: bool = False
    """Whether it needs all that is to be deposited, and not some of the pieces."""

    @property
    def module(self) -> str:
        """The module of ``rules`` that holds it."""
        return self.name.replace("-", "_")


_SCENARIO = (
    "scenario.code|scenario.label|scenario.software|scenario.report_sending|scenario.dmp_feed"
    "|scenario.mss_sending|scenario.ins|scenario.flow|scenario.answer"
)

_PART = "invoice.segur_amount"

CROSS = (
    CrossEntry(
        "X101", "scenario-differs", ("va|mom",), (_SCENARIO,), (_SCENARIO,), requests=SOLDE
    ),
    CrossEntry("X102", "scenario-changed", ("va|mom",), (_SCENARIO,), (_SCENARIO,)),
    CrossEntry(
        "X103", "mss-indicator-differs", ("va",), ("mss.deployment",), ("mss.deployment",),
        requests=SOLDE,
    ),
    CrossEntry("X104", "bdc-differs", ("bdc",), requests=AVANCE),
    CrossEntry("X105", "piece-differs", ("bdc|va|mom|invoice",), requests=SOLDE),
    CrossEntry("X201", "bdc-without-mention", ("bdc",), (), ("order.funding_mention",)),
    CrossEntry(
        "X202", "zero-on-bdc", ("bdc",), (),
        ("amount.excl_tax|amount.incl_tax|total.excl_tax|total.incl_tax",),
    ),
    CrossEntry("X203", "bdc-without-tax", ("bdc",), (), ("amount.excl_tax",)),
    CrossEntry(
        "X301", "zero-on-invoice", ("invoice",), (),
        (f"{_PART}|invoice.segur_incl_tax|invoice.total_excl_tax|invoice.total_incl_tax",),
        requests=SOLDE,
    ),
    CrossEntry(
        "X302", "invoice-part-differs", ("invoice",), (f"{_PART}|amount.excl_tax",), (_PART,),
        requests=SOLDE,
    ),
    CrossEntry(
        "X303", "invoice-above-bdc", ("invoice", "bdc"), (),
        (_PART, "amount.excl_tax|total.excl_tax"), requests=SOLDE,
    ),
    CrossEntry("X304", "several-invoices", ("invoice",), requests=SOLDE),
    CrossEntry("X305", "invoice-without-tax", ("invoice",), requests=SOLDE),
    CrossEntry(
        "X306", "invoice-to-another-name", ("invoice", "va"), (), ("invoice.name", "va.signatory"),
        requests=SOLDE,
    ),
    CrossEntry(
        "X307", "va-without-mss-address", ("va|mom",), (), ("mss.address",), ("mss_address",), SOLDE
    ),
    CrossEntry(
        "X308", "papers-out-of-order", ("va|mom|invoice", "bdc|va|mom"), (),
        ("va.date|mom.date|invoice.date", "order.signature_date|va.date|mom.date"), requests=SOLDE,
    ),
    CrossEntry("X401", "bdc-without-signature", ("bdc",)),
    CrossEntry("X402", "va-without-signature", ("va",), requests=SOLDE),
    CrossEntry("X403", "changed-after-signature", ("bdc|va|mom|invoice|pilot",)),
    CrossEntry(
        "X501", "piece-not-in-dossier", requests=("avance", "solde"), scope="file", whole=True
    ),
    CrossEntry("X502", "piece-of-no-order", scope="file"),
    CrossEntry("X503", "unrecognised-piece", scope="file"),
    CrossEntry(
        "X504", "listed-file-missing", (), ("piece.file_name",), scope="file", whole=True
    ),
    CrossEntry(
        "X601", "client-added", (), (BENEFICIARY,), requests=SOLDE, scope="file", advance=True
    ),
    CrossEntry(
        "X602", "client-removed", (), (BENEFICIARY,), requests=SOLDE, scope="file", advance=True
    ),
    CrossEntry(
        "X603", "above-deposited-advance", (), ("amount.excl_tax",), requests=SOLDE, scope="file",
        advance=True,
    ),
)  # fmt: skip
"""Every rule on pieces, in the order of ids."""

CROSS_GRAVE = frozenset({
    "X101", "X103", "X104", "X201", "X202", "X203", "X301", "X302", "X303", "X304", "X307", "X401",
    "X402", "X501", "X601", "X603",
})  # fmt: skip
"""Those that may block: known without importing them."""
