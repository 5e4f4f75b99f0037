"""Every key that a reader may use has its words, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from asp_check.causes.cause import Text
from asp_check.pieces import model, words

TABLES = {
    name: table
    for name, table in vars(words).items()
    if isinstance(table, dict) and all(isinstance(text, Text) for text in table.values())
}

PIECES = Path(words.__file__).parent


def test_every_role_and_form_is_named() -> None:
    assert set(words.ROLES) == set(model.ROLES)
    assert set(words.FORMS) == {"pdf", "docx", "image", "data"}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_words_are_parts_of_a_sentence(name: str) -> None:
    for text in TABLES[name].values():
        assert text.fr
        assert text.en
        for part in text:
            assert part == part.strip()
            assert not part.endswith(".")
            assert not re.search(r"\s[:;?!]", part.replace("\u00a0", ""))


def test_reasons_that_readers_give_have_words() -> None:
    given = {
        found
        for path in PIECES.rglob("*.py")
        for found in re.findall(r'unreadable="([a-z-]+)"', path.read_text("utf-8"))
    }
    assert given <= set(words.UNREADABLE)
