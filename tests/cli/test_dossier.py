"""``asp-check dossier``: requests with their pieces in any arrangement, from the outside."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from asp_check import files
from asp_check.finding import UsageError
from asp_check.report import dossier_schema
from tests.cli.conftest import Process, Run

BLANK = '{"typeDemande": "", "numero": "", "finess": "", "montantHT": 0.00}\n'

MANIFEST = """\
format = "asp-check-template/1"
dispositif = "HOP-DPI-Va2"
request = "{request}"
status = "official"
[blank]
sha256 = "{sha256}"
[nodes]
"/typeDemande" = {{ concept = "request.kind", fixed = true }}
"/numero" = {{ concept = "order.number", required = true }}
"/finess" = {{ concept = "client.finess", required = true }}
"/montantHT" = {{ concept = "amount.excl_tax", kind = "amount", decimals = 2 }}
"""

PIECES = """\
format = "asp-check-pieces/1"
[bdc]
titles = ["Bon de commande"]
signature = ["Signature du client"]
[bdc.order.number]
labels = ["Bon de commande n°"]
[bdc.client.finess]
labels = ["FINESS"]
[bdc.amount.excl_tax]
labels = ["Montant HT"]
[va]
titles = ["Vérification d'aptitude"]
[va.order.number]
labels = ["Bon de commande n°"]
[invoice]
titles = ["Facture"]
[invoice.order.number]
labels = ["Bon de commande n°"]
[invoice.invoice.date]
labels = ["Date de la facture"]
[pilot]
titles = ["PV pilote"]
[pilot.order.number]
labels = ["Bon de commande n°"]
"""


@pytest.fixture(autouse=True)
def templates(folder: Path) -> Path:
    """Two models of a scheme, which nobody has to name: they are official, and recognised."""
    root = folder / "models"
    for request in ("avance", "solde"):
        kind = request.upper()
        blank = BLANK.replace('"typeDemande": ""', f'"typeDemande": "{kind}"')
        where = root / "hop-dpi-va2" / request / "initial"
        where.mkdir(parents=True)
        where.joinpath("blank.json").write_bytes(blank.encode())
        where.joinpath("manifest.toml").write_text(
            MANIFEST.format(request=request, sha256=sha256(blank.encode()).hexdigest()),
            "utf-8",
        )
        where.joinpath("pieces.toml").write_text(PIECES, "utf-8")
    folder.joinpath("asp-check.toml").write_text(
        'templates = ["models"]\n'
        '[[model]]\nfiles = "**/avance*.json"\ntemplate = "hop-dpi-va2/avance"\n'
        '[[model]]\nfiles = "**/*.json"\ntemplate = "hop-dpi-va2/solde"\n'
        '[[model]]\nfiles = "**"\ntemplate = "hop-dpi-va2/avance"\n',
        "utf-8",
    )
    return root


def request(
    kind: str = "avance", number: str = "BDC-2025-0117", finess: str = "2B0000020"
) -> bytes:
    return (
        f'{{"typeDemande": "{kind.upper()}", "numero": "{number}", "finess": "{finess}",'
        ' "montantHT": 48500.00}\n'
    ).encode()


def piece(role: str, number: str | None = "BDC-2025-0117", **values: Any) -> bytes:
    said = {
        "bdc": {
            "client.finess": "2B0000020", "amount.excl_tax": "48 500,00 €",
            "order.funding_mention": "Montant pris en charge par l'Etat au titre du Ségur de la santé",
        },
        "invoice": {"invoice.date": "27/10/2025"},
    }.get(role, {})  # fmt: skip
    whole = {"order.number": number, **said, **{k.replace("__", "."): v for k, v in values.items()}}
    return json.dumps({
        "format": "asp-check-piece/1", "role": role, "signed": True, "values": whole,
    }).encode()  # fmt: skip


def put(root: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return buffer.getvalue()


AVANCE = {"avance.json": request(), "bdc.data.json": piece("bdc")}


def judged(
    run: Run, *args: str, code: int | None = None, as_of: str = "2025-06-01"
) -> dict[str, Any]:
    done = run("dossier", "--as-of", as_of, "--format", "json", *args)
    assert code is None or done.code == code, done
    found: dict[str, Any] = json.loads(done.out)
    return found


def rules(dossier: Mapping[str, Any], family: str = "D") -> list[str]:
    return sorted(f["rule"] for f in dossier["findings"] if f["rule"].startswith(family))


def taken(dossier: Mapping[str, Any]) -> dict[str, str]:
    return {file["path"].replace(os.sep, "/"): file["taken"] for file in dossier["files"]}


# --- One dossier


def test_a_folder(run: Run, folder: Path) -> None:
    put(folder / "d", AVANCE)
    (found,) = judged(run, "d")["dossiers"]
    assert (found["name"].replace(os.sep, "/"), found["kind"]) == ("d/avance.json", "avance")
    assert found["dispositif"] == "HOP-DPI-Va2"
    assert found["orders"] == [
        {"number": "BDC-2025-0117", "beneficiaries": [{"kind": "FINESS", "number": "2B0000020"}]}
    ]
    assert taken(found) == {"d/avance.json": "request", "d/bdc.data.json": "bdc"}
    assert {row["concept"] for row in found["matrix"]} >= {"client.finess", "amount.excl_tax"}
    assert not rules(found)
    assert rules(found, "X") == []


def test_a_difference_is_seen_with_both_places(run: Run, folder: Path) -> None:
    put(folder / "d", {**AVANCE, "bdc.data.json": piece("bdc", amount__excl_tax="48 500,01 €")})
    (found,) = judged(run, "d", code=1)["dossiers"]
    (finding,) = [f for f in found["findings"] if f["rule"] == "X104"]
    assert finding["path"].endswith("avance.json")
    assert [place["path"].replace(os.sep, "/") for place in finding["related"]] == [
        "d/bdc.data.json"
    ]
    cells = next(row["cells"] for row in found["matrix"] if row["concept"] == "amount.excl_tax")
    assert [cell["state"] for cell in cells] == ["given", "different"]


@pytest.mark.parametrize(
    "arrangement",
    [
        {"avance.json": request(), "pieces.zip": zipped({"bdc.data.json": piece("bdc")})},
        {"avance.json": request(), "pieces/un/bdc.data.json": piece("bdc")},
        {"json/avance.json": request(), "pieces/p.zip": zipped({"bdc.data.json": piece("bdc")})},
        {"tout.zip": zipped(AVANCE)},
        {"tout.zip": zipped({f"client/{name}": data for name, data in AVANCE.items()})},
        {"avance.json": request(), "tout.zip": zipped(AVANCE)},
    ],
)
def test_any_arrangement(run: Run, folder: Path, arrangement: Mapping[str, bytes]) -> None:
    put(folder / "d", arrangement)
    (found,) = judged(run, "d")["dossiers"]
    assert "bdc" in taken(found).values()
    assert not rules(found, "X")
    assert set(rules(found)) <= {"D202"}


def test_a_json_and_its_zip_as_two_arguments(run: Run, folder: Path) -> None:
    put(
        folder,
        {
            "avance.json": request(),
            "x/p.zip": zipped({"bdc.data.json": piece("bdc")}),
            "y/bdc.data.json": piece("bdc"),
        },
    )
    for args in (
        ("avance.json", "x/p.zip"),
        ("x/p.zip", "avance.json"),
        ("avance.json", "y"),
        ("avance.json", "y/bdc.data.json"),
    ):
        (found,) = judged(run, *args)["dossiers"]
        assert "bdc" in taken(found).values()


def test_a_role_that_is_stated(run: Run, folder: Path) -> None:
    put(folder, {"d/avance.json": request(), "ailleurs/bdc.data.json": piece("bdc")})
    (found,) = judged(run, "d", "--bdc", "ailleurs/bdc.data.json")["dossiers"]
    (file,) = [f for f in found["files"] if f["taken"] == "bdc"]
    assert file["stated"] is True


def test_the_same_file_twice_is_one_piece(run: Run, folder: Path) -> None:
    put(
        folder / "d",
        {
            **AVANCE,
            "copie/bdc.data.json": piece("bdc"),
            "p.zip": zipped({"bdc.data.json": piece("bdc")}),
        },
    )
    (found,) = judged(run, "d")["dossiers"]
    assert sorted(taken(found).values()) == ["archive", "bdc", "copy", "copy", "request"]
    assert "D203" not in rules(found)


def test_two_orders_signed_for_one(run: Run, folder: Path) -> None:
    put(folder / "d", {**AVANCE, "v2.data.json": piece("bdc", order__date="2025-01-01")})
    (found,) = judged(run, "d")["dossiers"]
    assert rules(found) == ["D203"]


def test_what_is_superfluous_is_named(run: Run, folder: Path) -> None:
    put(
        folder / "d",
        {**AVANCE, ".DS_Store": b"x", "lisez-moi.txt": b"x", "VA.data.json": piece("va")},
    )
    (found,) = judged(run, "d")["dossiers"]
    assert rules(found) == ["D205", "D205", "D205"]
    assert {f["severity"] for f in found["findings"] if f["rule"] == "D205"} == {"info"}


def test_pieces_without_their_json(run: Run, folder: Path) -> None:
    put(folder / "d", {"bdc.data.json": piece("bdc")})
    found = judged(run, "d", code=1)
    assert rules(found["dossiers"][0]) == ["D201"]
    assert found["dossiers"][0]["kind"] is None


def test_the_pilots_have_no_json(run: Run, folder: Path) -> None:
    deployments = {
        f"{n}/{role}.data.json": piece(role, f"P-{n}")
        for n in (1, 2, 3)
        for role in ("pilot", "invoice", "bdc")
    }
    put(folder / "p", deployments)
    (found,) = judged(run, "p", code=0)["dossiers"]
    assert (found["kind"], rules(found)) == ("pilotes", [])
    (folder / "p" / "2" / "invoice.data.json").unlink()
    (found,) = judged(run, "p", code=1)["dossiers"]
    assert rules(found) == ["D208"]
    assert "P-2" in found["findings"][0]["message"]


def test_a_balance_never_asks_for_the_pilots(run: Run, folder: Path) -> None:
    solde = {
        "solde.json": request("solde"),
        "bdc.data.json": piece("bdc"),
        "va.data.json": piece("va"),
        "f.data.json": piece("invoice"),
    }
    put(folder / "d", solde)
    (found,) = judged(run, "d")["dossiers"]
    assert not [f for f in found["findings"] if "pilot" in f["message"].lower()]
    put(folder / "d", {"pv.data.json": piece("pilot")})
    (found,) = judged(run, "d")["dossiers"]
    assert rules(found) == ["D205"]


# --- The archive


@pytest.mark.parametrize(
    ("data", "rule", "code"),
    [
        (zipped({"bdc.data.json": piece("bdc")})[:-10], "D101", 1),
        (b"Rar!\x1a\x07\x00", "D101", 1),
        (b"", "D101", 1),
        (zipped({"../bdc.data.json": piece("bdc")}), "D106", None),
        (zipped({"bdc.data.json": piece("bdc"), "p.zip": zipped(AVANCE)}), "D104", None),
        (zipped({"bdc.data.json": piece("bdc"), "bombe.pdf": bytes(40 << 20)}), "D108", 3),
        (b"MZ" + zipped({"bdc.data.json": piece("bdc")}), "D111", None),
    ],
)
def test_what_is_wrong_with_the_zip(
    run: Run, folder: Path, data: bytes, rule: str, code: int | None
) -> None:
    put(folder / "d", {"avance.json": request(), "p.zip": data})
    (found,) = judged(run, "d", code=code)["dossiers"]
    assert rule in rules(found)
    # What may be in it is not said to be missing.
    if rule == "D101":
        assert "X501" not in rules(found, "X")


def test_a_broken_zip_does_not_stop_the_others(run: Run, folder: Path) -> None:
    put(folder / "d/1", {"avance.json": request(), "p.zip": b"PK\x03\x04"})
    put(
        folder / "d/2",
        {
            "avance.json": request(number="BDC-2", finess="2B0005342"),
            "bdc.data.json": piece("bdc", "BDC-2", client__finess="2B0005342"),
        },
    )
    found = judged(run, "d", code=1)
    assert found["dossiers"][0]["verdict"] == "nonconform"
    assert not rules(found["dossiers"][1])


def test_an_extension_in_capitals_and_a_rar(run: Run, folder: Path) -> None:
    put(
        folder / "d",
        {
            "AVANCE.JSON": request(),
            "P.ZIP": zipped({"BDC.JSON": piece("bdc")}),
            "autre.rar": b"Rar!\x1a\x07\x00",
        },
    )
    (found,) = judged(run, "--template", "hop-dpi-va2/avance", "d", code=1)["dossiers"]
    assert rules(found) == ["D101"]
    assert taken(found)["d/P.ZIP/BDC.JSON"] == "bdc"


# --- Several requests


def test_several_requests_of_one_client_share_their_pieces(run: Run, folder: Path) -> None:
    files = {
        "avance.json": request(), "solde.json": request("solde"), "bdc.data.json": piece("bdc"),
        "va.data.json": piece("va"), "f.data.json": piece("invoice"),
    }  # fmt: skip
    put(folder / "d", files)
    found = judged(run, "d")
    avance, solde = found["dossiers"]
    assert sorted(taken(avance).values()) == ["bdc", "request"]
    assert sorted(taken(solde).values()) == ["bdc", "invoice", "request", "va"]
    assert solde["avance"].replace(os.sep, "/") == "d/avance.json"
    assert found["across"] == []


def why(dossier: Mapping[str, Any], rule: str) -> tuple[str, str]:
    (entry,) = [entry for entry in dossier["not_run"] if entry["rule"] == rule]
    return entry["kind"], entry["reason"]


def test_an_advance_beside_its_balance_was_deposited_before(run: Run, folder: Path) -> None:
    put(folder / "d", {"avance.json": request(), "solde.json": request("solde")})
    late = "2030-01-01"
    avance, solde = judged(run, "d", as_of=late)["dossiers"]
    assert {"X501", "R203"}.isdisjoint(rules(avance, ""))
    for rule in ("X501", "R203"):
        assert why(avance, rule)[0] == "not-applicable"
        assert "déjà déposée" in why(avance, rule)[1]
    assert avance["ignored"] == {}
    assert "ignore" not in judged(run, "d", as_of=late)["options"]
    assert "X501" in rules(solde, "X")
    (folder / "d/solde.json").unlink()
    assert {"X501", "R203"} <= set(rules(judged(run, "d", as_of=late)["dossiers"][0], ""))


def test_what_the_user_ignores_of_a_deposited_advance_is_said_to_be_ignored(
    run: Run, folder: Path
) -> None:
    put(folder / "d", {"avance.json": request(), "solde.json": request("solde")})
    found = judged(run, "d", "--ignore", "R203")
    assert "--ignore" in why(found["dossiers"][0], "R203")[1]
    assert found["options"]["ignore"] == ["R203"]


def test_the_nearest_advance_wins(run: Run, folder: Path) -> None:
    """Two clients of one run, and orders that have the same number."""
    less = request().replace(b"48500.00", b"48000.00")
    put(folder / "d/A", {"avance.json": less, "solde.json": request("solde")})
    put(folder / "d/B", {"avance.json": request(), "lot/solde.json": request("solde")})
    for args in (("d",), ("d/A", "d/B"), ("d/B/lot/solde.json", "d/A", "d/B/avance.json")):
        found = judged(run, *args)
        balances = {
            one["name"].replace(os.sep, "/"): one
            for one in found["dossiers"]
            if one["kind"] == "solde"
        }
        for name, avance, above in (
            ("d/A/solde.json", "d/A/avance.json", True),
            ("d/B/lot/solde.json", "d/B/avance.json", False),
        ):
            assert balances[name]["avance"].replace(os.sep, "/") == avance
            assert ("X603" in rules(balances[name], "X")) is above


def test_of_two_advances_as_near_as_each_other_none_is_chosen(run: Run, folder: Path) -> None:
    for name in ("avance/1/avance.json", "avance/2/avance.json"):
        put(folder / "d", {name: request()})
    put(folder / "d", {"solde/solde.json": request("solde")})
    found = judged(run, "d")["dossiers"]
    solde = next(one for one in found if one["kind"] == "solde")
    assert solde["avance"] is None
    for rule in ("X601", "X602", "X603"):
        assert why(solde, rule)[0] == "piece-not-given"
        assert "plusieurs demandes d’avance" in why(solde, rule)[1]
    alone = judged(run, "d/solde")["dossiers"][0]
    assert "n’est pas donnée" in why(alone, "X603")[1]
    told = judged(run, "d", "--avance", "d/avance/1/avance.json")["dossiers"]
    assert next(one for one in told if one["kind"] == "solde")["avance"]


def test_a_flat_folder_of_many(run: Run, folder: Path) -> None:
    files: dict[str, bytes] = {}
    for n in range(1, 5):
        files[f"avance-{n}.json"] = request(number=f"BDC-2025-000{n}", finess=f"83010128{n}")
        files[f"{'scan' if n == 3 else f'BDC-2025-000{n}'}.data.json"] = piece(
            "bdc", f"BDC-2025-000{n}", client__finess=f"83010128{n}"
        )
    files["scan2.data.json"] = piece("bdc", "BDC-2024-9999")
    put(folder / "d", files)
    found = judged(run, "d")
    assert len(found["dossiers"]) == 4
    for one in found["dossiers"]:
        assert sorted(taken(one).values()) == ["bdc", "request"], one["name"]
    assert [(one["rule"], one["path"].replace(os.sep, "/")) for one in found["across"]] == [
        ("D211", "d/scan2.data.json")
    ]


def test_one_beneficiary_and_two_orders(run: Run, folder: Path) -> None:
    for n in (1, 2):
        put(
            folder / f"d/{n}",
            {"avance.json": request(number=f"B-{n}"), "bdc.data.json": piece("bdc", f"B-{n}")},
        )
    found = judged(run, "d", code=1)
    assert [one["rule"] for one in found["across"]] == ["D301"]
    assert found["verdict"] == "nonconform"
    text = run("dossier", "--as-of", "2025-06-01", "d").out
    assert "ensemble, non conforme" in text.splitlines()[-1]


def test_two_versions_warn(run: Run, folder: Path) -> None:
    put(folder / "d", {**AVANCE, "avance-v2.json": request().replace(b"48500.00", b"48500.10")})
    found = judged(run, "d")
    assert [(one["rule"], one["severity"]) for one in found["across"]] == [("D302", "warning")]
    assert "récente" in found["across"][0]["message"]


def test_the_order_is_the_same_whatever_the_jobs(run: Run, folder: Path) -> None:
    for n in range(25):
        put(
            folder / f"d/{n:02}",
            {
                "avance.json": request(number=f"B-{n}", finess=f"{n:09}"),
                "bdc.data.json": piece("bdc", f"B-{n}"),
            },
        )
    for form in ("json", "text", "html"):
        args = ("dossier", "--as-of", "2025-06-01", "--format", form, "d")
        assert run(*args) == run(*args, "--jobs", "2")


def test_many_are_told_by_cause(run: Run, folder: Path) -> None:
    for n in range(21):
        put(folder / f"d/{n:02}", {"avance.json": request(number=f"B-{n}", finess=f"{n:09}")})
    done = run("dossier", "--as-of", "2025-06-01", "d")
    assert done.code == 1
    assert done.out.startswith("Causes, sur 21 dossiers\n")
    assert "21 dossiers : 21 non conformes" in done.out
    assert "X501" in done.out


# --- Use


@pytest.mark.parametrize(
    "args", [(), ("-",), ("rien.json",), ("rien",), ("--kind", "x", "d"), ("--avance", "rien", "d")]
)
def test_wrong_use(run: Run, folder: Path, args: tuple[str, ...]) -> None:
    put(folder / "d", {"solde.json": request("solde")})
    done = run("dossier", *args)
    assert done.code == 2
    assert done.err.startswith("asp-check: ")


def test_an_empty_folder_is_wrong_use_and_the_others_are_checked(run: Run, folder: Path) -> None:
    folder.joinpath("vide").mkdir()
    put(folder / "d", AVANCE)
    done = run("dossier", "--as-of", "2025-06-01", "vide", "d")
    assert done.code == 2
    assert "d/avance.json" in done.out.replace(os.sep, "/")


def test_the_report_goes_to_a_file_and_is_not_part_of_the_dossier(run: Run, folder: Path) -> None:
    put(folder / "d", AVANCE)
    args = (
        "dossier",
        "--as-of",
        "2025-06-01",
        "--format",
        "html",
        "--output",
        "d/rapport.html",
        "d",
    )
    assert not run(*args).out
    first = folder.joinpath("d/rapport.html").read_bytes()
    run(*args)
    assert folder.joinpath("d/rapport.html").read_bytes() == first


@pytest.mark.parametrize("name", ["avance.json", "bdc.data.json"])
def test_no_file_of_the_dossier_is_written_over(run: Run, folder: Path, name: str) -> None:
    put(folder / "d", AVANCE)
    done = run("dossier", "--output", f"d/{name}", f"d/{name}", "d/avance.json")
    assert done.code == 2
    assert folder.joinpath("d", name).read_bytes() == AVANCE[name]


def test_nothing_of_the_dossier_is_changed(run: Run, folder: Path) -> None:
    put(folder / "d", {**AVANCE, "p.zip": zipped(AVANCE)})
    before = {path: path.read_bytes() for path in sorted((folder / "d").rglob("*"))}
    run("dossier", "d")
    assert {path: path.read_bytes() for path in sorted((folder / "d").rglob("*"))} == before


def test_values_are_hidden(run: Run, folder: Path) -> None:
    put(folder / "d", {**AVANCE, "bdc.data.json": piece("bdc", amount__excl_tax="48 500,01 €")})
    for form in ("text", "json", "html"):
        done = run("dossier", "--as-of", "2025-06-01", "--format", form, "--mask", "--full", "d")
        assert "2B0000020" not in done.out, form
        assert "48500" not in done.out, form


def test_english(run: Run, folder: Path) -> None:
    put(folder / "d", AVANCE)
    done = run("dossier", "--as-of", "2025-06-01", "--lang", "en", "d")
    assert "purchase order (BDC)" in done.out
    assert "advance dossier" in done.out


def test_rules_are_selected_and_ignored(run: Run, folder: Path) -> None:
    put(folder / "d", {**AVANCE, ".DS_Store": b"", "x.txt": b"x"})
    assert rules(judged(run, "--ignore", "D205", "d")["dossiers"][0]) == []
    found = judged(run, "--ignore", "D205", "d")["dossiers"][0]
    assert found["ignored"]["D205"] == 2


def test_the_family_may_be_selected(run: Run, folder: Path) -> None:
    put(folder / "d", AVANCE)
    assert judged(run, "--select", "D", "d")["dossiers"][0]["posed"] >= 10


def test_strict(run: Run, folder: Path) -> None:
    put(folder / "d", {**AVANCE, "v2.data.json": piece("bdc", order__date="2025-01-01")})
    assert judged(run, "--strict", "d")["dossiers"][0]["verdict"] == "nonconform"


def test_a_fault_of_ours_is_named_and_the_request_is_still_judged(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError

    put(folder / "d", AVANCE)
    monkeypatch.setattr("asp_check.assembling.assemble", fail)
    (found,) = judged(run, "d", code=3)["dossiers"]
    assert [entry["kind"] for entry in found["not_run"] if entry["rule"] == "D"] == ["crash"]
    assert found["template"] is not None


def test_a_file_that_the_system_refuses_does_not_stop_the_dossier(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = files.read

    def refused(path: str, **limits: Any) -> Any:
        if path.endswith("secret.pdf"):
            raise UsageError("non", "no")
        return read(path, **limits)

    put(folder / "d", {**AVANCE, "secret.pdf": b"%PDF-1.7"})
    monkeypatch.setattr(files, "read", refused)
    (found,) = judged(run, "d")["dossiers"]
    assert taken(found)["d/secret.pdf"] == "unreadable"
    assert taken(found)["d/bdc.data.json"] == "bdc"
    assert rules(found, "X") == ["X503"]
    assert "D207" not in rules(found)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("kind", ["pipe", "folder", "link"])
@pytest.mark.parametrize("name", ["VA.pdf", "VA.zip", "VA"])
def test_what_bears_the_name_of_a_piece_and_is_no_file_is_told(
    run: Run, folder: Path, kind: str, name: str
) -> None:
    if kind == "folder" and name != "VA.pdf":
        return
    put(folder / "d", AVANCE)
    path = folder / "d" / name
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("rien.pdf")
    (found,) = judged(run, "d", code=3)["dossiers"]
    assert taken(found)[f"d/{name}"] == "unreadable"
    assert rules(found, "X") == ["X503"]
    assert rules(found) == []
    (told,) = [f["message"] for f in found["findings"] if f["rule"] == "X503"]
    assert "n'est pas un fichier" in told
    (file,) = [f for f in found["files"] if f["path"].endswith(name)]
    assert file["sha256"] is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_among_pilots_is_told(run: Run, folder: Path) -> None:
    put(folder / "p", {
        f"{role} {n}.data.json": piece(role, f"P-{n}") for n in (1, 2, 3) for role in ("pilot", "invoice", "bdc")
    })  # fmt: skip
    os.mkfifo(folder / "p" / "VA.pdf")
    (found,) = judged(run, "p", code=3)["dossiers"]
    assert rules(found) == ["D206"]


@pytest.mark.parametrize("packed", [False, True])
def test_an_extra_file_that_cannot_be_read_leaves_the_verdict_open(
    run: Run, folder: Path, packed: bool
) -> None:
    extra = {"scan.pdf": b"%PDF-1.7 nothing"}
    put(folder / "d", {**AVANCE, **({"p.zip": zipped(extra)} if packed else extra)})
    (found,) = judged(run, "d", code=3)["dossiers"]
    assert found["verdict"] == "inconclusive"
    assert why(found, "X503")[0] == "unreadable"
    # Who says which file is the purchase order says that no other is.
    assert judged(run, "d", "--bdc", "d/bdc.data.json")["verdict"] == "conform"
    if not packed:
        assert judged(run, "d", "--pilot", "d/scan.pdf")["verdict"] == "conform"
        assert judged(run, "d", "--bdc", "d/scan.pdf")["verdict"] == "inconclusive"


def test_hostile_names(run: Run, folder: Path) -> None:
    if os.name == "nt":
        pytest.skip("such names cannot be")
    put(folder / "d", AVANCE)
    for name in (
        b"\x1b[2J.pdf",
        b"caf\xe9.pdf",
        b"<img src=x>.pdf",
        b"a\nb.pdf",
        "VA\u202efdp.pdf".encode(),
    ):
        Path(os.fsdecode(bytes(folder / "d") + b"/" + name)).write_bytes(b"%PDF-1.7 x")
    for form in ("text", "json", "html"):
        out = run("dossier", "--format", form, "d").out
        assert not {"\x1b", "\u202e"} & set(out)
        assert form != "html" or "<img" not in out


def test_a_pdf_that_is_none(run: Run, folder: Path) -> None:
    put(
        folder / "d",
        {**AVANCE, "VA.pdf": b"%PDF-1.7 nothing", "vide.pdf": b"", "photo.jpg": b"\xff\xd8\xff"},
    )
    (found,) = judged(run, "d")["dossiers"]
    states = taken(found)
    assert states["d/VA.pdf"] in {"unreadable", "unrecognised"}
    assert "D207" in rules(found)


def test_the_json_report_is_as_published(run: Run, folder: Path) -> None:
    import jsonschema

    put(
        folder / "d",
        {**AVANCE, "p.zip": zipped({"../x.pdf": b"x"}), "q/bdc.data.json": piece("bdc", "Z")},
    )
    jsonschema.Draft202012Validator(dossier_schema.schema()).validate(judged(run, "d"))


def test_it_runs_by_itself(process: Process, folder: Path) -> None:
    put(folder / "d", AVANCE)
    done = process("dossier", "--as-of", "2025-06-01", "d")
    assert done.returncode in {0, 3}, done
    assert not done.stderr


LISTS = Path(__file__).parents[2] / "samples/dossiers/hop-dpi-va2/solde/ok/one-pdf"


def test_a_copy_that_the_request_lists_is_there(run: Run, folder: Path) -> None:
    put(folder / "d", {path.name: path.read_bytes() for path in LISTS.iterdir()})
    put(folder / "d", {"VA-2025-0117.pdf": next(LISTS.glob("*.pdf")).read_bytes()})
    args = ("d", "--template", str(LISTS.parents[5] / "schemas/hop-dpi-va2/solde/initial"))
    (found,) = judged(run, *args)["dossiers"]
    assert "copy" in taken(found).values()
    told = [f["message"].split("\xa0")[1] for f in found["findings"] if f["rule"] == "X504"]
    assert told == ["BDC-2025-0117.pdf", "F2025-10-0456.pdf"]


def test_the_files_that_the_request_lists_are_looked_for(run: Run) -> None:
    """All pieces are in one PDF here, and the request lists one file for each."""
    (found,) = judged(run, str(LISTS), as_of="2025-12-01")["dossiers"]
    told = [f for f in found["findings"] if f["rule"] == "X504"]
    assert [f["message"].split("\xa0")[1] for f in told] == [
        "BDC-2025-0117.pdf", "VA-2025-0117.pdf", "F2025-10-0456.pdf"
    ]  # fmt: skip
    assert {f["severity"] for f in told} == {"warning"}
    assert found["verdict"] == "conform"
