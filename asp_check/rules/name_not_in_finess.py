"""R307: the name of the client is nothing like that of its FINESS number in the directory."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.identifiers import establishment, number
from asp_check.rules.common.names import unlike

_ONE = {"/n": {"concept": "client.name"}, "/f": {"concept": "client.finess"}}
_TWO = {"/c/*/n": _ONE["/n"], "/c/*/f": _ONE["/f"]}
_LIST = {"/n": _ONE["/n"], "/f/*": _ONE["/f"]}
_KNOWN = {"830101259": {"name": "CH DE BRIGNOLES"}, "830101283": {"name": "CLINIQUE SAINT-JEAN"}}

CAUSE = Cause(
    id="R307",
    name="name-not-in-finess",
    source="https://www.data.gouv.fr/datasets/finess-structures-1",
    params=("found", "other", "number"),
    title=Text(
        "Le nom du client ne ressemble pas à celui de son numéro FINESS",
        "The name of the client is nothing like that of its FINESS number",
    ),
    message=Text(
        "Le nom «\u00a0{found}\u00a0» ne ressemble pas à celui du FINESS {number} dans le répertoire"
        "\u00a0: «\u00a0{other}\u00a0». Vérifiez que le numéro est le bon.",
        "The name “{found}” is nothing like that of FINESS number {number} in the directory: "
        "“{other}”. Check that the number is the right one.",
    ),
    why=Text(
        "Un numéro recopié d'une autre ligne est bien formé et existe\u00a0: seul le nom révèle "
        "l'erreur. Un établissement peut aussi avoir un nom d'usage différent.",
        "A number copied from another row is well formed and exists: the name alone gives it away. "
        "An establishment may also go by another name.",
    ),
    mend=Text(
        "Comparez le nom et le numéro avec le bon de commande signé, et corrigez celui qui est inexact.",
        "Compare the name and the number with the signed purchase order, and correct the one of the "
        "two that is wrong.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            '{"n": "", "f": ""}', '{"n": "Clinique du Parc", "f": "830101283"}', True, (1, 7), _ONE,
            facts={"finess": _KNOWN},
        ),
        Example(
            '{"n": "", "f": ""}', '{"n": "Centre hospitalier, Brignoles", "f": "830101259"}',
            False, None, _ONE, facts={"finess": _KNOWN},
        ),
        Example(
            '{"c": [{"n": "", "f": ""}, {"n": "", "f": ""}]}',
            '{"c": [{"n": "CH Brignoles", "f": "830101259"}, {"n": "CH Brignoles", "f": "830101283"}]}',
            True, (1, 55), _TWO, facts={"finess": _KNOWN},
        ),
        # A name that says only what it is; a name for several numbers.
        Example(
            '{"n": "", "f": ""}', '{"n": "Clinique", "f": "830101259"}', False, None, _ONE,
            facts={"finess": _KNOWN},
        ),
        Example(
            '{"n": "", "f": ["", ""]}', '{"n": "Groupe du Parc", "f": ["830101259", "830101283"]}',
            False, None, _LIST, facts={"finess": _KNOWN},
        ),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a name that shares no telling word with that of the directory."""
    name, finess = case.subject, case.one("client.finess")
    if not name.sound or name.empty or finess is None:
        return
    row = establishment(finess, given)
    # The number of a legal entity has its own finding.
    if row is not None and not row.is_legal and unlike(name.text, row.name):
        params = {"found": name.text, "other": row.name, "number": number(finess)}
        yield Objection(name, params, links=((finess, "compared"),), expected=row.name)
