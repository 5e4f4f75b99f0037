"""Every key that a paper, a reading or a signature may carry has its words."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from asp_check.pieces import finds, mentions, readings, signature, words

PACKAGE = Path(words.__file__).parent
SOURCES = "\n".join(path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")))

TABLES = {
    "DOUBTS": (
        r'\bdoubt\s*=\s*(?:[\w.]+ or )*"([a-z-]+)"|\bdoubted\(\w+, "([a-z-]+)"\)'
        r'|\bAnswer\([^"\n]*"([a-z-]+)"\)'
    ),
    "UNREADABLE": r'\bunreadable="([a-z-]+)"|Unfit\("([a-z-]+)"',
    "SIGNED": r'Signed\(\s*"(?:present|absent|unclear)",\s*"([a-z-]+)"',
}
"""How the keys of each table are written where they are given."""


@pytest.mark.parametrize("name", TABLES)
def test_every_key_has_its_words(name: str) -> None:
    met = {key for keys in re.findall(TABLES[name], SOURCES) for key in _all(keys) if key}
    assert met, "nothing was found: the pattern is out of date"
    assert met <= getattr(words, name).keys()


GIVEN: tuple[tuple[str, Callable[..., object]], ...] = (
    ("DOUBTS", finds._empty),
    ("DOUBTS", mentions._hides),
    ("DOUBTS", readings._unsure),
    ("SIGNED", signature._not_found),
)
"""Functions that choose a key among several: every word in quotes there is one."""


@pytest.mark.parametrize(("name", "function"), GIVEN, ids=lambda one: getattr(one, "__name__", one))
def test_every_key_that_is_chosen_has_its_words(name: str, function: Callable[..., object]) -> None:
    states = {"absent", "unclear", "xfa", "unread-page", "image"}
    if name == "DOUBTS":
        states -= {"image"}
    met = set(re.findall(r'"([a-z-]+)"', inspect.getsource(function))) - states
    assert len(met) > 1
    assert met <= getattr(words, name).keys()


def _all(found: str | tuple[str, ...]) -> tuple[str, ...]:
    return (found,) if isinstance(found, str) else found


def test_words_are_in_both_languages_and_are_parts_of_sentences() -> None:
    for name in ("ROLES", "FORMS", "UNREADABLE", "DOUBTS", "NOTES", "SIGNED", "STATES"):
        for key, text in getattr(words, name).items():
            assert text.fr, (name, key)
            assert text.en, (name, key)
            assert not text.fr.endswith("."), (name, key)
