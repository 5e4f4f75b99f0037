"""What to say of the signature of a piece: that it is not there, or that it is to be looked for."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Text
from asp_check.finding import Severity
from asp_check.pieces.model import Role
from asp_check.pieces.words import SIGNED
from asp_check.rules.common.compared import value_at
from asp_check.rules.common.matter import Charge, Matter, Seen

_ELSEWHERE = frozenset({"image-elsewhere", "ink-elsewhere"})
"""The box is empty, and there is a picture or a drawing elsewhere that may be a signature."""


def charges(matter: Matter, role: Role, concept: str) -> Iterator[Charge]:
    """What to say of each paper of a role; ``concept`` is that of the date of its signature.

    A scan is how signed papers come: what cannot be told there is only to be looked at.  So is a
    draft that lies beside the paper made from it.
    """
    pieces = matter.pieces.get(role, ())
    is_final = any(piece.signed.how != "draft" for piece in pieces)
    for piece in pieces:
        state, how, _ = piece.signed
        if state == "present":
            continue
        reason = SIGNED.get(how, Text(how, how))
        params = {"reason_fr": reason.fr, "reason_en": reason.en, "side": state}
        if how == "draft":
            params["side"] = "spare-draft" if is_final else how
        only_told = state == "unclear" or params["side"] == "spare-draft"
        severity = Severity.INFO if only_told else None
        if how in _ELSEWHERE:
            severity = (
                Severity.WARNING
            )  # The client's box is empty: what stands elsewhere is perhaps not his.
        yield Charge(value_at(matter, concept), params, [Seen(piece)], severity)
