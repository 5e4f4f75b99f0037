"""Templates by id, by version, by path; and what is said of those that cannot be used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from asp_check import catalog
from asp_check.catalog import index, places
from asp_check.finding import UsageError

BLANK = b'{\n  "nom": "",\n  "total": 0.00\n}\n'

Put = Callable[..., Path]


@pytest.fixture(autouse=True)
def nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No template but those of the test."""
    monkeypatch.setenv("ASP_CHECK_TEMPLATES", str(tmp_path / "user"))
    for module in (places, index):
        monkeypatch.setattr(module, "packaged_folder", lambda: str(tmp_path / "packaged"))


@pytest.fixture
def put(tmp_path: Path) -> Put:
    def put(
        where: str,
        *,
        blank: bytes = BLANK,
        manifest: str | bytes | None = None,
        status: str = "reference",
        more: str = "",
    ) -> Path:
        """Write one version's folder: ``where`` is root/dispositif/request/version."""
        folder = tmp_path / where
        folder.mkdir(parents=True)
        _, dispositif, request, version = where.split("/")
        (folder / "blank.json").write_bytes(blank)
        if manifest is None:
            day, _, hour = version.partition("T")
            instant = f"{day}T{hour[:2] or '00'}:{hour[2:] or '00'}:00"
            manifest = "\n".join(
                [
                    'format = "asp-check-template/1"',
                    f'dispositif = "{dispositif}"',
                    f'request = "{request}"',
                    "" if version == "initial" else f"valid_from = {instant}",
                    f'status = "{status}"',
                    "[blank]",
                    f'sha256 = "{sha256(blank).hexdigest()}"',
                    more,
                ]
            )
        data = manifest if isinstance(manifest, bytes) else manifest.encode()
        (folder / "manifest.toml").write_bytes(data)
        return folder

    return put


def refused(name: str, folders: tuple[str, ...] = (), as_of: str | None = None) -> str:
    """What is said in French; that it is one line in both languages is checked for all."""
    with pytest.raises(UsageError) as caught:
        catalog.load(name, folders=folders, as_of=as_of)
    french, english = str(caught.value), getattr(caught.value, "en", "")
    assert english
    assert "\n" not in french
    assert "\n" not in english
    assert english != french
    return french


# ------------------------------------------------------------------------------ ids


@pytest.mark.parametrize(
    "name", ["ABC-Va1/avance", "abc-va1/avance", "ABC-VA1/AVANCE", "abc-va1/avance@INITIAL"]
)
def test_an_id_in_any_case(put: Put, name: str) -> None:
    put("packaged/ABC-Va1/avance/initial")
    template = catalog.load(name)
    assert template.id == "abc-va1/avance@initial"
    assert template.status == "reference"
    assert template.blank == BLANK


@pytest.mark.parametrize(
    "folder", ["abc-va1/avance/2024-09-12T1400", "ABC-va1/avance/2024-09-12T1400"]
)
@pytest.mark.parametrize("label", ["2024-09-12T1400", "2024-09-12t1400"])
def test_a_label_in_any_case(put: Put, folder: str, label: str) -> None:
    put(f"packaged/{folder}")
    assert catalog.load(f"abc-va1/avance@{label}").id == "abc-va1/avance@2024-09-12t1400"


@pytest.mark.parametrize(
    ("as_of", "version"),
    [
        (None, "2025-01-01"),
        ("2026-01-01", "2025-01-01"),
        ("2025-01-01", "2025-01-01"),
        ("2024-12-31T23:59", "2024-09-12t1400"),
        ("2024-09-12T14:00", "2024-09-12t1400"),
        ("2024-09-12T14:00:00", "2024-09-12t1400"),
        ("2024-09-12T13:59:59", "initial"),
        ("2024-09-12", "initial"),
        ("0001-01-01", "initial"),
    ],
)
def test_the_version_in_force(put: Put, as_of: str | None, version: str) -> None:
    for label in ("initial", "2024-09-12T1400", "2025-01-01"):
        put(f"packaged/X/solde/{label}")
    assert catalog.load("x/solde", as_of=as_of).id == f"x/solde@{version}"


def test_before_every_version_the_latest_is_taken(put: Put) -> None:
    put("packaged/X/solde/2024-09-12")
    put("packaged/X/solde/2025-01-01")
    assert catalog.load("x/solde", as_of="2020-01-01").id == "x/solde@2025-01-01"


def test_the_label_wins_over_the_instant(put: Put) -> None:
    put("packaged/X/solde/initial")
    put("packaged/X/solde/2025-01-01")
    assert catalog.load("x/solde@initial", as_of="2026-01-01").id == "x/solde@initial"


def test_the_order_of_the_folders(put: Put, tmp_path: Path) -> None:
    put("packaged/X/solde/initial")
    assert catalog.load("x/solde").status == "reference"
    put("user/X/solde/initial", status="official", blank=b'{"user": ""}')
    assert catalog.load("x/solde").blank == b'{"user": ""}'
    assert catalog.load("x/solde").status == "official"
    put("given/X/solde/initial", blank=b'{"given": ""}')
    put("other/X/solde/initial", blank=b'{"other": ""}')
    folders = (str(tmp_path / "given"), str(tmp_path / "other"))
    assert catalog.load("x/solde", folders=folders).blank == b'{"given": ""}'
    assert catalog.load("x/solde@initial", folders=folders[::-1]).blank == b'{"other": ""}'


def test_a_user_s_own_model_is_not_replaced_by_a_later_packaged_one(put: Put) -> None:
    put("packaged/X/solde/initial")
    put("packaged/X/solde/2025-01-01")
    put("user/X/solde/2024-01-01", status="official")
    assert catalog.load("x/solde", as_of="2026-01-01").status == "official"
    assert catalog.load("x/solde").status == "official"
    assert catalog.load("x/solde", as_of="2023-01-01").id == "x/solde@initial"
    assert catalog.load("x/solde@2025-01-01").status == "reference"


def test_the_user_s_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert catalog.user_folder() == str(tmp_path / "user")
    monkeypatch.delenv("ASP_CHECK_TEMPLATES")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert catalog.user_folder() == os.path.join("/data", "asp-check", "templates")  # noqa: PTH118
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert catalog.user_folder() == str(tmp_path / ".local/share/asp-check/templates")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "C:/Local")
    assert catalog.user_folder().replace("\\", "/") == "C:/Local/asp-check/templates"


def test_the_packaged_folder_is_found_from_the_package() -> None:
    code = "from asp_check.catalog import packaged_folder as f; print(f())"
    folder = Path(subprocess.check_output([sys.executable, "-c", code], text=True).strip())
    assert folder.name == "schemas"
    assert any(folder.glob("*/*/*/manifest.toml"))


# ------------------------------------------------------------------------------ ids refused


def test_an_unknown_id_names_its_neighbours_and_the_command(put: Put) -> None:
    put("packaged/HOP-DPI-Va2/avance/initial")
    assert refused("hop-dpi-va1/avance") == (
        "modèle hop-dpi-va1/avance inconnu ; proches : hop-dpi-va2/avance"
        " ; la liste : asp-check template list"
    )
    assert "proches" not in refused("zzz/zzz")
    assert "asp-check template list" in refused("zzz/zzz")


def test_an_unknown_version_names_the_others(put: Put) -> None:
    put("packaged/X/solde/2024-09-12T1400")
    put("packaged/X/solde/initial")
    assert refused("X/solde@2023-01-01") == (
        "modèle x/solde@2023-01-01 : version inconnue ; versions de x/solde : initial, 2024-09-12t1400"
    )


@pytest.mark.parametrize(
    "name",
    [
        "",
        "x",
        "x/",
        "/solde",
        "x/solde/initial",
        "../x/solde",
        "x/../../etc",
        "x/solde@../initial",
        "x/solde@",
        "x/solde@a@b",
        "x\\solde",
        "x/sol de",
        "x/solde\n",
        "x/soldé",
        "x\0/solde",
        "x/solde\x1b[31m",
        "\udce9/solde",
        "C:x/solde",
    ],
)
def test_what_is_no_id(put: Put, name: str) -> None:
    put("packaged/X/solde/initial")
    words = refused(name)
    assert "n’est ni un identifiant de modèle" in words
    assert "\x1b" not in words
    words.encode("utf-8")


def test_an_id_never_leaves_the_folders(put: Put, tmp_path: Path) -> None:
    put("outside/X/solde/initial")
    (tmp_path / "packaged").mkdir()
    assert "ni un identifiant" in refused("../outside/X/solde")
    assert "inconnu" in refused("outside/solde")


def test_a_folder_without_manifest_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "ne contient pas de manifest.toml" in refused(str(tmp_path / "empty"))


def test_a_folder_of_templates_that_is_not_there(tmp_path: Path) -> None:
    words = refused("x/solde", folders=(str(tmp_path / "nowhere"),))
    assert words.startswith("--templates ")
    assert words.endswith("nowhere : dossier introuvable ; vérifiez le chemin")


def test_a_file_in_place_of_a_folder_is_passed_over(put: Put, tmp_path: Path) -> None:
    put("user/X/solde/initial")
    (tmp_path / "user/dispositifs.toml").write_text("")
    (tmp_path / "user/X/README").write_text("")
    (tmp_path / "packaged").write_text("a file")
    assert catalog.load("x/solde").id == "x/solde@initial"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights do not hold here")
def test_a_folder_that_cannot_be_listed(put: Put, tmp_path: Path) -> None:
    put("user/X/solde/initial")
    (tmp_path / "user").chmod(0)
    try:
        assert "illisible" in refused("x/solde")
    finally:
        (tmp_path / "user").chmod(0o755)


def test_a_folder_that_the_system_refuses(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    put("user/X/solde/initial")

    def refuse(_: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    assert "dossier de modèles illisible (droits insuffisants)" in refused("x/solde")


def test_a_manifest_in_another_s_folder(put: Put, tmp_path: Path) -> None:
    folder = put("user/X/solde/initial")
    folder.rename(tmp_path / "user/X/solde/2024-01-01")
    words = refused("x/solde@2024-01-01")
    assert words.endswith(
        "manifest.toml : ce manifeste est celui de x/solde@initial ; son dossier doit être x/solde/initial"
    )
    assert catalog.load(str(tmp_path / "user/X/solde/2024-01-01")).id == "x/solde@initial"


def test_a_folder_whose_name_is_no_version_is_not_chosen(put: Put, tmp_path: Path) -> None:
    folder = put("user/X/solde/initial")
    folder.rename(tmp_path / "user/X/solde/old")
    assert "version inconnue ; versions de x/solde : old" in refused("x/solde")


# ------------------------------------------------------------------------------ paths


def test_the_path_of_a_folder(put: Put) -> None:
    folder = put("anywhere/X/solde/initial")
    assert catalog.load(str(folder)).id == "x/solde@initial"
    assert catalog.load(folder).id == "x/solde@initial"
    assert catalog.load(f"{folder}{os.sep}").id == "x/solde@initial"


def test_a_relative_folder_that_looks_like_an_id_is_a_path(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("packaged/X/solde/initial")
    here = put("here/Y/avance/initial")
    (tmp_path / "x").mkdir()
    here.rename(tmp_path / "x/solde")
    monkeypatch.chdir(tmp_path)
    assert catalog.load("x/solde").id == "y/avance@initial"


@pytest.mark.parametrize("name", ["vierge.json", "VIERGE.JSON", "x.y.json", "été.json"])
def test_a_bare_blank(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BLANK)
    template = catalog.load(str(path))
    assert (template.id, template.status, template.manifest) == (name, "blank", None)


def test_a_blank_whose_manifest_carries_its_sum_uses_it(put: Put) -> None:
    folder = put("anywhere/X/solde/initial")
    assert catalog.load(str(folder / "blank.json")).id == "x/solde@initial"
    copy = folder / "copie.json"
    copy.write_bytes(BLANK)
    assert catalog.load(str(copy)).id == "x/solde@initial"


def test_another_blank_in_the_same_folder_is_bare(put: Put) -> None:
    folder = put("anywhere/X/solde/initial")
    other = folder / "example.json"
    other.write_bytes(b'{"nom": "A", "total": 1.00}')
    assert catalog.load(str(other)).status == "blank"


def test_a_blank_in_the_working_folder_finds_its_manifest(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(put("anywhere/X/solde/initial"))
    assert catalog.load("blank.json").id == "x/solde@initial"
    assert catalog.load(".").id == "x/solde@initial"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("absent.json", "fichier introuvable"),
        ("folder.json", "c’est un dossier"),
        ("nul\0.json", "lecture impossible"),
    ],
)
def test_a_path_that_cannot_be_read(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder.json").mkdir()
    assert words in refused(str(tmp_path / name))


def test_a_blank_beyond_all_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asp_check.catalog.reading.MAX_SIZE", 10)
    (tmp_path / "a.json").write_bytes(BLANK)
    assert "33 octets, trop pour un modèle (10 au plus)" in refused(str(tmp_path / "a.json"))


def test_a_blank_that_is_not_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"{")
    assert str(path) in refused(str(path))


def test_a_folder_without_its_blank(put: Put) -> None:
    folder = put("anywhere/X/solde/initial")
    (folder / "blank.json").unlink()
    assert "blank.json : fichier introuvable" in refused(str(folder))


# ------------------------------------------------------------------------------ the blank changed


@pytest.mark.parametrize(
    ("blank", "words"),
    [
        (BLANK.replace(b"\n", b"\r\n"), "à ceci près : les fins de ligne (autocrlf de git"),
        (b"\xef\xbb\xbf" + BLANK, "à ceci près : la marque d’ordre des octets (BOM)"),
        (BLANK[:-1], "à ceci près : la fin du fichier"),
        (BLANK + b"\n", "à ceci près : la fin du fichier"),
        (BLANK.replace(b"nom", b"Nom"), "ce n’est pas le modèle vierge du manifeste"),
        (b"", "ce n’est pas le modèle vierge du manifeste"),
    ],
)
def test_a_blank_that_is_no_longer_its_manifest_s(put: Put, blank: bytes, words: str) -> None:
    folder = put("user/X/solde/initial")
    (folder / "blank.json").write_bytes(blank)
    for name in (str(folder), "x/solde", "x/solde@initial"):
        said = refused(name)
        assert words in said
        assert "SHA-256 différent" in said
    if "ceci près" in words:
        assert ".gitattributes" in said


# ------------------------------------------------------------------------------ the manifest


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ("a = ", ":1 : ce n’est pas du TOML valide"),
        ("a = 1\nb = 'x", ":2 : ce n’est pas du TOML"),
        ("a = 1\n\na = 2", ":3 : ce n’est pas du TOML valide"),
        (b"a = 1\nb = '\xe9'", ":2 : ce fichier n’est pas en UTF-8"),
        ("", ":1 : « format » manque"),
        (
            "a = 1\nvalid_from = 2024-09-12T14:00\n",
            ":2:24 : en TOML, une heure s’écrit avec ses secondes",
        ),
        ('dispositif = 3\nformat = "x"\n', ":1 : « dispositif » = 3"),
        ("a = 1e99999999999999999999999999999", ":1 : "),
        ("a = " + "9" * 5000, ":1 : ce n’est pas du TOML"),
        ("a = " + "[" * 5000 + "]" * 5000, ":1 : ce n’est pas du TOML"),
    ],
)
def test_a_manifest_that_cannot_be_used(put: Put, manifest: str | bytes, words: str) -> None:
    folder = put("user/X/solde/initial", manifest=manifest)
    assert words in refused("x/solde")
    assert words in refused(str(folder))


def test_a_manifest_that_is_not_the_blank_s_does_not_matter(put: Put) -> None:
    folder = put("anywhere/X/solde/initial", manifest="[[another]]\nprogram = ")
    assert catalog.load(folder / "blank.json").status == "blank"


def test_a_manifest_that_holds_the_sum_must_be_sound(put: Put) -> None:
    folder = put("anywhere/X/solde/initial", more="x = ")
    assert "ce n’est pas du TOML valide" in refused(str(folder / "blank.json"))
    manifest = folder / "manifest.toml"
    text = manifest.read_text("utf-8").replace("x = ", "")
    sha = sha256(BLANK).hexdigest()
    other = text.replace(sha, "0" * 64).replace("[blank]", f'source = "{sha}"\n[blank]')
    manifest.write_text(other, "utf-8")
    assert catalog.load(folder / "blank.json").status == "blank"


def test_the_line_of_a_fault_deep_in_the_manifest(put: Put) -> None:
    put("user/X/solde/initial", more='[nodes]\n"/nom" = { concpt = "client.name" }')
    assert refused("x/solde").endswith(
        "manifest.toml:9 : « nodes /nom concpt » est inconnu, vouliez-vous dire « concept » ?"
    )


def test_a_byte_order_mark_is_no_fault(put: Put) -> None:
    folder = put("user/X/solde/initial")
    path = folder / "manifest.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert catalog.load("x/solde").id == "x/solde@initial"


def test_a_manifest_that_does_not_fit_its_blank_names_the_file(put: Put) -> None:
    put("user/X/solde/initial", more='[nodes]\n"/absent" = { concept = "client.name" }')
    words = refused("x/solde")
    assert "manifest.toml" in words
    assert "/absent" in words


# ------------------------------------------------------------------------------ entries


def test_entries(put: Put, tmp_path: Path) -> None:
    put("packaged/X/solde/initial")
    put("packaged/X/solde/2024-09-12T1400")
    put("packaged/A/avance/initial")
    put("user/X/solde/initial", status="official", more="")
    put("user/B/avance/initial", manifest="x")
    put(
        "user/C/avance/old",
        manifest=(tmp_path / "packaged/A/avance/initial/manifest.toml").read_text(),
    )
    listed = catalog.entries()
    assert [(entry.full_id, entry.status) for entry in listed] == [
        ("a/avance@initial", "reference"),
        ("b/avance@initial", None),
        ("c/avance@old", None),
        ("x/solde@initial", "official"),
        ("x/solde@2024-09-12t1400", "reference"),
    ]
    assert listed[4].valid_from == "2024-09-12T14:00"
    assert "TOML" in str(listed[1].error)
    assert "celui de a/avance@initial" in str(listed[2].error)
    assert listed[0].error is None
    assert listed[0].path == str(tmp_path / "packaged/A/avance/initial")


def test_no_folder_at_all() -> None:
    assert catalog.entries() == ()
    assert "asp-check template list" in refused("x/solde")


# ------------------------------------------------------------------------------ the index


def test_the_index_says_what_the_templates_say(put: Put, tmp_path: Path) -> None:
    put("user/X/solde/initial", blank=b'{"code": "X", "liste": [{"a": ""}], "vide": []}')
    drawn = catalog.candidates()
    index.refresh(str(tmp_path / "user"))
    written = json.loads((tmp_path / "user/index.json").read_bytes())
    assert written["templates"][0]["keys"] == ["/code", "/liste", "/liste/*/a", "/vide"]
    assert written["templates"][0]["fixed"] == {"/code": '"X"'}
    assert catalog.candidates() == drawn
    assert (drawn[0].id, drawn[0].version, drawn[0].status) == ("x/solde", "initial", "reference")


def test_a_fresh_index_spares_the_manifests(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("user/X/solde/initial")
    put("packaged/Y/solde/initial")
    for root in ("user", "packaged"):
        index.refresh(str(tmp_path / root))
    monkeypatch.setattr(catalog, "read_manifest", None)
    assert [candidate.id for candidate in catalog.candidates()] == ["x/solde", "y/solde"]


def test_a_stale_index_is_drawn_again(put: Put, tmp_path: Path) -> None:
    folder = put("user/X/solde/initial")
    index.refresh(str(tmp_path / "user"))
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    put("user/X/solde/initial", blank=b'{"autre": ""}')
    put("user/Z/solde/initial")
    found = {candidate.id: candidate.keys for candidate in catalog.candidates()}
    assert found == {"x/solde": {"/autre"}, "z/solde": {"/nom", "/total"}}


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"format": "asp-check-index/2", "templates": []}', "\xff", "null",
     '{"format": "asp-check-index/1", "templates": [{"id": "x/solde", "version": "initial"}]}',
     '{"format": "asp-check-index/1", "templates": 3}', "[" * 100_000],
)  # fmt: skip
def test_an_index_that_is_not_ours_is_as_good_as_none(
    put: Put, tmp_path: Path, content: str
) -> None:
    put("user/X/solde/initial")
    (tmp_path / "user/index.json").write_bytes(content.encode("latin-1"))
    assert [candidate.id for candidate in catalog.candidates()] == ["x/solde"]


@pytest.mark.parametrize("fault", ["manifest", "blank", "missing", "misplaced"])
@pytest.mark.parametrize("indexed", [False, True])
def test_one_that_cannot_be_used_leaves_the_others_recognised(
    put: Put, tmp_path: Path, fault: str, indexed: bool
) -> None:
    put("user/A/avance/initial")
    broken = put("user/X/solde/initial")
    put("user/Z/solde/initial")
    if indexed:
        index.refresh(str(tmp_path / "user"))
    if fault == "manifest":
        (broken / "manifest.toml").write_text("x")
    elif fault == "blank":
        (broken / "blank.json").write_bytes(BLANK + b" ")
    elif fault == "missing":
        (broken / "blank.json").unlink()
    else:
        broken.rename(broken.with_name("2024-01-01"))
    assert [candidate.id for candidate in catalog.candidates()] == ["a/avance", "z/solde"]
    index.refresh(str(tmp_path / "user"))
    written = json.loads((tmp_path / "user/index.json").read_bytes())
    assert [record["id"] for record in written["templates"]] == ["a/avance", "z/solde"]
    assert [entry.id for entry in catalog.entries() if entry.error] == ["x/solde"]


def test_an_index_is_released_with_every_template_or_not_at_all(put: Put, tmp_path: Path) -> None:
    put("packaged/X/solde/initial", manifest="x")
    with pytest.raises(UsageError, match="TOML"):
        index.render(str(tmp_path / "packaged"))


def test_a_manifest_beyond_all_measure(put: Put) -> None:
    folder = put("user/X/solde/initial", more="# " + "x" * (1 << 20))
    said = refused(str(folder))
    assert "manifest.toml" in said
    assert "1048576 au plus" in said


@pytest.mark.parametrize("part", ["a.", "a . ", '"a".', "'a'."])
def test_a_key_without_end_is_refused_at_once(put: Put, part: str) -> None:
    folder = put("user/X/solde/initial", more=part * 100_000 + "a = 1")
    assert "plus de cent parties" in refused(str(folder))


def test_many_dots_are_no_key_without_end(put: Put) -> None:
    dots = "#" + "a.b " * 2000 + "." * 2000
    assert catalog.load(str(put("user/X/solde/initial", more=dots))).id == "x/solde@initial"


def test_the_first_folder_wins_in_the_index_too(put: Put) -> None:
    put("user/X/solde/initial", blank=b'{"user": ""}')
    put("packaged/X/solde/initial")
    assert [candidate.keys for candidate in catalog.candidates()] == [{"/user"}]
