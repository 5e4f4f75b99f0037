"""Bytes, a template and options to a report: findings, what was not asked, and the verdict.

Pure.  The words of the rules are imported only when one has something to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from asp_check import exactness
from asp_check.document import Document, read
from asp_check.engine.options import DEFAULTS, MAX_FINDINGS, NO_KIN, Kin, Options
from asp_check.engine.scope import (
    OPEN,
    PIECES,
    READ_RULES,
    VEILS,
    Scope,
    crash,
    not_run,
    required,
    scope_of,
    unknown,
    where,
)
from asp_check.finding import NO_PARAMS, NotRun, PieceRef, Problem, Report, Severity, Verdict
from asp_check.template import Template

if TYPE_CHECKING:
    from asp_check.engine.papers import Crossed, Papers
    from asp_check.finding import Finding

__all__ = [
    "DEFAULTS",
    "MAX_FINDINGS",
    "NO_KIN",
    "Kin",
    "Options",
    "crashed",
    "judge",
    "too_large",
    "unknown",
    "where",
]


def judge(
    data: bytes,
    template: Template | None,
    options: Options = DEFAULTS,
    path: str | None = None,
    kin: Kin = NO_KIN,
    papers: Papers | None = None,
) -> Report:
    """The report on these bytes, held against this template; whatever they are, nothing raises.

    Without a template only what the bytes break by themselves is found, and the verdict is
    open unless that blocks.  ``kin`` are the other versions of the template, ``papers`` the pieces
    that go with the request, where some are given.
    """
    try:
        return _judge(data, sha256(data).hexdigest(), template, options, path, kin, papers)
    except Exception as error:  # noqa: BLE001 - a fault of ours is named, and leaves the verdict open
        return crashed(error, data, template, options, path)


def too_large(
    size: int,
    digest: str,
    template: Template | None,
    options: Options = DEFAULTS,
    path: str | None = None,
) -> Report:
    """The report on a file that was not read: ``size`` bytes are more than ``max_size``."""
    problem = Problem("E401", 0, 0, params={"size": size, "limit": options.max_size})
    content = _Content(b"", None, whole=False)
    return _report([problem], [], content, digest, template, options, path)


def crashed(
    error: Exception,
    data: bytes,
    template: Template | None,
    options: Options = DEFAULTS,
    path: str | None = None,
) -> Report:
    """The report of a fault of ours: nothing was found out, and nothing is hidden."""
    scope = scope_of(template, options)
    return Report(
        path=path,
        sha256=sha256(data).hexdigest(),
        verdict=Verdict.INCONCLUSIVE,
        template=scope.template,
        not_run=(crash("S" if template is None else "T", error, options.lang),),
        as_of=options.as_of,
        options=scope.options,
        lang=options.lang,
    )


def _judge(
    data: bytes,
    digest: str,
    template: Template | None,
    options: Options,
    path: str | None,
    kin: Kin,
    papers: Papers | None,
) -> Report:
    if template is None:
        document = read(data, max_size=options.max_size, max_depth=options.max_depth)
        content = _Content(data, document, _is_whole(document))
        return _report(document.problems, [], content, digest, None, options, path)
    outcome = exactness.check(
        template,
        data,
        layout=options.layout,
        max_size=options.max_size,
        max_depth=options.max_depth,
    )
    content = _Content(data, outcome.document, _is_whole(outcome.document))
    problems: Sequence[Problem] = outcome.problems
    crashes: list[NotRun] = []
    scope = scope_of(template, options)
    if scope.wanted is not None:
        from asp_check.engine.substance import Substance  # noqa: PLC0415 - a bare blank has none

        text = data if outcome.document is None else outcome.document.text
        substance = Substance(outcome, text, scope, options, kin)
        veiled = not content.whole or _is_veiled(problems)
        problems = substance.problems(veiled=veiled)
        crashes += substance.failed
    crossed = None
    if papers is not None:
        from asp_check.engine.papers import cross  # noqa: PLC0415 - most files come without

        crossed = cross(template, data, outcome, problems, papers, options, path)
        problems = [*problems, *crossed.problems]
    content = content._replace(crossed=crossed)
    return _report(problems, crashes, content, digest, template, options, path)


class _Content(NamedTuple):
    """The bytes, what was read of them if they had to be read, and whether that is all of them.

    ``crossed`` is what the pieces that go with them came to, where there are some.
    """

    data: bytes
    document: Document | None
    whole: bool
    crossed: Crossed | None = None


def _is_whole(document: Document | None) -> bool:
    return document is None or (document.complete and document.root is not None)


def _report(
    problems: Sequence[Problem],
    failed: list[NotRun],
    content: _Content,
    digest: str,
    template: Template | None,
    options: Options,
    path: str | None,
) -> Report:
    """The report that these problems make."""
    scope = scope_of(template, options)
    findings: tuple[Finding, ...] = ()
    ignored: Mapping[str, int] = NO_PARAMS
    failing: set[str] = set()
    posed = scope.posed - len(failed)
    shown = content.data
    if problems or not content.whole:
        if not content.whole or any(not options.asks(p.rule) for p in _veils(problems)):
            failed = [*failed, _unread(template, options)]
            posed = min(posed, READ_RULES)
        if asked := [problem for problem in problems if options.asks(problem.rule)]:
            from asp_check.engine.findings import describe, group, limit  # noqa: PLC0415 - the words

            groups = group(asked, template, options)
            grave = _STRICT if options.strict else _BLOCKING
            failing = {one.first.rule for one in groups if one.severity in grave}
            groups, ignored = limit(groups, options.max_findings)
            findings = describe(
                groups, content.data, content.document, path, options, template, problems
            )
        if options.ignore:
            ignored = _counted(ignored, problems, options)
    if options.mask and findings:
        shown = _masked(shown, template)
    entries = (*failed, *scope.not_run) if failed else scope.not_run
    shown_options = scope.options
    crossed = content.crossed
    if crossed is not None:
        left = (entry for entry in entries if entry.rule != PIECES)
        entries = (*left, *crossed.not_run)
        posed += crossed.posed
        shown_options = MappingProxyType({**shown_options, "pieces": _told(crossed.pieces)})
    return Report(
        path,
        digest,
        _verdict(failing, entries, scope, options) if posed > 0 else Verdict.INCONCLUSIVE,
        scope.template,
        findings,
        entries,
        options.as_of,
        ignored,
        posed,
        shown_options,
        shown,
        None if template is None else template.blank,
        () if crossed is None else crossed.pieces,
        () if crossed is None else crossed.matrix,
        options.lang,
    )


def _told(pieces: Iterable[PieceRef]) -> list[dict[str, object]]:
    """The papers that a verdict rests on, as the options of a report show them."""
    return [{"path": p.path, "sha256": p.sha256, "role": p.role} for p in pieces]


def _masked(data: bytes, template: Template | None) -> bytes:
    from asp_check.engine.masked import Veil  # noqa: PLC0415 - most reports show what they found

    return Veil(template).data(data)


def _counted(
    beyond: Mapping[str, int], problems: Iterable[Problem], options: Options
) -> Mapping[str, int]:
    """What is not shown, by rule: beyond the limit, or ignored; nothing is dropped silently."""
    left = Counter(beyond)
    left.update(p.rule for p in problems if options.selects(p.rule) and not options.asks(p.rule))
    return MappingProxyType(dict(sorted(left.items())))


def _veils(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The faults that hide part of the file."""
    return (problem for problem in problems if problem.rule.startswith(VEILS))


def _is_veiled(problems: Iterable[Problem]) -> bool:
    return next(_veils(problems), None) is not None


_BLOCKING = frozenset({Severity.BLOCKING})
_STRICT = frozenset({Severity.BLOCKING, Severity.WARNING})


def _verdict(
    failing: set[str], entries: Iterable[NotRun], scope: Scope, options: Options
) -> Verdict:
    """What can be said, by the rules that fail and those that were not asked."""
    if not scope.is_law:
        # Nobody said that this is the law: only what no model would accept counts.
        failing = {rule for rule in failing if rule[0] in "ES"}
    if failing:
        return Verdict.NONCONFORM
    for entry in entries:
        if entry.kind in OPEN or (options.require and required(entry, options)):
            return Verdict.INCONCLUSIVE
    return Verdict.CONFORM


def _unread(template: Template | None, options: Options) -> NotRun:
    """The file has an end that nobody saw: what was not read was not compared."""
    return not_run("S" if template is None else "T", "unreadable", "unread", options.lang)
