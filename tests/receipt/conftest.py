from __future__ import annotations

from tests.cli.conftest import folder, interruptible, process, run
from tests.cli.test_dossier import templates

__all__ = ["folder", "interruptible", "process", "run", "templates"]
