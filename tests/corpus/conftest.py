from __future__ import annotations

from tests.cli.conftest import folder, interruptible, process, run

__all__ = ["folder", "interruptible", "process", "run"]
