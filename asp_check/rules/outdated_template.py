"""R207: the file is made from an older version of the model than the one in force (C36).

Where all that changes is the « Déploiement MSS » indicator, and R208 says that it is absent, one
finding is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection
from asp_check.template import Template

if TYPE_CHECKING:
    from asp_check.compare import Change

MOST_CHANGES = 3
"""How many changes the message tells."""

NBSP = "\u00a0"
_BLANK = re.compile(" (?=[:;»])|(?<=«) ")
"""The blanks of French that do not break."""

_ONE = {"/n": {"concept": "order.number"}}
_OLD, _NEW = '{"n": ""}', '{"n": "", "mss": ""}'

CAUSE = Cause(
    id="R207",
    name="outdated-template",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("why", "old", "new", "since", "changes"),
    severity=Severity.WARNING,
    certainty="inference",
    title=Text(
        "Le fichier suit une ancienne version du modèle",
        "The file follows an old version of the model",
    ),
    message=Text(
        "Fichier contrôlé avec le modèle {old}, remplacé depuis le {since} par {new}. Ce qui "
        "change\u00a0: {changes}.",
        "File checked against the model {old}, replaced since {since} by {new}. What "
        "changes: {changes}.",
    ),
    variants={
        ("why", "made-from"): Text(
            "Fichier établi d'après le modèle {old}, remplacé depuis le {since} par {new}. Ce qui "
            "change\u00a0: {changes}.",
            "File made from the model {old}, replaced since {since} by {new}. What "
            "changes: {changes}.",
        ),
    },
    why=Text(
        "Le modèle d'un dispositif est parfois modifié\u00a0: l'ASP attend alors la version en vigueur "
        "au jour du dépôt, à la virgule près.",
        "The model of a scheme is sometimes changed: the ASP then expects the version in force on "
        "the day of the deposit, to the comma.",
    ),
    mend=Text(
        "Établissez de nouveau le fichier d'après le modèle en vigueur. La commande asp-check template "
        "diff montre tout ce qui change d'une version à l'autre.",
        "Make the file again from the model in force. The command asp-check template diff shows "
        "all that changes from one version to the other.",
    ),
    examples=(
        Example(
            _OLD, '{"n": "1"}', True, (1, 1), _ONE,
            facts={"as_of": "2025-03-01T12:00", "newer": ("2024-09-12", _NEW)},
        ),
        Example(
            _NEW, '{"n": "1"}', True, (1, 1), _ONE,
            facts={"version": "2024-09-12T1400", "older": ("initial", _OLD)},
        ),
        # A newer version that asks for the very same file.
        Example(
            _OLD, '{"n": "1"}', False, None, _ONE,
            facts={"as_of": "2025-03-01T12:00", "newer": ("2024-09-12", _OLD)},
        ),
        Example(
            _NEW, '{"n": "1", "mss": "Cas 1"}', False, None, _ONE,
            facts={"version": "2024-09-12", "older": ("initial", _OLD)},
        ),
    ),
)  # fmt: skip


def check(_case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection if the file follows a version that another has replaced."""
    here = given.template
    if here is None:
        return
    if given.newer is not None:
        if not _is_told(given, here, given.newer):
            yield from _objections(here, given.newer, "checked")
    elif given.made_from is not None:
        yield from _objections(given.made_from, here, "made-from")


def _is_told(given: Given, old: Template, new: Template) -> bool:
    """Whether all that changes is the indicator, of which R208 says that it is absent."""
    from asp_check.rules import missing_mss_indicator as mss  # noqa: PLC0415 - few files are old

    added = {slot.path for slot in mss.slots_of(new)}
    return mss.is_lacking(given) and all(one.pointer in added for one in _visible(old, new))


def _objections(old: Template, new: Template, why: str) -> Iterator[Objection]:
    french, english = _changes(old, new)
    # Where nothing changes that a file shows, a file of the old version is one of the new.
    if french:
        yield Objection(
            None,
            {"why": why, "old": old.id, "new": new.id, "since": _since(new),
             "changes_fr": french, "changes_en": english},
        )  # fmt: skip


@lru_cache(maxsize=16)
def _changes(old: Template, new: Template) -> tuple[str, str]:
    """What changes in the files, in French and in English; the same for thousands of them."""
    from asp_check.compare.words import words  # noqa: PLC0415 - no other file needs the comparison

    changes = _visible(old, new)
    french, english = [], []
    for change in changes[:MOST_CHANGES]:
        said = words(change)
        french.append(f"{change.pointer or '/'} ({_BLANK.sub(NBSP, said[0])})")
        english.append(f"{change.pointer or '/'} ({said[1]})")
    if len(changes) > MOST_CHANGES:
        french.append("…")
        english.append("…")
    return f"{NBSP}; ".join(french), "; ".join(english)


@lru_cache(maxsize=16)
def _visible(old: Template, new: Template) -> Sequence[Change]:
    """The changes that a file shows."""
    from asp_check.compare import compare  # noqa: PLC0415 - no other file needs the comparison
    from asp_check.compare.words import MEANING  # noqa: PLC0415

    return [change for change in compare(old, new) if change.kind not in MEANING]


def _since(template: Template) -> str:
    """From when a version is in force, by its label.

    The label of the version ``2024-09-12T1400`` is the instant 2024-09-12 14:00.
    """
    label = template.manifest.version if template.manifest is not None else ""
    day, _, hour = label.partition("T")
    return f"{day} {hour[:2]}:{hour[2:]}" if hour else day
