"""Values to the exact bytes of a file, by construction; pure.

The tree of a template, which the accept path reads, is written: its fixed text as it is, and each
slot's literal from the value given.  What does not fit is told all at once.
"""

from __future__ import annotations

from asp_check.render.faults import Fault, RenderError, lines
from asp_check.render.place import Place, nearest, place, scalars

__all__ = ["Fault", "Place", "RenderError", "lines", "nearest", "place", "scalars"]
