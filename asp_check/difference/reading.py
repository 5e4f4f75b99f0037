"""One file of a comparison, read: its document, its text, whether it is JSON, and what it is made from."""

from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

from asp_check.difference.model import Side
from asp_check.difference.places import View, view
from asp_check.document import Document
from asp_check.finding import Problem, TemplateRef
from asp_check.masking import words
from asp_check.template import Template
from asp_check.text import line_columns

Recogniser = Callable[[Document], Template | None]
"""What tells the template that a document was made from."""

HARMLESS = frozenset({"E102", "S503", "S801"})
"""Rules that a file may break and still be whole JSON, each value of which is known: UTF-16, half
of a pair as an escape, a repeated key."""
LIMITS = frozenset({"E401", "E402"})


class Read(NamedTuple):
    """One file, read."""

    side: Side
    view: View
    template: Template | None

    @property
    def is_limited(self) -> bool:
        """Whether a limit stood in the way of reading it."""
        return any(problem.rule in LIMITS for problem in self.view.document.problems)

    @property
    def obstacle(self) -> Problem | None:
        """The first thing for which it is not JSON."""
        return next((p for p in self.view.document.problems if p.rule not in HARMLESS), None)

    def made_from(self, template: Template | None) -> "Read":
        """The same, as made from this template."""
        ref = template and TemplateRef(template.id, template.status, template.sha256)
        return self._replace(side=self.side._replace(template=ref), template=template)

    def called(self, path: str | None) -> "Read":
        """The same under another path."""
        return self._replace(side=self.side._replace(path=path))


def of(document: Document, path: str | None) -> Read:
    """The file of this document."""
    data = document.data
    parsed = (
        document.complete
        and document.root is not None
        and all(problem.rule in HARMLESS for problem in document.problems)
    )
    side = Side(path, sha256(data).hexdigest(), len(data), data, None, parsed)
    return Read(side, view(document), None)


def own_keys(a: Read, b: Read) -> frozenset[str] | None:
    """What both templates write, where one has keys that are data; ``None`` where none has.

    Any other key may then be a value.
    """
    made_from = [one.template for one in (a, b) if one.template is not None]
    if not any(repeat.key for template in made_from for repeat in template.repeats):
        return None
    blanks = {template.blank.decode("utf-8", "replace") for template in made_from}
    return frozenset(word for blank in blanks for word in words(blank))


def why(a: Read, b: Read, lang: str) -> str:
    """What keeps these files from being compared as data, each with its first obstacle."""
    from asp_check.causes import CAUSES  # noqa: PLC0415 - only a failure needs words

    english = lang == "en"
    colon = ": " if english else " : "
    found = []
    for name, file in (("A", a), ("B", b)):
        if file.side.parsed:
            continue
        problem = file.obstacle
        if problem is None:
            found.append(f"{name}{colon}{'nothing to read' if english else 'rien à lire'}")
            continue
        title = CAUSES[problem.rule].title
        start = min(problem.start, len(file.view.text))
        line, column = line_columns(file.view.text, [start])[start]
        place = f"line {line}, column {column}" if english else f"ligne {line}, colonne {column}"
        words = title.en if english else title.fr
        found.append(f"{name}{colon}{problem.rule}, {place}{colon}{words}")
    return ("; " if english else " ; ").join(found)
