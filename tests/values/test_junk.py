"""What holds of every kind: junk is refused, nothing raises, and what is said can be trusted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check.finding import Severity
from asp_check.text import BIDI, ZERO_WIDTH
from asp_check.values import KINDS, judge
from asp_check.values.refusal import blocks

VALID = {
    "adeli": "751234567",
    "am": "291012345",
    "amount": "1234.50",
    "date-fr": "12/01/2026",
    "date-iso": "2026-01-12",
    "datetime-iso": "2026-01-12T14:00:00",
    "email": "contact2@exemple.fr",
    "finess": "2B0000020",
    "idnps": "819900000001",
    "mssante": "cardio2@ch-xyz.mssante.fr",
    "percentage": "30.00",
    "postal-code": "29000",
    "rpps": "19900000001",
    "siren": "732829320",
    "siret": "73282932000074",
    "telephone": "02 61 91 12 34",
    "text": "Clinique de l’Exemple",
    "vat-rate": "20.00",
}
STRICT = sorted(set(KINDS) - {"text"})

JUNK = [
    "",
    " ",
    "\n",
    "\x00",
    "\ufeff",
    "null",
    "None",
    "NaN",
    "Infinity",
    "inconnu",
    "N/A",
    "-",
    "é",
    "⑱",
    "½",
    "Ⅷ",
    "😴",
    "\ud800",
    "\udcff",
    "<script>",
    "'; DROP TABLE",
    "%s%n",
    "{0}",
    "../..",
    "٣٤",
    "１２３",
    "0x1F",
    "1_000",
    "1e400",
    "0" * 5000,
    "9" * 10_000,
    "(" * 5000,
    "@" * 301,
    "a@" * 150,
    "1," * 150,
    " 1" * 150,
    "é" * 300,
]

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def test_there_is_a_valid_value_of_each_kind() -> None:
    assert set(VALID) == set(KINDS)
    assert all(not blocks(judge(kind, value)) for kind, value in VALID.items())


@pytest.mark.parametrize("kind", STRICT)
@pytest.mark.parametrize("junk", JUNK, ids=ascii)
def test_junk_is_refused(kind: str, junk: str) -> None:
    # The form of an AM number is unknown: letters and digits may be one.
    if kind == "am" and junk in {"0x1F", "1e400"}:
        assert judge(kind, junk) == ()
    else:
        assert judge(kind, junk)


@pytest.mark.parametrize("kind", STRICT)
def test_a_good_value_is_refused_with_anything_around_it(kind: str) -> None:
    value = VALID[kind]
    for spoiled in (
        f"{value}\n",
        f"{value}\r\n",
        f" {value}",
        f"{value} ",
        f"\t{value}",
        f"\u00a0{value}",
        f"\u200b{value}",
        f"\ufeff{value}",
        f"{value}\x00",
        f'"{value}"',
        value.translate(WIDE),
    ):
        assert spoiled != value
        refusals = judge(kind, spoiled)
        assert refusals
        # What was meant is found back, but behind quotes.
        if '"' not in spoiled and kind != "telephone":
            assert refusals[0].suggestion == value


@pytest.mark.parametrize("kind", STRICT)
def test_a_value_of_unreasonable_length_is_refused_at_once(kind: str) -> None:
    (refusal,) = judge(kind, "1" * 301)
    assert refusal.fr == "valeur de 301 caractères, bien trop longue"
    assert refusal.en == "a value of 301 characters, far too long"
    assert refusal.severity is Severity.BLOCKING


NEAR = st.one_of(
    st.text(max_size=40),
    st.text("0123456789 .,-/:TZ+@AB€%\u00a0\n０", max_size=25),
    st.builds(
        lambda value, place, mark, cut: value[:place] + mark + value[place + cut :],
        st.sampled_from(sorted(VALID.values())),
        st.integers(0, 25),
        st.text(max_size=2) | st.sampled_from("0123456789 .,-OIlé\u200b\u202e"),
        st.integers(0, 2),
    ),
    st.text("Ãâ©€™Â \u00a0\u200be\u0301\ufffd\n", max_size=15),
)


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(value=NEAR)
def test_what_is_said_of_any_value_can_be_trusted(kind: str, value: str) -> None:
    refusals = judge(kind, value)
    assert refusals == judge(kind, value)
    for refusal in refusals:
        assert refusal.kind == kind
        assert refusal.certainty != "inference" or refusal.severity is not Severity.BLOCKING
        for message in (refusal.fr, refusal.en):
            assert message.strip() == message
            # It ends a sentence that others begin and close.
            assert message
            assert message[-1] not in ".?!:;," or message.endswith(refusal.suggestion or "\n")
            assert not set(message) & (BIDI | ZERO_WIDTH)
            assert message.replace("\u00a0", " ").isprintable()
            message.encode()
        if refusal.suggestion is not None and kind != "text":
            assert refusal.fr.endswith(f": {refusal.suggestion}")
            assert refusal.en.endswith(f": {refusal.suggestion}")
        if refusal.suggestion is not None:
            again = judge(kind, refusal.suggestion)
            assert not blocks(again)
            assert kind != "text" or again == ()


@given(value=st.text(max_size=60))
def test_french_messages_keep_their_marks_on_the_line(value: str) -> None:
    for kind in KINDS:
        for refusal in judge(kind, value):
            for mark in (" :", " ?", "« ", " »"):
                assert mark not in refusal.fr
