"""What ``template show`` says of the pieces: what is looked for in each, in short or as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asp_check.pieces.model import Item, Wanted
    from asp_check.template import Template


def told(template: Template, wanted: Sequence[Wanted] | None, index: int) -> str:
    """One line a piece, and what of the model is looked for in none; ``index`` is the language's."""
    return "".join(f"{line}\n" for line in ("", *_lines(template, wanted, index)))


def _lines(template: Template, wanted: Sequence[Wanted] | None, index: int) -> Iterator[str]:
    from asp_check.pieces.words import ROLES
    from asp_check.text import visible

    if wanted is None:
        yield (
            "Pièces : pas de pieces.toml, elles ne sont pas comparées à la demande.",
            "Pieces: no pieces.toml, they are not held against the request.",
        )[index]
        return
    colon = (" :", ":")[index]
    yield ("Cherché dans les pièces (pieces.toml) :", "Looked for in the pieces (pieces.toml):")[
        index
    ]
    looked_for: set[str] = set()
    for one in wanted:
        concepts = [item.concept for item in one.items] + list(one.mentions)
        looked_for.update(concepts)
        yield f"  {ROLES[one.role][index]}{colon} {len(concepts)}, {', '.join(concepts)}"
    bound = dict.fromkeys(slot.declared.concept for slot in template.slots)
    left = [visible(concept) for concept in bound if concept and concept not in looked_for]
    if left:
        yield ("  dans aucune : ", "  in none: ")[index] + ", ".join(left)


def data(wanted: Sequence[Wanted] | None) -> list[dict[str, Any]] | None:
    """Everything that is looked for, as JSON data."""
    if wanted is None:
        return None
    return [
        {
            "role": one.role,
            "titles": list(one.titles),
            "signature": list(one.signature),
            "mentions": {concept: list(texts) for concept, texts in one.mentions.items()},
            "items": [_item(item) for item in one.items],
        }
        for one in wanted
    ]


def _item(item: Item) -> dict[str, Any]:
    return {
        "concept": item.concept,
        "labels": list(item.labels),
        "type": item.type,
        "answers": {answer: list(texts) for answer, texts in item.answers.items()},
        "by": item.by or None,
        "kind": item.kind or None,
    }
