"""The calendar for a terminal: eighty columns, addresses apart, which are never cut."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from asp_check.cli.command import Words
from asp_check.dispositif import GENERIC_SOURCE, KEYS, OPENINGS, Datum
from asp_check.rules.common.dated import FRESH, shown
from asp_check.schedule import Estimate, Row, Schedule, coming, is_past
from asp_check.text import shorten

WIDTH = 80
_INDENT = "  "

CERTAINTIES: dict[str, Words] = {
    "official": ("officiel", "official"),
    "secondary": ("secondaire", "secondary"),
    "inference": ("déduit", "inferred"),
}

_TO_CHECK: Words = (
    (
        "À vérifier : une date lue il y a 90 jours ou plus, ou un jour inconnu, n’est plus bloquante."
        " Relisez la page, puis confirmez la date dans votre fichier (--dispositifs)."
    ),
    (
        "To be checked: a date read 90 days ago or more, or on a day unknown, no longer blocks. Read"
        " the page again, then confirm the date in your file (--dispositifs)."
    ),
)


def render(schedules: Sequence[Schedule], as_of: str | None, index: int, *, detailed: bool) -> str:
    """The calendar: each dispositif whole, or what is to come of all of them."""
    sheet = _Sheet(index)
    lines = [_heading(as_of, index)]
    if detailed:
        for one in schedules:
            lines += ["", *sheet.whole(one)]
    else:
        lines += sheet.overview(schedules)
    return "\n".join([*lines, *sheet.footnotes()]) + "\n"


def _heading(as_of: str | None, index: int) -> str:
    if as_of is None:
        return ("Calendrier, sans date de référence", "Calendar, without an as-of instant")[index]
    minute = shown(as_of[:16])
    return (
        f"Calendrier au {minute}, heure de Paris",
        f"Calendar as of {minute}, Paris time",
    )[index]


class _Sheet:
    """One calendar in one language, with the pages that it has cited so far."""

    def __init__(self, index: int) -> None:
        self.index = index
        self.cited: dict[tuple[str, str | None, str | None], list[Row]] = {}

    def said(self, words: Words) -> str:
        return words[self.index]

    # --- Blocks

    def whole(self, one: Schedule) -> Iterator[str]:
        """All that is known of a dispositif, and what is not."""
        yield self.title(one)
        if one.rows:
            yield ""
            yield from self.table(one.rows)
        if one.unknown:
            yield ""
            names = " ; ".join(self.label(key, lower=True) for key in one.unknown)
            if self.index:
                names = names.replace(" ; ", "; ")
            yield from _wrapped(self.said(("Inconnu : ", "Unknown: ")) + names)
        if one.estimates:
            yield ""
            yield from self.generic(one)

    def overview(self, schedules: Sequence[Schedule]) -> Iterator[str]:
        """What is to come of each dispositif, then a line for each of the others."""
        for one in schedules:
            if one.state == "to-come":
                yield ""
                yield self.title(one)
                yield from self.table(coming(one))
        closed = [one for one in schedules if one.state == "closed"]
        dated = [one for one in schedules if one.state == "unknown" and one.rows]
        dateless = [one.dispositif.code for one in schedules if not one.rows]
        if closed:
            yield from ("", self.said(("Clos :", "Closed:")))
            yield from self.last(closed)
        if dated:
            yield from ("", self.said(("Dernière date connue, suite inconnue :", "Last known date, the rest unknown:")))  # fmt: skip
            yield from self.last(dated)
        if dateless:
            yield ""
            yield from _wrapped(
                self.said(("Aucune date connue : ", "No known date: ")) + ", ".join(dateless), ""
            )

    def title(self, one: Schedule) -> str:
        label = one.dispositif.label_fr, one.dispositif.label_en
        return shorten(f"{one.dispositif.code}{self.said((' : ', ': '))}{self.said(label)}", WIDTH)

    def table(self, rows: Iterable[Row]) -> list[str]:
        return _columns(
            (shown(row.date), self.when(row), self.label(row.key), self.certainty(row), self.cite(row))
            for row in rows
        )  # fmt: skip

    def last(self, schedules: Iterable[Schedule]) -> list[str]:
        return _columns(
            (one.dispositif.code, shown(row.date), self.label(row.key), self.certainty(row))
            for one in schedules
            for row in one.rows[-1:]
        )

    def generic(self, one: Schedule) -> Iterator[str]:
        """The generic calendar, which nobody shall take for a date of the scheme."""
        if one.t0 is None:
            words = (
                (
                    "Calendrier type, NON OFFICIEL pour ce dispositif ; T0, la publication de l’arrêté,"
                    " est inconnu (indiquez-le par --t0) :"
                ),
                (
                    "Generic calendar, NOT OFFICIAL for this scheme; T0, the publication of the order,"
                    " is unknown (give it with --t0):"
                ),
            )
        else:
            words = (
                f"Calendrier type, NON OFFICIEL pour ce dispositif, depuis T0 = {one.t0} :",
                f"Generic calendar, NOT OFFICIAL for this scheme, from T0 = {one.t0}:",
            )
        yield from _wrapped(self.said(words))
        yield from _columns(self.estimate(estimate) for estimate in one.estimates)
        yield from _wrapped(GENERIC_SOURCE)

    def estimate(self, estimate: Estimate) -> tuple[str, ...]:
        first, last = estimate.months
        months = str(first) if first == last else f"{first}-{last}"
        since = f"T0 + {months} {self.said(('mois', 'months'))}"
        label = self.label(estimate.key)
        if estimate.first is None:
            return since, label, ""
        if estimate.first == estimate.last:
            return estimate.first, label, since
        return f"{estimate.first} {self.said(('à', 'to'))} {estimate.last}", label, since

    # --- Words

    def label(self, key: str, *, lower: bool = False) -> str:
        label = self.said((KEYS[key].fr, KEYS[key].en))
        return label[0].lower() + label[1:] if lower else label

    def when(self, row: Row) -> str:
        """How far away it is: what matters of a date that is not past."""
        if row.days is None:
            return ""
        if row.status == "past":
            return self.said(("passé", "past"))
        if row.status == "open" and row.key in OPENINGS:
            return self.said(("ouvert", "open"))
        if row.days == 0:
            return self.said(("ce jour", "today"))
        return self.said((f"J-{row.days}", f"{row.days} d"))

    def certainty(self, row: Row) -> str:
        return self.said(CERTAINTIES[row.datum.certainty])

    def cite(self, row: Row) -> str:
        page = row.datum.source, row.datum.read, row.datum.confirmed
        self.cited.setdefault(page, []).append(row)
        return f"[{list(self.cited).index(page) + 1}]"

    # --- Sources

    def footnotes(self) -> Iterator[str]:
        """The pages cited, each with its age; and what to do about the old ones."""
        if self.cited:
            yield ""
        stale = False
        for number, rows in enumerate(self.cited.values(), start=1):
            old = [row for row in rows if row.age != FRESH and row.status and not is_past(row)]
            stale |= any(row.datum.certainty == "official" for row in old)
            told = self.said(seen(rows[0].datum, rows[0].seen_days))
            check = self.said((" : à vérifier", ": to be checked")) if old else ""
            yield f"[{number}] {told}{check}"
            yield f"    {rows[0].datum.source}"
        if stale:
            yield ""
            yield from _wrapped(self.said(_TO_CHECK), "")


def seen(datum: Datum, days: int | None) -> Words:
    """When somebody saw this datum on its page, and how long ago that is."""
    french = "jour de lecture inconnu" if datum.read is None else f"lu le {datum.read}"
    english = "read on a day unknown" if datum.read is None else f"read on {datum.read}"
    if datum.confirmed is not None:
        french += f", confirmé le {datum.confirmed}"
        english += f", confirmed on {datum.confirmed}"
    if days is None or days < 0:
        return french, english
    if days == 0:
        return f"{french}, ce jour", f"{english}, today"
    s = "s" if days > 1 else ""
    return f"{french}, il y a {days} jour{s}", f"{english}, {days} day{s} ago"


def _columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Cells under one another; a column that holds nothing takes no room."""
    listed = list(rows)
    widths = [max(map(len, column)) for column in zip(*listed, strict=True)]
    return [
        _INDENT.join(["", *(f"{c:{width}}" for c, width in zip(row, widths, strict=True) if width)]).rstrip()
        for row in listed
    ]  # fmt: skip


def _wrapped(text: str, indent: str = _INDENT) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
