"""The JSON Schema (2020-12) of a template: what a schema can say of it; pure.

It says less than the template: neither the order of the keys nor the layout nor the spelling of
numbers.  It serves editors, forms and other programs, with titles in French; the English of each
is in ``$comment``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from asp_check.describe.tree import declared_at
from asp_check.describe.words import STATUSES, Words, literal_words
from asp_check.manifest import Node as Declared
from asp_check.manifest import Scalar
from asp_check.pointer import last
from asp_check.schema.ecma import ecma
from asp_check.template import Constant, Object, Repeat, Slot, Template, TemplateNode, Tuple

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_LIMITS: Words = (
    "Ce schéma dit moins que le modèle : ni l’ordre des clés, ni la mise en page, ni l’écriture des nombres et des textes. Seul asp-check compare au caractère près.",
    "This schema says less than the model: neither the order of the keys nor the layout nor how numbers and texts are written. Only asp-check compares to the character.",
)

_TYPES = {
    "string": ["string"],
    "number": ["number"],
    "integer": ["integer"],
    "boolean": ["boolean"],
    "any": ["string", "number", "boolean", "null"],
}


def schema(template: Template) -> Schema:
    """The JSON Schema of a template."""
    manifest = template.manifest
    head: Schema = {"$schema": DIALECT}
    title: Words = (template.id, template.id)
    description = [STATUSES[template.status]]
    if manifest is not None:
        head["$id"] = f"urn:asp-check:{manifest.full_id}"
        title = (manifest.title_fr or template.id, manifest.title_en or template.id)
        description.append((manifest.note_fr or "", manifest.note_en or ""))
    description.append(_LIMITS)
    root = _node(template, template.root)
    inner = root.pop("title", None), root.pop("description", None), root.pop("$comment", None)
    if inner[1]:
        description.append((inner[1], ""))
    french, english = _sentences(description)
    head |= {"title": title[0], "description": french, "$comment": f"{title[1]}. {english}"}
    return {**head, **root}


def render(template: Template) -> str:
    """The JSON Schema of a template as it is published."""
    return json.dumps(schema(template), ensure_ascii=False, indent=2) + "\n"


def _node(template: Template, node: TemplateNode) -> Schema:
    if isinstance(node, Slot):
        declared = node.declared
        found = _slot(node)
    else:
        declared = declared_at(template, node.path)
        found = _container(template, node)
    title: Words = (declared.title_fr or last(node.path), declared.title_en or last(node.path))
    french, english = _sentences(list(_remarks(node, declared)))
    head: Schema = {"title": title[0]} if title[0] not in {"", "*"} else {}
    if french:
        head["description"] = french
    comment = ". ".join(text for text in (declared.title_en or "", english) if text)
    if comment:
        head["$comment"] = comment
    return {**head, **found}


# ------------------------------------------------------------------------------ containers


def _container(template: Template, node: TemplateNode) -> Schema:
    if isinstance(node, Object):
        found = _object(template, node)
    elif isinstance(node, Repeat):
        found = _repeat(template, node)
    elif isinstance(node, Tuple):
        count = len(node.elements)
        found = {
            "type": "array",
            "prefixItems": [_node(template, element) for element in node.elements],
            "items": False,
            "minItems": count,
        }
    elif isinstance(node, Constant):
        found = {"type": "array", "maxItems": 0}
        if node.container == "{":
            found = {"type": "object", "maxProperties": 0}
    if node.nullable:
        found["type"] = [found["type"], "null"]
    return found


def _object(template: Template, node: Object) -> Schema:
    return {
        "type": "object",
        "properties": {member.key: _node(template, member.value) for member in node.members},
        "required": list(dict.fromkeys(m.key for m in node.members if not m.optional)),
        "additionalProperties": False,
    }


def _repeat(template: Template, node: Repeat) -> Schema:
    item = _node(template, node.item)
    if node.key is None:
        found: Schema = {"type": "array", "items": item, "minItems": node.min}
        if node.max is not None:
            found["maxItems"] = node.max
        return found
    key: Schema = {"type": "string"}
    if node.key.declared.kind:
        key["description"] = f"Genre de valeur : {node.key.declared.kind}."
        key["$comment"] = f"Kind of value: {node.key.declared.kind}."
    found = {
        "type": "object",
        "propertyNames": key,
        "additionalProperties": item,
        "minProperties": node.min,
    }
    if node.max is not None:
        found["maxProperties"] = node.max
    return found


# ------------------------------------------------------------------------------ slots


def _slot(slot: Slot) -> Schema:
    """What a scalar may be; a value that only warns is allowed."""
    declared = slot.declared
    if declared.fixed:
        return _fixed(slot)
    types = list(_TYPES[slot.type])
    if slot.nullable and "null" not in types:
        types.append("null")
    found: Schema = {"type": types[0] if len(types) == 1 else types}
    empties = [_value(literal) for literal in slot.shown] if slot.empty else []
    if declared.enum:
        found["enum"] = _enumeration(slot, empties)
    elif declared.required and empties:
        if empties == [""]:
            found["minLength"] = 1
        else:
            found["not"] = {"enum": empties}
    if declared.pattern is not None:
        pattern = {"pattern": ecma(declared.pattern)}
        if declared.required or not empties or declared.enum:
            found |= pattern
        else:
            found["anyOf"] = [{"enum": empties}, pattern]
    return found


def _fixed(slot: Slot) -> Schema:
    """A fixed value; the scalar types are those of the blank's literal."""
    values = [_value(slot.literal)]
    if slot.nullable and None not in values:
        return {"enum": [*values, None]}
    return {"const": values[0]}


def _enumeration(slot: Slot, empties: list[Any]) -> list[Any]:
    """The values of the list, and the blank's own where leaving it does not block."""
    texts = [] if slot.declared.required else [e for e in empties if isinstance(e, str)]
    nothing = [None] if slot.nullable else []
    found: list[Any] = []
    for value in [*map(_plain, slot.declared.enum), *texts, *nothing]:
        if not any(value is one or (type(value) is type(one) and value == one) for one in found):
            found.append(value)
    return found


def _value(literal: bytes) -> Any:  # noqa: ANN401 - any scalar
    """The value of a literal; its text where an irregular blank keeps what is no JSON."""
    text = literal.decode("utf-8", "replace")
    try:
        return json.loads(text)
    except ValueError:
        return text


def _plain(value: Scalar) -> Any:  # noqa: ANN401 - any scalar
    """A value that ``json`` writes as the number it is."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


# ------------------------------------------------------------------------------ remarks


def _remarks(node: TemplateNode, declared: Declared) -> Iterator[Words]:
    """What the keywords of JSON Schema do not say."""
    if isinstance(node, Slot):
        yield from _slot_remarks(node)
    elif isinstance(node, Repeat) and node.key is not None:
        yield "Les clés sont des données", "The keys are data"
    if declared.concept:
        yield f"Notion : {declared.concept}", f"Concept: {declared.concept}"


def _slot_remarks(slot: Slot) -> Iterator[Words]:
    declared = slot.declared
    if declared.required:
        yield "À remplir", "To be filled"
    elif declared.may_be_empty:
        yield "Peut rester vide", "May stay empty"
    if slot.presumed:
        literal = literal_words(slot.literal)
        yield f"Valeur présumée fixe : {literal}", f"Value presumed fixed: {literal}"
    if declared.decimals is not None:
        yield (
            f"S’écrit avec {declared.decimals} décimales exactement, ce que JSON Schema ne sait pas exiger",
            f"Written with exactly {declared.decimals} decimals, which JSON Schema cannot require",
        )
    if declared.kind not in {None, "text"}:
        yield f"Genre de valeur : {declared.kind}", f"Kind of value: {declared.kind}"


def _sentences(words: list[Words]) -> Words:
    """The non-empty texts, each ended by a full stop."""
    return _joined(french for french, _ in words), _joined(english for _, english in words)


def _joined(texts: Iterator[str]) -> str:
    return " ".join(text if text.endswith(".") else f"{text}." for text in texts if text)
