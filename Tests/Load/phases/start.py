"""A start over two million finished papers of 500,000 entrants: when it is ready, when the standings are there, what
it holds in memory, and whether every timer goes on.

Also alone: python Tests/Load/phases/start.py .build/release
"""

import datetime
import json
import pathlib
import re
import sqlite3
import ssl
import sys
import time
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from bench_site import CONTEST, ROUND, Process, Site, free_port  # noqa: E402
from table import Row, show  # noqa: E402

ENTRANTS, PAPERS = 500_000, 4
SECOND = 1000


def measure(site):
    yield from rows(site.binaries)


def rows(binaries):
    site = Site(binaries)
    try:
        people = [Person(site, number) for number in range(3)]
        done, running, late = people
        attempt = done.start()
        done.ask("PUT", f"/api/v1/attempts/{attempt}/answers",
                 {"sequence": 20, "answers": {str(place): [str(place % 2 + 1)] for place in range(1, 21)}})
        done.ask("POST", f"/api/v1/attempts/{attempt}/submission", {"prediction": 100})
        running.start(), late.start()
        deadline = running.current()["deadline"]
        site.stop()
        multiply(site.folder / "var/quiz.db", attempt, late.attempt)

        begin = time.perf_counter()
        port = free_port()
        again = Process([binaries / "quiz-server", "--data", "var", "--address", f"localhost:{port}"], site.folder, port)
        again.wait_for("/readyz")
        ready = time.perf_counter() - begin
        for person in people:
            person.address = again.address
        # The demo gives back what an outage took, and nothing else moves a deadline.
        now = running.current()
        moved = instant(now["deadline"]) - instant(deadline)
        wrong = int(moved != datetime.timedelta(milliseconds=now["creditedMs"]) or now["state"] != "open")
        while not standings(again):
            time.sleep(0.2)
        complete = time.perf_counter() - begin
        ended = late.current()
        wrong += int(ended["state"] != "expired")
        wrong += site.query(f"SELECT finished_at <> deadline FROM attempt WHERE id = '{late.attempt}'")
        memory = resident(again)
        again.stop()
    finally:
        site.discard()
    yield Row("ready with 2 million papers", ready * 1000, "ms", goal=2000, less=True)
    yield Row("standings of 500,000 are there", complete, "s")
    yield Row("memory with them", memory / 2**20, "MiB", goal=1024, less=True)
    yield Row("timers wrong after the start", wrong, "", floor=0, less=True)


def multiply(database, finished, late):
    """Every entrant's papers are copies of one that was really taken, its points and time spread; one open paper's
    deadline has passed while the server was down."""
    with sqlite3.connect(database) as db:
        db.execute("PRAGMA synchronous = OFF")
        numbers = "WITH RECURSIVE one (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one WHERE n < {})"
        db.execute(
            f"""INSERT INTO entrant (id, contest_id, block_id, unit_id, shown_name, profile, pin, consent_sha256,
                    registered_at)
                {numbers.format(ENTRANTS)}
                SELECT lower(hex(randomblob(11))), contest_id, block_id, unit_id, shown_name, profile, pin,
                    consent_sha256, registered_at
                FROM one, entrant WHERE entrant.id = (SELECT entrant_id FROM attempt WHERE id = ?)""", [finished])
        columns = [row[1] for row in db.execute("PRAGMA table_info(attempt)")]
        spread = {
            "id": "lower(hex(randomblob(11)))", "entrant_id": "e.id", "number": "one.n",
            "points": "a.maximum * (abs(random()) % 21) / 20", "finished_at": "a.started_at + 1 + abs(random()) % 800000",
            "changed_in": "1000 + one.n"}
        db.execute(
            f"""INSERT INTO attempt ({", ".join(columns)})
                {numbers.format(PAPERS)}
                SELECT {", ".join(spread.get(column, "a." + column) for column in columns)}
                FROM one, entrant AS e, attempt AS a
                WHERE a.id = ? AND e.id NOT IN (SELECT entrant_id FROM attempt)""", [finished])
        db.execute(
            "UPDATE attempt SET started_at = started_at - 3600000, deadline = started_at - 60000 WHERE id = ?", [late])


class Person:
    def __init__(self, site, number):
        self.address, self.token = site.address, None
        fields = {
            "fullName": f"Nguyễn Thị Hoa {number}", "birthDate": "1990-05-01", "sex": "female",
            "citizenId": f"008190{950000 + number}", "phone": f"0912{950000 + number}", "block": "citizen",
            "unit": "khac", "pin": "123456"}
        self.token = self.ask("POST", f"/api/v1/contests/{CONTEST}/entrants", {"consent": True, "fields": fields})["token"]

    def start(self):
        self.attempt = self.ask("POST", f"/api/v1/rounds/{ROUND}/attempts")["attempt"]["id"]
        return self.attempt

    def current(self):
        return self.ask("GET", f"/api/v1/attempts/{self.attempt}")["attempt"]

    def ask(self, method, path, body=None):
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        request = urllib.request.Request(
            self.address + path, json.dumps(body).encode() if body else None, headers, method=method)
        with urllib.request.urlopen(request, context=ssl._create_unverified_context(), timeout=30) as answer:
            return json.loads(answer.read() or b"{}")


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def standings(process):
    try:
        path = f"/api/v1/rounds/{ROUND}/standings?limit=1"
        urllib.request.urlopen(process.address + path, context=ssl._create_unverified_context(), timeout=30)
        return True
    except urllib.error.HTTPError as error:
        if error.code == 503:
            return False
        raise


def resident(process):
    status = pathlib.Path(f"/proc/{process.process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) * 1024


if __name__ == "__main__":
    show(list(rows(pathlib.Path(sys.argv[1]).resolve())))
