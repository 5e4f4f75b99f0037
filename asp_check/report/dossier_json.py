"""Dossiers as JSON, version 1: a public form, mapped by hand so that our own types may change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asp_check.dossier.model import Dossier, FileRef, Key, Told
from asp_check.finding import MatrixCell, MatrixRow
from asp_check.report.dossier import Batch, Style
from asp_check.report.json_v1 import finding_of, not_run_of, place_of, template_of, text_of

FORMAT = "asp-check-dossier/1"

JOINT = ",\n"


def one(dossier: Dossier, _style: Style) -> str:
    """One dossier, on one line."""
    request = dossier.request
    return text_of(
        {
            "name": dossier.name,
            "kind": dossier.kind or None,
            "dispositif": dossier.key.dispositif or None,
            "verdict": dossier.verdict.value,
            "template": (
                None
                if request is None or request.template is None
                else template_of(request.template)
            ),
            "orders": _orders(dossier.key),
            "avance": dossier.avance or None,
            "files": [_file(file) for file in dossier.files],
            "matrix": [] if request is None else [_row(row) for row in request.matrix],
            "findings": [_told(told) for told in dossier.findings],
            "posed": dossier.all_posed,
            "not_run": [not_run_of(entry) for entry in dossier.all_not_run],
            "ignored": dict(sorted(dossier.whole.ignored.items())),
        }
    )


def sentence(_dossier: Dossier, _style: Style) -> str:
    """Nothing: each dossier says all of it."""
    return ""


def head(batch: Batch, style: Style) -> str:
    """What is true of all dossiers."""
    opening = text_of(
        {
            "format": FORMAT,
            "tool": {"name": "asp-check", "version": style.version},
            "as_of": style.as_of,
            "options": {"layout": "error"} | {k: style.options[k] for k in sorted(style.options)},
            "verdict": batch.verdict.value,
            "across": [_told(told) for told in batch.told],
            "not_run": [not_run_of(entry) for entry in batch.not_run],
        }
    )
    return f'{opening[:-1]}, "dossiers": [\n'


def tail(batch: Batch, _style: Style) -> str:
    """The end of the list."""
    return "\n]}\n" if batch.lines else "]}\n"


def _orders(key: Key) -> list[dict[str, Any]]:
    return [
        {
            "number": order.number or None,
            "beneficiaries": [
                {"kind": client.kind, "number": client.number} for client in order.beneficiaries
            ],
        }
        for order in key.orders
    ]


def _file(file: FileRef) -> dict[str, Any]:
    return {
        "path": file.path,
        "sha256": file.sha256 or None,
        "size": file.size,
        "taken": file.taken,
        "reason": file.reason or None,
        "pages": None if file.pages is None else list(file.pages),
        "form": file.form or None,
        "score": None if file.score is None else round(file.score, 4),
        "stated": file.stated,
        "order": file.order or None,
        "note": file.note or None,
        "settled_by": file.settled_by or None,
    }


def _row(row: MatrixRow) -> dict[str, Any]:
    return {
        "order": row.order or None,
        "subject": row.subject or None,
        "concept": row.concept,
        "cells": [_cell(cell) for cell in row.cells],
    }


def _cell(cell: MatrixCell) -> dict[str, Any]:
    return {
        "document": cell.document,
        "role": cell.role,
        "value": cell.value,
        "state": cell.state,
        "note": cell.note or None,
        "place": None if cell.place is None else place_of(cell.place),
    }


def _told(told: Told) -> Mapping[str, Any]:
    return {"path": told.path, **finding_of(told.finding)}
