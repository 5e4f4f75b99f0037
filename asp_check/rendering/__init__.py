"""Values to the exact bytes of a file, by construction; pure.

The tree of a template, which the accept path reads, is written: its fixed text as it is, and each
slot's literal from the value given.  What does not fit is told all at once.

>>> from asp_check.template import build
>>> render({"b": 1.5, "a": "x"}, build(b'{"a": "", "b": 0.00}\\n', name="blank"))
b'{"a": "x", "b": 1.50}\\n'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from asp_check.document import MAX_SIZE
from asp_check.exactness.accept import accept
from asp_check.finding import UsageError
from asp_check.rendering.faults import MOST, Fault, RenderError, lines
from asp_check.rendering.flat import is_flat, nested
from asp_check.rendering.place import Place, nearest, place, scalars
from asp_check.rendering.writing import plain, write
from asp_check.template import Template

__all__ = ["Fault", "Place", "RenderError", "lines", "nearest", "place", "render", "scalars"]


def render(values: object, template: Template) -> bytes:
    """The file that holds these values, exact to the byte.

    ``values`` has the shape of the JSON: a mapping (or a list, where the template is an array), or a
    pydantic model; or it is a mapping of JSON Pointers and concepts to values.  Numbers are ``int`` or
    ``Decimal``; a ``float`` where the digits that it shows are exact in the decimals of the slot.
    What the template fixes may be left out, and its optional members.

    Raises ``RenderError`` with every fault if the values do not fit; ``RuntimeError`` if what was
    written is not exact, which would be a fault of ours.
    """
    values = plain(values)
    early: Sequence[Fault] = ()
    if is_flat(template, values):
        values, early = nested(template, cast("Mapping[object, object]", values))
    data, faults, count = write(template, values)
    if early or faults:
        told = [*early, *faults]
        raise RenderError(told[:MOST], template.id, len(early) + count)
    if len(data) > MAX_SIZE:
        raise UsageError(
            f"le fichier aurait {len(data)} octets, plus que ce qui est contrôlé ({MAX_SIZE})",
            f"the file would have {len(data)} bytes, more than what is checked ({MAX_SIZE})",
        )
    run = accept(template, data)
    if run.stopped >= 0:
        raise RuntimeError(f"rendered, and not exact at byte {run.stopped}")
    if not run.filled:
        blank = Fault(
            "",
            "blank",
            "rien n’est rempli : ce serait le modèle vierge",
            "nothing is filled in: this would be the blank model",
        )
        raise RenderError([blank], template.id)
    return data
