"""Free text: what nobody meant to write."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check.finding import Severity
from asp_check.values import judge, mojibake

Refused = tuple[Severity, str, str, str | None]

WARNS = Severity.WARNING
INFORMS = Severity.INFO

CASES: tuple[tuple[str, str, tuple[Refused, ...]], ...] = (
    ("text", "HÃ´pital", ((WARNS, "caractères mal décodés (« Ã´ » au lieu de « ô »)", "wrongly decoded characters (“Ã´” instead of “ô”)", "Hôpital"),)),
    ("text", " Clinique", ((WARNS, "espaces au début du texte", "spaces at the start of the text", "Clinique"),)),
    ("text", "Clinique ", ((WARNS, "espaces à la fin du texte", "spaces at the end of the text", "Clinique"),)),
    ("text", "\tClinique\n", ((WARNS, "espaces au début et à la fin du texte", "spaces at the start and end of the text", "Clinique"),)),
    ("text", "  ", ((WARNS, "rien que des espaces", "nothing but spaces", ""),)),
    ("text", "HÃ´pital  nord ", ((WARNS, "espaces à la fin du texte", "spaces at the end of the text", "Hôpital nord"), (WARNS, "caractères mal décodés (« Ã´ » au lieu de « ô »)", "wrongly decoded characters (“Ã´” instead of “ô”)", "Hôpital nord"), (INFORMS, "espaces doubles dans le texte", "doubled spaces in the text", "Hôpital nord"))),
    ("text", "a\nb", ((WARNS, "saut de ligne ou tabulation (⟨LF⟩)", "line break or tab (⟨LF⟩)", "a b"),)),
    ("text", "a\x00b", ((WARNS, "caractère de contrôle invisible (⟨NUL⟩)", "invisible control character (⟨NUL⟩)", "ab"),)),
    ("text", "a\u202eb", ((WARNS, "caractère invisible qui inverse le sens du texte (⟨RLO⟩)", "invisible character that turns the text around (⟨RLO⟩)", "ab"),)),
    ("text", "a\u200bb", ((WARNS, "caractère invisible (⟨ZWSP⟩)", "invisible character (⟨ZWSP⟩)", "ab"),)),
    ("text", "a\u200bb\u200cc", ((WARNS, "caractère invisible (⟨ZWSP⟩)", "invisible character (⟨ZWSP⟩)", "abc"),)),
    ("text", "e\u0301t\xe9", ((WARNS, "accents enregistrés à part de leur lettre (forme décomposée)", "accents stored apart from their letter (decomposed form)", "été"),)),
    ("text", "a  b", ((INFORMS, "espaces doubles dans le texte", "doubled spaces in the text", "a b"),)),
    ("text", "a\xa0 b", ((INFORMS, "espaces doubles dans le texte", "doubled spaces in the text", "a\xa0b"),)),
    ("text", "a\ufffdb", ((WARNS, "caract\xe8re perdu, \xe0 retaper (\ufffd)", "a lost character, to be typed again (\ufffd)", None),)),
    ("text", "a\ud800b", ((WARNS, "caractère perdu, à retaper (⟨U+D800⟩)", "a lost character, to be typed again (⟨U+D800⟩)", None),)),
    ("text", "ÃƒÂ©tÃ©", ((WARNS, "caractères mal décodés (« ÃƒÂ© » au lieu de « é »)", "wrongly decoded characters (“ÃƒÂ©” instead of “é”)", "été"),)),
    ("text", "lâ€™Ã‰toile", ((WARNS, "caractères mal décodés (« â€™Ã‰ » au lieu de « ’É »)", "wrongly decoded characters (“â€™Ã‰” instead of “’É”)", "l’Étoile"),)),
    ("text", "12\xc2\xa0000", ((WARNS, "caractères mal décodés (« Â⟨NBSP⟩ » au lieu de « ⟨NBSP⟩ »)", "wrongly decoded characters (“Â⟨NBSP⟩” instead of “⟨NBSP⟩”)", "12\xa0000"),)),
    ("text", "\xc3\u200b\xa9", ((WARNS, "caractère invisible (⟨ZWSP⟩)", "invisible character (⟨ZWSP⟩)", "é"),)),
    ("text", "ï»¿Clinique", ((WARNS, "caractères mal décodés (« ï»¿ » à supprimer)", "wrongly decoded characters (“ï»¿” is to be removed)", "Clinique"),)),
    ("text", "Å“uvre", ((WARNS, "caractères mal décodés (« Å“ » au lieu de « œ »)", "wrongly decoded characters (“Å“” instead of “œ”)", "œuvre"),)),
    ("text", "a\u2028b", ((WARNS, "saut de ligne ou tabulation (⟨LS⟩)", "line break or tab (⟨LS⟩)", "a b"),)),
    ("text", "Caf\xc3\xa9\x80", ((WARNS, "caractères mal décodés (« Ã©⟨U+0080⟩ » au lieu de « é⟨U+0080⟩ »)", "wrongly decoded characters (“Ã©⟨U+0080⟩” instead of “é⟨U+0080⟩”)", "Café"), (WARNS, "caractère de contrôle invisible (⟨U+0080⟩)", "invisible control character (⟨U+0080⟩)", "Café"))),
    ("text", "Ã¢â‚¬â„¢", ((WARNS, "caractères mal décodés (« Ã¢â‚¬â„¢ » au lieu de « ’ »)", "wrongly decoded characters (“Ã¢â‚¬â„¢” instead of “’”)", "’"),)),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "refusals"), CASES)
def test_each_refusal_says_why_and_what_was_meant(
    said: Callable[[str, str], list[Refused]],
    kind: str,
    value: str,
    refusals: tuple[Refused, ...],
) -> None:
    assert said(kind, value) == list(refusals)


SILENT = [
    "",
    "Clinique",
    "Clinique de l’Exemple « Nord »",
    "Clinique\u00a0: annexe\u202f!",
    "L'ÉTÉ… À l’HÔPITAL, PÂTÉ EN CROÛTE",
    "QUALITÉ® – CAFÉ” – FORÊT’S",
    "São Paulo, JOÃO, Århus, VÂLCEA",
    "Œuvre, naïf, Noël, L’Haÿ-les-Roses",
    "12 € 50 °C n° 5 ½",
    "Київ Αθήνα 東京",
    "12Â 000",
]


@pytest.mark.parametrize("value", SILENT)
def test_what_people_write_is_silent(value: str) -> None:
    assert judge("text", value) == ()


def test_no_text_blocks() -> None:
    assert {refusal.severity for _, value, _ in CASES for refusal in judge("text", value)} == {
        Severity.WARNING,
        Severity.INFO,
    }


FRENCH = "abcXYZ 0123éèêëàâäîïôöùûüçÿæœÉÈÊÀÂÎÔÙÛÇŒ’‘“”«»…–—°²½"


@given(st.text(FRENCH))
def test_french_text_is_never_taken_for_mojibake(text: str) -> None:
    damage = mojibake.find(text)
    # The one exception: Â followed by a mark that its damage would give, which no word does.
    if damage is not None:
        assert any(f"Â{mark}" in text for mark in "«»°²½")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@given(text=st.text("abc éèêëâäîïôöùûüçÿæœÉÈÊÎÔÙÛÇŒ’‘“…–—°«»", min_size=1))
def test_damage_is_repaired_whatever_the_french_text(encoding: str, text: str) -> None:
    damaged = text.encode().decode(encoding, "strict")
    damage = mojibake.find(damaged)
    assert (damage.repaired if damage else damaged) == text


@given(st.text("é’ à"))
def test_damage_done_twice_is_repaired(text: str) -> None:
    damaged = text.encode().decode("latin-1").encode().decode("latin-1")
    damage = mojibake.find(damaged)
    assert (damage.repaired if damage else damaged) == text


def test_a_fault_that_hides_another_is_mended_with_it() -> None:
    assert {refusal.suggestion for refusal in judge("text", "A\u0303\u200b©  ")} == {"é"}


def test_a_text_damaged_too_often_is_not_repaired_by_half() -> None:
    text = "é"
    for _ in range(20):
        text = text.encode().decode("latin-1")[:1000]
    (refusal, *_) = judge("text", text)
    assert refusal.suggestion is None
