"""Whole attempts of twenty questions: start, paper, twenty saves, submission; and what one takes on disk."""

import wrk
from bench_site import ROUND
from table import Row

THREADS = 32
REQUESTS = 23
# As many as the demo contest allows in one round.
PER_ENTRANT = 3


def measure(site):
    file = site.folder / "tokens"
    file.write_text("\n".join(site.take(len(site.tokens))))
    submitted, stored = site.events("submissions"), site.stored_bytes
    load = wrk.run(
        site, 20, script="journeys", arguments=[ROUND, file, PER_ENTRANT, THREADS], threads=THREADS,
        connections=THREADS)
    done = site.events("submissions") - submitted
    yield Row("whole attempts of 20 questions", done / load.seconds, requests=load.rate, tail=load.tail, cost=load.cost,
              failed=load.failed)
    yield Row("bytes on disk per attempt", (site.stored_bytes - stored) / done, "B", goal=600, less=True)
    recorded = site.query("SELECT COUNT(*) FROM attempt WHERE state = 'submitted'")
    yield Row("acknowledged submissions missing", site.events("submissions") - recorded, "", floor=0, less=True)
