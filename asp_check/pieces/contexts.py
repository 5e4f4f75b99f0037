"""Labels that say little by themselves, « N° SIRET », « Date », named by what they stand under.

Under the heading « Client », « N° SIRET » is the client's; in the signature box of the client, « Date »
is the day of the signature.  What stands under no heading that is known stays unnamed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from asp_check.pieces.layout import Sheet
from asp_check.pieces.model import Box, Wanted
from asp_check.pieces.names import MOST, Lexicon, Name, chain, lexicon_of, names, wording
from asp_check.pieces.view import around
from asp_check.pieces.wording import fold

PLACE = "client.place"
"""What names the postal code and the city together, among the concepts."""

SIGNATURE = "signature"
"""What the labels of a signature box name, among the concepts."""

_OF_PARTY: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "siret": ("siret", ("N° SIRET", "Numéro SIRET", "SIRET", "Identifiant SIRET")),
    "siren": ("siren", ("N° SIREN", "Numéro SIREN", "SIREN", "Identifiant SIREN")),
    "finess": ("finess", ("N° FINESS", "Numéro FINESS", "FINESS")),
    "name": ("", ("Raison sociale", "Dénomination", "Dénomination sociale", "Nom")),
    "email": ("email", ("Courriel", "Adresse électronique", "E-mail", "Mail", "Adresse e-mail")),
    "phone": ("telephone", ("Téléphone", "Tél.", "Tel")),
    "postal_code": ("postal-code", ("Code postal", "CP")),
    "city": ("", ("Ville", "Commune", "Localité")),
    "street": ("", ("Adresse", "Adresse postale")),
    "place": (
        "",
        (
            "Code postal et commune",
            "Code postal et ville",
            "Code postal, ville",
            "Code postal, commune",
            "CP et ville",
            "CP, ville",
        ),
    ),
}
"""What is told of a party: the end of its concept, its kind, and the labels that do not say whose."""

_OF_SIGNATORY: Mapping[str, tuple[str, ...]] = {
    "signatory": ("Nom", "Nom et prénom", "Prénom et nom", "Nom, prénom", "Nom / prénom", "Nom du signataire",
                  "Nom et prénom du signataire", "M. ou Mme"),
    "signatory_first_name": ("Prénom", "Prénom du signataire"),
    "signatory_role": ("Qualité", "Fonction", "En qualité de", "Agissant en qualité de",
                       "Qualité du signataire", "Fonction du signataire"),
    "signatory_entity": ("Représentant", "Pour le compte de", "Agissant pour le compte de"),
    "date": ("Date", "Fait le", "Signé le", "Date de signature", "Date de la signature", "Fait à … le"),
}  # fmt: skip
"""What stands in the signature box of the client, by the end of its concept."""

_END_OF = {fold(label): end for end, labels in _OF_SIGNATORY.items() for label in labels}
_DAY_OF: Mapping[str, str] = {"bdc": "order.signature_date", "va": "va.date", "mom": "mom.date"}
_BY: Mapping[str, str] = {"bdc": "order", "va": "va", "mom": "mom"}

_SIGNED_ON = frozenset(
    {"signe le", "date de signature", "date de la signature", "date", "en date du"}
)
_PARTY = (
    "fournisseur|editeur|prestataire|vendeur|emetteur|titulaire|client|beneficiaire|acheteur|"
    "etablissement|organisme gestionnaire|entite juridique|cabinet|laboratoire|signataire|"
    "destinataire|mandataire|hebergeur|revendeur|distributeur|sous-traitant"
)
_HEADING = re.compile(
    rf"(?:[0-9]{{1,2}}[.)] ?)?(?:(?:identification|identite|coordonnees|pour|partie)? ?(?:du|de la|de l'|le|la|l'|des)? ?)"
    rf"(?:{_PARTY})s?(?: (?:final|pilote|facture|beneficiaire|signataire|referencee?|juridique|medical))?(?: ?\(.*\))?"
)
_WORD = re.compile(r"[^\W_]+")
_CLIENT = frozenset(
    {"client", "responsable", "representant", "signataire", "beneficiaire", "etablissement"}
)
_OF_SIGNING = _CLIENT | {
    "a", "accord", "approuve", "au", "bon", "cachet", "commande", "date", "de", "des", "du",
    "electronique", "et", "explicite", "final", "fonction", "habilite", "l", "la", "le", "legal",
    "lieu", "lu", "manuscrite", "mention", "nom", "ou", "pilote", "pour", "precedee", "prenom",
    "qualite", "signature", "site", "tampon",
}  # fmt: skip
_FARTHEST = 130.0
"""A heading stands no further above what it names, in points."""


def in_context(sheet: Sheet, found: Sequence[Name], wanted: Wanted) -> tuple[Name, ...]:
    """The labels of a page, those that a heading names among them."""
    taken = {segment for name in found for segment in name.segments}
    boxes = _signatures(sheet, taken)
    found = (*found, *boxes)
    taken |= {segment for name in boxes for segment in name.segments}
    bare = [name for name in names(sheet, _BARE) if not taken.intersection(name.segments)][:MOST]
    known = {item.concept for item in wanted.items} | {PLACE}
    headings = [name for name in found if _heads(name)]
    added = [
        name._replace(concept=concept if concept in known else "")
        for name in bare
        for heading in (_above(sheet, name, headings, found),)
        for concept in (
            _under(heading, name, wanted) if heading is not None else _in_head(sheet, name, found),
        )
    ]
    placed = [
        _of_order(sheet, _of_heading(sheet, name, headings, found, wanted), found, known)
        for name in found
    ]
    return tuple(sorted([*placed, *added], key=lambda name: (name.segments[0], name.box.left)))


def _of_heading(
    sheet: Sheet, name: Name, headings: Sequence[Name], found: Sequence[Name], wanted: Wanted
) -> Name:
    """A listed label that says little: under a heading it names what belongs to that heading."""
    told = _TOLD.get(fold(name.text))
    if told is None or _heads(name):
        return name
    heading = _above(sheet, name, headings, found)
    if heading is None:
        return name
    concept = _under(heading, name._replace(concept=told), wanted)
    if not concept and heading.concept != SIGNATURE:
        return name
    known = {item.concept for item in wanted.items}
    return name._replace(concept=concept if concept in known else "")


def _heads(name: Name) -> bool:
    """Whether a label may head what is told of a party, or of a signatory."""
    return name.opens and (
        name.concept == SIGNATURE
        or (name.concept.endswith("name") and name.concept.startswith(("client.", "supplier.")))
    )


def _bare() -> Lexicon:
    found = [
        wording(label, f"party {end}", kind)
        for end, (kind, labels) in _OF_PARTY.items()
        for label in labels
    ]
    signed = [
        wording(label, f"signatory {end}", "date-fr" if end == "date" else "")
        for end, labels in _OF_SIGNATORY.items()
        for label in labels
        if all(label not in known for _, known in _OF_PARTY.values())
    ]
    return lexicon_of([*found, *signed])


_BARE = _bare()
_TOLD = {fold(one.text): one.concept for words in _BARE.values() for one in words}


def _under(heading: Name, name: Name, wanted: Wanted) -> str:
    """What a label that says little names under a heading; empty if nothing."""
    what, _, end = name.concept.partition(" ")
    if heading.concept == SIGNATURE:
        end = _END_OF.get(fold(name.text), "")
        if end == "date":
            return _DAY_OF.get(wanted.role, "")
        return f"{_BY[wanted.role]}.{end}" if end and wanted.role in _BY else ""
    if what != "party":
        return ""
    if end in _OF_ADDRESS:
        return f"{heading.concept.partition('.')[0]}.{end}"
    return f"{heading.concept.removesuffix('name')}{end}"


_OF_ADDRESS = frozenset({"street", "place", "postal_code", "city", "email", "phone"})
"""What the request has once of a client, be it a legal entity or not."""


def _in_head(sheet: Sheet, name: Name, found: Sequence[Name]) -> str:
    """What a label names among the heads of a table that answers row by row: that of its clients."""
    what, _, end = name.concept.partition(" ")
    cell = sheet.segments[name.last].cell
    level = {
        other.concept
        for other in found
        if not other.rest
        and abs(other.box.top - name.box.top) <= sheet.height
        and other.concept.startswith(_OF_ROWS)
    }
    heads = cell is not None and not name.rest and not name.colon and len(level) > 1
    return f"client.{end}" if heads and what == "party" and end in _OF_CLIENTS else ""


_OF_ROWS = ("amount.", "client.", "practitioner.", "scenario.", "service.", "mss.")
_OF_CLIENTS = frozenset({"siret", "finess"})


def _above(
    sheet: Sheet, name: Name, headings: Sequence[Name], found: Sequence[Name]
) -> Name | None:
    """The heading that a label stands under, in its cell or in its column, nothing of others between."""
    over = [
        heading
        for heading in headings
        if heading.box.bottom <= name.box.top + 1
        and name.box.top - heading.box.bottom <= _FARTHEST
        and _shares_place(sheet, heading, name)
    ]
    nearest = max(over, key=lambda heading: heading.box.bottom, default=None)
    if nearest is None or _parted(sheet, nearest, name, found):
        return None
    return nearest


def _shares_place(sheet: Sheet, heading: Name, name: Name) -> bool:
    """Whether a heading and a label stand in one cell, or one above the other, in cells of one width."""
    above, here = sheet.segments[heading.last].cell, sheet.segments[name.segments[0]].cell
    if above == here:
        return here is not None or _in_column(sheet, heading.box, name.box)
    if above is None or here is None:
        return False
    return abs(above.left - here.left) <= 3 and abs(above.right - here.right) <= 3


def _in_column(sheet: Sheet, heading: Box, box: Box) -> bool:
    return -2 * sheet.em <= box.left - heading.left <= 6 * sheet.em


def _parted(sheet: Sheet, heading: Name, name: Name, found: Sequence[Name]) -> bool:
    """Whether something between a heading and a label may begin another matter."""
    here = sheet.segments[name.segments[0]]
    named = {segment for one in found for segment in one.segments}
    last = heading.box.bottom
    for segment in _between(sheet, heading, name):
        box = sheet.segments[segment].box
        inside = here.cell is not None and sheet.segments[heading.last].cell == here.cell
        # In a column beside, what is level with a line of this one does not begin another matter.
        foreign = not inside and _tells_of_another(segment, heading, found)
        if foreign and not _stands_beside(sheet, segment, heading, found):
            return True
        same = sheet.segments[segment].cell == here.cell
        if not same or (here.cell is None and not _in_column(sheet, heading.box, box)):
            continue
        if here.cell is None and box.top - last > 2.2 * sheet.height:
            return True
        last = max(last, box.bottom)
        text = sheet.segments[segment].text
        if segment not in named and len(text) < 60 and _HEADING.fullmatch(fold(text)):
            return True
    return here.cell is None and name.box.top - last > 2.2 * sheet.height


def _tells_of_another(segment: int, heading: Name, found: Sequence[Name]) -> bool:
    """Whether a segment is a label of things that a heading does not head."""
    family = heading.concept.removesuffix("name")
    return any(
        segment in name.segments
        and name.concept
        and not name.concept.startswith(family)
        and heading.concept != SIGNATURE
        for name in found
    )


def _stands_beside(sheet: Sheet, segment: int, heading: Name, found: Sequence[Name]) -> bool:
    """Whether a segment stands in another column than a heading, level with something in its own."""
    here = sheet.segments[segment]
    if _in_column(sheet, heading.box, here.box) or here.box.left > heading.box.left:
        return False
    if any(segment in name.segments and _heads(name) for name in found):
        return False
    return any(
        item >= 0 and _in_column(sheet, heading.box, sheet.segments[item].box)
        for item in sheet.lines[here.line]
    )


def _between(sheet: Sheet, heading: Name, name: Name) -> Iterator[int]:
    first, last = sheet.segments[heading.last].line, sheet.segments[name.segments[0]].line
    for line in sheet.lines[first + 1 : last]:
        yield from (item for item in line if item >= 0)


# --- Signature boxes that nobody listed


def _signatures(sheet: Sheet, taken: set[int]) -> list[Name]:
    """Headings of the client's signature box: of words of signing alone, whatever their order."""
    found: list[Name] = []
    for head, above in enumerate(sheet.before):
        block = tuple(chain(sheet, head)) if above < 0 else ()
        for count in (1, 2, 3):
            part = block[:count]
            if len(part) < count or taken.intersection(part):
                break
            if _is_signature(" ".join(sheet.segments[at].text for at in part)):
                box = around([sheet.segments[at].box for at in part])
                found.append(Name(SIGNATURE, "signature", part, box))
                break
    return found[:20]


def _is_signature(text: str) -> bool:
    """Whether a text names the place where the client signs.

    >>> _is_signature("Nom, qualité, date, cachet et signature du client"), _is_signature("Signature")
    (True, False)
    >>> _is_signature("Date, nom et signature du client"), _is_signature("Date et signature du client")
    (True, False)
    """
    if len(text) > 120:
        return False
    words = _WORD.findall(fold(text))
    return (
        bool(words)
        and (words[0] != "date" or "nom" in words)
        and "signature" in words
        and bool(_CLIENT.intersection(words))
        and _OF_SIGNING.issuperset(words)
    )


# --- The day of another paper


def _of_order(sheet: Sheet, name: Name, found: Sequence[Name], known: set[str]) -> Name:
    """« Signé le » right under « Bon de commande n° » tells the day of the order."""
    if name.concept not in {"va.date", "mom.date"} or fold(name.text) not in _SIGNED_ON:
        return name
    above = [
        other
        for other in found
        if other.box.bottom <= name.box.top + 1
        and name.box.top - other.box.bottom <= 2.5 * sheet.height
        and abs(other.box.left - name.box.left) <= 2 * sheet.em
    ]
    nearest = max(above, key=lambda other: other.box.bottom, default=None)
    if nearest is None or nearest.concept != "order.number":
        return name
    day = "order.signature_date"
    return name._replace(concept=day if day in known else "")
