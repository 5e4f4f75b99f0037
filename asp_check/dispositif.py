"""What is known of a dispositif: windows, shares, pieces, each datum with its source and its age.

Plain values; ``catalog.dispositifs`` reads them.  Instants are written ``2025-12-17T12:00`` and
days ``2025-12-17``, on the clocks of Paris: text compares as time does.
"""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

Certainty = Literal["official", "secondary", "inference"]

FRESH_DAYS = 90
"""A date that was read, or confirmed, so many days before the as-of instant no longer blocks."""


class Datum(NamedTuple):
    """One thing that is known: its value, the page it was read on, when, and how certain it is.

    ``read`` and ``confirmed`` are days (``2024-11-15``), ``None`` where unknown; ``confirmed`` is
    the day on which the user looked at the page again.
    """

    value: Any
    source: str
    read: str | None
    certainty: Certainty
    confirmed: str | None = None

    @property
    def seen(self) -> str | None:
        """The last day on which somebody saw it on its page."""
        return max(filter(None, (self.read, self.confirmed)), default=None)


class Dispositif(NamedTuple):
    """One funding scheme.  ``data`` holds what is known, by the names of ``KEYS``; no more.

    ``code`` is written as the ASP writes it; ``attested`` says whether a source shows it.
    """

    code: str
    attested: bool
    label_fr: str
    label_en: str
    corridor: str
    wave: int | None
    data: Mapping[str, Datum]

    def value(self, key: str) -> Any:  # noqa: ANN401 - each key has its own type
        """What is known under this key; ``None`` if nothing is."""
        datum = self.data.get(key)
        return None if datum is None else datum.value


class Key(NamedTuple):
    """One kind of datum: its type, and what it is called."""

    type: Literal["instant", "percentage", "boolean", "wanted", "identifiers", "texts"]
    fr: str
    en: str


KEYS: Mapping[str, Key] = MappingProxyType({
    "published": Key("instant", "Publication de l'arrêté (T0)", "Publication of the order (T0)"),
    "admin_file_end": Key("instant", "Fin du dossier administratif", "End of the administrative file"),
    "proof_file_end": Key("instant", "Fin du dossier complet de preuves", "End of the complete proof file"),
    "exchanges_end": Key("instant", "Fin des échanges avec l'ANS", "End of the exchanges with the ANS"),
    "enrolment_start": Key("instant", "Ouverture de l'enrôlement", "Opening of the enrolment"),
    "advance_start": Key("instant", "Ouverture des demandes d'avance", "Opening of advance requests"),
    "advance_end": Key("instant", "Fin des demandes d'avance", "End of advance requests"),
    "services_end": Key("instant", "Fin de réalisation des prestations", "End of the services"),
    "balance_start": Key("instant", "Ouverture des demandes de solde", "Opening of balance requests"),
    "balance_end": Key("instant", "Fin des demandes de solde", "End of balance requests"),
    "mss_indicator_from": Key("instant", "Indicateur MSS exigé au solde", "MSS indicator asked of the balance"),
    "advance_share": Key("percentage", "Part de l'avance", "Share of the advance"),
    "balance_share": Key("percentage", "Part du solde", "Share of the balance"),
    "va": Key("wanted", "VA demandée au solde", "VA wanted for the balance"),
    "mom": Key("wanted", "MOM demandée au solde", "MOM wanted for the balance"),
    "mss_address": Key("boolean", "Adresse MSSanté utilisée à indiquer au solde", "MSSanté address in use to be given in the balance"),
    "single_scenario": Key("boolean", "Un seul scénario et un seul logiciel par bon de commande", "One scenario and one software only in a purchase order"),
    "answers_by_finess": Key("boolean", "Réponses du scénario données établissement par établissement", "Answers of the scenario given establishment by establishment"),
    "identifiers": Key("identifiers", "Identifiants du bénéficiaire", "Identifiers of the beneficiary"),
    "domains": Key("texts", "Domaines de référencement", "Referenced domains"),
    "waves_before": Key("texts", "Dispositifs de la vague 1 du même couloir", "Wave 1 schemes of the same corridor"),
})  # fmt: skip
"""Every datum that a dispositif may have.

``instant``: a day or an instant.  ``percentage``: a decimal number of per cent, as text (``"70"``).
``wanted``: ``required``, ``optional`` or ``none``.  ``identifiers``: some of ``IDENTIFIERS``.
"""

IDENTIFIERS = ("finess-et", "finess-ej", "siret", "am", "rpps", "idnps")
"""Kinds of identifier of a beneficiary; FINESS of a site (ET) or of a legal entity (EJ)."""

GENERIC_MONTHS: Mapping[str, tuple[int, int]] = MappingProxyType({
    "admin_file_end": (6, 6),
    "proof_file_end": (13, 13),
    "exchanges_end": (16, 16),
    "advance_end": (19, 19),
    "services_end": (22, 25),
    "balance_end": (25, 28),
})  # fmt: skip
"""The generic calendar: months after the publication of the arrêté (T0), from and to."""

GENERIC_SOURCE = "ANS, « Accompagnement des ENS sur un parcours de type Ségur », 2024-09"
"""Where the generic calendar is written."""

WINDOWS = tuple(
    name for name, key in KEYS.items() if key.type == "instant" and name != "mss_indicator_from"
)
"""The dates that every dispositif has, known or not, in the order of its life."""

OPENINGS: Mapping[str, str] = MappingProxyType({
    "advance_start": "advance_end",
    "balance_start": "balance_end",
})  # fmt: skip
"""What opens, and the end that closes it."""


def runs_until(value: str) -> str:
    """The last instant of a deadline: a day without an hour runs until its own end.

    >>> runs_until("2026-12-16"), runs_until("2025-12-17T12:00")
    ('2026-12-16T23:59:59', '2025-12-17T12:00')
    """
    return value if "T" in value else f"{value}T23:59:59"
