"""The rules on pieces (family X): which are asked of a request, and what they say.

What could not be asked is said, and leaves the verdict open where a paper was there and could not
be read: nothing is ever equal by default.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from asp_check.causes.cause import Text
from asp_check.engine.contents import Places, gather
from asp_check.engine.contents import Wanted as WantedSlots
from asp_check.engine.findings import severity
from asp_check.engine.funding import File, unsound
from asp_check.engine.matrix import matrix
from asp_check.engine.matters import Request, items_of, matter
from asp_check.engine.options import Options
from asp_check.engine.scope import crash, given_of, not_run
from asp_check.exactness import Outcome
from asp_check.facts import Given
from asp_check.finding import Elsewhere, MatrixRow, NotRun, PieceRef, Problem, Severity
from asp_check.pieces import seals
from asp_check.pieces.matching import match
from asp_check.pieces.model import Paper, Piece, Wanted
from asp_check.pieces.words import NOTES, ROLES
from asp_check.rules import module_of
from asp_check.rules.common.case import Value
from asp_check.rules.common.matter import (
    Answer,
    Beneficiaries,
    Charge,
    Left,
    Matter,
    Open,
    Seen,
    Unread,
    Whole,
)
from asp_check.rules.common.needs import FACTS
from asp_check.rules.cross import CROSS, CrossEntry
from asp_check.template import Template
from asp_check.text import visible


class Papers(NamedTuple):
    """What goes with one request: pieces as read, papers that are none, and the advance before it.

    ``wanted`` is what to look for in them; ``None`` where the template does not say.  ``notes`` are
    what else there is to say of a paper, by its path.  ``whole``: it is all that is to be deposited.
    ``others`` are the paths of the files beside.
    """

    pieces: tuple[Piece, ...] = ()
    unread: tuple[Unread, ...] = ()
    wanted: tuple[Wanted, ...] | None = None
    advance: Beneficiaries | None = None
    notes: Mapping[str, Text] = MappingProxyType({})
    whole: bool = False
    others: tuple[str, ...] = ()


class Crossed(NamedTuple):
    """What the pieces came to."""

    problems: list[Problem]
    not_run: list[NotRun]
    posed: int
    pieces: tuple[PieceRef, ...]
    matrix: tuple[MatrixRow, ...]


NONE = Crossed([], [], 0, (), ())


def cross(
    template: Template,
    data: bytes,
    outcome: Outcome,
    problems: Sequence[Problem],
    papers: Papers,
    options: Options,
    path: str | None,
) -> Crossed:
    """Hold a request against its pieces; ``problems`` are those that its form and its values have."""
    slots = [slot for slot in template.slots if slot.declared.concept is not None]
    refs = tuple(_unread_ref(one, options.lang) for one in papers.unread)
    if not slots:
        lacking = not_run("X", "unmapped-concept", "no-concept", options.lang)
        return NONE._replace(not_run=[lacking], pieces=refs)
    document = outcome.document
    if document is not None and (not document.complete or document.root is None):
        lacking = not_run("X", "unreadable", "unread", options.lang)
        return NONE._replace(not_run=[lacking], pieces=refs)
    text = data if document is None else document.text
    contents = gather(outcome, text, WantedSlots((slot.id for slot in slots), judged=False))
    places = Places(outcome)
    grave = [problem for problem in problems if severity(problem) is Severity.BLOCKING]
    request = Request(template, File(contents.store, unsound(grave, places)))
    return _crossed(request, places, papers, given_of(template, options), options, path, text)


def _crossed(
    request: Request,
    places: Places,
    papers: Papers,
    given: Given,
    options: Options,
    path: str | None,
    text: bytes,
) -> Crossed:
    whole = _whole(request, papers)
    problems: dict[object, Problem] = {}
    left_out: list[NotRun] = []
    posed = 0
    for entry in CROSS:
        if not options.selects(entry.id):
            continue
        lacking = _missing(entry, request, papers, given, options.lang)
        if lacking is not None:
            left_out.append(lacking)
            continue
        posed += 1
        opened: list[Open] = []
        try:
            for subject, answer in _answers(entry, whole, given):
                if isinstance(answer, Open):
                    opened.append(answer)
                else:
                    found = _problem(entry, answer, subject, places)
                    problems.setdefault((found.rule, found.start, repr(found)), found)
        except Exception as error:  # noqa: BLE001 - named; the other rules are none the worse for it
            left_out.append(crash(entry.id, error, options.lang))
            continue
        left_out += _opened(entry, opened, options.lang)
    return Crossed(
        list(problems.values()), left_out, posed, _refs(whole, papers, options.lang),
        matrix(request, whole, places, path, text),
    )  # fmt: skip


def _whole(request: Request, papers: Papers) -> Whole:
    """Every order with its pieces, and the pieces that belong to none."""
    orders = request.orders
    known = [(order.name, request.identifiers(order)) for order in orders]
    matched = match(papers.pieces, known)
    items = items_of(papers.wanted or ())
    matters = tuple(
        matter(request, order, pieces, items, papers.advance)
        for order, pieces in zip(orders, matched.by_order, strict=True)
    )
    left = tuple(Left(piece, why) for piece, why in matched.left)
    return Whole(matters, left, papers.unread, papers.pieces, papers.advance, papers.others)


def _answers(
    entry: CrossEntry, whole: Whole, given: Given
) -> Iterator[tuple[Matter | None, Answer]]:
    check = module_of(entry).check
    if entry.scope == "file":
        for answer in check(whole, given):
            yield None, answer
        return
    for one in whole.matters:
        for answer in check(one, given):
            yield one, answer


def _missing(
    entry: CrossEntry, request: Request, papers: Papers, given: Given, lang: str
) -> NotRun | None:
    """The first reason why a rule is not asked; ``None`` if it is."""
    found = chain(
        _beside_the_request(entry, request, given, lang), _without_papers(entry, papers, lang)
    )
    return next(found, None)


def _beside_the_request(
    entry: CrossEntry, request: Request, given: Given, lang: str
) -> Iterator[NotRun]:
    """What a rule lacks of the request and of what is known beside it."""
    if given.request and given.request not in entry.requests:
        yield not_run(entry.id, "not-applicable", "request", lang, request=given.request)
    for fact in (FACTS[name] for name in entry.facts):
        if not fact.applies(given):
            yield NotRun(entry.id, "not-applicable", fact.aside[lang == "en"])
        if not fact.known(given):
            yield NotRun(entry.id, fact.kind, fact.words[lang == "en"])
    mapped = {slot.declared.concept for slot in request.slots}
    for need in entry.needs:
        if mapped.isdisjoint(need.split("|")):
            yield not_run(entry.id, "unmapped-concept", "need", lang, need=need.replace("|", ", "))


def _without_papers(entry: CrossEntry, papers: Papers, lang: str) -> Iterator[NotRun]:
    """What a rule lacks of the papers, and of what is looked for in them."""
    if papers.wanted is None and entry.scope == "order":
        yield not_run(entry.id, "unmapped-concept", "no-pieces-toml", lang)
    if entry.whole and not papers.whole:
        yield not_run(entry.id, "piece-not-given", "no-dossier", lang)
    if entry.advance and papers.advance is None:
        yield not_run(entry.id, "piece-not-given", "no-advance", lang)
    for group in entry.roles:
        lacking = _no_paper(entry, group.split("|"), papers, lang)
        if lacking is not None:
            yield lacking
    sought = _unsought(entry, papers.wanted or ())
    if sought:
        yield not_run(entry.id, "unmapped-concept", "no-label", lang, need=sought)


def _unsought(entry: CrossEntry, wanted: Sequence[Wanted]) -> str:
    """The concepts of which ``pieces.toml`` gives no wording, and without which a rule has nothing."""
    roles = {role for group in entry.roles for role in group.split("|")}
    known = {
        concept
        for one in wanted
        if one.role in roles
        for concept in (*(item.concept for item in one.items), *one.mentions)
    }
    return next((s.replace("|", ", ") for s in entry.sought if known.isdisjoint(s.split("|"))), "")


def _no_paper(entry: CrossEntry, roles: Sequence[str], papers: Papers, lang: str) -> NotRun | None:
    """Why there is no paper of any of these roles to look at."""
    if any(piece.role in roles for piece in papers.pieces):
        return None
    for unread in papers.unread:
        if unread.hides and unread.role in (None, *roles):
            reason = _of_paper(unread.paper.path, unread.why.of(lang), lang)
            return NotRun(entry.id, "unreadable", reason)
    names = Text("", "")
    for role in roles:
        word = ROLES[role]
        names = Text(*(f"{a}, {b}" if a else b for a, b in zip(names, word, strict=True)))
    return not_run(entry.id, "piece-not-given", "no-paper", lang, roles=names.of(lang))


def _opened(entry: CrossEntry, opened: Sequence[Open], lang: str) -> Iterator[NotRun]:
    """What a rule could not settle: one entry for each paper and reason."""
    for reason in dict.fromkeys((one.piece.paper.path, one.reason.of(lang)) for one in opened):
        yield NotRun(entry.id, "unreadable", _of_paper(*reason, lang))


def _of_paper(path: str, reason: str, lang: str) -> str:
    """A reason, with the paper that it is about."""
    return f"{visible(path)}{': ' if lang == 'en' else ' : '}{reason}"


# --- A charge and its places


def _problem(entry: CrossEntry, charge: Charge, subject: Matter | None, places: Places) -> Problem:
    """A charge with its place in the request, and those in the papers."""
    at = charge.at or (subject.number if subject is not None else None)
    placed = at is not None and (at.slot.id, at.indices) in places
    params = dict(charge.params)
    inferred = charge.at is not None and "concept" in charge.at.slot.declared.inferred
    if inferred or charge.certainty:
        params["certainty"] = "inference" if inferred else charge.certainty
    if charge.source:
        params["source"] = charge.source
    elsewhere = tuple(_elsewhere(seen) for seen in charge.seen)
    start = end = 0
    pointer = actual = None
    if placed and at is not None:
        found = places[at.slot.id, at.indices]
        start, end, pointer = found.start, found.end, found.pointer
        actual = None if charge.at is None else at.text
    return Problem(
        entry.id, start, end, pointer, params, charge.expected, actual, (), None, charge.severity,
        elsewhere=elsewhere,
    )  # fmt: skip


def _elsewhere(seen: Seen | Elsewhere) -> Elsewhere:
    if isinstance(seen, Elsewhere):
        return seen
    piece, reading = seen
    sight = piece.signed.sight if reading is None else reading.sight
    found = "" if reading is None else reading.value
    page = sight.page if sight.page is not None or not piece.paper.pages else piece.pages[0]
    box = None if sight.box is None else sight.box.rounded
    return Elsewhere(piece.paper.path, piece.role, found, page, box)


# --- What each paper was taken for


def _refs(whole: Whole, papers: Papers, lang: str) -> tuple[PieceRef, ...]:
    order_of: dict[int, str] = {}
    for one in whole.matters:
        for pieces in one.pieces.values():
            for piece in pieces:
                order_of[id(piece)] = _name(one.number)
    refs = [_ref(piece, order_of.get(id(piece), ""), papers.notes, lang) for piece in papers.pieces]
    refs += (_unread_ref(one, lang) for one in papers.unread)
    return tuple(sorted(refs, key=lambda ref: (ref.path, ref.pages)))


def _unread_ref(one: Unread, lang: str) -> PieceRef:
    paper = one.paper
    return PieceRef(paper.path, paper.sha256, paper.form, one.role, note=one.why.of(lang))


def _ref(piece: Piece, order: str, notes: Mapping[str, Text], lang: str) -> PieceRef:
    persons = dict.fromkeys(reading.by for reading in piece.readings if reading.by)
    paper: Paper = piece.paper
    return PieceRef(
        paper.path, paper.sha256, paper.form, piece.role, piece.pages, piece.score, piece.reason,
        piece.stated, order, _note(paper, notes, lang), tuple(persons),
    )  # fmt: skip


def _note(paper: Paper, notes: Mapping[str, Text], lang: str) -> str:
    """What there is to say of a paper beside what it was taken for."""
    told = [seals.told(seal).of(lang) for seal in paper.seals]
    told += [NOTES[note].of(lang) for note in paper.notes if note in NOTES]
    if paper.path in notes:
        told.append(notes[paper.path].of(lang))
    return "; ".join(told) if lang == "en" else " ; ".join(told)


def _name(number: Value | None) -> str:
    return "" if number is None else number.text
