"""R503: the statement that the State bears the amount is missing, or worded otherwise (C07)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.wordings import fold

WORDING = "Montant pris en charge par l'Etat au titre du Ségur de la santé"
"""The official wording, which the purchase order must bear."""

_ONE = {"/m": {"concept": "order.funding_mention"}}
_OPTIONAL = {"/m": {"concept": "order.funding_mention", "may_be_empty": True}}
_FIXED = {"/m": {"concept": "order.funding_mention", "fixed": True}}
_LIST = {"/c/*/m": {"concept": "order.funding_mention"}}

CAUSE = Cause(
    id="R503",
    name="missing-funding-mention",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A590&f%5B1%5D=theme%3A620&f%5B2%5D=theme%3A2505&f%5B3%5D=theme%3A2711&f%5B4%5D=theme%3A2715",
    params=("found", "cause"),
    title=Text(
        "La mention de prise en charge par l'État manque ou n'est pas exacte",
        "The statement that the State bears the amount is missing or not exact",
    ),
    message=Text(
        "«\u00a0{found}\u00a0» n'est pas la mention obligatoire\u00a0: «\u00a0Montant pris en "
        "charge par l'Etat au titre du Ségur de la santé\u00a0».",
        "The statement “{found}” is not the mandatory one: “Montant pris en charge par l'Etat au "
        "titre du Ségur de la santé”.",
    ),
    variants={
        ("cause", "false"): Text(
            "Le bon de commande ne porte pas la mention obligatoire\u00a0: «\u00a0Montant pris en "
            "charge par l'Etat au titre du Ségur de la santé\u00a0».",
            "The purchase order does not bear the mandatory statement: “Montant pris en charge par "
            "l'Etat au titre du Ségur de la santé”.",
        ),
        ("cause", "empty"): Text(
            "La mention obligatoire n'est pas indiquée\u00a0: «\u00a0Montant pris en charge par "
            "l'Etat au titre du Ségur de la santé\u00a0».",
            "The mandatory statement is not given: “Montant pris en charge par l'Etat au titre du "
            "Ségur de la santé”.",
        ),
    },
    why=Text(
        "Le bon de commande doit annoncer au client, en toutes lettres, que l'État prend la "
        "prestation en charge. Une commande sans cette mention est refusée.",
        "The purchase order must tell the client, in so many words, that the State bears the "
        "service. An order without that statement is refused.",
    ),
    mend=Text(
        "Portez cette mention, mot pour mot, sur le bon de commande et dans la demande. Majuscules, "
        "accents, forme de l'apostrophe et espaces sont sans importance.",
        "Put that statement, word for word, on the purchase order and in the request. Capitals, "
        "accents, the shape of the apostrophe and spaces do not count.",
    ),
    examples=(
        Example('{"m": false, "n": ""}', '{"m": false, "n": "1"}', True, (1, 7), _ONE),
        Example('{"m": false, "n": ""}', '{"m": true, "n": "1"}', False, None, _ONE),
        Example(
            '{"m": "", "n": ""}', '{"m": "Pris en charge par l\'Etat", "n": "1"}', True, (1, 7), _ONE
        ),
        Example(
            '{"m": "", "n": ""}',
            '{"m": "Montant pris en charge par l’État au titre du Ségur de la santé", "n": "1"}',
            False, None, _ONE,
        ),
        Example(
            '{"m": "", "n": ""}',
            '{"m": "NB : MONTANT PRIS EN CHARGE PAR L\'ETAT AU TITRE DU SEGUR DE LA SANTE.", "n": "1"}',
            False, None, _ONE,
        ),
        Example('{"m": "", "n": ""}', '{"m": "", "n": "1"}', True, (1, 7), _ONE),
        Example('{"m": "", "n": ""}', '{"m": "", "n": "1"}', False, None, _OPTIONAL),
        Example(
            '{"m": "Prise en charge Etat", "n": ""}', '{"m": "Prise en charge Etat", "n": "1"}',
            False, None, _FIXED,
        ),
        Example(
            '{"c": [{"m": ""}, {"m": ""}]}',
            '{"c": [{"m": "Montant pris en charge par l\'Etat au titre du Ségur de la santé"}, '
            '{"m": "Montant pris en charge par l\'Etat au titre du Ségur"}]}',
            True, (1, 88), _LIST,
        ),
    ),
)  # fmt: skip

_SOUGHT = fold(WORDING)


def check(case: Case, _given: Given) -> Iterator[Objection]:
    """Yield an objection for a statement that is denied, worded otherwise, or not given."""
    mention = case.subject
    # A fixed text is the model's own: T303 speaks where the file departs from it.
    if not mention.sound or mention.slot.declared.fixed:
        return
    state = _state(mention)
    if state:
        yield Objection(mention, {"found": mention.text, "cause": state}, expected=WORDING)


def _state(mention: Value) -> str:
    """What is wrong with it; empty where nothing is, or where nothing is asked."""
    if mention.empty:
        asked = not mention.slot.declared.may_be_empty and mention.literal != b"null"
        return "empty" if asked else ""
    truth = mention.truth
    if truth is not None:
        return "" if truth else "false"
    return "" if _SOUGHT in fold(mention.text) else "other"
