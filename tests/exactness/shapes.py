"""Blanks of every shape, each with an exact file: how administrations and tools write JSON."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from asp_check.manifest import Manifest, Node
from asp_check.template import Template, build
from asp_check.template.source import sha256_hex

_BLANK = {
    "modele": "SOLDE-2",
    "fournisseur": {"raisonSociale": "", "siret": "", "assujettiTVA": False},
    "commandes": [
        {
            "numéro": "",
            "client": {"finess": "", "nom": ""},
            "montants": {"montantHT": 0, "tauxTVA": 0, "montantTTC": 0},
            "lignes": [{"code": "", "quantité": 0}],
        }
    ],
    "observation": None,
    "annexes": [],
}


def _filled(i: int) -> dict[str, object]:
    return {
        "numéro": f"BC-{i}",
        "client": {"finess": "2A0000014", "nom": "Clinique d’Été"},
        "montants": {"montantHT": 1000.5 + i, "tauxTVA": 20, "montantTTC": -3},
        "lignes": [{"code": "L1", "quantité": 1}, {"code": "L2", "quantité": 2 + i}],
    }


_EXACT = {
    "modele": "SOLDE-2",
    "fournisseur": {"raisonSociale": 'ACME "Santé"', "siret": "35600000000048", "assujettiTVA": True},
    "commandes": [_filled(1), _filled(2), _filled(3)],
    "observation": "rien",
    "annexes": [],
}  # fmt: skip


class Shape(NamedTuple):
    """A template and an exact file of it."""

    name: str
    template: Template
    exact: bytes


def _dumped(name: str, **how: object) -> Shape:
    how = {"ensure_ascii": False, **how}
    blank = json.dumps(_BLANK, **how).encode()  # type: ignore[arg-type]
    exact = json.dumps(_EXACT, **how).encode()  # type: ignore[arg-type]
    return Shape(name, build(blank, name=name), exact)


def _php(data: object) -> bytes:
    text = json.dumps(data, indent=4, ensure_ascii=True).replace("/", "\\/")
    return re.sub(r"\[\s*\]", "[]", text).encode()


def with_manifest(blank: bytes, nodes: dict[str, Node]) -> Template:
    """A template of this blank whose manifest says this of its nodes."""
    manifest = Manifest("TEST-Va2", "avance", sha256_hex(blank), "reference", nodes=nodes)
    return build(blank, manifest)


_RICH = b"""{
  "entete": {"version": "1.0", "date": "JJ/MM/AAAA"},
  "option": "",
  "reponses": {
    "000000000": {"q1": "", "q2": false}
  },
  "couple": ["", 0, {"cle": ""}],
  "etapes": [
    {"nom": "a", "faite": false},
    {"nom": "b", "faite": false}
  ],
  "pieces": [],
  "fin": null
}
"""

_RICH_EXACT = b"""{
  "entete": {"version": "1.0", "date": "12/09/2024"},
  "option": "oui",
  "reponses": {
    "750712184": {"q1": "non", "q2": true},
    "690781810": {"q1": "oui", "q2": false},
    "130786049": {"q1": "oui", "q2": true}
  },
  "couple": ["x", 12.50, {"cle": "z"}],
  "etapes": [
    {"nom": "c", "faite": true},
    {"nom": "d", "faite": false},
    {"nom": "e", "faite": true}
  ],
  "pieces": [
    {"nom": "va.pdf", "pages": 3},
    {"nom": "bdc.pdf", "pages": 4}
  ],
  "fin": 5
}
"""

_RICH_NODES = {
    "/option": Node(optional=True),
    "/reponses": Node(repeat="member", key_kind="finess"),
    "/couple/1": Node(decimals=2),
    "/etapes/*/nom": Node(free=True),
    "/entete/version": Node(fixed=True),
    "/pieces": Node(sample='[\n    {"nom": "", "pages": 0}\n  ]', min=0),
}


def shapes() -> list[Shape]:
    """All shapes."""
    crlf = json.dumps(_BLANK, indent="\t", ensure_ascii=False).replace("\n", "\r\n") + "\r\n"
    crlf_exact = json.dumps(_EXACT, indent="\t", ensure_ascii=False).replace("\n", "\r\n") + "\r\n"
    bom = b"\xef\xbb\xbf"
    rich = with_manifest(_RICH, _RICH_NODES)
    without = _RICH_EXACT.replace(b'  "option": "oui",\n', b"").replace(
        b'"pieces": [\n    {"nom": "va.pdf", "pages": 3},\n    {"nom": "bdc.pdf", "pages": 4}\n  ]',
        b'"pieces": []',
    )
    rows = b'[{"a": "", "b": 0}]'
    return [
        _dumped("json.dumps default"),
        _dumped("indent 2", indent=2),
        _dumped("indent 4", indent=4),
        _dumped("compact", separators=(",", ":")),
        Shape("php", build(_php(_BLANK), name="php"), _php(_EXACT)),
        Shape("tabs and CRLF", build(crlf.encode(), name="crlf"), crlf_exact.encode()),
        Shape(
            "BOM", build(bom + rows, name="bom"), bom + b'[{"a": "u", "b": 1}, {"a": "v", "b": 2}]'
        ),
        Shape("rich manifest", rich, _RICH_EXACT),
        Shape("options absent", rich, without),
    ]
