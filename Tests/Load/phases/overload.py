"""Three times what the server can take: those inside save, three times as many newcomers as it serves knock at the door."""

import concurrent.futures

import wrk
from bench_site import TRIAL
from phases.saves import begun
from table import Row

SECONDS = 20
# Above every sequence stored before.
FIRST = 10_000_000


def measure(site):
    # Those of the phases before, where there are any.
    file, newcomers = site.folder / "attempts", site.folder / "tokens"
    if not file.exists():
        file.write_text("\n".join(f"{token} {attempt}" for token, attempt in begun(site)))
    if site.tokens:
        newcomers.write_text("\n".join(site.tokens))
    capacity = wrk.run(site, 5, script="saves", arguments=[file, FIRST, 0])
    before, starts, waits = site.events("saves"), site.events("starts"), site.events("waits")
    think = round(1000 * 4 * wrk.CONNECTIONS / capacity.rate)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        # Those inside offer the whole capacity, the newcomers twice that.
        inside = pool.submit(
            wrk.run, site, SECONDS, script="saves", arguments=[file, FIRST + capacity.requests + 1000, think],
            connections=4 * wrk.CONNECTIONS)
        outside = pool.submit(
            wrk.run, site, SECONDS, script="starts", arguments=[TRIAL, newcomers, think // 2],
            connections=4 * wrk.CONNECTIONS)
        inside, outside = inside.result(), outside.result()
    saved = (site.events("saves") - before) / inside.seconds
    yield Row("saves beside three times the load", saved, requests=saved, tail=inside.tail, failed=inside.failed)
    yield Row("their 99th percentile", inside.tail, "ms", goal=1000, less=True)
    yield Row("newcomers let in meanwhile", (site.events("starts") - starts) / outside.seconds)
    yield Row("newcomers told to wait", (site.events("waits") - waits) / outside.seconds)
    yield Row("peak memory by then", site.peak_memory / 2**20, "MiB")
