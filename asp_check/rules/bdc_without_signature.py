"""X401: the purchase order attached is not signed by the client (C14).

Only a proved absence blocks.  On a scan, or without a box to look at, it is for a person to look.
"""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.matter import Answer, Matter
from asp_check.rules.common.signatures import charges
from asp_check.rules.common.sources import FAQ_ORDER

_ONE = {"/n": {"concept": "order.number"}}
_LIST = {"/*/n": {"concept": "order.number"}}
_BLANK, _FILE = '{"n": ""}', '{"n": "B1"}'
_AVANCE = {"request": "avance"}


def _bdc(signed: str, how: str, order: str = "B1", form: str = "pdf") -> dict[str, object]:
    return {
        "role": "bdc", "path": f"bdc-{order}.{form}", "form": form, "signed": signed, "how": how,
        "values": {"order.number": order},
    }  # fmt: skip


CAUSE = Cause(
    id="X401",
    name="bdc-without-signature",
    source=FAQ_ORDER,
    params=("reason", "side"),
    title=Text(
        "Le bon de commande joint n'est pas signé par le client",
        "The client did not sign the purchase order attached",
    ),
    message=Text(
        "Le bon de commande n'est pas signé par le client\u00a0: {reason}.",
        "The client did not sign the purchase order: {reason}.",
    ),
    variants={
        ("side", "unclear"): Text(
            "Signature du client sur le bon de commande, à vérifier\u00a0: {reason}.",
            "Signature of the client on the purchase order, to be checked: {reason}.",
        ),
        ("side", "draft"): Text(
            "Le bon de commande joint est un fichier Word\u00a0: {reason}. Déposez le PDF signé.",
            "The purchase order attached is a Word file: {reason}. Deposit the signed PDF.",
        ),
        ("side", "spare-draft"): Text(
            "Le bon de commande figure aussi en fichier Word\u00a0: {reason}. Ne le déposez pas.",
            "The purchase order is there as a Word file too: {reason}. Do not deposit that one.",
        ),
    },
    why=Text(
        "Le responsable de la structure cliente doit avoir signé le bon de commande et ses annexes, à la "
        "main ou par une signature électronique admise. Sans cet accord, rien n'est financé.",
        "The person in charge at the client must have signed the purchase order and its annexes, "
        "by hand or by an accepted electronic signature. Without it, nothing is funded.",
    ),
    mend=Text(
        "Joignez le bon de commande signé. Si la signature est à un autre endroit, vérifiez-la à l'œil.",
        "Attach the signed purchase order. If the signature is at another place, look at it yourself.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_AVANCE, pieces=(_bdc("absent", "empty-box"),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_AVANCE, pieces=(_bdc("present", "ink"),)),
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_AVANCE, pieces=(_bdc("absent", "draft", form="docx"),)),
        Example(
            _BLANK, _FILE, True, (1, 7), _ONE, facts=_AVANCE,
            pieces=(_bdc("absent", "draft", form="docx"), _bdc("present", "seal")),
        ),
        # What is signed by hand comes as a scan: it is to be looked at, and blocks nothing.
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_AVANCE, pieces=(_bdc("unclear", "scan"),)),
        Example(
            f"[{_BLANK}, {_BLANK}]", '[{"n": "B1"}, {"n": "B2"}]', True, (1, 21), _LIST, facts=_AVANCE,
            pieces=(_bdc("present", "seal"), _bdc("absent", "empty-box", "B2")),
        ),
    ),
)  # fmt: skip


def check(matter: Matter, _given: Given) -> Iterator[Answer]:
    """Yield a charge for each purchase order that is not signed, or not known to be."""
    yield from charges(matter, "bdc", "order.signature_date")
