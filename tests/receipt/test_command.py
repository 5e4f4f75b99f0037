"""``asp-check receipt``: written only for what is conform, and it tells whenever anything changed."""

from __future__ import annotations

import errno
import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from asp_check import files
from asp_check.cli import receipt_files, receipt_since
from asp_check.receipt import form
from asp_check.receipt.model import Paper, Rules
from tests.cli.conftest import Process, Result, Run, template_folder
from tests.cli.test_dossier import AVANCE, piece, put, request, zipped

AS_OF = ("--as-of", "2025-06-01T12:00")
BY_ITSELF = ("--template", "blank.json")


def make(run: Run, *args: str) -> Result:
    return run("receipt", *AS_OF, *args)


def verify(run: Run, *args: str) -> Result:
    return run("receipt", "verify", *AS_OF, *args)


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


@pytest.fixture
def one(run: Run, folder: Path) -> Path:
    """A conform request with its receipt."""
    assert make(run, *BY_ITSELF, "ok.json").code == 0
    return folder / "ok.json.receipt"


@pytest.fixture
def dossier(run: Run, folder: Path) -> Path:
    """A conform dossier with its receipt."""
    put(folder / "d", AVANCE)
    assert make(run, "d").code == 0
    return folder / "d"


# --- Made


def test_a_conform_file_has_a_receipt_beside_it(one: Path, folder: Path) -> None:
    found = read(one)
    data = folder.joinpath("ok.json").read_bytes()
    assert found["file"] == {
        "name": "ok.json", "size": len(data), "sha256": sha256(data).hexdigest(),
    }  # fmt: skip
    assert (found["verdict"], found["as_of"]) == ("conform", "2025-06-01T12:00")
    assert found["template"]["status"] == "blank"
    assert found["scope"]["asked"] > 10
    assert found["rules"]["count"] > 100
    text = one.read_text("utf-8")
    assert "2B0000020" not in text
    assert "Éditeur" not in text
    assert str(folder) not in text


def test_the_same_files_give_the_same_receipt(run: Run, one: Path) -> None:
    before = one.read_bytes()
    make(run, *BY_ITSELF, "--lang", "en", "ok.json")
    assert one.read_bytes() == before


@pytest.mark.parametrize(("name", "code"), [("bad", 1), ("broken", 1), ("absent", 2)])
def test_no_receipt_for_what_is_not_conform(run: Run, folder: Path, name: str, code: int) -> None:
    done = make(run, *BY_ITSELF, f"{name}.json")
    assert done.code == code
    assert not list(folder.rglob("*.receipt"))
    assert "Reçu écrit" not in done.out


def test_no_receipt_without_verdict(run: Run, folder: Path) -> None:
    assert make(run, *BY_ITSELF, "--require", "R104", "ok.json").code == 3
    assert not list(folder.rglob("*.receipt"))


def test_a_reference_model_needs_consent(run: Run, folder: Path) -> None:
    template_folder(folder / "t", "reference")
    args = ("--templates", "t", "--template", "test/avance", "ok.json")
    done = make(run, *args)
    assert done.code == 2
    assert "allow_reference = true" in done.err
    assert not list(folder.rglob("*.receipt"))
    folder.joinpath("asp-check.toml").write_text("allow_reference = true\n", "utf-8")
    assert make(run, *args).code == 0
    assert read(folder / "ok.json.receipt")["template"]["status"] == "reference"
    assert "de référence, non officiel" in verify(run, "--templates", "t", "ok.json").out


def test_the_options_that_loosen_are_told(run: Run, folder: Path) -> None:
    make(run, *BY_ITSELF, "--ignore", "R", "--layout", "off", "ok.json")
    found = read(folder / "ok.json.receipt")["options"]
    assert (found["ignore"], found["layout"]) == (["R"], "off")
    assert "--layout off, --ignore R" in verify(run, "ok.json").out


def test_pieces_by_their_options(run: Run, folder: Path) -> None:
    put(folder / "d", {**AVANCE, "loin/x": b""})
    done = make(run, "d/avance.json", "--bdc", "d/bdc.data.json")
    assert done.code == 0, done
    (paper,) = read(folder / "d/avance.json.receipt")["pieces"]
    assert (paper["name"], paper["role"], paper["beside"]) == ("bdc.data.json", "bdc", True)
    assert verify(run, "d/avance.json").code == 0


def test_a_piece_that_lies_elsewhere_is_named_to_be_verified(run: Run, folder: Path) -> None:
    put(folder, {"d/avance.json": request(), "scans/bdc.data.json": piece("bdc")})
    assert make(run, "d/avance.json", "--bdc", "scans/bdc.data.json").code == 0
    (paper,) = read(folder / "d/avance.json.receipt")["pieces"]
    assert (paper["name"], paper["beside"]) == ("bdc.data.json", False)
    assert verify(run, "d/avance.json").code == 1
    assert verify(run, "d/avance.json", "scans/bdc.data.json").code == 0


def test_standard_input_has_no_place_for_one(run: Run) -> None:
    assert make(run, "-").code == 2
    assert make(run).code == 2


def test_another_place_by_output(run: Run, folder: Path) -> None:
    assert make(run, *BY_ITSELF, "ok.json", "--output", "r.receipt").code == 0
    assert verify(run, "r.receipt").code == 0
    assert make(run, *BY_ITSELF, "ok.json", "warning.json", "--output", "r.receipt").code == 2
    assert [path.name for path in folder.glob("*.receipt")] == ["r.receipt"]


def test_a_file_of_another_is_never_replaced(run: Run, folder: Path) -> None:
    path = folder / "ok.json.receipt"
    for data in (b"un autre fichier", b"", b"{}"):
        path.write_bytes(data)
        assert make(run, *BY_ITSELF, "ok.json").code == 2
        assert path.read_bytes() == data
    path.write_bytes(b'{"format": "asp-check-receipt/1", "abi')
    assert make(run, *BY_ITSELF, "ok.json").code == 0


def test_a_read_only_folder(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = open

    def refused(path: Any, mode: str = "r", *args: Any, **more: Any) -> Any:
        if "x" in mode:
            raise OSError(errno.EROFS, "read-only")
        return real(path, mode, *args, **more)

    monkeypatch.setattr("builtins.open", refused)
    done = make(run, *BY_ITSELF, "ok.json")
    assert (done.code, "(support en lecture seule) ; pas de reçu" in done.err) == (2, True)
    assert not list(folder.glob("*.receipt*"))


def test_a_full_disk_loses_nothing(run: Run, one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = one.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(files.os, "replace", full)
    done = run("receipt", "--as-of", "2025-07-01", *BY_ITSELF, "ok.json")
    assert (done.code, "plus de place" in done.err) == (2, True)
    assert one.read_bytes() == before
    assert not list(one.parent.glob("*.tmp"))


def test_a_file_that_changes_during_the_check(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = receipt_files.measured
    monkeypatch.setattr(
        receipt_files, "measured", lambda path: real(path)._replace(sha256="0" * 64)
    )
    done = make(run, *BY_ITSELF, "ok.json")
    assert (done.code, "a changé pendant le contrôle" in done.err) == (2, True)
    assert not list(folder.glob("*.receipt"))


# --- Dossiers


def test_a_dossier(run: Run, dossier: Path) -> None:
    found = read(dossier / "avance.json.receipt")
    assert [(one["name"], one["role"]) for one in found["pieces"]] == [("bdc.data.json", "bdc")]
    done = verify(run, "d")
    assert done.code == 0
    assert "identique, à l’octet près" in done.out
    assert "pièces : 1 sur 1" in done.out


def test_its_receipt_is_no_part_of_it(run: Run, dossier: Path) -> None:
    def judged() -> dict[str, Any]:
        found: dict[str, Any] = json.loads(run("dossier", *AS_OF, "--format", "json", "d").out)
        return found

    with_it = judged()
    dossier.joinpath("avance.json.receipt").unlink()
    assert judged() == with_it
    assert make(run, "d").code == 0


def test_a_walk_does_not_judge_it(run: Run, one: Path) -> None:
    found = json.loads(run("--format", "json", *BY_ITSELF, ".").out)
    assert one.name not in {Path(file["path"]).name for file in found["files"]}


def test_pieces_in_an_archive(run: Run, folder: Path) -> None:
    put(folder / "d", {"avance.json": request(), "p.zip": zipped({"bdc.data.json": piece("bdc")})})
    assert make(run, "d").code == 0
    found = read(folder / "d/avance.json.receipt")
    assert [(one["archive"], one["name"]) for one in found["pieces"]] == [
        ("p.zip", "bdc.data.json")
    ]
    assert verify(run, "d").code == 0
    # Packed otherwise, the pieces are the same.
    put(folder / "d", {"p.zip": zipped({"bdc.data.json": piece("bdc"), "a/": b""})})
    assert verify(run, "d").code == 0
    put(folder / "d", {"p.zip": zipped({"bdc.data.json": piece("bdc", "BDC-1")})})
    assert verify(run, "d").code == 1
    put(folder / "d", {"p.zip": b"PK\x03\x04 cut short"})
    assert verify(run, "d").code in {1, 3}
    folder.joinpath("d/p.zip").unlink()
    assert verify(run, "d").code == 1


def test_a_request_in_an_archive_has_no_place_for_one(run: Run, folder: Path) -> None:
    put(folder, {"tout.zip": zipped(AVANCE)})
    done = make(run, "tout.zip")
    assert done.code in {1, 2}
    assert not list(folder.rglob("*.receipt"))


def test_two_dossiers_that_clash_have_none(run: Run, folder: Path) -> None:
    other = {
        "avance.json": request(number="BDC-2025-0999"),
        "bdc.data.json": piece("bdc", "BDC-2025-0999"),
    }
    put(folder / "d/1", AVANCE)
    put(folder / "d/2", other)
    done = make(run, "d")
    assert done.code == 1
    assert not list(folder.rglob("*.receipt"))


def test_many_dossiers(run: Run, folder: Path) -> None:
    for n in range(3):
        number, finess = f"BDC-2025-000{n}", ("2B0000020", "010000024", "750000018")[n]
        put(
            folder / f"d/{n}",
            {
                "avance.json": request(number=number, finess=finess),
                "bdc.data.json": piece("bdc", number, client__finess=finess),
            },
        )
    done = make(run, "d")
    made = sorted(path.parent.name for path in folder.rglob("*.receipt"))
    assert (done.code, made) == (0, ["0", "1", "2"]), done
    assert verify(run, "d").code == 0


# --- Verified


def test_every_byte_of_a_file_counts(run: Run, folder: Path, one: Path) -> None:
    data = folder.joinpath("ok.json").read_bytes()
    assert verify(run, "ok.json").code == 0
    for place in range(0, len(data), 7):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        folder.joinpath("ok.json").write_bytes(changed)
        assert verify(run, one.name).code == 1
    folder.joinpath("ok.json").write_bytes(data + b"\n")
    assert verify(run, "ok.json").code == 1
    folder.joinpath("ok.json").unlink()
    done = verify(run, "ok.json")
    assert (done.code, "MANQUE" in done.out) == (1, True)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("avance.json", request(number="BDC-1"), "avance.json : MODIFIÉ"),
        ("bdc.data.json", piece("bdc", "BDC-1"), "bdc.data.json : MODIFIÉ"),
        ("bdc.data.json", None, "bdc.data.json : MANQUE"),
        ("VA.pdf", b"%PDF-1.4", "VA.pdf : NOUVEAU"),
        ("solde.json", request("solde"), "solde.json : NOUVEAU"),
        ("autre.zip", b"PK", "autre.zip : NOUVEAU"),
    ],
)
def test_what_is_no_longer_what_was_checked(
    run: Run, dossier: Path, name: str, data: bytes | None, said: str
) -> None:
    if data is None:
        dossier.joinpath(name).unlink()
    else:
        dossier.joinpath(name).write_bytes(data)
    done = verify(run, "d")
    assert (done.code, said in done.out) == (1, True), done


def test_what_is_never_deposited_is_not_new(run: Run, dossier: Path) -> None:
    put(dossier, {".DS_Store": b"x", "lisez-moi.txt": b"x", "copie/bdc.data.json": piece("bdc")})
    assert verify(run, "d").code == 0


def test_the_zip_that_pack_writes(run: Run, folder: Path, dossier: Path) -> None:
    assert run("pack", *AS_OF, "d", "-o", "o.zip").code == 0
    assert verify(run, "d/avance.json", "o.zip").code == 0
    dossier.joinpath("bdc.data.json").unlink()
    assert verify(run, "d/avance.json", "o.zip").code == 0
    folder.joinpath("o.zip").write_bytes(zipped({"bdc.data.json": piece("bdc"), "x.pdf": b"x"}))
    done = verify(run, "d/avance.json", "o.zip")
    assert (done.code, "o.zip/x.pdf : NOUVEAU" in done.out) == (1, True)
    folder.joinpath("o.zip").write_bytes(b"no zip")
    assert verify(run, "d/avance.json", "o.zip").code == 1
    assert "ILLISIBLE" in verify(run, "d/avance.json", "o.zip").out


def test_a_piece_that_is_not_of_the_dossier(run: Run, folder: Path, dossier: Path) -> None:
    folder.joinpath("autre.pdf").write_bytes(b"%PDF")
    done = verify(run, str(dossier / "avance.json"), "autre.pdf")
    assert (done.code, "autre.pdf : NOUVEAU" in done.out) == (1, True)


def test_a_renamed_file_and_its_receipt(run: Run, folder: Path, one: Path) -> None:
    folder.joinpath("ok.json").rename(folder / "depot.json")
    one.rename(folder / "depot.json.receipt")
    done = verify(run, "depot.json")
    assert (done.code, "(depot.json)" in done.out) == (0, True)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "pas un reçu"),
        (b"[" * 99_999, "pas un reçu"),
        (b'{"format": "asp-check-receipt/1"}', "abîmé"),
        (b'{"format": "asp-check-receipt/9"}', "plus récente"),
    ],
)
def test_a_receipt_that_cannot_be_used(run: Run, one: Path, data: bytes, said: str) -> None:
    one.write_bytes(data)
    done = verify(run, "ok.json")
    assert (done.code, said in done.err, done.out) == (2, True, "")


def test_nothing_to_verify_with(run: Run, folder: Path) -> None:
    done = verify(run, "ok.json")
    assert (done.code, "pas de reçu à côté" in done.err) == (2, True)
    folder.joinpath("vide").mkdir()
    assert verify(run, "vide").code == 2
    assert verify(run, "absent.json").code == 2
    assert verify(run).code == 2


@pytest.mark.skipif(os.name == "nt", reason="links need rights")
def test_a_receipt_leads_nowhere(run: Run, folder: Path, dossier: Path) -> None:
    """A link out of the folder is not followed, even to the very bytes."""
    put(folder, {"secret/bdc.data.json": piece("bdc")})
    dossier.joinpath("bdc.data.json").unlink()
    dossier.joinpath("bdc.data.json").symlink_to(folder / "secret/bdc.data.json")
    done = verify(run, "d/avance.json")
    assert (done.code, "hors du dossier" in done.out) == (3, True), done
    dossier.joinpath("bdc.data.json").unlink()
    dossier.joinpath("bdc.data.json").symlink_to("bdc.data.json")
    assert verify(run, "d/avance.json").code == 3


@pytest.mark.skipif(os.name == "nt", reason="no pipes")
def test_a_pipe_instead_of_a_piece(run: Run, dossier: Path) -> None:
    dossier.joinpath("bdc.data.json").unlink()
    os.mkfifo(dossier / "bdc.data.json")
    done = verify(run, "d/avance.json")
    assert (done.code, "ILLISIBLE" in done.out) == (3, True)


def test_a_directory_instead_of_a_file(run: Run, dossier: Path) -> None:
    dossier.joinpath("avance.json").unlink()
    dossier.joinpath("avance.json").mkdir()
    assert verify(run, "d/avance.json.receipt").code == 3


def test_hostile_names_are_drawn(run: Run, folder: Path) -> None:
    name = "a\u202eb\x1b[31m.json"
    folder.joinpath(name).write_bytes(folder.joinpath("ok.json").read_bytes())
    assert make(run, *BY_ITSELF, name).code == 0
    for args in ((name,), ("--format", "html", name), ("--format", "json", name)):
        out = run("receipt", *args).out if "--format" in args else verify(run, *args).out
        assert "\u202e" not in out
        assert "\x1b" not in out


def test_what_is_newer_is_told_and_changes_nothing(
    run: Run, folder: Path, one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipt_since, "__version__", "9.0")
    monkeypatch.setattr(receipt_since, "rules", lambda: Rules(1, "0" * 64))
    folder.joinpath("d.toml").write_text("", "utf-8")
    done = verify(run, one.name, "--dispositifs", "d.toml")
    assert done.code == 0
    for said in (
        "celui-ci est 9.0",
        "les règles ont changé",
        "dispositifs a changé",
        "n’est pas ici",
    ):
        assert said in done.out


def test_a_statement_that_changed_is_told(run: Run, dossier: Path) -> None:
    dossier.joinpath("bdc.data.releve.toml").write_text("", "utf-8")
    done = verify(run, "d")
    assert (done.code, "le relevé de bdc.data.json a changé" in done.out) == (0, True)


def test_a_model_that_changed_or_has_a_newer_version(run: Run, folder: Path) -> None:
    root = template_folder(folder / "t")
    args = ("--templates", "t", "--template", "test/avance", "ok.json")
    assert make(run, *args).code == 0
    assert "attention" not in verify(run, "--templates", "t", "ok.json").out
    manifest = root / "test/avance/initial/manifest.toml"
    text = manifest.read_text("utf-8")
    manifest.write_text(text + "# relu\n", "utf-8")
    assert "le modèle a changé" in verify(run, "--templates", "t", "ok.json").out
    newer = root / "test/avance/2025-01-01"
    newer.mkdir()
    newer.joinpath("blank.json").write_bytes(
        root.joinpath("test/avance/initial/blank.json").read_bytes()
    )
    newer.joinpath("manifest.toml").write_text(
        text.replace("[blank]", "valid_from = 2025-01-01T00:00:00\n[blank]"), "utf-8"
    )
    out = verify(run, "--templates", "t", "ok.json").out
    assert "la version test/avance@2025-01-01 du modèle est en vigueur" in out


def test_as_json(run: Run, dossier: Path) -> None:
    dossier.joinpath("bdc.data.json").write_bytes(b"x")
    done = verify(run, "--format", "json", "d")
    found = json.loads(done.out)
    assert (done.code, found["state"]) == (1, "different")
    assert [one["state"] for one in found["receipts"][0]["files"]] == ["same", "changed"]


# --- Marked


def test_what_passed_the_sandbox_is_told(run: Run, one: Path) -> None:
    assert "contrôlé seulement" in verify(run, "ok.json").out
    mark = ("receipt", "mark", "--passed", "sandbox", "--on", "2025-06-03", "ok.json")
    assert run(*mark).code == 0
    assert read(one)["passed"] == [{"stage": "sandbox", "on": "2025-06-03"}]
    before = one.read_bytes()
    assert run(*mark).code == 0
    assert one.read_bytes() == before
    assert "bac à sable (2025-06-03)" in verify(run, "ok.json").out
    assert "sandbox (2025-06-03)" in run("receipt", "verify", "--lang", "en", "ok.json").out


def test_a_mark_stays_with_its_bytes(run: Run, folder: Path, one: Path) -> None:
    run("receipt", "mark", "--passed", "portal", "--on", "2025-06-03", "ok.json")
    run("receipt", "--as-of", "2025-07-01", *BY_ITSELF, "ok.json")
    assert [passed["stage"] for passed in read(one)["passed"]] == ["portal"]
    ok = folder.joinpath("ok.json")
    ok.write_bytes(ok.read_bytes().replace(b"12.50", b"13.50"))
    assert run("receipt", "mark", "--passed", "sandbox", "ok.json").code == 1
    done = make(run, *BY_ITSELF, "ok.json")
    assert "les passages notés avant n’y sont plus" in done.out
    assert read(one)["passed"] == []


@pytest.mark.parametrize("day", ["2025-02-30", "hier", "2025-06-03T10:00"])
def test_a_day_that_there_is_not(run: Run, one: Path, day: str) -> None:
    before = one.read_bytes()
    assert run("receipt", "mark", "--passed", "portal", "--on", day, "ok.json").code == 2
    assert one.read_bytes() == before


def test_marks_are_kept_by_stage_and_the_later_one_stays(run: Run, one: Path) -> None:
    def mark(stage: str, day: str) -> str:
        done = run("receipt", "mark", "--passed", stage, "--on", day, "ok.json")
        assert done.code == 0, done
        return done.out

    assert "noté (2025-06-05)" in mark("sandbox", "2025-06-05")
    assert "noté (2025-06-06)" in mark("portal", "2025-06-06")
    assert "remplace le passage du 2025-06-05" in mark("sandbox", "2025-06-07")
    assert "ne le remplace pas" in mark("sandbox", "2025-06-04")
    assert "déjà noté" in mark("sandbox", "2025-06-07")
    assert read(one)["passed"] == [
        {"stage": "portal", "on": "2025-06-06"}, {"stage": "sandbox", "on": "2025-06-07"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "said"),
    [("2999-06-03", "ce jour est à venir"), ("2025-05-31", "contrôlé au 2025-06-01")],
)
def test_a_day_that_cannot_be(run: Run, one: Path, day: str, said: str) -> None:
    before = one.read_bytes()
    done = run("receipt", "mark", "--passed", "portal", "--on", day, "ok.json")
    assert (done.code, said in done.err, one.read_bytes()) == (2, True, before)
    assert run("receipt", "mark", "--passed", "portal", "--on", "2025-06-01", "ok.json").code == 0


def test_what_was_checked_as_of_a_day_to_come_may_pass_today(run: Run) -> None:
    assert run("receipt", "--as-of", "2999-01-01", *BY_ITSELF, "ok.json").code == 0
    assert run("receipt", "mark", "--passed", "sandbox", "ok.json").code == 0


def test_a_folder_is_marked_and_shown_as_it_is_verified(run: Run, folder: Path) -> None:
    for name in ("a", "b"):
        put(folder / "d" / name, {"ok.json": folder.joinpath("ok.json").read_bytes()})
        assert make(run, *BY_ITSELF, f"d/{name}/ok.json").code == 0
    done = run("receipt", "mark", "--passed", "sandbox", "--on", "2025-06-03", "d", "d/a/ok.json")
    assert (done.code, done.out.count("noté (2025-06-03)")) == (0, 2)
    assert run("receipt", "--format", "html", "d").out.count("<h1>") == 2
    folder.joinpath("vide").mkdir()
    done = run("receipt", "mark", "--passed", "sandbox", "vide")
    assert (done.code, "aucun reçu dans ce dossier" in done.err) == (2, True)


# --- What to do where there is none


@pytest.mark.parametrize("name", ["p.zip", "p.html", "p.pdf", "p.ZIP", "p"])
def test_what_never_has_a_receipt_is_told_so(run: Run, folder: Path, name: str) -> None:
    folder.joinpath(name).write_bytes(b"x")
    for command in (("verify",), ("mark", "--passed", "portal")):
        done = run("receipt", *command, name)
        assert (done.code, "asp-check receipt p" in done.err) == (2, False)
        assert "c’est la demande" in done.err


def test_the_advice_can_be_followed(run: Run, folder: Path) -> None:
    """The command that is given, with what it says, makes the receipt."""
    template_folder(folder / "t", "reference")
    config = folder / "asp-check.toml"
    config.write_text('templates = ["t"]\n', "utf-8")
    done = verify(run, "ok.json")
    assert "asp-check receipt --template test/avance ok.json" in done.err
    assert "allow_reference = true" in done.err
    config.write_text('templates = ["t"]\nallow_reference = true\n', "utf-8")
    assert "allow_reference" not in verify(run, "ok.json").err
    put(folder / "vide", {"x.txt": b""})
    assert "asp-check receipt vide en fait" in verify(run, "vide").err
    config.write_text(config.read_text("utf-8") + 'template = "test/avance"\n', "utf-8")
    assert "asp-check receipt ok.json en fait un" in verify(run, "ok.json").err
    assert make(run, "ok.json").code == 0


@pytest.mark.parametrize("command", [(), ("write",)])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_help_says_what_a_reference_model_needs(
    run: Run, command: tuple[str, ...], lang: str
) -> None:
    out = run("receipt", *command, "--help", "--lang", lang).out
    early = " ".join(out.partition("Options")[0].split())
    assert "allow_reference = true" in early
    assert "--template hop-dpi-va2/avance" in out


# --- An advance beside its balance, a template being named


def test_a_template_for_the_balance_is_not_that_of_the_advance(run: Run, folder: Path) -> None:
    files = {
        "d/avance.json": request(), "d/bdc.json": request("solde"),
        **{f"d/{role}.data.json": piece(role) for role in ("bdc", "va", "invoice")},
    }  # fmt: skip
    put(folder, files)
    folder.joinpath("asp-check.toml").write_text('templates = ["models"]\n', "utf-8")
    named = ("--template", "hop-dpi-va2/solde", "d")
    judged = json.loads(run("dossier", *AS_OF, "--format", "json", *named).out)["dossiers"]
    models = {
        Path(one["name"]).name: one["template"]["id"].partition("@")[0] for one in judged
    }  # fmt: skip
    assert models == {"avance.json": "hop-dpi-va2/avance", "bdc.json": "hop-dpi-va2/solde"}
    make(run, *named)
    made = {path.name: read(path) for path in folder.glob("d/*.receipt")}
    assert made["avance.json.receipt"]["template"]["id"] == "hop-dpi-va2/avance@initial"


# --- Shown


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_has_no_bare_letter(run: Run, folder: Path, lang: str) -> None:
    template_folder(folder / "t", nodes='"/nom" = { concept = "supplier.name" }\n')
    assert make(run, "--templates", "t", "--template", "test/avance", "ok.json").code == 0
    html = run("receipt", "--lang", lang, "--format", "html", "ok.json").out
    assert "<dd></dd>" not in html
    assert ("aucune pièce.", "no piece.")[lang == "en"] in html
    assert ("Reconnu comme", "Recognised as")[lang == "en"] in html


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_is_printed_in_each_form(run: Run, one: Path, lang: str) -> None:
    digest = read(one)["file"]["sha256"]
    text = run("receipt", "--lang", lang, one.name).out
    html = run("receipt", "--lang", lang, "--format", "html", "ok.json").out
    for told in (text, html):
        assert digest in told
        assert ("n’est pas une signature", "no signature")[lang == "en"] in told
        assert "2025-06-01T12:00" in told
    assert "Get-FileHash" in html
    assert "sha256sum" in html
    assert "default-src &#x27;none&#x27;" in html
    assert "<script" not in html
    assert "http" not in html.partition("<body>")[2]
    assert run("receipt", "--format", "json", "ok.json").out.encode() == one.read_bytes()


def test_printing_checks_nothing(run: Run, folder: Path) -> None:
    done = run("receipt", "--format", "html", "ok.json")
    assert (done.code, done.out) == (2, "")
    assert not list(folder.glob("*.receipt"))


def test_a_page_in_a_file(run: Run, folder: Path, one: Path) -> None:
    assert run("receipt", "--format", "html", "--output", "p.html", one.name).code == 0
    assert folder.joinpath("p.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert run("receipt", "--format", "html", "--output", one.name, one.name).code == 2
    before = folder.joinpath("ok.json").read_bytes()
    for named in ("ok.json", one.name):
        assert run("receipt", "--format", "html", "--output", "ok.json", named).code == 2
    assert folder.joinpath("ok.json").read_bytes() == before
    assert form.load(one.read_bytes())


def test_help(run: Run) -> None:
    for args in (("receipt",), ("receipt", "verify"), ("receipt", "write"), ("receipt", "mark")):
        for lang, usage in (("fr", "Utilisation :"), ("en", "Usage:")):
            done = run(*args, "--help", "--lang", lang)
            assert (done.code, done.out.startswith(usage)) == (0, True)


def test_in_a_process_of_its_own(process: Process, folder: Path) -> None:
    done = process("receipt", *AS_OF, *BY_ITSELF, "ok.json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert process("receipt", "verify", "ok.json").returncode == 0
    assert folder.joinpath("ok.json.receipt").is_file()


def test_a_dossier_of_pilots_has_no_place_for_one(run: Run, folder: Path) -> None:
    put(folder / "p", {"pv.data.json": piece("pilot")})
    done = make(run, "--kind", "pilotes", "p")
    assert done.code in {1, 2, 3}
    assert not list(folder.rglob("*.receipt"))


def test_a_receipt_of_very_many_pieces(run: Run, one: Path) -> None:
    receipt = form.load(one.read_bytes())
    many = tuple(Paper(f"{n}.pdf", "va", 1, "a" * 64) for n in range(5000))
    one.write_bytes(form.render(receipt._replace(pieces=many)))
    assert verify(run, one.name).code == 1


def test_many_receipts_at_once(run: Run, folder: Path, one: Path) -> None:
    for n in range(20):
        name = f"{n}.json"
        folder.joinpath(name).write_bytes(folder.joinpath("ok.json").read_bytes())
    done = make(run, *BY_ITSELF, *(f"{n}.json" for n in range(20)))
    assert done.code == 0
    assert done.out.count("Reçu écrit") == 20
    page = run("receipt", "--format", "html", *(f"{n}.json" for n in range(20)), one.name).out
    assert page.count("<h1>") == 21
    assert (
        json.loads(run("receipt", "--format", "json", "1.json", "2.json").out)[1]["verdict"]
        == "conform"
    )


def test_a_name_that_no_file_can_have_is_a_piece_that_is_not_there(run: Run, one: Path) -> None:
    receipt = form.load(one.read_bytes())
    odd = Paper("\ud800.pdf", None, 3, "0" * 64)
    one.write_bytes(form.render(receipt._replace(pieces=(odd,))))
    done = verify(run, one.name)
    assert done.code == 3
    assert "⟨U+D800⟩.pdf" in done.out
    assert not done.err
