"""What the corpus holds: one record for each thing that the portal, or its sandbox, said of a file."""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from typing import NamedTuple

FORMAT = "asp-check-corpus/1"

RECORD = ".corpus.toml"
"""How the name of a record ends."""

COPY = ".corpus"
"""How the name of a copy ends, after its SHA-256."""

OUTCOMES = ("accepted", "refused")
STAGES = ("sandbox", "portal")
"""In the order in which a file passes them."""

HIDDEN = "?"
"""What stands in a pointer for a key that the model does not have: it may be anything."""


class Held(NamedTuple):
    """A piece, or the advance of a balance, that went with the file: where it was, and its SHA-256."""

    path: str
    sha256: str
    role: str = ""


class Spoke(NamedTuple):
    """A rule that spoke: how gravely, at which generalised pointer, how often; never a value."""

    rule: str
    severity: str
    pointer: str
    count: int = 1  # type: ignore[assignment]  # the method of tuples gives way


class Record(NamedTuple):
    """What was said of one file, and what the rules said of it then.

    ``path`` and those of the pieces start from the folder of the corpus.  ``template`` is the name that
    the user gave, empty where it was left to the configuration or to recognition; ``model`` what it came to.
    ``as_of`` is the instant of the deposit, at which it is checked again.  ``message`` is as given.
    """

    path: str
    sha256: str
    size: int
    outcome: str
    stage: str
    as_of: str
    message: str
    version: str
    verdict: str
    template: str = ""
    model: str = ""
    status: str = ""
    blank: str = ""
    pieces: tuple[Held, ...] = ()
    advance: Held | None = None
    spoke: tuple[Spoke, ...] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """The bytes that it is about: those of the file, then of its pieces."""
        return (self.sha256, *sorted(piece.sha256 for piece in self.pieces))

    @property
    def said(self) -> tuple[object, ...]:
        """What two records that say the same of the same share."""
        return (self.about, self.outcome, self.stage, self.message)

    @property
    def when(self) -> tuple[str, int]:
        """What the latest of several is known by: the instant, then the stage."""
        return self.as_of, STAGES.index(self.stage)
