"""Vendors: each writes and prints in its own way."""

from __future__ import annotations

from drawing.blocks import Look
from drawing.facts import Hand

AZUR = (Hand(), Look())
GRANIT = (
    Hand("\u202f", "\u00a0€", "words"),
    Look("#333333", "#eeeeee", "serif", 9.5, "zapf", "cross"),
)
SAPIN = (
    Hand(" ", " €", "dot", rate_decimals=True),
    Look("#1e6b3a", "#e6f2ea", "narrow", 10, "vector", "bars"),
)
BRIQUE = (
    Hand("", " EUR", "slash"),
    Look("#8c2f1b", "#f6ebe7", "sans", 9, "bracket", "none", rules=False),
)
ETAT = (Hand(), Look("#000091", "#e3e3fd", "sans", 9, "glyph", "none"))

VENDORS = {"azur": AZUR, "granit": GRANIT, "sapin": SAPIN, "brique": BRIQUE, "etat": ETAT}
