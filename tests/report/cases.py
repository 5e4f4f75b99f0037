"""Reports made by hand that hold a bit of everything, for the golden tests of the forms for machines."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from asp_check import report as forms
from asp_check.finding import Edit, NotRun, PieceRef, Place, Report, Severity, Verdict
from tests.report.build import REFERENCE, finding, on, place, report

DATA = Path(__file__).parent / "data"
FILE = b'\xef\xbb\xbf{\r\n  "client": {\r\n    "nom": "=2+5",\r\n    "numero": "010001234"\r\n  }\r\n}\r\n'


def bad() -> Report:
    """A file with one finding of each severity, a repair, another place and a page of a piece."""
    return report(
        FILE,
        finding(
            FILE, 0, 3, rule="E103", message="Marque d’ordre des octets.", fix=(Edit(0, 3, ""),),
            source="https://example.invalid/bom", fixable=True,
        ),
        on(
            FILE, '"numero"', rule="T103", message="La clé «\u00a0numero\u00a0» s’écrit «\u00a0numéro\u00a0».",
            pointer="/client/numero", expected='"numéro"', actual='"numero"',
            related=(place(FILE, '"client"', path="bdc.json", label="l’objet"),),
            fix=(Edit(FILE.index(b'"numero"'), FILE.index(b'"numero"') + 8, '"numéro"'),),
        ),
        on(
            FILE, '"010001234"', rule="X104", severity=Severity.WARNING, message="Le BDC porte un autre numéro.",
            certainty="secondary", pointer="/client/numero", expected="010001235", actual="010001234", count=3,
            related=(Place("pièces/BDC n°1.pdf", 1, 1, 0, 0, None, "BDC : «\u00a0010001235\u00a0»", 2, (1.0, 2.5, 3.0, 4.0)),),
        ),
        on(
            FILE, '"=2+5"', rule="V001", severity=Severity.INFO, message="=2+5 [ici](0) {0} ::error::\n##[x]",
            certainty="inference", pointer="/client/nom", actual="=2+5",
        ),
        path="./dépôts/a, b:1.json",
        template=REFERENCE,
        not_run=(NotRun("R104", "unknown-fact", "plafond inconnu"), NotRun("R203", "not-applicable", "sans objet")),
        ignored={"T304": 2},
        as_of="2026-06-01T00:00",
        pieces=(PieceRef("pièces/BDC n°1.pdf", "ef" * 32, "pdf", "bdc", order="BDC-2025-0117"),),
    )  # fmt: skip


CASES: dict[str, Sequence[Report]] = {
    "none": [],
    "conform": [report(b"{}", not_run=(NotRun("R104", "unknown-fact", "plafond inconnu"),))],
    "several": [
        bad(),
        report(b"{}", path="ok.json"),
        report(
            b"",
            path="-",
            verdict=Verdict.INCONCLUSIVE,
            template=None,
            posed=0,
            not_run=(
                NotRun("T", "crash", "défaut d’asp-check (KeyError)"),
                NotRun("S", "unreadable", "la fin du fichier n’a pas été lue"),
            ),
        ),
    ],
}


def written(form: str, reports: Sequence[Report], lang: str = "fr", **settings: Any) -> str:
    """The report in this form."""
    values: dict[str, Any] = {
        "color": False, "full": False, "width": 100, "as_of": "2026-06-01T00:00",
        "options": {"layout": "error"}, "version": "0.1.0",
    }  # fmt: skip
    return forms.load(form).render(reports, lang=lang, **(values | settings))


def golden(name: str, shown: str, *, accept: bool) -> None:
    """Hold what is shown against what was accepted."""
    path = DATA / name
    if accept:
        path.write_bytes(shown.encode())
    assert shown == path.read_bytes().decode()


def applied(data: bytes, replacements: Sequence[Any]) -> bytes:
    """What an editor makes of these replacements, all of them counted in the file as it was."""
    text = data.decode("utf-8-sig")
    mark = len(data) - len(text.encode())
    starts = [0, *(m.end() for m in re.finditer(r"\r\n|\r|\n", text))]
    changes = []
    for one in replacements:
        region, content = one["deletedRegion"], one.get("insertedContent", {})
        if "startLine" in region:
            ends = [
                mark + len(text[: starts[region[f"{end}Line"] - 1] + region[f"{end}Column"] - 1].encode())
                for end in ("start", "end")
            ]  # fmt: skip
            changes.append((*ends, content.get("text", "").encode()))
        else:
            start = region["byteOffset"]
            inserted = base64.b64decode(content.get("binary", ""))
            changes.append((start, start + region["byteLength"], inserted))
    for start, end, inserted in sorted(changes, key=lambda change: change[:2], reverse=True):
        data = data[:start] + inserted + data[end:]
    return data
