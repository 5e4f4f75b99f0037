"""What was read of a request, and of what goes with it, to a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from asp_check import engine
from asp_check.engine import Options
from asp_check.files import TooLarge
from asp_check.finding import Report, UsageError
from asp_check.library import Library
from asp_check.template import Template

if TYPE_CHECKING:
    from asp_check.assembling import Named
    from asp_check.pieces.model import Paper


class Attached(NamedTuple):
    """What goes with a request, as read: papers, and the advance deposited before.

    ``unopened`` are files that nobody could look into, of which others speak: an archive that is cut
    short, a member that is damaged.  What is missing may be in them.  ``whole``: this is all that is to
    be deposited, so that what is missing may be told.  ``others`` are the paths of the files beside:
    copies, and what no piece can be.
    """

    papers: Sequence[tuple[Named, Paper]]
    avance: str | None = None
    unopened: Sequence[Paper] = ()
    whole: bool = False
    others: Sequence[str] = ()


Paired: TypeAlias = "tuple[Named, Paper]"
"""A file that goes with a request, and what it shows."""


def _unseen(papers: Iterable[Paired], _paths: Sequence[str]) -> Iterable[Paired]:
    return papers


def attached(
    pieces: Iterable[object],
    avance: str | None = None,
    *,
    ocr: bool = False,
    seen: Callable[[Iterable[Paired], Sequence[str]], Iterable[Paired]] = _unseen,
) -> Attached | None:
    """Read what goes with a request; ``None`` if nothing does.

    ``seen`` passes on the papers as they are read, and is told the paths of all.

    Raises ``UsageError`` for a path that names no file, or what is no piece.
    """
    if isinstance(pieces, (str, bytes)) or not isinstance(pieces, Iterable):
        raise UsageError("pieces : attendu, une liste", "pieces: a list is expected")
    given = tuple(pieces)
    if not given and avance is None:
        return None
    from asp_check import assembling

    named = assembling.named(given)
    papers = seen(assembling.read(named, ocr=ocr), [one.path for one in named])
    return Attached(tuple(papers), avance)


def judge(
    data: bytes | TooLarge,
    path: str | None,
    template: Template | None,
    options: Options,
    library: Library,
    with_it: Attached | None = None,
) -> Report:
    """The report on what was read at ``path``, against the template named, else recognised.

    ``with_it`` is what goes with the request.

    Raises ``UsageError`` if a template cannot be used; a fault of ours is in the report.
    """
    if isinstance(data, TooLarge):
        return engine.too_large(data.size, data.sha256, template, options, path)
    if template is None:
        options = options._replace(named=False)
        try:
            template = library.recognise(data, options)
        except UsageError:
            raise
        except Exception as error:  # noqa: BLE001 - named, and the verdict left open
            return engine.crashed(error, data, None, options, path)
    kin = engine.NO_KIN if template is None else library.kin(template)
    papers = None
    if with_it is not None and template is not None:
        from asp_check import assembling

        advance = assembling.advance(with_it.avance, library, options)
        papers = assembling.assemble(with_it.papers, template, advance, with_it.unopened)
        papers = papers._replace(whole=with_it.whole, others=tuple(with_it.others))
    return engine.judge(data, template, options, path, kin, papers)
