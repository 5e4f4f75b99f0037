"""What the rules of family D share: names of files, and numbers of orders as they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from asp_check.archive import Archive, Member
from asp_check.causes.cause import Text
from asp_check.dossier.model import Brief
from asp_check.text import BIDI, ZERO_WIDTH

_LONGEST = 200
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = frozenset('<>:"|?*')


def within(archive: Archive, member: Member) -> str:
    """The path of a member: that of its archive, then its own."""
    return f"{archive.path}/{member.name}"


def inside(path: str, archive: str) -> bool:
    """Whether this is the path of a member of the archive."""
    return path.startswith(f"{archive}/")


def base(path: str) -> str:
    """The last part of a path.

    >>> base("depots/client/VA.pdf"), base("client/")
    ('VA.pdf', 'client')
    """
    return re.split(r"[/\\]", path.rstrip("/\\"))[-1] or path


def near(path: str) -> str:
    """The last two parts of a path: many files have one name, each in its folder.

    >>> near("depots/client/bdc.json"), near("bdc.json")
    ('client/bdc.json', 'bdc.json')
    """
    return "/".join([part for part in re.split(r"[/\\]", path) if part][-2:]) or path


def number(text: str) -> str:
    """The number of an order, as two of them are compared: no blank, no capital.

    >>> number(" BDC 2025-0117") == number("bdc2025-0117")
    True
    """
    return "".join(text.split()).casefold()


def distinct(briefs: Sequence[Brief]) -> Iterator[Brief]:
    """The dossiers, without those whose request is the copy of one before: they have their own rule."""
    seen: set[str] = set()
    for brief in briefs:
        if not brief.sha256 or brief.sha256 not in seen:
            seen.add(brief.sha256)
            yield brief


def unsafe(name: str) -> Text | None:
    """Why a name of an archive may not be used as it is, if it may not.

    >>> unsafe("../VA.pdf").en, unsafe("pièces/VA.pdf")
    ('it leads out of its folder (..)', None)
    """
    parts = re.split(r"[/\\]", name)
    if ".." in parts:
        return Text("il sort de son dossier (..)", "it leads out of its folder (..)")
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return Text(
            "il désigne un emplacement d'un autre ordinateur",
            "it names a place of another computer",
        )
    if "\\" in name:
        return Text("il contient une barre oblique inverse (\\)", "it holds a backslash (\\)")
    if any(c in BIDI or c in ZERO_WIDTH or not c.isprintable() for c in name):
        return Text("il contient des caractères invisibles", "it holds characters that are unseen")
    if any(_FORBIDDEN.intersection(part) or _RESERVED.fullmatch(part) for part in parts):
        return Text(
            "Windows interdit ce nom ou l'un de ses caractères",
            "Windows forbids this name or a character of it",
        )
    if not name.strip() or any(part != part.rstrip(" .") for part in parts):
        return Text("il finit par un point ou une espace", "it ends with a full stop or a space")
    if len(name) > _LONGEST:
        return Text(f"il dépasse {_LONGEST} caractères", f"it exceeds {_LONGEST} characters")
    return None
