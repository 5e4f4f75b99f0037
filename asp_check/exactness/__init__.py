"""The exact check of one file against one template: families E, S and T, and empty slots.

Two paths, one answer.  The accept path takes an exact file and nothing else; the explain path
names every difference of any other.
"""

from __future__ import annotations

from asp_check.document import MAX_DEPTH, MAX_SIZE
from asp_check.exactness.accept import FilledSlot, Run, accept
from asp_check.exactness.outcome import Layout, Outcome, blank_model
from asp_check.finding import Problem
from asp_check.template import Template

__all__ = ["FilledSlot", "Layout", "Outcome", "Run", "check", "explain"]


def check(
    template: Template,
    data: bytes,
    *,
    layout: Layout = "error",
    max_size: int = MAX_SIZE,
    max_depth: int = MAX_DEPTH,
) -> Outcome:
    """Check the bytes of a file against a template.

    ``layout`` says what differences of blanks, newlines and end of file are: blocking
    (``error``), warnings (``warn``) or nothing (``off``).  Never raises on content.
    """
    if len(data) <= max_size:
        run = accept(template, data)
        if run.stopped < 0:
            if run.filled and not run.remarks:
                return Outcome(True, (), None, (run,))
            if data == template.text:
                return Outcome(True, tuple(blank_model([])), None, (run,))
            return Outcome(True, tuple(_remarked(run)), None, (run,))
    else:
        run = Run(data, template.style, stopped=0)
    return explain(template, data, run, layout=layout, max_size=max_size, max_depth=max_depth)


def explain(
    template: Template,
    data: bytes,
    run: Run | None = None,
    *,
    layout: Layout = "error",
    max_size: int = MAX_SIZE,
    max_depth: int = MAX_DEPTH,
) -> Outcome:
    """Name every difference of a file that the accept path did not take in ``run``."""
    from asp_check.exactness import differences  # noqa: PLC0415 - an exact file has none

    return differences.explain(
        template, data, run, layout=layout, max_size=max_size, max_depth=max_depth
    )


def _remarked(run: Run) -> list[Problem]:
    """What there is to say of an exact file: of literals that stand where they may."""
    from asp_check.exactness.compare import remark_problem  # noqa: PLC0415 - most call for none

    problems = [remark_problem(at, remark, run.data) for at, remark in run.remarks]
    return problems if run.filled else blank_model(problems)
