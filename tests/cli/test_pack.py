"""``asp-check pack``: the ZIP of exactly the checked pieces, the same bytes always, and only if nothing blocks."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from asp_check import archive
from tests.cli.conftest import Result, Run
from tests.cli.test_dossier import AVANCE, piece, put, request, templates, zipped

__all__ = ["templates"]

CONFORM: Mapping[str, bytes] = AVANCE


def pack(run: Run, *args: str) -> Result:
    return run("pack", "--as-of", "2025-06-01", *args)


def names(path: Path) -> list[str]:
    found = archive.read(path.read_bytes())
    assert not found.broken
    return [member.name for member in found.members]


@pytest.fixture
def dossier(folder: Path) -> Path:
    return put(folder / "d", AVANCE)


def test_the_zip_holds_the_pieces_and_not_the_json(run: Run, folder: Path, dossier: Path) -> None:
    put(
        dossier,
        {
            ".DS_Store": b"x",
            "lisez-moi.txt": b"x",
            "copie/bdc.data.json": piece("bdc"),
            "va.data.json": piece("va"),
        },
    )
    done = pack(run, "d", "-o", "o.zip")
    assert done.code == 3, done
    assert "Laissé de côté : d/va.data.json (pièce que" in done.out.replace("\\", "/")
    assert names(folder / "o.zip") == ["bdc.data.json"]
    assert archive.read(folder.joinpath("o.zip").read_bytes()).members[0].data == piece("bdc")
    for data in (piece("bdc"), request(), folder.joinpath("o.zip").read_bytes()):
        assert sha256(data).hexdigest() in done.out
    assert "se dépose à part" in done.out


@pytest.mark.usefixtures("dossier")
def test_the_same_pieces_give_the_same_bytes(run: Run, folder: Path) -> None:
    pack(run, "d", "-o", "1.zip")
    put(
        folder / "e", {"avance.json": request(), "x/y.zip": zipped({"bdc.data.json": piece("bdc")})}
    )
    pack(run, "e", "-o", "2.zip")
    assert folder.joinpath("1.zip").read_bytes() == folder.joinpath("2.zip").read_bytes()


@pytest.mark.usefixtures("dossier")
def test_what_was_packed_is_conform_again(run: Run, folder: Path) -> None:
    first = pack(run, "d", "-o", "o.zip")
    again = pack(run, "d/avance.json", "o.zip", "-o", "p.zip")
    assert again.code == first.code
    assert folder.joinpath("o.zip").read_bytes() == folder.joinpath("p.zip").read_bytes()


def test_nothing_is_written_where_something_blocks(run: Run, folder: Path, dossier: Path) -> None:
    put(dossier, {"bdc.data.json": piece("bdc", amount__excl_tax="1,00 €")})
    done = pack(run, "d", "-o", "o.zip")
    assert done.code == 1
    assert not folder.joinpath("o.zip").exists()
    assert "Rien n’a été écrit" in done.out
    assert "X104" in done.out


@pytest.mark.usefixtures("dossier")
def test_an_output_that_exists(run: Run, folder: Path) -> None:
    put(folder, {"o.zip": b"mine"})
    refused = pack(run, "d", "-o", "o.zip")
    assert refused.code == 2
    assert folder.joinpath("o.zip").read_bytes() == b"mine"
    done = pack(run, "d", "-o", "o.zip", "--overwrite")
    assert done.code in {0, 3}
    assert names(folder / "o.zip") == ["bdc.data.json"]
    again = pack(run, "d", "-o", "o.zip")
    assert again.code == done.code
    assert "Déjà à jour" in again.out


def test_an_output_in_the_folder_is_no_part_of_it(run: Run, dossier: Path) -> None:
    pack(run, "d", "-o", "d/o.zip")
    again = pack(run, "d", "-o", "d/o.zip")
    assert "Déjà à jour" in again.out
    assert names(dossier / "o.zip") == ["bdc.data.json"]


@pytest.mark.parametrize(
    "args",
    [("d",), ("-o", "o.zip"), ("d", "-o", "-"), ("d", "-o", ""), ("rien", "-o", "o.zip"), ("d", "e", "-o", "o.zip"),
     ("d/avance.json", "d/bdc.data.json", "-o", "d/bdc.data.json"), ("vide", "-o", "o.zip")],
)  # fmt: skip
def test_wrong_use(run: Run, folder: Path, dossier: Path, args: tuple[str, ...]) -> None:
    put(folder / "e", {"avance.json": request(number="B-2"), "bdc.data.json": piece("bdc", "B-2")})
    folder.joinpath("vide").mkdir()
    done = pack(run, *args)
    assert done.code == 2, done
    assert done.err.startswith("asp-check: ")
    assert not folder.joinpath("o.zip").exists()
    assert dossier.joinpath("bdc.data.json").read_bytes() == piece("bdc")


def test_two_pieces_of_one_name_are_not_packed(run: Run, folder: Path) -> None:
    put(folder / "d", {
        "avance.json": request(), "1/bdc.data.json": piece("bdc"), "2/BDC.data.json": piece("bdc", order__date="2025-01-01"),
    })  # fmt: skip
    done = pack(run, "d", "-o", "o.zip")
    assert done.code == 2
    assert "même nom" in done.err


def test_the_pilots_are_packed_without_json(run: Run, folder: Path) -> None:
    put(folder / "p", {
        f"{role} {n}.data.json": piece(role, f"P-{n}") for n in (1, 2, 3) for role in ("pilot", "invoice", "bdc")
    })  # fmt: skip
    done = pack(run, "p", "-o", "o.zip")
    assert done.code == 0, done
    assert len(names(folder / "o.zip")) == 9
    assert "JSON" not in done.out.splitlines()[-1]


@pytest.mark.usefixtures("dossier")
def test_english(run: Run) -> None:
    done = pack(run, "d", "-o", "o.zip", "--lang", "en")
    assert "Written: o.zip, 1 piece, " in done.out


WITH_OTHERS = Path(__file__).parents[2] / "samples/dossiers/hop-dpi-va2/solde/ok/with-other-files"


@pytest.mark.parametrize(
    ("lang", "words"),
    [("fr", "(fichier Word, dont la version définitive"), ("en", "(a Word file, the final")],
)
def test_a_draft_beside_its_final_version_is_left_out(
    run: Run, folder: Path, lang: str, words: str
) -> None:
    done = pack(run, str(WITH_OTHERS), "-o", "o.zip", "--lang", lang)
    assert done.code == 3, done
    assert names(folder / "o.zip") == [
        "BDC-2025-0117.pdf", "F2025-10-0456.pdf", "VA-2025-0117.pdf"
    ]  # fmt: skip
    (told,) = [line for line in done.out.splitlines() if words in line]
    assert "Courrier" in told
    assert "(D203)" not in done.out


def test_two_files_for_one_piece_are_to_be_looked_at(run: Run, folder: Path, dossier: Path) -> None:
    put(dossier, {"v2.data.json": piece("bdc", order__date="2025-01-01")})
    done = pack(run, "d", "-o", "o.zip")
    assert done.code == 3, done
    assert "voyez lequel déposer" in done.out
    assert len(names(folder / "o.zip")) == 2


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize("output", ["rien/o.zip", "d", "d/avance.json/o.zip"])
def test_an_output_that_cannot_be_written_is_refused_before_the_check(
    run: Run, folder: Path, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asp_check.cli.dossier_run.plan", None)  # Nothing may come to it.
    done = pack(run, "d", "-o", output)
    assert done.code == 2, done
    assert "écriture impossible (" in done.err
    assert not {"No such", "directory", "Is a"} & set(done.err.split())
    assert not folder.joinpath("rien").exists()


@pytest.mark.usefixtures("dossier")
def test_a_folder_without_rights_is_refused_before_the_check(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    done = pack(run, "d", "-o", "o.zip")
    assert (done.code, done.out) == (2, "")
    assert "droits insuffisants" in done.err
