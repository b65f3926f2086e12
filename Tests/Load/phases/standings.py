"""A million standings without store and server: a place, the first hundred, and a better attempt put in.

Also alone: python Tests/Load/phases/standings.py .build/release
"""

import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from table import Row, show  # noqa: E402


def measure(site):
    yield from rows(site.binaries)


def rows(binaries):
    said = subprocess.run([binaries / "load-standings"], capture_output=True, text=True, check=True).stdout

    def number(pattern):
        return int(re.search(pattern, said, re.MULTILINE)[1])

    for what, name in ("my rank among 1 million, p99", "rank"), ("first 100 of 1 million, p99", "top"):
        yield Row(what, number(rf"^{name} \d+ (\d+)$"), "us", floor=1_000_000, goal=1000, less=True)
    yield Row("a better attempt put in, p99", number(r"^change \d+ (\d+)$"), "us")
    yield Row("memory per standing", number(r"^bytes (\d+)$"), "B")


if __name__ == "__main__":
    show(list(rows(pathlib.Path(sys.argv[1]).resolve())))
