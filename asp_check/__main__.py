"""``asp-check`` and ``python -m asp_check``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; the exit code is the verdict's."""
    try:
        from asp_check import cli
    except KeyboardInterrupt:
        # Before there is anything to say it with.
        return 3
    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
