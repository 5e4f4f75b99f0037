"""What a place of a template takes, and what was given instead, in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from asp_check.concepts import CONCEPTS
from asp_check.manifest import Node as Declared
from asp_check.template import Constant, Object, Repeat, Slot, Template, TemplateNode, Tuple
from asp_check.text import decode, shorten, visible

Words = tuple[str, str]
"""The same thing in French and in English."""

_TYPES: Mapping[str, Words] = MappingProxyType({
    "string": ("texte", "a string"),
    "number": ("nombre", "a number"),
    "integer": ("nombre entier", "an integer"),
    "boolean": ("booléen (true ou false)", "a boolean (true or false)"),
    "any": ("texte, nombre, booléen ou null", "a string, a number, a boolean or null"),
})  # fmt: skip
_KINDS: Mapping[str, Words] = MappingProxyType({
    "adeli": ("numéro ADELI", "ADELI number"),
    "am": ("numéro AM", "AM number"),
    "email": ("adresse électronique", "e-mail address"),
    "finess": ("numéro FINESS", "FINESS number"),
    "idnps": ("identifiant national de praticien", "national identifier of a practitioner"),
    "mssante": ("adresse MSSanté", "MSSanté address"),
    "percentage": ("pourcentage", "percentage"),
    "postal-code": ("code postal", "postal code"),
    "rpps": ("numéro RPPS", "RPPS number"),
    "siren": ("SIREN", "SIREN"),
    "siret": ("SIRET", "SIRET"),
    "telephone": ("téléphone", "telephone number"),
    "vat-rate": ("taux de TVA", "VAT rate"),
})  # fmt: skip
"""What a kind of value is; text and amounts are what their type says."""

_DATES: Mapping[str, Words] = MappingProxyType({
    "date-fr": ("JJ/MM/AAAA", "DD/MM/YYYY"),
    "date-iso": ("AAAA-MM-JJ", "YYYY-MM-DD"),
    "datetime-iso": ("AAAA-MM-JJThh:mm:ss", "YYYY-MM-DDThh:mm:ss"),
})  # fmt: skip


def expected(node: TemplateNode) -> Words:
    """What is to be given here.

    >>> from asp_check.template import build
    >>> expected(build(b'{"a": 0.00}', name="x").slots[0])
    ('nombre à 2 décimales', 'a number with 2 decimals')
    """
    if isinstance(node, Object):
        return "objet", "an object"
    if isinstance(node, Repeat) and node.key is not None:
        return "objet (ses clés sont des données)", "an object (its keys are data)"
    if isinstance(node, Repeat) and node.min == 0:
        return "tableau, qui peut être vide", "an array, which may be empty"
    if isinstance(node, (Tuple, Repeat)):
        return "tableau", "an array"
    if isinstance(node, Constant):
        return (
            ("objet vide", "an empty object")
            if node.container == "{"
            else ("tableau vide", "an empty array")
        )
    return _scalar(node)


def _scalar(slot: Slot) -> Words:
    declared = slot.declared
    fr, en = _TYPES[slot.type]
    if slot.type == "number":
        decimals = slot.decimals if declared.decimals is None else declared.decimals
        if decimals is not None:
            fr += f" à {decimals} décimale{'s' * (decimals > 1)}"
            en += f" with {decimals} decimal{'s' * (decimals != 1)}"
    if declared.enum:
        listed = choices(slot)
        return f"{fr} parmi {listed[0]}", f"{en} among {listed[1]}"
    if declared.kind is not None and declared.kind in _DATES:
        form = _DATES[declared.kind]
        return f"{fr}, date {form[0]}", f"{en}, date {form[1]}"
    if declared.kind is not None and declared.kind in _KINDS:
        kind = _KINDS[declared.kind]
        return f"{fr}, {kind[0]}", f"{en}, {kind[1]}"
    if slot.literal not in {b'""', b"null"} and slot.type == "string" and not slot.is_key:
        shown = visible(shorten(decode(slot.literal)[1:-1], 60))
        return f"{fr}, {shown}", f"{en}, {shown}"
    return fr, en


def choices(slot: Slot) -> Words:
    """The values among which the manifest lets choose."""
    values = [shorten(visible(str(value)), 80) for value in slot.declared.enum]
    is_text = [isinstance(value, str) for value in slot.declared.enum]
    fr = [f"« {v} »" if text else v for v, text in zip(values, is_text, strict=True)]
    en = [f"“{v}”" if text else v for v, text in zip(values, is_text, strict=True)]
    return shorten(", ".join(fr), 300), shorten(", ".join(en), 300)


def found(value: object) -> Words:
    """What was given, by the names of JSON where it has one, else by its type."""
    if value is None:
        return "null", "null"
    if isinstance(value, bool):
        return "booléen", "a boolean"
    if isinstance(value, (int, float, Decimal)):
        return "nombre", "a number"
    if isinstance(value, str):
        return "texte", "a string"
    if isinstance(value, Mapping):
        return "objet", "an object"
    if isinstance(value, (list, tuple)):
        return "tableau", "an array"
    name = visible(shorten(type(value).__name__, 60))
    return name, name


def legible(text: str) -> str:
    """Words of ours or of a manifest: what cannot be seen is named, their no-break spaces are kept."""
    return "".join(c if c in "\u00a0\u202f" else visible(c) for c in text)


def title_of(template: Template, node: TemplateNode) -> Words | None:
    """The title that the manifest gives the place, else that of the concept it is bound to."""
    if isinstance(node, Slot):
        declared = node.declared
    else:
        nodes = template.manifest.nodes if template.manifest else {}
        declared = nodes.get(node.path, Declared())
    fr, en = declared.title_fr or declared.title_en, declared.title_en or declared.title_fr
    if fr and en:
        return legible(shorten(fr, 300)), legible(shorten(en, 300))
    return CONCEPTS.get(declared.concept or "")
