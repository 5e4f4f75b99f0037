"""The changes from one template to another, in words and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from asp_check.compare.change import Change
from asp_check.describe.layout import indent_words
from asp_check.describe.tree import type_of
from asp_check.describe.words import STATUSES, TYPES, Words, constraints, since_words
from asp_check.template import Slot, Template
from asp_check.text import visible

LAYOUT = frozenset({
    "bom", "no-bom", "newlines", "indent", "colon", "comma", "end", "spacing", "separator",
    "layout-other",
})  # fmt: skip
"""The kinds of change that concern blanks, newlines, BOM and the end of the file."""

MEANING = frozenset({"concept"})
"""The kinds that only the manifest knows: no file changes for them."""

_WORDS: dict[str, Words] = {
    "member-added": ("clé ajoutée", "key added"),
    "member-removed": ("clé supprimée", "key removed"),
    "member-renamed": ("clé renommée, s’écrivait « {before} »", "key renamed, was '{before}'"),
    "member-moved": ("déplacée, était {before}", "moved, was {before}"),
    "member-reordered": ("change de place", "changes places"),
    "key-escape": ("clé échappée autrement", "key escaped otherwise"),
    "elements": ("{before} éléments, désormais {after}", "{before} elements, now {after}"),
    "type": ("type : {before}, désormais {after}", "type: {before}, now {after}"),
    "literal": ("valeur du modèle : {before}, désormais {after}", "value of the blank: {before}, now {after}"),
    "blank-literal": ("le champ vide s’écrivait {before}, désormais {after}", "the empty slot was written {before}, now {after}"),
    "optional": ("la clé peut désormais manquer", "the key may now be absent"),
    "not-optional": ("la clé ne peut plus manquer", "the key may no longer be absent"),
    "nullable": ("null est désormais admis", "null is now allowed"),
    "not-nullable": ("null n’est plus admis", "null is no longer allowed"),
    "required": ("doit désormais être rempli", "must now be filled"),
    "not-required": ("peut désormais être laissé vide (avertissement)", "may now be left empty (warning)"),
    "may_be_empty": ("peut désormais rester vide", "may now stay empty"),
    "not-may_be_empty": ("ne peut plus rester vide sans avertissement", "can no longer stay empty without a warning"),
    "fixed": ("valeur désormais fixe", "value now fixed"),
    "not-fixed": ("valeur qui n’est plus fixe", "value no longer fixed"),
    "free": ("valeur désormais libre", "value now free"),
    "not-free": ("valeur qui n’est plus libre", "value no longer free"),
    "min": ("au moins {before} éléments, désormais au moins {after}", "at least {before} elements, now at least {after}"),
    "bom": ("une marque d’ordre des octets (BOM) ouvre désormais le fichier", "a byte-order mark (BOM) now opens the file"),
    "no-bom": ("plus de marque d’ordre des octets (BOM)", "no byte-order mark (BOM) any more"),
    "newlines": ("fins de ligne : {before}, désormais {after}", "newlines: {before}, now {after}"),
    "indent": ("{before}, désormais {after}", "{before}, now {after}"),
    "colon": ('entre clé et valeur : "{before}", désormais "{after}"', 'between key and value: "{before}", now "{after}"'),
    "comma": ('après une virgule, sur une ligne : "{before}", désormais "{after}"', 'after a comma, on one line: "{before}", now "{after}"'),
    "end": ('fin du fichier : "{before}", désormais "{after}"', 'end of the file: "{before}", now "{after}"'),
    "spacing": ("espaces ou retours à la ligne différents ici", "other spaces or newlines here"),
    "separator": ('entre deux éléments : "{before}", désormais "{after}"', 'between two elements: "{before}", now "{after}"'),
    "layout-other": ("d’autres blancs diffèrent", "other blanks differ"),
}  # fmt: skip

_OF: dict[str, Words] = {
    "max": ("nombre maximal d’éléments", "most elements"),
    "kind": ("genre de valeur", "kind of value"),
    "key_kind": ("genre des clés", "kind of the keys"),
    "pattern": ("forme imposée", "pattern"),
    "concept": ("notion", "concept"),
    "decimals": ("nombre de décimales imposé", "number of decimals"),
    "enum": ("liste de valeurs", "list of values"),
}

_SIGNS = {"member-added": "+", "member-removed": "-"}


def words(change: Change) -> Words:
    """A change in French and in English, without its place.

    >>> words(Change("max", "/a", None, "50"))[1]
    'most elements: nothing, now 50'
    """
    if change.kind in _OF:
        return _of(change)
    if change.kind == "enum-values":
        return _enumeration(change)
    before, after = _texts(change)
    said = [
        text.format(before=before[index], after=after[index])
        for index, text in enumerate(_WORDS[change.kind])
    ]
    if change.kind == "member-added":
        said = [f"{text}{_where(change)[i]}{_nature(change)[i]}" for i, text in enumerate(said)]
    if change.kind == "member-reordered":
        said = [f"{text}{_where(change)[i]}" for i, text in enumerate(said)]
    return said[0], said[1]


def _texts(change: Change) -> tuple[Words, Words]:
    """What was and what is, each in both languages."""
    if change.kind == "type":
        return TYPES[change.before or ""], TYPES[change.after or ""]
    if change.kind == "indent":
        return indent_words(change.before), indent_words(change.after)
    return _both(change.before), _both(change.after)


def _both(text: str | None) -> Words:
    shown = visible(text or "")
    return shown, shown


def _of(change: Change) -> Words:
    french, english = _OF[change.kind]
    before, after = change.before, change.after
    return (
        f"{french} : {before or 'rien'}, désormais {after or 'rien'}",
        f"{english}: {before or 'nothing'}, now {after or 'nothing'}",
    )


def _enumeration(change: Change) -> Words:
    french, english = [], []
    if change.after:
        french.append(f"valeurs ajoutées : {change.after}")
        english.append(f"values added: {change.after}")
    if change.before:
        french.append(f"valeurs supprimées : {change.before}")
        english.append(f"values removed: {change.before}")
    return " ; ".join(french), "; ".join(english)


def _where(change: Change) -> Words:
    if change.after is None:
        return ", en première place", ", in the first place"
    key = visible(change.after)
    return f", après « {key} »", f", after '{key}'"


def _nature(change: Change) -> Words:
    if change.node is None:
        return "", ""
    if not isinstance(change.node, Slot):
        french, english = TYPES[type_of(change.node)]
        return f" : {french}", f": {english}"
    said = constraints(change.node)
    return " : " + ", ".join(w[0] for w in said), ": " + ", ".join(w[1] for w in said)


# ------------------------------------------------------------------------------ the whole


def render(old: Template, new: Template, changes: Sequence[Change], lang: str) -> str:
    """Everything that ``template diff`` shows."""
    index = 1 if lang == "en" else 0
    lines = [f"{visible(old.id)} → {visible(new.id)}"]
    for name, template in ((("avant", "before"), old), (("après", "after"), new)):
        valid_from = template.manifest.valid_from if template.manifest else None
        since = f" ; {since_words(valid_from)[index]}" if template.manifest else ""
        colon = (" : ", ": ")[index]
        lines.append(f"  {name[index]}{colon}{STATUSES[template.status][index]}{since}")
    if old.blank == new.blank:
        same = (
            "Les deux modèles vierges sont identiques, octet pour octet.",
            "The two blanks are identical, byte for byte.",
        )
        lines.append(same[index])
    if not changes:
        lines.append(("Rien n’a changé.", "Nothing changed.")[index])
    titles = (
        ("Structure et valeurs :", "Structure and values:"),
        ("Mise en page :", "Layout:"),
        ("Notions (le fichier n’en dépend pas) :", "Concepts (no file depends on them):"),
    )
    for title, group in zip(titles, _groups(changes), strict=True):
        if group:
            lines += ["", f"{title[index]}"]
            lines.extend(_line(change, index) for change in group)
    return "\n".join(lines) + "\n"


def _groups(changes: Sequence[Change]) -> Iterator[list[Change]]:
    yield [c for c in changes if c.kind not in LAYOUT and c.kind not in MEANING]
    yield [c for c in changes if c.kind in LAYOUT]
    yield [c for c in changes if c.kind in MEANING]


def _line(change: Change, index: int) -> str:
    sign = _SIGNS.get(change.kind, "~")
    said = words(change)[index]
    if not change.pointer and change.kind in LAYOUT:
        return f"  {sign} {said}"
    return f"  {sign} {visible(change.pointer) or '/'}  {said}"


def as_data(old: Template, new: Template, changes: Sequence[Change], lang: str) -> dict[str, Any]:
    """The same as JSON data."""
    index = 1 if lang == "en" else 0
    return {
        "before": {"id": old.id, "status": old.status, "sha256": old.sha256},
        "after": {"id": new.id, "status": new.status, "sha256": new.sha256},
        "changes": [
            {
                "kind": change.kind,
                "pointer": change.pointer,
                "before": change.before,
                "after": change.after,
                "message": words(change)[index],
            }
            for change in changes
        ],
    }


__all__ = ["LAYOUT", "MEANING", "as_data", "render", "words"]
