"""What is written from which value, and what is said of the others."""

from __future__ import annotations

import enum
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import asp_check
from asp_check import UsageError
from asp_check.manifest import Node
from asp_check.rendering import RenderError, lines, place, render, scalars
from asp_check.rendering.reading import values
from asp_check.template import Template, build
from tests.exactness.shapes import with_manifest

GOLDEN = Path(__file__).parent


def slot(literal: str, **declared: Any) -> Template:
    """A template of one slot, beside a filled one."""
    blank = f'{{"x": {literal}, "y": ""}}'.encode()
    return with_manifest(blank, {"/x": Node(**declared)})


def written(literal: str, value: object, **declared: Any) -> str:
    found = render({"x": value, "y": "u"}, slot(literal, **declared)).decode()
    return found.removeprefix('{"x": ').removesuffix(', "y": "u"}')


def refusal(literal: str, value: object, **declared: Any) -> tuple[str, str]:
    with pytest.raises(RenderError) as caught:
        written(literal, value, **declared)
    (fault,) = caught.value.faults
    assert fault.pointer == "/x"
    return fault.reason, fault.fr


class Kind(str, enum.Enum):
    ONE = "un"


@pytest.mark.parametrize(
    ("literal", "value", "text"),
    [
        ("0.00", 1000, "1000.00"),
        ("0.00", Decimal("12.5"), "12.50"),
        ("0.00", Decimal("12.500"), "12.50"),
        ("0.00", 12.5, "12.50"),
        ("0.00", 1e3, "1000.00"),
        ("0.00", Decimal("1E+3"), "1000.00"),
        ("0.00", -0.0, "0.00"),
        ("0.00", Decimal("-0.01"), "-0.01"),
        ("0.00", Decimal("0E+9"), "0.00"),
        ("0", 20, "20"),
        ("0", 5.5, "5.5"),
        ("0", 20.0, "20"),
        ("0", Decimal("5.50"), "5.50"),
        ("0", 10**60, "1" + "0" * 60),
        ("0", Decimal("1E-7"), "0.0000001"),
        ("0", True, None),
        ('""', 'Clinique "d’Été"\\\t', '"Clinique \\"d’Été\\"\\\\\\t"'),
        ('""', "\x01\x7f", '"\\u0001\x7f"'),
        ('""', Kind.ONE, '"un"'),
        ("null", None, "null"),
        ("null", "a", '"a"'),
        ("null", 1.5, "1.5"),
        ("null", False, "false"),
        ("true", False, "false"),
        ('"JJ/MM/AAAA"', date(2026, 1, 31), '"31/01/2026"'),
        ('"AAAA-MM-JJ"', datetime(2026, 1, 31), '"2026-01-31"'),  # noqa: DTZ001 - a day
    ],
)
def test_literals(literal: str, value: object, text: str | None) -> None:
    if text is None:
        assert refusal(literal, value)[0] == "type"
    else:
        assert written(literal, value) == text


@pytest.mark.parametrize(
    ("literal", "declared", "value", "text"),
    [
        ('""', {"kind": "date-fr"}, date(2026, 1, 31), '"31/01/2026"'),
        ('""', {"kind": "date-iso"}, date(2026, 1, 31), '"2026-01-31"'),
        ('""', {"kind": "datetime-iso"}, datetime(2026, 1, 31, 14, 5, tzinfo=UTC), '"2026-01-31T14:05:00+00:00"'),
        ("0", {"decimals": 3}, 1, "1.000"),
        ("0", {"type": "integer"}, Decimal("3.0"), "3"),
        ('"AVANCE"', {"fixed": True}, "AVANCE", '"AVANCE"'),
        ("1.50", {"fixed": True}, Decimal("1.5"), "1.50"),
        ('"x"', {"fixed": True, "nullable": True}, None, "null"),
        ("0", {"nullable": True}, None, "null"),
        ('""', {"enum": ("a", "b")}, "b", '"b"'),
        ("null", {"type": "string", "inferred": ("type",)}, 5, "5"),
        ('""', {"kind": "siret", "inferred": ("kind",)}, "123", '"123"'),
        ('""', {"kind": "siret", "may_be_empty": True}, "", '""'),
    ],
)  # fmt: skip
def test_what_the_manifest_says(
    literal: str, declared: dict[str, Any], value: object, text: str
) -> None:
    assert written(literal, value, **declared) == text


@pytest.mark.parametrize(
    ("literal", "declared", "value", "reason", "said"),
    [
        ("0.00", {}, Decimal("12.345"), "decimals", "12.345 : plus de décimales que le modèle n’en montre (0.00)"),
        ("0.00", {"decimals": 2}, 0.1 + 0.2, "number", "un float de plus de 15 chiffres n’est pas sûr"),
        ("0.00", {"decimals": 2}, 0.125, "decimals", "0.125 : 2 décimales au plus"),
        ("0", {"type": "integer"}, 2.5, "decimals", "un nombre entier est attendu"),
        ("0", {}, float("nan"), "number", "nan n’est pas un nombre fini"),
        ("0", {}, Decimal("-Infinity"), "number", "-Infinity n’est pas un nombre fini"),
        ("0", {}, Decimal("sNaN"), "number", "n’est pas un nombre fini"),
        pytest.param("0", {}, 10**5000, "number", "bien trop long", id="huge"),
        ("0", {}, Decimal("1E+999999"), "number", "bien trop long"),
        ("0", {}, "12", "type", "texte trouvé ; attendu : nombre ; donnez un nombre, sans guillemets"),
        ("0", {}, None, "type", "null trouvé ; attendu : nombre"),
        ("0", {"fixed": True}, Decimal("sNaN"), "fixed", "le modèle fixe 0"),
        ('""', {}, 12, "type", "nombre trouvé ; attendu : texte ; donnez un texte"),
        ('""', {}, True, "type", "booléen trouvé ; attendu : texte"),
        ('""', {}, ["a"], "type", "tableau trouvé ; attendu : texte"),
        ('""', {}, b"a", "type", "bytes trouvé ; attendu : texte"),
        ('""', {}, date(2026, 1, 31), "type", "sous quelle forme une date s’écrit ici : donnez le texte"),
        ('""', {"kind": "date-fr"}, datetime(2026, 1, 31, 9, tzinfo=UTC), "type", "l’heure serait perdue"),
        ('""', {"kind": "datetime-iso"}, date(2026, 1, 31), "type", "date seule trouvée"),
        ('""', {}, "a\ud800", "text", "caractère coupé en deux"),
        ('""', {"required": True}, "", "empty", "texte vide, comme dans le modèle vierge ; champ à remplir : texte"),
        ("0.00", {"required": True}, 0, "empty", "0, comme dans le modèle vierge"),
        ('""', {"enum": ("a", "b")}, "c", "enum", "« c » : valeurs possibles : « a », « b »"),
        ('""', {"pattern": "[A-Z]{3}"}, "ab", "pattern", "n’a pas la forme attendue ([A-Z]{3})"),
        ('""', {"kind": "siret"}, "123", "value", "« 123 » : 3 chiffres au lieu de 14"),
        ('""', {"kind": "date-fr"}, "2026-01-31", "value", "date attendue sous la forme JJ/MM/AAAA\u00a0: 31/01/2026"),
        ('"AVANCE"', {"fixed": True}, "avance", "fixed", '« avance » : le modèle fixe "AVANCE"'),
        ('"AVANCE"', {"fixed": True}, object(), "fixed", "object : le modèle fixe"),
        ("true", {"fixed": True}, 1, "fixed", "le modèle fixe true"),
    ],
)  # fmt: skip
def test_refusals(
    literal: str, declared: dict[str, Any], value: object, reason: str, said: str
) -> None:
    found, fr = refusal(literal, value, **declared)
    assert found == reason
    assert said in fr


def test_strings_are_escaped_as_the_blank_escapes() -> None:
    php = build(rb'{"cl\u00e9": "", "d": "31\/12"}', name="php")
    assert (
        render({"clé": "é/😀\n"}, php) == rb'{"cl\u00e9": "\u00e9\/\ud83d\ude00\n", "d": "31\/12"}'
    )


RICH = {
    "/a": Node(optional=True),
    "/o": Node(nullable=True),
    "/l": Node(min=0, max=2),
    "/k": Node(repeat="member", key_kind="finess"),
    "/f": Node(fixed=True),
}
BLANK = (
    b'{"a": "", "o": {"b": ""}, "l": [""], "k": {"000000000": 0}, "f": 1, "p": "vague 2", "v": {}}'
)


def rich(**given: Any) -> str:
    tree = {"o": {"b": "u"}, "l": ["v"], "k": {"750712184": 1}, **given}
    return render(tree, with_manifest(BLANK, RICH)).decode()


def test_what_may_be_left_out() -> None:
    whole = '{"o": {"b": "u"}, "l": ["v"], "k": {"750712184": 1}, "f": 1, "p": "vague 2", "v": {}}'
    assert rich() == whole
    assert rich(a=None) == whole
    assert rich(v={}, f=1, p="vague 2") == whole
    assert rich(a="w").startswith('{"a": "w", "o": ')
    assert '"o": null' in rich(o=None)
    assert '"l": []' in rich(l=())
    assert '"l": ["a", "b"]' in rich(l=["a", "b"])
    assert '"k": {"750712184": 1, "690781810": 2}' in rich(k={"750712184": 1, "690781810": 2})
    assert '"p": "vague 1"' in rich(p="vague 1")


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"l": ["a", "b", "c"]}, [("/l", "length")]),
        ({"k": {}}, [("/k", "length")]),
        ({"k": {"123": 1, 750712184: 1}}, [("/k/123", "key"), ("/k/750712184", "key")]),
        ({"k": {"123": ""}}, [("/k/123", "key"), ("/k/123", "type")]),
        ({"v": {"z": 1}}, [("/v", "superfluous")]),
        ({"l": {"0": "a"}, "o": []}, [("/o", "type"), ("/l", "type")]),
        ({"l": "abc"}, [("/l", "type")]),
        ({"O": {"b": 1}, "zz": 1, 5: 1}, [("/zz", "superfluous"), ("/5", "key")]),
    ],
)
def test_containers(given: dict[Any, Any], faults: list[tuple[str, str]]) -> None:
    with pytest.raises(RenderError) as caught:
        rich(**{str(k): v for k, v in given.items()}) if 5 not in given else render(
            {"o": {"b": "u"}, "l": ["v"], "k": {"750712184": 1}, "zz": 1, 5: 1},
            with_manifest(BLANK, RICH),
        )
    assert [(fault.pointer, fault.reason) for fault in caught.value.faults] == faults


def test_a_misspelled_key_is_one_fault_and_its_value_is_judged() -> None:
    template = build(b'{"montantHT": 0.00, "nom": ""}', name="x")
    with pytest.raises(RenderError) as caught:
        render({"montantHt": "12", "nom": "u"}, template)
    assert [(f.pointer, f.reason) for f in caught.value.faults] == [
        ("/montantHt", "superfluous"),
        ("/montantHt", "type"),
    ]
    assert "vouliez-vous dire « montantHT »" in caught.value.faults[0].fr
    assert "did you mean “montantHT”?" in caught.value.faults[0].en


def test_a_file_with_nothing_filled_in_is_refused() -> None:
    with pytest.raises(RenderError) as caught:
        render({"a": ""}, build(b'{"a": ""}', name="x"))
    assert [(f.pointer, f.reason) for f in caught.value.faults] == [("", "blank")]
    assert "(racine) : rien n’est rempli" in str(caught.value)


def test_the_root_may_be_an_array_or_a_scalar() -> None:
    assert render(["a", "b"], build(b'[""]\n', name="x")) == b'["a","b"]\n'
    assert render("a", build(b'""', name="x")) == b'"a"'


def test_faults_beyond_the_first_thousand_are_counted() -> None:
    template = build(b'{"y": "", "l": [0]}', name="x")
    with pytest.raises(RenderError) as caught:
        render({"y": "u", "l": ["a"] * 2500}, template)
    error = caught.value
    assert (len(error.faults), error.count) == (1000, 2500)
    assert "2\u202f500 valeurs" in str(error)
    assert list(lines(error, "en"))[-2:] == ["  /l/*: the same in 997 more", "  … and 1,500 more"]
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own


def test_a_repeated_key_is_told_with_both_places() -> None:
    with pytest.raises(UsageError) as caught:
        values(b'{"a": 1,\n "a": 2, "b": 01}', "v.json")
    first, second = caught.value.en.split("\n")
    assert first.startswith("v.json:2:2: ")
    assert first.endswith("(see also 1:2)")
    assert second.startswith("v.json:2:15: ")


def test_numbers_keep_their_own_text_and_any_layout_is_read() -> None:
    assert values('\ufeff{ "a" :\t[1.50,\r\n1e3] }'.encode(), "v") == {
        "a": [Decimal("1.50"), Decimal(1000)]
    }
    assert values(b"[1e99999999999999999999]", "v") == [Decimal("Infinity")]


class Model:
    """What a pydantic model is to us."""

    def __init__(self, **fields: Any) -> None:
        self.fields = fields

    def model_dump(self, *, by_alias: bool, mode: str) -> dict[str, Any]:
        assert (by_alias, mode) == (True, "python")
        return self.fields


def test_models_are_dumped_wherever_they_stand() -> None:
    template = build(b'{"a": "", "l": [{"b": 0}]}', name="x")
    tree = Model(a="u", l=[Model(b=1), {"b": 2}])
    assert render(tree, template) == b'{"a": "u", "l": [{"b": 1},{"b": 2}]}'.replace(
        b"},{", b"}, {"
    )


# ------------------------------------------------------------------------------ by name


FLAT = {
    "/c/*/n": Node(concept="order.number"),
    "/c/*/e/*/f": Node(concept="client.finess"),
    "/s": Node(concept="supplier.name"),
    "/c/*/t": Node(concept="client.name"),
    "/u": Node(concept="client.name"),
}
FLAT_BLANK = b'{"s": "", "u": "", "c": [{"n": "", "t": "", "e": [{"f": ""}]}]}'


def flat(given: dict[str, Any]) -> str:
    return render(given, with_manifest(FLAT_BLANK, FLAT)).decode()


def test_values_by_concept_and_by_pointer() -> None:
    one = flat(
        {"supplier.name": "a", "/u": "b", "order.number": "1", "/c/*/t": "t", "client.finess": "f"}
    )
    assert one == '{"s": "a", "u": "b", "c": [{"n": "1", "t": "t", "e": [{"f": "f"}]}]}'
    two = flat(
        {"/s": "a", "/u": "b", "/c/0/n": "1", "/c/1/n": "2", "/c/*/t": "t", "/c/0/e": [{"f": "f"}],
         "/c/1/e/1/f": "h", "/c/1/e/0/f": "g"}
    )  # fmt: skip
    assert two == (
        '{"s": "a", "u": "b", "c": [{"n": "1", "t": "t", "e": [{"f": "f"}]}, '
        '{"n": "2", "t": "t", "e": [{"f": "g"}, {"f": "h"}]}]}'
    )


def test_the_key_that_is_data_is_named_by_its_concept() -> None:
    template = with_manifest(
        b'{"k": {"000000000": {"q": ""}}, "z": ""}',
        {"/k": Node(repeat="member", key_kind="finess", concept="client.finess")},
    )
    assert render({"client.finess": "750712184", "/k/*/q": "a", "/z": "b"}, template) == (
        b'{"k": {"750712184": {"q": "a"}}, "z": "b"}'
    )
    assert render({"/k/750712184/q": "a", "/z": "b"}, template) == (
        b'{"k": {"750712184": {"q": "a"}}, "z": "b"}'
    )


@pytest.mark.parametrize(
    ("given", "pointer", "said"),
    [
        ({"client.name": "x"}, "/client.name", "cette notion désigne 2 champs (/u, /c/*/t)"),
        ({"suplier.name": "x", "/u": "b"}, "/suplier.name", "vouliez-vous dire supplier.name"),
        ({"/c/0/nn": "x"}, "/c/0/nn", "ni un champ de"),
        ({"mom.date": "x", "/u": "b"}, "/mom.date", "ce modèle n’associe cette notion à aucun champ"),
        ({"/s": "a", "supplier.name": "b"}, "/s", "donné deux fois (aussi par « supplier.name »)"),
        ({"/c/1/n": "a"}, "/c/0", "manque (objet)"),
        ({"/c/9999999/n": "a"}, "/c/9999999", "bien au-delà de ce qui est nommé (1 élément)"),
    ],
)  # fmt: skip
def test_names_that_cannot_be_followed(given: dict[str, Any], pointer: str, said: str) -> None:
    with pytest.raises(RenderError) as caught:
        flat(given)
    (fault,) = [fault for fault in caught.value.faults if fault.pointer == pointer]
    assert said in fault.fr


def test_place_is_the_way_back_of_scalars() -> None:
    template = with_manifest(FLAT_BLANK, FLAT)
    for one in scalars(template):
        assert place(template, one.path) == one
    assert place(template, "/c/3/n").path == "/c/*/n"
    assert place(template, "order.number").tokens == ("c", "*", "n")
    assert place(template, "").node is template.root
    for wrong in ("c/*/n", "/c/x", "/s/0", "~", "/c/01/n"):
        with pytest.raises(UsageError):
            place(template, wrong)


# ------------------------------------------------------------------------------ the whole


WRONG = {
    "typeDemande": "SOLDE",
    "fournisseur": {
        "raisonSociale": "",
        "siret": 12345678200010,
        "assujettiTVA": "oui",
        "numeroTVA": "",
        "contact": {"nom": "Morvan", "prenom": "Élodie", "email": "elodie.morvan@logiciels.example", "telephone": None},
    },
    "solution": [],
    "commandes": [
        {
            "numeroBonCommande": "BDC\x1b[2J",
            "entiteJuridique": {
                "raisonSociale": "GH", "finessJuridique": "2A000001", "siret": "20000000800017",
                "adresse": {"voie": "12 av", "codePostal": "20200", "commune": "Bastia", "pays": "France"},
            },
            "etablissements": [],
            "total": {"montantHT": 1.005, "montantTVA": "0,20", "montantTTC": 0},
            "signature": {"mode": "x", "nomSignataire": "y", "prenomSignataire": "z", "dateSignature": "14/02/2025"},
        }
    ],
}  # fmt: skip


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_listing_reads_well(lang: str, accept: bool) -> None:
    with pytest.raises(RenderError) as caught:
        asp_check.render(WRONG, "hop-dpi-va2/avance")
    listing = "\n".join(lines(caught.value, lang)) + "\n"
    path = GOLDEN / f"faults.{lang}.txt"
    if accept:
        path.write_text(listing, "utf-8", newline="\n")
    assert listing == path.read_text("utf-8")


def test_the_public_function_takes_a_template_an_id_or_a_path(tmp_path: Path) -> None:
    blank = tmp_path / "blank.json"
    blank.write_bytes(b'{"a": ""}\n')
    by_path = asp_check.render({"a": "u"}, blank)
    assert by_path == b'{"a": "u"}\n'
    assert asp_check.render({"a": "u"}, asp_check.load_template(blank)) == by_path
    with pytest.raises(UsageError, match="inconnu"):
        asp_check.render({"a": "u"}, "nobody/knows")
    assert issubclass(asp_check.RenderError, UsageError)


def test_a_fault_has_these_fields() -> None:
    from asp_check.rendering import Fault

    assert Fault._fields == ("pointer", "reason", "fr", "en")


def test_every_kind_of_value_has_a_name() -> None:
    from asp_check.rendering import expected
    from asp_check.values import KINDS

    assert set(KINDS) - {*expected._KINDS, *expected._DATES} == {"amount", "text"}
