"""``asp-check receipt verify``: what is about to be uploaded, against what was checked."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from asp_check import archive, files
from asp_check.cli import CONFORM, INCONCLUSIVE, NONCONFORM, UNUSABLE, console
from asp_check.cli import receipt_files as disk
from asp_check.cli.dossier_plan import MAX_ARCHIVE
from asp_check.cli.receipt_advice import no_receipt, none_below
from asp_check.cli.receipt_since import Since
from asp_check.cli.work import Complaints
from asp_check.dossier.gathering import sort_of
from asp_check.files import TooLarge
from asp_check.finding import UsageError
from asp_check.inputs import instant
from asp_check.receipt import answer as answers
from asp_check.receipt.answer import Answer
from asp_check.receipt.model import SUFFIX, Receipt
from asp_check.receipt.verifying import Found, Line, Package, There, compare
from asp_check.report import escape

CODES = {"same": CONFORM, "different": NONCONFORM, "unread": INCONCLUSIVE}

_TROUBLES = {
    "limit": ("trop volumineux", "too large"),
    "encrypted": ("chiffré", "encrypted"),
    "link": ("c’est un lien", "it is a link"),
}
_DAMAGED = ("endommagé", "damaged")
_NO_ARCHIVE = ("ce n’est pas un ZIP lisible", "it is no ZIP that can be read")
_AMBIGUOUS = (
    "d’autres octets l’entourent : un autre programme peut y voir d’autres fichiers",
    "other bytes stand around it: another program may see other files in it",
)


class Named(NamedTuple):
    """A receipt that is to be verified: its path, and that of its file."""

    receipt: str
    file: str


class Wanted(NamedTuple):
    """What the arguments name, by what it is; of each folder, every file below it."""

    named: Sequence[Named]
    packages: Sequence[str]
    others: Sequence[str]
    folders: Mapping[str, Sequence[str]]


def run(arguments: Sequence[str], asked: Mapping[str, Any], lang: str) -> int:
    """Compare what the arguments name with their receipts; the exit code."""
    complaints = Complaints(lang)
    try:
        now = instant(asked["as_of"])
        wanted = _wanted(arguments, complaints)
        found = _answers(wanted, asked, now, complaints)
        strays = list(_strays(wanted, found))
        if not found and not strays and not complaints.said:
            top = next(iter(wanted.folders))
            raise none_below(top, wanted.folders[top])
    except UsageError as error:
        complaints.add(error)
        return UNUSABLE
    if asked["form"] == "json":
        console.write_utf8(_json(found, strays, lang))
    else:
        for one in found:
            console.write_text(answers.text(one, lang))
        for path in strays:
            console.write_text(f"{escape.path(path)}{_STRAY[lang == 'en']}\n")
    if complaints.said:
        return UNUSABLE
    return CODES[answers.overall(found, others=bool(strays))]


_STRAY = (" : NOUVEAU, aucun reçu n’en parle", ": NEW, no receipt speaks of it")


def _json(found: Sequence[Answer], strays: Sequence[str], lang: str) -> str:
    content = {
        "format": answers.FORMAT,
        "state": answers.overall(found, others=bool(strays)),
        "receipts": [answers.mapping(one, lang) for one in found],
        "new": list(strays),
    }
    return json.dumps(content, ensure_ascii=True, indent=2) + "\n"


# --- What the arguments name


def _wanted(arguments: Sequence[str], complaints: Complaints) -> Wanted:
    if not arguments:
        raise UsageError(
            "indiquez un fichier, son reçu ou un dossier ; voir asp-check receipt verify --help",
            "name a file, its receipt or a folder; see asp-check receipt verify --help",
        )
    named: dict[str, Named] = {}
    packages: list[str] = []
    others: list[str] = []
    folders: dict[str, list[str]] = {}
    for path in arguments:
        if os.path.isdir(path):
            below = disk.below(path)
            folders[path] = below.paths
            for error in below.errors:
                complaints.add(error)
            for one in folders[path]:
                if disk.is_receipt(one):
                    named.setdefault(os.path.abspath(one), _named(one))
        elif disk.is_receipt(path):
            named[os.path.abspath(path)] = _named(path)
        elif os.path.lexists(disk.beside(path)):
            named[os.path.abspath(disk.beside(path))] = Named(disk.beside(path), path)
        elif path.lower().endswith(".zip"):
            packages.append(path)
        else:
            others.append(path)
    if not named and not folders and not complaints.said:
        named_by_itself = (others or packages)[0]
        disk.measured(named_by_itself)  # It says what is wrong with the path.
        raise no_receipt(named_by_itself)
    if packages and len(named) > 1:
        raise UsageError(
            "un ZIP contient les pièces d’une seule demande ; indiquez-la avec lui, et elle seule",
            "a ZIP holds the pieces of one request; name that one with it, and no other",
        )
    return Wanted(list(named.values()), packages, others, folders)


def _named(receipt: str) -> Named:
    return Named(receipt, receipt[: -len(SUFFIX)])


# --- Each receipt


def _answers(
    wanted: Wanted, asked: Mapping[str, Any], now: str | None, complaints: Complaints
) -> list[Answer]:
    others = [_found(path, path) for path in wanted.others]
    opened, since = _Opened(), Since(asked, now)
    packages = [package_at(path) for path in wanted.packages]
    found: list[Answer] = []
    told: set[str | None] = set()
    for one in wanted.named:
        try:
            receipt = disk.load(one.receipt)
        except UsageError as error:
            complaints.add(error)
            continue
        there = _there(receipt, one, There(None, {}, others, packages), opened)
        lines = compare(receipt, there)
        told |= {piece.sha256 for piece in receipt.pieces} | {receipt.file.sha256}
        found.append(Answer(one.file, receipt, lines, tuple(since.newer(receipt, one.file))))
    if found and len(found) == len(wanted.named):
        # A file that was named beside, and that no receipt knows, is about to be uploaded unchecked.
        extra = [
            Line(one.name, "new", now=one.sha256 or "") for one in others if one.sha256 not in told
        ]
        last = found[-1]
        found[-1] = last._replace(lines=(*last.lines, *extra))
    return found


class _Opened:
    """The archives beside receipts, each read once: one may hold the pieces of a thousand requests."""

    def __init__(self) -> None:
        self._found: dict[str, Package] = {}

    def at(self, folder: str, name: str) -> Package | None:
        """The archive that a receipt names, if there is one."""
        path = disk.path_in(folder, name)
        if path is None or not os.path.isfile(path):
            return None
        if path not in self._found:
            self._found[path] = package_at(path)
        return self._found[path]


def _there(receipt: Receipt, named: Named, beside: There, opened: _Opened) -> There:
    """What lies where the receipt says, with what the user named besides."""
    folder = os.path.dirname(os.path.abspath(named.receipt))
    file = named.file
    if not os.path.lexists(file):
        file = os.path.join(os.path.dirname(named.receipt), receipt.file.name)
    name = os.path.basename(file)
    request = _found(file, receipt.file.name if name == receipt.file.name else name)
    pieces: dict[int, Found] = {}
    for rank, piece in enumerate(receipt.pieces):
        if not piece.beside:
            continue
        if piece.archive is None:
            seen = _in_folder(folder, piece.name)
        else:
            held = opened.at(folder, piece.archive)
            seen = _member(held, piece.archive, piece.name, piece.sha256)
        if seen is not None:
            pieces[rank] = seen
    return beside._replace(file=request if os.path.lexists(file) else None, pieces=pieces)


def _in_folder(folder: str, name: str) -> Found | None:
    """The file that a receipt names, if it lies there; one that leads out of the folder is not followed."""
    path = disk.path_in(folder, name)
    if path is None:
        return Found(name, None, _OUTSIDE)
    return _found(path, name) if os.path.lexists(path) else None


_OUTSIDE = (
    "ce nom mène hors du dossier du reçu ; indiquez le fichier lui-même",
    "this name leads out of the folder of the receipt; name the file itself",
)


def _member(package: Package | None, held: str, name: str, wanted: str) -> Found | None:
    """The member of this name in the archive ``held``, with this sum where several have the name."""
    if package is None:
        return None
    if any(package.why) and not package.members:
        return Found(f"{held}/{name}", None, package.why)
    same = [one for one in package.members if one.name == name]
    best = next((one for one in same if one.sha256 == wanted), same[0] if same else None)
    return None if best is None else best._replace(name=f"{held}/{name}")


def _found(path: str, name: str) -> Found:
    """The file at a path; one that cannot be read says why."""
    try:
        return Found(name, disk.measured(path).sha256)
    except UsageError as error:
        return Found(name, None, (str(error), error.en))


def package_at(path: str) -> Package:
    """A ZIP and the sums of its members, within the limits of every archive."""
    data = files.read(path, max_size=MAX_ARCHIVE, pipe=False)
    if isinstance(data, TooLarge):
        return Package(path, (), ("trop volumineux", "too large"))
    read = archive.read(data, path)
    if read.broken:
        return Package(path, (), _NO_ARCHIVE)
    members = tuple(
        Found(one.name, None, _TROUBLES.get(one.trouble, _DAMAGED))
        if one.data is None
        else Found(one.name, sha256(one.data).hexdigest())
        for one in read.members
    )
    is_odd = bool(read.before or read.after or read.overlapping)
    return Package(path, members, _AMBIGUOUS if is_odd else ("", ""))


# --- What no receipt knows


def _strays(wanted: Wanted, found: Sequence[Answer]) -> Iterator[str]:
    """The requests and the papers of the folders that no receipt of theirs knows."""
    known = {piece.sha256 for one in found for piece in one.receipt.pieces}
    known |= {one.receipt.file.sha256 for one in found}
    known |= {held.sha256 for one in found for held in one.receipt.archives}
    known |= {one.receipt.advance.sha256 for one in found if one.receipt.advance is not None}
    requests = {os.path.abspath(one.path) for one in found}
    told = {os.path.abspath(named.file) for named in wanted.named} | requests
    changed = {
        os.path.join(os.path.dirname(os.path.abspath(one.path)), *piece.name.split("/"))
        for one in found
        for piece in one.receipt.pieces
        if piece.archive is None and piece.beside
    }
    for below in wanted.folders.values():
        for path in below:
            absolute = os.path.abspath(path)
            if absolute in told or absolute in changed or not _may_be_deposited(path):
                continue
            seen = _found(path, path)
            if seen.sha256 not in known and not _holds_known(path, known):
                yield path


def _may_be_deposited(path: str) -> bool:
    sort = sort_of(tuple(path.split(os.sep)))
    return sort in {"paper", "archive"} or path.lower().endswith(".json")


def _holds_known(path: str, known: set[str]) -> bool:
    """Whether this is a ZIP of pieces that were all checked."""
    if not path.lower().endswith(".zip"):
        return False
    try:
        package = package_at(path)
    except UsageError:
        return False
    return (
        bool(package.members)
        and not any(package.why)
        and all(one.sha256 in known for one in package.members)
    )
