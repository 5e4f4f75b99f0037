"""Clean requests, drawn for each reference model: exact in form, inside every rule of funding.

What the program does is done here a second time, otherwise: money in whole cents, days in
``datetime``, the file written from the tree of the template.  The only things taken from the program
are the template, with its concepts, and the plain values in which a check is given its facts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from hypothesis import strategies as st

import asp_check
from asp_check import exactness
from asp_check.catalog import dispositifs
from asp_check.dispositif import Datum, Dispositif
from asp_check.exactness import FilledSlot
from asp_check.facts import (
    Ceiling,
    Ceilings,
    Establishment,
    Facts,
    Finess,
    Funded,
    Funding,
    Origin,
    References,
    Solution,
    Supplier,
)
from asp_check.pointer import ANY
from asp_check.template import Constant, Member, Object, Repeat, Slot, Template, TemplateNode

MODELS = (
    "bio-sgl-va1/solde@initial",
    "hop-dpi-va2/avance@initial",
    "hop-dpi-va2/solde@initial",
    "img-ris-va2/avance@initial",
    "mdv-lgc-va2/avance@initial",
    "mdv-lgc-va2/solde@initial",
    "ms2/solde@2024-09-12T1400",
    "ms2/solde@initial",
)
MSS_INDICATOR_FROM = "2024-09-12T14:00"
PERIODS = {
    "": ("2024-01-01T08:00:00", "2027-12-31T23:59:59"),
    "ms2/solde@initial": ("2023-01-01T08:00:00", "2024-09-12T13:59:59"),
    "ms2/solde@2024-09-12t1400": ("2024-09-12T14:00:00", "2027-12-31T23:59:59"),
}
"""When the requests of a model are deposited, on the clocks of Paris; the first is for any."""
HOURS = (0, 43_200, 50_400, 54_360, 86_340)
"""Seconds of a day at which a request is deposited: first and last minute, noon, 14:00, 15:06."""

Index = int | str
Indices = tuple[Index, ...]
T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[Any]], Any]

template_of = cache(asp_check.load_template)


class Request(NamedTuple):
    """A request and all that is known beside it; nothing is wrong with it."""

    template: Template
    data: bytes
    facts: Facts
    as_of: str | None

    def check(self) -> asp_check.Report:
        """What the program has to say of it."""
        return asp_check.check(
            self.data, template=self.template, as_of=self.as_of, facts=self.facts
        )

    def slots(self, *concepts: str) -> list[FilledSlot]:
        """Where the values of these concepts stand, in the order of the file."""
        found = exactness.check(self.template, self.data).slots()
        return [at for at in found if at.slot.declared.concept in concepts]

    def literal(self, at: FilledSlot) -> bytes:
        """What is written there."""
        return self.data[at.start : at.end]

    def text(self, at: FilledSlot) -> str:
        """What is written there: a text decoded, a number as it is."""
        value = json.loads(self.literal(at), parse_float=str, parse_int=str)
        return value if isinstance(value, str) else json.dumps(value)

    def with_literals(self, literals: Sequence[tuple[FilledSlot, bytes]]) -> Request:
        """The same with other values, offset by offset from the end."""
        data = self.data
        for at, literal in sorted(literals, key=lambda pair: -pair[0].start):
            data = data[: at.start] + literal + data[at.end :]
        return self._replace(data=data)

    def with_text(self, at: FilledSlot, text: str) -> Request:
        """The same with another text there."""
        return self.with_literals([(at, quoted(self.template, text))])

    @property
    def code(self) -> str:
        """The code of its dispositif."""
        return self.template.manifest.dispositif if self.template.manifest else ""

    @property
    def kind(self) -> str:
        """``avance`` or ``solde``."""
        return self.template.manifest.request if self.template.manifest else ""

    def knowing(self, **data: Any) -> Request:
        """The same where this, too, is known of the dispositif: official, and read that very day."""
        known = self.facts.dispositifs[self.code.lower()]
        read = (self.as_of or "2025-01-01")[:10]
        more = {key: Datum(value, SOURCE, read, "official") for key, value in data.items()}
        return self._with_data({**known.data, **more})

    def without(self, *keys: str) -> Request:
        """The same where these are not known of the dispositif."""
        known = self.facts.dispositifs[self.code.lower()].data
        return self._with_data({key: datum for key, datum in known.items() if key not in keys})

    def _with_data(self, data: Mapping[str, Datum]) -> Request:
        known = self.facts.dispositifs[self.code.lower()]._replace(data=data)
        schemes = {**self.facts.dispositifs, self.code.lower(): known}
        return self._replace(facts=self.facts._replace(dispositifs=schemes))

    def with_solution(self, **attributes: Any) -> Request:
        """The same where the configuration says this of the solution."""
        known = self.facts.solutions.get(self.code.lower(), Solution(self.code))
        solutions = {self.code.lower(): known._replace(**attributes)}
        return self._replace(facts=self.facts._replace(solutions=solutions))

    def with_references(self, **references: Any) -> Request:
        """The same with other reference data."""
        found = self.facts.references._replace(**references)
        return self._replace(facts=self.facts._replace(references=found))


SOURCE = "https://esante.gouv.fr/segur"
ORIGIN = Origin("reference.csv", "0" * 64, "2025-01-01", 1)


def quoted(template: Template, text: str) -> bytes:
    """A text as the model writes it: with or without escapes for what is not ASCII."""
    return json.dumps(text, ensure_ascii=template.style.unicode_escaped).encode()


# --- Drawing


class Dice:
    """Choices, made of whole numbers: those of hypothesis, which it may make simpler, or any other."""

    def __init__(self, number: Callable[[int, int], int]) -> None:
        self.number = number
        self._taken: set[str] = set()

    @classmethod
    def of(cls, draw: Draw) -> Dice:
        """Choices of hypothesis."""
        return cls(lambda low, high: int(draw(st.integers(low, high))))

    def one(self, options: Sequence[T]) -> T:
        return options[self.number(0, len(options) - 1)]

    def chance(self, of_ten: int) -> bool:
        """Whether it happens, so many times of ten; simpler is that it does not."""
        return self.number(0, 9) >= 10 - of_ten

    def gap(self, most: int) -> int:
        """A number of days: often none, often all, else any."""
        return self.one((0, most, self.number(0, most)))

    def unused(self, make: Callable[[int], str], most: int = 999_999) -> str:
        """A number that no other has, made from digits."""
        digits = self.number(1, most)
        while make(digits) in self._taken:
            digits = digits % most + 1
        self._taken.add(make(digits))
        return make(digits)


# --- Numbers with a key


def luhn_digit(digits: str) -> str:
    """The digit that completes a number, counted by hand."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return str(-total % 10)


DEPARTMENTS = ("2A", "2B", "01", "29", "33", "59", "69", "75", "83", "93", "97")


def keyed(digits: str) -> str:
    """A number with its key; that of Corsica counts 2A as 21 and 2B as 22."""
    return digits + luhn_digit(digits.replace("A", "1").replace("B", "2"))


def finess(dice: Dice) -> str:
    department = dice.one(DEPARTMENTS)
    return dice.unused(lambda digits: keyed(f"{department}{digits:06d}"))


def siren(dice: Dice) -> str:
    return keyed(f"{dice.number(10_000_000, 99_999_999)}")


def siret(dice: Dice) -> str:
    company = siren(dice)
    return dice.unused(lambda digits: keyed(f"{company}{digits:04d}"), 9999)


def rpps(dice: Dice) -> str:
    return dice.unused(lambda digits: keyed(f"1990{digits:06d}"))


def am(dice: Dice) -> str:
    return dice.unused(lambda digits: f"831{digits:06d}")


# --- Money, in cents


class Line(NamedTuple):
    """An amount of one service; ``rate`` in hundredths of a per cent."""

    excl_tax: int
    rate: int
    vat: int

    @property
    def incl_tax(self) -> int:
        return self.excl_tax + self.vat


RATES = (2000, 1000, 850, 550, 210)


def rounded(numerator: int, denominator: int, *, half_even: bool) -> int:
    """A fraction to the nearest whole; of two as near, the upper one or the even one."""
    whole, rest = divmod(numerator, denominator)
    up = 2 * rest > denominator or (2 * rest == denominator and (not half_even or whole % 2 == 1))
    return whole + up


class Rounding(NamedTuple):
    """How the supplier's software rounds: ``by`` each ``line``, each ``rate`` or the ``total``."""

    half_even: bool
    by: str

    def vat(self, excl_tax: int, rate: int) -> int:
        return rounded(excl_tax * rate, 10_000, half_even=self.half_even)

    def total(self, lines: Sequence[Line]) -> int:
        """The VAT on several lines."""
        if self.by == "line":
            return sum(line.vat for line in lines)
        if self.by == "rate":
            rates = {line.rate for line in lines}
            bases = {r: sum(line.excl_tax for line in lines if line.rate == r) for r in rates}
            return sum(self.vat(base, rate) for rate, base in bases.items())
        exact = sum(line.excl_tax * line.rate for line in lines)
        return rounded(exact, 10_000, half_even=self.half_even)


def euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


# --- Words

PLACES = ("Océan", "Littoral", "Vallée", "Pins", "Bresse", "Jura", "Hauts", "Port", "Lac", "Marais")
SORTS = (
    ("Centre hospitalier", "CH"),
    ("Clinique", "CLIN"),
    ("Hôpital", "HOP"),
    ("Résidence", "RES"),
    ("Laboratoire", "LABO"),
)
PEOPLE = ("Le Goff", "O’Brien", "N'Guyen", "Da Silva", "Lefèvre", "Müller", "Saint-Jean", "Hoarau")
FIRST_NAMES = ("Anne-Marie", "Jean-Noël", "Inès", "Yann", "Ghjuvan")
SCENARIOS = (
    "Scénario 1 : DPI unique pour l’ensemble des activités",
    "Scénario 2 : DPI raccordé à une plateforme d’intermédiation",
    "SC3",
    "Scénario « A/B » à 100 %",
)
TEXTS: Mapping[str, Sequence[str]] = {
    "solution.name": ("DPI Exemple", "RIS Exemple"),
    "solution.version": ("7.2.0", "2025-03"),
    "scenario.software": ("RIS Exemple", "Ris EXEMPLE"),
    "scenario.software_version": ("5.1",),
    "scenario.flow": ("CR-BIO CDA R2 N1", "HPRIM Santé", "HL7 ORU"),
    "scenario.remark": ("", "Via la DRIMbox"),
    "order.signature_method": ("Signature manuscrite", "Signature électronique eIDAS"),
    "order.signatory_role": ("Directrice générale", "Responsable du laboratoire"),
    "va.signatory_role": ("Directeur",),
    "order.reference": ("2026/LGC/0311", ""),
    "order.comment": ("Déploiement en deux lots.", ""),
    "client.street": ("12 avenue de l’Exemple",),
    "client.address_extra": ("Bâtiment C", ""),
    "client.postal_code": ("20200", "01000", "97400"),
    "client.city": ("Bastia", "L’Haÿ-les-Roses"),
    "client.phone": ("", "02 61 91 12 34"),
    "supplier.name": ("Logiciels Santé Exemple SAS",),
    "supplier.vat_number": ("",),
    "supplier.email": ("facturation@cabinet-numerique.example",),
    "supplier.phone": ("0199001234", ""),
    "supplier.contact_name": PEOPLE,
    "supplier.contact_first_name": FIRST_NAMES,
    "agent.name": ("Mandataire Exemple SA",),
    "advance.number": ("AV-2025-000311", "2023/17"),
    "practitioner.specialty": ("Médecine générale", ""),
    "va.number": ("VA-0451",),
    "va.reservations": ("Formation du secrétariat à compléter.", "Imprimante à remplacer."),
    "mom.number": ("MOM-0451",),
    "invoice.number": ("F2025-10-0456", "24/0558"),
}
CATEGORIES = ("Protection de l’enfance", "Cabinet libéral", "EHPAD Le Mas", "Familles d'accueil")
OF_THE_PH_DOMAIN = ("FAM", "Maison d’accueil spécialisée", "255 - M.A.S.")
PIECES = ("BDC", "VA", "MOM", "FACTURE")


def dressed(dice: Dice, name: str) -> str:
    """A person's name as another piece writes it."""
    return dice.one((name, name.upper(), f"Dr {name}", f"{name} {dice.one(FIRST_NAMES)}"))


# --- One request


def nearest(values: Mapping[Indices, str], indices: Indices) -> str:
    """The value of an element, or of the nearest around it."""
    while indices not in values and indices:
        indices = indices[:-1]
    return values.get(indices, "")


class Draft:
    """A request while it is drawn: its shape first, then its days and amounts, then its values."""

    def __init__(self, dice: Dice, template: Template) -> None:
        self.dice = dice
        self.template = template
        assert template.manifest
        self.manifest = template.manifest
        self.is_avance = template.manifest.request == "avance"
        self.indices: dict[tuple[str, Indices], Sequence[Index]] = {}
        self.left_out: set[tuple[str, Indices]] = set()
        self.null: set[tuple[str, Indices]] = set()
        self.pieces: dict[Indices, list[tuple[str, str]]] = {}
        self.places: list[tuple[Slot, Indices]] = []
        self.order_depth = self._depth("order.number")
        self._shape(template.root, ())
        self.orders = list(dict.fromkeys(self.order_of(i) for _, i in self.at("order.number")))
        self._days()
        self._money()
        self._supply()
        self.literals: dict[tuple[int, Indices], bytes] = {}
        for slot, indices in self.places:
            self.literals[slot.id, indices] = self._literal(slot, indices)

    def at(self, concept: str) -> list[tuple[Slot, Indices]]:
        return [(s, i) for s, i in self.places if s.declared.concept == concept]

    def order_of(self, indices: Indices) -> Indices:
        return indices[: self.order_depth]

    def _depth(self, concept: str) -> int:
        slots = [s for s in self.template.slots if s.declared.concept == concept]
        return slots[0].path.split("/").count(ANY)

    # The shape: how many elements, what is left out, what is null.

    def _shape(self, node: TemplateNode, indices: Indices) -> None:
        if isinstance(node, Slot):
            self.places.append((node, indices))
        elif isinstance(node, Constant):
            pass
        elif node.nullable and self._is_null(node.path, indices):
            self.null.add((node.path, indices))
        elif isinstance(node, Object):
            for member in node.members:
                if member.optional and self.dice.chance(5):
                    self.left_out.add((_path(node, member), indices))
                else:
                    self._shape(member.value, indices)
        elif isinstance(node, Repeat):
            self.indices[node.path, indices] = self._elements(node, indices)
            for index in self.indices[node.path, indices]:
                if node.key is not None:
                    self.places.append((node.key, (*indices, index)))
                self._shape(node.item, (*indices, index))
        else:
            for element in node.elements:
                self._shape(element, indices)

    def _is_null(self, path: str, indices: Indices) -> bool:
        # One of the two is there.
        if path == "/MOM" and ("/VA", indices) in self.null:
            return False
        return self.dice.chance(5)

    def _elements(self, repeat: Repeat, indices: Indices) -> Sequence[Index]:
        if repeat.key is not None:
            return [finess(self.dice) for _ in range(self.dice.number(1, 4))]
        if repeat.path.endswith("/piecesJointes"):
            return range(len(self._pieces(indices)))
        low = repeat.min
        if (
            repeat.path.endswith("/numeros_am")
            and not self.indices["/commande/client/numeros_finess", ()]
        ):
            low = 1  # Somebody has to benefit.
        return range(self.dice.number(low, 3))

    def _pieces(self, order: Indices) -> list[tuple[str, str]]:
        """The pieces of an order, with the names of their files; two invoices share one."""
        kinds = ["BDC", "VA", "FACTURE"]
        if ("/commandes/*/mom", order) not in self.null:
            kinds.append("MOM")
        for more in ("BDC", "FACTURE"):
            if self.dice.chance(2):
                kinds.insert(self.dice.number(0, len(kinds)), more)
        named = [(kind, "facture.pdf" if kind == "FACTURE" else f"{kind}.pdf") for kind in kinds]
        turn = self.dice.number(0, len(named) - 1)
        self.pieces[order] = named[turn:] + named[:turn]
        return self.pieces[order]

    # The days, from the deposit back.

    def _days(self) -> None:
        dice = self.dice
        period = PERIODS.get(self.manifest.full_id, PERIODS[""])
        first, last = map(datetime.fromisoformat, period)
        now = first + timedelta(dice.gap((last - first).days))
        now = now.replace(hour=0, minute=0) + timedelta(seconds=dice.one(HOURS))
        now = min(max(now + timedelta(seconds=dice.gap(59)), first), last)
        self.today = now.date()
        self.as_of = now.isoformat().removesuffix(":00") if now.second == 0 else now.isoformat()
        self.invoiced: dict[Indices, date] = {}
        self.attested: dict[Indices, date] = {}
        self.running: dict[Indices, date] = {}
        self.done: dict[Indices, date] = {}
        self.signed: dict[Indices, date] = {}
        self.ordered: dict[Indices, date] = {}
        for order in self.orders:
            day = self.invoiced[order] = self._before(self.today, 60)
            day = self.attested[order] = self._before(day, 30)
            completed = [day]
            for _, indices in self.at("service.completion_date"):
                if self.order_of(indices) == order:
                    self.done[indices] = self._before(day, 90)
                    completed.append(self.done[indices])
            day = self.signed[order] = self._before(min(completed), 500)
            self.running[order] = day + timedelta(dice.gap((self.invoiced[order] - day).days))
            self.ordered[order] = self._before(day, 40)
        if self.is_avance:
            # Nothing lies between the signature and the deposit.
            for order in self.orders:
                self.signed[order] = self._before(self.today, 600)
                self.ordered[order] = self._before(self.signed[order], 40)
        earliest = min(self.signed.values())
        self.decided = self._before(self.today, max(0, (self.today - earliest).days))
        self.proof = min(earliest + timedelta(dice.gap(420) - 300), self.today)
        self.referenced = min(self.proof + timedelta(dice.gap(300)), self.today)
        self.knows_proof, self.knows_referencing = dice.chance(7), dice.chance(7)
        self.is_configured = dice.chance(8)
        if (
            self.is_configured and self.knows_referencing and dice.chance(3)
        ):  # A later version had proofs of its own.
            self.referenced, self.proof = earliest - timedelta(dice.gap(100)), self.today
        self.file_has_proof = self.knows_proof and dice.chance(5)

    def _before(self, day: date, most: int) -> date:
        return day - timedelta(self.dice.gap(most))

    # The amounts.

    def _money(self) -> None:
        dice = self.dice
        self.rounding = Rounding(dice.chance(5), dice.one(("line", "total", "rate")))
        self.vat_liable = dice.one((True, True, None, False))
        self.mixed = self.rounding.by == "rate" or dice.chance(3)
        self.lines: dict[Indices, Line] = {}
        rates = {order: self._rate() for order in self.orders}
        for _, indices in self.at("amount.excl_tax"):
            others = dice.chance(4) if self.mixed else False
            rate = self._rate() if others else rates[self.order_of(indices)]
            large, any_amount = dice.number(10_001, 5_000_000), dice.number(1, 999_999_999)
            amount = dice.one((1, 101, 5, 3333, large, large, any_amount, dice.number(1, 500)))
            self.lines[indices] = Line(amount, rate, self.rounding.vat(amount, rate))
        fractions = {2000, 1000, 0} if self._has_decimals() else {2000, 1000, 850, 550, 210, 0}
        used = {line.rate for line in self.lines.values()}
        self.as_fraction = used <= fractions and dice.chance(2)

    def _has_decimals(self) -> bool:
        return self.at("amount.vat_rate")[0][0].declared.decimals is not None

    def _rate(self) -> int:
        if self.vat_liable is False:
            return 0
        rates = (*RATES, 0) if self.vat_liable is None and not self._says_liable() else RATES
        return self.dice.one(rates)

    def _says_liable(self) -> bool:
        return bool(self.at("supplier.vat_liable"))

    def lines_of(self, order: Indices) -> list[Line]:
        return [line for i, line in self.lines.items() if self.order_of(i) == order]

    def amount(self, indices: Indices) -> Line:
        """The line of an element, or the one line around it."""
        while indices not in self.lines:
            indices = indices[:-1]
        return self.lines[indices]

    def base(self, order: Indices) -> int:
        return sum(line.excl_tax for line in self.lines_of(order))

    def vat(self, order: Indices) -> int:
        return self.rounding.total(self.lines_of(order))

    def _money_text(self, slot: Slot, cents: int) -> str:
        text = euros(cents)
        if slot.declared.decimals is not None or self.dice.chance(5):
            return text
        return text.removesuffix(".00")

    def _rate_text(self, slot: Slot, rate: int) -> str:
        places = slot.declared.decimals
        number = Decimal(rate).scaleb(-4 if self.as_fraction else -2)
        if places is not None:
            return f"{number:.{places}f}"
        return f"{number:f}".rstrip("0").removesuffix(".") or "0"

    # What is the same in the whole file.

    def _supply(self) -> None:
        dice = self.dice
        corridor = self.manifest.dispositif.upper()
        self.number = dice.one((f"{corridor}-{dice.number(1, 9999):04d}", "2024-0815", "N° 17"))
        self.profile = dice.one(("RIS", "Ris / PACS"))
        self.single_scenario = dice.chance(5)
        self.scenarios = {order: dice.one(SCENARIOS) for order in self.orders}
        self.domains = dice.one((("PDE",), ("PDS",), ("PA", "PH"), ("Personnes handicapées",)))
        # An entity answers for one order, or for the whole request.
        homes = [i for _, i in self.at("client.legal_name")] or self.orders
        self.entities = {home: self._establishment() for home in homes}
        self.legal = {home: finess(dice) for home in homes}
        if dice.chance(3):
            self.entities = dict.fromkeys(homes, self.entities[homes[0]])
            self.legal = dict.fromkeys(homes, self.legal[homes[0]])
        self.signatory = {order: dice.one(PEOPLE) for order in self.orders}
        self.rpps: dict[Indices, str] = {}
        self.names: dict[Indices, str] = {}
        self.categories: dict[Indices, str] = {}
        self.kinds: dict[Indices, str] = {}
        self.sending: dict[Indices, bool] = {}

    def _establishment(self) -> str:
        return f"{self.dice.one(SORTS)[0]} {self.dice.one(PLACES)} {self.dice.number(1, 99)}"

    # The values, by what they mean.

    def _literal(self, slot: Slot, indices: Indices) -> bytes:
        if slot.declared.fixed:
            return slot.literal
        if slot.is_key:
            return quoted(self.template, str(indices[-1]))
        concept = slot.declared.concept or ""
        make: Callable[[Slot, Indices], Any] | None = getattr(
            self, "_" + concept.replace(".", "_"), None
        )
        value = self.dice.one(TEXTS[concept]) if make is None else make(slot, indices)
        if slot.nullable and value == "" and self.dice.chance(5):
            return b"null"
        if isinstance(value, bool):
            return b"true" if value else b"false"
        if isinstance(value, int):
            return str(value).encode()
        if isinstance(value, date):
            style = "%d/%m/%Y" if slot.declared.kind == "date-fr" else "%Y-%m-%d"
            return quoted(self.template, value.strftime(style))
        if slot.type in {"number", "integer"}:
            return str(value).encode()
        return quoted(self.template, value)

    def _request_date(self, _slot: Slot, _indices: Indices) -> date:
        return self.today

    def _request_order_count(self, _slot: Slot, _indices: Indices) -> int:
        return len(self.orders)

    def _advance_decision_date(self, _slot: Slot, _indices: Indices) -> date | str:
        return self.decided if self.dice.chance(8) else ""

    def _advance_excl_tax(self, slot: Slot, indices: Indices) -> str:
        more = self.dice.one((0, 1, self.dice.number(0, 500_000)))
        return self._money_text(slot, self.amount(indices).excl_tax + more)

    def _balance_excl_tax(self, slot: Slot, indices: Indices) -> str:
        base, even = self.base(self.order_of(indices)), self.rounding.half_even
        part = rounded(base * 70, 100, half_even=even)
        rest = base - rounded(base * 30, 100, half_even=even)
        return self._money_text(slot, self.dice.one((part, rest)))

    def _supplier_siret(self, _slot: Slot, _indices: Indices) -> str:
        return siret(self.dice)

    _agent_siret = _supplier_siret
    _client_legal_siret = _supplier_siret

    def _supplier_siren(self, _slot: Slot, _indices: Indices) -> str:
        return siren(self.dice)

    def _supplier_vat_liable(self, _slot: Slot, _indices: Indices) -> bool:
        return self.vat_liable is not False

    def _solution_referencing_number(self, _slot: Slot, _indices: Indices) -> str:
        return self.number

    def _solution_proof_date(self, _slot: Slot, _indices: Indices) -> date | str:
        return self.proof if self.file_has_proof else ""

    def _solution_profile(self, _slot: Slot, _indices: Indices) -> str:
        return self.profile

    def _solution_domain(self, _slot: Slot, indices: Indices) -> str:
        return self.domains[int(indices[-1]) % len(self.domains)]

    def _order_number(self, _slot: Slot, indices: Indices) -> str:
        rank = self.orders.index(self.order_of(indices))
        return f"BDC-2025-{rank + 7:04d}"

    def _order_date(self, _slot: Slot, indices: Indices) -> date:
        return self.ordered[self.order_of(indices)]

    def _order_signature_date(self, _slot: Slot, indices: Indices) -> date:
        return self.signed[self.order_of(indices)]

    def _order_signatory(self, _slot: Slot, _indices: Indices) -> str:
        return self.dice.one(PEOPLE)

    _mom_signatory = _order_signatory
    _practitioner_name = _order_signatory

    def _order_signatory_first_name(self, _slot: Slot, _indices: Indices) -> str:
        return self.dice.one(FIRST_NAMES)

    _practitioner_first_name = _order_signatory_first_name
    _va_signatory_first_name = _order_signatory_first_name

    def _order_signed(self, _slot: Slot, _indices: Indices) -> bool:
        return True

    _va_signed = _order_signed

    def _order_referencing_condition(self, _slot: Slot, indices: Indices) -> bool:
        is_early = self.signed[self.order_of(indices)] < self.referenced
        return (self.knows_referencing and is_early) or self.dice.chance(5)

    def _order_practitioner_count(self, _slot: Slot, indices: Indices) -> int:
        order = self.order_of(indices)
        return sum(self.order_of(i) == order for _, i in self.at("practitioner.rpps"))

    def _client_finess(self, slot: Slot, _indices: Indices) -> str:
        if slot.declared.may_be_empty and self.dice.chance(3):
            return ""
        return finess(self.dice)

    def _client_siret(self, slot: Slot, indices: Indices) -> str:
        # A site without FINESS has a SIRET.
        finess_slots = [s for s, i in self.at("client.finess") if i == indices]
        if slot.declared.may_be_empty and finess_slots:
            known = self.literals.get((finess_slots[0].id, indices), b'""')
            if known != b'""' and self.dice.chance(5):
                return ""
        # A practice may order twice, each time for other practitioners.
        if indices == (1,) and self.at("practitioner.rpps") and self.dice.chance(3):
            return str(json.loads(self.literals[slot.id, (0,)]))
        return siret(self.dice)

    def _client_am(self, _slot: Slot, _indices: Indices) -> str:
        return am(self.dice)

    def _client_name(self, _slot: Slot, indices: Indices) -> str:
        self.names[indices] = self._establishment()
        return self.names[indices]

    def _client_legal_finess(self, _slot: Slot, indices: Indices) -> str:
        return nearest(self.legal, indices)

    def _client_legal_name(self, _slot: Slot, indices: Indices) -> str:
        return nearest(self.entities, indices)

    def _client_category(self, _slot: Slot, indices: Indices) -> str:
        stated = self.domains[: len(self.at("solution.domain")) or None]
        has_ph = any("PH" in one or "handicap" in one for one in stated)
        found = self.dice.one((*CATEGORIES, *(OF_THE_PH_DOMAIN if has_ph else ())))
        self.categories[indices] = found
        return found

    def _client_annual_exams(self, _slot: Slot, _indices: Indices) -> int:
        return self.dice.number(1, 100_000)

    def _practitioner_rpps(self, _slot: Slot, indices: Indices) -> str:
        if indices not in self.rpps:
            self.rpps[indices] = rpps(self.dice)
        return self.rpps[indices]

    def _practitioner_idnps(self, slot: Slot, indices: Indices) -> str:
        return f"8{self._practitioner_rpps(slot, indices)}" if self.dice.chance(7) else ""

    def _practitioner_adeli(self, _slot: Slot, _indices: Indices) -> str:
        return ""

    def _service_kind(self, slot: Slot, indices: Indices) -> str:
        self.kinds[indices] = str(self.dice.one(slot.declared.enum))
        return self.kinds[indices]

    def _service_completion_date(self, _slot: Slot, indices: Indices) -> date:
        return self.done[indices]

    def _amount_excl_tax(self, slot: Slot, indices: Indices) -> str:
        return self._money_text(slot, self.lines[indices].excl_tax)

    def _amount_vat_rate(self, slot: Slot, indices: Indices) -> str:
        return self._rate_text(slot, self.lines[indices].rate)

    def _amount_vat(self, slot: Slot, indices: Indices) -> str:
        return self._money_text(slot, self.lines[indices].vat)

    def _amount_incl_tax(self, slot: Slot, indices: Indices) -> str:
        return self._money_text(slot, self.lines[indices].incl_tax)

    def _total_excl_tax(self, slot: Slot, indices: Indices) -> str:
        return self._money_text(slot, self.base(self.order_of(indices)))

    _invoice_segur_amount = _total_excl_tax

    def _total_vat(self, slot: Slot, indices: Indices) -> str:
        return self._money_text(slot, self.vat(self.order_of(indices)))

    _invoice_segur_vat = _total_vat

    def _total_incl_tax(self, slot: Slot, indices: Indices) -> str:
        order = self.order_of(indices)
        return self._money_text(slot, self.base(order) + self.vat(order))

    _invoice_segur_incl_tax = _total_incl_tax

    def _invoice_segur_vat_rate(self, slot: Slot, indices: Indices) -> str:
        """The rate of all services; none where they have several."""
        rates = {line.rate for line in self.lines_of(self.order_of(indices))}
        return self._rate_text(slot, rates.pop() if len(rates) == 1 else 0)

    def _invoice_total_incl_tax(self, slot: Slot, indices: Indices) -> str:
        order = self.order_of(indices)
        more = self.dice.one((0, self.dice.number(0, 500_000)))
        return self._money_text(slot, self.base(order) + self.vat(order) + more)

    def _invoice_date(self, _slot: Slot, indices: Indices) -> date:
        return self.invoiced[self.order_of(indices)]

    def _invoice_name(self, _slot: Slot, indices: Indices) -> str:
        order = self.order_of(indices)
        names = [dressed(self.dice, self.signatory[order])]
        if self.at("va.signatory_entity") or self.at("client.legal_name"):
            names.append(nearest(self.entities, indices))
        return self.dice.one(names)

    def _va_date(self, _slot: Slot, indices: Indices) -> date:
        return self.attested[self.order_of(indices)]

    def _mom_date(self, _slot: Slot, indices: Indices) -> date:
        return self.running[self.order_of(indices)]

    def _va_signatory(self, _slot: Slot, indices: Indices) -> str:
        return self.signatory[self.order_of(indices)]

    def _va_signatory_entity(self, _slot: Slot, indices: Indices) -> str:
        return nearest(self.entities, indices)

    def _mss_deployment(self, slot: Slot, _indices: Indices) -> str:
        return str(self.dice.one(slot.declared.enum))

    def _mss_address(self, slot: Slot, indices: Indices) -> str:
        if slot.declared.may_be_empty and self.sending.get(indices) is False:
            return ""
        return f"accueil{self.dice.number(1, 99)}@ch-exemple.mssante.fr"

    def _scenario_label(self, _slot: Slot, indices: Indices) -> str:
        if self.single_scenario:
            same = self.scenarios[self.order_of(indices)]
            return self.dice.one((same, same, same.upper()))
        return self.dice.one(SCENARIOS)

    _scenario_code = _scenario_label

    def _scenario_answer(self, _slot: Slot, _indices: Indices) -> bool:
        return self.dice.chance(5)

    _scenario_report_sending = _scenario_answer
    _scenario_dmp_feed = _scenario_answer

    def _scenario_mss_sending(self, _slot: Slot, indices: Indices) -> bool:
        self.sending[indices] = self.dice.chance(7)
        return self.sending[indices]

    def _piece_kind(self, _slot: Slot, indices: Indices) -> str:
        return self.pieces[indices[:-1]][int(indices[-1])][0]

    def _piece_file_name(self, _slot: Slot, indices: Indices) -> str:
        return self.pieces[indices[:-1]][int(indices[-1])][1]


def _path(node: Object, member: Member) -> str:
    return f"{node.path}/{member.key}"


def written(draft: Draft) -> bytes:
    """The file, with the model's own fixed text."""
    template = draft.template

    def node(one: TemplateNode, indices: Indices) -> bytes:
        if isinstance(one, Slot):
            return draft.literals[one.id, indices]
        if isinstance(one, Constant):
            return one.literal
        if (one.path, indices) in draft.null:
            return b"null"
        if isinstance(one, Object):
            kept = [m for m in one.members if (_path(one, m), indices) not in draft.left_out]
            leads = [one.open, *(member.lead for member in kept[1:])]
            return b"{%s%s}" % (
                b"".join(
                    lead + member.literal + member.colon + node(member.value, indices)
                    for lead, member in zip(leads, kept, strict=True)
                ),
                one.close,
            )
        if isinstance(one, Repeat):
            return repeat(one, indices)
        elements = zip(one.leads, one.elements, strict=True)
        return b"[%s%s]" % (b"".join(lead + node(e, indices) for lead, e in elements), one.close)

    def repeat(one: Repeat, indices: Indices) -> bytes:
        items = []
        for index in draft.indices[one.path, indices]:
            inner = (*indices, index)
            key = b"" if one.key is None else draft.literals[one.key.id, inner] + one.colon
            items.append(key + node(one.item, inner))
        text = one.open + one.separator.join(items) + one.close if items else b""
        return b"[%s]" % text if one.key is None else b"{%s}" % text

    mark = template.text[: template.bom]
    return mark + template.prefix + node(template.root, ()) + template.suffix


# --- What is known beside it


def facts_of(draft: Draft) -> Facts:
    """Facts that agree with the request; any of them may be missing."""
    dice, code = draft.dice, draft.manifest.dispositif
    data = {key: _datum(draft, value) for key, value in _known(draft) if dice.chance(8)}
    scheme = Dispositif(code, True, code, code, "", None, data)
    solution = Solution(
        code,
        dice.one((draft.number, draft.number.lower())) if dice.chance(8) else None,
        draft.referenced.isoformat() if draft.knows_referencing else None,
        # The file says it, or nobody does but the configuration.
        draft.proof.isoformat() if draft.knows_proof and not draft.file_has_proof else None,
        (draft.profile.upper(), "DRIMbox") if dice.chance(8) else (),
        (*SCENARIOS, "SC9") if dice.chance(8) else (),
        draft.domains if dice.chance(8) else (),
        draft.today.isoformat() if dice.chance(8) else None,
    )
    references = References(
        Ceilings(ORIGIN, ceilings_of(draft)) if dice.chance(8) else None,
        Finess(ORIGIN, directory_of(draft)) if dice.chance(8) else None,
        Funded(ORIGIN, funded_of(draft)) if dice.chance(8) else None,
    )
    return Facts(
        {**dispositifs.load(), code.lower(): scheme},
        Supplier(draft.vat_liable if dice.chance(5) or not draft._says_liable() else None),
        {code.lower(): solution} if draft.is_configured else {},
        references,
        # The older form is right for a first deposit of its time alone.
        resubmission=draft.manifest.full_id != "ms2/solde@initial" and dice.chance(2),
    )


def _datum(draft: Draft, value: Any) -> Datum:
    ages = (0, 89, 90, 4000)
    read = draft.today - timedelta(draft.dice.one(ages))
    return Datum(
        value,
        SOURCE,
        read.isoformat() if draft.dice.chance(8) else None,
        draft.dice.one(("official", "official", "secondary", "inference")),
    )


def _known(draft: Draft) -> list[tuple[str, Any]]:
    """What may be known of the dispositif, such that the request is inside every window."""
    dice = draft.dice
    now = datetime.fromisoformat(draft.as_of)
    opened = [now.isoformat("T", "minutes"), now.date().isoformat(), "2020-01-01T14:00"]
    closes = [
        (now + timedelta(seconds=59)).isoformat("T", "minutes"),
        now.date().isoformat(),
        "2030-06-30T12:00",
    ]
    signed = max(draft.signed.values())
    done = max(draft.done.values(), default=signed)

    def runs_to(day: date) -> str:
        later = day + timedelta(dice.number(1, 300))
        return dice.one((day.isoformat(), f"{day}T12:00", f"{later}T14:00", later.isoformat()))

    has_mom = all(any(kind == "MOM" for kind, _ in pieces) for pieces in draft.pieces.values())
    known: list[tuple[str, Any]] = [
        ("advance_start", dice.one(opened)),
        ("advance_end", dice.one(closes) if draft.is_avance else runs_to(signed)),
        ("services_end", runs_to(done)),
        ("balance_start", dice.one(opened)),
        ("balance_end", dice.one(closes)),
        ("advance_share", "30"),
        ("balance_share", "70"),
        ("va", dice.one(("required", "optional", "none"))),
        ("mom", "required" if has_mom and dice.chance(5) else dice.one(("optional", "none"))),
        ("mss_address", dice.chance(7)),
        ("single_scenario", draft.single_scenario),
        ("answers_by_finess", dice.chance(7)),
        ("waves_before", ("HOP-DPI-VA1", "HOP-PFI-VA1")),
    ]
    if funded := _FUNDED.get(draft.manifest.id):
        known.append(("identifiers", dice.one(funded)))
    if draft.manifest.dispositif == "MS2":
        known.append(("mss_indicator_from", MSS_INDICATOR_FROM))
    return known


_FUNDED = {
    "hop-dpi-va2/avance": (("finess-et",), ("finess-et", "siret")),
    "hop-dpi-va2/solde": (("finess-et",),),
    "img-ris-va2/avance": (("am", "finess-et"),),
    "mdv-lgc-va2/avance": (("rpps",), ("rpps", "idnps")),
    "mdv-lgc-va2/solde": (("rpps",), ("rpps", "idnps")),
    "ms2/solde": (("finess-et", "siret"),),
}
"""What the dispositif of a model may fund."""

IDENTIFIERS = (
    "client.finess",
    "client.am",
    "client.siret",
    "practitioner.rpps",
    "practitioner.idnps",
)


def identifiers(draft: Draft) -> list[tuple[str, Indices, str]]:
    """Everything that a beneficiary may be known by: concept, element, number."""
    found = []
    for slot, indices in draft.places:
        concept = slot.declared.concept or ""
        if concept in IDENTIFIERS and (text := json.loads(draft.literals[slot.id, indices])):
            found.append((concept, indices, text))
    return found


def ceilings_of(draft: Draft) -> dict[str, Sequence[Ceiling]]:
    """A ceiling for each beneficiary, at its amount or above; or for each legal entity."""
    dice, code = draft.dice, draft.manifest.dispositif
    named = identifiers(draft)
    least: dict[str, int] = {}
    if draft.at("client.legal_finess") and dice.chance(3):
        for indices, line in draft.lines.items():
            entity = nearest(draft.legal, indices)
            least[entity] = least.get(entity, 0) + line.excl_tax
        more = dice.one((0, 1, 1_000_000))
        return {n: (Ceiling(Decimal(euros(least[n] + more))),) for n in least}
    spared = {n for c, _, n in named if c == "client.siret" and dice.chance(5)}
    for indices, line in draft.lines.items():
        below = [n for _, i, n in named if i != indices and i[: len(indices)] == indices]
        if below:  # One amount for a list: the ceilings add up to it.
            cuts = sorted(dice.number(0, line.excl_tax) for _ in below[1:])
            parts = [b - a for a, b in pairwise([0, *cuts, line.excl_tax])]
            least.update(zip(below, parts, strict=True))
        for _, place, number in named:
            is_spared = number in spared and _has_another_number(named, indices)
            if indices[: len(place)] == place and not is_spared:
                least[number] = max(least.get(number, 0), line.excl_tax)
    rows = {}
    kinds = {n: k for _, i, n in named if (k := draft.kinds.get(i))}
    for number, cents in least.items():
        amount = Decimal(euros(cents + dice.one((0, 1, 1_000_000))))
        lower = Decimal(euros(cents // 2))
        some = [Ceiling(amount, dice.one(("", code, code.upper())))]
        if dice.chance(3) and (kind := kinds.get(number)):
            some = [Ceiling(amount, code, kind), Ceiling(lower, code, _OTHER_KIND[kind])]
        if dice.chance(3):
            some.append(Ceiling(lower, "AUTRE-Va2"))
        if dice.chance(3):
            some.insert(0, Ceiling(lower, code))
        rows[number] = tuple(some)
    return rows


_OTHER_KIND = {"vague 2": "vague 1 + vague 2", "vague 1 + vague 2": "Vague 2"}


def _has_another_number(named: Sequence[tuple[str, Indices, str]], indices: Indices) -> bool:
    """Whether the beneficiary of an amount has another number than its SIRET."""
    return any(c != "client.siret" and i[: len(indices)] == indices for c, i, _ in named)


def directory_of(draft: Draft) -> dict[str, Establishment]:
    """A FINESS directory that has every number of the request, under the same names."""
    dice = draft.dice
    entities = dice.one(("all", "none"))
    rows = {}
    for concept, indices, number in identifiers(draft):
        if concept != "client.finess":
            continue
        legal = nearest(draft.legal, indices) if draft.at("client.legal_finess") else ""
        rows[number] = Establishment(
            number,
            legal_finess=legal if dice.chance(7) else "",
            name=_listed(dice, nearest(draft.names, indices)),
            category=dice.one(("", "355", "101")),
            category_label=dice.one(("", "Centre Hospitalier (C.H.)")),
            opened=dice.one(("", "1990-01-01", "2023-12-31", "2001-09-01")),
            closed=dice.one(("", "", draft.today.isoformat(), "2029-01-01")),
        )
    if draft.at("client.legal_finess") and entities == "all":
        for order, number in draft.legal.items():
            rows[number] = Establishment(number, True, name=_listed(dice, draft.entities[order]))
    other = finess(dice)
    rows[other] = Establishment(other, name="EHPAD Ailleurs", closed="2001-01-01")
    return rows


def _listed(dice: Dice, name: str) -> str:
    """A name as the directory has it."""
    for long, short in SORTS:
        if name.startswith(long) and dice.chance(3):
            name = name.replace(long, short)
    return dice.one((name, name.upper(), name.upper().replace("É", "E")))


def funded_of(draft: Draft) -> dict[str, Sequence[Funding]]:
    """Fundings of others, and of other schemes; in a balance request, those of the advance."""
    dice, code = draft.dice, draft.manifest.dispositif
    rows: dict[str, Sequence[Funding]] = {finess(dice): (Funding(code), Funding("HOP-DPI-VA1"))}
    for _, indices, number in identifiers(draft):
        had = [Funding("MSS-OPERATEURS"), Funding("PHA-LGO-VA1", "12", "Autre")]
        if draft.kinds.get(indices) == "vague 2":
            had.append(Funding("HOP-DPI-VA1"))
        if not draft.is_avance:
            had.append(Funding(code, "AV-1"))
        if dice.chance(5):
            rows[number] = tuple(had)
    return rows


def request_of(model: str, dice: Dice) -> Request:
    """A clean request of this model, with facts that agree with it."""
    draft = Draft(dice, template_of(model))
    data = written(draft)
    facts = facts_of(draft)
    has_no_instant = model != "ms2/solde@initial" and dice.chance(1)
    return Request(draft.template, data, facts, None if has_no_instant else draft.as_of)


@st.composite
def requests(draw: Draw, model: str) -> Request:
    """Clean requests of this model."""
    return request_of(model, Dice.of(draw))
