"""The strict reading of a statement: nothing unknown, nothing half said, every fault with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from asp_check.causes.cause import Text
from asp_check.pieces import tree
from asp_check.pieces.data_names import ROLE_NAMES, unknown, unknown_concept, unknown_role
from asp_check.pieces.model import Box, Role, State
from asp_check.pieces.statement_entries import FORMAT, SIGNED, Entry, Outcome, Stated, Statement
from asp_check.pieces.tree import Fault, Faulty, Tree, shown
from asp_check.values import calendar

_TOP = ("format", "file", "sha256", "template", "piece")
_PIECE = ("role", "pages", "entry")
_ENTRY = (
    "concept", "subject", "ordinal", "label", "read", "state", "doubt", "confidence", "page", "box",
    "image", "answers", "several", "value", "absent", "illegible", "confirmed_by", "date", "note",
)  # fmt: skip
_STATES = ("read", "absent", "unclear", "unnamed")
_NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,20})?")
_WHOLE = re.compile(r"[0-9]{1,6}")


def load(data: bytes) -> Statement:
    """The statement that these bytes are, or ``Faulty`` with all that is wrong."""
    return _Reading().statement(tree.from_toml(data))


class _Reading:
    """One reading: the faults that were met."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def statement(self, root: Tree) -> Statement:
        table = self._table(root, _TOP)
        said = self._text(table, "format", root)
        if said and said != FORMAT:
            self._fault(table["format"],
                        f"format «\u00a0{shown(said)}\u00a0»\u00a0: cette version lit {FORMAT}",
                        f"format “{shown(said)}”: this version reads {FORMAT}")  # fmt: skip
        digest = self._text(table, "sha256", root)
        if digest and not re.fullmatch(r"[0-9a-f]{64}", digest):
            self._fault(table["sha256"], "sha256\u00a0: il faut 64 chiffres hexadécimaux",
                        "sha256: 64 hexadecimal digits are needed")  # fmt: skip
        result = Statement(
            self._text(table, "file", root),
            digest,
            self._text(table, "template"),
            tuple(self._piece(one) for one in self._list(table, "piece")),
        )
        if self.faults:
            raise Faulty(tuple(sorted(self.faults, key=lambda fault: fault.line)))
        return result

    def _piece(self, one: Tree) -> Stated:
        table = self._table(one, _PIECE)
        role = self._text(table, "role", one)
        if role and role not in ROLE_NAMES.values():
            self._fault(table["role"], *unknown_role(role))
        pages = [self._match(page, _WHOLE, "pages") for page in self._list(table, "pages")]
        first, last = (int(page or "1") for page in (pages if len(pages) == 2 else ("1", "1")))
        if len(pages) != 2 or not 1 <= first <= last:
            self._fault(table.get("pages", one), "pages\u00a0: il faut la première et la dernière",
                        "pages: the first and the last are needed")  # fmt: skip
        entries = tuple(self._entry(each) for each in self._list(table, "entry"))
        self._twice(entries, [each.line for each in self._list(table, "entry")])
        return Stated(cast("Role", role), (first, last), entries)

    def _twice(self, entries: tuple[Entry, ...], lines: list[int]) -> None:
        seen: dict[object, int] = {}
        for entry, line in zip(entries, lines, strict=True):
            first = seen.setdefault(entry.key, line)
            if first != line and entry.concept:
                self.faults.append(Fault(line, Text(
                    f"«\u00a0{shown(entry.concept)}\u00a0» est déjà dit à la ligne {first}",
                    f"“{shown(entry.concept)}” is said on line {first} already",
                )))  # fmt: skip

    def _entry(self, one: Tree) -> Entry:
        table = self._table(one, _ENTRY)
        concept = self._text(table, "concept", one)
        if concept and concept != SIGNED and (reason := unknown_concept(concept)) is not None:
            self._fault(table["concept"], *reason)
        state = self._text(table, "state") or "unnamed"
        if state not in _STATES:
            self._fault(table["state"], *unknown("state", "state", state, _STATES))
        corners = [self._number(side, "box") for side in self._list(table, "box")]
        if corners and len(corners) != 4:
            self._fault(
                table["box"], "box\u00a0: il faut quatre nombres", "box: four numbers are needed"
            )
        confidence, page = table.get("confidence"), table.get("page")
        entry = Entry(
            concept,
            self._text(table, "subject"),
            int(self._match(table.get("ordinal"), _WHOLE, "ordinal") or "0"),
            self._text(table, "label"),
            self._text(table, "read"),
            cast("State", state),
            self._text(table, "doubt"),
            None if confidence is None else self._number(confidence, "confidence"),
            None if page is None else int(self._match(page, _WHOLE, "page") or "0"),
            Box(*corners) if len(corners) == 4 else None,
            self._text(table, "image"),
            tuple(self._scalar(answer, "answers") for answer in self._list(table, "answers")),
            self._is_on(table, "several"),
            self._text(table, "value").strip(),
            self._outcome(table),
            self._text(table, "confirmed_by").strip(),
            self._text(table, "date").strip(),
            self._text(table, "note"),
        )
        self._settled(entry, table, one)
        return entry

    def _outcome(self, table: Mapping[str, Tree]) -> Outcome:
        names: tuple[Outcome, ...] = ("absent", "illegible")
        found = [name for name in names if self._is_on(table, name)]
        if len(found) > 1:
            self._fault(
                table["illegible"],
                "absent et illegible se contredisent",
                "absent and illegible contradict each other",
            )
        return found[0] if found else ""

    def _is_on(self, table: Mapping[str, Tree], name: str) -> bool:
        said = table.get(name)
        if said is not None and said.bare != "boolean":
            self._fault(
                said, f"{name}\u00a0: il faut true ou false", f"{name}: true or false is needed"
            )
        return said is not None and said.bare == "boolean" and said.value == "oui"

    def _settled(self, entry: Entry, table: Mapping[str, Tree], one: Tree) -> None:
        """Raise no doubt on what a person says: it is said whole, or it is a fault."""
        if bool(entry.confirmed_by) != bool(entry.date):
            given, missing = (
                ("confirmed_by", "date") if entry.confirmed_by else ("date", "confirmed_by")
            )
            self._fault(table[given], f"{given} sans {missing}\u00a0: il faut les deux, ou aucun",
                        f"{given} without {missing}: both are needed, or none")  # fmt: skip
        day = calendar.parse(entry.date) if len(entry.date) == 10 else None
        if entry.date and day is None:
            self._fault(table["date"], f"date «\u00a0{shown(entry.date)}\u00a0»\u00a0: il faut un jour, comme 2025-03-31",
                        f"date “{shown(entry.date)}”: a day is needed, such as 2025-03-31")  # fmt: skip
        if not entry.is_settled:
            return
        where = table.get("value", one)
        if not entry.outcome and not entry.value.strip(" ;"):
            self._fault(where, "confirmé sans valeur\u00a0: écrivez value, ou absent = true, ou illegible = true",
                        "confirmed without a value: write value, or absent = true, or illegible = true")  # fmt: skip
        answers = ("oui", "non") if entry.concept == SIGNED else entry.answers
        if entry.value and answers and entry.value not in answers:
            listed = ", ".join(f'"{shown(answer)}"' for answer in answers)
            self._fault(
                where,
                f"value «\u00a0{shown(entry.value)}\u00a0»\u00a0: il faut l'une des réponses\u00a0: {listed}",
                f"value “{shown(entry.value)}”: one of the answers is needed: {listed}",
            )
        if entry.value and entry.outcome:
            self._fault(
                where,
                f"value et {entry.outcome} se contredisent\u00a0: gardez l'un des deux",
                f"value and {entry.outcome} contradict each other: keep one of them",
            )

    # --- Parts

    def _table(self, one: Tree, known: tuple[str, ...]) -> Mapping[str, Tree]:
        if not isinstance(one.value, Mapping):
            self._fault(one, "il faut une table", "a table is needed")
            return {}
        for key, inner in one.value.items():
            if key not in known:
                self._fault(inner, *unknown("clé", "key", key, known))
        return one.value

    def _text(self, table: Mapping[str, Tree], key: str, required: Tree | None = None) -> str:
        one = table.get(key)
        if one is None:
            if required is not None:
                self._fault(required, f"{key} manque", f"{key} is missing")
            return ""
        return self._scalar(one, key)

    def _scalar(self, one: Tree, key: str) -> str:
        if isinstance(one.value, str) and (not one.bare or (key == "date" and one.bare == "date")):
            return one.value
        self._fault(
            one,
            f"{key}\u00a0: il faut un texte entre guillemets",
            f"{key}: a text in quotes is needed",
        )
        return ""

    def _list(self, table: Mapping[str, Tree], key: str) -> tuple[Tree, ...]:
        one = table.get(key)
        if one is None or isinstance(one.value, tuple):
            return () if one is None else cast("tuple[Tree, ...]", one.value)
        self._fault(one, f"{key}\u00a0: il faut une liste", f"{key}: a list is needed")
        return ()

    def _match(self, one: Tree | None, form: re.Pattern[str], key: str) -> str:
        if one is None:
            return ""
        if one.bare == "number" and isinstance(one.value, str) and form.fullmatch(one.value):
            return one.value
        self._fault(one, f"{key}\u00a0: il faut un nombre", f"{key}: a number is needed")
        return ""

    def _number(self, one: Tree, key: str) -> float:
        return float(self._match(one, _NUMBER, key) or "0")

    def _fault(self, one: Tree, fr: str, en: str) -> None:
        self.faults.append(Fault(one.line, Text(fr, en)))
