"""The strict reading of a manifest, the words of its refusals, and their agreement."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asp_check.catalog import manifest_errors, manifest_strict
from asp_check.manifest import FORMAT, Node

SHA = "0" * 64
BASE = {
    "format": FORMAT,
    "dispositif": "HOP-DPI-Va2",
    "request": "avance",
    "status": "reference",
    "blank": {"sha256": SHA},
}


def with_node(**attributes: Any) -> dict[str, Any]:
    return {**BASE, "nodes": {"/a": attributes}}


def refusal(data: dict[str, Any]) -> tuple[str | int, ...] | None:
    try:
        manifest_strict.from_mapping(data)
    except manifest_strict.Refused as refused:
        return refused.where
    return None


def test_the_least_manifest() -> None:
    manifest = manifest_strict.from_mapping(BASE)
    assert manifest.full_id == "hop-dpi-va2/avance@initial"
    assert manifest.blank_sha256 == SHA
    assert manifest.status == "reference"
    assert manifest.valid_from is None
    assert not manifest.nodes


def test_everything_that_a_manifest_can_say() -> None:
    nodes = {
        "": {"title_fr": "Racine"},
        "/commandes": {"min": 0, "max": 50, "separator": ",\n  ", "inferred": ["min", "max"]},
        "/commandes/*/client~1finess": {
            "optional": True,
            "nullable": True,
            "concept": "client.finess",
            "title_fr": "FINESS",
            "title_en": "FINESS",
            "reason": "l’exemple l’omet",
            "type": "string",
            "free": True,
            "required": True,
            "enum": ["a", 1, Decimal("1.50"), True],
            "decimals": 2,
            "kind": "finess",
            "pattern": "[0-9]{9}",
        },
        "/table": {"repeat": "member", "key_kind": "finess", "sample": "{}"},
        "/x": {"fixed": True, "may_be_empty": True},
    }
    manifest = manifest_strict.from_mapping(
        {
            **BASE,
            "valid_from": dt.datetime(2024, 9, 12, 14, 0),  # noqa: DTZ001 - TOML's local time
            "title_fr": "Avance",
            "title_en": "Advance",
            "note_fr": "n",
            "note_en": "n",
            "source": "https://example.org",
            "layout": "warn",
            "layout_reason": "l’exemple est réindenté",
            "blank": {"sha256": SHA, "irregular": "keep"},
            "nodes": nodes,
        }
    )
    assert manifest.version == "2024-09-12T1400"
    assert manifest.valid_from == "2024-09-12T14:00"
    assert manifest.full_id == "hop-dpi-va2/avance@2024-09-12t1400"
    assert manifest.irregular == "keep"
    assert manifest.layout == "warn"
    finess = manifest.nodes["/commandes/*/client~1finess"]
    assert finess.enum == ("a", Decimal(1), Decimal("1.50"), True)
    assert finess == Node(
        optional=True,
        nullable=True,
        concept="client.finess",
        title_fr="FINESS",
        title_en="FINESS",
        reason="l’exemple l’omet",
        type="string",
        free=True,
        required=True,
        enum=("a", Decimal(1), Decimal("1.50"), True),
        decimals=2,
        kind="finess",
        pattern="[0-9]{9}",
    )
    assert manifest.nodes["/commandes"].inferred == ("min", "max")


@pytest.mark.parametrize(
    ("valid_from", "version"),
    [
        (dt.date(2024, 9, 12), "2024-09-12"),
        (dt.datetime(2024, 9, 12), "2024-09-12"),  # noqa: DTZ001
        (dt.datetime(2024, 9, 12, 0, 30), "2024-09-12T0030"),  # noqa: DTZ001
        (dt.datetime(2024, 9, 12, 14), "2024-09-12T1400"),  # noqa: DTZ001
    ],
)
def test_the_label_comes_from_the_instant(valid_from: Any, version: str) -> None:
    assert manifest_strict.from_mapping({**BASE, "valid_from": valid_from}).version == version


REFUSED = [
    ({"format": "asp-check-template/2"}, ("format",), "valeurs admises"),
    ({"dispositif": ""}, ("dispositif",), "code de dispositif"),
    ({"dispositif": "../x"}, ("dispositif",), "code de dispositif"),
    ({"dispositif": "a/b"}, ("dispositif",), "code de dispositif"),
    ({"dispositif": "a\n"}, ("dispositif",), "⟨LF⟩"),
    ({"dispositif": "é"}, ("dispositif",), "code de dispositif"),
    ({"dispositif": "a" * 65}, ("dispositif",), "code de dispositif"),
    ({"request": "avances"}, ("request",), '"avance", "pilotes", "solde"'),
    ({"status": "blank"}, ("status",), '"official", "reference"'),
    ({"valid_from": "2024-09-12"}, ("valid_from",), "sans guillemets"),
    ({"valid_from": dt.time(14)}, ("valid_from",), "il faut une date"),
    ({"valid_from": dt.datetime(2024, 1, 1, tzinfo=dt.UTC)}, ("valid_from",), "fuseau"),
    ({"valid_from": dt.datetime(2024, 1, 1, 0, 0, 1)}, ("valid_from",), "secondes"),  # noqa: DTZ001
    ({"valid_from": 20240912}, ("valid_from",), "il faut une date"),
    ({"layout": "none"}, ("layout",), '"error", "warn", "off"'),
    ({"layout": "warn"}, ("layout_reason",), "demande layout_reason"),
    ({"titre": "x"}, ("titre",), "vouliez-vous dire « title_fr »"),
    ({"title_fr": 1}, ("title_fr",), "texte entre guillemets"),
    ({"title_fr": ""}, ("title_fr",), "vide"),
    ({"blank": {}}, ("blank", "sha256"), "manque"),
    ({"blank": {"sha256": "A" * 64}}, ("blank", "sha256"), "64 chiffres hexadécimaux"),
    ({"blank": {"sha256": SHA, "irregular": "yes"}}, ("blank", "irregular"), '"keep", "repair"'),
    ({"blank": {"sha256": SHA, "sha": SHA}}, ("blank", "sha"), "« sha256 »"),
    ({"blank": "blank.json"}, ("blank",), "une table"),
    ({"nodes": []}, ("nodes",), "une table"),
    ({"nodes": {"a": {}}}, ("nodes", "a"), "pointeur JSON"),
    ({"nodes": {"/a~2": {}}}, ("nodes", "/a~2"), "pointeur JSON"),
    ({"nodes": {"/a": 1}}, ("nodes", "/a"), "une table"),
]

REFUSED_NODES = [
    ({"concpt": "x"}, "concpt", "vouliez-vous dire « concept »"),
    ({"zzzzzz": "x"}, "zzzzzz", "connus : optional, nullable"),
    ({"optional": 1}, "optional", "true ou false"),
    ({"type": "float"}, "type", '"integer"'),
    ({"decimals": -1}, "decimals", "au moins 0"),
    ({"decimals": 101}, "decimals", "au plus 100"),
    ({"decimals": True}, "decimals", "nombre entier"),
    ({"decimals": Decimal("2.0")}, "decimals", "nombre entier"),
    ({"max": 0}, "max", "au moins 1"),
    ({"min": 3, "max": 2}, "max", "min = 3 dépasse max = 2"),
    ({"enum": []}, "enum", "liste est vide"),
    ({"enum": "a"}, "enum", "une liste"),
    ({"separator": ""}, "separator", "une virgule"),
    ({"separator": ",,"}, "separator", "une virgule"),
    ({"separator": ", x"}, "separator", "une virgule"),
    ({"repeat": "element"}, "repeat", '"member"'),
    ({"key_kind": "finess"}, "key_kind", 'demande repeat = "member"'),
    ({"repeat": "member"}, "key_kind", "demande key_kind"),
    ({"fixed": True, "free": True}, "free", "se contredisent"),
    ({"required": True, "may_be_empty": True}, "may_be_empty", "se contredisent"),
    ({"kind": None}, "kind", "texte"),
    ({"kind": "finesse"}, "kind", "« finesse » est inconnu, vouliez-vous dire « finess » ?"),
    ({"kind": "couleur"}, "kind", "connus : adeli, am, amount"),
    ({"repeat": "member", "key_kind": "Siret"}, "key_kind", "« siret »"),
    ({"inferred": "min"}, "inferred", "une liste"),
]


@pytest.mark.parametrize(("change", "where", "words"), REFUSED)
def test_a_refusal_says_where_and_what_to_do(
    change: dict[str, Any], where: tuple[str, ...], words: str
) -> None:
    data = {**BASE, **change}
    assert refusal(data) == where
    _, (french, english) = manifest_errors.explain("", data, where)
    assert words in french
    assert "\n" not in french + english
    assert english
    assert english != french


@pytest.mark.parametrize(("attributes", "attribute", "words"), REFUSED_NODES)
def test_a_refusal_of_a_node(attributes: dict[str, Any], attribute: str, words: str) -> None:
    data = with_node(**attributes)
    assert refusal(data) == ("nodes", "/a", attribute)
    _, (french, english) = manifest_errors.explain("", data, ())
    assert words in french
    assert "/a" in english


@pytest.mark.parametrize("missing", ["format", "dispositif", "request", "status", "blank"])
def test_what_must_be_there(missing: str) -> None:
    data = {key: value for key, value in BASE.items() if key != missing}
    assert refusal(data) == (missing,)
    _, words = manifest_errors.explain("", data, (missing,))
    assert words == (f"« {missing} » manque", f"'{missing}' is missing")


def test_an_element_of_an_enumeration_is_named() -> None:
    data = with_node(enum=["a", Decimal("NaN")])
    assert refusal(data) == ("nodes", "/a", "enum", 1)
    assert manifest_errors.explain("", data, ())[1][0].startswith("« nodes /a enum 1 » = NaN : ")


def test_an_unknown_attribute_in_inferred_is_named() -> None:
    data = with_node(inferred=["min", "minimum"])
    assert refusal(data) == ("nodes", "/a", "inferred", 1)
    assert '"minimum"' in manifest_errors.explain("", data, ())[1][1]


def test_the_first_fault_in_the_text_is_the_one_that_is_told() -> None:
    text = 'format = 1\nrequest = "x"\n'
    line, (french, _) = manifest_errors.explain(text, {**BASE, "request": "x", "format": 1}, ())
    assert (line, "format" in french) == (1, True)


def test_a_refusal_that_pydantic_does_not_share_still_names_its_place() -> None:
    line, words = manifest_errors.explain("a = 1\nsource = 1\n", BASE, ("source",))
    assert (line, words[1]) == (2, "'source' cannot be used")


# ------------------------------------------------------------------------------ agreement

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 120),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.text(max_size=4),
    st.sampled_from(["", "a", "finess", ",\n", SHA, "avance", "member", "warn", "é\n", "official"]),
    st.datetimes(min_value=dt.datetime(1, 1, 1)),  # noqa: DTZ001
    st.sampled_from([dt.datetime(2024, 9, 12, 14), dt.datetime(2024, 1, 1, tzinfo=dt.UTC)]),  # noqa: DTZ001
    st.dates(),
    st.times(),
    st.just([]),
    st.just({}),
    st.lists(
        st.one_of(st.text(max_size=2), st.booleans(), st.integers(), st.decimals(), st.just([])),
        max_size=3,
    ),
)


def chosen(strategies: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping of some of these keys, a value now and then junk, now and then an unknown key."""
    keys = {key: st.one_of(good, good, good, JUNK) for key, good in strategies.items()}
    known = st.fixed_dictionaries({}, optional=keys)
    stray = st.dictionaries(st.sampled_from(["x", "Optional", "", "sha"]), JUNK, max_size=1)
    return st.builds(lambda a, b, add: {**a, **b} if add else a, known, stray, st.booleans())


BOOLEANS = dict.fromkeys(
    ("optional", "nullable", "fixed", "free", "required", "may_be_empty"), st.booleans()
)
TEXTS = dict.fromkeys(
    ("concept", "title_fr", "title_en", "reason", "pattern", "sample"),
    st.text(min_size=1, max_size=3),
)
NODES = chosen(
    {
        **BOOLEANS,
        **TEXTS,
        "inferred": st.lists(st.sampled_from(["min", "enum", "inferred", "reason"]), max_size=2),
        "type": st.sampled_from(["string", "number", "integer", "boolean", "any"]),
        "enum": st.lists(st.one_of(st.text(max_size=2), st.integers(), st.booleans()), min_size=1),
        "decimals": st.integers(0, 100),
        "min": st.integers(0, 3),
        "max": st.integers(1, 3),
        "separator": st.sampled_from([",", ",\n\t", " , ", ",\r\n"]),
        "repeat": st.just("member"),
        "kind": st.sampled_from(["finess", "date-iso", "date_iso", "Siret"]),
        "key_kind": st.sampled_from(["finess", "text", "x"]),
    }
)
POINTERS = st.sampled_from(["", "/", "/a", "/a~1b/*", "/a\n", "a", "/~", "/~2", "/é/0"])
MANIFESTS = chosen(
    {
        "valid_from": st.one_of(st.dates(), st.just(dt.datetime(2024, 9, 12, 14))),  # noqa: DTZ001
        "title_fr": st.text(min_size=1, max_size=3),
        "layout": st.sampled_from(["error", "warn", "off"]),
        "layout_reason": st.text(min_size=1, max_size=3),
        "dispositif": st.text("aZ9._-", max_size=5),
        "blank": chosen({"sha256": st.just(SHA), "irregular": st.sampled_from(["keep", "repair"])}),
        "nodes": st.dictionaries(POINTERS, NODES, max_size=2),
    }
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MANIFESTS)
def test_the_strict_loader_and_pydantic_accept_the_same_manifests(change: dict[str, Any]) -> None:
    data = {**BASE, **change}
    assert (refusal(data) is None) == (manifest_errors.faults(data) == 0)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NODES)
def test_they_agree_on_nodes(node: dict[str, Any]) -> None:
    data = {**BASE, "nodes": {"/a": node}}
    assert (refusal(data) is None) == (manifest_errors.faults(data) == 0)


def test_the_model_and_the_loader_know_the_same_keys() -> None:
    assert set(manifest_errors.NodeModel.model_fields) == set(manifest_strict._NODE)
    assert set(manifest_errors.ManifestModel.model_fields) == set(manifest_strict._TOP)
    assert set(manifest_errors.BlankModel.model_fields) == set(manifest_strict._BLANK)
    assert set(Node._fields) == set(manifest_strict._NODE)
