"""Papers begun: as fast as it goes, and the floor held for a whole minute."""

import wrk
from bench_site import ROUND, TRIAL
from table import Row

MINUTE = 60
# Offered a little above the floor, so that a server that keeps up shows more than it.
OFFERED = 215


def measure(site):
    yield begin(site, "starts, as fast as it goes", TRIAL, site.tokens, seconds=5, think=0)
    tokens = site.take(OFFERED * MINUTE)
    think = round(1000 * wrk.CONNECTIONS / OFFERED)
    yield begin(site, "starts, offered for a minute", ROUND, tokens, seconds=MINUTE, think=think, floor=200)


def begin(site, what, round_, tokens, seconds, think, floor=None):
    """The rate is of papers begun as the server counts them; a second request of the same entrant begins none."""
    file = site.folder / "tokens"
    file.write_text("\n".join(tokens))
    before = site.events("starts")
    load = wrk.run(site, seconds, script="starts", arguments=[round_, file, think])
    rate = (site.events("starts") - before) / load.seconds
    return Row(what, rate, requests=rate, tail=load.tail, cost=load.cost, failed=load.failed, floor=floor)
