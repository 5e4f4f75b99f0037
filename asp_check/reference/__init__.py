"""The user's own reference data: tables in files, indexed once, never from the network.

Importing this costs nothing: what reads the files is imported when one is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asp_check.facts import Ceilings, Finess, Funded
    from asp_check.reference.settings import ReferenceFile

__all__ = ["load"]


def load(name: str, settings: ReferenceFile) -> Ceilings | Finess | Funded:
    """The reference data ``name``, one of ``settings.NAMES``, indexed.

    Raises ``UsageError``, with the file, its line and what to do, if it cannot be used: nothing is
    guessed, and nothing is left out in silence.
    """
    from asp_check.reference.loading import read

    return read(name, settings)
