"""What to say of the signature of a piece: that it is not there, or that it is to be looked for."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Text
from asp_check.finding import Severity
from asp_check.pieces.model import Role
from asp_check.pieces.words import SIGNED
from asp_check.rules.common.compared import value_at
from asp_check.rules.common.matter import Charge, Matter, Seen


def charges(matter: Matter, role: Role, concept: str) -> Iterator[Charge]:
    """What to say of each paper of a role; ``concept`` is that of the date or fact of its signature.

    A scan is how signed papers come: what cannot be told there is only to be looked at.
    """
    for piece in matter.pieces.get(role, ()):
        state, how, _ = piece.signed
        if state == "present":
            continue
        reason = SIGNED.get(how, Text(how, how))
        params = {"reason_fr": reason.fr, "reason_en": reason.en, "side": state}
        if how == "draft":
            params["side"] = how
        severity = Severity.INFO if state == "unclear" else None
        yield Charge(value_at(matter, concept), params, [Seen(piece)], severity)
