"""What the forms of ``diff`` tell, before any of them draws it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from asp_check.difference.hiding import OF_VALUES, Veil
from asp_check.difference.model import Change, Difference, Side, Span, Writing
from asp_check.finding import TemplateRef
from asp_check.pointer import build, split
from asp_check.report import diff_marks, escape
from asp_check.report.diff_marks import Marks, Run
from asp_check.report.diff_words import LANGUAGES, number, path_words
from asp_check.text import shorten

SUBJECT = 120
"""Characters of what a change is about."""

EXAMPLE = 48
"""Characters of what is given as an example; what is longer is none."""

_FOLDED = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_OF_BLANKS = frozenset({"layout", "newline", "end"})
"""Causes whose examples are blanks, which are drawn as dots."""


def name(side: Side, lang: str) -> str:
    """What a file is called."""
    return LANGUAGES[lang]["bytes"] if side.path is None else escape.path(side.path)


def where(side: Side, span: Span | None, lang: str) -> str:
    """``path:line:col``."""
    if span is None:
        return name(side, lang)
    return f"{name(side, lang)}:{span.line}:{span.column}"


def pointed(difference: Difference) -> Side:
    """The file in which places are told: B, which comes after A; but a model is no file."""
    return difference.b if difference.filled is None else difference.a


# --------------------------------------------------------------------------- the answer


def answer(difference: Difference, lang: str) -> tuple[str, list[str]]:
    """The answer in words, and what there is to say with it."""
    words = LANGUAGES[lang]
    parts = []
    if difference.answer == "same-bytes":
        parts.append(f"SHA-256 {escape.message(difference.a.sha256)}")
    if difference.answer == "different-data" and difference.changes:
        key = "change" if difference.filled is None else "change-of-model"
        parts.append(number(lang, key, len(difference.changes)))
    if difference.answer == "different-text":
        parts.append(_as_text(difference, lang))
    if difference.failure:
        parts.append(escape.message(difference.failure))
    if difference.answer == "different-text" and difference.hunks:
        parts.append(number(lang, "hunk", len(difference.hunks)))
    if difference.filled:
        parts.append(number(lang, "filled", difference.filled))
    return words[difference.answer], parts


def _as_text(difference: Difference, lang: str) -> str:
    words = LANGUAGES[lang]
    unread = [letter for letter, side in zip("AB", difference[1:3], strict=True) if not side.parsed]
    if len(unread) == 1:
        return words["as-text"].format(which=unread[0])
    return words["as-text-both"]


def model(difference: Difference, template: TemplateRef | None, lang: str) -> str:
    """The model of a file, with its status; "" where it was not looked for."""
    words = LANGUAGES[lang]
    if template is None:
        sought = difference.answer not in ("same-bytes", "same-data")
        return words["no-template"] if sought else ""
    status = words.get(template.status, escape.message(template.status))
    return words["template-of"].format(id=escape.message(template.id), status=status)


def template_change(difference: Difference, lang: str) -> str | None:
    """That the two files follow different models, or versions of one; ``None`` if they do not."""
    a, b = difference.a.template, difference.b.template
    if a is None or b is None or (a.id, a.sha256) == (b.id, b.sha256):
        return None
    words = LANGUAGES[lang]
    one, other = escape.message(a.id), escape.message(b.id)
    if a.id == b.id:
        return words["other-blank"].format(a=one, sum_a=a.sha256[:12], sum_b=b.sha256[:12])
    same = a.id.partition("@")[0] == b.id.partition("@")[0]
    return words["other-version" if same else "other-template"].format(a=one, b=other)


# --------------------------------------------------------------------------- the writing


def writing_place(difference: Difference, writing: Writing, lang: str) -> str:
    """Where a cause shows first, in the file that is pointed at."""
    side = pointed(difference)
    if writing.b is None or (side is difference.a and writing.a is not None):
        return where(difference.a, writing.a, lang)
    return where(difference.b, writing.b, lang)


def example(writing: Writing, veil: Veil | None) -> Marks | None:
    """What A and B write at the first place, of a long value where it differs first.

    ``None`` where there is nothing short to show.  ``veil`` hides values.
    """
    if not writing.examples:
        return None
    old, new = writing.examples[0].old, writing.examples[0].new
    hides = veil is not None and writing.cause in OF_VALUES
    if max(len(old), len(new)) > EXAMPLE and not hides:
        old, new = _first_changed(diff_marks.marks(old, new))
    if old == new or max(len(old), len(new)) > EXAMPLE:
        return None
    if veil is not None:
        old, new = veil.example(writing.cause, old), veil.example(writing.cause, new)
    if writing.cause in _OF_BLANKS:
        old, new = old.replace(" ", "·"), new.replace(" ", "·")
    return Marks((Run(old, True),), (Run(new, True),), named=False, split=False)


def _first_changed(values: Marks) -> tuple[str, str]:
    old, new = (next((run.text for run in runs if run.changed), "") for runs in values[:2])
    return old, new


# --------------------------------------------------------------------------- the changes


def about(change: Change, lang: str) -> str:
    """What a change is about, in words: whose, and which of its data."""
    pointer = change.pointer_b if change.pointer_b is not None else change.pointer_a
    words = LANGUAGES[lang]
    subject = escape.message(shorten(change.subject, SUBJECT))
    path = escape.message(shorten(change.title, 2 * SUBJECT)) or shorten(
        path_words(_beyond(pointer or "", change.subject), words), 2 * SUBJECT
    )
    if not subject:
        return path
    return subject if path == words["whole"] else f"{subject} — {path}"


def move(change: Change, lang: str) -> str:
    """From where to where, in words."""
    words = LANGUAGES[lang]
    paths = (path_words(pointer or "", words) for pointer in (change.pointer_a, change.pointer_b))
    return " → ".join(shorten(path, 2 * SUBJECT) for path in paths)


def _beyond(pointer: str, subject: str) -> str:
    """The pointer without the tokens that the subject tells: one element, or one key, for each part.

    >>> _beyond("/commandes/0/etablissements/1/montantHT", "commande B1, établissement 830101259")
    '/montantHT'
    """
    tokens = split(pointer)
    start = 0
    for part in subject.split(", ") if subject else ():
        named = part.rpartition(" ")[2]
        ends = (n for n in range(start, len(tokens)) if tokens[n] == named)
        indices = (n for n in range(start, len(tokens)) if tokens[n].isdecimal())
        start = next(ends, next(indices, start - 1)) + 1
    return build(tokens[start:])


def change_place(difference: Difference, change: Change, lang: str) -> str:
    """Where a change is pointed at: in A for what B does not have."""
    in_a = change.b is None or change.kind == "removed" or pointed(difference) is difference.a
    if in_a and change.a is not None:
        return where(difference.a, change.a, lang)
    return where(difference.b, change.b, lang)


def word(difference: Difference, key: str, lang: str) -> str:
    """The word for this: another where a file is held against its model, for B is then no file."""
    words = LANGUAGES[lang]
    of_model = words.get(f"{key}-of-model") if difference.filled is not None else None
    return words[key] if of_model is None else of_model


def has(change: Change) -> tuple[bool, bool]:
    """Whether there is something to show of A, and of B."""
    return change.old is not None, change.new is not None or bool(change.wanted)


def values(change: Change, veil: Veil | None) -> Marks:
    """What was and what is, marked word by word, each on one line; ``veil`` hides values.

    What a model wants is said in words: it is no value, neither marked nor hidden.
    """
    old, new = change.old or "", change.new or ""
    if change.wanted:
        given = old if veil is None else veil.told(change.kind, old)
        runs = _unmarked([Run(given, False)]) if given else ()
        return Marks(runs, (Run(change.wanted, False),), named=False, split=False)
    shown = None if veil is None else (veil.told(change.kind, old), veil.told(change.kind, new))
    found = diff_marks.marks(old, new, shown)
    if change.old is None or change.new is None:
        return found._replace(old=_unmarked(found.old), new=_unmarked(found.new), split=False)
    return found._replace(old=_folded(found.old), new=_folded(found.new))


def _folded(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(Run(_FOLDED.sub(" ", run.text), run.changed) for run in runs)


def _unmarked(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(Run(run.text, False) for run in _folded(runs))
