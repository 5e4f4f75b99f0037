"""D208: the three pilot deployments are not all there (C32)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import PILOTS, WANTED, FileRef, Objection, Seen
from asp_check.finding import Severity
from asp_check.pieces.words import ROLES

_WANTED = WANTED["pilotes"]

CAUSE = Cause(
    id="D208",
    name="incomplete-pilots",
    source="https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=couloir_dispositifs%3A372&f%5B1%5D=filtrez_par_offre%3A2626&page=3",
    params=("names", "order", "count", "side"),
    title=Text(
        "Le dossier des pilotes est incomplet",
        "The dossier of the pilots is incomplete",
    ),
    message=Text(
        "Il manque {names}\u00a0: chacun des trois déploiements pilotes a un PV signé, une "
        "facture datée et un BDC.",
        "{names} missing: each of the three pilot deployments has a signed report (PV), a "
        "dated invoice and a BDC.",
    ),
    variants={
        ("side", "one"): Text(
            "Pour le déploiement pilote «\u00a0{order}\u00a0», il manque\u00a0: {names}.",
            "For the pilot deployment “{order}”, this is missing: {names}.",
        ),
        ("side", "few"): Text(
            "Le dossier ne contient que {count:déploiement pilote|déploiements pilotes}, au lieu de "
            "trois.",
            "The dossier holds {count:pilot deployment|pilot deployments} only, in place of three.",
        ),
    },
    why=Text(
        "Trois déploiements pilotes se déposent une fois par fournisseur et par dispositif, "
        "avec pour chacun un PV signé, une facture datée et un bon de commande. Aucun solde "
        "n'est possible avant leur validation.",
        "Three pilot deployments are deposited once for a supplier and a scheme, each with a "
        "signed report, a dated invoice and a purchase order. No balance is possible before "
        "they are validated.",
    ),
    mend=Text(
        "Ajoutez les pièces manquantes.",
        "Add the pieces that are missing.",
    ),
    examples=(
        Example(
            "",
            "pilotes | kind=pilotes\n"
            "  PV-1.pdf | taken=pilot order=B-1\n"
            "  F-1.pdf | taken=invoice order=B-1\n"
            "  BDC-1.pdf | taken=bdc order=B-1\n",
            True,
            (1, 1),
        ),
        Example(
            "",
            "pilotes | kind=pilotes\n"
            "  PV-1.pdf | taken=pilot order=B-1\n"
            "  F-1.pdf | taken=invoice order=B-1\n"
            "  BDC-1.pdf | taken=bdc order=B-1\n"
            "  PV-2.pdf | taken=pilot order=B-2\n"
            "  F-2.pdf | taken=invoice order=B-2\n"
            "  BDC-2.pdf | taken=bdc order=B-2\n"
            "  PV-3.pdf | taken=pilot order=B-3\n"
            "  F-3.pdf | taken=invoice order=B-3\n"
            "  BDC-2-bis.pdf | taken=bdc order=B-2\n",
            True,
            (1, 1),
        ),
        Example(
            "",
            "pilotes | kind=pilotes\n"
            "  PV-1.pdf | taken=pilot order=B-1\n"
            "  F-1.pdf | taken=invoice order=B-1\n"
            "  BDC-1.pdf | taken=bdc order=B-1\n"
            "  PV-2.pdf | taken=pilot order=B-2\n"
            "  F-2.pdf | taken=invoice order=B-2\n"
            "  BDC-2.pdf | taken=bdc order=B-2\n"
            "  PV-3.pdf | taken=pilot order=B-3\n"
            "  F-3.pdf | taken=invoice order=B-3\n"
            "  BDC-3.pdf | taken=bdc order=B-3\n",
            False,
            None,
        ),
        Example(
            "",
            "solde.json | kind=solde\n  VA.pdf | taken=va\n",
            False,
            None,
        ),
    ),
)


def check(seen: Seen) -> Iterator[Objection]:
    """Yield an objection for each deployment that lacks a piece, and if there are not three."""
    if seen.kind != "pilotes":
        return
    pieces = [file for file in seen.files if file.is_piece and file.taken in _WANTED]
    # A file that nobody could read, or recognise, may be the one that is missing.
    opens = any(map(_may_be_any, seen.files))
    grade = Severity.WARNING if opens else None
    for params in _lacking(pieces):
        yield Objection(seen.name, params, grade, opens=opens)


def _lacking(pieces: Sequence[FileRef]) -> Iterator[Mapping[str, Any]]:
    deployments = _deployments(pieces)
    for deployment, found in deployments.items():
        lacking = [ROLES[role] for role in _WANTED if role not in found]
        if lacking:
            yield {**_missing(lacking), "order": deployment, "side": "one"}
    if 0 < len(deployments) < PILOTS:
        yield {"count": len(deployments), "side": "few"}
    if not deployments:
        counts = {role: sum(file.taken == role for file in pieces) for role in _WANTED}
        few = [
            Text(*(f"{word} ({counts[role]}/{PILOTS})" for word in ROLES[role]))
            for role in _WANTED
            if counts[role] < PILOTS
        ]
        if few:
            yield _missing(few)


def _missing(pieces: Sequence[Text]) -> dict[str, str]:
    fr, en = (", ".join(words) for words in zip(*pieces, strict=True))
    return {"names_fr": fr, "names_en": en}


def _may_be_any(file: FileRef) -> bool:
    return file.taken in {"unrecognised", "unreadable"} or (file.is_piece and bool(file.note))


def _deployments(pieces: Sequence[FileRef]) -> Mapping[str, AbstractSet[str]]:
    """The roles of each deployment, by order, else by folder; empty where neither tells them apart."""
    for place in (_order, _folder):
        found: dict[str, set[str]] = {}
        for file in pieces:
            found.setdefault(place(file), set()).add(file.taken)
        if "" not in found and (len(found) > 1 or (found and place is _order)):
            return found
    return {}


def _order(file: FileRef) -> str:
    return file.order


def _folder(file: FileRef) -> str:
    return file.path.replace("\\", "/").rpartition("/")[0]
