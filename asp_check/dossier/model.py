"""What a dossier is made of, and what was found of it: plain frozen values."""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from asp_check.finding import Finding, NotRun, Report, Severity, Verdict
from asp_check.pieces.model import Piece

Kind = Literal["avance", "pilotes", "solde"]

KINDS: tuple[Kind, ...] = ("avance", "pilotes", "solde")
"""What a dossier asks for."""

WANTED: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "avance": ("bdc",),
    "pilotes": ("pilot", "invoice", "bdc"),
    "solde": ("va", "mom", "invoice", "bdc"),
})  # fmt: skip
"""The roles of the pieces that go with each kind of request."""

PILOTS = 3
"""How many pilot deployments a dossier of pilots shows."""

Taken = Literal[
    "request", "bdc", "va", "mom", "invoice", "pilot", "archive", "member", "statement", "copy",
    "system", "aside", "unrecognised", "unreadable",
]  # fmt: skip
"""What a file was taken for: one of the roles of pieces, or what it is instead of a piece.

``member``: one of an archive that was not read.  ``statement``: what a person settled of a piece.
``copy``: of a file of the same dossier.  ``aside``: no form that a piece may have.
"""

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class FileRef(NamedTuple):
    """One file of a dossier, or some pages of one, what it was taken for, and why.

    ``path`` of a member of an archive is that of the archive, then its own.  ``reason`` is in the
    language of the run.  ``order`` is the number of the order that it was matched to; ``settled_by``
    the person who read it where the program could not.
    """

    path: str
    sha256: str
    size: int
    taken: Taken
    reason: str = ""
    pages: tuple[int, int] | None = None
    form: str = ""
    score: float | None = None
    stated: bool = False
    order: str = ""
    note: str = ""
    settled_by: str = ""

    @property
    def is_piece(self) -> bool:
        """Whether it is a piece, of a known role."""
        return self.taken in {"bdc", "va", "mom", "invoice", "pilot"}


class Beneficiary(NamedTuple):
    """One who benefits: the kind of the number and the number.

    ``shared``: several sites may be known under it (SIRET, AM).
    """

    kind: str
    number: str
    shared: bool = False


class Order(NamedTuple):
    """One order of a request, and who benefits from it."""

    number: str
    beneficiaries: tuple[Beneficiary, ...] = ()


class Key(NamedTuple):
    """What a request is about: its scheme as written, the kind of request, and its orders."""

    dispositif: str = ""
    request: str = ""
    orders: tuple[Order, ...] = ()


class Brief(NamedTuple):
    """What is kept of each dossier to compare them all; of its files, the pieces."""

    name: str
    sha256: str
    key: Key
    files: tuple[FileRef, ...] = ()


class Seen(NamedTuple):
    """What the rules on one dossier see."""

    name: str
    kind: str
    requests: tuple[str, ...] = ()
    files: tuple[FileRef, ...] = ()
    pieces: tuple[Piece, ...] = ()
    orders: tuple[str, ...] = ()


class Objection(NamedTuple):
    """What a rule has to say of the file ``path``, or of the dossier where that is its name.

    ``others`` are more files that it speaks of.  ``opens``: it was not read, so the verdict stays open.
    """

    path: str
    params: Mapping[str, Any] = _NOTHING
    severity: Severity | None = None
    certainty: str | None = None
    others: Sequence[str] = ()
    opens: bool = False


class Told(NamedTuple):
    """A finding on a file, or on a dossier as a whole."""

    path: str
    finding: Finding


class Dossier(NamedTuple):
    """One dossier judged.

    ``name`` is the path of its request, else of its folder or archive.  ``request`` is the report on
    its request, with the matrix, ``None`` where it has none.  ``told`` are the findings of family D.
    ``avance`` is the advance request that a balance was held against.
    """

    name: str
    kind: str
    key: Key
    verdict: Verdict
    files: tuple[FileRef, ...] = ()
    request: Report | None = None
    told: tuple[Told, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    posed: int = 0
    ignored: Mapping[str, int] = _NOTHING
    avance: str = ""

    @property
    def findings(self) -> tuple[Told, ...]:
        """Every finding: those on the dossier, then those on its request."""
        if self.request is None:
            return self.told
        return (*self.told, *(Told(self.name, finding) for finding in self.request.findings))

    @property
    def all_not_run(self) -> tuple[NotRun, ...]:
        """Every rule that was not asked."""
        return (*(self.request.not_run if self.request is not None else ()), *self.not_run)

    @property
    def all_posed(self) -> int:
        """How many checks were made."""
        return self.posed + (self.request.posed if self.request is not None else 0)

    @property
    def whole(self) -> Report:
        """The dossier as one report: that on its request, with what is said around it."""
        request = self.request
        if request is None:
            request = Report(None, "", self.verdict, None)
        findings = tuple(told.finding for told in self.findings)
        ignored = {**self.ignored, **request.ignored}
        return request._replace(
            path=self.name, verdict=self.verdict, findings=findings, not_run=self.all_not_run,
            posed=self.all_posed, ignored=ignored,
        )  # fmt: skip

    @property
    def brief(self) -> Brief:
        """What is kept of it to compare it with others."""
        sha256 = "" if self.request is None else self.request.sha256
        pieces = (
            FileRef(file.path, file.sha256, file.size, file.taken)
            for file in self.files
            if file.is_piece
        )
        return Brief(self.name, sha256, self.key, tuple(pieces))
