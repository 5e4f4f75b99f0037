"""What a value must look like to be one of its kind, and the part of a text that is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from asp_check.finding import Severity
from asp_check.pieces import figures
from asp_check.pieces.wording import fold
from asp_check.values import judge

_IDENTIFIERS = frozenset(
    {"adeli", "am", "finess", "idnps", "postal-code", "rpps", "siren", "siret"}
)
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
_UNDONE = re.compile(
    r"annul|remplac|caduc|erron|rectifi|perime|obsolete|sauf|hors |au lieu|a verifier|en cours"
)
"""Words beside a value that take it back, or put it in question."""
_PLACE_AND_DAY = re.compile(
    r"(?:(?:fait )?(?:à|a) )?[^\W\d_][^\d:;]{0,60}?,?\s+le\s+(?=[0-9])", re.IGNORECASE
)
_AFTER = re.compile(r"\s[–—-]\s|\s?[(,;:]\s?")
_NUMBER = re.compile(r"[0-9]{4}")
_CODE = re.compile(r"[^\s,;()]*[0-9][^\s,;()]*")


def fits(kind: str, concept: str, text: str) -> bool:
    """Whether a text may be a value of this kind, for this concept.

    >>> fits("finess", "client.finess", "2B 0000 020"), fits("finess", "client.finess", "Corse")
    (True, False)
    >>> fits("amount", "amount.excl_tax", "58 200,00 € TTC")
    False

    A number of the right form is one, be its check digit wrong: so it stands on the paper.

    >>> fits("siret", "client.siret", "356 000 000 00049"), fits("siret", "client.siret", "356000000")
    (True, False)
    """
    if not text:
        return False
    if kind == "amount":
        return _is_amount(concept, text)
    parse = _PARSERS.get(kind)
    if parse is not None:
        return parse(text) is not None
    if kind in _IDENTIFIERS:
        compact = figures.compact(text).upper()
        shape = _SHAPES.get(kind)
        if shape is not None:
            return shape.fullmatch(compact) is not None
        return not _refused(kind, compact) and any(c.isdecimal() for c in compact)
    if kind in {"email", "mssante"}:
        return not _refused(kind, text.replace("\n", ""))
    return True


_SHAPES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "adeli": re.compile(r"[0-9]{9}|2[AB][0-9]{7}"),
        "finess": re.compile(r"[0-9]{9}|2[AB][0-9]{7}"),
        "idnps": re.compile(r"8[0-9]{11}"),
        "postal-code": re.compile(r"[0-9]{5}"),
        "rpps": re.compile(r"[0-9]{11}"),
        "siren": re.compile(r"[0-9]{9}"),
        "siret": re.compile(r"[0-9]{14}|MONACO[A-Z0-9]{8}"),
    }
)
"""The form of each identifier, its check digit aside."""


def _is_amount(concept: str, text: str) -> bool:
    found = figures.amount(text)
    if found is None:
        return False
    if concept.endswith(("incl_tax", "_ttc")):
        return found.tax != "ht"
    return found.tax != "ttc"


_PARSERS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "date-fr": figures.day,
        "date-iso": figures.day,
        "datetime-iso": figures.moment,
        "percentage": figures.per_cent,
        "telephone": figures.telephone,
        "vat-rate": figures.per_cent,
    }
)


def _refused(kind: str, text: str) -> bool:
    return any(refusal.severity is Severity.BLOCKING for refusal in judge(kind, text))


def part(kind: str, concept: str, text: str) -> str | None:
    """The value of a kind that a text is, remarks and punctuation around it aside; ``None`` if none.

    >>> part("date-fr", "va.date", "Quimper, le 14/02/2025"), part("am", "client.am", "—")
    ('14/02/2025', None)
    >>> part("siret", "client.siret", "356 000 000 00048 (siège) ;")
    '356 000 000 00048'
    >>> part("amount", "amount.excl_tax", "435,20 € (annulé)")
    >>> part("finess", "client.finess", "2B0000020 – Clinique A"), part("finess", "", "2B0000020 – 2B0005342")
    ('2B0000020', None)
    """
    for candidate in _candidates(kind, text):
        if fits(kind, concept, candidate):
            return candidate
    return None


def _candidates(kind: str, text: str) -> tuple[str, ...]:
    plain = text.strip()
    if kind in {"", "text"}:
        return (plain,)
    if _UNDONE.search(fold(plain)):
        return ()
    trimmed = plain.strip(" .;,")
    bare = _BRACKETED.sub("", trimmed).strip(" .;,")
    found = [plain, trimmed, bare]
    if kind in _IDENTIFIERS:
        head = _AFTER.split(trimmed, maxsplit=1)
        # What follows may be a name, but no other number.
        if len(head) > 1 and not _NUMBER.search(head[1]):
            found.append(head[0])
    if kind in {"date-fr", "date-iso", "datetime-iso"}:
        found.append(_PLACE_AND_DAY.sub("", bare, count=1) if _PLACE_AND_DAY.match(bare) else bare)
    return tuple(dict.fromkeys(found))


def first_part(direct: str, kind: str, concept: str, text: str) -> str | None:
    """The value that follows « n° » or « le » at once, what comes after it left out.

    >>> first_part("number", "", "order.number", "LGC-0311 du 12/01/2026")
    'LGC-0311'
    >>> first_part("date", "date-fr", "va.date", "12 janvier 2026 à Quimper")
    '12 janvier 2026'
    """
    words = text.split()
    if direct == "number":
        found = _CODE.match(text)
        code = found[0].rstrip(".:") if found else ""
        return code if code and fits(kind, concept, code) else None
    if direct == "date":
        for count in range(min(5, len(words)), 0, -1):
            candidate = " ".join(words[:count]).rstrip(".,;")
            if figures.day(candidate) is not None:
                return candidate
    return None
