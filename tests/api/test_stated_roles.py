"""A piece given under a role that its own title belies is not judged as what it is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import asp_check
from asp_check.finding import Report, Verdict

COMPLETE = Path(__file__).parents[2] / "samples/dossiers/hop-dpi-va2/solde/ok/complete"
INVOICE, ORDER, VA = (COMPLETE / f"{n}.pdf" for n in ("F2025-10-0456", "BDC-2025-0117", "VA-2025-0117"))  # fmt: skip


def checked(*pieces: tuple[str, Path]) -> Report:
    return asp_check.check(
        COMPLETE / "bdc.json", template="hop-dpi-va2/solde", pieces=pieces, as_of="2025-12-01"
    )


@pytest.mark.parametrize(
    ("role", "path", "meant", "title"),
    [
        ("va", INVOICE, "invoice", "Facture"),
        ("va", ORDER, "bdc", "Bon de commande"),
        ("invoice", VA, "va", ""),
    ],
)
def test_the_role_that_the_title_tells_is_proposed_and_nothing_is_blamed(
    role: str, path: Path, meant: str, title: str
) -> None:
    report = checked((role, path))
    assert report.verdict is Verdict.INCONCLUSIVE
    assert {f.rule for f in report.findings if f.rule.startswith("X")} <= {
        "X503"
    }  # Not recognised.
    reasons = {entry.reason for entry in report.not_run if entry.kind == "unreadable"}
    assert any(title in reason and f"--{meant}" in reason for reason in reasons), reasons


def test_the_right_role_is_taken() -> None:
    report = checked(("invoice", INVOICE), ("bdc", ORDER), ("va", VA))
    assert {piece.role for piece in report.pieces} == {"invoice", "bdc", "va"}
    assert not [entry for entry in report.not_run if entry.kind == "unreadable"]


def test_a_person_may_settle_it(tmp_path: Path) -> None:
    from asp_check import cli

    paper = tmp_path / "piece.pdf"
    shutil.copy(INVOICE, paper)
    code = cli.main(
        ("piece", "read", str(paper), "--role", "va", "--template", "hop-dpi-va2/solde",
         "-o", str(tmp_path / "piece.releve.toml"))
    )  # fmt: skip
    assert code in (0, 3)
    report = checked(("va", paper))
    assert [piece.role for piece in report.pieces] == ["va"]
