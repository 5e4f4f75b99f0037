"""Two files compared: their bytes, then how their data are written, then their data.

Pure.  Nothing is called the same unless it is: where one of the two is not JSON their texts are
compared, and where a limit stands in the way or something of ours breaks, nothing is.
"""

from typing import NamedTuple

from asp_check.difference import reading
from asp_check.difference.model import Difference, Side
from asp_check.difference.reading import Read, Recogniser
from asp_check.document import MAX_DEPTH, MAX_SIZE, read
from asp_check.template import Template

Measured = tuple[str | None, str, int, bytes]
"""Of a file its path, its SHA-256, its size, and what was read of it."""


class Settings(NamedTuple):
    """How a comparison is made and told.

    By the concepts of ``template`` elements are matched and named; without it, ``recognise`` is asked
    which each file was made from, if their data differ.  ``lang`` is the language of ``failure``, of
    subjects and of titles.  ``hide`` masks the identifiers in subjects, and keys that are data.
    """

    template: Template | None = None
    recognise: Recogniser | None = None
    lang: str = "fr"
    hide: bool = False
    max_size: int = MAX_SIZE
    max_depth: int = MAX_DEPTH


_USUAL = Settings()


def diff(
    a: bytes,
    b: bytes,
    settings: Settings = _USUAL,
    *,
    paths: tuple[str | None, str | None] = (None, None),
) -> Difference:
    """What differs between A and B."""
    in_a = _read(a, paths[0], settings)
    if a == b:
        return _same(in_a, in_a.called(paths[1]))
    return _compare(in_a, _read(b, paths[1], settings), settings)


def diff_model(
    data: bytes, template: Template, settings: Settings = _USUAL, *, path: str | None = None
) -> Difference:
    """What differs between a file and its model, filled with the values of the file.

    B is that model filled in, under the name of the template; ``filled`` is how many blanks were.
    """
    from asp_check.difference import against, wanted  # noqa: PLC0415 - two files have no need of it

    settings = settings._replace(template=template)
    in_a = _read(data, path, settings)
    model = against.expected(in_a.view.document, template)
    if data == model.data:
        same = _same(in_a, in_a.called(template.id))._replace(filled=model.filled)
        if in_a.side.parsed or template.irregularities:
            return same
        # What is no JSON is not what a model that is JSON would be.
        return same._replace(answer="failed", failure=reading.why(in_a, in_a, settings.lang))
    found = _compare(in_a, _read(model.data, template.id, settings), settings)
    changes = wanted.in_words(found.changes, template, settings.lang)
    return found._replace(changes=changes, filled=model.filled)


def _read(data: bytes, path: str | None, settings: Settings) -> Read:
    document = read(data, max_size=settings.max_size, max_depth=settings.max_depth)
    return reading.of(document, path).made_from(settings.template)


def failed(a: Measured, b: Measured, why: str) -> Difference:
    """No comparison, and why."""
    first, second = (Side(*side, template=None, parsed=False) for side in (a, b))
    return Difference("failed", first, second, (), (), (), None, (), why)


def _same(a: Read, b: Read) -> Difference:
    """What there is to say of the same bytes."""
    patch = () if a.side.parsed else None
    return Difference("same-bytes", a.side, b.side, (), (), (), patch, (), None)


def _compare(a: Read, b: Read, settings: Settings) -> Difference:
    """What differs between two files that are not the same bytes."""
    lang, recognise = settings.lang, settings.recognise
    if settings.template is not None:
        recognise = None
    if a.is_limited or b.is_limited:
        why = reading.why(a, b, lang)
        return Difference("failed", a.side, b.side, (), (), (), None, (), why)
    from asp_check.difference import comparing  # noqa: PLC0415 - the same bytes have no need of it

    texts = comparing.texts(a, b)
    if a.side.parsed and b.side.parsed:
        found = comparing.data(a, b, recognise, lang, settings.hide)
        return Difference(**found, **texts, failure=None)
    if recognise is not None:
        a = a.made_from(recognise(a.view.document))
        b = b.made_from(recognise(b.view.document))
    return Difference(
        "different-text", a.side, b.side, (), (), texts["edits"], None, texts["hunks"],
        reading.why(a, b, lang), own_keys=reading.own_keys(a, b),
    )  # fmt: skip


__all__ = ["Difference", "Settings", "diff", "diff_model", "failed"]
