"""``asp-check calendar``: on a terminal, as JSON, as iCalendar."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest

from asp_check.catalog.dispositif_strict import FORMAT
from asp_check.catalog.dispositifs import load
from tests.cli.conftest import Process, Run

AS_OF = ("--as-of", "2025-10-01T09:00")
HEAD = f'format = "{FORMAT}"\n'
FRESH = f"{HEAD}[HOP-DPI-Va2]\nadvance_end = {{ confirmed = 2025-09-30 }}\n"
ALL = [one.code for one in load().values()]


@pytest.fixture
def mine(folder: Path) -> Path:
    """A user's file that confirms one date."""
    path = folder / "mine.toml"
    path.write_text(FRESH, "utf-8")
    return path


# ------------------------------------------------------------------------------ on a terminal


def test_one_dispositif(run: Run) -> None:
    result = run("calendar", "hop-dpi-va2", *AS_OF)
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
Calendrier au 2025-10-01 09:00, heure de Paris

HOP-DPI-Va2 : Hôpital, dossier patient informatisé (DPI), vague 2

  2024-06-20 14:00  passé   Ouverture de l'enrôlement        officiel  [1]
  2024-09-12 14:00  ouvert  Ouverture des demandes d'avance  officiel  [1]
  2025-12-17 12:00  J-77    Fin des demandes d'avance        officiel  [1]

  Inconnu : publication de l'arrêté (T0) ; fin du dossier administratif ; fin du
  dossier complet de preuves ; fin des échanges avec l'ANS ; fin de réalisation
  des prestations ; ouverture des demandes de solde ; fin des demandes de solde

  Calendrier type, NON OFFICIEL pour ce dispositif ; T0, la publication de
  l’arrêté, est inconnu (indiquez-le par --t0) :
  T0 + 6 mois      Fin du dossier administratif
  T0 + 13 mois     Fin du dossier complet de preuves
  T0 + 16 mois     Fin des échanges avec l'ANS
  T0 + 22-25 mois  Fin de réalisation des prestations
  T0 + 25-28 mois  Fin des demandes de solde
  ANS, « Accompagnement des ENS sur un parcours de type Ségur », 2024-09

[1] lu le 2024-11-15, il y a 320 jours : à vérifier
    https://asp-public.fr/aides/financement-lequipement-segur-du-numerique-en-sante-vague-2

À vérifier : une date lue il y a 90 jours ou plus, ou un jour inconnu, n’est
plus bloquante. Relisez la page, puis confirmez la date dans votre fichier
(--dispositifs).
"""
    )


def test_a_confirmed_date_is_told_and_no_longer_to_be_checked(run: Run, mine: Path) -> None:
    out = run("calendar", "HOP-DPI-Va2", *AS_OF, "--dispositifs", str(mine), "--lang", "en").out
    assert "[2] read on 2024-11-15, confirmed on 2025-09-30, 1 day ago\n" in out
    assert "to be checked" not in out.lower()


def test_the_configuration_names_the_file_too(run: Run, folder: Path, mine: Path) -> None:
    folder.joinpath("asp-check.toml").write_text(
        f'dispositifs = "{mine.name}"\nlang = "en"', "utf-8"
    )
    assert "confirmed on 2025-09-30" in run("calendar", "HOP-DPI-Va2", *AS_OF).out


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("as_of", ["none", "2021-01-01", "2025-10-01T09:00", "2026-11-26", "2099-01-01"])  # fmt: skip
@pytest.mark.parametrize("more", [(), tuple(ALL)], ids=["overview", "each"])
def test_all_fits_in_eighty_columns_but_the_addresses(
    run: Run, lang: str, as_of: str, more: tuple[str, ...]
) -> None:
    result = run("calendar", *more, "--as-of", as_of, "--lang", lang)
    assert result.code == 0
    for line in result.out.splitlines():
        assert len(line) <= 80 or line.startswith("    https://")
        assert line == line.rstrip()
    for code in ALL:
        assert code in result.out


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("code", ALL)
def test_the_generic_calendar_fits_too(run: Run, code: str, lang: str) -> None:
    out = run("calendar", code, "--t0", "2024-06-20", "--as-of", "none", "--lang", lang).out
    assert "2024-06-20" in out or code == "IMG-DRIMBOX-Va2"
    assert all(len(line) <= 80 or line.startswith("    https://") for line in out.splitlines())


def test_t0_estimates_and_says_so(run: Run) -> None:
    out = run("calendar", "HOP-DPI-Va2", *AS_OF, "--t0", "2024-06-20").out
    assert "Calendrier type, NON OFFICIEL pour ce dispositif, depuis T0 = 2024-06-20 :" in out
    assert "2026-04-20 à 2026-07-20  Fin de réalisation des prestations  T0 + 22-25 mois\n" in out


def test_all_of_them_what_is_to_come_first(run: Run) -> None:
    out = run("calendar", *AS_OF).out
    order = [
        "HOP-DPI-Va2 : ", "  2025-12-17 12:00  J-77  Fin des demandes d'avance  officiel  [1]",
        "IMG-DRIMBOX-Va2 : ", "MDV-LGC-Va2 : ", "SFP-LGC-Va2 : ",
        "Clos :", "  HOP-DPI-VA1  2023-12-14 14:00  Fin des demandes de solde  officiel",
        "Dernière date connue, suite inconnue :", "  HOP-PFI-Va2    2025-09-17 12:00",
        "Aucune date connue : BIO-SGL-Va2, CD-LGC-Va2", "[1] lu le 2024-11-15", "À vérifier",
    ]  # fmt: skip
    places = [out.index(part) for part in order]
    assert places == sorted(places)
    assert "2024-09-12 14:00  ouvert" not in out


def test_the_last_day(run: Run) -> None:
    morning = run("calendar", "HOP-DPI-Va2", "--as-of", "2025-12-17T12:00").out
    assert re.search(r"2025-12-17 12:00  ce jour +Fin des demandes d'avance", morning)
    noon = run("calendar", "HOP-DPI-Va2", "--as-of", "2025-12-17T12:01").out
    assert re.search(r"2025-12-17 12:00  passé +Fin des demandes d'avance", noon)


def test_without_an_instant(run: Run) -> None:
    out = run("calendar", "HOP-DPI-Va2", "--as-of", "none", "--lang", "en").out
    assert out.startswith("Calendar, without an as-of instant\n")
    assert "  2025-12-17 12:00  End of advance requests      official  [1]\n" in out
    assert "[1] read on 2024-11-15\n" in out


def test_by_default_from_now_on(run: Run) -> None:
    before = dt.datetime.now(dt.UTC)
    told = json.loads(run("calendar", "--format", "json").out)["as_of"]
    moment = dt.datetime.fromisoformat(told).replace(tzinfo=dt.UTC)
    assert dt.timedelta(minutes=59) < moment - before < dt.timedelta(hours=2, minutes=5)


def test_the_labels_of_a_user_are_shown_and_cannot_act(run: Run, folder: Path) -> None:
    label = "Nouveau <script> | « é »\u00a0: " + "x" * 100
    table = f'[NEW]\nlabel_fr = "{label}"\n'
    folder.joinpath("new.toml").write_text(HEAD + table, "utf-8")
    out = run("calendar", "new", *AS_OF, "--dispositifs", "new.toml").out
    assert max(map(len, out.splitlines())) <= 80
    folder.joinpath("new.toml").write_text(HEAD + table.replace("|", "\\u001b[2J"), "utf-8")
    result = run("calendar", "new", *AS_OF, "--dispositifs", "new.toml")
    assert (result.code, result.out) == (2, "")
    assert "\x1b" not in result.err


# ------------------------------------------------------------------------------ wrong use


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("HOP-DPI-V2",), "(le plus proche : HOP-DPI-Va2)"),
        (("a\x1b[2Jb",), "⟨ESC⟩"),
        (("HOP-DPI-Va2", "--t0", "2024-02-30"), "écrivez un jour"),
        (("HOP-DPI-Va2", "--t0", "2024-06-20T12:00"), "écrivez un jour"),
        (("HOP-DPI-Va2", "--t0", "1900-01-01"), "écrivez un jour"),
        (("HOP-DPI-Va2", "--t0", ""), "écrivez un jour"),
        (("HOP-DPI-Va2", "--t0", "２０２４-06-20"), "écrivez un jour"),
        (("--t0", "2024-06-20"), "d’un seul dispositif"),
        (("HOP-DPI-Va2", "MS2", "--t0", "2024-06-20"), "d’un seul dispositif"),
        (("--as-of", "2025-13-01"), "écrivez une date"),
        (("--dispositifs", "absent.toml"), "introuvable"),
        (("--dispositifs", "."), "dossier"),
        (("--format", "html"), "valeurs possibles"),
        (("SAS", "--format", "ical"), "aucun événement"),
        (("--format", "ical", "--as-of", "none"), "--as-of"),
        (("--dispositifs", "mine.toml", "--output", "mine.toml"), "c’est votre fichier"),
    ],
)
def test_wrong_use_is_told_in_one_line(
    run: Run, mine: Path, args: tuple[str, ...], said: str
) -> None:
    result = run("calendar", *args)
    assert result.code == 2
    assert result.out == ""
    assert said in result.err
    assert result.err.count("\n") == 1
    assert mine.read_text("utf-8") == FRESH


def test_t0_of_one_dispositif_named_twice(run: Run) -> None:
    assert run("calendar", "MS2", "ms2", "--t0", "2024-06-20").code == 0


def test_a_broken_file_is_told_with_its_line(run: Run, folder: Path) -> None:
    folder.joinpath("bad.toml").write_text(FRESH.replace("confirmed", "confirmd"), "utf-8")
    result = run("calendar", "--dispositifs", "bad.toml", "--lang", "en")
    assert result.code == 2
    assert result.err == (
        "asp-check: bad.toml:3: 'HOP-DPI-Va2.advance_end.confirmd' is unknown (the nearest: confirmed)\n"
    )


# ------------------------------------------------------------------------------ JSON


def test_json(run: Run) -> None:
    result = run("calendar", "HOP-DPI-Va2", "MDV-LGC-Va2", *AS_OF, "--format", "json")
    assert result.code == 0
    told = json.loads(result.out)
    assert told["format"] == "asp-check-calendar/1"
    assert told["as_of"] == "2025-10-01T09:00"
    dpi, mdv = told["dispositifs"]
    assert dpi["dates"][-1] == {
        "key": "advance_end",
        "label": "Fin des demandes d'avance",
        "date": "2025-12-17T12:00",
        "status": "open",
        "days": 77,
        "certainty": "official",
        "source": "https://asp-public.fr/aides/financement-lequipement-segur-du-numerique-en-sante-vague-2",
        "read": "2024-11-15",
        "confirmed": None,
        "age": "old",
    }
    assert (dpi["code"], dpi["state"], dpi["attested"], dpi["wave"]) == ("HOP-DPI-Va2", "to-come", True, 2)  # fmt: skip
    assert mdv["generic"]["official"] is False
    assert mdv["generic"]["t0"] is None
    assert mdv["generic"]["dates"][-1]["months"] == [25, 28]


def test_json_says_all_of_all(run: Run) -> None:
    told = json.loads(run("calendar", *AS_OF, "--format", "json", "--lang", "en").out)
    keys = {tuple(one) for one in told["dispositifs"]}
    assert len(keys) == 1
    assert sorted(one["code"] for one in told["dispositifs"]) == sorted(ALL)


# ------------------------------------------------------------------------------ iCalendar


def events(text: str) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(text)
    assert str(calendar["VERSION"]) == "2.0"
    assert calendar["PRODID"]
    found = list(calendar.walk("VEVENT"))
    by_uid = {str(event["UID"]): event for event in found}
    assert len(by_uid) == len(found)
    return by_uid


def test_events_are_read_back(run: Run) -> None:
    out = run("calendar", "HOP-DPI-Va2", "MDV-LGC-Va2", *AS_OF, "--format", "ical").out
    found = events(out)
    assert set(found) == {
        "hop-dpi-va2.enrolment_start@asp-check",
        "hop-dpi-va2.advance_start@asp-check",
        "hop-dpi-va2.advance_end@asp-check",
        "mdv-lgc-va2.advance_end@asp-check",
    }
    end = found["hop-dpi-va2.advance_end@asp-check"]
    assert end.decoded("DTSTART") == dt.datetime(2025, 12, 17, 11, tzinfo=dt.UTC)
    assert end.decoded("DTSTAMP") == dt.datetime(2025, 10, 1, 7, tzinfo=dt.UTC)
    assert str(end["SUMMARY"]) == "HOP-DPI-Va2 : Fin des demandes d'avance"
    assert str(end["DESCRIPTION"]) == (
        "Hôpital, dossier patient informatisé (DPI), vague 2\n"
        "officiel, lu le 2024-11-15, il y a 320 jours : à vérifier\n"
        "https://asp-public.fr/aides/financement-lequipement-segur-du-numerique-en-sante-vague-2"
    )
    assert str(end["STATUS"]) == "TENTATIVE"
    day = found["mdv-lgc-va2.advance_end@asp-check"]
    assert day.decoded("DTSTART") == dt.date(2026, 12, 16)
    assert day.decoded("DTEND") == dt.date(2026, 12, 17)
    assert type(day.decoded("DTSTART")) is dt.date


def test_what_is_official_and_fresh_is_confirmed(run: Run, mine: Path) -> None:
    out = run("calendar", "HOP-DPI-Va2", *AS_OF, "--format", "ical", "--dispositifs", str(mine)).out
    assert str(events(out)["hop-dpi-va2.advance_end@asp-check"]["STATUS"]) == "CONFIRMED"


def test_estimates_are_marked_and_keep_apart(run: Run) -> None:
    out = run(
        "calendar", "HOP-DPI-Va2", *AS_OF, "--format", "ical", "--t0", "2024-06-20", "--lang", "en"
    ).out
    event = events(out)["hop-dpi-va2.services_end.estimate@asp-check"]
    assert str(event["SUMMARY"]) == "HOP-DPI-Va2: End of the services (estimate)"
    assert "NOT OFFICIAL" in str(event["DESCRIPTION"])
    assert str(event["STATUS"]) == "TENTATIVE"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (dt.date(2026, 4, 20), dt.date(2026, 7, 21))  # fmt: skip


def test_the_form_of_the_file(process: Process, folder: Path) -> None:
    args = ("calendar", *AS_OF, "--format", "ical")
    raw = process(*args).stdout
    assert process(*args, "--output", "all.ics").stdout == b""
    assert folder.joinpath("all.ics").read_bytes() == raw
    assert raw.endswith(b"END:VCALENDAR\r\n")
    lines = raw.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    dates = sum(len(one["dates"]) for one in json.loads(process(*args[:3], "--format", "json").stdout)["dispositifs"])  # fmt: skip
    assert len(events(raw.decode())) == dates


def test_a_date_that_moves_keeps_its_event(run: Run, folder: Path) -> None:
    moved = 'advance_end = { value = 2026-03-18T12:00:00, source = "https://x.fr/a", read = 2025-09-01, certainty = "official" }'
    folder.joinpath("moved.toml").write_text(f"{HEAD}[hop-dpi-va2]\n{moved}\n", "utf-8")
    args = ("calendar", "HOP-DPI-Va2", *AS_OF, "--format", "ical")
    before, after = run(*args).out, run(*args, "--dispositifs", "moved.toml").out
    assert set(events(before)) == set(events(after))
    assert events(after)["hop-dpi-va2.advance_end@asp-check"].decoded("DTSTART").month == 3


def test_the_text_of_a_user_stays_inside_its_event(run: Run, folder: Path) -> None:
    label = 'a;b,c:d\\\\nEND:VEVENT \\"e\\" ' + "é" * 90
    dates = 'advance_end = { value = 2026-03-18, source = "https://x.fr/a?b=c;d,e", read = 2025-09-01, certainty = "inference" }'
    folder.joinpath("new.toml").write_text(f'{HEAD}[NEW]\nlabel_fr = "{label}"\n{dates}\n', "utf-8")
    out = run("calendar", "new", *AS_OF, "--format", "ical", "--dispositifs", "new.toml").out
    (event,) = events(out).values()
    assert str(event["DESCRIPTION"]).startswith('a;b,c:d\\nEND:VEVENT "e" éé')
    assert str(event["URL"]) == "https://x.fr/a?b=c;d,e"
    assert max(len(line.encode()) for line in out.split("\r\n")) <= 75


@pytest.mark.parametrize("form", ["text", "json", "ical"])
def test_the_same_question_has_the_same_answer(process: Process, form: str) -> None:
    args = ("calendar", *AS_OF, "--format", form)
    first = process(*args, env={"PYTHONHASHSEED": "1"})
    second = process(*args, env={"PYTHONHASHSEED": "2", "TZ": "America/New_York"})
    assert (first.returncode, first.stderr) == (0, b"")
    assert first.stdout == second.stdout
