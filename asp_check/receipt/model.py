"""What a receipt says: plain frozen values, without any value of a file and without any person."""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from typing import NamedTuple

FORMAT = "asp-check-receipt/1"

SUFFIX = ".receipt"
"""What a receipt is called after its file: ``bdc.json.receipt``."""

STAGES = ("sandbox", "portal")
"""What a file may have passed since it was checked, in order."""


class Stated(NamedTuple):
    """A file by its name and its SHA-256; the name starts from the folder of the receipt."""

    name: str
    sha256: str


class Paper(NamedTuple):
    """A piece that was checked with the request.

    ``name`` starts from the folder of the receipt, parted by ``/``; of a member of an ``archive`` it is
    its name in there.  ``beside`` is false for a file that lay elsewhere: then only its last name is
    kept.  ``deposited``: ``asp-check pack`` puts it into the ZIP.  ``statement`` is the SHA-256 of what a
    person settled of it.
    """

    name: str
    role: str | None
    size: int
    sha256: str
    archive: str | None = None
    beside: bool = True
    deposited: bool = True
    statement: str | None = None


class Model(NamedTuple):
    """The template: SHA-256 of the blank, of its manifest and of its ``pieces.toml``, where it has them."""

    id: str
    status: str
    sha256: str
    manifest: str | None = None
    pieces: str | None = None


class Rules(NamedTuple):
    """The table of rules: how many, and the SHA-256 of their ids, severities and certainties."""

    count: int  # type: ignore[assignment]  # the method of tuples gives way
    sha256: str


class Reference(NamedTuple):
    """A file of reference data, the day that it bears, and its SHA-256."""

    name: str
    date: str | None
    sha256: str


class Asked(NamedTuple):
    """The options that bear on the verdict."""

    layout: str
    strict: bool = False
    resubmission: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()


class NotAsked(NamedTuple):
    """A rule that was not asked, and of which kind."""

    rule: str
    kind: str


class Spoke(NamedTuple):
    """A rule that spoke without blocking, and how often."""

    rule: str
    severity: str
    count: int  # type: ignore[assignment]  # the method of tuples gives way


class Scope(NamedTuple):
    """How far the verdict goes."""

    asked: int
    not_run: tuple[NotAsked, ...] = ()
    spoke: tuple[Spoke, ...] = ()


class Passed(NamedTuple):
    """A stage that the user says the file passed, and on which day."""

    stage: str
    on: str


class Receipt(NamedTuple):
    """What was checked, with what, and how far: the verdict is always ``conform``.

    ``as_of`` is the instant of the check, Europe/Paris, the only time that it bears.  ``dispositifs`` is the
    SHA-256 of what was known of the schemes.  ``advance`` is the request that a balance was held against.
    """

    version: str
    as_of: str | None
    file: Stated
    size: int
    template: Model
    rules: Rules
    dispositifs: str
    asked: Asked
    scope: Scope
    pieces: tuple[Paper, ...] = ()
    archives: tuple[Stated, ...] = ()
    advance: Stated | None = None
    references: tuple[Reference, ...] = ()
    passed: tuple[Passed, ...] = ()

    @property
    def of_same_files(self) -> tuple[object, ...]:
        """What two receipts on the very same files share."""
        sums = sorted(piece.sha256 for piece in self.pieces)
        return (self.file.sha256, *sums)

    def marked(self, stage: Passed) -> "Receipt":
        """The receipt with this stage passed; of one that is noted already, the later day stays."""
        noted = [one for one in self.passed if one.stage == stage.stage]
        kept = [one for one in self.passed if one.stage != stage.stage]
        last = max((*noted, stage), key=lambda one: one.on)
        return self._replace(
            passed=tuple(sorted((*kept, last), key=lambda one: (one.on, one.stage)))
        )
