"""Whether a paper says the same as the request: two writings of one value, never two values.

What cannot be told is ``unclear``; nothing is equal by default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple

from asp_check.pieces import figures
from asp_check.pieces.model import Item, Reading
from asp_check.pieces.wording import fold, steps_between

State = Literal["equal", "normalised", "confirmed", "different", "absent", "unclear", "unnamed"]

YES = frozenset({"oui", "o", "yes", "y", "true", "vrai", "1"})
NO = frozenset({"non", "n", "no", "false", "faux", "0"})

_IDENTIFIERS = frozenset(
    {"adeli", "am", "finess", "idnps", "postal-code", "rpps", "siren", "siret"}
)


class Equality(NamedTuple):
    """What the comparison of a reading with the request came to.

    ``steps`` are keys of ``wording.STEPS``, where some were needed; ``doubt`` is a key of
    ``words.DOUBTS``.  ``likely`` is what an unclear reading would come to if it were right.
    """

    state: State
    steps: tuple[str, ...] = ()
    doubt: str = ""
    likely: Literal["equal", "different", ""] = ""


def compare(item: Item, kind: str, requested: str, reading: Reading) -> Equality:
    """Hold what a paper says against the value of the request.

    >>> item = Item("amount.excl_tax", ("Montant HT",))
    >>> compare(item, "amount", "48500.00", Reading(item.concept, "read", "48 500,00 €"))
    Equality(state='normalised', steps=('number',), doubt='', likely='')
    >>> compare(item, "amount", "48500.00", Reading(item.concept, "read", "48 500,01 €")).state
    'different'
    """
    if reading.state == "read":
        found = _compare_values(item, kind, requested.strip(), reading.value.strip())
        settled = reading.by and found.state in ("equal", "normalised")
        return found._replace(state="confirmed") if settled else found
    if reading.state != "unclear" or not reading.value:
        return Equality(reading.state, doubt=reading.doubt)
    found = _compare_values(item, kind, requested.strip(), reading.value.strip())
    likely: Mapping[State, Literal["equal", "different"]] = {
        "equal": "equal", "normalised": "equal", "different": "different",
    }  # fmt: skip
    return Equality("unclear", doubt=reading.doubt, likely=likely.get(found.state, ""))


def _compare_values(item: Item, kind: str, requested: str, found: str) -> Equality:
    if not found:
        return Equality("unclear", doubt="empty")
    if item.type == "yes-no":
        return _compare_parsed(_yes_or_no, "wording", requested, found)
    if item.type == "choice" or item.answers:
        return _compare_answers(item, requested, found)
    compare_kind = _BY_KIND.get(kind)
    if compare_kind is not None:
        return compare_kind(requested, found)
    return _compare_counts(requested, found) or _compare_words(requested, found)


def _settled(same: bool, requested: str, found: str, step: str) -> Equality:
    if not same:
        return Equality("different")
    return Equality("equal") if requested == found else Equality("normalised", (step,))


def _compare_parsed(
    parse: Callable[[str], object], step: str, requested: str, found: str
) -> Equality:
    """Two writings that are read alike; one that cannot be read is no value."""
    there = parse(found)
    if there is None:
        return Equality("unclear", doubt="form")
    return _settled(parse(requested) == there, requested, found, step)


def _yes_or_no(text: str) -> bool | None:
    word = fold(text)
    return True if word in YES else False if word in NO else None


def _compare_answers(item: Item, requested: str, found: str) -> Equality:
    """An answer is the value that the request has for it; its wordings stand for it."""
    keys = answer_keys(item)
    there = keys.get(fold(found))
    if there is None:
        return _compare_words(requested, found)
    if requested == found:
        return Equality("equal")
    return _settled(keys.get(fold(requested), requested) == there, requested, found, "wording")


def answer_keys(item: Item) -> Mapping[str, str]:
    """The answer that each folded wording stands for; a wording of two answers stands for none."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for key, wordings in item.answers.items():
        for wording in {fold(key), *map(fold, wordings)}:
            if found.setdefault(wording, key) != key:
                shared.add(wording)
    for wording in shared - {fold(key) for key in item.answers}:
        del found[wording]
    return found


def _compare_words(requested: str, found: str) -> Equality:
    steps = steps_between(requested, found)
    if steps is None:
        return Equality("different")
    return Equality("normalised", steps) if steps else Equality("equal")


def _compare_counts(requested: str, found: str) -> Equality | None:
    """A whole number whose thousands stand apart; ``None`` for anything else."""
    count = figures.amount(found)
    if not requested.isdecimal() or requested.startswith("0") or count is None:
        return None
    if not set(found) <= set("0123456789 \u00a0\u202f"):
        return None
    return _settled(count.value == Decimal(requested), requested, found, "number")


def _compare_amounts(requested: str, found: str) -> Equality:
    there = figures.amount(found)
    if there is None:
        return Equality("unclear", doubt="form")
    here = figures.plain_number(requested)
    if here is None:
        written = figures.amount(requested)
        here = written.value if written is not None else None
    return _settled(here == there.value, requested, found, "number")


def _compare_shares(requested: str, found: str) -> Equality:
    there = figures.per_cent(found)
    if there is None:
        return Equality("unclear", doubt="form")
    here = figures.plain_number(requested)
    if here is None:
        here = figures.per_cent(requested)
    return _settled(here == there, requested, found, "number")


def _compare_rates(requested: str, found: str) -> Equality:
    """A rate of VAT may be a fraction in the request, 0.20, and in per cent on the paper, 20 %."""
    here, there = figures.plain_number(requested), figures.per_cent(found)
    if here is not None and there is not None and there >= 1 > here and here * 100 == there:
        return Equality("normalised", ("number",))
    return _compare_shares(requested, found)


def _compare_days(requested: str, found: str) -> Equality:
    here, there = figures.moment(requested), figures.moment(found)
    if there is None:
        return Equality("unclear", doubt="form")
    if here is None or here[0] != there[0]:
        return Equality("different")
    if here[1] == there[1]:
        return _settled(True, requested, found, "date")
    # One of the two gives a time that the other keeps silent, or they give two.
    both = here[1] and there[1]
    return Equality("different") if both else Equality("unclear", doubt="time")


def _compare_identifiers(requested: str, found: str) -> Equality:
    here, there = figures.compact(requested), figures.compact(found)
    steps = tuple(
        step
        for step, differ in (
            ("spaces", (here != requested) or (there != found)),
            ("case", here != there),
        )
        if differ
    )
    if here.upper() != there.upper() or not here.isascii() or not there.isascii():
        return Equality("different")
    return Equality("normalised", steps) if requested != found else Equality("equal")


def _compare_addresses(requested: str, found: str) -> Equality:
    """Two addresses of mailboxes: no capital letter tells two of them apart."""
    if "\n" in found:
        one_line = _compare_addresses(requested, found.replace("\n", ""))
        same = one_line.state != "different"
        return Equality("normalised", (*one_line.steps, "hyphenation")) if same else one_line
    same = requested == found or (
        requested.isascii() and found.isascii() and requested.lower() == found.lower()
    )
    return _settled(same, requested, found, "case")


def _compare_telephones(requested: str, found: str) -> Equality:
    return _compare_parsed(figures.telephone, "number", requested, found)


_BY_KIND: Mapping[str, Callable[[str, str], Equality]] = MappingProxyType(
    {
        **dict.fromkeys(_IDENTIFIERS, _compare_identifiers),
        **dict.fromkeys(("date-fr", "date-iso", "datetime-iso"), _compare_days),
        **dict.fromkeys(("email", "mssante"), _compare_addresses),
        "amount": _compare_amounts,
        "percentage": _compare_shares,
        "telephone": _compare_telephones,
        "vat-rate": _compare_rates,
    }
)
