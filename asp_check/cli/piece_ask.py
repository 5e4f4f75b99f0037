"""A statement settled on the terminal: each value shown, confirmed, corrected or left for later."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from asp_check.causes.cause import Text
from asp_check.cli.piece_text import entry_line
from asp_check.finding import UsageError
from asp_check.pieces.data_names import folded
from asp_check.pieces.statement import SIGNED, Entry, Statement
from asp_check.pieces.statement_text import told
from asp_check.text import visible

if TYPE_CHECKING:
    from asp_check.cli.template import Context

_WHO = Text(
    "Votre nom (il sera écrit dans le relevé) : ",
    "Your name (it will be written in the statement): ",
)
_NO_NAME = Text(
    "--interactive : il faut le nom de la personne qui confirme (--by NOM)",
    "--interactive: the name of the person who confirms is needed (--by NAME)",
)
_KEYS = Text(
    "Entrée = confirme / valeur / a = place vide / i = illisible / s = plus tard / q = quitter",
    "Enter = confirm / value / a = empty place / i = illegible / s = later / q = quit",
)
_KEYS_EMPTY = Text(
    "valeur / a = place vide / i = illisible / Entrée = plus tard / q = quitter",
    "value / a = empty place / i = illegible / Enter = later / q = quit",
)
_HOW_TO = Text(
    "Pièce en main, confirmez ou corrigez ce qui a été lu. Pour écrire une lettre seule comme valeur : =a\n",
    "The piece at hand, confirm or correct what was read. To write a single letter as a value: =a\n",
)
_ONE_OF = Text("réponses", "answers")
_SEVERAL = Text("plusieurs valeurs : séparez-les par ;", "several values: put ; between them")
_NOT_ONE = Text("ce n’est pas l’une des réponses", "this is not one of the answers")
_PICTURE = Text("image", "picture")
_YES_NO = {"o": "oui", "y": "oui", "yes": "oui", "n": "non", "no": "non"}


class Quit(Exception):  # noqa: N818 - a wish, not an error
    """The person has had enough for now."""


class Person(NamedTuple):
    """Who settles, and the day."""

    name: str
    day: str


def settle(
    statement: Statement, by: str | None, context: Context, save: Callable[[Statement], None]
) -> Statement:
    """The statement as a person settles it; saved after each answer, so that none is lost."""
    from asp_check import inputs

    name = (_ask(_WHO.of(context.lang), context) or "" if by is None else by).strip()
    if not name:
        raise UsageError(*_NO_NAME)
    person = Person(name, (inputs.instant("now") or "")[:10])
    total = sum(not entry.is_settled for entry in statement.entries)
    context.write(_HOW_TO.of(context.lang) * bool(total))
    asked = 0
    try:
        for at, piece in enumerate(statement.pieces):
            for place, entry in enumerate(piece.entries):
                if entry.is_settled:
                    continue
                asked += 1
                answer = _settled(entry, person, f"[{asked}/{total}] ", context)
                if answer is not entry:
                    statement = _with(statement, at, place, answer)
                    save(statement)
    except Quit:
        context.write("\n")
    return statement


def _with(statement: Statement, at: int, place: int, entry: Entry) -> Statement:
    pieces = list(statement.pieces)
    entries = list(pieces[at].entries)
    entries[place] = entry
    pieces[at] = pieces[at]._replace(entries=tuple(entries))
    return statement._replace(pieces=tuple(pieces))


def _settled(entry: Entry, person: Person, count: str, context: Context) -> Entry:
    lang = context.lang
    lines = [f"\n{count}{entry_line(entry, lang)}", f"  {told(entry, lang)}"]
    if entry.value != entry.read:
        lines.append(f"  value = {visible(entry.value)}")
    if entry.image:
        lines.append(f"  {_PICTURE.of(lang)} {visible(entry.image)}")
    if entry.answers:
        lines.append(f"  {_ONE_OF.of(lang)} {' | '.join(map(visible, entry.answers))}")
    if entry.several:
        lines.append(f"  {_SEVERAL.of(lang)}")
    context.write("\n".join(lines) + "\n")
    keys = _KEYS if entry.value else _KEYS_EMPTY
    while True:
        line = _ask(f"  [{keys.of(lang)}] > ", context)
        if line is None or line == "q":
            raise Quit
        answer = _understood(entry, line)
        if answer is not None:
            return answer if answer is entry else _signed(answer, person)
        context.write(f"  {_NOT_ONE.of(lang)}\n")


def _understood(entry: Entry, line: str) -> Entry | None:
    """The entry with this answer; itself for « later », nothing for an answer that is none."""
    if line == "s" or (not line and not entry.value):
        return entry
    if not line:
        return entry._replace(outcome="")
    if line == "a" and entry.concept == SIGNED:
        return entry._replace(value="non", outcome="")
    if line in ("a", "i"):
        return entry._replace(value="", outcome="absent" if line == "a" else "illegible")
    value = line.removeprefix("=").strip()
    if entry.answers:
        known = _answer(value, entry.answers)
        return None if known is None else entry._replace(value=known, outcome="")
    return entry._replace(value=value, outcome="") if value else None


def _answer(text: str, answers: Sequence[str]) -> str | None:
    """The answer that is meant, whatever the case and the accents."""
    meant = folded(text)
    if set(answers) == {"oui", "non"}:
        meant = _YES_NO.get(meant, meant)
    return next((answer for answer in answers if folded(answer) == meant), None)


def _signed(entry: Entry, person: Person) -> Entry:
    return entry._replace(confirmed_by=person.name, date=person.day)


def _ask(prompt: str, context: Context) -> str | None:
    """One line of standard input; nothing where it has ended."""
    context.write(prompt)
    if sys.stdin is None:
        return None
    line = sys.stdin.readline()
    return line.strip() if line else None
