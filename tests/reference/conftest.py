"""Files of reference data in the shapes that people have them, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from asp_check.finding import UsageError
from asp_check.reference import load
from asp_check.reference.settings import ReferenceFile

Read = Callable[..., Any]
Told = Callable[..., str]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write this content in a file, and load it."""

    def read(name: str, content: str | bytes, file: str = "table.csv", **settings: Any) -> Any:
        path = tmp_path / file
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return load(name, ReferenceFile(str(path), **settings))

    return read


@pytest.fixture
def told(read: Read, tmp_path: Path) -> Told:
    """What is said of a file that cannot be used, without its folder: one line, in both languages."""

    def told(name: str, content: str | bytes, file: str = "table.csv", **settings: Any) -> str:
        with pytest.raises(UsageError) as caught:
            read(name, content, file, **settings)
        error = caught.value
        for text in (str(error), error.en):
            assert "\n" not in text
            assert text.startswith((f"{tmp_path}/{file} : ", f"{tmp_path}/{file}:"))
        assert len(str(error)) < 400 + len(str(tmp_path))
        return str(error).removeprefix(f"{tmp_path}/")

    return told
