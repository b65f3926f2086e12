"""Many simultaneous starts of one entrant over two servers make one attempt: `make starts STARTS="--rounds 10000"`.

A round is a new entrant, whose start is asked for on 64 kept connections at the same instant, half of them to each server.
All replies must name the same attempt, exactly one may say that it is new, and the table must hold exactly one. With
`--tally FILE` the rounds of several runs add up; each run has servers and a database of its own.
"""

import argparse
import asyncio
import json
import pathlib
import ssl
import sys
import tempfile
import time

from cluster import CONTEST, ROOT, ROUND, Database, Node, Person

CONNECTIONS = 64


class Connection:
    async def open(self, port):
        context = ssl._create_unverified_context()
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)

    async def post(self, path, token=None, body=b""):
        authorization = f"authorization: Bearer {token}\r\n" if token else ""
        self.writer.write(
            f"POST /api/v1/{path} HTTP/1.1\r\nhost: localhost\r\n{authorization}content-type: application/json\r\n"
            f"content-length: {len(body)}\r\n\r\n".encode() + body)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(head.partition("content-length: ")[2].partition("\r\n")[0])
        return int(head[9:12]), json.loads(await self.reader.readexactly(length))


async def play(connections, number):
    """One round: the entrant and the attempt that all replies name."""
    form = json.dumps({"consent": True, "fields": Person(number).fields}).encode()
    status, entry = await connections[number % CONNECTIONS].post(f"contests/{CONTEST}/entrants", body=form)
    assert status == 201, entry
    token, path = entry["token"], f"rounds/{ROUND}/attempts"
    refused = 0
    asked = connections
    named, new = set(), 0
    # A server that is asked too much may say so; who is told that asks again.
    while asked:
        replies = await asyncio.gather(*(connection.post(path, token) for connection in asked))
        for status, body in replies:
            assert status in (200, 201, 503), (status, body)
            if status != 503:
                named.add(body["attempt"]["id"])
                new += status == 201
        asked = [connection for connection, (status, _) in zip(asked, replies) if status == 503]
        refused += len(asked)
    assert len(named) == 1 and new == 1, (number, named, new)
    return entry["entrant"]["id"], named.pop(), refused


async def run(nodes, database, rounds, seconds):
    connections = [Connection() for _ in range(CONNECTIONS)]
    for place, connection in enumerate(connections):
        await connection.open(nodes[place % len(nodes)].port)
    begun, played, refused = time.monotonic(), {}, 0
    while len(played) < rounds and time.monotonic() - begun < seconds:
        entrant, attempt, more = await play(connections, len(played) + 1)
        played[entrant], refused = attempt, refused + more
        if len(played) % 100 == 0:
            rate = len(played) / (time.monotonic() - begun)
            print(f"{len(played):>7,} rounds, {rate:.1f} a second", file=sys.stderr, flush=True)
    for connection in connections:
        connection.writer.close()
    recorded = database.rows("SELECT entrant_id, id FROM attempt")
    assert len(recorded) == len(played) and dict(map(tuple, recorded)) == played, "the table says something else"
    return len(played), refused, time.monotonic() - begun


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=3600, help="begin no round after this time")
    parser.add_argument("--binary", default=ROOT / ".build/release/quiz-server")
    parser.add_argument("--tally", type=pathlib.Path, help="a file that the rounds of this run are added to")
    given = parser.parse_args()
    done = int(given.tally.read_text()) if given.tally and given.tally.exists() else 0
    database, nodes = Database("starts"), []
    try:
        with tempfile.TemporaryDirectory(prefix="quiz-starts-") as folder:
            try:
                for name in "one", "two":
                    nodes.append(Node(pathlib.Path(folder) / name, given.binary, database, *nodes[:1]))
                rounds, refused, seconds = asyncio.run(run(nodes, database, given.rounds, given.seconds))
            finally:
                for node in nodes:
                    node.stop()
    finally:
        database.drop()
    if given.tally:
        given.tally.write_text(f"{done + rounds}\n")
    print(f"{rounds:,} rounds of {CONNECTIONS} simultaneous starts over {len(nodes)} servers in {seconds:.0f} s: "
          f"one attempt each; {refused} asked again after a 503; {done + rounds:,} rounds in all")


if __name__ == "__main__":
    main()
