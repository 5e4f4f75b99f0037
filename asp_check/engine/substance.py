"""What a file says, once its form was judged: kinds of value (V101), and the rules of funding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check import exactness
from asp_check.engine import funding
from asp_check.engine.contents import Contents, Places, gather, refused
from asp_check.engine.gaps import gaps, with_gaps
from asp_check.engine.options import VALUES, Kin, Options
from asp_check.engine.scope import Scope, crash, not_run
from asp_check.exactness import Outcome
from asp_check.facts import Given
from asp_check.finding import NotRun, Problem, Severity
from asp_check.template import Template


class Substance:
    """The values of one file and what there is to say of them; ``failed`` is what could not be asked."""

    def __init__(
        self, outcome: Outcome, text: bytes, scope: Scope, options: Options, kin: Kin
    ) -> None:
        self.outcome = outcome
        self.text = text
        self.scope = scope
        self.options = options
        self.kin = kin
        self.places = Places(outcome)
        self.failed: list[NotRun] = []

    def problems(self, *, veiled: bool) -> Sequence[Problem]:
        """The problems of form, and those of substance; no rule is asked of a file not read whole."""
        scope = self.scope
        if scope.wanted is None:
            return self.outcome.problems
        found: Sequence[Problem] = self.outcome.problems
        lang = self.options.lang
        try:
            contents = gather(self.outcome, self.text, scope.wanted)
            if contents.doubtful:
                found = [*found, *refused(contents, self.places, found)]
        except Exception as error:  # noqa: BLE001 - the form was judged: its findings stand
            self.failed.append(crash(VALUES, error, lang))
            return found
        if scope.plan is None or not scope.plan.posed:
            return found
        if veiled:
            self.failed.append(not_run("R", "unreadable", "unread", lang))
            return found
        if any(problem.rule == "V002" for problem in found):
            self.failed.append(not_run("R", "not-applicable", "blank-model", lang))
            return found
        if said := self._funding(scope.plan.groups, contents, found):
            # What the user does not want to hear of hides nothing.
            heard = [problem for problem in said if self.options.asks(problem.rule)]
            return [*(p for p in found if not _is_said_better(p, heard)), *said]
        return found

    def _funding(
        self, groups: Sequence[funding.Group], contents: Contents, found: Sequence[Problem]
    ) -> list[Problem]:
        """What the rules of funding say."""
        file = self._file(contents, found)
        given = self._given(found)
        remember = given is self.scope.given and not file.unsound
        told: dict[object, Problem] = {}
        for posed, said in funding.run(groups, file, given, remember=remember):
            if isinstance(said, Exception):
                self._fail(posed, said)
            elif funding.is_placed(said, self.places):
                problem = funding.problem(posed, said, self.places)
                # What several elements share, each of them says: it is told once, as the first does.
                told.setdefault(
                    (problem.rule, problem.start, problem.end, repr(problem.params)), problem
                )
        return list(told.values())

    def _file(self, contents: Contents, found: Sequence[Problem]) -> funding.File:
        """The values of the file; those that a fault of form took away are there, and unsound."""
        unsound, template, plan = self._unsound(found), self.scope.given.template, self.scope.plan
        is_exact = not any(problem.rule[0] in "ST" for problem in _blocking(found))
        if is_exact or template is None or plan is None:
            return funding.File(contents.store, unsound)
        missing = frozenset(gaps(template, plan.kept, contents.store, self.places))
        return funding.File(with_gaps(contents.store, missing), unsound | missing)

    def _fail(self, posed: funding.Posed, error: Exception) -> None:
        failed = crash(posed.entry.id, error, self.options.lang)
        if failed not in self.failed:
            self.failed.append(failed)

    def _unsound(self, found: Sequence[Problem]) -> frozenset[tuple[int, tuple[int | str, ...]]]:
        if not found:
            return frozenset()
        # What the user does not want to hear of is not said: it leaves the value to the others.
        heard = [problem for problem in found if self.options.asks(problem.rule)]
        return funding.unsound(list(_blocking(heard)), self.places)

    def _given(self, found: Sequence[Problem]) -> Given:
        given = self.scope.given
        if self.kin.newer is not None:
            return given._replace(newer=self.kin.newer)
        if any(problem.rule[0] == "T" for problem in _blocking(found)):
            return given._replace(made_from=self._made_from())
        return given

    def _made_from(self) -> Template | None:
        """The older version of the template to which the file is exact, if there is one."""
        for older in self.kin.older():
            if exactness.check(older, self.text, layout=self.options.layout).accepted:
                return older
        return None


def _blocking(problems: Sequence[Problem]) -> Iterator[Problem]:
    if not problems:
        return
    from asp_check.engine.findings import severity  # noqa: PLC0415 - the words, where some are said

    for problem in problems:
        if severity(problem) is Severity.BLOCKING:
            yield problem


def _is_said_better(problem: Problem, said: Sequence[Problem]) -> bool:
    """Whether a rule of funding says why the field may not be empty: one cause, one finding."""
    return (
        problem.rule == "V001"
        and problem.severity is not Severity.BLOCKING
        and any((other.start, other.end) == (problem.start, problem.end) for other in said)
    )
