"""What is known of the dispositifs: the packaged file, the user's own, and every refusal of it."""

from __future__ import annotations

import datetime as dt
import pickle
import re
import string
import time
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from asp_check.catalog import dispositif_errors, dispositif_strict, dispositifs
from asp_check.catalog.dispositif_strict import FORMAT, STATED, Refused, from_mapping
from asp_check.catalog.dispositifs import Packaged, find, load
from asp_check.dispositif import IDENTIFIERS, KEYS, WINDOWS, Datum, Dispositif
from asp_check.finding import UsageError
from asp_check.values.calendar import paris_to_utc

SCHEMAS = Path(__file__).parents[2] / "schemas"
PAGE = "https://www.asp.gouv.fr/page"
TODAY = "2026-11-26"
HEAD = f'format = "{FORMAT}"\n'
CODES = {
    "HOP-DPI-Va2", "HOP-PFI-Va2", "IMG-DRIMBOX-Va2", "IMG-RIS-Va2", "MDV-LGC-Va2", "SFP-LGC-Va2",
    "CD-LGC-Va2", "BIO-SGL-Va2", "PHA-LGO-Va2", "MS-DUI-Va2", "HOP-DPI-VA1", "HOP-PFI-VA1",
    "HOP-RI-VA1", "MDV-LGC-Va1", "IMG-RIS-Va1", "BIO-SGL-VA1", "BIO-LOINC-VA1", "PHA-LGO-VA1",
    "MS1", "MS2", "SAS", "MSS-OPERATEURS",
}  # fmt: skip

User = Callable[[str], dict[str, Dispositif]]


@pytest.fixture
def user(tmp_path: Path) -> User:
    """What ``load`` makes of a user's file of this content."""

    def user(text: str) -> dict[str, Dispositif]:
        path = tmp_path / "mine.toml"
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        return dict(load(str(path)))

    return user


def datum(value: str, **parts: str) -> str:
    said = {"source": f'"{PAGE}"', "read": "2026-01-31", "certainty": '"official"', **parts}
    return f"{{ value = {value}, " + ", ".join(f"{k} = {v}" for k, v in said.items() if v) + " }"


# ------------------------------------------------------------------------------ the packaged file


def test_every_dispositif_is_there_by_its_code_in_lower_case() -> None:
    known = load()
    assert {one.code for one in known.values()} == CODES
    assert list(known) == [one.code.lower() for one in known.values()]
    assert len(known) == len(CODES)


def test_every_model_is_of_a_dispositif_that_is_known() -> None:
    for manifest in SCHEMAS.glob("*/*/*/manifest.toml"):
        code = tomllib.loads(manifest.read_text("utf-8"))["dispositif"]
        assert load()[code.lower()].code == code


def test_each_says_what_is_known_and_that_the_rest_is_not() -> None:
    written = tomllib.loads((SCHEMAS / "dispositifs.toml").read_text("utf-8"))
    for one in load().values():
        table = written[one.code]
        assert set(STATED) <= set(table)
        assert set(one.data) == {k for k in KEYS if k in table and table[k] != "unknown"}


@pytest.mark.parametrize(
    ("code", "key", "expected"),
    [
        ("HOP-DPI-Va2", "advance_end", ("2025-12-17T12:00", "2024-11-15", "official")),
        ("HOP-DPI-Va2", "enrolment_start", ("2024-06-20T14:00", "2024-11-15", "official")),
        ("HOP-PFI-Va2", "advance_end", ("2025-09-17T12:00", "2024-11-15", "official")),
        ("IMG-DRIMBOX-Va2", "balance_end", ("2027-12-15T12:00", None, "official")),
        ("IMG-DRIMBOX-Va2", "advance_start", ("2025-07-10T14:00", "2025-08-01", "official")),
        ("MDV-LGC-Va2", "advance_end", ("2026-12-16", None, "secondary")),
        ("HOP-DPI-VA1", "balance_end", ("2023-12-14T14:00", None, "official")),
        ("HOP-DPI-VA1", "balance_start", ("2022-01-18", "2022-01-06", "official")),
        ("MS2", "mss_indicator_from", ("2024-09-12T14:00", None, "official")),
        ("MS2", "identifiers", (("finess-et", "siret"), None, "official")),
        ("MS1", "identifiers", (("finess-ej",), "2022-02-21", "secondary")),
        ("HOP-RI-VA1", "mss_address", (True, None, "official")),
        ("IMG-RIS-Va1", "single_scenario", (True, None, "official")),
        ("HOP-DPI-VA1", "balance_share", ("70", None, "official")),
        ("SAS", "advance_share", ("30", None, "official")),
        ("HOP-PFI-Va2", "waves_before", (("HOP-DPI-VA1", "HOP-PFI-VA1"), "2024-12-16", "official")),
    ],
)  # fmt: skip
def test_what_the_sources_say(code: str, key: str, expected: tuple[Any, ...]) -> None:
    found = load()[code.lower()].data[key]
    assert (found.value, found.read, found.certainty) == expected
    assert found.confirmed is None


@pytest.mark.parametrize("code", ["HOP-DPI-Va2", "MDV-LGC-Va2", "IMG-DRIMBOX-Va2"])
def test_no_share_of_wave_2_is_known(code: str) -> None:
    assert not {"advance_share", "balance_share"} & set(load()[code.lower()].data)


@pytest.mark.parametrize(
    "code",
    ["IMG-RIS-Va2", "IMG-DRIMBOX-Va2", "BIO-SGL-Va2", "PHA-LGO-Va2", "CD-LGC-Va2", "HOP-PFI-Va2"],
)
def test_codes_that_no_source_shows(code: str) -> None:
    assert not load()[code.lower()].attested


def test_what_is_official_was_read_on_an_official_page() -> None:
    hosts = {
        "asp-public.fr", "www.asp-public.fr", "www.asp.gouv.fr", "segurnum.asp-public.fr",
        "esante.gouv.fr", "industriels.esante.gouv.fr", "gnius.esante.gouv.fr",
        "esante-occitanie.fr",
    }  # fmt: skip
    for one in load().values():
        for key, found in one.data.items():
            if found.certainty == "official":
                assert urlsplit(found.source).hostname in hosts, (one.code, key)


def test_each_value_is_of_its_kind() -> None:
    kinds: dict[str, Callable[[Any], bool]] = {
        "instant": lambda v: bool(re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?", v)),
        "percentage": lambda v: 0 <= Decimal(v) <= 100,
        "boolean": lambda v: type(v) is bool,
        "wanted": lambda v: v in {"required", "optional", "none"},
        "identifiers": lambda v: type(v) is tuple and set(v) <= set(IDENTIFIERS),
        "texts": lambda v: type(v) is tuple and all(type(t) is str for t in v),
    }
    for one in load().values():
        for key, found in one.data.items():
            assert kinds[KEYS[key].type](found.value), (one.code, key)


def test_the_labels_are_told_on_one_line() -> None:
    for one in load().values():
        for label in (one.label_fr, one.label_en):
            assert len(f"{one.code} : {label}") <= 80


def test_those_of_the_program_are_read_when_one_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise AssertionError

    monkeypatch.setattr(dispositifs, "_packaged", fail)
    known = load()
    assert known.get("") is None  # The code of a blank without a manifest.
    with pytest.raises(AssertionError):
        known.get("hop-dpi-va2")


def test_they_go_to_other_processes() -> None:
    assert dict(pickle.loads(pickle.dumps(load()))) == dict(Packaged())  # noqa: S301 - our own


def test_they_are_read_in_about_a_millisecond() -> None:
    def once() -> float:
        dispositifs._packaged.cache_clear()
        start = time.perf_counter()
        len(load())
        return time.perf_counter() - start

    assert min(once() for _ in range(20)) < 0.005


# ------------------------------------------------------------------------------ the user's own file


def test_an_empty_file_of_the_user_changes_nothing(user: User) -> None:
    assert user(HEAD) == dict(load())


def test_one_datum_is_overridden_and_the_others_stay(user: User) -> None:
    before = load()["hop-dpi-va2"]
    found = user(
        HEAD
        + f"[HOP-DPI-Va2]\nadvance_end = {datum('2026-03-18T12:00:30', read='2025-12-01')}\nwave = 3"
    )
    after = found["hop-dpi-va2"]
    assert after.data["advance_end"] == Datum(
        "2026-03-18T12:00:30", PAGE, "2025-12-01", "official", None
    )
    assert after.wave == 3
    assert after.data["advance_start"] == before.data["advance_start"]
    assert {code: one for code, one in found.items() if code != "hop-dpi-va2"} == {
        code: one for code, one in load().items() if code != "hop-dpi-va2"
    }
    assert load()["hop-dpi-va2"] == before


@pytest.mark.parametrize("code", ["HOP-DPI-Va2", "hop-dpi-va2", "HOP-DPI-VA2"])
def test_a_date_is_confirmed_by_its_day_alone(user: User, code: str) -> None:
    found = user(f"{HEAD}[{code}]\nadvance_end = {{ confirmed = 2025-11-20 }}")["hop-dpi-va2"]
    before = load()["hop-dpi-va2"].data["advance_end"]
    assert found.code == "HOP-DPI-Va2"
    assert found.data["advance_end"] == before._replace(confirmed="2025-11-20")
    assert found.data["advance_end"].seen == "2025-11-20"


def test_tables_in_their_long_form(user: User) -> None:
    found = user(f"{HEAD}[HOP-DPI-Va2.advance_end]\nconfirmed = 2025-11-20")["hop-dpi-va2"]
    assert found.data["advance_end"].confirmed == "2025-11-20"


def test_what_was_known_may_be_unknown_again(user: User) -> None:
    found = user(f'{HEAD}[HOP-DPI-Va2]\nadvance_end = "unknown"\nva = "unknown"')["hop-dpi-va2"]
    assert "advance_end" not in found.data
    assert "advance_start" in found.data


def test_a_dispositif_is_added(user: User) -> None:
    found = user(
        f"""{HEAD}
        [NEW-ONE-Va3]
        label_fr = "Nouveau"
        published = {datum("2026-01-15", read='"unknown"')}
        balance_share = {datum("60.50")}
        advance_share = {datum("39.5")}
        va = {datum('"required"')}
        mss_address = {datum("false")}
        identifiers = {datum('["rpps", "idnps"]', certainty='"secondary"')}
        domains = {datum('["PH"]', confirmed="2026-02-01")}
        waves_before = {datum('["hop-dpi-va1"]')}
        """
    )
    new = found["new-one-va3"]
    assert new[:6] == ("NEW-ONE-Va3", False, "Nouveau", "Nouveau", "", None)
    assert {key: one.value for key, one in new.data.items()} == {
        "published": "2026-01-15",
        "balance_share": "60.5",
        "advance_share": "39.5",
        "va": "required",
        "mss_address": False,
        "identifiers": ("rpps", "idnps"),
        "domains": ("PH",),
        "waves_before": ("hop-dpi-va1",),
    }
    assert new.data["published"].read is None
    assert new.data["domains"].confirmed == "2026-02-01"
    assert len(found) == len(CODES) + 1


def test_all_that_a_new_dispositif_may_say_of_itself(user: User) -> None:
    table = 'attested = true\nlabel_fr = "é « x\u00a0»"\nlabel_en = "e"\ncorridor = "c"\nwave = "unknown"'
    assert user(f"{HEAD}[X]\n{table}")["x"] == Dispositif(
        "X", True, "é « x\u00a0»", "e", "c", None, {}
    )


def test_a_bom_and_crlf_are_no_matter(user: User) -> None:
    text = f"{HEAD}[HOP-DPI-Va2]\nadvance_end = {{ confirmed = 2025-11-20 }}\n"
    assert user("\ufeff" + text.replace("\n", "\r\n")) == user(text)


# ------------------------------------------------------------------------------ refusals

DPI = HEAD + "[HOP-DPI-Va2]\n"
REFUSED = [
    ("", 1, f'format = "{FORMAT}"'),
    ('format = "asp-check-dispositifs/2"\n', 1, f'format = "{FORMAT}"'),
    (HEAD + "advance_end = 2025-12-17\n", 2, "[advance_end] sur sa propre ligne"),
    (HEAD + "[[HOP-DPI-Va2]]\n", 2, "[HOP-DPI-Va2] sur sa propre ligne"),
    (DPI + "\n[hop-dpi-va2]\nwave = 2\n", 4, "« hop-dpi-va2 » et « HOP-DPI-Va2 » sont le même dispositif"),
    (DPI + "[HOP-DPI-Va2]\n", 3, "TOML"),
    (HEAD + '["HOP/DPI"]\nlabel_fr = "x"\n', 2, "n’est pas un code de dispositif"),
    (HEAD + '["a\\u001bb"]\nlabel_fr = "x"\n', 2, "⟨ESC⟩"),
    (HEAD + "[HOP-DPI-V2]\nwave = 2\n", 2, "(le plus proche : HOP-DPI-Va2) ; pour en ajouter un, donnez-lui un label_fr"),
    (HEAD + "[zzz]\n", 2, "« zzz » n’est pas un dispositif connu ; pour en ajouter un"),
    (DPI + "\nadvance_ends = 1\n", 4, "« HOP-DPI-Va2.advance_ends » est inconnu (le plus proche : advance_end)"),
    (DPI + "qqqq = 1\n", 3, "est inconnu (connus : attested, label_fr"),
    (DPI + 'code = "X"\n', 3, "est inconnu"),
    (DPI + "advance_end = 2026-03-18\n", 3, "écrivez { value = …"),
    (DPI + 'advance_end = "unknwon"\n', 3, 'ou "unknown"'),
    (DPI + "advance_end = { valeur = 1 }\n", 3, "(le plus proche : value)"),
    (DPI + "advance_end = { }\n", 3, "il manque value"),
    (DPI + f"advance_end = {datum('2026-03-18', source='')}\n", 3, "il manque source"),
    (DPI + f"advance_end = {datum('2026-03-18', read='')}\n", 3, "il manque read"),
    (DPI + f"advance_end = {datum('2026-03-18', certainty='')}\n", 3, "il manque certainty"),
    (DPI + "advance_end = { value = 2026-03-18, confirmed = 2026-01-01 }\n", 3, "il manque source"),
    (DPI + f"advance_end = {datum('2026-03-18', source=repr(''))}\n", 3, "l’adresse de la page"),
    (DPI + f"advance_end = {datum('2026-03-18', source=repr('AF §6.2'))}\n", 3, "l’adresse de la page"),
    (DPI + f"advance_end = {datum('2026-03-18', source=repr('javascript:alert(1)'))}\n", 3, "l’adresse de la page"),
    (DPI + f"advance_end = {datum('2026-03-18', source=repr('https://x.fr/<script>'))}\n", 3, "l’adresse de la page"),
    (DPI + f"advance_end = {datum('2026-03-18', source=repr('https://x.fr/é'))}\n", 3, "l’adresse de la page"),
    (DPI + f"advance_end = {datum('2026-03-18', source=repr('https://x.fr/' + 'a' * 2000))}\n", 3, "l’adresse de la page"),
    (DPI + f"advance_end = {datum('2026-03-18', certainty=repr('officiel'))}\n", 3, '"official", "secondary", "inference"'),
    (DPI + f"advance_end = {datum('2026-03-18', read='2026-01-31T10:00:00')}\n", 3, "sans guillemets ni heure"),
    (DPI + f"advance_end = {datum('2026-03-18', read=repr('2026-01-31'))}\n", 3, "sans guillemets ni heure"),
    (DPI + f"advance_end = {datum('2026-03-18', read='2062-01-31')}\n", 3, "est dans le futur"),
    (DPI + "advance_end = { confirmed = 2062-11-20 }\n", 3, "est dans le futur"),
    (DPI + "advance_end = { confirmed = 2024-11-14 }\n", 3, "la page a été lue depuis, le 2024-11-15"),
    (DPI + 'advance_end = { confirmed = "unknown" }\n', 3, "sans guillemets ni heure"),
    (DPI + "services_end = { confirmed = 2025-11-20 }\n", 3, "rien à confirmer"),
    (DPI + f"advance_end = {datum(repr('unknown'))}\n", 3, "sans guillemets ni fuseau"),
    (DPI + f"advance_end = {datum(repr('2026-03-18'))}\n", 3, "sans guillemets ni fuseau"),
    (DPI + f"advance_end = {datum('2026-03-18T12:00:00Z')}\n", 3, "ni fuseau"),
    (DPI + f"advance_end = {datum('2026-03-18T12:00:00.5')}\n", 3, "une heure de Paris"),
    (DPI + f"advance_end = {datum('12:00:00')}\n", 3, "une heure de Paris"),
    (DPI + f"advance_end = {datum('20260318')}\n", 3, "une heure de Paris"),
    (DPI + f"advance_end = {datum('2205-12-17')}\n", 3, "l’année va de 2000 à 2099"),
    (DPI + f"advance_end = {datum('2026-02-29')}\n", 3, "cette date n’existe pas"),
    (DPI + f"advance_end = {datum('2026-03-18T12:00')}\n", 3, "une heure s’écrit avec ses secondes"),
    (DPI + "\n\nadvance_end = {\n", 5, "TOML"),
    (DPI + f"advance_end = {datum('2024-09-12T13:59:59')}\n", 3, "« advance_end » = 2024-09-12 13:59:59 doit venir après « advance_start » = 2024-09-12 14:00"),
    (DPI + f"advance_end = {datum('2024-09-12T14:00:00')}\n", 3, "doit venir après « advance_start »"),
    (DPI + f"services_end = {datum('2025-12-16')}\n", 3, "« services_end » = 2025-12-16 doit venir après « advance_end » = 2025-12-17 12:00"),
    (DPI + f"enrolment_start = {datum('2024-09-12T14:00:01')}\n", 3, "doit venir après « enrolment_start » = 2024-09-12 14:00:01"),
    (DPI + f"balance_start = {datum('2026-02-01')}\nbalance_end = {datum('2026-01-31')}\n", 4, "doit venir après"),
    (DPI + f"published = {datum('2026-02-01')}\nexchanges_end = {datum('2026-01-31')}\n", 3, "doit venir après"),
    (HEAD + f"[HOP-DPI-VA1]\nadvance_share = {datum('40')}\n", 3, "l’avance (40 %) et le solde (70 %) ne font pas 100 %"),
    (DPI + f"advance_share = {datum('30')}\nbalance_share = {datum('69.99')}\n", 4, "ne font pas 100 %"),
    (DPI + f"advance_share = {datum('-1')}\n", 3, "de 0 à 100"),
    (DPI + f"advance_share = {datum('100.01')}\n", 3, "de 0 à 100"),
    (DPI + f"advance_share = {datum('33.333')}\n", 3, "deux décimales au plus"),
    (DPI + f"advance_share = {datum('nan')}\n", 3, "de 0 à 100"),
    (DPI + f"advance_share = {datum('inf')}\n", 3, "de 0 à 100"),
    (DPI + f"advance_share = {datum('true')}\n", 3, "de 0 à 100"),
    (DPI + f"advance_share = {datum(repr('30'))}\n", 3, "de 0 à 100"),
    (DPI + f"va = {datum('true')}\n", 3, '"required", "optional", "none"'),
    (DPI + f"mss_address = {datum(repr('yes'))}\n", 3, "true ou false"),
    (DPI + f"mss_address = {datum('1')}\n", 3, "true ou false"),
    (DPI + f"identifiers = {datum('[]')}\n", 3, "une liste"),
    (DPI + f"identifiers = {datum(repr('rpps'))}\n", 3, "une liste"),
    (DPI + f"identifiers = {datum(repr(['finess']))}\n", 3, '« HOP-DPI-Va2.identifiers.value[0] » = "finess" : valeurs admises : "finess-et"'),
    (DPI + f"identifiers = {datum(repr(['rpps', 'rpps']))}\n", 3, "répété"),
    (DPI + f"waves_before = {datum(repr(['HOP-DPI-V1']))}\n", 3, "« HOP-DPI-V1 » n’est pas un autre dispositif connu (le plus proche"),
    (DPI + f"waves_before = {datum(repr(['hop-dpi-va2']))}\n", 3, "n’est pas un autre dispositif"),
    (DPI + 'label_fr = ""\n', 3, "de 1 à 200 caractères"),
    (DPI + 'label_fr = " x"\n', 3, "sans espace au bord"),
    (DPI + f'label_fr = "{"x" * 201}"\n', 3, "de 1 à 200 caractères"),
    (DPI + 'label_fr = "a\\u001b[2Jb"\n', 3, "invisible ou de contrôle"),
    (DPI + 'label_fr = "a\\nb"\n', 3, "invisible ou de contrôle"),
    (DPI + 'label_fr = "a\\u202eb"\n', 3, "invisible ou de contrôle"),
    (DPI + "label_fr = 1\n", 3, "un texte entre guillemets"),
    (DPI + "attested = 1\n", 3, "true ou false"),
    (DPI + "wave = 0\n", 3, "de 1 à 9"),
    (DPI + "wave = true\n", 3, "de 1 à 9"),
    (DPI + "wave = 2.0\n", 3, "de 1 à 9"),
    (DPI + f"advance_share = {datum('9' * 5000)}\n", 3, "TOML"),
    (DPI + f"advance_share = {datum('1e' + '9' * 30)}\n", 3, "TOML"),
    (DPI + f"domains = {datum('[' * 5000 + ']' * 5000)}\n", 3, "TOML"),
    ("a" + ".a" * 600 + " = 1\n", 1, "plus de cent parties"),
    (DPI + "\udcff", 3, "UTF-8"),
    ("\0", 1, "TOML"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "french"), REFUSED)
def test_what_cannot_be_is_refused_with_its_line_in_both_languages(
    user: User, tmp_path: Path, text: str, line: int, french: str
) -> None:
    with pytest.raises(UsageError) as caught:
        user(text)
    message, english = str(caught.value), caught.value.en
    assert message.startswith(f"{tmp_path / 'mine.toml'}:{line}")
    assert english.startswith(f"{tmp_path / 'mine.toml'}:{line}")
    assert french in message
    assert message != english
    for words in (message, english):
        assert "\n" not in words
        assert "\x1b" not in words
        assert "{name}" not in words
        assert len(words) < 500 + len(str(tmp_path))


def test_the_line_is_that_of_the_fault_and_not_of_its_table(user: User) -> None:
    with pytest.raises(UsageError, match=r":6 : "):
        user(f"{DPI}wave = 2\n[HOP-DPI-Va2.advance_end]\n# here:\nconfirmed = 2062-01-01\n")


def test_every_fault_has_its_words() -> None:
    source = Path(dispositif_strict.__file__).read_text("utf-8")
    faults = set(re.findall(r'Refused\("([a-z-]+)"', source))
    assert faults == set(dispositif_errors.WORDS) | set(dispositif_errors.EXPECTED)


def test_a_file_beyond_all_measure_is_refused(user: User) -> None:
    with pytest.raises(UsageError, match="mégaoctet"):
        user(HEAD + "#" * (1 << 20))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.toml", tmp_path):
        with pytest.raises(UsageError, match=path.name):
            load(str(path))


def test_another_file_is_no_file_of_dispositifs() -> None:
    with pytest.raises(UsageError, match="TOML"):
        load(str(SCHEMAS / "hop-dpi-va2" / "avance" / "initial" / "blank.json"))


def test_the_packaged_file_must_say_all(tmp_path: Path) -> None:
    text = (SCHEMAS / "dispositifs.toml").read_text("utf-8")
    path = tmp_path / "dispositifs.toml"
    for left_out in ("label_en", "corridor", "wave", "attested", *STATED):
        path.write_text(re.sub(rf"(?m)^{left_out} = .*\n", "", text, count=1), "utf-8")
        with pytest.raises(UsageError, match=f"il manque {left_out}"):
            dispositifs.render(str(path))


def test_the_packaged_file_is_what_was_released() -> None:
    released = (SCHEMAS / "dispositifs.json").read_bytes()
    assert dispositifs.render(str(SCHEMAS / "dispositifs.toml")) == released


# ------------------------------------------------------------------------------ properties

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.decimals(), st.text(max_size=5), st.dates(),
    st.datetimes(), st.times(), st.sampled_from(["unknown", "official", "required", PAGE, "MS1"]),
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from([*Datum._fields, "x"]), inner, max_size=5),
    ),
    max_leaves=6,
)
names = st.one_of(
    st.sampled_from([*KEYS, *dispositif_strict.ATTRIBUTES]), st.text(string.printable, max_size=4)
)
tables = st.one_of(values, st.dictionaries(names, values, max_size=4))
codes = st.one_of(st.sampled_from(["HOP-DPI-Va2", "hop-dpi-va2", "X"]), st.text(max_size=4))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(codes, tables, max_size=3), st.booleans())
@example({"X": {"label_fr": "x", "waves_before": {"value": ["x"]}}}, False)
def test_anything_is_read_or_refused_with_words(data: dict[str, Any], complete: bool) -> None:
    base = {} if complete else dict(load())
    document = {**data, "format": FORMAT}
    try:
        found = from_mapping(document, base, today=TODAY, complete=complete)
    except Refused as refused:
        error = dispositif_errors.refused("x.toml", HEAD, document, refused, ["HOP-DPI-Va2"])
        assert str(error).startswith("x.toml:1 : ")
        assert "{name}" not in str(error)
    else:
        assert set(base) <= set(found)


days = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
PARTS = {"source": PAGE, "read": "unknown", "certainty": "official"}


def outcome(table: dict[str, Any]) -> Dispositif | str:
    """What becomes of a new dispositif: itself, or the name of the fault."""
    said = {key: {"value": value, **PARTS} for key, value in table.items()}
    try:
        found = from_mapping({"format": FORMAT, "X": {"label_fr": "x", **said}}, {}, today=TODAY)
    except Refused as refused:
        return refused.fault
    return found["x"]


@given(st.lists(days, min_size=6, max_size=6))
def test_dates_are_taken_exactly_when_they_are_in_order(six: list[dt.date]) -> None:
    found = outcome(dict(zip(dispositif_strict.LIVES[0], six, strict=True)))
    if six == sorted(six):
        assert isinstance(found, Dispositif)
        dates = [found.value(key) for key in dispositif_strict.LIVES[0]]
        assert dates == [day.isoformat() for day in six]
    else:
        assert found == "order"


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2) | st.none())
def test_shares_are_taken_exactly_when_they_make_a_whole(
    one: Decimal, other: Decimal | None
) -> None:
    other = 100 - one if other is None else other
    found = outcome({"advance_share": one, "balance_share": other})
    if int(one * 100) + int(other * 100) == 10000:
        assert isinstance(found, Dispositif)
        assert Decimal(found.value("advance_share")) == one
    else:
        assert found == "shares"


@pytest.mark.parametrize(
    ("confirmed", "taken"), [("2026-11-27", True), ("2026-11-28", False), ("2026-11-26", True)]
)
def test_tomorrow_is_not_the_future_for_it_has_begun_somewhere(confirmed: str, taken: bool) -> None:
    data = {"format": FORMAT, "MS1": {"va": {"confirmed": dt.date.fromisoformat(confirmed)}}}
    if taken:
        assert from_mapping(data, load(), today=TODAY)["ms1"].data["va"].confirmed == confirmed
    else:
        with pytest.raises(Refused):
            from_mapping(data, load(), today=TODAY)


@given(st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2037, 12, 31)))  # noqa: DTZ001 - of Paris
def test_paris_is_where_the_database_of_time_zones_says(local: dt.datetime) -> None:
    from zoneinfo import ZoneInfo

    local = local.replace(microsecond=0)
    there = local.replace(tzinfo=ZoneInfo("Europe/Paris")).astimezone(dt.UTC).replace(tzinfo=None)
    assert paris_to_utc(local.isoformat()) == there.isoformat()


# ------------------------------------------------------------------------------ by name


@pytest.mark.parametrize("code", ["HOP-DPI-Va2", "hop-dpi-va2", "HOP-DPI-VA2"])
def test_found_whatever_the_case(code: str) -> None:
    assert find(load(), code).code == "HOP-DPI-Va2"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("HOP-DPI-V2", "(le plus proche : HOP-DPI-Va2)"),
        ("", "asp-check calendar"),
        ("a\x1b[2J", "⟨ESC⟩"),
        ("x" * 500, "…"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(code: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        find(load(), code)
    assert said in str(caught.value)
    assert "asp-check calendar" in caught.value.en


def test_the_windows_are_dates() -> None:
    assert all(KEYS[key].type == "instant" for key in WINDOWS)


# ------------------------------------------------------------------------------ the documentation

TOLD = (SCHEMAS.parent / "docs" / "dispositifs.md").read_text("utf-8")


def test_the_file_of_the_documentation_is_one_that_can_be_used(user: User) -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", TOLD, re.DOTALL)
    found = user(text)
    dpi = found["hop-dpi-va2"].data
    assert dpi["advance_end"].confirmed == "2025-11-20"
    assert dpi["services_end"].value == "2026-09-16T12:00"
    assert "enrolment_start" not in dpi
    assert found["new-one-va3"].label_en == "New corridor, wave 3"


def test_every_key_is_documented() -> None:
    rows = "\n".join(line for line in TOLD.splitlines() if line.startswith("|"))
    assert {key for key in (*KEYS, *Datum._fields) if f"`{key}`" not in rows} == set()
    assert {name for name in dispositif_strict.ATTRIBUTES if f"`{name}`" not in TOLD} == set()
    assert {name for name in IDENTIFIERS if f'`"{name}"`' not in rows} == set()
