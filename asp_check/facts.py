"""What no request carries and rules want to know: dispositifs, the supplier's own facts, references.

``Facts`` is all that a user brings; ``Given`` is what of it concerns one template at one instant,
and all that a rule sees beside the values of the file.  Plain values: nothing here reads a file.
"""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from asp_check.dispositif import Datum, Dispositif

if TYPE_CHECKING:
    from asp_check.template import Template

_NOTHING: Mapping[str, object] = MappingProxyType({})


class Supplier(NamedTuple):
    """What the configuration says of the supplier; ``None`` where it says nothing."""

    vat_liable: bool | None = None
    path: Literal["single", "grouping", "white-label"] | None = None


class Solution(NamedTuple):
    """What the configuration says of the solution referenced for one dispositif.

    Days are written ``2025-03-31``.  ``pilots_validated`` is the day on which the pilots were
    validated, ``False`` while they are not, ``None`` where nothing is said.
    """

    dispositif: str
    referencing_number: str | None = None
    referencing_date: str | None = None
    proof_date: str | None = None
    profiles: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    pilots_validated: str | Literal[False] | None = None


# --- Reference data, indexed


class Origin(NamedTuple):
    """Which file some reference data comes from.  ``date`` is the day that the file bears, if any."""

    path: str
    sha256: str
    date: str | None
    rows: int


class Establishment(NamedTuple):
    """One row of the FINESS directory; days are written ``2025-03-31``, empty where unknown."""

    finess: str
    is_legal: bool = False
    """The number of a legal entity (EJ), not of a site (ET)."""
    legal_finess: str = ""
    name: str = ""
    category: str = ""
    category_label: str = ""
    opened: str = ""
    closed: str = ""


class Finess(NamedTuple):
    """The FINESS directory, by number."""

    origin: Origin
    by_number: Mapping[str, Establishment]


class Ceiling(NamedTuple):
    """The most, in euros excluding tax, that is funded; empty text where it holds for all."""

    amount: Decimal
    dispositif: str = ""
    service: str = ""


class Ceilings(NamedTuple):
    """Ceilings by the identifier of the beneficiary: FINESS, SIRET, AM, RPPS."""

    origin: Origin
    by_identifier: Mapping[str, Sequence[Ceiling]]


class Funding(NamedTuple):
    """A funding that was obtained; ``request`` is the number of the request, if it is known."""

    dispositif: str
    request: str = ""
    supplier: str = ""


class Funded(NamedTuple):
    """Fundings already obtained, by the identifier of the beneficiary."""

    origin: Origin
    by_identifier: Mapping[str, Sequence[Funding]]


class References(NamedTuple):
    """The reference data that the user brings; ``None`` for what is not given."""

    ceilings: Ceilings | None = None
    finess: Finess | None = None
    funded: Funded | None = None


# --- All of it


class Facts(NamedTuple):
    """All that a user brings beside the files to check.

    ``dispositifs`` and ``solutions`` go by the code of the dispositif, in lower case.
    ``resubmission``: the requests were deposited before and are back to « A modifier ».
    """

    dispositifs: Mapping[str, Dispositif] = _NOTHING  # type: ignore[assignment]
    supplier: Supplier = Supplier()
    solutions: Mapping[str, Solution] = _NOTHING  # type: ignore[assignment]
    references: References = References()
    resubmission: bool = False


NO_FACTS = Facts()


class Given(NamedTuple):
    """What a rule is given beside the values of the file: all but the file itself.

    ``as_of`` is an instant of Paris (``2025-12-17T12:00``, with seconds where there are some) or
    ``None``.  ``request`` is ``avance``, ``pilotes`` or ``solde``.  ``newer`` is the version of the
    template in force at ``as_of`` where that one is newer; ``made_from`` the older version to which
    the file is exact while it is not to ``template``.
    """

    as_of: str | None = None
    request: str = ""
    code: str = ""
    """The code of the dispositif as the template writes it."""
    dispositif: Dispositif | None = None
    known: Mapping[str, Dispositif] = _NOTHING  # type: ignore[assignment]
    """Every dispositif that is known, by its code in lower case."""
    supplier: Supplier = Supplier()
    solution: Solution | None = None
    references: References = References()
    resubmission: bool = False
    template: "Template | None" = None
    newer: "Template | None" = None
    made_from: "Template | None" = None

    def datum(self, key: str) -> Datum | None:
        """What is known of the dispositif under this key of ``dispositif.KEYS``."""
        return None if self.dispositif is None else self.dispositif.data.get(key)
