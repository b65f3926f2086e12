"""Answers saved, twenty in each snapshot: as fast as it goes, then the tail at half of that."""

import http.client
import json
import ssl
import urllib.parse

import wrk
from bench_site import ROUND
from table import Row, by_load

ATTEMPTS = 1000
SECONDS = 20


def measure(site):
    file = site.folder / "attempts"
    file.write_text("\n".join(f"{token} {attempt}" for token, attempt in begun(site)))
    full = wrk.run(site, SECONDS, script="saves", arguments=[file, 0, 0])
    yield by_load("saves, as fast as they go", full, floor=1500, share=("bare durable insert", 0.6))
    # Four times the connections, so that half of the rate comes from many who think and not from few who queue.
    connections = 4 * wrk.CONNECTIONS
    think = round(1000 * connections / (full.rate / 2))
    half = wrk.run(site, SECONDS, script="saves", arguments=[file, full.requests + 1000, think], connections=connections)
    yield by_load("saves at half of that", half)
    yield Row("their 99th percentile", half.tail, "ms", goal=20, less=True)


def begun(site):
    """Open papers: a token and an attempt each, asked for one after the other to know which belongs to whom."""
    connection = http.client.HTTPSConnection(
        urllib.parse.urlsplit(site.address).netloc, context=ssl._create_unverified_context(), timeout=10)
    for token in site.take(ATTEMPTS):
        connection.request("POST", f"/api/v1/rounds/{ROUND}/attempts", headers={"Authorization": f"Bearer {token}"})
        yield token, json.load(connection.getresponse())["attempt"]["id"]
    connection.close()
