"""What a ``pieces.toml`` says, and all that it may get wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check.concepts import CONCEPTS
from asp_check.pieces.model import ROLES, Item, Wanted
from asp_check.pieces.wanted import Fault, Refused, from_mapping, load, words

DOC = Path(__file__).parents[2] / "docs" / "pieces-toml.md"
HEAD = 'format = "asp-check-pieces/1"\n[bdc]\ntitles = ["Bon de commande"]\n'

FULL = (
    HEAD
    + """\
signature = ["Bon pour accord"]

[bdc.order.number]
labels = ["N° de bon de commande", "BDC n°"]
[bdc.client.finess]
labels = ["FINESS"]
type = "list"
[bdc.scenario.dmp_feed]
labels = ["Alimentation du DMP"]
type = "yes-no"
by = "client.finess"
[bdc.service.kind]
labels = ["Type de prestation"]
type = "choice"
[bdc.service.kind.answers]
"vague 2" = ["Vague 2"]
"vague 1 + vague 2" = ["Vagues 1 et 2"]
[bdc.total.excl_tax]
labels = ["Total HT"]
kind = "amount"
[bdc.order.funding_mention]
mention = ["Montant pris en charge"]

[va]
titles = ["Vérification d'aptitude"]
like.bdc = ["order.number", "client.finess", "scenario.dmp_feed"]
"""
)

DMP = Item("scenario.dmp_feed", ("Alimentation du DMP",), "yes-no", by="client.finess")


def faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(Refused) as refused:
        load(text.encode())
    return refused.value.faults


def test_all_that_a_file_may_say() -> None:
    bdc, va = load(FULL.encode())
    assert bdc == Wanted(
        role="bdc",
        titles=("Bon de commande",),
        signature=("Bon pour accord",),
        items=(
            Item("order.number", ("N° de bon de commande", "BDC n°")),
            Item("client.finess", ("FINESS",), "list"),
            DMP,
            Item(
                "service.kind",
                ("Type de prestation",),
                "choice",
                {"vague 2": ("Vague 2",), "vague 1 + vague 2": ("Vagues 1 et 2",)},
            ),
            Item("total.excl_tax", ("Total HT",), kind="amount"),
        ),
        mentions={"order.funding_mention": ("Montant pris en charge",)},
    )
    assert va == Wanted("va", ("Vérification d'aptitude",), (), (*bdc.items[:2], DMP))


def test_a_byte_order_mark_does_no_harm() -> None:
    assert load(b"\xef\xbb\xbf" + FULL.encode()) == load(FULL.encode())


def test_the_example_of_the_documentation_loads() -> None:
    (block,) = re.findall(r"^```toml\n(.*?)^```$", DOC.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    bdc, va = load(block.encode())
    assert {item.type for item in bdc.items} == {"text", "list", "yes-no", "choice"}
    assert [item for item in va.items if item.by] == [item for item in bdc.items[:5] if item.by]


def test_every_key_is_documented() -> None:
    from asp_check.pieces import wanted

    rows = "\n".join(line for line in DOC.read_text("utf-8").splitlines() if line.startswith("|"))
    for key in (*wanted.OF_CONCEPT, "titles", "signature", "like.bdc", *wanted.TYPES):
        assert f"`{key}`" in rows, key


REFUSED = {
    "format": HEAD.replace("pieces/1", "pieces/2"),
    "nothing": 'format = "asp-check-pieces/1"\n',
    "unknown-role": HEAD + '[facture]\ntitles = ["Facture"]\n',
    "table": 'format = "asp-check-pieces/1"\nbdc = 3\n',
    "no-titles": 'format = "asp-check-pieces/1"\n[bdc]\n',
    "unknown-concept": HEAD + '[bdc.order.numero]\nlabels = ["N°"]\n',
    "no-labels": HEAD + "[bdc.order.number]\n",
    "unknown-key": HEAD + '[bdc.order.number]\nlabels = ["BDC n°"]\nlabel = ["N°"]\n',
    "mention-alone": HEAD + '[bdc.order.number]\nmention = ["x"]\nlabels = ["BDC n°"]\n',
    "texts": HEAD + "[bdc.order.number]\nlabels = []\n",
    "text": HEAD + '[bdc.order.number]\nlabels = [" BDC n°"]\n',
    "unseen": HEAD + '[bdc.order.number]\nlabels = ["BDC\\u200b n°"]\n',
    "wordless": HEAD + '[bdc.order.number]\nlabels = ["… le"]\n',
    "dots": HEAD + '[bdc.order.number]\nlabels = ["Fait à ... le"]\n',
    "no-sentence": HEAD
    + '[bdc.order.number]\nlabels = ["BDC n°"]\n[bdc.in_text]\n"order.number" = ["BDC n° […]"]\n',
    "in-text-unsaid": HEAD + '[bdc.in_text]\n"order.number" = ["n° […]."]\n',
    "repeated": HEAD + '[bdc.order.number]\nlabels = ["Numéro (BDC)", "numero  bdc"]\n',
    "unknown-type": HEAD + '[bdc.order.number]\nlabels = ["BDC n°"]\ntype = "texte"\n',
    "unknown-kind": HEAD + '[bdc.order.number]\nlabels = ["BDC n°"]\nkind = "montant"\n',
    "kind-unasked": HEAD + '[bdc.order.signed]\nlabels = ["Signé"]\ntype = "yes-no"\nkind = "am"\n',
    "unknown-by": HEAD + '[bdc.order.number]\nlabels = ["BDC n°"]\nby = "finess"\n',
    "by-unlisted": HEAD + '[bdc.client.name]\nlabels = ["Site"]\nby = "client.finess"\n',
    "by-rows": HEAD
    + '[bdc.client.finess]\nlabels = ["ET"]\nby = "client.siret"\n'
    + '[bdc.client.siret]\nlabels = ["SIRET"]\nby = "client.finess"\n',
    "no-answers": HEAD + '[bdc.order.number]\nlabels = ["BDC n°"]\ntype = "choice"\n',
    "one-answer": HEAD
    + '[bdc.order.number]\nlabels = ["N"]\ntype = "choice"\nanswers = {a = ["b"]}\n',
    "not-yes-no": HEAD
    + '[bdc.order.signed]\nlabels = ["N"]\ntype = "yes-no"\nanswers = {yes = ["b"]}\n',
    "shared-answer": HEAD
    + '[bdc.order.number]\nlabels = ["N"]\ntype = "choice"\nanswers = {a = ["É"], b = ["e"]}\n',
    "label-in-answer": HEAD
    + '[bdc.scenario.label]\nlabels = ["Scénario"]\nanswers = {"2" = ["Scénario 2"]}\n',
    "shared-label": HEAD
    + '[bdc.order.number]\nlabels = ["N°"]\n[bdc.order.date]\nlabels = ["n º"]\n',
    "shared-title": HEAD + '[va]\ntitles = ["BON DE COMMANDE"]\n',
    "unknown-like": HEAD + 'like.bdc = ["order.number"]\n',
    "like-unsaid": HEAD + 'like.va = ["order.number"]\n[va]\ntitles = ["VA"]\n',
    "twice": FULL + '[va.order.number]\nlabels = ["N°"]\n',
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    assert name in {fault.name for fault in faults(REFUSED[name])}


def test_every_fault_is_told_at_once() -> None:
    text = HEAD + (
        '[bdc.order.numero]\nlabels = ["N°"]\n[bdc.order.date]\nlabels = []\n[bdc.order.number]\n'
        '[va]\n[facture]\n'
    )  # fmt: skip
    assert [fault.name for fault in faults(text)] == [
        "unknown-role", "unknown-concept", "texts", "no-labels", "no-titles",
    ]  # fmt: skip


def test_a_label_of_the_signature_box_names_nothing_else() -> None:
    text = (
        HEAD + 'signature = ["Bon pour accord"]\n[bdc.order.number]\nlabels = ["bon pour accord"]\n'
    )
    (fault,) = faults(text)
    assert (fault.name, fault.params["other"]) == ("shared-label", "signature")


def test_a_label_shared_through_like_is_told_where_it_is_said() -> None:
    text = FULL + '[va.va.number]\nlabels = ["bdc n°"]\n'
    (fault,) = faults(text)
    assert (fault.name, fault.where) == ("shared-label", ("va", "like"))


def test_labels_with_the_same_words_in_another_order_are_two() -> None:
    text = HEAD + '[bdc.order.number]\nlabels = ["Commande n°", "N° commande"]\n'
    (bdc,) = load(text.encode())
    assert bdc.items[0].labels == ("Commande n°", "N° commande")
    assert words("Commande n°") != words("N° commande")


def test_what_is_no_toml_is_no_refusal_of_ours() -> None:
    with pytest.raises(ValueError, match="at end of document"):
        load(b"[bdc")
    with pytest.raises(UnicodeDecodeError):
        load(b'a = "\xe9"')


# --- Whatever it holds


KEYS = st.sampled_from([
    *ROLES, "format", "titles", "signature", "like", "labels", "type", "answers", "by", "kind",
    "mention", "order", "number", "date", "client", "finess", "scenario", "dmp_feed", "oui", "x", "",
])  # fmt: skip
SCALARS = st.sampled_from([
    "asp-check-pieces/1", "text", "choice", "yes-no", "list", "client.finess", "order.number", "amount",
    "Label", "label", "…", "", "\u200b", "oui", 1, 1.5, True,
])  # fmt: skip
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4)
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=4)


@given(DOCUMENTS)
def test_any_document_is_read_or_refused(data: dict[str, Any]) -> None:
    _judged({**data, "format": "asp-check-pieces/1"})


@given(
    st.dictionaries(
        st.sampled_from(["order", "client", "scenario", "titles"]), DOCUMENTS, max_size=3
    )
)
def test_any_role_is_read_or_refused(table: dict[str, Any]) -> None:
    _judged({"format": "asp-check-pieces/1", "bdc": {"titles": ["Bon de commande"], **table}})


def _judged(data: dict[str, Any]) -> None:
    try:
        wanted = from_mapping(data)
    except Refused as refused:
        assert refused.faults  # noqa: PT017 - it may be raised or not
        return
    for one in wanted:
        assert one.titles
        labels = [words(label) for item in one.items for label in item.labels]
        assert len(set(labels)) == len(labels)
        assert all(item.concept in CONCEPTS and item.labels for item in one.items)
