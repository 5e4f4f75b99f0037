"""Differences to draw, made by hand from two texts: spans from what is sought in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any

from asp_check.difference.model import Change, Difference, Example, Hunk, Side, Span, Writing
from asp_check.finding import TemplateRef
from asp_check.text import line_columns

TEMPLATE = TemplateRef("hop-dpi-va2/avance@2024-09-12", "official", "ab" * 32)


def side(data: bytes, path: str | None, **fields: Any) -> Side:
    digest = sha256(data).hexdigest()
    return Side(path, digest, len(data), data, TEMPLATE, parsed=True)._replace(**fields)


def span(data: bytes, start: int, stop: int) -> Span:
    places = line_columns(data, [start, stop])
    return Span(start, stop, *places[start], *places[stop])


def on(data: bytes, text: str, nth: int = 0) -> Span:
    """The span of a text in the data."""
    found = -1
    for _ in range(nth + 1):
        found = data.index(text.encode(), found + 1)
    return span(data, found, found + len(text.encode()))


def hunks(a: bytes, b: bytes) -> tuple[Hunk, ...]:
    """Where two texts differ, byte by byte; as one where they have hardly anything in common."""
    if b"\0" in b:
        return (Hunk(span(a, 0, len(a)), span(b, 0, len(b))),)
    spans = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            spans.append(Hunk(span(a, i, j), span(b, k, m)))
    return tuple(spans)


def difference(
    a: bytes,
    b: bytes,
    *changes: Change,
    answer: str = "different-data",
    writings: tuple[Writing, ...] = (),
    paths: tuple[str | None, str | None] = ("a.json", "b.json"),
    **fields: Any,
) -> Difference:
    return Difference(
        answer,
        side(a, paths[0]),
        side(b, paths[1]),
        writings,
        changes,
        (),
        None,
        hunks(a, b),
        None,
    )._replace(**fields)


def changed(a: bytes, b: bytes, old: str, new: str, pointer: str, subject: str = "") -> Change:
    return Change("changed", pointer, pointer, old, new, on(a, old), on(b, new), subject)


A = """{
  "dispositif": "HOP-DPI-Va2",
  "contact": {
    "nom": "Béranger",
    "courriel": "m.beranger@hospitalis.example"
  },
  "commandes": [
    {
      "numero": "BDC-2025-0342",
      "etablissements": [
        {
          "finess": "830101259",
          "raisonSociale": "Hôpital Exemple du Var, pavillon des Oliviers, bâtiment principal, rez-de-jardin",
          "montantHT": 41200.00,
          "tauxTVA": 20.00
        },
        {
          "finess": "830101283",
          "montantHT": 28760.25
        }
      ]
    }
  ]
}
""".encode()
B = """{
  "dispositif": "HOP-DPI-Va2",
  "contact": {
    "nom": "Be\u0301ranger",
    "courriel": "m.beranger@hospitalis.example",
    "fax": "01 99 00 45 67"
  },
  "commandes": [
    {
      "numero": "BDC-2025-0342",
      "etablissements": [
        {
          "finess": "830101259",
          "raisonSociale": "Hôpital Exemple du Var, pavillon des\u00a0Cyprès, bâtiment principal, rez-de-jardin",
          "montantHT": 41200.33,
          "tauxTva": 20.0
        }
      ]
    }
  ]
}
""".encode()
ONE = "/commandes/0/etablissements/0"
SUBJECT = "commande BDC-2025-0342, établissement 830101259"


def data() -> Difference:
    street = "Hôpital Exemple du Var, pavillon des {}, bâtiment principal, rez-de-jardin"
    return difference(
        A,
        B,
        changed(A, B, '"Béranger"', '"Be\u0301ranger"', "/contact/nom"),
        Change(
            "added",
            None,
            "/contact/fax",
            None,
            '"01 99 00 45 67"',
            on(A, "m.b"),
            on(B, '"01'),
            "",
            "Télécopie du contact",
        ),
        changed(
            A,
            B,
            f'"{street.format("Oliviers")}"',
            f'"{street.format("Cyprès").replace("des ", "des" + chr(0xA0))}"',
            f"{ONE}/raisonSociale",
            SUBJECT,
        ),
        changed(A, B, "41200.00", "41200.33", f"{ONE}/montantHT", SUBJECT),
        Change(
            "renamed",
            f"{ONE}/tauxTVA",
            f"{ONE}/tauxTva",
            '"tauxTVA"',
            '"tauxTva"',
            on(A, '"tauxTVA"'),
            on(B, '"tauxTva"'),
            SUBJECT,
        ),
        Change(
            "removed",
            "/commandes/0/etablissements/1",
            None,
            '{\n          "finess": "830101283",\n          "montantHT": 28760.25\n        }',
            None,
            on(A, "{", 4),
            on(B, "]"),
            "commande BDC-2025-0342, établissement 830101283",
        ),
        Change(
            "moved",
            "/commandes/0",
            "/commandes/1",
            None,
            None,
            on(A, "{", 2),
            on(B, "{", 2),
            "commande BDC-2025-0342",
        ),
        writings=(
            Writing(
                "number",
                2,
                on(A, "20.00"),
                on(B, "20.0"),
                f"{ONE}/tauxTVA",
                (Example(on(A, "20.00"), on(B, "20.0"), "20.00", "20.0", None),),
            ),
        ),
    )


def same_data() -> Difference:
    a = b'{\r\n  "nom": "caf\\u00e9",\r\n  "n": 1.0\r\n}\r\n'
    b = '\ufeff{\n    "n": 1.00,\n    "nom": "café"\n}'.encode()

    def cause(name: str, count: int, old: str = "", new: str = "") -> Writing:
        return Writing(
            name, count, on(a, '"n'), on(b, '"n'), "", (Example(None, None, old, new, None),)
        )

    return difference(
        a,
        b,
        answer="same-data",
        writings=(
            cause("encoding", 1, "windows-1252", "utf-8"),
            cause("bom", 1, "", "\ufeff"),
            cause("newline", 4, "\r\n", "\n"),
            cause("end", 1, "\r\n", ""),
            cause("layout", 3, "\r\n  ", "\n    "),
            cause("order", 1),
            cause("escape", 1, "\\u00e9", "é"),
            cause("number", 1, "1.0", "1.00"),
        ),
    )


def unread() -> Difference:
    broken = A.replace(b'"HOP-DPI-Va2",', b'"HOP-DPI-Va2"')
    found = difference(
        A, broken, answer="different-text", failure="b.json:3:3: il manque une virgule"
    )
    return found._replace(b=found.b._replace(parsed=False, template=None))


def versions() -> Difference:
    found = difference(A, A.replace(b"41200.00", b"41200.01"))
    newer = TEMPLATE._replace(id="hop-dpi-va2/avance@2025-01-31", sha256="cd" * 32)
    return found._replace(b=found.b._replace(template=newer, path=None), filled=12)


def one_line() -> Difference:
    a = b"{" + b",".join(b'"cle%d":"valeur %d"' % (n, n) for n in range(200)) + b"}"
    b = a.replace(b'"valeur 7"', b'"autre 7"').replace(b"valeur 150", "valeur\u200b150".encode())
    return difference(a, b)


def many() -> Difference:
    a = "".join(f'"ligne {n}": {n},\n\n\n\n\n\n' for n in range(300)).encode()
    b = a.replace(b": ", b": 1")
    places = [(n, f'"ligne {n}": ') for n in range(300)]
    told = [
        Change("changed", f"/{n}", f"/{n}", str(n), f"1{n}", on(a, text), on(b, text), "")
        for n, text in places
    ]
    spots = [
        Hunk(span(a, m.end(), m.end()), span(b, n.end(), n.end() + 1))
        for m, n in zip(re.finditer(b": ", a), re.finditer(b": ", b), strict=True)
    ]
    return difference(b"", b"", *told)._replace(
        a=side(a, "a.json"), b=side(b, "b.json"), hunks=tuple(spots)
    )


CASES: Mapping[str, Callable[[], Difference]] = {
    "same-bytes": lambda: difference(A, A, answer="same-bytes", paths=("a.json", None)),
    "same-data": same_data,
    "data": data,
    "text": unread,
    "versions": versions,
    "one-line": one_line,
    "many": many,
    "failed": lambda: difference(A, B, answer="failed", failure="plus de mémoire"),
    "wide-encoding": lambda: difference(A, A.decode().encode("utf-16"), answer="same-data"),
}
