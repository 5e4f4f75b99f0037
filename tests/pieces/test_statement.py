"""The statement of a paper: what is written is read again, only what a person signed counts, nothing breaks out."""

from __future__ import annotations

import contextlib
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check.concepts import CONCEPTS
from asp_check.pieces import statement
from asp_check.pieces.model import (
    ROLES,
    Box,
    Item,
    Page,
    Paper,
    Piece,
    Reading,
    Sight,
    Signed,
    Wanted,
)
from asp_check.pieces.statement import Entry, Stated, Statement
from asp_check.pieces.tree import Faulty

SHA = "0" * 64
PAPER = Paper("dossier/VA.pdf", SHA, "pdf", (Page(1, 595, 842), Page(2, 595, 842)))
WANTED = Wanted(
    "va",
    items=(
        Item("va.date", ("Date de la VA",)),
        Item("scenario.label", ("Scénario",), by="client.finess"),
        Item("mss.deployment", ("Déploiement",), "choice", {"Cas 1": ("Cas 1",), "Cas 2": ("Cas 2",)}),
        Item("scenario.dmp_feed", ("DMP",), "yes-no"),
        Item("mss.address", ("Adresse",), "list"),
    ),
    mentions={"order.funding_mention": ("Montant…",)},
)  # fmt: skip
READINGS = (
    Reading(
        "va.date",
        "unclear",
        "14/02/2025",
        "",
        Sight(1, Box(1, 2, 3, 4.04), "Date de la VA"),
        "ocr",
        "ocr",
        0.912,
    ),
    Reading("scenario.label", "read", "Sc 1", "2B0000020"),
    Reading("scenario.label", "read", "Sc 2", "2A0000170"),
    Reading("mss.deployment", "unclear", "XX] Cas 1", doubt="form"),
    Reading("mss.address", "read", "a@b.fr"),
    Reading("mss.address", "read", "c@d.fr"),
)
PIECE = Piece("va", PAPER, (1, 2), readings=READINGS, signed=Signed("unclear", "scan", Sight(2)))


def drafted() -> Statement:
    return statement.draft(PAPER, [PIECE], [WANTED], "x/solde@initial")


def settle(one: Statement, concept: str, **said: object) -> Statement:
    """The statement with the first entry of a concept settled."""
    (piece,) = one.pieces
    entries = list(piece.entries)
    at = next(at for at, entry in enumerate(entries) if entry.concept == concept)
    entries[at] = entries[at]._replace(**{"confirmed_by": "Zoé", "date": "2025-03-31", **said})
    return one._replace(pieces=(piece._replace(entries=tuple(entries)),))


def read_again(one: Statement, lang: str = "fr") -> Statement:
    return statement.load(statement.render(one, lang).encode())


# --- What is written


def test_every_expected_value_has_an_entry() -> None:
    entries = drafted().entries
    assert [(entry.concept, entry.subject, entry.ordinal) for entry in entries] == [
        ("va.date", "", 0), ("scenario.label", "2B0000020", 0), ("scenario.label", "2A0000170", 0),
        ("mss.deployment", "", 0), ("scenario.dmp_feed", "", 0), ("mss.address", "", 0),
        ("mss.address", "", 1), ("order.funding_mention", "", 0), ("signed", "", 0),
    ]  # fmt: skip
    assert entries[0].value == entries[0].read == "14/02/2025"
    assert (entries[3].read, entries[3].value, entries[3].answers) == (
        "XX] Cas 1",
        "",
        ("Cas 1", "Cas 2"),
    )
    assert entries[4].answers == ("oui", "non")
    assert (entries[-1].state, entries[-1].doubt) == ("unclear", "scan")


def test_establishments_that_were_not_read_have_entries_too() -> None:
    one = statement.draft(PAPER, [PIECE], [WANTED], subjects=("2B0000020", "970405270"))
    found = [entry.subject for entry in one.entries if entry.concept == "scenario.label"]
    assert found == ["2B0000020", "2A0000170", "970405270"]
    bare = statement.draft(PAPER, [PIECE._replace(readings=())], [WANTED], subjects=("2B0000020",))
    assert [entry.subject for entry in bare.entries if entry.subject] == ["2B0000020"]
    assert [entry.concept for entry in bare.entries].count("scenario.label") == 1


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_written_is_read_again(lang: str) -> None:
    again = read_again(drafted(), lang)
    first = again.entries[0]
    assert (first.box, first.confidence) == (Box(1, 2, 3, 4), 0.91)
    assert statement.render(again, lang) == statement.render(drafted(), lang)


def test_the_text_says_what_to_do_and_why() -> None:
    text = statement.render(drafted())
    assert text.startswith("# Relevé d’une pièce")
    assert (
        "# Date de la vérification d’aptitude (VA) : « 14/02/2025 », incertain, lu sur une image, 91\u00a0%, page 1\n"
        in text
    )
    assert "# Statement of a piece" in statement.render(drafted(), "en")


def test_nothing_counts_before_a_person_says_so() -> None:
    assert statement.settled(read_again(drafted())) == ()
    assert statement.settled_signature(read_again(drafted())) is None


def test_what_a_person_settled_counts() -> None:
    one = settle(drafted(), "va.date", value="15/02/2025")
    one = settle(one, "mss.deployment", outcome="illegible")
    one = settle(one, "scenario.dmp_feed", outcome="absent")
    one = settle(one, "signed", value="oui")
    date, deployment, feed = statement.settled(read_again(one), "va")
    assert date == Reading(
        "va.date", "read", "15/02/2025", "", Sight(1, Box(1, 2, 3, 4), "Date de la VA"), "person",
        by="Zoé", on="2025-03-31",
    )  # fmt: skip
    assert (deployment.state, deployment.value, deployment.doubt) == ("unclear", "", "illegible")
    assert (feed.state, feed.value) == ("absent", "")
    assert statement.settled(read_again(one), "bdc") == ()
    signed = statement.settled_signature(read_again(one), "va")
    assert signed is not None
    assert (signed.state, signed.how, signed.sight.page) == ("present", "person", 2)


def test_a_person_may_say_that_nobody_signed() -> None:
    signed = statement.settled_signature(settle(drafted(), "signed", value="non"))
    assert signed is not None
    assert signed.state == "absent"


def test_several_values_may_stand_in_one_entry() -> None:
    one = settle(drafted(), "mss.address", value="a@b.fr ; e@f.fr;")
    assert [reading.value for reading in statement.settled(read_again(one))] == ["a@b.fr", "e@f.fr"]
    one = settle(drafted(), "va.date", value="a ; b")
    assert [reading.value for reading in statement.settled(read_again(one))] == ["a ; b"]


def test_it_holds_for_one_file() -> None:
    assert statement.holds_for(drafted(), PAPER)
    assert not statement.holds_for(drafted(), PAPER._replace(sha256="1" * 64))


def test_reading_again_keeps_what_people_wrote() -> None:
    old = settle(drafted(), "va.date", value="15/02/2025", note="vu")
    old = settle(old, "mss.address", confirmed_by="", date="", value="corrigé@b.fr")
    (piece,) = old.pieces
    mine = Entry("client.name", value="CHU", confirmed_by="Zoé", date="2025-03-31")
    old = old._replace(pieces=(piece._replace(entries=(*piece.entries, mine)),))
    better = PIECE._replace(readings=(READINGS[0]._replace(value="14 février", state="read"),))
    new = statement.draft(PAPER, [better], [WANTED])
    merged = statement.merged(new, old)
    by_key = {entry.key: entry for entry in merged.entries}
    date = by_key["va.date", "", 0]
    assert (date.read, date.value, date.note) == ("14 février", "15/02/2025", "vu")
    assert by_key["mss.address", "", 0].value == "corrigé@b.fr"
    assert by_key["client.name", "", 0] == mine
    assert ("scenario.label", "2B0000020", 0) not in by_key  # read before, touched by nobody


def test_a_piece_that_is_no_longer_found_is_kept_if_somebody_worked_on_it() -> None:
    old = settle(drafted(), "va.date")
    assert statement.merged(Statement("VA.pdf", SHA), old).pieces == old.pieces
    assert statement.merged(Statement("VA.pdf", SHA), drafted()).pieces == ()


# --- What is refused


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(Faulty) as caught:
        statement.load(text.encode())
    assert all(fault.text.fr and fault.text.en for fault in caught.value.faults)
    return [(fault.line, fault.text.en) for fault in caught.value.faults]


HEAD = f'format = "asp-check-statement/1"\nfile = "VA.pdf"\nsha256 = "{SHA}"\n[[piece]]\nrole = "va"\npages = [1, 2]\n'


def entry(body: str) -> str:
    return f'{HEAD}[[piece.entry]]\nconcept = "va.date"\n{body}\n'


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [1, 1, 1]),
        (HEAD.replace("/1", "/2").replace(SHA, "abc"), [1, 3]),
        (HEAD.replace('"va"', '"vaa"').replace("[1, 2]", "[2, 1]"), [5, 6]),
        (HEAD + "page = 1\n", [7]),
        (entry('confirmed_by = "Zoé"'), [9]),
        (entry('date = "2025-03-31"'), [9]),
        (entry('confirmed_by = "Zoé"\ndate = "31/03/2025"\nvalue = "1"'), [10]),
        (entry('confirmed_by = "Zoé"\ndate = 2025-03-31'), [7]),
        (entry('confirmed_by = "Zoé"\ndate = 2025-03-31\nvalue = ""'), [11]),
        (entry('confirmed_by = "Zoé"\ndate = 2025-03-31\nvalue = "1"\nabsent = true'), [11]),
        (entry('confirmed_by = "Zoé"\ndate = 2025-03-31\nvalue = "c"\nanswers = ["a", "b"]'), [11]),
        (entry("absent = true\nillegible = true"), [10]),
        (entry('absent = "oui"\nvalue = 1\nbox = [1, 2]\npage = "1"\nstate = "lu"\nconfidence = "x"'), [9, 10, 11, 12, 13, 14]),
        (entry('[[piece.entry]]\nconcept = "va.date"\n[[piece.entry]]\nconcept = "va.dat"'), [9, 12]),
        (f'{HEAD}[[piece.entry]]\nconcept = "signed"\nvalue = "x"\nconfirmed_by = "Zoé"\ndate = "2025-03-31"\n', [9]),
        (entry('confirmed_by = "Zoé"\ndate = 2025-03-31\nvalue = " ; "\nseveral = true'), [11]),
        ("a = ", [1]),
        (HEAD + 'value = "C:\\dossier"\n', [7]),
    ],
    ids=range(18),
)  # fmt: skip
def test_every_fault_with_its_line(text: str, lines: list[int]) -> None:
    assert [line for line, _ in faults(text)] == lines


def test_a_day_may_be_written_without_quotes() -> None:
    one = statement.load(entry('confirmed_by = "Zoé"\ndate = 2025-03-31\nvalue = "1"').encode())
    assert statement.settled(one)[0].on == "2025-03-31"


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(Faulty):
        statement.load(b"\xff\xfe\x00")


# --- What a crafted paper cannot do

TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from('"\\\n\r\t\x00\x1b\u202e\u200b\u2028]}#=')),
    max_size=30,
)


@given(st.sampled_from(ROLES), st.sampled_from(sorted(CONCEPTS)), TEXTS, TEXTS, TEXTS, TEXTS)
def test_no_text_breaks_out(
    role: str, concept: str, file: str, subject: str, label: str, read: str
) -> None:
    entry = Entry(concept, subject, 0, label, read, "unclear", "ocr", value=read)
    text = statement.render(
        Statement(file, SHA, "", (Stated(role, (1, 1), (entry, Entry("signed"))),))  # type: ignore[arg-type]
    )
    assert not any(c for c in text if not c.isprintable() and c not in "\n\u00a0\u202f")
    table = tomllib.loads(text)
    (piece,) = table["piece"]
    first, second = piece["entry"]
    assert second["concept"] == "signed"
    assert first["concept"] == concept
    assert first.get("read", "") == "".join(
        "\ufffd" if "\ud800" <= c <= "\udfff" else c for c in read
    )
    assert set(table) == {"format", "file", "sha256", "piece"}
    assert "confirmed_by" not in (first["confirmed_by"], first["value"]) or read == "confirmed_by"
    assert statement.settled(statement.load(text.encode())) == ()


@given(st.binary(max_size=300))
def test_any_bytes_are_a_statement_or_faulty(raw: bytes) -> None:
    with contextlib.suppress(Faulty):
        statement.load(raw)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("VA.pdf", "VA.releve.toml"), ("a.b/VA", "a.b/VA.releve.toml"), ("a/.pdf", "a/.pdf.releve.toml"),
     ("a\\b.c\\VA.x.pdf", "a\\b.c\\VA.x.releve.toml")],
)  # fmt: skip
def test_the_statement_lies_beside_its_paper(path: str, expected: str) -> None:
    assert statement.beside(path) == expected
