"""What there is to say of the signatures found in a file: never that they are valid."""

from __future__ import annotations

from asp_check.causes.cause import Text
from asp_check.pieces.model import Seal
from asp_check.pieces.words import LATER
from asp_check.text import shorten, visible

_LONGEST = 80


def told(seal: Seal) -> Text:
    """Who signed and when, whether that covers the whole file, and what was done since.

    >>> told(Seal("Anne Le Goff", "2025-02-14", whole=True)).en
    'electronic signature: Anne Le Goff, 2025-02-14, over the whole file; validity not checked'
    """
    who = ", ".join(visible(shorten(part, _LONGEST)) for part in (seal.signer, seal.date) if part)
    later = [LATER[key] for key in seal.later.split(",") if key in LATER]
    fr, en = [who or "signataire inconnu"], [who or "unknown signer"]
    if seal.whole is not None:
        fr.append("sur tout le fichier" if seal.whole else "pas sur tout le fichier")
        en.append("over the whole file" if seal.whole else "not over the whole file")
    fr += [f"depuis, {text.fr}" for text in later]
    en += [f"since then, {text.en}" for text in later]
    return Text(
        f"signature électronique\u00a0: {', '.join(fr)}\u00a0; validité non vérifiée",
        f"electronic signature: {', '.join(en)}; validity not checked",
    )
