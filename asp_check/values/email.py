"""E-mail address.

Form: a name, @, a domain with a point; letters without accents, digits, the marks of RFC 5321.
Key: none; accents, legal and rarely right, are a warning.
Source: https://www.rfc-editor.org/rfc/rfc5321
Certainty: official for the form, inference for accents.

>>> judge("facturation@cabinet-numerique.example")
()
>>> print(judge("contact@exemple,fr")[0].fr)
virgule au lieu d'un point : contact@exemple.fr
>>> print(judge("Contact <contact@exemple.fr>")[0].fr)
nom ou chevrons en trop autour de l'adresse : contact@exemple.fr
>>> print(judge("contact@exemple")[0].fr)
domaine incomplet après « @ » (exemple.fr attendu)
"""

from __future__ import annotations

import re
from string import ascii_letters, digits

from asp_check.finding import Severity
from asp_check.text import visible
from asp_check.values.refusal import Refusal
from asp_check.values.slips import Words, sentence, tidy

KIND = "email"

_LOCAL = frozenset(ascii_letters + digits + "!#$%&'*+/=?^_`{|}~-.")
_LABEL = frozenset(ascii_letters + digits + "-")
_LONGEST, _LONGEST_LOCAL, _LONGEST_LABEL = 254, 64, 63
_SEPARATORS = re.compile(r"[\s;,/]+")


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this is not an e-mail address; empty if it is."""
    return judge_address(value, KIND)


def judge_address(value: str, kind: str) -> tuple[Refusal, ...]:
    """Why this is not the address of a mailbox, for this kind of value."""
    if is_address(value):
        return ()
    for meant, words in _repairs(value):
        if is_address(meant):
            return (Refusal(kind, f"{words.fr} : {meant}", f"{words.en}: {meant}", meant),)
    return (_refuse(value, kind),)


def is_address(text: str) -> bool:
    """Whether the text has the form of an address."""
    local, at, domain = text.rpartition("@")
    return (
        bool(at)
        and len(text) <= _LONGEST
        and 0 < len(local) <= _LONGEST_LOCAL
        and _LOCAL.issuperset(local)
        and all(local.split("."))
        and _is_domain(domain)
    )


def _is_domain(domain: str) -> bool:
    labels = domain.split(".")
    top = labels[-1]
    return (
        len(labels) > 1
        and len(top) > 1
        and not top.isdecimal()
        and all(
            0 < len(label) <= _LONGEST_LABEL
            and _LABEL.issuperset(label)
            and not label.startswith("-")
            and not label.endswith("-")
            for label in labels
        )
    )


def _repairs(value: str) -> tuple[tuple[str, Words], ...]:
    """What may have been meant, and the slip that would explain it."""
    tidied, slips = tidy(value)
    wrapped = value.strip().rpartition("<")[2].removesuffix(">")
    return (
        (
            tidied,
            sentence(slips, Words("dans l'adresse", "in the address")) if slips else Words("", ""),
        ),
        (
            wrapped if "<" in value else "",
            Words(
                "nom ou chevrons en trop autour de l'adresse",
                "a name or angle brackets around the address",
            ),
        ),
        (
            tidied.partition(":")[2] if tidied.lower().startswith("mailto:") else "",
            Words("« mailto: » en trop devant l'adresse", "“mailto:” before the address"),
        ),
        (tidied.strip(".,;:"), Words("ponctuation en trop", "extra punctuation")),
        (
            tidied.replace(",", ".") if tidied.count("@") == 1 else "",
            Words("virgule au lieu d'un point", "a comma instead of a point"),
        ),
        (tidied.replace("..", "."), Words("deux points de suite", "two points in a row")),
    )


def _refuse(value: str, kind: str) -> Refusal:
    parts = [part for part in _SEPARATORS.split(value) if part]
    if len(parts) > 1 and all(map(is_address, parts)):
        return Refusal(
            kind,
            f"{len(parts)} adresses, alors qu'une seule est attendue",
            f"{len(parts)} addresses, while one is expected",
        )
    if "@" not in value:
        return Refusal(
            kind,
            "« @ » absent, ce n'est pas une adresse électronique",
            "no “@”, this is not an e-mail address",
        )
    if value.count("@") > 1:
        return Refusal(kind, "plusieurs « @ » dans l'adresse", "several “@” in the address")
    strange = next((c for c in value if c != "@" and c not in _LOCAL), None)
    if strange is not None:
        return _strange(value, strange, kind)
    return _shape(value, kind)


def _strange(value: str, strange: str, kind: str) -> Refusal:
    shown = visible(strange)
    plain = "".join("x" if not c.isascii() and c.isalpha() else c for c in value)
    if is_address(plain):
        return Refusal(
            kind,
            f"caractère « {shown} » inhabituel dans une adresse électronique : vérifiez-la",
            f"character “{shown}” is unusual in an e-mail address: check it",
            severity=Severity.WARNING,
            certainty="inference",
        )
    return Refusal(
        kind,
        f"caractère « {shown} » interdit dans une adresse électronique",
        f"character “{shown}” is not allowed in an e-mail address",
    )


def _shape(value: str, kind: str) -> Refusal:
    local, _, domain = value.partition("@")
    if not local:
        return Refusal(kind, "rien devant « @ »", "nothing before “@”")
    if len(value) > _LONGEST or len(local) > _LONGEST_LOCAL:
        return Refusal(
            kind,
            f"adresse trop longue ({_LONGEST_LOCAL} caractères devant « @ », {_LONGEST} en tout)",
            f"address too long ({_LONGEST_LOCAL} characters before “@”, {_LONGEST} in all)",
        )
    if not _is_domain(domain):
        return Refusal(
            kind,
            "domaine incomplet après « @ » (exemple.fr attendu)",
            "incomplete domain after “@” (such as example.com)",
        )
    return Refusal(kind, "point mal placé devant « @ »", "a misplaced point before “@”")
