"""Files to dossiers: which pieces go with which request, by the folders and the names they have.

Nothing is read here.  A file whose place and name tell nothing is left for its content to tell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple
from unicodedata import normalize

from asp_check.dossier.model import Key
from asp_check.dossier.rules.common import number

Place = tuple[str, ...]
"""The folders that lead to a file, archives among them, then its name; the first is the argument."""

Sort = Literal["request", "paper", "archive", "statement", "system", "settings", "aside"]
"""What a file is by its name, before it is read."""

_SYSTEM = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".directory"})
_SETTINGS = frozenset({"asp-check.toml", "pyproject.toml"})
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".tgz", ".gz")
_PAPERS = (
    ".pdf", ".docx", ".doc", ".odt", ".rtf", ".pages", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp",
    ".gif", ".webp", ".heic", ".heif", ".xps",
)  # fmt: skip
_STATEMENT = ".releve.toml"
_PICTURES = ".releve"
_OWN = (".receipt", ".corpus.toml", ".corpus")
"""What we wrote ourselves: receipts, and the records and the copies of a corpus."""
_TELLING = 4
"""Digits by which a number is known without the letters before it."""

_FEW, _MOST = 3, 5
"""So many folders side by side, of so many papers at most, may be one dossier of three pilots."""


class Source(NamedTuple):
    """Where a file lies: on disk, or in an archive, of which it is the member of this rank.

    ``sort`` is what it is by its name, and by its first bytes where that tells nothing.
    """

    path: str
    place: Place
    sort: Sort = "paper"
    member: str = ""
    rank: int = -1

    @property
    def shown(self) -> str:
        """The path as reports write it."""
        return f"{self.path}/{self.member}" if self.member else self.path

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.place[-1]


class Request(NamedTuple):
    """A request, what it is about, and the names that it gives to its pieces."""

    source: Source
    sha256: str
    key: Key = Key()
    names: tuple[str, ...] = ()


class Group(NamedTuple):
    """Requests, and the files among which their pieces are."""

    place: Place
    requests: tuple[Request, ...]
    files: tuple[Source, ...]


# --- What a file is, by its name


def sort_of(place: Place) -> Sort | None:
    """What a file is by its name; ``None`` where only its content can tell.

    >>> sort_of(("d", "VA.pdf")), sort_of(("d", "__MACOSX", "VA.pdf")), sort_of(("d", "bdc.json"))
    ('paper', 'system', None)
    >>> sort_of(("d", "VA.releve", "01-va.date.png"))
    'settings'
    """
    name = place[-1].lower()
    if name in _SYSTEM or name.startswith(("._", "~$")) or "__MACOSX" in place:
        return "system"
    if name in _SETTINGS or name.startswith(".") or name.endswith(_OWN):
        return "settings"
    if name.endswith(_STATEMENT):
        return "statement"
    if len(place) > 1 and place[-2].lower().endswith(_PICTURES) and name.endswith(".png"):
        return "settings"  # What a statement shows of its piece.
    if name.endswith(_ARCHIVES):
        return "archive"
    if name.endswith(_PAPERS):
        return "paper"
    if name.endswith((".json", ".toml", ".csv")) or "." not in name:
        return None
    return "aside"


# --- Folders to groups


def group(requests: Sequence[Request], files: Sequence[Source]) -> list[Group]:
    """The groups that these make, in the order of their places.

    A file goes with the requests of the nearest folder that has some.  Requests alone in one folder
    and pieces alone in the next go together; pieces by themselves are a group without request.
    """
    own, copies = _without_copies(requests)
    found: dict[Place, list[Request]] = {}
    for request in own:
        found.setdefault(request.source.place[:-1], []).append(request)
    held: dict[Place, list[Source]] = {home: [] for home in found}
    orphans: dict[Place, list[Source]] = {}
    busy = {home[:depth] for home in found for depth in range(len(home) + 1)}
    for source in [*files, *(copy.source for copy in copies)]:
        folder = _folder(source)
        home = _home(folder, found) or _below(source, found)
        if home is not None:
            held[home].append(source)
        else:
            orphans.setdefault(_root(folder, busy), []).append(source)
    groups = _joined(found, held, orphans)
    groups += [
        Group(place, (), tuple(sources))
        for root, left in orphans.items()
        for place, sources in _apart(root, left).items()
    ]
    return sorted(groups, key=lambda one: one.place)


def _without_copies(requests: Sequence[Request]) -> tuple[list[Request], list[Request]]:
    """The requests, and those in an archive that are the copy of one beside the archive."""
    outside = {
        (request.sha256, request.source.place[:-1])
        for request in requests
        if not request.source.member
    }
    own: list[Request] = []
    copies: list[Request] = []
    for request in requests:
        place = request.source.place
        above = (place[:depth] for depth in range(len(place)))
        is_copy = bool(request.source.member) and any(
            (request.sha256, folder) in outside for folder in above
        )
        (copies if is_copy else own).append(request)
    return own, copies


def _home(folder: Place, homes: Collection[Place]) -> Place | None:
    """The nearest folder around a file that has a request, its own first."""
    return next((folder[:d] for d in range(len(folder), 0, -1) if folder[:d] in homes), None)


def _below(source: Source, homes: Iterable[Place]) -> Place | None:
    """The first folder that has a request in an archive, for the archive itself."""
    if source.sort != "archive":
        return None
    return min((h for h in homes if h[: len(source.place)] == source.place), default=None)


def _root(folder: Place, busy: Collection[Place]) -> Place:
    """The outermost folder around a file in which there is no request at all."""
    above = (folder[:depth] for depth in range(1, len(folder) + 1))
    return next((one for one in above if one not in busy), folder)


def _joined(
    found: Mapping[Place, list[Request]],
    held: Mapping[Place, list[Source]],
    orphans: dict[Place, list[Source]],
) -> list[Group]:
    """Groups of requests; those that have no piece take the pieces of the folders beside them."""
    left = {home: (list(found[home]), list(held[home])) for home in found}
    for root in list(orphans):
        parent = root[:-1] or root
        below = [home for home in left if home[: len(parent)] == parent]
        bare = bool(below) and not any(_papers(left[home][1]) for home in below)
        if bare and _papers(orphans[root]):
            requests = [request for home in below for request in left[home][0]]
            files = [source for home in below for source in left[home][1]]
            for home in below:
                del left[home]
            for other in [one for one in orphans if one[: len(parent)] == parent]:
                files += orphans.pop(other)
            left[parent] = (requests, files)
    return [Group(place, tuple(rs), tuple(fs)) for place, (rs, fs) in left.items()]


def _papers(sources: Iterable[Source]) -> bool:
    return any(source.sort in {"paper", "archive"} for source in sources)


def _apart(root: Place, sources: list[Source]) -> dict[Place, list[Source]]:
    """Files without request, folder by folder; the few folders of one dossier of pilots together."""
    if not _papers(sources):
        return {}
    folders: dict[Place, list[Source]] = {}
    for source in sources:
        folders.setdefault(_folder(source), []).append(source)
    found: dict[Place, list[Source]] = {}
    for folder, inside in folders.items():
        beside = [
            papers
            for other, held in folders.items()
            if other[:-1] == folder[:-1] and (papers := _count(held))
        ]
        is_part = folder != root and len(beside) <= _FEW and max(beside, default=0) <= _MOST
        # What lies in the folder above goes with what is below it.
        is_part = is_part or folder[:-1] in folders
        found.setdefault(folder[:-1] if is_part else folder, []).extend(inside)
    return {place: held for place, held in found.items() if _papers(held)}


def _folder(source: Source) -> Place:
    """The folder of a file, an archive being one itself."""
    return source.place if source.sort == "archive" else source.place[:-1]


def _count(sources: Iterable[Source]) -> int:
    return sum(source.sort == "paper" for source in sources)


# --- A group to dossiers


class Share(NamedTuple):
    """The files of each request of a group, by its rank; and those that only their content can place."""

    files: tuple[tuple[Source, ...], ...]
    left: tuple[Source, ...]


def share(one: Group) -> Share:
    """Which file goes with which request, by names; all go with the one request, if it is alone."""
    requests = one.requests
    if len(requests) < 2:
        return Share((one.files,), ()) if requests else Share((), one.files)
    same_orders = len({_orders(request) for request in requests}) == 1 and bool(
        _orders(requests[0])
    )
    shares: list[list[Source]] = [[] for _ in requests]
    left: list[Source] = []
    names = _Names(requests)
    for source in one.files:
        owners = names.owners(source, len(one.place))
        if not owners and (same_orders or source.sort != "paper"):
            owners = range(len(requests)) if same_orders else range(1)
        for rank in owners:
            shares[rank].append(source)
        if not owners:
            left.append(source)
    return Share(tuple(map(tuple, shares)), tuple(left))


def _orders(request: Request) -> frozenset[str]:
    return frozenset(number(order.number) for order in request.key.orders if order.number)


class _Names:
    """What the names of files may say: that of a request, of a piece it lists, of an order."""

    def __init__(self, requests: Sequence[Request]) -> None:
        self.stems: dict[str, list[int]] = {}
        self.listed: dict[str, list[int]] = {}
        orders: dict[str, list[int]] = {}
        for rank, request in enumerate(requests):
            _add(self.stems, _stem(request.source.name), rank)
            for name in request.names:
                _add(self.listed, _folded(name), rank)
            for order in request.key.orders:
                if order.number:
                    _add(orders, _folded(order.number), rank)
        self.numbers = (_Numbers(orders), _Numbers(_tails(orders)))

    def owners(self, source: Source, depth: int) -> Sequence[int]:
        """The ranks of the requests that a file goes with, by its folders and its name."""
        for part in source.place[depth:-1]:
            if (ranks := self.stems.get(_stem(part))) is not None:
                return ranks
        if (ranks := self.listed.get(_folded(source.name))) is not None:
            return ranks
        for numbers in self.numbers:
            named = numbers.named(source.place[depth:])
            if named is not None:
                return named
        return self.stems.get(_stem(source.name), ())


class _Numbers:
    """Numbers of orders, found in the names of files whatever stands between their parts."""

    def __init__(self, ranks: Mapping[str, list[int]]) -> None:
        self.ranks = ranks
        self.joined: dict[str, list[str]] = {}
        for order in ranks:
            self.joined.setdefault("".join(_parts(order)), []).append(order)

    def named(self, names: Iterable[str]) -> Sequence[int] | None:
        """The requests of the one order that these names hold; of BDC-1 and BDC-1-2, the longer."""
        found = {order for name in names for order in self._in(_folded(name))}
        longest = [o for o in found if not any(o != p and _holds(p, o) for p in found)]
        return self.ranks[longest[0]] if len(longest) == 1 else None

    def _in(self, name: str) -> Iterator[str]:
        parts = _parts(name)
        for start in range(len(parts)):
            joined = ""
            for part in parts[start:]:
                joined += part
                # BDC-1-2 and BDC-12 are not the same, though their letters are.
                yield from (o for o in self.joined.get(joined, ()) if _holds(name, o))


def _tails(orders: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Numbers without the letters that they begin with: VA-2025-0117.pdf is of BDC-2025-0117."""
    found: dict[str, list[str]] = {}
    for order in orders:
        tail = re.sub(r"^\D+", "", order)
        if sum(c.isdigit() for c in tail) >= _TELLING and tail != order:
            found.setdefault(tail, []).append(order)
    return {tail: orders[bearers[0]] for tail, bearers in found.items() if len(bearers) == 1}


def _add(where: dict[str, list[int]], key: str, rank: int) -> None:
    ranks = where.setdefault(key, [])
    if rank not in ranks:
        ranks.append(rank)


def _folded(name: str) -> str:
    return normalize("NFC", name).casefold()


def _stem(name: str) -> str:
    return re.sub(r"\.(json|zip|pdf|docx)$", "", _folded(name))


def _parts(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def _holds(name: str, order: str) -> bool:
    return _pattern(order).search(name) is not None


@lru_cache(maxsize=1 << 14)
def _pattern(order: str) -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])" + r"[\W_]*".join(map(re.escape, _parts(order))) + r"(?![^\W_])"
    )
