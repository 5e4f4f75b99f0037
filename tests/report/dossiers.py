"""Dossiers made by hand, for the tests of reports."""

from __future__ import annotations

from typing import Any

from asp_check.dossier.model import Beneficiary, Dossier, FileRef, Key, Order, Told
from asp_check.finding import (
    MatrixCell,
    MatrixRow,
    NotRun,
    Place,
    Report,
    Severity,
    TemplateRef,
    Verdict,
)
from asp_check.report import dossier as forms
from asp_check.report.dossier import Batch, Style, Tally
from tests.report.build import finding

SUM = "ab" * 32
BOX = (10.0, 20.0, 30.0, 40.0)


def cell(role: str, state: str, value: str | None = None, **fields: Any) -> MatrixCell:
    path = "d/bdc.json" if role == "request" else f"d/{role}.pdf"
    place = Place(path, 1, 1, 0, 0, None, "Montant", 2, BOX) if role != "request" else None
    return MatrixCell(path, role, value, state, **{"place": place, **fields})


def row(*cells: MatrixCell, concept: str = "amount.excl_tax", subject: str = "") -> MatrixRow:
    return MatrixRow("B-1", subject, concept, cells)


MATRIX = (
    row(
        cell("request", "given", "48500.00"),
        cell("bdc", "equal", "48500.00"),
        cell("va", "unnamed"),
    ),
    row(
        cell("request", "given", "Scénario 2"),
        cell("bdc", "normalised", "SCENARIO 2", note="case"),
        cell("va", "different", "Scénario 1"),
        concept="scenario.label",
        subject="2B0000020",
    ),
    row(
        cell("request", "empty"),
        cell("bdc", "absent"),
        cell("va", "unclear", "?", note="hidden"),
        concept="mss.address",
    ),
    row(cell("request", "given", "x"), cell("bdc", "equal", "x"), concept="client.name"),
)


def told(path: str = "d/p.zip", rule: str = "D105", **fields: Any) -> Told:
    return Told(path, finding(b"", 0, 0, rule=rule, severity=Severity.WARNING, **fields))


def report(**fields: Any) -> Report:
    data = b'{"a": 1}'
    values: dict[str, Any] = {
        "path": "d/bdc.json",
        "sha256": SUM,
        "verdict": Verdict.NONCONFORM,
        "template": TemplateRef("hop-dpi-va2/solde@initial", "reference", SUM),
        "findings": (
            finding(
                data, 1, 4, rule="X101", message="Le scénario diffère.", expected="Scénario 1",
                actual="Scénario 2", source="https://esante.gouv.fr/x?a=1&b=2",
                related=(Place("d/va.pdf", 1, 1, 0, 0, None, "VA : « Scénario 1 »", 2, BOX),),
            ),
        ),
        "not_run": (NotRun("R104", "unknown-fact", "plafond inconnu"),),
        "posed": 100,
        "data": data,
        "matrix": MATRIX,
    }  # fmt: skip
    return Report(**(values | fields))


def dossier(name: str = "d/bdc.json", **fields: Any) -> Dossier:
    values: dict[str, Any] = {
        "name": name,
        "kind": "solde",
        "key": Key("HOP-DPI-Va2", "solde", (Order("B-1", (Beneficiary("FINESS", "2B0000020"),)),)),
        "verdict": Verdict.NONCONFORM,
        "files": (
            FileRef("d/bdc.json", SUM, 8, "request"),
            FileRef("d/bdc.pdf", SUM, 100, "bdc", "Bon de commande", (1, 1), "pdf", 0.9, order="B-1"),
            FileRef("d/va.pdf", SUM, 100, "va", "", (2, 3), "pdf", 1.0, True, "B-1", settled_by="Anne Le Goff"),
            FileRef("d/copie.pdf", SUM, 100, "copy", note="d/bdc.pdf"),
            FileRef("d/.DS_Store", SUM, 6, "system"),
            FileRef("d/p.zip/x.pdf", "", 9, "member"),
            FileRef("d/y.pdf", SUM, 9, "unreadable", note="encrypted"),
        ),
        "request": report(),
        "told": (told(message="Deux fichiers de ce ZIP s'appellent « a »."),),
        "not_run": (NotRun("D103", "unreadable", "chiffré"),),
        "posed": 10,
        "avance": "d/avance.json",
    }  # fmt: skip
    return Dossier(**(values | fields))


def conform(name: str = "e/bdc.json") -> Dossier:
    whole = report(path=name, verdict=Verdict.CONFORM, findings=(), matrix=MATRIX[3:])
    return dossier(
        name, verdict=Verdict.CONFORM, request=whole, told=(), not_run=(), avance="", files=()
    )


def written(name: str, *dossiers: Dossier, across: tuple[Told, ...] = (), **style: Any) -> str:
    """The whole report in this form."""
    form = forms.load(name)
    how = Style(**{"version": "0.1", "as_of": "2026-06-01T00:00", "total": len(dossiers), **style})
    tally = Tally()
    bodies = []
    for one in dossiers:
        if text := form.one(one, how):
            bodies.append(text)
        tally.add(one, form.sentence(one, how))
    verdict = forms.overall({one.verdict for one in dossiers})
    batch: Batch = tally.batch(across, (), verdict)
    return form.head(batch, how) + form.JOINT.join(bodies) + form.tail(batch, how)
