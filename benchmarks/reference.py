"""Measures how reference data is loaded and looked up, and prints Markdown.

    pip install -e '.[xlsx]'
    python benchmarks/reference.py            # about two minutes
    python benchmarks/reference.py 20000      # so many establishments

The files are made up, the same at each run, in the shapes in which the data is published.  Each load
runs in a process of its own, whose memory is what is reported.  Nothing goes to the network.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook

import asp_check
from asp_check.facts import Finess
from asp_check.reference import load
from asp_check.reference.settings import ReferenceFile

ROWS = 110_000
ROUNDS = 5
LOOKUPS = 200_000

_CATEGORIES = (
    ("355", "Centre Hospitalier (C.H.)", "1102", "Centres Hospitaliers"),
    ("500", "Etablissement d'hébergement pour personnes âgées dépendantes", "4401", "Personnes âgées"),
    ("620", "Pharmacie d'Officine", "3201", "Commerce de biens à usage médicaux"),
    ("611", "Laboratoire de Biologie Médicale", "3101", "Laboratoires"),
    ("124", "Centre de Santé", "2204", "Autres établissements de soins"),
)  # fmt: skip
_NAMES = ("RÉSIDENCE LES LILAS", "CH DE LA VALLÉE", "PHARMACIE DU MARCHÉ", "SSIAD L'ŒUVRE")
_QUOTED = "CLINIQUE ; DU PARC"


def finess(number: int) -> str:
    """A made-up FINESS number, each number once.

    >>> finess(0), finess(109_999)
    ('010000000', '850011570')
    """
    return f"{number % 95 + 1:02d}{number // 95 * 10:07d}"


def establishments(rows: int) -> Iterator[list[str]]:
    """So many rows of the extract of before May 2026: 32 columns, no headers."""
    for number in range(rows):
        name = _NAMES[number % len(_NAMES)] if number % 50 else _QUOTED
        year, month, day = 1950 + number % 75, number % 12 + 1, number % 28 + 1
        opened = f"{year}-{month:02d}-{day:02d}"
        yield [
            "structureet", finess(number), finess(number // 3 * 3 + 500_000), f"{name} {number}",
            f"{name} ET SES SERVICES DE SOINS DE PROXIMITÉ {number}", "", "", str(number % 300),
            "R", "DE LA RÉPUBLIQUE", "", f"BP {number % 90}", f"{number % 600:03d}", "01", "AIN",
            f"{number % 95:02d}000 VILLE-SUR-RIVIÈRE", "0400000000", "",
            *_CATEGORIES[number % len(_CATEGORIES)], f"{number:014d}", "8610Z", "03",
            "ARS établissements Publics de santé dotation globale", "1",
            "Etablissement public de santé", opened, opened, "2024-02-05", "",
        ]  # fmt: skip


def write_extract(path: Path, rows: int) -> None:
    """The extract of the establishments."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(["finess", "etalab", "98", "2026-05-12"])
        writer.writerows(establishments(rows))


def write_table(path: Path, rows: int) -> None:
    """A table with headers: the columns that matter."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["N° FINESS ET", "N° FINESS EJ", "Raison sociale", "Catégorie", "Date ouverture"])  # fmt: skip
        writer.writerows([r[1], r[2], r[3], r[18], r[28]] for r in establishments(rows))


def write_structures(path: Path, rows: int) -> None:
    """The JSON published since 2026: a legal entity for each three sites, with addresses and events."""
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=6) as file:
        file.write(
            '{\n  "schemaVersion" : "v1.0.0",\n  "generatedAt" : "2026-10-01T02:00:00Z",\n  "pmej" : [ '
        )
        for number in range(0, rows, 3):
            file.write(", " if number else "")
            file.write(
                json.dumps(_entity(number, min(3, rows - number)), indent=2, ensure_ascii=False)
            )
        file.write(" ]\n}\n")


def _entity(number: int, sites: int) -> dict[str, object]:
    return {
        "informationsGeneralesPMEJ": {
            "pmSmsseId": str(number), "codeApe": "86.10Z", "dateCreation": "2001-01-01",
            "denominationLonguePmSmsse": f"CENTRE HOSPITALIER DE LA VALLÉE {number}",
            "denominationPm": f"CH DE LA VALLÉE {number}",
            "numFinessPm": finess(number + 500_000), "siren": f"{number:09d}",
            "statutJuridique": "13", "typePersonneMorale": "01",
        },
        **_common(number),
        "ege": [
            {
                "informationsGeneralesEGE": {
                    "egeId": str(site), "dateOuverture": "1956-11-16",
                    "datePremiereAutorisation": "1956-11-16", "nomEgeCourt": f"CH {site}",
                    "nomEgeLong": f"CENTRE HOSPITALIER {site}", "numFinessEge": finess(site),
                    "espic": ["0"], "siret": f"{site:014d}",
                },
                "categorieentiteGeographiqueExercice": "355", "modefixationtarifaire": "07",
                "typeBudget": ["01"], **_common(site), "roleEge": [],
            }
            for site in range(number, number + sites)
        ],
    }  # fmt: skip


def _common(number: int) -> dict[str, object]:
    return {
        "adresse": [{
            "usageAdresse": "03", "numeroVoie": str(number % 90), "typeVoie": "AV",
            "libelleVoie": "DE LA RÉPUBLIQUE", "cogCommune": "01053", "codePostal": "01000",
            "ligneAcheminement": "BOURG EN BRESSE", "ligneQuatre": "AVENUE DE LA RÉPUBLIQUE",
            "coordonneesGeographique": {
                "coordonneeX": f"65704{number}.61", "coordonneeY": "873766.07",
                "directionLatitude": "46.211257", "directionLongitude": "5.254203",
                "cleInInteropBAN": f"01053_{number}_00062", "scoreBAN": "0.9723536363636361",
            },
        }],
        "contact": [{"typeContact": {"roleContact": "01"}, "telecom": {"telephone": "0400000000"}}],
        "engagement": [],
        "evenement": [
            {
                "evenementId": str(number * 2 + event), "dateEnregistrement": "2023-03-15 11:21:01",
                "dateEvenement": "1956-11-16", "etatObjet1": "003",
                "identifiantObjet1": str(number), "systemeMaitre": "01", "typeObjet1": "EG",
                "codeEvenement": "003",
            }
            for event in range(2)
        ],
        "etatObjet": "A",
        "dateDerniereMaj": "2021-10-18 00:00:00",
    }  # fmt: skip


def write_workbook(path: Path, rows: int) -> None:
    """A fifth of that table as a workbook: openpyxl takes its time."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Etablissements")
    sheet.append(["N° FINESS ET", "N° FINESS EJ", "Raison sociale", "Catégorie", "Date ouverture"])
    for row in establishments(rows // 5):
        sheet.append([row[1], row[2], row[3], row[18], row[28]])
    book.save(path)


# --- Measuring


def loaded(path: Path) -> tuple[float, float, int]:
    """Seconds of the fastest load, megabytes of the largest, and the rows that were found."""
    seconds, megabytes, rows = [], [], 0
    for _ in range(ROUNDS):
        done = subprocess.run(
            [sys.executable, __file__, "--load", str(path)],
            capture_output=True,
            check=True,
            text=True,
        )
        taken, peak, rows = json.loads(done.stdout)
        seconds.append(taken)
        megabytes.append(peak)
    return min(seconds), max(megabytes), rows


def load_one(path: str) -> None:
    """Load a file in this process, and print what it took."""
    start = time.perf_counter()
    finess_data = load("finess", ReferenceFile(path))
    taken = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([taken, peak, finess_data.origin.rows]))


def lookup(path: Path) -> float:
    """Nanoseconds of one look-up, known and unknown numbers in turn."""
    data = load("finess", ReferenceFile(str(path)))
    if not isinstance(data, Finess):
        raise TypeError
    numbers = [finess(n * 7919 % ROWS) if n % 2 else f"99{n:07d}" for n in range(LOOKUPS)]
    find = data.by_number.get
    start = time.perf_counter()
    for number in numbers:
        find(number)
    return (time.perf_counter() - start) / LOOKUPS * 1e9


def main(argv: Sequence[str] | None = None) -> int:
    """Make the files, measure, print."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    if arguments[:1] == ["--load"]:
        load_one(arguments[1])
        return 0
    rows = int(arguments[0]) if arguments else ROWS
    shapes = {
        "extract of before May 2026": ("extract.csv", write_extract),
        "table with headers": ("table.csv", write_table),
        "JSON published since (gzip)": ("structures.json.gz", write_structures),
        "table with headers, XLSX": ("table.xlsx", write_workbook),
    }
    print(
        f"asp-check {asp_check.__version__}; {platform.python_implementation()} "
        f"{platform.python_version()}, {platform.system()}; {os.cpu_count()} processors\n"
    )
    print("| FINESS directory | size | rows | load | peak memory |")
    print("| --- | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory(prefix="asp-check-bench-") as folder:
        for name, (file, write) in shapes.items():
            path = Path(folder) / file
            write(path, rows)
            seconds, peak, found = loaded(path)
            size = path.stat().st_size / 1e6
            print(
                f"| {name} | {size:.1f} MB | {found:,} | {seconds:.2f} s | {peak:.0f} MB |",
                flush=True,
            )
        print(f"\nOne look-up: {lookup(Path(folder) / 'table.csv'):.0f} ns.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
