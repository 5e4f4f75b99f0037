"""The values that everything shares: problem, finding, report.

A ``Problem`` names a rule and a place in bytes; the engine alone turns it into a ``Finding``
with lines, a severity, a source and a message.  All are frozen: named tuples, because those
cost a fraction of what dataclasses do, at each start and at each check.
"""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, NamedTuple

NO_PARAMS: Mapping[str, Any] = MappingProxyType({})


class UsageError(ValueError):
    """Wrong use: an argument, an option or a manifest that cannot be used.  Exit code 2.

    ``str()`` says in one line, in French, what is wrong and what to do; ``en`` says it in English.
    """

    def __init__(self, message: str, en: str | None = None) -> None:
        super().__init__(message)
        self.en = message if en is None else en


class Severity(str, Enum):
    """How grave a finding is: ``blocking`` makes the file nonconform."""

    BLOCKING = "blocking"
    WARNING = "warning"
    INFO = "info"

    __str__ = str.__str__


class Verdict(str, Enum):
    """What can be said of a file."""

    CONFORM = "conform"
    NONCONFORM = "nonconform"
    INCONCLUSIVE = "inconclusive"

    __str__ = str.__str__


class Edit(NamedTuple):
    """Bytes ``offset`` to ``end_offset`` of the file, and the text to put there."""

    offset: int
    end_offset: int
    text: str


class Link(NamedTuple):
    """Another place that a problem speaks of: a span in bytes and what it is (a label's key)."""

    start: int
    end: int
    pointer: str | None
    label: str


class Elsewhere(NamedTuple):
    """Another place that a problem speaks of, in another document; ``label`` is a label's key.

    A page and a box of a piece, or a line and a span of another JSON file.  ``found`` is what is
    written there, where that is to be shown.
    """

    path: str
    label: str
    found: str = ""
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    line: int = 1
    column: int = 1
    offset: int = 0
    end_offset: int = 0
    pointer: str | None = None


class Problem(NamedTuple):
    """A defect by name and place; ``start == end`` is an insertion point.

    ``params`` fill the message of the rule; ``severity`` overrides the rule's own;
    ``links`` are further places of the same document, ``elsewhere`` those of others; ``count`` is how
    often it was met.
    """

    rule: str
    start: int
    end: int
    pointer: str | None = None
    params: Mapping[str, Any] = NO_PARAMS
    expected: str | None = None
    actual: str | None = None
    links: tuple[Link, ...] = ()
    fix: tuple[Edit, ...] | None = None
    severity: Severity | None = None
    count: int = 1  # type: ignore[assignment]  # the method of tuples gives way
    elsewhere: tuple[Elsewhere, ...] = ()


class Place(NamedTuple):
    """A place for people: where another part of a finding lies, perhaps in another document."""

    path: str | None
    line: int
    column: int
    offset: int
    end_offset: int
    pointer: str | None
    label: str
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


class Finding(NamedTuple):
    """One defect of one file, placed and worded.

    Lines and columns start at 1 and count code points; offsets count bytes; ends are exclusive.
    """

    rule: str
    name: str
    severity: Severity
    certainty: str
    line: int
    column: int
    end_line: int
    end_column: int
    offset: int
    end_offset: int
    pointer: str | None
    message: str
    expected: str | None
    actual: str | None
    count: int  # type: ignore[assignment]  # the method of tuples gives way
    related: tuple[Place, ...]
    fix: tuple[Edit, ...] | None
    source: str | None
    cause: str = ""
    """Which of its variants the rule met, where it has some: of layout, ``reindented``."""
    fixable: bool = False
    """Whether ``asp-check fix`` repairs it: form only, never a value."""
    general: str | None = None
    """The pointer with ``*`` for what repeats, index or key that is data: one name for all elements."""


class NotRun(NamedTuple):
    """A rule that was not asked, of which kind and why.

    ``kind`` is ``not-applicable``, ``unmapped-concept``, ``unknown-fact``, ``piece-not-given``,
    ``no-as-of``, ``unreadable`` or ``crash``; the last two make the verdict inconclusive.
    """

    rule: str
    kind: str
    reason: str

    @property
    def is_missed(self) -> bool:
        """Whether it may be required: a rule that is not about this request is not missed."""
        return self.kind != "not-applicable" or self.rule[:1] not in "RX" or len(self.rule) == 1


class TemplateRef(NamedTuple):
    """Which template a file was held against: printed id, status, SHA-256 of the blank."""

    id: str
    status: str
    sha256: str


class PieceRef(NamedTuple):
    """One paper that went with a request, and what it was taken for.

    ``role`` is one of ``pieces.model.ROLES``; ``None`` where it was not recognised, or not read:
    ``note`` then says why.  ``pages`` are the first and the last.  ``order`` is the number of the order
    that it goes with, empty where it goes with none.  ``stated``: the user named the role.
    ``settled_by`` are the persons who settled what it says.
    """

    path: str
    sha256: str
    form: str
    role: str | None = None
    pages: tuple[int, int] = (1, 1)
    score: float = 0.0
    reason: str = ""
    stated: bool = False
    order: str = ""
    note: str = ""
    settled_by: tuple[str, ...] = ()


class MatrixCell(NamedTuple):
    """What one document says of one concept.

    ``role`` is ``request``, ``avance`` or that of a piece.  ``state`` is ``given`` or ``empty`` for the
    request; for the others ``equal``, ``normalised``, ``confirmed``, ``different``, ``absent``,
    ``unclear`` or ``unnamed``.  ``note`` says why it is unclear, or what normalisation was needed.
    """

    document: str
    role: str
    value: str | None
    state: str
    place: Place | None = None
    note: str = ""


class MatrixRow(NamedTuple):
    """One concept of one order, for one establishment where several are told apart, in each document."""

    order: str
    subject: str
    concept: str
    cells: tuple[MatrixCell, ...]


class Report(NamedTuple):
    """What one check of one file found.

    ``path`` is as given, ``-`` for standard input, ``None`` for bytes.  ``ignored`` counts the
    findings beyond the limit by rule.  ``data`` holds the bytes that were judged, for frames.
    ``pieces`` are the papers that went with it; ``matrix`` what each document says of each concept.
    ``lang`` is the language of its messages.
    """

    path: str | None
    sha256: str
    verdict: Verdict
    template: TemplateRef | None
    findings: tuple[Finding, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    as_of: str | None = None
    ignored: Mapping[str, int] = NO_PARAMS
    posed: int = 0
    options: Mapping[str, Any] = NO_PARAMS
    data: bytes = b""
    model: bytes | None = None
    pieces: tuple[PieceRef, ...] = ()
    matrix: tuple[MatrixRow, ...] = ()
    lang: str = "fr"

    @property
    def conforms(self) -> bool:
        """Whether the verdict is ``conform``."""
        return self.verdict is Verdict.CONFORM

    def __repr__(self) -> str:
        """Without the bytes, which may be many."""
        values = self._asdict().items()
        shown = (f"{name}={value!r}" for name, value in values if name not in ("data", "model"))
        return f"Report({', '.join(shown)})"

    def _repr_html_(self) -> str | None:
        """What a notebook shows; ``None``, and it shows the text, where nothing can draw it."""
        return NOTEBOOK[0](self) if NOTEBOOK else None


NOTEBOOK: list[Callable[[Report], str | None]] = []
"""What draws a report for a notebook.  Drawing lies layers above, so ``api`` puts its own in here."""
