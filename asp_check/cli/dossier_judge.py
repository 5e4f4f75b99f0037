"""One dossier judged: its files read, its request held against its pieces, and what family D says."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple, cast

from asp_check import archive, assembling, engine, files, judging
from asp_check.archive import Archive
from asp_check.assembling import Named
from asp_check.causes.cause import Text
from asp_check.cli.dossier_desk import MAX_FILE, Desk
from asp_check.cli.dossier_plan import Task
from asp_check.dossier import findings
from asp_check.dossier.findings import Outcome
from asp_check.dossier.gathering import Source
from asp_check.dossier.model import WANTED, Dossier, FileRef, Key, Seen, Taken
from asp_check.engine import Options
from asp_check.files import TooLarge
from asp_check.finding import NotRun, PieceRef, Report, Severity, UsageError, Verdict
from asp_check.pieces import look
from asp_check.pieces.model import Paper, Piece
from asp_check.rules.cross import CROSS

Result = Dossier | UsageError

_DEPOSIT = "R203"
"""The rule that asks when a request is deposited."""

_OF_DEPOSIT = (_DEPOSIT, *(entry.id for entry in CROSS if entry.whole))
"""What is asked of a request that is yet to be deposited: its day, and that nothing is missing."""

_OF_ADVANCE = tuple(entry.id for entry in CROSS if entry.advance)
"""What holds a balance against its advance."""

_DEPOSITED = Text(
    "avance déjà déposée : le solde de la même commande est à côté",
    "advance deposited before: the balance of the same order stands beside it",
)
_RIVALS = Text(
    "plusieurs demandes d’avance possibles, aussi proches les unes que les autres ; indiquez --avance",
    "several candidate advances, as near as each other; give --avance",
)

_TAKEN: Mapping[str, Taken] = {
    # Beside a request outside, the copy of it in the archive.
    "request": "request", "system": "system", "statement": "statement", "aside": "aside",
}  # fmt: skip


class Kept(NamedTuple):
    """What of a report is wanted beyond its findings: it stays in memory until it is written."""

    data: bool = True
    matrix: bool = True


class Casework:
    """All that judging dossiers takes."""

    def __init__(self, desk: Desk, kept: Kept) -> None:
        self.desk = desk
        self.kept = kept

    def __reduce__(self) -> tuple[object, ...]:
        """What another process needs to do the same work."""
        return Casework, (self.desk, self.kept)

    def judge(self, task: Task) -> Result:
        """What becomes of one dossier; a fault of ours is named in it."""
        try:
            return _Case(self, task).judged()
        except UsageError as error:
            return error
        except Exception as error:  # noqa: BLE001 - named, and the other dossiers still judged
            return self.lost(task, error)

    def lost(self, task: Task, error: Exception) -> Result:
        """What becomes of a dossier that broke the program: its request is judged by itself."""
        options = self.desk.work.options
        failed = engine.crashed(error, b"", None, options, task.name).not_run
        failed = tuple(entry._replace(rule="D") for entry in failed)
        report = None
        if task.request is not None and not task.request.member:
            alone = self.desk.work.judge(task.request.path)
            report = None if isinstance(alone, UsageError) else alone
        found = Verdict.INCONCLUSIVE
        if report is not None and report.verdict is Verdict.NONCONFORM:
            found = Verdict.NONCONFORM
        return Dossier(task.name, task.kind, task.key, found, request=report, not_run=failed)

    def portable(self, result: Result) -> Result:
        """The same, without the mappings that do not go from one process to another."""
        if isinstance(result, UsageError) or result.request is None:
            return result
        report = result.request
        return result._replace(
            request=report._replace(options=dict(report.options), ignored=dict(report.ignored))
        )


class _Case:
    """One dossier, while it is judged."""

    def __init__(self, casework: Casework, task: Task) -> None:
        self.desk = casework.desk
        self.kept = casework.kept
        self.task = task
        self.options: Options = self.desk.work.options
        self.archives: dict[str, Archive] = {}
        self.refs: list[FileRef] = []
        self.papers: list[tuple[Named, Paper]] = []
        self.unopened: list[Paper] = []
        self.pieces: tuple[Piece, ...] = ()
        self.sizes: dict[str, int] = {}
        self.seen_sums: dict[str, str] = {}

    def judged(self) -> Dossier:
        """The dossier, its files read and held against its request."""
        report = None
        request = self.task.request
        for source in self.task.files:
            if source.sort == "archive" and not source.member:
                self._open(source)
        if request is not None:
            data = self._bytes(request)
            self._keep(request, data, "request")
        for source in self.task.files:
            self._take(source)
        if request is not None:
            report = self._report(request, data)
            hidden = {paper.path for paper in self.unopened}
            self.refs += [self._of_piece(ref) for ref in report.pieces if ref.path not in hidden]
        else:
            self._recognise()
        return self._dossier(report)

    # --- Files

    def _open(self, source: Source) -> None:
        """Look at every member of an archive; the bytes of those of other dossiers are let go."""
        found = self.desk.opened(source.path)
        own = {one.rank for one in self.task.files if one.path == source.path}
        if self.task.request is not None and self.task.request.path == source.path:
            own.add(self.task.request.rank)
        left = archive.MAX_TOTAL
        members = []
        for rank in range(len(found.zip.archive.members)):
            member = found.zip.read(rank, left)
            left -= len(member.data or b"")
            members.append(member if rank in own else member._replace(data=None))
        held = found.zip.archive._replace(path=source.shown, members=tuple(members))
        self.archives[source.path] = held
        self._ref(source, found.sha256, found.size, "archive")
        if held.broken:
            self._unopened(source)

    def _bytes(self, source: Source) -> bytes | TooLarge:
        """The bytes of a file; none where a member of an archive could not be read."""
        if not source.member:
            limit = self.options.max_size if source == self.task.request else MAX_FILE
            return files.read(source.path, max_size=limit, pipe=False)
        member = self._member(source)
        return b"" if member is None else member.data or b""

    def _take(self, source: Source) -> None:
        """Look at one file: a paper is read, the rest is named."""
        member = self._member(source)
        if member is not None and (member.trouble or member.nested):
            self._ref(source, "", member.size, "archive" if member.nested else "member")
            self._unopened(source)
        elif source.sort != "archive":  # Those were opened first.
            try:
                data = self._bytes(source)
            except UsageError:
                # It is there, and cannot be read: the others still are.
                why = "denied" if os.path.isfile(source.path) else "no-file"
                paper = Paper(source.shown, "", "data", unreadable=why)
                self.papers.append((Named(source.shown, self.desk.role(source)), paper))
                return
            if source.sort == "paper":
                self._paper(source, data)
            else:
                self._keep(source, data, _TAKEN[source.sort])

    def _unopened(self, source: Source) -> None:
        """Remember what nobody could look into: what is missing may be in it."""
        self.unopened.append(
            Paper(source.shown, sha256(b"").hexdigest(), "data", unreadable="damaged")
        )

    def _member(self, source: Source) -> archive.Member | None:
        """A member of an archive, read; that of an archive which goes with another request too."""
        if not source.member:
            return None
        held = self.archives.get(source.path)
        if held is None:
            return self.desk.opened(source.path).zip.read(source.rank)
        return held.members[source.rank] if source.rank < len(held.members) else None

    def _paper(self, source: Source, data: bytes | TooLarge) -> None:
        paper = self.desk.paper(source, data)
        size = data.size if isinstance(data, TooLarge) else len(data)
        first = self.seen_sums.setdefault(paper.sha256, source.shown) if size else source.shown
        if first != source.shown:
            self._ref(source, paper.sha256, size, "copy", first)
            return
        if self.task.shared and not self._is_wanted(source, paper):
            return
        self.sizes[source.shown] = size
        self.papers.append((Named(source.shown, self.desk.role(source)), paper))

    def _is_wanted(self, source: Source, paper: Paper) -> bool:
        """Whether a paper that other requests have too may be a piece of this one."""
        wanted = WANTED.get(self.task.kind)
        if wanted is None or paper.unreadable or self.desk.role(source) is not None:
            return True
        found = look.pieces_of(paper, self.desk.wanted(self.task.name, self.task.key.request), None)
        roles = {piece.role for piece in found}
        return not roles or bool(roles.intersection(wanted))

    def _keep(self, source: Source, data: bytes | TooLarge, taken: Taken) -> None:
        if isinstance(data, TooLarge):
            self._ref(source, data.sha256, data.size, taken)
        else:
            self._ref(source, sha256(data).hexdigest(), len(data), taken)

    def _ref(self, source: Source, digest: str, size: int, taken: Taken, note: str = "") -> None:
        self.refs.append(FileRef(source.shown, digest, size, taken, note=note))

    # --- What they say

    def _report(self, request: Source, data: bytes | TooLarge) -> Report:
        template = self.desk.template(request.path, self.task.key.request)
        options, deposited = self.options, self.task.deposited
        if deposited:
            options = options._replace(ignore=(*options.ignore, _DEPOSIT))
        others = [ref.path for ref in self.refs]
        with_it = judging.Attached(
            self.papers, self.task.avance, self.unopened, not deposited, others
        )  # fmt: skip
        library = self.desk.work.library
        report = judging.judge(data, request.shown, template, options, library, with_it)
        if deposited:
            report = report._replace(options=_as_asked(report.options, self.options))
            report = self._because(report, _OF_DEPOSIT, "not-applicable", _DEPOSITED)
        if self.task.rivals:
            report = self._because(report, _OF_ADVANCE, "piece-not-given", _RIVALS)
        return report

    def _because(self, report: Report, rules: Sequence[str], kind: str, why: Text) -> Report:
        """The report, where rules that lack something say that this is why."""
        lacking = {rule for rule in rules if self.options.asks(rule)}
        if kind == "piece-not-given":
            lacking &= {entry.rule for entry in report.not_run if entry.kind == kind}
        entries = [
            NotRun(entry.rule, kind, why.of(self.options.lang)) if entry.rule in lacking else entry
            for entry in report.not_run
        ]
        ignored = {rule: n for rule, n in report.ignored.items() if rule not in lacking}
        return report._replace(not_run=tuple(entries), ignored=ignored)

    def _of_piece(self, ref: PieceRef) -> FileRef:
        size = self.sizes.get(ref.path, 0)
        paper = next((paper for one, paper in self.papers if paper.path == ref.path), None)
        unreadable = paper.unreadable if paper is not None else ""
        taken = ref.role or ("unreadable" if unreadable else "unrecognised")
        return FileRef(
            ref.path, ref.sha256, size, cast("Taken", taken), ref.reason, ref.pages, ref.form, ref.score, ref.stated,
            ref.order, unreadable or ref.note, ", ".join(ref.settled_by),
        )  # fmt: skip

    def _recognise(self) -> None:
        """The pieces of a dossier without request."""
        found = assembling.recognised(self.papers, self.desk.wanted(self.task.name))
        self.pieces = found.pieces
        self.refs += [self._of_piece(_ref_of(piece)) for piece in found.pieces]
        for one in found.unread:
            note = one.why.of(self.options.lang)
            ref = PieceRef(one.paper.path, one.paper.sha256, one.paper.form, None, note=note)
            self.refs.append(self._of_piece(ref))

    # --- The verdict

    def _dossier(self, report: Report | None) -> Dossier:
        task = self.task
        kind = task.kind
        if not kind and report is None and any(ref.taken == "pilot" for ref in self.refs):
            kind = "pilotes"
        seen = Seen(
            task.name,
            kind,
            () if task.request is None else (task.request.shown,),
            tuple(self.refs),
            self.pieces,
            tuple(order.number for order in task.key.orders if order.number),
        )
        own = [one for one in self.archives.values() if one.path]
        outcome = findings.on_archives(own, self.options) + findings.on_dossier(seen, self.options)
        key = task.key if task.request is not None else self._key(kind)
        return Dossier(
            task.name,
            kind,
            key,
            verdict(report, outcome, self.options),
            tuple(sorted(self.refs, key=lambda ref: (ref.taken != "request", ref.path))),
            None if report is None else self._lighter(report),
            outcome.told,
            outcome.not_run,
            outcome.posed,
            outcome.ignored,
            task.avance or "",
        )

    def _key(self, kind: str) -> Key:
        """What a dossier without request is about: its scheme is that of the model named for it."""
        template = self.desk.template(self.task.name)
        manifest = None if template is None else template.manifest
        return Key("" if manifest is None else manifest.dispositif, kind)

    def _lighter(self, report: Report) -> Report:
        """The report without what will not be shown of it."""
        kept = self.kept
        if not kept.data:
            report = report._replace(data=b"", model=None)
        return report if kept.matrix else report._replace(matrix=())


def _as_asked(shown: Mapping[str, Any], options: Options) -> dict[str, Any]:
    """The options that a report shows, with what the user ignores and no more."""
    kept = {name: value for name, value in shown.items() if name != "ignore"}
    return {**kept, "ignore": options.ignore} if options.ignore else kept


def _ref_of(piece: Piece) -> PieceRef:
    orders = {r.value for r in piece.all("order.number") if r.state == "read" and r.value}
    order = orders.pop() if len(orders) == 1 else ""
    persons = tuple(dict.fromkeys(reading.by for reading in piece.readings if reading.by))
    return PieceRef(
        piece.paper.path, piece.paper.sha256, piece.paper.form, piece.role, piece.pages, piece.score,
        piece.reason, piece.stated, order, settled_by=persons,
    )  # fmt: skip


def verdict(report: Report | None, outcome: Outcome, options: Options) -> Verdict:
    """The verdict on a dossier: that on its request, unless what is around it is worse."""
    grave = {Severity.BLOCKING, Severity.WARNING} if options.strict else {Severity.BLOCKING}
    own = Verdict.CONFORM if report is None else report.verdict
    if own is Verdict.NONCONFORM or any(t.finding.severity in grave for t in outcome.told):
        return Verdict.NONCONFORM
    if own is Verdict.INCONCLUSIVE or any(map(_opens, outcome.not_run)):
        return Verdict.INCONCLUSIVE
    return Verdict.CONFORM


def _opens(entry: NotRun) -> bool:
    return entry.kind in {"unreadable", "crash"}
