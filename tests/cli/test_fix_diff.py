"""The difference that ``asp-check fix --diff`` draws: bounded, and line endings told in one line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from asp_check.cli.fix_diff import MOST, _blocks, _bounded, _slices, unified
from tests.cli.conftest import OK


def drawn(old: bytes, new: bytes) -> list[str]:
    return unified("f", old, new, "en", False).splitlines()


def test_line_endings_alone_are_one_line_and_an_example() -> None:
    new = "".join(f"line {n}\n" for n in range(500)).encode()
    assert drawn(new.replace(b"\n", b"\r\n"), new) == [
        "--- f",
        "+++ f (repaired)",
        "\\ line endings: CRLF becomes LF on 500 lines; nothing else changes, for example:",
        "@@ -1,3 +1,3 @@",
        "-line 0⟨CR⟩⟨LF⟩",
        "-line 1⟨CR⟩⟨LF⟩",
        "-line 2⟨CR⟩⟨LF⟩",
        "+line 0",
        "+line 1",
        "+line 2",
    ]


def test_to_crlf() -> None:
    lines = drawn(OK.encode(), OK.replace("\n", "\r\n").encode())
    assert lines[2].startswith("\\ line endings: LF becomes CRLF on 9 lines")
    assert "+{⟨CR⟩⟨LF⟩" in lines


def test_mixed_line_endings_that_mostly_change() -> None:
    old = OK.replace("\n", "\r\n").replace("\r\n", "\n", 1).replace("\r\n", "\r", 1).encode()
    assert drawn(old, OK.encode())[2].startswith("\\ line endings: CR, CRLF becomes LF on 8 lines")


def test_a_few_line_endings_are_drawn_where_they_are() -> None:
    lines = drawn(OK.replace("\n", "\r\n", 2).encode(), OK.encode())
    assert not any(line.startswith("\\") for line in lines)
    assert "-{⟨CR⟩⟨LF⟩" in lines


def test_a_file_indented_anew_is_drawn_in_part() -> None:
    old = "".join(f"    {n},\n" for n in range(2000)).encode()
    lines = drawn(old, old.replace(b"    ", b"  "))
    assert len(lines) == MOST + 4
    # Old and new lines near one another.
    assert lines[2:4] == ["@@ -1,100 +1,100 @@", "-    0,"]
    assert lines[13] == "+  0,"
    assert lines[-1] == (
        "\\ 3800 more changed lines are not shown; --in-place or --output FILE writes them all"
    )


def test_a_minified_file_shows_its_one_line_and_the_first_of_many() -> None:
    new = "".join(f"{n},\n" for n in range(1000)).encode()
    lines = drawn(new.replace(b"\n", b""), new)
    assert len(lines) <= MOST + 6
    assert lines[-2].startswith("+")
    assert lines[-1].startswith("\\ 80")


def test_many_changes_far_from_one_another() -> None:
    old = [f"line {n}\n" for n in range(5000)]
    new = [f"{line[:-1]}!\n" if n % 20 == 0 else line for n, line in enumerate(old)]
    lines = drawn("".join(old).encode(), "".join(new).encode())
    assert len(lines) < MOST + 20
    hidden = 2 * 250 - sum(line[:1] in "+-" for line in lines[2:])
    assert lines[-1].startswith(f"\\ {hidden} more changed lines are not shown")


_TEXTS = st.lists(st.sampled_from([b"a\n", b"b\n", b"c\n", b"a\r\n"]), max_size=30)


@given(_TEXTS, _TEXTS, st.integers(1, 20))
def test_no_changed_line_is_lost(old: list[bytes], new: list[bytes], most: int) -> None:
    blocks = list(_blocks(old, new))
    kept, left = _bounded(blocks, most)

    def size(some: list) -> int:  # type: ignore[type-arg]
        return sum(b.end - b.start + b.new_end - b.new_start for b in some)

    assert size(kept) + left == size(blocks)
    assert size(kept) <= most
    assert size([part for block in kept for part in _slices(block)]) == size(kept)
