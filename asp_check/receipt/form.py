"""A receipt as JSON, and back: one way of writing it, so that every byte of it counts.

What is read is written again and must come out the same: a receipt that was edited, cut short or
written by something else is refused.  It guards against accidents; anybody may forge one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, NoReturn, TypeVar

from asp_check.receipt.model import (
    FORMAT,
    STAGES,
    Asked,
    Model,
    NotAsked,
    Paper,
    Passed,
    Receipt,
    Reference,
    Rules,
    Scope,
    Spoke,
    Stated,
)
from asp_check.text import BIDI, ZERO_WIDTH

MAX_SIZE = 8 << 20
"""Bytes of a receipt; a larger one is not read."""

_UNSEEN = re.compile(f"[\x7f-\x9f\u2028\u2029{''.join(sorted(BIDI | ZERO_WIDTH))}\ud800-\udfff]")
_SUM = re.compile(r"[0-9a-f]{64}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_RULE = re.compile(r"[A-Z]\d{0,3}", re.ASCII)
_WORD = re.compile(r"[a-z][a-z-]{0,39}", re.ASCII)
_MANY = 1 << 53

T = TypeVar("T")


class NotOursError(ValueError):
    """These bytes are no receipt that can be used; ``newer``: one of a later form."""

    def __init__(self, *, newer: bool = False) -> None:
        super().__init__("newer" if newer else "damaged")
        self.newer = newer


# --- Out


def render(receipt: Receipt) -> bytes:
    """The receipt as JSON: UTF-8, LF, and the SHA-256 of all the rest at its end."""
    content = _content(receipt)
    digest = sha256(_text(content).encode()).hexdigest()
    return _text({**content, "sha256": digest}).encode()


def _text(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2)
    # Outside its strings JSON is ASCII: what is replaced here stands inside one.
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _content(receipt: Receipt) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "tool": {"name": "asp-check", "version": receipt.version},
        "as_of": receipt.as_of,
        "verdict": "conform",
        "file": {
            "name": receipt.file.name, "size": receipt.size, "sha256": receipt.file.sha256,
        },
        "pieces": [piece._asdict() for piece in receipt.pieces],
        "archives": [archive._asdict() for archive in receipt.archives],
        "advance": None if receipt.advance is None else receipt.advance._asdict(),
        "template": receipt.template._asdict(),
        "rules": receipt.rules._asdict(),
        "dispositifs": {"sha256": receipt.dispositifs},
        "references": [reference._asdict() for reference in receipt.references],
        "options": {
            **receipt.asked._asdict(), "severity": dict(receipt.asked.severity),
        },
        "scope": {
            "asked": receipt.scope.asked,
            "not_run": [entry._asdict() for entry in receipt.scope.not_run],
            "spoke": [entry._asdict() for entry in receipt.scope.spoke],
        },
        "passed": [passed._asdict() for passed in receipt.passed],
    }  # fmt: skip


# --- In


def load(data: bytes) -> Receipt:
    """The receipt that these bytes are; raises ``NotOursError`` for anything else.

    Other newlines, as git or a transfer may make them, change nothing of what it says.
    """
    if len(data) > MAX_SIZE:
        raise NotOursError
    plain = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    try:
        found = json.loads(plain.decode())
        if isinstance(found, dict) and _is_newer(found.get("format")):
            raise NotOursError(newer=True)
        receipt = _receipt(found)
        same = render(receipt) == plain
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError) as error:
        if isinstance(error, NotOursError):
            raise
        raise NotOursError from None
    if not same:
        raise NotOursError
    return receipt


def is_like(data: bytes) -> bool:
    """Whether these bytes say that they are a receipt, sound or not."""
    return b'"asp-check-receipt/' in data[:4096]


def _is_newer(name: object) -> bool:
    return isinstance(name, str) and name != FORMAT and name.startswith("asp-check-receipt/")


def _refuse() -> NoReturn:
    raise NotOursError


def _receipt(found: Any) -> Receipt:  # noqa: ANN401 - whatever a file holds
    if found["format"] != FORMAT or found["verdict"] != "conform":
        _refuse()
    asked, scope, file = found["options"], found["scope"], found["file"]
    return Receipt(
        version=_short(found["tool"]["version"]),
        as_of=_maybe(_matching(_INSTANT), found["as_of"]),
        file=Stated(base_name(file["name"]), _sum(file["sha256"])),
        size=_count(file["size"]),
        template=Model(
            _name(found["template"]["id"]),
            _one_of(found["template"]["status"], ("official", "reference", "blank")),
            _sum(found["template"]["sha256"]),
            _maybe(_sum, found["template"]["manifest"]),
            _maybe(_sum, found["template"]["pieces"]),
        ),
        rules=Rules(_count(found["rules"]["count"]), _sum(found["rules"]["sha256"])),
        dispositifs=_sum(found["dispositifs"]["sha256"]),
        asked=Asked(
            _one_of(asked["layout"], ("error", "warn", "off")),
            _bool(asked["strict"]),
            _bool(asked["resubmission"]),
            _all(_rule, asked["select"]),
            _all(_rule, asked["ignore"]),
            _all(_rule, asked["require"]),
            tuple((_rule(rule), _word(grade)) for rule, grade in asked["severity"].items()),
        ),
        scope=Scope(
            _count(scope["asked"]),
            _all(lambda one: NotAsked(_rule(one["rule"]), _word(one["kind"])), scope["not_run"]),
            _all(
                lambda one: Spoke(_rule(one["rule"]), _word(one["severity"]), _count(one["count"])),
                scope["spoke"],
            ),
        ),
        pieces=_all(_paper, found["pieces"]),
        archives=_all(
            lambda one: Stated(safe_name(one["name"]), _sum(one["sha256"])), found["archives"]
        ),
        advance=_maybe(
            lambda one: Stated(_name(one["name"]), _sum(one["sha256"])), found["advance"]
        ),
        references=_all(
            lambda one: Reference(
                _name(one["name"]), _maybe(_short, one["date"]), _sum(one["sha256"])
            ),
            found["references"],
        ),
        passed=_all(
            lambda one: Passed(_one_of(one["stage"], STAGES), _matching(_DAY)(one["on"])),
            found["passed"],
        ),
    )


def _paper(one: Any) -> Paper:  # noqa: ANN401 - whatever a file holds
    archive = _maybe(safe_name, one["archive"])
    beside = _bool(one["beside"])
    if archive is not None:
        name = _name(one["name"])  # A member: never a path on this machine.
    else:
        name = safe_name(one["name"]) if beside else base_name(one["name"])
    return Paper(
        name, _maybe(_word, one["role"]), _count(one["size"]), _sum(one["sha256"]), archive, beside,
        _bool(one["deposited"]), _maybe(_sum, one["statement"]),
    )  # fmt: skip


# --- Values


def safe_name(value: object) -> str:
    """A name that leads nowhere but below its folder, parted by ``/``; ``NotOursError`` for another.

    >>> safe_name("pieces/VA.pdf")
    'pieces/VA.pdf'
    """
    name = _name(value)
    if any(part in {"", ".", ".."} for part in name.split("/")) or "\\" in name:
        _refuse()
    if re.match(r"[A-Za-z]:", name):
        _refuse()  # A drive of Windows.
    return name


def base_name(value: object) -> str:
    """The name of a file without any folder."""
    name = safe_name(value)
    return _refuse() if "/" in name else name


def _name(value: object) -> str:
    if type(value) is str and value and len(value) < 10_000 and "\0" not in value:
        return value
    return _refuse()


def _short(value: object) -> str:
    return value if type(value) is str and 0 < len(value) <= 100 else _refuse()


def _matching(pattern: re.Pattern[str]) -> Callable[[object], str]:
    def convert(value: object) -> str:
        return value if type(value) is str and pattern.fullmatch(value) else _refuse()

    return convert


_sum = _matching(_SUM)
_rule = _matching(_RULE)
_word = _matching(_WORD)


def _count(value: object) -> int:
    return value if type(value) is int and 0 <= value < _MANY else _refuse()


def _bool(value: object) -> bool:
    return value if type(value) is bool else _refuse()


def _one_of(value: object, allowed: tuple[str, ...]) -> str:
    return value if type(value) is str and value in allowed else _refuse()


def _maybe(convert: Callable[[Any], T], value: object) -> T | None:
    return None if value is None else convert(value)


def _all(convert: Callable[[Any], T], values: object) -> tuple[T, ...]:
    return tuple(map(convert, values)) if type(values) is list else _refuse()
