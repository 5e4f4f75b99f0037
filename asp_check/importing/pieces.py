"""What to look for in the pieces of a model: proposed from its concepts, and written as TOML.

A proposal is a beginning: the wordings of ``pieces.labels``, those of the model's own titles and
keys, and the answers that its manifest lists or its example shows.  Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from asp_check.concepts import CONCEPTS
from asp_check.document import read
from asp_check.importing.evidence import gather, of_kind
from asp_check.importing.identifiers import kind_meant
from asp_check.importing.quoting import quote
from asp_check.pieces.labels import (
    ALWAYS,
    ANSWERS,
    BARE,
    CLIENT,
    CLIENT_IN_TEXT,
    HEADS,
    IN_TEXT,
    LABELS,
    MENTIONS,
    SIGNATURES,
    TITLES,
)
from asp_check.pieces.model import ROLES, Item, Role, Wanted
from asp_check.pieces.wanted import FORMAT, is_text, label_at_head, words
from asp_check.pieces.wording import fold
from asp_check.pointer import ANY, split
from asp_check.template import Slot, Template

_IDENTIFIERS = (
    "client.finess", "practitioner.rpps", "client.siret", "client.am", "practitioner.idnps",
)  # fmt: skip
"""What may tell the rows of a table apart, the best first."""

_TICKED = frozenset({"scenario.label", "scenario.code", "service.kind", "mss.deployment"})
"""What forms list to be ticked, whatever the request's own type."""

_WIDTH = 100
_HUMP = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
_GLUE = re.compile(r"[_\-.\s]+")


class _Bound(NamedTuple):
    """The first slot of the model that has a concept."""

    slot: Slot
    path: str

    @property
    def element(self) -> str:
        """The element that this identifier names; a list of identifiers names what holds the list."""
        return self.path if self.slot.is_key else _element(self.path.removesuffix(f"/{ANY}"))


Shown = Mapping[str, Sequence[str]]
"""The different values that an example has for a concept."""

_NONE: Shown = MappingProxyType({})


def shown(template: Template, example: bytes) -> Shown:
    """The values of the example that papers may print to be ticked."""
    found: dict[str, dict[str, None]] = {}
    for node, values in gather(template, read(example)).pairs():
        if isinstance(node, Slot) and node.declared.concept in _TICKED:
            texts = dict.fromkeys(value.text for value in of_kind(values, "string") if value.text)
            found.setdefault(node.declared.concept or "", {}).update(texts)
    return {concept: tuple(texts) for concept, texts in found.items()}


def propose(template: Template, shown: Shown = _NONE) -> tuple[Wanted, ...]:
    """What to look for in the pieces of each role, as far as the manifest tells its concepts."""
    bound: dict[str, _Bound] = {}
    for slot in template.slots:
        concept = slot.declared.concept
        if concept is not None and concept in CONCEPTS:
            bound.setdefault(concept, _Bound(slot, slot.path))
    rows = _rows(bound)
    return tuple(_wanted(role, bound, rows, shown) for role in ROLES)


def _rows(bound: Mapping[str, _Bound]) -> dict[str, str]:
    """The identifier of each repeated element that lies within an order, by its path."""
    order = _element(bound["order.number"].path) if "order.number" in bound else ""
    rows: dict[str, str] = {}
    for concept in _IDENTIFIERS:
        if concept in bound:
            row = bound[concept].element
            if len(row) > len(order) and row.startswith(order):
                rows.setdefault(row, concept)
    return rows


def _element(path: str) -> str:
    """The nearest repeated element that holds a place; empty if none does."""
    head, star, _ = path.rpartition(f"/{ANY}/")
    return f"{head}/{ANY}" if star else ""


# --- A role


def _wanted(
    role: Role, bound: Mapping[str, _Bound], rows: Mapping[str, str], shown: Shown
) -> Wanted:
    mentions = MENTIONS.get(role, {})
    listed = [
        concept
        for concept in LABELS[role]
        if (concept in bound or concept in ALWAYS[role]) and concept not in mentions
    ]
    by = {concept: _by(concept, bound, rows) for concept in listed}
    by = {concept: identifier for concept, identifier in by.items() if identifier in listed}
    labels = _labels(role, listed, by, bound)
    heads = {words(text): text for texts in labels.values() for text in texts}
    items = []
    for concept in listed:
        item = Item(concept, tuple(labels[concept]), by=by.get(concept, ""))
        if concept in bound:
            item = _typed(item, bound[concept], rows)
            item = _answered(item, bound[concept], shown.get(concept, ()), heads)
        else:
            item = item._replace(kind=_kind(concept))
        items.append(item._replace(in_text=_in_text(role, concept, listed)))
    return Wanted(role, TITLES[role], SIGNATURES[role], tuple(items), mentions)


def _client(listed: Sequence[str]) -> str:
    """Whoever signs: the legal entity where the request tells it apart from its sites."""
    return "client.legal_name" if "client.legal_name" in listed else "client.name"


def _in_text(role: Role, concept: str, listed: Sequence[str]) -> tuple[str, ...]:
    """The sentences of letters that name a concept."""
    client = CLIENT_IN_TEXT.get(role, ()) if concept == _client(listed) else ()
    return (*IN_TEXT.get(role, {}).get(concept, ()), *client)


def _kind(concept: str) -> str:
    """The kind of a value that the request does not have."""
    kind = kind_meant(concept) or ""
    return "date-fr" if kind == "date" else kind


def _typed(item: Item, bound: _Bound, rows: Mapping[str, str]) -> Item:
    """The item with the way in which the model answers it."""
    if bound.slot.type == "boolean":
        return item._replace(type="yes-no")
    several = bound.path.endswith(f"/{ANY}") or item.concept in rows.values()
    return item._replace(type="list" if several else "text")


def _answered(
    item: Item, bound: _Bound, shown: Sequence[str], heads: Mapping[tuple[str | None, ...], str]
) -> Item:
    """The item with its answers: a choice where the manifest lists them, else what may be ticked."""
    if item.type == "yes-no":
        return item
    values = [value for value in bound.slot.declared.enum if isinstance(value, str) and value]
    if len(values) > 1 and (answers := _answers(item.concept, values, heads)):
        return item._replace(type="choice", answers=answers)
    return item._replace(answers=_answers(item.concept, shown, heads))


def _labels(
    role: Role, listed: Sequence[str], by: Mapping[str, str], bound: Mapping[str, _Bound]
) -> Mapping[str, list[str]]:
    """The wordings of each concept: the surest first, each of them for the first that claims it."""
    client = _client(listed)
    code = "scenario.code" if "scenario.label" not in listed else ""
    found: dict[str, list[str]] = {concept: [] for concept in listed}
    claimed = {words(text) for text in SIGNATURES[role]}

    def claim(concept: str, texts: Iterable[str]) -> None:
        for text in texts:
            if concept in found and words(text) not in claimed:
                claimed.add(words(text))
                found[concept].append(text)

    for concept in listed:
        claim(concept, LABELS[role][concept])
    claim(client, CLIENT)
    claim(code, LABELS[role].get("scenario.label", ()))
    for concept in by:
        claim(concept, HEADS.get(concept, ()))
    for concept in listed:
        claim(concept, BARE.get(concept, ()))
    # A wording of something that this piece does not say is not to be taken for another's.
    claimed.update(words(text) for texts in LABELS[role].values() for text in texts)
    for concept in listed:
        claim(concept, _own(concept, role, bound))
    return found


def _answers(
    concept: str, values: Sequence[str], heads: Mapping[tuple[str | None, ...], str]
) -> Mapping[str, tuple[str, ...]]:
    """Answers and their wordings; none where they cannot be told apart, or from the labels."""
    known = ANSWERS.get(concept, {})
    answers = {value: known.get(value, (value,)) for value in values}
    texts = [text for wordings in answers.values() for text in wordings]
    plain = len({fold(text) for text in texts}) == len(texts) and all(map(is_text, texts))
    apart = plain and not any(label_at_head(text, heads) for text in texts)
    return MappingProxyType(answers if apart else {})


def _by(concept: str, bound: Mapping[str, _Bound], rows: Mapping[str, str]) -> str:
    """The identifier of the nearest repeated element of ``rows`` that holds this concept."""
    if concept not in bound or concept in rows.values():
        return ""
    within = [row for row in rows if bound[concept].path.startswith(f"{row}/")]
    return rows[max(within, key=len)] if within else ""


def _speaks(concept: str, role: Role, bound: Mapping[str, _Bound]) -> bool:
    """Whether the title and the key of this place may be what papers say.

    What names the order in the request (« date de signature ») names the piece itself on another
    piece; a place in a list of questions is named by its number; an address is printed whole.
    """
    if concept not in bound or concept == "client.street":
        return False
    slot, path = bound[concept]
    if slot.is_key or any(key.isdecimal() for key in split(path)):
        return False
    return role == "bdc" or not concept.startswith("order.")


def _own(concept: str, role: Role, bound: Mapping[str, _Bound]) -> Iterator[str]:
    """The title of the place and the words of its key, where no other place of the model has them.

    One word alone (« nom », « date ») names too many things.
    """
    if not _speaks(concept, role, bound):
        return
    others = {words(text) for other in bound if other != concept for text in _said(bound[other])}
    for text in _said(bound[concept]):
        if is_text(text) and len(words(text)) > 1 and words(text) not in others:
            yield text


def _said(bound: _Bound) -> tuple[str, str]:
    """The title of a place, and the words of its key."""
    return bound.slot.declared.title_fr or "", _key_words(bound.path)


def _key_words(path: str) -> str:
    """The words of the last key of a path.

    >>> _key_words("/commandes/*/numeroBonCommande"), _key_words("/a/TAUX_TVA")
    ('Numero bon commande', 'Taux tva')
    """
    keys = [key for key in split(path) if key != ANY and not key.isdecimal()]
    return " ".join(_HUMP.sub(" ", _GLUE.sub(" ", "".join(keys[-1:]))).split()).capitalize()


# --- As TOML

_HEADS: Mapping[str, tuple[str, str]] = {
    "top": (
        """\
# Ce que l’on cherche dans les pièces (BDC, VA, MOM, facture, PV pilote), et sous quels libellés.
# Pour chaque notion : labels, les libellés sous lesquels vos pièces la nomment (majuscules, accents
# et espaces ne comptent pas ; « … » vaut quelques mots de la même ligne) ; type, si ce n’est pas un
# texte : "yes-no", "choice" (avec answers : valeur de la demande = formulations de la pièce) ou
# "list" ; by, si un tableau répond ligne par ligne, une ligne par établissement.
# Après une correction : asp-check template check DOSSIER
""",
        """\
# What is looked for in the pieces (BDC, VA, MOM, invoice, pilot report), and under which labels.
# For each concept: labels, the wordings under which your pieces name it (case, accents and spaces do
# not count; "…" stands for a few words on the same line); type, if it is not a text: "yes-no",
# "choice" (with answers: value of the request = wordings of the piece) or "list"; by, if a table
# answers row by row, one row an establishment.
# After a correction: asp-check template check FOLDER
""",
    ),
    "in_text": (
        "# Dans les phrases d’une lettre : les mots autour de la valeur, « […] » à sa place",
        '# In the sentences of a letter: the words around the value, "[…]" in its place',
    ),
    "bdc": ("Bon de commande", "Purchase order (BDC)"),
    "va": ("Vérification d’aptitude (VA)", "Fitness check (VA)"),
    "mom": ("Mise en ordre de marche (MOM)", "Commissioning statement (MOM)"),
    "invoice": ("Facture", "Invoice"),
    "pilot": ("PV de déploiement pilote", "Report of a pilot deployment"),
}


def render(wanted: Sequence[Wanted], lang: str) -> str:
    """The text of ``pieces.toml``."""
    index = 1 if lang == "en" else 0
    lines = [_HEADS["top"][index], f"format = {quote(FORMAT)}"]
    told: list[tuple[Role, Item]] = []
    for one in wanted:
        lines += ["", "", f"# {_HEADS[one.role][index]}", f"[{one.role}]"]
        lines += _list("titles", one.titles)
        if one.signature:
            lines += _list("signature", one.signature)
        plain = [item._replace(in_text=()) for item in one.items]
        like = {item.concept: role for item in plain for role, other in told if other == item}
        for role in dict.fromkeys(like.values()):
            lines += _list(f"like.{role}", [name for name in like if like[name] == role])
        for concept, texts in one.mentions.items():
            lines += _head(one.role, concept, index)
            lines += _list("mention", texts)
        own = [item for item in plain if item.concept not in like]
        for item in own:
            lines += _head(one.role, item.concept, index)
            lines += _entry(one.role, item)
        told += [(one.role, item) for item in own]
        lines += _sentences(one, index)
    return "\n".join([*lines, ""])


def _sentences(one: Wanted, index: int) -> Iterator[str]:
    """What letters say in prose, by concept."""
    if any(item.in_text for item in one.items):
        yield from ("", _HEADS["in_text"][index], f"[{one.role}.in_text]")
    for item in one.items:
        if item.in_text:
            yield from _list(quote(item.concept), item.in_text)


def _head(role: Role, concept: str, index: int) -> tuple[str, ...]:
    return "", f"# {CONCEPTS[concept][index]}", f"[{role}.{concept}]"


def _entry(role: Role, item: Item) -> Iterator[str]:
    yield from _list("labels", item.labels)
    if item.type != "text":
        yield f"type = {quote(item.type)}"
    if item.by:
        yield f"by = {quote(item.by)}"
    if item.kind:
        yield f"kind = {quote(item.kind)}"
    if item.answers:
        yield f"[{role}.{item.concept}.answers]"
        for answer, texts in item.answers.items():
            yield from _list(quote(answer), texts)


def _list(key: str, texts: Sequence[str]) -> Iterator[str]:
    """A list of texts, as many on a line as fit."""
    line = f"{key} = [{', '.join(map(quote, texts))}]"
    if len(line) <= _WIDTH:
        yield line
        return
    yield f"{key} = ["
    line = " "
    for text in map(quote, texts):
        if len(line) + len(text) + 2 > _WIDTH and line.strip():
            yield line
            line = " "
        line += f" {text},"
    yield line
    yield "]"
