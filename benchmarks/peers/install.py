"""Installs the other systems, each into an environment of its own under benchmarks/.peers/.

The requirement files pin everything that the systems import here, and are installed without
looking at what the packages ask for: see README.md beside this file.
"""

import subprocess
import venv
from pathlib import Path

PEERS = Path(__file__).parent
ENVIRONMENTS = PEERS.parent / ".peers"


def main() -> None:
    for requirements in sorted(PEERS.glob("*.txt")):
        environment = ENVIRONMENTS / requirements.stem
        print(f"{requirements.stem}: {environment}", flush=True)
        venv.create(environment, with_pip=True)
        subprocess.run(
            [environment / "bin" / "pip", "install", "--no-deps", "--requirement", requirements],
            check=True,
        )


if __name__ == "__main__":
    main()
