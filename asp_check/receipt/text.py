"""A receipt for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.receipt import telling
from asp_check.receipt.model import Receipt
from asp_check.report import escape


def render(receipt: Receipt, lang: str) -> str:
    """The receipt, in lines that end with a newline."""
    return "".join(f"{line}\n" for line in _lines(receipt, lang))


def _lines(receipt: Receipt, lang: str) -> Iterator[str]:
    colon = (" : ", ": ")[lang == "en"]
    yield escape.message(telling.title(receipt, lang))
    yield f"  Verdict{colon}{escape.message(telling.verdict(receipt, lang))}"
    for label, value in telling.facts(receipt, lang):
        yield f"  {label}{colon}{escape.message(value)}"
    for kind, rules in telling.not_asked(receipt, lang):
        yield f"    {kind}{colon}{rules}"
    label, value = telling.since(receipt, lang)
    yield f"  {label}{colon}{value}"
    yield "  SHA-256"
    for entry in telling.entries(receipt, lang):
        yield f"    {entry.sha256}  {escape.path(entry.name)} ({entry.what})"
    yield f"  {telling.NOT_SIGNED[lang == 'en']}"
