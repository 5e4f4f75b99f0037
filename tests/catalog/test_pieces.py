"""The ``pieces.toml`` of a template: found beside its manifest, held against it, refused in words."""

from __future__ import annotations

import inspect
import re
import shutil
from pathlib import Path

import pytest

from asp_check import catalog
from asp_check.catalog import pieces
from asp_check.catalog.pieces_errors import EXPECTED, WORDS, PiecesError
from asp_check.finding import UsageError
from asp_check.pieces import wanted

SCHEMAS = Path(catalog.__file__).parents[2] / "schemas"
HOP = SCHEMAS / "hop-dpi-va2/solde/initial"
HEAD = 'format = "asp-check-pieces/1"\n[va]\ntitles = ["VA"]\n'
FINESS = '[va.client.finess]\nlabels = ["FINESS"]\n'
KIND = '[va.service.kind]\nlabels = ["Type"]\ntype = "choice"\n[va.service.kind.answers]\n'
BOTH = '"vague 2" = ["V2"]\n"vague 1 + vague 2" = ["V1 + V2"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("blank.json", "manifest.toml"):
        shutil.copy(HOP / name, tmp_path)
    return tmp_path


def refused(folder: Path, text: str | bytes) -> PiecesError:
    folder.joinpath("pieces.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(PiecesError) as error:
        catalog.pieces_of(catalog.load(folder))
    return error.value


# --- Whose file it is


def test_a_template_without_the_file_says_nothing(folder: Path) -> None:
    assert catalog.pieces_of(catalog.load(folder)) is None


def test_a_bare_blank_has_none(folder: Path) -> None:
    folder.joinpath("pieces.toml").write_text(HEAD, "utf-8")
    folder.joinpath("other.json").write_text('{"a": ""}', "utf-8")
    assert catalog.pieces_of(catalog.load(folder / "other.json")) is None


@pytest.mark.parametrize("name", ["", "blank.json"])
def test_the_file_of_the_folder_is_found_from_wherever(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.joinpath("pieces.toml").write_text(HEAD + FINESS, "utf-8")
    monkeypatch.chdir(folder)
    template = catalog.load(name or ".")
    monkeypatch.chdir(folder.parent)
    found = catalog.pieces_of(template)
    assert found is not None
    assert [one.role for one in found] == ["va"]


def test_it_is_read_once(folder: Path) -> None:
    path = folder / "pieces.toml"
    path.write_text(HEAD, "utf-8")
    template = catalog.load(folder)
    first = catalog.pieces_of(template)
    path.write_text("", "utf-8")
    assert catalog.pieces_of(template) is first


def test_a_template_is_loaded_whatever_its_file_of_pieces(folder: Path) -> None:
    folder.joinpath("pieces.toml").write_text("[", "utf-8")
    assert catalog.load(folder).id == "hop-dpi-va2/solde@initial"


def test_items_have_the_kind_of_the_manifest_unless_they_say_another(folder: Path) -> None:
    text = HEAD + FINESS + (
        '[va.va.date]\nlabels = ["Date"]\n[va.service.completion_date]\nlabels = ["Fin"]\n'
        'kind = "date-fr"\n[va.va.signed]\nlabels = ["Signée"]\ntype = "yes-no"\n'
        '[va.total.excl_tax]\nlabels = ["Total"]\n'
    )  # fmt: skip
    folder.joinpath("pieces.toml").write_text(text, "utf-8")
    (va,) = catalog.pieces_of(catalog.load(folder)) or ()
    assert {item.concept: item.kind for item in va.items} == {
        "client.finess": "finess",
        "va.date": "date-iso",
        "service.completion_date": "date-fr",
        "va.signed": "",
        "total.excl_tax": "",
    }


# --- What the model contradicts


@pytest.mark.parametrize(
    ("text", "line", "french", "english"),
    [
        (
            '[va.practitioner.rpps]\nlabels = ["RPPS"]\n[va.client.name]\nlabels = ["Site"]\nby = "practitioner.rpps"\n',
            8, "aucun champ du modèle n’est practitioner.rpps", "no slot of the model is practitioner.rpps",
        ),
        (
            '[va.va.signed]\nlabels = ["Signée"]\n', 4,
            'le modèle répond par true ou false ; écrivez type = "yes-no"', 'write type = "yes-no"',
        ),
        (
            '[va.service.kind]\nlabels = ["Type"]\ntype = "yes-no"\n', 6,
            'le modèle attend "vague 2", "vague 1 + vague 2" ; écrivez type = "choice"', 'write type = "choice"',
        ),
        (
            KIND + BOTH + '"vague 3" = ["V3"]\n', 10,
            'le modèle n’admet pas cette réponse ; admises : "vague 2", "vague 1 + vague 2"', "allowed: ",
        ),
        (
            KIND + '"vague 2" = ["V2"]\n"vague 3" = ["V3"]\n', 7,
            'il manque "vague 1 + vague 2", que le modèle admet', '"vague 1 + vague 2" is missing',
        ),
    ],
)  # fmt: skip
def test_what_the_model_contradicts(
    folder: Path, text: str, line: int, french: str, english: str
) -> None:
    error = refused(folder, HEAD + text)
    assert any(
        fr.startswith(f"{folder}/pieces.toml:{line} : ") and french in fr for fr, _ in error.each
    )
    assert any(f"pieces.toml:{line}: " in en and english in en for _, en in error.each)


def test_answers_that_the_model_admits_are_taken(folder: Path) -> None:
    folder.joinpath("pieces.toml").write_text(HEAD + KIND + BOTH, "utf-8")
    (va,) = catalog.pieces_of(catalog.load(folder)) or ()
    assert list(va.items[0].answers) == ["vague 2", "vague 1 + vague 2"]


def test_an_enumeration_may_be_read_as_a_text(folder: Path) -> None:
    folder.joinpath("pieces.toml").write_text(
        HEAD + '[va.service.kind]\nlabels = ["Type"]\n', "utf-8"
    )
    assert catalog.pieces_of(catalog.load(folder))


# --- In words


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_lines(folder: Path) -> None:
    text = HEAD + FINESS + (
        '[va.va.signed]\nlabels = ["Signée"]\n[va.va.dat]\nlabels = ["Date"]\n'
        '[va.va.number]\nlabels = [\n  "N°",\n  "finess",\n]\ntype = "texte"\n'
    )  # fmt: skip
    error = refused(folder, text)
    told = [fr.removeprefix(f"{folder}/pieces.toml:") for fr, _ in error.each]
    assert told == [
        '6 : « va.va.signed.type » : le modèle répond par true ou false ; écrivez type = "yes-no"',
        "8 : « va.va.dat » : la notion va.dat est inconnue, vouliez-vous dire va.date ?",
        "13 : « va.va.number.labels » : « finess » nomme aussi client.finess ; laissez-le à l’un des deux, ou précisez-le",
        '15 : « va.va.number.type » = "texte" : admis : "text", "choice", "yes-no", "list"',
    ]
    assert str(error) == " ; ".join(fr for fr, _ in error.each)
    assert error.en == "; ".join(en for _, en in error.each)
    assert error.en != str(error)
    assert "\n" not in str(error)


def test_what_is_said_of_two_pieces_together_is_told_once(folder: Path) -> None:
    text = HEAD + (
        '[va.va.signed]\nlabels = ["Signée"]\n[mom]\ntitles = ["MOM"]\nlike.va = ["va.signed"]\n'
    )
    assert len(refused(folder, text).each) == 1


def test_hostile_names_are_shown_harmless(folder: Path) -> None:
    error = refused(folder, HEAD + '"\\u001b[31m" = 3\n[va.order."\\u202e"]\n')
    assert "\x1b" not in str(error)
    assert "\u202e" not in str(error) + error.en
    assert "⟨ESC⟩" in str(error)


@pytest.mark.parametrize(
    ("data", "french"),
    [
        (b"[va", "ce n’est pas du TOML valide"),
        (b'a = "\xe9"\n', ":1 : ce fichier n’est pas en UTF-8"),
        (b"a" + b".a" * 600 + b" = 1\n", "plus de cent parties"),
        (b"# " + b"x" * (1 << 20), "octets, trop pour un modèle"),
    ],
    ids=["toml", "latin-1", "dots", "size"],
)
def test_what_cannot_be_read(folder: Path, data: bytes, french: str) -> None:
    folder.joinpath("pieces.toml").write_bytes(data)
    with pytest.raises(UsageError, match=re.escape(french)):
        catalog.pieces_of(catalog.load(folder))


def test_a_folder_of_that_name_is_no_file(folder: Path) -> None:
    folder.joinpath("pieces.toml").mkdir()
    with pytest.raises(UsageError, match="c’est un dossier"):
        catalog.pieces_of(catalog.load(folder))


def test_every_fault_has_words_in_both_languages() -> None:
    source = inspect.getsource(wanted) + inspect.getsource(pieces)
    named = set(re.findall(r'Fault\(\s*"([a-z-]+)"', source))
    named |= {f"unknown-{key}" for key in ("type", "kind", "by")}
    assert named == {*WORDS, *EXPECTED}
    assert not set(WORDS) & set(EXPECTED)
    for french, english in (*WORDS.values(), *EXPECTED.values()):
        assert french != english
        assert sorted(re.findall(r"\{(\w+?)(?:_fr)?\}", french)) == sorted(
            re.findall(r"\{(\w+?)(?:_en)?\}", english)
        )
