"""``asp-check`` and ``python -m asp_check``."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run the command line; the exit code is the verdict's."""
    # A run leaves few cycles and is soon over: to look for them while modules are imported, and
    # once more at the end, takes a tenth of the time of a small check.
    gc.set_threshold(100_000)
    try:
        from asp_check import cli
    except KeyboardInterrupt:
        # Before there is anything to say it with.
        return 3
    code = cli.main(sys.argv[1:])
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(main())
