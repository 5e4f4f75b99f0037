"""Write ``docs/rules/``, one page a rule, from the table of rules; ``--check`` only compares."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from asp_check.explain import index, page, page_name
from asp_check.rulebook import ALL

FOLDER = Path(__file__).parent / "rules"


def pages() -> Mapping[str, bytes]:
    """Every page of the folder, by file name."""
    texts = {page_name(cause): page(cause) for cause in ALL.values()}
    texts["index.md"] = index(ALL.values())
    return {name: text.encode() for name, text in texts.items()}


def stale(folder: Path) -> list[str]:
    """The names of the pages that are missing, different or no longer wanted in ``folder``."""
    wanted = pages()
    present = {path.name: path.read_bytes() for path in folder.glob("*.md")}
    return sorted(n for n in {*wanted, *present} if wanted.get(n) != present.get(n))


def write(folder: Path) -> None:
    """Make ``folder`` hold the pages, and no other."""
    folder.mkdir(exist_ok=True)
    wanted = pages()
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_bytes(text)


def main() -> int:
    """Run the command line; 1 if ``--check`` finds a stale page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if not fresh")
    if not parser.parse_args().check:
        write(FOLDER)
        return 0
    names = stale(FOLDER)
    for name in names:
        print(f"docs/rules/{name} is not fresh: run python docs/generate_rules.py")
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
