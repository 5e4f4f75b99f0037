"""A receipt against what lies there: never the same unless every byte was read and is the same."""

from __future__ import annotations

from asp_check.receipt.model import Paper, Receipt, Stated
from asp_check.receipt.verifying import Found, Package, There, compare, state_of
from tests.receipt.test_form import ONE

A, B, C = "a" * 64, "b" * 64, "c" * 64
RECEIPT: Receipt = ONE._replace(
    file=Stated("bdc.json", A),
    pieces=(Paper("VA.pdf", "va", 1, B), Paper("VA.docx", "va", 1, C, deposited=False)),
)
HERE = {0: Found("VA.pdf", B), 1: Found("VA.docx", C)}
FILE = Found("bdc.json", A)


def states(there: There) -> dict[str, str]:
    return {line.name: line.state for line in compare(RECEIPT, there)}


def overall(there: There) -> str:
    return state_of(compare(RECEIPT, there))


def test_all_of_it_is_there() -> None:
    assert overall(There(FILE, HERE)) == "same"


def test_what_changed_lacks_or_cannot_be_read() -> None:
    assert states(There(Found("bdc.json", B), HERE))["bdc.json"] == "changed"
    assert states(There(None, HERE))["bdc.json"] == "missing"
    assert states(There(FILE, {0: HERE[0]}))["VA.docx"] == "missing"
    unread = There(FILE, {**HERE, 0: Found("VA.pdf", None, ("lecture refusée", "denied"))})
    assert overall(unread) == "unread"
    assert overall(unread._replace(file=None)) == "different"


def test_a_file_named_beside_stands_for_the_one_that_was_moved() -> None:
    moved = There(FILE, {1: HERE[1]}, [Found("ailleurs/VA.pdf", B)])
    assert overall(moved) == "same"
    assert compare(RECEIPT, moved)[1].where == "ailleurs/VA.pdf"


def package(*members: Found, why: tuple[str, str] = ("", "")) -> There:
    return There(FILE, {}, (), (Package("p.zip", members, why),))


def test_a_zip_holds_the_pieces_that_are_deposited() -> None:
    assert overall(package(Found("VA.pdf", B))) == "same"
    assert overall(package(Found("sous/autre nom.pdf", B))) == "same"
    assert overall(package(Found("VA.pdf", B), Found("VA.docx", C))) == "same"


def test_a_zip_that_holds_something_else() -> None:
    assert states(package())["VA.pdf"] == "missing"
    assert states(package(Found("VA.pdf", A)))["VA.pdf"] == "changed"
    extra = package(Found("VA.pdf", B), Found("notes.txt", "d" * 64))
    assert states(extra) == {"bdc.json": "same", "VA.pdf": "same", "p.zip/notes.txt": "new"}
    twin = package(Found("VA.pdf", B), Found("x/VA.pdf", "d" * 64))
    assert states(twin)["p.zip/x/VA.pdf"] == "new"


def test_a_zip_that_cannot_be_read_is_never_the_same() -> None:
    whole = Found("VA.pdf", B)
    assert overall(package(whole, Found("b.pdf", None, ("chiffré", "encrypted")))) == "unread"
    assert overall(package(whole, why=("abîmé", "damaged"))) == "unread"


def test_of_nothing_nothing_is_the_same() -> None:
    assert state_of(()) == "unread"
