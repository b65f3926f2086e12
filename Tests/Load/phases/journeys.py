"""Whole attempts of twenty questions: with a save after every answer, and as one who signs in, answers and hands in.

Moodle 5.1 on PostgreSQL did 2.5 attempts a second on such a machine, signing in included.
"""

import wrk
from bench_site import CONTEST, ROUND
from table import Row

THREADS = wrk.CONNECTIONS
# As many as the demo contest allows in one round.
PER_ENTRANT = 3
MOODLE = 2.5
# Persons whom no other phase knows.
FIRST_PERSON = 700_000


def measure(site):
    file = site.folder / "tokens"
    file.write_text("\n".join(site.take(len(site.tokens))))
    stored = site.stored_bytes
    done, load = attempts(site, "journeys", [ROUND, file, PER_ENTRANT, THREADS], seconds=20)
    yield Row("whole attempts of 20 questions", done / load.seconds, requests=load.rate, tail=load.tail, cost=load.cost,
              failed=load.failed, goal=150 * MOODLE, share=("bare durable insert", 0.5))
    yield Row("bytes on disk per attempt", (site.stored_bytes - stored) / done, "B", goal=600, less=True)

    registered = wrk.run(site, 3, script="registrations", arguments=[CONTEST, FIRST_PERSON, file])
    persons = registered.requests - 2 * wrk.CONNECTIONS
    done, load = attempts(site, "short", [CONTEST, ROUND, FIRST_PERSON, persons, PER_ENTRANT, THREADS], seconds=10)
    yield Row("attempts of five requests", done / load.seconds, requests=load.rate, tail=load.tail, cost=load.cost,
              failed=load.failed, goal=500 * MOODLE)
    recorded = site.query("SELECT COUNT(*) FROM attempt WHERE state = 'submitted'")
    yield Row("acknowledged submissions missing", site.events("submissions") - recorded, "", floor=0, less=True)


def attempts(site, script, arguments, seconds):
    """How many were finished, and what wrk saw."""
    before = site.events("submissions")
    load = wrk.run(site, seconds, script=script, arguments=arguments, threads=THREADS, connections=THREADS)
    return site.events("submissions") - before, load
