"""Makes the models and files that the benchmarks measure; nothing here is taken from anyone.

Each function is deterministic: two runs measure the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

Values = dict[str, object]

ORDER: dict[str, tuple[str, str]] = {
    # key: (literal of the blank, literal of the file; {n} is the number of the order)
    "numeroCommande": ('""', '"BDC-2025-{n:06d}"'),
    "dateSignature": ('""', '"2025-03-14"'),
    "finessGeographique": ('""', '"2B0000020"'),
    "finessJuridique": ('""', '"2A0000170"'),
    "siret": ('""', '"35600000000048"'),
    "raisonSociale": ('""', '"Centre hospitalier n° {n}"'),
    "adresse": ('""', '"12 rue de la République"'),
    "codePostal": ('""', '"20200"'),
    "commune": ('""', '"Bastia"'),
    "nomSignataire": ('""', '"Casanova"'),
    "prenomSignataire": ('""', '"Laetitia"'),
    "fonctionSignataire": ('""', '"Directrice générale adjointe"'),
    "adresseMssante": ('""', '"direction@ch-{n}.mssante.fr"'),
    "prestation": ('""', '"vague 1 + vague 2"'),
    "montantHT": ("0.00", "41000.00"),
    "tauxTVA": ("0.00", "20.00"),
    "montantTVA": ("0.00", "8200.00"),
    "montantTTC": ("0.00", "49200.00"),
    "nombreLits": ("0", "312"),
    "scenarioMultiEtablissements": ("false", "true"),
    "scenarioDmp": ("false", "true"),
    "scenarioMss": ("false", "false"),
    "scenarioIns": ("false", "true"),
    "sousConditionDeReferencement": ("false", "false"),
    "mentionPriseEnCharge": ("false", "true"),
    "commentaire": ('""', '"Déploiement sur trois sites, reprise des données comprise."'),
}


def record(keys: Iterator[tuple[str, tuple[str, str]]], indent: int, n: int | None) -> str:
    """One object with these members, as the blank shows it (``n`` is None) or filled."""
    margin = " " * indent
    lines = [
        f'{margin}  "{key}": {blank if n is None else filled.format(n=n)}'
        for key, (blank, filled) in keys
    ]
    return "{\n" + ",\n".join(lines) + f"\n{margin}}}"


def sections(slots: int, n: int | None) -> bytes:
    """A model of so many slots in nested sections of ten, blank or filled."""
    names = cycle(ORDER.items())
    parts = []
    for start in range(0, slots, 10):
        body = record(islice(names, min(10, slots - start)), 2, n)
        parts.append(f'  "partie{start // 10 + 1}": {body}')
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def orders(count: int | None) -> bytes:
    """A request with so many orders of about 1 KB each; ``None`` is the blank."""
    head = '""' if count is None else '"Éditeur Santé"'
    if count is None:
        elements = [record(iter(ORDER.items()), 4, None)]
    else:
        elements = [record(iter(ORDER.items()), 4, n) for n in range(count)]
    body = ",\n".join(f"    {element}" for element in elements)
    return f'{{\n  "fournisseur": {head},\n  "commandes": [\n{body}\n  ]\n}}\n'.encode()


def write_template(folder: Path, blank: bytes) -> Path:
    """A template folder: the blank, and a manifest that says nothing but what it must."""
    folder.mkdir(parents=True)
    (folder / "blank.json").write_bytes(blank)
    (folder / "manifest.toml").write_text(
        'format = "asp-check-template/1"\n'
        'dispositif = "BENCH"\n'
        'request = "avance"\n'
        'status = "reference"\n'
        "[blank]\n"
        f'sha256 = "{hashlib.sha256(blank).hexdigest()}"\n',
        encoding="utf-8",
        newline="\n",
    )
    return folder


def _rename(text: str) -> str:
    return text.replace('"montantHT"', '"montantHt"')


def _remove(text: str) -> str:
    return text.replace('      "siret": "35600000000048",\n', "")


def _retype(text: str) -> str:
    return text.replace("41000.00", '"41000.00"')


def _nullify(text: str) -> str:
    return text.replace('"Bastia"', "null")


def _drop_comma(text: str) -> str:
    return text.replace('"20200",', '"20200"')


def _quote_singly(text: str) -> str:
    return text.replace('"Casanova"', "'Casanova'")


def _python_literal(text: str) -> str:
    return text.replace("true", "True", 1)


def _decimal_comma(text: str) -> str:
    return text.replace("8200.00", "8200,00")


def _add(text: str) -> str:
    return text.replace('      "siret"', '      "siren": "356000000",\n      "siret"')


def _repeat(text: str) -> str:
    line = '      "codePostal": "20200",\n'
    return text.replace(line, line * 2)


FAULTS: tuple[Callable[[str], str], ...] = (
    _rename, _remove, _retype, _nullify, _drop_comma,
    _quote_singly, _python_literal, _decimal_comma, _add, _repeat,
)  # fmt: skip


def with_faults(count: int) -> bytes:
    """A request of so many orders with one fault in each, of ten kinds in turn."""
    text = orders(count).decode()
    lead = "\n    {\n"
    head, *elements = text.split(lead)
    faults = cycle(FAULTS)
    broken = [next(faults)(element) for element in elements]
    return lead.join([head, *broken]).encode()


def write_orders(path: Path, count: int, *, fault: bool) -> int:
    """Write a request of so many orders piece by piece, and return its size.

    ``fault`` misspells one key, in the middle.  Piece by piece, for the peak memory of a process
    that is started counts what its parent held.
    """
    frame = orders(1).decode()
    element = record(iter(ORDER.items()), 4, 0)
    head, tail = frame.split(element)
    with path.open("wb") as file:
        file.write(head.encode())
        for n in range(count):
            body = record(iter(ORDER.items()), 4, n)
            if fault and n == count // 2:
                body = _rename(body)
            file.write((f",\n    {body}" if n else body).encode())
        file.write(tail.encode())
        return file.tell()


MODEL = "hop-dpi-va2/avance"
AS_OF = "2025-06-01T12:00"
_SAMPLE = Path(__file__).parent.parent / "samples/hop-dpi-va2/avance/ok/one-order/bdc.json"


def request(n: int, orders: int) -> bytes:
    """A clean request: the sample of one order, so many times, its values those of number ``n``."""
    text = _SAMPLE.read_text("utf-8")
    head, _, rest = text.partition('  "commandes": [\n')
    order, _, tail = rest.partition("\n  ]\n")
    made = [_order(order, n * orders + index) for index in range(orders)]
    listed = ",\n".join(made)
    return f'{head}  "commandes": [\n{listed}\n  ]\n{tail}'.encode()


def _order(text: str, n: int) -> str:
    excluding = 3_333_333 + 100 * n  # cents
    tax = (excluding * 20 + 50) // 100
    for was, is_now in (
        ("BDC-2025-0357", f"BDC-2025-{n:06d}"),
        ("390006161", finess(n)),
        ("33333.33", cents(excluding)),
        ("6666.67", cents(tax)),
        ("40000.00", cents(excluding + tax)),
        ("2025-04-02", f"2025-04-{1 + n % 28:02d}"),
    ):
        text = text.replace(was, is_now)
    return text


def cents(amount: int) -> str:
    """An amount in cents, as the model writes it."""
    return f"{amount // 100}.{amount % 100:02d}"


def finess(n: int) -> str:
    """A number of the form of a FINESS, with its key."""
    body = f"39{n:06d}"
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(reversed(body)))
    return f"{body}{-sum(d - 9 * (d > 9) for d in doubled) % 10}"


CONFIG = """\
[supplier]
vat_liable = true

[[solution]]
dispositif = "HOP-DPI-Va2"
referencing_number = "HOP-DPI-VA2-0077"
referencing_date = 2025-02-20
proof_date = 2024-12-06
scenarios = ["Scénario 2 : DPI raccordé à une plateforme d’intermédiation"]
domains = ["MCO"]

[reference]
ceilings = "ceilings.csv"
funded = "funded.csv"
finess = "finess.csv"
"""


def write_facts(folder: Path) -> Path:
    """A configuration by which every rule that the model allows is asked; its path."""
    numbers = [finess(n) for n in range(6000)]
    names = "Clinique Exemple du Jura"
    files = {
        "ceilings.csv": "finess;plafond HT\n" + "".join(f"{n};900000.00\n" for n in numbers),
        "funded.csv": "identifiant;dispositif\n690781810;HOP-PFI-VA1\n",
        "finess.csv": "finess;finess_ej;raison sociale\n"
        + "".join(f"{n};690781810;{names}\n" for n in numbers),
        "asp-check.toml": CONFIG,
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder / "asp-check.toml"


def self_check() -> None:
    """What is made is what it claims to be."""
    for made in (sections(30, 1), sections(300, 1), orders(3)):
        json.loads(made)
    text = orders(10).decode()
    if any(fault(text) == text for fault in FAULTS):
        raise AssertionError("a fault changes nothing")


if __name__ == "__main__":
    self_check()
    for name, made in (
        ("30 slots", sections(30, 1)),
        ("300 slots", sections(300, 1)),
        ("1,000 orders", orders(1000)),
        ("100 faults", with_faults(100)),
    ):
        print(f"{name}: {len(made)} bytes")
