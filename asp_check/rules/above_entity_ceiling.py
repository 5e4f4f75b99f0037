"""R112: the amounts of a legal entity are above the ceiling that it has (C09).

Some tables of ceilings go by legal entity.  Where several amounts depend on one, that its ceiling is
for their sum is our inference: it only warns.  A single amount is held against it like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.above_ceiling import ENTITY, KINDS, NAMES, ceiling_of, named_by
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.money import FAQ_TAX, NOISE, adds_up, links, numbers, shown

_SITE, _HT = {"concept": "client.finess"}, {"concept": "amount.excl_tax"}
_ONE = {"/e": {"concept": ENTITY}, "/ht": _HT}
_SITES = {"/e": {"concept": ENTITY}, "/c/*/f": _SITE, "/c/*/ht": _HT}
_ORDERS = {"/o/*/e": {"concept": ENTITY}, "/o/*/c/*/ht": _HT}
_BLANK = '{"e": "", "c": [{"f": "", "ht": 0.00}, {"f": "", "ht": 0.00}]}'
_ORDER = '{"e": "", "c": [{"ht": 0.00}, {"ht": 0.00}]}'
_KNOWN = {"ceilings": {"2A0000386": "1000.00"}}
_BOTH = {"ceilings": {"2A0000386": "1000.00", "2A0000014": "600.00"}}
_EACH = {"ceilings": {**_BOTH["ceilings"], "2B0000020": "600.00"}}


def _two(second: str) -> str:
    sites = f'{{"f": "2A0000014", "ht": 600.00}}, {{"f": "2B0000020", "ht": {second}}}'
    return f'{{"e": "2A0000386", "c": [{sites}]}}'


CAUSE = Cause(
    id="R112",
    name="above-entity-ceiling",
    source=FAQ_TAX,
    params=("key", "found", "suggestion", "number", "limit"),
    title=Text(
        "Les montants HT dépassent le plafond de l'entité juridique",
        "The amounts excluding tax are above the ceiling of the legal entity",
    ),
    message=Text(
        "Le montant HT «\u00a0{key}\u00a0» ({found}\u00a0€) dépasse le plafond de l'entité juridique "
        "{number} ({suggestion}\u00a0€). Ramenez-le au plafond ou vérifiez le numéro.",
        "The amount excluding tax “{key}” (€{found}) is above the ceiling of the legal entity "
        "{number} (€{suggestion}). Lower it to the ceiling, or check the number.",
    ),
    variants={
        ("limit", "sum"): Text(
            "La somme des montants HT ({found}\u00a0€) dépasse le plafond de l'entité juridique "
            "{number} ({suggestion}\u00a0€). Vérifiez ces montants et le numéro.",
            "The sum of the amounts excluding tax (€{found}) is above the ceiling of the legal "
            "entity {number} (€{suggestion}). Check these amounts, and the number.",
        ),
        ("limit", "mixed"): Text(
            "Un plafond est connu pour l'entité juridique {number} et un autre pour une partie de ses "
            "établissements\u00a0: les autres montants n'ont pas été comparés. Vérifiez le fichier des "
            "plafonds.",
            "A ceiling is known for the legal entity {number}, and another for some of its "
            "establishments: the other amounts were not compared. Check the file of ceilings.",
        ),
    },
    why=Text(
        "Les montants HT doivent être inférieurs ou égaux au plafond réglementaire. Votre fichier des "
        "plafonds en donne un pour l'entité juridique, mais pas pour chacun de ses établissements.",
        "The amounts excluding tax must not be above the regulatory ceiling. Your file of ceilings "
        "has one for the legal entity, but not for each of its establishments.",
    ),
    mend=Text(
        "Ramenez les montants au plafond, sur le bon de commande et dans la demande. Si chaque "
        "établissement a son propre plafond, ajoutez-le à votre fichier des plafonds.",
        "Lower the amounts to the ceiling, on the purchase order and in the request. If each "
        "establishment has a ceiling of its own, add it to your file of ceilings.",
    ),
    examples=(
        # One amount is held against the ceiling; the sum of several only warns.
        Example(
            '{"e": "", "ht": 0.00}', '{"e": "2A0000386", "ht": 1000.01}', True, (1, 26), _ONE,
            facts=_KNOWN,
        ),
        Example(
            '{"e": "", "ht": 0.00}', '{"e": "2A0000386", "ht": 1000.00}', False, None, _ONE,
            facts=_KNOWN,
        ),
        Example(_BLANK, _two("400.01"), True, (1, 7), _SITES, facts=_KNOWN),
        Example(_BLANK, _two("400.00"), False, None, _SITES, facts=_KNOWN),
        Example(
            f'{{"o": [{_ORDER}, {_ORDER}]}}',
            '{"o": [{"e": "2A0000386", "c": [{"ht": 900.00}, {"ht": 100.00}]}, '
            '{"e": "2A0000386", "c": [{"ht": 900.00}, {"ht": 100.01}]}]}',
            True, (1, 73), _ORDERS, facts=_KNOWN,
        ),
        # Establishments have ceilings of their own: some; all.
        Example(_BLANK, _two("600.00"), True, (1, 7), _SITES, facts=_BOTH),
        Example(_BLANK, _two("600.00"), False, None, _SITES, facts=_EACH),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection if the amounts of a legal entity are above its own ceiling together."""
    entity, amounts = case.subject, case.all("amount.excl_tax")
    most = ceiling_of(case, given, entity) if entity.sound and not entity.empty else None
    # A site whose identifier is at fault may have a ceiling of its own.
    if most is None or not case.is_sound(*NAMES):
        return
    named = [values for kind in KINDS if (values := named_by(case, kind))]
    known = [[ceiling_of(case, given, value) is not None for value in found] for found in named]
    if any(map(all, known)):
        return  # R104 compares each amount.
    if any(map(any, known)):
        params = {"number": entity.text, "limit": "mixed"}
        yield Objection(entity, params, Severity.INFO, "inference")
        return
    parts = numbers(amounts)
    whole = None if parts is None else sum(parts, Decimal(0))
    if whole is not None and whole - most >= NOISE and adds_up(given, entity, amounts):
        yield _above(entity, amounts, whole, most)


def _above(entity: Value, amounts: Sequence[Value], whole: Decimal, most: Decimal) -> Objection:
    several = len(amounts) > 1
    at, others = (entity, amounts) if several else (amounts[0], [entity])
    return Objection(
        at,
        {
            "key": at.key,
            "found": shown(whole) if several else at.text,
            "suggestion": shown(most),
            "number": entity.text,
            "limit": "sum" if several else "one",
        },
        Severity.WARNING if several else None,
        "inference" if several else None,
        links(others),
        shown(most),
    )
