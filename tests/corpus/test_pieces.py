"""The corpus with pieces: the portal's refusals are often about them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.test_dossier import piece, put, request, templates

__all__ = ["templates"]

AS_OF = ("--as-of", "2025-06-01T12:00")


def add(run: Run, outcome: str, *args: str) -> None:
    done = run("corpus", "add", "d/avance.json", "--outcome", outcome, *AS_OF, *args)
    assert done.code == 0, done


def outcomes(run: Run, *args: str) -> list[dict[str, Any]]:
    found = json.loads(run("corpus", "check", "--format", "json", *args).out)
    listed: list[dict[str, Any]] = found["outcomes"]
    return listed


@pytest.fixture(autouse=True)
def dossier(folder: Path) -> Path:
    return put(
        folder / "d",
        {"avance.json": request(), "bdc.data.json": piece("bdc", amount__excl_tax="48 500,01 €")},
    )


def test_a_piece_is_kept_by_its_sum_and_its_role(run: Run, folder: Path) -> None:
    add(run, "accepted", "--bdc", "d/bdc.data.json")
    (record,) = folder.glob("asp-corpus/*.toml")
    (held,) = tomllib.loads(record.read_text("utf-8"))["pieces"]
    assert (held["path"], held["role"]) == ("../d/bdc.data.json", "bdc")
    assert "48 500,01" not in record.read_text("utf-8")
    (one,) = outcomes(run)
    assert (one["state"], {spoke["rule"] for spoke in one["blocking"]}) == ("speaks", {"X104"})


def test_a_piece_that_was_recognised_is_recognised_again(run: Run, folder: Path) -> None:
    add(run, "refused", "--piece", "d/bdc.data.json")
    (record,) = folder.glob("asp-corpus/*.toml")
    (held,) = tomllib.loads(record.read_text("utf-8"))["pieces"]
    assert held["role"] == ""
    assert [one["state"] for one in outcomes(run)] == ["agreed"]


def test_other_pieces_are_another_case(run: Run, dossier: Path) -> None:
    add(run, "refused", "--bdc", "d/bdc.data.json")
    put(dossier, {"bdc2.data.json": piece("bdc")})
    add(run, "accepted", "--bdc", "d/bdc2.data.json")
    assert sorted(one["state"] for one in outcomes(run)) == ["agreed", "agreed"]
    assert run("corpus", "check").code == 0


def test_a_piece_that_is_gone_is_named(run: Run, dossier: Path) -> None:
    add(run, "accepted", "--bdc", "d/bdc.data.json")
    dossier.joinpath("bdc.data.json").unlink()
    (one,) = outcomes(run)
    assert (one["state"], one["missing_pieces"]) == ("agreed", [str(Path("d/bdc.data.json"))])
    done = run("corpus", "check")
    assert (done.code, "introuvable ou modifiée" in done.out) == (3, True)


def test_pieces_and_the_advance_are_kept_with_the_file(run: Run, folder: Path) -> None:
    put(folder / "s", {"solde.json": request("solde"), "va.data.json": piece("va")})
    done = run(
        "corpus", "add", "s/solde.json", "--va", "s/va.data.json", "--avance", "d/avance.json",
        "--outcome", "refused", "--keep", *AS_OF,
    )  # fmt: skip
    assert done.code == 0, done
    assert len(list(folder.glob("asp-corpus/*.corpus"))) == 3
    (before,) = outcomes(run)
    for path in (*folder.glob("s/*"), *folder.glob("d/*")):
        path.unlink()
    (one,) = outcomes(run)
    assert not one["missing_pieces"]
    assert one["state"] == before["state"]
    for path in folder.glob("asp-corpus/*.corpus"):
        path.write_bytes(b"{}")
    (one,) = outcomes(run)
    assert one["state"] == "lost"
