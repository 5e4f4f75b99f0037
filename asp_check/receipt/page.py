"""Receipts as one printable page, to keep or to join to an appeal: no script, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from asp_check.receipt import telling
from asp_check.receipt.model import Receipt
from asp_check.report import page
from asp_check.report.page_style import sheet
from asp_check.rulebook import ALL

_OWN = """
.receipt + .receipt { border-top: 2px solid var(--line); margin-top: 2rem; padding-top: 1rem; }
.receipt dl { display: grid; grid-template-columns: minmax(9rem, max-content) 1fr; gap: 0.25rem 1rem; margin: 0.5rem 0; }
.receipt dt { color: var(--soft); }
.receipt dd { margin: 0; overflow-wrap: anywhere; }
.receipt .note { color: var(--soft); font-size: 0.9rem; }
"""
_ON_PAPER = """
.receipt + .receipt { break-before: page; border-top: 0; }
.receipt .note { break-inside: avoid; }
"""
CSS = sheet(_OWN, printed=_ON_PAPER)

_HEADS = (
    ("Fichier", "Reconnu comme", "Octets", "SHA-256"),
    ("File", "Recognised as", "Bytes", "SHA-256"),
)

_FAMILIES = {
    "X": (
        "La demande n’a été comparée à aucune pièce.",
        "The request was compared with no piece.",
    ),
    "R": (
        "Les valeurs n’ont pas été comparées entre elles, ni aux règles du financement.",
        "The values were compared neither with each other nor with the rules of the funding.",
    ),
    "V": (
        "Les identifiants, les dates et les autres valeurs n’ont pas été contrôlés un à un.",
        "Identifiers, dates and other values were not checked one by one.",
    ),
    "D": (
        "Ni le dossier en entier, ni les dossiers entre eux n’ont été contrôlés.",
        "Neither the dossier as a whole nor the dossiers with each other were checked.",
    ),
}
"""What a family of rules looks for, where none of it was asked."""


def render(receipts: Sequence[Receipt], lang: str, version: str) -> str:
    """The page of these receipts, each on a sheet of its own."""
    en = telling.index(lang)
    name = (
        telling.title(receipts[0], lang)
        if len(receipts) == 1
        else ("Reçus de contrôle", "Receipts of checks")[en]
    )
    parts = [part for receipt in receipts for part in _section(receipt, lang)]
    return page.start(lang, name, CSS) + "".join(parts) + page.end(lang, version)


def _section(receipt: Receipt, lang: str) -> Iterator[str]:
    en = telling.index(lang)
    yield f'<section class="receipt">\n<h1>{page.text(telling.title(receipt, lang))}</h1>\n'
    badge = page.badge("conform", ("conforme", "conform")[en])
    told = telling.against(receipt, lang)
    yield f'<p class="banner conform">{badge} <span>{page.text(told)}</span></p>\n'
    yield _facts((*telling.facts(receipt, lang), telling.since(receipt, lang)))
    yield f"<h2>{('Fichiers', 'Files')[en]}</h2>\n"
    rows = "".join(
        f'<tr><th scope="row">{page.value(entry.name)}</th><td>{page.text(entry.what)}</td>'
        f'<td class="n">{"" if entry.size is None else entry.size}</td>'
        f'<td class="sum">{page.value(entry.sha256)}</td></tr>\n'
        for entry in telling.entries(receipt, lang)
    )
    yield page.table(_HEADS[en], rows)
    yield f"<h2>{('Vérifier soi-même', 'Verify it yourself')[en]}</h2>\n"
    yield _verifying(receipt, lang)
    yield f'<p class="note">{page.text(telling.NOT_SIGNED[en])}</p>\n'
    yield from _not_asked(receipt, lang)
    yield "</section>\n"


def _not_asked(receipt: Receipt, lang: str) -> Iterator[str]:
    """What was not looked for, in words that nobody takes for something found."""
    left = list(telling.not_asked(receipt, lang))
    if not left:
        return
    head, told = (
        ("Ce qui n’a pas été contrôlé", "Le contrôle n’a pas cherché les défauts suivants."),
        ("What was not checked", "The check did not look for the following defects."),
    )[telling.index(lang)]
    yield f"<h2>{head}</h2>\n<p>{told}</p>\n"
    for kind, rules in left:
        yield f"<h3>{page.text(kind)}</h3>\n"
        yield _facts((rule, _title(rule, lang)) for rule in rules.split(", "))


def _title(rule: str, lang: str) -> str:
    """What a rule, or a family of rules, is about; a reader of the page knows no ids."""
    cause = ALL.get(rule)
    if cause is not None:
        return cause.title.of(lang)
    return _FAMILIES.get(rule[:1], ("", ""))[telling.index(lang)]


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f"<dt>{page.text(label)}</dt><dd>{page.text(value)}</dd>\n" for label, value in pairs
    )
    return f"<dl>\n{rows}</dl>\n"


def _verifying(receipt: Receipt, lang: str) -> str:
    told = (
        (
            "Calculez la somme SHA-256 du fichier déposé et comparez-la à celle du tableau : si les deux sont"
            " égales, le fichier est celui qui a été contrôlé, à l’octet près. De même pour chaque pièce."
        ),
        (
            "Compute the SHA-256 sum of the file that was deposited and compare it with that of the table: if"
            " the two are equal, the file is the one that was checked, byte for byte. Likewise for each piece."
        ),
    )[telling.index(lang)]
    rows = "".join(
        f"<dt>{page.text(system)}</dt><dd><code>{page.value(command)}</code></dd>\n"
        for system, command in telling.commands(receipt.file.name)
    )
    return f"<p>{page.text(told)}</p>\n<dl>\n{rows}</dl>\n"
