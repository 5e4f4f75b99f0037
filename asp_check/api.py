"""The Python interface: what each public function takes, and what it raises."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from asp_check import catalog, files
from asp_check.config import Config
from asp_check.engine import Options
from asp_check.facts import Facts, References
from asp_check.files import TooLarge
from asp_check.finding import NOTEBOOK, Report, UsageError
from asp_check.inputs import (
    folders_of,
    instant,
    one_of,
    path_of,
    prefixes,
    refuse_contradictions,
    several,
)
from asp_check.judging import attached, judge
from asp_check.library import Library
from asp_check.reference.settings import NAMES, ReferenceFile
from asp_check.template import Template

if TYPE_CHECKING:
    from datetime import date, datetime

    from asp_check.difference.model import Difference

LANGUAGES = ("fr", "en")
LAYOUTS = ("error", "warn", "off")


def load_template(
    source: str | os.PathLike[str],
    *,
    templates: str | os.PathLike[str] | None = None,
    as_of: str | date | datetime | None = None,
) -> Template:
    """The template that ``source`` names; frozen, and safe to share between threads.

    ``source`` is an id (``"hop-dpi-va2/avance"``), an id with its version
    (``"hop-dpi-va2/avance@2024-09-12"``), the path of a blank that ends in ``.json``, or the path
    of a folder that holds a ``manifest.toml``.  ``templates`` is a folder of templates, searched
    before the user's own and the packaged ones.  Without a version, the one in force at ``as_of``
    (Europe/Paris when it has no zone), else the latest.

    Raises ``UsageError`` if there is no such template, or if it cannot be used: a broken manifest,
    a blank whose SHA-256 is not the manifest's.
    """
    name = path_of("template", source)
    return catalog.load(name, folders=folders_of(templates), as_of=instant(as_of))


def check(  # noqa: PLR0913 - the public signature
    source: str | os.PathLike[str] | bytes,
    *,
    template: Template | str | os.PathLike[str] | None = None,
    pieces: Sequence[object] = (),
    avance: object | None = None,
    as_of: str | date | datetime | None = None,
    layout: Literal["error", "warn", "off"] = "error",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    require: Iterable[str] = (),
    lang: Literal["fr", "en"] = "fr",
    templates: str | os.PathLike[str] | None = None,
    facts: Facts | None = None,
) -> Report:
    """The report on one file: every finding, what was not asked, and the verdict.

    ``source`` is a path (``str``, ``Path``) or the content itself (``bytes``).  ``template`` is
    what ``load_template`` gives or takes; without it the file is recognised by its content, and a
    reference model recognised that way leaves the verdict ``inconclusive``.

    ``as_of`` is the instant at which the file is judged, Europe/Paris when it has no zone; without
    it the latest version of the template holds.  ``layout`` says how blanks between tokens,
    newlines and the end of the file are judged: ``"error"``, ``"warn"`` or ``"off"``, unless the
    manifest of the template is looser.  ``select``, ``ignore`` and ``require`` are
    beginnings of rule ids (``"T"``, ``"T101"``): rules to keep, to drop, and without which the
    verdict is ``inconclusive``.  ``lang`` is the language of the messages.  ``templates`` is a
    folder of templates, searched first.  ``facts`` is what ``load_facts`` gives: what the rules of
    funding know beside the file; without it, the dispositifs that come with the program.

    Offsets in the report count bytes of the file from 0; lines and columns count code points
    from 1; ends are exclusive.  What the file contains never raises.  Raises ``UsageError``, a
    ``ValueError``, if there is no such file or template, or for an argument that cannot be used.

    ``pieces`` are the papers that go with the request: paths, which are recognised by their content,
    or pairs of a role (``"bdc"``, ``"va"``, ``"mom"``, ``"invoice"``, ``"pilot"``) and a path.
    ``avance`` is the path of the advance request deposited before a balance, or of its folder.
    ``report.pieces`` says what each was taken for, ``report.matrix`` what each says of each concept.
    """
    if facts is not None and not isinstance(facts, Facts):
        raise UsageError(
            "facts : attendu, ce que rend load_facts()",
            "facts: what load_facts() gives is expected",
        )
    when = instant(as_of)
    options = _options(
        one_of("layout", layout, LAYOUTS),
        several("select", select),
        several("ignore", ignore),
        several("require", require),
        one_of("lang", lang, LANGUAGES),
        when,
        _default_facts() if facts is None else _Same(facts),
    )
    library = Library(folders_of(templates), when)
    if template is not None and not isinstance(template, Template):
        template = library.load(template)
    if isinstance(source, (bytes, bytearray, memoryview)):
        path: str | None = None
        data: bytes | TooLarge = bytes(source)
    else:
        path = path_of("source", source)
        data = files.read(path, max_size=options.max_size)
    with_it = attached(pieces, None if avance is None else path_of("avance", avance))
    return judge(data, path, template, options, library, with_it)


def render(
    values: object,
    template: Template | str | os.PathLike[str],
    *,
    as_of: str | date | datetime | None = None,
    templates: str | os.PathLike[str] | None = None,
) -> bytes:
    """The bytes of a file that holds these values, exact to the character by construction.

    ``values`` has the shape of the JSON: a mapping, a list where the template is an array, or a
    pydantic model (``asp-check template model`` prints one).  Or it is a mapping of JSON Pointers and
    concepts to values.  Numbers are ``int`` or ``Decimal``; a ``float`` where the digits that it shows
    need no rounding.  Dates may be ``date`` where the manifest says that the field is one.  What the
    template fixes may be left out, and its optional members.

    ``template``, ``as_of`` and ``templates`` are those of ``load_template``.

    Raises ``RenderError``, a ``UsageError`` whose ``faults`` are all the values that do not fit, each
    with its JSON Pointer; ``UsageError`` if the template cannot be used.
    """
    from asp_check.rendering import render as rendered

    if not isinstance(template, Template):
        template = load_template(template, templates=templates, as_of=as_of)
    return rendered(values, template)


def fix(
    data: bytes,
    template: Template | str | os.PathLike[str],
    *,
    encoding: str | None = None,
    as_of: str | date | datetime | None = None,
    templates: str | os.PathLike[str] | None = None,
) -> bytes:
    """The bytes of a file with its form made that of the template, and no value touched.

    Repaired: the encoding (UTF-16 and UTF-32; Windows-1252 with ``encoding="windows-1252"``), the
    byte-order mark, newlines, the end of the file, blanks, the order of members, escapes in fixed keys,
    extra commas, the way that a number is written.  All else stays as it is; ``check`` says what is left.
    What a file contains never raises, and ``fix`` of what it gives changes nothing.

    ``template``, ``as_of`` and ``templates`` are those of ``load_template``.

    Raises ``UsageError`` if the template cannot be used, or for an argument that cannot be;
    ``RuntimeError`` for a fault of ours, where what was made did not stand the proof.
    """
    from asp_check.repair import ENCODINGS
    from asp_check.repair import fix as fixed

    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise UsageError("data : attendu, des octets (bytes)", "data: bytes are expected")
    if encoding is not None:
        one_of("encoding", encoding, ENCODINGS)
    if not isinstance(template, Template):
        template = load_template(template, templates=templates, as_of=as_of)
    found = fixed(bytes(data), template, encoding=encoding)
    if found.failure is not None:
        raise RuntimeError(f"asp-check: what was repaired is not the same ({found.failure})")
    return found.data


def diff(
    a: str | os.PathLike[str] | bytes,
    b: str | os.PathLike[str] | bytes | None = None,
    *,
    template: Template | str | os.PathLike[str] | None = None,
    as_of: str | date | datetime | None = None,
    lang: Literal["fr", "en"] = "fr",
    templates: str | os.PathLike[str] | None = None,
) -> Difference:
    """What differs between two files: their bytes, the way that their data are written, their data.

    ``a`` and ``b`` are paths or contents (``bytes``).  ``template``, ``as_of`` and ``templates`` are
    those of ``load_template``; without a template each file is recognised by its content.  By its
    concepts the elements of arrays are matched and named.  Without ``b``, ``a`` is held against
    ``template``, filled with the values of ``a``: what is told is where it departs from its model.

    ``.answer`` is ``"same-bytes"``, ``"same-data"``, ``"different-data"``, ``"different-text"`` (one is
    not JSON, and their texts were compared) or ``"failed"``.  What a file contains never raises.
    Raises ``UsageError`` if there is no such file or template, or for an argument that cannot be used.
    """
    from asp_check.comparing import compared

    library = Library(folders_of(templates), instant(as_of))
    if template is not None and not isinstance(template, Template):
        template = library.load(template)
    sides = [_given("a", a), *([] if b is None else [_given("b", b)])]
    return compared(sides, template, library, one_of("lang", lang, LANGUAGES))


def _given(
    name: str, source: str | os.PathLike[str] | bytes
) -> tuple[str | None, bytes | TooLarge]:
    """The path and the content of what a caller gives."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return None, bytes(source)
    path = path_of(name, source)
    return path, files.read(path, max_size=Options().max_size)


@lru_cache(maxsize=64)
def _options(
    layout: Literal["error", "warn", "off"],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    require: tuple[str, ...],
    lang: Literal["fr", "en"],
    as_of: str | None,
    facts: _Same,
) -> Options:
    """The options, judged once: one call is mostly like the one before."""
    options = Options(
        layout=layout,
        select=prefixes("select", select),
        ignore=prefixes("ignore", ignore),
        require=prefixes("require", require),
        lang=lang,
        as_of=as_of,
        facts=facts.facts,
    )
    refuse_contradictions(options)
    return options


class _Same:
    """Facts that are the same when they are the same object: they are too many to compare."""

    __slots__ = ("facts",)

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.facts is self.facts

    def __hash__(self) -> int:
        return id(self.facts)


@lru_cache(maxsize=1)
def _default_facts() -> _Same:
    return _Same(load_facts())


def load_facts(
    config: str | os.PathLike[str] | None = None,
    *,
    dispositifs: str | os.PathLike[str] | None = None,
    references: Mapping[str, str | os.PathLike[str]] = MappingProxyType({}),
    resubmission: bool = False,
) -> Facts:
    """What the rules of funding know beside the files: load it once, check many.

    ``config`` is a configuration (``asp-check.toml``, ``pyproject.toml``) of which the supplier, the
    solutions, the dispositifs and the reference files are taken; what follows wins over it.
    ``dispositifs`` is a file of the user's own that overrides or adds to what comes with the
    program.  ``references`` are files by ``"ceilings"``, ``"finess"`` or ``"funded"``.
    ``resubmission``: the requests were deposited before and are back to « A modifier ».

    Raises ``UsageError`` for a file that cannot be used.
    """
    from asp_check import config as configuration

    named: object = references
    if not isinstance(named, Mapping) or not all(isinstance(name, str) for name in named):
        raise UsageError(
            'references : attendu, un dictionnaire {"finess": chemin}',
            'references: a mapping {"finess": path} is expected',
        )
    settings = Config() if config is None else configuration.load(path_of("config", config))
    return facts_of(
        settings,
        None if dispositifs is None else path_of("dispositifs", dispositifs),
        {name: path_of("references", path) for name, path in references.items()},
        resubmission=resubmission,
    )


def facts_of(
    settings: Config,
    dispositifs: str | None = None,
    references: Mapping[str, str] = MappingProxyType({}),
    *,
    resubmission: bool = False,
) -> Facts:
    """The facts of a configuration; the files named here win over its own."""
    from asp_check.catalog.dispositifs import find, load

    files_of = dict(settings.reference)
    for name, path in references.items():
        if name not in NAMES:
            listed = ", ".join(NAMES)
            shown = files.display(name)
            raise UsageError(
                f"reference « {shown} » : référentiels possibles : {listed}",
                f"reference '{shown}': possible references: {listed}",
            )
        # The columns of the configuration hold for another file of the same kind.
        files_of[name] = files_of.get(name, ReferenceFile(path))._replace(file=path, date=None)
    found: dict[str, Any] = {}
    if files_of:
        from asp_check.reference import load as load_reference

        found = {name: load_reference(name, where) for name, where in files_of.items()}
    known = load(dispositifs or settings.dispositifs)
    for solution in settings.solution:
        find(known, solution.dispositif)  # One that nobody knows would be of no use, in silence.
    return Facts(
        dispositifs=known,
        supplier=settings.supplier,
        solutions={solution.dispositif.lower(): solution for solution in settings.solution},
        references=References(**found),
        resubmission=resubmission,
    )


def _drawn(report: Report) -> str | None:
    """The report for a notebook; a fault of ours leaves the text, which a notebook shows instead."""
    from asp_check import __version__

    try:
        from asp_check.report.notebook import fragment

        return fragment(report, report.lang, __version__)
    except Exception:  # noqa: BLE001 - what is shown last must not hide what was found
        return None


NOTEBOOK[:] = [_drawn]
