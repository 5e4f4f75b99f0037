"""The shape of a text on flat arrays: one entry a key, a scalar, an opening, a closing.

Flat because an object a token takes many times the memory of the file.  An entry's span counts
bytes of the text; an entry that the file lacks and a repair assumed has no width.
"""

from __future__ import annotations

from array import array

OBJECT, ARRAY, STRING, NUMBER, TRUE, FALSE, NULL, OTHER, KEY, CLOSE = range(1, 11)

KIND_NAMES = {
    OBJECT: "object", ARRAY: "array", STRING: "string", NUMBER: "number", TRUE: "true",
    FALSE: "false", NULL: "null", OTHER: "other",
}  # fmt: skip


class Tape:
    """The entries, in the order of the text.

    ``ends`` of an opening is where its container ends; ``links`` of an opening is the index after
    its closing, and of a closing the index of its opening.  ``contents`` holds the span of the
    content of the strings that are not between two plain quotes.
    """

    __slots__ = ("contents", "ends", "kinds", "links", "starts")

    def __init__(self) -> None:
        self.kinds = bytearray()
        self.starts = array("I")
        self.ends = array("I")
        self.links = array("I")
        self.contents: dict[int, tuple[int, int]] = {}

    def __len__(self) -> int:
        return len(self.kinds)

    def add(self, kind: int, start: int, end: int) -> int:
        """Append an entry; its index."""
        index = len(self.kinds)
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)
        self.links.append(index + 1)
        return index

    def close(self, opening: int, start: int, end: int) -> None:
        """Append the closing of the container that opened at entry ``opening``."""
        index = self.add(CLOSE, start, end)
        self.links[index] = opening
        self.links[opening] = index + 1
        self.ends[opening] = end

    def truncate(self, length: int) -> None:
        """Forget the entries from ``length`` on."""
        del self.kinds[length:]
        del self.starts[length:]
        del self.ends[length:]
        del self.links[length:]
        for index in [index for index in self.contents if index >= length]:
            del self.contents[index]
