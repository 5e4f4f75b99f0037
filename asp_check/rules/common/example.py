"""The facts of an example, written short, as the values that a check takes.

``as_of``, ``resubmission``; ``request``, ``dispositif``: of the template; ``data``: what is known of
that dispositif, by the keys of ``dispositif.KEYS``, official and read on the day of ``as_of`` unless
it is a mapping of the attributes of ``Datum``; ``solution``, ``supplier``: attributes of those;
``ceilings``: amounts by identifier; ``finess``: attributes of ``Establishment`` by number;
``funded``: codes of dispositifs by identifier; ``advance``: the advance deposited before, amounts by
identifier, that of the whole order under its number, ``B1``.

A piece of an example is a mapping: ``role``; ``values`` by concept: a text, a mapping of texts by
establishment, a list of texts, ``None`` where the place is empty, ``"?"`` where it is unclear,
``False`` where no label names it; ``signed`` (``present``, ``absent``, ``unclear``) and ``how``;
``form``; ``path``; ``pages``, the first and the last; ``words``, what else the first page shows;
``changed``, what was done after a signature, by keys of ``pieces.words.LATER``.  With ``unread`` it is
a paper that is no piece, and the value tells whether it may hide one; its ``role`` may then be ``None``.

>>> facts = facts_of({"dispositif": "X", "as_of": "2025-01-01", "data": {"advance_end": "2025-02-01"}})
>>> facts.dispositifs["x"].value("advance_end")
'2025-02-01'
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any

from asp_check.causes.cause import Example, Text
from asp_check.dispositif import Datum, Dispositif
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
from asp_check.finding import Elsewhere
from asp_check.pieces.model import (
    Box,
    Item,
    Page,
    Paper,
    Piece,
    Reading,
    Role,
    Seal,
    Sight,
    Signed,
    Wanted,
    Word,
)
from asp_check.rules.common.matter import Beneficiaries, Unread

CODE = "TEST"
"""The dispositif of an example that names none."""

SOURCE = "https://esante.gouv.fr/segur"
_BOX = Box(100, 100, 200, 112)
_SIGHT = Sight(1, _BOX, "")
_UNREAD = Text("le fichier est endommagé ou tronqué", "the file is damaged or truncated")
_ORIGIN = Origin("exemple.csv", "0" * 64, "2026-01-01", 1)


def facts_of(facts: Mapping[str, Any]) -> Facts:
    """What an example knows beside its file."""
    code = facts.get("dispositif", CODE)
    read = facts.get("as_of", "2025-01-01")[:10]
    data = {key: _datum(value, read) for key, value in facts.get("data", {}).items()}
    known = {code.lower(): Dispositif(code, True, code, code, "", None, data)}
    for other in facts.get("others", ()):
        known[other.lower()] = Dispositif(other, True, other, other, "", None, {})
    solution = facts.get("solution")
    solutions = {} if solution is None else {code.lower(): Solution(code, **solution)}
    return Facts(
        dispositifs=known,
        supplier=Supplier(**facts.get("supplier", {})),
        solutions=solutions,
        references=References(
            ceilings=_ceilings(facts.get("ceilings")),
            finess=_finess(facts.get("finess")),
            funded=_funded(facts.get("funded")),
        ),
        resubmission=facts.get("resubmission", False),
    )


def pieces_of(example: Example) -> tuple[tuple[Piece, ...], tuple[Wanted, ...]]:
    """The pieces of an example, and what was looked for in them."""
    wanted: dict[Role, dict[str, Item]] = {}
    pieces = []
    for one in example.pieces:
        if "unread" in one:
            continue
        items = wanted.setdefault(one["role"], {})
        for concept in one.get("values", {}):
            items[concept] = Item(concept, (concept,))
        pieces.append(_piece(one))
    return tuple(pieces), tuple(
        Wanted(role, items=tuple(items.values())) for role, items in wanted.items()
    )


def unread_of(example: Example) -> tuple[Unread, ...]:
    """The papers of an example that are no pieces."""
    return tuple(
        Unread(_paper(one), one["role"], _UNREAD, hides=one["unread"])
        for one in example.pieces
        if "unread" in one
    )


def _paper(one: Mapping[str, Any]) -> Paper:
    path = one.get("path", f"{one['role']}.pdf")
    seals = (Seal("X", later=one["changed"], whole=False),) if "changed" in one else ()
    words = tuple(Word(text, _BOX) for text in one.get("words", "").split())
    pages = tuple(Page(n + 1, 595, 842, words) for n in range(one.get("pages", (1, 1))[1]))
    return Paper(path, sha256(path.encode()).hexdigest(), one.get("form", "pdf"), pages, seals)


def _piece(one: Mapping[str, Any]) -> Piece:
    role: Role = one["role"]
    readings = (r for c, value in one.get("values", {}).items() for r in _readings(c, value))
    signed = Signed(one.get("signed", "unclear"), one.get("how", "no-box"))
    pages = one.get("pages", (1, 1))
    return Piece(role, _paper(one), pages, stated=True, readings=tuple(readings), signed=signed)


def _readings(concept: str, value: Any) -> Iterator[Reading]:  # noqa: ANN401 - see the module
    if isinstance(value, Mapping):
        for subject, inner in value.items():
            for reading in _readings(concept, inner):
                yield reading._replace(subject=subject)
    elif isinstance(value, list):
        for inner in value:
            yield from _readings(concept, inner)
    elif value is None:
        yield Reading(concept, "absent", sight=_SIGHT)
    elif value is False:
        yield Reading(concept, "unnamed")
    elif value == "?":
        yield Reading(concept, "unclear", sight=_SIGHT, doubt="hidden")
    else:
        yield Reading(concept, "read", value, sight=_SIGHT)


def advance_of(example: Example) -> Beneficiaries | None:
    """The advance that an example knows."""
    amounts = example.facts.get("advance")
    if amounts is None:
        return None
    place = Elsewhere("avance.json", "advance")
    return Beneficiaries(
        "avance.json",
        frozenset({"B1"}),
        dict.fromkeys((name for name in amounts if name != "B1"), place),
        {name: (Decimal(amount), place) for name, amount in amounts.items()},
    )


def _datum(value: Any, read: str) -> Datum:  # noqa: ANN401 - each key has its own type
    if isinstance(value, Mapping):
        return Datum(**{"source": SOURCE, "read": read, "certainty": "official", **value})
    return Datum(value, SOURCE, read, "official")


def _ceilings(table: Mapping[str, str] | None) -> Ceilings | None:
    if table is None:
        return None
    return Ceilings(_ORIGIN, {key: (Ceiling(Decimal(value)),) for key, value in table.items()})


def _finess(table: Mapping[str, Mapping[str, Any]] | None) -> Finess | None:
    if table is None:
        return None
    return Finess(_ORIGIN, {key: Establishment(key, **value) for key, value in table.items()})


def _funded(table: Mapping[str, str] | None) -> Funded | None:
    if table is None:
        return None
    return Funded(_ORIGIN, {key: (Funding(value),) for key, value in table.items()})
