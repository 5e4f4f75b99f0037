"""What a cause is made of: plain frozen values, cheap to create by the hundred at start."""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from asp_check.finding import Severity

ASP = "https://www.asp-public.fr/aides/segur-du-numerique-en-sante-financement-lequipement"
"""Where the ASP imposes the form of its models."""

RFC8259 = "https://www.rfc-editor.org/rfc/rfc8259"
"""The syntax of JSON."""

_NOTHING: Mapping[Any, Any] = MappingProxyType({})


class Text(NamedTuple):
    """The same words in French and in English."""

    fr: str
    en: str

    def of(self, lang: str) -> str:
        """The words in this language; French for any but ``en``."""
        return self.en if lang == "en" else self.fr


class Example(NamedTuple):
    """A blank and a file: the rule speaks of the file at ``at`` (line, column), or stays silent.

    ``manifest`` holds, by pointer, the attributes of ``asp_check.manifest.Node`` that the rule
    needs; ``limits`` are those of the reader, where the defect is to exceed one; ``facts`` is what
    must be known beside the file, and ``pieces`` the papers that go with it, as
    ``asp_check.rules.common.example`` reads them.
    """

    blank: str | bytes
    file: str | bytes
    finds: bool
    at: tuple[int, int] | None = None
    manifest: Mapping[str, Mapping[str, Any]] = _NOTHING
    limits: Mapping[str, int] = _NOTHING
    facts: Mapping[str, Any] = _NOTHING
    pieces: tuple[Mapping[str, Any], ...] = ()


class Cause(NamedTuple):
    """A rule: what it is called, how grave it is, on what it rests, and its words.

    ``params`` are the names that a message may use.  The first variant whose parameter has the
    value named replaces ``message``; an absent parameter counts as empty.
    """

    id: str
    name: str
    source: str
    title: Text
    message: Text
    why: Text
    mend: Text
    examples: tuple[Example, ...]
    params: tuple[str, ...] = ()
    variants: Mapping[tuple[str, str], Text] = _NOTHING
    severity: Severity = Severity.BLOCKING
    certainty: str = "official"

    @property
    def family(self) -> str:
        """The letter of the family: the first of the id."""
        return self.id[0]
