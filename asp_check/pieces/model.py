"""What a paper shows and what a piece says: the plain frozen values that readers make and rules see.

Three steps, one direction: bytes → ``Paper`` (what is to be seen on each page, whatever the file is)
→ ``Piece`` (which piece it is, what it says of each concept, and where) → rules.

A ``Box`` is measured in points (1/72 inch) from the top left corner of the page as it is shown.
"""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Role = Literal["bdc", "va", "mom", "invoice", "pilot"]

ROLES: tuple[Role, ...] = ("bdc", "va", "mom", "invoice", "pilot")
"""What a piece may be: purchase order, VA, MOM, invoice, report of a pilot deployment."""

Form = Literal["pdf", "docx", "image", "data"]
"""What kind of file a paper is; ``data`` holds values by concept and has no page."""

Origin = Literal["text", "field", "annotation", "control", "ocr", "data", "person"]
"""How a value came to be known; ``control`` is one of a DOCX, ``person`` a statement that was settled."""

_NOTHING: Mapping[str, object] = MappingProxyType({})


class Box(NamedTuple):
    """A rectangle of a page as shown, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def rounded(self) -> "Box":
        """The same to a hundredth of a point: what reports show."""
        return Box(*(round(side, 2) for side in self))

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def joined(self, other: "Box") -> "Box":
        """The smallest rectangle around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


# --- What is to be seen


class Word(NamedTuple):
    """Characters between blanks, as shown.

    ``doubt`` says why what is stored may not be what a person sees, and is empty where nothing does:
    ``hidden`` (drawn without ink, in the colour of the page, or under something), ``disagree`` (two
    readers do not read the same), ``overlap`` (drawn over other text), ``stored`` (the stored value
    of a field is not what its appearance shows), ``ocr`` (read off an image).
    ``confidence`` goes from 0 to 1, for what was read off an image.
    """

    text: str
    box: Box
    origin: Origin = "text"
    doubt: str = ""
    confidence: float | None = None


class Tick(NamedTuple):
    """A box to tick, a radio button, or a mark like one; ``state`` is ``None`` where it is unclear.

    ``name`` is that of a field, with the choice that it stands for where it has one.
    """

    box: Box
    state: bool | None
    origin: Origin = "text"
    name: str = ""
    doubt: str = ""


class Page(NamedTuple):
    """One page as shown: ``width`` and ``height`` in points, its rotation applied.

    ``words`` are in the order of the file, those of fields and annotations among them.  ``rules`` are
    the straight lines of tables: boxes without height or without width.  ``images`` are the boxes of
    pictures; ``inks`` those of drawings that are neither rules nor boxes: a signature drawn with a
    pen, an ink or stamp annotation.  ``scan`` says that an image holds the page: what text it has
    comes from a machine that read the image, or there is none.  ``blanks`` are fillable fields left
    empty.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    ticks: tuple[Tick, ...] = ()
    rules: tuple[Box, ...] = ()
    images: tuple[Box, ...] = ()
    inks: tuple[Box, ...] = ()
    blanks: tuple[Box, ...] = ()
    scan: bool = False


class Seal(NamedTuple):
    """A cryptographic signature found in a file; that it is valid is not checked, nor said.

    ``signer`` is the name in its certificate.  ``whole``: it covers the whole file as it is;
    ``later`` says what was added after it.  ``box`` is where it shows, if it does.
    """

    signer: str = ""
    date: str = ""
    whole: bool | None = None
    later: str = ""
    page: int | None = None
    box: Box | None = None


class Paper(NamedTuple):
    """One file as read.

    ``unreadable`` says why it could not be read, by a key of ``words.UNREADABLE``; empty if it was.
    ``unread`` is how many of its pages were left out, beyond the limit.  ``notes`` are the keys of
    what it holds that is never run nor opened: ``javascript``, ``embedded-files``, ``xfa``…
    ``data`` holds what structured data say: values by concept, see ``data.py``.
    """

    path: str
    sha256: str
    form: Form
    pages: tuple[Page, ...] = ()
    seals: tuple[Seal, ...] = ()
    notes: tuple[str, ...] = ()
    unread: int = 0
    unreadable: str = ""
    data: Mapping[str, object] = _NOTHING


# --- What it says

State = Literal["read", "absent", "unclear", "unnamed"]
"""``unnamed``: no wording that names the concept was found, so nothing can be said."""


class Sight(NamedTuple):
    """Where a value stands: page from 1, its box, and the words that named it."""

    page: int | None = None
    box: Box | None = None
    label: str = ""


class Reading(NamedTuple):
    """What a piece says of one concept, for one establishment where it tells several apart.

    ``subject`` is the identifier of that establishment (FINESS…), as written; empty for the whole
    piece.  ``value`` is what is written, blanks at the edges aside; for a choice, one of the answers
    of ``Item.answers``; for yes or no, ``oui`` or ``non``.  ``doubt`` says why it is unclear, by a key
    of ``words.DOUBTS``.  ``by`` and ``on`` name the person who settled it, and the day.
    """

    concept: str
    state: State
    value: str = ""
    subject: str = ""
    sight: Sight = Sight()
    origin: Origin = "text"
    doubt: str = ""
    confidence: float | None = None
    by: str = ""
    on: str = ""


class Signed(NamedTuple):
    """Whether a piece is signed in its box: only a proved absence is ``absent``.

    ``how`` is a key of ``words.SIGNED``: ``seal``, ``image``, ``ink``, ``annotation``, ``draft``,
    ``scan``, ``no-box``, ``empty-box``, ``certificate-page``…
    """

    state: Literal["present", "absent", "unclear"]
    how: str
    sight: Sight = Sight()


class Piece(NamedTuple):
    """One piece of a dossier: a paper, or some pages of one, and what it says.

    ``score`` goes from 0 to 1 and ``reason`` tells the words by which it was known; ``stated`` says
    that the user named the role.  ``pages`` is the first and the last.
    """

    role: Role
    paper: Paper
    pages: tuple[int, int] = (1, 1)
    score: float = 1.0
    reason: str = ""
    stated: bool = False
    readings: tuple[Reading, ...] = ()
    signed: Signed = Signed("unclear", "no-box")

    def all(self, concept: str) -> tuple[Reading, ...]:
        """What it says of a concept, for each establishment."""
        return tuple(reading for reading in self.readings if reading.concept == concept)


# --- What to look for


class Item(NamedTuple):
    """One thing to look for in a piece: the wordings that name it, and how it is answered.

    ``type``: ``text`` as written; ``choice``, one of ``answers``; ``yes-no``; ``list``, several values.
    ``answers`` gives the wordings of each answer, by the value that the request has for it.  ``by`` is
    the concept of the identifier of the rows where a table answers for each establishment.
    ``kind`` is one of ``values/`` that what is read must be, or empty.  ``in_text`` are the words around
    it in a sentence, « […] » in its place.
    """

    concept: str
    labels: tuple[str, ...]
    type: Literal["text", "choice", "yes-no", "list"] = "text"
    answers: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    by: str = ""
    kind: str = ""
    in_text: tuple[str, ...] = ()


class Wanted(NamedTuple):
    """What to look for in the pieces of one role.

    ``titles`` are the wordings that tell which piece it is; ``signature`` those that stand by the
    client's signature box.  ``mentions`` are official wordings to look for anywhere, by concept.
    """

    role: Role
    titles: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    mentions: Mapping[str, tuple[str, ...]] = MappingProxyType({})
