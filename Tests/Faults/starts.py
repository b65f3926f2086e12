"""64 starts of one person at the same moment, spread over two servers on one PostgreSQL, again and again:

    python3 Tests/Faults/starts.py .build/release/quiz-server --rounds 10000

There must be one attempt, and every reply must name it. Ends by itself after --seconds; the exit status says whether a
second attempt was ever made.
"""

import argparse
import collections
import pathlib
import sys
import time

from entrant import ROUND, form
from phases import folder_of
from postgres import Cluster, folder_for_clusters
from server import Server
from wire import Wire

PARALLEL = 64


def crowd(ports):
    """As many connections as there are starts, each kept; neighbours go to different servers."""
    wires = [Wire([ports[place % len(ports)]], timeout=60) for place in range(PARALLEL)]
    for wire in wires:
        wire.connect()
    return wires


def start_at_once(wires, token):
    """(replies by status, the attempts that they name)."""
    for wire in wires:
        wire.token = token
        wire.send("POST", f"rounds/{ROUND}/attempts")
    statuses, attempts = collections.Counter(), set()
    for wire in wires:
        reply = wire.receive()
        statuses[reply.status] += 1
        if reply.status < 300:
            attempts.add(reply.body["attempt"]["id"])
    return statuses, attempts


def play(wires, rounds, seconds, report=lambda done: None):
    """(rounds played, replies by status, what was wrong)."""
    statuses, faults = collections.Counter(), []
    until, done = time.monotonic() + seconds, 0
    while done < rounds and time.monotonic() < until:
        registered = wires[0].request(
            "POST", "contests/demo/entrants", {"consent": True, "fields": form(500_000 + done)})
        found, attempts = start_at_once(wires, registered.body["token"])
        statuses += found
        if len(attempts) != 1 or found[201] > 1:
            faults.append((done, found, attempts))
        done += 1
        if done % 100 == 0:
            report(done)
    return done, statuses, faults


def doubled(cluster):
    """Entrants with more than one attempt; and how many have one at all."""
    rows = cluster.ask("SELECT COUNT(*) AS n, COUNT(DISTINCT entrant_id) AS entrants FROM attempt")[0]
    return rows["n"] - rows["entrants"], rows["entrants"]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("binary", type=pathlib.Path)
    options.add_argument("--rounds", type=int, default=10_000)
    options.add_argument("--seconds", type=float, default=3600)
    options = options.parse_args()
    begin = time.monotonic()

    def report(done):
        print(f"\r{done:,} of {options.rounds:,} rounds, {done / (time.monotonic() - begin):.1f} a second ", end="", file=sys.stderr)

    with folder_of("starts") as folder, folder_for_clusters() as (place, clusters):
        cluster = Cluster(place, clusters)
        servers = [Server(folder, options.binary, store=f"postgres://quiz@/postgres?host={cluster.folder}") for _ in range(2)]
        for server in servers:
            server.start()
        done, statuses, faults = play(crowd([server.port for server in servers]), options.rounds, options.seconds, report)
        twice, entrants = doubled(cluster)
        for server in servers:
            server.stop()
    print(f"\n{done:,} rounds of {PARALLEL} starts; replies {dict(statuses)}; {entrants:,} attempts; {twice} second ones")
    for fault in faults[:10]:
        print(fault)
    sys.exit(bool(faults or twice or entrants != done))


if __name__ == "__main__":
    main()
