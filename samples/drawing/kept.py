"""What slow programs made once, by what they were given: a folder named by SAMPLES_CACHE, if any."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path


def kept(
    program: str, sources: Sequence[bytes], make: Callable[[Sequence[bytes]], Sequence[bytes]]
) -> list[bytes]:
    """What the program makes of each source, asked only for those that are not kept."""
    folder = os.environ.get("SAMPLES_CACHE")
    if not folder:
        return list(make(sources))
    paths = [Path(folder) / f"{program}-{hashlib.sha256(one).hexdigest()}" for one in sources]
    Path(folder).mkdir(parents=True, exist_ok=True)
    new = [number for number, path in enumerate(paths) if not path.exists()]
    if new:
        for number, data in zip(new, make([sources[number] for number in new]), strict=True):
            paths[number].write_bytes(data)
    return [path.read_bytes() for path in paths]
