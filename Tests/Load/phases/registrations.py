"""Enough entrants for the phases that follow, entered through the API like everybody."""

import wrk
from bench_site import CONTEST
from table import Row, by_load

NEEDED = 20_000


def measure(site):
    before, number = site.stored_bytes, 0
    while len(site.tokens) < NEEDED and number < 10 * NEEDED:
        file = site.folder / "tokens"
        load = wrk.run(site, 5, script="registrations", arguments=[CONTEST, number, file])
        site.tokens += file.read_text().split()
        number += load.requests + 2 * wrk.CONNECTIONS
    yield by_load("registrations", load)
    yield Row("bytes on disk per entrant", (site.stored_bytes - before) / len(site.tokens), "B")
