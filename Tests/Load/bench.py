"""Speed in one run on one machine: `make bench`. Load and server share it, everything stays on the loopback interface.

A phase is a file in `phases/` with `measure(site)`, which yields rows; it is listed here. Rates mean little by themselves:
read them against the bare rates of the same run.
"""

import sys

from bench_site import Site
from phases import (
    bank_import, bare, journeys, memory, overload, pages, ranking, registrations, saves, standings, start, starts)
from table import show

# In this order: those after the registrations use up the entrants that were registered, and after the overload
# the door is closed for a while.
PHASES = [
    bare, pages, registrations, starts, saves, journeys, memory, bank_import, overload, ranking, standings, start]


def main(binaries, only):
    site, rows = Site(binaries), []
    try:
        for phase in PHASES:
            name = phase.__name__.rpartition(".")[2]
            if not only or name in only:
                print(f"{name} …", file=sys.stderr, flush=True)
                rows += phase.measure(site)
    finally:
        site.discard()
        # Also when a phase has failed: what was measured before it stands.
        show(rows)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
