"""The HTML report on dossiers: one file, no script, no network, nothing of the files taken for markup."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.dossier.model import FileRef
from tests.report.dossiers import SUM, cell, conform, dossier, report, row, told, written
from tests.report.pages import Page


def page(*args: object, **fields: object) -> Page:
    return Page(written("html", *args, **fields))  # type: ignore[arg-type]


def test_it_stands_alone() -> None:
    text = written("html", dossier(), conform(), across=(told("x", "D301"),))
    assert text.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert not re.search(
        r"<script|<img|<link|<iframe|@import|url\(|javascript:|\son\w+=|style=", text
    )
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"default-src &#x27;none&#x27;; style-src &#x27;sha256-{digest}&#x27;" in text


def test_links_lead_to_sources_and_to_sections() -> None:
    found = page(dossier(), conform())
    inside = [link for link in found.links if link.startswith("#")]
    assert {link[1:] for link in inside} == set(found.ids)
    assert all(link.startswith("https://") for link in found.links if link not in inside)


def test_what_is_no_address_is_no_link() -> None:
    hostile = dossier(told=(told(source="javascript:alert(1)"),))
    assert all(link.startswith(("#", "https://")) for link in page(hostile).links)


def test_a_state_is_told_by_a_word() -> None:
    text = written("html", dossier())
    for state, word in (
        ("different", "différent"),
        ("absent", "absent"),
        ("unclear", "incertain"),
        ("equal", "égal"),
    ):
        assert re.search(rf'class="state {state}"><span aria-hidden="true">.</span> {word}<', text)
    assert "non conforme</span>" in text


def test_the_verdict_comes_before_everything() -> None:
    found = "".join(page(dossier(), conform()).text)
    assert found.index("non conforme") < found.index("Détail") < found.index("Comparaison")


def test_the_sums_and_the_checks_not_run_are_there() -> None:
    text = written("html", dossier())
    assert text.count(SUM) >= 5
    assert "plafond inconnu" in text
    assert "chiffré" in text


def test_the_matrix_is_a_table_with_heads() -> None:
    text = written("html", dossier(), lang="en")
    assert '<th scope="col">VA<small>va.pdf</small></th>' in text
    assert '<th scope="row">Installation scenario<small>2B0000020</small></th>' in text
    assert "<small>page 2</small>" in text


def test_of_many_only_what_differs_is_shown() -> None:
    many = [dossier(f"{n}/bdc.json") for n in range(20)]
    text = written("html", *many)
    assert text.count("1 ligne sans écart (--full les montre)") == 20
    assert text.count("plafond inconnu") == 21  # In each verdict, and once in the table.
    assert text.count("chiffré") == 60
    assert "48500.00" not in text
    assert written("html", *many, full=True).count("48500.00") == 40
    Page(text)


def test_the_same_bytes_each_time() -> None:
    assert written("html", dossier(), conform()) == written("html", dossier(), conform())


HOSTILE = st.text(
    st.characters(exclude_categories=[]) | st.sampled_from("<>&\"'/\x00\u202e"), max_size=15
).map(lambda text: text.replace("b", "<b onload=x>"))


@settings(max_examples=80, deadline=None)
@given(HOSTILE, HOSTILE)
def test_nothing_of_the_files_is_markup(name: str, value: str) -> None:
    cells = (cell("request", "given", value), cell("bdc", "different", value, note=value))
    request = dossier().request
    assert request is not None
    hostile = dossier(
        name,
        told=(told(name, message=value, source=value, expected=value),),
        files=(FileRef(name, value, 1, "bdc", value, order=value, settled_by=value, note=value),),
        request=request._replace(
            path=name, matrix=(row(*cells, subject=value, concept="order.number"),)
        ),
    )
    found = page(hostile, hostile, across=(told(value, message=name),))
    assert not any(c in "".join(found.text) for c in "\x00\u202e\ud800")


def test_the_sums_of_the_request_and_of_the_model_are_each_named() -> None:
    other = "cd" * 32
    for lang, words in (("fr", "SHA-256 de la demande : "), ("en", "SHA-256 of the request: ")):
        text = written("html", dossier(request=report(sha256=other)), lang=lang)
        assert words + other in text
        assert f"(SHA-256 {SUM})" in text


def test_of_a_rule_on_pieces_the_value_at_its_place_is_not_shown() -> None:
    """Its message says what it is about: X303 speaks of the invoice, and stands at the amount."""
    text = written("html", dossier())
    assert "<dt>Attendu</dt><dd><code><bdi>Scénario 1</bdi></code></dd>" in text
    assert "<dt>Trouvé</dt>" not in text


def test_the_kind_of_a_dossier_is_not_broken() -> None:
    text = written("html", dossier(), conform())
    assert text.count('<td class="kind">') == 2
    assert ".kind { white-space: nowrap; }" in text


def test_what_was_found_of_the_request_is_drawn_in_its_line() -> None:
    text = written("html", dossier())
    assert "<td><code>{<mark>&quot;a&quot;</mark>: 1}</code></td>" in text
    assert text.count('<table class="frame">') == 1  # Not of what lies in other documents.
    assert "<dt>Document</dt><dd><code>d/<wbr>p.zip</code></dd>" in text
    assert "Que faire" in text


def test_the_verdict_is_not_said_twice() -> None:
    text = written("html", dossier(), conform())
    assert not re.search(r"(non )?conforme</span> <span>(non )?conforme", text)
    assert "conforme</span> <span>au modèle de RÉFÉRENCE, non officiel" in text


def test_a_masked_dossier_shows_no_value() -> None:
    hidden = dossier(request=report(options={"mask": True}, findings=()))
    assert "48500.00" in written("html", dossier())
    assert "48500.00" not in written("html", hidden)
    assert "Scénario 2" not in written("html", hidden)
