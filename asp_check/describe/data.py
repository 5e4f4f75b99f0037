"""What a template says, as JSON data: ``template show --format json``."""

from __future__ import annotations

from typing import Any

from asp_check.describe.layout import layout_of
from asp_check.describe.tree import declared_at, type_of, walk
from asp_check.manifest import Node as Declared
from asp_check.template import Repeat, Slot, Template, TemplateNode, Tuple
from asp_check.text import decode


def facts(template: Template) -> dict[str, Any]:
    """Everything that ``template show`` shows, as JSON data."""
    manifest = template.manifest
    layout = layout_of(template)
    nodes = list(walk(template.root))
    return {
        "id": template.id,
        "status": template.status,
        "sha256": template.sha256,
        "valid_from": manifest.valid_from if manifest else None,
        "title_fr": manifest.title_fr if manifest else None,
        "title_en": manifest.title_en if manifest else None,
        "note_fr": manifest.note_fr if manifest else None,
        "note_en": manifest.note_en if manifest else None,
        "source": manifest.source if manifest else None,
        "irregular": manifest.irregular if manifest else None,
        "layout": {
            "bom": layout.bom,
            "newlines": list(layout.newlines),
            "indent": layout.indent,
            "colon": layout.colon,
            "end": layout.end,
            "severity": (manifest.layout if manifest else None) or "error",
            "reason": manifest.layout_reason if manifest else None,
        },
        "slots": [_slot(node, optional) for node, optional in nodes if isinstance(node, Slot)],
        "containers": [
            _container(template, node, optional)
            for node, optional in nodes
            if not isinstance(node, Slot)
        ],
    }


def _slot(slot: Slot, optional: bool) -> dict[str, Any]:
    declared = slot.declared
    return {
        "pointer": slot.path,
        "type": slot.type,
        "blank": decode(slot.literal),
        "optional": optional,
        "nullable": slot.nullable,
        "fixed": declared.fixed,
        "presumed_fixed": slot.presumed,
        "free": declared.free,
        "required": declared.required,
        "may_be_empty": declared.may_be_empty,
        "enum": [_plain(value) for value in declared.enum],
        "decimals": declared.decimals,
        "shown_decimals": slot.decimals,
        "kind": declared.kind,
        "pattern": declared.pattern,
        "concept": declared.concept,
        **_said(declared),
    }


def _container(template: Template, node: TemplateNode, optional: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "pointer": node.path,
        "type": type_of(node),
        "optional": optional,
        "nullable": node.nullable,
        **_said(declared_at(template, node.path)),
    }
    if isinstance(node, Repeat):
        data |= {
            "min": node.min,
            "max": node.max,
            "separator": decode(node.separator),
            "separator_origin": node.origin,
            "key_kind": node.key.declared.kind if node.key else None,
        }
    elif isinstance(node, Tuple):
        data["elements"] = len(node.elements)
    return data


def _said(declared: Declared) -> dict[str, Any]:
    return {
        "title_fr": declared.title_fr,
        "title_en": declared.title_en,
        "reason": declared.reason,
        "inferred": list(declared.inferred),
    }


def _plain(value: object) -> object:
    """A value that ``json`` can write: numbers as text, so that no digit is lost."""
    return value if value is None or isinstance(value, str | bool) else str(value)
