"""The strict reading of a ``pieces.toml``: what to look for in the pieces of each role.

One table a role, and in it one a concept: ``[va.scenario.dmp_feed]``; ``like.bdc`` lists those that
are named as in another role.  No words: where this refuses, ``catalog.pieces_errors`` says why, of
everything that is wrong at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeVar

from asp_check.concepts import CONCEPTS
from asp_check.pieces.model import ROLES, Item, Role, Wanted
from asp_check.pieces.names import wording
from asp_check.pieces.prose import is_sentence
from asp_check.pieces.wording import fold
from asp_check.text import visible
from asp_check.values import KINDS

FORMAT = "asp-check-pieces/1"
TYPES: tuple[Literal["text", "choice", "yes-no", "list"], ...] = (
    "text",
    "choice",
    "yes-no",
    "list",
)
YES_NO = ("oui", "non")
LONGEST = 200

OF_ROLE = ("titles", "signature", "like", "in_text")
"""What the table of a role says besides its concepts."""

OF_CONCEPT = ("labels", "type", "answers", "by", "kind", "mention")

_FAMILIES = frozenset(concept.partition(".")[0] for concept in CONCEPTS)
_TYPOGRAPHIC = str.maketrans("\u00a0\u202f", "  ")

Key = Callable[[str], Hashable]
Name = TypeVar("Name", bound=str)
Path = tuple[str | int, ...]
Table = Mapping[str, Any]


class Fault(NamedTuple):
    """Something that cannot be used: a key of ``pieces_errors.WORDS``, filled by ``params``."""

    name: str
    where: Path
    params: Mapping[str, str] = MappingProxyType({})


class Mention(NamedTuple):
    """Official wordings to look for anywhere in the piece."""

    texts: tuple[str, ...]


class Refused(Exception):  # noqa: N818 - not an error for the user: it is what and where the errors are
    """The file cannot be used, because of all these ``faults``; ``wanted`` is what is left of it."""

    def __init__(self, faults: Sequence[Fault], wanted: Sequence[Wanted] = ()) -> None:
        super().__init__(*(f"{fault.name}: {fault.where}" for fault in faults))
        self.faults = tuple(faults)
        self.wanted = tuple(wanted)


def load(data: bytes) -> tuple[Wanted, ...]:
    """What this file says, by role in its order; ``Refused``, or ``ValueError`` if it is not TOML."""
    return from_mapping(tomllib.loads(data.decode("utf-8-sig")))


def from_mapping(data: Table) -> tuple[Wanted, ...]:
    """What this TOML document says, or ``Refused`` with all its faults."""
    faults: list[Fault] = []
    if data.get("format") != FORMAT:
        faults.append(Fault("format", ("format",)))
    tables: dict[Role, Table] = {}
    for name, table in data.items():
        if name == "format":
            continue
        role = next((role for role in ROLES if role == name), None)
        if role is None:
            faults.append(Fault("unknown-role", (name,)))
        elif type(table) is not dict:
            faults.append(Fault("table", (name,)))
        else:
            tables[role] = table
    own = {role: _own(role, table, faults) for role, table in tables.items()}
    wanted = tuple(_wanted(role, table, own, faults) for role, table in tables.items())
    if not wanted and not faults:
        faults.append(Fault("nothing", ("format",)))
    faults.extend(_shared_titles(wanted))
    if faults:
        raise Refused(faults, wanted)
    return wanted


# --- A role


def _own(role: Role, table: Table, faults: list[Fault]) -> Mapping[str, Item | Mention]:
    """What the role says itself of each concept."""
    return {
        concept: _entry((role, *concept.split(".")), concept, entry, faults)
        for concept, entry in _entries(role, table, faults)
    }


def _entries(role: Role, table: Table, faults: list[Fault]) -> Iterator[tuple[str, Table]]:
    for family, members in table.items():
        if family in OF_ROLE:
            continue
        if family not in _FAMILIES:
            faults.append(Fault("unknown-concept", (role, family), {"concept": family}))
        elif type(members) is not dict:
            faults.append(Fault("table", (role, family)))
        else:
            for name, entry in members.items():
                at, concept = (role, family, name), f"{family}.{name}"
                if concept not in CONCEPTS:
                    faults.append(Fault("unknown-concept", at, {"concept": concept}))
                elif type(entry) is not dict:
                    faults.append(Fault("table", at))
                else:
                    yield concept, entry


def _wanted(
    role: Role,
    table: Table,
    own: Mapping[Role, Mapping[str, Item | Mention]],
    faults: list[Fault],
) -> Wanted:
    if "titles" not in table:
        faults.append(Fault("no-titles", (role,)))
    said = {**own[role], **_alike(role, table.get("like", {}), own, faults)}
    in_text = _in_text(role, table.get("in_text", {}), said, faults)
    wanted = Wanted(
        role=role,
        titles=_labels((role, "titles"), table["titles"], faults) if "titles" in table else (),
        signature=_labels((role, "signature"), table.get("signature", []), faults, empty=True),
        items=tuple(
            one._replace(in_text=in_text[one.concept]) if one.concept in in_text else one
            for one in said.values()
            if isinstance(one, Item)
        ),
        mentions=MappingProxyType(
            {name: one.texts for name, one in said.items() if isinstance(one, Mention)}
        ),
    )
    faults.extend(_shared_labels(wanted, table))
    faults.extend(_rows(wanted, own[role]))
    faults.extend(_labels_in_answers(wanted, own[role]))
    return wanted


def _alike(
    role: Role,
    table: object,
    own: Mapping[Role, Mapping[str, Item | Mention]],
    faults: list[Fault],
) -> Mapping[str, Item | Mention]:
    """What the role says of concepts as another does."""
    if type(table) is not dict:
        faults.append(Fault("table", (role, "like")))
        return {}
    found: dict[str, Item | Mention] = {}
    for name, concepts in table.items():
        other = next((one for one in own if one == name and one != role), None)
        if other is None:
            faults.append(Fault("unknown-like", (role, "like", name)))
            continue
        for index, concept in enumerate(_texts((role, "like", name), concepts, faults)):
            at = (role, "like", name, index)
            if concept in own[role] or concept in found:
                faults.append(Fault("twice", at, {"concept": concept}))
            elif concept not in own[other]:
                faults.append(Fault("like-unsaid", at, {"concept": concept, "other": other}))
            else:
                found[concept] = own[other][concept]
    return found


# --- A concept


def _entry(where: Path, concept: str, entry: Table, faults: list[Fault]) -> Item | Mention:
    faults.extend(Fault("unknown-key", (*where, key)) for key in entry if key not in OF_CONCEPT)
    if "mention" in entry:
        others = (key for key in OF_CONCEPT if key in entry and key != "mention")
        faults.extend(Fault("mention-alone", (*where, key)) for key in others)
        return Mention(_texts((*where, "mention"), entry["mention"], faults))
    if "labels" not in entry:
        faults.append(Fault("no-labels", where))
    asked = _one_of((*where, "type"), entry.get("type"), TYPES, faults) or "text"
    kind = _one_of((*where, "kind"), entry.get("kind"), tuple(KINDS), faults) or ""
    if kind and asked in {"choice", "yes-no"}:
        faults.append(Fault("kind-unasked", (*where, "kind"), {"type": asked}))
    return Item(
        concept=concept,
        labels=_labels((*where, "labels"), entry["labels"], faults) if "labels" in entry else (),
        type=asked,
        answers=_answers(where, entry.get("answers"), asked, faults),
        by=_one_of((*where, "by"), entry.get("by"), tuple(CONCEPTS), faults) or "",
        kind=kind,
    )


def _answers(
    where: Path, table: object, asked: str, faults: list[Fault]
) -> Mapping[str, tuple[str, ...]]:
    at = (*where, "answers")
    if table is None:
        if asked == "choice":
            faults.append(Fault("no-answers", where))
        return MappingProxyType({})
    if type(table) is not dict:
        faults.append(Fault("table", at))
        return MappingProxyType({})
    return MappingProxyType(_wordings(at, table, asked, faults))


def _wordings(
    where: Path, table: Table, asked: str, faults: list[Fault]
) -> dict[str, tuple[str, ...]]:
    """The wordings of each answer; no two answers may share one."""
    if asked == "choice" and len(table) < 2:
        faults.append(Fault("one-answer", where))
    found: dict[str, tuple[str, ...]] = {}
    owners: dict[str, str] = {}
    for answer, texts in table.items():
        at = (*where, answer)
        if asked == "yes-no" and answer not in YES_NO:
            faults.append(Fault("not-yes-no", at))
        elif not answer:
            faults.append(Fault("text", at))
        found[answer] = _texts(at, texts, faults)
        for index, text in enumerate(found[answer]):
            other = owners.setdefault(fold(text), answer)
            if other != answer:
                faults.append(Fault("shared-answer", (*at, index), {"text": text, "other": other}))
    return found


def _one_of(
    where: Path, value: object, allowed: Sequence[Name], faults: list[Fault]
) -> Name | None:
    """The one of these names that the value is; none where nothing is said."""
    found = next((name for name in allowed if type(value) is str and name == value), None)
    if found is None and value is not None:
        faults.append(Fault(f"unknown-{where[-1]}", where))
    return found


def _texts(
    where: Path, value: object, faults: list[Fault], *, key: Key = fold, empty: bool = False
) -> tuple[str, ...]:
    """A list of different wordings, each on one line that any terminal may show."""
    if type(value) is not list or not (value or empty):
        faults.append(Fault("texts", where))
        return ()
    found: dict[Hashable, str] = {}
    for index, text in enumerate(value):
        at = (*where, index)
        if type(text) is not str or not is_text(visible(text)):
            faults.append(Fault("text", at))
        elif not is_text(text):
            faults.append(Fault("unseen", at))
        elif (other := found.setdefault(key(text), text)) is not text:
            faults.append(Fault("repeated", at, {"text": text, "other": other}))
    return tuple(found.values())


def _labels(
    where: Path, value: object, faults: list[Fault], *, empty: bool = False
) -> tuple[str, ...]:
    """A list of wordings of which no two are the same to the reader."""
    found = _texts(where, value, faults, key=words, empty=empty)
    for text in found:
        if "..." in text:
            faults.append(Fault("dots", where, {"text": text}))
        elif not words(text) or "…" in (text[0], text[-1]):
            faults.append(Fault("wordless", where, {"text": text}))
    return found


def _in_text(
    role: Role, table: object, said: Collection[str], faults: list[Fault]
) -> Mapping[str, tuple[str, ...]]:
    """The sentences that name a concept of this role, by concept."""
    if type(table) is not dict:
        faults.append(Fault("table", (role, "in_text")))
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for concept, texts in table.items():
        at = (role, "in_text", concept)
        if concept in said:
            found[concept] = _sentences(at, texts, faults)
        else:
            faults.append(Fault("in-text-unsaid", at, {"concept": concept}))
    return found


def _sentences(where: Path, value: object, faults: list[Fault]) -> tuple[str, ...]:
    """Parts of sentences, each with the place of the value and words on both sides of it."""
    found = _texts(where, value, faults)
    for text in found:
        if "..." in text:
            faults.append(Fault("dots", where, {"text": text}))
        elif not is_sentence(text):
            faults.append(Fault("no-sentence", where, {"text": text}))
    return found


@lru_cache(maxsize=1 << 12)
def words(text: str) -> tuple[str | None, ...]:
    """A label as it is looked for: its words, whatever the marks between them but % and €.

    >>> words("N° FINESS (ET)") == words("n° Finess ET"), words("TVA (%)") == words("TVA")
    (True, False)
    """
    found = wording(text, "")
    return () if found is None else found.tokens


def is_text(text: str) -> bool:
    """Whether this may be a wording: a line that any terminal may show, with a letter or a digit.

    >>> is_text("N° FINESS"), is_text(" FINESS"), is_text("FINESS\\n"), is_text("…")
    (True, False, False, False)
    """
    plain = text.translate(_TYPOGRAPHIC)
    return (
        len(text) <= LONGEST
        and text == text.strip()
        and any(map(str.isalnum, text))
        and visible(plain) == plain
    )


# --- What cannot be true together


def _shared_titles(wanted: Sequence[Wanted]) -> Iterator[Fault]:
    """Titles that do not tell one role from another."""
    owners: dict[Hashable, Role] = {}
    for one in wanted:
        for title in one.titles:
            other = owners.setdefault(words(title), one.role)
            if other != one.role:
                yield Fault("shared-title", (one.role, "titles"), {"text": title, "other": other})


def _shared_labels(wanted: Wanted, table: Table) -> Iterator[Fault]:
    """Labels that do not tell one concept from another, or from the signature."""
    owners = {words(text): "signature" for text in wanted.signature}
    for item in wanted.items:
        for label in item.labels:
            other = owners.setdefault(words(label), item.concept)
            if other != item.concept:
                where = _place(wanted.role, item.concept, label, table)
                yield Fault("shared-label", where, {"text": label, "other": other})


def _place(role: Role, concept: str, label: str, table: Table) -> Path:
    """Where the role says this label itself, or that it names the concept as another role does."""
    family, name = concept.split(".")
    try:
        return role, family, name, "labels", table[family][name]["labels"].index(label)
    except (KeyError, ValueError):
        return role, "like"


def _rows(wanted: Wanted, own: Collection[str]) -> Iterator[Fault]:
    """Tables whose rows nothing names: the identifier is not looked for, or has rows itself."""
    listed = {item.concept: item for item in wanted.items}
    for item in wanted.items:
        at = (*item.concept.split("."), "by") if item.concept in own else ("like",)
        if item.by and item.by not in listed:
            said = {"concept": item.concept, "other": item.by}
            yield Fault("by-unlisted", (wanted.role, *at), said)
        elif item.by and listed[item.by].by:
            yield Fault("by-rows", (wanted.role, *at), {"other": item.by})


def _labels_in_answers(wanted: Wanted, own: Collection[str]) -> Iterator[Fault]:
    """Answers that would be taken for a label and its value."""
    labels = {words(label): label for item in wanted.items for label in item.labels}
    for item in wanted.items:
        at = (*item.concept.split("."), "answers") if item.concept in own else ("like",)
        for text in (text for texts in item.answers.values() for text in texts):
            if head := label_at_head(text, labels):
                yield Fault("label-in-answer", (wanted.role, *at), {"text": text, "other": head})


def label_at_head(text: str, labels: Mapping[tuple[str | None, ...], str]) -> str:
    """The label with which a longer text begins; empty if there is none.

    >>> label_at_head("Scénario 1", {words("Scénario"): "Scénario"})
    'Scénario'
    """
    tokens = words(text)
    return next((labels[tokens[:n]] for n in range(1, len(tokens)) if tokens[:n] in labels), "")
