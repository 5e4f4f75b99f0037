"""The explain path: every difference of a file that is not exact; imported for the first such file."""

from __future__ import annotations

from asp_check.document import Document, read
from asp_check.document.places import pointers_at
from asp_check.exactness.accept import FilledSlot, Run
from asp_check.exactness.compare import compare
from asp_check.exactness.layout import RULES as LAYOUT_RULES
from asp_check.exactness.layout import layout_problems
from asp_check.exactness.outcome import Layout, Outcome, blank_model
from asp_check.exactness.slips import Back, Mended, mend, spare_commas
from asp_check.finding import Edit, Problem, Severity
from asp_check.pointer import generalise, name
from asp_check.template import Template, depth
from asp_check.template.literals import is_filled
from asp_check.text import BOM, NEWLINE, decode

_FORM = ("E", "S", "T")


def explain(
    template: Template,
    data: bytes,
    run: Run | None,
    *,
    layout: Layout,
    max_size: int,
    max_depth: int,
) -> Outcome:
    """Name every difference of a file that the accept path did not take in ``run``."""
    # What the model itself shows is never too deep.
    max_depth = max(max_depth, depth(template.root))
    document = read(data, max_size=max_size, max_depth=max_depth, shape=template.root)
    problems, sources = _differences(template, document)
    if any(p.rule[0] == "S" for p in document.problems):
        problems, sources = _simpler(template, document, problems, sources, max_depth)
    if run is not None and not any(_blocks(problem) for problem in problems):
        problems.append(_first_difference(document, run))
    level = _looser(layout, template.manifest.layout if template.manifest else None)
    return Outcome(False, tuple(_at_level(problems, level)), document, sources)


_Sources = tuple[Run | FilledSlot, ...]


def _differences(
    template: Template, document: Document, mended: Mended | None = None
) -> tuple[list[Problem], _Sources]:
    """What the document breaks by itself, and where it departs from the template."""
    problems = [*_envelope(template, document), *_not_the_models(template, document)]
    if not document.complete or document.root is None:
        return problems, ()
    found = compare(template, document, mended.told() if mended else ())
    problems += found.problems
    newlines = list(dict.fromkeys(NEWLINE.findall(template.text)))
    problems += layout_problems(document.text, found.gaps, newlines, found.blanks)
    sources = tuple(found.slots)
    if sources and not _any_filled(document, sources):
        problems = blank_model(problems)
    return problems, sources


def _simpler(
    template: Template,
    document: Document,
    problems: list[Problem],
    sources: _Sources,
    max_depth: int,
) -> tuple[list[Problem], _Sources]:
    """The same file read with its slips put right, if that leaves less to say."""
    mended = _mended(template, document)
    if mended is None:
        return problems, sources
    reread = read(mended.text, max_depth=max_depth, shape=template.root)
    others, slots = _differences(template, reread, mended)
    if len(mended.problems) + _count(others) >= _count(problems):
        return problems, sources
    back = mended.back()
    slips = zip(
        mended.problems,
        pointers_at(reread.text, reread.tape, [start for start, _ in mended.spans()]),
        strict=True,
    )
    named = [_at(problem, pointer) for problem, pointer in slips]
    moved = [_moved(problem, back) for problem in others]
    places = Outcome(False, (), reread, slots).slots()
    return [*named, *moved], tuple(
        at._replace(start=back(at.start), end=back(at.start) + at.end - at.start) for at in places
    )


def _mended(template: Template, document: Document) -> Mended | None:
    """The text with its slips put right; the marks at its beginning, or the lack of one, are no slip."""
    text = document.text
    spare = spare_commas(text)
    if spare is not None and not any(p.rule[0] == "S" for p in read(spare.text).problems):
        return spare
    size = 0
    while text.startswith(BOM, size):
        size += len(BOM)
    mended = None
    # What is no beginning of JSON may stand in the place of the mark.
    if size == template.bom or text[:1] not in (b"{", b"["):
        mended = mend(template, text)
    if mended is not None or size == template.bom:
        return mended
    wanted = BOM[: template.bom]
    mended = mend(template, wanted + text[size:])
    if mended is None or mended.edits[0].offset < template.bom:
        return None
    return mended.shifted(size - template.bom, text[:size] + mended.text[template.bom :])


def _at(problem: Problem, pointer: str) -> Problem:
    """The slip with its pointer, and the name of the member in its message."""
    named = {param: name(pointer) for param in ("key", "text") if param in problem.params}
    return problem._replace(pointer=pointer, params={**problem.params, **named})


def _moved(problem: Problem, back: Back) -> Problem:
    """A problem of the mended text at its place in the file."""
    links = tuple(
        link._replace(start=back(link.start), end=back(link.end)) for link in problem.links
    )
    fix = problem.fix and tuple(
        edit._replace(offset=back(edit.offset), end_offset=back(edit.end_offset))
        for edit in problem.fix
    )
    start, end = back(problem.start), back(problem.end)
    return problem._replace(start=start, end=max(start, end), links=links, fix=fix)


def _count(problems: list[Problem]) -> int:
    return sum(map(_blocks, problems))


def _envelope(template: Template, document: Document) -> list[Problem]:
    """The byte-order mark, beside the model's."""
    if document.bom and not template.bom:
        return [Problem("E103", 0, len(BOM), fix=(Edit(0, len(BOM), ""),))]
    if template.bom and not document.bom and document.codec == "utf-8" and document.data:
        return [Problem("E104", 0, 0, fix=(Edit(0, 0, "\ufeff"),))]
    return []


def _not_the_models(template: Template, document: Document) -> list[Problem]:
    """The faults of the file, less those that the blank itself shows."""
    if not template.irregularities:
        return list(document.problems)
    shown = {(p.rule, _everywhere(p)) for p in template.irregularities}
    return [p for p in document.problems if (p.rule, _everywhere(p)) not in shown]


def _everywhere(problem: Problem) -> str:
    """The place that a fault of the blank has in every element; an encoding has none."""
    return "" if problem.rule == "E101" else generalise(problem.pointer or "")


def _any_filled(document: Document, sources: tuple[Run | FilledSlot, ...]) -> bool:
    for source in sources:
        if isinstance(source, Run):
            if source.filled:
                return True
        elif is_filled(source.slot, document.text[source.start : source.end]):
            return True
    return False


def _blocks(problem: Problem) -> bool:
    return problem.rule[0] in _FORM and problem.severity in (None, Severity.BLOCKING)


def _first_difference(document: Document, run: Run) -> Problem:
    """The safety net: the file is not exact, and no rule has a better name for it."""
    start = min(run.stopped, len(document.text))
    end = min(start + 1, len(document.text))
    wanted = run.wanted[0][1] if run.wanted else b""
    model, found = decode(wanted[:40]), decode(document.text[start : start + 40])
    return Problem("T901", start, end, None, {"model": model, "found": found}, model, found)


def _looser(asked: Layout, declared: Layout | None) -> Layout:
    order = ("error", "warn", "off")
    return asked if declared is None else max(asked, declared, key=order.index)


def _at_level(problems: list[Problem], layout: Layout) -> list[Problem]:
    if layout == "error":
        return problems
    if layout == "off":
        return [p for p in problems if p.rule not in LAYOUT_RULES]
    return [
        p._replace(severity=Severity.WARNING) if p.rule in LAYOUT_RULES else p for p in problems
    ]
