"""MSSanté address: the mailbox of a practitioner or establishment with an MSSanté operator.

Form: that of an e-mail address.
Key: none; the list of operators' domains is the ANS's, so a public mail service is a warning
and a domain without « mss » an information.
Source: https://esante.gouv.fr/offres-services/mssante
Certainty: official for the form, inference for domains.

>>> judge("cardiologie@ch-xyz.mssante.fr")
()
>>> print(judge("cabinet.dupont@gmail.com")[0].fr)
messagerie grand public (gmail.com) : indiquez l'adresse MSSanté du client
>>> str(judge("cardiologie@ch-xyz.fr")[0].severity)
'info'
"""

from __future__ import annotations

from asp_check.finding import Severity
from asp_check.text import shorten
from asp_check.values.email import judge_address
from asp_check.values.refusal import Refusal

KIND = "mssante"

_PUBLIC = frozenset(
    {
        "aol", "bbox", "free", "gmail", "gmx", "googlemail", "hotmail", "icloud", "laposte",
        "live", "msn", "neuf", "numericable", "orange", "outlook", "proton", "protonmail", "sfr",
        "wanadoo", "yahoo",
    }
)  # fmt: skip
"""Names of public mail services, whatever their country."""


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this is hardly an MSSanté address; empty if it looks like one."""
    refusals = judge_address(value, KIND)
    if refusals:
        return refusals
    domain = value.rpartition("@")[2].lower()
    if domain.count(".") == 1 and domain.partition(".")[0] in _PUBLIC:
        return (
            Refusal(
                KIND,
                f"messagerie grand public ({domain}) : indiquez l'adresse MSSanté du client",
                f"a public mail service ({domain}): give the client's MSSanté address",
                severity=Severity.WARNING,
                certainty="inference",
            ),
        )
    if "mss" not in domain:
        shown = shorten(domain)
        return (
            Refusal(
                KIND,
                f"le domaine {shown} ne dit pas MSSanté : vérifiez que c'en est une adresse",
                f"the domain {shown} does not say MSSanté: check that it is such an address",
                severity=Severity.INFO,
                certainty="inference",
            ),
        )
    return ()
