"""X504: the request lists a file among its pieces, and the dossier has none of that name (C32)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.matter import Answer, Charge, Whole
from asp_check.rules.common.sources import FAQ_PORTAL

_LIST = {"/n": {"concept": "order.number"}, "/p/*": {"concept": "piece.file_name"}}
_BLANK = '{"n": "", "p": ["", ""]}'
_FILE = '{"n": "B1", "p": ["VA.pdf", "BDC signé.pdf"]}'
_SOLDE = {"request": "solde"}


def _pieces(*paths: str) -> tuple[dict[str, object], ...]:
    return tuple({"role": "va", "path": path, "values": {"order.number": "B1"}} for path in paths)


_UNREAD: tuple[dict[str, object], ...] = ({"role": None, "path": "bdc signé.PDF", "unread": True},)

CAUSE = Cause(
    id="X504",
    name="listed-file-missing",
    source=FAQ_PORTAL,
    params=("file",),
    severity=Severity.WARNING,
    certainty="inference",
    title=Text(
        "Un fichier listé dans la demande n'est pas dans le dossier",
        "A file that the request lists is not in the dossier",
    ),
    message=Text(
        "La demande liste le fichier «\u00a0{file}\u00a0», et le dossier n'en a aucun de ce nom.",
        "The request lists the file “{file}”, and the dossier has none of that name.",
    ),
    why=Text(
        "Les pièces déposées sont celles que la demande liste. Sous un autre nom, une pièce n'est pas "
        "rattachée à sa ligne, et passe pour manquante.",
        "The pieces deposited are those that the request lists. Under another name a piece is not tied "
        "to its line, and passes for missing.",
    ),
    mend=Text(
        "Ajoutez le fichier au dossier, ou accordez son nom et celui que la demande indique.",
        "Add the file to the dossier, or make its name and the one in the request agree.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 29), _LIST, facts=_SOLDE, pieces=_pieces("d/va.pdf", "BDC.pdf")),
        Example(_BLANK, _FILE, False, None, _LIST, facts=_SOLDE, pieces=_pieces("VA.pdf", "x/BDC signe\u0301.pdf")),
        # Whether it could be read is another matter.
        Example(_BLANK, _FILE, False, None, _LIST, facts=_SOLDE, pieces=(*_pieces("VA.pdf"), *_UNREAD)),
        # An archive may be listed, instead of what is in it.
        Example(
            _BLANK, '{"n": "B1", "p": ["pieces.zip", "va.pdf"]}', False, None, _LIST, facts=_SOLDE,
            pieces=_pieces("pieces.zip/VA.pdf"),
        ),
    ),
)  # fmt: skip


def check(whole: Whole, _given: Given) -> Iterator[Answer]:
    """Yield a charge for each file that is listed and is not there; what was not opened may hold it."""
    if any(one.told for one in whole.unread):
        return
    papers = [piece.paper for piece in whole.pieces] + [one.paper for one in whole.unread]
    paths = [*(paper.path for paper in papers), *whole.others]
    held = {part for path in paths for part in _parts(path)}
    for matter in whole.matters:
        for value in matter.find("piece.file_name"):
            if value.sound and not value.empty and _parts(value.text)[-1] not in held:
                yield Charge(value, {"file": value.text})


def _parts(path: str) -> list[str]:
    """The folders of a path and its name, as names are compared."""
    return re.split(r"[/\\]", normalize("NFC", path.strip()).casefold())
