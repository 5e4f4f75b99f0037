"""What is said when a blank is not the one its manifest was made from."""

from __future__ import annotations

from hashlib import sha256

import pytest

from asp_check.catalog.drift import differences, words

LF = b'{\n  "a": ""\n}\n'


@pytest.mark.parametrize(
    ("now", "before", "causes"),
    [
        (LF.replace(b"\n", b"\r\n"), LF, ("newlines",)),
        (LF, LF.replace(b"\n", b"\r\n"), ("newlines",)),
        (LF.replace(b"\n", b"\r"), LF, ("newlines",)),
        (b"\xef\xbb\xbf" + LF, LF, ("bom",)),
        (LF, b"\xef\xbb\xbf" + LF, ("bom",)),
        (LF[:-1], LF, ("end",)),
        (LF + b"\n", LF, ("end",)),
        (LF, LF[:-1], ("end",)),
        (b"{}\r\n", b"{}", ("end",)),
        (b"{}", b"{}\n", ("end",)),
        (LF.replace(b"\n", b"\r\n")[:-2], LF, ("newlines", "end")),
        (b"\xef\xbb\xbf" + LF.replace(b"\n", b"\r\n"), LF, ("newlines", "bom")),
        (LF.replace(b"a", b"b"), LF, ()),
        (LF.replace(b"  ", b"    "), LF, ()),
        (b"", LF, ()),
    ],
)
def test_what_alone_differs(now: bytes, before: bytes, causes: tuple[str, ...]) -> None:
    assert differences(now, sha256(before).hexdigest()) == causes


def test_it_is_said_in_words() -> None:
    french, english = words(("newlines", "bom", "end"))
    assert french == "les fins de ligne, la marque d’ordre des octets (BOM) et la fin du fichier"
    assert english == "the newlines, the byte-order mark (BOM) and the end of the file"
