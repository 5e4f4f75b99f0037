"""Problems to findings: grouped, limited, placed and worded; imported only when there are some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from asp_check import pointer
from asp_check.causes.wording import LABELS, word
from asp_check.document import Document
from asp_check.engine.masked import POINTERS, Veil
from asp_check.engine.options import DEFAULTS, VALUES, Options
from asp_check.finding import NO_PARAMS, Edit, Elsewhere, Finding, Place, Problem, Severity
from asp_check.rules import RULEBOOK
from asp_check.template import Template
from asp_check.text import line_columns, shorten, visible

MAX_PLACES = 4
"""How many more places a finding shows, when the same fault is in many elements."""

MAX_EDITS = 1000
"""How many edits one finding proposes."""

MAX_TEXT = 200
"""How much of the file a finding quotes."""

MAX_QUOTE = 80
"""How much of another document it quotes."""

_OWN = frozenset({"found", "suggestion", "actual"})
"""The parameters that may differ from one element to the next: the fault is the same."""

_HABITS = frozenset(
    {"E106", "E301", "E302", "E303", "S105", "S108", "S201", "S202", "S203", "S302", "S406", "S411"}
)
"""Faults of the tool that wrote the file rather than of one place: one finding where there are many."""

_MANY = 10

_GRAVITY = (Severity.BLOCKING, Severity.WARNING, Severity.INFO)

Generalise = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Group:
    """The same fault, once or in many elements of one array, in order of place."""

    problems: tuple[Problem, ...]
    severity: Severity

    @property
    def first(self) -> Problem:
        """The one whose place is the finding's."""
        return self.problems[0]


def group(
    problems: Iterable[Problem], template: Template | None, options: Options = DEFAULTS
) -> list[Group]:
    """These problems in order of place, those that are one fault in many elements together."""
    generalise = _generaliser(template)
    found: dict[object, list[Problem]] = {}
    problems = list(problems)
    often = Counter(problem.rule for problem in problems if problem.rule in _HABITS)
    met: Counter[tuple[str, str | None]] = Counter()
    for problem in sorted(problems, key=lambda p: (p.start, p.end, p.rule)):
        if often[problem.rule] >= _MANY:
            found.setdefault(problem.rule, []).append(problem)
            continue
        kind = _kind(problem, generalise)
        # Twice in one element is two faults.
        met[problem.rule, problem.pointer] += 1
        found.setdefault((kind, met[problem.rule, problem.pointer]), []).append(problem)
    return [
        Group(tuple(same), options.severity(same[0].rule) or severity(same[0]))
        for same in found.values()
    ]


def severity(problem: Problem) -> Severity:
    """How grave a problem is: its own severity, else its rule's; by inference nothing blocks."""
    cause = RULEBOOK[problem.rule]
    found = problem.severity or cause.severity
    certainty = problem.params.get("certainty", cause.certainty)
    if found is Severity.BLOCKING and certainty == "inference":
        return Severity.WARNING
    return found


def limit(groups: Sequence[Group], most: int) -> tuple[list[Group], Mapping[str, int]]:
    """As many groups as may be shown, the gravest first to stay; the others counted by rule."""
    if len(groups) <= most:
        return list(groups), NO_PARAMS
    ranked = sorted(
        range(len(groups)),
        # That the reader stopped is never left out.
        key=lambda i: (groups[i].first.rule != "S901", _GRAVITY.index(groups[i].severity), i),
    )
    kept = set(ranked[:most])
    left = Counter(g.first.rule for i, g in enumerate(groups) if i not in kept)
    return [g for i, g in enumerate(groups) if i in kept], MappingProxyType(
        dict(sorted(left.items()))
    )


def describe(
    groups: Sequence[Group],
    data: bytes,
    document: Document | None,
    path: str | None,
    options: Options,
    template: Template | None = None,
    every: Sequence[Problem] = (),
) -> tuple[Finding, ...]:
    """The findings, with lines and columns, offsets of the file as it is, and words.

    ``document`` is what was read of ``data``, if it had to be read; ``template`` what it was held
    against; ``every`` all the problems of the file, shown or not: what may be repaired hangs on them.
    """
    offsets = {o for g in groups for o in _offsets(g)}
    originals: Mapping[int, int] = {}
    text = data
    if document is not None and document.codec != "utf-8":
        text = document.text
        originals = document.originals(offsets)
    places = line_columns(text, offsets)
    generalise, veil = _generaliser(template), Veil(template)
    placer = _Placer(
        path,
        options.lang,
        places,
        originals,
        lambda one: veil.general(generalise(one.pointer or ""), one.rule),
    )
    repaired = _repaired(groups, every, template)
    if options.mask:
        groups = [replace(g, problems=tuple(map(veil.problem, g.problems))) for g in groups]
    return tuple(
        finding._replace(fixable=True) if fixable else finding
        for finding, fixable in zip(map(placer.finding, groups), repaired, strict=True)
    )


def _repaired(
    groups: Sequence[Group], every: Sequence[Problem], template: Template | None
) -> Sequence[bool]:
    """Whether ``asp-check fix`` repairs each of these, wherever it was met."""
    if template is None:
        return [False] * len(groups)
    from asp_check.repair.scope import is_fixable, scope_of  # noqa: PLC0415 - an exact file has no need

    scope = scope_of(every, template)
    return [all(is_fixable(problem, scope) for problem in one.problems) for one in groups]


def _kind(problem: Problem, generalise: Generalise) -> object:
    """What two problems share that are one fault in two elements; else what they share with none."""
    if problem.pointer is None:
        return id(problem)
    general = generalise(problem.pointer)
    if general == problem.pointer:
        return id(problem)
    # Where a value is to be replaced by another, each is to be seen.
    alone = problem.rule == VALUES or (problem.rule[0] in "RX" and "suggestion" in problem.params)
    own = frozenset[str]() if alone else _OWN
    params = tuple(
        (name, generalise(value) if name in POINTERS else value)
        for name, value in sorted(problem.params.items())
        if name not in own
    )
    return problem.rule, problem.severity, general, params


def _generaliser(template: Template | None) -> Generalise:
    """What turns the pointer of one element into that of all, as the template repeats them."""
    if template is None:
        return pointer.generalise
    repeated = {repeat.path for repeat in template.repeats}

    def generalise(place: str) -> str:
        general = ""
        for token in place.split("/")[1:]:
            general += f"/{pointer.ANY}" if general in repeated else f"/{token}"
        return general

    return generalise


def _offsets(one: Group) -> Iterator[int]:
    first = one.first
    yield first.start
    yield first.end
    for link in first.links:
        yield link.start
        yield link.end
    for problem in one.problems[1 : 1 + MAX_PLACES]:
        yield problem.start
        yield problem.end
    for edit in _edits(one) or ():
        yield edit.offset
        yield edit.end_offset


def _edits(one: Group) -> list[Edit] | None:
    """What repairs the whole finding, if something does."""
    edits: list[Edit] = []
    for problem in one.problems:
        if problem.fix is None:
            return None
        edits += problem.fix
        if len(edits) > MAX_EDITS:
            return None
    return edits


@dataclass(frozen=True, slots=True)
class _Placer:
    """What turns a group into a finding, once the places of all are known."""

    path: str | None
    lang: str
    places: Mapping[int, tuple[int, int]]
    originals: Mapping[int, int]
    general: Callable[[Problem], str]

    def finding(self, one: Group) -> Finding:
        first = one.first
        cause = RULEBOOK[first.rule]
        line, column = self.places[first.start]
        end_line, end_column = self.places[first.end]
        edits = _edits(one)
        return Finding(
            rule=first.rule,
            name=cause.name,
            severity=one.severity,
            # What a kind of value refuses may rest on less than the rule does.
            certainty=first.params.get("certainty", cause.certainty),
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            offset=self._original(first.start),
            end_offset=self._original(first.end),
            pointer=first.pointer,
            message=word(cause, first.params, self.lang),
            expected=first.expected,
            actual=None if first.actual is None else shorten(first.actual, MAX_TEXT),
            count=sum(problem.count for problem in one.problems),
            related=tuple(self._related(one)),
            fix=None if edits is None else tuple(self._edit(edit) for edit in edits),
            # A datum has its own page.
            source=first.params.get("source", cause.source),
            cause=str(first.params.get("cause", "")),
            general=None if first.pointer is None else self.general(first),
        )

    def _related(self, one: Group) -> Iterator[Place]:
        for link in one.first.links:
            yield self._place(link.start, link.end, link.pointer, link.label)
        for other in one.first.elsewhere:
            yield _elsewhere(other, self.lang)
        for problem in one.problems[1 : 1 + MAX_PLACES]:
            yield self._place(problem.start, problem.end, problem.pointer, "also")
            for other in problem.elsewhere:
                yield _elsewhere(other, self.lang)

    def _place(self, start: int, end: int, where: str | None, label: str) -> Place:
        line, column = self.places[start]
        words = LABELS[label].of(self.lang)
        original = self._original
        return Place(self.path, line, column, original(start), original(end), where, words)

    def _edit(self, edit: Edit) -> Edit:
        if not self.originals:
            return edit
        return Edit(self._original(edit.offset), self._original(edit.end_offset), edit.text)

    def _original(self, offset: int) -> int:
        return self.originals[offset] if self.originals else offset


def _elsewhere(link: Elsewhere, lang: str) -> Place:
    """A place of another document, with what is written there."""
    words = LABELS[link.label].of(lang)
    if link.found:
        found = visible(shorten(link.found, MAX_QUOTE))
        words += f": “{found}”" if lang == "en" else f"\u00a0: «\u00a0{found}\u00a0»"
    return Place(
        link.path, link.line, link.column, link.offset, link.end_offset, link.pointer, words,
        link.page, link.box,
    )  # fmt: skip
