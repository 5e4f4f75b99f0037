"""Write, or with ``--check`` compare, what is generated here: schema.json, index.json, dispositifs.json.

Every schema is checked with jsonschema first: against its own dialect; its example must be valid;
its blank must not be, where something is to be filled.  dispositifs.toml is read strictly, and must
say of every dispositif all that there is to say; every pieces.toml must fit its model.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from jsonschema import Draft202012Validator

from asp_check import schema
from asp_check.catalog import dispositifs, index, load_place, pieces_of
from asp_check.catalog.places import find_in
from asp_check.finding import UsageError
from asp_check.template import Template

ROOT = Path(__file__).resolve().parent


def generated() -> Iterator[tuple[Path, bytes]]:
    """Every generated file, with what it must hold."""
    for place in find_in(str(ROOT)):
        folder = Path(place.path)
        template = load_place(place)
        if pieces_of(template) is None:
            sys.exit(f"{folder}: no pieces.toml")
        text = schema.render(template)
        _prove(folder, template, Draft202012Validator(json.loads(text)))
        yield folder / "schema.json", text.encode()
    yield ROOT / index.INDEX, index.render(str(ROOT))
    yield ROOT / dispositifs.RELEASED, dispositifs.render(str(ROOT / dispositifs.WRITTEN))


def _prove(folder: Path, template: Template, validator: Draft202012Validator) -> None:
    validator.check_schema(validator.schema)
    validator.validate(_read(folder / "example.json"))
    filled = any(slot.declared.required for slot in template.slots)
    if filled and validator.is_valid(_read(folder / "blank.json")):
        sys.exit(f"{folder}: the schema takes the blank for a filled file")


def _read(path: Path) -> object:
    return json.loads(path.read_text(encoding="utf-8-sig"))


def main() -> int:
    """Run the command line; 1 if ``--check`` finds a stale file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if not fresh")
    only_check = parser.parse_args().check
    try:
        stale = [(path, data) for path, data in generated() if _current(path) != data]
    except UsageError as error:
        sys.exit(error.en)
    for path, data in stale:
        name = path.relative_to(ROOT.parent)
        if only_check:
            print(f"{name} is not fresh: run python schemas/generate.py")
        else:
            path.write_bytes(data)
            print(name)
    return 1 if stale and only_check else 0


def _current(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
