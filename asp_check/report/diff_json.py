"""The JSON form of a comparison, version 1: every key always there, the same bytes everywhere.

One line for each thing, so that a comparison of two such files reads well.
"""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from asp_check.difference.model import Change, Difference, Example, Side, Span, Writing
from asp_check.finding import Edit
from asp_check.report.json_v1 import template_of, text_of

FORMAT = "asp-check-diff/1"


def render(difference: Difference, *, version: str, masked: bool = False) -> str:
    """The whole comparison; ``masked`` says that its values are hidden."""
    patch = difference.patch
    told = not masked and difference.answer != "failed"
    parts = {
        "format": _json(FORMAT),
        "tool": _json({"name": "asp-check", "version": version}),
        "answer": _json(difference.answer),
        "failure": _json(difference.failure),
        "masked": _json(masked),
        "a": _json(_side(difference.a)),
        "b": _json(_side(difference.b)),
        "templates_differ": _json(_templates_differ(difference)),
        "filled": _json(difference.filled),
        "writings": _list(map(_writing, difference.writings)),
        "changes": _list(map(_change, difference.changes)),
        "edits": _list(map(_edit, difference.edits)) if told else "null",
        "patch": "null" if patch is None else _list(patch),
    }
    lines = (f"{_json(name)}: {text}" for name, text in parts.items())
    return "{" + ",\n".join(lines) + "}\n"


def _list(things: Iterable[Mapping[str, Any]]) -> str:
    lines = ",\n".join(map(_json, things))
    return f"[\n{lines}\n]" if lines else "[]"


def _json(value: Any) -> str:  # noqa: ANN401 - JSON
    """JSON on one line, as the other reports write it; a ``Decimal`` is written with all its digits."""
    if isinstance(value, Mapping):
        members = (f"{text_of(key)}: {_json(one)}" for key, one in value.items())
        return "{" + ", ".join(members) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_json, value)) + "]"
    return str(value) if isinstance(value, Decimal) else text_of(value)


def _templates_differ(difference: Difference) -> bool:
    """Whether the two were made from different models, or versions of one."""
    a, b = difference.a.template, difference.b.template
    return a is not None and b is not None and (a.id, a.sha256) != (b.id, b.sha256)


def _side(side: Side) -> dict[str, Any]:
    return {
        "path": side.path,
        "sha256": side.sha256,
        "size": side.size,
        "parsed": side.parsed,
        "template": None if side.template is None else template_of(side.template),
    }


def _writing(writing: Writing) -> dict[str, Any]:
    return {
        "cause": writing.cause,
        "count": writing.count,
        "pointer": writing.pointer,
        "a": _span(writing.a),
        "b": _span(writing.b),
        "examples": [_example(example) for example in writing.examples],
    }


def _example(example: Example) -> dict[str, Any]:
    return {
        "pointer": example.pointer,
        "old": example.old,
        "new": example.new,
        "a": _span(example.a),
        "b": _span(example.b),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "pointer_a": change.pointer_a,
        "pointer_b": change.pointer_b,
        "old": change.old,
        "new": change.new,
        "subject": change.subject,
        "title": change.title,
        "wanted": change.wanted or None,
        "a": _span(change.a),
        "b": _span(change.b),
    }


def _span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else span._asdict()


def _edit(edit: Edit) -> dict[str, Any]:
    """An edit: its text, or its bytes in Base64 where they are no text."""
    data = edit.text.encode("utf-8", "surrogateescape")
    is_text = edit.text.isascii() or not any("\udc80" <= c <= "\udcff" for c in edit.text)
    return {
        "offset": edit.offset,
        "end_offset": edit.end_offset,
        "text": edit.text if is_text else None,
        "bytes": None if is_text else b2a_base64(data, newline=False).decode("ascii"),
    }
