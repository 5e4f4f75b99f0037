"""The bytes of a blank, and the manifest that its folder holds."""

from __future__ import annotations

from typing import Any, Final

from asp_check import files
from asp_check.finding import UsageError
from asp_check.manifest import Manifest

MAX_SIZE: Final = 16 * 1024 * 1024
"""The largest blank that is read, in bytes."""

MAX_MANIFEST: Final = 1024 * 1024
"""The largest manifest, in bytes: a hundred times those that we know."""

_FEW_DOTS: Final = 500
"""With fewer, no key costs anything worth looking for."""


def read_bytes(path: str) -> bytes:
    """The bytes of one file of a template; ``UsageError`` if they cannot be had."""
    return _bounded(path, MAX_SIZE)


def _bounded(path: str, max_size: int) -> bytes:
    data = files.read(path, max_size=max_size, pipe=False)
    if isinstance(data, files.TooLarge):
        from asp_check.catalog import refusal

        raise refusal.too_large(path, data.size, max_size)
    return data


def has_endless_key(data: bytes) -> bool:
    """Whether a dotted key of this TOML has so many parts that tomllib would be hours at it.

    Its time grows with the square of them and worse; no key of ours has more than three.
    """
    if data.count(b".") < _FEW_DOTS:
        return False
    import re

    part = rb"(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
    return re.search(rb"(?:\.[ \t]*+" + part + rb"[ \t]*+){100}", data) is not None


def read_toml(path: str) -> tuple[str, dict[str, Any]]:
    """The text of a manifest, or of what stands beside it, and what it says; ``UsageError`` if it is no TOML."""
    import tomllib
    from decimal import Decimal

    data = _bounded(path, MAX_MANIFEST)
    if has_endless_key(data):
        from asp_check.catalog import refusal

        raise refusal.endless_key(path)
    try:
        text = data.decode("utf-8-sig")
        return text, tomllib.loads(text, parse_float=Decimal)
    except UnicodeDecodeError as error:
        from asp_check.catalog import refusal

        raise refusal.not_utf8(path, 1 + data.count(b"\n", 0, error.start)) from None
    except (ValueError, ArithmeticError, RecursionError) as error:
        from asp_check.catalog import refusal

        raise refusal.not_toml(path, text, error) from None


def read_manifest(path: str) -> Manifest:
    """The manifest at this path; ``UsageError`` with its line and what to do if it is refused."""
    from asp_check.catalog import manifest_strict

    text, mapping = read_toml(path)
    try:
        return manifest_strict.from_mapping(mapping)
    except manifest_strict.Refused as refused:
        from asp_check.catalog.manifest_errors import explain

        line, (french, english) = explain(text, mapping, refused.where)
        shown = files.display(path)
        raise UsageError(f"{shown}:{line} : {french}", f"{shown}:{line}: {english}") from None
