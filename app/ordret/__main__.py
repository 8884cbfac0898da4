"""`python -m ordret` and the command `ordret`."""

import sys

from ordret.cli.boundary import run


def main() -> None:
    """Carry out what stands after the command's name."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
