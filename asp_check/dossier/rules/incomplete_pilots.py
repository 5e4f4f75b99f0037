"""D208: the three pilot deployments are not all there (C32)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import PILOTS, WANTED, FileRef, Objection, Seen
from asp_check.finding import Severity
from asp_check.pieces.words import ROLES

_WANTED = WANTED["pilotes"]

CAUSE = Cause(
    id="D208",
    name="incomplete-pilots",
    source="https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=couloir_dispositifs%3A372&f%5B1%5D=filtrez_par_offre%3A2626&page=3",
    params=("missing", "order", "count", "side"),
    title=Text(
        "Le dossier des pilotes est incomplet",
        "The dossier of the pilots is incomplete",
    ),
    message=Text(
        "Il manque {missing}\u00a0: chacun des trois déploiements pilotes a un PV signé, une "
        "facture datée et un BDC.",
        "{missing} missing: each of the three pilot deployments has a signed report (PV), a "
        "dated invoice and a BDC.",
    ),
    variants={
        ("side", "one"): Text(
            "Pour le déploiement pilote «\u00a0{order}\u00a0», il manque\u00a0: {missing}.",
            "For the pilot deployment “{order}”, this is missing: {missing}.",
        ),
        ("side", "count"): Text(
            "{count:pièce trouvée|pièces trouvées} pour «\u00a0{missing}\u00a0», au lieu de trois\u00a0: une "
            "par déploiement pilote.",
            "{count:piece|pieces} found for “{missing}”, in place of three: one for each pilot "
            "deployment.",
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
    for deployment, found in _deployments(pieces).items():
        lacking = [role for role in _WANTED if role not in found]
        if lacking:
            yield Objection(seen.name, _params(lacking, deployment), grade, opens=opens)
    for role in _WANTED:
        count = sum(file.taken == role for file in pieces)
        if count < PILOTS and not any(role not in found for found in _deployments(pieces).values()):
            params = {**_params([role]), "count": count, "side": "count"}
            yield Objection(seen.name, params, grade, opens=opens)


def _may_be_any(file: FileRef) -> bool:
    return file.taken in {"unrecognised", "unreadable"} or (file.is_piece and bool(file.note))


def _deployments(pieces: Sequence[FileRef]) -> Mapping[str, AbstractSet[str]]:
    """The roles of each deployment, by order, else by folder; empty where neither tells them apart."""
    for place in (_order, _folder):
        found: dict[str, set[str]] = {}
        for file in pieces:
            found.setdefault(place(file), set()).add(file.taken)
        if "" not in found and len(found) > 1:
            return found
    return {}


def _order(file: FileRef) -> str:
    return file.order


def _folder(file: FileRef) -> str:
    return file.path.replace("\\", "/").rpartition("/")[0]


def _params(roles: Sequence[str], deployment: str = "") -> dict[str, str]:
    return {
        "missing_fr": ", ".join(ROLES[role].fr for role in roles),
        "missing_en": ", ".join(ROLES[role].en for role in roles),
        "order": deployment,
        "side": "one" if deployment else "",
    }
