"""What is wrong with a ``pieces.toml``, in words, each with its line; imported when one is refused."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from asp_check.concepts import CONCEPTS
from asp_check.files import display
from asp_check.finding import UsageError
from asp_check.pieces.model import ROLES
from asp_check.pieces.wanted import FORMAT, LONGEST, OF_CONCEPT, OF_ROLE, TYPES, Fault, Table
from asp_check.text import shorten, visible
from asp_check.toml_places import line_of
from asp_check.values import KINDS

Words = tuple[str, str]
"""The same thing in French and in English."""

_SHOWN = 40


class PiecesError(UsageError):
    """All that is wrong with one file; ``each`` holds a line for each thing."""

    def __init__(self, each: Sequence[Words]) -> None:
        super().__init__(" ; ".join(fr for fr, _ in each), "; ".join(en for _, en in each))
        self.each = tuple(each)


def error(path: str, text: str, data: Table, faults: Iterable[Fault]) -> PiecesError:
    """The refusal of this document, in the order of its lines."""
    shown = visible(display(path))
    placed = sorted(
        ((line_of(text, fault.where), _words(data, fault)) for fault in faults),
        key=lambda pair: pair[0],
    )
    said = ((f"{shown}:{line} : {fr}", f"{shown}:{line}: {en}") for line, (fr, en) in placed)
    return PiecesError(list(dict.fromkeys(said)))


WORDS: Mapping[str, Words] = {
    "format": (
        f'commencez le fichier par la ligne format = "{FORMAT}"',
        f'begin the file with the line format = "{FORMAT}"',
    ),
    "nothing": (
        "aucune pièce n’est décrite ; écrivez une table par pièce : [bdc], [va], [mom], [invoice], [pilot]",
        "no piece is described; write one table a piece: [bdc], [va], [mom], [invoice], [pilot]",
    ),
    "unknown-role": ("« {name} » est inconnu{near_fr}", "'{name}' is unknown{near_en}"),
    "unknown-concept": (
        "« {name} » : la notion {concept} est inconnue{near_fr}",
        "'{name}': the concept {concept} is unknown{near_en}",
    ),
    "unknown-key": ("« {name} » est inconnu{near_fr}", "'{name}' is unknown{near_en}"),
    "unknown-type": ("« {name} » = {found} : admis : {near_fr}", "'{name}' = {found}: allowed: {near_en}"),
    "unknown-kind": (
        "« {name} » : le genre de valeur {found} est inconnu{near_fr}",
        "'{name}': the kind of value {found} is unknown{near_en}",
    ),
    "unknown-by": (
        "« {name} » : la notion {found} est inconnue{near_fr}",
        "'{name}': the concept {found} is unknown{near_en}",
    ),
    "unknown-like": (
        "« {name} » : nommez une autre pièce que ce fichier décrit (bdc, va, mom, invoice, pilot)",
        "'{name}': name another piece that this file describes (bdc, va, mom, invoice, pilot)",
    ),
    "like-unsaid": (
        "« {name} » : [{other}] ne dit pas lui-même comment {concept} est nommé ; donnez-lui ses libellés ici",
        "'{name}': [{other}] does not say itself how {concept} is named; give it its labels here",
    ),
    "twice": (
        "« {name} » : {concept} est déjà décrit pour cette pièce ; gardez l’un des deux",
        "'{name}': {concept} is already described for this piece; keep one of the two",
    ),
    "no-titles": (
        'il manque titles, ce qui fait reconnaître la pièce : titles = ["Bon de commande"]',
        'titles is missing, by which the piece is known: titles = ["Bon de commande"]',
    ),
    "no-labels": (
        "« {name} » : il manque labels, les libellés sous lesquels la pièce le nomme",
        "'{name}': labels is missing, the wordings under which the piece names it",
    ),
    "mention-alone": (
        "« {name} » : une mention se cherche partout dans la pièce et se suffit ; retirez {key}",
        "'{name}': a mention is looked for anywhere in the piece, by itself; take {key} out",
    ),
    "kind-unasked": (
        '« {name} » : kind ne va pas avec type = "{type}" ; retirez l’un des deux',
        "'{name}': kind does not go with type = \"{type}\"; take one of them out",
    ),
    "no-answers": (
        "« {name} » : un choix demande answers : la valeur de la demande, et ses formulations dans la pièce",
        "'{name}': a choice needs answers: the value of the request, and its wordings in the piece",
    ),
    "one-answer": (
        '« {name} » : un choix a deux réponses au moins ; pour une case seule, écrivez type = "yes-no"',
        "'{name}': a choice has two answers at least; for a single box, write type = \"yes-no\"",
    ),
    "not-yes-no": (
        "« {name} » : une question fermée se répond par oui ou par non ; écrivez l’un des deux",
        "'{name}': a closed question is answered by \"oui\" or \"non\"; write one of them",
    ),
    "repeated": (
        "« {name} » : « {text} » répète « {other} » (majuscules, accents et ponctuation ne comptent pas) ; retirez l’un des deux",
        "'{name}': '{text}' repeats '{other}' (case, accents and punctuation do not count); take one of them out",
    ),
    "wordless": (
        "« {name} » : « {text} » : « … » se met entre deux mots du libellé",
        "'{name}': '{text}': '…' goes between two words of the label",
    ),
    "dots": (
        "« {name} » : « {text} » : pour quelques mots de la même ligne, écrivez « … » d’un seul caractère",
        "'{name}': '{text}': for a few words of the same line, write '…' as one character",
    ),
    "in-text-unsaid": (
        "« {name} » : rien ne dit quels libellés nomment {concept} dans cette pièce ; donnez-les, ou retirez cette ligne",
        "'{name}': nothing says which labels name {concept} in this piece; give them, or take this line out",
    ),
    "no-sentence": (
        "« {name} » : « {text} » : écrivez « […] » une fois, à la place de la valeur, et des mots avant et après",
        "'{name}': '{text}': write '[…]' once, in the place of the value, and words before and after it",
    ),
    "shared-title": (
        "« {name} » : « {text} » est aussi un titre de [{other}] ; laissez-le à une seule des deux pièces",
        "'{name}': '{text}' is also a title of [{other}]; leave it to one of the two pieces",
    ),
    "shared-label": (
        "« {name} » : « {text} » nomme aussi {other} ; laissez-le à l’un des deux, ou précisez-le",
        "'{name}': '{text}' also names {other}; leave it to one of the two, or make it more precise",
    ),
    "shared-answer": (
        "« {name} » : « {text} » est aussi une formulation de la réponse « {other} » ; laissez-la à une seule",
        "'{name}': '{text}' is also a wording of the answer '{other}'; leave it to one of them",
    ),
    "label-in-answer": (
        "« {name} » : « {text} » commence par le libellé « {other} » et serait pris pour lui ; retirez l’un des deux",
        "'{name}': '{text}' begins with the label '{other}' and would be taken for it; take one of them out",
    ),
    "by-unlisted": (
        "« {name} » : {concept} est lu par {other}, et rien ne dit comment cette pièce nomme {other} ; ajoutez-le, ou retirez by",
        "'{name}': {concept} is read by {other}, and nothing says how this piece names {other}; add it, or take by out",
    ),
    "by-rows": (
        "« {name} » : {other} dépend lui-même d’un autre identifiant ; retirez son by",
        "'{name}': {other} depends on another identifier itself; take its by out",
    ),
    "by-unmapped": (
        "« {name} » : aucun champ du modèle n’est {other} ; corrigez by, ou retirez-le",
        "'{name}': no slot of the model is {other}; correct by, or take it out",
    ),
    "boolean": (
        '« {name} » : le modèle répond par true ou false ; écrivez type = "yes-no"',
        "'{name}': the model answers by true or false; write type = \"yes-no\"",
    ),
    "enum": (
        '« {name} » : le modèle attend {allowed} ; écrivez type = "choice", et answers pour chacune',
        "'{name}': the model wants {allowed}; write type = \"choice\", and answers for each",
    ),
    "no-such-answer": (
        "« {name} » : le modèle n’admet pas cette réponse ; admises : {allowed}",
        "'{name}': the model does not allow this answer; allowed: {allowed}",
    ),
    "answers-lacking": (
        "« {name} » : il manque {lacking}, que le modèle admet ; ajoutez les formulations de la pièce",
        "'{name}': {lacking} is missing, which the model allows; add the wordings of the piece",
    ),
}  # fmt: skip
"""By the fault, of the place where it lies."""

EXPECTED: Mapping[str, Words] = {
    "table": (
        "il faut une table, entre crochets sur sa propre ligne : [bdc.order.number]",
        "write a table, between brackets on a line of its own: [bdc.order.number]",
    ),
    "texts": (
        'il faut une liste d’au moins un texte : ["…"]',
        'write a list of at least one text: ["…"]',
    ),
    "text": (
        f"il faut un texte entre guillemets, une lettre au moins et {LONGEST} caractères au plus, sans espace au bord",
        f"write a text between quotes, at least a letter, {LONGEST} characters at most, no blank at its edges",
    ),
    "unseen": (
        "ce texte contient un caractère invisible ou de contrôle ; retapez-le",
        "this text has an unseen or control character; type it again",
    ),
}
"""What should stand in the place of what was found there."""


def _words(data: Table, fault: Fault) -> Words:
    found = shorten(visible(_toml(_find(data, fault.where))), _SHOWN)
    near = _near(fault, found.strip('"'))
    said = {
        "name": shorten(
            visible(".".join(str(step) for step in fault.where if type(step) is str)), 2 * _SHOWN
        ),
        "key": visible(str(fault.where[-1])),
        "found": found,
        "near_fr": near[0],
        "near_en": near[1],
        **{name: visible(text) for name, text in fault.params.items()},
    }
    if fault.name in EXPECTED:
        french, english = EXPECTED[fault.name]
        return f"« {said['name']} » = {found} : {french}", f"'{said['name']}' = {found}: {english}"
    french, english = (words.format(**said) for words in WORDS[fault.name])
    return french, english


def _near(fault: Fault, found: str) -> Words:
    """The name that was meant, where a name is wrong; all of them if they are few and none is near."""
    known: Sequence[str] = ()
    name = str(fault.where[-1])
    if fault.name == "unknown-role":
        known = ROLES
    elif fault.name == "unknown-concept":
        known, name = tuple(CONCEPTS), fault.params["concept"]
        if "." not in name:
            known = (*OF_ROLE, *dict.fromkeys(one.partition(".")[0] for one in CONCEPTS))
    elif fault.name == "unknown-key":
        known = OF_CONCEPT
    elif fault.name == "unknown-type":
        listed = ", ".join(f'"{one}"' for one in TYPES)
        return listed, listed
    elif fault.name in {"unknown-kind", "unknown-by"}:
        known, name = (tuple(KINDS) if fault.name == "unknown-kind" else tuple(CONCEPTS)), found
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f", vouliez-vous dire {near[0]} ?", f", did you mean {near[0]}?"
    if not known or len(known) > len(KINDS):
        return "", ""
    return f" (connus : {', '.join(known)})", f" (known: {', '.join(known)})"


def _find(data: object, where: Iterable[str | int]) -> object:
    """What lies there, as far as the path leads."""
    for step in where:
        try:
            data = data[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return ""
    return data


def _toml(value: object) -> str:
    if type(value) is bool:
        return str(value).lower()
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]" if value else "[]"
    return f'"{value}"' if isinstance(value, str) else str(value)
