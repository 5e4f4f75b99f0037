"""What ``asp-check dossier`` has to judge: the arguments to dossiers, by folders, names and content."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import takewhile
from typing import NamedTuple

from asp_check import archive, files
from asp_check.cli.dossier_named import request_of
from asp_check.cli.work import Work
from asp_check.dossier import gathering, keys
from asp_check.dossier.gathering import Group, Place, Request, Sort, Source, sort_of
from asp_check.dossier.model import Key
from asp_check.dossier.rules.common import number
from asp_check.files import STANDARD_INPUT, TooLarge
from asp_check.finding import UsageError
from asp_check.pieces import data as data_pieces
from asp_check.pieces.model import Role

MAX_ARCHIVE = 512 << 20
"""Bytes of an archive; a larger one is not opened."""

MAX_LOOKED_AT = 64 << 20
"""Bytes of a file whose name tells nothing; a larger one is no piece."""

LOOSE = ""
"""The place of files that are named by themselves: together they are as one folder."""


class Task(NamedTuple):
    """One dossier to judge: its request if there is one, and the files among which its pieces are.

    ``shared``: other requests have some of its files too, so those that are not for it are theirs.
    ``rivals``: several advances of its orders are as near as each other, so it is held against none.
    ``deposited``: an advance beside a balance of the same order; it was deposited then, with its pieces.
    """

    name: str
    kind: str
    request: Source | None = None
    files: tuple[Source, ...] = ()
    key: Key = Key()
    avance: str | None = None
    shared: bool = False
    rivals: bool = False
    deposited: bool = False


class Plan(NamedTuple):
    """The dossiers, and the files that go with none of the requests beside them."""

    tasks: tuple[Task, ...]
    groups: tuple[tuple[Group, tuple[int, ...]], ...] = ()
    astray: tuple[Source, ...] = ()


class Asked(NamedTuple):
    """What the user says of the files: the kind of the dossiers without request, roles, the advance."""

    kind: str = ""
    roles: Mapping[str, Role | None] = {}
    avance: str | None = None
    output: str | None = None


# --- Arguments to files


def sources(arguments: Sequence[str], asked: Asked) -> Iterator[Source | UsageError]:
    """Every file that the arguments name, in order; what cannot be used is yielded as an error."""
    for argument in arguments:
        if argument == STANDARD_INPUT:
            yield UsageError(
                "- : un dossier ne se lit pas sur l’entrée standard ; indiquez un dossier ou des fichiers",
                "-: a dossier is not read from standard input; name a folder or files",
            )
        elif os.path.isdir(argument):
            yield from _walk(argument, asked.output)
        else:
            yield Source(argument, (LOOSE, os.path.basename(argument) or argument))


def _walk(top: str, output: str | None) -> Iterator[Source | UsageError]:
    errors: list[UsageError] = []
    found: list[Source] = []

    def note(error: OSError) -> None:
        shown = files.display(os.fspath(error.filename or top))
        fr, en = files.why(error)
        errors.append(
            UsageError(f"{shown} : lecture impossible ({fr})", f"{shown}: cannot be read ({en})")
        )

    for directory, folders, names in os.walk(top, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = os.path.relpath(directory, top)
        parts = () if inside == os.curdir else tuple(inside.split(os.sep))
        # A folder with the name of a piece is one too, for somebody takes it for that piece.
        names += [name for name in folders if sort_of((name,)) == "paper"]
        for name in names:
            path = os.path.join(directory, name)
            if not (output and files.same_file(path, output)):  # The report of the time before.
                found.append(Source(path, (top, *parts, name)))
    yield from errors
    yield from sorted(found, key=lambda source: source.place)
    if not found and not errors:
        shown = files.display(top)
        yield UsageError(
            f"{shown} : ce dossier ne contient aucun fichier",
            f"{shown}: this folder holds no file",
        )


# --- Files to requests and the rest


class Planner:
    """Reads what must be read to know which file goes with which request."""

    def __init__(self, work: Work, asked: Asked) -> None:
        self.work = work
        self.asked = asked
        self.requests: list[Request] = []
        self.files: list[Source] = []

    def add(self, source: Source) -> None:
        """Take one file; ``UsageError`` if it cannot be read."""
        sort = sort_of(source.place)
        if source.place[0] == LOOSE and not os.path.isfile(source.path):
            files.read(source.path, max_size=0, pipe=False)  # It says what is wrong with the path.
        if sort in {None, "archive"} and not os.path.isfile(source.path):
            sort = "paper"  # A pipe or a link to nothing: its own dossier says so.
        if sort == "archive":
            self._open(source._replace(sort="archive"))
        elif sort is not None:
            self._keep(source, sort)
        else:
            limit = self.work.options.max_size if _is_json(source.path) else MAX_LOOKED_AT
            self._look(source, files.read(source.path, max_size=limit))

    def _keep(self, source: Source, sort: Sort) -> None:
        if sort != "settings":
            self.files.append(source._replace(sort=sort))

    def _open(self, source: Source) -> None:
        """Take an archive and its members; those whose names tell nothing are looked at."""
        self.files.append(source)
        data = files.read(source.path, max_size=MAX_ARCHIVE)
        if isinstance(data, TooLarge):
            return
        for rank, member in enumerate(archive.read(data, source.shown, _tells_nothing).members):
            inside = Source(
                source.path, source.place + _parts(member.name), "aside", member.name, rank
            )
            sort = sort_of(inside.place)
            if sort is None and member.data is not None:
                self._look(inside, member.data)
            else:
                self._keep(inside, sort or "paper")

    def _look(self, source: Source, data: bytes | TooLarge) -> None:
        """Take a file whose name tells nothing: a request, a piece that says so, or neither."""
        is_stated = os.path.abspath(source.path) in self.asked.roles
        if not isinstance(data, TooLarge) and (is_stated or is_paper(data)):
            self._keep(source, "paper")
        elif _is_json(source.place[-1]):
            self._request(source._replace(sort="request"), data)
        else:
            self._keep(source, "aside")

    def _request(self, source: Source, data: bytes | TooLarge) -> None:
        if isinstance(data, TooLarge):
            self.requests.append(Request(source, data.sha256))
        else:
            about = self._about(source, data)
            digest = sha256(data).hexdigest()
            self.requests.append(Request(source, digest, about.key, about.names))

    def _about(self, source: Source, data: bytes) -> keys.About:
        """What a request is about; nothing where no template is known, which its check will tell."""
        try:
            template = request_of(self.work, source.path, data)
            if template is None:
                return keys.About(Key())
            return keys.about(template, data, self.work.options)
        except UsageError:
            raise
        except Exception:  # noqa: BLE001 - a fault of ours: its check will name it
            return keys.About(Key())

    def groups(self) -> list[Group]:
        """The groups that the files make."""
        requests, others = _brought_together(self.requests, self.files)
        return gathering.group(requests, others)


def is_paper(data: bytes) -> bool:
    """Whether these bytes begin as a paper does, or say that they are a piece."""
    return data.startswith(MAGIC) or data_pieces.is_piece(data)


MAGIC = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")


def _is_json(name: str) -> bool:
    return name.lower().endswith(".json")


def _tells_nothing(name: str) -> bool:
    return sort_of(_parts(name)) is None


def _parts(name: str) -> Place:
    """The folders and the name of a member, whatever its name."""
    parts = tuple(p for p in re.split(r"[/\\]", name) if p not in {"", ".", ".."})
    return parts or (name or "?",)


def _brought_together(
    requests: Sequence[Request], others: Sequence[Source]
) -> tuple[Sequence[Request], Sequence[Source]]:
    """A request and its pieces may be given as two arguments: then they are as one folder."""
    tops = {request.source.place[0] for request in requests}
    homes = {request.source.place[:-1] for request in requests}
    if LOOSE in tops:
        return requests, [
            source if source.place[0] in tops else source._replace(place=(LOOSE, *source.place))
            for source in others
        ]
    if len(homes) == 1:
        home = homes.pop()
        return requests, [
            source._replace(place=home + source.place[1:]) if source.place[0] == LOOSE else source
            for source in others
        ]
    return requests, others


# --- Groups to dossiers


def tasks_of(
    groups: Sequence[Group],
    asked: Asked,
    told: Mapping[Source, frozenset[str]],
) -> tuple[list[Task], list[Source]]:
    """One task for each request, and for each group without any; then the files that go with none.

    ``told`` are the numbers, of orders and of beneficiaries, that the content of some files names.
    """
    tasks: list[Task] = []
    astray: list[Source] = []
    for group in groups:
        if not group.requests:
            name = os.path.join(*_shown(group.place)) or group.files[0].shown
            tasks.append(Task(name, asked.kind, None, group.files))
            continue
        share = gathering.share(group)
        shares = [list(own) for own in share.files]
        for source in share.left:
            owners = _owners(group, told.get(source, frozenset()))
            for rank in owners:
                shares[rank].append(source)
            if not owners:
                astray.append(source)
        several = len(group.requests) > 1
        tasks += [
            Task(
                request.source.shown, request.key.request, request.source,
                tuple(own), request.key, asked.avance, several,
            )
            for request, own in zip(group.requests, shares, strict=True)
        ]  # fmt: skip
    return _with_avance(tasks), astray


def _shown(place: Place) -> Place:
    return tuple(part for part in place if part) or ("",)


def _owners(group: Group, numbers: frozenset[str]) -> list[int]:
    """The requests of a group that have one of these orders, else one of these beneficiaries."""
    by_order = [
        rank
        for rank, request in enumerate(group.requests)
        if any(number(order.number) in numbers for order in request.key.orders if order.number)
    ]
    return by_order or [
        rank
        for rank, request in enumerate(group.requests)
        if any(
            number(client.number) in numbers
            for order in request.key.orders
            for client in order.beneficiaries
        )
    ]


def _with_avance(tasks: list[Task]) -> list[Task]:
    """Each balance with the nearest advance of its orders; each advance beside its balance, deposited."""
    known: dict[tuple[str, str], set[str]] = {}
    beside: set[tuple[str, tuple[str, str]]] = set()
    for task in tasks:
        for pair in _orders(task):
            if task.key.request == "solde":
                beside.add((_folder(task.name), pair))
            elif task.key.request == "avance" and task.request and not task.request.member:
                known.setdefault(pair, set()).add(task.request.path)
    return [_with_its(task, known, beside) for task in tasks]


def _with_its(
    task: Task,
    known: Mapping[tuple[str, str], set[str]],
    beside: Container[tuple[str, tuple[str, str]]],
) -> Task:
    orders = _orders(task)
    if task.key.request == "avance":
        folder = _folder(task.name)
        return task._replace(deposited=any((folder, pair) in beside for pair in orders))
    if task.key.request != "solde" or task.avance is not None:
        return task
    candidates = set[str]().union(*(known.get(pair, ()) for pair in orders))
    nearest = _nearest(_folder(task.name), candidates)
    return task._replace(
        avance=nearest[0] if len(nearest) == 1 else None, rivals=len(nearest) > 1
    )  # fmt: skip


def _orders(task: Task) -> set[tuple[str, str]]:
    """The orders of a request, each with its scheme, as they are compared."""
    scheme = task.key.dispositif.lower()
    return {(scheme, number(order.number)) for order in task.key.orders if order.number}


def _folder(path: str) -> str:
    return os.path.dirname(os.path.abspath(path))


def _nearest(folder: str, paths: Iterable[str]) -> list[str]:
    """The files to which the fewest folders lead up from this one, then down; several, if alike."""
    found: dict[tuple[int, int], list[str]] = {}
    own = folder.split(os.sep)
    for path in paths:
        other = _folder(path).split(os.sep)
        pairs = zip(own, other, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        found.setdefault((len(own) - same, len(other) - same), []).append(path)
    return found[min(found)] if found else []
