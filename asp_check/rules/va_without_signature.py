"""X402: the VA attached is not signed by the client (C19).

Only a proved absence blocks.  On a scan, or without a box to look at, it is for a person to look.  The
MOM is the supplier's: nobody says that the client signs it.
"""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.matter import Answer, Matter
from asp_check.rules.common.signatures import charges
from asp_check.rules.common.sources import FAQ_VA

_ONE = {"/n": {"concept": "order.number"}}
_LIST = {"/*/n": {"concept": "order.number"}}
_BLANK, _FILE = '{"n": ""}', '{"n": "B1"}'
_SOLDE = {"request": "solde"}


def _va(signed: str, how: str, order: str = "B1", form: str = "pdf") -> dict[str, object]:
    return {
        "role": "va", "path": f"va-{order}.{form}", "form": form, "signed": signed, "how": how,
        "values": {"order.number": order},
    }  # fmt: skip


CAUSE = Cause(
    id="X402",
    name="va-without-signature",
    source=FAQ_VA,
    params=("reason", "side"),
    title=Text(
        "La VA jointe n'est pas signée par le client", "The client did not sign the VA attached"
    ),
    message=Text(
        "La VA n'est pas signée par le client\u00a0: {reason}.",
        "The client did not sign the VA: {reason}.",
    ),
    variants={
        ("side", "unclear"): Text(
            "Signature du client sur la VA, à vérifier\u00a0: {reason}.",
            "Signature of the client on the VA, to be checked: {reason}.",
        ),
        ("side", "draft"): Text(
            "La VA jointe est un fichier Word\u00a0: {reason}. Déposez le PDF signé.",
            "The VA attached is a Word file: {reason}. Deposit the signed PDF.",
        ),
        ("side", "spare-draft"): Text(
            "La VA figure aussi en fichier Word\u00a0: {reason}. Ne la déposez pas.",
            "The VA is there as a Word file too: {reason}. Do not deposit that one.",
        ),
    },
    why=Text(
        "Par la VA, le client constate que le logiciel livré répond à ce qui est exigé. Sans sa "
        "signature, la VA est tenue pour non conforme et le solde n'est pas versé.",
        "By the VA the client states that the software delivered does what is required. Without the "
        "client's signature it counts as non-conforming, and the balance is not paid.",
    ),
    mend=Text(
        "Joignez la VA signée. Si la signature est à un autre endroit, vérifiez-la à l'œil.",
        "Attach the signed VA. If the signature is at another place, look at it yourself.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_SOLDE, pieces=(_va("absent", "empty-box"),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_va("present", "image"),)),
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_SOLDE, pieces=(_va("absent", "draft", form="docx"),)),
        Example(
            _BLANK, _FILE, True, (1, 7), _ONE, facts=_SOLDE,
            pieces=(_va("absent", "draft", form="docx"), _va("present", "seal")),
        ),
        # What is signed by hand comes as a scan: it is to be looked at, and blocks nothing.
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_SOLDE, pieces=(_va("unclear", "no-box"),)),
        Example(
            f"[{_BLANK}, {_BLANK}]", '[{"n": "B1"}, {"n": "B2"}]', True, (1, 21), _LIST, facts=_SOLDE,
            pieces=(_va("present", "seal"), _va("absent", "empty-box", "B2")),
        ),
    ),
)  # fmt: skip


def check(matter: Matter, _given: Given) -> Iterator[Answer]:
    """Yield a charge for each VA that is not signed, or not known to be."""
    yield from charges(matter, "va", "va.date")
