"""The message of a rule: its template and the parameters of a problem, made safe to show.

A message is a ``str.format`` template.  ``{count:octet|octets}`` writes a number with its noun,
singular or plural as the language wants it.  Parameters come from files that may be hostile:
they are shortened, and what one cannot see in them is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from asp_check.causes.cause import Cause, Text
from asp_check.text import shorten, visible

LABELS: Mapping[str, Text] = MappingProxyType(
    {
        "first": Text("première occurrence", "first occurrence"),
        "duplicate": Text("répétition", "repetition"),
        "opening": Text("ouverture", "opening"),
        "parent": Text("objet concerné", "object concerned"),
        "model": Text("modèle", "model"),
        "also": Text("aussi ici", "here too"),
        "expected-place": Text("emplacement attendu", "expected place"),
        "beneficiary": Text("bénéficiaire", "beneficiary"),
        "compared": Text("valeur comparée", "value compared"),
        "advance": Text("avance", "advance"),
        "bdc": Text("bon de commande", "purchase order (BDC)"),
        "va": Text("VA", "VA"),
        "mom": Text("MOM", "MOM"),
        "invoice": Text("facture", "invoice"),
        "pilot": Text("PV pilote", "pilot report (PV)"),
    }
)
"""What the related place of a finding is, by the label of its ``Link``."""

TYPES: Mapping[str, Text] = MappingProxyType(
    {
        "string": Text("un texte entre guillemets", "a text in quotes"),
        "number": Text("un nombre sans guillemets", "a number without quotes"),
        "integer": Text("un nombre entier sans guillemets", "a whole number without quotes"),
        "boolean": Text("true ou false, sans guillemets", "true or false, without quotes"),
        "null": Text("null", "null"),
        "object": Text("un objet entre accolades", "an object between braces"),
        "array": Text("une liste entre crochets", "a list between brackets"),
        "scalar": Text(
            "une valeur simple (texte, nombre, true, false ou null)",
            "a plain value (text, number, true, false or null)",
        ),
    }
)
"""How a type of JSON is called in a sentence."""

_LIMIT = 60
_LONGER = MappingProxyType(
    {
        "allowed": 300,
        "pattern": 200,
        "reason": 300,
        "changes": 600,
        "page": 300,
        "names": 300,
        "concept": 120,
    }
)
"""What is of no use when its middle is missing."""

_PLACES = MappingProxyType(
    {
        "parent": Text("l'objet principal", "the main object"),
        "found_parent": Text("l'objet principal", "the main object"),
        "model_parent": Text("l'objet principal", "the main object"),
        "array": Text("la liste principale", "the main list"),
    }
)
"""Parameters that are pointers, and what the empty pointer means."""

_TYPED = frozenset({"expected_type", "found_type"})
_BYTES = frozenset({"found", "model"})
_NOTHING = Text("rien", "nothing")
_SPACES = Text("espace|espaces", "space|spaces")
_BLANKS = re.compile(r"(?=[^ ]* )(?: |⟨(?:TAB|LF|CR)⟩|[,:{}\[\]])+")
_RUNS = re.compile(r" +|[^ ]+")
_UNKNOWN = "…"
_TYPOGRAPHIC = "\u00a0\u202f"
_WORDS = frozenset({"reason", "changes", "concept", "piece"})
"""What is in our own words, typography included."""
_BEFORE = 20
"""How much is shown of what two texts have in common, before the place where they part."""


def word(cause: Cause, params: Mapping[str, Any], lang: str) -> str:
    """The message of ``cause`` for these parameters, in ``fr`` or ``en``."""
    text = cause.message
    for (name, value), variant in cause.variants.items():
        if str(params.get(name, "")) == value:
            text = variant
            break
    shown = _Shown({name: _show(name, value, lang) for name, value in _apart(params).items()})
    for name in params:
        # Where words come from the caller, they come in both languages: reason_fr, reason_en.
        if name.endswith(f"_{lang}"):
            shown[name[:-3]] = _show(name[:-3], params[name], lang)
    return text.of(lang).format_map(shown)


def _apart(params: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same parameters; two long texts that would be shortened where they differ, cut there.

    >>> both = _apart({"found": "à" * 90 + "É" + "b" * 90, "model": "à" * 90 + "E" + "b" * 90})
    >>> both["found"][:24], both["model"][:24]
    ('…ààààààààààààààààààààÉbb', '…ààààààààààààààààààààEbb')
    """
    found, model = params.get("found"), params.get("model")
    if not (isinstance(found, str) and isinstance(model, str)):
        return params
    if found == model or max(len(found), len(model)) <= _LIMIT:
        return params
    pairs = enumerate(zip(found, model, strict=False))
    same = next((i for i, (a, b) in pairs if a != b), min(len(found), len(model)))
    if same <= _BEFORE:
        return params
    return {**params, "found": _from(found, same), "model": _from(model, same)}


def _from(text: str, place: int) -> str:
    """The text from a little before this place on, as long as a message may quote."""
    start = place - _BEFORE
    if len(text) <= start + _LIMIT - 1:
        return f"…{text[start:]}"
    return f"…{text[start : start + _LIMIT - 2]}…"


class _Shown(dict[str, "_Word | _Number"]):
    """Parameters ready to show; one that a problem forgot is an ellipsis, never a fault."""

    def __missing__(self, name: str) -> _Word:
        return _Word(_UNKNOWN)


class _Word(str):
    """A text in a message; what follows the colon of its placeholder does not concern it."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return str(self)


class _Number:
    """A number in a message, with its noun where the placeholder gives one."""

    __slots__ = ("lang", "value")

    def __init__(self, value: int, lang: str) -> None:
        self.value = value
        self.lang = lang

    def __format__(self, spec: str) -> str:
        grouped = f"{self.value:,}"
        if self.lang != "en":
            grouped = grouped.replace(",", "\u00a0")
        if not spec:
            return grouped
        singular, plural = spec.split("|")
        one = self.value == 1 if self.lang == "en" else abs(self.value) < 2
        return f"{grouped}\u00a0{singular if one else plural}"


def _show(name: str, value: object, lang: str) -> _Word | _Number:
    if isinstance(value, int) and not isinstance(value, bool):
        return _Number(value, lang)
    text = str(value)
    if name in _TYPED and text in TYPES:
        return _Word(TYPES[text].of(lang))
    if not text and name in _BYTES:
        return _Word(_NOTHING.of(lang))
    if not text and name in _PLACES:
        return _Word(_PLACES[name].of(lang))
    text = shorten(text, _LONGER.get(name, _LIMIT))
    text = _readable(text) if name in _WORDS else visible(text)
    if name in _BYTES and _BLANKS.fullmatch(text):
        return _Word(_blanks(text, lang))
    if name in _PLACES:
        return _Word(f"“{text}”" if lang == "en" else f"«\u00a0{text}\u00a0»")
    return _Word(text)


def _readable(text: str) -> str:
    """Words of ours that may quote the file: all that is unseen is named but our own typography."""
    return "".join(c if c in _TYPOGRAPHIC else visible(c) for c in text)


def _blanks(text: str, lang: str) -> str:
    """Blanks in words, for spaces at the edge of a quotation are lost on the reader.

    >>> _blanks("⟨LF⟩    ", "en").replace("\u00a0", " ")
    '⟨LF⟩ + 4 spaces'
    """
    spaces = _SPACES.of(lang)
    return " + ".join(
        format(_Number(len(run), lang), spaces) if run[0] == " " else run
        for run in _RUNS.findall(text)
    )
