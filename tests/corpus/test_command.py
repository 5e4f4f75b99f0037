"""``asp-check corpus``: evidence is kept, nothing is copied unasked, and nothing is lost in silence."""

from __future__ import annotations

import errno
import json
import os
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from asp_check import files
from asp_check.cli import corpus_store
from asp_check.corpus.proposing import NODES
from tests.cli.conftest import BAD, BLANK, OK, Process, Result, Run, template_folder

AS_OF = ("--as-of", "2025-06-01T12:00")
NODES_OF_TEST = '"/montantHT" = { decimals = 2 }\n"/lignes/*/finess" = { kind = "finess" }\n'


@pytest.fixture(autouse=True)
def model(folder: Path) -> Path:
    """An official model of the files of the folder, named by the configuration."""
    template_folder(folder / "t", nodes=NODES_OF_TEST)
    folder.joinpath("asp-check.toml").write_text(
        'templates = ["t"]\ntemplate = "test/avance"\n', "utf-8"
    )
    return folder / "t/test/avance/initial"


def add(run: Run, name: str, outcome: str, *args: str) -> Result:
    return run(
        "corpus", "add", name, "--outcome", outcome, *(() if "--as-of" in args else AS_OF), *args
    )


def check(run: Run, *args: str) -> Result:
    return run("corpus", "check", *args)


def found(run: Run, *args: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(check(run, "--format", "json", *args).out)
    return content


def records(folder: Path) -> list[Path]:
    return sorted(folder.glob("asp-corpus/*.corpus.toml"))


def states(run: Run, *args: str) -> dict[str, str]:
    return {Path(one["path"]).as_posix(): one["state"] for one in found(run, *args)["outcomes"]}


# --- Add


def test_a_record_holds_sums_and_rules_and_no_value(run: Run, folder: Path) -> None:
    done = add(run, "bad.json", "refused", "--stage", "sandbox", "--message", "Format « invalide »")
    assert (done.code, "ajouté, refusé (bac à sable" in done.out) == (0, True), done
    (record,) = records(folder)
    text = record.read_text("utf-8")
    assert sha256(folder.joinpath("bad.json").read_bytes()).hexdigest() in text
    assert 'path = "../bad.json"' in text
    assert "Format « invalide »" in text
    assert "T103" in text
    for value in ("2B0000020", "Éditeur", "12.50", str(folder)):
        assert value not in text
    assert [path.suffix for path in folder.joinpath("asp-corpus").iterdir()] == [".toml"]


def test_the_same_gives_the_same_bytes(run: Run, folder: Path) -> None:
    add(run, "ok.json", "accepted")
    (record,) = records(folder)
    before = record.name, record.read_bytes()
    record.unlink()
    add(run, "ok.json", "accepted", "--lang", "en")
    (record,) = records(folder)
    assert (record.name, record.read_bytes()) == before


def test_the_corpus_is_read_once_for_many_files(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[str] = []
    real = corpus_store.read
    monkeypatch.setattr(corpus_store, "read", lambda at: times.append(at) or real(at))
    add(run, "warning.json", "accepted")
    names = [f"{n}.json" for n in range(5)]
    for name in names:
        folder.joinpath(name).write_bytes(OK.encode())
    done = run("corpus", "add", *names, "--outcome", "accepted", *AS_OF)
    assert (done.code, len(times), len(records(folder))) == (0, 1, 2)
    assert done.out.count("déjà dans le corpus") == 4


def test_what_was_said_is_added_once(run: Run, folder: Path) -> None:
    add(run, "ok.json", "accepted")
    assert "déjà dans le corpus" in add(run, "ok.json", "accepted").out
    assert "déjà" in run("corpus", "add", "ok.json", "--outcome", "accepted").out
    assert len(records(folder)) == 1


def test_the_history_is_kept(run: Run, folder: Path) -> None:
    add(run, "ok.json", "accepted", "--stage", "sandbox")
    add(run, "ok.json", "refused", "--as-of", "2025-06-02", "--message", "hors délai")
    done = add(run, "ok.json", "accepted", "--as-of", "2025-06-05")
    assert "le dernier résultat vaut" in done.out
    assert len(records(folder)) == 3
    out = run("corpus", "list").out
    assert out.index("bac à sable") < out.index("hors délai") < out.rindex("accepté (portail")
    assert check(run).code == 0
    assert "CONTRADICTION" in add(run, "ok.json", "refused", "--as-of", "2025-06-05").out
    assert check(run).code == 1
    assert found(run)["contradictions"]


def test_files_are_copied_only_if_asked(run: Run, folder: Path) -> None:
    add(run, "ok.json", "accepted", "--keep")
    data = folder.joinpath("ok.json").read_bytes()
    copy = folder / "asp-corpus" / f"{sha256(data).hexdigest()}.corpus"
    assert copy.read_bytes() == data
    if os.name != "nt":
        assert copy.stat().st_mode & 0o777 == 0o600
    folder.joinpath("ok.json").unlink()
    assert check(run).code == 0


@pytest.mark.skipif(os.name == "nt", reason="modes and links of Unix")
def test_a_copy_goes_through_no_link_and_is_always_private(run: Run, folder: Path) -> None:
    data = folder.joinpath("ok.json").read_bytes()
    corpus, other = folder / "asp-corpus", folder / "other"
    corpus.mkdir()
    other.write_bytes(b"another file")
    copy = corpus / f"{sha256(data).hexdigest()}.corpus"
    copy.symlink_to(other)
    add(run, "ok.json", "accepted", "--keep")
    assert other.read_bytes() == b"another file"
    for damaged in (None, b"damaged"):
        if damaged is not None:
            copy.write_bytes(damaged)
            copy.chmod(0o644)
            add(run, "ok.json", "accepted", "--keep")
        assert not copy.is_symlink()
        assert (copy.read_bytes(), copy.stat().st_mode & 0o777) == (data, 0o600)


def test_a_corpus_is_no_request(run: Run) -> None:
    before = json.loads(run("--format", "json", ".").out)["files"]
    add(run, "ok.json", "accepted", "--keep")
    assert json.loads(run("--format", "json", ".").out)["files"] == before
    out = run("dossier", "--format", "json", "asp-corpus", "ok.json").out
    assert "asp-corpus" not in out


def test_a_concurrent_add_loses_nothing(process: Process, folder: Path) -> None:
    def one(n: int) -> int:
        return process(
            "corpus", "add", "ok.json", "--outcome", "refused", *AS_OF, "--message", str(n % 3)
        ).returncode

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(one, range(6))) == {0}
    assert len(records(folder)) == 3


@pytest.mark.parametrize(
    "args",
    [
        ("ok.json",), ("--outcome", "accepted"), ("-", "--outcome", "accepted"),
        ("ok.json", "--outcome", "perhaps"), ("absent.json", "--outcome", "accepted"),
        ("ok.json", "bad.json", "--bdc", "ok.json", "--outcome", "accepted"),
        ("ok.json", "--outcome", "accepted", "--template", "no/avance"),
    ],
)  # fmt: skip
def test_wrong_use(run: Run, folder: Path, args: tuple[str, ...]) -> None:
    done = run("corpus", "add", *args)
    assert done.code == 2
    assert done.err
    assert not records(folder)


def test_a_full_disk(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(files.os, "replace", full)
    assert add(run, "ok.json", "accepted").code == 2
    assert list(folder.joinpath("asp-corpus").iterdir()) == []


def test_a_folder_that_cannot_be_made(run: Run, folder: Path) -> None:
    folder.joinpath("asp-corpus").write_text("", "utf-8")
    assert add(run, "ok.json", "accepted").code == 2
    assert check(run).code == 2


def test_the_folder_of_the_configuration_and_of_the_option(run: Run, folder: Path) -> None:
    path = folder / "asp-check.toml"
    path.write_text(path.read_text("utf-8") + 'corpus = "preuves"\n', "utf-8")
    add(run, "ok.json", "accepted")
    assert list(folder.glob("preuves/*.toml"))
    add(run, "ok.json", "accepted", "--corpus", "autre")
    assert list(folder.glob("autre/*.toml"))
    assert "1 fichier" in run("corpus", "list", "--corpus", "autre").out


# --- Check


def test_in_agreement(run: Run) -> None:
    add(run, "ok.json", "accepted")
    add(run, "bad.json", "refused")
    done = check(run)
    assert (done.code, "2 d’accord" in done.out) == (0, True)
    assert "Propositions" not in done.out


def test_a_rule_speaks_against_an_accepted_file(run: Run, folder: Path) -> None:
    folder.joinpath("ok.json").write_bytes(OK.replace("12.50", "12.5").encode())
    add(run, "ok.json", "accepted")
    done = check(run)
    assert done.code == 1
    assert "T403" in done.out
    assert "que rien n’applique" in done.out
    assert states(run) == {"ok.json": "speaks"}


def test_a_new_rule_of_the_manifest_is_told_as_new(run: Run, folder: Path, model: Path) -> None:
    add(run, "warning.json", "accepted")
    assert check(run).code == 0
    assert "V001 × 1" in check(run).out
    manifest = model / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8") + '"/nom" = { required = true }\n', "utf-8")
    done = check(run)
    assert (done.code, "(nouveau depuis l’ajout)" in done.out) == (1, True), done
    path = folder / "asp-check.toml"
    path.write_text(path.read_text("utf-8") + '[severity]\nV001 = "warning"\n', "utf-8")
    assert check(run).code == 0


def test_nothing_speaks_on_a_refused_file(run: Run) -> None:
    add(run, "warning.json", "refused", "--message", "Nom manquant")
    add(run, "ok.json", "refused")
    done = check(run)
    assert done.code == 1
    assert "aucune règle ne bloque" in done.out
    assert 'V001 = "blocking"' in done.out
    assert set(states(run).values()) == {"silent"}


CHANGES = {
    "T101": OK.replace('  "nom": "Éditeur",\n', ""),
    "T204": OK.replace('[\n    {\n      "finess": "2B0000020"\n    }\n  ]', "[]"),
    "T301": OK.replace("12.50", '"douze"'),
    "T302": OK.replace('"Éditeur"', "null"),
    "T403": OK.replace("12.50", "12.5"),
    "V101": OK.replace("2B0000020", "2B00000"),
    "T501": OK.replace('"nom": ', '"nom":  '),
}


@pytest.mark.parametrize("rule", CHANGES)
def test_what_is_proposed_brings_agreement(run: Run, folder: Path, model: Path, rule: str) -> None:
    """Written where it says, a proposal lets the accepted file pass, and nothing else changes."""
    assert rule in NODES or rule == "T501"
    folder.joinpath("f.json").write_bytes(CHANGES[rule].encode())
    add(run, "f.json", "accepted")
    (proposal,) = found(run)["proposals"]
    assert (proposal["reasons"][0]["rule"], proposal["target"]) == (rule, "manifest"), proposal
    manifest = model / "manifest.toml"
    text = manifest.read_text("utf-8")
    if rule == "T501":
        manifest.write_text(f"{proposal['text']}\n{text}", "utf-8")
    else:
        place, _, attributes = proposal["text"].split("\n")[1].partition(" = { ")
        old = f"{place} = {{ "
        new = old + attributes.removesuffix(" }")
        text = text.replace(old, f"{new}, ") if old in text else f"{text}{new} }}\n"
        manifest.write_text(text, "utf-8")
    assert states(run) == {"f.json": "agreed"}, check(run).out
    assert run("ok.json").code == 0
    assert run("bad.json").code == 1


def test_each_file_is_checked_at_its_own_instant(run: Run, model: Path) -> None:
    add(run, "ok.json", "accepted")
    newer = model.parent / "2025-09-01"
    newer.mkdir()
    blank = BLANK.replace('"nom"', '"raisonSociale"').encode()
    newer.joinpath("blank.json").write_bytes(blank)
    newer.joinpath("manifest.toml").write_text(
        'format = "asp-check-template/1"\ndispositif = "TEST"\nrequest = "avance"\n'
        'status = "official"\nvalid_from = 2025-09-01T00:00:00\n'
        f'[blank]\nsha256 = "{sha256(blank).hexdigest()}"\n',
        "utf-8",
    )
    assert check(run).code == 0
    assert check(run, "--as-of", "2025-10-01").code == 1
    assert check(run, "--template", "test/avance@2025-09-01").code == 1
    assert check(run, "--as-of", "none").code == 1


def test_what_is_not_found_is_told(run: Run, folder: Path) -> None:
    add(run, "ok.json", "accepted")
    folder.joinpath("archives").mkdir()
    folder.joinpath("ok.json").rename(folder / "archives/2025.json")
    done = check(run)
    assert (done.code, "fichier introuvable" in done.out) == (3, True)
    assert check(run, "--files", "archives").code == 0
    folder.joinpath("ok.json").write_bytes(b"{}")
    assert states(run) == {"ok.json": "lost"}


def test_disagreement_comes_before_what_is_open(run: Run, folder: Path) -> None:
    add(run, "ok.json", "accepted")
    add(run, "bad.json", "accepted")
    folder.joinpath("ok.json").unlink()
    assert check(run).code == 1


def test_a_model_that_is_gone(run: Run, folder: Path) -> None:
    add(run, "ok.json", "accepted", "--template", "blank.json")
    assert states(run) == {"ok.json": "agreed"}
    folder.joinpath("blank.json").unlink()
    done = check(run)
    assert (done.code, "non recontrôlé" in done.out) == (3, True)


def test_a_damaged_record_is_named(run: Run, folder: Path) -> None:
    add(run, "ok.json", "accepted")
    folder.joinpath("asp-corpus/x.corpus.toml").write_bytes(b"\xff")
    for done in (check(run), run("corpus", "list")):
        assert (done.code, "x.corpus.toml" in done.err) == (2, True)
        assert "1" in done.out


def test_no_corpus_yet(run: Run) -> None:
    for command in ("check", "list"):
        done = run("corpus", command)
        assert (done.code, "corpus add" in done.err) == (2, True)


def test_hostile_words_are_drawn(run: Run, folder: Path) -> None:
    name = "a\u202e\x1b[31m.json"
    folder.joinpath(name).write_bytes(OK.encode())
    add(run, name, "refused", "--message", "\x1b[2J\u202e##[error]")
    for done in (check(run), run("corpus", "list"), check(run, "--format", "json")):
        assert "\x1b" not in done.out
        assert "\u202e" not in done.out
        assert "##[error]" not in done.out or "{" in done.out[:1]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_language(run: Run, lang: str) -> None:
    for name, outcome in (("ok", "accepted"), ("bad", "accepted"), ("warning", "refused")):
        add(run, f"{name}.json", outcome)
    for args in (("check",), ("list",)):
        out = run("corpus", *args, "--lang", lang).out
        assert ("accepté" in out) == (lang == "fr")
        assert ("accepted" in out) == (lang == "en")


def test_help(run: Run) -> None:
    for args in (("corpus",), ("corpus", "add"), ("corpus", "check"), ("corpus", "list")):
        for lang, usage in (("fr", "Utilisation :"), ("en", "Usage:")):
            done = run(*args, "--help", "--lang", lang)
            assert (done.code, done.out.startswith(usage)) == (0, True)
            assert all(len(line) <= 100 for line in done.out.splitlines())


# --- Without verdict, in doubt


def unnamed(folder: Path) -> None:
    """A reference model that nothing names."""
    manifest = folder / "t/test/avance/initial/manifest.toml"
    manifest.write_text(manifest.read_text("utf-8").replace("official", "reference"), "utf-8")
    folder.joinpath("asp-check.toml").write_text('templates = ["t"]\n', "utf-8")


def test_a_reference_model_that_nothing_names_is_told_at_once(run: Run, folder: Path) -> None:
    unnamed(folder)
    done = add(run, "ok.json", "accepted")
    assert (done.code, len(records(folder))) == (0, 1)
    told = check(run)
    assert told.code == 3
    for said in (done.err, told.out, found(run)["outcomes"][0]["reason"]):
        assert "RÉFÉRENCE" in said
        assert 'template = "test/avance"' in said
        assert "--template test/avance" in said
    assert "REFERENCE" in check(run, "--lang", "en").out
    # What it says to do, done.
    again = run("corpus", "add", "ok.json", "--outcome", "accepted", "--template", "test/avance")
    assert (again.code, again.err, "remplacé, accepté (portail, 2025-06-01)" in again.out) == (
        0, "", True,
    )  # fmt: skip
    assert len(records(folder)) == 1
    assert check(run).code == 0


def test_a_template_in_the_configuration_is_the_other_remedy(run: Run, folder: Path) -> None:
    unnamed(folder)
    add(run, "ok.json", "accepted")
    add(run, "bad.json", "accepted")
    assert set(states(run).values()) == {"open"}
    path = folder / "asp-check.toml"
    path.write_text(path.read_text("utf-8") + 'template = "test/avance"\n', "utf-8")
    assert states(run) == {"bad.json": "speaks", "ok.json": "agreed"}


def test_a_file_of_no_model_is_told(run: Run, folder: Path) -> None:
    folder.joinpath("asp-check.toml").unlink()
    folder.joinpath("autre.json").write_bytes(b'{"x": 1}')
    done = add(run, "autre.json", "accepted")
    assert (done.code, "aucun modèle" in done.err) == (0, True)
    assert "aucun modèle" in check(run).out


def test_the_severities_proposed_are_one_table_and_bring_agreement(run: Run, folder: Path) -> None:
    """Pasted as they stand; the model cannot say it of keys that it does not have."""
    folder.joinpath("f.json").write_bytes(OK.replace('"nom"', '"raisonSociale"').encode())
    folder.joinpath("g.json").write_bytes(BAD.encode())
    add(run, "f.json", "accepted")
    add(run, "g.json", "accepted")
    shown = check(run).out
    assert shown.count("[severity]") == 1
    for proposal in found(run)["proposals"]:
        name = (
            "asp-check.toml"
            if proposal["target"] == "config"
            else "t/test/avance/initial/manifest.toml"
        )
        path = folder / name
        text = path.read_text("utf-8")
        lines = proposal["text"].split("\n")
        if proposal["target"] == "manifest":  # Its [nodes] stands last.
            lines = [line for line in lines if line != "[nodes]"]
        path.write_text(text + "\n".join(lines) + "\n", "utf-8")
    assert set(states(run).values()) == {"agreed"}, check(run).out
    assert check(run).code == 0


def test_an_accepted_file_that_is_no_json_is_in_doubt(run: Run, folder: Path) -> None:
    done = add(run, "broken.json", "accepted")
    (record,) = records(folder)
    assert (done.code, "est-ce bien ce fichier" in done.err, record.name in done.err) == (
        0,
        True,
        True,
    )
    told = check(run)
    assert (told.code, "fiche douteuse" in told.out, "Propositions" in told.out) == (1, True, False)
    content = found(run)
    (one,) = content["outcomes"]
    assert (one["doubtful"], Path(one["record"]).name, content["proposals"]) == (
        True, record.name, [],
    )  # fmt: skip
    # Withdrawn as it says.
    for one in found(run)["outcomes"]:
        folder.joinpath(one["record"]).unlink()
    assert check(run).code == 0


def test_what_is_not_read_to_its_end_says_so(run: Run, folder: Path) -> None:
    folder.joinpath("x.json").write_bytes(b"%PDF-1.4")
    path = folder / "asp-check.toml"
    path.write_text(path.read_text("utf-8") + '[severity]\nS = "warning"\nT = "warning"\n', "utf-8")
    done = add(run, "x.json", "refused")
    assert (done.code, "sans verdict" in done.err) == (0, True)
    told = check(run)
    assert (told.code, "n’a pas pu être lu en entier" in told.out) == (3, True), told


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.4", b"PK\x03\x04", b"", b"<!DOCTYPE html><p>x</p>", b"Bonjour, voici la demande."],
)
def test_what_is_no_json_at_all_cannot_have_been_accepted(
    run: Run, folder: Path, data: bytes
) -> None:
    folder.joinpath("x.json").write_bytes(data)
    done = add(run, "x.json", "accepted")
    assert (done.code, done.err.count("\n"), records(folder)) == (2, 1, [])
    assert "ce n’est pas un JSON" in done.err
    assert add(run, "x.json", "refused").code == 0


def test_standard_input_is_not_taken(run: Run) -> None:
    done = run("corpus", "add", "-", "--outcome", "accepted")
    assert (done.code, "l’entrée standard n’est pas prise" in done.err) == (2, True)


def test_numbers_are_words(run: Run) -> None:
    for name, outcome in (("bad", "accepted"), ("ok", "refused"), ("warning", "refused")):
        add(run, f"{name}.json", outcome)
    for lang, said in (
        ("fr", "1 fichier accepté et bloqué, 2 fichiers refusés que rien ne bloque"),
        ("en", "1 accepted file blocked by a rule, 2 refused files that nothing blocks"),
    ):
        out = check(run, "--lang", lang).out
        assert said in out
        assert "(s)" not in out
