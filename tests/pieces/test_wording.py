from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.pieces.wording import STEPS, fold, steps_between

LETTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=30
)
PLAIN = st.text("abcdefghijklmnopqrstuvwxyz0123456789 -'", max_size=30)


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("Clinique", "Clinique", ()),
        ("Clinique", "CLINIQUE", ("case",)),
        ("Hôpital", "Hopital", ("accents",)),
        ("Hôpital", "HOPITAL", ("case", "accents")),
        ("Hôpital", unicodedata.normalize("NFD", "Hôpital"), ("accents",)),
        ("mise en œuvre", "mise en oeuvre", ("ligatures",)),
        ("certiﬁcat", "certificat", ("ligatures",)),
        ("l'État", "l’État", ("quotes",)),
        ("« Nord »", '"Nord"', ("quotes", "spaces")),
        ("HOP-DPI", "HOP‑DPI", ("dashes",)),
        ("20 %", "20\u00a0%", ("spaces",)),
        ("Dispositif : DPI", "Dispositif: DPI", ("spaces",)),
        ("deux  mots", "deux mots", ("spaces",)),
        ("insti\u00adtut", "institut", ("invisible",)),
        ("installation", "instal-\nlation", ("hyphenation",)),
        ("Saint-Denis", "Saint-\nDenis", ("hyphenation",)),
    ],
)
def test_what_is_written_in_two_ways_is_the_same_after_the_steps_that_are_named(
    one: str, other: str, steps: tuple[str, ...]
) -> None:
    assert steps_between(one, other) == steps
    assert steps_between(other, one) == steps
    assert set(steps) <= STEPS.keys()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LGC-0311", "LGC-0312"),
        ("LGC-0311", "LGC0311"),
        ("LGC 0311", "LGC0311"),
        ("Clinique", "Cliniques"),
        ("Saint-Denis", "SaintDenis"),
        ("Cas 1", "Cas 2"),
        ("a b", "ab"),
        ("SaintDenis", "Saint-\nDenis"),
        ("LGC0311", "LGC-\n0311"),
        ("m2", "m²"),
        ("12", "１２"),
        ("abc", "abc\u202e"),
        ("", "a"),
    ],
)
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert steps_between(one, other) is None
    assert steps_between(other, one) is None


@settings(deadline=None)
@given(LETTERS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(LETTERS, LETTERS)
def test_two_texts_are_the_same_only_if_they_fold_alike(one: str, other: str) -> None:
    if "\n" not in one + other:
        assert (steps_between(one, other) is not None) == (fold(one) == fold(other))


@settings(deadline=None)
@given(PLAIN, st.data())
def test_a_letter_or_a_digit_that_changes_is_always_seen(text: str, data: st.DataObject) -> None:
    places = [at for at, character in enumerate(text) if character.isalnum()]
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"))
    changed = text[:at] + other + text[at + 1 :]
    dressed = changed.upper().replace(" ", "\u00a0 ").replace("'", "’").replace("-", "–")
    assert (steps_between(text, dressed) is None) == (other != text[at])


@settings(deadline=None)
@given(PLAIN, st.integers(0, 29))
def test_a_letter_less_is_always_seen(text: str, at: int) -> None:
    if at < len(text) and text[at].isalnum():
        assert steps_between(text, text[:at] + text[at + 1 :]) is None
