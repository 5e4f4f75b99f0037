"""Two files as read, or one and its template, to what differs between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from asp_check.document import MAX_DEPTH, MAX_SIZE
from asp_check.files import TooLarge
from asp_check.finding import UsageError
from asp_check.library import Library
from asp_check.template import Template

if TYPE_CHECKING:
    from asp_check.difference.model import Difference


def compared(
    sides: Sequence[tuple[str | None, bytes | TooLarge]],
    template: Template | None,
    library: Library,
    lang: Literal["fr", "en"],
    *,
    hide: bool = False,
    max_size: int = MAX_SIZE,
    max_depth: int = MAX_DEPTH,
) -> Difference:
    """What differs between two files, or between one and its template; each a path and what was read.

    ``max_size`` is the limit up to which they were read.  Raises ``UsageError`` where one file stands
    alone, or a template cannot be used; a fault of ours is in the answer.
    """
    from asp_check.difference import Settings, diff_model, failed
    from asp_check.difference import diff as diff_files

    english = lang == "en"
    if len(sides) == 1 and template is None:
        raise UsageError(
            "comparer à quoi ? Donnez un second fichier, ou le modèle avec --template",
            "compare with what? Give a second file, or the template with --template",
        )
    settings = Settings(template, library.made_from, lang, hide, max_size, max_depth)
    (path, data), (other, second) = sides[0], sides[-1]
    try:
        if isinstance(data, TooLarge) or isinstance(second, TooLarge):
            why = f"more than {max_size} bytes" if english else f"plus de {max_size} octets"
            return failed(_measured(*sides[0]), _measured(*sides[-1]), why)
        if len(sides) == 1 and template is not None:
            return diff_model(data, template, settings, path=path)
        return diff_files(data, second, settings, paths=(path, other))
    except UsageError:
        raise
    except Exception as error:  # noqa: BLE001 - named, and nothing is called the same
        from asp_check.engine import where as place

        where = place(error)
        why = f"fault of asp-check ({where})" if english else f"défaut d’asp-check ({where})"
        return failed(_measured(*sides[0]), _measured(*sides[-1]), why)


def _measured(path: str | None, data: bytes | TooLarge) -> tuple[str | None, str, int, bytes]:
    """Path, SHA-256, size and content of a file, as far as it was read."""
    if isinstance(data, TooLarge):
        return path, data.sha256, data.size, b""
    from hashlib import sha256

    return path, sha256(data).hexdigest(), len(data), data
