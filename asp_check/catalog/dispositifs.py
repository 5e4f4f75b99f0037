"""What is known of the dispositifs: those that come with the program, and the user's own file."""

from __future__ import annotations

from collections.abc import Mapping

from asp_check.dispositif import Dispositif


def load(path: str | None = None) -> Mapping[str, Dispositif]:
    """Every dispositif by its code in lower case; ``path`` is a file that overrides or adds."""
    return {}
