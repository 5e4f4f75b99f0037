"""SIRET: the number of one establishment of a company or body in the register of the INSEE.

Form: 14 digits, the SIREN and 5 more; for Monaco, letters as in MONACOCONFO001.
Key: Luhn, on the SIREN and on the whole; for La Poste (SIREN 356000000), but for its head office,
the sum of the digits is a multiple of 5.
Source: https://www.insee.fr/fr/metadonnees/definition/c1841
Certainty: official for the form, secondary for the key, La Poste and Monaco (python-stdnum,
encyclopedias).

>>> judge("73282932000074"), judge("35600000049837"), judge("MONACOCONFO001")
((), (), ())
>>> print(judge("73282932000075")[0].fr)
clé inattendue : un des 5 derniers chiffres est faux, ou le SIREN n'est pas le bon
>>> print(judge("732829320 00074")[0].fr)
espaces dans le numéro : 73282932000074
>>> print(judge("732829320")[0].fr)
9 chiffres au lieu de 14 (un SIREN, un FINESS ou un ADELI ?)
"""

from __future__ import annotations

from asp_check.finding import Severity
from asp_check.values import numeral
from asp_check.values.luhn import luhn
from asp_check.values.refusal import Refusal

KIND = "siret"
LA_POSTE = "356000000"
LA_POSTE_HEAD_OFFICE = "35600000000048"


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this is not a SIRET; empty if it is."""
    if value[:6].upper() == "MONACO":
        return _judge_monaco(value)
    return numeral.judge(value, _SIRET)


def _judge_monaco(value: str) -> tuple[Refusal, ...]:
    if not (len(value) == 14 and value.isascii() and value.isalnum() and value.isupper()):
        return _refuse(
            "numéro de Monaco mal écrit (MONACOCONFO et 3 chiffres attendus)",
            "a badly written number of Monaco (MONACOCONFO and 3 digits are expected)",
        )
    if value.startswith("MONACOCONFO") and value[11:].isdecimal():
        return ()
    return (
        Refusal(
            KIND,
            "forme inhabituelle pour Monaco (MONACOCONFO et 3 chiffres attendus)",
            "an unusual form for Monaco (MONACOCONFO and 3 digits are expected)",
            severity=Severity.WARNING,
            certainty="inference",
        ),
    )


def _key(value: str) -> tuple[Refusal, ...]:
    if value.startswith(LA_POSTE) and value != LA_POSTE_HEAD_OFFICE:
        if sum(map(int, value)) % 5 == 0:
            return ()
        return _refuse(
            "clé inattendue pour La Poste : un des 5 derniers chiffres est faux",
            "unexpected check digit for La Poste: one of the last 5 digits is wrong",
        )
    if not luhn(value[:9]):
        return _refuse(
            "clé inattendue : un des 9 premiers chiffres (le SIREN) est faux",
            "unexpected check digit: one of the first 9 digits (the SIREN) is wrong",
        )
    if not luhn(value):
        return _refuse(
            "clé inattendue : un des 5 derniers chiffres est faux, ou le SIREN n'est pas le bon",
            "unexpected check digit: one of the last 5 digits is wrong, or the SIREN is another",
        )
    return ()


def _refuse(fr: str, en: str) -> tuple[Refusal, ...]:
    return (Refusal(KIND, fr, en, certainty="secondary"),)


_SIRET = numeral.Numeral(KIND, 14, _key, padded=True)
