"""A round of 400,000 attempts ranked and awarded, without store and server.

Also alone: python Tests/Load/phases/ranking.py .build/release
"""

import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from table import Row, show  # noqa: E402


def measure(site):
    yield row(site.binaries)


def row(binaries):
    said = subprocess.run([binaries / "load-ranking"], capture_output=True, text=True, check=True).stdout
    return Row(
        "400,000 attempts ranked, awarded", int(re.search(r"^median (\d+)$", said, re.MULTILINE)[1]), "ms", goal=2000,
        less=True)


if __name__ == "__main__":
    show([row(pathlib.Path(sys.argv[1]).resolve())])
